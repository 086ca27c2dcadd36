"""What stands at the right after F9: the number, the room, what to give along, and the ticket."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.routing import CLUSTER_LABELS, NEED_LABELS
from ilp_desktop.services.visits import RegisteredVisit
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.badge import Notice
from ui.kit.elided_label import ElidedLabel
from ui.kit.icons import icon
from ui.kit.pdf_preview import PdfPreview
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.loket.prompt import Prompt
from ui.screens.loket.ticket_printer import TicketPrinter


class RegisteredPanel(QWidget):
    """``taken_back`` carries the reason for which the visit is to be taken back, ``card_wanted`` asks for the KIB."""

    taken_back = Signal(str)
    card_wanted = Signal()

    def __init__(self, prompt: Prompt, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("registered")
        self.registered: RegisteredVisit | None = None
        self.prompt = prompt
        self.preview = PdfPreview(self)
        self._printer = TicketPrinter(self.preview, folder)
        self._number = text_label("", Type.TITLE, strong=True, parent=self)
        self._number.setObjectName("ticket_number")
        self._room = text_label("", Type.LARGE, strong=True, parent=self)
        self._room.setObjectName("registered_room")
        self._name = ElidedLabel(Type.BASE, self)
        self._ahead = text_label("", muted=True, parent=self)
        self._needs = Notice(parent=self, wraps=True)
        self._needs.setObjectName("registered_needs")
        self._place()

    def show_registered(self, registered: RegisteredVisit) -> None:
        """Show the visit that was just registered; the ticket comes when it is drawn."""
        self.registered = registered
        visit, patient = registered.visit, registered.patient
        entry = registered.entry
        self._number.setText("Susulan" if entry is None else entry.ticket_number)
        self._room.setText(CLUSTER_LABELS[visit.cluster])
        self._name.show_text(f"{patient.name} · RM {patient.medical_record_number}")
        waiting = f"Menunggu di depan: {registered.ahead} orang"
        late = f"Kunjungan {short_date(visit.visit_date)} tersimpan, dicatat hari ini. Tanpa karcis."
        self._ahead.setText(late if entry is None else waiting)
        self._needs.say(". ".join(NEED_LABELS[need] for need in registered.routing.needs), Tone.AMBER)
        self.prompt.close_prompt()
        self.preview.close_document()
        self.preview.setVisible(entry is not None)
        self._again.setVisible(entry is not None)

    def show_ticket(self, content: bytes) -> None:
        """The ticket is drawn: show it and print it."""
        entry = None if self.registered is None else self.registered.entry
        self.preview.show_pdf(content, Path(f"karcis-{entry.ticket_number if entry else ''}.pdf"))
        self.preview.zoom(-1)
        self.preview.zoom(-1)
        self._printer.print_now()

    def print_again(self) -> None:
        """The ticket once more."""
        if self.preview.page_count():
            self._printer.print_now()

    def _place(self) -> None:
        self._again = ActionButton(action("print"), title="Cetak lagi", icon_name="printer", parent=self)
        self._again.clicked.connect(self.print_again)
        card = ActionButton(action("print_card"), icon_name="id-card", parent=self)
        card.clicked.connect(self.card_wanted)
        back = QPushButton(icon("undo-2"), "Batalkan kunjungan ini", self)
        back.setObjectName("take_back")
        back.setProperty("kind", "quiet")
        back.clicked.connect(self._ask_reason)
        told = QFrame(self)
        told.setProperty("card", True)
        words = QVBoxLayout(told)
        words.setContentsMargins(space(4), space(3), space(4), space(3))
        words.setSpacing(space(1))
        words.addWidget(text_label("Terdaftar", muted=True, parent=told))
        head = QHBoxLayout()
        head.setSpacing(space(4))
        head.addWidget(self._number)
        head.addWidget(self._room)
        head.addStretch(1)
        words.addLayout(head)
        for part in (self._name, self._ahead, self._needs):
            words.addWidget(part)
        words.addSpacing(space(2))
        words.addWidget(text_label("Ketik nama orang berikutnya: kotak cari sudah siap.", muted=True, parent=told))
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        for button in (self._again, card, back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(told)
        column.addWidget(self.prompt)
        column.addLayout(buttons)
        column.addWidget(self.preview, 1)

    def _ask_reason(self) -> None:
        self.prompt.ask_reason("Mengapa kunjungan ini dibatalkan?", "Batalkan kunjungan", self.taken_back.emit)
