"""Looks this PC over before it keeps patients' records: program files, data folder, room, clock, printer, screen."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

from ilp_desktop.domain.problem import Fault
from ilp_desktop.resource_files import resource_path

ROOM_NEEDED = 2_000_000_000
"""Bytes: a year of a large puskesmas with its daily backups."""

NARROWEST, LOWEST = 1200, 600
"""In points as Windows scales them: below that the window scrolls."""

_FONTS = ("IBMPlexSans-Regular.ttf", "LiberationSans-Regular.ttf")
_GIGABYTE = 1_000_000_000


class Part(StrEnum):
    """What is looked at."""

    PROGRAM = "program"
    FOLDER = "folder"
    ROOM = "room"
    CLOCK = "clock"
    PRINTER = "printer"
    SCREEN = "screen"


RISKY = frozenset({Part.PROGRAM, Part.FOLDER, Part.ROOM, Part.CLOCK})
"""Where records may be lost or dated wrongly; the rest is only a nuisance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """The screen on which the window stands; ``width`` and ``height`` in points, ``scale`` 1.5 for 150 %."""

    width: int
    height: int
    scale: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What only the desktop can tell: its screen, the names of the printers, and which of them is the usual one."""

    screen: Screen
    printers: tuple[str, ...]
    usual_printer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How a part of this PC is; with a ``remedy`` it should be put right first, though the program works on with it."""

    part: Part
    sentence: str
    remedy: str = ""


def examine(data_folder: Path, now: datetime, desk: Desk | None = None) -> tuple[Finding, ...]:
    """One finding for each part, in the order of ``Part``; without a desk the last two are left out.

    Leaves nothing behind.
    """
    looks: list[Callable[[], Finding]] = [
        _program,
        lambda: _folder(data_folder),
        lambda: _room(data_folder),
        lambda: _clock(now),
    ]
    if desk is not None:
        looks += [lambda: _printer(desk), lambda: _screen(desk.screen)]
    return tuple(look() for look in looks)


def findings(data_folder: Path, now: datetime, desk: Desk | None = None) -> tuple[Finding, ...]:
    """Everything that is not as it should be, empty on a good PC."""
    return tuple(finding for finding in examine(data_folder, now, desk) if finding.remedy)


def _program() -> Finding:
    try:
        for font in _FONTS:
            resource_path("fonts", font)
    except Fault as fault:
        return Finding(part=Part.PROGRAM, sentence=fault.sentence, remedy=fault.remedy)
    return Finding(part=Part.PROGRAM, sentence="Berkas program dan huruf lengkap.")


def _folder(folder: Path) -> Finding:
    place = _nearest(folder)
    if not _is_writable(place):
        return Finding(
            part=Part.FOLDER,
            sentence="Folder data tidak dapat ditulisi, jadi catatan tidak akan tersimpan.",
            remedy="Buka kunci flashdisk, atau masuk ke Windows dengan pengguna biasa komputer ini.",
        )
    shared = os.environ.get("ONEDRIVE", "")
    if shared and place.resolve().is_relative_to(Path(shared).resolve()):
        return Finding(
            part=Part.FOLDER,
            sentence="Folder data ada di dalam OneDrive. Berkas dapat tertahan saat disalin ke awan.",
            remedy="Pasang ILP Desktop di folder yang diusulkan pemasang.",
        )
    return Finding(part=Part.FOLDER, sentence="Folder data dapat ditulisi dan tidak disalin ke awan.")


def _is_writable(folder: Path) -> bool:
    """Asked without ``tempfile``: on Windows it takes a refusal for a name in use and tries others for hours."""
    trial = folder / f".tulis-{uuid4().hex}"
    try:
        trial.open("xb").close()
        trial.unlink()
    except OSError:
        return False
    return True


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(_nearest(folder)).free
    if free < ROOM_NEEDED:
        return Finding(
            part=Part.ROOM,
            sentence=f"Ruang kosong di disk tinggal {free // 1_000_000} MB.",
            remedy=f"Sediakan sedikitnya {ROOM_NEEDED // 1_000_000} MB: hapus unduhan dan kosongkan Recycle Bin.",
        )
    return Finding(part=Part.ROOM, sentence=f"Ruang kosong di disk {free // _GIGABYTE} GB.")


def _clock(now: datetime) -> Finding:
    """A clock that stands before the program was made is wrong: an empty battery sets it back by years."""
    made = datetime.fromtimestamp(resource_path("fonts").stat().st_mtime, UTC)
    if now < made:
        return Finding(
            part=Part.CLOCK,
            sentence=f"Jam komputer menunjukkan {now:%d-%m-%Y}, lebih awal daripada program ini dibuat.",
            remedy="Betulkan tanggal dan jam di Windows sebelum mencatat. Jika terulang, ganti baterai CMOS.",
        )
    return Finding(part=Part.CLOCK, sentence=f"Jam komputer {now:%d-%m-%Y, %H.%M}. Cocokkan dengan jam lain.")


def _printer(desk: Desk) -> Finding:
    if not desk.printers:
        return Finding(
            part=Part.PRINTER,
            sentence="Belum ada printer di komputer ini.",
            remedy="Pasang printer di Windows. Sampai ada, semua surat dan register disimpan sebagai PDF.",
        )
    if not desk.usual_printer:
        return Finding(
            part=Part.PRINTER,
            sentence="Belum ada printer utama, jadi karcis menanyakan printer setiap kali.",
            remedy="Pilih printer utama di Windows: Pengaturan, Perangkat, Printer.",
        )
    others = len(desk.printers) - 1
    return Finding(
        part=Part.PRINTER,
        sentence=f"Printer utama {desk.usual_printer}{f', dan {others} lainnya' if others else ''}.",
    )


def _screen(screen: Screen) -> Finding:
    size = f"{screen.width} x {screen.height} titik pada skala {round(100 * screen.scale)} %"
    if screen.width < NARROWEST or screen.height < LOWEST:
        remedy = "Turunkan skala di Windows: Pengaturan, Tampilan, Skala, misalnya 100 %."
        if screen.scale <= 1:
            remedy = f"Naikkan resolusi layar di Windows sampai sedikitnya {NARROWEST} x {LOWEST}, atau ganti layarnya."
        return Finding(
            part=Part.SCREEN,
            sentence=f"Layar hanya memuat {size}, kurang dari {NARROWEST} x {LOWEST}: sebagian jendela harus digulir.",
            remedy=remedy,
        )
    return Finding(part=Part.SCREEN, sentence=f"Layar memuat {size}.")


def _nearest(folder: Path) -> Path:
    """The folder itself, or the first above it that is there already."""
    return next(place for place in (folder, *folder.parents) if place.is_dir())
