"""Pregnancy: gestational age, due date, trimester, nutrition and anaemia."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class AnaemiaClass(StrEnum):
    """Anaemia in pregnancy by haemoglobin."""

    NONE = "Tidak anemia"
    MILD = "Anemia ringan"
    MODERATE = "Anemia sedang"
    SEVERE = "Anemia berat"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrimesterBounds:
    """Last completed week of the first and of the second trimester.

    The programme counts to 12 and 24 weeks, not the obstetric 13 and 27; which side 12 weeks and some days falls on is
    not written anywhere.
    """

    first: int = 12
    second: int = 24


PROGRAMME_TRIMESTERS = TrimesterBounds()


def gestational_age_days(last_period: date, day: date) -> int:
    """Days from the first day of the last period (HPHT) to a day.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    return (day - last_period).days


def gestational_age_weeks(last_period: date, day: date) -> int:
    """Completed weeks from the first day of the last period (HPHT) to a day.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    return gestational_age_days(last_period, day) // 7


def gestational_age_text(last_period: date, day: date) -> str:
    """Weeks and days of pregnancy: ``24 minggu 3 hari``.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    weeks, days = divmod(gestational_age_days(last_period, day), 7)
    return f"{weeks} minggu {days} hari" if days else f"{weeks} minggu"


def due_date(last_period: date) -> date:
    """Day of birth expected by Naegele: seven days after the last period's first day, three months back, a year on.

    The days are added first; a day that the month lacks becomes its last day.
    Source: Buku KIA 2023 (Kemenkes).
    """
    after = last_period + timedelta(days=7)
    year, month = (after.year, after.month + 9) if after.month <= 3 else (after.year + 1, after.month - 3)
    return date(year, month, min(after.day, monthrange(year, month)[1]))


def trimester(weeks: float, bounds: TrimesterBounds = PROGRAMME_TRIMESTERS) -> int:
    """Trimester of the programme: to 12 completed weeks 1, to 24 weeks 2, then 3.

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    if weeks <= bounds.first:
        return 1
    return 2 if weeks <= bounds.second else 3


def chronic_energy_deficiency(upper_arm: float) -> bool:
    """KEK: upper arm below 23.5 cm.

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    return upper_arm < 23.5


def anaemia_in_pregnancy(haemoglobin: float, weeks: float) -> AnaemiaClass:
    """Anaemia by haemoglobin in g/dL and completed weeks: below 11.0, in the second trimester below 10.5.

    From 7.0 to 9.9 it is moderate, below 7.0 severe.
    Source: KMK HK.01.07/MENKES/1186/2022 (PPK FKTP).
    """
    if haemoglobin < 7.0:
        return AnaemiaClass.SEVERE
    if haemoglobin < 10.0:
        return AnaemiaClass.MODERATE
    return AnaemiaClass.MILD if haemoglobin < (10.5 if trimester(weeks) == 2 else 11.0) else AnaemiaClass.NONE


def fundal_height_expected(height: float, weeks: float) -> bool:
    """Does the fundal height in cm lie within 2 cm of the completed weeks? Before 20 weeks always true.

    Source: KMK HK.01.07/MENKES/1186/2022 (PPK FKTP).
    """
    return weeks < 20 or abs(height - weeks) <= 2


def johnson_fetal_weight(height: float, engaged: bool) -> float:
    """Estimated fetal weight in gram by Johnson: (fundal height - 13) x 155, or - 12 when the head is engaged.

    Source: Buku Saku Pelayanan Kesehatan Ibu (Kemenkes/WHO 2013); the subtrahend varies between midwives.
    """
    return max(0.0, (height - (12 if engaged else 13)) * 155)
