"""Values that come from elsewhere are held only where they can be read back."""

import pytest

from ilp_desktop.domain.change import Scalar
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.visit import Consultation, QueueEntry, Visit
from ilp_desktop.storage.entity_rows import can_hold


@pytest.mark.parametrize(
    ("entity", "name", "value", "held"),
    [
        (Patient, "phone", "0812", True),
        (Patient, "phone", "", True),
        (Patient, "phone", None, False),
        (Patient, "phone", 812, False),
        (Patient, "shoe_size", "42", False),
        (Patient, "sex", "male", False),
        (Patient, "sex", "L", True),
        (Patient, "birth_date", "1992-02-29", True),
        (Patient, "birth_date", "1991-02-29", False),
        (Patient, "birth_date", None, True),
        (Patient, "birth_order", 2, True),
        (Patient, "birth_order", True, False),
        (Patient, "birth_order", "2", False),
        (Visit, "priority", True, True),
        (Visit, "priority", 1, False),
        (Consultation, "temperature", 38, True),
        (Consultation, "temperature", 38.5, True),
        (Consultation, "temperature", False, False),
        (QueueEntry, "called_at", "2026-11-23T01:05:00+00:00", True),
        (QueueEntry, "called_at", "kemarin", False),
    ],
)
def test_a_field_holds_only_what_can_be_read_back(entity: type, name: str, value: Scalar, held: bool) -> None:
    assert can_hold(entity, name, value) is held
