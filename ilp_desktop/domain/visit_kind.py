"""Kunjungan baru or lama of a person; kasus baru, lama or KKL of a diagnosis. The two are independent (LB1, LB4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ilp_desktop.domain.uncertain import Sureness, uncertain
from ilp_desktop.domain.visit import CaseKind, VisitKind


class NewVisitRule(StrEnum):
    """What makes a visit new: the first of the calendar year, or, in some regencies, the first ever."""

    CALENDAR_YEAR = "calendar_year"
    FIRST_EVER = "first_ever"


CHRONIC_CATEGORIES = (
    ("A15", "A19"),
    ("B20", "B24"),
    ("C00", "C97"),
    ("E10", "E14"),
    ("F20", "F29"),
    ("G40", "G40"),
    ("I10", "I15"),
    ("I20", "I25"),
    ("I60", "I69"),
    ("J44", "J45"),
    ("N18", "N18"),
)
"""First and last three-character ICD-10 category of each group of chronic diseases; the default of a setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRules:
    """Settings of case counting: days without contact that end an acute episode, and which diseases are chronic."""

    episode_gap_days: int = uncertain(
        14,
        "Jarak hari sampai penyakit yang sama dihitung kasus baru",
        span=(1, 365),
        unit="hari",
        key="episode_gap_days",
        source="Kebiasaan puskesmas; tidak tertulis",
        sure=Sureness.LOCAL,
    )
    chronic_categories: tuple[tuple[str, str], ...] = CHRONIC_CATEGORIES


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCase:
    """One earlier diagnosis of the same person; ``resolved`` is the day it was declared cured."""

    code: str
    day: date
    resolved: date | None = None


def visit_kind(
    visit_date: date, earlier_visits: Iterable[date], rule: NewVisitRule = NewVisitRule.CALENDAR_YEAR
) -> VisitKind:
    """Kunjungan baru or lama of a visit to this puskesmas.

    ``earlier_visits`` are the days of the person's other visits: one of the same day was before this one, later
    ones (this is entered late) do not count.
    """
    known = any(
        day <= visit_date and (rule is NewVisitRule.FIRST_EVER or day.year == visit_date.year) for day in earlier_visits
    )
    return VisitKind.REPEAT if known else VisitKind.NEW


def is_chronic(code: str, rules: CaseRules) -> bool:
    """Whether an ICD-10 code belongs to a disease that is counted by the year."""
    category = _category(code)
    return any(first <= category <= last for first, last in rules.chronic_categories)


def case_kind(code: str, visit_date: date, earlier_cases: Iterable[EarlierCase], rules: CaseRules) -> CaseKind:
    """Kasus baru, lama or kunjungan kasus lama of one diagnosis of one visit.

    The same disease is the same three-character ICD-10 category. The first contact of an episode is new, the second
    old, the later ones KKL; days count, so that two rooms on one day are one contact. An acute episode ends when it
    is declared cured or after ``episode_gap_days`` without contact. A chronic disease is new once, ends only when it
    is declared cured, and starts each later calendar year with an old case.
    """
    contacts = _contacts_since_cure(_category(code), visit_date, earlier_cases)
    if is_chronic(code, rules):
        this_year = sum(day.year == visit_date.year for day in contacts)
        rank = this_year + (len(contacts) > this_year)
    else:
        rank = _contacts_in_episode(contacts, visit_date, rules.episode_gap_days)
    return (CaseKind.NEW, CaseKind.OLD, CaseKind.OLD_VISIT)[min(rank, 2)]


def _category(code: str) -> str:
    return code.strip().upper()[:3]


def _contacts_since_cure(category: str, visit_date: date, earlier_cases: Iterable[EarlierCase]) -> list[date]:
    same = [case for case in earlier_cases if _category(case.code) == category and case.day < visit_date]
    cured = max((case.resolved for case in same if case.resolved and case.resolved <= visit_date), default=date.min)
    return sorted({case.day for case in same if case.day > cured})


def _contacts_in_episode(contacts: list[date], visit_date: date, gap_days: int) -> int:
    count, following = 0, visit_date
    for day in reversed(contacts):
        if (following - day).days > gap_days:
            break
        count, following = count + 1, day
    return count
