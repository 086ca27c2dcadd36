"""How a command ends: the exit codes, and what is said when it could not be carried out."""

import sys
from enum import IntEnum

from ilp_desktop.domain.problem import Cancelled, Conflict, Fault, Rejected


class Outcome(IntEnum):
    """Exit codes of every command, for scripts."""

    DONE = 0
    REJECTED = 1
    """Something in the command or the data is not right; nothing was saved."""
    USAGE = 2
    """The command was not understood."""
    FAULT = 3
    """Disk, stick, lock or damage."""
    NOTHING_TO_DO = 4
    CANCELLED = 130


def say(text: str) -> None:
    """One line of answer."""
    print(text, flush=True)


def complain(text: str) -> None:
    """One line about what went wrong, beside the answer."""
    print(text, file=sys.stderr, flush=True)


def explain(error: Rejected | Fault | Conflict | Cancelled | KeyboardInterrupt) -> Outcome:
    """Says why a command was not carried out; the exit code that belongs to it."""
    match error:
        case Rejected():
            for problem in error.problems:
                complain(f"{problem.sentence} {problem.remedy}".strip())
            return Outcome.REJECTED
        case Fault():
            complain(f"{error.sentence} {error.remedy}")
            return Outcome.FAULT
        case Conflict():
            complain(error.sentence)
            return Outcome.REJECTED
        case _:
            complain("Dibatalkan. Yang sudah tersimpan tetap ada.")
            return Outcome.CANCELLED
