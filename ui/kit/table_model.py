"""Rows of any frozen kind as a table; nothing is copied, so a hundred thousand rows cost no more than fifty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush

from ui.kit.icons import pixmap
from ui.kit.style import Tone, ink

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""Gives the row itself."""


def _no_tone(_row: object) -> Tone:
    return Tone.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """One column: its heading, the text of a row, and how it stands.

    ``width`` in pixels, 0: takes the room that is left. ``sort_key`` makes the heading sort. ``tone`` colours the
    text, which must then say the state in a word as well; ``icon`` names a picture before it, empty for none.
    """

    title: str
    text: Callable[[Row], str]
    width: int = 0
    is_number: bool = False
    sort_key: Callable[[Row], Any] | None = None
    tone: Callable[[Row], Tone] = _no_tone
    icon: Callable[[Row], str] | None = None


class TableModel(QAbstractTableModel, Generic[Row]):
    """Shows ``rows`` through ``columns``."""

    def __init__(self, columns: Sequence[Column[Row]], rows: Sequence[Row] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: Sequence[Row] = rows

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        """The columns, in order."""
        return self._columns

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead; they are not copied and must not change afterwards."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rows(self) -> Sequence[Row]:
        """What is shown now, in its order."""
        return self._rows

    def row_at(self, index: Index) -> Row:
        """The row at ``index``."""
        return self._rows[index.row()]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return column.text(self._rows[index.row()])
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ForegroundRole if column.tone is not _no_tone:
                return QBrush(ink(column.tone(self._rows[index.row()])))
            case Qt.ItemDataRole.DecorationRole if column.icon is not None:
                row = self._rows[index.row()]
                name = column.icon(row)
                return pixmap(name, ink(column.tone(row)).name()) if name else None
            case _ if role == ROW_ROLE:
                return self._rows[index.row()]
            case _:
                return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self._columns[section].is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self._columns):
            return
        key = self._columns[column].sort_key
        if key is not None:
            self.set_rows(sorted(self._rows, key=key, reverse=order is Qt.SortOrder.DescendingOrder))
