"""``ilp-desktop register``: a register of any period as PDF or XLSX."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from ilp_desktop.cli.access import add_access, signed_in
from ilp_desktop.cli.outcome import Outcome, complain, say
from ilp_desktop.cli.output_file import write_output
from ilp_desktop.cli.progress_line import progress_line
from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.services.registers import Register, register_pdf, register_xlsx
from ilp_desktop.services.settings import REGISTER_PAPER, setting

_KINDS = {".pdf": register_pdf, ".xlsx": register_xlsx}


def add_options(_verb: str, parser: ArgumentParser) -> None:
    """The options of the verb."""
    add_access(parser)
    names = [register.value for register in Register]
    parser.add_argument("--name", choices=names, default=Register.VISITS.value, help="register mana")
    parser.add_argument("--first", type=date.fromisoformat, required=True, metavar="TTTT-BB-HH", help="hari pertama")
    parser.add_argument("--last", type=date.fromisoformat, metavar="TTTT-BB-HH", help="hari terakhir; biasanya sama")
    parser.add_argument("--paper", choices=("A4", "F4"), help="kertas; biasanya menurut Pengaturan")
    parser.add_argument("--out", type=Path, required=True, metavar="BERKAS", help="berkas .pdf atau .xlsx")
    parser.set_defaults(command=_print)


def _print(options: Namespace) -> Outcome:
    draw = _KINDS.get(options.out.suffix.lower())
    last = options.last or options.first
    if draw is None or last < options.first:
        complain("--out harus berakhir .pdf atau .xlsx, dan --last tidak boleh sebelum --first.")
        return Outcome.USAGE
    period = RegisterPeriod(first=options.first, last=last)
    with signed_in(options) as workplace:
        paper = options.paper or setting(workplace, REGISTER_PAPER)
        content = draw(workplace, Register(options.name), period, paper, progress_line())
    write_output(options.out, content)
    say(f"register: {options.out}")
    return Outcome.DONE
