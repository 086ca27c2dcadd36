"""Tetanus status on both sides of each interval.

TT1  Doses of childhood. TT2  Intervals. TT3  Any order, doubles, too early. TT4  Next dose and protection. TT5  Birth.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical import tetanus
from ilp_desktop.domain.clinical.tetanus import TetanusStatus

FIRST = date(2024, 1, 31)


@pytest.mark.parametrize(
    ("infant", "booster", "school_1", "school_2", "expected"),
    [
        (0, False, False, False, 0),
        (1, False, False, False, 1),
        (2, False, False, False, 1),
        (3, False, False, False, 2),
        (3, True, False, False, 3),
        (3, True, True, False, 4),
        (3, True, True, True, 5),
        (0, False, True, True, 2),
        (4, True, True, True, 5),
    ],
)
def test_what_childhood_is_worth(infant: int, booster: bool, school_1: bool, school_2: bool, expected: int) -> None:
    """TT1"""
    assert tetanus.childhood_level(infant, booster, school_1, school_2) == expected


@pytest.mark.parametrize(
    ("level", "too_early", "early_enough"),
    [
        (1, date(2024, 2, 27), date(2024, 2, 28)),
        (2, date(2024, 7, 30), date(2024, 7, 31)),
        (3, date(2025, 1, 30), date(2025, 1, 31)),
        (4, date(2025, 1, 30), date(2025, 1, 31)),
    ],
)
def test_a_dose_before_its_interval_is_not_counted(level: int, too_early: date, early_enough: date) -> None:
    """TT2"""
    before = TetanusStatus(level=level, last_dose=FIRST)
    assert tetanus.with_dose(before, too_early) == before
    assert tetanus.with_dose(before, early_enough) == TetanusStatus(level=level + 1, last_dose=early_enough)


def test_a_month_without_that_day_ends_the_interval_on_its_last() -> None:
    """TT2"""
    assert tetanus.next_possible(2, date(2024, 8, 31)) == date(2025, 2, 28)
    assert tetanus.next_possible(3, date(2024, 2, 29)) == date(2025, 2, 28)


def test_doses_count_in_any_order_and_once() -> None:
    """TT3"""
    doses = [date(2024, 9, 1), FIRST, date(2024, 3, 1), FIRST]
    assert tetanus.tetanus_status(doses) == TetanusStatus(level=3, last_dose=date(2024, 9, 1))
    assert tetanus.tetanus_status([FIRST, FIRST + timedelta(days=10)]).label == "T1"
    assert tetanus.tetanus_status([]).label == "T0"
    assert tetanus.tetanus_status([FIRST], childhood=4).label == "T5"


def test_after_the_fifth_nothing_is_added() -> None:
    """TT3"""
    full = TetanusStatus(level=5, last_dose=FIRST)
    assert tetanus.with_dose(full, date(2030, 1, 1)) == full


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), max_size=12), st.integers(0, 5))
def test_more_doses_never_make_it_less(doses: list[date], childhood: int) -> None:
    """TT3"""
    levels = [tetanus.tetanus_status(sorted(doses)[:count], childhood).level for count in range(len(doses) + 1)]
    assert levels == sorted(levels)
    assert all(0 <= level <= 5 for level in levels)


@pytest.mark.parametrize(
    ("level", "last", "day", "due"),
    [
        (0, None, FIRST, True),
        (2, None, FIRST, True),
        (1, FIRST, FIRST + timedelta(days=27), False),
        (1, FIRST, FIRST + timedelta(days=28), True),
        (5, FIRST, date(2040, 1, 1), False),
    ],
)
def test_when_the_next_dose_is_possible(level: int, last: date | None, day: date, due: bool) -> None:
    """TT4"""
    assert tetanus.dose_due(level, last, day) is due


def test_protection() -> None:
    """TT4"""
    assert [tetanus.protected_until(level, date(2024, 2, 29)) for level in range(6)] == [
        None,
        None,
        date(2027, 2, 28),
        date(2029, 2, 28),
        date(2034, 2, 28),
        date(2049, 2, 28),
    ]
    assert tetanus.protected_until(4, None) is None
    assert tetanus.next_possible(5, FIRST) is None
    assert tetanus.next_possible(0, FIRST) is None


def test_two_weeks_before_birth() -> None:
    """TT5"""
    assert not tetanus.too_near_birth(date(2026, 1, 1), date(2026, 1, 15))
    assert tetanus.too_near_birth(date(2026, 1, 2), date(2026, 1, 15))
