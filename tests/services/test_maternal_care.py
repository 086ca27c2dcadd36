"""A mother from the Kartu Ibu to the last KF, through the database: what each form passes on, and her papers.

MC1  What was registered is not asked again; each visit counts itself and knows Td, tablets and tests so far.
MC2  The birth ends the pregnancy; KF goes on from its hour; the next pregnancy starts empty.
MC3  Visits entered out of order are counted by their days.
MC4  The summary for the KIA book says what is known, a dash where it is not, and nothing confidential.
MC5  A referral begins with what the forms say.
MC6  What a puskesmas has set decides in its forms.
"""

from datetime import date, datetime, timedelta

import pytest

from ilp_desktop.domain.episode import EpisodeKind
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.immunization_record import ImmunizationSource
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.domain.visit import Flag, QuestionnaireResponse, Visit, VisitPurpose
from ilp_desktop.forms import Response
from ilp_desktop.services.due import due_today
from ilp_desktop.services.episodes import episodes_of
from ilp_desktop.services.immunisation_table import immunisation_table
from ilp_desktop.services.immunisations import DoseCommand, record_immunization
from ilp_desktop.services.mother_summary import mother_summary, mother_summary_pdf
from ilp_desktop.services.programme_settings import set_rules
from ilp_desktop.services.referrals import ReferralCommand, filled_from_forms
from ilp_desktop.services.responses import amend_response, complete_response, open_amendment, start_response
from ilp_desktop.services.visit_papers import PaperKind, paper_pdf, papers_of
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.person_records import of_person
from tests.forms.test_maternal_forms import BABY, DELIVERY, KF, REGISTRATION, VISIT
from tests.services.conftest import TurnedClock
from tests.services.test_responses import about, visit_of

FIRST_DAY = date(2026, 11, 23)
VISITED = VISIT | {"hiv": "nonreactive", "syphilis": "reactive", "hbsag": "nonreactive", "syphilis_treated": "given"}


def at(clock: TurnedClock, day: date) -> None:
    clock.now = datetime.combine(day, clock.now.timetz())


def mother(workplace: Workplace) -> Visit:
    return visit_of(workplace, sex=Sex.FEMALE, born=date(1998, 1, 1))


def again(workplace: Workplace, patient_id: PatientId, day: date | None = None) -> Visit:
    command = VisitCommand(
        patient_id=patient_id, purpose=VisitPurpose.HEALTHY, payer=Payer.GENERAL, visit_date=day or workplace.today
    )
    return register_visit(workplace, command).value.visit


def keep(workplace: Workplace, visit: Visit, form_id: str, **answers: str) -> Response:
    """Fills in what is still asked; what is prefilled is confirmed."""
    response = start_response(workplace, about(visit, form_id))
    for name, typed in answers.items():
        if response.state(name).relevant:
            response.answer(name, typed)
    for state in response.states():
        if state.unconfirmed:
            response.confirm(state.address)
    complete_response(workplace, response, about(visit, form_id))
    return response


def asked(response: Response) -> set[str]:
    return {state.question.name for state in response.states()}


def attend(workplace: Workplace, visit: Visit, **answers: str) -> Response:
    """An antenatal visit; what is no longer asked is passed over."""
    return keep(workplace, visit, "antenatal_visit", **(VISITED | answers))


def registered(workplace: Workplace) -> Visit:
    visit = mother(workplace)
    keep(workplace, visit, "pregnancy_registration", **{**REGISTRATION, "hpht": "5/10/26", "infant_doses": "0"})
    return visit


def test_each_visit_knows_the_ones_before(workplace: Workplace, clock: TurnedClock) -> None:
    """MC1"""
    visit = registered(workplace)
    first = attend(workplace, visit, tetanus_status="T1", tetanus_given="ya", weight="50,5")
    assert first.value("contact_label") == "K1 murni"
    assert first.value("tetanus_after") == "T2"
    at(clock, FIRST_DAY + timedelta(weeks=9))
    later = again(workplace, visit.patient_id)
    response = start_response(workplace, about(later, "antenatal_visit"))
    assert not {"hpht", "gravida", "weight_before", "hiv", "syphilis", "hbsag"} & asked(response)
    assert "syphilis_partner" in asked(response)
    assert response.value("tetanus_status") == "T2"
    assert response.value("contact_label") == "K2"
    second = attend(workplace, later, weight="54")
    assert second.value("tablets_total") == "60"
    assert second.value("tetanus_after") == "T2"
    assert due_today(workplace, later.id)[0].form_id != "pregnancy_registration"


