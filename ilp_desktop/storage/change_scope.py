"""Which changes a partner may read: an office does not tell a puskesmas about the patients of another one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, exists, select

from ilp_desktop.domain.change import Change, ChangeKind, withheld
from ilp_desktop.domain.identifiers import NodeId
from ilp_desktop.storage.change_queries import changes_after
from ilp_desktop.storage.schema import change_log

_FOR_EVERYBODY = frozenset({"form_definition"})
_PERSON_FIELDS = ("patient_id", "survivor_id", "absorbed_id", "mother_id")
"""Fields that say about whom a row is."""


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
    told = _Told(connection, scope)
    waiting: dict[NodeId, Change] = {}
    something = False
    for change in changes_after(connection, known, but=scope.others):
        held = waiting.pop(change.node, None)
        if told.may_read(change):
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
    told = _Told(connection, scope)
    return sum(told.may_read(change) for change in changes_after(connection, known, but=scope.others))


class _Told:
    """Decides entry by entry; remembers the rows that came into being about the partner's people."""

    def __init__(self, connection: Connection, scope: ChangeScope) -> None:
        self._connection = connection
        self._scope = scope
        self._rows: set[tuple[str, str]] = set()

    def may_read(self, change: Change) -> bool:
        """Whether the entry is the partner's own, about a row they know, or about one of their people."""
        if change.kind is ChangeKind.WITHHELD:
            return False
        if change.table in _FOR_EVERYBODY or change.node in self._scope.own:
            return True
        row = (change.table, change.row_id)
        if row in self._rows or self._is_theirs(*row):
            return True
        people = {change.fields[name].after for name in _PERSON_FIELDS if name in change.fields}
        if any(isinstance(person, str) and self._is_theirs("patient", person) for person in people):
            self._rows.add(row)
            return True
        return False

    def _is_theirs(self, table: str, row_id: str) -> bool:
        place = (change_log.c.row_id == row_id) & (change_log.c.table == table)
        statement = select(exists().where(place & change_log.c.node.in_(self._scope.own)))
        return bool(self._connection.execute(statement).scalar())


def _together(held: Change | None, change: Change) -> Change:
    if held is None:
        return withheld(change, first=change.first, previous_hash=change.previous_hash)
    return withheld(change, first=held.first, previous_hash=held.previous_hash)
