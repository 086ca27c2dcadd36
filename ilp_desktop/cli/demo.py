"""``ilp-desktop demo``: a puskesmas of invented people, one clinic day, its papers, and the window on it."""

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import date, datetime, time
from pathlib import Path

from ilp_desktop.cli.outcome import Outcome, complain, say
from ilp_desktop.cli.progress_line import progress_line
from ilp_desktop.domain.indonesian_text import full_date
from ilp_desktop.services.clock import system_clock
from ilp_desktop.services.demonstration import Demonstration, demonstrate
from ilp_desktop.services.demonstration_setup import Size


def add_options(_verb: str, parser: ArgumentParser) -> None:
    """The options of the verb."""
    usual = Size()
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="folder untuk puskesmas contoh")
    parser.add_argument("--people", type=int, default=usual.people, metavar="N", help="penduduk yang terdaftar")
    parser.add_argument("--years", type=int, default=usual.years, metavar="N", help="tahun kunjungan sebelumnya")
    parser.add_argument("--seed", type=int, default=2026, metavar="N", help="angka yang sama memberi orang yang sama")
    parser.add_argument("--date", type=date.fromisoformat, metavar="TTTT-BB-HH", help="hari ini menurut contoh")
    parser.add_argument("--no-window", action="store_true", help="jangan membuka jendela")
    parser.set_defaults(command=_demonstrate)


def _demonstrate(options: Namespace) -> Outcome | int:
    if options.people < Size().visitors * 5 or options.years < 0:
        complain(f"--people paling sedikit {Size().visitors * 5}, --years tidak boleh kurang dari 0.")
        return Outcome.USAGE
    size = Size(people=options.people, years=options.years)
    folder: Path = options.out.resolve()
    made = demonstrate(folder, now=_now(options.date), size=size, seed=options.seed, progress=progress_line())
    _tell(made)
    if options.no_window or not _has_display():
        return Outcome.DONE
    code: int = options.show_window(made.data, None)
    return code


def _now(day: date | None) -> datetime:
    now = system_clock()
    return now if day is None else datetime.combine(day, time(8, 30), now.tzinfo)


def _tell(made: Demonstration) -> None:
    visits = len(made.played.registered)
    say(f"Puskesmas Mawasangka Tengah (contoh): {full_date(made.day)}, {visits} kunjungan. Semua orang rekaan.")
    for file in made.files:
        say(f"{file.what}: {file.path}")
    say(f"data puskesmas: {made.data}")
    say(f"data dinas: {made.dinas_data} (pengguna dinas, kata sandi sama)")
    others = ", ".join(made.other_users)
    say(f'masuk: pengguna {made.username}, kata sandi "{made.password}". Pengguna lain, kata sandi sama: {others}')


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
