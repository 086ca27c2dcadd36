"""Opens packages: everything is verified before the first entry is given."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import zstandard

from ilp_desktop.domain.change import Change
from ilp_desktop.domain.identifiers import NodeId
from ilp_desktop.domain.problem import Fault
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.exchange.checked_json import Malformed, decoded
from ilp_desktop.exchange.disk import Disk
from ilp_desktop.exchange.entry_lines import LONGEST_LINE, read_line
from ilp_desktop.exchange.faults import FileNoun, damaged, foreign, newer, translated, unknown_sender
from ilp_desktop.exchange.keys import ExchangeIdentity
from ilp_desktop.exchange.package_manifest import LARGEST_SEALED, WINDOW_LOG, Manifest, PackageHeader
from ilp_desktop.exchange.package_writing import PACKAGE_SUFFIX
from ilp_desktop.exchange.safe_write import CHUNK
from ilp_desktop.exchange.signed_lines import LONGEST_START, FileKind, read_lines

_LARGEST_FILE = LARGEST_SEALED + LONGEST_START
_LONGEST_MANIFEST = 1024 * 1024
_TOLD_EVERY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPackage:
    """A package of which every byte has been verified. ``size`` (bytes) and ``sha256`` are of the whole file."""

    header: PackageHeader
    manifest: Manifest
    size: int
    sha256: str
    _body: bytes = field(repr=False)

    def changes(self) -> Iterator[Change]:
        """The entries in the order of the file; may be asked for again."""
        previous = {found.node: found.previous_hash for found in self.manifest.ranges}
        for line in _lines(self._body, self.manifest.body_size):
            yield read_line(line, previous)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPackage:
    """A package file on a drive by its header; ``header`` is None for a file that is no whole package."""

    path: Path
    header: PackageHeader | None


def packages_in(folder: Path) -> tuple[FoundPackage, ...]:
    """The package files of a folder by sender and number, the unreadable last. Only headers are looked at."""
    with translated():
        paths = [path for path in folder.iterdir() if path.suffix == PACKAGE_SUFFIX and path.is_file()]
    found = [FoundPackage(path=path, header=header_of(path)) for path in paths]
    return tuple(sorted(found, key=_order))


def header_of(path: Path) -> PackageHeader | None:
    """The part in clear of a package, not yet checked; None for a file that is no whole package."""
    try:
        with path.open("rb") as file:
            return PackageHeader.read(read_lines(file.read(LONGEST_START), FileKind.PACKAGE).content)
    except (OSError, Malformed, Fault):
        return None


def read_package(
    path: Path,
    *,
    identity: ExchangeIdentity,
    trusted: Collection[str],
    schema: str,
    disk: Disk | None = None,
    progress: Progress = silent,
) -> OpenedPackage:
    """The package, verified to its last byte; ``trusted`` are verify keys of partners, ``schema`` is our own version.

    Raises Fault PACKAGE_DAMAGED, PACKAGE_FOREIGN, PARTNER_UNKNOWN, PACKAGE_NEWER, DRIVE_GONE or FILE_UNREADABLE; or
    Cancelled. Whether it continues what is known here is ``change_chain.unseen``'s to say.
    """
    content = _content(path, disk or Disk(), progress)
    with _damage_told():
        header, sealed = _checked_header(content)
        if header.receiver_key != identity.recipient_key:
            raise foreign(FileNoun.PACKAGE, header.receiver)
        if header.sender_key not in trusted:
            raise unknown_sender(FileNoun.PACKAGE, header.sender)
        manifest_line, _, body = identity.unseal(sealed).partition(b"\n")
        manifest = _checked_manifest(manifest_line, header, schema)
        package = OpenedPackage(
            header=header, manifest=manifest, size=len(content), sha256=sha256(content).hexdigest(), _body=body
        )
        _verify(package, progress)
    return package


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except (ValueError, zstandard.ZstdError) as error:
        raise damaged(FileNoun.PACKAGE) from error


def _content(path: Path, disk: Disk, progress: Progress) -> bytes:
    content = bytearray()
    with translated(), disk.open(path) as file:
        while chunk := file.read(CHUNK):
            content += chunk
            progress(Step(doing="Membaca paket", done=len(content), total=0))
            if len(content) > _LARGEST_FILE:
                raise damaged(FileNoun.PACKAGE)
    return bytes(content)


def _checked_header(content: bytes) -> tuple[PackageHeader, bytes]:
    lines = read_lines(content[:LONGEST_START], FileKind.PACKAGE)
    header = PackageHeader.read(lines.content)
    sealed = content[lines.length :]
    if len(sealed) != header.size or sha256(sealed).hexdigest() != header.sha256:
        raise Malformed("sealed bytes")
    if not lines.is_by(header.sender_key):
        raise Malformed("signature")
    return header, sealed


def _checked_manifest(line: bytes, header: PackageHeader, schema: str) -> Manifest:
    if len(line) > _LONGEST_MANIFEST:
        raise Malformed("manifest too long")
    manifest = Manifest.read(decoded(line))
    envelope = manifest.envelope
    told = (envelope.sender.code, envelope.sender.key, envelope.receiver.code, envelope.receiver.key, envelope.number)
    if told != (header.sender, header.sender_key, header.receiver, header.receiver_key, header.number):
        raise Malformed("manifest of another package")
    if envelope.schema > schema:
        raise newer(FileNoun.PACKAGE, f"data {envelope.schema}", schema)
    return manifest


def _verify(package: OpenedPackage, progress: Progress) -> None:
    manifest = package.manifest
    digest = sha256()
    next_number = {found.node: found.first for found in manifest.ranges}
    previous: dict[NodeId, str] = {found.node: found.previous_hash for found in manifest.ranges}
    done = 0
    for done, line in enumerate(_lines(package._body, manifest.body_size), start=1):
        if done % _TOLD_EVERY == 1:
            progress(Step(doing="Memeriksa paket", done=done, total=manifest.entries))
        digest.update(line)
        change = read_line(line, previous)
        if change.first != next_number[change.node]:
            raise Malformed("order")
        next_number[change.node] = change.number + 1
    if done != manifest.entries:
        raise Malformed("counts")
    for found in manifest.ranges:
        if next_number[found.node] != found.last + 1 or previous[found.node] != found.last_hash:
            raise Malformed("chain")
    if digest.hexdigest() != manifest.body_sha256:
        raise Malformed("body")


def _lines(body: bytes, size: int) -> Iterator[bytes]:
    """The lines with their LF, never holding more than one line and one piece of what comes out of the compression."""
    decompressor = zstandard.ZstdDecompressor(max_window_size=1 << WINDOW_LOG)
    left, rest = size, b""
    with decompressor.stream_reader(BytesIO(body)) as reader:
        while piece := reader.read(CHUNK):
            left -= len(piece)
            *lines, rest = (rest + piece).split(b"\n")
            if left < 0 or len(rest) > LONGEST_LINE or any(len(line) >= LONGEST_LINE for line in lines):
                raise Malformed("longer than said")
            yield from (line + b"\n" for line in lines)
    if rest or left:
        raise Malformed("shorter than said")


def _order(found: FoundPackage) -> tuple[bool, str, int, str]:
    header = found.header
    return (header is None, header.sender if header else "", header.number if header else 0, found.path.name)
