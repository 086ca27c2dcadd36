"""Reads what a nurse would type into each form, and about whom: ``answers/<form_id>.yaml``.

A file holds ``person`` (``sex: P``, ``age: 25 y`` or ``9 m 12 d``; ``screening`` signs of the counter; ``mother``, a
person of the same kind; ``earlier``, forms that were filled before: ``form``, ``days_ago``, ``answers``) and
``answers``: what is typed, by the name of the question. A choice is given by its name, several by a list; a repeat by a
list of rows; ``""`` leaves a question empty. Every part may be missing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import yaml

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.routing import FirstScreening, Question
from ilp_desktop.domain.visit import VisitPurpose
from ilp_desktop.services.people import register_person
from ilp_desktop.services.responses import AboutWhom, complete_response, start_response
from ilp_desktop.services.visits import RegisteredVisit, VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import LANTO
from tests.services.test_responses import fill

FOLDER = Path(__file__).parent / "answers"
Typed = str | list[str] | list["Rows"]
Rows = Mapping[str, Typed]

_AGE = re.compile(r"(\d+)\s*([ymd])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A form that was filled some days before."""

    form: str
    days_ago: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """A person that fits a form."""

    sex: Sex = Sex.FEMALE
    age: str = "25 y"
    screening: frozenset[Question] = frozenset()
    mother: "Invented | None" = None
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFile:
    """Whom a form is about and what is typed."""

    person: Invented
    answers: Rows


def answer_file(form_id: str) -> AnswerFile:
    """What is typed into a form; a form without a file is about a woman of 25, and typed by its kinds of questions."""
    path = FOLDER / f"{form_id}.yaml"
    found = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    assert set(found) <= {"person", "answers"}, f"{path.name} has parts that nobody reads"
    return AnswerFile(person=_invented(found.get("person", {})), answers=_rows(found.get("answers", {})))


def _invented(found: Mapping[str, object]) -> Invented:
    assert set(found) <= {"sex", "age", "screening", "mother", "earlier"}, f"unknown in person: {sorted(found)}"
    mother, earlier, screening = found.get("mother"), found.get("earlier", ()), found.get("screening", ())
    assert isinstance(earlier, (list, tuple))
    assert isinstance(screening, (list, tuple))
    return Invented(
        sex=Sex(str(found.get("sex", "P"))),
        age=str(found.get("age", "25 y")),
        screening=frozenset(Question(sign) for sign in screening),
        mother=_invented(mother) if isinstance(mother, Mapping) else None,
        earlier=tuple(Earlier(**one) for one in earlier),
    )


def _rows(found: Mapping[str, object]) -> Rows:
    return {name: _typed(value) for name, value in found.items()}


def _typed(value: object) -> Typed:
    if isinstance(value, list):
        return [_rows(one) if isinstance(one, Mapping) else str(one) for one in value]  # type: ignore[return-value]
    assert isinstance(value, (str, int)), f"write {value!r} between quotation marks, as it is typed"
    assert not isinstance(value, bool), f"write {value!r} between quotation marks, as it is typed"
    return str(value)


def born(age: str, today: date) -> date:
    """The birthday of somebody who is so old today."""
    parts = {unit: int(number) for number, unit in _AGE.findall(age)}
    assert parts, f"an age is written '25 y' or '9 m 12 d', not {age!r}"
    months = today.year * 12 + today.month - 1 - 12 * parts.get("y", 0) - parts.get("m", 0)
    return date(months // 12, months % 12 + 1, min(today.day, 28)) - timedelta(days=parts.get("d", 0))


def registered(workplace: Workplace, person: Invented) -> RegisteredVisit:
    """The person at the counter today, with everything that was before."""
    patient_id = _known(workplace, person, "Wa Ode Contoh")
    command = VisitCommand(
        patient_id=patient_id,
        purpose=VisitPurpose.HEALTHY,
        payer=Payer.GENERAL,
        screening=FirstScreening(yes=person.screening),
    )
    return register_visit(workplace, command).value


def _known(workplace: Workplace, person: Invented, name: str) -> PatientId:
    mother_id = None if person.mother is None else _known(workplace, person.mother, "Wa Ode Ibu")
    entry = PersonEntry(
        name=name,
        sex=person.sex,
        birth_date=born(person.age, workplace.today),
        village_code=LANTO,
        mother_name="" if mother_id is None else "Wa Ode Ibu",
        mother_id=mother_id,
    )
    patient = register_person(workplace, entry, look_alikes_seen=True).value
    for earlier in person.earlier:
        command = VisitCommand(
            patient_id=patient.id,
            purpose=VisitPurpose.HEALTHY,
            payer=Payer.GENERAL,
            visit_date=workplace.today - timedelta(days=earlier.days_ago),
        )
        visit = register_visit(workplace, command).value.visit
        about = AboutWhom(form_id=earlier.form, patient_id=patient.id, visit_id=visit.id)
        complete_response(workplace, fill(start_response(workplace, about), **earlier.answers), about)
    return patient.id
