"""A form as the standard's sheets: rows of cells under column names, read from YAML or from a dictionary."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from ilp_desktop.forms.refusal import Place, refuse

SHEETS = ("survey", "choices", "settings")
REFUSED_SHEETS = frozenset({"entities", "external_choices", "osm"})
"""Sheets of the standard that this program does not support; any other sheet is left out with a notice."""

MOST_ROWS = {"survey": 3_000, "choices": 60_000, "settings": 1}
MOST_COLUMNS = 200
LONGEST_CELL = 32_767
LARGEST_FILE = 10_000_000
"""Bytes."""

SheetRow = dict[str, str]

_SPACES = {0xA0: " ", 0x2007: " ", 0x202F: " ", 0x200B: None, 0x2060: None, 0xFEFF: None}
"""Spaces that look like others, and letters that cannot be seen: Excel and web pages leave them in copied text."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold."""

_SETTINGS_BLOCK = re.compile(r"^settings:.*\n(?:[ \t#-].*\n|\n)*", re.MULTILINE)

STRUCTURE = re.compile(r"(begin|end)[ _](group|repeat|lgroup|looped group|loop)\Z")
"""The types of rows that open and close groups and repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """The sheets of one form. Rows count as in Excel: index 0 is row 2, empty rows included.

    ``files`` holds the tables that travel beside the form: file name to content. ``left_out`` names the sheets that
    do not belong to a form, ``unread`` the places of cells under no heading.
    """

    survey: Sequence[SheetRow]
    choices: Sequence[SheetRow] = ()
    settings: SheetRow = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    unread: tuple[Place, ...] = ()


def written_type(row: SheetRow) -> str:
    """The type of a row of the survey sheet, with single spaces."""
    return " ".join((row.get("type") or "").split())


def workbook(
    written: Mapping[str, Sequence[SheetRow]], files: Mapping[str, bytes] | None = None, unread: Sequence[Place] = ()
) -> Workbook:
    """The workbook of sheets by name; raises ``FormRefused`` for a missing, unknown or oversized sheet."""
    sheets = _with_plain_names(written)
    if not any(row for row in sheets.get("survey", ())):
        raise refuse(
            "sheet_missing",
            "Lembar survey tidak ada atau kosong",
            "Tambahkan lembar bernama survey dengan kolom type, name, label",
            Place(sheet="survey"),
        )
    for name, rows in sheets.items():
        _check_sheet(name, rows)
    settings = list(sheets.get("settings", ()))
    return Workbook(
        survey=_with_headings("survey", sheets["survey"]),
        choices=_with_headings("choices", sheets.get("choices", ())),
        settings=_plain_settings(settings[0]) if settings else {},
        files=files or {},
        left_out=tuple(name for name in sheets if name not in SHEETS),
        unread=tuple(unread),
    )


def _with_plain_names(written: Mapping[str, Sequence[SheetRow]]) -> dict[str, Sequence[SheetRow]]:
    """The sheets of the standard under their own names, whatever their case, and their cells with plain spaces."""
    sheets: dict[str, Sequence[SheetRow]] = {}
    for name, rows in written.items():
        plain = name.strip().casefold()
        known = plain in SHEETS or plain in REFUSED_SHEETS
        if plain in sheets:
            raise refuse(
                "sheet_repeated", f"Lembar {plain} ada dua kali", "Hapus salah satu lembar itu", Place(sheet=name)
            )
        sheets[plain if known else name] = [_plain_row(row) for row in rows] if known else rows
    return sheets


def _plain_row(row: SheetRow) -> SheetRow:
    return {heading.translate(_SPACES): cell.translate(_SPACES) for heading, cell in row.items()}


_HEADINGS = {
    "survey": {"type": ("type", "command"), "name": ("name", "tag", "value")},
    "choices": {"list_name": ("list_name",), "name": ("name", "value")},
}
"""What the standard also calls the columns that this program looks at; pyxform knows the other names."""

_SETTINGS = {"id_string": "form_id", "title": "form_title", "set_form_title": "form_title", "set_form_id": "form_id"}


def _with_headings(sheet: str, rows: Sequence[SheetRow]) -> list[SheetRow]:
    """The rows with the plain names of the columns that matter here, whatever their case and spaces."""
    written = {heading: "_".join(heading.casefold().split()) for row in rows for heading in row}
    renamed: dict[str, str] = {}
    for plain, names in _HEADINGS.get(sheet, {}).items():
        wanted = next((name for name in names if name in written.values()), "")
        renamed |= {heading: plain for heading, found in written.items() if wanted and found == wanted}
    return [
        {
            (plain := renamed.get(heading, heading)): cell.strip() if plain in _HEADINGS.get(sheet, {}) else cell
            for heading, cell in row.items()
        }
        for row in rows
    ]


def _plain_settings(row: SheetRow) -> SheetRow:
    """The settings under the names of the standard, whatever their case; Kobo calls the id otherwise."""
    plain = {
        heading if "::" in heading else "_".join(heading.casefold().split()): cell for heading, cell in row.items()
    }
    return {_SETTINGS.get(heading, heading): cell for heading, cell in plain.items()}


def _check_sheet(name: str, rows: Sequence[SheetRow]) -> None:
    if name in REFUSED_SHEETS:
        raise refuse(
            "sheet_unsupported",
            f"Lembar {name} tidak didukung",
            "Hapus lembar itu; yang dipakai hanya survey, choices, settings",
            Place(sheet=name),
        )
    if name not in SHEETS:
        return
    most = MOST_ROWS[name]
    if len(rows) > most:
        raise refuse(
            "sheet_too_long",
            f"Lembar {name} berisi {len(rows)} baris; paling banyak {most}",
            "Hapus baris sesudahnya" if name == "settings" else "Bagi formulir menjadi beberapa formulir",
            Place(sheet=name, row=most + 2),
        )
    for row_number, row in enumerate(rows, 2):
        if len(row) > MOST_COLUMNS:
            raise refuse(
                "sheet_too_wide",
                f"Lebih dari {MOST_COLUMNS} kolom",
                "Hapus kolom kosong",
                Place(sheet=name, row=row_number),
            )
        for column, cell in row.items():
            if _FORBIDDEN.search(cell):
                raise refuse(
                    "cell_unreadable",
                    "Ada huruf tak terlihat yang tidak boleh ada",
                    "Ketik ulang isi sel itu",
                    Place(sheet=name, row=row_number, column=column),
                )
            if len(cell) > LONGEST_CELL:
                raise refuse(
                    "cell_too_long",
                    f"Isi sel lebih dari {LONGEST_CELL} huruf",
                    "Persingkat isi sel",
                    Place(sheet=name, row=row_number, column=column),
                )


def read_yaml(content: bytes, files: Mapping[str, bytes] | None = None) -> Workbook:
    """The workbook behind a YAML file: sheets at the top, each a list of rows. Raises ``FormRefused``."""
    if len(content) > LARGEST_FILE:
        raise refuse("file_too_large", "Berkas formulir terlalu besar", "Paling besar 10 MB")
    known = (*SHEETS, *REFUSED_SHEETS)
    loaded = _parsed(_decoded(content))
    return workbook(
        {str(name): _sheet(str(name), rows) if name in known else [] for name, rows in loaded.items()}, files
    )


def read_settings_row(content: bytes) -> SheetRow:
    """The settings sheet of a YAML file; the other sheets are not read. Raises ``FormRefused``."""
    text = _decoded(content)
    block = _SETTINGS_BLOCK.search(text)
    rows = _sheet("settings", _parsed(text if block is None else block[0]).get("settings", {}))
    return rows[0] if rows else {}


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise refuse("file_encoding", "Berkas bukan UTF-8", "Simpan ulang berkas sebagai UTF-8") from error


def _parsed(text: str) -> dict[object, object]:
    try:
        loaded = yaml.load(text, Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise refuse("yaml_syntax", f"YAML salah tulis: {_yaml_place(error)}", "Perbaiki penulisannya") from error
    if not isinstance(loaded, dict):
        raise refuse("yaml_shape", "Berkas tidak berisi lembar", "Tulis lembar survey, choices, settings")
    return loaded


def _yaml_place(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"baris {mark.line + 1}" if mark is not None else "susunannya terlalu dalam"


def _sheet(name: str, rows: object) -> list[SheetRow]:
    listed = [rows] if isinstance(rows, dict) else rows
    if not isinstance(listed, list):
        raise refuse("yaml_shape", f"Lembar {name} bukan daftar baris", "Tulis '- type: ...' per baris")
    return [_row(name, number, row) for number, row in enumerate(listed, 2)]


def _row(sheet: str, number: int, row: object) -> SheetRow:
    place = Place(sheet=sheet, row=number)
    if not isinstance(row, dict):
        raise refuse("yaml_shape", "Baris bukan pasangan kolom dan isi", "Tulis 'kolom: isi'", place)
    cells: SheetRow = {}
    for column, cell in row.items():
        if not isinstance(column, str) or not isinstance(cell, str):
            raise refuse("yaml_shape", f"Isi kolom {column} bukan teks", "Tulis satu nilai per kolom", place)
        cells[column] = cell if cell.strip() else ""
    return cells
