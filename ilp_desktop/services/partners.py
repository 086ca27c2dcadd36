"""The installations that this one exchanges data with, known by their cards and compared fingerprints."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ilp_desktop.domain.bookkeeping import PackageDirection, PackageRecord
from ilp_desktop.domain.change_chain import ChainHead
from ilp_desktop.domain.identifiers import NodeId, PartnerId
from ilp_desktop.domain.installation import Installation, InstallationKind, Partner, Role
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.exchange import partner_card
from ilp_desktop.exchange.keys import ExchangeIdentity, fingerprint
from ilp_desktop.exchange.partner_card import PartnerCard as PartnerCard
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import change_queries, package_queries, records
from ilp_desktop.storage.change_scope import ChangeScope, count_for
from ilp_desktop.storage.database import Connection
from ilp_desktop.storage.transaction import new_id, utc


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerState:
    """A partner with what went and came last, and how many changes they do not have yet."""

    partner: Partner
    last_sent: PackageRecord | None
    last_received: PackageRecord | None
    unsent: int


def identity_of(installation: Installation) -> ExchangeIdentity:
    """The keys of this installation."""
    return ExchangeIdentity(identity_secret=installation.identity_secret, signing_secret=installation.signing_secret)


def own_fingerprint(workplace: Workplace) -> str:
    """Six groups of five digits, to be read aloud to a partner."""
    identity = identity_of(workplace.installation)
    return fingerprint(identity.recipient_key, identity.verify_key)


def write_own_card(workplace: Workplace, folder: Path) -> Path:
    """Puts this installation's card into a folder or onto a stick; it holds public keys only."""
    installation = present_installation(workplace)
    return partner_card.write_card(
        folder,
        name=workplace.facility.name,
        code=workplace.facility.code,
        kind=installation.kind,
        node=installation.node,
        identity=identity_of(installation),
        now=workplace.clock(),
    )


def read_card(path: Path) -> PartnerCard:
    """Somebody's card, whole and signed with the key it carries; who they are is for people to compare."""
    return partner_card.read_card(path)


class CardStanding(StrEnum):
    """What is known here of the installation that made a card."""

    OURS = "ours"
    KNOWN = "known"
    OTHER_KEYS = "other_keys"
    NEW = "new"


def standing_of(workplace: Workplace, card: PartnerCard) -> CardStanding:
    """Whether the card is ours, known, new, or of a known facility with other keys: then people must compare again."""
    if card.verify_key == identity_of(workplace.installation).verify_key:
        return CardStanding.OURS
    with workplace.database.read() as connection:
        known = records.find(connection, Partner)
    if any((one.verify_key, one.recipient_key) == (card.verify_key, card.recipient_key) for one in known):
        return CardStanding.KNOWN
    alike = any(one.verify_key == card.verify_key or one.facility_code == card.code for one in known)
    return CardStanding.OTHER_KEYS if alike else CardStanding.NEW


def trust(workplace: Workplace, card: PartnerCard) -> Answer[Partner]:
    """Takes a partner in after two people have compared the fingerprint. Rejected for our own card.

    A card with other keys of a known facility replaces nothing: it is another partner until the old one is removed.
    """
    workplace.require(Role.HEAD, Role.HEALTH_OFFICE)
    if standing_of(workplace, card) is CardStanding.OURS:
        raise Rejected(
            Problem(
                code="partner.self",
                field="",
                sentence="Ini kartu komputer ini sendiri.",
                remedy="Pilih kartu dari mitra, misalnya dinas kesehatan.",
            )
        )
    with workplace.change("trust_partner") as transaction:
        known = records.find(transaction.connection, Partner, verify_key=card.verify_key)
        if known:
            partner = transaction.change(
                known[0],
                name=card.name,
                facility_code=card.code,
                kind=card.kind,
                node=card.node,
                recipient_key=card.recipient_key,
            )
        else:
            partner = Partner(
                id=PartnerId(new_id()),
                node=card.node,
                name=card.name,
                facility_code=card.code,
                kind=card.kind,
                recipient_key=card.recipient_key,
                verify_key=card.verify_key,
                added_at=utc(transaction.now),
            )
            transaction.insert(partner)
    return Answer(partner, frozenset(transaction.changes))


def partners(workplace: Workplace) -> tuple[PartnerState, ...]:
    """Every partner by name."""
    with workplace.database.read() as connection:
        found = records.find(connection, Partner, order_by="name")
        return tuple(
            PartnerState(
                partner=one,
                last_sent=package_queries.last_package(connection, one.id, PackageDirection.SENT),
                last_received=package_queries.last_package(connection, one.id, PackageDirection.RECEIVED),
                unsent=unsent_for(connection, workplace.installation.kind, one),
            )
            for one in found
        )


def partners_by_key(workplace: Workplace) -> dict[str, Partner]:
    """Every partner by the key that checks their signatures. Rejected with ``partner.none`` when there is none yet."""
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


def scope_of(connection: Connection, kind: InstallationKind, partner: Partner) -> ChangeScope | None:
    """What a partner may read; None is everything. An office keeps puskesmas apart that must not see each other."""
    if kind is not InstallationKind.DINAS or partner.kind is InstallationKind.DINAS:
        return None
    own = _nodes(partner)
    others = (one for one in records.find(connection, Partner) if one.id != partner.id)
    return ChangeScope(own=own, others=frozenset(node for one in others for node in _nodes(one)) - own)


def unsent_for(connection: Connection, kind: InstallationKind, partner: Partner) -> int:
    """How many changes a partner may read and does not have yet."""
    known, scope = numbers(acknowledged_heads(partner)), scope_of(connection, kind, partner)
    return change_queries.count_after(connection, known) if scope is None else count_for(connection, known, scope)


def nodes_text(partner: Partner, *more: NodeId) -> str:
    """The nodes of a partner and those that came from them for the first time, as the partner keeps them."""
    return json.dumps(sorted(_nodes(partner) | set(more)))


def _nodes(partner: Partner) -> frozenset[NodeId]:
    return frozenset({partner.node, *(NodeId(node) for node in json.loads(partner.nodes))})


def acknowledged_text(heads: Mapping[NodeId, ChainHead]) -> str:
    """The heads as a partner keeps them."""
    return json.dumps({node: [head.number, head.hash] for node, head in heads.items()})


def acknowledged_heads(partner: Partner) -> dict[NodeId, ChainHead]:
    """What the partner surely holds: by their newest receipt, and of their own entries what they sent since."""
    heads = json.loads(partner.acknowledged)
    return {NodeId(node): ChainHead(number=number, hash=digest) for node, (number, digest) in heads.items()}


def numbers(heads: dict[NodeId, ChainHead]) -> dict[NodeId, int]:
    """The numbers of the heads."""
    return {node: head.number for node, head in heads.items()}


def present_installation(workplace: Workplace) -> Installation:
    """This installation as it stands now; its node changes with a new epoch."""
    with workplace.database.read() as connection:
        return records.find(connection, Installation)[0]
