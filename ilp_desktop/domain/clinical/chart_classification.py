"""How the MTBS charts speak: a classification has a colour, an action, and a day to come back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Colour(StrEnum):
    """The rows of a chart: refer, treat here, advise. Always shown as a word, never as a colour alone."""

    RED = "MERAH"
    YELLOW = "KUNING"
    GREEN = "HIJAU"


_URGENCY = (Colour.RED, Colour.YELLOW, Colour.GREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What a chart says beside a classification; ``follow_up`` in days, None where the chart names none."""

    colour: Colour
    action: str
    follow_up: int | None = None


def most_urgent(colours: Iterable[Colour]) -> Colour | None:
    """The worst of the colours; None when nothing was classified.

    Source: Buku Bagan MTBS (Kemenkes 2022).
    """
    return min(colours, key=_URGENCY.index, default=None)


def first_follow_up(chart: Mapping[str, Advice], classifications: Iterable[str]) -> int | None:
    """Days until the first visit that any of the classifications asks for; None when none asks for one.

    Source: Buku Bagan MTBS (Kemenkes 2022), kunjungan ulang.
    """
    days = (chart[name].follow_up for name in classifications if name in chart)
    return min((day for day in days if day is not None), default=None)


def most_serious(chart: Mapping[str, Advice], classifications: Iterable[str]) -> tuple[str, ...]:
    """The red classifications, or where there are none the yellow ones: what a referral is written for.

    Source: Buku Bagan MTBS (Kemenkes 2022).
    """
    found = [name for name in classifications if name in chart]
    red = tuple(name for name in found if chart[name].colour is Colour.RED)
    return red or tuple(name for name in found if chart[name].colour is Colour.YELLOW)
