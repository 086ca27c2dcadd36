"""What a form may ask of its surroundings before the first question: declared names, and the values behind them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

_WITH_CODE = re.compile(r"(observation|observation-date|episode):\S+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class LastObservation:
    """The newest value of one observation: number or text as ODK writes it, and its day."""

    value: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContext:
    """Everything that a form may be filled from. Names that are not known are simply empty.

    ``sex`` is ``L`` or ``P`` as on the KTP. ``now`` is aware, in the zone of the puskesmas. ``observations`` are by
    code, ``episode`` holds the answers of the open episode by name (``hpht``, ``gravida``, ...), ``properties`` what
    ODK calls device properties (``username``, ``deviceid``, ``email``, ``phonenumber``).
    """

    today: date
    now: datetime
    visit_date: date
    sex: str = ""
    birth_date: date | None = None
    birth_estimated: bool = False
    observations: Mapping[str, LastObservation] = field(default_factory=dict)
    episode: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)


def completed_months(birth: date, day: date) -> int:
    """Whole months lived on a day: 2 months 29 days are 2 months. Negative before birth."""
    return (day.year - birth.year) * 12 + day.month - birth.month - (day.day < birth.day)


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

DECLARED_NAMES = tuple(_DECLARED)
"""Names without a code; ``observation:CODE``, ``observation-date:CODE`` and ``episode:NAME`` stand beside them."""


def is_declared(name: str) -> bool:
    """May a form prefill from this name?"""
    return name in _DECLARED or _WITH_CODE.match(name) is not None


def prefilled(name: str, context: FormContext) -> str:
    """The value behind a declared name, as ODK writes it; empty when the context does not know it."""
    known = _DECLARED.get(name)
    if known is not None:
        return known(context)
    kind, _colon, code = name.partition(":")
    if kind == "episode":
        return context.episode.get(code, "")
    last = context.observations.get(code)
    if last is None:
        return ""
    return last.value if kind == "observation" else last.day.isoformat()
