"""The F1 sheet: every key that does something here, two columns to read at a glance."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from ui.actions import Action
from ui.kit.style import Type, space, text_label


class KeySheet(QDialog):
    """``sections`` are headings with the actions below each."""

    def __init__(self, sections: Sequence[tuple[str, Sequence[Action]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("key_sheet")
        self.setWindowTitle("Daftar tombol")
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        column.setSpacing(space(2))
        for heading, actions in sections:
            column.addWidget(text_label(heading, Type.LARGE, strong=True, parent=self))
            column.addLayout(self._grid(actions))
            column.addSpacing(space(2))
        close = QPushButton("Tutup", self)
        close.setObjectName("key_sheet_close")
        close.clicked.connect(self.accept)
        column.addWidget(close)

    def _grid(self, actions: Sequence[Action]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(4))
        grid.setVerticalSpacing(space(1))
        half = (len(actions) + 1) // 2
        for number, action in enumerate(actions):
            row, side = number % half, number // half
            grid.addWidget(text_label(action.key, strong=True, parent=self), row, side * 3)
            grid.addWidget(text_label(action.title, parent=self), row, side * 3 + 1)
        grid.setColumnMinimumWidth(2, space(6))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(4, 1)
        return grid
