"""What the installation remembers of its own work: merges, packages, prints, drafts, settings, open decisions."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ilp_desktop.domain.identifiers import MergeId, PartnerId, PatientId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientMerge:
    """Two records of one person made one. ``moved`` is the JSON of what was moved, from which undo puts it back."""

    id: MergeId
    survivor_id: PatientId
    absorbed_id: PatientId
    merged_at: datetime
    merged_by: UserId
    reason: str
    moved: str
    undone_at: datetime | None = None
    undone_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A setting with its value as JSON; ``id`` is the key. Rules that may change carry a source and a date."""

    id: str
    value: str
    valid_from: date | None = None
    source: str = ""


class PackageDirection(StrEnum):
    """Whether a package left or came in."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageRecord:
    """A package that was written or accepted, with the range of the change log it carries (JSON by node)."""

    id: str
    partner_id: PartnerId
    direction: PackageDirection
    chain_number: int
    file_name: str
    made_at: datetime
    ranges: str
    entry_count: int
    content_hash: str
    acknowledged_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDecision:
    """A difference that a merge overwrote and that a person should confirm or revert."""

    id: str
    table_name: str
    row_id: str
    patient_id: PatientId | None
    field: str
    ours: str
    theirs: str
    winner: str
    our_time: str
    their_time: str
    their_node: str
    found_at: datetime
    decided_at: datetime | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRecord:
    """That a paper was printed or saved: what, when, by whom. Its content is not kept."""

    id: str
    paper: str
    subject_id: str
    printed_at: datetime
    printed_by: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A half-filled page of a user, kept so that nothing typed is lost; replaced as they type, gone when saved."""

    id: str
    user_id: UserId
    page: str
    subject_id: str
    content: str
    saved_at: datetime
