"""The first page of the exchange: the stick, the three cards, the partners."""

from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.indonesian_text import whole_number
from ilp_desktop.domain.words import word
from ilp_desktop.services.partners import PartnerState
from ilp_desktop.services.stick_contents import Drive
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.badge import Badge
from ui.kit.data_table import DataTable
from ui.kit.empty_state import EmptyState
from ui.kit.icons import icon, pixmap
from ui.kit.style import Tone, Type, colours, mark, space, text_label
from ui.kit.table_model import Column
from ui.screens.exchange.state import Overview, drive_words, stick_words, unsent_words, when_words


class OverviewPage(QWidget):
    """Says what the user wants; the room does it. ``drive_chosen`` carries the path of a stick."""

    send_wanted = Signal()
    receive_wanted = Signal()
    decide_wanted = Signal()
    acquaintance_wanted = Signal()
    receipt_wanted = Signal()
    folder_wanted = Signal()
    look_again_wanted = Signal()
    drive_chosen = Signal(object)

    def __init__(self, zone: tzinfo | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._overview: Overview | None = None
        self._drives: tuple[Drive, ...] = ()
        self._stick = QComboBox(self)
        self._stick.setObjectName("stick")
        self._stick.setAccessibleName("Stik atau folder")
        self._stick.activated.connect(self._stick_activated)
        self.table: DataTable[PartnerState] = DataTable(self._columns(), self)
        self.table.setObjectName("partners")
        self.table.current_changed.connect(lambda _state: self._show_sending())
        self._nobody = EmptyState(
            "users",
            "Belum ada mitra",
            "Sebelum bertukar data, kedua tempat saling membaca kartu kenal dan mencocokkan angkanya. Sekali saja.",
            "Kenali mitra",
            parent=self,
        )
        self._nobody.acted.connect(self.acquaintance_wanted)
        self.send_button = ActionButton(action("send"), kind="primary", icon_name="send", parent=self)
        self.receive_button = ActionButton(action("receive"), icon_name="inbox", parent=self)
        self.decide_button = QPushButton("Putuskan", self)
        self.decide_button.setObjectName("decide")
        self._sending, self._receiving, self._deciding = (text_label("", parent=self) for _ in range(3))
        self._badge = Badge(parent=self)
        self._place()
        self.send_button.clicked.connect(self.send_wanted)
        self.receive_button.clicked.connect(self.receive_wanted)
        self.decide_button.clicked.connect(self.decide_wanted)

    def show_overview(self, overview: Overview) -> None:
        """Show how things stand."""
        self._overview = overview
        self._show_drives(overview.drives, overview.drive)
        self.table.set_rows(overview.partners)
        if overview.partners and self.table.current_row() is None:
            self.table.selectRow(0)
        self.table.setVisible(bool(overview.partners))
        self._nobody.setVisible(not overview.partners)
        self._receipt_button.setVisible(bool(overview.partners))
        self._receiving.setText(stick_words(overview))
        self.receive_button.setEnabled(bool(overview.partners and overview.contents is not None))
        differences = overview.decisions
        self._deciding.setText(
            f"{whole_number(differences)} isian ditulis berbeda di dua tempat."
            if differences
            else "Tidak ada yang perlu diputuskan."
        )
        self._badge.show_state(str(differences) if differences else "", Tone.AMBER)
        self.decide_button.setEnabled(bool(differences))
        self._show_sending()
        self._show_what_is_next()

    def partner(self) -> PartnerState | None:
        """The partner to whom will be sent."""
        return self.table.current_row() if self._overview is not None and self._overview.partners else None

    def focus_first(self) -> None:
        """Where the work starts: a new package, else sending, else the stick."""
        wanted = self.receive_button if self._has_waiting() else self.send_button
        (wanted if wanted.isEnabled() else self._stick).setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_waiting(self) -> bool:
        contents = None if self._overview is None else self._overview.contents
        return contents is not None and bool(contents.waiting)

    def _show_sending(self) -> None:
        state = self.partner()
        self._sending.setText(unsent_words(state))
        there = self._overview is not None and self._overview.drive is not None
        self.send_button.setEnabled(state is not None and there)

    def _show_what_is_next(self) -> None:
        """The one primary button is what should be pressed now."""
        receiving = self._has_waiting() and self.receive_button.isEnabled()
        for button, symbol, primary in (
            (self.receive_button, "inbox", receiving),
            (self.send_button, "send", not receiving),
        ):
            mark(button, kind="primary" if primary else "plain")
            button.setIcon(icon(symbol, colours().on_accent if primary else colours().text))

    def _show_drives(self, drives: Sequence[Drive], chosen: Drive | None) -> None:
        self._drives = tuple(drives)
        self._stick.clear()
        for drive in drives:
            self._stick.addItem(icon("usb"), drive_words(drive))
        if not drives:
            self._stick.addItem(icon("usb"), "Belum ada stik")
        if chosen is not None:
            self._stick.setCurrentIndex(self._drives.index(chosen))

    def _stick_activated(self, index: int) -> None:
        if index < len(self._drives):
            self.drive_chosen.emit(Path(self._drives[index].path))

    def _columns(self) -> list[Column[PartnerState]]:
        return [
            Column(title="Mitra", text=lambda state: state.partner.name),
            Column(title="Jenis", text=lambda state: word(state.partner.kind), width=140),
            Column(title="Kirim terakhir", text=lambda state: when_words(state.last_sent, self._zone), width=220),
            Column(title="Terima terakhir", text=lambda state: when_words(state.last_received, self._zone), width=220),
            Column(
                title="Belum sampai",
                text=lambda state: whole_number(state.unsent) if state.unsent else "–",
                width=120,
                is_number=True,
                sort_key=lambda state: state.unsent,
            ),
        ]

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        column.addLayout(self._stick_row())
        cards = QHBoxLayout()
        cards.setSpacing(space(3))
        cards.addWidget(_card("send", "Kirim", self._sending, self.send_button, self))
        cards.addWidget(_card("inbox", "Terima", self._receiving, self.receive_button, self))
        cards.addWidget(
            _card("circle-check", "Perlu diputuskan", self._deciding, self.decide_button, self, self._badge)
        )
        column.addLayout(cards)
        column.addLayout(self._partners_row())
        column.addWidget(self.table, 1)
        column.addWidget(self._nobody, 1)

    def _stick_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(2))
        label = text_label("Stik", Type.LARGE, strong=True, parent=self)
        label.setBuddy(self._stick)
        row.addWidget(label)
        row.addWidget(self._stick, 1)
        before: QWidget = self._stick
        for name, title, symbol, wanted in (
            ("look_again", "Lihat lagi", "refresh-cw", self.look_again_wanted),
            ("other_folder", "Folder lain", "hard-drive", self.folder_wanted),
        ):
            button = QPushButton(icon(symbol), title, self)
            button.setObjectName(name)
            button.clicked.connect(wanted)
            row.addWidget(button)
            self.setTabOrder(before, button)
            before = button
        return row

    def _partners_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(text_label("Mitra", Type.LARGE, strong=True, parent=self))
        row.addStretch(1)
        self._receipt_button = QPushButton(icon("file-text"), "Tulis tanda terima lagi", self)
        self._receipt_button.setObjectName("receipt_again")
        self._receipt_button.clicked.connect(self.receipt_wanted)
        acquaintance = QPushButton(icon("id-card"), "Kartu kenal", self)
        acquaintance.setObjectName("acquaintance")
        acquaintance.clicked.connect(self.acquaintance_wanted)
        row.addWidget(self._receipt_button)
        row.addWidget(acquaintance)
        return row


def _card(
    symbol: str, title: str, words: QLabel, button: QPushButton, parent: QWidget, badge: QWidget | None = None
) -> QFrame:
    frame = QFrame(parent)
    frame.setProperty("card", True)
    head = QHBoxLayout()
    head.setSpacing(space(2))
    image = QLabel(frame)
    image.setPixmap(pixmap(symbol, colours().accent, 20))
    head.addWidget(image)
    head.addWidget(text_label(title, Type.LARGE, strong=True, parent=frame))
    if badge is not None:
        head.addWidget(badge)
    head.addStretch(1)
    words.setWordWrap(True)
    words.setMinimumHeight(space(11))
    words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    column = QVBoxLayout(frame)
    column.setContentsMargins(space(4), space(3), space(4), space(4))
    column.setSpacing(space(2))
    column.addLayout(head)
    column.addWidget(words, 1)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return frame
