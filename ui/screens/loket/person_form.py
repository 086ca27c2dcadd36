"""A person's page without Qt: kept as text, filled from the NIK or from a family, and what to say where."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.nik import LENGTH, nik_digits, read_nik
from ilp_desktop.domain.patient import AllergyStatus, NikStatus, Relationship, Sex
from ilp_desktop.domain.person_entry import CheckedEntry, PersonEntry
from ilp_desktop.domain.person_name import newborn_name
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.search_hit import SearchMatch
from ilp_desktop.services.people import LookAlike, PersonPage, check_person, look_alikes
from ilp_desktop.services.searching import search_people
from ilp_desktop.services.workplace import Workplace

_DATES = frozenset({"birth_date", "consent_date"})
_MOST_TWINS = 9
_BLANK = PersonEntry(name="")
_OPENED = "opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the program has to say about a page as it stands: problems, warnings, and who may be the same person.

    ``family_head`` is the head of the family that already has this No. KK, empty when none has.
    """

    entry: PersonEntry
    checked: CheckedEntry
    alike: tuple[LookAlike, ...]
    family_head: str = ""


def look_at(workplace: Workplace, entry: PersonEntry, own_id: PatientId | None) -> Looked:
    """Checks a page and searches for look-alikes; runs on the database thread."""
    alike = look_alikes(workplace, entry, own_id) if len(entry.name.strip()) > 1 or entry.nik else ()
    checked = check_person(workplace, entry)
    return Looked(entry=entry, checked=checked, alike=alike, family_head=_family_head(workplace, checked.entry))


def family_note(looked: Looked) -> str:
    """That the person joins a family that is already known."""
    joins = looked.family_head and looked.entry.household_id is None
    return f"Masuk map keluarga {looked.family_head}" if joins else ""


def entry_as_text(entry: PersonEntry, opened: PersonEntry = _BLANK) -> str:
    """The page as JSON, for a draft, with the page as it was opened; only what differs from an empty page."""
    told = {**_told(entry), _OPENED: _told(opened)}
    return json.dumps(told, default=lambda day: day.isoformat(), ensure_ascii=False)


def entry_from_text(text: str) -> PersonEntry:
    """The page that ``entry_as_text`` kept; what a newer or damaged draft says otherwise is left out."""
    return _entry(_loaded(text))


def opened_from_text(text: str) -> PersonEntry:
    """The page as it was opened when ``entry_as_text`` kept it."""
    return _entry(_loaded(text).get(_OPENED))


def _told(entry: PersonEntry) -> dict[str, object]:
    values = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return {name: value for name, value in values.items() if value != getattr(_BLANK, name)}


def _loaded(text: str) -> dict[str, object]:
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _entry(told: object) -> PersonEntry:
    kept = told if isinstance(told, dict) else {}
    values = {field.name: _value(field.name, kept[field.name]) for field in fields(_BLANK) if field.name in kept}
    return replace(_BLANK, **values)


def filled_from_nik(entry: PersonEntry, today: date) -> PersonEntry:
    """Sex and birth date as the NIK says them, where nothing was said yet."""
    facts = read_nik(entry.nik, today=today)
    if isinstance(facts, Problem):
        return entry
    return replace(
        entry,
        sex=facts.sex if entry.sex is Sex.UNKNOWN else entry.sex,
        birth_date=entry.birth_date or facts.birth_date,
    )


def nik_note(entry: PersonEntry, today: date) -> str:
    """What a complete NIK says, or how many digits are still to come; empty without one."""
    digits = nik_digits(entry.nik)
    facts = read_nik(digits, today=today)
    if not isinstance(facts, Problem):
        return f"Menurut NIK: {facts.sex.value}, lahir {short_date(facts.birth_date)}"
    return f"{len(digits)} dari {LENGTH} angka" if digits.isdigit() and len(digits) < LENGTH else ""


def with_family(entry: PersonEntry, member: PersonPage) -> PersonEntry:
    """The page of somebody who belongs to the family of ``member``; what was typed of the address stays."""
    home = member.household
    if home is None:
        return entry
    lives = (
        entry
        if entry.village_code or entry.village_name
        else replace(
            entry,
            address=entry.address or home.address,
            neighbourhood=home.neighbourhood,
            community=home.community,
            hamlet_id=home.hamlet_id,
            hamlet_name=home.hamlet_name,
            village_code=home.village_code,
            village_name=home.village_name,
        )
    )
    return replace(lives, household_id=home.id, family_card_number=home.family_card_number, head_name=home.head_name)


def without_family(entry: PersonEntry) -> PersonEntry:
    """The page with a family folder of its own again."""
    return replace(entry, household_id=None, family_card_number="", head_name="", relationship=Relationship.UNKNOWN)


def with_allergy_typed(entry: PersonEntry) -> PersonEntry:
    """Somebody who names an allergy has one."""
    return replace(entry, allergy_status=AllergyStatus.PRESENT) if entry.allergies.strip() else entry


def with_birth_order(entry: PersonEntry) -> PersonEntry:
    """A newborn that still goes by the mother's name is told from its twin by the order of birth."""
    unnamed = {newborn_name(entry.mother_name, order) for order in (None, *range(2, _MOST_TWINS + 1))}
    if entry.nik_status is not NikStatus.NEWBORN or entry.name not in unnamed:
        return entry
    order = entry.birth_order or 1
    return replace(entry, name=newborn_name(entry.mother_name, order if order > 1 else None))


def sentences(problems: Iterable[Problem]) -> dict[str, str]:
    """What to say below each field."""
    told: dict[str, str] = {}
    for problem in problems:
        told.setdefault(problem.field, problem.sentence)
    return told


def problems_of_filled(looked: Looked) -> tuple[Problem, ...]:
    """The problems of fields in which something stands; an empty field is no mistake while the page is typed."""
    return tuple(
        problem
        for problem in looked.checked.problems
        if getattr(looked.entry, problem.field, "") != getattr(_BLANK, problem.field, None)
    )


def _value(name: str, told: Any) -> Any:
    blank = getattr(_BLANK, name)
    try:
        if name in _DATES:
            return date.fromisoformat(told)
        if isinstance(blank, StrEnum):
            return type(blank)(told)
    except (TypeError, ValueError):
        return blank
    kind = {bool: bool, str: str}.get(type(blank), object)
    return told if isinstance(told, kind) else blank


def _family_head(workplace: Workplace, entry: PersonEntry) -> str:
    card = entry.family_card_number
    if len(card) != LENGTH or not card.isdigit():
        return ""
    hits = search_people(workplace, card, 1)
    return next((hit.head_name or hit.name for hit in hits if hit.matched is SearchMatch.FAMILY_CARD), "")
