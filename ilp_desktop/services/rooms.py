"""A klaster room with one person: what there is to know, what was found and done, and where they go next."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ilp_desktop.domain.episode import EpisodeSpans, maternal_text
from ilp_desktop.domain.identifiers import (
    ConditionId,
    ConsultationId,
    PatientId,
    QueueEntryId,
    VisitId,
)
from ilp_desktop.domain.patient import Household, Patient
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.visit import (
    CaseKind,
    Cluster,
    Condition,
    Consultation,
    NextStep,
    QueueEntry,
    QueueStatus,
    ServiceKind,
    Visit,
)
from ilp_desktop.domain.visit_kind import CaseRules, EarlierCase, case_kind, is_chronic
from ilp_desktop.domain.vital_signs import VitalSignsTyped, vital_sign_problems
from ilp_desktop.domain.waiting import PersonSummary
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.episodes import birth_story, episodes_of, standing_flags
from ilp_desktop.services.queues import new_entry
from ilp_desktop.services.rules_in_force import rules_in_force
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import patient_queries, records, visit_queries
from ilp_desktop.storage.transaction import Transaction, new_id, utc

CONSULTATION_PAGE = "consultation"
"""The page of an examination that is being typed, as its draft is kept; the subject is the queue entry."""

_STEP_ROOMS = {NextStep.LABORATORY: Cluster.LABORATORY, NextStep.PHARMACY: Cluster.PHARMACY}


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisChoice:
    """A diagnosis as chosen; without ``case_kind`` the rule proposes new, old or KKL."""

    code: str
    name: str
    case_kind: CaseKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationCommand:
    """What the room recorded. Incomplete: gone on with later; completed: the person leaves the room."""

    visit_id: VisitId
    queue_entry_id: QueueEntryId | None
    cluster: Cluster
    vital_signs: VitalSignsTyped
    consultation_id: ConsultationId | None = None
    anamnesis: str = ""
    examination: str = ""
    diagnoses: tuple[DiagnosisChoice, ...] = ()
    therapy: str = ""
    advice: str = ""
    laboratory: str = ""
    service_kinds: tuple[ServiceKind, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    next_cluster: Cluster | None = None
    handover_note: str = ""
    return_date: date | None = None
    completed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedConsultation:
    """The consultation, its diagnoses, and the queue entries that were made for the next rooms."""

    consultation: Consultation
    conditions: tuple[Condition, ...]
    next_entries: tuple[QueueEntry, ...]


def person_summary(workplace: Workplace, patient_id: PatientId) -> PersonSummary:
    """The person with allergies, flags, history (newest first) and problems still open."""
    with workplace.database.read() as connection:
        patient = records.get(connection, Patient, patient_id)
        household = (
            None if patient.household_id is None else records.find(connection, Household, id=patient.household_id)
        )
        absorbed = patient_queries.absorbed_by(connection, patient_id)
        everyone = [patient_id, *(one.id for one in absorbed)]
        history = visit_queries.history(connection, everyone)
        conditions = [condition for one in everyone for condition in visit_queries.conditions_of(connection, one)]
    return PersonSummary(
        patient=patient,
        household_head=household[0].head_name if household else "",
        flags=standing_flags(workplace, patient_id, workplace.today),
        history=history,
        open_conditions=_open_problems(conditions, case_rules(workplace)),
        other_numbers=tuple(one.medical_record_number for one in absorbed),
        maternal=maternal_text(
            episodes_of(workplace, patient_id), workplace.today, rules_in_force(workplace).of(EpisodeSpans)
        ),
        from_birth=birth_story(workplace, patient).flags,
    )


def proposed_case_kind(workplace: Workplace, patient_id: PatientId, code: str) -> CaseKind:
    """Kasus baru, lama or KKL by the earlier diagnoses of this person; the health worker may say otherwise."""
    with workplace.database.read() as connection:
        earlier = visit_queries.conditions_of(connection, patient_id)
    return _proposed(code, earlier, workplace.today, case_rules(workplace))


def case_rules(workplace: Workplace) -> CaseRules:
    """How this puskesmas counts cases."""
    return rules_in_force(workplace).of(CaseRules)


def save_consultation(workplace: Workplace, command: ConsultationCommand) -> Answer[SavedConsultation]:
    """Keeps what the room recorded; when completed, ends the stay here and takes tickets for the next rooms.

    Rejected with the field of each problem; what was typed is kept by the screen.
    """
    problems = (*vital_sign_problems(command.vital_signs), *_problems(command, workplace.today))
    if problems:
        raise Rejected(*problems)
    rules = case_rules(workplace)
    with workplace.change("save_consultation") as transaction:
        visit = records.get(transaction.connection, Visit, command.visit_id)
        consultation = _keep_consultation(transaction, workplace, command, visit)
        conditions = _keep_conditions(transaction, command, consultation, visit, rules)
        entries = _leave_room(transaction, workplace, command, visit) if command.completed else ()
    saved = SavedConsultation(consultation=consultation, conditions=conditions, next_entries=entries)
    return Answer(saved, frozenset(transaction.changes))


def consultation_of(
    workplace: Workplace, queue_entry_id: QueueEntryId
) -> tuple[Consultation, tuple[Condition, ...]] | None:
    """What this room has already recorded for this stay, if anything."""
    with workplace.database.read() as connection:
        found = records.find(connection, Consultation, queue_entry_id=queue_entry_id)
        if not found:
            return None
        conditions = records.find(connection, Condition, order_by="rank", consultation_id=found[0].id, voided_reason="")
    return found[0], conditions


def _keep_consultation(
    transaction: Transaction, workplace: Workplace, command: ConsultationCommand, visit: Visit
) -> Consultation:
    signs = command.vital_signs
    consultation = Consultation(
        id=command.consultation_id or ConsultationId(new_id()),
        visit_id=visit.id,
        patient_id=visit.patient_id,
        queue_entry_id=command.queue_entry_id,
        cluster=command.cluster,
        practitioner_id=workplace.user.id,
        practitioner_name=workplace.user.name,
        recorded_at=utc(transaction.now),
        anamnesis=command.anamnesis.strip(),
        examination=command.examination.strip(),
        systolic=signs.systolic,
        diastolic=signs.diastolic,
        pulse=signs.pulse,
        respiratory_rate=signs.respiratory_rate,
        temperature=signs.temperature,
        weight=signs.weight,
        height=signs.height,
        therapy=command.therapy.strip(),
        advice=command.advice.strip(),
        laboratory=command.laboratory.strip(),
        service_kinds=",".join(kind.value for kind in command.service_kinds),
        next_steps=",".join(step.value for step in command.next_steps),
        return_date=command.return_date,
        completed=command.completed,
    )
    if command.consultation_id is None:
        transaction.insert(consultation)
        return consultation
    before = records.get(transaction.connection, Consultation, command.consultation_id)
    return transaction.save(before, replace(consultation, recorded_at=before.recorded_at))


def _keep_conditions(
    transaction: Transaction, command: ConsultationCommand, consultation: Consultation, visit: Visit, rules: CaseRules
) -> tuple[Condition, ...]:
    present = {
        one.code: one
        for one in records.find(transaction.connection, Condition, consultation_id=consultation.id, voided_reason="")
    }
    earlier = visit_queries.conditions_of(transaction.connection, visit.patient_id)
    kept = []
    for rank, choice in enumerate(command.diagnoses, start=1):
        before = present.pop(choice.code, None)
        if before is not None:
            kept.append(transaction.change(before, rank=rank, case_kind=choice.case_kind or before.case_kind))
            continue
        condition = Condition(
            id=ConditionId(new_id()),
            visit_id=visit.id,
            consultation_id=consultation.id,
            patient_id=visit.patient_id,
            code=choice.code,
            name=choice.name,
            rank=rank,
            case_kind=choice.case_kind or _proposed(choice.code, earlier, visit.visit_date, rules),
            recorded_date=visit.visit_date,
        )
        transaction.insert(condition)
        kept.append(condition)
    for removed in present.values():
        transaction.change(removed, voided_reason="dihapus saat mengubah pemeriksaan")
    return tuple(kept)


def _leave_room(
    transaction: Transaction, workplace: Workplace, command: ConsultationCommand, visit: Visit
) -> tuple[QueueEntry, ...]:
    if command.queue_entry_id is not None:
        entry = records.get(transaction.connection, QueueEntry, command.queue_entry_id)
        now = utc(transaction.now)
        transaction.change(
            entry, status=QueueStatus.DONE, started_at=entry.started_at or entry.called_at or now, done_at=now
        )
    rooms = [_STEP_ROOMS[step] for step in command.next_steps if step in _STEP_ROOMS]
    if NextStep.OTHER_CLUSTER in command.next_steps and command.next_cluster is not None:
        rooms.append(command.next_cluster)
    return tuple(
        new_entry(
            transaction,
            workplace,
            visit_id=visit.id,
            patient_id=visit.patient_id,
            cluster=room,
            priority=False,
            sent_by=command.queue_entry_id,
            note=command.handover_note.strip(),
        )
        for room in rooms
    )


def _proposed(code: str, earlier: Iterable[Condition], day: date, rules: CaseRules) -> CaseKind:
    cases = (EarlierCase(code=one.code, day=one.recorded_date, resolved=one.resolved_date) for one in earlier)
    return case_kind(code, day, cases, rules)


def _open_problems(conditions: Iterable[Condition], rules: CaseRules) -> tuple[Condition, ...]:
    latest: dict[str, Condition] = {}
    for condition in conditions:
        latest.setdefault(condition.code, condition)
    return tuple(
        condition
        for condition in latest.values()
        if condition.resolved_date is None and is_chronic(condition.code, rules)
    )


def _problems(command: ConsultationCommand, today: date) -> tuple[Problem, ...]:
    problems = []
    codes = [choice.code for choice in command.diagnoses]
    if len(codes) != len(set(codes)):
        problems.append(
            Problem(
                code="consultation.diagnosis_twice",
                field="diagnoses",
                sentence="Diagnosis yang sama dipilih dua kali.",
                remedy="Hapus salah satu.",
            )
        )
    if command.completed and not command.next_steps:
        problems.append(
            Problem(
                code="consultation.next_step",
                field="next_steps",
                sentence="Belum dipilih ke mana pasien selanjutnya.",
                remedy="Pilih pulang, laboratorium, farmasi, klaster lain, atau rujuk.",
            )
        )
    if NextStep.OTHER_CLUSTER in command.next_steps and command.next_cluster is None:
        problems.append(
            Problem(
                code="consultation.next_cluster",
                field="next_cluster",
                sentence="Klaster tujuan belum dipilih.",
                remedy="Pilih klaster tujuan.",
            )
        )
    if command.return_date is not None and command.return_date < today:
        problems.append(
            Problem(
                code="consultation.return_date",
                field="return_date",
                sentence="Tanggal kembali sudah lewat.",
                remedy="Periksa tanggal kembali.",
            )
        )
    return tuple(problems)
