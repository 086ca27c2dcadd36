"""The receipt that travels back: up to which entry of each node the receiver holds everything, signed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from ilp_desktop.domain.change_chain import ChainHead
from ilp_desktop.domain.hybrid_clock import HybridTime
from ilp_desktop.domain.identifiers import NodeId
from ilp_desktop.exchange.checked_json import (
    FACILITY_CODE,
    HEX_64,
    HYBRID_TIME,
    UTC_TIME,
    Fields,
    Malformed,
)
from ilp_desktop.exchange.disk import Disk
from ilp_desktop.exchange.entry_lines import node_of
from ilp_desktop.exchange.faults import FileNoun, damaged, foreign, unknown_sender
from ilp_desktop.exchange.file_names import file_name
from ilp_desktop.exchange.keys import ExchangeIdentity
from ilp_desktop.exchange.package_manifest import MOST_NODES
from ilp_desktop.exchange.safe_write import write_safely
from ilp_desktop.exchange.signed_file import read_signed_file
from ilp_desktop.exchange.signed_lines import FileKind, sign_lines

RECEIPT_SUFFIX = ".ilpterima"
_COUNTS = frozenset({"inserted", "updated", "known", "differences"})
_HEAD = frozenset({"node", "number", "hash"})
_NAMES = frozenset(
    {
        "issuer",
        "issuer_key",
        "addressee",
        "addressee_key",
        "time",
        "created",
        "heads",
        "counts",
        "package",
        "problem",
        "program",
    }
)


class ReceiptProblem(StrEnum):
    """Why the newest package was not taken over."""

    NONE = ""
    GAP = "package_gap"
    FORKED = "package_forked"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptCounts:
    """What the packages since the receipt before brought, in rows (known: entries that were there already)."""

    inserted: int = 0
    updated: int = 0
    known: int = 0
    differences: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the issuer holds. ``time`` is its hybrid time: the newest receipt counts. Keys are verify keys.

    ``package`` is the number of the newest package that was taken over (0: none).
    """

    issuer: str
    issuer_key: str
    addressee: str
    addressee_key: str
    time: HybridTime
    created: datetime
    heads: Mapping[NodeId, ChainHead]
    counts: ReceiptCounts
    package: int
    problem: ReceiptProblem
    program: str


def write_receipt(receipt: Receipt, *, identity: ExchangeIdentity, folder: Path, disk: Disk | None = None) -> Path:
    """Signs and writes the receipt and gives its path; raises Fault when the drive fails."""
    counts = receipt.counts
    content = sign_lines(
        FileKind.RECEIPT,
        {
            "issuer": receipt.issuer,
            "issuer_key": receipt.issuer_key,
            "addressee": receipt.addressee,
            "addressee_key": receipt.addressee_key,
            "time": str(receipt.time),
            "created": receipt.created.astimezone(UTC).isoformat(timespec="seconds"),
            "heads": [
                {"node": node, "number": head.number, "hash": head.hash} for node, head in sorted(receipt.heads.items())
            ],
            "counts": {name: getattr(counts, name) for name in _COUNTS},
            "package": receipt.package,
            "problem": receipt.problem,
            "program": receipt.program,
        },
        identity,
    )
    name = file_name(
        receipt.issuer,
        receipt.addressee,
        f"{receipt.package:06d}",
        keys=(receipt.issuer_key, receipt.addressee_key),
        suffix=RECEIPT_SUFFIX,
    )
    target = folder / name
    write_safely(target, [content], size=len(content), disk=disk)
    return target


def read_receipt(
    path: Path, *, identity: ExchangeIdentity, trusted: Collection[str], disk: Disk | None = None
) -> Receipt:
    """A receipt of a partner for us; ``trusted`` are verify keys.

    Raises Fault PACKAGE_DAMAGED, PACKAGE_NEWER, PACKAGE_FOREIGN, PARTNER_UNKNOWN, DRIVE_GONE. Whether our own history
    has diverged from it is ``change_chain.has_diverged``'s to say.
    """
    lines = read_signed_file(path, FileKind.RECEIPT, disk)
    try:
        receipt = _receipt(Fields(lines.content, _NAMES))
    except ValueError as error:
        raise damaged(FileNoun.RECEIPT) from error
    if not lines.is_by(receipt.issuer_key):
        raise damaged(FileNoun.RECEIPT)
    if receipt.addressee_key != identity.verify_key:
        raise foreign(FileNoun.RECEIPT, receipt.addressee)
    if receipt.issuer_key not in trusted:
        raise unknown_sender(FileNoun.RECEIPT, receipt.issuer)
    return receipt


def _receipt(fields: Fields) -> Receipt:
    counts = fields.nested("counts", _COUNTS)
    heads = fields.each("heads", MOST_NODES, _head)
    if len(dict(heads)) != len(heads):
        raise Malformed("heads")
    return Receipt(
        issuer=fields.matching("issuer", FACILITY_CODE),
        issuer_key=fields.matching("issuer_key", HEX_64),
        addressee=fields.matching("addressee", FACILITY_CODE),
        addressee_key=fields.matching("addressee_key", HEX_64),
        time=HybridTime.parse(fields.matching("time", HYBRID_TIME)),
        created=datetime.fromisoformat(fields.matching("created", UTC_TIME)),
        heads=dict(heads),
        counts=ReceiptCounts(
            inserted=counts.number("inserted"),
            updated=counts.number("updated"),
            known=counts.number("known"),
            differences=counts.number("differences"),
        ),
        package=fields.number("package"),
        problem=ReceiptProblem(fields.text("problem")),
        program=fields.text("program"),
    )


def _head(value: object) -> tuple[NodeId, ChainHead]:
    fields = Fields(value, _HEAD)
    head = ChainHead(number=fields.number("number", least=1), hash=fields.matching("hash", HEX_64))
    return node_of(fields.text("node")), head
