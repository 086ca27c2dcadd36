"""Curves of a standard with somebody's own points on them, as on a growth chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.indonesian import show_number
from ui.kit.style import Tone, Type, colours, font, space

Place = tuple[float, float]
_STEPS = (1, 2, 5, 10, 20, 50)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24)
_LEAST_APART = 34
"""Pixels between two numbers at the foot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One line of the standard; ``name`` stands at its right end, ``tone`` repeats what the name says."""

    name: str
    points: tuple[Place, ...]
    tone: Tone = Tone.PLAIN
    is_strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPoint:
    """One measurement; ``mark`` is a letter above it, or empty."""

    place: Place
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveSheet:
    """Everything that one chart shows. ``foot`` and ``measure`` name the axes; ``in_months``: the foot is an age."""

    title: str
    foot: str
    measure: str
    first: float
    last: float
    curves: tuple[Curve, ...]
    points: tuple[OwnPoint, ...]
    in_months: bool = True


class CurveChart(QWidget):
    """Draws a ``CurveSheet``; the last point is the largest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: CurveSheet | None = None
        self.setMinimumSize(space(80), space(60))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_sheet(self, sheet: CurveSheet) -> None:
        """Draw this chart."""
        self._sheet = sheet
        read = ", ".join(
            f"{show_number(x, 1)}: {show_number(y, 1)}" for x, y in (point.place for point in sheet.points)
        )
        self.setAccessibleName(f"{sheet.title}. {read or 'Belum ada titik'}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, 460)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Type.SMALL))
        _Drawing(painter, self._sheet, QRectF(self.rect())).draw()
        painter.end()


class _Drawing:
    """One painting of one sheet into ``room``."""

    def __init__(self, painter: QPainter, sheet: CurveSheet, room: QRectF) -> None:
        self._painter = painter
        self._sheet = sheet
        self._line = painter.fontMetrics().height()
        names = max((painter.fontMetrics().horizontalAdvance(curve.name) for curve in sheet.curves), default=0)
        self._plot = room.adjusted(space(9), self._line + space(1), -names - space(2), -2 * self._line - space(1))
        heights = [y for curve in sheet.curves for _, y in curve.points] + [point.place[1] for point in sheet.points]
        self._low, self._high = int(min(heights, default=0)), int(max(heights, default=1)) + 1

    def draw(self) -> None:
        """Grid, curves, then what is the person's own, on top."""
        self._draw_grid()
        self._draw_curves()
        self._draw_points()

    def _draw_grid(self) -> None:
        painter, plot, sheet = self._painter, self._plot, self._sheet
        steps = _MONTH_STEPS if sheet.in_months else _STEPS
        for tick in _ticks(sheet.first, sheet.last, plot.width() / _LEAST_APART, steps):
            foot = self._at((tick, self._low))
            self._grid_line(foot, self._at((tick, self._high)))
            self._text(QRectF(foot.x() - 30, plot.bottom() + 2, 60, self._line), Qt.AlignmentFlag.AlignHCenter, tick)
        for tick in _ticks(self._low, self._high, plot.height() / _LEAST_APART * 1.3, _STEPS):
            level = self._at((sheet.first, tick))
            self._grid_line(level, self._at((sheet.last, tick)))
            beside = QRectF(0, level.y() - self._line / 2, plot.left() - space(1), self._line)
            self._text(beside, Qt.AlignmentFlag.AlignRight, tick)
        painter.setPen(QColor(colours().muted))
        beneath = QRectF(plot.left(), plot.bottom() + self._line, plot.width(), self._line)
        painter.drawText(beneath, Qt.AlignmentFlag.AlignCenter, sheet.foot)
        painter.drawText(QRectF(0, 0, plot.right(), self._line), Qt.AlignmentFlag.AlignLeft, sheet.measure)

    def _draw_curves(self) -> None:
        painter = self._painter
        taken: list[float] = []
        for curve in self._sheet.curves:
            if not curve.points:
                continue
            painter.setPen(QPen(_colour(curve), 2.2 if curve.is_strong else 1.3))
            painter.drawPolyline([self._at(place) for place in curve.points])
            end = self._at(curve.points[-1])
            level = end.y()
            while any(abs(level - other) < self._line for other in taken):
                level -= 1
            taken.append(level)
            beside = QRectF(end.x() + space(1), level - self._line / 2, 400, self._line)
            painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, curve.name)

    def _draw_points(self) -> None:
        painter, points = self._painter, self._sheet.points
        places = [self._at(point.place) for point in points]
        painter.setPen(QPen(QColor(colours().text), 1.4))
        painter.drawPolyline(places)
        for number, (point, place) in enumerate(zip(points, places, strict=True)):
            size = 5.0 if number == len(points) - 1 else 3.4
            painter.setPen(QPen(QColor(colours().surface), 1.2))
            painter.setBrush(QColor(colours().text))
            painter.drawEllipse(place, size, size)
            if point.mark:
                painter.setPen(QColor(colours().text))
                above = QRectF(place.x() - 20, place.y() - self._line - 6, 40, self._line)
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, point.mark)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _at(self, place: Place) -> QPointF:
        sheet, plot = self._sheet, self._plot
        across = (place[0] - sheet.first) / (sheet.last - sheet.first)
        up = (place[1] - self._low) / (self._high - self._low)
        return QPointF(plot.left() + across * plot.width(), plot.bottom() - up * plot.height())

    def _grid_line(self, start: QPointF, end: QPointF) -> None:
        self._painter.setPen(QPen(QColor(colours().line), 1))
        self._painter.drawLine(start, end)

    def _text(self, room: QRectF, side: Qt.AlignmentFlag, number: float) -> None:
        self._painter.setPen(QColor(colours().muted))
        self._painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, show_number(number, 0))


def _colour(curve: Curve) -> QColor:
    palette = colours()
    return QColor(
        {
            Tone.RED: palette.red_line,
            Tone.AMBER: palette.amber_line,
            Tone.GREEN: palette.green_line,
            Tone.PLAIN: palette.control_line,
        }[curve.tone]
    )


def _ticks(low: float, high: float, most: float, steps: Sequence[int]) -> Sequence[int]:
    step = next((step for step in steps if (high - low) / step <= max(most, 1)), steps[-1])
    return range(ceil(low / step) * step, int(high) + 1, step)
