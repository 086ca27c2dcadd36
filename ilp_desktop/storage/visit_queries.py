"""Questions about visits and queues: who waits, what a person's history is, what was there before."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, func, select

from ilp_desktop.domain.identifiers import PatientId, VisitId
from ilp_desktop.domain.patient import AllergyStatus, Sex
from ilp_desktop.domain.visit import (
    Cluster,
    Condition,
    Consultation,
    QuestionnaireResponse,
    QueueEntry,
    QueueStatus,
    Referral,
    Visit,
)
from ilp_desktop.domain.waiting import PastVisit, WaitingPerson
from ilp_desktop.storage.entity_rows import entity_of
from ilp_desktop.storage.prepared import Prepared
from ilp_desktop.storage.schema import condition, patient, queue_entry, table_of, visit

Entity = TypeVar("Entity")

_PRESENT = (QueueStatus.WAITING, QueueStatus.CALLED, QueueStatus.STARTED)


_COUNTS = Prepared(
    select(queue_entry.c.cluster, func.count())
    .where(queue_entry.c.queue_date == bindparam("day"), queue_entry.c.status == QueueStatus.WAITING.value)
    .group_by(queue_entry.c.cluster)
)
_VISIT_DATES = Prepared(
    select(visit.c.visit_date)
    .where(visit.c.patient_id == bindparam("patient"), visit.c.voided_reason == "")
    .order_by(visit.c.visit_date)
)


def waiting(connection: Connection, day: date, clusters: Iterable[Cluster]) -> tuple[WaitingPerson, ...]:
    """Those who wait for or are with these rooms on this day: priority first, then in the order of their tickets."""
    statement = (
        select(
            queue_entry,
            patient.c.name,
            patient.c.sex,
            patient.c.birth_date,
            patient.c.medical_record_number,
            patient.c.allergy_status,
            visit.c.complaint,
            visit.c.routing_reason,
            visit.c.priority,
            visit.c.pregnant,
        )
        .join(patient, patient.c.id == queue_entry.c.patient_id)
        .join(visit, visit.c.id == queue_entry.c.visit_id)
        .where(
            queue_entry.c.queue_date == day.isoformat(),
            queue_entry.c.cluster.in_([cluster.value for cluster in clusters]),
            queue_entry.c.status.in_([status.value for status in _PRESENT]),
            visit.c.voided_reason == "",
        )
        .order_by(visit.c.priority.desc(), queue_entry.c.taken_at, queue_entry.c.id)
    )
    return tuple(_waiting_person(row) for row in connection.execute(statement).mappings())


def waiting_counts(connection: Connection, day: date) -> dict[Cluster, int]:
    """How many wait for each room on this day."""
    return {Cluster(cluster): number for cluster, number in _COUNTS.run(connection, {"day": day.isoformat()})}


def entries_of_day(connection: Connection, day: date) -> tuple[QueueEntry, ...]:
    """Every queue entry of a day in the order in which they were taken."""
    statement = select(queue_entry).where(queue_entry.c.queue_date == day.isoformat()).order_by(queue_entry.c.id)
    return tuple(entity_of(QueueEntry, row) for row in connection.execute(statement).mappings())


def history(connection: Connection, patient_ids: Iterable[PatientId], limit: int = 50) -> tuple[PastVisit, ...]:
    """The visits of a person (all records of theirs), newest first, with everything that hangs on them."""
    statement = (
        select(visit)
        .where(visit.c.patient_id.in_(list(patient_ids)), visit.c.voided_reason == "")
        .order_by(visit.c.visit_date.desc(), visit.c.registered_at.desc())
        .limit(limit)
    )
    visits = [entity_of(Visit, row) for row in connection.execute(statement).mappings()]
    consultations = _of_visits(connection, Consultation, visits)
    conditions = _of_visits(connection, Condition, visits)
    responses = _of_visits(connection, QuestionnaireResponse, visits)
    referrals = _of_visits(connection, Referral, visits)
    return tuple(
        PastVisit(
            visit=one,
            consultations=tuple(consultations[one.id]),
            conditions=tuple(sorted(conditions[one.id], key=lambda each: each.rank)),
            responses=tuple(responses[one.id]),
            referrals=tuple(referrals[one.id]),
        )
        for one in visits
    )


def last_visit(connection: Connection, patient_id: PatientId) -> Visit | None:
    """The latest visit of a person."""
    statement = (
        select(visit)
        .where(visit.c.patient_id == patient_id, visit.c.voided_reason == "")
        .order_by(visit.c.visit_date.desc(), visit.c.registered_at.desc())
        .limit(1)
    )
    row = connection.execute(statement).mappings().first()
    return None if row is None else entity_of(Visit, row)


def visit_dates(connection: Connection, patient_id: PatientId) -> tuple[date, ...]:
    """The days on which a person came, oldest first."""
    rows = _VISIT_DATES.run(connection, {"patient": patient_id})
    return tuple(date.fromisoformat(day) for (day,) in rows)


def conditions_of(connection: Connection, patient_id: PatientId, code: str = "") -> tuple[Condition, ...]:
    """A person's diagnoses, newest first; with ``code`` only those of that ICD-10 code."""
    statement = (
        select(condition)
        .where(condition.c.patient_id == patient_id, condition.c.voided_reason == "")
        .order_by(condition.c.recorded_date.desc(), condition.c.rank)
    )
    if code:
        statement = statement.where(condition.c.code == code)
    return tuple(entity_of(Condition, row) for row in connection.execute(statement).mappings())


def _of_visits(connection: Connection, kind: type[Entity], visits: Iterable[Visit]) -> dict[VisitId, list[Any]]:
    table = table_of(kind)
    found: dict[VisitId, list[Any]] = defaultdict(list)
    statement = select(table).where(table.c.visit_id.in_([one.id for one in visits])).order_by(table.c.id)
    if "voided_reason" in table.c:
        statement = statement.where(table.c.voided_reason == "")
    for row in connection.execute(statement).mappings():
        found[row["visit_id"]].append(entity_of(kind, row))
    return found


def _waiting_person(row: Any) -> WaitingPerson:
    return WaitingPerson(
        entry=entity_of(QueueEntry, row),
        visit_id=row["visit_id"],
        patient_id=row["patient_id"],
        name=row["name"],
        sex=Sex(row["sex"]),
        birth_date=None if row["birth_date"] is None else date.fromisoformat(row["birth_date"]),
        medical_record_number=row["medical_record_number"],
        complaint=row["complaint"],
        routing_reason=row["routing_reason"],
        priority=bool(row["priority"]),
        pregnant=bool(row["pregnant"]),
        has_allergy=row["allergy_status"] == AllergyStatus.PRESENT.value,
    )
