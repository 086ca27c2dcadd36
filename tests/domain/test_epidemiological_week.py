"""Epidemiological weeks against the bulletins, ISO 8601 and their own invariants."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.epidemiological_week import (
    EpidemiologicalWeek,
    WeekStart,
    numbered_week,
    week_of,
    weeks_in_year,
)
from ilp_desktop.domain.problem import Problem

days = st.dates(min_value=date(1900, 1, 8), max_value=date(2100, 12, 20))


@pytest.mark.parametrize(
    ("day", "code", "first", "last"),
    [
        (date(2025, 12, 27), "W52-2025", date(2025, 12, 21), date(2025, 12, 27)),
        (date(2025, 12, 28), "W53-2025", date(2025, 12, 28), date(2026, 1, 3)),
        (date(2026, 1, 3), "W53-2025", date(2025, 12, 28), date(2026, 1, 3)),
        (date(2026, 1, 4), "W1-2026", date(2026, 1, 4), date(2026, 1, 10)),
        (date(2026, 11, 22), "W47-2026", date(2026, 11, 22), date(2026, 11, 28)),
        (date(2026, 11, 21), "W46-2026", date(2026, 11, 15), date(2026, 11, 21)),
    ],
)
def test_weeks_of_the_bulletin(day: date, code: str, first: date, last: date) -> None:
    week = week_of(day)
    assert (week.code, week.first_day, week.last_day) == (code, first, last)


def test_labels() -> None:
    assert week_of(date(2026, 11, 22)).label == "Minggu ke-47 tahun 2026 (22–28 Nov 2026)"
    assert week_of(date(2026, 11, 30)).label == "Minggu ke-48 tahun 2026 (29 Nov–5 Des 2026)"
    assert week_of(date(2026, 1, 1)).label == "Minggu ke-53 tahun 2025 (28 Des 2025–3 Jan 2026)"


@given(days)
def test_weeks_from_monday_are_iso_weeks(day: date) -> None:
    week = week_of(day, WeekStart.MONDAY)
    assert (week.year, week.number) == day.isocalendar()[:2]


@given(days, st.sampled_from(WeekStart))
def test_a_day_lies_in_its_week_and_the_week_has_its_number(day: date, start: WeekStart) -> None:
    week = week_of(day, start)
    assert week.first_day <= day <= week.last_day
    assert week.first_day.isoweekday() % 7 == start
    assert numbered_week(week.year, week.number, start) == week
    following = week_of(week.last_day + timedelta(days=1), start)
    assert (following.year, following.number) in ((week.year, week.number + 1), (week.year + 1, 1))


def test_a_week_that_the_year_does_not_have_is_a_problem() -> None:
    assert (weeks_in_year(2025), weeks_in_year(2026)) == (53, 52)
    assert isinstance(numbered_week(2025, 53), EpidemiologicalWeek)
    for number in (0, 53):
        assert isinstance(numbered_week(2026, number), Problem)
