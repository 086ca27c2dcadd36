"""Pages one over the other, of which a page that does not fit scrolls instead of being squeezed or cut off."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QStyle, QWidget

from ui.kit.style import space


class ScrollingPages(QStackedWidget):
    """Each page scrolls for itself: a large one does not make the others large."""

    def add_page(self, page: QWidget) -> None:
        """One page more, behind the others."""
        self.addWidget(_PageArea(page, self))

    def page(self) -> QWidget | None:
        """The page in front."""
        area = self.currentWidget()
        return area.widget() if isinstance(area, QScrollArea) else None

    def turn_to(self, page: QWidget) -> None:
        """Bring a page to the front."""
        viewport = page.parentWidget()
        area = None if viewport is None else viewport.parentWidget()
        assert area is not None
        self.setCurrentWidget(area)


class _PageArea(QScrollArea):
    """As large as there is room for, never smaller than the page can be; the cursor is always in sight.

    Qt's own resizing would give a page with wrapped text the height that it likes instead, and follows Tab only.
    """

    def __init__(self, page: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        page.installEventFilter(self)
        self._follower = QTimer(self)
        self._follower.setSingleShot(True)
        self._follower.timeout.connect(self._bring_up)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Nothing moves under the pointer: what was clicked is in sight already."""
        if new is not None and self.isAncestorOf(new) and not QApplication.mouseButtons():
            self._follower.start()

    def _bring_up(self) -> None:
        """Once what the cursor went to has its place."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, space(6))

    def _fit(self) -> None:
        page = self.widget()
        if page is None:
            return
        room = self.maximumViewportSize()
        least = _least(page, room.width())
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        if least.height() > room.height():
            room.setWidth(room.width() - bar)
            least = _least(page, room.width())
        if least.width() > room.width():
            room.setHeight(room.height() - bar)
        page.resize(room.expandedTo(least))


def _least(page: QWidget, width: int) -> QSize:
    least = page.minimumSizeHint().expandedTo(page.minimumSize())
    layout = page.layout()
    if layout is not None and layout.hasHeightForWidth():
        least.setHeight(max(least.height(), layout.totalMinimumHeightForWidth(max(width, least.width()))))
    return least
