"""Which removable drives are in this PC now."""

import ctypes
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_REMOVABLE = 2
"""DRIVE_REMOVABLE of GetDriveTypeW (Windows API, fileapi.h)."""

_NO_DIALOG = 0x0001
"""SEM_FAILCRITICALERRORS of SetErrorMode: an empty card reader is not an error message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """A drive that files can be put on; sizes in bytes."""

    path: Path
    label: str
    free_bytes: int
    total_bytes: int


def removable_drives() -> tuple[Drive, ...]:
    """Drives that are there and answer, in the order of their letter or path; empty when no stick is in."""
    return tuple(drive for path, label in _mounted_sticks() if (drive := _measured(path, label)))


def chosen_folder(path: Path) -> Drive | None:
    """Any folder as a target; None when it is not there."""
    return _measured(path, path.name or str(path)) if path.is_dir() else None


def _measured(path: Path, label: str) -> Drive | None:
    try:
        usage = shutil.disk_usage(path)
    except OSError:
        return None
    return Drive(path=path, label=label, free_bytes=usage.free, total_bytes=usage.total)


_STICK_FOLDERS = ("/media/", "/run/media/", "/mnt/usb")


def linux_sticks(table: Path) -> Iterator[tuple[Path, str]]:
    """Mounted block devices in the folders where a desktop puts sticks; ``table`` is in the form of /proc/mounts."""
    try:
        lines = table.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return
    for line in sorted(lines):
        device, _, rest = line.partition(" ")
        mounted = _unescaped(rest.partition(" ")[0])
        if device.startswith("/dev/") and mounted.startswith(_STICK_FOLDERS):
            yield Path(mounted), Path(mounted).name


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), text)


if sys.platform == "win32":

    def _mounted_sticks() -> Iterator[tuple[Path, str]]:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        previous = kernel.SetErrorMode(_NO_DIALOG)
        try:
            letters = kernel.GetLogicalDrives()
            for index in range(26):
                root = f"{chr(ord('A') + index)}:\\"
                if letters >> index & 1 and kernel.GetDriveTypeW(root) == _REMOVABLE:
                    yield Path(root), _volume_label(kernel, root) or "Flashdisk"
        finally:
            kernel.SetErrorMode(previous)

    def _volume_label(kernel: ctypes.WinDLL, root: str) -> str:
        name = ctypes.create_unicode_buffer(261)
        known = kernel.GetVolumeInformationW(root, name, 261, None, None, None, None, 0)
        return name.value if known else ""

else:

    def _mounted_sticks() -> Iterator[tuple[Path, str]]:
        return linux_sticks(Path("/proc/mounts"))
