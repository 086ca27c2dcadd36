"""Places to sign, side by side: office, room for hand and stamp, underlined name, rank and number."""

from collections.abc import Sequence
from dataclasses import dataclass

from ilp_desktop.domain.indonesian_text import long_date
from ilp_desktop.domain.letters import Capacity, Signature
from ilp_desktop.reports.sheet import Align, Sheet
from ilp_desktop.reports.typeface import Face, measure, on_paper
from ilp_desktop.reports.wrapping import wrap

_LEADING = 1.25
_ROOM_TO_SIGN = 4.6
_BLANK_NAME = 24
_TALLEST = 190.0
_SMALLER_SIZES = (7.0, 6.0, 5.0, 4.0, 3.0, 2.0)

_PREFIXES = {
    Capacity.IN_OFFICE: "",
    Capacity.ACTING: "Plt. ",
    Capacity.DAILY_ACTING: "Plh. ",
    Capacity.ON_BEHALF: "a.n. ",
}


@dataclass(frozen=True, slots=True)
class _Place:
    """The lines of one signature, above and below the room to sign."""

    above: tuple[str, ...]
    name: tuple[str, ...]
    below: tuple[str, ...]


class SignatureBlock:
    """One row of signatures over ``width`` points; None leaves a place empty.

    Letters become smaller than ``size`` where very long names would make the block taller than a third of a page.
    """

    def __init__(self, signatures: Sequence[Signature | None], width: float, size: float) -> None:
        self._column = width / len(signatures)
        for fitting in (size, *(smaller for smaller in _SMALLER_SIZES if smaller < size)):
            self._size = fitting
            self._places = [_place(signature, self._column * 0.92, fitting) for signature in signatures]
            self._above = max((len(place.above) for place in self._places if place), default=0)
            below = max((len(place.name) + len(place.below) for place in self._places if place), default=0)
            self.height = (self._above + _ROOM_TO_SIGN + below) * fitting * _LEADING
            if self.height <= _TALLEST:
                break

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draws the block with its upper edge at ``top``."""
        for index, place in enumerate(self._places):
            if place:
                self._draw_place(sheet, place, x + (index + 0.5) * self._column, top)

    def _draw_place(self, sheet: Sheet, place: _Place, centre: float, top: float) -> None:
        step = self._size * _LEADING
        y = top - self._size
        for line in place.above:
            sheet.text(centre, y, line, size=self._size, align=Align.CENTRE)
            y -= step
        y = top - self._size - (self._above + _ROOM_TO_SIGN - 1) * step
        for line in place.name:
            sheet.text(centre, y, line, size=self._size, face=Face.BOLD, align=Align.CENTRE)
            half = measure(Face.BOLD)(line) * self._size / 2
            sheet.line(centre - half, y - 1.5, centre + half, y - 1.5, width=0.6)
            y -= step
        if not place.name:
            half = _BLANK_NAME / 4 * self._size
            sheet.dotted_line(centre - half, y - 1, centre + half)
            y -= step
        for line in place.below:
            sheet.text(centre, y, line, size=self._size, align=Align.CENTRE)
            y -= step


def _place(signature: Signature | None, width: float, size: float) -> _Place | None:
    if signature is None:
        return None
    opening = signature.opening or _place_and_date(signature)
    title = f"{_PREFIXES[signature.capacity]}{signature.title}"
    own_title = signature.own_title if signature.capacity is Capacity.ON_BEHALF else ""
    above = [text if text.strip() else " " for text in (opening, title)] + ([own_title] if own_title else [])
    number = f"{signature.number_label} {signature.number}" if signature.number.strip() else ""
    if not number and not signature.name.strip() and signature.number_label:
        number = f"{signature.number_label} {'.' * _BLANK_NAME}"
    return _Place(
        above=_wrapped(above, Face.REGULAR, width, size),
        name=_wrapped([signature.name], Face.BOLD, width, size) if signature.name.strip() else (),
        below=_wrapped([text for text in (signature.rank, number) if text.strip()], Face.REGULAR, width, size),
    )


def _place_and_date(signature: Signature) -> str:
    if signature.signed_on is None:
        return f"{signature.place}, {'.' * _BLANK_NAME}" if signature.place.strip() else ""
    place = f"{signature.place}, " if signature.place.strip() else ""
    return f"{place}{long_date(signature.signed_on)}"


def _wrapped(texts: Sequence[str], face: Face, width: float, size: float) -> tuple[str, ...]:
    flat = (on_paper(text).replace("\n", " ") for text in texts)
    return tuple(line.text for text in flat for line in wrap(text, width / size, measure(face)))
