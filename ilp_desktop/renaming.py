"""Gives a finished file its name, also while a virus scanner still holds the old or the new one."""

import time
from collections.abc import Callable
from pathlib import Path

_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds between tries: Windows renames no file that somebody reads, and scanners read what was just written."""


def rename_over(source: Path, target: Path, pause: Callable[[float], object] | None = None) -> None:
    """Renames over whatever is there, in one step; raises PermissionError when it is still held after 2.5 seconds."""
    for seconds in _PAUSES:
        try:
            source.replace(target)
        except PermissionError:
            (pause or time.sleep)(seconds)
        else:
            return
    source.replace(target)
