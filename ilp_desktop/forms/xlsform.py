"""Checks a workbook against the standard, with pyxform, and compiles it to an XForm; says where it is wrong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ilp_desktop.forms.advice import about_type
from ilp_desktop.forms.definition import Alert, Form, Row
from ilp_desktop.forms.dose_meaning import read_dose
from ilp_desktop.forms.logic_problems import logic_problems
from ilp_desktop.forms.placement import placement_problems
from ilp_desktop.forms.prefill import DECLARED_NAMES, DECLARED_WITH_CODE, is_declared
from ilp_desktop.forms.refusal import FormProblem, FormRefused, Place, refuse
from ilp_desktop.forms.silent_notices import silent_notices
from ilp_desktop.forms.standard_errors import StandardError, explained
from ilp_desktop.forms.tables import read_tables
from ilp_desktop.forms.trial import try_out
from ilp_desktop.forms.unsupported import missing_files, unsupported_notices, unsupported_problems
from ilp_desktop.forms.workbook import STRUCTURE, SheetRow, Workbook, written_type
from ilp_desktop.forms.xform import ILP, read_xform

ROOT_NAME = "data"
DEEPEST_GROUP = 20

REFUSED_TYPES = frozenset({"audit", "background-audio", "background-geopoint", "osm", "start-geopoint", "xml-external"})
"""Types of the standard that make no sense on a desktop, or need a newer form of the same thing."""

_MEDIA = re.compile(r"(?:media::)?(image|big-image|audio|video)(?:::.*)?\Z")
_CHOICE_COLUMN = re.compile(r"[^\W\d][\w.-]*(?:$|:| name$)")
"""What may become an element of the choices; Kobo adds columns of its own such as ``$kuid``."""
_COLUMNS = frozenset(
    {
        "type", "name", "label", "hint", "guidance_hint", "default", "choice_filter", "trigger", "parameters", "query",
        "bind", "body", "control", "instance", "media", "required_message", "constraint_message", "disabled",
    }
)  # fmt: skip
"""Columns of the survey sheet beside those that pyxform lists as aliases; a translation or a part follows ``::``."""

_REFUSED_COLUMNS = ("save_to", "body::kb:flash")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A checked form: the XForm text that ODK Collect reads, the tables beside it, and what was left out."""

    xform: str
    form: Form
    notices: tuple[FormProblem, ...]


def compile_workbook(source: Workbook, digest: str) -> Compiled:
    """Checks and compiles; raises ``FormRefused`` with every problem that was found."""
    problems = [
        *_type_problems(source),
        *_structure_problems(source),
        *_column_problems(source),
        *_choice_problems(source),
        *unsupported_problems(source),
        *placement_problems(source.settings),
    ]
    if problems:
        raise FormRefused(problems)
    tables = read_tables(source.files)
    xform = _pyxform(source)
    form = read_xform(xform, digest, tables)
    problems = [*_table_problems(source, tables), *missing_files(source, tables), *logic_problems(source, form)]
    if problems:
        raise FormRefused(problems)
    try_out(form)
    return Compiled(xform=xform, form=form, notices=(*_notices(source), *silent_notices(source, form)))


def _choosing(written: str) -> tuple[str, str]:
    """The alias of a selecting type, and the list or file behind it; nothing for other types."""
    from pyxform.aliases import select

    for alias in sorted(select, key=len, reverse=True):
        if written == alias or written.startswith(f"{alias} "):
            return alias, written[len(alias) :].strip().partition(" ")[0]
    return "", ""


def _is_supported(written: str) -> bool:
    """Does a type become something on a desktop? pyxform's own dictionary says what each type is."""
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    structure = STRUCTURE.match(written)
    if structure is not None:
        return structure[2] != "loop"
    if _choosing(written)[0]:
        return not written.startswith("select_one_external")
    kind = QUESTION_TYPE_DICT.get(written)
    if kind is None or written in REFUSED_TYPES:
        return written == "csv-external"
    control = kind.get("control", {})
    return control.get("tag") != "upload" or not control.get("mediatype", "").startswith(("audio", "video"))


def _type_problems(source: Workbook) -> Iterator[FormProblem]:
    for number, row in enumerate(source.survey, 2):
        written = written_type(row)
        if not written or _is_supported(written):
            continue
        yield FormProblem(
            code="type_unsupported",
            place=Place(sheet="survey", row=number, column="type"),
            sentence=f"Jenis pertanyaan '{written}' tidak didukung",
            remedy=about_type(written),
        )


