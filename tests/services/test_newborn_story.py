"""From the delivery of twins to their first visits: what the midwife wrote is not asked again.

NS1  Each twin has its own row: hour, weight, what was given. NS2  The HB0 of the delivery room is in the table of
doses. NS3  The first visit is due, counted by hours, and not due again. NS4  The heel prick and the heart screening
know the hour. NS5  What the mother was tested for is asked by the form, and stands in no list. NS6  Of twins alike
nothing is guessed: the order tells them apart once both are registered. NS7  A stillborn twin is not the child.
"""

from datetime import date, timedelta

import pytest

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.immunization_record import Immunization
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.visit import Flag, Visit, VisitPurpose
from ilp_desktop.forms import Response
from ilp_desktop.services.due import due_today
from ilp_desktop.services.people import newborn_entry, register_person
from ilp_desktop.services.responses import AboutWhom, start_response
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.person_records import of_person
from tests.services.test_form_letters import DELIVERY, SAMPLE, completed, person, visit

GIVEN = ("vitamin_k_given", "eye_ointment_given", "hb0_given")

FIRST_VISIT = {
    "visit_time": "8.00",
    "place": "health_centre",
    "mother_state": "none",
    "weight": "2,4",
    "breaths": "48",
    "temperature": "36,8",
    "defects": "none",
    "cord": "dry",
    "infection_signs": "none",
    "yellow": "tidak",
    "diarrhoea": "tidak",
    "breastfed": "ya",
    "feeds": "9",
    "feeding_problems": "none",
    "counselling": "warmth",
    "outcome": "home",
}


@pytest.fixture
def mother(workplace: Workplace) -> PatientId:
    return person(workplace, "Wa Marni", Sex.FEMALE, workplace.today - timedelta(days=11_000))


def delivered(workplace: Workplace, mother: PatientId, second: str, born: str = "alive") -> None:
    """Twins last night: a girl who was given everything, and ``second``, who was not."""
    of = visit(workplace, mother)
    completed(workplace, of, "pregnancy_registration", gravida="1", para="0", abortus="0", husband_name="La Ode Hasan")
    girl = {"born_alive": "alive", "birth_time": "22.40", "baby_sex": "P", "birth_weight": "2450"}
    other = {"born_alive": born, "birth_time": "22.52", "baby_sex": second, "birth_weight": "1950"}
    rows = {f"babies[1]/{name}": value for name, value in {**girl, **dict.fromkeys(GIVEN, "ya")}.items()}
    rows |= {
        f"babies[2]/{name}": value
        for name, value in {**other, **(dict.fromkeys(GIVEN, "tidak") if born == "alive" else {})}.items()
    }
    answers = {**DELIVERY, "delivered_time": "22.40", "recorded_elsewhere": "tidak", "number_of_babies": "2"}
    answers |= {"outcome": "live_birth" if born == "alive" else "mixed"}
    tested = {"hiv": "nonreactive", "syphilis": "nonreactive", "hbsag": "reactive"}
    day = (workplace.today - timedelta(days=1)).strftime("%d/%m/%y")
    completed(workplace, of, "delivery", delivered_on=day, **answers, **tested, **rows)


def baby(workplace: Workplace, mother: PatientId, sex: Sex, order: int) -> Visit:
    born = workplace.today - timedelta(days=1)
    entry = newborn_entry(workplace, mother, sex, born, order)
    return visit(workplace, register_person(workplace, entry, look_alikes_seen=True).value.id)


def opened(workplace: Workplace, of: Visit, form_id: str) -> Response:
    return start_response(workplace, AboutWhom(form_id=form_id, patient_id=of.patient_id, visit_id=of.id))


def due(workplace: Workplace, of: Visit) -> set[str]:
    return {one.form_id for one in due_today(workplace, of.id)}


def hb0(workplace: Workplace, of: Visit) -> list[date]:
    with workplace.database.read() as connection:
        doses = of_person(connection, Immunization, of.patient_id, voided_reason="")
    return [one.effective_date for one in doses if one.slot == "HB0"]


def test_each_twin_starts_from_its_own_row(workplace: Workplace, mother: PatientId) -> None:
    """NS1"""
    delivered(workplace, mother, "L")
    girl = opened(workplace, baby(workplace, mother, Sex.FEMALE, 1), "newborn_visit")
    boy = opened(workplace, baby(workplace, mother, Sex.MALE, 2), "newborn_visit")
    for response in (girl, boy):
        response.answer("visit_time", "8.00")
    assert (girl.value("birth_weight"), boy.value("birth_weight")) == ("2450", "1950")
    assert girl.value("birth_time").startswith("22:40")
    assert boy.value("birth_time").startswith("22:52")
    assert (girl.value("contact"), boy.value("contact")) == ("KN1", "KN1")
    assert (girl.value("vitamin_k"), boy.value("vitamin_k")) == ("already", "")
    assert (girl.value("hb0"), boy.value("hb0")) == ("already", "")
    assert (girl.value("hbsag_mother"), girl.value("hiv_mother")) == ("reactive", "nonreactive")


