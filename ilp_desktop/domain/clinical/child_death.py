"""Deaths before the fifth birthday: which class they count for, and the age in the words of the report."""

from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.uncertain import Sureness, uncertain


class ChildDeath(StrEnum):
    """The classes that are counted apart."""

    STILLBIRTH = "Lahir mati"
    ABORTION = "Bukan lahir mati (di bawah batas)"
    EARLY_NEONATAL = "Kematian neonatal dini"
    LATE_NEONATAL = "Kematian neonatal lanjut"
    POST_NEONATAL = "Kematian post-neonatal"
    UNDER_FIVE = "Kematian anak balita"
    OLDER = "Bukan kematian balita"


@dataclass(frozen=True, slots=True, kw_only=True)
class StillbirthRules:
    """From when a dead birth is a stillbirth: completed weeks, or gram.

    Source: WHO ICD-10 (22 weeks or 500 g). Older Indonesian forms say 28 weeks: to be confirmed with the dinas.
    """

    weeks: float = uncertain(
        22,
        "Lahir mati mulai umur kehamilan",
        span=(20, 28),
        unit="minggu",
        source="WHO ICD-10: 22 minggu; formulir lama: 28",
        sure=Sureness.MEDIUM,
    )
    grams: float = uncertain(
        500,
        "Lahir mati mulai berat lahir",
        span=(400, 1000),
        unit="gram",
        source="WHO ICD-10: 500 gram; formulir lama: 1000",
        sure=Sureness.MEDIUM,
    )


STILLBIRTHS = StillbirthRules()


def stillbirth_class(
    weeks: float | None, grams: float | None, rules: StillbirthRules = STILLBIRTHS
) -> ChildDeath | None:
    """A dead birth by completed weeks of pregnancy or weight in gram, whichever reaches its limit; None: both unknown.

    Source: WHO ICD-10 (22 weeks or 500 g); to be confirmed with the dinas.
    """
    if weeks is None and grams is None:
        return None
    reaches = (weeks is not None and weeks >= rules.weeks) or (grams is not None and grams >= rules.grams)
    return ChildDeath.STILLBIRTH if reaches else ChildDeath.ABORTION


def child_death_class(age_days: float, age_months: float) -> ChildDeath:
    """The death of a child that was born alive, by completed days and completed months of age.

    Days 0 to 6 early neonatal, 7 to 28 late neonatal, to 11 months post-neonatal, 12 to 59 months under five.
    ValueError before birth.
    Source: KMK HK.01.07/MENKES/2015/2023; Pedoman AMP-SR (Kemenkes).
    """
    if age_days < 0:
        raise ValueError("before birth")
    if age_days <= 6:
        return ChildDeath.EARLY_NEONATAL
    if age_days <= 28:
        return ChildDeath.LATE_NEONATAL
    if age_months < 12:
        return ChildDeath.POST_NEONATAL
    return ChildDeath.UNDER_FIVE if age_months < 60 else ChildDeath.OLDER


def is_perinatal(death: ChildDeath) -> bool:
    """Stillbirths and early neonatal deaths are perinatal.

    Source: Pedoman AMP-SR (Kemenkes).
    """
    return death in (ChildDeath.STILLBIRTH, ChildDeath.EARLY_NEONATAL)
