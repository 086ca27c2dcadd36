"""A form as ODK Collect takes it to the field: who it is about is chosen from a list, our functions are left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ilp_desktop.forms.library import content_digest, read_form
from ilp_desktop.forms.workbook import SheetRow, Workbook

PERSON = "ilp_person"
"""The question that names the person; its answer is the id of a row of ``people.csv``."""
PERSON_LABEL = "ilp_person_label"
"""How the list on the phone called that person, for whoever must find them when the id is not known here."""
PERSON_NAME, PERSON_SEX = "ilp_person_name", "ilp_person_sex"
PERSON_BIRTH, PERSON_PLACE = "ilp_person_birth", "ilp_person_place"
"""Asked about somebody who is not in the list."""
FIELD_DAY, FIELD_WORKER = "ilp_day", "ilp_username"
"""The day on which the form was opened on the phone, and who had the phone, as its settings say."""
PHONE_FIELDS = frozenset(
    {PERSON, PERSON_LABEL, PERSON_NAME, PERSON_SEX, PERSON_BIRTH, PERSON_PLACE, FIELD_DAY, FIELD_WORKER}
)
"""What only the edition for phones has."""
PEOPLE_TABLE = "people.csv"
PEOPLE_COLUMNS = ("name", "label", "sex", "birth_date", "village")

_OURS = "ilp:"
_CONDITIONS = frozenset(
    {
        "relevant", "relevance", "constraint", "required", "default", "choice_filter", "read_only", "readonly",
        "repeat_count",
    }
)  # fmt: skip
_ROW = f"instance('people')/root/item[name = ${{{PERSON}}}]"
_LISTED, _STRANGER = f"${{{PERSON}}} != ''", f"${{{PERSON}}} = ''"
_SEXES = "ilp_sexes"
_SMALL_PICTURE = "max-pixels=1600"
_BIRTH = f"if({_LISTED}, {_ROW}/birth_date, ${{{PERSON_BIRTH}}})"
_DAYS = f"(decimal-date-time(today()) - decimal-date-time(date({_BIRTH})))"
_PREFILLS = {
    "visit.date": "today()",
    "patient.sex": f"if({_LISTED}, {_ROW}/sex, ${{{PERSON_SEX}}})",
    "patient.birth_date": _BIRTH,
    "patient.age_days": f"int{_DAYS}",
    "patient.age_months": f"int({_DAYS} div 30.4375)",
    "patient.age_years": f"int({_DAYS} div 365.25)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEdition:
    """The XForm for the phone, and the names of the questions that lost a rule there; the desktop applies it again."""

    xform: str
    without_rules: tuple[str, ...]


def field_edition(content: bytes, tables: Mapping[str, bytes], people: bytes, *, about_person: bool) -> FieldEdition:
    """The form for ODK Collect with ``people``, the CSV of ``PEOPLE_COLUMNS``; raises ``FormRefused``."""
    from ilp_desktop.forms.xlsform import compile_workbook

    book = read_form(content, {**tables, PEOPLE_TABLE: people} if about_person else tables)
    lost: list[str] = []
    rows: list[SheetRow] = [{"type": "today", "name": FIELD_DAY}, {"type": "username", "name": FIELD_WORKER}]
    rows += _person_rows(book.survey) if about_person else ()
    rows += [kept for row in book.survey if (kept := _for_phone(row, lost, about_person=about_person)) is not None]
    choices = [*book.choices, *_sex_rows(book)] if about_person else book.choices
    edition = replace(book, survey=rows, choices=choices)
    compiled = compile_workbook(edition, content_digest(content, dict(edition.files)))
    return FieldEdition(xform=compiled.xform, without_rules=tuple(dict.fromkeys(lost)))


def _person_rows(survey: Sequence[SheetRow]) -> Iterator[SheetRow]:
    """Who it is: somebody of the list, or in words somebody who is not in it."""
    stranger = {"relevant": _STRANGER, "required": "yes"}
    yield {
        "type": f"select_one_from_file {PEOPLE_TABLE}",
        "name": PERSON,
        "appearance": "minimal autocomplete",
        **_worded(survey, "Orang", "Lewati bila orangnya tidak ada di daftar"),
    }
    yield {"type": "calculate", "name": PERSON_LABEL, "calculation": f"if({_LISTED}, {_ROW}/label, '')"}
    yield {"type": "text", "name": PERSON_NAME, **stranger, **_worded(survey, "Nama orang yang tidak ada di daftar")}
    yield {"type": f"select_one {_SEXES}", "name": PERSON_SEX, **stranger, **_worded(survey, "Jenis kelamin")}
    yield {
        "type": "date",
        "name": PERSON_BIRTH,
        **stranger,
        **_worded(survey, "Tanggal lahir", "Bila tidak tahu: 1 Juli tahun perkiraan"),
    }
    yield {
        "type": "text",
        "name": PERSON_PLACE,
        "relevant": _STRANGER,
        **_worded(survey, "Desa, dusun, dan nama kepala keluarga"),
    }


def _sex_rows(book: Workbook) -> Iterator[SheetRow]:
    headings = dict.fromkeys(name for row in book.choices for name in row if name.partition("::")[0] == "label")
    for name, label in (("L", "Laki-laki"), ("P", "Perempuan")):
        yield {"list_name": _SEXES, "name": name, **(dict.fromkeys(headings, label) or {"label": label})}


def _worded(survey: Sequence[SheetRow], label: str, hint: str = "") -> SheetRow:
    """The label in each language of the form."""
    headings = dict.fromkeys(name for row in survey for name in row if name.partition("::")[0] == "label") or ("label",)
    words = dict.fromkeys(headings, label)
    hints = {f"hint{name.removeprefix('label')}": hint for name in headings}
    return {**words, **hints} if hint else words


def _for_phone(row: SheetRow, lost: list[str], *, about_person: bool) -> SheetRow | None:
    """The row without what only this program computes; none for a note that would say nothing true."""
    kind = " ".join(row.get("type", "").split())
    prefill = row.get("bind::ilp:prefill", "")
    if kind == "hidden" and about_person and prefill in _PREFILLS:
        return {**row, "type": "calculate", "calculation": _PREFILLS[prefill]}
    if kind in ("image", "photo") and not row.get("parameters"):
        row = {**row, "parameters": _SMALL_PICTURE}
    ours = [column for column, cell in row.items() if _OURS in cell and not column.startswith("bind::ilp")]
    if not ours:
        return row
    lost.append(row.get("name", ""))
    if kind == "note":
        return None
    kept = {column: cell for column, cell in row.items() if column not in ours or column not in _CONDITIONS}
    if "calculation" in ours:
        del kept["calculation"]
    if kind == "calculate" and "calculation" in ours:
        kept["type"] = "hidden"
    return kept
