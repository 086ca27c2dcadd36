"""The F1 sheet: the pages of the manual, and every key that does something here, to read at a glance."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.actions import Action, action
from ui.kit.flow_layout import FlowLayout
from ui.kit.manual import PAGES, open_manual
from ui.kit.style import Type, font, space, text_label

_COLUMNS = 3
_DESIGN_SIZE = QSize(1366, 728)
_GAP = space(4)
_BESIDE = space(6)


class KeySheet(QDialog):
    """``sections`` are headings with the actions below each; a number opens its page of the manual over the sheet."""

    def __init__(self, sections: Sequence[tuple[str, Sequence[Action]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("key_sheet")
        self.setWindowTitle(action("help").title)
        known = [listed for _heading, actions in sections for listed in actions]
        self._key_width = _widest([listed.key for listed in known], strong=True)
        one = self._key_width + _widest([listed.title for listed in known]) + 2 * _GAP
        room = self._room()
        self._columns = max(1, min(_COLUMNS, (room.width() - 2 * _BESIDE) // one))
        words = QWidget(self)
        column = QVBoxLayout(words)
        column.setContentsMargins(_BESIDE, space(5), _BESIDE, space(2))
        column.setSpacing(space(2))
        column.addWidget(text_label("Panduan", Type.LARGE, strong=True, parent=words))
        column.addLayout(self._manual(words))
        for heading, actions in sections:
            column.addSpacing(space(1))
            column.addWidget(text_label(heading, Type.LARGE, strong=True, parent=words))
            column.addLayout(self._grid(actions, words))
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(words)
        area.setWidgetResizable(True)
        close = QPushButton("Tutup", self)
        close.setObjectName("key_sheet_close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QVBoxLayout()
        foot.setContentsMargins(_BESIDE, 0, _BESIDE, 0)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, space(5))
        whole.addWidget(area, 1)
        whole.addLayout(foot)
        beside_words = QSize(area.verticalScrollBar().sizeHint().width(), close.sizeHint().height() + space(8))
        self.resize((words.sizeHint() + beside_words).boundedTo(room))
        area.setFocus()

    def _manual(self, parent: QWidget) -> FlowLayout:
        row = FlowLayout()
        for number, page in enumerate(PAGES, start=1):
            button = QPushButton(f"{number}   {page.title}", parent)
            button.setObjectName(f"manual_{page.id}")
            button.setAutoDefault(False)
            button.clicked.connect(partial(open_manual, page.id, self))
            QShortcut(QKeySequence(str(number)), self).activated.connect(button.click)
            row.addWidget(button)
        return row

    def _grid(self, actions: Sequence[Action], parent: QWidget) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(space(1))
        rows = -(-len(actions) // self._columns)
        for number, listed in enumerate(actions):
            row, side = number % rows, number // rows
            grid.addWidget(text_label(listed.key, strong=True, parent=parent), row, side * 2)
            grid.addWidget(text_label(listed.title, parent=parent), row, side * 2 + 1)
        for side in range(self._columns):
            grid.setColumnMinimumWidth(side * 2, self._key_width)
            grid.setColumnMinimumWidth(side * 2 + 1, 1)
            grid.setColumnStretch(side * 2 + 1, 1)
        return grid

    def _room(self) -> QSize:
        """Within the window that it stands on; without one there is enough of it."""
        parent = self.parentWidget()
        return (_DESIGN_SIZE if parent is None else parent.window().size()) - QSize(space(10), space(10))


def _widest(texts: Sequence[str], *, strong: bool = False) -> int:
    metrics = QFontMetrics(font(strong=strong))
    return max((metrics.horizontalAdvance(text) for text in texts), default=0)
