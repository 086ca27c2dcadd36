"""A pregnancy from its first contact to the child: what each form does to it, and what the next one knows."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ilp_desktop.domain.episode import EpisodeKind, EpisodeOfCare
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.visit import QuestionnaireResponse, Visit
from ilp_desktop.forms import Response
from ilp_desktop.services.due import due_today
from ilp_desktop.services.episodes import episodes_of
from ilp_desktop.services.form_office import preview_form, take_in
from ilp_desktop.services.people import newborn_entry, register_person
from ilp_desktop.services.responses import amend_response, complete_response, open_response, start_response
from ilp_desktop.services.rooms import person_summary
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import TurnedClock
from tests.services.test_responses import about, again, visit_of

HPHT = date(2026, 6, 1)
FORMS = {
    "mulai": (
        {"episode": "pregnancy", "episode_step": "begins", "episode_day": "hpht"},
        [
            {"type": "date", "name": "hpht", "label": "HPHT"},
            {"type": "decimal", "name": "lila", "label": "LILA"},
            {
                "type": "note",
                "name": "kek",
                "label": "KEK pada kehamilan",
                "relevant": "${lila} < 23.5",
                "bind::ilp:flag": "kek",
            },
            {
                "type": "note",
                "name": "fear",
                "label": "Ada kekerasan",
                "relevant": "${lila} < 23.5",
                "bind::ilp:flag": "violence_suspected",
            },
            {
                "type": "note",
                "name": "gain",
                "label": "Kenaikan berat kurang",
                "relevant": "${lila} < 23.5",
                "bind::ilp:flag": "pregnancy_weight_gain_low",
            },
        ],
    ),
    "bersalin": (
        {
            "episode": "pregnancy",
            "episode_step": "outcome",
            "episode_day": "delivered",
            "episode_outcome": "outcome",
        },
        [
            {"type": "date", "name": "delivered", "label": "Tanggal bersalin"},
            {"type": "text", "name": "outcome", "label": "Hasil"},
            {"type": "begin_repeat", "name": "babies", "label": "Bayi"},
            {"type": "text", "name": "baby_sex", "label": "L atau P"},
            {"type": "integer", "name": "baby_weight", "label": "Berat lahir"},
            {"type": "end_repeat"},
        ],
    ),
    "nifas": (
        {"episode": "pregnancy", "due": "state=postpartum; windows=KF1 0..2 d, KF2 3..7 d"},
        [
            {"type": "text", "name": "lila", "label": "LILA", "bind::ilp:prefill": "episode:lila"},
            {"type": "text", "name": "lochia", "label": "Lokia"},
        ],
    ),
    "bayi": (
        {"episode": "childhood", "due": "age=0..28 d; every=visit"},
        [
            {"type": "integer", "name": "birth_weight", "label": "BB lahir", "bind::ilp:prefill": "mother:baby_weight"},
            {"type": "text", "name": "mother_kek", "label": "Ibu KEK", "bind::ilp:prefill": "mother-flag:kek"},
            {"type": "text", "name": "note", "label": "Catatan", "bind::ilp:prefill": "episode:note"},
        ],
    ),
}  # fmt: skip


@pytest.fixture
def forms(workplace: Workplace) -> None:
    """Four small forms of an invented programme, taken in as from a stick."""
    for form_id, (place, survey) in FORMS.items():
        settings = {"form_title": form_id, "form_id": form_id, "version": "1", "attribute::ilp:cluster": "2"}
        settings |= {f"attribute::ilp:{name}": value for name, value in place.items()}
        content = json.dumps({"settings": settings, "survey": survey, "choices": []}).encode()
        take_in(workplace, preview_form(workplace, f"{form_id}.yaml", content, {}))


def fill_in(workplace: Workplace, visit: Visit, form_id: str, **answers: str) -> QuestionnaireResponse:
    response = start_response(workplace, about(visit, form_id))
    for name, value in answers.items():
        response.answer(name, value)
    for state in response.states():
        if state.unconfirmed:
            response.confirm(state.address)
    return complete_response(workplace, response, about(visit, form_id)).value


def only(workplace: Workplace, patient_id: PatientId) -> EpisodeOfCare:
    (found,) = episodes_of(workplace, patient_id)
    return found


def reasons(workplace: Workplace, visit: Visit) -> dict[str, str]:
    return {one.form_id: one.reason for one in due_today(workplace, visit.id) if one.form_id in FORMS}


def rows_of(response: Response) -> list[str]:
    addresses = (state.address for state in response.states() if state.question.name == "baby_sex")
    return [address.rpartition("/")[0] for address in addresses]


def mother(workplace: Workplace) -> Visit:
    return visit_of(workplace, sex=Sex.FEMALE, born=date(1996, 5, 5))


@pytest.mark.usefixtures("forms")
def test_a_pregnancy_begins_is_dated_and_goes_out(workplace: Workplace, clock: TurnedClock) -> None:
    visit = mother(workplace)
    fill_in(workplace, visit, "mulai")
    begun = only(workplace, visit.patient_id)
    assert (begun.kind, begun.started, begun.dated) == (EpisodeKind.PREGNANCY, workplace.today, False)
    clock.turn(days=30)
    later = again(workplace, visit.patient_id)
    record = fill_in(workplace, later, "mulai", hpht=HPHT.isoformat(), lila="22.5")
    dated = only(workplace, visit.patient_id)
    assert (dated.id, dated.started, dated.dated) == (begun.id, HPHT, True)
    assert record.episode_id == begun.id
    clock.turn(days=70)
    birth = again(workplace, visit.patient_id)
    fill_in(workplace, birth, "bersalin", delivered=workplace.today.isoformat(), outcome="hidup")
    closed = only(workplace, visit.patient_id)
    assert (closed.outcome, closed.outcome_date, closed.started) == ("hidup", workplace.today, HPHT)
    assert reasons(workplace, birth) == {"nifas": "KF1, nifas hari ke-0"}
    clock.turn(days=3)
    after = again(workplace, visit.patient_id)
    assert start_response(workplace, about(after, "nifas")).value("lila") == "22.5"
    fill_in(workplace, after, "nifas", lochia="rubra")
    assert reasons(workplace, after) == {}
    flags = {"kek", "violence_suspected", "pregnancy_weight_gain_low"}
    assert {flag.code for flag in person_summary(workplace, visit.patient_id).flags} == flags
    clock.turn(days=200)
    assert {flag.code for flag in person_summary(workplace, visit.patient_id).flags} == flags - {
        "pregnancy_weight_gain_low"
    }
    next_time = again(workplace, visit.patient_id)
    fill_in(workplace, next_time, "mulai")
    assert len(episodes_of(workplace, visit.patient_id)) == 2


@pytest.mark.usefixtures("forms")
def test_a_corrected_date_moves_the_pregnancy_and_makes_no_second_one(workplace: Workplace) -> None:
    visit = mother(workplace)
    first = fill_in(workplace, visit, "mulai", hpht=HPHT.isoformat())
    corrected = open_response(workplace, first.id).response
    corrected.answer("hpht", (HPHT + timedelta(days=14)).isoformat())
    second = amend_response(workplace, first.id, corrected, "salah dengar").value
    assert second.episode_id == first.episode_id
    assert only(workplace, visit.patient_id).started == HPHT + timedelta(days=14)


@pytest.mark.usefixtures("forms")
def test_a_visit_after_childbirth_opens_no_pregnancy_of_its_own(workplace: Workplace) -> None:
    visit = mother(workplace)
    assert fill_in(workplace, visit, "nifas").episode_id is None
    assert episodes_of(workplace, visit.patient_id) == ()


@pytest.mark.usefixtures("forms")
@pytest.mark.parametrize(("second", "weight"), [("P", "2900"), ("L", "")])
def test_the_child_knows_its_birth_but_not_all(
    workplace: Workplace, clock: TurnedClock, second: str, weight: str
) -> None:
    visit = mother(workplace)
    fill_in(workplace, visit, "mulai", hpht=HPHT.isoformat(), lila="22")
    clock.turn(days=100)
    birth = again(workplace, visit.patient_id)
    response = start_response(workplace, about(birth, "bersalin"))
    response.answer("delivered", workplace.today.isoformat())
    while len(rows_of(response)) < 2:
        response.add("babies")
    for row, (sex, grams) in zip(rows_of(response), (("L", "2400"), (second, "2900")), strict=True):
        response.answer(f"{row}/baby_sex", sex)
        response.answer(f"{row}/baby_weight", grams)
    complete_response(workplace, response, about(birth, "bersalin"))
    clock.turn(days=5)
    born = newborn_entry(workplace, visit.patient_id, Sex.FEMALE, workplace.today - timedelta(days=5))
    baby = again(workplace, register_person(workplace, replace(born, name="Bayi Ny. Aminah")).value.id)
    opened = start_response(workplace, about(baby, "bayi"))
    assert opened.value("birth_weight") == weight
    assert opened.value("mother_kek") == "true"
    carried = {flag.code for flag in person_summary(workplace, baby.patient_id).from_birth}
    assert carried == {"kek", "pregnancy_weight_gain_low"}
    fill_in(workplace, baby, "bayi", note="menyusu kuat")
    childhood = only(workplace, baby.patient_id)
    assert (childhood.kind, childhood.started) == (EpisodeKind.CHILDHOOD, workplace.today - timedelta(days=5))
    clock.turn(days=1)
    tomorrow = again(workplace, baby.patient_id)
    assert start_response(workplace, about(tomorrow, "bayi")).value("note") == "menyusu kuat"
