"""Two records of one person made one, and taken apart again when it was a mistake."""

import json
from dataclasses import dataclass, fields, replace
from typing import Any

from ilp_desktop.domain.bookkeeping import PatientMerge
from ilp_desktop.domain.identifiers import MergeId, PatientId
from ilp_desktop.domain.patient import Patient, PatientStatus, Sex
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import patient_queries, records
from ilp_desktop.storage.transaction import Transaction, new_id, utc

_NEVER_FILLED = frozenset(
    {"id", "medical_record_number", "name", "sex", "birth_date_estimated", "status", "merged_into", "household_id"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeCommand:
    """Keep ``survivor_id``; the visits and everything else of ``absorbed_id`` move to it, both numbers stay known."""

    survivor_id: PatientId
    absorbed_id: PatientId
    reason: str


def merge_people(workplace: Workplace, command: MergeCommand) -> Answer[PatientMerge]:
    """Joins two records. What the survivor does not know is filled in from the other; nothing is overwritten.

    Rejected when they are the same record, or one of them was merged before.
    """
    with workplace.change("merge_people") as transaction:
        survivor = records.get(transaction.connection, Patient, command.survivor_id)
        absorbed = records.get(transaction.connection, Patient, command.absorbed_id)
        _check(survivor, absorbed, command.reason)
        moved = _move_everything(transaction, absorbed.id, survivor.id)
        filled = _gaps_filled(survivor, absorbed)
        transaction.save(survivor, filled)
        transaction.change(absorbed, status=PatientStatus.MERGED, merged_into=survivor.id)
        merge = PatientMerge(
            id=MergeId(new_id()),
            survivor_id=survivor.id,
            absorbed_id=absorbed.id,
            merged_at=utc(transaction.now),
            merged_by=workplace.user.id,
            reason=command.reason.strip(),
            moved=json.dumps(
                {
                    "rows": moved,
                    "filled": [name for name in _names() if getattr(filled, name) != getattr(survivor, name)],
                    "status": absorbed.status.value,
                }
            ),
        )
        transaction.insert(merge)
    return Answer(merge, frozenset(transaction.changes))


def undo_merge(workplace: Workplace, merge_id: MergeId, reason: str) -> Answer[PatientMerge]:
    """Takes a merge apart: what had moved goes back, what was filled in is emptied, later visits stay where they are.

    Rejected when it was undone before, or when the survivor itself was merged into somebody meanwhile.
    """
    with workplace.change("undo_merge") as transaction:
        merge = records.get(transaction.connection, PatientMerge, merge_id)
        survivor = records.get(transaction.connection, Patient, merge.survivor_id)
        absorbed = records.get(transaction.connection, Patient, merge.absorbed_id)
        if merge.undone_at is not None or survivor.status is PatientStatus.MERGED:
            raise Rejected(
                Problem(
                    code="merge.not_undoable",
                    field="",
                    sentence="Penggabungan ini sudah dibatalkan, atau datanya sudah digabung lagi ke orang lain.",
                    remedy="Batalkan dulu penggabungan yang terakhir.",
                )
            )
        what = json.loads(merge.moved)
        for table, row_ids in what["rows"].items():
            for entity in patient_queries.rows_by_id(transaction.connection, table, row_ids):
                field = "mother_id" if table == "patient" else "patient_id"
                if getattr(entity, field) == survivor.id:
                    transaction.change(entity, **{field: absorbed.id})
        emptied = {name: _empty(name) for name in what["filled"] if getattr(survivor, name) == getattr(absorbed, name)}
        transaction.change(survivor, **emptied)
        transaction.change(absorbed, status=PatientStatus(what["status"]), merged_into=None)
        undone = transaction.change(merge, undone_at=utc(transaction.now), undone_reason=reason.strip())
    return Answer(undone, frozenset(transaction.changes))


def merges_of(workplace: Workplace, patient_id: PatientId) -> tuple[PatientMerge, ...]:
    """The merges into this record that stand, newest first."""
    with workplace.database.read() as connection:
        return records.find(connection, PatientMerge, descending=True, survivor_id=patient_id, undone_at=None)


def _move_everything(transaction: Transaction, source: PatientId, target: PatientId) -> dict[str, list[str]]:
    moved: dict[str, list[str]] = {}
    for table, entities in patient_queries.rows_of_patient(transaction.connection, source).items():
        for entity in entities:
            transaction.change(entity, patient_id=target)
        moved[table] = [entity.id for entity in entities]
    children = records.find(transaction.connection, Patient, mother_id=source)
    for child in children:
        transaction.change(child, mother_id=target)
    moved["patient"] = [child.id for child in children]
    return {table: row_ids for table, row_ids in moved.items() if row_ids}


def _gaps_filled(survivor: Patient, absorbed: Patient) -> Patient:
    gaps = {
        name: getattr(absorbed, name)
        for name in _names()
        if getattr(survivor, name) == _empty(name) != getattr(absorbed, name)
    }
    if "birth_date" in gaps:
        gaps["birth_date_estimated"] = absorbed.birth_date_estimated
    return replace(survivor, **gaps)


_BLANK = Patient(
    id=PatientId(""),
    medical_record_number="",
    name="",
    sex=Sex.UNKNOWN,
    birth_date=None,
)


def _names() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Patient) if field.name not in _NEVER_FILLED)


def _empty(name: str) -> Any:
    return getattr(_BLANK, name)


def _check(survivor: Patient, absorbed: Patient, reason: str) -> None:
    problems = []
    if survivor.id == absorbed.id:
        problems.append(
            Problem(
                code="merge.same",
                field="absorbed_id",
                sentence="Ini data orang yang sama persis.",
                remedy="Pilih data yang lain.",
            )
        )
    if PatientStatus.MERGED in (survivor.status, absorbed.status):
        problems.append(
            Problem(
                code="merge.already",
                field="",
                sentence="Salah satu data ini sudah digabung sebelumnya.",
                remedy="Cari orangnya lagi, lalu pilih data yang masih dipakai.",
            )
        )
    if not reason.strip():
        problems.append(
            Problem(
                code="merge.reason",
                field="reason",
                sentence="Alasan penggabungan belum diisi.",
                remedy="Tulis singkat mengapa keduanya orang yang sama.",
            )
        )
    if problems:
        raise Rejected(*problems)
