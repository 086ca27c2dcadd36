"""What a completed form about a death does to the person: the record stays, and says when they died."""

from collections.abc import Iterable
from datetime import date

from ilp_desktop.domain.observation import ObservationValue
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.patient import Patient, PatientStatus
from ilp_desktop.domain.visit import QuestionnaireResponse
from ilp_desktop.storage import records
from ilp_desktop.storage.transaction import Transaction

DAY_OF_DEATH = "81954-0"
"""LOINC code of the date of death: the question whose answer marks the person as deceased."""


def mark_by_form(
    transaction: Transaction, record: QuestionnaireResponse, observations: Iterable[ObservationValue]
) -> None:
    """Marks the person as deceased on the day that the answers give.

    A correction that takes the death back makes the person alive again, unless the day came from elsewhere.
    """
    if record.patient_id is None:
        return
    day = next((_day(one.text) for one in observations if one.code == DAY_OF_DEATH), None)
    before = _day_in(transaction, record.amends)
    if day is None and before is None:
        return
    patient = records.get(transaction.connection, Patient, record.patient_id)
    if day is not None:
        transaction.change(patient, status=PatientStatus.DECEASED, deceased_date=day)
    elif patient.deceased_date == before:
        transaction.change(patient, status=PatientStatus.ACTIVE, deceased_date=None)


def _day_in(transaction: Transaction, response_id: str | None) -> date | None:
    """The day of death in the answers that are corrected."""
    if response_id is None:
        return None
    found = records.find(transaction.connection, Observation, response_id=response_id, code=DAY_OF_DEATH)
    return next((_day(one.text) for one in found), None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
