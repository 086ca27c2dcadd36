"""Writes rows by the thousand, with their change log and search index, in steps that are each durable."""

from collections.abc import Iterable
from itertools import islice

from ilp_desktop.domain.identifiers import NodeId, UserId
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.storage.database import Clock, Database
from ilp_desktop.storage.page_cache import grow_page_cache, restore_page_cache

STEP_ROWS = 5000
"""Rows written by one transaction: enough that the disk is not waited for, few enough to stop soon when cancelled."""


def write_many(
    database: Database,
    entities: Iterable[object],
    *,
    operation: str,
    user: UserId,
    node: NodeId,
    clock: Clock,
    total: int = 0,
    doing: str = "Menyimpan",
    progress: Progress = silent,
) -> int:
    """Adds new rows and gives how many. When it is stopped or fails, the steps already done stay and are consistent.

    ``total`` is only for ``progress``, which may raise ``Cancelled`` between two steps.
    """
    source = iter(entities)
    done = 0
    with database.read() as connection:
        usual = grow_page_cache(connection)
    try:
        while step := list(islice(source, STEP_ROWS)):
            with database.write(operation=operation, user=user, node=node, clock=clock) as transaction:
                transaction.insert_many(step)
            done += len(step)
            progress(Step(doing=doing, done=done, total=total))
    finally:
        with database.read() as connection:
            restore_page_cache(connection, usual)
    return done
