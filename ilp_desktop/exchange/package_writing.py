"""Makes sealed packages of change-log entries and puts them on a drive."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import zstandard

from ilp_desktop.domain.canonical_json import canonical_json
from ilp_desktop.domain.change import Change
from ilp_desktop.domain.change_chain import hash_of
from ilp_desktop.domain.identifiers import NodeId
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.exchange.checked_json import decoded
from ilp_desktop.exchange.disk import Disk
from ilp_desktop.exchange.entry_lines import line_of
from ilp_desktop.exchange.faults import log_damaged, work_disk_full
from ilp_desktop.exchange.file_names import file_name
from ilp_desktop.exchange.keys import ExchangeIdentity, seal
from ilp_desktop.exchange.package_manifest import (
    LARGEST_BODY,
    MOST_NODES,
    WINDOW_LOG,
    ChainRange,
    Envelope,
    Manifest,
    PackageHeader,
)
from ilp_desktop.exchange.safe_write import chunks_of, require_room, write_safely
from ilp_desktop.exchange.signed_lines import FileKind, sign_lines

PACKAGE_SUFFIX = ".ilppaket"
PART_LIMIT = 16 * 1024 * 1024
"""Compressed bytes after which a new file is started."""

_ENTRIES_PER_FILE = 25_000
"""A receiver merges a file in memory and in one transaction: so many entries take it about 100 MB."""

_COMPRESSION = zstandard.ZstdCompressionParameters.from_level(9, window_log=WINDOW_LOG)
_TOLD_EVERY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPackage:
    """A package that stands on the drive, read back and compared. ``size`` in bytes; ``sha256`` of the whole file."""

    path: Path
    number: int
    ranges: tuple[ChainRange, ...]
    entries: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _SealedPart:
    """A part that waits, sealed, on the PC until the number of parts is known."""

    manifest: Manifest
    path: Path
    size: int
    sha256: str


class _OpenPart:
    """The part that is being filled: compressed lines, and how far each node's chain has come."""

    def __init__(self) -> None:
        self.compressed = bytearray()
        self.ranges: dict[NodeId, ChainRange] = {}
        self.entries = 0
        self._size = 0
        self._digest = sha256()
        self._compressor = zstandard.ZstdCompressor(compression_params=_COMPRESSION).compressobj()

    def add(self, change: Change, line: bytes) -> None:
        """Takes one more entry in."""
        started = self.ranges.get(change.node)
        self.ranges[change.node] = ChainRange(
            node=change.node,
            first=started.first if started else change.first,
            last=change.number,
            previous_hash=started.previous_hash if started else change.previous_hash,
            last_hash=change.hash,
        )
        self.entries += 1
        self._size += len(line)
        self._digest.update(line)
        self.compressed += self._compressor.compress(line)

    def has_room_for(self, change: Change, line: bytes, limit: int) -> bool:
        """Whether the entry still goes into this file."""
        return (
            len(self.compressed) < limit
            and self.entries < _ENTRIES_PER_FILE
            and self._size + len(line) <= LARGEST_BODY
            and (change.node in self.ranges or len(self.ranges) < MOST_NODES)
        )

    def finish(self, envelope: Envelope) -> tuple[Manifest, bytes]:
        """The manifest and what is to be sealed; raises Malformed for an envelope that no reader would take."""
        self.compressed += self._compressor.flush()
        manifest = Manifest(
            envelope=envelope,
            ranges=tuple(self.ranges.values()),
            entries=self.entries,
            body_size=self._size,
            body_sha256=self._digest.hexdigest(),
        )
        line = canonical_json(manifest.as_json())
        Manifest.read(decoded(line))
        return manifest, line + b"\n" + bytes(self.compressed)


