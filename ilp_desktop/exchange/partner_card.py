"""The kartu kenal: an installation's public keys in a small signed file, for another to trust on first use."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ilp_desktop.domain.identifiers import NodeId
from ilp_desktop.domain.installation import InstallationKind
from ilp_desktop.exchange.checked_json import FACILITY_CODE, HEX_64, LONGEST_NAME, UTC_TIME, Fields, Malformed
from ilp_desktop.exchange.disk import Disk
from ilp_desktop.exchange.entry_lines import node_of
from ilp_desktop.exchange.faults import damaged
from ilp_desktop.exchange.file_names import file_name
from ilp_desktop.exchange.keys import ExchangeIdentity, fingerprint, is_recipient_key
from ilp_desktop.exchange.safe_write import write_safely
from ilp_desktop.exchange.signed_file import read_signed_file
from ilp_desktop.exchange.signed_lines import FileKind, sign_lines

CARD_SUFFIX = ".ilpkartu"
_NAMES = frozenset({"name", "code", "kind", "node", "recipient_key", "verify_key", "created"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerCard:
    """Who an installation says it is, and its public keys. The fingerprint is what people compare."""

    name: str
    code: str
    kind: InstallationKind
    node: NodeId
    recipient_key: str
    verify_key: str
    created: datetime

    @property
    def fingerprint(self) -> str:
        """Six groups of five digits."""
        return fingerprint(self.recipient_key, self.verify_key)


def write_card(
    folder: Path,
    *,
    name: str,
    code: str,
    kind: InstallationKind,
    node: NodeId,
    identity: ExchangeIdentity,
    now: datetime,
    disk: Disk | None = None,
) -> Path:
    """Writes our own card and gives its path; raises Fault when the drive fails."""
    content = sign_lines(
        FileKind.CARD,
        {
            "name": name,
            "code": code,
            "kind": kind,
            "node": node,
            "recipient_key": identity.recipient_key,
            "verify_key": identity.verify_key,
            "created": now.astimezone(UTC).isoformat(timespec="seconds"),
        },
        identity,
    )
    target = folder / file_name(code, keys=(identity.verify_key,), suffix=CARD_SUFFIX)
    write_safely(target, [content], size=len(content), disk=disk)
    return target


def read_card(path: Path, disk: Disk | None = None) -> PartnerCard:
    """A card that was signed with the key it carries. Raises Fault PACKAGE_DAMAGED, PACKAGE_NEWER, DRIVE_GONE.

    It proves nothing about who made it until people have compared the fingerprint.
    """
    lines = read_signed_file(path, FileKind.CARD, disk)
    try:
        card = _card(Fields(lines.content, _NAMES))
    except ValueError as error:
        raise damaged(FileKind.CARD.noun) from error
    if not lines.is_by(card.verify_key):
        raise damaged(FileKind.CARD.noun)
    return card


def _card(fields: Fields) -> PartnerCard:
    recipient_key = fields.text("recipient_key")
    if not is_recipient_key(recipient_key):
        raise Malformed("recipient_key")
    return PartnerCard(
        name=fields.text("name", LONGEST_NAME),
        code=fields.matching("code", FACILITY_CODE),
        kind=InstallationKind(fields.text("kind")),
        node=node_of(fields.text("node")),
        recipient_key=recipient_key,
        verify_key=fields.matching("verify_key", HEX_64),
        created=datetime.fromisoformat(fields.matching("created", UTC_TIME)),
    )
