"""Kantor formulir: the list of every version, one form looked at, in from Excel, out to Excel, retired."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.form_definition import FormDefinition
from ilp_desktop.services.form_office import (
    STANDING_LABELS,
    FormLine,
    Standing,
    file_name_of,
    form_lines,
    reinstate_form,
    retire_form,
    take_in,
)
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.data_table import DataTable
from ui.kit.dialogs import ButtonKind, DialogButton, Question, ask, choose_file_to_open, choose_file_to_save
from ui.kit.message_strip import Message, show_in_strip
from ui.kit.operation import LongOperation, Operation, Query
from ui.kit.page_stack import PageStack
from ui.kit.runtime import runtime
from ui.kit.style import Tone, Type, space, text_label
from ui.kit.table_model import Column
from ui.screens.form_office.details import Details
from ui.screens.form_office.preview_page import PreviewPage
from ui.screens.form_office.state import (
    FILE_KINDS,
    Look,
    can_be_retired,
    look_at_file,
    look_at_line,
    write_excel,
)
from ui.session import Handler, Session

_TONES = {
    Standing.CURRENT: Tone.GREEN,
    Standing.LATER: Tone.AMBER,
    Standing.OLDER: Tone.PLAIN,
    Standing.RETIRED: Tone.PLAIN,
    Standing.REFUSED: Tone.RED,
}
_NARROW = 860
_LISTENED = {"form_definition", "questionnaire_response"}


class FormOffice(QWidget):
    """The list in front; a form comes over it and goes back with Esc. Nothing is kept before *Masukkan*."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form_office")
        self._workplace = session.workplace
        self._look: Look | None = None
        self._listed: Query[tuple[FormLine, ...]] = Query(self, self._show_lines)
        self._looked: Query[Look] = Query(self, self._show_look)
        self.table: DataTable[FormLine] = DataTable(_columns(), self)
        self.table.setObjectName("form_list")
        self.table.current_changed.connect(self._show_details)
        self.table.opened.connect(self.open_line)
        self.page = PreviewPage(self)
        self.page.left.connect(self.close_preview)
        self.page.agreed.connect(self._save)
        self._details = Details(self)
        self._retire = QPushButton(self)
        self._retire.setObjectName("form_retire")
        self._retire.setAutoDefault(False)
        self._retire.clicked.connect(lambda _checked: self.retire())
        self._pages = PageStack(self)
        self._pages.addWidget(self._build_list())
        self._pages.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        runtime().changes.listen(self, _LISTENED, self.refresh)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list comes before what is to be known of one form."""
        super().resizeEvent(event)
        self._details.be_slim(self.width() < _NARROW)

    def handlers(self) -> dict[str, Handler]:
        """What the keys do on the page in front."""
        if self._pages.currentIndex() == 1:
            return {"save": self._save}
        return {"import_form": self.choose_file, "excel": self.export_current}

    def came_to_front(self) -> None:
        """The list has the keyboard."""
        if self._pages.currentIndex() == 0:
            self.table.setFocus()

    def refresh(self) -> None:
        """Read the list again."""
        workplace = self._workplace
        self._listed.ask(lambda: form_lines(workplace))

    def choose_file(self) -> None:
        """Ask which file, and look at it."""
        path, workplace = choose_file_to_open(self, "Pilih formulir", FILE_KINDS), self._workplace
        if path is not None:
            operation = LongOperation(
                self, lambda progress: look_at_file(workplace, path, progress), "Memeriksa formulir"
            )
            operation.on_success(self._show_look).run()

    def open_line(self, line: FormLine) -> None:
        """Look at a form that is here."""
        workplace = self._workplace
        self._looked.ask(lambda: look_at_line(workplace, line))

    def close_preview(self) -> None:
        """Back to the list."""
        self.page.clear()
        self._look = None
        self._pages.setCurrentIndex(0)
        self.table.setFocus()

    def export_current(self) -> None:
        """Write the form under the cursor as an Excel file."""
        line = self.table.current_row()
        if line is None:
            return
        definition = line.definition
        target = choose_file_to_save(self, "Simpan formulir", Path(file_name_of(definition)), "Excel (*.xlsx)")
        if target is not None:
            Operation(self, lambda: write_excel(definition, target)).on_success(
                lambda path: self._say(f"Formulir disimpan: {path.name}")
            ).run()

    def retire(self) -> None:
        """No longer offer the form under the cursor, or offer it again."""
        line, workplace = self.table.current_row(), self._workplace
        if line is None:
            return
        form_id, title = line.definition.form_id, line.definition.title
        if not can_be_retired(line):
            Operation(self, lambda: reinstate_form(workplace, form_id)).on_success(
                lambda _count: self._say(f"{title} dipakai lagi.")
            ).run()
        elif ask(self, _retiring(title)) == "retire":
            Operation(self, lambda: retire_form(workplace, form_id)).on_success(
                lambda _count: self._say(f"{title} tidak ditawarkan lagi. Isian lama tetap dapat dibuka.")
            ).run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pages.currentIndex() == 1:
            self.close_preview()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        look, workplace = self._look, self._workplace
        if look is not None and look.preview is not None and look.can_be_taken_in:
            preview = look.preview
            Operation(self, lambda: take_in(workplace, preview)).on_success(self._taken_in).run()

    def _taken_in(self, kept: FormDefinition) -> None:
        self.close_preview()
        self._say(
            f"{kept.title} versi {kept.version} masuk.",
            "Ikut terkirim dengan paket berikutnya ke semua mitra.",
        )

    def _show_lines(self, lines: tuple[FormLine, ...]) -> None:
        self.table.set_rows(lines)
        if lines and self.table.current_row() is None:
            self.table.selectRow(0)
        line = self.table.current_row()
        if line is not None:
            self._show_details(line)

    def _show_look(self, look: Look) -> None:
        self._look = look
        self._pages.setCurrentIndex(1)
        self.page.show_look(look)

    def _show_details(self, line: FormLine) -> None:
        self._details.show_line(line)
        self._retire.setText("Tidak dipakai lagi" if can_be_retired(line) else "Pakai lagi")
        self._retire.setVisible(can_be_retired(line) or line.standing is Standing.RETIRED)

    def _say(self, text: str, remedy: str = "") -> None:
        show_in_strip(self, Message(text=text, remedy=remedy, tone=Tone.GREEN))

    def _build_list(self) -> QWidget:
        page = QWidget(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text_label("Formulir di tempat ini", Type.LARGE, strong=True, parent=page))
        words.addWidget(text_label("Enter untuk melihat seperti perawat melihatnya", muted=True, parent=page))
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addLayout(words, 1)
        for name, kind, symbol, act in (
            ("excel", "plain", "save", self.export_current),
            ("import_form", "primary", "file-spreadsheet", self.choose_file),
        ):
            button = ActionButton(action(name), kind=kind, icon_name=symbol, parent=page)
            button.clicked.connect(partial(_without_argument, act))
            head.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(space(2))
        right.addWidget(self._details)
        right.addWidget(self._retire, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(space(4))
        middle.addWidget(self.table, 1)
        middle.addLayout(right)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        column.addLayout(head)
        column.addLayout(middle, 1)
        return page


def _without_argument(act: Handler, _checked: bool) -> None:
    act()


def _retiring(title: str) -> Question:
    return Question(
        title=f"{title} tidak dipakai lagi?",
        text=(
            "Formulir ini tidak ditawarkan lagi di ruang mana pun, di sini dan di tempat yang menerima paket "
            "berikutnya. Isian lama tetap dapat dibuka dan dicetak."
        ),
        buttons=(
            DialogButton(id="retire", label="Jangan tawarkan lagi", kind=ButtonKind.DANGER),
            DialogButton(id="keep", label="Tetap dipakai"),
        ),
    )


def _columns() -> tuple[Column[FormLine], ...]:
    return (
        Column(title="Formulir", text=lambda line: line.definition.title, sort_key=lambda line: line.definition.title),
        Column(title="Versi", text=lambda line: line.definition.version, width=108),
        Column(
            title="Keadaan",
            text=lambda line: STANDING_LABELS[line.standing],
            width=112,
            tone=lambda line: _TONES[line.standing],
        ),
        Column(title="Dipakai di", text=lambda line: line.used_in, width=128),
        Column(
            title="Isian",
            text=lambda line: str(line.responses),
            width=64,
            is_number=True,
            sort_key=lambda line: line.responses,
        ),
    )


def create(session: Session, _room_id: str) -> FormOffice:
    """The screen."""
    return FormOffice(session)
