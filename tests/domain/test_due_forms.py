"""Which forms are due, on both sides of each border."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.due_forms import (
    ADULT_NCD,
    ANTENATAL,
    TUBERCULOSIS,
    UNDER_FIVE,
    DueFacts,
    due_forms,
)

TODAY = date(2026, 11, 23)


def due(**facts: object) -> list[str]:
    known = {"today": TODAY, "birth_date": None, "pregnant": False, "tuberculosis_signs": False} | facts
    return [one.form_id for one in due_forms(DueFacts(**known))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        (TODAY, [UNDER_FIVE]),
        (date(2021, 11, 24), [UNDER_FIVE]),
        (date(2021, 11, 23), []),
        (date(2011, 11, 24), []),
        (date(2011, 11, 23), [ADULT_NCD]),
        (date(1930, 1, 1), [ADULT_NCD]),
        (date(2026, 11, 24), []),
        (None, []),
    ],
)
def test_age_decides(birth_date: date | None, expected: list[str]) -> None:
    assert due(birth_date=birth_date) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [(date(2026, 10, 31), [UNDER_FIVE]), (date(2026, 11, 1), []), (date(2025, 11, 23), [UNDER_FIVE])],
)
def test_a_child_is_watched_once_a_month(last: date, expected: list[str]) -> None:
    assert due(birth_date=date(2024, 1, 1), done={UNDER_FIVE: last}) == expected


@pytest.mark.parametrize(("last", "expected"), [(date(2025, 12, 31), [ADULT_NCD]), (date(2026, 1, 1), []), (TODAY, [])])
def test_adults_are_screened_once_a_calendar_year(last: date, expected: list[str]) -> None:
    assert due(birth_date=date(1980, 1, 1), done={ADULT_NCD: last}) == expected


@pytest.mark.parametrize(("days", "expected"), [(0, [ANTENATAL]), (301, [ANTENATAL]), (302, []), (-1, [])])
def test_a_pregnancy_known_from_its_last_period_goes_on_for_43_weeks(days: int, expected: list[str]) -> None:
    assert due(last_period=TODAY - timedelta(days=days)) == expected


def test_the_reason_names_the_week() -> None:
    facts = DueFacts(
        today=TODAY,
        birth_date=None,
        pregnant=True,
        tuberculosis_signs=False,
        last_period=TODAY - timedelta(weeks=24),
    )
    assert due_forms(facts)[0].reason == "hamil 24 minggu"


def test_signs_of_tuberculosis_stand_first() -> None:
    assert due(birth_date=date(1990, 1, 1), pregnant=True, tuberculosis_signs=True) == [
        TUBERCULOSIS,
        ANTENATAL,
        ADULT_NCD,
    ]


@given(
    st.dates(date(1900, 1, 1), date(2030, 1, 1)),
    st.booleans(),
    st.booleans(),
    st.dictionaries(st.sampled_from([ADULT_NCD, ANTENATAL, TUBERCULOSIS, UNDER_FIVE]), st.just(TODAY)),
)
def test_what_was_filled_today_is_never_due(born: date, pregnant: bool, signs: bool, done: dict[str, date]) -> None:
    found = due(birth_date=born, pregnant=pregnant, tuberculosis_signs=signs, done=done)
    assert not set(found) & set(done)
    assert len(found) == len(set(found))
