"""Forms as Excel files.

FL1  What is written is read again as the same form, by us and by pyxform.
FL2  Damaged, locked, huge, macro-bearing and outward-looking files are refused with what to do.
FL3  Dates, numbers and booleans that Excel made of texts become texts again.
"""

import io
import struct
import tracemalloc
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.forms import FormRefused, load_form
from ilp_desktop.forms.excel import read_xlsx, write_xlsx
from ilp_desktop.forms.library import read_form
from ilp_desktop.forms.workbook import read_yaml
from tests.forms.workbench import FORMS, beside


def excel(sheets: dict[str, list[list[object]]]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    book.close()
    return target.getvalue()


SMALL: dict[str, list[list[object]]] = {
    "survey": [["type", "name", "label", "required"], ["text", "a", "A", True], [], ["integer", "b", "B", None]],
    "settings": [["form_title", "form_id", "version"], ["Uji", "uji", 2026112201]],
}


def refused(content: bytes) -> str:
    with pytest.raises(FormRefused) as refusal:
        load_form(content)
    assert refusal.value.problems[0].remedy
    return refusal.value.problems[0].code


def repacked(content: bytes, extra: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part.filename))
        for name, data in extra.items():
            new.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_written_form_is_the_same_form(path: Path) -> None:
    """FL1"""
    from pyxform.xls2xform import convert

    source = read_yaml(path.read_bytes())
    content = write_xlsx(source)
    again = read_xlsx(content)
    assert [{**row} for row in again.survey] == [{**row} for row in source.survey]
    assert again.settings == source.settings
    first, second = load_form(path), load_form(content, beside(path))
    assert [(one.path, one.binding, one.label) for one in first.questions()] == [
        (one.path, one.binding, one.label) for one in second.questions()
    ]
    assert (first.source, first.cluster) == (second.source, second.cluster)
    assert write_xlsx(source) == content
    assert "<bind" in convert(xlsform=content, file_type=".xlsx").xform


def test_cells_become_text_and_rows_keep_their_numbers() -> None:
    """FL3"""
    book = read_xlsx(excel(SMALL))
    assert book.settings["version"] == "2026112201"
    assert [dict(row) for row in book.survey] == [
        {"type": "text", "name": "a", "label": "A", "required": "TRUE"},
        {},
        {"type": "integer", "name": "b", "label": "B"},
    ]
    form = load_form(excel(SMALL))
    assert form.version == "2026112201"
    wrong: dict[str, list[list[object]]] = {**SMALL, "survey": [*SMALL["survey"], ["video", "c", "C"]]}
    with pytest.raises(FormRefused) as refusal:
        load_form(excel(wrong))
    assert refusal.value.problems[0].place.row == 5


def test_dates_are_iso() -> None:
    """FL3"""
    book = read_xlsx(
        excel({**SMALL, "survey": [["type", "name", "label", "default"], ["date", "a", "A", date(2026, 1, 2)]]})
    )
    assert book.survey[0]["default"] == "2026-01-02"


def test_a_stranger_sheet_is_left_out_with_a_notice() -> None:
    """FL2"""
    assert read_form(excel({**SMALL, "catatan": [["x"], ["y"]]})).left_out == ("catatan",)


def test_bad_files_are_refused() -> None:
    """FL2"""
    good = excel(SMALL)
    assert refused(b"PK\x03\x04 rusak") == "excel_damaged"
    assert refused(good[: len(good) // 2]) == "excel_damaged"
    assert refused(b"\xd0\xcf\x11\xe0" + b"x" * 100) == "excel_old_or_locked"
    assert refused(b"PK" + b"x" * 10_000_001) == "file_too_large"
    assert refused(repacked(good, {"xl/vbaProject.bin": b"x"})) == "excel_macro"
    assert refused(repacked(good, {"xl/externalLinks/externalLink1.xml": b"<x/>"})) == "excel_external"
    assert refused(repacked(good, {f"x{place}": b"" for place in range(501)})) == "excel_too_large"
    assert refused(repacked(good, {"bom": b"\0" * 90_000_000})) == "excel_too_large"
    assert refused(excel({"settings": SMALL["settings"]})) == "sheet_missing"
    assert refused(excel({"survey": [["type", "type"], ["text", "a"]]})) == "heading_repeated"
    assert refused(excel({**SMALL, "entities": [["list_name"], ["a"]]})) == "sheet_unsupported"


def lying(padding: int) -> bytes:
    """A workbook whose first sheet unpacks to far more than its entry says."""
    good, target = excel(SMALL), io.BytesIO()
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part.filename)
            if part.filename == sheet:
                data = data.replace(b"</worksheet>", b" " * padding + b"</worksheet>")
            new.writestr(part.filename, data)
    content = bytearray(target.getvalue())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as made:
        info = made.getinfo(sheet)
        sizes = struct.pack("<LLL", zlib.crc32(made.read(sheet)[:1500]), info.compress_size, 1500)
    places = [info.header_offset + 14]
    start = content.find(b"PK\x01\x02")
    while start != -1:
        if content[start + 46 : start + 46 + len(sheet)] == sheet.encode():
            places.append(start + 16)
        start = content.find(b"PK\x01\x02", start + 4)
    for place in places:
        content[place : place + 12] = sizes
    return bytes(content)


def test_a_bomb_that_lies_about_its_size_is_refused_at_once() -> None:
    """FL2"""
    content = lying(60_000_000)
    assert len(content) < 100_000
    tracemalloc.start()
    assert refused(content) == "excel_damaged"
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_locked_part_is_refused() -> None:
    """FL2"""
    good = bytearray(excel(SMALL))
    start = good.find(b"PK\x01\x02")
    while start != -1:
        good[start + 8] |= 1
        start = good.find(b"PK\x01\x02", start + 4)
    assert refused(bytes(good)) == "excel_old_or_locked"


@given(st.integers(0, 5_000), st.integers(0, 255))
def test_one_wrong_byte_is_refused_or_harmless(place: int, byte: int) -> None:
    """FL2"""
    content = bytearray(excel(SMALL))
    content[place % len(content)] = byte
    try:
        load_form(bytes(content))
    except FormRefused as refusal:
        assert refusal.problems
