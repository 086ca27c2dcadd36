"""Loads forms: compiles what is new, keeps what was compiled under the digest of its content."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ilp_desktop.forms.definition import Form, FormSettings
from ilp_desktop.forms.placement import SETTING, read_placement
from ilp_desktop.forms.refusal import FormProblem, FormRefused, refuse
from ilp_desktop.forms.workbook import SheetRow, Workbook, read_settings_row, read_yaml
from ilp_desktop.forms.xform import read_xform

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
COMPILER_VERSION = "1"
"""Goes into the digest: a program that compiles differently does not read what an older one kept."""


def content_digest(content: bytes, files: Mapping[str, bytes]) -> str:
    """SHA-256 over the form, the tables beside it, and the version of the compiler."""
    digest = hashlib.sha256(f"{COMPILER_VERSION}\n".encode() + content)
    for name in sorted(files):
        digest.update(f"\n{name}\n".encode() + hashlib.sha256(files[name]).digest())
    return digest.hexdigest()


def load_form(
    source: bytes | Path,
    files: Mapping[str, bytes] | None = None,
    cache: Path | None = None,
    shipped: Path | None = None,
) -> Form:
    """The form behind a YAML or Excel file, or its bytes; raises ``FormRefused``.

    ``files`` are the CSV tables beside it; for a path they are looked for in a folder of the same name. With ``cache``,
    a folder, what was compiled once is only read; so is what lies compiled in the folder ``shipped``.
    """
    content = _content(source) if isinstance(source, Path) else source
    beside = dict(files or {})
    if isinstance(source, Path) and files is None:
        beside = {found.name: found.read_bytes() for found in sorted(source.with_suffix("").glob("*.csv"))}
    digest = content_digest(content, beside)
    kept = None if cache is None else cache / f"{digest}.xml"
    for folder in (shipped, cache):
        found = None if folder is None else _kept(folder / f"{digest}.xml", digest, beside)
        if found is not None:
            return found
    from ilp_desktop.forms.xlsform import compile_workbook

    compiled = compile_workbook(read_form(content, beside), digest)
    if kept is not None:
        _keep(kept, compiled.xform)
    return compiled.form


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What is to be said of a form before it is taken in: the form, or why it is refused, and what is left out."""

    form: Form | None
    problems: tuple[FormProblem, ...]
    notices: tuple[FormProblem, ...]


def examine_form(content: bytes, files: Mapping[str, bytes] | None = None) -> Examination:
    """Checks a form from outside, YAML or Excel, without taking it in."""
    from ilp_desktop.forms.xlsform import compile_workbook

    beside = dict(files or {})
    try:
        compiled = compile_workbook(read_form(content, beside), content_digest(content, beside))
    except FormRefused as refusal:
        return Examination(form=None, problems=refusal.problems, notices=())
    return Examination(form=compiled.form, problems=(), notices=compiled.notices)


def read_settings(content: bytes) -> FormSettings:
    """What a form in YAML says of itself, without compiling it; raises ``FormRefused``."""
    row = read_settings_row(content)
    place = read_placement({name.removeprefix(SETTING): cell for name, cell in row.items() if name.startswith(SETTING)})
    title, form_id = row.get("form_title", ""), row.get("form_id", "")
    return FormSettings(
        id=form_id or title,
        version=row.get("version", ""),
        title=title or form_id,
        source=place.source,
        effective_from=place.effective_from,
        cluster=place.cluster,
        subject=place.subject,
        due=place.due,
        episode=place.episode,
    )


def export_xlsx(content: bytes) -> bytes:
    """The form as an Excel file for ODK, Kobo and people; raises ``FormRefused``."""
    from ilp_desktop.forms.excel import write_xlsx

    return write_xlsx(read_form(content))


def export_xform(content: bytes, files: Mapping[str, bytes] | None = None) -> str:
    """The form as the XForm that ODK Collect reads; raises ``FormRefused``."""
    from ilp_desktop.forms.xlsform import compile_workbook

    beside = dict(files or {})
    return compile_workbook(read_form(content, beside), content_digest(content, beside)).xform


def read_form(content: bytes, files: Mapping[str, bytes] | None = None) -> Workbook:
    """The sheets behind a YAML or Excel file; raises ``FormRefused``. What is neither is refused too."""
    if content[:2] == b"PK" or content[:4] == _OLD_EXCEL:
        from ilp_desktop.forms.excel import read_xlsx

        return read_xlsx(content, files)
    _check_is_text(content)
    return read_yaml(content, files)


def _check_is_text(content: bytes) -> None:
    """Says what to do with files that are no workbook, before YAML says something of its own about them."""
    beginning = content[:2_000].lstrip(b"\xef\xbb\xbf \r\n\t")
    if beginning.startswith(b"<"):
        raise refuse(
            "xform_instead",
            "Berkas ini XForm (.xml), bukan XLSForm",
            "Minta berkas Excel (.xlsx) asalnya kepada pembuat formulir",
        )
    if beginning.startswith(b"%PDF") or (b"\0" in beginning and not content.startswith(_UTF_16)):
        raise refuse("file_kind", "Berkas ini bukan formulir", "Pilih berkas Excel (.xlsx)")
    if b"type,name" in beginning or b"type;name" in beginning:
        raise refuse("file_kind", "Berkas ini CSV", "Buka di Excel lalu simpan sebagai .xlsx dengan lembar survey")


def form_text(content: bytes, files: Mapping[str, bytes] | None = None) -> str:
    """The sheets of a form as text that ``load_form`` reads again, row for row; raises ``FormRefused``."""
    book = read_form(content, files)
    sheets = {"settings": _filled(book.settings), "survey": _rows(book.survey), "choices": _rows(book.choices)}
    return json.dumps(sheets, ensure_ascii=False, separators=(", ", ": "))


def same_text(one: str, other: str) -> bool:
    """Whether two texts of ``form_text`` say the same, whatever the order of their columns."""
    return bool(json.loads(one) == json.loads(other))


def _rows(rows: Sequence[SheetRow]) -> list[SheetRow]:
    filled = [_filled(row) for row in rows]
    while filled and not filled[-1]:
        filled.pop()
    return filled


def _filled(row: SheetRow) -> SheetRow:
    return {heading: cell for heading, cell in row.items() if cell}


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise refuse("form_unreadable", "Berkas formulir tidak terbaca", "Pasang ulang program") from error


def _kept(path: Path, digest: str, beside: Mapping[str, bytes]) -> Form | None:
    """What was compiled before; none when it is not there, or a power cut has damaged it."""
    from ilp_desktop.forms.tables import read_tables

    try:
        return read_xform(path.read_text("utf-8"), digest, read_tables(beside))
    except (OSError, UnicodeDecodeError, FormRefused):
        return None


def _keep(path: Path, xform: str) -> None:
    """A full or read-only disk costs time at the next opening, nothing else."""
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(xform, "utf-8")
        unfinished.replace(path)
