"""The command line: reads the verb and its options, and runs it; each verb is loaded only when it is called.

Exit codes: 0 done; 1 rejected, nothing saved; 2 not understood; 3 fault of disk, stick or data; 4 nothing to do;
130 cancelled.
"""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from ilp_desktop import __version__
from ilp_desktop.cli.outcome import Outcome, complain, explain
from ilp_desktop.domain.problem import Cancelled, Conflict, Fault, Rejected

ShowWindow = Callable[[Path, Path | None], int]
"""Opens the desktop on a data folder, with a package or update file or None, until it is closed; the exit code."""

_EXIT_CODES = """kode keluar:
  0  selesai
  1  ditolak: ada yang harus diperbaiki; tidak ada yang disimpan
  2  perintah tidak dimengerti
  3  gangguan: disk, flashdisk, kunci, atau data rusak
  4  tidak ada yang perlu dikerjakan
  130  dibatalkan"""

_VERBS = {
    "demo": ("demo", "membuat puskesmas contoh dan memainkan satu hari pelayanan"),
    "import": ("people_list", "memasukkan daftar pasien yang sudah ada (XLSX, XLS, ODS, CSV)"),
    "export": ("packages", "menulis paket tersegel untuk mitra, misalnya dinas kesehatan"),
    "receive": ("packages", "menerima paket atau tanda terima dari mitra"),
    "register": ("register", "mencetak register menjadi PDF atau XLSX"),
    "forms": ("forms", "formulir: daftar, memasukkan dari Excel, menulis ke Excel"),
    "odk": ("odk", "ODK Collect: formulir dan daftar orang keluar, isian dari ponsel masuk"),
    "growth": ("growth", "menghitung status gizi satu daftar anak (XLSX, CSV)"),
    "backup": ("upkeep", "membuat cadangan data"),
    "check": ("upkeep", "memeriksa keutuhan data dan rantai catatan perubahan"),
    "update": ("update", "memasang versi baru dari flashdisk"),
    "check-machine": ("machine_check", "memeriksa komputer ini: berkas program, folder data, disk, jam"),
    "self-test": ("self_test", "menguji program dengan satu hari pelayanan contoh"),
    "open": ("window", "membuka jendela program, pada folder data tertentu atau dengan satu berkas"),
}


class _Parser(ArgumentParser):
    """Says in Indonesian that a command was not understood."""

    def error(self, message: str) -> NoReturn:
        complain(f"Perintah tidak dimengerti: {message}")
        complain(f'Lihat cara pakainya dengan "{self.prog} --help".')
        self.exit(Outcome.USAGE)


def run(arguments: Sequence[str], show_window: ShowWindow) -> int:
    """Runs one command; its exit code. ``--self-test`` is the verb in the spelling that IT people try first."""
    if list(arguments[:1]) == ["--self-test"]:
        arguments = ["self-test", *arguments[1:]]
    options = _parser(arguments).parse_args(arguments)
    options.show_window = show_window
    command: Callable[[Namespace], Outcome | int] = options.command
    try:
        return int(command(options))
    except (Rejected, Fault, Conflict, Cancelled, KeyboardInterrupt) as error:
        return explain(error)


def _parser(arguments: Sequence[str]) -> ArgumentParser:
    """The parser, with the options of the verb that was named and only the names of the others."""
    parser = _Parser(
        prog="ilp-desktop",
        description="ILP Desktop. Tanpa perintah, jendela program dibuka.",
        epilog=_EXIT_CODES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"ILP Desktop {__version__}")
    verbs = parser.add_subparsers(metavar="perintah", required=True, title="perintah")
    named = next((argument for argument in arguments if argument in _VERBS), "")
    for verb, (module, purpose) in _VERBS.items():
        added = verbs.add_parser(
            verb, help=purpose, description=purpose, epilog=_EXIT_CODES, formatter_class=RawDescriptionHelpFormatter
        )
        if verb == named:
            import_module(f"ilp_desktop.cli.{module}").add_options(verb, added)
    return parser
