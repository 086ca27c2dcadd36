"""How this PC wants the program to look; kept beside the data, because the sign-in page needs it before the key."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

_FILE = "tampilan.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """``last_username`` is offered at sign-in, ``ticket_printer`` prints tickets without a question."""

    high_contrast: bool = False
    last_username: str = ""
    ticket_printer: str = ""


def load_preferences(folder: Path) -> Preferences:
    """What was kept; the defaults when there is nothing or it cannot be read."""
    try:
        kept = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return Preferences(
            high_contrast=bool(kept.get("high_contrast", False)),
            last_username=str(kept.get("last_username", "")),
            ticket_printer=str(kept.get("ticket_printer", "")),
        )
    except (OSError, ValueError, AttributeError, TypeError):
        return Preferences()


def keep_preferences(folder: Path, **changed: str | bool) -> bool:
    """Change some of them; False when the folder cannot be written, which only costs the looks."""
    preferences = replace(load_preferences(folder), **changed)  # type: ignore[arg-type]
    try:
        (folder / _FILE).write_text(json.dumps(asdict(preferences)), encoding="utf-8")
    except OSError:
        return False
    return True
