"""The hash chain of each node's change log: how an entry is sealed, how breaks and forks are found.

The hash on the save path::

    def change_hash(*, node, number, time, user, operation, table, row_id, kind, fields, previous_hash) -> str

is the SHA-256 hex digest over the canonical JSON of an object with exactly these ten keys, in which ``fields`` maps
each field to ``[before, after]``. The first entry of a node has ``previous_hash == CHAIN_START``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from ilp_desktop.domain.canonical_json import canonical_json
from ilp_desktop.domain.change import Change, ChangeKind, FieldChange, withheld, withheld_hash
from ilp_desktop.domain.identifiers import NodeId, UserId
from ilp_desktop.domain.problem import Fault, FaultCode

CHAIN_START = ""
"""What the first entry of a node gives as the hash of the entry before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainHead:
    """The newest entry of a node that a log holds."""

    number: int
    hash: str


EMPTY_CHAIN = ChainHead(number=0, hash=CHAIN_START)

Heads = Mapping[NodeId, ChainHead]
"""The newest entry of every node that a log holds entries of."""

HashAt = Callable[[NodeId, int], str | None]
"""Gives the hash of a node's entry by its number; None when the log has no such entry."""


class ChainBroken(Exception):
    """An entry does not follow from the one before it, or its content is not what was hashed."""

    def __init__(self, node: NodeId, number: int) -> None:
        super().__init__(f"entry {number} of node {node}")
        self.node = node
        self.number = number


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

    ``1``, ``1.0`` and ``true`` hash differently: a stored value must come back as the type that was hashed. What stands
    for withheld entries carries the hash of the last of them, which only who holds them can compute.
    """
    if kind is ChangeKind.WITHHELD:
        return withheld_hash(fields)
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


def hash_of(change: Change) -> str:
    """What ``change.hash`` must be."""
    return change_hash(
        node=change.node,
        number=change.number,
        time=change.time,
        user=change.user,
        operation=change.operation,
        table=change.table,
        row_id=change.row_id,
        kind=change.kind,
        fields=change.fields,
        previous_hash=change.previous_hash,
    )


def verify_chain(changes: Iterable[Change], heads: Heads) -> dict[NodeId, ChainHead]:
    """The heads after ``changes``, which continue ``heads`` node by node; raises ChainBroken at the first break."""
    reached = dict(heads)
    for change in changes:
        head = reached.get(change.node, EMPTY_CHAIN)
        if change.first != head.number + 1 or change.previous_hash != head.hash or hash_of(change) != change.hash:
            raise ChainBroken(change.node, change.number)
        reached[change.node] = ChainHead(number=change.number, hash=change.hash)
    return reached


def unseen(incoming: Iterable[Change], *, heads: Heads, hash_at: HashAt) -> tuple[Change, ...]:
    """The incoming entries that this log does not hold yet, in the order given.

    ``incoming`` is a verified package: whole ranges, chained in themselves. Raises Fault PACKAGE_GAP when entries
    before it are missing here, PACKAGE_FORKED when it contradicts what this log holds of the same node.
    """
    reached = dict(heads)
    known: dict[NodeId, Change] = {}
    new: list[Change] = []
    for change in incoming:
        head = reached.get(change.node, EMPTY_CHAIN)
        if change.number <= head.number:
            known[change.node] = change
            continue
        if change.first > head.number + 1:
            raise _gap(head.number + 1, change.first - 1)
        rest = _after_known(change, head)
        if rest.previous_hash != head.hash:
            raise _fork()
        reached[change.node] = ChainHead(number=change.number, hash=change.hash)
        new.append(rest)
    for node, change in known.items():
        if hash_at(node, change.number) != change.hash:
            raise _fork()
    return tuple(new)


def _after_known(change: Change, head: ChainHead) -> Change:
    """Withheld entries of which some are held here already stand for the others only."""
    if change.kind is not ChangeKind.WITHHELD or change.first > head.number:
        return change
    return withheld(change, first=head.number + 1, previous_hash=head.hash)


def has_diverged(node: NodeId, acknowledged: ChainHead, *, hash_at: HashAt) -> bool:
    """Whether a partner holds entries of our own node that we do not: this PC was restored or copied.

    Then a new epoch must start before anything else is sent.
    """
    return acknowledged.number > 0 and hash_at(node, acknowledged.number) != acknowledged.hash


def renumbered(changes: Iterable[Change], *, node: NodeId, head: ChainHead = EMPTY_CHAIN) -> tuple[Change, ...]:
    """The same changes as entries of the new epoch ``node``, after ``head``; times and values stay as they were."""
    moved: list[Change] = []
    for change in changes:
        unsealed = replace(change, node=node, number=head.number + 1, previous_hash=head.hash)
        sealed = replace(unsealed, hash=hash_of(unsealed))
        head = ChainHead(number=sealed.number, hash=sealed.hash)
        moved.append(sealed)
    return tuple(moved)


def _gap(first: int, last: int) -> Fault:
    missing = f"nomor {first}" if first == last else f"nomor {first} sampai {last}"
    return Fault(
        FaultCode.PACKAGE_GAP,
        f"Paket ini belum dapat diterima: catatan {missing} dari pengirim belum ada di sini. Tidak ada yang berubah.",
        "Terima dulu paket yang lebih lama. Jika paket itu hilang, kirimkan tanda terima terbaru kepada pengirim; "
        "paket berikutnya akan membawa semua yang kurang.",
    )


def _fork() -> Fault:
    return Fault(
        FaultCode.PACKAGE_FORKED,
        "Paket ini tidak cocok dengan catatan pengirim yang sudah ada di sini: komputer pengirim mungkin dipulihkan "
        "dari cadangan atau disalin. Tidak ada yang berubah.",
        "Kirimkan tanda terima terbaru kepada pengirim. Setelah tanda terima dibuka di sana, minta paket baru.",
    )
