"""A referral starts from what the forms of the visit say.

SR1  A sick newborn, a malnourished child: complaint, findings, reason and treatment are there, once.
SR2  What the mother has is not on the slip; another visit's forms say nothing.
"""

from datetime import date, timedelta

from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.visit import Visit, VisitPurpose
from ilp_desktop.services.people import register_person
from ilp_desktop.services.referral_slips import referral_pdf
from ilp_desktop.services.referrals import ReferralCommand, filled_from_forms, issue_referral
from ilp_desktop.services.responses import AboutWhom, complete_response, start_response
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import LANTO
from tests.services.test_letters import text_of
from tests.services.test_responses import fill


def visit_of_child(workplace: Workplace, age_days: int, day: date | None = None) -> Visit:
    born = workplace.today - timedelta(days=age_days)
    entry = PersonEntry(name="By Ny Aminah", sex=Sex.MALE, birth_date=born, village_code=LANTO, mother_name="Aminah")
    child = register_person(workplace, entry, look_alikes_seen=True).value
    command = VisitCommand(patient_id=child.id, purpose=VisitPurpose.SICK, payer=Payer.GENERAL, visit_date=day)
    return register_visit(workplace, command).value.visit


def complete(workplace: Workplace, visit: Visit, form_id: str, **answers: str) -> None:
    about = AboutWhom(form_id=form_id, patient_id=visit.patient_id, visit_id=visit.id)
    complete_response(workplace, fill(start_response(workplace, about), **answers), about)


def blank(visit: Visit, workplace: Workplace) -> ReferralCommand:
    return ReferralCommand(
        visit_id=visit.id,
        consultation_id=None,
        destination="RSUD Buton Tengah",
        polyclinic="Anak",
        diagnosis_codes=("P36.9",),
        reason="",
        planned_date=workplace.today,
    )


NEWBORN = {
    "visit_time": "9.00",
    "complaints": "Tidak mau menyusu",
    "birth_weight": "2600",
    "mother_state": "none",
    "weight": "2,5",
    "breaths": "64",
    "breaths_again": "66",
    "temperature": "38,2",
    "infection_signs": "not_sucking",
    "yellow": "tidak",
    "diarrhoea": "tidak",
    "breastfed": "ya",
    "feeds": "8",
    "feeding_problems": "none",
    "defects": "none",
    "counselling": "warmth",
    "hbsag_mother": "reactive",
    "hbig": "late",
    "hiv_mother": "nonreactive",
    "syphilis_mother": "nonreactive",
    "treatment": "Ampisilin 125 mg IM",
    "outcome": "referred",
}


def test_a_sick_newborn_is_referred_without_typing_again(workplace: Workplace) -> None:
    """SR1, SR2"""
    visit = visit_of_child(workplace, 4)
    complete(workplace, visit, "newborn_visit", **NEWBORN)
    command = filled_from_forms(workplace, blank(visit, workplace))
    assert command.reason == "Penyakit sangat berat atau infeksi bakteri berat"
    assert command.anamnesis == "Tidak mau menyusu"
    assert command.treatment_given == "Ampisilin 125 mg IM"
    assert "Berat lahir 2.600 gram" in command.findings
    everything = " ".join((command.reason, command.anamnesis, command.findings, command.investigations))
    assert "HBsAg" not in everything
    assert "PPIA" not in everything
    assert filled_from_forms(workplace, command) == command
    referral = issue_referral(workplace, command).value
    assert referral.reason == command.reason
    both_copies = text_of(referral_pdf(workplace, referral.id))
    for part in ("R 66 x/mnt", "S 38,2 °C", "BB 2,50 kg"):
        assert both_copies.count(part) == 2, part


def test_a_malnourished_child_is_referred_with_its_scores(workplace: Workplace) -> None:
    """SR1"""
    visit = visit_of_child(workplace, 500)
    complete(
        workplace,
        visit,
        "child_illness",
        complaints="Tidak mau makan",
        weight="6,4",
        height="74",
        temperature="36,8",
        danger_signs="none",
        appearance_signs="none",
        breathing_signs="none",
        circulation_signs="none",
        cough="tidak",
        diarrhoea="tidak",
        fever_told="tidak",
        ear="tidak",
        upper_arm="11,0",
        oedema="none",
        complications="appetite",
        pallor="some",
        haemoglobin="8,8",
        hiv_signs="none",
        counselling="none",
    )
    command = filled_from_forms(workplace, blank(visit, workplace))
    assert command.reason.startswith("Gizi buruk dengan komplikasi")
    assert "LILA 11 cm" in command.findings
    assert "BB/PB atau BB/TB -4," in command.findings
    assert command.investigations == "Hb 8,8 g/dL"


def test_forms_of_another_visit_say_nothing(workplace: Workplace) -> None:
    """SR2"""
    visit = visit_of_child(workplace, 4)
    complete(workplace, visit, "newborn_visit", **NEWBORN)
    other = visit_of_child(workplace, 20)
    assert filled_from_forms(workplace, blank(other, workplace)) == blank(other, workplace)
