"""A child's growth from the records.

SG1  Consultations and forms alike give the points; scores and KMS letters follow.
SG2  The chart is printed with the child's own points and remembered.
SG3  Without birth date or sex there is no chart.
"""

from datetime import date

import pytest

from ilp_desktop.domain.bookkeeping import PrintRecord
from ilp_desktop.domain.clinical.growth_chart import CHARTS
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import Patient, Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.domain.visit import Cluster, VisitPurpose
from ilp_desktop.domain.vital_signs import VitalSignsTyped
from ilp_desktop.services.growth_papers import child_charts, growth_chart_pdf
from ilp_desktop.services.people import register_person
from ilp_desktop.services.responses import AboutWhom, complete_response, start_response
from ilp_desktop.services.rooms import ConsultationCommand, save_consultation
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.services.conftest import LANTO
from tests.services.test_letters import text_of
from tests.services.test_responses import fill


def child(workplace: Workplace) -> PatientId:
    entry = PersonEntry(
        name="La Kecil", sex=Sex.MALE, birth_date=date(2025, 11, 22), village_code=LANTO, mother_name="Wa Ibu"
    )
    return register_person(workplace, entry).value.id


def weighed(workplace: Workplace, patient_id: PatientId) -> None:
    command = VisitCommand(patient_id=patient_id, purpose=VisitPurpose.SICK, payer=Payer.GENERAL)
    visit = register_visit(workplace, command).value
    assert visit.entry is not None
    save_consultation(
        workplace,
        ConsultationCommand(
            visit_id=visit.visit.id,
            queue_entry_id=visit.entry.id,
            cluster=Cluster.MOTHER_AND_CHILD,
            vital_signs=VitalSignsTyped(weight=9.6, height=75.7),
            anamnesis="Batuk",
        ),
    )


def test_a_consultation_gives_a_point(workplace: Workplace) -> None:
    """SG1"""
    patient_id = child(workplace)
    assert child_charts(workplace, patient_id).course.entries == ()
    weighed(workplace, patient_id)
    course = child_charts(workplace, patient_id).course
    (entry,) = course.entries
    assert entry.assessment.categories.height_for_age == "Normal"
    assert entry.assessment.flags == ()
    assert [gain.status for gain in course.gains] == ["B"]


def test_oedema_of_a_form_makes_the_weight_tell_nothing(workplace: Workplace) -> None:
    """SG1"""
    patient_id = child(workplace)
    command = VisitCommand(patient_id=patient_id, purpose=VisitPurpose.SICK, payer=Payer.GENERAL)
    visit = register_visit(workplace, command).value.visit
    about = AboutWhom(form_id="under_five_visit", patient_id=patient_id, visit_id=visit.id)
    given = {"weight": "9,6", "height": "75,7", "position": "telentang", "oedema": "ya"}
    complete_response(workplace, fill(start_response(workplace, about), **given), about)
    (entry,) = child_charts(workplace, patient_id).course.entries
    assert entry.measured.oedema
    assert entry.assessment.scores.weight_for_age is None
    assert entry.assessment.scores.height_for_age is not None
    assert entry.assessment.categories.weight_for_height == "Gizi buruk"


def test_the_chart_is_printed_and_remembered(workplace: Workplace) -> None:
    """SG2"""
    patient_id = child(workplace)
    weighed(workplace, patient_id)
    for chart in CHARTS:
        paper = text_of(growth_chart_pdf(workplace, patient_id, chart))
        assert "La Kecil" in paper
        assert chart.foot.value in paper
        assert "9,6" in paper
    with workplace.database.read() as connection:
        assert records.count(connection, PrintRecord, paper="growth_chart", subject_id=patient_id) == len(CHARTS)


def test_without_a_birth_date_there_is_no_chart(workplace: Workplace) -> None:
    """SG3: as records from elsewhere may come."""
    patient_id = child(workplace)
    with workplace.change("correct_person") as transaction:
        transaction.change(records.get(transaction.connection, Patient, patient_id), birth_date=None)
    with pytest.raises(Rejected, match=r"growth\.who_is_it"):
        child_charts(workplace, patient_id)
