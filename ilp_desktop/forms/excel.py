"""Forms as Excel files: read with bounds, because they come on sticks; written so that any programme can edit them."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time

from ilp_desktop.forms.expression.values import number_text
from ilp_desktop.forms.refusal import Place, refuse
from ilp_desktop.forms.workbook import LARGEST_FILE, SHEETS, SheetRow, Workbook, workbook

LARGEST_UNPACKED = 80_000_000
"""Bytes of all parts together."""
MOST_PARTS = 500
_WRITTEN = datetime(2000, 1, 1)  # noqa: DTZ001
"""Excel files hold a time without a zone; a fixed one makes the same form the same bytes."""
_HEADINGS_FIRST = ("type", "list_name", "name", "label")


def read_xlsx(content: bytes, files: Mapping[str, bytes] | None = None) -> Workbook:
    """The workbook behind an .xlsx file; raises ``FormRefused`` for what is damaged, huge, locked or refers outside."""
    if len(content) > LARGEST_FILE:
        raise refuse("file_too_large", "Berkas formulir terlalu besar", "Paling besar 10 MB")
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise refuse(
            "excel_old_or_locked",
            "Berkas ini Excel lama (.xls) atau terkunci kata sandi",
            "Buka di Excel, lepas kata sandinya, lalu simpan sebagai .xlsx",
        )
    _check_parts(content)
    sheets = _cells(content)
    unread = [place for name, cells in sheets.items() for place in _under_no_heading(name, cells)]
    return workbook({name: _rows(cells) for name, cells in sheets.items()}, files, unread)


def _check_parts(content: bytes) -> None:
    """Looks at the list of parts before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise refuse("excel_damaged", "Berkas Excel rusak", "Simpan ulang dari Excel lalu salin lagi") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise refuse("excel_too_large", "Isi berkas Excel terlalu besar", "Hapus lembar dan gambar yang tidak perlu")
    names = [part.filename.casefold() for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise refuse("excel_old_or_locked", "Berkas terkunci kata sandi", "Lepas kata sandinya di Excel")
    if any("vbaproject" in name for name in names):
        raise refuse("excel_macro", "Berkas berisi makro", "Simpan sebagai .xlsx tanpa makro")
    if any("externallink" in name for name in names):
        raise refuse(
            "excel_external",
            "Berkas mengacu ke berkas lain",
            "Di Excel pilih Data, Edit Links, Break Link, lalu simpan",
        )


Cells = Sequence[Sequence[object]]


def _cells(content: bytes) -> dict[str, Cells]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return {
            name.strip(): book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
        }
    except (CalamineError, OSError, ValueError) as error:
        raise refuse(
            "excel_damaged",
            "Berkas ini bukan Excel, atau rusak",
            "Buka di Excel, simpan sebagai .xlsx, lalu salin lagi",
        ) from error


def _under_no_heading(sheet: str, cells: Cells) -> Iterator[Place]:
    """The first cell of each column that has no heading, in the sheets of a form."""
    if sheet.casefold() not in SHEETS or not cells:
        return
    for column, heading in enumerate(cells[0]):
        if not _text(heading).strip():
            row = next((number for number, row in enumerate(cells[1:], 2) if _text(row[column])), 0)
            if row:
                yield Place(sheet=sheet, row=row, column=_letter(column))


def _letter(column: int) -> str:
    """A, B, ..., Z, AA as Excel names its columns."""
    first, last = divmod(column, 26)
    return f"{_letter(first - 1) if first else ''}{chr(ord('A') + last)}"


def _rows(cells: Cells) -> list[SheetRow]:
    if not cells:
        return []
    headings = [" ".join(_text(cell).split()) for cell in cells[0]]
    repeated = next((name for place, name in enumerate(headings) if name and name in headings[:place]), "")
    if repeated:
        raise refuse("heading_repeated", f"Judul kolom {repeated} ada dua kali", "Hapus salah satu kolom itu")
    rows = [
        {heading: text for heading, cell in zip(headings, row, strict=False) if heading and (text := _text(cell))}
        for row in cells[1:]
    ]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _text(cell: object) -> str:
    """A cell as the standard wants it: text. Excel turns versions into numbers, and yes into a boolean."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return number_text(float(cell))
    if isinstance(cell, datetime) and cell.time() == time(0):
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell) if str(cell).strip() else ""


def write_xlsx(book: Workbook) -> bytes:
    """The workbook as an .xlsx file that ODK, Kobo and Excel read; every cell is text, so that nothing is a formula."""
    import xlsxwriter

    target = io.BytesIO()
    written = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    written.set_properties({"created": _WRITTEN})
    bold = written.add_format({"bold": True, "bg_color": "#d8edea"})
    for name, rows in (("survey", book.survey), ("choices", book.choices), ("settings", [book.settings])):
        sheet = written.add_worksheet(name)
        headings = _headings(rows)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
        for place, row in enumerate(rows, 1):
            for column, heading in enumerate(headings):
                if row.get(heading):
                    sheet.write_string(place, column, row[heading])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(0, len(headings) - 1), 24)
    written.close()
    return target.getvalue()


def _headings(rows: Sequence[SheetRow]) -> list[str]:
    found = dict.fromkeys(heading for row in rows for heading in row)
    first = [heading for heading in _HEADINGS_FIRST if heading in found]
    return [*first, *(heading for heading in found if heading not in first)]
