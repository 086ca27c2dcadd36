"""Packages on a stick: written and read back, looked into before anything changes, taken over with a receipt."""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ilp_desktop import __version__
from ilp_desktop.domain.bookkeeping import PackageDirection, PackageRecord
from ilp_desktop.domain.change import Change
from ilp_desktop.domain.change_chain import EMPTY_CHAIN, ChainHead, unseen
from ilp_desktop.domain.identifiers import NodeId, PartnerId
from ilp_desktop.domain.installation import Installation, Partner, Role
from ilp_desktop.domain.merging import MergeResult, merge
from ilp_desktop.domain.problem import Cancelled, Fault, FaultCode
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.exchange.package_manifest import Envelope, Party
from ilp_desktop.exchange.package_reading import OpenedPackage, header_of, read_package
from ilp_desktop.exchange.package_writing import WrittenPackage, write_packages
from ilp_desktop.exchange.receipt import ReceiptCounts, ReceiptProblem
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.package_counts import TableCount, Tally, WrittenBetween
from ilp_desktop.services.partners import (
    acknowledged_heads,
    acknowledged_text,
    identity_of,
    nodes_text,
    numbers,
    partners_by_key,
    scope_of,
    unsent_for,
)
from ilp_desktop.services.receipts import give_receipt
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import change_queries, records
from ilp_desktop.storage.change_scope import changes_for
from ilp_desktop.storage.database import Connection
from ilp_desktop.storage.merge_writing import UnknownTable, check_known, knowledge_of, write_merge
from ilp_desktop.storage.schema import SCHEMA_VERSION
from ilp_desktop.storage.transaction import Transaction, new_id, utc

