"""What can go wrong, in the four kinds that the user is told about in four ways."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that the user can mend in what was typed.

    ``code`` is stable and is what tests assert on; ``field`` names the attribute of the command (empty: the
    whole); ``sentence`` says what is wrong and ``remedy`` what to do, both in plain Indonesian.
    """

    code: str
    field: str
    sentence: str
    remedy: str = ""


class Rejected(Exception):
    """The command was not carried out because of what was typed; nothing was saved."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


class FaultCode(StrEnum):
    """Faults of the surroundings: disk, stick, lock, damage, printer."""

    DISK_FULL = "disk_full"
    READ_ONLY = "read_only"
    DATABASE_LOCKED = "database_locked"
    DATABASE_DAMAGED = "database_damaged"
    DATABASE_FOREIGN = "database_foreign"
    DATABASE_NEWER = "database_newer"
    DATABASE_MISSING = "database_missing"
    DRIVE_GONE = "drive_gone"
    DRIVE_FULL = "drive_full"
    PACKAGE_DAMAGED = "package_damaged"
    PACKAGE_FOREIGN = "package_foreign"
    PACKAGE_NEWER = "package_newer"
    PACKAGE_GAP = "package_gap"
    PACKAGE_FORKED = "package_forked"
    PARTNER_UNKNOWN = "partner_unknown"
    FILE_UNREADABLE = "file_unreadable"
    PRINTER_MISSING = "printer_missing"
    FORM_REFUSED = "form_refused"


class Fault(Exception):
    """The surroundings failed; says what happened, where the data is safe and what to do.

    Neither sentence may carry a name, an identifier or free text of a patient: faults are logged.
    """

    def __init__(self, code: FaultCode, sentence: str, remedy: str) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence
        self.remedy = remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldConflict:
    """One field that someone else changed meanwhile: theirs beside ours."""

    field: str
    ours: str
    theirs: str


class Conflict(Exception):
    """Someone else's record stands against this one; shown side by side, a person decides."""

    def __init__(self, sentence: str, fields: tuple[FieldConflict, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.fields = fields


class Cancelled(Exception):
    """The user pressed Batal; nothing is shown."""
