"""A visit from the counter through the klaster to the pharmacy."""

from datetime import date, time, timedelta

import pytest

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.domain.routing import FirstScreening, Question
from ilp_desktop.domain.visit import (
    CaseKind,
    Cluster,
    NextStep,
    QueueStatus,
    Residence,
    ServiceKind,
    VisitKind,
    VisitPurpose,
)
from ilp_desktop.domain.vital_signs import VitalSignsTyped
from ilp_desktop.services import queues
from ilp_desktop.services.people import register_person
from ilp_desktop.services.rooms import (
    ConsultationCommand,
    DiagnosisChoice,
    consultation_of,
    person_summary,
    save_consultation,
)
from ilp_desktop.services.visits import VisitCommand, last_time, register_visit, take_back_visit
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import LANTO, TurnedClock


@pytest.fixture
def adult(workplace: Workplace) -> PatientId:
    entry = PersonEntry(
        name="La Sardin", sex=Sex.MALE, birth_date=date(1980, 3, 9), village_code=LANTO, village_name="Lanto"
    )
    return register_person(workplace, entry).value.id


@pytest.fixture
def pregnant(workplace: Workplace) -> PatientId:
    entry = PersonEntry(name="Wa Nur", sex=Sex.FEMALE, birth_date=date(2010, 1, 9), village_code=LANTO)
    return register_person(workplace, entry).value.id


def visit_of(patient: PatientId, *yes: Question, purpose: VisitPurpose = VisitPurpose.SICK) -> VisitCommand:
    return VisitCommand(
        patient_id=patient,
        purpose=purpose,
        payer=Payer.JKN_PBI_STATE,
        screening=FirstScreening(yes=frozenset(yes)),
    )


def test_an_adult_goes_to_klaster_3_with_a_ticket(workplace: Workplace, adult: PatientId) -> None:
    registered = register_visit(workplace, visit_of(adult)).value
    assert registered.visit.cluster is Cluster.ADULT_AND_ELDERLY
    assert registered.visit.kind is VisitKind.NEW
    assert registered.visit.residence is Residence.INSIDE
    assert registered.entry is not None
    assert registered.entry.ticket_number == "B-001"
    assert registered.ahead == 0


def test_a_pregnant_girl_goes_to_klaster_2_first_in_the_queue(
    workplace: Workplace, adult: PatientId, pregnant: PatientId
) -> None:
    registered = register_visit(workplace, visit_of(pregnant, Question.PREGNANT)).value
    assert registered.visit.cluster is Cluster.MOTHER_AND_CHILD
    assert registered.visit.priority
    assert "Hamil" in registered.visit.routing_reason
    assert registered.entry is not None
    assert registered.entry.letter == "P"


def test_overruling_needs_a_reason(workplace: Workplace, adult: PatientId) -> None:
    command = VisitCommand(
        patient_id=adult, purpose=VisitPurpose.SICK, payer=Payer.GENERAL, cluster=Cluster.INFECTIOUS_DISEASE
    )
    with pytest.raises(Rejected) as rejected:
        register_visit(workplace, command)
    assert rejected.value.problems[0].code == "visit.overrule_reason"


def test_the_second_visit_of_the_year_is_a_repeat_and_prefilled(
    workplace: Workplace, adult: PatientId, clock: TurnedClock
) -> None:
    register_visit(workplace, visit_of(adult))
    clock.turn(days=3)
    assert last_time(workplace, adult).payer is Payer.JKN_PBI_STATE
    assert register_visit(workplace, visit_of(adult)).value.visit.kind is VisitKind.REPEAT


def test_a_late_entry_keeps_both_days_and_takes_no_ticket(workplace: Workplace, adult: PatientId) -> None:
    yesterday = workplace.today - timedelta(days=1)
    command = VisitCommand(
        patient_id=adult,
        purpose=VisitPurpose.SICK,
        payer=Payer.GENERAL,
        visit_date=yesterday,
        visit_time=time(9, 30),
    )
    registered = register_visit(workplace, command).value
    assert registered.entry is None
    assert registered.visit.visit_date == yesterday
    assert registered.visit.entered_at.astimezone(workplace.clock().tzinfo).date() == workplace.today


@pytest.mark.parametrize(("days", "code"), [(1, "visit.future"), (-20000, "visit.before_birth")])
def test_impossible_days_are_refused(workplace: Workplace, adult: PatientId, days: int, code: str) -> None:
    command = VisitCommand(
        patient_id=adult,
        purpose=VisitPurpose.SICK,
        payer=Payer.GENERAL,
        visit_date=workplace.today + timedelta(days=days),
    )
    with pytest.raises(Rejected) as rejected:
        register_visit(workplace, command)
    assert rejected.value.problems[0].code == code


