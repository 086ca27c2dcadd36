"""Dates, times and numbers: what is printed, and what typing is understood as."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.indonesian_text import (
    clock_time,
    decimal_number,
    file_size,
    full_date,
    long_date,
    parse_date,
    parse_number,
    parse_time,
    roman_month,
    short_date,
    typed_date,
    whole_number,
)
from ilp_desktop.domain.problem import Problem

TODAY = date(2026, 11, 22)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


def test_a_day_is_printed_in_each_form() -> None:
    assert short_date(TODAY) == "22 Nov 2026"
    assert long_date(TODAY) == "22 November 2026"
    assert full_date(TODAY) == "Minggu, 22 November 2026"
    assert typed_date(date(2026, 1, 2)) == "02-01-2026"
    assert short_date(date(2026, 8, 17)) == "17 Agu 2026"


def test_times_and_roman_months() -> None:
    assert clock_time(time(8, 5)) == "08:05"
    assert clock_time(datetime(2026, 11, 22, 23, 59, 59)) == "23:59"
    assert [roman_month(month) for month in (1, 4, 9, 11, 12)] == ["I", "IV", "IX", "XI", "XII"]
    with pytest.raises(IndexError):
        roman_month(0)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (25.4, 1, "25,4"),
        (36.25, 1, "36,3"),
        (0.5, 0, "1"),
        (1234567.891, 2, "1.234.567,89"),
        (-0.04, 1, "0,0"),
        (-12.5, 1, "-12,5"),
        (Decimal("1E+30"), 0, "1.000.000.000.000.000.000.000.000.000.000"),
        (float("nan"), 1, "–"),
    ],
)
def test_decimals_have_a_comma(value: float | Decimal, places: int, text: str) -> None:
    assert decimal_number(value, places) == text


def test_thousands_have_a_point() -> None:
    assert [whole_number(value) for value in (0, 999, 1000, -1234567)] == ["0", "999", "1.000", "-1.234.567"]


def test_a_size_is_said_in_the_unit_that_people_use() -> None:
    sizes = (0, 999, 1000, 12_499, 999_499, 1_000_000, 2_440_000, 1_843_200, 1_340_000_000)
    said = ["0 bita", "999 bita", "1 kB", "12 kB", "999 kB", "1,0 MB", "2,4 MB", "1,8 MB", "1,3 GB"]
    assert [file_size(size) for size in sizes] == said


@pytest.mark.parametrize(
    "text",
    [
        "7/3/24",
        "07-03-2024",
        "7.3.2024",
        "7 maret 2024",
        "7 Mar 24",
        "07 MRT 2024",
        "Kamis, 7 Maret 2024",
        "070324",
        "07032024",
        "20240307",
        "2024-03-07",
        "2024/3/7",
        "2024-03-07T00:00:00",
        "2024-03-07 00:00:00.000",
        "7/3/2024 8:15",
        "  7 - 3 - 2024  ",
        "７/３/２０２４",
    ],
)
def test_one_day_typed_in_many_ways(text: str) -> None:
    assert parse_date(text, today=TODAY) == date(2024, 3, 7)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty_date"),
        ("kemarin", "unreadable_date"),
        ("7/3", "unreadable_date"),
        ("7/3/024", "unreadable_date"),
        ("777/3/2024", "unreadable_date"),
        ("3/22/2024", "unknown_month"),
        ("7 maretan 2024", "unknown_month"),
        ("0/0/0000", "unknown_month"),
        ("31/4/2024", "day_not_in_month"),
        ("29/2/2023", "day_not_in_month"),
        ("0/1/2023", "day_not_in_month"),
        ("7/3/1899", "year_out_of_range"),
        ("7/3/2101", "year_out_of_range"),
        ("²/3/2024x", "unreadable_date"),
    ],
)
def test_a_date_that_cannot_be_read_is_a_problem(text: str, code: str) -> None:
    problem = parse_date(text, today=TODAY)
    assert isinstance(problem, Problem)
    assert problem.code == code


def test_two_digits_of_a_year_mean_the_latest_day_that_is_not_in_the_future() -> None:
    assert parse_date("22/11/26", today=TODAY) == date(2026, 11, 22)
    assert parse_date("23/11/26", today=TODAY) == date(1926, 11, 23)
    assert parse_date("23/11/26", today=TODAY, years_ahead=1) == date(2026, 11, 23)
    assert parse_date("22/11/27", today=TODAY, years_ahead=1) == date(2027, 11, 22)
    assert parse_date("23/11/27", today=TODAY, years_ahead=1) == date(1927, 11, 23)
    assert parse_date("290200", today=TODAY) == date(2000, 2, 29)


@given(days)
def test_every_printed_form_is_read_back(day: date) -> None:
    for text in (short_date(day), long_date(day), full_date(day), typed_date(day), day.isoformat()):
        assert parse_date(text, today=TODAY) == day
    assert parse_date(day.strftime("%d%m") + f"{day.year:04d}", today=TODAY) == day
    assert parse_date(f"{day.year:04d}" + day.strftime("%m%d"), today=TODAY) == day


@given(st.text())
def test_any_text_is_a_date_a_time_a_number_or_a_problem(text: str) -> None:
    assert isinstance(parse_date(text, today=TODAY), date | Problem)
    assert isinstance(parse_time(text), time | Problem)
    assert isinstance(parse_number(text), Decimal | Problem)


@pytest.mark.parametrize("text", ["8:05", "08.05", "0805", "08:05:33"])
def test_one_time_typed_in_many_ways(text: str) -> None:
    assert parse_time(text) == time(8, 5)


@pytest.mark.parametrize("text", ["24:00", "8:60", "8", "pagi", ""])
def test_a_time_that_cannot_be_read_is_a_problem(text: str) -> None:
    assert isinstance(parse_time(text), Problem)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("36,5", "36.5"),
        ("36.5", "36.5"),
        ("3.200", "3200"),
        ("3,200", "3.200"),
        ("0.125", "0.125"),
        ("1.250,75", "1250.75"),
        ("1,250.75", "1250.75"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        (" 1 250 ", "1250"),
        ("-3,2", "-3.2"),
        ("+3", "3"),
        ("12.50", "12.50"),
        ("1234.567", "1234.567"),
    ],
)
def test_numbers_are_read_with_comma_or_point(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "-", "12 kg", "1,2,3", "1.2.3", "1.25,75", "1,25.75,1", ",5", "5,", "1e3", "٣"])
def test_a_number_that_cannot_be_read_is_a_problem(text: str) -> None:
    assert isinstance(parse_number(text), Problem)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_printed_numbers_with_two_decimals_are_read_back(value: Decimal) -> None:
    assert parse_number(decimal_number(value, 2)) == value
