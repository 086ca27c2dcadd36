"""What is on a stick for this installation: packages, receipts and cards, told apart from those of others."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import file_digest
from pathlib import Path

from ilp_desktop.domain.bookkeeping import PackageDirection, PackageRecord
from ilp_desktop.domain.installation import Partner
from ilp_desktop.domain.problem import Fault
from ilp_desktop.exchange.drives import Drive as Drive
from ilp_desktop.exchange.drives import chosen_folder, removable_drives
from ilp_desktop.exchange.faults import translated
from ilp_desktop.exchange.package_manifest import PackageHeader
from ilp_desktop.exchange.package_reading import packages_in
from ilp_desktop.exchange.partner_card import CARD_SUFFIX, PartnerCard, read_card
from ilp_desktop.services.partners import identity_of
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records


class PackageStanding(StrEnum):
    """What can be done with a package file."""

    NEW = "new"
    TAKEN = "taken"
    STRANGER = "stranger"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class StickPackage:
    """A package file; ``sender`` is the partner's name, or the facility code of a sender who is not known here."""

    path: Path
    standing: PackageStanding
    sender: str
    number: int
    part: int
    parts: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StickContents:
    """What is on a stick for us: packages by sender and number, and cards of installations other than this one.

    ``for_others`` counts the packages that somebody else will open.
    """

    packages: tuple[StickPackage, ...]
    cards: tuple[PartnerCard, ...]
    for_others: int

    @property
    def waiting(self) -> tuple[StickPackage, ...]:
        """Those that have not been taken over yet."""
        return tuple(package for package in self.packages if package.standing is PackageStanding.NEW)


def drives() -> tuple[Drive, ...]:
    """The sticks that are in."""
    return removable_drives()


def folder_as_drive(folder: Path) -> Drive | None:
    """Any folder in place of a stick; None when it is not there."""
    return chosen_folder(folder)


def contents_of(workplace: Workplace, folder: Path) -> StickContents:
    """Looks at the files of a folder; only headers are read, nothing is opened. Fault when the stick is gone."""
    with workplace.database.read() as connection:
        partners = {partner.verify_key: partner for partner in records.find(connection, Partner)}
        taken = {
            record.content_hash
            for record in records.find(connection, PackageRecord, direction=PackageDirection.RECEIVED)
        }
    ours = identity_of(workplace.installation).recipient_key
    found = packages_in(folder)
    with translated():
        packages = tuple(
            _package(one.path, one.header, partners, taken)
            for one in found
            if one.header is None or one.header.receiver_key == ours
        )
    return StickContents(packages=packages, cards=_cards(workplace, folder), for_others=len(found) - len(packages))


def _package(path: Path, header: PackageHeader | None, partners: dict[str, Partner], taken: set[str]) -> StickPackage:
    size = path.stat().st_size
    if header is None:
        return StickPackage(
            path=path, standing=PackageStanding.UNREADABLE, sender="", number=0, part=1, parts=1, size=size
        )
    partner = partners.get(header.sender_key)
    return StickPackage(
        path=path,
        standing=_standing(path, partner, taken),
        sender=partner.name if partner else header.sender,
        number=header.number,
        part=header.part,
        parts=header.parts,
        size=size,
    )


def _standing(path: Path, partner: Partner | None, taken: set[str]) -> PackageStanding:
    if partner is None:
        return PackageStanding.STRANGER
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return PackageStanding.TAKEN if digest in taken else PackageStanding.NEW


def _cards(workplace: Workplace, folder: Path) -> tuple[PartnerCard, ...]:
    own = identity_of(workplace.installation).verify_key
    with translated():
        paths = sorted(path for path in folder.iterdir() if path.suffix == CARD_SUFFIX and path.is_file())
    cards = []
    for path in paths:
        try:
            card = read_card(path)
        except Fault:
            continue
        if card.verify_key != own:
            cards.append(card)
    return tuple(cards)
