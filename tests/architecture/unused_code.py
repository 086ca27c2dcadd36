"""Lists functions, classes and imports of the program that nothing in the program uses (``dev.py check``).

Fields and enum members are left out: storage and forms reach them by name, which vulture cannot see.
"""

import sys
from pathlib import Path

from vulture import Vulture

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ("ilp_desktop", "ui", "installer", "benchmarks", "dev.py")
KINDS = ("class", "function", "import", "method", "property", "unreachable_code")
CALLED_FROM_OUTSIDE = (
    "[a-z]*[A-Z]*",  # what Qt calls on our classes
    "data",
    "event",
    "flags",
    "index",
    "paint",
    "parent",
    "__*__",
    "main",
    "upgrade",  # Alembic
    "downgrade",
    "rehearsed",  # the seam through which tests answer dialogs
)

KEPT_FOR_A_REASON = (
    "diagnosis_names",  # named by resources/registers
    "new_cases",
    "old_cases",
    "old_visits",
    "is_used",  # called by installer/ilp-desktop.spec
    "store_uncompressed",
    "speak",  # a form in another of its languages
)


def unused(root: Path) -> list[str]:
    """A line ``path:line: kind name`` for each, in the order of the files."""
    vulture = Vulture(ignore_names=[*CALLED_FROM_OUTSIDE, *KEPT_FOR_A_REASON])
    vulture.scavenge([str(root / part) for part in PROGRAM if (root / part).exists()])
    found = [item for item in vulture.get_unused_code(min_confidence=60) if item.typ in KINDS]
    return [f"{item.filename.relative_to(root)}:{item.first_lineno}: {item.typ} {item.name}" for item in found]


if __name__ == "__main__":
    lines = unused(ROOT)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.exit(bool(lines))
