"""Packages on a stick: written and read back, looked into before anything changes, taken over with a receipt."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ilp_desktop import __version__
from ilp_desktop.domain.bookkeeping import PackageDirection, PackageRecord
from ilp_desktop.domain.change import Change
from ilp_desktop.domain.change_chain import EMPTY_CHAIN, HashAt, has_diverged, unseen
from ilp_desktop.domain.hybrid_clock import START, HybridTime, tick
from ilp_desktop.domain.identifiers import NodeId, PartnerId
from ilp_desktop.domain.installation import Installation, Partner
from ilp_desktop.domain.merging import MergeResult, merge
from ilp_desktop.domain.problem import Fault, FaultCode, Problem, Rejected
from ilp_desktop.domain.progress import Progress, silent
from ilp_desktop.exchange.drives import Drive, removable_drives
from ilp_desktop.exchange.package_manifest import Envelope, Party
from ilp_desktop.exchange.package_reading import FoundPackage, OpenedPackage, packages_in, read_package
from ilp_desktop.exchange.package_writing import WrittenPackage, write_packages
from ilp_desktop.exchange.receipt import Receipt, ReceiptCounts, ReceiptProblem, read_receipt, write_receipt
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.epochs import split_off
from ilp_desktop.services.partners import acknowledged_heads, identity_of, numbers, present_installation
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import change_queries, records
from ilp_desktop.storage.database import Connection
from ilp_desktop.storage.merge_writing import UnknownTable, check_known, knowledge_of, write_merge
from ilp_desktop.storage.schema import SCHEMA_VERSION
from ilp_desktop.storage.transaction import Transaction, new_id, utc

RECEIPT_PATTERN = "*.ilpterima"
_SENDING = "paket"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Packages that stand on the drive, read back and compared; none when the partner already has everything."""

    partner: Partner
    packages: tuple[WrittenPackage, ...]

    @property
    def entries(self) -> int:
        """How many changes they carry."""
        return sum(package.entries for package in self.packages)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCount:
    """What a package does to one table, in rows."""

    table: str
    new: int = 0
    updated: int = 0
    conflicting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePreview:
    """A verified package and what accepting it would change; nothing has changed yet."""

    partner: Partner
    package: OpenedPackage
    counts: tuple[TableCount, ...]
    known_entries: int
    new_entries: int

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in it is here already."""
        return self.new_entries == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A package that was taken over, and the receipt that goes back."""

    preview: PackagePreview
    receipt: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """What a receipt said: how many changes the partner now holds, and whether this PC had to start a new epoch."""

    partner: Partner
    was_newest: bool
    new_epoch: bool
    unsent: int


def drives() -> tuple[Drive, ...]:
    """The sticks that are in."""
    return removable_drives()


def send(workplace: Workplace, partner_id: PartnerId, folder: Path, progress: Progress = silent) -> Answer[Sent]:
    """Writes everything that the partner has not acknowledged into ``folder``, sealed and verified.

    Fault when the drive is full or gone; a file with the final name is then the old one or a whole one.
    """
    with workplace.database.read() as connection:
        partner = records.get(connection, Partner, partner_id)
        installation = records.find(connection, Installation)[0]
        known = numbers(acknowledged_heads(partner))
        written = write_packages(
            change_queries.changes_after(connection, known),
            envelope=_envelope(workplace, installation, partner),
            identity=identity_of(installation),
            folder=folder,
            workshop=workplace.folder / _SENDING,
            total=change_queries.count_after(connection, known),
            progress=progress,
        )
    if not written:
        return Answer(Sent(partner=partner, packages=()))
    with workplace.change("send_package") as transaction:
        partner = transaction.change(partner, number_sent=written[-1].number)
        for package in written:
            transaction.insert(_record_of(transaction, partner, package))
    return Answer(Sent(partner=partner, packages=written), frozenset(transaction.changes))


def packages_on(folder: Path) -> tuple[FoundPackage, ...]:
    """The packages in a folder or on a stick by sender and number; only their headers are looked at."""
    return packages_in(folder)


def inspect(workplace: Workplace, path: Path, progress: Progress = silent) -> PackagePreview:
    """Verifies a package to its last byte and says what accepting it would change.

    Fault when it is damaged, for somebody else, from a stranger, newer, or when earlier packages are missing.
    """
    package, partner = _open(workplace, path, progress)
    with workplace.database.read() as connection:
        new = _unseen(connection, package)
        result = _merged(connection, new)
    return _preview(partner, package, new, result)


