"""Pregnancy: gestational age and its basis, due date, trimester, nutrition, anaemia, growth of the womb."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ilp_desktop.domain.months import months_later
from ilp_desktop.domain.uncertain import Sureness, uncertain


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

    first: int = uncertain(
        12,
        "Trimester 1 sampai minggu lengkap ke",
        span=(11, 13),
        unit="minggu",
        source="KMK 2015/2023: 12 minggu; 12 minggu lebih beberapa hari tidak tertulis",
        sure=Sureness.MEDIUM,
    )
    second: int = uncertain(
        24,
        "Trimester 2 sampai minggu lengkap ke",
        span=(23, 27),
        unit="minggu",
        source="KMK 2015/2023: 24 minggu; buku kebidanan memakai 27",
        sure=Sureness.MEDIUM,
    )


PROGRAMME_TRIMESTERS = TrimesterBounds()


@dataclass(frozen=True, slots=True, kw_only=True)
class RedatingRules:
    """When an early ultrasound is offered as the new basis: practice (S), in no guideline of the ministry."""

    more_than_days: int = uncertain(
        7,
        "USG ditawarkan sebagai dasar umur kehamilan bila beda dengan HPHT lebih dari",
        span=(3, 14),
        unit="hari",
        source="Kebiasaan (ACOG 700/2017); tidak ada dalam pedoman Kemenkes",
        sure=Sureness.MEDIUM,
    )
    last_week: int = uncertain(
        13,
        "USG menjadi dasar umur kehamilan sampai minggu ke",
        span=(8, 16),
        unit="minggu",
        source="Kebiasaan (ACOG 700/2017); tidak ada dalam pedoman Kemenkes",
        sure=Sureness.MEDIUM,
    )


class HeadStation(StrEnum):
    """Where the head stands in the pelvis."""

    FREE = "free"
    ENGAGED = "engaged"
    PAST_SPINES = "past_spines"


@dataclass(frozen=True, slots=True, kw_only=True)
class JohnsonRules:
    """What Johnson's rule takes from the fundal height in cm, by the station of the head.

    Practice differs (S): 13, 12 and 11; many midwives take 12 while the head is free and 11 once it is engaged.
    """

    taken: tuple[int, int, int] = uncertain(
        (13, 12, 11),
        "Pengurang Johnson untuk taksiran berat janin: belum masuk, masuk PAP, lewat spina",
        choices={"13/12/11": "13/12/11", "12/11/11": "12/11/11"},
        key="johnson_numbers",
        source="Buku saku KIA 2013: 13, 12, 11; banyak bidan memakai 12 dan 11",
        sure=Sureness.MEDIUM,
    )

    @classmethod
    def read(cls, text: str) -> "JohnsonRules":
        """``12/11/11``: free, engaged, past the spines; ValueError for anything else."""
        free, engaged, past_spines = (int(part) for part in text.split("/"))
        return cls(taken=(free, engaged, past_spines))


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyDeficiencyRules:
    """How long a woman with KEK gets extra food: 90 days in KMK 2015/2023, 120 in a later Juknis (S)."""

    food_days: int = uncertain(
        90,
        "Ibu hamil KEK: makanan tambahan paling sedikit",
        span=(30, 180),
        unit="hari",
        key="kek_food_days",
        source="KMK 2015/2023: 90 hari; Juknis PMT lokal yang lebih baru: 120",
        sure=Sureness.MEDIUM,
    )


STANDARD_REDATING = RedatingRules()
JOHNSON_BY_STATION = JohnsonRules()
JOHNSON_OF_MIDWIVES = JohnsonRules(taken=(12, 11, 11))


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


def last_period_from_age(weeks: float, days: float, examined_on: date) -> date:
    """The day from which a pregnancy counts that was so many weeks and days old when it was examined.

    This stands for the HPHT when the woman has forgotten hers: by ultrasound, or roughly by fundal height in weeks.
    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    return examined_on - timedelta(days=int(weeks) * 7 + int(days))


def redating_advised(
    last_period: date, examined_on: date, weeks: float, days: float, rules: RedatingRules = STANDARD_REDATING
) -> bool:
    """Does an ultrasound of the first trimester differ from the HPHT by more than 7 days? Then offer to date by it.

    Weeks and days are those that the ultrasound found.
    Source: practice (ACOG 700/2017); not in the ministry's guideline.
    """
    difference = (last_period_from_age(weeks, days, examined_on) - last_period).days
    return weeks <= rules.last_week and abs(difference) > rules.more_than_days


def due_date(last_period: date) -> date:
    """Day of birth expected by Naegele: seven days after the last period's first day, three months back, a year on.

    The days are added first; a day that the month lacks becomes its last day.
    Source: Buku KIA 2023 (Kemenkes).
    """
    after = last_period + timedelta(days=7)
    return months_later(after, 12 - 3)


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


def anaemia_in_pregnancy(
    haemoglobin: float, weeks: float, bounds: TrimesterBounds = PROGRAMME_TRIMESTERS
) -> AnaemiaClass:
    """Anaemia by haemoglobin in g/dL and completed weeks: below 11.0, in the second trimester below 10.5.

    From 7.0 to 9.9 it is moderate, below 7.0 severe.
    Source: KMK HK.01.07/MENKES/1186/2022 (PPK FKTP).
    """
    if haemoglobin < 7.0:
        return AnaemiaClass.SEVERE
    if haemoglobin < 10.0:
        return AnaemiaClass.MODERATE
    return AnaemiaClass.MILD if haemoglobin < (10.5 if trimester(weeks, bounds) == 2 else 11.0) else AnaemiaClass.NONE


def fundal_height_expected(height: float, weeks: float) -> bool:
    """Does the fundal height in cm lie within 2 cm of the completed weeks? Before 20 weeks always true.

    Source: KMK HK.01.07/MENKES/1186/2022 (PPK FKTP).
    """
    return weeks < 20 or abs(height - weeks) <= 2


def johnson_fetal_weight(height: float, station: str, rules: JohnsonRules = JOHNSON_BY_STATION) -> float:
    """Estimated fetal weight in gram by Johnson: (fundal height in cm - n) x 155.

    n is 13 while the head is ``free``, 12 when ``engaged``, 11 ``past_spines``; a setting knows the other practice.
    Source: Buku Saku Pelayanan Kesehatan Ibu (Kemenkes/WHO 2013).
    """
    taken = dict(zip(HeadStation, rules.taken, strict=True))[HeadStation(station)]
    return max(0.0, (height - taken) * 155)
