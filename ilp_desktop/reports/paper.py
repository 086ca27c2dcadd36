"""The papers that a puskesmas prints on: size and margins, in points, with the binding side kept wide."""

from dataclasses import dataclass
from enum import StrEnum

MILLIMETRE = 72 / 25.4
"""Points in a millimetre."""


class Orientation(StrEnum):
    """Which side of the sheet is up."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A sheet as it lies, in points; ``left`` is the binding side."""

    name: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def body_width(self) -> float:
        """What is left between the margins."""
        return self.width - self.left - self.right


SIZES = {
    "A4": (210.0, 297.0),
    "F4": (215.0, 330.0),
    "A5": (148.0, 210.0),
    "F4/2": (165.0, 215.0),
}
"""Width and height upright, in millimetres. F4 is 215 x 330 mm in Indonesia, neither US Folio nor Legal."""

CARD = (85.6, 54.0)
"""Kartu identitas berobat: ISO/IEC 7810 ID-1, in millimetres."""

TICKET_WIDTHS = (58.0, 80.0)
"""Rolls of the thermal printers, in millimetres; the height follows what is printed."""


def register_paper(name: str, orientation: Orientation = Orientation.LANDSCAPE) -> Paper:
    """A sheet for a register: 15 mm on the binding side, 10 mm elsewhere. Raises KeyError for an unknown size."""
    return _paper(name, orientation, left=15, right=10, top=10, bottom=10)


def letter_paper(name: str) -> Paper:
    """An upright sheet for a letter: 25 mm on the binding side of A4 and F4, 12 mm on the half sheets."""
    if name in ("A4", "F4"):
        return _paper(name, Orientation.PORTRAIT, left=25, right=20, top=12, bottom=15)
    return _paper(name, Orientation.PORTRAIT, left=12, right=9, top=8, bottom=8)


def bare_paper(width: float, height: float, margin: float) -> Paper:
    """A sheet of ``width`` x ``height`` millimetres with the same margin all around: cards and tickets."""
    side = margin * MILLIMETRE
    return Paper(
        name=f"{width:g}x{height:g}",
        width=width * MILLIMETRE,
        height=height * MILLIMETRE,
        left=side,
        right=side,
        top=side,
        bottom=side,
    )


def _paper(name: str, orientation: Orientation, *, left: float, right: float, top: float, bottom: float) -> Paper:
    width, height = SIZES[name]
    if orientation is Orientation.LANDSCAPE:
        width, height = height, width
    return Paper(
        name=name,
        width=width * MILLIMETRE,
        height=height * MILLIMETRE,
        left=left * MILLIMETRE,
        right=right * MILLIMETRE,
        top=top * MILLIMETRE,
        bottom=bottom * MILLIMETRE,
    )
