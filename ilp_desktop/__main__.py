"""Starts the program: the desktop when nothing is asked, the command line otherwise."""

import sys
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_data_dir


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what the arguments ask for; the exit code."""
    asked = sys.argv[1:] if arguments is None else list(arguments)
    if not asked:
        return _show_window(Path(user_data_dir("ILP Desktop", appauthor=False, roaming=False)))
    from ilp_desktop.cli.command_line import run

    return run(asked, _show_window)


def _show_window(data_folder: Path, opened: Path | None = None) -> int:
    from ui.app import start

    return start(data_folder, opened)


if __name__ == "__main__":
    sys.exit(main())
