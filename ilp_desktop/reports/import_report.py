"""The report of an import as a workbook: what was understood of the file, and the fate of every row."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ilp_desktop.domain.import_reading import COLUMN_LABELS
from ilp_desktop.domain.import_rows import FATE_LABELS, ImportPlan, PlannedRow
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.reports.workbook import safe_text

_ROW_HEADINGS = (
    "Lembar",
    "Baris",
    "Hasil",
    "Alasan dan catatan",
    "No. RM",
    "Nama",
    "Tanggal lahir",
    "L/P",
    "NIK",
    "Desa",
)
_ROW_WIDTHS = (14, 7, 18, 70, 16, 30, 13, 5, 19, 20)


def import_report_xlsx(plan: ImportPlan, *, saved: bool, made_at: datetime, facility: str) -> bytes:
    """The report. ``saved`` False: it says that this was only a trial."""
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
            bold = workbook.add_format({"bold": True, "bg_color": "#EDEDED", "border": 1, "text_wrap": True})
            _write_summary(workbook.add_worksheet("Ringkasan"), bold, _summary(plan, saved, made_at, facility))
            _write_rows(workbook.add_worksheet("Baris"), bold, workbook.add_format({"text_wrap": True}), plan.rows)
    return target.getvalue()


def _summary(plan: ImportPlan, saved: bool, made_at: datetime, facility: str) -> list[tuple[str, str]]:
    lines = [
        ("Impor daftar pasien", facility),
        ("Berkas", plan.file_name),
        ("Dibuat", f"{short_date(made_at.date())} {made_at:%H:%M}"),
        ("Keadaan", "Sudah disimpan" if saved else "Hanya percobaan; tidak ada yang disimpan"),
        *((label, str(plan.counts[fate])) for fate, label in FATE_LABELS.items()),
    ]
    for sheet in plan.sheets:
        told = sheet.problem.sentence if sheet.problem else f"judul di baris {sheet.header_row}, {sheet.rows} baris isi"
        lines.append((f"Lembar {sheet.name}", f"{told}, {sheet.blank_rows} baris kosong"))
        for column in sheet.columns:
            meaning = COLUMN_LABELS[column.column] if column.column else "tidak dipakai"
            lines.append((f"Kolom {column.letter}: {column.heading}", meaning))
    return lines


def _write_summary(sheet: Worksheet, bold: object, lines: Sequence[tuple[str, str]]) -> None:
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 60)
    for number, (name, value) in enumerate(lines):
        sheet.write_string(number, 0, safe_text(name), bold)
        sheet.write_string(number, 1, safe_text(value))


def _write_rows(sheet: Worksheet, bold: object, wrapped: object, rows: Sequence[PlannedRow]) -> None:
    for index, (heading, width) in enumerate(zip(_ROW_HEADINGS, _ROW_WIDTHS, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, heading, bold)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(_ROW_HEADINGS) - 1)
    for number, row in enumerate(rows, 1):
        entry = row.entry
        born = short_date(entry.birth_date) if entry.birth_date else ""
        texts = (
            FATE_LABELS[row.fate],
            row.reason,
            row.record_number,
            entry.name,
            born,
            entry.sex.value,
            entry.nik,
            entry.village_name,
        )
        sheet.write_string(number, 0, safe_text(row.sheet))
        sheet.write_number(number, 1, row.number)
        for index, text in enumerate(texts, 2):
            sheet.write_string(number, index, safe_text(text), wrapped if index == 3 else None)
