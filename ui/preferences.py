"""How this PC wants the program to look; kept beside the data, because the sign-in page needs it before the key."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

_FILE = "tampilan.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """``last_username`` is offered at sign-in."""

    high_contrast: bool = False
    last_username: str = ""


def load_preferences(folder: Path) -> Preferences:
    """What was kept; the defaults when there is nothing or it cannot be read."""
    try:
        kept = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return Preferences(high_contrast=bool(kept["high_contrast"]), last_username=str(kept["last_username"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Preferences()


def keep_preferences(folder: Path, preferences: Preferences) -> bool:
    """Keep them; False when the folder cannot be written, which only costs the looks."""
    try:
        (folder / _FILE).write_text(json.dumps(asdict(preferences)), encoding="utf-8")
    except OSError:
        return False
    return True
