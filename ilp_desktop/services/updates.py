"""Updates that come on a stick: found, checked against the publisher's key, and installed after a backup."""

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import gettempdir

from ilp_desktop import __version__
from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.exchange.drives import removable_drives
from ilp_desktop.exchange.faults import translated
from ilp_desktop.exchange.update_file import UPDATE_SUFFIX as UPDATE_SUFFIX
from ilp_desktop.exchange.update_file import Update, read_update, take_out, version_numbers
from ilp_desktop.resource_files import resource_path
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.backups import BackupOutcome, back_up_twice
from ilp_desktop.services.workplace import Workplace

_PUBLISHER = "update-key.txt"
"""64 hex digits, put into the bundle by whoever publishes it; a program without it takes no updates."""


class UpdateStanding(StrEnum):
    """What an update file is to the program that runs; the best first."""

    NEWER = "newer"
    SAME = "same"
    OLDER = "older"
    REFUSED = "refused"


_BEST_FIRST = tuple(UpdateStanding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An update file; ``update`` is None when it is refused, and ``fault`` says why."""

    path: Path
    standing: UpdateStanding
    update: Update | None = None
    fault: Fault | None = None


def offers(places: Iterable[Path], present: str = __version__, verify_key: str | None = None) -> tuple[Offer, ...]:
    """The update files in folders, or such files themselves, the best first; the newest of several newer ones.

    Raises Fault FILE_UNREADABLE when this program knows no publisher, DRIVE_GONE when a place is not there any more.
    """
    key = verify_key or publisher()
    found = [_offer(file, present, key) for place in places for file in _files(place)]
    return tuple(sorted(found, key=_rank))


def newest_update(folder: Path, present: str, verify_key: str | None = None) -> Update | None:
    """The newest whole update in ``folder`` that is newer than version ``present``; None when there is none.

    Raises the Fault of a damaged or foreign file only when no other is good; Fault FILE_UNREADABLE when this program
    knows no publisher.
    """
    best = next(iter(offers([folder], present, verify_key)), None)
    if best is not None and best.fault is not None:
        raise best.fault
    return best.update if best is not None and best.standing is UpdateStanding.NEWER else None


def sticks() -> tuple[Path, ...]:
    """Where updates are looked for: the sticks that are in."""
    return tuple(drive.path for drive in removable_drives())


def publisher() -> str:
    """Whose updates this program takes: the publisher's public key. Fault FILE_UNREADABLE when it knows none."""
    try:
        return resource_path(_PUBLISHER).read_text(encoding="ascii").strip()
    except Fault as fault:
        raise Fault(
            FaultCode.FILE_UNREADABLE,
            "Program ini dibuat tanpa kunci penerbit, jadi tidak dapat memeriksa berkas pembaruan.",
            "Pasang versi baru dengan berkas pemasang (setup.exe) dari dinas kesehatan.",
        ) from fault


def installer_of(update: Update, folder: Path, progress: Progress = silent) -> Path:
    """The update's installer in ``folder``, compared with what the publisher signed.

    Raises Fault PACKAGE_DAMAGED, DRIVE_GONE, DRIVE_FULL, READ_ONLY.
    """
    with translated():
        folder.mkdir(parents=True, exist_ok=True)
    return take_out(update, folder, progress)


def install(workplace: Workplace, update: Update, progress: Progress = silent) -> Answer[BackupOutcome]:
    """Takes the installer out and compares it, makes a backup, and starts the installer; now the program must end.

    Raises Fault as ``installer_of``, ``back_up_twice`` and ``start_installer`` do, and Cancelled from ``progress``;
    then nothing has changed.
    """
    installer = installer_of(update, staging_folder(), progress)
    progress(Step(doing="Membuat cadangan", done=0, total=0))
    made = back_up_twice(workplace)
    start_installer(installer)
    return Answer(made)


def staging_folder() -> Path:
    """Where the installer waits on this PC."""
    return Path(gettempdir()) / "ILP Desktop"


def start_installer(installer: Path) -> None:
    """Starts the installer for the place where this program lies; the program must end before it works on.

    Raises Fault FILE_UNREADABLE when Windows does not start it, and on other systems.
    """
    if sys.platform == "win32":
        # A frozen program leaves words for its children in the environment, which are not meant for another version.
        environment = {**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
        place = f" /D={Path(sys.executable).parent}" if getattr(sys, "frozen", False) else ""
        try:
            subprocess.Popen(f'"{installer}"{place}', cwd=installer.parent, env=environment)
        except OSError as error:
            raise Fault(
                FaultCode.FILE_UNREADABLE,
                "Windows tidak menjalankan pemasang. Versi sekarang tetap terpasang dan data tetap aman.",
                "Mungkin antivirus menahannya. Coba lagi, atau minta bantuan dinas.",
            ) from error
        return
    raise Fault(
        FaultCode.FILE_UNREADABLE,
        "Pembaruan dari flashdisk hanya untuk Windows.",
        "Di sistem lain, perbarui program seperti saat memasangnya.",
    )


def _files(place: Path) -> list[Path]:
    with translated():
        if place.is_dir():
            return sorted(path for path in place.iterdir() if path.suffix.lower() == UPDATE_SUFFIX)
        place.stat()
    return [place]


def _offer(file: Path, present: str, key: str) -> Offer:
    try:
        update = read_update(file, key)
    except Fault as fault:
        return Offer(path=file, standing=UpdateStanding.REFUSED, fault=fault)
    ours = version_numbers(present)
    older = UpdateStanding.OLDER if update.version < ours else UpdateStanding.SAME
    return Offer(path=file, standing=UpdateStanding.NEWER if update.version > ours else older, update=update)


def _rank(offer: Offer) -> tuple[int, tuple[int, ...], str]:
    version = () if offer.update is None else tuple(-number for number in offer.update.version)
    return _BEST_FIRST.index(offer.standing), version, offer.path.name
