"""Draws the program's icon in the sizes that Windows shows, from the same drawing as everywhere else."""

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels: what Windows asks for at 100 % to 200 % in lists, on the task bar and on the desktop."""


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
    write_icon(*map(Path, sys.argv[1:]))
