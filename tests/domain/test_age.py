"""Age: completed units of time, words, groups, and dates estimated from it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.age import (
    Age,
    LifeStage,
    age_on,
    check_birth_date,
    estimated_birth_date,
    life_stage,
)
from ilp_desktop.domain.months import months_later
from ilp_desktop.domain.problem import Problem

TODAY = date(2026, 11, 22)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("birth", "day", "years", "months", "text"),
    [
        (date(1992, 3, 1), TODAY, 34, 416, "34 th"),
        (date(2023, 9, 22), TODAY, 3, 38, "3 th 2 bl"),
        (date(2023, 9, 23), TODAY, 3, 37, "3 th 1 bl"),
        (date(2023, 11, 22), TODAY, 3, 36, "3 th"),
        (date(2021, 11, 22), TODAY, 5, 60, "5 th"),
        (date(2021, 11, 23), TODAY, 4, 59, "4 th 11 bl"),
        (date(2026, 11, 10), TODAY, 0, 0, "12 hr"),
        (date(2026, 10, 23), TODAY, 0, 0, "30 hr"),
        (date(2026, 10, 22), TODAY, 0, 1, "1 bl"),
        (date(2025, 11, 23), TODAY, 0, 11, "11 bl"),
        (date(2025, 11, 22), TODAY, 1, 12, "1 th"),
        (TODAY, TODAY, 0, 0, "0 hr"),
        (date(2024, 2, 29), date(2025, 2, 28), 0, 11, "11 bl"),
        (date(2024, 2, 29), date(2025, 3, 1), 1, 12, "1 th"),
        (date(2026, 1, 31), date(2026, 2, 28), 0, 0, "28 hr"),
        (date(2026, 1, 31), date(2026, 3, 1), 0, 1, "1 bl"),
        (date(2026, 11, 23), TODAY, 0, 0, "belum lahir"),
    ],
)
def test_age_counts_completed_years_and_months(birth: date, day: date, years: int, months: int, text: str) -> None:
    age = age_on(birth, day)
    assert (age.years, age.months, age.days, age.text) == (years, months, (day - birth).days, text)


@pytest.mark.parametrize(
    ("days_old", "months", "stage"),
    [
        (28, 0, LifeStage.NEWBORN),
        (29, 0, LifeStage.INFANT),
        (360, 11, LifeStage.INFANT),
        (366, 12, LifeStage.TODDLER),
        (1800, 59, LifeStage.TODDLER),
        (1826, 60, LifeStage.PRESCHOOL),
        (2550, 83, LifeStage.PRESCHOOL),
        (2557, 84, LifeStage.SCHOOL_AGE_AND_YOUTH),
        (6574, 215, LifeStage.SCHOOL_AGE_AND_YOUTH),
        (6575, 216, LifeStage.ADULT),
        (21914, 719, LifeStage.ADULT),
        (21915, 720, LifeStage.ELDERLY),
    ],
)
def test_life_stages_change_at_their_bounds(days_old: int, months: int, stage: LifeStage) -> None:
    assert life_stage(Age(days=days_old, months=months)) is stage


def test_the_bounds_of_adult_and_elderly_are_settings() -> None:
    assert life_stage(Age(days=6600, months=216), adult_from_years=19) is LifeStage.SCHOOL_AGE_AND_YOUTH
    assert life_stage(Age(days=24000, months=780), elderly_from_years=66) is LifeStage.ADULT


@given(days, days)
def test_months_and_days_agree_and_never_shrink(birth: date, day: date) -> None:
    age = age_on(birth, day)
    next_day = age_on(birth, day + timedelta(days=1))
    assert next_day.days == age.days + 1
    assert age.months <= next_day.months <= age.months + 1
    if age.days >= 0:
        assert months_later(day, -age.months) >= birth
        assert months_later(day, -age.months - 1) < birth
    life_stage(age)


@given(st.integers(0, 120), days)
def test_an_age_in_years_estimates_a_birth_date_of_that_age(years: int, day: date) -> None:
    birth = estimated_birth_date(years=years, day=day)
    assert isinstance(birth, date)
    assert age_on(birth, day).years == years


@given(st.integers(0, 10), st.integers(0, 11), days)
def test_an_age_in_months_estimates_a_birth_date_of_that_age(years: int, months: int, day: date) -> None:
    birth = estimated_birth_date(years=years, months=months, day=day)
    assert isinstance(birth, date)
    assert birth <= day
    assert age_on(birth, day).years == years
    if months:
        assert age_on(birth, day).months == years * 12 + months


def test_an_impossible_age_is_a_problem() -> None:
    assert isinstance(estimated_birth_date(years=-1, day=TODAY), Problem)
    assert isinstance(estimated_birth_date(years=121, day=TODAY), Problem)
    assert estimated_birth_date(years=34, day=TODAY) == date(1992, 5, 22)


def test_a_birth_date_lies_between_today_and_120_years_ago() -> None:
    assert check_birth_date(TODAY, today=TODAY) == ()
    assert check_birth_date(date(1905, 11, 23), today=TODAY) == ()
    assert [problem.code for problem in check_birth_date(date(1905, 11, 22), today=TODAY)] == ["birth_date_too_old"]
    tomorrow = TODAY + timedelta(days=1)
    assert [problem.code for problem in check_birth_date(tomorrow, today=TODAY)] == ["birth_date_in_future"]
