"""A measured or stated value of a person, extracted from a form so that other parts can use it (FHIR Observation)."""

from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.identifiers import ObservationId, PatientId, ResponseId, VisitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One value; ``system`` is LOINC or local, ``unit`` is UCUM; a number or a text, never both."""

    id: ObservationId
    patient_id: PatientId
    visit_id: VisitId | None
    response_id: ResponseId | None
    code: str
    system: str
    number: float | None
    text: str
    unit: str
    effective_date: date
    voided_reason: str = ""
