"""Signing in from the command line: the password comes from a prompt or a file, never from an argument."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path

from ilp_desktop.cli.progress_line import progress_line
from ilp_desktop.domain.problem import Fault, FaultCode, Problem, Rejected
from ilp_desktop.services.clock import system_clock
from ilp_desktop.services.sign_in import sign_in
from ilp_desktop.services.workplace import Workplace


def add_access(parser: ArgumentParser) -> None:
    """The options with which a command says on which data it works, and as whom."""
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder data ILP Desktop")
    parser.add_argument("--user", required=True, metavar="NAMA", help="nama pengguna")
    parser.add_argument(
        "--password-file",
        type=Path,
        metavar="BERKAS",
        help="berkas yang baris pertamanya kata sandi; tanpa ini ditanya",
    )


@contextmanager
def signed_in(options: Namespace) -> Iterator[Workplace]:
    """The data that the options name, open for their user, and closed afterwards."""
    password = _password(options.password_file)
    workplace = sign_in(options.data, options.user, password, system_clock, progress_line())
    try:
        yield workplace
    finally:
        workplace.database.close()


def _password(file: Path | None) -> str:
    if file is None and sys.stdin is not None:
        return getpass("Kata sandi: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    if file is None:
        raise Rejected(
            Problem(
                code="access.password",
                field="password_file",
                sentence="Kata sandi tidak dapat ditanya di sini.",
                remedy="Tulis kata sandi di berkas dan sebut dengan --password-file.",
            )
        )
    try:
        return file.read_text(encoding="utf-8-sig").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise Fault(
            FaultCode.FILE_UNREADABLE, "Berkas kata sandi tidak dapat dibaca.", "Periksa nama dan izin berkasnya."
        ) from error