def _structure_problems(source: Workbook) -> Iterator[FormProblem]:
    depth = 0
    for number, row in enumerate(source.survey, 2):
        match = STRUCTURE.match(written_type(row))
        if match is not None:
            depth += 1 if match[1] == "begin" else -1
        if depth > DEEPEST_GROUP:
            yield FormProblem(
                code="group_too_deep",
                place=Place(sheet="survey", row=number, column="type"),
                sentence=f"Kelompok bersarang lebih dari {DEEPEST_GROUP} tingkat",
                remedy="Sederhanakan susunan kelompok",
            )
            return


def _column_problems(source: Workbook) -> Iterator[FormProblem]:
    for number, row in enumerate(source.survey, 2):
        for column in _REFUSED_COLUMNS:
            if row.get(column):
                yield FormProblem(
                    code="column_unsupported",
                    place=Place(sheet="survey", row=number, column=column),
                    sentence=f"Kolom {column} tidak didukung",
                    remedy="Kosongkan kolom itu",
                )
        alert = row.get("bind::ilp:alert", "").strip()
        if alert and alert not in list(Alert):
            yield FormProblem(
                code="alert_unknown",
                place=Place(sheet="survey", row=number, column="bind::ilp:alert"),
                sentence=f"Tanda '{alert}' tidak dikenal",
                remedy=f"Pakai salah satu: {', '.join(Alert)}",
            )
        dose = row.get("bind::ilp:immunization", "").strip()
        if dose and read_dose(dose) is None:
            yield FormProblem(
                code="immunization_unknown",
                place=Place(sheet="survey", row=number, column="bind::ilp:immunization"),
                sentence=f"Dosis '{dose}' tidak dapat dibaca",
                remedy="Tulis misalnya: HB0; when=now; batch=nomor_batch; day=tanggal_suntik",
            )
        declared = row.get("bind::ilp:prefill", "").strip()
        if declared and not is_declared(declared):
            yield FormProblem(
                code="prefill_unknown",
                place=Place(sheet="survey", row=number, column="bind::ilp:prefill"),
                sentence=f"Isian awal '{declared}' tidak dikenal",
                remedy=f"Pakai {', '.join((*DECLARED_NAMES, *DECLARED_WITH_CODE))}",
            )


def _choice_problems(source: Workbook) -> Iterator[FormProblem]:
    from pyxform.aliases import select

    lists = {(row.get("list_name") or "").strip() for row in source.choices}
    for number, row in enumerate(source.survey, 2):
        kind, name = _choosing(written_type(row))
        if name.startswith("${") and select.get(kind) == select["select_multiple"]:
            yield FormProblem(
                code="choices_unsupported",
                place=Place(sheet="survey", row=number, column="type"),
                sentence="Beberapa jawaban sekaligus tidak dapat dipilih dari bagian berulang",
                remedy=f"Pakai select_one {name}, bila perlu di dalam bagian berulang",
            )
        if not kind or kind.endswith("file") or name in lists or name.startswith("${"):
            continue
        yield FormProblem(
            code="choice_list_missing",
            place=Place(sheet="survey", row=number, column="type"),
            sentence=f"Daftar pilihan '{name}' tidak ada di lembar choices" if name else "Nama daftar pilihan kosong",
            remedy="Tambahkan daftar itu di lembar choices, kolom list_name",
        )


def _stranger_columns(source: Workbook) -> Iterator[FormProblem]:
    """Columns that mean nothing to the standard; in YAML often the rest of a text with an unquoted comma."""
    strangers = {column: ("survey", row) for row, cells in _numbered(source.survey) for column in cells}
    strangers = {column: place for column, place in strangers.items() if not _is_known(column)}
    filled = {column for cells in source.choices for column, cell in cells.items() if cell}
    strangers |= {
        column: ("choices", row)
        for row, cells in _numbered(source.choices)
        for column in cells
        if column not in filled or not _CHOICE_COLUMN.match(column)
    }
    for column, (sheet, row) in strangers.items():
        yield FormProblem(
            code="column_left_out",
            place=Place(sheet=sheet, row=row, column=column),
            sentence=f"Kolom {column} tidak dikenal atau kosong dan tidak dibaca",
            remedy="Bila itu bagian sebuah teks, tulis teksnya di antara tanda kutip",
        )


def _numbered(rows: Sequence[SheetRow]) -> Iterator[tuple[int, SheetRow]]:
    return iter(enumerate(rows, 2))


