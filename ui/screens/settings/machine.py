"""Whether this PC is fit for the program: each part looked at, in words, with what to do where it is not."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ilp_desktop.services.clock import system_clock
from ilp_desktop.services.machine_check import Finding, Part, examine
from ilp_desktop.services.workplace import Workplace
from ui.kit.badge import Notice
from ui.kit.icons import icon, pixmap
from ui.kit.machine_desk import desk_of
from ui.kit.manual import open_manual
from ui.kit.operation import Query
from ui.kit.style import TONE_ICONS, Tone, colours, ink, space, text_label
from ui.preferences import keep_preferences, load_preferences
from ui.screens.settings.section import Section

_PART_WORDS = {
    Part.PROGRAM: "Program dan huruf",
    Part.FOLDER: "Folder data",
    Part.ROOM: "Ruang disk",
    Part.CLOCK: "Jam komputer",
    Part.PRINTER: "Printer",
    Part.SCREEN: "Layar dan skala",
}


class MachineSection(Section):
    """Looks again each time it comes up."""

    title = "Komputer ini"
    explanation = "Yang diperiksa sebelum komputer dipakai mencatat: program, folder, disk, jam, printer, layar."

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._query: Query[tuple[Finding, ...]] = Query(self, self._show)
        self._notice = Notice(parent=self, wraps=True)
        self._notice.setObjectName("machine_notice")
        again = self.button("machine_again", " Periksa lagi")
        again.setIcon(icon("refresh-cw"))
        again.clicked.connect(self.refresh)
        self.head.addWidget(again, 0, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(4))
        grid.setVerticalSpacing(space(3))
        self._symbols: dict[Part, QLabel] = {}
        self._texts: dict[Part, QLabel] = {}
        for row, part in enumerate(Part):
            symbol, text = QLabel(self), text_label("", parent=self)
            text.setObjectName(f"machine_{part.value}")
            text.setWordWrap(True)
            self._symbols[part], self._texts[part] = symbol, text
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(symbol, row, 0, top)
            grid.addWidget(text_label(_PART_WORDS[part], strong=True, parent=self), row, 1, top)
            grid.addWidget(text, row, 2, top)
        grid.setColumnStretch(2, 1)
        self.column.addWidget(self._notice)
        self.column.addLayout(grid)
        manual = self.button("machine_manual", " Panduan mencetak", "quiet")
        manual.setIcon(icon("printer", colours().accent))
        manual.clicked.connect(partial(open_manual, "mencetak", self))
        self.column.addWidget(manual)
        self._tickets = text_label("", parent=self)
        self._tickets.setObjectName("machine_tickets")
        self._other = self.button("machine_other_printer", " Ganti printer karcis", "quiet")
        self._other.setIcon(icon("ticket", colours().accent))
        self._other.clicked.connect(self._forget_ticket_printer)
        self.column.addWidget(self._tickets)
        self.column.addWidget(self._other)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Look the PC over."""
        workplace, desk = self.workplace, desk_of(self)
        self._query.ask(lambda: examine(workplace.folder, system_clock(), desk))
        self._show_ticket_printer()

    def _show_ticket_printer(self) -> None:
        printer = load_preferences(self.workplace.folder).ticket_printer
        known = f"Karcis dicetak di {printer}." if printer else "Karcis berikutnya menanyakan printernya."
        self._tickets.setText(known)
        self._other.setVisible(bool(printer))

    def _forget_ticket_printer(self) -> None:
        """The next ticket asks, and its answer is remembered."""
        keep_preferences(self.workplace.folder, ticket_printer="")
        self._show_ticket_printer()

    def _show(self, found: tuple[Finding, ...]) -> None:
        for finding in found:
            tone = Tone.AMBER if finding.remedy else Tone.GREEN
            self._symbols[finding.part].setPixmap(pixmap(TONE_ICONS[tone], ink(tone).name()))
            self._texts[finding.part].setText(f"{finding.sentence} {finding.remedy}".strip())
        wrong = sum(bool(finding.remedy) for finding in found)
        words = f"{wrong} hal perlu dibetulkan; program tetap dapat dipakai." if wrong else "Komputer ini siap dipakai."
        self._notice.say(words, Tone.AMBER if wrong else Tone.GREEN)
