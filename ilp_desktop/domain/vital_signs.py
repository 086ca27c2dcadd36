"""Vital signs as a room types them, with the limits beyond which a number cannot be right."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ilp_desktop.domain.indonesian_text import decimal_number
from ilp_desktop.domain.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class VitalSignsTyped:
    """mmHg, beats and breaths a minute, degrees Celsius, kilogram, centimetre; None: not measured."""

    systolic: int | None = None
    diastolic: int | None = None
    pulse: int | None = None
    respiratory_rate: int | None = None
    temperature: float | None = None
    weight: float | None = None
    height: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Beyond ``hard`` a number is refused; beyond ``soft`` (adults) the room is asked whether it is sure."""

    label: str
    unit: str
    hard: tuple[float, float]
    soft: tuple[float, float]
    places: int = 0


VITAL_SIGN_LIMITS: Mapping[str, Limits] = MappingProxyType(
    {
        "systolic": Limits(label="Sistol", unit="mmHg", hard=(50, 300), soft=(80, 220)),
        "diastolic": Limits(label="Diastol", unit="mmHg", hard=(20, 200), soft=(40, 130)),
        "pulse": Limits(label="Nadi", unit="x/mnt", hard=(20, 300), soft=(40, 150)),
        "respiratory_rate": Limits(label="Napas", unit="x/mnt", hard=(4, 120), soft=(10, 40)),
        "temperature": Limits(label="Suhu", unit="°C", hard=(30.0, 45.0), soft=(34.5, 41.0), places=1),
        "weight": Limits(label="Berat badan", unit="kg", hard=(0.3, 350.0), soft=(30.0, 150.0), places=1),
        "height": Limits(label="Tinggi badan", unit="cm", hard=(20.0, 250.0), soft=(130.0, 200.0), places=1),
    }
)
"""Domain reference, section 3.0: hard and soft range of each sign."""


def vital_sign_problems(signs: VitalSignsTyped) -> tuple[Problem, ...]:
    """What cannot be right; empty when every sign that was measured can be."""
    problems = []
    for field, limits in VITAL_SIGN_LIMITS.items():
        value = getattr(signs, field)
        low, high = limits.hard
        if value is not None and not low <= value <= high:
            span = f"{decimal_number(low, limits.places)}–{decimal_number(high, limits.places)} {limits.unit}"
            problems.append(
                Problem(
                    code=f"vital.{field}",
                    field=field,
                    sentence=f"{limits.label} {decimal_number(value, limits.places)} tidak mungkin; batasnya {span}.",
                    remedy="Periksa angkanya, atau kosongkan bila tidak diukur.",
                )
            )
    if signs.systolic is not None and signs.diastolic is not None and signs.systolic <= signs.diastolic:
        problems.append(
            Problem(
                code="vital.pressure_order",
                field="systolic",
                sentence="Sistol harus lebih besar daripada diastol.",
                remedy="Mungkin keduanya tertukar.",
            )
        )
    return tuple(problems)


def doubtful_signs(signs: VitalSignsTyped) -> tuple[str, ...]:
    """A question for each sign outside the usual range of adults, to be confirmed."""
    questions = []
    for field, limits in VITAL_SIGN_LIMITS.items():
        value = getattr(signs, field)
        low, high = limits.soft
        if value is not None and not low <= value <= high:
            questions.append(f"{limits.label} {decimal_number(value, limits.places)} {limits.unit}: yakin?")
    return tuple(questions)
