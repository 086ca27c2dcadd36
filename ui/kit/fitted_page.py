"""A page of parts below each other, inside a scroll area, that is laid out once for each change.

Left to itself a long page is laid out in the height that it had, its rows are squeezed and moved, and all are moved
again when the scroll area has made room.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class FittedPage(QWidget):
    """Takes the height that its layout needs for its width, before the parts are placed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    @contextmanager
    def growing(self) -> Iterator[None]:
        """Parts that come or change meanwhile are placed together, later.

        Qt places every part above and below one that is shown, at once and in the height that the page had.
        """
        layout = self.layout()
        if layout is None or not layout.isEnabled():
            yield
            return
        layout.setEnabled(False)
        try:
            yield
        finally:
            layout.setEnabled(True)

    def settle(self) -> None:
        """Every part gets its place now."""
        layout = self.layout()
        if layout is not None:
            self._fit()
            layout.activate()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is None or not layout.isEnabled():
            return
        if layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(self.width())
        else:
            height = layout.totalSizeHint().height()
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
            self.resize(self.width(), height)