def test_the_room_calls_records_and_sends_on(workplace: Workplace, adult: PatientId, clock: TurnedClock) -> None:
    entry = register_visit(workplace, visit_of(adult)).value.entry
    assert entry is not None
    room = (Cluster.ADULT_AND_ELDERLY,)
    assert [one.name for one in queues.waiting_list(workplace, room)] == ["La Sardin"]
    clock.turn(minutes=12)
    called = queues.call(workplace, entry.id).value
    assert called.called_at is not None
    queues.start(workplace, entry.id)
    clock.turn(minutes=9)
    saved = save_consultation(
        workplace,
        ConsultationCommand(
            visit_id=entry.visit_id,
            queue_entry_id=entry.id,
            cluster=Cluster.ADULT_AND_ELDERLY,
            vital_signs=VitalSignsTyped(systolic=150, diastolic=95, weight=70.5),
            anamnesis="pusing",
            diagnoses=(DiagnosisChoice(code="I10", name="Hipertensi esensial"),),
            therapy="amlodipin 5 mg 1x1",
            service_kinds=(ServiceKind.CURATIVE,),
            next_steps=(NextStep.PHARMACY, NextStep.HOME),
            handover_note="minum pagi",
            completed=True,
        ),
    ).value
    assert saved.conditions[0].case_kind is CaseKind.NEW
    (following,) = saved.next_entries
    assert (following.cluster, following.ticket_number) == (Cluster.PHARMACY, "F-001")
    assert (following.sent_by, following.handover_note) == (entry.id, "minum pagi")
    assert queues.waiting_list(workplace, room) == ()
    assert queues.waiting_counts(workplace) == {Cluster.PHARMACY: 1}
    for step in (queues.call, queues.start, queues.mark_absent, queues.put_back):
        with pytest.raises(Rejected) as rejected:
            step(workplace, entry.id)
        assert rejected.value.problems[0].code == "queue.over"
    summary = person_summary(workplace, adult)
    assert summary.history[0].conditions[0].code == "I10"
    assert [one.code for one in summary.open_conditions] == ["I10"]


def test_a_consultation_can_be_gone_on_with(workplace: Workplace, adult: PatientId) -> None:
    entry = register_visit(workplace, visit_of(adult)).value.entry
    assert entry is not None
    begun = ConsultationCommand(
        visit_id=entry.visit_id,
        queue_entry_id=entry.id,
        cluster=Cluster.ADULT_AND_ELDERLY,
        vital_signs=VitalSignsTyped(pulse=80),
        diagnoses=(DiagnosisChoice(code="J00", name="Nasofaringitis akut"),),
    )
    first = save_consultation(workplace, begun).value.consultation
    kept = consultation_of(workplace, entry.id)
    assert kept is not None
    assert kept[0] == first
    assert kept[1][0].code == "J00"


def test_impossible_signs_are_named_at_their_field(workplace: Workplace, adult: PatientId) -> None:
    entry = register_visit(workplace, visit_of(adult)).value.entry
    assert entry is not None
    with pytest.raises(Rejected) as rejected:
        save_consultation(
            workplace,
            ConsultationCommand(
                visit_id=entry.visit_id,
                queue_entry_id=entry.id,
                cluster=Cluster.ADULT_AND_ELDERLY,
                vital_signs=VitalSignsTyped(systolic=80, diastolic=120, temperature=99.0),
                completed=True,
            ),
        )
    codes = {problem.code for problem in rejected.value.problems}
    assert codes == {"vital.temperature", "vital.pressure_order", "consultation.next_step"}


def test_a_visit_taken_back_leaves_the_lists_but_not_the_log(workplace: Workplace, adult: PatientId) -> None:
    registered = register_visit(workplace, visit_of(adult)).value
    with pytest.raises(Rejected):
        take_back_visit(workplace, registered.visit.id, " ")
    take_back_visit(workplace, registered.visit.id, "salah orang")
    assert queues.waiting_list(workplace, (Cluster.ADULT_AND_ELDERLY,)) == ()
    assert person_summary(workplace, adult).history == ()


def test_queue_numbers_start_anew_each_day(workplace: Workplace, adult: PatientId, clock: TurnedClock) -> None:
    first = register_visit(workplace, visit_of(adult)).value.entry
    second = register_visit(workplace, visit_of(adult)).value.entry
    clock.turn(days=1)
    third = register_visit(workplace, visit_of(adult)).value.entry
    assert [one.ticket_number for one in (first, second, third) if one] == ["B-001", "B-002", "B-001"]
    assert first is not None
    assert queues.mark_absent(workplace, first.id).value.status is QueueStatus.ABSENT