def write_packages(
    changes: Iterable[Change],
    *,
    envelope: Envelope,
    identity: ExchangeIdentity,
    folder: Path,
    workshop: Path,
    total: int = 0,
    part_limit: int = PART_LIMIT,
    disk: Disk | None = None,
    progress: Progress = silent,
) -> tuple[WrittenPackage, ...]:
    """Writes ``changes`` into as many packages as they need; none when there are no changes.

    ``changes``: everything that the receiver has not acknowledged, of every node, ordered by time, node, number;
    ``total`` of them as far as known. ``envelope.number`` is the number of the first file. ``workshop`` is a folder on
    the PC for sealed bytes on their way. Raises Fault (DRIVE_FULL, DRIVE_GONE, READ_ONLY, DISK_FULL, and
    DATABASE_DAMAGED when the log itself does not chain) or Cancelled; files that were finished before stay and are
    whole. Malformed is a bug of the caller: a code or name that the format cannot carry.
    """
    with _room_to_work(workshop) as work:
        parts = list(_sealed_parts(changes, envelope, work, part_limit, total, progress))
        headers = [_header(part, identity, index, len(parts)) for index, part in enumerate(parts, start=1)]
        starts = [sign_lines(FileKind.PACKAGE, header.as_json(), identity) for header in headers]
        if parts:
            require_room(folder, sum(map(len, starts)) + sum(part.size for part in parts), disk)
        return tuple(
            _put(folder / _name(header, envelope.node), start, part, disk, progress)
            for header, start, part in zip(headers, starts, parts, strict=True)
        )


@contextmanager
def _room_to_work(workshop: Path) -> Iterator[Path]:
    """A folder of its own, gone afterwards; ``tempfile`` would never give up on Windows where nobody may write."""
    work = workshop / f"paket-{uuid4().hex}"
    try:
        work.mkdir(parents=True)
    except OSError as error:
        raise work_disk_full() from error
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _sealed_parts(
    changes: Iterable[Change], envelope: Envelope, work: Path, limit: int, total: int, progress: Progress
) -> Iterator[_SealedPart]:
    number = envelope.number
    part = _OpenPart()
    for done, (change, line) in enumerate(_checked_lines(changes)):
        if done % _TOLD_EVERY == 0:
            progress(Step(doing="Menyiapkan paket", done=done, total=total))
        if not part.has_room_for(change, line, limit):
            yield _seal(part, replace(envelope, number=number), work)
            number += 1
            part = _OpenPart()
        part.add(change, line)
    if part.entries:
        yield _seal(part, replace(envelope, number=number), work)


def _checked_lines(changes: Iterable[Change]) -> Iterator[tuple[Change, bytes]]:
    """Nothing leaves this PC that a receiver would have to refuse."""
    reached: dict[NodeId, Change] = {}
    for change in changes:
        before = reached.get(change.node)
        if before and (change.first, change.previous_hash) != (before.number + 1, before.hash):
            raise log_damaged()
        try:
            if hash_of(change) != change.hash:
                raise log_damaged()
            yield change, line_of(change)
        except ValueError as error:
            raise log_damaged() from error
        reached[change.node] = change


def _seal(part: _OpenPart, envelope: Envelope, work: Path) -> _SealedPart:
    manifest, content = part.finish(envelope)
    sealed = seal(content, envelope.receiver.key)
    path = work / str(envelope.number)
    try:
        path.write_bytes(sealed)
    except OSError as error:
        raise work_disk_full() from error
    return _SealedPart(manifest=manifest, path=path, size=len(sealed), sha256=sha256(sealed).hexdigest())


def _header(part: _SealedPart, identity: ExchangeIdentity, index: int, parts: int) -> PackageHeader:
    envelope = part.manifest.envelope
    return PackageHeader(
        sender=envelope.sender.code,
        sender_key=identity.verify_key,
        receiver=envelope.receiver.code,
        receiver_key=envelope.receiver.key,
        number=envelope.number,
        part=index,
        parts=parts,
        size=part.size,
        sha256=part.sha256,
    )


def _name(header: PackageHeader, node: NodeId) -> str:
    return file_name(
        header.sender,
        header.receiver,
        f"{header.number:06d}",
        keys=(header.sender_key, header.receiver_key, node),
        suffix=PACKAGE_SUFFIX,
    )


def _put(target: Path, start: bytes, part: _SealedPart, disk: Disk | None, progress: Progress) -> WrittenPackage:
    def content() -> Iterator[bytes]:
        yield start
        with part.path.open("rb") as file:
            yield from chunks_of(file)

    size = len(start) + part.size
    digest = write_safely(target, content(), size=size, disk=disk, progress=progress)
    manifest = part.manifest
    return WrittenPackage(
        path=target,
        number=manifest.envelope.number,
        ranges=manifest.ranges,
        entries=manifest.entries,
        size=size,
        sha256=digest,
    )
