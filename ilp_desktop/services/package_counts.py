"""What a package carries and what it does, in rows of each kind of record."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from ilp_desktop.domain.change import Change, ChangeKind
from ilp_desktop.domain.hybrid_clock import HybridTime
from ilp_desktop.domain.merging import Difference, MergeResult, RowWrite


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCount:
    """What a package does to one table, in rows."""

    table: str
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    conflicting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBetween:
    """From when to when the entries of a package were written, in UTC, by the clocks of their PCs."""

    first: datetime
    last: datetime


class Tally:
    """Counts entries that stream by, so that nothing is read twice."""

    def __init__(self) -> None:
        self._inserted: dict[str, set[str]] = defaultdict(set)
        self._touched: dict[str, set[str]] = defaultdict(set)
        self._first = self._last = ""

    def watch(self, changes: Iterable[Change]) -> Iterator[Change]:
        """The same entries, counted as they pass."""
        for change in changes:
            if change.kind is ChangeKind.WITHHELD:
                yield change
                continue
            self._touched[change.table].add(change.row_id)
            if change.kind is ChangeKind.INSERT:
                self._inserted[change.table].add(change.row_id)
            self._first = min(self._first or change.time, change.time)
            self._last = max(self._last, change.time)
            yield change

    def between(self) -> WrittenBetween | None:
        """The span of what passed; None when nothing did."""
        if not self._first:
            return None
        return WrittenBetween(first=_moment(self._first), last=_moment(self._last))

    def carried(self) -> tuple[TableCount, ...]:
        """What passed, by table."""
        return tuple(
            TableCount(table=table, new=len(self._inserted[table]), updated=len(rows - self._inserted[table]))
            for table, rows in sorted(self._touched.items())
        )

    def merged(self, result: MergeResult) -> tuple[TableCount, ...]:
        """What the merge of what passed does here, by table; a row with a difference counts as conflicting only."""
        inserted, updated, conflicting = _rows(result.inserts), _rows(result.updates), _rows(result.differences)
        return tuple(
            TableCount(
                table=table,
                new=len(inserted[table]),
                updated=len(updated[table] - conflicting[table]),
                unchanged=len(rows - inserted[table] - updated[table] - conflicting[table]),
                conflicting=len(conflicting[table]),
            )
            for table, rows in sorted(self._touched.items())
        )


def _rows(touched: Iterable[RowWrite | Difference]) -> dict[str, set[str]]:
    rows: dict[str, set[str]] = defaultdict(set)
    for one in touched:
        rows[one.table].add(one.row_id)
    return rows


def _moment(time: str) -> datetime:
    return datetime.fromtimestamp(HybridTime.parse(time).milliseconds / 1000, UTC)
