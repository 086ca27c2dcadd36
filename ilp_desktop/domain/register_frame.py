"""What stands around the rows of a printed register."""

from dataclasses import dataclass

from ilp_desktop.domain.letters import Letterhead, PrintStamp, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFrame:
    """What stands around the rows of a register: kop.

    Period, filters ("Desa", "Lanto"), signatures, who printed.
    """

    letterhead: Letterhead
    period: str
    stamp: PrintStamp
    filters: tuple[tuple[str, str], ...] = ()
    left: Signature | None = None
    right: Signature | None = None
