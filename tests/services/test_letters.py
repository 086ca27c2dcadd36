"""The papers of a klaster room: numbered once, printed as often as needed, each print remembered."""

from datetime import date

import pypdfium2
import pytest

from ilp_desktop.domain.bookkeeping import PrintRecord
from ilp_desktop.domain.patient import AllergyStatus, Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.domain.tacc import Tacc
from ilp_desktop.domain.visit import Cluster, NextStep, VisitPurpose
from ilp_desktop.domain.vital_signs import VitalSignsTyped
from ilp_desktop.services.handover_notes import handover_pdf
from ilp_desktop.services.health_certificates import (
    CertificateCommand,
    health_certificate_pdf,
    issue_health_certificate,
)
from ilp_desktop.services.people import register_person
from ilp_desktop.services.printed_forms import printed_response_pdf
from ilp_desktop.services.referral_slips import referral_pdf
from ilp_desktop.services.referrals import ReferralCommand, issue_referral
from ilp_desktop.services.responses import AboutWhom, complete_response, start_response
from ilp_desktop.services.rooms import ConsultationCommand, DiagnosisChoice, SavedConsultation, save_consultation
from ilp_desktop.services.visits import RegisteredVisit, VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.services.conftest import LANTO
from tests.services.test_responses import fill


def text_of(paper: bytes) -> str:
    document = pypdfium2.PdfDocument(paper)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(text.split())


def registered(workplace: Workplace) -> RegisteredVisit:
    entry = PersonEntry(
        name="La Sardin",
        sex=Sex.MALE,
        birth_date=date(1980, 3, 9),
        village_code=LANTO,
        village_name="Lanto",
        allergy_status=AllergyStatus.PRESENT,
        allergies="amoksisilin",
    )
    person = register_person(workplace, entry).value
    command = VisitCommand(patient_id=person.id, purpose=VisitPurpose.SICK, payer=Payer.JKN_PBI_STATE)
    return register_visit(workplace, command).value


def consulted(workplace: Workplace, visit: RegisteredVisit) -> SavedConsultation:
    assert visit.entry is not None
    command = ConsultationCommand(
        visit_id=visit.visit.id,
        queue_entry_id=visit.entry.id,
        cluster=Cluster.ADULT_AND_ELDERLY,
        vital_signs=VitalSignsTyped(systolic=170, diastolic=100),
        anamnesis="Pusing tiga hari",
        diagnoses=(DiagnosisChoice(code="I10", name="Hipertensi"),),
        therapy="Amlodipin 5 mg",
        laboratory="Gula darah",
        next_steps=(NextStep.LABORATORY,),
        handover_note="Mohon gula darah sewaktu",
        completed=True,
    )
    return save_consultation(workplace, command).value


def prints(workplace: Workplace) -> list[str]:
    with workplace.database.read() as connection:
        return [one.paper for one in records.find(connection, PrintRecord)]


def test_a_referral_slip_says_everything_and_a_second_print_is_a_copy(workplace: Workplace) -> None:
    visit = registered(workplace)
    consultation = consulted(workplace, visit).consultation
    command = ReferralCommand(
        visit_id=visit.visit.id,
        consultation_id=consultation.id,
        destination="RSUD Buton Tengah",
        polyclinic="Penyakit Dalam",
        diagnosis_codes=("I10",),
        reason="Krisis hipertensi",
        planned_date=workplace.today,
        care_kind="IGD",
        tacc=Tacc.TIME,
        tacc_reason="< 3 Hari",
        transport="Ambulans",
        hospital_confirmation="dr. Ani",
    )
    referral = issue_referral(workplace, command).value
    text = text_of(referral_pdf(workplace, referral.id))
    for word in ("La Sardin", "RSUD Buton Tengah", "I10", "170/100", "amoksisilin", "Time", "Ambulans", "menunggu"):
        assert word in text
    assert referral.letter_number in text
    referral_pdf(workplace, referral.id)
    assert prints(workplace) == ["referral", "referral"]


def test_a_handover_note_keeps_its_number_and_says_what_is_asked(workplace: Workplace) -> None:
    saved = consulted(workplace, registered(workplace))
    first = text_of(handover_pdf(workplace, saved.next_entries[0].id))
    again = text_of(handover_pdf(workplace, saved.next_entries[0].id))
    for word in ("Mohon gula darah sewaktu", "I10", "Laboratorium"):
        assert word in first
    number = next(part for part in first.split() if part.startswith("400.7/"))
    assert number in again


def test_nobody_sent_from_the_counter_has_a_handover_note(workplace: Workplace) -> None:
    entry = registered(workplace).entry
    assert entry is not None
    with pytest.raises(Rejected):
        handover_pdf(workplace, entry.id)


def test_a_health_certificate_says_what_the_doctor_concluded(workplace: Workplace) -> None:
    visit = registered(workplace)
    command = CertificateCommand(
        visit_id=visit.visit.id,
        consultation_id=consulted(workplace, visit).consultation.id,
        purpose="melamar pekerjaan",
        finding="sehat",
        valid_until=workplace.today,
    )
    letter = issue_health_certificate(workplace, command).value
    text = text_of(health_certificate_pdf(workplace, letter.id))
    for word in ("melamar pekerjaan", "SEHAT", "170/100", letter.letter_number, "23 November 2026"):
        assert word in text


def test_a_certificate_needs_purpose_and_conclusion(workplace: Workplace) -> None:
    visit = registered(workplace)
    command = CertificateCommand(
        visit_id=visit.visit.id,
        consultation_id=None,
        purpose=" ",
        finding="",
        valid_until=date(2026, 11, 22),
    )
    with pytest.raises(Rejected) as rejected:
        issue_health_certificate(workplace, command)
    assert [one.field for one in rejected.value.problems] == ["purpose", "finding", "valid_until"]


def test_a_completed_form_is_printed_with_its_answers_and_alerts(workplace: Workplace) -> None:
    visit = registered(workplace)
    about = AboutWhom(form_id="adult_ncd_screening", patient_id=visit.visit.patient_id, visit_id=visit.visit.id)
    response = fill(start_response(workplace, about), weight="95", height="160", smoking="ya")
    record = complete_response(workplace, response, about).value
    text = text_of(printed_response_pdf(workplace, record.id))
    for word in ("La Sardin", "Berat badan", "95 kg", "Obesitas", "Siti Rahmawati"):
        assert word in text
    assert prints(workplace) == ["printed_form"]
