"""The tables that ODK Central exports: a row for each submission, and a table for each repeat, read into documents."""

import codecs
import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ilp_desktop.forms.definition import Form, Group, Kind, Question, Repeat
from ilp_desktop.forms.document import MOST_INSTANCES, Json
from ilp_desktop.forms.refusal import refuse
from ilp_desktop.forms.submission import Submission, SubmissionName

LARGEST_TABLE = 50_000_000
"""Bytes."""
_EDITION = "meta-instanceID"
"""Central corrects a submission under its old key; this then differs from it."""
_PARENT, _KEY, _VERSION, _STATUS = "PARENT_KEY", "KEY", "FormVersion", "Status"
_POINT = ("Latitude", "Longitude", "Altitude", "Accuracy")
_OF_CENTRAL = frozenset(
    {
        "SubmissionDate", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "ReviewState",
        "DeviceID", "Edits", _KEY, _VERSION, _STATUS,
    }
)  # fmt: skip
_NUMBER = re.compile(r"\[\d+\]")

_SEPARATORS = re.compile(r"[,;\t]")
_SEPARATOR_LINE = "sep="
_OF_EXCEL = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LONGEST_HEADINGS = 100_000
_LONGEST_CELL = 1_000_000
"""Letters; the trace of a long walk."""

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Child:
    """A row of a repeat: its path below its parent, its own key, and its cells."""

    path: str
    key: str
    cells: Cells


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedRow:
    """One submission of an export; ``number`` is its line in the table, as Excel counts."""

    number: int
    name: SubmissionName
    cells: Cells = field(repr=False)
    children: Mapping[str, Sequence[_Child]] = field(repr=False)


def is_export(content: bytes) -> bool:
    """Whether a CSV is the main table of an export: its rows have keys, and no parents."""
    headings = _headings_of(content)
    return _KEY in headings and _PARENT not in headings


def _headings_of(content: bytes) -> list[str]:
    """Also of a table that a spreadsheet has saved again in another way."""
    beginning = content[:_LONGEST_HEADINGS]
    text = beginning.decode("utf-16" if beginning.startswith(_OF_EXCEL) else "utf-8-sig", "replace")
    lines = text.splitlines() or [""]
    line = lines[1] if lines[0].startswith(_SEPARATOR_LINE) and len(lines) > 1 else lines[0]
    return [heading.strip().strip('"') for heading in _SEPARATORS.split(line)]


def _is_as_exported(content: bytes) -> bool:
    first = content.removeprefix(codecs.BOM_UTF8).partition(b"\n")[0].decode("utf-8", "replace")
    return _KEY in [heading.strip().strip('"') for heading in first.split(",")]


def read_export(form_id: str, main: bytes, repeats: Sequence[bytes]) -> tuple[ExportedRow, ...]:
    """The submissions of one form; raises ``FormRefused`` for what is no table."""
    children: dict[str, list[_Child]] = {}
    for content in repeats:
        for cells in _rows(content) if _PARENT in _headings_of(content) else ():
            parent, key = cells.get(_PARENT, ""), cells.get(_KEY, "")
            path = _NUMBER.sub("", key.removeprefix(f"{parent}/"))
            children.setdefault(parent, []).append(_Child(path, key, cells))
    return tuple(
        ExportedRow(number=number, name=_name(form_id, cells), cells=cells, children=children)
        for number, cells in enumerate(_rows(main), 2)
    )


def exported_submission(row: ExportedRow, form: Form) -> Submission:
    """The answers of one row to this form; raises ``FormRefused`` for a row that was never decrypted."""
    if row.cells.get(_STATUS):
        raise refuse(
            "submission_encrypted",
            "Isian ini masih disandikan oleh ODK",
            "Ekspor lagi dari Central dengan kata sandinya",
        )
    document: dict[str, Json] = {
        "form": form.id,
        "version": form.version,
        "answers": _group(row, row.cells.get(_KEY, ""), row.cells, form.root, ()),
    }
    return Submission(
        name=row.name,
        document=document,
        beside=_beside(row.cells, form),
        sent=row.cells.get("SubmissionDate", ""),
        sender=row.cells.get("SubmitterName", ""),
    )


def _name(form_id: str, cells: Cells) -> SubmissionName:
    key, edition = cells.get(_KEY, ""), cells.get(_EDITION, "")
    headings = (heading.rpartition("-")[0] if heading.endswith(_POINT) else heading for heading in _answered(cells))
    return SubmissionName(
        form_id=form_id,
        form_version=cells.get(_VERSION, ""),
        instance_id=edition or key,
        replaces=key if edition and edition != key else "",
        person=cells.get("ilp_person", ""),
        names=frozenset(heading.replace("-", "/") for heading in headings),
    )


def _answered(cells: Cells) -> list[str]:
    """The headings with an answer; Central may give each choice of a question a column beside it (``m/ya``)."""
    filled = (name for name, cell in cells.items() if cell and name not in _OF_CENTRAL and not name.startswith("meta-"))
    return [name for name in filled if "/" not in name or name.partition("/")[0] not in cells]


def _group(row: ExportedRow, key: str, cells: Cells, item: Group | Repeat, line: tuple[str, ...]) -> dict[str, Json]:
    """``key`` is the row that ``cells`` are from, ``line`` the groups between that row and the item."""
    found: dict[str, Json] = {}
    for child in item.items:
        path = (*line, child.name)
        if isinstance(child, Question):
            text = _answer(cells, child, path)
            if text:
                found[child.name] = text
        elif isinstance(child, Group):
            inside = _group(row, key, cells, child, path)
            if inside:
                found[child.name] = inside
        else:
            below = [one for one in row.children.get(key, ()) if one.path == "/".join(path)]
            if len(below) > MOST_INSTANCES:
                raise refuse(
                    "submission_too_large",
                    f"Bagian {child.name} diulang lebih dari {MOST_INSTANCES} kali",
                    "Bagi isiannya",
                )
            if below:
                found[child.name] = [_group(row, one.key, one.cells, child, ()) for one in below]
    return found


def _answer(cells: Cells, question: Question, path: Sequence[str]) -> str:
    """The cell under the whole path, or, when the export left groups out of the headings, under the name alone."""
    for heading in ("-".join(path), path[-1]):
        if question.kind is Kind.GEOPOINT and cells.get(f"{heading}-Latitude"):
            return " ".join(cells.get(f"{heading}-{part}") or "0" for part in _POINT)
        if cells.get(heading):
            return cells[heading].strip()
    return ""


def _beside(cells: Cells, form: Form) -> dict[str, str]:
    known = {name for question in form.questions() for name in _headings(question)}
    return {heading: cells[heading].strip() for heading in _answered(cells) if heading not in known}


def _headings(question: Question) -> list[str]:
    parts = question.path.split("/")[2:]
    plain = ["-".join(parts), parts[-1]]
    return [*plain, *(f"{name}-{part}" for name in plain for part in _POINT)]


def _rows(content: bytes) -> list[Cells]:
    csv.field_size_limit(_LONGEST_CELL)
    if not _is_as_exported(content):
        raise refuse(
            "csv_saved_again",
            "Tabel isian ini sudah disimpan ulang, sehingga angka dan tanggalnya mungkin berubah",
            "Ekspor lagi dari Central, dan jangan simpan dengan Excel sebelum dimasukkan",
        )
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        rows = [{name: cell or "" for name, cell in line.items() if name} for line in reader]
        return [row for row in rows if any(row.values())]
    except (UnicodeDecodeError, csv.Error) as error:
        raise refuse("csv_damaged", "Tabel isian ini rusak atau bukan UTF-8", "Ekspor lagi dari Central") from error
