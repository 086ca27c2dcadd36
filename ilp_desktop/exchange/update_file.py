"""The update that comes on a stick: the installer of a newer version, behind three lines that its publisher signed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from ilp_desktop.domain.progress import Progress, silent
from ilp_desktop.exchange.checked_json import HEX_64, Fields, Malformed
from ilp_desktop.exchange.disk import Disk
from ilp_desktop.exchange.faults import FileNoun, damaged, not_by_publisher, translated
from ilp_desktop.exchange.keys import ExchangeIdentity
from ilp_desktop.exchange.safe_write import chunks_of, write_safely
from ilp_desktop.exchange.signed_lines import LONGEST_START, FileKind, read_lines, sign_lines

UPDATE_SUFFIX = ".ilppembaruan"
_VERSION = re.compile(r"[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}")
_NAMES = frozenset({"version", "size", "sha256"})
_LARGEST = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A whole update by the publisher whose key was given; ``version`` is three numbers, ``size`` is in bytes."""

    path: Path
    version: tuple[int, int, int]
    size: int
    digest: str
    start: int

    @property
    def name(self) -> str:
        """The version as people write it."""
        return ".".join(map(str, self.version))


def version_numbers(text: str) -> tuple[int, int, int]:
    """``1.20.3`` as numbers, which compare as versions do; raises Malformed."""
    if not _VERSION.fullmatch(text):
        raise Malformed("version")
    major, minor, patch = map(int, text.split("."))
    return major, minor, patch


def write_update(installer: Path, version: str, identity: ExchangeIdentity, target: Path) -> None:
    """Signs an installer as the update to ``version``; raises Malformed for a version that is none."""
    version_numbers(version)
    size = installer.stat().st_size
    with installer.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    lines = sign_lines(FileKind.UPDATE, {"version": version, "size": size, "sha256": digest}, identity)

    def content() -> Iterator[bytes]:
        yield lines
        with installer.open("rb") as file:
            yield from chunks_of(file)

    write_safely(target, content(), size=len(lines) + size)


def read_update(path: Path, verify_key: str, disk: Disk | None = None) -> Update:
    """What the file offers, when the publisher signed it and it is as long as the publisher says.

    Raises Fault PACKAGE_FOREIGN when the lines are not the publisher's, PACKAGE_DAMAGED for anything else,
    PACKAGE_NEWER, DRIVE_GONE. The installer itself is compared when it is taken out.
    """
    with translated(), (disk or Disk()).open(path) as file:
        start = file.read(LONGEST_START)
        length = file.seek(0, 2)
    try:
        lines = read_lines(start, FileKind.UPDATE)
        fields = Fields(lines.content, _NAMES)
        update = Update(
            path=path,
            version=version_numbers(fields.text("version")),
            size=fields.number("size", least=1, most=_LARGEST),
            digest=fields.matching("sha256", HEX_64),
            start=lines.length,
        )
    except Malformed as error:
        raise damaged(FileNoun.UPDATE) from error
    if not lines.is_by(verify_key):
        raise not_by_publisher()
    if length != update.start + update.size:
        raise damaged(FileNoun.UPDATE)
    return update


def take_out(update: Update, folder: Path, progress: Progress = silent, disk: Disk | None = None) -> Path:
    """The installer as a file in ``folder``, byte for byte what the publisher signed.

    Raises Fault PACKAGE_DAMAGED, DRIVE_GONE, DRIVE_FULL, and Cancelled from ``progress``; then nothing is left.
    """
    disk = disk or Disk()
    target = folder / f"ILP-Desktop-{update.name}-setup.exe"
    with translated(), disk.open(update.path) as file:
        file.seek(update.start)
        digest = write_safely(
            target, chunks_of(file), size=update.size, disk=disk, progress=progress, doing="Menyiapkan pembaruan"
        )
    if digest != update.digest:
        target.unlink()
        raise damaged(FileNoun.UPDATE)
    return target
