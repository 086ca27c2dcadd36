"""Blood glucose in pregnancy: the oral glucose tolerance test (TTGO 75 g) and a random value."""

from dataclasses import dataclass
from enum import StrEnum


class GestationalGlucose(StrEnum):
    """What glucose says during pregnancy."""

    NORMAL = "Normal"
    DIABETES = "Diabetes melitus gestasional"


@dataclass(frozen=True, slots=True, kw_only=True)
class GlucoseRules:
    """From which mg/dL a value is diagnostic (T): fasting, one and two hours after 75 g, random."""

    fasting_from: float = 92
    one_hour_from: float = 180
    two_hours_from: float = 153
    random_from: float = 200


STANDARD_GLUCOSE = GlucoseRules()


def tolerance_test(
    fasting: float | None, one_hour: float | None, two_hours: float | None, rules: GlucoseRules = STANDARD_GLUCOSE
) -> GestationalGlucose:
    """The class from the values in mg/dL; one that reaches its border is enough. ValueError when none was measured.

    Source: PPK FKTP (KMK 1186/2022); PERKENI 2021.
    """
    measured = [
        (value, border)
        for value, border in (
            (fasting, rules.fasting_from),
            (one_hour, rules.one_hour_from),
            (two_hours, rules.two_hours_from),
        )
        if value is not None
    ]
    if not measured:
        raise ValueError("nothing was measured")
    reached = any(value >= border for value, border in measured)
    return GestationalGlucose.DIABETES if reached else GestationalGlucose.NORMAL


def random_glucose_needs_doctor(glucose: float, rules: GlucoseRules = STANDARD_GLUCOSE) -> bool:
    """Is a random glucose in mg/dL from 200, so that a doctor must look?

    Source: PPK FKTP (KMK 1186/2022).
    """
    return glucose >= rules.random_from
