"""Updates that come on a stick: found, checked against the publisher's key, and made ready to be installed."""

from pathlib import Path

from ilp_desktop.domain.problem import Fault
from ilp_desktop.domain.progress import Progress, silent
from ilp_desktop.exchange.faults import translated
from ilp_desktop.exchange.update_file import UPDATE_SUFFIX, Update, read_update, take_out, version_numbers
from ilp_desktop.resource_files import resource_path

_PUBLISHER = "update-key.txt"
"""64 hex digits, put into the bundle by whoever publishes it; a program without it takes no updates."""


def newest_update(folder: Path, present: str, verify_key: str | None = None) -> Update | None:
    """The newest whole update in ``folder`` that is newer than version ``present``; None when there is none.

    Raises the Fault of a damaged or foreign file only when no other is good; Fault FILE_UNREADABLE when this program
    knows no publisher.
    """
    key = verify_key or _publisher()
    with translated():
        files = sorted(folder.glob(f"*{UPDATE_SUFFIX}"))
    found: list[Update] = []
    refusal: Fault | None = None
    for file in files:
        try:
            found.append(read_update(file, key))
        except Fault as fault:
            refusal = fault
    if refusal and not found:
        raise refusal
    newer = [update for update in found if update.version > version_numbers(present)]
    return max(newer, key=lambda update: update.version, default=None)


def installer_of(update: Update, folder: Path, progress: Progress = silent) -> Path:
    """The update's installer in ``folder``, compared with what the publisher signed.

    Raises Fault PACKAGE_DAMAGED, DRIVE_GONE, DRIVE_FULL.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return take_out(update, folder, progress)


def _publisher() -> str:
    return resource_path(_PUBLISHER).read_text(encoding="ascii").strip()
