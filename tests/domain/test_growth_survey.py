"""Reading a list of measured children.

GS1  Columns in any order, by their documented or Indonesian names; what is missing is said.
GS2  Numbers with comma or point and unit; a single mark is decimal.
GS3  Age in days, in months, or from two dates, in this order.
GS4  What cannot be read is named and counts as not measured.
"""

from datetime import date, datetime

import pytest

from ilp_desktop.domain.clinical.growth import GrowthAge, Position
from ilp_desktop.domain.growth_survey import MeasurementReader, SurveyColumn, find_header, read_measure
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.spreadsheet_values import CellValue

TODAY = date(2026, 11, 22)
READER = MeasurementReader({column: place for place, column in enumerate(SurveyColumn)}, today=TODAY)


def row(**cells: CellValue) -> tuple[CellValue, ...]:
    return tuple(cells.get(column.name.lower()) for column in SurveyColumn)


def test_the_documented_columns() -> None:
    """GS1"""
    header = find_header([["id", *SurveyColumn, "note"]])
    assert not isinstance(header, Problem)
    assert header.row == 0
    assert header.columns == {column: place for place, column in enumerate(SurveyColumn, 1)}


def test_a_list_of_the_puskesmas() -> None:
    """GS1: below a title, with names of its own."""
    header = find_header(
        [["Hasil Penimbangan"], [], ["Nama", "JK", "Tgl Lahir", "Tanggal Pengukuran", "Berat", "Tinggi", "Cara Ukur"]]
    )
    assert not isinstance(header, Problem)
    assert header.row == 2
    assert set(header.columns) == {
        SurveyColumn.SEX,
        SurveyColumn.BIRTH_DATE,
        SurveyColumn.VISIT_DATE,
        SurveyColumn.WEIGHT,
        SurveyColumn.HEIGHT,
        SurveyColumn.POSITION,
    }


@pytest.mark.parametrize(
    ("header", "named"),
    [
        (["age_days", "weight_kg"], "sex"),
        (["sex", "weight_kg"], "age_days"),
        (["sex", "birth_date", "weight_kg"], "visit_date"),
        (["sex", "age_days"], "weight_kg"),
    ],
)
def test_a_missing_column_is_named(header: list[str], named: str) -> None:
    """GS1"""
    problem = find_header([header])
    assert isinstance(problem, Problem)
    assert problem.code == "growth_columns_missing"
    assert named in problem.sentence


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (8.5, 8.5),
        (8, 8.0),
        (0, 0.0),
        ("8.5", 8.5),
        ("8,5", 8.5),
        (" 8,5 ", 8.5),
        ("8,5 kg", 8.5),
        ("75cm", 75.0),
        ("2.475", 2.475),
        ("2,475", 2.475),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("-3", -3.0),
        ("", None),
        (None, None),
        ("-", None),
        ("n/a", None),
        ("nan", None),
    ],
)
def test_numbers(cell: CellValue, expected: float | None) -> None:
    """GS2"""
    assert read_measure(cell) == expected


@pytest.mark.parametrize(
    "cell", ["abc", "inf", 1e9, "1e9", "9999999999", float("inf"), "8 5", "8,5,", True, datetime(2026, 5, 7), ","]
)
def test_what_is_no_number(cell: CellValue) -> None:
    """GS4: 7.5 that a spreadsheet turned into 7 May is not guessed back."""
    with pytest.raises(ValueError, match=r"."):
        read_measure(cell)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"age_days": "730.5", "age_months": 3}, GrowthAge.of_days(730.5)),
        ({"age_days": "0"}, GrowthAge.of_days(0)),
        ({"age_months": "24"}, GrowthAge.of_months(24)),
        ({"age_months": "11,5 bln", "birth_date": "1-1-2020"}, GrowthAge.of_months(11.5)),
        ({"birth_date": "1-2-2025", "visit_date": "2026-02-01"}, GrowthAge.of_days(365)),
        ({"birth_date": "1 Feb 25", "visit_date": datetime(2026, 2, 1)}, GrowthAge.of_days(365)),
        ({"birth_date": 45689, "visit_date": "46054"}, GrowthAge.of_days(365)),
        ({"birth_date": "1-2-2026", "visit_date": "1-2-2025"}, GrowthAge.of_days(-365)),
        ({"birth_date": "1-2-2025"}, None),
        ({}, None),
    ],
)
def test_ages(cells: dict[str, CellValue], expected: GrowthAge | None) -> None:
    """GS3"""
    assert READER.read(row(**cells)).measured.age == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("L", Position.LYING),
        ("h", Position.STANDING),
        ("Terlentang", Position.LYING),
        ("berdiri", Position.STANDING),
        ("", None),
        (None, None),
    ],
)
def test_positions(cell: CellValue, expected: Position | None) -> None:
    """GS1"""
    read = READER.read(row(position=cell))
    assert read.measured.position is expected
    assert read.unreadable == ()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("y", True), ("Y", True), ("ya", True), ("1", True), ("n", False), ("tidak", False), ("2", False), ("", False)],
)
def test_oedema(cell: CellValue, expected: bool) -> None:
    """GS1"""
    assert READER.read(row(oedema=cell)).measured.oedema is expected


@pytest.mark.parametrize(("cell", "expected"), [("L", Sex.MALE), ("P", Sex.FEMALE), ("perempuan", Sex.FEMALE)])
def test_sexes(cell: CellValue, expected: Sex) -> None:
    """GS1"""
    assert READER.read(row(sex=cell)).measured.sex is expected


def test_what_cannot_be_read_is_named() -> None:
    """GS4: a short row is a row with empty cells at its end."""
    read = READER.read(("X", "lima", None, "32-1-2025", None, "8..5", 75, "miring"))
    assert read.unreadable == ("sex", "age_days", "birth_date", "weight_kg", "position")
    assert read.measured.height == 75
    assert read.measured.age is None
    assert read.measured.head is None
