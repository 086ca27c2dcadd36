"""The printed typeface: Liberation Sans, as wide as the Arial that official papers use, embedded as a subset."""

from collections.abc import Callable
from enum import StrEnum
from functools import cache

from reportlab.pdfbase.ttfonts import TTFont

from ilp_desktop.reports.paper_text import printable
from ilp_desktop.resource_files import resource_path

Measure = Callable[[str], float]
"""Width of printable text in ems: times the size gives points."""


class Face(StrEnum):
    """The weights that are printed."""

    REGULAR = "LiberationSans-Regular"
    BOLD = "LiberationSans-Bold"


def load(face: Face) -> TTFont:
    """A font object of its own for each document, because ReportLab keeps the subset in it."""
    return TTFont(str(face), str(resource_path("fonts", f"{face}.ttf")), asciiReadable=True, shapable=False)


class _Widths(dict[str, float]):
    """Width of each character in ems, looked up in the font once."""

    def __init__(self, font: TTFont) -> None:
        super().__init__()
        self._widths: dict[int, float] = font.face.charWidths
        self._default: float = font.face.defaultWidth

    def __missing__(self, character: str) -> float:
        width = self._widths.get(ord(character), self._default) / 1000
        self[character] = width
        return width


@cache
def glyphs() -> frozenset[int]:
    """The code points that every face has."""
    return frozenset.intersection(*(frozenset(load(face).face.charToGlyph) for face in Face))


@cache
def measure(face: Face) -> Measure:
    """The function that measures printable text of this face."""
    width_of = _Widths(load(face)).__getitem__

    def width(text: str) -> float:
        return sum(map(width_of, text))

    return width


def on_paper(text: str) -> str:
    """Any text in characters that the typeface has."""
    return printable(text, glyphs())
