"""Which files lie in the data folder; light, because the desktop asks before it shows its first window."""

from pathlib import Path

DATABASE_FILE = "ilp.db"
KEY_RING_FILE = "kunci.json"
RESTORED_MARK = "dipulihkan"
"""Lies in the folder from a restore until the new epoch has begun (docs/package-format.md)."""

UNFINISHED_MARK = "pemasangan-belum-selesai"
"""Lies in the folder while it is being installed: after a power cut, what lies beside it was never used."""
DATABASE_FILES = tuple(f"{DATABASE_FILE}{end}" for end in ("", "-wal", "-shm", "-journal"))


def is_installed(folder: Path) -> bool:
    """Whether a finished installation, or what is left of one, lies in the data folder."""
    if (folder / UNFINISHED_MARK).exists():
        return False
    return (folder / DATABASE_FILE).exists() or (folder / KEY_RING_FILE).exists()
