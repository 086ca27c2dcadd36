"""Where the files under ``resources/`` are, in the source tree and in the bundled program alike."""

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
