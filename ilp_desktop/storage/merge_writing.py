"""Writes what a merge decided: rows, log entries of other nodes, and the differences that a person must look at."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from sqlalchemy import Connection, insert, select, update

from ilp_desktop.domain.bookkeeping import OpenDecision
from ilp_desktop.domain.change import Change, ChangeKind, Scalar
from ilp_desktop.domain.change_chain import ChainHead
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.merging import Difference, FieldVersion, MergeResult, RowKey, RowKnowledge
from ilp_desktop.storage import match_index, search_index
from ilp_desktop.storage.change_queries import changes_of_rows
from ilp_desktop.storage.entity_rows import can_hold
from ilp_desktop.storage.schema import change_log, entity_of_table, is_shared, table_of
from ilp_desktop.storage.transaction import Transaction, blank_row, change_row, new_id, utc, write_head

_BATCH = 500


class UnknownTable(LookupError):
    """An entry has a table, a field or a value that this program does not know: a newer or a foreign sender."""


def knowledge_of(connection: Connection, changes: Iterable[Change]) -> Callable[[RowKey], RowKnowledge]:
    """What this installation's log says of every row that the changes touch; asked once, answered from memory."""
    keys = {(change.table, change.row_id) for change in changes if change.kind is not ChangeKind.WITHHELD}
    present = _present(connection, keys)
    fields: dict[tuple[str, str], dict[str, FieldVersion]] = defaultdict(dict)
    for change in changes_of_rows(connection, keys):
        for name, value in change.fields.items():
            version = FieldVersion(value=value.after, time=change.time, node=change.node, number=change.number)
            known = fields[change.table, change.row_id].get(name)
            if known is None or version.age > known.age:
                fields[change.table, change.row_id][name] = version

    def knowledge(key: RowKey) -> RowKnowledge:
        place = (key.table, key.row_id)
        return RowKnowledge(exists=place in present, fields=fields.get(place, {}))

    return knowledge


def check_known(changes: Iterable[Change]) -> None:
    """UnknownTable for a table that does not travel, a field that is not known, or a value that cannot be read."""
    for change in changes:
        if change.kind is ChangeKind.WITHHELD:
            continue
        if not is_shared(change.table):
            raise UnknownTable(change.table)
        entity = entity_of_table(change.table)
        if not all(can_hold(entity, name, field.after) for name, field in change.fields.items()):
            raise UnknownTable(change.table)


def write_merge(transaction: Transaction, result: MergeResult) -> None:
    """Writes everything inside the transaction, so that the receipt can say: stored, durably, all of it."""
    connection = transaction.connection
    for write in result.inserts:
        table = table_of(entity_of_table(write.table))
        connection.execute(
            insert(table), {**blank_row(entity_of_table(write.table)), **write.values, "id": write.row_id}
        )
    for write in result.updates:
        table = table_of(entity_of_table(write.table))
        connection.execute(update(table).where(table.c.id == write.row_id).values(**write.values))
    _write_entries(connection, result.entries)
    for difference in result.differences:
        transaction.insert(_open_decision(transaction, difference))
    writes = (*result.inserts, *result.updates)
    transaction.changes.update(write.table for write in writes)
    patients = {write.row_id for write in writes if write.table == "patient"}
    households = {write.row_id for write in writes if write.table == "household"}
    if patients or households:
        search_index.refresh(connection, patients, households)
        match_index.refresh(connection, patients, households)


def _write_entries(connection: Connection, entries: tuple[Change, ...]) -> None:
    if not entries:
        return
    ordered = sorted(entries, key=lambda change: (change.node, change.number))
    for start in range(0, len(ordered), _BATCH):
        connection.execute(insert(change_log), [change_row(change) for change in ordered[start : start + _BATCH]])
    for change in {change.node: change for change in ordered}.values():
        write_head(connection, change.node, ChainHead(number=change.number, hash=change.hash), change.time)


def _present(connection: Connection, keys: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    by_table: dict[str, list[str]] = defaultdict(list)
    for table, row_id in keys:
        by_table[table].append(row_id)
    present: set[tuple[str, str]] = set()
    for name, ids in by_table.items():
        column = table_of(entity_of_table(name)).c.id
        for start in range(0, len(ids), _BATCH):
            found = connection.execute(select(column).where(column.in_(ids[start : start + _BATCH]))).scalars()
            present.update((name, row_id) for row_id in found)
    return present


def _open_decision(transaction: Transaction, difference: Difference) -> OpenDecision:
    return OpenDecision(
        id=new_id(),
        table_name=difference.table,
        row_id=difference.row_id,
        patient_id=_patient_of(transaction.connection, difference),
        field=difference.field,
        ours=_text(difference.ours.value),
        theirs=_text(difference.theirs.value),
        winner=difference.winner.value,
        our_time=difference.ours.time,
        their_time=difference.theirs.time,
        their_node=difference.theirs.node,
        found_at=utc(transaction.now),
    )


def _patient_of(connection: Connection, difference: Difference) -> PatientId | None:
    if difference.table == "patient":
        return PatientId(difference.row_id)
    table = table_of(entity_of_table(difference.table))
    if "patient_id" not in table.c:
        return None
    return connection.execute(select(table.c.patient_id).where(table.c.id == difference.row_id)).scalar()


def _text(value: Scalar) -> str:
    return "" if value is None else str(value)
