"""The workbook: typed cells, no formula ever, nothing cut in silence."""

import re
from dataclasses import replace
from datetime import date, time
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from python_calamine import CalamineWorkbook

from ilp_desktop.domain.patient import Sex
from ilp_desktop.reports.definition import register_definition, register_ids
from ilp_desktop.reports.workbook import register_xlsx
from tests.reports import samples
from tests.reports.test_paper_text import ANY_TEXT
from tests.reports.test_register import ROWS

VISITS = register_definition("kunjungan")
FIRST_ROW = 9


def cells(xlsx: bytes) -> list[list[object]]:
    return [list(row) for row in CalamineWorkbook.from_filelike(BytesIO(xlsx)).get_sheet_by_index(0).to_python()]


def sheet_xml(xlsx: bytes) -> str:
    with ZipFile(BytesIO(xlsx)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+62812", "-2+3", "@SUM(A1)", "\t=1", "http://x.org"])
def test_text_never_becomes_a_formula_or_a_link(text: str) -> None:
    (visit,) = samples.visits(1)
    xlsx = register_xlsx(VISITS, [replace(visit, name=text, nik=text, note=text)], frame=samples.FRAME)
    row = cells(xlsx)[FIRST_ROW]
    assert (row[4], row[5], row[22]) == (text, text, text)
    assert "<f>" not in sheet_xml(xlsx)
    assert "hyperlink" not in sheet_xml(xlsx)


def test_cells_are_typed() -> None:
    visit = replace(next(samples.visits(1)), nik="0014055205920001", sex=Sex.FEMALE, registered_at=time(8, 14))
    row = cells(register_xlsx(VISITS, [visit], frame=samples.FRAME))[FIRST_ROW]
    assert row[:2] == [1.0, date(2026, 11, 1)]
    assert row[4] == "0014055205920001"
    assert row[7:9] == ["", visit.age]
    assert row[21] == time(8, 14)


def test_headings_are_merged_frozen_and_repeated() -> None:
    xlsx = register_xlsx(VISITS, samples.visits(3), frame=samples.FRAME, paper="F4")
    xml = sheet_xml(xlsx)
    assert {"A8:A9", "H8:I8", "O8:S8"} <= set(re.findall(r'mergeCell ref="([^"]+)"', xml))
    assert 'ySplit="9"' in xml
    assert 'paperSize="14"' in xml
    assert 'orientation="landscape"' in xml
    with ZipFile(BytesIO(xlsx)) as archive:
        assert "$8:$9" in archive.read("xl/workbook.xml").decode()


@pytest.mark.parametrize("register", register_ids())
def test_totals_count_the_column_above(register: str) -> None:
    rows = list(ROWS[register](50))
    written = cells(register_xlsx(register_definition(register), rows, frame=samples.FRAME))
    body, total = written[FIRST_ROW : FIRST_ROW + 50], written[FIRST_ROW + 50]
    for index, figure in enumerate(total):
        if isinstance(figure, float):
            column = [row[index] for row in body]
            numbers = [value for value in column if isinstance(value, float)]
            assert figure == (sum(numbers) if numbers else sum(value != "" for value in column))


def test_a_text_too_long_for_a_cell_says_that_it_was_cut() -> None:
    (visit,) = samples.visits(1)
    row = cells(register_xlsx(VISITS, [replace(visit, note="x" * 40_000)], frame=samples.FRAME))[FIRST_ROW]
    assert str(row[22]).startswith("x" * 32_000)
    assert "dipotong" in str(row[22])


def test_the_same_rows_give_the_same_bytes() -> None:
    assert len({register_xlsx(VISITS, samples.visits(20), frame=samples.FRAME) for _ in range(2)}) == 1


@settings(max_examples=40)
@given(name=ANY_TEXT, note=ANY_TEXT, period=ANY_TEXT)
def test_any_text_is_written(name: str, note: str, period: str) -> None:
    (visit,) = samples.visits(1)
    frame = replace(samples.FRAME, period=period, stamp=replace(samples.STAMP, printed_by=name))
    row = cells(register_xlsx(VISITS, [replace(visit, name=name, note=note)], frame=frame))[FIRST_ROW]
    assert len(row) == 23
