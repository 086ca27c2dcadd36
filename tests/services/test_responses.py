"""Forms in a room: due, prefilled, kept as drafts, completed once, amended with the old answers kept."""

import json
from datetime import date, timedelta

import pytest

from ilp_desktop.domain.due_forms import ADULT_NCD, ANTENATAL, TUBERCULOSIS
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Fault, Rejected
from ilp_desktop.domain.routing import FirstScreening, Question
from ilp_desktop.domain.visit import Cluster, Visit, VisitPurpose
from ilp_desktop.domain.vital_signs import VitalSignsTyped
from ilp_desktop.forms import Response
from ilp_desktop.services.drafts import draft_of, keep_draft
from ilp_desktop.services.due import due_today
from ilp_desktop.services.form_library import form_of_version, forms_for
from ilp_desktop.services.people import register_person
from ilp_desktop.services.responses import (
    AboutWhom,
    amend_response,
    complete_response,
    end_flag,
    meetings,
    open_response,
    resume_draft,
    start_response,
)
from ilp_desktop.services.rooms import ConsultationCommand, person_summary, save_consultation
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.services.conftest import LANTO, TurnedClock


def visit_of(workplace: Workplace, *yes: Question, sex: Sex = Sex.MALE, born: date = date(1980, 3, 9)) -> Visit:
    entry = PersonEntry(name="La Sardin", sex=sex, birth_date=born, village_code=LANTO)
    person = register_person(workplace, entry).value
    return again(workplace, person.id, *yes)


def again(workplace: Workplace, patient_id: str, *yes: Question) -> Visit:
    command = VisitCommand(
        patient_id=patient_id,  # type: ignore[arg-type]
        purpose=VisitPurpose.SICK,
        payer=Payer.GENERAL,
        screening=FirstScreening(yes=frozenset(yes)),
    )
    return register_visit(workplace, command).value.visit


def about(visit: Visit, form_id: str) -> AboutWhom:
    return AboutWhom(form_id=form_id, patient_id=visit.patient_id, visit_id=visit.id)


def fill(response: Response, **given: str) -> Response:
    """Answers what is given, and what else is required with the first thing that is accepted."""
    for name, value in given.items():
        response.answer(name, value)
    for _round in range(60):
        problems = response.problems()
        if not problems:
            return response
        for problem in problems:
            _mend(response, problem.field)
    raise AssertionError([(problem.code, problem.field) for problem in response.problems()])


def _mend(response: Response, address: str) -> None:
    state = response.state(address)
    if state.unconfirmed:
        response.confirm(address)
        return
    choices = response.choices(address)
    attempts = [choices[-1].value] if choices else ["1", "60", "165", "36", "08:00", "2026-11-23", "ya"]
    for attempt in attempts:
        response.answer(address, attempt)
        if response.state(address).problem is None:
            return


def test_a_room_has_its_own_forms_first_and_klaster_1_those_about_meetings(workplace: Workplace) -> None:
    assert forms_for(workplace, Cluster.ADULT_AND_ELDERLY)[0].form_id == ADULT_NCD
    assert [one.form_id for one in forms_for(workplace, Cluster.MANAGEMENT)] == ["monthly_workshop_minutes"]
    assert {one.form_id for one in forms_for(workplace, Cluster.LABORATORY)} >= {ANTENATAL, TUBERCULOSIS}


def test_due_by_the_first_screening_and_the_age(workplace: Workplace) -> None:
    visit = visit_of(workplace, Question.COUGH_TWO_WEEKS)
    assert [one.form_id for one in due_today(workplace, visit.id)] == [TUBERCULOSIS, ADULT_NCD]


def test_a_form_begins_with_what_is_known(workplace: Workplace, clock: TurnedClock) -> None:
    visit = visit_of(workplace)
    signs = VitalSignsTyped(height=165.5)
    command = ConsultationCommand(
        visit_id=visit.id, queue_entry_id=None, cluster=Cluster.ADULT_AND_ELDERLY, vital_signs=signs
    )
    save_consultation(workplace, command)
    clock.turn(days=1)
    later = again(workplace, visit.patient_id)
    response = start_response(workplace, about(later, ADULT_NCD))
    assert response.value("height") == "165.5"
    assert response.state("height").unconfirmed
    assert response.value("age_years") == "46"


def test_a_completed_form_gives_observations_and_flags_and_is_no_longer_due(workplace: Workplace) -> None:
    visit = visit_of(workplace)
    response = fill(start_response(workplace, about(visit, ADULT_NCD)), smoking="ya", weight="95", height="160")
    record = complete_response(workplace, response, about(visit, ADULT_NCD)).value
    with workplace.database.read() as connection:
        weight = records.find(connection, Observation, response_id=record.id, code="29463-7")[0]
    assert (weight.number, weight.unit) == (95.0, "kg")
    flags = {flag.code for flag in person_summary(workplace, visit.patient_id).flags}
    assert {"smoker", "obesity"} <= flags
    assert due_today(workplace, visit.id) == ()


