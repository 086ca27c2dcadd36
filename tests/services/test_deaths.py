"""A completed form about a death marks the person.

DE1  The child is deceased from the day that the form gives, and found so at the loket.
DE2  A correction moves the day, or takes the death back; a day that the loket gave in the meantime stays.
DE3  A stillbirth leaves its mother alive.
DE4  A visit after the death is refused.
"""

from datetime import date, timedelta

import pytest

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import Patient, PatientStatus, Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.domain.visit import QuestionnaireResponse, Visit, VisitPurpose
from ilp_desktop.services.people import mark_deceased, register_person
from ilp_desktop.services.responses import (
    AboutWhom,
    amend_response,
    complete_response,
    open_response,
    start_response,
)
from ilp_desktop.services.searching import search_people
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.services.conftest import LANTO
from tests.services.test_responses import fill

DEATH = {
    "place": "home",
    "attendant": "none",
    "referred": "tidak",
    "neonatal_cause": "infection",
    "direct_cause": "Sepsis neonatorum",
    "delays": "none",
    "chronology": "Demam sejak kemarin",
    "informant": "Ayah",
    "audit": "planned",
}


def typed(day: date) -> str:
    return day.strftime("%d/%m/%y")


def visit_of(workplace: Workplace, entry: PersonEntry) -> Visit:
    who = register_person(workplace, entry, look_alikes_seen=True).value
    command = VisitCommand(patient_id=who.id, purpose=VisitPurpose.SICK, payer=Payer.GENERAL)
    return register_visit(workplace, command).value.visit


@pytest.fixture
def child(workplace: Workplace) -> Visit:
    born = workplace.today - timedelta(days=10)
    return visit_of(
        workplace,
        PersonEntry(name="By Ny Aminah", sex=Sex.MALE, birth_date=born, village_code=LANTO, mother_name="Aminah"),
    )


def died(workplace: Workplace, of: Visit, day: date) -> QuestionnaireResponse:
    about = AboutWhom(form_id="child_death", patient_id=of.patient_id, visit_id=of.id)
    response = fill(start_response(workplace, about), death_date=typed(day), **DEATH)
    return complete_response(workplace, response, about).value


def state(workplace: Workplace, patient_id: PatientId) -> tuple[PatientStatus, date | None]:
    with workplace.database.read() as connection:
        patient = records.get(connection, Patient, patient_id)
    return patient.status, patient.deceased_date


def test_the_form_marks_the_child(workplace: Workplace, child: Visit) -> None:
    """DE1, DE4"""
    yesterday = workplace.today - timedelta(days=1)
    died(workplace, child, yesterday)
    assert state(workplace, child.patient_id) == (PatientStatus.DECEASED, yesterday)
    (hit,) = search_people(workplace, "Aminah")
    assert hit.is_deceased
    again = VisitCommand(patient_id=child.patient_id, purpose=VisitPurpose.SICK, payer=Payer.GENERAL)
    with pytest.raises(Rejected) as refused:
        register_visit(workplace, again)
    assert "visit.deceased" in {one.code for one in refused.value.problems}


def test_a_correction_moves_the_day(workplace: Workplace, child: Visit) -> None:
    """DE2"""
    record = died(workplace, child, workplace.today)
    earlier = workplace.today - timedelta(days=2)
    response = fill(open_response(workplace, record.id).response, death_date=typed(earlier))
    amend_response(workplace, record.id, response, "salah tanggal")
    assert state(workplace, child.patient_id) == (PatientStatus.DECEASED, earlier)


@pytest.mark.parametrize("loket_days_ago", [None, 3])
def test_a_death_that_was_a_mistake_is_taken_back(
    workplace: Workplace, child: Visit, loket_days_ago: int | None
) -> None:
    """DE2"""
    record = died(workplace, child, workplace.today)
    if loket_days_ago is not None:
        mark_deceased(workplace, child.patient_id, workplace.today - timedelta(days=loket_days_ago))
    response = open_response(workplace, record.id).response
    day = workplace.today
    response = fill(
        response,
        kind="stillbirth",
        stillbirth_date=typed(day),
        stillborn_sex="P",
        stillbirth_weeks="34",
        maceration="fresh",
    )
    amend_response(workplace, record.id, response, "yang meninggal saudaranya")
    after = state(workplace, child.patient_id)
    if loket_days_ago is None:
        assert after == (PatientStatus.ACTIVE, None)
    else:
        assert after == (PatientStatus.DECEASED, day - timedelta(days=loket_days_ago))


def test_a_stillbirth_is_not_the_mothers_death(workplace: Workplace) -> None:
    """DE3"""
    entry = PersonEntry(name="Wa Aminah", sex=Sex.FEMALE, birth_date=date(1996, 5, 1), village_code=LANTO)
    mother = visit_of(workplace, entry)
    about = AboutWhom(form_id="child_death", patient_id=mother.patient_id, visit_id=mother.id)
    response = fill(
        start_response(workplace, about),
        stillbirth_date=typed(workplace.today),
        stillborn_sex="P",
        stillbirth_weeks="34",
        maceration="fresh",
        **DEATH,
    )
    complete_response(workplace, response, about)
    assert state(workplace, mother.patient_id) == (PatientStatus.ACTIVE, None)


def test_the_death_of_a_mother_marks_her(workplace: Workplace) -> None:
    """DE1"""
    entry = PersonEntry(name="Wa Aminah", sex=Sex.FEMALE, birth_date=date(1996, 5, 1), village_code=LANTO)
    mother = visit_of(workplace, entry)
    about = AboutWhom(form_id="maternal_death", patient_id=mother.patient_id, visit_id=mother.id)
    response = fill(
        start_response(workplace, about),
        died_on=typed(workplace.today),
        death_place="home",
        phase="after",
        ended_on=typed(workplace.today - timedelta(days=2)),
        incidental="tidak",
        cause_group="bleeding",
        direct_cause="Perdarahan",
        delays="none",
        chronology="Perdarahan sesudah bersalin di rumah",
    )
    complete_response(workplace, response, about)
    assert state(workplace, mother.patient_id) == (PatientStatus.DECEASED, workplace.today)
