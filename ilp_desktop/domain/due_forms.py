"""Which forms are due for a person today, each with the reason that the room is shown.

A form says itself when it is due, in its setting ``attribute::ilp:due``, so that a new form needs no new program:

``state=pregnant; every=visit``, ``age=1..59 mo; every=month``, ``state=postpartum; windows=KF1 0..2 d, KF2 3..7 d``.

``state``, ``sex`` and ``age`` say for whom, ``every`` how often (visit, month, year, episode, once, or ``90 d``), and
``windows`` names the times that are counted from the birth, or for a woman after childbirth from that of her child.
``counted=contact`` names the question that says for which window a visit counted, where hours decide and not days;
``again=heel_sample_missing`` the flag that makes the form due once more, at any age. Between ``|`` stand other ways
in which the same form is due: ``state=pregnant; every=140 d | state=postpartum; windows=EPDS 8..42 d``.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.indonesian_text import short_date

Choice = TypeVar("Choice", bound=StrEnum)

ANTENATAL, UNDER_FIVE = "antenatal_visit", "under_five_visit"
ADULT_NCD, TUBERCULOSIS = "adult_ncd_screening", "tb_screening"
LONGEST_TEXT = 500
"""Characters of the setting; a form from outside may say no more."""


class State(StrEnum):
    """What may be true of a person today: from the first screening at the counter, or from an open episode."""

    PREGNANT = "pregnant"
    POSTPARTUM = "postpartum"
    TUBERCULOSIS = "tuberculosis"
    MARRYING = "marrying"
    FAMILY_PLANNING = "family_planning"
    SICK = "sick"


class Unit(StrEnum):
    """In what an age is counted, always completed."""

    DAYS = "d"
    MONTHS = "mo"
    YEARS = "y"


class Every(StrEnum):
    """How often a form is due."""

    VISIT = "visit"
    MONTH = "month"
    YEAR = "year"
    EPISODE = "episode"
    ONCE = "once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From and to in completed units, both included; ``last`` None is without end."""

    first: int
    last: int | None
    unit: Unit

    def holds(self, begun: date, day: date) -> bool:
        """Whether a day lies in the span that is counted from ``begun``."""
        age = age_on(begun, day)
        passed = {Unit.DAYS: age.days, Unit.MONTHS: age.months, Unit.YEARS: age.years}[self.unit]
        return age.days >= 0 and self.first <= passed and (self.last is None or passed <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueWhen:
    """When a form is due, read from its setting. Exactly one of ``every``, ``days`` and ``windows`` is given.

    ``counted`` is the question whose answer names the window that a visit filled. ``again`` is the code of a flag:
    while it stands and the form was not filled since, the form is due whatever else is said. ``otherwise`` is another
    way in which the form is due.
    """

    state: State | None = None
    sex: str = ""
    age: Span | None = None
    every: Every | None = None
    days: int | None = None
    windows: tuple[tuple[str, Span], ...] = ()
    counted: str = ""
    again: str = ""
    otherwise: "DueWhen | None" = None

    def ways(self) -> "Iterator[DueWhen]":
        """This way, and every other."""
        yield self
        if self.otherwise is not None:
            yield from self.otherwise.ways()


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFacts:
    """What is known of a person on the day of the visit.

    ``done`` holds the days of each form by its id, ``counted`` with each day what the form says it counted for (empty:
    not said), ``done_in_episode`` the forms of the open episode. ``delivered`` is the day of the latest outcome;
    ``maternal`` says in words how far she is, pregnant or after childbirth; ``flagged`` since when each flag stands.
    """

    today: date
    birth_date: date | None
    sex: str = ""
    states: Collection[State] = frozenset()
    maternal: str = ""
    delivered: date | None = None
    done: Mapping[str, Sequence[date]] = field(default_factory=dict)
    counted: Mapping[str, Sequence[tuple[date, str]]] = field(default_factory=dict)
    done_in_episode: Collection[str] = frozenset()
    flagged: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueForm:
    """A form that is due and why."""

    form_id: str
    reason: str


_SPAN = re.compile(r"(\d{1,5})\.\.(\d{1,5})? (d|mo|y)\Z")
_DAYS = re.compile(r"(\d{1,4}) d\Z")
_REASONS = {
    State.TUBERCULOSIS: "gejala atau kontak TBC pada skrining awal",
    State.MARRYING: "calon pengantin",
    State.FAMILY_PLANNING: "datang untuk KB",
    State.SICK: "anak sakit",
}
_URGENCY = (Every.VISIT, Every.EPISODE, Every.MONTH, Every.YEAR, Every.ONCE)


def read_due(text: str) -> DueWhen:
    """What a setting says; ValueError with the part that cannot be read."""
    if len(text) > LONGEST_TEXT:
        raise ValueError("terlalu panjang")
    first, bar, rest = text.partition("|")
    due = _read_way(first)
    if not bar:
        return due
    otherwise = read_due(rest)
    if any(way.counted or way.again for way in otherwise.ways()):
        raise ValueError("counted, again")
    return replace(due, otherwise=otherwise)


def _read_way(text: str) -> DueWhen:
    parts = dict(_pair(part) for part in text.split(";") if part.strip())
    unknown = parts.keys() - {"state", "sex", "age", "every", "windows", "counted", "again"}
    if unknown:
        raise ValueError(min(unknown))
    often = parts.get("every", "")
    days = _DAYS.match(often)
    due = DueWhen(
        state=_one_of(State, parts["state"]) if "state" in parts else None,
        sex=parts.get("sex", ""),
        age=_span(parts["age"]) if "age" in parts else None,
        every=_one_of(Every, often) if often and days is None else None,
        days=int(days[1]) if days else None,
        windows=tuple(_window(one) for one in parts["windows"].split(",")) if "windows" in parts else (),
        counted=parts.get("counted", ""),
        again=parts.get("again", ""),
    )
    if due.sex not in ("", "L", "P"):
        raise ValueError(due.sex)
    if bool(often) == bool(due.windows):
        raise ValueError("every, windows")
    if due.counted and not due.windows:
        raise ValueError("counted")
    return due


def due_forms(rules: Mapping[str, DueWhen], facts: DueFacts) -> tuple[DueForm, ...]:
    """What is due of the forms by id, most urgent first; what was already filled today is not."""
    found = [
        due
        for form_id, rule in rules.items()
        if facts.today not in facts.done.get(form_id, ()) and (due := _due(form_id, rule, facts))
    ]
    return tuple(form for _urgency_of, form in sorted(found, key=lambda one: one[0]))


def _due(form_id: str, rule: DueWhen, facts: DueFacts) -> tuple[int, DueForm] | None:
    """The first way in which it is due, with how urgent that is."""
    for way in rule.ways():
        if reason := _reason(form_id, way, facts):
            return _urgency(way), DueForm(form_id=form_id, reason=reason)
    return None


def _reason(form_id: str, rule: DueWhen, facts: DueFacts) -> str:
    """Why the form is due; empty when it is not."""
    asked = facts.flagged.get(rule.again)
    if asked is not None and all(day < asked for day in facts.done.get(form_id, ())):
        return f"perlu diulang sejak {short_date(asked)}"
    if not _concerns(rule, facts):
        return ""
    since = facts.delivered if rule.state is State.POSTPARTUM else facts.birth_date
    done = facts.done.get(form_id, ())
    if rule.windows:
        visits = facts.counted.get(form_id, ()) if rule.counted else [(day, "") for day in done]
        return "" if since is None else _open_window(rule, since, visits, facts)
    waits = _waits(form_id, rule, facts)
    return ", ".join(part for part in (_who(rule, facts), waits) if part) if waits is not None else ""


def _concerns(rule: DueWhen, facts: DueFacts) -> bool:
    if rule.state is not None and rule.state not in facts.states:
        return False
    if rule.sex and rule.sex != facts.sex:
        return False
    return rule.age is None or (facts.birth_date is not None and rule.age.holds(facts.birth_date, facts.today))


def _waits(form_id: str, rule: DueWhen, facts: DueFacts) -> str | None:
    """What has not been done since when; None when it was done often enough."""
    last = max((day for day in facts.done.get(form_id, ()) if day <= facts.today), default=None)
    if rule.days is not None:
        return _since(last, facts.today, rule.days)
    waiting = {
        Every.VISIT: (True, ""),
        Every.MONTH: (last is None or last < facts.today.replace(day=1), "bulan ini belum diisi"),
        Every.YEAR: (last is None or last.year < facts.today.year, f"tahun {facts.today.year} belum diisi"),
        Every.EPISODE: (form_id not in facts.done_in_episode, "belum diisi"),
        Every.ONCE: (last is None, "belum pernah diisi"),
    }
    waits, words = waiting[rule.every or Every.VISIT]
    return words if waits else None


def _since(last: date | None, today: date, days: int) -> str | None:
    if last is None:
        return "belum pernah diisi"
    passed = (today - last).days
    return f"terakhir {passed} hari yang lalu" if passed >= days else None


def _who(rule: DueWhen, facts: DueFacts) -> str:
    if rule.state is State.PREGNANT:
        return facts.maternal or "hamil menurut skrining awal"
    if rule.state is State.POSTPARTUM:
        return facts.maternal or "nifas menurut skrining awal"
    if rule.state is not None:
        return _REASONS[rule.state]
    if rule.age is None or facts.birth_date is None:
        return "untuk semua"
    return f"umur {age_on(facts.birth_date, facts.today).text}"


def _open_window(rule: DueWhen, since: date, visits: Sequence[tuple[date, str]], facts: DueFacts) -> str:
    for name, span in rule.windows:
        filled = (name == label and day >= since if label else span.holds(since, day) for day, label in visits)
        if span.holds(since, facts.today) and not any(filled):
            return f"{name}, {_who(rule, facts)}" if rule.state else f"{name}, umur {age_on(since, facts.today).text}"
    return ""


def _urgency(rule: DueWhen) -> int:
    if rule.state is State.TUBERCULOSIS:
        return 0
    if rule.windows:
        return 1
    return 2 + (len(_URGENCY) if rule.every is None else _URGENCY.index(rule.every))


def _pair(part: str) -> tuple[str, str]:
    name, equals, value = part.partition("=")
    if not equals or not value.strip():
        raise ValueError(part.strip())
    return name.strip(), value.strip()


def _span(text: str) -> Span:
    found = _SPAN.match(text.strip())
    if found is None:
        raise ValueError(text.strip())
    return Span(first=int(found[1]), last=int(found[2]) if found[2] else None, unit=Unit(found[3]))


def _window(text: str) -> tuple[str, Span]:
    name, _space, span = text.strip().partition(" ")
    return name, _span(span)


def _one_of(kind: type[Choice], text: str) -> Choice:
    try:
        return kind(text)
    except ValueError:
        raise ValueError(text) from None
