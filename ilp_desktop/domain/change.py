"""One entry of the change log: who changed which fields of which row, when, and the chain that proves it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.identifiers import NodeId, UserId

Scalar = str | int | float | bool | None
"""What a column holds once it is JSON: dates and times are ISO 8601 text, ids are text."""


class ChangeKind(StrEnum):
    """A row came into being, or some of its fields changed. Nothing clinical is ever deleted."""

    INSERT = "insert"
    UPDATE = "update"


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
