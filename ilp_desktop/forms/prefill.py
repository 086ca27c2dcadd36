"""What a form may ask of its surroundings before the first question: declared names, and the values behind them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ilp_desktop.domain.months import completed_months
from ilp_desktop.domain.uncertain import STANDARD_RULES, Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class LastObservation:
    """The newest value of one observation: number or text as ODK writes it, and its day."""

    value: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContext:
    """Everything that a form may be filled from. Names that are not known are simply empty.

    ``sex`` is ``L`` or ``P`` as on the KTP. ``now`` is aware, in the zone of the puskesmas. ``observations`` are by
    code, ``episode`` holds the answers of the open episode by name (``hpht``, ``gravida``, ...), ``mother`` those of
    the pregnancy in which a child was born, ``partner`` what the other of a couple answered, ``flags`` and
    ``mother_flags`` the codes that stand, ``settings`` what this puskesmas has set for its programmes, ``properties``
    what ODK calls device properties (``username``, ``deviceid``, ``email``, ``phonenumber``), ``rules`` those in force.
    """

    today: date
    now: datetime
    visit_date: date
    sex: str = ""
    birth_date: date | None = None
    birth_estimated: bool = False
    observations: Mapping[str, LastObservation] = field(default_factory=dict)
    episode: Mapping[str, str] = field(default_factory=dict)
    mother: Mapping[str, str] = field(default_factory=dict)
    partner: Mapping[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    mother_flags: frozenset[str] = frozenset()
    settings: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    rules: Rulebook = STANDARD_RULES


def _age(context: FormContext, unit: str) -> str:
    if context.birth_date is None:
        return ""
    if unit == "days":
        return str((context.visit_date - context.birth_date).days)
    months = completed_months(context.birth_date, context.visit_date)
    return str(months if unit == "months" else months // 12)


_DECLARED: dict[str, Callable[[FormContext], str]] = {
    "patient.sex": lambda context: context.sex,
    "patient.birth_date": lambda context: "" if context.birth_date is None else context.birth_date.isoformat(),
    "patient.birth_estimated": lambda context: "true" if context.birth_estimated else "false",
    "patient.age_days": lambda context: _age(context, "days"),
    "patient.age_months": lambda context: _age(context, "months"),
    "patient.age_years": lambda context: _age(context, "years"),
    "visit.date": lambda context: context.visit_date.isoformat(),
}

_CODED: dict[str, Callable[[FormContext, str], str]] = {
    "observation": lambda context, code: context.observations[code].value if code in context.observations else "",
    "observation-date": lambda context, code: (
        context.observations[code].day.isoformat() if code in context.observations else ""
    ),
    "episode": lambda context, code: context.episode.get(code, ""),
    "mother": lambda context, code: context.mother.get(code, ""),
    "partner": lambda context, code: context.partner.get(code, ""),
    "flag": lambda context, code: "true" if code in context.flags else "",
    "setting": lambda context, code: context.settings.get(code, ""),
    "mother-flag": lambda context, code: "true" if code in context.mother_flags else "",
}

DECLARED_NAMES = tuple(_DECLARED)
"""Names without a code."""

DECLARED_WITH_CODE = tuple(f"{kind}:KODE" for kind in _CODED)
"""Names that carry a code, as a refusal shows them."""


def is_declared(names: str) -> bool:
    """May a form prefill from this name, or from the first that is known of several with blanks between?"""
    return bool(names.split()) and all(_is_declared(name) for name in names.split())


def prefilled(names: str, context: FormContext) -> str:
    """The value behind the first declared name that the context knows, as ODK writes it; empty when it knows none."""
    return next((value for name in names.split() if (value := _prefilled(name, context))), "")


def _is_declared(name: str) -> bool:
    kind, _colon, code = name.partition(":")
    return name in _DECLARED or (kind in _CODED and bool(code))


def _prefilled(name: str, context: FormContext) -> str:
    known = _DECLARED.get(name)
    if known is not None:
        return known(context)
    kind, _colon, code = name.partition(":")
    return _CODED[kind](context, code)
