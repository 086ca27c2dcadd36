"""The course of one measurement over the last visits, the size of a word."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.indonesian import show_number
from ui.kit.style import colours

_EDGE = 5


class Sparkline(QWidget):
    """Values in time order; ``normal`` (lowest, highest) is drawn as a soft band. The last value is a dot."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._values: tuple[float, ...] = ()
        self._normal: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, values: Sequence[float], normal: tuple[float, float] | None = None) -> None:
        """Draw ``values``."""
        self._values = tuple(values)
        self._normal = normal
        course = ", ".join(show_number(value) for value in self._values) or "belum ada"
        self.setAccessibleName(f"{self._name}: {course}")
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._values:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lowest, highest = self._span()
        if self._normal is not None:
            top, bottom = (self._height_of(value, lowest, highest) for value in reversed(self._normal))
            painter.fillRect(QRectF(0, top, self.width(), bottom - top), QColor(colours().green_soft))
        points = [
            QPointF(self._place_of(number), self._height_of(value, lowest, highest))
            for number, value in enumerate(self._values)
        ]
        painter.setPen(QPen(QColor(colours().accent), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(points)
        painter.setBrush(QColor(colours().accent))
        painter.setPen(QPen(QColor(colours().surface), 1.5))
        painter.drawEllipse(points[-1], 4, 4)
        painter.end()

    def _span(self) -> tuple[float, float]:
        everything = (*self._values, *(self._normal or ()))
        lowest, highest = min(everything), max(everything)
        return (lowest, highest) if highest > lowest else (lowest - 1, highest + 1)

    def _place_of(self, number: int) -> float:
        if len(self._values) == 1:
            return self.width() - _EDGE
        return _EDGE + number * (self.width() - 2 * _EDGE) / (len(self._values) - 1)

    def _height_of(self, value: float, lowest: float, highest: float) -> float:
        return self.height() - _EDGE - (value - lowest) * (self.height() - 2 * _EDGE) / (highest - lowest)
