"""Grey shapes where rows will soon stand: nothing moves, nothing jumps when they arrive."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.kit.style import RADIUS, colours, space

_WIDTHS = (0.62, 0.48, 0.71, 0.55, 0.66)


class Skeleton(QWidget):
    """Rows of ``row_height`` pixels, each with a long and a short bar."""

    def __init__(self, row_height: int = space(12), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self.setAccessibleName("Sedang memuat")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().hover))
        for number in range(self.height() // self._row_height):
            top = number * self._row_height + space(2)
            share = _WIDTHS[number % len(_WIDTHS)]
            for offset, height, part in ((0, 14, share), (22, 10, share * 0.7)):
                width = (self.width() - space(6)) * part
                painter.drawRoundedRect(QRectF(space(3), top + offset, width, height), RADIUS / 2, RADIUS / 2)
        painter.end()
