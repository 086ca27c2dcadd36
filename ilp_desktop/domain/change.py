"""One entry of the change log: who changed which fields of which row, when, and the chain that proves it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.identifiers import NodeId, UserId

Scalar = str | int | float | bool | None
"""What a column holds once it is JSON: dates and times are ISO 8601 text, ids are text."""


class ChangeKind(StrEnum):
    """A row came into being, or some of its fields changed. Nothing clinical is ever deleted.

    ``WITHHELD`` stands for entries of other people's patients that a partner is not to read: it keeps the chain whole.
    """

    INSERT = "insert"
    UPDATE = "update"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """The value of one field before and after."""

    before: Scalar
    after: Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One insert or update of one row.

    ``node`` and ``number`` (1, 2, 3, ... on that node) name the entry for ever and everywhere. ``time`` is a hybrid
    logical clock reading as sortable text (see ``hybrid_clock``). ``hash`` is the SHA-256 hex digest over the
    canonical JSON of all other fields, in which ``previous_hash`` is the hash of the node's preceding entry.
    ``user`` and ``operation`` say who did what ("register_visit").
    """

    node: NodeId
    number: int
    time: str
    user: UserId
    operation: str
    table: str
    row_id: str
    kind: ChangeKind
    fields: Mapping[str, FieldChange]
    previous_hash: str
    hash: str

    @property
    def first(self) -> int:
        """The first of the numbers that the entry stands for; ``number`` itself unless entries are withheld."""
        return self.number if self.kind is not ChangeKind.WITHHELD else self.number - withheld_entries(self.fields) + 1


_ENTRIES, _HASH = "entries", "hash"


def withheld(last: Change, *, first: int, previous_hash: str) -> Change:
    """One entry in the place of those from number ``first`` to ``last`` of a node; it says how many they are."""
    return Change(
        node=last.node,
        number=last.number,
        time=last.time,
        user=UserId(""),
        operation="",
        table="",
        row_id="",
        kind=ChangeKind.WITHHELD,
        fields={
            _ENTRIES: FieldChange(before=None, after=last.number - first + 1),
            _HASH: FieldChange(before=None, after=last.hash),
        },
        previous_hash=previous_hash,
        hash=last.hash,
    )


def withheld_entries(fields: Mapping[str, FieldChange]) -> int:
    """How many entries are withheld; ValueError for fields that say something else."""
    found = fields[_ENTRIES].after if fields.keys() == {_ENTRIES, _HASH} else None
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise ValueError("withheld")
    return found


def withheld_hash(fields: Mapping[str, FieldChange]) -> str:
    """The hash of the last entry that is withheld; ValueError for fields that say something else."""
    withheld_entries(fields)
    found = fields[_HASH].after
    if not isinstance(found, str):
        raise ValueError("withheld")
    return found
