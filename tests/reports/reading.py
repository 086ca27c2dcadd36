"""Reads papers back: text, text with positions, and pictures of the pages."""

from collections import Counter
from io import BytesIO

import pypdfium2
from PIL import Image
from pypdf import PdfReader

Placed = tuple[int, int, str]
"""Left and bottom in points, and the text that stands there."""


def page_texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def whole_text(pdf: bytes) -> str:
    return "\n".join(page_texts(pdf))


def letters(text: str) -> Counter[str]:
    """How often each visible character occurs."""
    return Counter("".join(text.split()))


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in millimetres."""
    return [
        (round(float(page.mediabox.width) / 72 * 25.4, 1), round(float(page.mediabox.height) / 72 * 25.4, 1))
        for page in PdfReader(BytesIO(pdf)).pages
    ]


def placed_texts(pdf: bytes) -> list[list[Placed]]:
    """The pieces of text of each page with their places."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_placed_on(page) for page in document]
    finally:
        document.close()


def _placed_on(page: pypdfium2.PdfPage) -> list[Placed]:
    text = page.get_textpage()
    rectangles = [text.get_rect(index) for index in range(text.count_rects())]
    return [(round(box[0]), round(box[1]), text.get_text_bounded(*box).strip()) for box in rectangles]


def pictures(pdf: bytes, *, dots_per_inch: int = 60) -> list[Image.Image]:
    """The pages in shades of grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dots_per_inch / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()
