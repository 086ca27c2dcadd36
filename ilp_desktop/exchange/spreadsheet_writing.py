"""Writes a list as CSV or as an Excel workbook: cells as they came, text that can never become a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ilp_desktop.domain.spreadsheet_values import CellValue, cell_text

_AS_IT_IS = (str, type(None))
_LONGEST_TEXT = 32_000
_FIRST_DATE = date(1900, 3, 1)


def csv_file(rows: Iterable[Sequence[CellValue]]) -> bytes:
    """The rows as UTF-8 with commas; text stays as it is, numbers have a decimal point."""
    target = StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerows([cell if isinstance(cell, _AS_IT_IS) else cell_text(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8", "replace")


def xlsx_file(name: str, rows: Iterable[Sequence[CellValue]], *, decimals: Iterable[int] = ()) -> bytes:
    """The rows on one sheet, the first of them bold and fixed; ``decimals`` are columns shown with two decimals."""
    target = BytesIO()
    with TemporaryDirectory(prefix="ilp-") as folder:
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }
        with Workbook(target, options) as workbook:
            sheet = workbook.add_worksheet(name)
            two_places = workbook.add_format({"num_format": "0.00"})
            day = workbook.add_format({"num_format": "dd-mm-yyyy"})
            bold = workbook.add_format({"bold": True, "bg_color": "#EDEDED"})
            for column in decimals:
                sheet.set_column(column, column, None, two_places)
            sheet.freeze_panes(1, 0)
            for place, row in enumerate(rows):
                _write_row(sheet, place, row, day, bold if place == 0 else None)
    return target.getvalue()


def _write_row(sheet: Worksheet, place: int, row: Sequence[CellValue], day: object, style: object) -> None:
    for column, cell in enumerate(row):
        if cell is None or cell == "":
            continue
        if isinstance(cell, str):
            sheet.write_string(place, column, cell[:_LONGEST_TEXT], style)
        elif isinstance(cell, bool):
            sheet.write_boolean(place, column, cell, style)
        elif isinstance(cell, int | float):
            sheet.write_number(place, column, cell, style)
        elif isinstance(cell, date) and date(cell.year, cell.month, cell.day) >= _FIRST_DATE:
            sheet.write_datetime(place, column, cell, day)
        else:
            sheet.write_string(place, column, cell_text(cell), style)
