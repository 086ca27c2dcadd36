"""Invented changes and installations for the tests of the exchange."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ilp_desktop.domain.change import Change, ChangeKind, FieldChange
from ilp_desktop.domain.change_chain import EMPTY_CHAIN, ChainHead, renumbered
from ilp_desktop.domain.identifiers import NodeId, UserId
from ilp_desktop.exchange.keys import ExchangeIdentity, new_identity
from ilp_desktop.exchange.package_manifest import Envelope, Party
from ilp_desktop.exchange.package_reading import OpenedPackage, read_package
from ilp_desktop.exchange.package_writing import WrittenPackage, write_packages

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
NODE = NodeId("019a0000-0000-7000-8000-000000000001")
POSYANDU_NODE = NodeId("019a0000-0000-7000-8000-000000000002")


def sample_changes(count: int, node: NodeId = NODE, after: ChainHead = EMPTY_CHAIN) -> tuple[Change, ...]:
    """``count`` chained entries about an invented person."""
    drafts = [
        Change(
            node=node,
            number=1,
            time=f"{1_790_000_000_000 + number:015d}-000000",
            user=UserId("019a0000-0000-7000-8000-00000000000a"),
            operation="register_patient" if number == 0 else "correct_patient",
            table="patient",
            row_id=f"019a0000-0000-7000-8000-0000000{number // 3:05d}",
            kind=ChangeKind.INSERT if number % 3 == 0 else ChangeKind.UPDATE,
            fields={
                "name": FieldChange(before=None, after=f"Wa Contoh {number} \u2603"),
                "weight": FieldChange(before=number, after=number + 0.5),
                "active": FieldChange(before=False, after=True),
            },
            previous_hash="",
            hash="",
        )
        for number in range(count)
    ]
    return renumbered(drafts, node=node, head=after)


def head_of(changes: tuple[Change, ...]) -> ChainHead:
    """Where a sender's chain stands after these."""
    return ChainHead(number=changes[-1].number, hash=changes[-1].hash)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A puskesmas that sends and the dinas that receives, with a folder that stands for the stick."""

    sender: ExchangeIdentity
    receiver: ExchangeIdentity
    stick: Path
    workshop: Path

    def envelope(self, number: int = 1, schema: str = "0001") -> Envelope:
        return Envelope(
            sender=Party(code="P7414020201", name="Puskesmas Mawasangka Tengah", key=self.sender.verify_key),
            node=NODE,
            epoch=1,
            receiver=Party(code="7414", name="Dinas Kesehatan Buton Tengah", key=self.receiver.recipient_key),
            number=number,
            continues_from=0,
            created=NOW,
            program="0.1.0",
            schema=schema,
        )

    def send(self, changes: tuple[Change, ...], number: int = 1) -> WrittenPackage:
        (written,) = write_packages(
            changes,
            envelope=self.envelope(number),
            identity=self.sender,
            folder=self.stick,
            workshop=self.workshop,
        )
        return written

    def open(self, path: Path, schema: str = "0001") -> OpenedPackage:
        return read_package(path, identity=self.receiver, trusted={self.sender.verify_key}, schema=schema)


def new_pair(folder: Path) -> Pair:
    """Two fresh installations."""
    stick, workshop = folder / "stick", folder / "workshop"
    stick.mkdir()
    return Pair(sender=new_identity(), receiver=new_identity(), stick=stick, workshop=workshop)
