"""A dose of a vaccine that a person was given, or was not given and why (FHIR Immunization)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ilp_desktop.domain.identifiers import ImmunizationId, PatientId, ResponseId, UserId, VisitId


class ImmunizationStatus(StrEnum):
    """FHIR's words: the dose was given, or it was not."""

    COMPLETED = "completed"
    NOT_DONE = "not-done"


class ImmunizationSource(StrEnum):
    """Where the dose is known from."""

    OWN = "own"
    CARD = "card"
    MOVED_IN = "moved_in"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Immunization:
    """One dose: ``slot`` is its place in the schedule, ``product`` the vaccine, both codes of the dated schedule.

    ``reason`` is a code of the schedule's reasons when nothing was given; ``override_reason`` says why a dose was
    given against a warning. ``reaction`` are codes of adverse events (KIPI), comma-separated. ``effective_date`` is
    the day of the dose or of the decision; ``time`` (HH:MM) is kept where hours count, as for HB0. ``response_id`` is
    the form in which the dose was stated, when it was.
    """

    id: ImmunizationId
    patient_id: PatientId
    visit_id: VisitId | None
    slot: str
    product: str
    status: ImmunizationStatus
    effective_date: date
    source: ImmunizationSource
    recorded_at: datetime
    recorded_by: UserId
    response_id: ResponseId | None = None
    time: str = ""
    reason: str = ""
    note: str = ""
    override_reason: str = ""
    batch: str = ""
    expiry_date: date | None = None
    vial_monitor: str = ""
    site: str = ""
    route: str = ""
    place: str = ""
    vaccinator_id: UserId | None = None
    vaccinator_name: str = ""
    reaction: str = ""
    reaction_date: date | None = None
    reaction_serious: bool = False
    reaction_note: str = ""
    voided_reason: str = ""
