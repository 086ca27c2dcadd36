"""``ilp-desktop open``: the window on a data folder other than this PC's own, for example the demonstration's."""

from argparse import ArgumentParser, Namespace
from pathlib import Path


def add_options(_verb: str, parser: ArgumentParser) -> None:
    """The options of the verb."""
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder data ILP Desktop")
    parser.set_defaults(command=_open)


def _open(options: Namespace) -> int:
    code: int = options.show_window(options.data)
    return code