_SENDING = "paket"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Packages that stand on the drive, read back and compared; none when the partner already has everything."""

    partner: Partner
    packages: tuple[WrittenPackage, ...]
    counts: tuple[TableCount, ...] = ()
    between: WrittenBetween | None = None

    @property
    def entries(self) -> int:
        """How many changes they carry."""
        return sum(package.entries for package in self.packages)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePreview:
    """A verified package and what accepting it would change; nothing has changed yet."""

    partner: Partner
    path: Path
    package: OpenedPackage
    counts: tuple[TableCount, ...]
    between: WrittenBetween | None
    known_entries: int
    new_entries: int

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in it is here already."""
        return self.new_entries == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """Several packages looked into in their order. ``fault`` is why the next of them cannot be taken over."""

    previews: tuple[PackagePreview, ...]
    fault: Fault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenReceipt:
    """The receipt that goes back, or why it could not be written: what was taken over stays taken over."""

    partner: Partner
    path: Path | None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Packages that were taken over, each in a transaction of its own, and one receipt for each sender.

    ``left`` packages were not taken over: ``fault`` says why, None when the user cancelled.
    """

    previews: tuple[PackagePreview, ...]
    receipts: tuple[GivenReceipt, ...]
    left: int = 0
    fault: Fault | None = None


def send(workplace: Workplace, partner_id: PartnerId, folder: Path, progress: Progress = silent) -> Answer[Sent]:
    """Writes everything that the partner may read and has not acknowledged into ``folder``, sealed and verified.

    Fault when the drive is full or gone; a file with the final name is then the old one or a whole one.
    """
    workplace.require(*_WHO)
    tally = Tally()
    with workplace.database.read() as connection:
        partner = records.get(connection, Partner, partner_id)
        installation = records.find(connection, Installation)[0]
        known = numbers(acknowledged_heads(partner))
        scope = scope_of(connection, installation.kind, partner)
        written = write_packages(
            tally.watch(changes_for(connection, known, scope)),
            envelope=_envelope(workplace, installation, partner),
            identity=identity_of(installation),
            folder=folder,
            workshop=workplace.folder / _SENDING,
            total=unsent_for(connection, installation.kind, partner),
            progress=progress,
        )
    if not written:
        return Answer(Sent(partner=partner, packages=()))
    with workplace.change("send_package") as transaction:
        partner = transaction.change(partner, number_sent=written[-1].number)
        for package in written:
            transaction.insert(_record_of(transaction, partner, package))
    sent = Sent(partner=partner, packages=written, counts=tally.carried(), between=tally.between())
    return Answer(sent, frozenset(transaction.changes))


def inspect(workplace: Workplace, path: Path, progress: Progress = silent) -> PackagePreview:
    """Verifies a package to its last byte and says what accepting it would change.

    Fault when it is damaged, for somebody else, from a stranger, newer, or when earlier packages are missing.
    """
    return inspect_all(workplace, (path,), progress).previews[0]


def inspect_all(workplace: Workplace, paths: Sequence[Path], progress: Progress = silent) -> Inspection:
    """What accepting these packages one after the other would change; Fault as in ``inspect`` for the first.

    It is the acceptance itself, taken back at the end: what is shown is what will happen.
    """
    previews: list[PackagePreview] = []
    try:
        with workplace.change("inspect_packages") as transaction:
            for path in paths:
                previews.append(_take_over(transaction, workplace, path, progress))
            raise _LookedInto
    except _LookedInto:
        return Inspection(previews=tuple(previews))
    except Fault as fault:
        if not previews:
            raise
        return Inspection(previews=tuple(previews), fault=fault)


def accept(workplace: Workplace, path: Path, receipt_folder: Path, progress: Progress = silent) -> Answer[Acceptance]:
    """Takes a package over in one transaction and writes the receipt; the same package again changes nothing.

    Fault as in ``inspect``; where entries are missing or the histories do not agree, a receipt that says so is written,
    so that the sender can mend it.
    """
    return accept_all(workplace, (path,), receipt_folder, progress)


def accept_all(
    workplace: Workplace, paths: Sequence[Path], receipt_folder: Path, progress: Progress = silent
) -> Answer[Acceptance]:
    """Takes packages over in their order, until one of them cannot be; Fault or Cancelled when that is the first."""
    workplace.require(*_WHO)
    previews: list[PackagePreview] = []
    changes: set[str] = set()
    stopped: Fault | None = None
    for path in paths:
        try:
            with workplace.change("accept_package") as transaction:
                preview = _take_over(transaction, workplace, path, progress)
        except (Fault, Cancelled) as failure:
            if isinstance(failure, Fault):
                _tell_sender(workplace, path, receipt_folder, failure)
                stopped = failure
            if not previews:
                raise
            break
        previews.append(preview)
        changes |= transaction.changes
    acceptance = Acceptance(
        previews=tuple(previews),
        receipts=_receipts(workplace, previews, receipt_folder),
        left=len(paths) - len(previews),
        fault=stopped,
    )
    return Answer(acceptance, frozenset(changes))


_WHO = (Role.HEAD, Role.HEALTH_OFFICE)

_RECEIPT_PROBLEMS = {
    FaultCode.PACKAGE_GAP: ReceiptProblem.GAP,
    FaultCode.PACKAGE_FORKED: ReceiptProblem.FORKED,
}


class _LookedInto(Exception):
    """Ends an inspection, so that its transaction is taken back."""


def _take_over(transaction: Transaction, workplace: Workplace, path: Path, progress: Progress) -> PackagePreview:
    trusted = partners_by_key(workplace)
    package = read_package(
        path,
        identity=identity_of(workplace.installation),
        trusted=trusted.keys(),
        schema=SCHEMA_VERSION,
        progress=progress,
    )
    progress(Step(doing="Menyatukan dengan data di sini", done=0, total=0))
    connection, tally = transaction.connection, Tally()
    before = change_queries.heads(connection)
    new = unseen(
        tally.watch(package.changes()),
        heads=before,
        hash_at=lambda node, number: change_queries.hash_at(connection, node, number),
    )
    result = _merged(connection, new)
    write_merge(transaction, result)
    partner = trusted[package.header.sender_key]
    if not _is_recorded(connection, package):
        number = max(package.manifest.envelope.number, partner.number_received)
        nodes = nodes_text(partner, package.manifest.envelope.node, *{change.node for change in new} - before.keys())
        partner = transaction.change(partner, number_received=number, nodes=nodes, **_surely_held(partner, package))
        transaction.insert(_received_record(transaction, partner, path, package))
    return PackagePreview(
        partner=partner,
        path=path,
        package=package,
        counts=tally.merged(result),
        between=tally.between(),
        known_entries=package.manifest.entries - len(new),
        new_entries=len(new),
    )


def _surely_held(partner: Partner, package: OpenedPackage) -> dict[str, str]:
    """The sender holds the entries that it made itself, so they are not sent back to it.

    A greater node (UUIDv7) is a newer epoch: the sender was restored and may have lost entries of the one before, which
    are then sent to it again.
    """
    node, held = package.manifest.envelope.node, acknowledged_heads(partner)
    own = next((one for one in package.manifest.ranges if one.node == node), None)
    if own is None or node < partner.node:
        return {}
    if node > partner.node:
        held.pop(partner.node, None)
    if own.last > held.get(node, EMPTY_CHAIN).number:
        held[node] = ChainHead(number=own.last, hash=own.last_hash)
    return {"node": node, "acknowledged": acknowledged_text(held)}


def _is_recorded(connection: Connection, package: OpenedPackage) -> bool:
    direction, digest = PackageDirection.RECEIVED, package.sha256
    return bool(records.find(connection, PackageRecord, direction=direction, content_hash=digest))


def _tell_sender(workplace: Workplace, path: Path, folder: Path, fault: Fault) -> None:
    """A receipt that names the problem; when even that cannot be written, the fault itself is what people must see."""
    problem = _RECEIPT_PROBLEMS.get(fault.code)
    if problem is None:
        return
    sender = header_of(path)
    partner = None if sender is None else partners_by_key(workplace).get(sender.sender_key)
    if partner is not None:
        with suppress(Fault):
            give_receipt(workplace, partner.id, folder, problem=problem)


def _receipts(workplace: Workplace, previews: Sequence[PackagePreview], folder: Path) -> tuple[GivenReceipt, ...]:
    senders = {preview.partner.id: preview.partner for preview in previews}
    given = []
    for partner in senders.values():
        counts = _counts(one for one in previews if one.partner.id == partner.id)
        try:
            given.append(GivenReceipt(partner=partner, path=give_receipt(workplace, partner.id, folder, counts)))
        except Fault as fault:
            given.append(GivenReceipt(partner=partner, path=None, fault=fault))
    return tuple(given)


def _envelope(workplace: Workplace, installation: Installation, partner: Partner) -> Envelope:
    facility = workplace.facility
    return Envelope(
        sender=Party(code=facility.code, name=facility.name, key=identity_of(installation).verify_key),
        node=installation.node,
        epoch=installation.epoch,
        receiver=Party(code=partner.facility_code, name=partner.name, key=partner.recipient_key),
        number=partner.number_sent + 1,
        continues_from=partner.acknowledged_package,
        created=workplace.clock(),
        program=__version__,
        schema=SCHEMA_VERSION,
    )


def _merged(connection: Connection, new: tuple[Change, ...]) -> MergeResult:
    try:
        check_known(new)
    except UnknownTable as error:
        raise Fault(
            FaultCode.PACKAGE_NEWER,
            "Paket ini memuat data yang belum dikenal program ini. Tidak ada yang berubah.",
            "Pasang program yang terbaru, lalu terima paket ini lagi.",
        ) from error
    return merge(new, knowledge_of(connection, new))


def _counts(previews: Iterable[PackagePreview]) -> ReceiptCounts:
    previews = tuple(previews)
    counts = [count for preview in previews for count in preview.counts]
    return ReceiptCounts(
        inserted=sum(count.new for count in counts),
        updated=sum(count.updated for count in counts),
        known=sum(preview.known_entries for preview in previews),
        differences=sum(count.conflicting for count in counts),
    )


def _record_of(transaction: Transaction, partner: Partner, package: WrittenPackage) -> PackageRecord:
    return PackageRecord(
        id=new_id(),
        partner_id=partner.id,
        direction=PackageDirection.SENT,
        chain_number=package.number,
        file_name=package.path.name,
        made_at=utc(transaction.now),
        ranges=_ranges((one.node, one.first, one.last) for one in package.ranges),
        entry_count=package.entries,
        content_hash=package.sha256,
    )


def _received_record(transaction: Transaction, partner: Partner, path: Path, package: OpenedPackage) -> PackageRecord:
    return PackageRecord(
        id=new_id(),
        partner_id=partner.id,
        direction=PackageDirection.RECEIVED,
        chain_number=package.manifest.envelope.number,
        file_name=path.name,
        made_at=utc(transaction.now),
        ranges=_ranges((one.node, one.first, one.last) for one in package.manifest.ranges),
        entry_count=package.manifest.entries,
        content_hash=package.sha256,
    )


def _ranges(ranges: Iterable[tuple[NodeId, int, int]]) -> str:
    return json.dumps({node: [first, last] for node, first, last in ranges})
