"""Differences that a merge found: a person keeps what stands here, or takes theirs; both are ordinary changes."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from ilp_desktop.domain.bookkeeping import OpenDecision
from ilp_desktop.domain.hybrid_clock import HybridTime
from ilp_desktop.domain.installation import Hamlet, Partner, Role, User
from ilp_desktop.domain.merging import Winner
from ilp_desktop.domain.patient import Household, Patient
from ilp_desktop.domain.record_words import field_word, record_word, value_words
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.database import Connection
from ilp_desktop.storage.entity_rows import field_value
from ilp_desktop.storage.schema import entity_of_table
from ilp_desktop.storage.transaction import utc


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDecision:
    """A difference in words. ``subject`` is who or what it is about, ``partner`` who wrote the other value.

    ``present`` is what stands here now: one of the two values, or a third that somebody wrote since.
    """

    decision: OpenDecision
    subject: str
    record: str
    field: str
    ours: str
    theirs: str
    present: str
    our_time: datetime
    their_time: datetime
    partner: str


def open_decisions(workplace: Workplace) -> tuple[OpenDecision, ...]:
    """What still waits for somebody to look at it, oldest first."""
    with workplace.database.read() as connection:
        return records.find(connection, OpenDecision, decided_at=None)


def shown_decisions(workplace: Workplace) -> tuple[ShownDecision, ...]:
    """The same, ready to be put before a person."""
    zone = workplace.clock().tzinfo
    with workplace.database.read() as connection:
        names: dict[str, str] = {partner.node: partner.name for partner in records.find(connection, Partner)}
        found = records.find(connection, OpenDecision, decided_at=None)
        return tuple(_shown(connection, one, names.get(one.their_node, "tempat lain"), zone) for one in found)


def decide(workplace: Workplace, decision_id: str, *, keep_ours: bool) -> Answer[OpenDecision]:
    """Confirms what stands or reverts it; the value chosen travels on as the newest change of the field."""
    workplace.require(Role.HEAD, Role.HEALTH_OFFICE)
    with workplace.change("decide_difference") as transaction:
        decision = records.get(transaction.connection, OpenDecision, decision_id)
        kind = entity_of_table(decision.table_name)
        entity = records.get(transaction.connection, kind, decision.row_id)
        chosen = field_value(kind, decision.field, decision.ours if keep_ours else decision.theirs)
        transaction.change(entity, **{decision.field: chosen})
        decided = transaction.change(
            decision, decided_at=utc(transaction.now), decision=Winner.OURS if keep_ours else Winner.THEIRS
        )
    return Answer(decided, frozenset(transaction.changes))


def _shown(connection: Connection, decision: OpenDecision, partner: str, zone: tzinfo | None) -> ShownDecision:
    kind = entity_of_table(decision.table_name)
    entity = records.get(connection, kind, decision.row_id)

    def say(value: object) -> str:
        return _in_words(connection, decision.field, value, zone)

    return ShownDecision(
        decision=decision,
        subject=_subject(connection, decision, entity),
        record=record_word(decision.table_name),
        field=field_word(decision.field),
        ours=say(field_value(kind, decision.field, decision.ours)),
        theirs=say(field_value(kind, decision.field, decision.theirs)),
        present=say(getattr(entity, decision.field)),
        our_time=_moment(decision.our_time, zone),
        their_time=_moment(decision.their_time, zone),
        partner=partner,
    )


def _subject(connection: Connection, decision: OpenDecision, entity: object) -> str:
    patient = entity if isinstance(entity, Patient) else None
    if patient is None and decision.patient_id:
        patient = next(iter(records.find(connection, Patient, id=decision.patient_id)), None)
    if patient is not None:
        return f"{patient.name} · RM {patient.medical_record_number}"
    return str(getattr(entity, "head_name", "") or getattr(entity, "name", "") or record_word(decision.table_name))


_POINTS_TO: dict[str, tuple[type[Any], str]] = {
    "household_id": (Household, "head_name"),
    "hamlet_id": (Hamlet, "name"),
    "mother_id": (Patient, "name"),
    "merged_into": (Patient, "name"),
    "patient_id": (Patient, "name"),
    "practitioner_id": (User, "name"),
}
"""Fields that hold the id of another record, and what that record is called by."""


def _in_words(connection: Connection, field: str, value: object, zone: tzinfo | None) -> str:
    if field in _POINTS_TO and value:
        kind, name = _POINTS_TO[field]
        found = records.find(connection, kind, id=value)
        return str(getattr(found[0], name)) if found else "data yang belum ada di sini"
    return value_words(value, zone) or "(kosong)"


def _moment(time: str, zone: tzinfo | None) -> datetime:
    return datetime.fromtimestamp(HybridTime.parse(time).milliseconds / 1000, zone)
