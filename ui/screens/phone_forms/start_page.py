"""The first page: to the phones, from the phones, and what waits to be completed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.services.submission_keeping import UnfinishedForm
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.badge import Badge
from ui.kit.data_table import DataTable
from ui.kit.icons import pixmap
from ui.kit.style import Tone, Type, colours, space, text_label
from ui.kit.table_model import Column
from ui.screens.phone_forms.state import unfinished_person

_TO_PHONES = "Formulir dan daftar orang untuk ODK Collect di ponsel kader. Daftar orang tidak tersandi."
_FROM_PHONES = "Folder instances dari ODK Collect, atau zip-nya. Yang tampil dulu hanya percobaan."
_NOTHING = "Tidak ada. Isian yang kurang atau salah menunggu di sini sampai dilengkapi."


class StartPage(QWidget):
    """Says what the user wants; the room does it. ``form_opened`` carries an ``UnfinishedForm``."""

    send_wanted = Signal()
    receive_wanted = Signal()
    zip_wanted = Signal()
    form_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._send = ActionButton(action("send"), title="Pilih formulir", icon_name="send", parent=self)
        self._send.clicked.connect(self.send_wanted)
        self._receive = ActionButton(
            action("receive"), title="Ambil dari folder", kind="primary", icon_name="inbox", parent=self
        )
        self._receive.clicked.connect(self.receive_wanted)
        self._zip = ActionButton(action("receive_zip"), title="Dari zip", icon_name="file-text", parent=self)
        self._zip.clicked.connect(self.zip_wanted)
        self._badge = Badge(parent=self)
        self._below = QWidget(self)
        self._nothing = text_label(_NOTHING, muted=True, parent=self)
        self.table: DataTable[UnfinishedForm] = DataTable(_columns(), self)
        self.table.setObjectName("unfinished_forms")
        self.table.opened.connect(self.form_opened)
        self._place()
        self.show_unfinished(())

    def show_unfinished(self, forms: Sequence[UnfinishedForm]) -> None:
        """What waits to be completed."""
        self.table.set_rows(forms)
        if forms and self.table.current_row() is None:
            self.table.selectRow(0)
        self.table.setVisible(bool(forms))
        self._below.setVisible(not forms)
        self._nothing.setVisible(not forms)
        self._badge.show_state(str(len(forms)) if forms else "", Tone.AMBER)

    def focus_first(self) -> None:
        """Where the work starts."""
        (self.table if self.table.isVisibleTo(self) else self._receive).setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(space(3))
        sending, receiving = QHBoxLayout(), QHBoxLayout()
        sending.addWidget(self._send)
        sending.addStretch(1)
        receiving.setSpacing(space(2))
        receiving.addWidget(self._receive)
        receiving.addWidget(self._zip)
        receiving.addStretch(1)
        cards.addWidget(_card("inbox", "Dari ponsel", _FROM_PHONES, receiving, self), 1)
        cards.addWidget(_card("send", "Ke ponsel", _TO_PHONES, sending, self), 1)
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(text_label("Perlu dilengkapi", Type.LARGE, strong=True, parent=self))
        head.addWidget(self._badge)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        column.addLayout(cards)
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addWidget(self.table, 1)
        column.addWidget(self._below, 1)


def _columns() -> tuple[Column[UnfinishedForm], ...]:
    return (
        Column(title="Formulir", text=lambda form: form.title, width=260, sort_key=lambda form: form.title),
        Column(title="Tanggal", text=lambda form: short_date(form.day), width=120, sort_key=lambda form: form.day),
        Column(title="Orang", text=unfinished_person, width=220, sort_key=unfinished_person),
        Column(title="Yang perlu dilengkapi", text=lambda form: form.reason),
    )


def _card(symbol: str, title: str, words: str, buttons: QHBoxLayout, parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setProperty("card", True)
    frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    image = QLabel(frame)
    image.setPixmap(pixmap(symbol, colours().accent, 20))
    head = QHBoxLayout()
    head.setSpacing(space(2))
    head.addWidget(image)
    head.addWidget(text_label(title, Type.LARGE, strong=True, parent=frame))
    head.addStretch(1)
    told = text_label(words, muted=True, parent=frame)
    told.setWordWrap(True)
    told.setMinimumHeight(space(11))
    told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    column = QVBoxLayout(frame)
    column.setContentsMargins(space(4), space(3), space(4), space(4))
    column.setSpacing(space(2))
    column.addLayout(head)
    column.addWidget(told, 1)
    column.addLayout(buttons)
    return frame
