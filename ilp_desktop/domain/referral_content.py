"""What the forms of a visit say for a referral slip: complaint, findings, tests, reason and treatment, as lines."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from ilp_desktop.domain.indonesian_text import decimal_number
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.visit import Flag

REASON, ANAMNESIS, TREATMENT = "referral_reason", "referral_anamnesis", "referral_treatment"
TESTS = "referral_tests"
"""Codes of what a form writes for the slip itself."""

CONFIDENTIAL_FLAGS = frozenset({"needs_ppia", "confidential_follow_up", "needs_protection", "triple_reactive"})
"""Flags whose text stays inside the form; the slip is read by many."""

NOT_A_REASON = CONFIDENTIAL_FLAGS | {"child_death_audit"}

_PRESSURE = ("8480-6", "8462-4")


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
    "8478-0": Shown("MAP", "mmHg", 0),
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


def referral_content(observations: Sequence[Observation], flags: Iterable[Flag]) -> ReferralContent:
    """What the observations and flags of one visit say.

    A form that writes its own reason is believed; of the others the first sentence of each flag is the reason.
    """
    reasoned = {one.response_id for one in observations if one.code == REASON and one.text}
    raised = [
        _first_sentence(flag.text)
        for flag in flags
        if flag.code not in NOT_A_REASON and flag.response_id not in reasoned
    ]
    return ReferralContent(
        anamnesis=_unique(one.text for one in observations if one.code == ANAMNESIS),
        findings=_unique((*_pressure(observations), *_measured(observations, FINDINGS))),
        investigations=_unique(
            (*_measured(observations, INVESTIGATIONS), *(one.text for one in observations if one.code == TESTS))
        ),
        reason=_unique((*(one.text for one in observations if one.code == REASON), *raised)),
        treatment=_unique(one.text for one in observations if one.code == TREATMENT),
    )


def added(written: str, lines: Collection[str], separator: str = "\n") -> str:
    """The text with the lines that it does not say yet; ``separator`` stands between the two."""
    missing = [line for line in lines if line.casefold() not in written.casefold()]
    return separator.join(part for part in (written, "; ".join(missing)) if part)


def _measured(observations: Sequence[Observation], shown: dict[str, Shown]) -> list[str]:
    newest = {one.code: one.number for one in observations if one.number is not None}
    return [
        f"{how.label} {decimal_number(newest[code], how.places).removesuffix(',0')} {how.unit}"
        for code, how in shown.items()
        if code in newest
    ]


def _pressure(observations: Sequence[Observation]) -> list[str]:
    newest = {one.code: one.number for one in observations if one.number is not None}
    upper, lower = (newest.get(code) for code in _PRESSURE)
    return [] if upper is None or lower is None else [f"TD {upper:.0f}/{lower:.0f} mmHg"]


def _first_sentence(text: str) -> str:
    return text.split(". ")[0].removesuffix(".")


def _unique(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
