"""``ilp-desktop self-test``: plays a clinic day and says whether its papers are as they must be."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ilp_desktop.cli.outcome import Outcome, complain, say
from ilp_desktop.cli.progress_line import progress_line
from ilp_desktop.services.self_test import differences, expected, play, write_expected


def add_options(_verb: str, parser: ArgumentParser) -> None:
    """The options of the verb."""
    parser.add_argument("--write", type=Path, metavar="FILE", help="simpan hasilnya sebagai acuan, jangan bandingkan")
    parser.set_defaults(command=_test)


def _test(options: Namespace) -> Outcome:
    if options.write:
        write_expected(play(progress_line()), options.write)
        return Outcome.DONE
    wanted = expected()
    papers = play(progress_line())
    different = differences(papers, wanted)
    for name in different:
        complain(f"Berbeda dari acuan: {name}")
    if different:
        complain("Program ini tidak bekerja seperti seharusnya. Pasang ulang ILP Desktop; data pasien tetap aman.")
        return Outcome.FAULT
    say(f"Uji mandiri berhasil: {len(papers)} dokumen sama dengan acuan.")
    return Outcome.DONE
