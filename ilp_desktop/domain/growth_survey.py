"""Reading a list of measured children, one row each: which column holds what, and what its cells say."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from ilp_desktop.domain.clinical.growth import GrowthAge, Position
from ilp_desktop.domain.clinical.growth_measurement import Measurement
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.spreadsheet_values import CellValue, cell_text, is_blank, read_date, read_sex, read_yes_no

Meaning = TypeVar("Meaning")

SEARCHED_ROWS = 30
"""A header is looked for in as many first rows."""


class SurveyColumn(StrEnum):
    """What a column holds; the values are the names that the command documents."""

    SEX = "sex"
    AGE_DAYS = "age_days"
    AGE_MONTHS = "age_months"
    BIRTH_DATE = "birth_date"
    VISIT_DATE = "visit_date"
    WEIGHT = "weight_kg"
    HEIGHT = "length_height_cm"
    POSITION = "position"
    HEAD = "head_cm"
    OEDEMA = "oedema"


_SYNONYMS = {
    SurveyColumn.SEX: "sex jk jenis_kelamin kelamin l_p gender",
    SurveyColumn.AGE_DAYS: "age_days umur_hari usia_hari",
    SurveyColumn.AGE_MONTHS: "age_months umur_bulan usia_bulan umur_bln usia_bln",
    SurveyColumn.BIRTH_DATE: "birth_date tanggal_lahir tgl_lahir dob",
    SurveyColumn.VISIT_DATE: "visit_date tanggal_ukur tgl_ukur tanggal_pengukuran tgl_pengukuran tanggal_kunjungan "
    "tgl_kunjungan",
    SurveyColumn.WEIGHT: "weight_kg weight bb bb_kg berat berat_kg berat_badan berat_badan_kg",
    SurveyColumn.HEIGHT: "length_height_cm height_cm length_cm height length tb pb pb_tb tb_pb tb_cm pb_cm tinggi "
    "tinggi_cm tinggi_badan tinggi_badan_cm panjang_badan panjang_badan_cm",
    SurveyColumn.POSITION: "position posisi cara_ukur",
    SurveyColumn.HEAD: "head_cm head lk lk_cm lika lingkar_kepala lingkar_kepala_cm",
    SurveyColumn.OEDEMA: "oedema edema edema_bilateral",
}
_BY_NAME = {name: column for column, names in _SYNONYMS.items() for name in names.split()}
_POSITIONS = {
    **dict.fromkeys(["l", "lying", "length", "telentang", "terlentang", "berbaring", "tidur"], Position.LYING),
    **dict.fromkeys(["h", "standing", "height", "berdiri", "diri"], Position.STANDING),
}
_NOT_MEASURED = frozenset({"", "-", "--", "–", ".", "na", "n/a", "#n/a", "nan", "null", "none", "tidak diukur"})
_NO_OEDEMA = _NOT_MEASURED | {"n", "2"}
_NUMBER = re.compile(
    r"([+-]?)([0-9]*[.,]?[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+)"
    r"\s*(?:kg|cm|hr|hari|days|bl|bln|bulan|months)?\.?",
    re.IGNORECASE,
)

_NUMERIC = (str, int, float)
_TOO_LARGE = 1e7

Columns = Mapping[SurveyColumn, int]
"""Where each known column stands, from 0."""

Cells = Mapping[SurveyColumn, CellValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyHeader:
    """The row of the header, from 0, and its known columns."""

    row: int
    columns: Columns


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredRow:
    """What one row says, and the columns in it that could not be read; those count as not measured."""

    measured: Measurement
    unreadable: tuple[SurveyColumn, ...]


def find_header(rows: Sequence[Sequence[CellValue]]) -> SurveyHeader | Problem:
    """The first row with sex, an age and a measurement; names in English or Indonesian, in any order."""
    best: Columns = {}
    for place, row in enumerate(rows[:SEARCHED_ROWS]):
        columns = _columns(row)
        if not _missing(columns):
            return SurveyHeader(row=place, columns=columns)
        best = max(best, columns, key=len)
    return Problem(
        code="growth_columns_missing",
        field="file",
        sentence=f"Daftar ini tidak dapat dihitung: tidak ada kolom {', dan '.join(_missing(best))}.",
        remedy="Beri judul kolom seperti sex, age_days, weight_kg, length_height_cm di baris pertama.",
    )


def _columns(header: Sequence[CellValue]) -> Columns:
    named = {_name(cell): place for place, cell in reversed(list(enumerate(header)))}
    found = {column: named[name] for name, column in reversed(_BY_NAME.items()) if name in named}
    return {column: found[column] for column in SurveyColumn if column in found}


def _name(cell: CellValue) -> str:
    return re.sub(r"[^a-z0-9]+", "_", cell_text(cell).casefold()).strip("_")


def _missing(columns: Columns) -> list[str]:
    has_age = (
        SurveyColumn.AGE_DAYS in columns
        or SurveyColumn.AGE_MONTHS in columns
        or {SurveyColumn.BIRTH_DATE, SurveyColumn.VISIT_DATE} <= columns.keys()
    )
    measures = {SurveyColumn.WEIGHT, SurveyColumn.HEIGHT, SurveyColumn.HEAD} & columns.keys()
    needs = (
        ("sex", SurveyColumn.SEX in columns),
        ("umur (age_days, age_months, atau birth_date dan visit_date)", has_age),
        ("ukuran (weight_kg, length_height_cm, atau head_cm)", bool(measures)),
    )
    return [name for name, is_there in needs if not is_there]


class MeasurementReader:
    """Reads the rows of one list.

    ``today`` tells the century of a year of two digits.
    """

    def __init__(self, columns: Columns, *, today: date):
        self._columns = columns
        self._today = today

    def read(self, row: Sequence[CellValue]) -> MeasuredRow:
        """The measurement in one row."""
        cells = {column: row[place] for column, place in self._columns.items() if place < len(row)}
        unreadable: list[SurveyColumn] = []
        measured = Measurement(
            sex=_meaning(cells, SurveyColumn.SEX, _sex, Sex.UNKNOWN, unreadable),
            age=self._age(cells, unreadable),
            weight=_meaning(cells, SurveyColumn.WEIGHT, read_measure, None, unreadable),
            height=_meaning(cells, SurveyColumn.HEIGHT, read_measure, None, unreadable),
            position=_meaning(cells, SurveyColumn.POSITION, _position, None, unreadable),
            head=_meaning(cells, SurveyColumn.HEAD, read_measure, None, unreadable),
            oedema=_meaning(cells, SurveyColumn.OEDEMA, _oedema, False, unreadable),
        )
        return MeasuredRow(measured=measured, unreadable=tuple(unreadable))

    def _age(self, cells: Cells, unreadable: list[SurveyColumn]) -> GrowthAge | None:
        days = _meaning(cells, SurveyColumn.AGE_DAYS, read_measure, None, unreadable)
        if days is not None:
            return GrowthAge.of_days(days)
        months = _meaning(cells, SurveyColumn.AGE_MONTHS, read_measure, None, unreadable)
        if months is not None:
            return GrowthAge.of_months(months)
        born = _meaning(cells, SurveyColumn.BIRTH_DATE, self._date, None, unreadable)
        visited = _meaning(cells, SurveyColumn.VISIT_DATE, self._date, None, unreadable)
        return None if born is None or visited is None else GrowthAge.between(born, visited)

    def _date(self, cell: CellValue) -> date | None:
        if isinstance(cell, str):
            with suppress(ValueError):
                return date.fromisoformat(cell)
        return None if is_blank(cell) else _readable(read_date(cell, today=self._today))


def _meaning(
    cells: Cells,
    column: SurveyColumn,
    reader: Callable[[CellValue], Meaning],
    unknown: Meaning,
    unreadable: list[SurveyColumn],
) -> Meaning:
    cell = cells.get(column)
    if cell is None or cell == "":
        return unknown
    try:
        return reader(cell)
    except ValueError:
        unreadable.append(column)
        return unknown


def read_measure(cell: CellValue) -> float | None:
    """The number in a cell, with comma or point, with or without its unit; None where nothing was measured.

    A single mark is decimal, also before three digits: a birth weight is "2.475". ValueError when it is no number.
    """
    if isinstance(cell, _NUMERIC) and not isinstance(cell, bool):
        try:
            value = float(cell)
        except ValueError:
            return _measure_in_words(cell_text(cell))
        if abs(value) < _TOO_LARGE:
            return value
    return _measure_in_words(cell_text(cell))


def _measure_in_words(text: str) -> float | None:
    if text.casefold() in _NOT_MEASURED:
        return None
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise ValueError("no number")
    whole, mark, fraction = found[2].replace(",", ".").rpartition(".")
    value = float(f"{found[1]}{whole.replace('.', '')}{mark}{fraction}")
    if abs(value) >= _TOO_LARGE:
        raise ValueError("no measurement")
    return value


@lru_cache
def _sex(cell: CellValue) -> Sex:
    return _readable(read_sex(cell))


@lru_cache
def _position(cell: CellValue) -> Position | None:
    text = cell_text(cell).casefold()
    if text in _NOT_MEASURED:
        return None
    if text not in _POSITIONS:
        raise ValueError("no position")
    return _POSITIONS[text]


@lru_cache
def _oedema(cell: CellValue) -> bool:
    text = cell_text(cell).casefold()
    return text not in _NO_OEDEMA and _readable(read_yes_no(text))


def _readable(found: Meaning | Problem) -> Meaning:
    if isinstance(found, Problem):
        raise ValueError(found.code)
    return found
