"""Merges changes made elsewhere: per field the newest wins, and what a person should look at is listed.

The result depends only on the set of entries, not on the order or the packages in which they came
(docs/package-format.md, "Merging").
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ilp_desktop.domain.change import Change, ChangeKind, Scalar
from ilp_desktop.domain.identifiers import NodeId


@dataclass(frozen=True, slots=True, kw_only=True)
class RowKey:
    """One row of one table."""

    table: str
    row_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldVersion:
    """The value of a field and the entry that gave it."""

    value: Scalar
    time: str
    node: NodeId
    number: int

    @property
    def age(self) -> tuple[str, NodeId, int]:
        """Sorts versions from old to new, the same way on every PC."""
        return (self.time, self.node, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowKnowledge:
    """What the receiver's log says of a row.

    ``fields`` holds the newest logged version of each field, also for a row that does not exist yet because its
    insert has not come. A field that was never logged is left out.
    """

    exists: bool
    fields: Mapping[str, FieldVersion]


UNKNOWN_ROW = RowKnowledge(exists=False, fields={})


class Winner(StrEnum):
    """Whose value stands after the merge."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two values of a field, written without knowledge of each other, for a person to confirm or revert."""

    table: str
    row_id: str
    field: str
    ours: FieldVersion
    theirs: FieldVersion
    winner: Winner


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWrite:
    """The values to write into one row: all of them for an insert, those that changed for an update."""

    table: str
    row_id: str
    values: Mapping[str, Scalar]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeResult:
    """What to write, in one transaction: inserts in the order in which the rows came into being, then updates.

    ``entries`` go to the log as they are, oldest first. ``pending`` are rows whose insert has not come.
    """

    inserts: tuple[RowWrite, ...] = ()
    updates: tuple[RowWrite, ...] = ()
    entries: tuple[Change, ...] = ()
    differences: tuple[Difference, ...] = ()
    pending: tuple[RowKey, ...] = ()


@dataclass(slots=True)
class _IncomingRow:
    """The new entries of one row, oldest first."""

    inserted: bool = False
    fields: dict[str, list[tuple[FieldVersion, Scalar]]] = field(default_factory=lambda: defaultdict(list))


def merge(incoming: Iterable[Change], knowledge: Callable[[RowKey], RowKnowledge]) -> MergeResult:
    """What the new entries change here.

    ``incoming`` are entries that the log does not hold yet (``change_chain.unseen``), in any order; ``knowledge`` is
    asked once for each row that they touch.
    """
    entries = sorted(incoming, key=lambda change: (change.time, change.node, change.number))
    inserts: list[RowWrite] = []
    updates: list[RowWrite] = []
    differences: list[Difference] = []
    pending: list[RowKey] = []
    for key, row in _by_row(entries).items():
        known = knowledge(key)
        versions = {name: _newest(known.fields.get(name), versions) for name, versions in row.fields.items()}
        if known.exists:
            values = {
                name: version.value
                for name, version in versions.items()
                if name not in known.fields or not _same(version.value, known.fields[name].value)
            }
            if values:
                updates.append(RowWrite(table=key.table, row_id=key.row_id, values=values))
        elif row.inserted:
            stored = {name: version.value for name, version in {**known.fields, **versions}.items()}
            inserts.append(RowWrite(table=key.table, row_id=key.row_id, values=stored))
        else:
            pending.append(key)
        if known.exists:
            differences.extend(_differences(key, row, known))
    return MergeResult(
        inserts=tuple(inserts),
        updates=tuple(updates),
        entries=tuple(entries),
        differences=tuple(differences),
        pending=tuple(pending),
    )


def _by_row(entries: Iterable[Change]) -> dict[RowKey, _IncomingRow]:
    """Rows in the order of their first entry, so that a parent comes before its children."""
    rows: dict[RowKey, _IncomingRow] = defaultdict(_IncomingRow)
    for change in entries:
        if change.kind is ChangeKind.WITHHELD:
            continue
        row = rows[RowKey(table=change.table, row_id=change.row_id)]
        row.inserted |= change.kind is ChangeKind.INSERT
        for name, value in change.fields.items():
            version = FieldVersion(value=value.after, time=change.time, node=change.node, number=change.number)
            row.fields[name].append((version, value.before))
    return rows


def _newest(ours: FieldVersion | None, arrived: list[tuple[FieldVersion, Scalar]]) -> FieldVersion:
    theirs = arrived[-1][0]
    return theirs if ours is None or theirs.age > ours.age else ours


def _differences(key: RowKey, row: _IncomingRow, known: RowKnowledge) -> Iterable[Difference]:
    for name, arrived in row.fields.items():
        ours = known.fields.get(name)
        theirs = arrived[-1][0]
        if ours is None or _same(ours.value, theirs.value) or _had_seen(ours, arrived):
            continue
        winner = Winner.THEIRS if theirs.age > ours.age else Winner.OURS
        yield Difference(table=key.table, row_id=key.row_id, field=name, ours=ours, theirs=theirs, winner=winner)


def _had_seen(ours: FieldVersion, arrived: list[tuple[FieldVersion, Scalar]]) -> bool:
    return any(version.age > ours.age and _same(before, ours.value) for version, before in arrived)


def _same(one: Scalar, other: Scalar) -> bool:
    return type(one) is type(other) and one == other
