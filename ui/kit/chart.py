"""Bars side by side with a target line: enough for the local area monitoring of a month."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.kit.indonesian import show_number
from ui.kit.style import Type, colours, font, space


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: a village or a month, its value (same unit as the target)."""

    name: str
    value: float


class BarChart(QWidget):
    """Each bar carries its number and, against a target, a word: the colour only repeats them."""

    def __init__(self, unit: str, parent: QWidget | None = None, *, decimals: int = 1) -> None:
        super().__init__(parent)
        self._unit = unit
        self._decimals = decimals
        self._bars: tuple[Bar, ...] = ()
        self._target: float | None = None

    def show_bars(self, bars: Sequence[Bar], target: float | None = None) -> None:
        """Draw ``bars``, in this order, and the target as a line."""
        self._bars = tuple(bars)
        self._target = target
        words = (f"{bar.name} {show_number(bar.value, self._decimals)} {self._unit}" for bar in self._bars)
        self.setAccessibleName(", ".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(320, 72 * len(self._bars)), 220)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Type.SMALL))
        line = painter.fontMetrics().height() + space(1)
        plot = QRectF(0, line, self.width(), self.height() - 2 * line)
        highest = max(*(bar.value for bar in self._bars), self._target or 0, 1)
        step = plot.width() / len(self._bars)
        for number, bar in enumerate(self._bars):
            self._draw_bar(painter, plot, bar, QRectF(number * step, 0, step, self.height()), highest)
        if self._target is not None:
            height = plot.bottom() - plot.height() * self._target / highest
            painter.setPen(QPen(QColor(colours().text), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(0, round(height), self.width(), round(height))
            label = QRectF(0, height - line, self.width(), line)
            painter.drawText(label, Qt.AlignmentFlag.AlignRight, f"sasaran {show_number(self._target)} {self._unit}")
        painter.end()

    def _draw_bar(self, painter: QPainter, plot: QRectF, bar: Bar, slot: QRectF, highest: float) -> None:
        reached = self._target is None or bar.value >= self._target
        width = min(slot.width() * 0.6, space(12))
        height = plot.height() * max(bar.value, 0) / highest
        body = QRectF(slot.center().x() - width / 2, plot.bottom() - height, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().accent if reached else colours().amber_line))
        painter.drawRoundedRect(body, 3, 3)
        painter.setPen(QColor(colours().text))
        above = QRectF(slot.left(), body.top() - plot.top(), slot.width(), plot.top())
        mark = "" if reached else " ↓"
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, f"{show_number(bar.value, self._decimals)}{mark}")
        below = QRectF(slot.left() + 2, plot.bottom(), slot.width() - 4, self.height() - plot.bottom())
        name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, round(below.width()))
        painter.setPen(QColor(colours().muted))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)
