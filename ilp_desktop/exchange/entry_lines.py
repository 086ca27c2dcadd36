"""A change-log entry as one line of NDJSON, without the hashes that the reader computes again."""

import json
import re
from collections.abc import Mapping
from sys import intern

from ilp_desktop.domain.canonical_json import canonical_json
from ilp_desktop.domain.change import Change, ChangeKind, FieldChange, Scalar, withheld_hash
from ilp_desktop.domain.change_chain import change_hash
from ilp_desktop.domain.identifiers import NodeId, UserId
from ilp_desktop.exchange.checked_json import HEX_64, HYBRID_TIME, Fields, Malformed, decoded

LONGEST_LINE = 1024 * 1024
_MOST_FIELDS = 512
_NAMES = frozenset({"fields", "kind", "node", "number", "operation", "row_id", "table", "time", "user"})
_IDENTIFIER = re.compile("[A-Za-z0-9:._-]{1,64}")
_LARGEST_INTEGER = 2**63 - 1


def line_of(change: Change) -> bytes:
    """The entry with its LF; raises Malformed when the format cannot carry it."""
    line = (
        canonical_json(
            {
                "fields": {name: (value.before, value.after) for name, value in change.fields.items()},
                "kind": change.kind,
                "node": change.node,
                "number": change.number,
                "operation": change.operation,
                "row_id": change.row_id,
                "table": change.table,
                "time": change.time,
                "user": change.user,
            }
        )
        + b"\n"
    )
    if len(line) > LONGEST_LINE:
        raise Malformed("line too long")
    return line


def node_of(value: str) -> NodeId:
    """A node's id; raises Malformed for text that is none."""
    if not _IDENTIFIER.fullmatch(value):
        raise Malformed("node")
    return NodeId(intern(value))


def read_line(line: bytes, previous_hash: dict[NodeId, str]) -> Change:
    """The entry, sealed after the hash that its node reached; raises ValueError for any other shape.

    ``previous_hash`` is read and moved on: it says for each node of the package where its chain stands.
    """
    value = decoded(line)
    if b"\\u" in line:
        _refuse_half_characters(value)
    fields = Fields(value, _NAMES)
    node = node_of(fields.text("node"))
    if node not in previous_hash:
        raise Malformed("node")
    kind = ChangeKind(fields.text("kind"))
    number = fields.number("number", least=1)
    time = fields.matching("time", HYBRID_TIME)
    user = UserId(intern(fields.text("user")))
    operation = intern(fields.text("operation"))
    table = intern(fields.text("table"))
    row_id = fields.text("row_id")
    changes = {intern(name): _field_change(pair) for name, pair in fields.members("fields", _MOST_FIELDS)}
    if kind is ChangeKind.WITHHELD:
        _refuse_content(changes, user, operation, table, row_id)
    before = previous_hash[node]
    digest = change_hash(
        node=node,
        number=number,
        time=time,
        user=user,
        operation=operation,
        table=table,
        row_id=row_id,
        kind=kind,
        fields=changes,
        previous_hash=before,
    )
    previous_hash[node] = digest
    return Change(
        node=node,
        number=number,
        time=time,
        user=user,
        operation=operation,
        table=table,
        row_id=row_id,
        kind=kind,
        fields=changes,
        previous_hash=before,
        hash=digest,
    )


def _refuse_content(changes: Mapping[str, FieldChange], *texts: str) -> None:
    """Withheld entries say how many they are, and the hash of the last, in the shape of every hash."""
    if any(texts) or not HEX_64.fullmatch(withheld_hash(changes)):
        raise Malformed("withheld")


def _refuse_half_characters(value: object) -> None:
    """A lone surrogate can be written in JSON, but no database can hold it."""
    json.dumps(value, ensure_ascii=False).encode("utf-8")


def _field_change(pair: object) -> FieldChange:
    if not isinstance(pair, list) or len(pair) != 2:
        raise Malformed("field")
    return FieldChange(before=_scalar(pair[0]), after=_scalar(pair[1]))


def _scalar(value: object) -> Scalar:
    if value is None or isinstance(value, str | bool | float):
        return value
    if isinstance(value, int) and abs(value) <= _LARGEST_INTEGER:
        return value
    raise Malformed("value")
