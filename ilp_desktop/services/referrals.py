"""Referral slips to a hospital: issue, number, read again, take in the answer."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ilp_desktop.domain.diagnosis import Diagnosis
from ilp_desktop.domain.identifiers import ConsultationId, ReferralId, VisitId
from ilp_desktop.domain.installation import Facility
from ilp_desktop.domain.letter_number import letter_number
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.referral_content import added, referral_content
from ilp_desktop.domain.tacc import Tacc, tacc_problem
from ilp_desktop.domain.visit import Consultation, Flag, QuestionnaireResponse, Referral, Visit
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.paper_values import vital_signs_of
from ilp_desktop.services.settings import REFERRAL_VALID_DAYS, setting
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import icd10, records
from ilp_desktop.storage.transaction import Transaction, new_id, utc

WAITING_NUMBER = "menunggu"
"""Stands for the P-Care or SATUSEHAT number until somebody has been online."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralCommand:
    """A referral as the doctor fills it in; everything else on the slip is known."""

    visit_id: VisitId
    consultation_id: ConsultationId | None
    destination: str
    polyclinic: str
    diagnosis_codes: tuple[str, ...]
    reason: str
    planned_date: date
    referral_kind: str = "Vertikal"
    care_kind: str = "Rawat jalan"
    destination_code: str = ""
    tacc: Tacc = Tacc.NONE
    tacc_reason: str = ""
    anamnesis: str = ""
    findings: str = ""
    investigations: str = ""
    treatment_given: str = ""
    transport: str = ""
    companion: str = ""
    condition_on_departure: str = ""
    hospital_confirmation: str = ""


def issue_referral(workplace: Workplace, command: ReferralCommand) -> Answer[Referral]:
    """Numbers and keeps a referral. Rejected when something that the hospital needs is missing."""
    diagnoses = tuple(icd10.diagnosis(code) for code in command.diagnosis_codes)
    problems = _problems(command, diagnoses, workplace.today)
    if problems:
        raise Rejected(*problems)
    valid_days = setting(workplace, REFERRAL_VALID_DAYS)
    with workplace.change("issue_referral") as transaction:
        visit = records.get(transaction.connection, Visit, command.visit_id)
        referral = Referral(
            id=ReferralId(new_id()),
            visit_id=visit.id,
            consultation_id=command.consultation_id,
            patient_id=visit.patient_id,
            letter_number=next_letter_number(transaction, workplace.facility, workplace.today),
            letter_date=workplace.today,
            issued_at=utc(transaction.now),
            external_number=WAITING_NUMBER,
            planned_date=command.planned_date,
            valid_until=workplace.today + timedelta(days=valid_days),
            destination=command.destination.strip(),
            destination_code=command.destination_code.strip(),
            polyclinic=command.polyclinic.strip(),
            referral_kind=command.referral_kind,
            care_kind=command.care_kind,
            diagnoses="\n".join(f"{one.code} {one.name}" for one in diagnoses),
            tacc=command.tacc.value,
            tacc_reason=command.tacc_reason.strip(),
            reason=command.reason.strip(),
            anamnesis=command.anamnesis.strip(),
            findings=command.findings.strip(),
            investigations=command.investigations.strip(),
            treatment_given=command.treatment_given.strip(),
            transport=command.transport.strip(),
            companion=command.companion.strip(),
            condition_on_departure=command.condition_on_departure.strip(),
            hospital_confirmation=command.hospital_confirmation.strip(),
            practitioner_id=workplace.user.id,
            practitioner_name=workplace.user.name,
            practitioner_licence=workplace.user.licence_number,
        )
        transaction.insert(referral)
    return Answer(referral, frozenset(transaction.changes))


