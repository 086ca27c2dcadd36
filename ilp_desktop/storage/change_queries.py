"""The change log read for partners, for audit and for merging."""

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, func, or_, select

from ilp_desktop.domain.change import Change, ChangeKind, FieldChange
from ilp_desktop.domain.change_chain import ChainHead
from ilp_desktop.domain.identifiers import NodeId
from ilp_desktop.storage.schema import chain_head, change_log

LOCAL_SUFFIX = "/local"
"""Chains with this ending hold changes of tables that never leave the installation."""

_BATCH = 1000


def heads(connection: Connection) -> dict[NodeId, ChainHead]:
    """The last entry known of each node whose changes travel."""
    travelling = ~chain_head.c.node.endswith(LOCAL_SUFFIX) & (chain_head.c.number > 0)
    rows = connection.execute(select(chain_head).where(travelling))
    return {NodeId(row.node): ChainHead(number=row.number, hash=row.hash) for row in rows}


def changes_after(connection: Connection, known: Mapping[NodeId, int], but: Container[NodeId] = ()) -> Iterator[Change]:
    """Every change that travels and that a partner who knows each node up to these numbers lacks, oldest first.

    What the nodes in ``but`` wrote is left out.
    """
    nodes = {node: head for node, head in heads(connection).items() if node not in but}
    wanted = [
        (change_log.c.node == node) & (change_log.c.number > known.get(node, 0))
        for node, head in nodes.items()
        if head.number > known.get(node, 0)
    ]
    if not wanted:
        return
    statement = (
        select(change_log).where(or_(*wanted)).order_by(change_log.c.time, change_log.c.node, change_log.c.number)
    )
    for row in connection.execution_options(yield_per=_BATCH).execute(statement).mappings():
        yield change_of(row)


def count_after(connection: Connection, known: Mapping[NodeId, int]) -> int:
    """How many changes a partner lacks."""
    return sum(max(0, head.number - known.get(node, 0)) for node, head in heads(connection).items())


def hash_at(connection: Connection, node: NodeId, number: int) -> str | None:
    """The hash of an entry; None when there is no such entry here."""
    statement = select(change_log.c.hash).where(change_log.c.node == node, change_log.c.number == number)
    return connection.execute(statement).scalar()


def changes_of_rows(connection: Connection, rows: Iterable[tuple[str, str]]) -> Iterator[Change]:
    """Every change of these rows (table, id), in the order of their times."""
    by_table: dict[str, list[str]] = {}
    for table, row_id in rows:
        by_table.setdefault(table, []).append(row_id)
    for table, ids in by_table.items():
        for start in range(0, len(ids), _BATCH):
            statement = (
                select(change_log)
                .where(change_log.c.table == table, change_log.c.row_id.in_(ids[start : start + _BATCH]))
                .order_by(change_log.c.time, change_log.c.node)
            )
            for row in connection.execute(statement).mappings():
                yield change_of(row)


def changes_of_node(connection: Connection, node: NodeId, after: int) -> Sequence[RowMapping]:
    """The rows of a node's entries after a number, in order."""
    statement = (
        select(change_log).where(change_log.c.node == node, change_log.c.number > after).order_by(change_log.c.number)
    )
    return connection.execute(statement).mappings().all()


def last_change_time(connection: Connection) -> str:
    """The hybrid time of the newest change; empty when there is none."""
    return str(connection.execute(select(func.max(chain_head.c.time))).scalar() or "")


def change_of(row: RowMapping | Mapping[str, Any]) -> Change:
    """The entry that a row of the log holds."""
    fields = {name: FieldChange(before=pair[0], after=pair[1]) for name, pair in json.loads(row["fields"]).items()}
    return Change(
        node=row["node"],
        number=row["number"],
        time=row["time"],
        user=row["user"],
        operation=row["operation"],
        table=row["table"],
        row_id=row["row_id"],
        kind=ChangeKind(row["kind"]),
        fields=fields,
        previous_hash=row["previous_hash"],
        hash=row["hash"],
    )
