"""A new epoch of this installation: entries that a partner holds otherwise are moved to a new node."""

from sqlalchemy import Connection, select, update

from ilp_desktop.domain.change_chain import ChainHead, renumbered
from ilp_desktop.domain.hybrid_clock import START
from ilp_desktop.domain.identifiers import NodeId
from ilp_desktop.storage.change_queries import change_of, changes_of_node
from ilp_desktop.storage.schema import change_log
from ilp_desktop.storage.transaction import change_row, write_head


def move_entries(connection: Connection, old: NodeId, common: ChainHead, new: NodeId) -> int:
    """Renumbers the entries of ``old`` after the last common one as the first of ``new``; gives how many moved.

    Times, users and values stay as they were (docs/package-format.md, "Restored or cloned PC").
    """
    rows = changes_of_node(connection, old, common.number)
    moved = renumbered([change_of(row) for row in rows], node=new)
    for row, change in zip(rows, moved, strict=True):
        place = change_log.c.sequence == row["sequence"]
        connection.execute(update(change_log).where(place).values(**change_row(change)))
    time = connection.execute(
        select(change_log.c.time).where(change_log.c.node == old, change_log.c.number == common.number)
    ).scalar()
    write_head(connection, old, common, time or str(START))
    if moved:
        write_head(connection, new, ChainHead(number=moved[-1].number, hash=moved[-1].hash), moved[-1].time)
    return len(moved)
