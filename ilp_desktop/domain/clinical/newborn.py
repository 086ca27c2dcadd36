"""The newborn after birth: windows of its visits, and the screenings of the first days."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.uncertain import Sureness, uncertain


class NewbornVisit(StrEnum):
    """Neonatal visits (kunjungan neonatal)."""

    KN0 = "KN0"
    KN1 = "KN1"
    KN2 = "KN2"
    KN3 = "KN3"
    OUTSIDE = "Di luar jadwal KN"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewbornVisitRules:
    """Where the windows end; hours for the first two, completed days of age for the others.

    Source: KMK HK.01.07/MENKES/2015/2023 gambar 15. The hours between 48 and 72 are written nowhere: they count for
    KN2, which is an assumption.
    """

    kn0_before_hours: float = 6
    kn1_to_hours: float = 48
    kn2_from_hours: float = uncertain(
        48,
        "KN2 mulai sesudah",
        span=(48, 72),
        unit="jam",
        source="KMK 2015/2023: KN1 sampai 48 jam, KN2 mulai hari 3; di antaranya tidak tertulis",
        sure=Sureness.MEDIUM,
    )
    kn2_to_days: int = 7
    kn3_to_days: int = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class ThyroidRules:
    """Screening for congenital hypothyroidism (SHK).

    Best from 48 to 72 hours, allowed from 24 hours, at the latest on day 14; TSH in micro-units per mL of whole blood.
    Source: KMK HK.01.07/MENKES/2015/2023 (48-72 hours); Permenkes 78/2014 (24 hours, TSH 20); day 14 is practice, not
    written in either.
    """

    earliest_hours: float = 24
    best_from_hours: float = 48
    best_to_hours: float = 72
    latest_days: int = uncertain(
        14,
        "SHK: darah tumit paling lambat umur",
        span=(7, 30),
        unit="hari",
        source="Kebiasaan; tidak tertulis dalam KMK 2015/2023 dan Permenkes 78/2014",
        sure=Sureness.MEDIUM,
    )
    high_tsh: float = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class OximetryRules:
    """Screening for critical congenital heart disease (PJB kritis).

    Age 24 to 48 hours; saturation in percent. Source: KMK HK.01.07/MENKES/2015/2023 (age); Juknis PKG 2025 table 5.1.
    """

    from_hours: float = 24
    to_hours: float = 48
    positive_below: float = 90
    normal_from: float = 95
    widest_difference: float = 3
    most_readings: int = 3


NEWBORN_VISITS = NewbornVisitRules()
THYROID = ThyroidRules()
OXIMETRY = OximetryRules()


class SampleTiming(StrEnum):
    """Whether the heel is pricked at the right time."""

    TOO_EARLY = "Terlalu dini"
    ALLOWED = "Boleh, belum ideal"
    BEST = "Ideal"
    LATE = "Lewat ideal, masih boleh"
    TOO_LATE = "Terlambat"


class ThyroidResult(StrEnum):
    """What a TSH value of the filter paper means."""

    NORMAL = "TSH normal"
    HIGH = "TSH tinggi"


class OximetryResult(StrEnum):
    """Outcome of the saturation of right hand and foot."""

    NEGATIVE = "Negatif"
    REPEAT = "Ulang 1 jam lagi"
    POSITIVE = "Positif"


def newborn_visit(
    age_days: float, age_hours: float | None = None, rules: NewbornVisitRules = NEWBORN_VISITS
) -> NewbornVisit:
    """The neonatal visit that an age counts for: completed days, and hours since birth when the time is known.

    Below 6 hours KN0, to 48 hours KN1, then KN2 to day 7, KN3 from day 8 to 28. Without the time of birth nobody can
    tell KN0 from KN1: days 0 to 2 are then KN1. ValueError before birth.
    Source: KMK HK.01.07/MENKES/2015/2023 gambar 15; the hours 48 to 72 count for KN2 by assumption.
    """
    if age_days < 0 or (age_hours is not None and age_hours < 0):
        raise ValueError("before birth")
    if age_hours is not None and age_hours < rules.kn0_before_hours:
        return NewbornVisit.KN0
    is_first = age_days <= rules.kn1_to_hours / 24 if age_hours is None else age_hours <= rules.kn1_to_hours
    if is_first:
        return NewbornVisit.KN1
    if age_hours is not None and age_hours < rules.kn2_from_hours:
        return NewbornVisit.OUTSIDE
    if age_days <= rules.kn2_to_days:
        return NewbornVisit.KN2
    return NewbornVisit.KN3 if age_days <= rules.kn3_to_days else NewbornVisit.OUTSIDE


def missing_newborn_visits(done: Collection[str]) -> tuple[NewbornVisit, ...]:
    """Which of KN1, KN2 and KN3 are not among those done; none missing is "KN lengkap". KN0 does not count.

    Source: KMK HK.01.07/MENKES/2015/2023.
    """
    return tuple(visit for visit in (NewbornVisit.KN1, NewbornVisit.KN2, NewbornVisit.KN3) if visit not in done)


def sample_timing(age_hours: float, rules: ThyroidRules = THYROID) -> SampleTiming:
    """Whether the heel prick for SHK comes at the right age in hours. ValueError before birth.

    Source: KMK HK.01.07/MENKES/2015/2023 (48-72 hours); Permenkes 78/2014 (from 24 hours).
    """
    if age_hours < 0:
        raise ValueError("before birth")
    if age_hours < rules.earliest_hours:
        return SampleTiming.TOO_EARLY
    if age_hours < rules.best_from_hours:
        return SampleTiming.ALLOWED
    if age_hours <= rules.best_to_hours:
        return SampleTiming.BEST
    return SampleTiming.LATE if age_hours < (rules.latest_days + 1) * 24 else SampleTiming.TOO_LATE


def thyroid_result(tsh: float, rules: ThyroidRules = THYROID) -> ThyroidResult:
    """TSH in micro-units per mL: from 20 high, to be confirmed by TSH and FT4 before treatment within the first month.

    Source: Permenkes 78/2014.
    """
    return ThyroidResult.HIGH if tsh >= rules.high_tsh else ThyroidResult.NORMAL


def oximetry_result(hand: float, foot: float, reading: float, rules: OximetryRules = OXIMETRY) -> OximetryResult:
    """Saturation in percent of right hand and a foot, and which reading it is (1 to 3).

    Either below 90: positive. Both from 95 and at most 3 apart: negative. Otherwise it is repeated after an hour, and
    the third reading is positive.
    Source: Juknis PKG 2025 table 5.1; KMK HK.01.07/MENKES/2015/2023.
    """
    if min(hand, foot) < rules.positive_below:
        return OximetryResult.POSITIVE
    if min(hand, foot) >= rules.normal_from and abs(hand - foot) <= rules.widest_difference:
        return OximetryResult.NEGATIVE
    return OximetryResult.POSITIVE if reading >= rules.most_readings else OximetryResult.REPEAT


def is_oximetry_age(age_hours: float, rules: OximetryRules = OXIMETRY) -> bool:
    """Is this the age in hours for the screening of the heart, 24 to 48?

    Source: KMK HK.01.07/MENKES/2015/2023.
    """
    return rules.from_hours <= age_hours <= rules.to_hours
