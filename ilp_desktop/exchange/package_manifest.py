"""What a package says about itself: the header in clear and the sealed manifest."""

from dataclasses import dataclass
from datetime import UTC, datetime

from ilp_desktop.domain.canonical_json import Json
from ilp_desktop.domain.identifiers import NodeId
from ilp_desktop.exchange.checked_json import (
    FACILITY_CODE,
    HEX_64,
    HEX_64_OR_EMPTY,
    LONGEST_NAME,
    UTC_TIME,
    Fields,
    Malformed,
)
from ilp_desktop.exchange.entry_lines import node_of

LARGEST_SEALED = 64 * 1024 * 1024
LARGEST_BODY = 512 * 1024 * 1024
MOST_ENTRIES = 200_000
MOST_NODES = 1_000
WINDOW_LOG = 23
"""Power of two of the bytes that decompression may look back."""

_HEADER = frozenset({"sender", "sender_key", "receiver", "receiver_key", "number", "part", "parts", "size", "sha256"})
_SENDER = frozenset({"code", "name", "key", "node", "epoch"})
_RECEIVER = frozenset({"code", "name", "key"})
_RANGE = frozenset({"node", "first", "last", "previous_hash", "last_hash"})
_MANIFEST = frozenset(
    {
        "format",
        "sender",
        "receiver",
        "number",
        "continues_from",
        "created",
        "program",
        "schema",
        "ranges",
        "entries",
        "body_size",
        "body_sha256",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageHeader:
    """What everybody can read: routing, and ``size`` bytes sealed with their SHA-256. Keys as in ``keys.py``."""

    sender: str
    sender_key: str
    receiver: str
    receiver_key: str
    number: int
    part: int
    parts: int
    size: int
    sha256: str

    def as_json(self) -> Json:
        """The members of the format."""
        return {name: getattr(self, name) for name in _HEADER}

    @classmethod
    def read(cls, value: object) -> "PackageHeader":
        """Raises Malformed."""
        fields = Fields(value, _HEADER)
        header = cls(
            sender=fields.matching("sender", FACILITY_CODE),
            sender_key=fields.matching("sender_key", HEX_64),
            receiver=fields.matching("receiver", FACILITY_CODE),
            receiver_key=fields.text("receiver_key"),
            number=fields.number("number", least=1),
            part=fields.number("part", least=1),
            parts=fields.number("parts", least=1),
            size=fields.number("size", most=LARGEST_SEALED),
            sha256=fields.matching("sha256", HEX_64),
        )
        if header.part > header.parts:
            raise Malformed("part")
        return header


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainRange:
    """The entries ``first`` to ``last`` of a node; ``previous_hash`` is the hash of the entry before the first."""

    node: NodeId
    first: int
    last: int
    previous_hash: str
    last_hash: str

    def as_json(self) -> Json:
        """The members of the format."""
        return {name: getattr(self, name) for name in _RANGE}

    @classmethod
    def read(cls, value: object) -> "ChainRange":
        """Raises Malformed."""
        fields = Fields(value, _RANGE)
        first = fields.number("first", least=1)
        found = cls(
            node=node_of(fields.text("node")),
            first=first,
            last=fields.number("last", least=first),
            previous_hash=fields.matching("previous_hash", HEX_64_OR_EMPTY),
            last_hash=fields.matching("last_hash", HEX_64),
        )
        if (found.first == 1) != (not found.previous_hash):
            raise Malformed("start of a chain")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A facility at one end of the exchange; ``key`` is the sender's verify key or the receiver's recipient key."""

    code: str
    name: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """From whom, to whom, and where it stands in the chain of packages between them."""

    sender: Party
    node: NodeId
    epoch: int
    receiver: Party
    number: int
    continues_from: int
    created: datetime
    program: str
    schema: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The sealed account of a package; ``body_size`` is in bytes before compression."""

    envelope: Envelope
    ranges: tuple[ChainRange, ...]
    entries: int
    body_size: int
    body_sha256: str

    def as_json(self) -> Json:
        """The members of the format."""
        envelope = self.envelope
        sender, receiver = envelope.sender, envelope.receiver
        return {
            "format": 1,
            "sender": {
                "code": sender.code,
                "name": sender.name,
                "key": sender.key,
                "node": envelope.node,
                "epoch": envelope.epoch,
            },
            "receiver": {"code": receiver.code, "name": receiver.name, "key": receiver.key},
            "number": envelope.number,
            "continues_from": envelope.continues_from,
            "created": envelope.created.astimezone(UTC).isoformat(timespec="seconds"),
            "program": envelope.program,
            "schema": envelope.schema,
            "ranges": [found.as_json() for found in self.ranges],
            "entries": self.entries,
            "body_size": self.body_size,
            "body_sha256": self.body_sha256,
        }

    @classmethod
    def read(cls, value: object) -> "Manifest":
        """Raises Malformed."""
        fields = Fields(value, _MANIFEST)
        fields.number("format", least=1, most=1)
        sender = fields.nested("sender", _SENDER)
        envelope = Envelope(
            sender=_party(sender),
            node=node_of(sender.text("node")),
            epoch=sender.number("epoch"),
            receiver=_party(fields.nested("receiver", _RECEIVER)),
            number=fields.number("number", least=1),
            continues_from=fields.number("continues_from"),
            created=datetime.fromisoformat(fields.matching("created", UTC_TIME)),
            program=fields.text("program"),
            schema=fields.text("schema"),
        )
        ranges = fields.each("ranges", MOST_NODES, ChainRange.read)
        entries = fields.number("entries", most=MOST_ENTRIES)
        nodes = {found.node for found in ranges}
        if len(nodes) != len(ranges) or sum(found.last - found.first + 1 for found in ranges) < entries:
            raise Malformed("counts")
        return cls(
            envelope=envelope,
            ranges=ranges,
            entries=entries,
            body_size=fields.number("body_size", most=LARGEST_BODY),
            body_sha256=fields.matching("body_sha256", HEX_64),
        )


def _party(fields: Fields) -> Party:
    return Party(
        code=fields.matching("code", FACILITY_CODE), name=fields.text("name", LONGEST_NAME), key=fields.text("key")
    )
