"""Letters of a klaster room as PDF: referral slip, hand-over note, health certificate, completed forms."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from ilp_desktop import reports
from ilp_desktop.domain.bookkeeping import PrintRecord
from ilp_desktop.domain.identifiers import (
    ConsultationId,
    LetterId,
    PatientId,
    QueueEntryId,
    ReferralId,
    ResponseId,
    VisitId,
)
from ilp_desktop.domain.installation import User
from ilp_desktop.domain.letters import (
    CodedDiagnosis,
    EmergencyTransfer,
    HandoverNote,
    HealthCertificate,
    PersonOnPaper,
    PrintedAnswer,
    PrintedForm,
    PrintedPicture,
    PrintedSection,
    PrintStamp,
    ReferralSlip,
    Signature,
)
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.patient import AllergyStatus, Household, Patient
from ilp_desktop.domain.problem import Fault, Problem, Rejected
from ilp_desktop.domain.referral_content import signs_of_visit
from ilp_desktop.domain.tacc import Tacc
from ilp_desktop.domain.visit import Condition, Consultation, Letter, QueueEntry, Referral, Visit
from ilp_desktop.domain.words import word
from ilp_desktop.forms import PrintedResponse, Response, printable
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.attachments import attachment_content
from ilp_desktop.services.paper_values import (
    letterhead,
    person_on_paper,
    print_stamp,
    short_name,
    user_signature,
    vital_signs_of,
)
from ilp_desktop.services.referrals import next_letter_number
from ilp_desktop.services.responses import open_response
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import icd10, records
from ilp_desktop.storage.transaction import new_id, utc

Entity = TypeVar("Entity")

HANDOVER, HEALTH_CERTIFICATE = "handover_note", "health_certificate"
EMERGENCY_CARE = "IGD"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateCommand:
    """A health certificate as the doctor fills it in; what was measured comes from the consultation."""

    visit_id: VisitId
    consultation_id: ConsultationId | None
    purpose: str
    finding: str
    colour_vision: str = ""
    note: str = ""
    valid_until: date | None = None


def referral_pdf(workplace: Workplace, referral_id: ReferralId) -> bytes:
    """The referral slip in two copies. The print is remembered."""
    referral = _get(workplace, Referral, referral_id)
    consultation = _find(workplace, Consultation, referral.consultation_id)
    patient = _get(workplace, Patient, referral.patient_id)
    with workplace.database.read() as connection:
        measured = records.find(connection, Observation, visit_id=referral.visit_id, voided_reason="")
    facility = workplace.facility
    slip = ReferralSlip(
        letter_number=referral.letter_number,
        external_number=referral.external_number,
        letter_date=referral.letter_date,
        issued_at=_local(workplace, referral.issued_at),
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
        patient=_person(workplace, patient, referral.visit_id),
        diagnoses=tuple(_coded(line) for line in referral.diagnoses.splitlines()),
        doctor=_doctor(workplace, referral),
        kind=referral.referral_kind,
        care_kind=referral.care_kind,
        anamnesis=referral.anamnesis,
        allergies=_allergies(patient),
        vital_signs=signs_of_visit(vital_signs_of(consultation), measured),
        examination=referral.findings,
        investigations=referral.investigations,
        tacc="" if referral.tacc == Tacc.NONE else Tacc(referral.tacc).label,
        tacc_reason=referral.tacc_reason,
        reason=referral.reason,
        treatment_given=referral.treatment_given,
        emergency=_emergency(referral),
    )
    stamp = print_stamp_of(workplace, "referral", referral.id)
    return reports.referral_slip_pdf(slip, letterhead=letterhead(workplace), stamp=stamp)


def handover_pdf(workplace: Workplace, entry_id: QueueEntryId) -> bytes:
    """The note that goes along to the next room; ``entry_id`` is the place in that room's queue.

    It takes a letter number at the first print and keeps it. Rejected for somebody whom no room sent.
    """
    entry = _get(workplace, QueueEntry, entry_id)
    if entry.sent_by is None:
        raise Rejected(
            Problem(
                code="handover.from_counter",
                field="",
                sentence="Orang ini datang langsung dari loket, tidak ada catatan serah terima.",
            )
        )
    sender = _get(workplace, QueueEntry, entry.sent_by)
    sent, answered = _consultation_at(workplace, sender.id), _consultation_at(workplace, entry.id)
    letter = _handover_letter(workplace, entry)
    patient = _get(workplace, Patient, entry.patient_id)
    note = HandoverNote(
        letter_number=letter.letter_number,
        written_on=letter.letter_date,
        patient=_person(workplace, patient, entry.visit_id),
        from_cluster=word(sender.cluster),
        to_cluster=word(entry.cluster),
        problem=_diagnosis_text(workplace, sent) or (sent.anamnesis if sent else ""),
        allergies=_allergies(patient),
        findings=sent.examination if sent else "",
        action_taken=sent.therapy if sent else "",
        request=entry.handover_note or (sent.laboratory if sent else ""),
        sender=_signature(workplace, sent, "Pengirim"),
        receiver=_signature(workplace, answered, "Penerima"),
        place=short_name(workplace.facility),
        sent_at=_local(workplace, entry.taken_at),
        accepted_at=_local(workplace, entry.started_at),
        done_at=_local(workplace, entry.done_at),
        answer_diagnosis=_diagnosis_text(workplace, answered),
        answer_result=answered.laboratory or answered.therapy if answered else "",
        answer_advice=answered.advice if answered else "",
    )
    stamp = print_stamp_of(workplace, HANDOVER, entry.id)
    return reports.handover_note_pdf(note, letterhead=letterhead(workplace), stamp=stamp)


def issue_health_certificate(workplace: Workplace, command: CertificateCommand) -> Answer[Letter]:
    """Numbers and keeps a health certificate. Rejected when the purpose or the doctor's conclusion is missing."""
    problems = [
        Problem(
            code=f"certificate.{field}", field=field, sentence=f"{label} belum diisi.", remedy="Isi, lalu simpan lagi."
        )
        for field, label, given in (
            ("purpose", "Keperluan surat", command.purpose),
            ("finding", "Kesimpulan pemeriksaan", command.finding),
        )
        if not given.strip()
    ]
    if command.valid_until is not None and command.valid_until < workplace.today:
        problems.append(
            Problem(
                code="certificate.valid_until",
                field="valid_until",
                sentence="Masa berlaku sudah lewat.",
                remedy="Isi hari ini atau sesudahnya, atau kosongkan.",
            )
        )
    if problems:
        raise Rejected(*problems)
    content = {
        "consultation_id": command.consultation_id,
        "purpose": command.purpose.strip(),
        "finding": command.finding.strip(),
        "colour_vision": command.colour_vision.strip(),
        "note": command.note.strip(),
        "valid_until": command.valid_until.isoformat() if command.valid_until else "",
    }
    with workplace.change("issue_health_certificate") as transaction:
        visit = records.get(transaction.connection, Visit, command.visit_id)
        letter = Letter(
            id=LetterId(new_id()),
            kind=HEALTH_CERTIFICATE,
            letter_number=next_letter_number(transaction, workplace.facility, workplace.today),
            letter_date=workplace.today,
            patient_id=visit.patient_id,
            visit_id=visit.id,
            content=json.dumps(content, ensure_ascii=False),
            issued_by=workplace.user.id,
        )
        transaction.insert(letter)
    return Answer(letter, frozenset(transaction.changes))


