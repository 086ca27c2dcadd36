"""After the birth: KF windows, contraception that counts as KBPP, vitamin A, and what counts as a maternal death."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.uncertain import Sureness, uncertain


class PostpartumContact(StrEnum):
    """The four contacts of the mother."""

    KF1 = "KF1"
    KF2 = "KF2"
    KF3 = "KF3"
    KF4 = "KF4"


OUTSIDE = "Di luar jadwal KF"

MODERN_METHODS = frozenset(
    {"iud", "implant", "tubectomy", "injection_3_months", "progestin_pill", "condom", "lactational", "vasectomy"}
)
"""Methods that count as KB pasca persalinan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostpartumRules:
    """The windows: the first in hours, the others in days after the day of birth, which is day 0; capsules in hours.

    Between 48 hours and day 3 nothing is written; more than 48 hours is the second contact (S).
    """

    first_from_hours: float = 6
    first_to_hours: float = 48
    last_days: tuple[int, int, int] = (7, 28, 42)
    first_last_day: int = 2
    second_from_hours: float = uncertain(
        48,
        "KF2 mulai sesudah",
        span=(48, 72),
        unit="jam",
        source="KMK 2015/2023: KF1 sampai 48 jam, KF2 mulai hari 3; di antaranya tidak tertulis",
        sure=Sureness.MEDIUM,
    )
    puerperium_days: int = 42
    second_vitamin_a_hours: float = 24


STANDARD_WINDOWS = PostpartumRules()


def postpartum_contact(days: float, hours: float | None = None, rules: PostpartumRules = STANDARD_WINDOWS) -> str:
    """KF1 from 6 to 48 hours, KF2 to day 7, KF3 to day 28, KF4 to day 42; earlier or later counts for none.

    ``days`` are calendar days after the day of birth; ``hours`` since the birth decide the first contact where both
    times are known. Without hours days 1 and 2 are KF1; on the day of birth itself they are needed: ValueError.
    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    if hours is None and days == 0:
        raise ValueError("hours are needed on the day of birth")
    if days < 0 or (hours is not None and hours < rules.first_from_hours):
        return OUTSIDE
    is_first = days <= rules.first_last_day if hours is None else hours <= rules.first_to_hours
    if is_first:
        return PostpartumContact.KF1
    if hours is not None and hours < rules.second_from_hours:
        return OUTSIDE
    windows = (PostpartumContact.KF2, PostpartumContact.KF3, PostpartumContact.KF4)
    return next((label for label, last in zip(windows, rules.last_days, strict=True) if days <= last), OUTSIDE)


def contacts_on(days: Iterable[int], rules: PostpartumRules = STANDARD_WINDOWS) -> tuple[str, ...]:
    """The contacts that visits so many days after the birth make, each once, in order.

    A visit on the day of birth tells nothing without its hour and is left out.
    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    found = {postpartum_contact(day, None, rules) for day in days if day != 0}
    return tuple(label for label in PostpartumContact if label in found)


def contacts_complete(labels: Iterable[str]) -> bool:
    """KF lengkap: was there a contact in each of the four windows?

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    return set(PostpartumContact) <= set(labels)


def counts_as_postpartum_contraception(method: str, days: float, rules: PostpartumRules = STANDARD_WINDOWS) -> bool:
    """KBPP: was a modern method begun within 42 days of the birth?

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    return method in MODERN_METHODS and 0 <= days <= rules.puerperium_days


def contraception_unsuitable(method: str, breastfeeding: bool) -> bool:
    """Is it the one-month injection or the combined pill while she breastfeeds?

    Source: Buku KIA 2020 (Kemenkes).
    """
    return breastfeeding and method in ("injection_1_month", "combined_pill")


def second_vitamin_a_possible(hours_since_first: float, rules: PostpartumRules = STANDARD_WINDOWS) -> bool:
    """May the second red capsule be taken: 24 hours or more after the first?

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    return hours_since_first >= rules.second_vitamin_a_hours


def counts_as_maternal_death(phase: str, days_after: float, incidental: bool) -> bool:
    """Is a death one of mothers: pregnant or giving birth, or to 42 days after, and not by accident or chance?

    ``phase`` is ``pregnant``, ``birth`` or ``after``; ``days_after`` counts from the end of the pregnancy.
    Source: Permenkes 2/2025; Pedoman AMP-SR (Kemenkes).
    """
    if incidental:
        return False
    return phase in ("pregnant", "birth") or 0 <= days_after <= STANDARD_WINDOWS.puerperium_days