def _is_known(column: str) -> bool:
    from pyxform.aliases import survey_header

    plain = "_".join(column.casefold().split())
    base = plain.partition("::")[0].partition(":")[0]
    return base in _COLUMNS or plain in survey_header or base in survey_header


def _notices(source: Workbook) -> Iterator[FormProblem]:
    for sheet, rows in (("survey", source.survey), ("choices", source.choices)):
        media = {column for row in rows for column in row if _MEDIA.match(column)}
        for column in sorted(media):
            yield FormProblem(
                code="media_left_out",
                place=Place(sheet=sheet, column=column),
                sentence="Gambar dan suara pada label tidak ditampilkan",
                remedy="Tidak perlu berbuat apa-apa",
            )
    yield from _stranger_columns(source)
    for place in source.unread:
        yield FormProblem(
            code="column_left_out",
            place=place,
            sentence="Ada isian di kolom tanpa judul; tidak dibaca",
            remedy="Bila itu bagian formulir, tulis judul kolomnya di baris 1",
        )
    yield from unsupported_notices(source)
    for name in source.left_out:
        yield FormProblem(
            code="sheet_left_out",
            place=Place(sheet=name),
            sentence=f"Lembar {name} bukan bagian formulir dan tidak dibaca",
            remedy="Tidak perlu berbuat apa-apa",
        )
    if not source.settings.get("version"):
        yield FormProblem(
            code="version_missing",
            place=Place(sheet="settings", column="version"),
            sentence="Formulir tanpa versi",
            remedy="Isi version agar jawaban lama tetap dapat dibaca dengan versinya",
        )


def _pyxform(source: Workbook) -> str:
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    try:
        return str(convert(_sheets(source), validate=False, form_name=ROOT_NAME).xform)
    except PyXFormError as error:
        found = explained(str(error))
        row = found.row or _row_that_says(source, found)
        place = Place(sheet=found.sheet, row=row, column=found.column)
        raise refuse("xlsform_invalid", found.sentence, found.remedy, place) from error
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise refuse(
            "xlsform_invalid", "Susunan formulir tidak terbaca", "Periksa kolom type, name, dan label tiap baris"
        ) from error
    except RecursionError as error:
        raise refuse("group_too_deep", "Formulir bersarang terlalu dalam", "Sederhanakan susunan") from error


def _row_that_says(source: Workbook, error: StandardError) -> int:
    """The row of the question, choice, or parameter that a message names; 0 when it names none."""
    rows = source.choices if error.sheet == "choices" else source.survey
    for number, row in _numbered(rows):
        named = row.get("name", "").strip() == error.name
        if error.name and (f"{error.name}=" in row.get("parameters", "") if error.column == "parameters" else named):
            return number
    return 0


def _sheets(source: Workbook) -> dict[str, object]:
    """What pyxform takes for a workbook: rows and, for each sheet, one row of headings."""
    settings = dict(source.settings)
    namespaces = settings.get("namespaces", "")
    if "ilp=" not in namespaces:
        settings["namespaces"] = f'{namespaces} ilp="{ILP}"'.strip()
    settings.setdefault("form_id", settings.get("form_title") or ROOT_NAME)
    sheets: dict[str, object] = {"sheet_names": ["survey", "choices", "settings"]}
    choices = [{column: cell for column, cell in row.items() if _CHOICE_COLUMN.match(column)} for row in source.choices]
    for name, rows in (("survey", source.survey), ("choices", choices), ("settings", [settings])):
        headings = {column: None for row in rows for column in row}
        sheets[name] = [{column: cell for column, cell in row.items() if cell} for row in rows]
        sheets[f"{name}_header"] = [headings] if headings else []
    return sheets


def _table_problems(source: Workbook, tables: Mapping[str, tuple[Row, ...]]) -> Iterator[FormProblem]:
    for number, row in enumerate(source.survey, 2):
        kind, file = _choosing(written_type(row))
        if not kind.endswith("file"):
            continue
        if not file.endswith(".csv"):
            sentence, remedy = f"Berkas pilihan {file} bukan CSV", "Simpan pilihan sebagai CSV UTF-8"
        elif file.removesuffix(".csv") not in tables:
            sentence, remedy = f"Berkas {file} tidak ikut", "Letakkan berkas CSV di samping formulir"
        else:
            continue
        yield FormProblem(
            code="choice_file_missing",
            place=Place(sheet="survey", row=number, column="type"),
            sentence=sentence,
            remedy=remedy,
        )
