"""The first page: what kind of installation, or back from a backup."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.installation import InstallationKind
from ui.kit.icons import icon, pixmap
from ui.kit.style import Type, colours, space, text_label
from ui.screens.first_run.page import WizardPage
from ui.screens.first_run.state import WizardState

_KINDS = (
    (InstallationKind.PUSKESMAS, "Puskesmas", "Loket, klaster, register, laporan. Pilihan biasa.", "hospital"),
    (InstallationKind.PUSTU, "Pustu", "Mengirim datanya ke puskesmas induk lewat stik.", "house"),
    (InstallationKind.POSYANDU, "Posyandu", "Laptop kader, sebulan sekali ke puskesmas.", "baby"),
    (InstallationKind.DINAS, "Dinas kesehatan", "Menerima paket dari puskesmas, menjumlah sekabupaten.", "inbox"),
)


class StartPage(WizardPage):
    """``restore_wanted`` when the user has a backup."""

    heading = "Selamat datang di ILP Desktop"
    explanation = "Program ini bekerja tanpa internet. Pemasangan selesai dalam sekitar lima menit."

    restore_wanted = Signal()

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self._group = QButtonGroup(self)
        grid = QGridLayout()
        grid.setSpacing(space(3))
        self._buttons: dict[InstallationKind, QPushButton] = {}
        for number, (kind, title, text, icon_name) in enumerate(_KINDS):
            button = _KindCard(title, text, icon_name, self)
            button.setObjectName(f"kind_{kind.value}")
            button.clicked.connect(lambda _checked, chosen=kind: self.state.choose_kind(chosen))
            self._group.addButton(button)
            self._buttons[kind] = button
            grid.addWidget(button, number // 2, number % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        column.addWidget(text_label("Komputer ini dipakai di mana?", strong=True, parent=self))
        column.addLayout(grid)
        column.addSpacing(space(4))
        column.addWidget(self._restore_card())
        column.addStretch(1)

    def enter(self) -> None:
        button = self._buttons[self.state.kind]
        button.setChecked(True)
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore_card(self) -> QWidget:
        card = QFrame(self)
        card.setProperty("card", True)
        symbol = QLabel(card)
        symbol.setPixmap(pixmap("undo-2", colours().muted, 24))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text_label("Sudah pernah memakai ILP Desktop?", strong=True, parent=card))
        words.addWidget(
            text_label(
                "Komputer lama rusak atau hilang: pulihkan semua data dari cadangannya.", muted=True, parent=card
            )
        )
        button = QPushButton(icon("hard-drive"), " Pulihkan dari cadangan", card)
        button.setObjectName("restore_wanted")
        button.setAutoDefault(False)
        button.clicked.connect(self.restore_wanted)
        row = QHBoxLayout(card)
        row.setContentsMargins(space(4), space(3), space(4), space(3))
        row.setSpacing(space(4))
        row.addWidget(symbol)
        row.addLayout(words, 1)
        row.addWidget(button)
        return card


class _KindCard(QPushButton):
    def __init__(self, title: str, text: str, icon_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("bigchoice", True)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{title}. {text}")
        symbol = QLabel(self)
        symbol.setPixmap(pixmap(icon_name, colours().accent, 32))
        heading = text_label(title, Type.LARGE, strong=True, parent=self)
        explanation = text_label(text, muted=True, parent=self)
        explanation.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(space(1))
        words.addStretch(1)
        words.addWidget(heading)
        words.addWidget(explanation)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(5), space(3), space(5), space(3))
        row.setSpacing(space(4))
        row.addWidget(symbol)
        row.addLayout(words, 1)
        for part in (symbol, heading, explanation):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
