"""Results in two lines each: what it is, and below it what tells it apart from the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit.icons import pixmap
from ui.kit.style import RADIUS, TONE_ICONS, Tone, Type, colours, font, ink, space

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """How one result reads. ``state`` is a word shown at the right in ``tone`` with its icon."""

    title: str
    note: str = ""
    detail: str = ""
    trailing: str = ""
    state: str = ""
    tone: Tone = Tone.PLAIN


class ResultModel(QAbstractListModel, Generic[Row]):
    """Rows of any kind; only those on the screen are described."""

    def __init__(self, describe: Callable[[Row], ResultLine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._describe = describe
        self._rows: Sequence[Row] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; they are not copied and must not change afterwards."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rows(self) -> Sequence[Row]:
        """What is shown now."""
        return self._rows

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == LINE_ROLE:
            return self._describe(self._rows[index.row()])
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            line = self._describe(self._rows[index.row()])
            words = (line.title, line.note, line.detail, line.trailing, line.state)
            return ", ".join(word for word in words if word)
        return None


class ResultList(QListView, Generic[Row]):
    """A list of results. Enter or a click emits ``opened`` with the row, walking emits ``current_changed``."""

    opened = Signal(object)
    current_changed = Signal(object)

    def __init__(self, describe: Callable[[Row], ResultLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results: ResultModel[Row] = ResultModel(describe, self)
        self.setModel(self._results)
        self.setItemDelegate(_TwoLines(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._open)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows with the cursor on the first."""
        self._results.set_rows(rows)
        if rows:
            self.setCurrentIndex(self._results.index(0))

    def rows(self) -> Sequence[Row]:
        """What is shown now."""
        return self._results.rows()

    def current_row(self) -> Row | None:
        """The row under the cursor; None when there is none."""
        index = self.currentIndex()
        return self._results.rows()[index.row()] if index.isValid() else None

    def walk(self, steps: int) -> None:
        """Move the cursor, stopping at both ends."""
        count = self._results.rowCount()
        if count:
            row = max(0, min(count - 1, self.currentIndex().row() + steps))
            self.setCurrentIndex(self._results.index(row))

    def open_current(self) -> None:
        """As if Enter were pressed on the row under the cursor."""
        if self.currentIndex().isValid():
            self._open(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.current_changed.emit(self._results.rows()[current.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
            return
        super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        self.opened.emit(self._results.rows()[index.row()])


class _TwoLines(QStyledItemDelegate):
    """Draws a ``ResultLine``; long titles and details end in an ellipsis, age and state never do."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._title, self._plain, self._small = font(strong=True), font(), font(Type.SMALL)
        self._height = QFontMetrics(self._title).height() + QFontMetrics(self._small).height() + space(4)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, ResultLine):
            return
        area, state = _geometry(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, area, state)
        inner = area.adjusted(space(3), space(1), -space(3), -space(1))
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2 + 2)
        lower = QRect(inner.left(), upper.bottom(), inner.width(), inner.bottom() - upper.bottom())
        right = self._draw_right(painter, upper, line.trailing, self._plain, colours().text)
        note = QFontMetrics(self._plain).horizontalAdvance(line.note) + space(3) if line.note else 0
        used = self._draw_left(painter, upper, right + note, line.title, self._title, colours().text)
        self._draw_left(painter, upper.adjusted(used, 0, 0, 0), right, line.note, self._plain, colours().text)
        right = self._draw_state(painter, lower, line)
        self._draw_left(painter, lower, right, line.detail, self._small, colours().muted)
        painter.restore()

    def _draw_ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setPen(QPen(QColor(colours().accent), 1) if selected else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours().accent_soft if selected else colours().hover))
            painter.drawRoundedRect(area.adjusted(2, 1, -2, -1), RADIUS - 2, RADIUS - 2)

    def _draw_left(self, painter: QPainter, area: QRect, right: int, text: str, face: QFont, colour: str) -> int:
        room = area.adjusted(0, 0, -right, 0)
        metrics = _use(painter, face, colour)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown) + space(3) if shown else 0

    def _draw_right(self, painter: QPainter, area: QRect, text: str, face: QFont, colour: str) -> int:
        if not text:
            return 0
        metrics = _use(painter, face, colour)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        return metrics.horizontalAdvance(text) + space(3)

    def _draw_state(self, painter: QPainter, area: QRect, line: ResultLine) -> int:
        if not line.state:
            return 0
        colour = ink(line.tone).name() if line.tone is not Tone.PLAIN else colours().muted
        used = self._draw_right(painter, area, line.state, self._small, colour)
        if line.tone is Tone.PLAIN:
            return used
        left = area.right() - used - space(1)
        painter.drawPixmap(left, area.center().y() - 6, pixmap(TONE_ICONS[line.tone], colour, 14))
        return used + space(5)


def _use(painter: QPainter, face: QFont, colour: str) -> QFontMetrics:
    painter.setFont(face)
    painter.setPen(QColor(colour))
    return QFontMetrics(face)


def _geometry(option: QStyleOptionViewItem) -> tuple[QRect, QStyle.StateFlag]:
    """PySide's type stubs leave out the public members of the option."""
    return getattr(option, "rect"), getattr(option, "state")  # noqa: B009
