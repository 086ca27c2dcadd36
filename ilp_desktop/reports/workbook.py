"""The same register as an Excel workbook: typed cells, and text that can never become a formula or a link."""

from collections.abc import Iterable
from datetime import date, time
from io import BytesIO
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.domain.register_frame import RegisterFrame
from ilp_desktop.reports.cells import CellValue, contribution, reader
from ilp_desktop.reports.definition import CellFormat, Column, RegisterDefinition, Total
from ilp_desktop.reports.print_log import print_log
from ilp_desktop.reports.table_header import header_cells

_ROWS_PER_STEP = 500
_LONGEST_TEXT = 32_000
_CUT_MARK = " … (dipotong: batas Excel 32.767 huruf; teks lengkap ada di program)"
_FIRST_EXCEL_DATE = date(1900, 3, 1)
_MILLIMETRES_PER_CHARACTER = 1.8
# Excel has no index for 215 x 330 mm; Folio (216 x 330 mm) is the printer's nearest.
_PAPERS = {"A4": 9, "F4": 14, "A5": 11}
_NUMBER_FORMATS = {
    CellFormat.DATE: "dd-mm-yyyy",
    CellFormat.TIME: "hh:mm",
    CellFormat.NUMBER: "0",
    CellFormat.DECIMAL: "0.0",
    CellFormat.MARK: '"√";;',
}


def register_xlsx(
    definition: RegisterDefinition,
    rows: Iterable[object],
    *,
    frame: RegisterFrame,
    paper: str = "A4",
    progress: Progress = silent,
) -> bytes:
    """The register as an .xlsx file, written row by row.

    A mark is the number 1 shown as a tick, so that a sum over the column counts.
    """
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
            workbook.set_properties(
                {"title": definition.title, "author": "ILP Desktop", "created": frame.stamp.printed_at}
            )
            _RegisterWorksheet(workbook, definition, frame, paper).write(rows, progress)
    return target.getvalue()


def safe_text(text: str) -> str:
    """The text as a workbook can hold it: no half characters, and a mark where it had to be cut."""
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\ufffe", "?").replace("\uffff", "?")
    if len(whole.encode("utf-16-le")) // 2 <= _LONGEST_TEXT:
        return whole
    return whole.encode("utf-16-le")[: 2 * _LONGEST_TEXT].decode("utf-16-le", "ignore") + _CUT_MARK


class _RegisterWorksheet:
    """The worksheet being written; rows must go downwards, as constant memory demands."""

    def __init__(self, workbook: Workbook, definition: RegisterDefinition, frame: RegisterFrame, paper: str):
        self._definition = definition
        self._frame = frame
        self._columns = definition.columns
        self._sheet: Worksheet = workbook.add_worksheet(definition.id[:31])
        self._title = workbook.add_format({"bold": True, "font_size": 12})
        self._plain = workbook.add_format({"font_size": 9})
        self._heading = workbook.add_format(
            {
                "bold": True,
                "border": 1,
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
                "bg_color": "#EDEDED",
            }
        )
        self._upright = workbook.add_format(
            {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "rotation": 90, "bg_color": "#EDEDED"}
        )
        self._total = workbook.add_format({"bold": True, "border": 1, "align": "center"})
        self._formats = [workbook.add_format(_cell_format(column)) for column in self._columns]
        self._row = 0
        self._set_up_print(paper)

    def write(self, rows: Iterable[object], progress: Progress) -> None:
        """Writes title, headings, rows and totals."""
        self._write_title()
        self._write_headings()
        readers = [reader(column) if column.field else None for column in self._columns]
        totals = [0.0] * len(self._columns)
        for number, row in enumerate(rows, 1):
            if number % _ROWS_PER_STEP == 1:
                progress(Step(doing="Menulis buku kerja", done=number - 1, total=0))
            for index, (column, read) in enumerate(zip(self._columns, readers, strict=True)):
                value = read(row) if read else number
                self._write_cell(index, value)
                totals[index] += contribution(column, value)
            self._row += 1
        if self._definition.totals:
            self._write_totals(totals)
        self._sheet.write_string(self._row + 1, 0, safe_text(print_log(self._frame.stamp)), self._plain)

    def _set_up_print(self, paper: str) -> None:
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(_PAPERS[paper])
        sheet.set_margins(left=0.6, right=0.4, top=0.4, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&RHalaman &P dari &N")
        for index, column in enumerate(self._columns):
            sheet.set_column(index, index, max(4.0, column.width / _MILLIMETRES_PER_CHARACTER))

    def _write_title(self) -> None:
        head, frame = self._frame.letterhead, self._frame
        filters = " · ".join(f"{label}: {value}" for label, value in frame.filters)
        for text in (
            head.government,
            head.office,
            head.unit,
            "",
            self._definition.title.upper(),
            frame.period,
            filters,
        ):
            if text.strip():
                self._sheet.write_string(self._row, 0, safe_text(text), self._title)
            self._row += 1

    def _write_headings(self) -> None:
        cells = header_cells(self._columns)
        top = self._row
        bottom = top + max(cell.lower for cell in cells)
        for row in range(top, bottom + 1):
            for column in range(len(self._columns)):
                self._sheet.write_blank(row, column, None, self._heading)
            for cell in cells:
                if top + cell.upper == row:
                    style = self._upright if cell.upright else self._heading
                    self._sheet.write_string(row, cell.first, safe_text(cell.text), style)
        for cell in cells:
            if (cell.first, cell.upper) != (cell.last, cell.lower):
                # merge_range writes to rows that constant memory has already passed, and so refuses them.
                self._sheet.merge.append([top + cell.upper, cell.first, top + cell.lower, cell.last])
        self._row = bottom + 1
        self._sheet.repeat_rows(top, bottom)
        self._sheet.freeze_panes(self._row, 0)

    def _write_cell(self, index: int, value: CellValue) -> None:
        sheet, row, style = self._sheet, self._row, self._formats[index]
        if value is None or value == "":
            sheet.write_blank(row, index, None, style)
        elif isinstance(value, int | float):
            sheet.write_number(row, index, value, style)
        elif isinstance(value, time) or (isinstance(value, date) and value >= _FIRST_EXCEL_DATE):
            sheet.write_datetime(row, index, value, style)
        else:
            sheet.write_string(row, index, safe_text(str(value)), style)

    def _write_totals(self, totals: list[float]) -> None:
        for index, column in enumerate(self._columns):
            if column.total is Total.NONE:
                self._sheet.write_string(self._row, index, "Jumlah" if index == 0 else "", self._total)
            else:
                self._sheet.write_number(self._row, index, totals[index], self._total)
        self._row += 1


def _cell_format(column: Column) -> dict[str, object]:
    style: dict[str, object] = {"border": 1, "valign": "top", "text_wrap": True, "align": str(column.align)}
    if column.field:
        style["num_format"] = _NUMBER_FORMATS.get(column.format, "@")
    return style
