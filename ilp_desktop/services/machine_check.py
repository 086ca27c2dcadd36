"""Looks this PC over before it keeps patients' records: program files, data folder, room on the disk, clock."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from ilp_desktop.domain.problem import Fault
from ilp_desktop.resource_files import resource_path

ROOM_NEEDED = 2_000_000_000
"""Bytes: a year of a large puskesmas with its daily backups."""

_FONTS = ("IBMPlexSans-Regular.ttf", "LiberationSans-Regular.ttf")


class Part(StrEnum):
    """What is looked at."""

    PROGRAM = "program"
    FOLDER = "folder"
    ROOM = "room"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about this PC that should be put right first; the program works on with it."""

    part: Part
    sentence: str
    remedy: str


def findings(data_folder: Path, now: datetime) -> tuple[Finding, ...]:
    """Everything that is not as it should be, empty on a good PC; leaves nothing behind."""
    looks = (_program(), _folder(data_folder), _room(data_folder), _clock(now))
    return tuple(finding for look in looks for finding in look)


def _program() -> Iterator[Finding]:
    try:
        for font in _FONTS:
            resource_path("fonts", font)
    except Fault as fault:
        yield Finding(part=Part.PROGRAM, sentence=fault.sentence, remedy=fault.remedy)


def _folder(folder: Path) -> Iterator[Finding]:
    place = _nearest(folder)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError:
        yield Finding(
            part=Part.FOLDER,
            sentence="Folder data tidak dapat ditulisi, jadi catatan tidak akan tersimpan.",
            remedy="Masuk ke Windows dengan pengguna biasa komputer ini, atau minta bantuan dinas.",
        )
    shared = os.environ.get("ONEDRIVE", "")
    if shared and place.resolve().is_relative_to(Path(shared).resolve()):
        yield Finding(
            part=Part.FOLDER,
            sentence="Folder data ada di dalam OneDrive. Berkas dapat tertahan saat disalin ke awan.",
            remedy="Pasang ILP Desktop di folder yang diusulkan pemasang.",
        )


def _room(folder: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(_nearest(folder)).free
    if free < ROOM_NEEDED:
        yield Finding(
            part=Part.ROOM,
            sentence=f"Ruang kosong di disk tinggal {free // 1_000_000} MB.",
            remedy=f"Sediakan sedikitnya {ROOM_NEEDED // 1_000_000} MB: hapus unduhan dan kosongkan Recycle Bin.",
        )


def _clock(now: datetime) -> Iterator[Finding]:
    """A clock that stands before the program was made is wrong: an empty battery sets it back by years."""
    made = datetime.fromtimestamp(resource_path("fonts").stat().st_mtime, UTC)
    if now < made:
        yield Finding(
            part=Part.CLOCK,
            sentence=f"Jam komputer menunjukkan {now:%d-%m-%Y}, lebih awal daripada program ini dibuat.",
            remedy="Betulkan tanggal dan jam di Windows sebelum mencatat. Jika terulang, ganti baterai CMOS.",
        )


def _nearest(folder: Path) -> Path:
    """The folder itself, or the first above it that is there already."""
    return next(place for place in (folder, *folder.parents) if place.is_dir())
