"""Who waits where, and what a room sees of a person at a glance."""

from dataclasses import dataclass
from datetime import date, datetime

from ilp_desktop.domain.identifiers import PatientId, VisitId
from ilp_desktop.domain.patient import Patient, Sex
from ilp_desktop.domain.visit import (
    Condition,
    Consultation,
    Flag,
    QuestionnaireResponse,
    QueueEntry,
    Referral,
    Visit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPerson:
    """One line of a waiting list."""

    entry: QueueEntry
    visit_id: VisitId
    patient_id: PatientId
    name: str
    sex: Sex
    birth_date: date | None
    medical_record_number: str
    complaint: str
    routing_reason: str
    priority: bool
    pregnant: bool
    has_allergy: bool

    def minutes_waiting(self, now: datetime) -> int:
        """Whole minutes since the ticket was taken."""
        return max(0, int((now - self.entry.taken_at).total_seconds() // 60))


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVisit:
    """One visit of a person's history with what each klaster did."""

    visit: Visit
    consultations: tuple[Consultation, ...]
    conditions: tuple[Condition, ...]
    responses: tuple[QuestionnaireResponse, ...]
    referrals: tuple[Referral, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSummary:
    """What a room shows of a person: who they are, what to beware of, what was done (newest first).

    ``maternal`` says how far a woman is, pregnant or after childbirth; ``from_birth`` is what was found in the mother's
    pregnancy.
    """

    patient: Patient
    household_head: str
    flags: tuple[Flag, ...]
    history: tuple[PastVisit, ...]
    open_conditions: tuple[Condition, ...]
    other_numbers: tuple[str, ...]
    maternal: str = ""
    from_birth: tuple[Flag, ...] = ()
