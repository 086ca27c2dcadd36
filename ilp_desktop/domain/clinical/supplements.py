"""Vitamin A and deworming: which dose for which age, and what is due in a month of distribution."""

from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.uncertain import Sureness, uncertain


class VitaminACapsule(StrEnum):
    """The capsules of the programme."""

    BLUE = "Biru 100.000 IU"
    RED = "Merah 200.000 IU"
    NONE = "Belum waktunya"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRules:
    """Months of distribution and the least days between two capsules, and between two tablets against worms.

    Source: Permenkes 21/2015 and Juknis (February and August); the gaps of 30 days and, for once a year, of 180 are
    practice and not in a regulation.
    """

    distribution_months: tuple[int, ...] = (2, 8)
    deworming_months: tuple[int, ...] = (8,)
    least_gap_days: int = uncertain(
        30,
        "Jarak paling dekat antara dua kapsul vitamin A",
        span=(14, 120),
        unit="hari",
        source="Kebiasaan; tidak tertulis dalam peraturan",
        sure=Sureness.MEDIUM,
    )
    deworming_gap_days: int = uncertain(
        180,
        "Jarak paling dekat antara dua obat cacing",
        span=(90, 365),
        unit="hari",
        source="Kebiasaan; peraturan menulis paling sedikit sekali setahun",
        sure=Sureness.MEDIUM,
    )


SUPPLEMENTS = SupplementRules()


def vitamin_a_capsule(age_months: float) -> VitaminACapsule:
    """The capsule for an age in completed months: 6 to 11 blue, 12 to 59 red.

    Source: KMK HK.01.07/MENKES/2015/2023.
    """
    if age_months < 6 or age_months >= 60:
        return VitaminACapsule.NONE
    return VitaminACapsule.BLUE if age_months < 12 else VitaminACapsule.RED


def vitamin_a_due(
    age_months: float, month: float, days_since_last: float | None, rules: SupplementRules = SUPPLEMENTS
) -> bool:
    """Is a capsule due now? In February and August from 6 to 59 months, and at least 30 days after the last.

    ``days_since_last`` None: no capsule is known.
    Source: KMK HK.01.07/MENKES/2015/2023; the least gap is practice.
    """
    if vitamin_a_capsule(age_months) is VitaminACapsule.NONE or month not in rules.distribution_months:
        return False
    return days_since_last is None or days_since_last >= rules.least_gap_days


def vitamin_a_treatment(age_months: float) -> float:
    """The treatment dose of vitamin A in IU (measles, xerophthalmia): 50,000, from 6 months 100,000, from 12 200,000.

    Source: Buku Bagan MTBS (Kemenkes 2015); WHO IMCI chart booklet 2014.
    """
    if age_months < 6:
        return 50_000
    return 100_000 if age_months < 12 else 200_000


def albendazole_dose(age_months: float) -> float:
    """Albendazole in mg: 200 from 12 to 23 months, 400 from 24. ValueError below 12 months.

    Source: Permenkes 15/2017 (Penanggulangan Cacingan).
    """
    if age_months < 12:
        raise ValueError("below 12 months")
    return 200 if age_months < 24 else 400


def deworming_due(
    age_months: float, month: float, days_since_last: float | None, rules: SupplementRules = SUPPLEMENTS
) -> bool:
    """Is deworming due now? In August from 12 to 59 months, and at least 180 days after the last.

    Source: KMK HK.01.07/MENKES/2015/2023; Permenkes 15/2017.
    """
    if not 12 <= age_months < 60 or month not in rules.deworming_months:
        return False
    return days_since_last is None or days_since_last >= rules.deworming_gap_days
