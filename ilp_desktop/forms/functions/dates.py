"""Functions on days, moments and times of day."""

import math
import re
from datetime import date, datetime, time

from ilp_desktop.forms.expression.function import Function, Program
from ilp_desktop.forms.expression.scope import Scope
from ilp_desktop.forms.expression.values import (
    Value,
    as_moment,
    as_time,
    days,
    from_days,
    is_nodes,
    number,
    string,
)

_INDONESIAN = (
    ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"],
)
_ENGLISH = (
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
)
_INDONESIAN_NAMES = ("indonesia", "bahasa", "id")
"""A form that names no language is in the standard's own, English."""

_SHORT_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_DIRECTIVE = re.compile(r"%(.)", re.DOTALL)


def to_moment(value: Value, scope: Scope) -> date | datetime | None:
    """The day or moment that a value means: a date, ISO text, or days since 1970; None when it means none."""
    if isinstance(value, datetime | date):
        return value
    if is_nodes(value) or isinstance(value, str):
        text = string(value).strip()
        zone = scope.surroundings.now.tzinfo
        return _short_day(text) or _local(as_moment(text, zone), scope) or _from_number(number(text), scope)
    if isinstance(value, time | bool):
        return None
    return _from_number(number(value), scope)


def _short_day(text: str) -> date | None:
    """An ISO date; month and day may have one digit, as other ODK clients read them."""
    match = _SHORT_DAY.match(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _from_number(value: float, scope: Scope) -> date | datetime | None:
    if value != value or math.isinf(value):
        return None
    found = from_days(value)
    return _local(found, scope) if isinstance(found, datetime) else found


def _local(moment: datetime | None, scope: Scope) -> datetime | None:
    return None if moment is None else moment.astimezone(scope.surroundings.now.tzinfo)


def _date_time(arguments: tuple[Program, ...]) -> Program:
    (program,) = arguments

    def convert(scope: Scope) -> Value:
        found = to_moment(program(scope), scope)
        return "" if found is None else found

    return convert


def _date(arguments: tuple[Program, ...]) -> Program:
    (program,) = arguments

    def convert(scope: Scope) -> Value:
        value = program(scope)
        found = to_moment(math.floor(value) if isinstance(value, float) and math.isfinite(value) else value, scope)
        if found is None:
            return ""
        return found.date() if isinstance(found, datetime) else found

    return convert


def _decimal_moment(arguments: tuple[Program, ...]) -> Program:
    (program,) = arguments

    def convert(scope: Scope) -> float:
        found = to_moment(program(scope), scope)
        return math.nan if found is None else days(found)

    return convert


def _decimal_time(arguments: tuple[Program, ...]) -> Program:
    (program,) = arguments

    def convert(scope: Scope) -> float:
        text = string(program(scope))
        if as_time(text) is None and "T" not in text:
            return math.nan
        zone = scope.surroundings.now.tzinfo
        moment = as_moment(text if "T" in text else f"{scope.surroundings.today.isoformat()}T{text}", zone)
        return math.nan if moment is None else days(moment.astimezone(zone).time())

    return convert


def _format(arguments: tuple[Program, ...]) -> Program:
    program, pattern = arguments

    def convert(scope: Scope) -> str:
        value = program(scope)
        found = to_moment(value, scope)
        if found is None:
            clock = as_time(string(value))
            return "" if clock is None else _written(date(1970, 1, 1), clock, string(pattern(scope)), scope)
        clock_part = found if isinstance(found, datetime) else time(0)
        return _written(found, clock_part, string(pattern(scope)), scope)

    return convert


def _written(day: date, clock: datetime | time, pattern: str, scope: Scope) -> str:
    language = scope.surroundings.language.casefold()
    months, weekdays = _INDONESIAN if language.startswith(_INDONESIAN_NAMES) or "(id)" in language else _ENGLISH
    parts = {
        "Y": f"{day.year:04d}",
        "y": f"{day.year % 100:02d}",
        "m": f"{day.month:02d}",
        "n": str(day.month),
        "b": months[day.month - 1],
        "d": f"{day.day:02d}",
        "e": str(day.day),
        "a": weekdays[day.weekday()],
        "H": f"{clock.hour:02d}",
        "h": str(clock.hour),
        "M": f"{clock.minute:02d}",
        "S": f"{clock.second:02d}",
        "3": f"{clock.microsecond // 1000:03d}",
        "%": "%",
    }
    return _DIRECTIVE.sub(lambda match: parts.get(match[1], match[0]), pattern)


FUNCTIONS = (
    Function(
        name="today",
        least=0,
        most=0,
        compile=lambda _arguments: lambda scope: scope.surroundings.today,
        signature="today()",
        summary="The day on which the form is filled.",
    ),
    Function(
        name="now",
        least=0,
        most=0,
        compile=lambda _arguments: lambda scope: scope.surroundings.now,
        signature="now()",
        summary="The moment at which the form is filled, with its zone.",
    ),
    Function(
        name="date",
        least=1,
        most=1,
        compile=_date,
        signature="date(value)",
        summary="ISO text, or days since 1970, as a date; empty when it is neither.",
    ),
    Function(
        name="date-time",
        least=1,
        most=1,
        compile=_date_time,
        signature="date-time(value)",
        summary="ISO text, or days since 1970, as a date or moment.",
    ),
    Function(
        name="decimal-date-time",
        least=1,
        most=1,
        compile=_decimal_moment,
        signature="decimal-date-time(value)",
        summary="Days since 1 January 1970, with the fraction of the day (UTC).",
    ),
    Function(
        name="decimal-time",
        least=1,
        most=1,
        compile=_decimal_time,
        signature="decimal-time(time)",
        summary="A time of day as a fraction of the day.",
    ),
    Function(
        name="format-date",
        least=2,
        most=2,
        compile=_format,
        signature="format-date(value, '%d/%m/%Y')",
        summary="A day as text: %Y %y %m %n %b %d %e %a.",
    ),
    Function(
        name="format-date-time",
        least=2,
        most=2,
        compile=_format,
        signature="format-date-time(value, '%H:%M')",
        summary="A day and time as text: those of format-date, and %H %h %M %S %3.",
    ),
)
