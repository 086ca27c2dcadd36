"""Which files lie in the data folder; light, because the desktop asks before it shows its first window."""

from pathlib import Path

DATABASE_FILE = "ilp.db"
KEY_RING_FILE = "kunci.json"
RESTORED_MARK = "dipulihkan"
"""Lies in the folder from a restore until the new epoch has begun (docs/package-format.md)."""


def is_installed(folder: Path) -> bool:
    """Whether a database or a key ring lies in the data folder."""
    return (folder / DATABASE_FILE).exists() or (folder / KEY_RING_FILE).exists()