def accept(workplace: Workplace, path: Path, receipt_folder: Path, progress: Progress = silent) -> Answer[Accepted]:
    """Takes a package over in one transaction and writes the receipt; the same package again changes nothing.

    Fault as in ``inspect``; where entries are missing or the histories do not agree, a receipt that says so is written,
    so that the sender can mend it.
    """
    package, partner = _open(workplace, path, progress)
    try:
        with workplace.change("accept_package") as transaction:
            new = _unseen(transaction.connection, package)
            result = _merged(transaction.connection, new)
            preview = _preview(partner, package, new, result)
            write_merge(transaction, result)
            number = package.manifest.envelope.number
            partner = transaction.change(partner, number_received=max(number, partner.number_received))
            if new:
                transaction.insert(_received_record(transaction, partner, path, package))
    except Fault as fault:
        problem = _RECEIPT_PROBLEMS.get(fault.code)
        if problem is not None:
            give_receipt(workplace, partner.id, receipt_folder, problem=problem)
        raise
    receipt = give_receipt(workplace, partner.id, receipt_folder, _counts(preview))
    return Answer(Accepted(preview=preview, receipt=receipt), frozenset(transaction.changes))


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

    When it shows that this PC was restored or copied, its own later entries move to a new epoch.
    """
    installation = present_installation(workplace)
    trusted = _partners_by_key(workplace)
    receipt = read_receipt(path, identity=identity_of(installation), trusted=trusted.keys())
    partner = trusted[receipt.issuer_key]
    if str(receipt.time) <= partner.acknowledged_time:
        return Answer(_acknowledged(workplace, partner, was_newest=False, new_epoch=False))
    with workplace.change("take_receipt") as transaction:
        theirs = receipt.heads.get(installation.node, EMPTY_CHAIN)
        diverged = has_diverged(installation.node, theirs, hash_at=_hash_at(transaction.connection))
        if diverged:
            before = acknowledged_heads(partner).get(installation.node, EMPTY_CHAIN)
            common = (
                EMPTY_CHAIN
                if has_diverged(installation.node, before, hash_at=_hash_at(transaction.connection))
                else before
            )
            split_off(transaction, common)
        partner = transaction.change(
            partner,
            acknowledged=json.dumps({node: [head.number, head.hash] for node, head in receipt.heads.items()}),
            acknowledged_time=str(receipt.time),
            acknowledged_package=receipt.package,
        )
        for record in records.find(
            transaction.connection,
            PackageRecord,
            partner_id=partner.id,
            direction=PackageDirection.SENT,
            acknowledged_at=None,
        ):
            if record.chain_number <= receipt.package:
                transaction.change(record, acknowledged_at=utc(transaction.now))
    state = _acknowledged(workplace, partner, was_newest=True, new_epoch=diverged)
    return Answer(state, frozenset(transaction.changes))


_RECEIPT_PROBLEMS = {
    FaultCode.PACKAGE_GAP: ReceiptProblem.GAP,
    FaultCode.PACKAGE_FORKED: ReceiptProblem.FORKED,
}


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


def _open(workplace: Workplace, path: Path, progress: Progress) -> tuple[OpenedPackage, Partner]:
    trusted = _partners_by_key(workplace)
    package = read_package(
        path,
        identity=identity_of(present_installation(workplace)),
        trusted=trusted.keys(),
        schema=SCHEMA_VERSION,
        progress=progress,
    )
    return package, trusted[package.header.sender_key]


def _partners_by_key(workplace: Workplace) -> dict[str, Partner]:
    with workplace.database.read() as connection:
        found = {partner.verify_key: partner for partner in records.find(connection, Partner)}
    if not found:
        raise Rejected(
            Problem(
                code="partner.none",
                field="",
                sentence="Belum ada mitra yang dikenal.",
                remedy="Baca dulu kartu kenal dari mitra, lalu cocokkan angkanya.",
            )
        )
    return found


def _unseen(connection: Connection, package: OpenedPackage) -> tuple[Change, ...]:
    return unseen(package.changes(), heads=change_queries.heads(connection), hash_at=_hash_at(connection))


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


def _preview(partner: Partner, package: OpenedPackage, new: tuple[Change, ...], result: MergeResult) -> PackagePreview:
    inserted = Counter(write.table for write in result.inserts)
    updated = Counter(write.table for write in result.updates)
    conflicting = Counter(table for table, _row in {(one.table, one.row_id) for one in result.differences})
    counts = (
        TableCount(table=table, new=inserted[table], updated=updated[table], conflicting=conflicting[table])
        for table in sorted({*inserted, *updated, *conflicting})
    )
    return PackagePreview(
        partner=partner,
        package=package,
        counts=tuple(counts),
        known_entries=package.manifest.entries - len(new),
        new_entries=len(new),
    )


def _counts(preview: PackagePreview) -> ReceiptCounts:
    return ReceiptCounts(
        inserted=sum(count.new for count in preview.counts),
        updated=sum(count.updated for count in preview.counts),
        known=preview.known_entries,
        differences=sum(count.conflicting for count in preview.counts),
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


def _acknowledged(workplace: Workplace, partner: Partner, *, was_newest: bool, new_epoch: bool) -> Acknowledged:
    with workplace.database.read() as connection:
        unsent = change_queries.count_after(connection, numbers(acknowledged_heads(partner)))
    return Acknowledged(partner=partner, was_newest=was_newest, new_epoch=new_epoch, unsent=unsent)


def _hash_at(connection: Connection) -> HashAt:
    return lambda node, number: change_queries.hash_at(connection, node, number)
