"""``ilp-desktop update``: installs the newer version that lies on a stick, when its publisher signed it."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ilp_desktop import __version__
from ilp_desktop.cli.outcome import Outcome, say
from ilp_desktop.cli.progress_line import progress_line
from ilp_desktop.services.updates import installer_of, newest_update, staging_folder, start_installer


def add_options(_verb: str, parser: ArgumentParser) -> None:
    """The options of the verb."""
    parser.add_argument(
        "--from", dest="folder", type=Path, required=True, metavar="FOLDER", help="folder atau flashdisk"
    )
    parser.add_argument("--check", action="store_true", help="hanya memeriksa, jangan memasang")
    parser.set_defaults(command=_update)


def _update(options: Namespace) -> Outcome:
    update = newest_update(options.folder, __version__)
    if update is None:
        say(f"Tidak ada versi yang lebih baru dari {__version__} di sana.")
        return Outcome.NOTHING_TO_DO
    say(f"Versi {update.name}, ditandatangani penerbit ILP Desktop: {update.path}")
    if not options.check:
        start_installer(installer_of(update, staging_folder(), progress_line()))
        say("Pemasangan dimulai; ikuti petunjuknya. Data disalin dulu sebagai cadangan.")
    return Outcome.DONE
