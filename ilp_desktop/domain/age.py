"""Age on a day, in completed days, months and years, and the groups that klaster are built on."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ilp_desktop.domain.months import completed_months, months_later
from ilp_desktop.domain.problem import Problem

OLDEST_YEARS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """Completed ``days``, ``months`` and ``years`` of life, each counted from birth.

    Before birth ``days`` is negative and the others are 0.
    """

    days: int
    months: int

    @property
    def years(self) -> int:
        """Completed years."""
        return self.months // 12

    @property
    def text(self) -> str:
        """The words: "34 th", "3 th 2 bl" below five years, "5 bl" below one, "12 hr" below one month."""
        if self.days < 0:
            return "belum lahir"
        if self.months == 0:
            return f"{self.days} hr"
        if self.years == 0:
            return f"{self.months} bl"
        if self.years < 5 and self.months % 12:
            return f"{self.years} th {self.months % 12} bl"
        return f"{self.years} th"


class LifeStage(StrEnum):
    """Kelompok siklus hidup of KMK HK.01.07/MENKES/2015/2023, by age alone."""

    NEWBORN = "newborn"
    INFANT = "infant"
    TODDLER = "toddler"
    PRESCHOOL = "preschool"
    SCHOOL_AGE_AND_YOUTH = "school_age_and_youth"
    ADULT = "adult"
    ELDERLY = "elderly"


LIFE_STAGE_LABELS = {
    LifeStage.NEWBORN: "Bayi baru lahir (0–28 hr)",
    LifeStage.INFANT: "Bayi (0–11 bl)",
    LifeStage.TODDLER: "Balita (12–59 bl)",
    LifeStage.PRESCHOOL: "Anak prasekolah (5–6 th)",
    LifeStage.SCHOOL_AGE_AND_YOUTH: "Anak usia sekolah dan remaja",
    LifeStage.ADULT: "Dewasa",
    LifeStage.ELDERLY: "Lansia",
}


def age_on(birth_date: date, day: date) -> Age:
    """The age on ``day``.

    A month or year is completed on the same day number, or on the first of the next month where the month is too
    short (born 31 January: one month old on 1 March).
    """
    days = (day - birth_date).days
    if days < 0:
        return Age(days=days, months=0)
    return Age(days=days, months=completed_months(birth_date, day))


def life_stage(age: Age, *, adult_from_years: int = 18, elderly_from_years: int = 60) -> LifeStage:
    """The life-cycle group of this age; the two bounds are settings of the puskesmas."""
    if age.days <= 28:
        return LifeStage.NEWBORN
    if age.months < 12:
        return LifeStage.INFANT
    if age.months < 60:
        return LifeStage.TODDLER
    if age.months < 84:
        return LifeStage.PRESCHOOL
    if age.years < adult_from_years:
        return LifeStage.SCHOOL_AGE_AND_YOUTH
    return LifeStage.ADULT if age.years < elderly_from_years else LifeStage.ELDERLY


def estimated_birth_date(*, years: int, months: int = 0, day: date) -> date | Problem:
    """A birth date for someone who knows only their age on ``day``.

    It is the middle of the year (or, when months are given, of the month) in which they were born, so that the age
    on ``day`` is again what was said.
    """
    if years < 0 or months < 0 or years * 12 + months > OLDEST_YEARS * 12 + 11:
        return Problem(
            code="age_out_of_range",
            field="birth_date",
            sentence=f"Umur harus antara 0 dan {OLDEST_YEARS} tahun.",
            remedy="Periksa umur yang diketik.",
        )
    if months == 0 and years > 0:
        return months_later(day, -years * 12 - 6)
    half_month = timedelta(days=14)
    return months_later(day - half_month, -years * 12 - months)


def check_birth_date(birth_date: date, *, today: date) -> tuple[Problem, ...]:
    """What is wrong with a birth date; empty when it is not after ``today`` and at most 120 years ago."""
    if birth_date > today:
        sentence = "Tanggal lahir sesudah hari ini."
        return (_birth_date_problem("birth_date_in_future", sentence),)
    years = age_on(birth_date, today).years
    if years > OLDEST_YEARS:
        sentence = f"Menurut tanggal lahir ini umurnya {years} tahun, lebih dari {OLDEST_YEARS}."
        return (_birth_date_problem("birth_date_too_old", sentence),)
    return ()


def _birth_date_problem(code: str, sentence: str) -> Problem:
    remedy = "Periksa tanggal, bulan dan tahun lahir."
    return Problem(code=code, field="birth_date", sentence=sentence, remedy=remedy)
