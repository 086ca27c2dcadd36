"""Lists as CSV and XLSX: cells as they came, nothing becomes a formula, both read back the same."""

from datetime import date, datetime
from pathlib import Path

from ilp_desktop.domain.spreadsheet_values import CellValue
from ilp_desktop.exchange.spreadsheet import read_sheets
from ilp_desktop.exchange.spreadsheet_writing import csv_file, xlsx_file

ROWS: list[tuple[CellValue, ...]] = [
    ("nama", "bb", "tanggal", "ket"),
    ("Wa Ani, anak 'La Ode'", 8.5, datetime(2026, 2, 3), "=1+1"),
    ("", None, date(1899, 12, 1), "dua\nbaris"),
]


def test_csv() -> None:
    lines = csv_file(ROWS).decode("utf-8").split("\r\n")
    assert lines[1] == "\"Wa Ani, anak 'La Ode'\",8.5,2026-02-03,=1+1"
    assert lines[2] == ',,1899-12-01,"dua\nbaris"'


def test_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "hasil.xlsx"
    path.write_bytes(xlsx_file("Hasil", ROWS, decimals=[1]))
    (sheet,) = read_sheets(path)
    assert sheet.name == "Hasil"
    assert sheet.rows[1] == ("Wa Ani, anak 'La Ode'", 8.5, date(2026, 2, 3), "=1+1")
    assert sheet.rows[2] == ("", "", "1899-12-01", "dua\nbaris")
