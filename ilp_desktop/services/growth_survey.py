"""Computes the nutritional status of a whole list of measured children, so that a survey can be checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from ilp_desktop.domain.clinical.growth_assessment import Assessment, assess
from ilp_desktop.domain.growth_survey import SurveyHeader, find_header, read_measurement
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.domain.spreadsheet_values import CellValue, cell_text
from ilp_desktop.exchange.spreadsheet import read_sheets
from ilp_desktop.exchange.spreadsheet_writing import csv_file, xlsx_file
from ilp_desktop.forms.growth_tables import growth_tables

INDEX_NAMES = ("bbu", "tbu", "bbtb", "imtu", "lku")
"""The indices in the order of ``Index``, as columns name them."""

SCORE_COLUMNS = tuple(f"z_{name}" for name in INDEX_NAMES)
RESULT_COLUMNS = (*SCORE_COLUMNS, *(f"category_{name}" for name in INDEX_NAMES), "flags")

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


@dataclass(frozen=True, slots=True)
class _Child:
    cells: Sequence[CellValue]
    assessment: Assessment | None
    flags: tuple[str, ...]


def growth_survey(source: Path, kind: SurveyFile, *, today: date, progress: Progress = silent) -> GrowthSurvey:
    """Every row of ``source`` with z-scores, categories and flags behind it; nothing is saved anywhere.

    The first sheet with the columns counts. An empty row stays empty. Results of an earlier run are replaced.
    Raises Rejected when no sheet has the columns, Fault when the file cannot be read.
    """
    rows, header = _list_in(source, progress)
    titles = [cell_text(cell) for cell in rows[header.row]]
    kept = [place for place, title in enumerate(titles) if title not in RESULT_COLUMNS]
    children = list(_children(rows, header, kept, today, progress))
    head = [*(titles[place] for place in kept), *RESULT_COLUMNS]
    if kind is SurveyFile.CSV:
        content = csv_file([head, *(_text_cells(child) for child in children)])
    else:
        decimals = range(len(kept), len(kept) + len(SCORE_COLUMNS))
        content = xlsx_file("Status gizi", [head, *(_typed_cells(child) for child in children)], decimals=decimals)
    measured = [child for child in children if child.assessment is not None]
    return GrowthSurvey(content=content, children=len(measured), flagged=sum(1 for child in measured if child.flags))


def _list_in(source: Path, progress: Progress) -> tuple[Sequence[Sequence[CellValue]], SurveyHeader]:
    problem = None
    for sheet in read_sheets(source, progress):
        header = find_header(sheet.rows)
        if not isinstance(header, Problem):
            return sheet.rows, header
        problem = problem or header
    raise Rejected(problem or Problem(code="file_empty", field="file", sentence="Berkas ini kosong."))


def _children(
    rows: Sequence[Sequence[CellValue]], header: SurveyHeader, kept: Sequence[int], today: date, progress: Progress
) -> Iterator[_Child]:
    tables = growth_tables()
    total = len(rows) - header.row - 1
    for done, row in enumerate(rows[header.row + 1 :]):
        if done % _ROWS_PER_STEP == 0:
            progress(Step(doing="Menghitung status gizi", done=done, total=total))
        cells = [row[place] if place < len(row) else None for place in kept]
        if not any(cell is not None and cell != "" for cell in cells):
            yield _Child(cells, None, ())
            continue
        read = read_measurement(row, header.columns, today=today)
        assessment = assess(tables, read.measured)
        unreadable = tuple(f"{column} tidak terbaca" for column in read.unreadable)
        yield _Child(cells, assessment, (*unreadable, *assessment.flags))
    progress(Step(doing="Menghitung status gizi", done=total, total=total))


def _text_cells(child: _Child) -> list[CellValue]:
    if child.assessment is None:
        return [*child.cells, *("" for _ in RESULT_COLUMNS)]
    scores = ["" if z is None else f"{z:.2f}" for z in child.assessment.scores]
    return [*child.cells, *scores, *_words(child.assessment), "; ".join(child.flags)]


def _typed_cells(child: _Child) -> list[CellValue]:
    if child.assessment is None:
        return list(child.cells)
    return [*child.cells, *child.assessment.scores, *_words(child.assessment), "; ".join(child.flags)]


def _words(assessment: Assessment) -> list[str]:
    return [category or "" for category in assessment.categories]
