"""Dates and numbers as people type them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.age import age_on
from ui.kit.indonesian import TypedDate, read_date, read_number, show_date, show_number

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7/3/24", date(2024, 3, 7)),
        ("7-3-2024", date(2024, 3, 7)),
        ("7.3.2024", date(2024, 3, 7)),
        ("7 3 2024", date(2024, 3, 7)),
        ("070324", date(2024, 3, 7)),
        ("07032024", date(2024, 3, 7)),
        ("2024-03-07", date(2024, 3, 7)),
        ("7 mar 2024", date(2024, 3, 7)),
        ("7 Maret 2024", date(2024, 3, 7)),
        ("17 Agustus 1945", date(1945, 8, 17)),
        ("1 Desember 2026", date(2026, 12, 1)),
        ("9 mei 99", date(1999, 5, 9)),
        ("29/2/2024", date(2024, 2, 29)),
        ("22/11", date(2026, 11, 22)),
        ("h", TODAY),
        ("kemarin", date(2026, 11, 21)),
        ("  7 / 3 / 24 ", date(2024, 3, 7)),
    ],
)
def test_reads_a_date_in_any_common_writing(typed: str, meant: date) -> None:
    assert read_date(typed, TODAY) == TypedDate(day=meant)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "29/2/2023",
        "32/1/2024",
        "7/13/24",
        "3/2019x",
        "0/0/0",
        "7//",
        "١/٢/٢٠٢٤",
        "2019",
        "34 th",
        "7/3/2",
    ],
)
def test_refuses_what_is_no_date(typed: str) -> None:
    assert read_date(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "past", "meant"),
    [
        ("23/11/26", True, date(1926, 11, 23)),
        ("22/11/26", True, date(2026, 11, 22)),
        ("23/11/26", False, date(2026, 11, 23)),
        ("1/1/52", True, date(1952, 1, 1)),
        ("25/12", True, date(2025, 12, 25)),
        ("25/12", False, date(2026, 12, 25)),
    ],
)
def test_a_short_year_of_a_birth_lies_in_the_past(typed: str, past: bool, meant: date) -> None:
    assert read_date(typed, TODAY, past=past) == TypedDate(day=meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2019", date(2019, 7, 1)),
        ("3/2019", date(2019, 3, 15)),
        ("mar 2019", date(2019, 3, 15)),
        ("34 th", date(1992, 7, 1)),
        ("34th", date(1992, 7, 1)),
        ("8 bl", date(2026, 3, 15)),
        ("11 bulan", date(2025, 12, 15)),
    ],
)
def test_a_year_a_month_or_an_age_is_an_estimate(typed: str, meant: date) -> None:
    assert read_date(typed, TODAY, allow_estimated=True) == TypedDate(day=meant, estimated=True)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_reads_back_every_date_that_it_shows(day: date) -> None:
    assert read_date(show_date(day), TODAY) == TypedDate(day=day)


@given(st.text(max_size=40))
def test_any_text_has_an_answer(typed: str) -> None:
    found = read_date(typed, TODAY, allow_estimated=True)

    assert found is None or isinstance(found.day, date)
    assert read_number(typed) is None or isinstance(read_number(typed), Decimal)


@given(st.integers(min_value=-3650, max_value=0))
def test_a_past_date_is_never_after_today(days: int) -> None:
    day = TODAY + timedelta(days=days)

    found = read_date(f"{day:%d/%m/%y}", TODAY, past=True)

    assert found == TypedDate(day=day)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10,5", "10.5"),
        ("10.5", "10.5"),
        (" 36,7 ", "36.7"),
        ("1.250,5", "1250.5"),
        ("1.250.000", "1250000"),
        (",5", "0.5"),
        ("-3", "-3"),
        ("7.", "7"),
    ],
)
def test_reads_a_number_with_comma_or_point(typed: str, meant: str) -> None:
    assert read_number(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["", "x", "1,2,3", "1e5", "--1", "٣", "NaN", "1.25.0"])
def test_refuses_what_is_no_number(typed: str) -> None:
    assert read_number(typed) is None


def test_shows_a_decimal_comma() -> None:
    assert show_number(Decimal("10.40")) == "10,40"
    assert show_number(0.1) == "0,1"
    assert show_number(3, 1) == "3,0"


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 12, 31)])
@pytest.mark.parametrize("years", [1, 34, 99])
def test_a_typed_age_is_the_age_today(today: date, years: int) -> None:
    typed = read_date(f"{years} th", today, allow_estimated=True)
    assert typed is not None
    assert age_on(typed.day, today).years == years
