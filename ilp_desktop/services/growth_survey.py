"""Computes the nutritional status of a whole list of measured children, so that a survey can be checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from pathlib import Path

from ilp_desktop.domain.clinical.growth_assessment import assess
from ilp_desktop.domain.growth_survey import MeasurementReader, SurveyHeader, find_header
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.domain.spreadsheet_values import CellValue
from ilp_desktop.exchange.spreadsheet import read_sheets
from ilp_desktop.exchange.spreadsheet_writing import csv_file, xlsx_file
from ilp_desktop.forms.growth_tables import growth_tables

INDEX_NAMES = ("bbu", "tbu", "bbtb", "imtu", "lku")
"""The indices in the order of ``Index``, as columns name them."""

SCORE_COLUMNS = tuple(f"z_{name}" for name in INDEX_NAMES)
RESULT_COLUMNS = (*SCORE_COLUMNS, *(f"category_{name}" for name in INDEX_NAMES), "flags")

_NO_RESULT: list[CellValue] = [None] * len(RESULT_COLUMNS)
_ROWS_PER_STEP = 5000


class SurveyFile(StrEnum):
    """Kinds of file that the results are written as."""

    CSV = ".csv"
    XLSX = ".xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthSurvey:
    """The file with the results, how many children it has, and how many of them have a flag."""

    content: bytes
    children: int
    flagged: int


@dataclass(slots=True)
class _Counts:
    children: int = 0
    flagged: int = 0


def growth_survey(source: Path, kind: SurveyFile, *, today: date, progress: Progress = silent) -> GrowthSurvey:
    """Every row of ``source`` with z-scores, categories and flags behind it; nothing is saved anywhere.

    The first sheet with the columns counts. An empty row stays empty. Results of an earlier run are replaced.
    Raises Rejected when no sheet has the columns, Fault when the file cannot be read.
    """
    rows, header = _list_in(source, progress)
    titles = [*rows[header.row], *[None] * (max(map(len, rows)) - len(rows[header.row]))]
    kept = [place for place, title in enumerate(titles) if title not in RESULT_COLUMNS]
    head = [*(titles[place] for place in kept), *RESULT_COLUMNS]
    counts = _Counts()
    reader = MeasurementReader(header.columns, today=today)
    computed = _computed(rows[header.row + 1 :], kept, reader, counts, progress)
    if kind is SurveyFile.CSV:
        content = csv_file(chain([head], (_with_two_decimals(row, len(kept)) for row in computed)))
    else:
        decimals = range(len(kept), len(kept) + len(SCORE_COLUMNS))
        content = xlsx_file("Status gizi", chain([head], computed), decimals=decimals)
    return GrowthSurvey(content=content, children=counts.children, flagged=counts.flagged)


def _list_in(source: Path, progress: Progress) -> tuple[Sequence[Sequence[CellValue]], SurveyHeader]:
    problem = None
    for sheet in read_sheets(source, progress):
        header = find_header(sheet.rows)
        if not isinstance(header, Problem):
            return sheet.rows, header
        problem = problem or header
    raise Rejected(problem or Problem(code="file_empty", field="file", sentence="Berkas ini kosong."))


def _computed(
    rows: Sequence[Sequence[CellValue]],
    kept: Sequence[int],
    reader: MeasurementReader,
    counts: _Counts,
    progress: Progress,
) -> Iterator[list[CellValue]]:
    """One row after the other, so that a large survey is not held twice."""
    tables = growth_tables()
    for done, row in enumerate(rows):
        if done % _ROWS_PER_STEP == 0:
            progress(Step(doing="Menghitung status gizi", done=done, total=len(rows)))
        cells = [row[place] if place < len(row) else None for place in kept]
        if all(cell is None or cell == "" for cell in cells):
            yield cells + _NO_RESULT if row else []
            continue
        read = reader.read(row)
        found = assess(tables, read.measured)
        told = [f"{column} tidak terbaca" for column in read.unreadable]
        told += found.flags
        counts.children += 1
        counts.flagged += bool(told)
        yield [*cells, *found.scores, *found.categories, "; ".join(told)]
    progress(Step(doing="Menghitung status gizi", done=len(rows), total=len(rows)))


def _with_two_decimals(row: list[CellValue], first: int) -> list[CellValue]:
    for place, z in enumerate(row[first : first + len(SCORE_COLUMNS)], first):
        if z is not None:
            row[place] = f"{z:.2f}"
    return row
