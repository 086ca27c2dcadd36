"""A page of a PDF as a picture, and its size on paper."""

from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72
MILLIMETRES_PER_INCH = 25.4


def page_size(document: Any, number: int) -> QSizeF:
    """Of page ``number`` (from 0) of a pypdfium2 document, in millimetres."""
    width, height = document.get_page_size(number)
    return QSizeF(width, height) * (MILLIMETRES_PER_INCH / POINTS_PER_INCH)


def page_image(document: Any, number: int, dots_per_inch: float) -> QImage:
    """Page ``number`` (from 0) drawn at this resolution."""
    page = document[number]
    bitmap = page.render(scale=dots_per_inch / POINTS_PER_INCH, rev_byteorder=False, prefer_bgrx=True)
    image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
    bitmap.close()
    page.close()
    return image
