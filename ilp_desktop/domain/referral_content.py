"""What the forms of a visit say for a referral slip: complaint, findings, tests, reason and treatment, as lines."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ilp_desktop.domain.indonesian_text import decimal_number
from ilp_desktop.domain.letters import VitalSigns
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.visit import Flag

REASON, ANAMNESIS, TREATMENT = "referral_reason", "referral_anamnesis", "referral_treatment"
TESTS = "referral_tests"
"""Codes of what a form writes for the slip itself."""

CONFIDENTIAL_FLAGS = frozenset(
    {
        "needs_ppia",
        "confidential_follow_up",
        "needs_protection",
        "triple_reactive",
        "self_harm_thought",
        "maternal_safety",
    }
)
"""Flags whose text stays inside the form; the slip is read by many."""

PRIVATE_FLAGS = CONFIDENTIAL_FLAGS | {
    "maternal_mood_refer",
    "maternal_mood_watch",
    "mental_follow_up",
    "psychosocial_problem",
    "substance_risk",
}
"""Flags for no paper at home and no screen at the counter; those of the mind may be a reason on a slip to a doctor."""

NOT_A_REASON = CONFIDENTIAL_FLAGS | {"child_death_audit", "contraception_unsuitable", "pregnancy_to_postpone"}
"""Flags whose text is no reason for a hospital: confidential ones, and those that only point to their form."""

_Number = TypeVar("_Number", int, float)

_PRESSURE = ("8480-6", "8462-4")

_SIGNS = {
    "8480-6": "systolic",
    "8462-4": "diastolic",
    "8867-4": "pulse",
    "9279-1": "respiratory_rate",
    "8310-5": "temperature",
    "2708-6": "oxygen_saturation",
    "29463-7": "weight",
    "8302-2": "height",
}
"""Which vital sign a code is."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a measured value is written: label, unit as people write it, decimals."""

    label: str
    unit: str
    places: int = 1


