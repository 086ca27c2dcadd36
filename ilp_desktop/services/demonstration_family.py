"""One family of the demonstration followed over two years, through the use cases of the rooms, as late entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

import yaml

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import Patient, Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.routing import FirstScreening, Question
from ilp_desktop.domain.visit import Visit, VisitPurpose
from ilp_desktop.resource_files import resource_path
from ilp_desktop.services.demonstration_answers import answer_form
from ilp_desktop.services.demonstration_cases import Story
from ilp_desktop.services.immunisations import DoseCommand, record_immunizations
from ilp_desktop.services.people import newborn_entry, register_person
from ilp_desktop.services.responses import AboutWhom, complete_response, start_response
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace

_DATES = frozenset({"wedding_date", "hpht", "delivered_on"})
"""Answers of the story that count days back from today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Who the story is about."""

    mother: Patient
    father: Patient
    child: Patient


def play_family(desk: Workplace, midwife: Workplace, story: Story, village: Patient) -> Family:
    """Registers the family in the village of somebody who lives there, and plays every contact of its two years."""
    told = yaml.safe_load(resource_path("reference/demonstration_family.yaml").read_text("utf-8"))
    mother = _adult(desk, told["mother"], village)
    father = _adult(desk, told["father"], village)
    entry = newborn_entry(desk, mother.id, Sex(told["child"]["sex"]), _ago(desk, told["child"]["born"]))
    child = register_person(desk, replace(entry, name=told["child"]["name"])).value
    family = Family(mother=mother, father=father, child=child)
    for contact in told["contacts"]:
        _contact(desk, midwife, story, getattr(family, contact["who"]), contact)
    return family


def bring_child(desk: Workplace, family: Family) -> Visit:
    """The child comes this morning, with doses that wait and a weight that did not rise."""
    command = VisitCommand(patient_id=family.child.id, purpose=VisitPurpose.HEALTHY, payer=family.child.payer)
    return register_visit(desk, command).value.visit


def _adult(desk: Workplace, told: Mapping[str, Any], village: Patient) -> Patient:
    entry = PersonEntry(
        name=told["name"],
        sex=Sex(told["sex"]),
        birth_date=_ago(desk, told["born"]),
        payer=Payer.GENERAL,
        village_code=village.village_code,
        village_name=village.village_name,
        hamlet_id=village.hamlet_id,
        hamlet_name=village.hamlet_name,
    )
    return register_person(desk, entry).value


def _contact(desk: Workplace, midwife: Workplace, story: Story, patient: Patient, told: Mapping[str, Any]) -> None:
    day = _ago(desk, told["day"])
    command = VisitCommand(
        patient_id=patient.id,
        purpose=VisitPurpose.HEALTHY,
        payer=patient.payer,
        screening=FirstScreening(yes=frozenset(Question(name) for name in told["screening"])),
        visit_date=day,
    )
    visit = register_visit(desk, command).value.visit
    for form_id, answers in told["forms"].items():
        _fill(midwife, story, visit, form_id, _dated(desk, answers))
    _vaccinate(midwife, patient.id, visit, told.get("doses", ()))


def _fill(midwife: Workplace, story: Story, visit: Visit, form_id: str, answers: Mapping[str, object]) -> None:
    about = AboutWhom(form_id=form_id, patient_id=visit.patient_id, visit_id=visit.id)
    response = start_response(midwife, about)
    known = {**story.answers["common"], **story.answers.get(form_id, {}), **answers}
    answer_form(response, known, visit.visit_date, Random(visit.visit_date.toordinal()))
    complete_response(midwife, response, about)


def _vaccinate(midwife: Workplace, patient_id: PatientId, visit: Visit, slots: Sequence[str]) -> None:
    commands = [
        DoseCommand(patient_id=patient_id, slot=slot, day=visit.visit_date, visit_id=visit.id, batch="CONTOH-1")
        for slot in slots
    ]
    if commands:
        record_immunizations(midwife, commands)


def _dated(desk: Workplace, answers: Mapping[str, object]) -> dict[str, object]:
    return {
        name: _ago(desk, value) if name in _DATES and isinstance(value, int) else value
        for name, value in answers.items()
    }


def _ago(desk: Workplace, days: int) -> date:
    return desk.today - timedelta(days=days)
