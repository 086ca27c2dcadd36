"""Which changes a partner may read: an office does not tell a puskesmas about the patients of another one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, select

from ilp_desktop.domain.change import Change, ChangeKind, withheld
from ilp_desktop.domain.identifiers import NodeId
from ilp_desktop.storage.change_queries import changes_after
from ilp_desktop.storage.schema import change_log, entity_of_table, table_of

_FOR_EVERYBODY = frozenset({"form_definition"})
_PERSON_FIELDS = ("patient_id", "survivor_id", "absorbed_id", "mother_id")
"""Columns that say about whom a row is."""

_BATCH = 500

_Row = tuple[str, str]
"""Table and id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeScope:
    """``own`` are the partner's nodes; nothing that the nodes in ``others`` wrote is for them."""

    own: frozenset[NodeId]
    others: frozenset[NodeId]


def changes_for(connection: Connection, known: Mapping[NodeId, int], scope: ChangeScope | None) -> Iterator[Change]:
    """What a partner lacks, oldest first; what is not for them is left out or, inside a chain, withheld.

    Nothing at all when everything would be withheld.
    """
    if scope is None:
        yield from changes_after(connection, known)
        return
    waiting: dict[NodeId, Change] = {}
    something = False
    for change, may_read in _judged(connection, known, scope):
        held = waiting.pop(change.node, None)
        if may_read:
            something = True
            if held is not None:
                yield held
            yield change
        else:
            waiting[change.node] = _together(held, change)
    if something:
        yield from waiting.values()


def count_for(connection: Connection, known: Mapping[NodeId, int], scope: ChangeScope) -> int:
    """How many changes a partner lacks that they may read."""
    return sum(may_read for _change, may_read in _judged(connection, known, scope))


def _judged(connection: Connection, known: Mapping[NodeId, int], scope: ChangeScope) -> Iterator[tuple[Change, bool]]:
    """Each change, and whether the partner may read it: their own, for all, or about a row or person of theirs."""
    lacking = changes_after(connection, known, but=scope.others)
    while batch := list(islice(lacking, _BATCH)):
        theirs = _rows_of_theirs(connection, scope, batch)
        for change in batch:
            open_to_all = change.table in _FOR_EVERYBODY or change.node in scope.own
            yield change, change.kind is not ChangeKind.WITHHELD and (open_to_all or _row(change) in theirs)


def _rows_of_theirs(connection: Connection, scope: ChangeScope, changes: Iterable[Change]) -> set[_Row]:
    rows = {_row(change) for change in changes if change.kind is not ChangeKind.WITHHELD}
    people = _people_of(connection, rows)
    ids = {row_id for _table, row_id in rows} | {person for found in people.values() for person in found}
    written = _written_by(connection, scope.own, ids)
    return {row for row in rows if row in written or any(("patient", person) in written for person in people[row])}


def _people_of(connection: Connection, rows: Iterable[_Row]) -> dict[_Row, set[str]]:
    """About whom rows are, as they stand here."""
    ids: dict[str, list[str]] = defaultdict(list)
    for table, row_id in rows:
        ids[table].append(row_id)
    people: dict[_Row, set[str]] = defaultdict(set)
    for name, row_ids in ids.items():
        columns = table_of(entity_of_table(name)).c
        about = [columns[field] for field in _PERSON_FIELDS if field in columns]
        if about:
            for row_id, *found in connection.execute(select(columns.id, *about).where(columns.id.in_(row_ids))):
                people[name, row_id] |= {person for person in found if person}
    return people


def _written_by(connection: Connection, nodes: Iterable[NodeId], row_ids: Iterable[str]) -> set[_Row]:
    place = change_log.c.row_id.in_(list(row_ids)) & change_log.c.node.in_(list(nodes))
    statement = select(change_log.c.table, change_log.c.row_id).where(place).distinct()
    return {(table, row_id) for table, row_id in connection.execute(statement)}


def _row(change: Change) -> _Row:
    return change.table, change.row_id


def _together(held: Change | None, change: Change) -> Change:
    if held is None:
        return withheld(change, first=change.first, previous_hash=change.previous_hash)
    return withheld(change, first=held.first, previous_hash=held.previous_hash)