FINDINGS: dict[str, Shown] = {
    "gestational_age_at_birth": Shown("Usia kehamilan saat lahir", "minggu", 0),
    "18185-9": Shown("Usia kehamilan", "minggu", 0),
    "8867-4": Shown("N", "x/mnt", 0),
    "9279-1": Shown("R", "x/mnt", 0),
    "8310-5": Shown("S", "°C"),
    "2708-6": Shown("SpO2", "%", 0),
    "8339-4": Shown("Berat lahir", "gram", 0),
    "29463-7": Shown("BB", "kg"),
    "8302-2": Shown("PB/TB", "cm"),
    "56072-2": Shown("LILA", "cm"),
    "9843-4": Shown("LK", "cm"),
    "z_weight_for_age": Shown("BB/U", "SD", 2),
    "z_height_for_age": Shown("PB/U atau TB/U", "SD", 2),
    "z_weight_for_height": Shown("BB/PB atau BB/TB", "SD", 2),
    "11881-0": Shown("TFU", "cm"),
    "55283-6": Shown("DJJ", "x/mnt", 0),
    "8478-0": Shown("MAP", "mmHg"),
    "estimated_fetal_weight": Shown("TBJ", "gram", 0),
    "blood_loss": Shown("Perdarahan", "ml", 0),
    "newborn_saturation_hand": Shown("SpO2 tangan kanan", "%", 0),
    "newborn_saturation_foot": Shown("SpO2 kaki", "%", 0),
}
INVESTIGATIONS: dict[str, Shown] = {
    "718-7": Shown("Hb", "g/dL"),
    "2345-7": Shown("GDS", "mg/dL", 0),
    "29575-9": Shown("TSH", "µU/mL"),
}
"""What is shown of the observations of a visit, in this order, by code (LOINC or local)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralContent:
    """Lines for each part of the slip; empty where no form says anything."""

    anamnesis: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    investigations: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    treatment: tuple[str, ...] = field(default_factory=tuple)


def referral_content(
    observations: Sequence[Observation], flags: Iterable[Flag], consulted: VitalSigns | None = None
) -> ReferralContent:
    """What the observations and flags of one visit say.

    A form that writes its own reason is believed; of the others the first sentence of each flag is the reason.
    Vital signs have a line of their own (``signs_of_visit``); only what differs from the doctor's is a finding.
    """
    differing = _differing(observations, consulted or VitalSigns())
    reasoned = {one.response_id for one in observations if one.code == REASON and one.text}
    raised = [
        _first_sentence(flag.text)
        for flag in flags
        if flag.code not in NOT_A_REASON and flag.response_id not in reasoned
    ]
    return ReferralContent(
        anamnesis=_unique(one.text for one in observations if one.code == ANAMNESIS),
        findings=_unique((*_pressure(differing), *_measured(differing, FINDINGS))),
        investigations=_unique(
            (*_measured(differing, INVESTIGATIONS), *(one.text for one in observations if one.code == TESTS))
        ),
        reason=_unique((*(one.text for one in observations if one.code == REASON), *raised)),
        treatment=_unique(one.text for one in observations if one.code == TREATMENT),
    )


def signs_of_visit(consulted: VitalSigns, observations: Iterable[Observation]) -> VitalSigns:
    """The doctor's vital signs, and of those that the doctor did not measure the ones of the forms.

    A blood pressure is taken whole, never the upper value of one and the lower of another.
    """
    forms = _signs_in(_newest(observations))
    pressure = consulted if consulted.systolic is not None or consulted.diastolic is not None else forms
    return replace(
        consulted,
        systolic=pressure.systolic,
        diastolic=pressure.diastolic,
        pulse=_first(consulted.pulse, forms.pulse),
        respiratory_rate=_first(consulted.respiratory_rate, forms.respiratory_rate),
        temperature=_first(consulted.temperature, forms.temperature),
        oxygen_saturation=_first(consulted.oxygen_saturation, forms.oxygen_saturation),
        weight=_first(consulted.weight, forms.weight),
        height=_first(consulted.height, forms.height),
    )


def added(written: str, lines: Collection[str], separator: str = "\n") -> str:
    """The text with the lines that it does not say yet; ``separator`` stands between the two."""
    missing = [line for line in lines if line.casefold() not in written.casefold()]
    return separator.join(part for part in (written, "; ".join(missing)) if part)


def _newest(observations: Iterable[Observation]) -> dict[str, float]:
    return {one.code: one.number for one in observations if one.number is not None}


def _signs_in(newest: Mapping[str, float]) -> VitalSigns:
    def whole(code: str) -> int | None:
        return round(newest[code]) if code in newest else None

    has_pressure = all(code in newest for code in _PRESSURE)
    return VitalSigns(
        systolic=whole(_PRESSURE[0]) if has_pressure else None,
        diastolic=whole(_PRESSURE[1]) if has_pressure else None,
        pulse=whole("8867-4"),
        respiratory_rate=whole("9279-1"),
        temperature=newest.get("8310-5"),
        oxygen_saturation=whole("2708-6"),
        weight=newest.get("29463-7"),
        height=newest.get("8302-2"),
    )


def _first(consulted: _Number | None, form: _Number | None) -> _Number | None:
    return form if consulted is None else consulted


def _differing(observations: Sequence[Observation], consulted: VitalSigns) -> dict[str, float]:
    """The newest numbers without the vital signs that the line of vital signs shows already."""
    newest = _newest(observations)
    forms, shown = _signs_in(newest), signs_of_visit(consulted, observations)
    same = {code for code, name in _SIGNS.items() if getattr(forms, name) == getattr(shown, name)}
    if not set(_PRESSURE) <= same:
        same -= set(_PRESSURE)
    return {code: number for code, number in newest.items() if code not in same}


def _measured(newest: Mapping[str, float], shown: dict[str, Shown]) -> list[str]:
    return [
        f"{how.label} {decimal_number(newest[code], how.places).removesuffix(',0')} {how.unit}"
        for code, how in shown.items()
        if code in newest
    ]


def _pressure(newest: Mapping[str, float]) -> list[str]:
    upper, lower = (newest.get(code) for code in _PRESSURE)
    return [] if upper is None or lower is None else [f"TD {upper:.0f}/{lower:.0f} mmHg"]


def _first_sentence(text: str) -> str:
    return text.split(". ")[0].removesuffix(".")


def _unique(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
