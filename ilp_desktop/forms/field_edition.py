"""A form as ODK Collect takes it to the field: who it is about is chosen from a list, our functions are left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ilp_desktop.forms.library import content_digest, read_form
from ilp_desktop.forms.workbook import SheetRow

PERSON = "ilp_person"
"""The question that names the person; its answer is the id of a row of ``people.csv``."""
PEOPLE_TABLE = "people.csv"
PEOPLE_COLUMNS = ("name", "label", "sex", "birth_date", "village")

_OURS = "ilp:"
_CONDITIONS = ("relevant", "relevance", "constraint", "required", "default", "choice_filter", "read_only", "readonly")
_BIRTH = f"instance('people')/root/item[name = ${{{PERSON}}}]/birth_date"
_DAYS = f"(decimal-date-time(today()) - decimal-date-time(date({_BIRTH})))"
_PREFILLS = {
    "visit.date": "today()",
    "patient.sex": f"instance('people')/root/item[name = ${{{PERSON}}}]/sex",
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
    rows = [_person_row(book.survey)] if about_person else []
    rows += [kept for row in book.survey if (kept := _for_phone(row, lost, about_person=about_person)) is not None]
    edition = replace(book, survey=rows)
    compiled = compile_workbook(edition, content_digest(content, dict(edition.files)))
    return FieldEdition(xform=compiled.xform, without_rules=tuple(dict.fromkeys(lost)))


def _person_row(survey: Sequence[SheetRow]) -> SheetRow:
    labels = dict.fromkeys(heading for row in survey for heading in row if heading.partition("::")[0] == "label")
    row = {
        "type": f"select_one_from_file {PEOPLE_TABLE}",
        "name": PERSON,
        "required": "yes",
        "appearance": "minimal autocomplete",
    }
    return {**row, **(dict.fromkeys(labels, "Orang") or {"label": "Orang"})}


def _for_phone(row: SheetRow, lost: list[str], *, about_person: bool) -> SheetRow | None:
    """The row without what only this program computes; none for a note that would say nothing true."""
    kind = " ".join(row.get("type", "").split())
    prefill = row.get("bind::ilp:prefill", "")
    if kind == "hidden" and about_person and prefill in _PREFILLS:
        return {**row, "type": "calculate", "calculation": _PREFILLS[prefill]}
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
