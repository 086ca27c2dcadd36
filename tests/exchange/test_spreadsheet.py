"""Files as people hand them over: any bytes give sheets or a fault, rows keep the numbers that the user sees."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.exchange.spreadsheet import TEXTS, WORKBOOKS, read_sheets


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.sampled_from(sorted(TEXTS | WORKBOOKS)))
def test_any_bytes_are_sheets_or_a_fault(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / f"daftar{kind}"
    path.write_bytes(content)
    try:
        sheets = read_sheets(path)
    except Fault as fault:
        assert fault.code is FaultCode.FILE_UNREADABLE
    else:
        assert all(isinstance(row, tuple) for sheet in sheets for row in sheet.rows)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.text("abc éü#\n", max_size=8), min_size=3, max_size=3), min_size=2, max_size=6),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_text_written_in_any_way_is_read_as_it_was(
    tmp_path: Path, cells: list[list[str]], encoding: str, delimiter: str
) -> None:
    lines = [["Nama", "Alamat", "Desa"], *([cell.replace("#", delimiter) for cell in line] for line in cells)]
    path = tmp_path / "daftar.csv"
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    path.write_bytes(text.encode(encoding))
    (sheet,) = read_sheets(path)
    assert [list(row) for row in sheet.rows if row] == lines


def test_empty_rows_before_the_data_keep_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Workbook(str(path)) as workbook:
        workbook.add_worksheet("Kosong")
        workbook.add_worksheet("Isi").write(4, 2, "di C5")
    empty, filled = read_sheets(path)
    assert (empty.name, empty.rows) == ("Kosong", ())
    assert filled.rows[4][2] == "di C5"


def test_lines_inside_a_cell_do_not_move_the_rows_below(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Nama;Alamat\n"Siti\nNur";Lanto\nLa Rasa;Lakorua\n', encoding="utf-8")
    (sheet,) = read_sheets(path)
    assert sheet.rows[2] == ("Siti\nNur", "Lanto")
    assert sheet.rows[3] == ("La Rasa", "Lakorua")


@pytest.mark.parametrize("name", ["surat.docx", "daftar.pdf", "daftar"])
def test_other_kinds_are_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    with pytest.raises(Fault) as refused:
        read_sheets(path)
    assert ".xlsx" in refused.value.remedy


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    for name in ("hilang.xlsx", "hilang.csv"):
        with pytest.raises(Fault):
            read_sheets(tmp_path / name)
