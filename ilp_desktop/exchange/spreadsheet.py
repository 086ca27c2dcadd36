"""Reads somebody's own list: XLSX, XLS, ODS, or text with separators in whatever encoding, cell by cell."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.domain.spreadsheet_values import CellValue

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
TEXTS = frozenset({".csv", ".txt", ".tsv"})
_DELIMITERS = ";,\t|"
_SAMPLED_LINES = 200
_LONGEST_FIELD = 1_000_000
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet; ``rows[0]`` is row 1 of the file, also when it is empty."""

    name: str
    rows: tuple[tuple[CellValue, ...], ...]


def read_sheets(path: Path, progress: Progress = silent) -> tuple[Sheet, ...]:
    """Every sheet of the file. Fault when it cannot be opened, is locked with a password, or is of another kind."""
    kind = path.suffix.lower()
    progress(Step(doing="Membaca berkas", done=0, total=0))
    try:
        if kind in WORKBOOKS:
            return tuple(_workbook_sheets(path))
        if kind in TEXTS:
            return (_text_sheet(path),)
    except PasswordError as error:
        raise _unreadable(
            "terkunci kata sandi", "Buka di Excel, hapus kata sandinya, simpan, lalu coba lagi."
        ) from error
    except (CalamineError, OSError, UnicodeError, csv.Error) as error:
        raise _unreadable(
            "tidak dapat dibaca; mungkin rusak atau sedang dibuka",
            "Tutup berkas itu, atau buka di Excel dan simpan ulang sebagai .xlsx, lalu coba lagi.",
        ) from error
    raise _unreadable("bukan daftar yang dikenal", "Pakai berkas .xlsx, .xls, .ods atau .csv.")


def _workbook_sheets(path: Path) -> Iterator[Sheet]:
    with CalamineWorkbook.from_path(path) as workbook:
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield Sheet(name=name, rows=tuple(map(tuple, rows)))


def _text_sheet(path: Path) -> Sheet:
    text = _decoded(path.read_bytes())
    csv.field_size_limit(_LONGEST_FIELD)
    rows: list[tuple[CellValue, ...]] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    for row in reader:
        # A quoted cell may run over lines; rows stay where an editor shows their last line.
        rows.extend(() for _ in range(reader.line_num - len(rows) - 1))
        rows.append(tuple(row))
    return Sheet(name=path.stem, rows=tuple(rows))


def _decoded(content: bytes) -> str:
    """Text by its byte-order mark, else UTF-16 by its zeros, else UTF-8, else Windows-1252, which has all bytes."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding)
    sample = content[:2000]
    if sample.count(0) > len(sample) // 4:
        return content.decode("utf-16-le" if sample[1:2] == b"\0" else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """The separator that most often gives the same number of columns, more than one."""
    lines = [line for line in text.splitlines()[:_SAMPLED_LINES] if line.strip()]
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        widths = Counter(line.count(delimiter) for line in lines)
        width, times = max(widths.items(), key=lambda item: (item[0] > 0, item[1], item[0]), default=(0, 0))
        score = times * min(width, 3)
        if score > most:
            best, most = delimiter, score
    return best


def _unreadable(why: str, remedy: str) -> Fault:
    return Fault(FaultCode.FILE_UNREADABLE, f"Berkas ini {why}. Tidak ada yang disimpan.", remedy)
