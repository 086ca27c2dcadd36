"""Months between two days and days months on, at the ends of months."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.months import completed_months, months_completed_on, months_later


@pytest.mark.parametrize(
    ("begun", "day", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 1), 1),
        (date(2026, 5, 12), date(2026, 8, 11), 2),
        (date(2026, 5, 12), date(2026, 8, 12), 3),
        (date(2026, 5, 12), date(2026, 5, 11), -1),
    ],
)
def test_months_are_completed_on_their_day(begun: date, day: date, months: int) -> None:
    assert completed_months(begun, day) == months


@pytest.mark.parametrize(
    ("day", "months", "completed", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 3, 1), date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 3, 1), date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 3, 1), date(2025, 2, 28)),
        (date(2025, 12, 31), 12, date(2026, 12, 31), date(2026, 12, 31)),
        (date(2026, 11, 30), 3, date(2027, 3, 1), date(2027, 2, 28)),
        (date(2026, 5, 12), 9, date(2027, 2, 12), date(2027, 2, 12)),
    ],
)
def test_a_month_that_is_too_short(day: date, months: int, completed: date, later: date) -> None:
    assert months_completed_on(day, months) == completed
    assert months_later(day, months) == later


def test_going_back_stops_at_the_first_day_of_the_calendar() -> None:
    assert months_later(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert months_later(date(1, 2, 3), -2) == date.min


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(min_value=0, max_value=1500))
def test_the_day_on_which_months_are_completed_is_the_first(begun: date, months: int) -> None:
    day = months_completed_on(begun, months)
    assert completed_months(begun, day) == months
    assert completed_months(begun, date.fromordinal(day.toordinal() - 1)) == months - 1
