"""The referral slip to a hospital as PDF: what was asked, what was found, and who refers."""

from ilp_desktop import reports
from ilp_desktop.domain.identifiers import ReferralId
from ilp_desktop.domain.installation import User
from ilp_desktop.domain.letters import CodedDiagnosis, EmergencyTransfer, ReferralSlip
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.referral_content import signs_of_visit
from ilp_desktop.domain.tacc import Tacc
from ilp_desktop.domain.visit import Consultation, Referral
from ilp_desktop.services.paper_values import (
    allergies_of,
    letterhead,
    local_time,
    person_at_visit,
    user_signature,
    vital_signs_of,
)
from ilp_desktop.services.print_log import print_stamp_of
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import icd10, records

EMERGENCY_CARE = "IGD"


def referral_pdf(workplace: Workplace, referral_id: ReferralId) -> bytes:
    """The referral slip in two copies. The print is remembered."""
    slip = _slip(workplace, referral_id)
    stamp = print_stamp_of(workplace, "referral", referral_id)
    return reports.referral_slip_pdf(slip, letterhead=letterhead(workplace), stamp=stamp)


def _slip(workplace: Workplace, referral_id: ReferralId) -> ReferralSlip:
    facility = workplace.facility
    with workplace.database.read() as connection:
        referral = records.get(connection, Referral, referral_id)
        consultations = records.find(connection, Consultation, id=referral.consultation_id)
        patient = records.get(connection, Patient, referral.patient_id)
        person = person_at_visit(connection, patient, referral.visit_id, workplace.today)
        doctor = records.get(connection, User, referral.practitioner_id)
        measured = records.find(connection, Observation, visit_id=referral.visit_id, voided_reason="")
    return ReferralSlip(
        letter_number=referral.letter_number,
        external_number=referral.external_number,
        letter_date=referral.letter_date,
        issued_at=local_time(workplace, referral.issued_at),
        planned_date=referral.planned_date,
        valid_until=referral.valid_until,
        facility=facility.name,
        facility_code=facility.code,
        facility_address=facility.address or facility.letterhead_4,
        facility_phone=facility.phone,
        regency=facility.regency_name,
        destination=referral.destination,
        destination_code=referral.destination_code,
        polyclinic=referral.polyclinic,
        patient=person,
        diagnoses=tuple(_coded(line) for line in referral.diagnoses.splitlines()),
        doctor=user_signature(doctor, "Dokter/petugas yang merujuk", facility, referral.letter_date),
        kind=referral.referral_kind,
        care_kind=referral.care_kind,
        anamnesis=referral.anamnesis,
        allergies=allergies_of(patient),
        vital_signs=signs_of_visit(vital_signs_of(consultations[0] if consultations else None), measured),
        examination=referral.findings,
        investigations=referral.investigations,
        tacc="" if referral.tacc == Tacc.NONE else Tacc(referral.tacc).label,
        tacc_reason=referral.tacc_reason,
        reason=referral.reason,
        treatment_given=referral.treatment_given,
        emergency=_emergency(referral),
    )


def _coded(line: str) -> CodedDiagnosis:
    code, _space, name = line.partition(" ")
    return CodedDiagnosis(code=code, name=name, primary_care=icd10.diagnosis(code).is_primary_care)


def _emergency(referral: Referral) -> EmergencyTransfer | None:
    if referral.care_kind != EMERGENCY_CARE:
        return None
    return EmergencyTransfer(
        transport=referral.transport,
        companion=referral.companion,
        condition=referral.condition_on_departure,
        departed_at=None,
        confirmed_by=referral.hospital_confirmation,
    )
