"""Writes a file to a drive so that its name never stands for a broken one."""

import errno
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.exchange.disk import Disk
from ilp_desktop.exchange.faults import drive_full, not_read_back, translated

CHUNK = 256 * 1024
_ROOM_FOR_NAMES = 64 * 1024
"""Bytes that a file system may need beside the content: folder entry, last cluster."""


def require_room(folder: Path, size: int, disk: Disk | None = None) -> None:
    """Raises Fault DRIVE_FULL with the missing MB when ``size`` bytes more do not fit, DRIVE_GONE for no folder."""
    with translated():
        free = (disk or Disk()).free_bytes(folder)
    if free < size + _ROOM_FOR_NAMES:
        raise drive_full(size + _ROOM_FOR_NAMES - free)


def chunks_of(file: BinaryIO) -> Iterator[bytes]:
    """The rest of a file in pieces."""
    while chunk := file.read(CHUNK):
        yield chunk


def write_safely(
    target: Path,
    chunks: Iterable[bytes],
    *,
    size: int,
    disk: Disk | None = None,
    progress: Progress = silent,
    doing: str = "Menulis ke flashdisk",
) -> str:
    """Writes, flushes, reads back, compares, then renames; returns the SHA-256 (hex) of what now stands at ``target``.

    Whatever fails, ``target`` is the old file or the complete new one. ``size`` bytes in all. Raises Fault
    (DRIVE_FULL with the missing MB before the first byte, DRIVE_GONE, READ_ONLY), or Cancelled from ``progress``.
    """
    disk = disk or Disk()
    part = target.with_name(target.name + ".part")
    require_room(target.parent, size, disk)

    def told(pieces: Iterable[bytes], step: str) -> Iterator[bytes]:
        done = 0
        for piece in pieces:
            progress(Step(doing=step, done=done, total=size))
            yield piece
            done += len(piece)

    try:
        with translated():
            written = _write(part, told(chunks, doing), disk)
            with disk.open(part) as file:
                kept = _digest(told(chunks_of(file), "Memeriksa yang tertulis"))
            if kept != written:
                raise not_read_back()
            disk.replace(part, target)
            disk.flush_folder(target.parent)
    except BaseException as error:
        with suppress(OSError):
            disk.remove(part)
        if isinstance(error.__cause__, OSError) and error.__cause__.errno == errno.ENOSPC:
            raise drive_full(_missing(target.parent, size, disk)) from error
        raise
    return written


def _write(part: Path, chunks: Iterable[bytes], disk: Disk) -> str:
    def written() -> Iterator[bytes]:
        for chunk in chunks:
            file.write(chunk)
            yield chunk

    with disk.create(part) as file:
        digest = _digest(written())
        disk.flush(file)
    return digest


def _digest(chunks: Iterable[bytes]) -> str:
    digest = sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def _missing(folder: Path, size: int, disk: Disk) -> int:
    with suppress(OSError):
        return max(0, size + _ROOM_FOR_NAMES - disk.free_bytes(folder))
    return 0
