"""Receipts: what is held here goes back to the sender, what a partner holds is not sent again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ilp_desktop import __version__
from ilp_desktop.domain.bookkeeping import PackageDirection, PackageRecord
from ilp_desktop.domain.change_chain import EMPTY_CHAIN, ChainHead, HashAt, has_diverged
from ilp_desktop.domain.hybrid_clock import START, HybridTime, tick
from ilp_desktop.domain.identifiers import NodeId, PartnerId
from ilp_desktop.domain.installation import Partner
from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.exchange.faults import translated
from ilp_desktop.exchange.receipt import (
    RECEIPT_SUFFIX,
    Receipt,
    ReceiptCounts,
    ReceiptProblem,
    read_receipt,
    write_receipt,
)
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.epochs import split_off
from ilp_desktop.services.partners import (
    acknowledged_heads,
    acknowledged_text,
    identity_of,
    partners_by_key,
    present_installation,
    unsent_for,
)
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import change_queries, records
from ilp_desktop.storage.database import Connection
from ilp_desktop.storage.transaction import Transaction, utc

_NOT_OURS = frozenset({FaultCode.PACKAGE_FOREIGN, FaultCode.PARTNER_UNKNOWN, FaultCode.PACKAGE_DAMAGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """What a receipt said, and what follows: changes not yet sent, and whether this PC had to start a new epoch.

    ``package_missing``: the partner could not take the newest package over, the next one will bring what they lack.
    """

    partner: Partner
    was_newest: bool
    new_epoch: bool
    package_missing: bool
    unsent: int


def give_receipt(
    workplace: Workplace,
    partner_id: PartnerId,
    folder: Path,
    counts: ReceiptCounts | None = None,
    problem: ReceiptProblem = ReceiptProblem.NONE,
) -> Path:
    """Writes a receipt of what is held here, for a partner; also when a receipt was lost."""
    installation = present_installation(workplace)
    with workplace.database.read() as connection:
        partner = records.get(connection, Partner, partner_id)
        last = change_queries.last_change_time(connection)
        heads = change_queries.heads(connection)
    identity = identity_of(installation)
    receipt = Receipt(
        issuer=workplace.facility.code,
        issuer_key=identity.verify_key,
        addressee=partner.facility_code,
        addressee_key=partner.verify_key,
        time=tick(HybridTime.parse(last) if last else START, workplace.clock()),
        created=workplace.clock(),
        heads=heads,
        counts=counts or ReceiptCounts(),
        package=partner.number_received,
        problem=problem,
        program=__version__,
    )
    return write_receipt(receipt, identity=identity, folder=folder)


def take_receipt(workplace: Workplace, path: Path) -> Answer[Acknowledged]:
    """Reads a partner's receipt: what they hold is not sent again. An older receipt than the newest is set aside.

    When it shows that this PC was restored or copied, its own later entries move to a new epoch. Fault when the
    receipt is damaged, newer, for somebody else, or from a stranger.
    """
    return _take(workplace, _read(workplace, path, partners_by_key(workplace)))


def take_receipts(workplace: Workplace, folder: Path) -> Answer[tuple[Acknowledged, ...]]:
    """Takes every receipt on a stick that is for this installation, oldest first; gives those that said something new.

    A stick also carries receipts of others; they, and files that are not whole, are left alone.
    """
    with translated():
        paths = [path for path in folder.iterdir() if path.suffix == RECEIPT_SUFFIX and path.is_file()]
    trusted = partners_by_key(workplace) if paths else {}
    receipts = []
    for path in paths:
        try:
            receipts.append(_read(workplace, path, trusted))
        except Fault as fault:
            if fault.code not in _NOT_OURS:
                raise
    answers = [_take(workplace, receipt) for receipt in sorted(receipts, key=lambda one: one.time)]
    news = tuple(answer.value for answer in answers if answer.value.was_newest)
    return Answer(news, frozenset().union(*(answer.changes for answer in answers)))


def _read(workplace: Workplace, path: Path, trusted: Mapping[str, Partner]) -> Receipt:
    return read_receipt(path, identity=identity_of(present_installation(workplace)), trusted=trusted.keys())


def _take(workplace: Workplace, receipt: Receipt) -> Answer[Acknowledged]:
    partner = partners_by_key(workplace)[receipt.issuer_key]
    if str(receipt.time) <= partner.acknowledged_time:
        return Answer(_acknowledged(workplace, partner, receipt, was_newest=False, new_epoch=False))
    with workplace.change("take_receipt") as transaction:
        new_epoch = _split_off_if_diverged(transaction, workplace, partner, receipt)
        partner = transaction.change(
            partner,
            acknowledged=acknowledged_text(receipt.heads),
            acknowledged_time=str(receipt.time),
            acknowledged_package=receipt.package,
        )
        if not new_epoch:
            _mark_acknowledged(transaction, partner, receipt.heads)
    state = _acknowledged(workplace, partner, receipt, was_newest=True, new_epoch=new_epoch)
    return Answer(state, frozenset(transaction.changes))


def _split_off_if_diverged(transaction: Transaction, workplace: Workplace, partner: Partner, receipt: Receipt) -> bool:
    node, hash_at = present_installation(workplace).node, _hash_at(transaction.connection)
    if not has_diverged(node, receipt.heads.get(node, EMPTY_CHAIN), hash_at=hash_at):
        return False
    before = acknowledged_heads(partner).get(node, EMPTY_CHAIN)
    split_off(transaction, EMPTY_CHAIN if has_diverged(node, before, hash_at=hash_at) else before)
    return True


def _mark_acknowledged(transaction: Transaction, partner: Partner, heads: Mapping[NodeId, ChainHead]) -> None:
    """Packages whose every entry the partner now holds; chain numbers may repeat after a restore, entries never do."""
    waiting = records.find(
        transaction.connection,
        PackageRecord,
        partner_id=partner.id,
        direction=PackageDirection.SENT,
        acknowledged_at=None,
    )
    for record in waiting:
        ranges: dict[NodeId, tuple[int, int]] = json.loads(record.ranges)
        if all(last <= heads.get(node, EMPTY_CHAIN).number for node, (_first, last) in ranges.items()):
            transaction.change(record, acknowledged_at=utc(transaction.now))


def _acknowledged(
    workplace: Workplace, partner: Partner, receipt: Receipt, *, was_newest: bool, new_epoch: bool
) -> Acknowledged:
    with workplace.database.read() as connection:
        unsent = unsent_for(connection, workplace.installation.kind, partner)
    return Acknowledged(
        partner=partner,
        was_newest=was_newest,
        new_epoch=new_epoch,
        package_missing=receipt.problem is not ReceiptProblem.NONE,
        unsent=unsent,
    )


def _hash_at(connection: Connection) -> HashAt:
    return lambda node, number: change_queries.hash_at(connection, node, number)
