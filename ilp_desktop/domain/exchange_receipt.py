"""What the receipt of an exchange of data says: which package, from whom to whom, and what became of its records."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ilp_desktop.domain.letters import Signature


class ExchangeDirection(StrEnum):
    """Which way a package went."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """One line of a receipt: what, and how many new, updated, unchanged and conflicting records."""

    subject: str
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    conflicting: int = 0

    @property
    def total(self) -> int:
        """All records of the line."""
        return self.new + self.updated + self.unchanged + self.conflicting


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeReceipt:
    """Tanda terima paket and berita acara of one exchange of data.

    ``fingerprint`` is the SHA-256 of the package.
    """

    direction: ExchangeDirection
    letter_number: str
    sender: str
    receiver: str
    package_number: str
    period: str
    file_name: str
    size: int
    fingerprint: str
    exchanged_at: datetime
    lines: tuple[ReceiptLine, ...]
    giver: Signature
    taker: Signature
    continues_from: str = ""
    note: str = ""
