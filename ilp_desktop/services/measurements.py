"""How a person's measurements went over the last visits, from consultations and forms alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.visit import Consultation
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.person_records import of_person

SYSTOLIC, DIASTOLIC, WEIGHT, HEIGHT, HAEMOGLOBIN = "8480-6", "8462-4", "29463-7", "8302-2", "718-7"
"""LOINC codes."""

_FIELDS = {"systolic": SYSTOLIC, "diastolic": DIASTOLIC, "weight": WEIGHT, "height": HEIGHT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One value: a number, or the text of an answer."""

    code: str
    day: date
    number: float | None
    text: str = ""


def measured(workplace: Workplace, patient_id: PatientId) -> tuple[Measured, ...]:
    """Everything that was ever measured, oldest first; of one day the latest entry comes last."""
    with workplace.database.read() as connection:
        consultations = of_person(connection, Consultation, patient_id)
        observations = of_person(connection, Observation, patient_id, voided_reason="")
    zone = workplace.clock().tzinfo
    found = [
        *(one for each in consultations for one in _signs(each, each.recorded_at.astimezone(zone).date())),
        *(Measured(code=one.code, day=one.effective_date, number=one.number, text=one.text) for one in observations),
    ]
    return tuple(sorted(found, key=lambda one: one.day))


def course(values: Iterable[Measured], code: str, limit: int = 6) -> tuple[Measured, ...]:
    """The last values of one code, one a day, oldest first."""
    by_day = {one.day: one for one in values if one.code == code and one.number is not None}
    return tuple(by_day.values())[-limit:]


def _signs(consultation: Consultation, day: date) -> Iterator[Measured]:
    for field, code in _FIELDS.items():
        value = getattr(consultation, field)
        if value is not None:
            yield Measured(code=code, day=day, number=float(value))
