"""One named change of the data: rows, their change-log entries and the search index, all or nothing."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from uuid6 import uuid7

from ilp_desktop.domain.change import Change, ChangeKind, FieldChange, Scalar
from ilp_desktop.domain.change_chain import CHAIN_START, ChainHead, change_hash
from ilp_desktop.domain.hybrid_clock import START, HybridTime, tick
from ilp_desktop.domain.identifiers import NodeId, UserId
from ilp_desktop.storage import match_index, search_index
from ilp_desktop.storage.entity_rows import column_types, entity_of, values_of
from ilp_desktop.storage.prepared import Prepared
from ilp_desktop.storage.schema import chain_head, change_log, counter, draft, installation, is_shared, table_of

Entity = TypeVar("Entity")

_HEADS = Prepared(select(chain_head.c.node, chain_head.c.number, chain_head.c.hash, chain_head.c.time))
_OWN_NODE = Prepared(select(installation.c.node))
_NEW_HEAD = upsert(chain_head)
_WRITE_HEAD = Prepared(
    _NEW_HEAD.on_conflict_do_update(
        index_elements=[chain_head.c.node],
        set_={name: _NEW_HEAD.excluded[name] for name in ("number", "hash", "time")},
    )
)
_NEXT_NUMBER = Prepared(
    upsert(counter)
    .on_conflict_do_update(index_elements=[counter.c.name], set_={"value": counter.c.value + 1})
    .returning(counter.c.value)
)
_INSERT_ENTRY = Prepared(insert(change_log), [column.name for column in change_log.c if column.name != "sequence"])
_fields_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_INSERTS: dict[type[Any], Prepared] = {}


def new_id() -> str:
    """A new identifier: UUIDv7, so that rows made one after another lie beside each other."""
    return str(uuid7())


class Transaction:
    """Writes rows and remembers what changed; ``finish`` writes the log. Made by ``Database.write`` only."""

    def __init__(
        self, connection: Connection, *, operation: str, user: UserId, node: NodeId | None, now: datetime
    ) -> None:
        self.connection = connection
        self.now = now
        self.changes: set[str] = set()
        self._operation = operation
        self._user = user
        self._node = node
        self._entries: list[tuple[str, str, ChangeKind, Mapping[str, FieldChange]]] = []
        self._patients: set[str] = set()
        self._households: set[str] = set()

    def insert(self, entity: object) -> None:
        """Adds one row."""
        table = table_of(type(entity))
        row = values_of(entity)
        _insert_of(type(entity)).run(self.connection, row)
        fields = {name: FieldChange(before=None, after=value) for name, value in row.items() if _says(value)}
        self._note(table.name, str(row["id"]), ChangeKind.INSERT, fields)

    def insert_many(self, entities: Iterable[object]) -> None:
        """Adds rows, in one statement for each kind; for rows by the thousand."""
        by_kind: dict[type[Any], list[dict[str, Scalar]]] = {}
        for entity in entities:
            by_kind.setdefault(type(entity), []).append(values_of(entity))
        for kind, rows in by_kind.items():
            table = table_of(kind)
            _insert_of(kind).run_each(self.connection, rows)
            for row in rows:
                fields = {name: FieldChange(before=None, after=value) for name, value in row.items() if _says(value)}
                self._note(table.name, str(row["id"]), ChangeKind.INSERT, fields)

    def save(self, before: Entity, after: Entity) -> Entity:
        """Changes the fields in which ``after`` differs from ``before``; nothing is logged when none does."""
        old, new = values_of(before), values_of(after)
        fields = {name: FieldChange(before=old[name], after=value) for name, value in new.items() if value != old[name]}
        if fields:
            table = table_of(type(before))
            values = {name: change.after for name, change in fields.items()}
            self.connection.execute(update(table).where(table.c.id == old["id"]).values(**values))
            self._note(table.name, str(old["id"]), ChangeKind.UPDATE, fields)
        return after

    def change(self, entity: Entity, **values: Any) -> Entity:
        """Saves an entity with some fields replaced."""
        return self.save(entity, replace(entity, **values))  # type: ignore[type-var]

    def find(self, kind: type[Entity], row_id: str) -> Entity | None:
        """The entity with this id, as it stands inside this transaction."""
        table = table_of(kind)
        row = self.connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
        return None if row is None else entity_of(kind, row)

    def next_number(self, name: str, *, at_least: int = 1) -> int:
        """The next number of a named series, each handed out once; never below ``at_least``."""
        ((number,),) = _NEXT_NUMBER.run(self.connection, {"name": name, "value": at_least})
        return int(number)

    def keep_draft(self, entity: object) -> None:
        """Writes a row that is no record of anything yet: replaced at each call, not logged."""
        table = table_of(type(entity))
        row = values_of(entity)
        statement = upsert(table).values(**row)
        self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=[table.c.id], set_={name: value for name, value in row.items() if name != "id"}
            )
        )

    def drop_draft(self, draft_id: str) -> None:
        """Takes a draft away, if it is there."""
        self.connection.execute(delete(draft).where(draft.c.id == draft_id))

    def finish(self) -> None:
        """Chains and writes the log entries, and brings the search index up to date."""
        shared = [entry for entry in self._entries if is_shared(entry[0])]
        local = [entry for entry in self._entries if not is_shared(entry[0])]
        node = self._node or self._own_node()
        self._write_log(node, shared)
        self._write_log(NodeId(f"{node}/local"), local)
        if self._patients or self._households:
            search_index.refresh(self.connection, self._patients, self._households)
            match_index.refresh(self.connection, self._patients, self._households)

    def _note(self, table: str, row_id: str, kind: ChangeKind, fields: Mapping[str, FieldChange]) -> None:
        self._entries.append((table, row_id, kind, fields))
        self.changes.add(table)
        if table == "patient":
            self._patients.add(row_id)
        if table == "household":
            self._households.add(row_id)

    def _write_log(
        self, node: NodeId, entries: Iterable[tuple[str, str, ChangeKind, Mapping[str, FieldChange]]]
    ) -> None:
        entries = list(entries)
        if not entries:
            return
        number, previous, time = self._head(node)
        rows = []
        for table, row_id, kind, fields in entries:
            number += 1
            time = tick(time, self.now)
            change = _chained(node, number, time, self._user, self._operation, table, row_id, kind, fields, previous)
            rows.append(change_row(change))
            previous = change.hash
        _INSERT_ENTRY.run_each(self.connection, rows)
        write_head(self.connection, node, ChainHead(number=number, hash=previous), str(time))

    def _head(self, node: NodeId) -> tuple[int, str, HybridTime]:
        number, digest, latest = 0, CHAIN_START, ""
        for known, last_number, last_hash, time in _HEADS.run(self.connection):
            latest = max(latest, time)
            if known == node:
                number, digest = last_number, last_hash
        return number, digest, HybridTime.parse(latest) if latest else START

    def _own_node(self) -> NodeId:
        ((node,),) = _OWN_NODE.run(self.connection)
        return NodeId(node)


def _insert_of(kind: type[Any]) -> Prepared:
    if kind not in _INSERTS:
        _INSERTS[kind] = Prepared(insert(table_of(kind)))
    return _INSERTS[kind]


def _chained(
    node: NodeId,
    number: int,
    time: HybridTime,
    user: UserId,
    operation: str,
    table: str,
    row_id: str,
    kind: ChangeKind,
    fields: Mapping[str, FieldChange],
    previous: str,
) -> Change:
    stamp = str(time)
    digest = change_hash(
        node=node,
        number=number,
        time=stamp,
        user=user,
        operation=operation,
        table=table,
        row_id=row_id,
        kind=kind,
        fields=fields,
        previous_hash=previous,
    )
    return Change(
        node=node,
        number=number,
        time=stamp,
        user=user,
        operation=operation,
        table=table,
        row_id=row_id,
        kind=kind,
        fields=fields,
        previous_hash=previous,
        hash=digest,
    )


def write_head(connection: Connection, node: NodeId, head: ChainHead, time: str) -> None:
    """Remembers the last entry of a node's chain."""
    _WRITE_HEAD.run(connection, {"node": node, "number": head.number, "hash": head.hash, "time": time})


def change_row(change: Change) -> dict[str, Scalar]:
    """The row of the change log that holds an entry."""
    fields = {name: [field.before, field.after] for name, field in change.fields.items()}
    return {
        "node": change.node,
        "number": change.number,
        "time": change.time,
        "user": change.user,
        "operation": change.operation,
        "table": change.table,
        "row_id": change.row_id,
        "kind": change.kind.value,
        "fields": _fields_text(fields),
        "previous_hash": change.previous_hash,
        "hash": change.hash,
    }


def blank_row(kind: type[Any]) -> dict[str, Scalar]:
    """A row in which nothing is known yet, for entries from elsewhere that name only some fields."""
    blanks: dict[type[Any], Scalar] = {bool: False, int: 0, float: 0.0}
    return {name: None if nullable else blanks.get(plain, "") for name, (plain, nullable) in column_types(kind).items()}


def utc(moment: datetime) -> datetime:
    """The same moment in UTC, as stamps are stored."""
    return moment.astimezone(UTC)


def _says(value: Scalar) -> bool:
    return value is not None and value != ""