def test_a_finding_is_raised_once_and_ended_by_a_person(workplace: Workplace) -> None:
    visit = visit_of(workplace)
    for _time in range(2):
        response = fill(start_response(workplace, about(visit, ADULT_NCD)), smoking="ya")
        complete_response(workplace, response, about(visit, ADULT_NCD))
    flags = [flag for flag in person_summary(workplace, visit.patient_id).flags if flag.code == "smoker"]
    assert len(flags) == 1
    end_flag(workplace, flags[0].id)
    assert "smoker" not in {flag.code for flag in person_summary(workplace, visit.patient_id).flags}


def test_an_unfinished_form_is_refused_with_every_place(workplace: Workplace) -> None:
    visit = visit_of(workplace)
    response = start_response(workplace, about(visit, ADULT_NCD))
    with pytest.raises(Rejected) as rejected:
        complete_response(workplace, response, about(visit, ADULT_NCD))
    assert len(rejected.value.problems) > 3
    assert all(problem.field for problem in rejected.value.problems)


def test_a_draft_is_resumed_where_the_cursor_stood_and_dropped_when_completed(workplace: Workplace) -> None:
    visit = visit_of(workplace)
    whom = about(visit, ADULT_NCD)
    response = start_response(workplace, whom)
    response.answer("weight", "abc")
    response.answer("height", "170")
    keep_draft(
        workplace, whom.draft_page, whom.draft_subject, json.dumps({**response.to_json(), "at": "measurement/weight"})
    )
    resumed = resume_draft(workplace, whom)
    assert resumed is not None
    assert resumed.at == "measurement/weight"
    assert resumed.response.state("weight").entry == "abc"
    assert resumed.response.value("height") == "170"
    complete_response(workplace, fill(resumed.response, weight="60"), whom)
    assert draft_of(workplace, whom.draft_page, whom.draft_subject) is None
    assert resume_draft(workplace, whom) is None


def test_an_amendment_keeps_the_old_answers_and_needs_a_reason(workplace: Workplace) -> None:
    visit = visit_of(workplace)
    whom = about(visit, ADULT_NCD)
    first = complete_response(workplace, fill(start_response(workplace, whom), smoking="ya", weight="95"), whom).value
    corrected = open_response(workplace, first.id).response
    corrected.answer("weight", "59")
    with pytest.raises(Rejected):
        amend_response(workplace, first.id, corrected, " ")
    second = amend_response(workplace, first.id, corrected, "salah timbang").value
    assert second.amends == first.id
    assert open_response(workplace, first.id).response.value("weight") == "95"
    assert open_response(workplace, second.id).response.value("weight") == "59"
    with workplace.database.read() as connection:
        standing = records.find(connection, Observation, code="29463-7", voided_reason="")
    assert [one.number for one in standing] == [59.0]


def test_the_next_antenatal_visit_knows_the_pregnancy(workplace: Workplace, clock: TurnedClock) -> None:
    visit = visit_of(workplace, Question.PREGNANT, sex=Sex.FEMALE, born=date(1996, 5, 5))
    whom = about(visit, ANTENATAL)
    period = workplace.today - timedelta(weeks=20)
    response = start_response(workplace, whom)
    response.answer("dating", "hpht")
    response.answer("hpht", period.isoformat())
    complete_response(workplace, fill(response, gravida="2", para="1", abortus="0"), whom)
    clock.turn(days=28)
    later = again(workplace, visit.patient_id)
    assert due_today(workplace, later.id)[0].reason == "hamil 24 minggu"
    assert start_response(workplace, about(later, ANTENATAL)).value("hpht") == period.isoformat()
    clock.turn(days=300)
    much_later = again(workplace, visit.patient_id)
    assert start_response(workplace, about(much_later, ANTENATAL)).value("hpht") == ""


def test_the_version_of_a_completed_form_stays_readable(workplace: Workplace) -> None:
    visit = visit_of(workplace)
    whom = about(visit, ADULT_NCD)
    record = complete_response(workplace, fill(start_response(workplace, whom)), whom).value
    assert form_of_version(workplace, ADULT_NCD, record.form_version).version == record.form_version
    with pytest.raises(Fault):
        form_of_version(workplace, ADULT_NCD, "1")


def test_minutes_of_a_meeting_belong_to_nobody(workplace: Workplace) -> None:
    whom = AboutWhom(form_id="monthly_workshop_minutes")
    response = start_response(workplace, whom)
    response.answer("day", "2026-11-20")
    record = complete_response(workplace, fill(response), whom).value
    assert (record.patient_id, record.effective_date) == (None, date(2026, 11, 20))
    assert [one.id for one in meetings(workplace)] == [record.id]
