"""The hash chain of each node's change log: how an entry is sealed, how breaks and forks are found.

The hash on the save path::

    def change_hash(*, node, number, time, user, operation, table, row_id, kind, fields, previous_hash) -> str

is the SHA-256 hex digest over the canonical JSON of an object with exactly these ten keys, in which ``fields`` maps
each field to ``[before, after]``. The first entry of a node has ``previous_hash == CHAIN_START``.
"""

from collections.abc import Mapping
from hashlib import sha256

from ilp_desktop.domain.canonical_json import canonical_json
from ilp_desktop.domain.change import ChangeKind, FieldChange
from ilp_desktop.domain.identifiers import NodeId, UserId

CHAIN_START = ""
"""What the first entry of a node gives as the hash of the entry before it."""


def change_hash(
    *,
    node: NodeId,
    number: int,
    time: str,
    user: UserId,
    operation: str,
    table: str,
    row_id: str,
    kind: ChangeKind,
    fields: Mapping[str, FieldChange],
    previous_hash: str,
) -> str:
    """SHA-256 hex digest of one entry; raises ValueError for a float that is not finite.

    ``1``, ``1.0`` and ``true`` hash differently: a stored value must come back as the type that was hashed.
    """
    return sha256(
        canonical_json(
            {
                "node": node,
                "number": number,
                "time": time,
                "user": user,
                "operation": operation,
                "table": table,
                "row_id": row_id,
                "kind": kind,
                "fields": {name: (change.before, change.after) for name, change in fields.items()},
                "previous_hash": previous_hash,
            }
        )
    ).hexdigest()