def filled_from_forms(workplace: Workplace, command: ReferralCommand) -> ReferralCommand:
    """The referral with what the forms of the visit say, after what is written already."""
    with workplace.database.read() as connection:
        visit = records.get(connection, Visit, command.visit_id)
        responses = records.find(connection, QuestionnaireResponse, visit_id=visit.id)
        observations = records.find(connection, Observation, visit_id=visit.id, voided_reason="")
        flags = records.find(connection, Flag, patient_id=visit.patient_id, ended=None)
        consultation = None
        if command.consultation_id is not None:
            consultation = records.get(connection, Consultation, command.consultation_id)
    ids = {response.id for response in responses}
    raised = [flag for flag in flags if flag.response_id in ids]
    content = referral_content(observations, raised, vital_signs_of(consultation))
    return replace(
        command,
        anamnesis=added(command.anamnesis, content.anamnesis),
        findings=added(command.findings, content.findings),
        investigations=added(command.investigations, content.investigations, "; "),
        reason=added(command.reason, content.reason, "; "),
        treatment_given=added(command.treatment_given, content.treatment),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAnswer:
    """What the hospital wrote on the lower part of the slip (rujuk balik), as it is typed."""

    referral_id: ReferralId
    returned: date | None
    diagnosis: str
    advice: str = ""


def answer_to(workplace: Workplace, referral_id: ReferralId) -> ReferralAnswer:
    """The answer as far as it is known; empty while the hospital has not answered."""
    with workplace.database.read() as connection:
        referral = records.get(connection, Referral, referral_id)
    return ReferralAnswer(
        referral_id=referral.id,
        returned=referral.returned_date,
        diagnosis=referral.returned_diagnosis,
        advice=referral.returned_advice,
    )


def take_in_answer(workplace: Workplace, answer: ReferralAnswer) -> Answer[Referral]:
    """Keeps the hospital's answer. Rejected when its day cannot be or the diagnosis is missing."""
    with workplace.change("take_in_referral_answer") as transaction:
        referral = records.get(transaction.connection, Referral, answer.referral_id)
        problems = _answer_problems(answer, referral.letter_date, workplace.today)
        if problems:
            raise Rejected(*problems)
        changed = transaction.change(
            referral,
            returned_date=answer.returned,
            returned_diagnosis=answer.diagnosis.strip(),
            returned_advice=answer.advice.strip(),
        )
    return Answer(changed, frozenset(transaction.changes))


def set_external_number(workplace: Workplace, referral_id: ReferralId, number: str) -> Answer[Referral]:
    """Writes the P-Care or SATUSEHAT number down once it is known, so that the slip can be printed again."""
    with workplace.change("set_referral_number") as transaction:
        referral = records.get(transaction.connection, Referral, referral_id)
        changed = transaction.change(referral, external_number=number.strip() or WAITING_NUMBER)
    return Answer(changed, frozenset(transaction.changes))


def next_letter_number(transaction: Transaction, facility: Facility, day: date) -> str:
    """The next number of the year by the facility's pattern."""
    return letter_number(
        pattern=facility.letter_pattern,
        code=facility.letter_code,
        sequence=transaction.next_number(f"letter:{day.year}"),
        unit=facility.letter_unit,
        day=day,
    )


def _answer_problems(answer: ReferralAnswer, referred: date, today: date) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    if answer.returned is None or not referred <= answer.returned <= today:
        problems.append(
            Problem(
                code="referral.returned",
                field="returned",
                sentence="Tanggal jawaban harus antara tanggal rujukan dan hari ini.",
                remedy="Isi tanggal yang tertulis pada jawaban.",
            )
        )
    if not answer.diagnosis.strip():
        problems.append(
            Problem(
                code="referral.returned_diagnosis",
                field="diagnosis",
                sentence="Diagnosis rumah sakit belum diisi.",
                remedy="Tulis seperti pada jawaban.",
            )
        )
    return tuple(problems)


def _problems(command: ReferralCommand, diagnoses: tuple[Diagnosis, ...], today: date) -> tuple[Problem, ...]:
    problems = [
        Problem(
            code=f"referral.{field}", field=field, sentence=f"{label} belum diisi.", remedy="Isi, lalu simpan lagi."
        )
        for field, label, given in (
            ("destination", "Rumah sakit tujuan", command.destination.strip()),
            ("polyclinic", "Poli tujuan", command.polyclinic.strip()),
            ("diagnosis_codes", "Diagnosis", command.diagnosis_codes),
            ("reason", "Alasan merujuk", command.reason.strip()),
        )
        if not given
    ]
    if command.planned_date < today:
        problems.append(
            Problem(
                code="referral.planned_date",
                field="planned_date",
                sentence="Tanggal rencana kunjungan sudah lewat.",
                remedy="Isi hari ini atau sesudahnya.",
            )
        )
    if diagnoses:
        problems.extend(tacc_problem(diagnoses[0], command.tacc, command.tacc_reason))
    return tuple(problems)
