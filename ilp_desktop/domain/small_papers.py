"""What the small papers say: the queue ticket, the card that a person takes home, the sheet with the recovery code."""

from dataclasses import dataclass
from datetime import date, datetime

from ilp_desktop.domain.patient import Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueTicket:
    """Karcis antrean. ``ahead`` is how many wait before this person.

    None: not shown. No name, no diagnosis.
    """

    facility: str
    number: str
    room: str
    taken_at: datetime
    medical_record_number: str = ""
    ahead: int | None = None
    priority: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientCard:
    """Kartu identitas berobat: no NIK and no diagnosis, the code holds the No. RM only."""

    facility: str
    government: str
    medical_record_number: str
    name: str
    sex: Sex
    birth_date: date | None
    birth_date_estimated: bool
    household_head: str
    address: str
    logo: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """The recovery code of one installation, to be kept in a sealed envelope.

    ``code`` is already in groups.
    """

    facility: str
    installation: str
    code: str
    made_at: datetime
