"""The recovery code: its sheet for the envelope, and a new one when the old was seen or lost."""

from ilp_desktop import reports
from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.small_papers import RecoverySheet
from ilp_desktop.domain.words import word
from ilp_desktop.services.data_folder import KEY_RING_FILE
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import key_ring


def recovery_sheet_pdf(workplace: Workplace, code: str) -> bytes:
    """The sheet with the code, one page; nothing of it is kept."""
    return reports.recovery_sheet_pdf(
        RecoverySheet(
            facility=workplace.facility.name,
            installation=f"{word(workplace.installation.kind)} · {workplace.facility.code}",
            code=code,
            made_at=workplace.clock(),
        )
    )


def new_recovery_code(workplace: Workplace, password: str) -> str:
    """A code in place of the old one, which opens nothing from now on.

    Administrators only; their password opens the data key. Rejected with ``sign_in.wrong`` or ``sign_in.wait``.
    """
    workplace.require(Role.ADMINISTRATOR)
    path = workplace.folder / KEY_RING_FILE
    key = key_ring.unlock(path, workplace.user.username, password, workplace.clock())
    code = key_ring.new_recovery_code()
    key_ring.save(key_ring.with_recovery_code(key_ring.load(path), code, key), path)
    return code


def is_part_of(code: str, typed: str, group: int) -> bool:
    """Whether ``typed`` is the given group of letters (from 1) of a code; small letters and spaces do not matter."""
    return "".join(typed.split()).upper() == code.split("-")[group - 1]