def health_certificate_pdf(workplace: Workplace, letter_id: LetterId) -> bytes:
    """The certificate as it was issued. The print is remembered."""
    letter = _get(workplace, Letter, letter_id)
    assert letter.patient_id is not None
    content: dict[str, str] = json.loads(letter.content)
    patient = _get(workplace, Patient, letter.patient_id)
    issuer = _get(workplace, User, letter.issued_by)
    certificate = HealthCertificate(
        letter_number=letter.letter_number,
        letter_date=letter.letter_date,
        patient=_person(workplace, patient, letter.visit_id),
        purpose=content["purpose"],
        finding=content["finding"],
        doctor=user_signature(issuer, "Dokter pemeriksa", workplace.facility, letter.letter_date),
        vital_signs=vital_signs_of(_find(workplace, Consultation, content["consultation_id"])),
        blood_group=f"{patient.blood_group.value}{patient.rhesus.value}".replace("?", ""),
        colour_vision=content["colour_vision"],
        note=content["note"],
        valid_until=date.fromisoformat(content["valid_until"]) if content["valid_until"] else None,
    )
    stamp = print_stamp_of(workplace, HEALTH_CERTIFICATE, letter.id)
    return reports.health_certificate_pdf(certificate, letterhead=letterhead(workplace), stamp=stamp)


def printed_response_pdf(workplace: Workplace, response_id: ResponseId) -> bytes:
    """A completed form on paper, in the version with which it was made. The print is remembered."""
    opened = open_response(workplace, response_id)
    record, content = opened.record, printable(opened.response)
    patient = _find(workplace, Patient, record.patient_id)
    author = _get(workplace, User, record.author_id)
    form = PrintedForm(
        title=content.title,
        source=f"{content.source} · versi {content.version}".removeprefix(" · "),
        filled_on=record.effective_date,
        filled_by=record.author_name,
        sections=_sections(content),
        patient=None if patient is None else _person(workplace, patient, record.visit_id),
        conclusions=tuple(line.label for section in content.sections for line in section.lines if line.alert),
        pictures=_pictures(workplace, opened.response, record.patient_id),
        signature=user_signature(author, "Petugas", workplace.facility, record.effective_date),
    )
    stamp = print_stamp_of(workplace, "printed_form", record.id)
    return reports.printed_form_pdf(form, letterhead=letterhead(workplace), stamp=stamp)