def test_the_first_visit_is_asked_once(workplace: Workplace, mother: PatientId) -> None:
    """NS2, NS3, NS5"""
    delivered(workplace, mother, "L")
    of = baby(workplace, mother, Sex.FEMALE, 1)
    assert {"newborn_visit", "congenital_screening", "critical_heart_screening"} <= due(workplace, of)
    assert "under_five_visit" not in due(workplace, of)
    completed(workplace, of, "newborn_visit", **FIRST_VISIT, hbig="given")
    assert "newborn_visit" not in due(workplace, of)
    assert hb0(workplace, of) == [workplace.today - timedelta(days=1)]
    with workplace.database.read() as connection:
        flags = of_person(connection, Flag, of.patient_id, ended=None)
    assert {flag.code for flag in flags} == {"low_birth_weight", "needs_ppia"}
    assert not any("hbsag" in flag.text.casefold() or "hepatitis" in flag.text.casefold() for flag in flags)


def test_the_visit_within_six_hours_is_not_the_first(workplace: Workplace, mother: PatientId) -> None:
    """NS3: KN0 in the delivery room leaves KN1 due; six hours are what counts, not the day."""
    delivered(workplace, mother, "L")
    entry = newborn_entry(workplace, mother, Sex.FEMALE, workplace.today - timedelta(days=1), 1)
    patient = register_person(workplace, entry, look_alikes_seen=True).value.id
    born = workplace.today - timedelta(days=1)
    earlier = VisitCommand(patient_id=patient, purpose=VisitPurpose.HEALTHY, payer=Payer.GENERAL, visit_date=born)
    at_birth = register_visit(workplace, earlier).value.visit
    today = visit(workplace, patient)
    seen = {**FIRST_VISIT, "visit_time": "23.30", "early_breastfeeding": "ya"}
    completed(workplace, at_birth, "newborn_visit", **seen, hbig="given", hb0="already", vitamin_k="already")
    assert "newborn_visit" in due(workplace, today)
    completed(workplace, today, "newborn_visit", **FIRST_VISIT, hbig="given")
    assert "newborn_visit" not in due(workplace, today)


def test_a_rejected_heel_sample_is_due_again(workplace: Workplace) -> None:
    """NS3: also when the answer of the laboratory comes after day 14."""
    born = workplace.today - timedelta(days=20)
    child = person(workplace, "La Tumit", Sex.MALE, born)
    earlier = VisitCommand(
        patient_id=child, purpose=VisitPurpose.HEALTHY, payer=Payer.GENERAL, visit_date=born + timedelta(days=3)
    )
    completed(workplace, register_visit(workplace, earlier).value.visit, "congenital_screening", **SAMPLE)
    of = visit(workplace, child)
    assert "congenital_screening" not in due(workplace, of)
    told = {"result_date": workplace.today.strftime("%d/%m/%y"), "validity": "rejected", "family_told": "ya"}
    result = {**told, "card_number": "KS-1", "action": "resample"}
    completed(workplace, of, "congenital_screening_result", **result)
    assert "congenital_screening" in due(workplace, of)


@pytest.mark.parametrize("form_id", ["congenital_screening", "critical_heart_screening"])
def test_the_screenings_know_the_hour_of_birth(workplace: Workplace, mother: PatientId, form_id: str) -> None:
    """NS4"""
    delivered(workplace, mother, "L")
    boy = opened(workplace, baby(workplace, mother, Sex.MALE, 2), form_id)
    assert boy.value("birth_time").startswith("22:52")
    if form_id == "congenital_screening":
        assert boy.value("birth_weight") == "1950"


def test_of_twins_alike_nothing_is_guessed(workplace: Workplace, mother: PatientId) -> None:
    """NS6"""
    delivered(workplace, mother, "P")
    first = baby(workplace, mother, Sex.FEMALE, 1)
    girl = opened(workplace, first, "newborn_visit")
    assert girl.value("birth_weight") == ""
    assert girl.value("hb0") == ""
    assert girl.value("hbsag_mother") == "reactive"
    second = baby(workplace, mother, Sex.FEMALE, 2)
    weights = [opened(workplace, one, "newborn_visit").value("birth_weight") for one in (first, second)]
    assert weights == ["2450", "1950"]


def test_of_twins_alike_with_one_order_nothing_is_guessed(workplace: Workplace, mother: PatientId) -> None:
    """NS6"""
    delivered(workplace, mother, "P")
    twins = [baby(workplace, mother, Sex.FEMALE, 1), baby(workplace, mother, Sex.FEMALE, 1)]
    assert [opened(workplace, one, "newborn_visit").value("birth_weight") for one in twins] == ["", ""]


def test_a_stillborn_twin_is_not_the_child(workplace: Workplace, mother: PatientId) -> None:
    """NS7"""
    delivered(workplace, mother, "P", "still_fresh")
    girl = opened(workplace, baby(workplace, mother, Sex.FEMALE, 1), "newborn_visit")
    assert girl.value("birth_weight") == "2450"
