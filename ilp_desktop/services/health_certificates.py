"""The health certificate: numbered, kept as the doctor issued it, printed as often as needed."""

import json
from dataclasses import dataclass
from datetime import date

from ilp_desktop import reports
from ilp_desktop.domain.identifiers import ConsultationId, LetterId, VisitId
from ilp_desktop.domain.installation import User
from ilp_desktop.domain.letters import HealthCertificate
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.visit import Consultation, Letter, Visit
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.paper_values import letterhead, person_at_visit, user_signature, vital_signs_of
from ilp_desktop.services.print_log import print_stamp_of
from ilp_desktop.services.referrals import next_letter_number
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.transaction import new_id

HEALTH_CERTIFICATE = "health_certificate"


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


def issue_health_certificate(workplace: Workplace, command: CertificateCommand) -> Answer[Letter]:
    """Numbers and keeps a health certificate. Rejected when the purpose or the doctor's conclusion is missing."""
    problems = _problems(workplace, command)
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
    with workplace.database.read() as connection:
        letter = records.get(connection, Letter, letter_id)
        assert letter.patient_id is not None
        content: dict[str, str] = json.loads(letter.content)
        patient = records.get(connection, Patient, letter.patient_id)
        person = person_at_visit(connection, patient, letter.visit_id, workplace.today)
        issuer = records.get(connection, User, letter.issued_by)
        consultations = records.find(connection, Consultation, id=content["consultation_id"])
    certificate = HealthCertificate(
        letter_number=letter.letter_number,
        letter_date=letter.letter_date,
        patient=person,
        purpose=content["purpose"],
        finding=content["finding"],
        doctor=user_signature(issuer, "Dokter pemeriksa", workplace.facility, letter.letter_date),
        vital_signs=vital_signs_of(consultations[0] if consultations else None),
        blood_group=f"{patient.blood_group.value}{patient.rhesus.value}".replace("?", ""),
        colour_vision=content["colour_vision"],
        note=content["note"],
        valid_until=date.fromisoformat(content["valid_until"]) if content["valid_until"] else None,
    )
    stamp = print_stamp_of(workplace, HEALTH_CERTIFICATE, letter.id)
    return reports.health_certificate_pdf(certificate, letterhead=letterhead(workplace), stamp=stamp)


def _problems(workplace: Workplace, command: CertificateCommand) -> list[Problem]:
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
    return problems
