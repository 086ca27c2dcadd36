"""Kartu Skor Poedji Rochjati (KSPR): items, score, class, and the column of the card."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from ilp_desktop.domain.clinical.pregnancy import PROGRAMME_TRIMESTERS, TrimesterBounds, trimester
from ilp_desktop.domain.uncertain import Sureness, uncertain

EVERY_PREGNANCY = 2

ITEM_SCORES = MappingProxyType(
    {
        "first_too_young": 4,
        "first_too_late": 4,
        "first_too_old": 4,
        "interval_short": 4,
        "interval_long": 4,
        "many_children": 4,
        "age": 4,
        "height": 4,
        "lost_pregnancy": 4,
        "instrumental": 4,
        "manual_placenta": 4,
        "transfusion": 4,
        "caesarean": 8,
        "anaemia": 4,
        "malaria": 4,
        "tuberculosis": 4,
        "heart": 4,
        "diabetes": 4,
        "sexually_transmitted": 4,
        "swelling_hypertension": 4,
        "twins": 4,
        "hydramnios": 4,
        "fetal_death": 4,
        "post_term": 4,
        "breech": 8,
        "transverse": 8,
        "bleeding": 8,
        "severe_preeclampsia": 8,
    }
)
"""The items of the card in its order, 1 to 20; items with letters stand one by one."""


class KsprClass(StrEnum):
    """The three classes; no total of 4 exists."""

    LOW = "KRR"
    HIGH = "KRT"
    VERY_HIGH = "KRST"


@dataclass(frozen=True, slots=True, kw_only=True)
class KsprRules:
    """Borders of the items that recorded values prove, and of the second column of the third trimester.

    A woman of 35 in her first pregnancy has item 2b and not item 6 as well (S). The card's columns are TM I, II, III.1
    and III.2; from which week the last one counts is not written (R).
    """

    young_to: float = 16
    old_from: float = 35
    short_below_months: float = 24
    long_from_months: float = 120
    children_from: float = 4
    height_to: float = 145
    second_half_from_weeks: float = uncertain(
        33,
        "KSPR: kolom III.2 mulai minggu ke",
        span=(28, 38),
        unit="minggu",
        source="Kartu tidak menulis batas antara III.1 dan III.2",
        sure=Sureness.LOW,
    )
    age_beside_first_too_old: bool = uncertain(
        False,
        "KSPR: hamil pertama umur 35 ke atas mendapat nilai butir 2b dan juga butir 6",
        source="Kartu tidak menulis; di sini hanya butir 2b",
        sure=Sureness.MEDIUM,
    )


STANDARD_CARD = KsprRules()


def known_items(
    *,
    age_years: float | None,
    gravida: float | None,
    para: float | None,
    abortus: float | None,
    months_since_birth: float | None,
    height: float | None,
    rules: KsprRules = STANDARD_CARD,
) -> tuple[str, ...]:
    """The items that recorded values prove; what is not known proves nothing. Height in cm, interval in months.

    Source: Kartu Skor Poedji Rochjati; Buku KIA.
    """
    first = gravida == 1
    age = -1.0 if age_years is None else age_years
    interval = None if first else months_since_birth
    found = {
        "first_too_young": first and 0 <= age <= rules.young_to,
        "first_too_old": first and age >= rules.old_from,
        "interval_short": interval is not None and interval < rules.short_below_months,
        "interval_long": interval is not None and interval >= rules.long_from_months,
        "many_children": para is not None and para >= rules.children_from,
        "age": (not first or rules.age_beside_first_too_old) and age >= rules.old_from,
        "height": height is not None and height <= rules.height_to,
        "lost_pregnancy": abortus is not None and abortus > 0,
    }
    return tuple(name for name in ITEM_SCORES if found.get(name, False))


def kspr_score(items: Iterable[str]) -> int:
    """The total: 2 for every pregnancy, and 4 or 8 for each item; an item counts once. KeyError for an unknown one.

    Source: Kartu Skor Poedji Rochjati; Buku KIA.
    """
    return EVERY_PREGNANCY + sum(ITEM_SCORES[item] for item in set(items))


def kspr_class(score: float) -> KsprClass:
    """2 is low (KRR, green), 6 to 10 high (KRT, yellow), from 12 very high risk (KRST, red).

    Source: Kartu Skor Poedji Rochjati; Buku KIA.
    """
    if score >= 12:
        return KsprClass.VERY_HIGH
    return KsprClass.HIGH if score >= 6 else KsprClass.LOW


def kspr_column(weeks: float, rules: KsprRules = STANDARD_CARD, bounds: TrimesterBounds = PROGRAMME_TRIMESTERS) -> str:
    """The column of the card in which a score belongs: ``I``, ``II``, ``III.1`` or ``III.2``.

    Source: Kartu Skor Poedji Rochjati.
    """
    match trimester(weeks, bounds):
        case 1:
            return "I"
        case 2:
            return "II"
    return "III.1" if weeks < rules.second_half_from_weeks else "III.2"