def test_visits_entered_out_of_order_are_counted_by_their_days(workplace: Workplace, clock: TurnedClock) -> None:
    """MC3"""
    visit = registered(workplace)
    attend(workplace, visit)
    at(clock, FIRST_DAY + timedelta(weeks=20))
    attend(workplace, again(workplace, visit.patient_id))
    late = attend(workplace, again(workplace, visit.patient_id, FIRST_DAY + timedelta(weeks=10)))
    assert late.value("contact_label") == "K2"
    at(clock, FIRST_DAY + timedelta(weeks=24))
    third = start_response(workplace, about(again(workplace, visit.patient_id), "antenatal_visit"))
    assert third.value("visit_number") == "4"


def delivered(workplace: Workplace, clock: TurnedClock) -> Visit:
    """Registered, seen once, delivered at 38 weeks by the record of the hospital."""
    visit = registered(workplace)
    attend(workplace, visit)
    at(clock, date(2027, 6, 28))
    birth = again(workplace, visit.patient_id)
    response = start_response(workplace, about(birth, "delivery"))
    for name, typed in {**DELIVERY, "delivered_on": "28/6/27", "delivered_time": "4.10", "blood_loss": "650"}.items():
        response.answer(name, typed)
    for name, typed in BABY.items():
        response.answer(f"babies[1]/{name}", typed)
    complete_response(workplace, response, about(birth, "delivery"))
    return birth


def test_a_birth_goes_on_into_the_puerperium(workplace: Workplace, clock: TurnedClock) -> None:
    """MC2"""
    birth = delivered(workplace, clock)
    (episode,) = episodes_of(workplace, birth.patient_id)
    assert (episode.kind, episode.outcome) == (EpisodeKind.PREGNANCY, "live_birth")
    assert episode.outcome_date == date(2027, 6, 28)
    at(clock, date(2027, 6, 29))
    visit = again(workplace, birth.patient_id)
    assert "postpartum_visit" in {one.form_id for one in due_today(workplace, visit.id)}
    first = keep(workplace, visit, "postpartum_visit", **KF, vitamin_a="2")
    assert first.value("contact_label") == "KF1"
    assert "delivery_typed" not in asked(first)
    for day, label in ((date(2027, 7, 3), "KF2"), (date(2027, 7, 12), "KF3"), (date(2027, 8, 5), "KF4")):
        at(clock, day)
        kept = keep(workplace, again(workplace, birth.patient_id), "postpartum_visit", **KF)
        assert kept.value("contact_label") == label
    assert kept.value("kf_complete") == "ya"
    at(clock, date(2028, 2, 1))
    fresh = start_response(workplace, about(again(workplace, birth.patient_id), "pregnancy_registration"))
    assert fresh.value("gravida") == ""


def test_twins_and_a_loss_end_a_pregnancy_too(workplace: Workplace, clock: TurnedClock) -> None:
    """MC2"""
    visit = registered(workplace)
    at(clock, FIRST_DAY + timedelta(days=9))
    lost = again(workplace, visit.patient_id)
    keep(
        workplace,
        lost,
        "delivery",
        outcome="abortion",
        birth_place="hospital",
        attendant="doctor",
        birth_complications="none",
        mother_state="healthy",
    )
    (episode,) = episodes_of(workplace, visit.patient_id)
    assert (episode.outcome, episode.outcome_date) == ("abortion", lost.visit_date)


def test_the_summary_for_the_book(workplace: Workplace, clock: TurnedClock) -> None:
    """MC4"""
    birth = delivered(workplace, clock)
    at(clock, date(2027, 7, 3))
    visit = again(workplace, birth.patient_id)
    keep(workplace, visit, "postpartum_visit", **KF, vitamin_a="2")
    (episode,) = episodes_of(workplace, birth.patient_id)
    summary = mother_summary(workplace, birth.patient_id, episode)
    assert dict(summary.pregnancy)["Riwayat (GPA)"] == "G2P1A0"
    assert dict(summary.pregnancy)["Taksiran lahir"] == "12 Jul 2027"
    assert dict(summary.risks)["Poedji Rochjati"] == ""
    assert [line.contact for line in summary.visits] == ["K1 murni"]
    assert summary.visits[0].weeks == "7 mg"
    assert summary.visits[0].pressure == "110/70"
    assert [(baby.sex, baby.weight) for baby in summary.babies] == [("Perempuan", "3100")]
    assert [line.contact for line in summary.postpartum] == ["KF2"]
    assert any("650 ml" in finding for _day, finding in summary.findings)
    said = str(summary).casefold()
    assert not any(word in said for word in ("ppia", "sifilis", "hiv", "hbsag", "reaktif", "penisilin"))
    (paper,) = [one for one in papers_of(workplace, visit.id) if one.kind is PaperKind.MOTHER_SUMMARY]
    assert paper.title == "Ringkasan kesehatan ibu"
    assert paper_pdf(workplace, paper.kind, paper.subject_id).startswith(b"%PDF")


