"""Draws the program's icon in the sizes that Windows shows, and the installer's panel, from the one drawing."""

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels: what Windows asks for at 100 % to 200 % in lists, on the task bar and on the desktop."""

PANEL = (164, 314)
"""Pixels: the left side of the installer's first and last page."""
_GROUND, _NAME = "#0a6966", "ILP Desktop"
_FONT = Path(__file__).resolve().parent.parent / "resources" / "fonts" / "IBMPlexSans-SemiBold.ttf"


def write_panel(drawing: Path, target: Path) -> None:
    """A .bmp in the colour of the icon, with the icon and the name of the program."""
    application = QGuiApplication.instance() or QGuiApplication([])
    QFontDatabase.addApplicationFont(str(_FONT))
    width, height = PANEL
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor(_GROUND))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer = QSvgRenderer(str(drawing))
    side = width * 0.66
    renderer.render(painter, QRectF((width - side) / 2, height * 0.24, side, side))
    font = QFont("IBM Plex Sans", weight=QFont.Weight.DemiBold)
    font.setPixelSize(19)
    painter.setFont(font)
    painter.setPen(QColor("white"))
    painter.drawText(QRect(0, int(height * 0.62), width, 30), Qt.AlignmentFlag.AlignCenter, _NAME)
    painter.end()
    image.save(str(target))
    del renderer, application


def write_icon(drawing: Path, target: Path) -> None:
    """An .ico with every size drawn anew, not scaled; needs ``QT_QPA_PLATFORM=offscreen`` where there is no screen."""
    application = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(str(drawing))
    pictures = [_picture(renderer, size) for size in SIZES]
    target.parent.mkdir(parents=True, exist_ok=True)
    pictures[-1].save(target, format="ICO", append_images=pictures[:-1], sizes=[(size, size) for size in SIZES])
    del renderer, application


def _picture(renderer: QSvgRenderer, size: int) -> Image.Image:
    image = QImage(size, size, QImage.Format.Format_RGBA8888)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(image.constBits()))


if __name__ == "__main__":
    source, icon_file, panel_file = map(Path, sys.argv[1:])
    write_icon(source, icon_file)
    write_panel(source, panel_file)
