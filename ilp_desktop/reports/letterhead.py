"""Kop surat: two logos, four lines between them, contact line, and the double line underneath."""

from dataclasses import dataclass

from ilp_desktop.domain.letters import Letterhead
from ilp_desktop.reports.paper import MILLIMETRE
from ilp_desktop.reports.sheet import Align, Sheet
from ilp_desktop.reports.typeface import Face, measure, on_paper
from ilp_desktop.reports.wrapping import wrap

_SMALLEST = 6.0
_LEADING = 1.22


@dataclass(frozen=True, slots=True)
class _Kop:
    """The lines of a kop at one scale: text, face, size."""

    lines: tuple[tuple[str, Face, float], ...]
    logo: float

    @property
    def text_height(self) -> float:
        return sum(size * _LEADING for _, _, size in self.lines)


def letterhead_height(letterhead: Letterhead, width: float, *, scale: float = 1.0) -> float:
    """How much of the page ``draw_letterhead`` takes, in points, with the space under the double line."""
    kop = _arrange(letterhead, width, scale)
    return max(kop.text_height, _logo_room(letterhead, kop)) + 12 * scale


def draw_letterhead(
    sheet: Sheet, letterhead: Letterhead, x: float, top: float, width: float, *, scale: float = 1.0
) -> None:
    """Draws the kop below ``top``; an unreadable logo is left out."""
    kop = _arrange(letterhead, width, scale)
    height = max(kop.text_height, _logo_room(letterhead, kop))
    logo_y = top - (height + kop.logo) / 2
    if letterhead.left_logo:
        sheet.image(letterhead.left_logo, x, logo_y, kop.logo, kop.logo)
    if letterhead.right_logo:
        sheet.image(letterhead.right_logo, x + width - kop.logo, logo_y, kop.logo, kop.logo)
    y = top - (height - kop.text_height) / 2
    for text, face, size in kop.lines:
        y -= size * _LEADING
        sheet.text(x + width / 2, y + 0.25 * size, text, size=size, face=face, align=Align.CENTRE)
    rule = top - height - 3 * scale
    sheet.line(x, rule, x + width, rule, width=1.6 * scale)
    sheet.line(x, rule - 2.2 * scale, x + width, rule - 2.2 * scale, width=0.5)


def _arrange(letterhead: Letterhead, width: float, scale: float) -> _Kop:
    logo = 20 * MILLIMETRE * scale
    room = width - 2 * (logo + 2 * MILLIMETRE) if letterhead.left_logo or letterhead.right_logo else width
    wanted = (
        (letterhead.government.upper(), Face.REGULAR, 12.0),
        (letterhead.office.upper(), Face.BOLD, 13.0),
        (letterhead.unit.upper(), Face.BOLD, 14.5),
        (letterhead.address, Face.REGULAR, 8.5),
        (letterhead.contact, Face.REGULAR, 8.5),
    )
    lines: list[tuple[str, Face, float]] = []
    for text, face, size in wanted:
        lines += _fitted(on_paper(text).replace("\n", " "), face, size * scale, room)
    return _Kop(lines=tuple(lines), logo=logo)


def _fitted(text: str, face: Face, size: float, room: float) -> list[tuple[str, Face, float]]:
    if not text.strip():
        return []
    width = measure(face)(text)
    fitting = max(min(size, room / width if width else size), min(size, _SMALLEST))
    return [(line.text, face, fitting) for line in wrap(text, room / fitting, measure(face))]


def _logo_room(letterhead: Letterhead, kop: _Kop) -> float:
    return kop.logo if letterhead.left_logo or letterhead.right_logo else 0.0