def test_without_a_pregnancy_there_is_no_summary(workplace: Workplace) -> None:
    """MC4"""
    visit = mother(workplace)
    assert papers_of(workplace, visit.id) == ()
    with pytest.raises(Rejected, match="no_pregnancy"):
        mother_summary_pdf(workplace, visit.id)


def test_a_referral_says_what_the_visit_found(workplace: Workplace) -> None:
    """MC5"""
    visit = registered(workplace)
    attend(
        workplace,
        visit,
        complaints="Pusing",
        systolic="160",
        diastolic="110",
        urine_protein="plus2",
        plan="MgSO4 oleh dokter",
        referred_to="hospital",
        referral_reason="Preeklampsia berat",
    )
    command = ReferralCommand(
        visit_id=visit.id,
        consultation_id=None,
        destination="RSUD",
        polyclinic="Kebidanan",
        diagnosis_codes=(),
        reason="",
        planned_date=workplace.today,
    )
    filled = filled_from_forms(workplace, command)
    assert "G2P1A0, hamil 7 minggu" in filled.anamnesis
    assert "Pusing" in filled.anamnesis
    assert "TD " not in filled.findings, "the slip has a line of vital signs"
    assert "Usia kehamilan 7 minggu" in filled.findings
    assert "Protein urin +2" in filled.investigations
    assert filled.reason == "Preeklampsia berat"
    assert filled.treatment_given == "MgSO4 oleh dokter"
    assert "sifilis" not in str(filled).casefold()
    assert "ppia" not in str(filled).casefold()


def test_settings_decide_in_the_forms(workplace: Workplace) -> None:
    """MC6"""
    visit = registered(workplace)
    keep(workplace, visit, "pregnancy_registration", **{**REGISTRATION, "hpht": "14/4/26"})
    answers = {
        "roll_over_supine": "85",
        "roll_over_left": "70",
        "fundal_height": "33",
        "presentation": "head",
        "engagement": "free",
        "upper_arm": "22",
        "food_given": "ya",
    }
    before = attend(workplace, visit, **answers)
    assert before.value("fetal_weight") == "3100"
    assert "roll_over_positive" not in {flag.code for flag in before.extract().flags}
    set_rules(workplace, {"roll_over_from": "15", "johnson_numbers": "12/11/11", "kek_food_days": "120"})
    after = attend(workplace, visit, **answers)
    assert after.value("fetal_weight") == "3255"
    assert "roll_over_positive" in {flag.code for flag in after.extract().flags}
    assert any("120 hari" in state.label for state in after.states())


def test_observations_and_flags_of_a_visit(workplace: Workplace) -> None:
    """MC1: what other parts use stands in typed rows."""
    visit = registered(workplace)
    attend(workplace, visit, upper_arm="22,9", food_given="ya")
    with workplace.database.read() as connection:
        observed = {one.code: one.text or one.number for one in of_person(connection, Observation, visit.patient_id)}
        raised = {one.code for one in of_person(connection, Flag, visit.patient_id)}
    assert observed["antenatal_contact"] == "K1 murni"
    assert observed["supplementary_food"] == "ya"
    assert {"kek", "needs_ppia"} <= raised


def test_an_old_card_adds_nothing_to_what_was_read_from_it(workplace: Workplace) -> None:
    """MC1: "T2" without its days holds the doses before it; one that is given after it counts."""
    visit = registered(workplace)
    attend(workplace, visit, tetanus_status="T2", tetanus_given="tidak")
    typed = DoseCommand(patient_id=visit.patient_id, slot="T1", day=date(2015, 5, 2), source=ImmunizationSource.CARD)
    record_immunization(workplace, typed)
    assert immunisation_table(workplace, visit.patient_id).tetanus.status.level == 2
    record_immunization(workplace, DoseCommand(patient_id=visit.patient_id, slot="T3", day=FIRST_DAY, batch="B"))
    assert immunisation_table(workplace, visit.patient_id).tetanus.status.level == 3


