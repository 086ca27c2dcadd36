"""``ilp-desktop open``: the window, on another data folder than this PC's own or with a file that was clicked."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from platformdirs import user_data_dir


def add_options(_verb: str, parser: ArgumentParser) -> None:
    """The options of the verb."""
    usual = Path(user_data_dir("ILP Desktop", appauthor=False, roaming=False))
    parser.add_argument("--data", type=Path, default=usual, metavar="FOLDER", help="folder data ILP Desktop")
    parser.add_argument("file", type=Path, nargs="?", metavar="BERKAS", help="paket atau pembaruan yang ditampilkan")
    parser.set_defaults(command=_open)


def _open(options: Namespace) -> int:
    code: int = options.show_window(options.data, options.file)
    return code
