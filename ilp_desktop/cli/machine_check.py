"""``ilp-desktop check-machine``: whether this PC is fit to keep patients' records."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from platformdirs import user_data_dir

from ilp_desktop.cli.outcome import Outcome, complain, say
from ilp_desktop.services.clock import system_clock
from ilp_desktop.services.machine_check import findings


def add_options(_verb: str, parser: ArgumentParser) -> None:
    """The options of the verb."""
    usual = Path(user_data_dir("ILP Desktop", appauthor=False, roaming=False))
    parser.add_argument("--data", type=Path, default=usual, metavar="FOLDER", help="folder data ILP Desktop")
    parser.set_defaults(command=_check)


def _check(options: Namespace) -> Outcome:
    found = findings(options.data, system_clock())
    for finding in found:
        complain(f"{finding.sentence} {finding.remedy}")
    if found:
        return Outcome.REJECTED
    say("Komputer ini siap dipakai.")
    return Outcome.DONE