@pytest.mark.parametrize(("day", "is_due"), [(7, False), (8, True), (42, True)])
def test_the_mood_is_screened_after_birth_too(workplace: Workplace, clock: TurnedClock, day: int, is_due: bool) -> None:
    """MC2: in the puerperium once more, also when she was screened shortly before the birth."""
    birth = delivered(workplace, clock)
    answers = {f"epds_{number}": "0" for number in range(1, 11)}
    screening = {"instrument": "epds", "mood_follow_up": "none", **answers}
    keep(workplace, again(workplace, birth.patient_id, date(2027, 6, 20)), "maternal_mental_health", **screening)
    at(clock, date(2027, 6, 28) + timedelta(days=day))
    after = again(workplace, birth.patient_id)
    found = {one.form_id: one.reason for one in due_today(workplace, after.id)}
    assert ("maternal_mental_health" in found) is is_due
    if is_due:
        assert found["maternal_mental_health"].startswith("EPDS, nifas")
        keep(workplace, after, "maternal_mental_health", **screening)
        at(clock, date(2027, 6, 28) + timedelta(days=day + 1))
        later = again(workplace, birth.patient_id)
        assert "maternal_mental_health" not in {one.form_id for one in due_today(workplace, later.id)}


def corrected_card(workplace: Workplace, patient_id: PatientId, **answers: str) -> None:
    """What was wrong in the Kartu Ibu, put right today."""
    with workplace.database.read() as connection:
        kept = of_person(connection, QuestionnaireResponse, patient_id, form_id="pregnancy_registration")
    opened = open_amendment(workplace, kept[0].id)
    for name, typed in answers.items():
        opened.response.answer(name, typed)
    amend_response(workplace, kept[0].id, opened.response, "salah dengar")


FORMS_THAT_RECKON = (
    "antenatal_visit",
    "poedji_rochjati",
    "preeclampsia_screening",
    "delivery",
    "maternal_mental_health",
)


def test_a_corrected_kartu_ibu_counts_for_every_later_form(workplace: Workplace, clock: TurnedClock) -> None:
    """MC1: also where a visit between has reckoned with the wrong HPHT."""
    visit = registered(workplace)
    at(clock, FIRST_DAY + timedelta(weeks=2))
    attend(workplace, again(workplace, visit.patient_id))
    at(clock, FIRST_DAY + timedelta(weeks=3))
    corrected_card(workplace, visit.patient_id, hpht="14/9/26")
    later = again(workplace, visit.patient_id)
    for form_id in FORMS_THAT_RECKON:
        assert start_response(workplace, about(later, form_id)).value("known_last_period") == "2026-09-14", form_id
    response = start_response(workplace, about(later, "antenatal_visit"))
    assert (response.value("weeks"), response.value("due_date")) == ("13", "2027-06-21")


def test_an_ultrasound_that_dated_anew_stays(workplace: Workplace, clock: TurnedClock) -> None:
    """MC1: for every later form, also when the HPHT of the Kartu Ibu is corrected after it."""
    visit = registered(workplace)
    scan = {"ultrasound": "ya", "ultrasound_by": "doctor", "ultrasound_result": "Tunggal", "ultrasound_weeks": "9"}
    attend(workplace, visit, **scan, redate="ya")
    at(clock, FIRST_DAY + timedelta(weeks=4))
    attend(workplace, again(workplace, visit.patient_id))
    corrected_card(workplace, visit.patient_id, hpht="6/10/26")
    at(clock, FIRST_DAY + timedelta(weeks=8))
    later = again(workplace, visit.patient_id)
    for form_id in FORMS_THAT_RECKON:
        assert start_response(workplace, about(later, form_id)).value("known_last_period") == "2026-09-21", form_id
    response = start_response(workplace, about(later, "antenatal_visit"))
    assert (response.value("weeks"), response.value("dating_basis")) == ("17", "usg")


def test_an_ultrasound_dates_anew_without_a_kartu_ibu_too(workplace: Workplace, clock: TurnedClock) -> None:
    """MC1: the HPHT is not asked again, and does not come back."""
    visit = mother(workplace)
    first = {
        "dating": "hpht",
        "hpht": "5/10/26",
        "gravida": "2",
        "para": "1",
        "abortus": "0",
        "months_since_birth": "40",
    }
    scan = {"ultrasound": "ya", "ultrasound_by": "doctor", "ultrasound_result": "Tunggal", "ultrasound_weeks": "9"}
    attend(workplace, visit, **first, weight_before="50", height="151", **scan, redate="ya")
    at(clock, FIRST_DAY + timedelta(weeks=4))
    response = start_response(workplace, about(again(workplace, visit.patient_id), "antenatal_visit"))
    assert not {"dating", "hpht"} & asked(response)
    assert "gravida" in asked(response)
    assert (response.value("weeks"), response.value("dating_basis")) == ("13", "usg")
