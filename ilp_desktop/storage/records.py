"""Entities by id or by equal fields; queries that need more have a module of their own."""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, func, select

from ilp_desktop.storage.entity_rows import column_types, entity_from, entity_of, scalar
from ilp_desktop.storage.prepared import Prepared
from ilp_desktop.storage.schema import table_of

Entity = TypeVar("Entity")


_BY_ID: dict[type[Any], Prepared] = {}


class RecordMissing(LookupError):
    """No row has this id: the caller holds an id that never was, a bug of ours."""


def get(connection: Connection, kind: type[Entity], row_id: str) -> Entity:
    """The entity with this id. RecordMissing when there is none."""
    if kind not in _BY_ID:
        table = table_of(kind)
        fields = [table.c[name] for name in column_types(kind)]
        _BY_ID[kind] = Prepared(select(*fields).where(table.c.id == bindparam("row_id")))
    rows = _BY_ID[kind].run(connection, {"row_id": row_id})
    if not rows:
        raise RecordMissing(kind.__name__)
    return entity_from(kind, rows[0])


def get_many(connection: Connection, kind: type[Entity], row_ids: Iterable[str]) -> dict[str, Entity]:
    """The entities with these ids, by id; ids that are not there are left out."""
    table = table_of(kind)
    rows = connection.execute(select(table).where(table.c.id.in_(list(row_ids)))).mappings()
    return {row["id"]: entity_of(kind, row) for row in rows}


def find(
    connection: Connection, kind: type[Entity], *, order_by: str = "id", descending: bool = False, **equal: Any
) -> tuple[Entity, ...]:
    """The entities whose fields have these values, ordered."""
    table = table_of(kind)
    order = table.c[order_by].desc() if descending else table.c[order_by]
    statement = select(table).order_by(order)
    for name, value in equal.items():
        statement = statement.where(table.c[name].is_(None) if value is None else table.c[name] == scalar(value))
    return tuple(entity_of(kind, row) for row in connection.execute(statement).mappings())


def count(connection: Connection, kind: type[Any], **equal: Any) -> int:
    """How many rows have these values."""
    table = table_of(kind)
    statement = select(func.count()).select_from(table)
    for name, value in equal.items():
        statement = statement.where(table.c[name] == scalar(value))
    return int(connection.execute(statement).scalar_one())
