"""The register on the screen: the columns of the paper under their grouped headings, the totals as the last row."""

from PySide6.QtCore import QAbstractTableModel, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ilp_desktop.domain.screen_table import CellAlign, ScreenTable
from ui.kit.style import ROW_HEIGHT, Type, colours, font, space
from ui.kit.table_model import Index

_WIDEST = 240
"""Pixels beyond which a column ends in an ellipsis; the whole text is in the tool tip."""

_LOOKED_AT = 200
"""Rows from whose texts the widths are taken."""

_ALIGNMENT = {
    CellAlign.LEFT: Qt.AlignmentFlag.AlignLeft,
    CellAlign.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    CellAlign.RIGHT: Qt.AlignmentFlag.AlignRight,
}
_NOTHING = ScreenTable(title="", columns=(), rows=())
_LINE = 22


class RegisterModel(QAbstractTableModel):
    """Looks into the table that the service gave; nothing is copied."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = _NOTHING

    def show_table(self, table: ScreenTable) -> None:
        """Show another register."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def table(self) -> ScreenTable:
        """What is shown."""
        return self._table

    def rowCount(self, parent: Index | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return len(self._table.rows) + bool(self._table.rows and self._table.totals)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), index.column()
        is_total = row == len(self._table.rows)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " · ".join(self._cells(row)[column].splitlines())
            case Qt.ItemDataRole.ToolTipRole:
                return self._cells(row)[column]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _ALIGNMENT[self._table.columns[column].align] | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole:
                return font(Type.SMALL, strong=is_total)
            case _:
                return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._table.columns[section].headings[-1]
            case Qt.ItemDataRole.ToolTipRole:
                return ", ".join(self._table.columns[section].headings)
            case Qt.ItemDataRole.FontRole:
                return font(Type.SMALL, strong=True)
            case _:
                return None

    def _cells(self, row: int) -> tuple[str, ...]:
        if row < len(self._table.rows):
            return self._table.rows[row]
        return tuple(
            "Jumlah" if place == self._label_place else total for place, total in enumerate(self._table.totals)
        )

    @property
    def _label_place(self) -> int:
        """The widest column left of the first total, where the word has room."""
        first = next((place for place, total in enumerate(self._table.totals) if total), 1)
        return max(range(max(first, 1)), key=lambda place: self._table.columns[place].width)


class GroupedHeader(QHeaderView):
    """Draws the heading of a group once, over all of its columns."""

    def __init__(self, model: RegisterModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._register = model
        self.setHighlightSections(False)
        self.setSectionsMovable(False)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _LINE * 2 + space(1))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colours().window)
        painter.setFont(font(Type.SMALL, strong=True))
        for first, last, headings in self._groups():
            self._draw_group(painter, first, last, headings)
        painter.setPen(QPen(colours().control_line))
        bottom = self.height() - 1
        painter.drawLine(0, bottom, self.width(), bottom)
        painter.end()

    def _groups(self) -> list[tuple[int, int, tuple[str, ...]]]:
        """Runs of columns under one outermost heading: first, last, headings of the first."""
        groups: list[tuple[int, int, tuple[str, ...]]] = []
        for number, column in enumerate(self._register.table().columns):
            outer = column.headings[0]
            if groups and len(column.headings) > 1 and groups[-1][2][0] == outer and len(groups[-1][2]) > 1:
                groups[-1] = (groups[-1][0], number, groups[-1][2])
            else:
                groups.append((number, number, column.headings))
        return groups

    def _draw_group(self, painter: QPainter, first: int, last: int, headings: tuple[str, ...]) -> None:
        left = self.sectionViewportPosition(first)
        right = self.sectionViewportPosition(last) + self.sectionSize(last)
        area = QRect(left, 0, right - left, self.height() - 1)
        painter.setPen(QPen(colours().line))
        painter.drawLine(right - 1, 0, right - 1, self.height())
        if len(headings) == 1:
            self._draw_words(painter, area, headings[0])
            return
        upper = area.adjusted(0, 0, 0, -area.height() // 2)
        self._draw_words(painter, upper, headings[0])
        painter.setPen(QPen(colours().line))
        painter.drawLine(left, upper.bottom(), right - 1, upper.bottom())
        for column in range(first, last + 1):
            place = self.sectionViewportPosition(column)
            lower = QRect(place, upper.bottom(), self.sectionSize(column), area.height() // 2)
            painter.setPen(QPen(colours().line))
            painter.drawLine(lower.right(), lower.top(), lower.right(), lower.bottom())
            self._draw_words(painter, lower, self._register.table().columns[column].headings[-1])

    def _draw_words(self, painter: QPainter, area: QRect, words: str) -> None:
        painter.setPen(QPen(colours().muted))
        room = area.adjusted(space(1), 0, -space(1), 0)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, words)


class RegisterTable(QTableView):
    """A hundred thousand rows cost no more than fifty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("register_table")
        self.register_model = RegisterModel(self)
        self.setModel(self.register_model)
        self.setHorizontalHeader(GroupedHeader(self.register_model, self))
        self.horizontalHeader().setVisible(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT - 4)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)

    def show_table(self, table: ScreenTable) -> None:
        """Show another register from its beginning."""
        self.register_model.show_table(table)
        self._fit()
        self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As wide as the heading and the texts ask for, and together as wide as the screen at least."""
        table = self.register_model.table()
        if not table.columns:
            return
        metrics = QFontMetrics(font(Type.SMALL, strong=True))
        looked_at = (*table.rows[:_LOOKED_AT], table.totals or ("",) * len(table.columns))
        widths = []
        for number, column in enumerate(table.columns):
            words = [*column.headings[-1].split(), *(row[number] for row in looked_at)]
            widest = max(metrics.horizontalAdvance(" · ".join(word.splitlines())) for word in words)
            widths.append(min(widest, _WIDEST) + space(6))
        spare = self.viewport().width() - sum(widths)
        if spare > 0:
            total = sum(widths)
            widths = [width + spare * width // total for width in widths]
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)