def _pictures(workplace: Workplace, response: Response, patient_id: PatientId | None) -> tuple[PrintedPicture, ...]:
    """The files of the answers; a PDF is only named, for it has pages of its own."""
    found = []
    for address, name in response.files().items():
        question = response.label(address)
        try:
            content = attachment_content(workplace, patient_id, name)
        except Fault:
            found.append(PrintedPicture(question=question, name=name, note="tidak ada di komputer ini"))
            continue
        if content.startswith(b"%PDF-"):
            found.append(PrintedPicture(question=question, name=name, note="PDF, dicetak tersendiri"))
        else:
            found.append(PrintedPicture(question=question, name=name, content=content))
    return tuple(found)


def _sections(content: PrintedResponse) -> tuple[PrintedSection, ...]:
    sections = (
        PrintedSection(
            title=section.title,
            answers=tuple(
                PrintedAnswer(question=line.label, answer=line.value, unit=line.unit)
                for line in section.lines
                if line.value
            ),
        )
        for section in content.sections
    )
    return tuple(section for section in sections if section.answers)


def _handover_letter(workplace: Workplace, entry: QueueEntry) -> Letter:
    with workplace.change("number_handover_note") as transaction:
        for letter in records.find(transaction.connection, Letter, visit_id=entry.visit_id):
            if letter.kind == HANDOVER and json.loads(letter.content)["queue_entry_id"] == entry.id:
                return letter
        letter = Letter(
            id=LetterId(new_id()),
            kind=HANDOVER,
            letter_number=next_letter_number(transaction, workplace.facility, workplace.today),
            letter_date=workplace.today,
            patient_id=entry.patient_id,
            visit_id=entry.visit_id,
            content=json.dumps({"queue_entry_id": entry.id}),
            issued_by=workplace.user.id,
        )
        transaction.insert(letter)
    return letter


def _person(workplace: Workplace, patient: Patient, visit_id: VisitId | None) -> PersonOnPaper:
    visit = _find(workplace, Visit, visit_id)
    household = _find(workplace, Household, patient.household_id)
    return person_on_paper(patient, household, visit.visit_date if visit else workplace.today, visit)


def _allergies(patient: Patient) -> str:
    return patient.allergies if patient.allergy_status is AllergyStatus.PRESENT else word(patient.allergy_status)


def _coded(line: str) -> CodedDiagnosis:
    code, _space, name = line.partition(" ")
    return CodedDiagnosis(code=code, name=name, primary_care=icd10.diagnosis(code).is_primary_care)


def _doctor(workplace: Workplace, referral: Referral) -> Signature:
    doctor = _get(workplace, User, referral.practitioner_id)
    return user_signature(doctor, "Dokter/petugas yang merujuk", workplace.facility, referral.letter_date)


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


def _signature(workplace: Workplace, consultation: Consultation | None, title: str) -> Signature:
    if consultation is None:
        return Signature(title=title)
    practitioner = _get(workplace, User, consultation.practitioner_id)
    return replace(user_signature(practitioner, title, workplace.facility, workplace.today), place="", signed_on=None)


def _diagnosis_text(workplace: Workplace, consultation: Consultation | None) -> str:
    if consultation is None:
        return ""
    with workplace.database.read() as connection:
        conditions = records.find(
            connection, Condition, order_by="rank", consultation_id=consultation.id, voided_reason=""
        )
    return "; ".join(f"{one.code} {one.name}" for one in conditions)


def _consultation_at(workplace: Workplace, entry_id: QueueEntryId) -> Consultation | None:
    with workplace.database.read() as connection:
        found = records.find(connection, Consultation, queue_entry_id=entry_id)
    return found[0] if found else None


def _get(workplace: Workplace, kind: type[Entity], row_id: str) -> Entity:
    with workplace.database.read() as connection:
        return records.get(connection, kind, row_id)


def _find(workplace: Workplace, kind: type[Entity], row_id: str | None) -> Entity | None:
    return None if row_id is None else _get(workplace, kind, row_id)


def _local(workplace: Workplace, moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(workplace.clock().tzinfo)


def print_stamp_of(workplace: Workplace, paper: str, subject_id: str) -> PrintStamp:
    """Remembers the print, and says which copy of the same paper it is."""
    with workplace.change("print_paper") as transaction:
        copy = records.count(transaction.connection, PrintRecord, paper=paper, subject_id=subject_id) + 1
        transaction.insert(
            PrintRecord(
                id=new_id(),
                paper=paper,
                subject_id=subject_id,
                printed_at=utc(transaction.now),
                printed_by=workplace.user.id,
            )
        )
    return replace(print_stamp(workplace), copy=copy)
