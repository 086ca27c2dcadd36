"""Icons from ``resources/icons`` in any colour of the palette, sharp at every scale."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from ilp_desktop.resource_files import RESOURCES
from ui.kit.style import ICON, colours


def icon(name: str, colour: str = "", on_state: str = "") -> QIcon:
    """The icon ``name`` in ``colour`` (``#rrggbb``; default: the text colour), in ``on_state`` when checked."""
    made = QIcon()
    for size in (ICON, ICON + 4, ICON * 2):
        made.addPixmap(pixmap(name, colour, size), QIcon.Mode.Normal, QIcon.State.Off)
        made.addPixmap(pixmap(name, colours().disabled, size), QIcon.Mode.Disabled, QIcon.State.Off)
        if on_state:
            made.addPixmap(pixmap(name, on_state, size), QIcon.Mode.Normal, QIcon.State.On)
    return made


def pixmap(name: str, colour: str = "", size: int = ICON) -> QPixmap:
    """The icon ``name``, ``size`` device-independent pixels high and wide."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen is not None else 1.0
    return _rendered(name, colour or colours().text, size, ratio)


def _rendered(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    key = f"ilp/{name}/{colour}/{size}/{ratio}"
    image = QPixmap()
    if not QPixmapCache.find(key, image):
        image = _drawn(name, colour, size, ratio)
        QPixmapCache.insert(key, image)
    return image


def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    drawing = (RESOURCES / "icons" / f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    renderer = QSvgRenderer(QByteArray(drawing))
    image = QPixmap(QSize(size, size) * ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
