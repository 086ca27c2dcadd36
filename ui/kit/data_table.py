"""A table to read, walk through with the keyboard and open a row of."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.kit.style import ROW_HEIGHT
from ui.kit.table_model import Column, Index, TableModel

Row = TypeVar("Row")


class DataTable(QTableView, Generic[Row]):
    """Rows of one kind. Enter or a double click emits ``opened`` with the row, walking emits ``current_changed``."""

    opened = Signal(object)
    current_changed = Signal(object)

    def __init__(self, columns: Sequence[Column[Row]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model: TableModel[Row] = TableModel(columns, parent=self)
        self.setModel(self.rows_model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._set_up_header(columns)
        self.doubleClicked.connect(self._open)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the place in the list is kept as far as there are rows."""
        current = self.currentIndex().row()
        self.rows_model.set_rows(rows)
        if rows and current >= 0:
            self.selectRow(min(current, len(rows) - 1))

    def current_row(self) -> Row | None:
        """The row under the cursor; None when there is none."""
        index = self.currentIndex()
        return self.rows_model.row_at(index) if index.isValid() else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.current_changed.emit(self.rows_model.row_at(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows_model.row_at(index))

    def _set_up_header(self, columns: Sequence[Column[Row]]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        sortable = any(column.sort_key for column in columns)
        header.setSectionsClickable(sortable)
        if sortable:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
        for number, column in enumerate(columns):
            if column.width:
                self.setColumnWidth(number, column.width)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
