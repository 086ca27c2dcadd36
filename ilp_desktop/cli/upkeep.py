"""``ilp-desktop backup`` and ``check``: a copy of the data, and whether the data is whole."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ilp_desktop.cli.access import add_access, signed_in
from ilp_desktop.cli.outcome import Outcome, complain, say
from ilp_desktop.cli.progress_line import progress_line
from ilp_desktop.domain.indonesian_text import file_size, whole_number
from ilp_desktop.services.backups import back_up
from ilp_desktop.services.self_check import self_check


def add_options(verb: str, parser: ArgumentParser) -> None:
    """The options of either verb."""
    add_access(parser)
    if verb == "backup":
        parser.add_argument(
            "--out", type=Path, metavar="FOLDER", help='folder cadangan; biasanya "cadangan" di folder data'
        )
        parser.set_defaults(command=_back_up)
    else:
        parser.set_defaults(command=_check)


def _back_up(options: Namespace) -> Outcome:
    with signed_in(options) as workplace:
        backup = back_up(workplace, options.out)
    say(f"cadangan: {backup.path} ({file_size(backup.size)})")
    return Outcome.DONE


def _check(options: Namespace) -> Outcome:
    with signed_in(options) as workplace:
        found = self_check(workplace, progress_line())
    if not found.pages_are_sound:
        complain("Berkas data rusak. Pulihkan dari cadangan terakhir; jangan dipakai mencatat dulu.")
    if not found.log_is_sound:
        complain("Rantai catatan perubahan terputus: ada catatan yang diubah di luar program. Hubungi dinas.")
    if not (found.pages_are_sound and found.log_is_sound):
        return Outcome.FAULT
    say(f"Data utuh; {whole_number(found.entries)} catatan perubahan diperiksa.")
    return Outcome.DONE
