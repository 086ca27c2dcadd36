"""The value types of ODK XPath and how one becomes another."""

import math
import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import TypeGuard

from ilp_desktop.forms.expression.node import Node

Value = float | str | bool | date | datetime | time | list[Node]
"""What an expression gives. A ``datetime`` is aware; a ``date`` has no zone."""

EPOCH = date(1970, 1, 1)
SAME_NUMBER = 1e-12
"""Numbers closer than this are equal, as in JavaRosa: 0.1 + 0.2 = 0.3."""

_EPOCH_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
_NUMBER = re.compile(r"\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*\Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?\s*(Z|[+-]\d{2}(?::?[0-5]\d)?)?\Z"
)
_TIME = re.compile(r"(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?\Z")


def is_nodes(value: Value) -> TypeGuard[list[Node]]:
    """Is this a node-set?"""
    return isinstance(value, list)


def number_text(value: float) -> str:
    """A number as XPath 1.0 writes it: no exponent, no trailing zero."""
    if value != value:
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    text = repr(value)
    return format(Decimal(text), "f") if "e" in text else text


def moment_text(value: datetime) -> str:
    """A moment as ODK stores it: milliseconds and offset."""
    return value.isoformat(timespec="milliseconds")


def string(value: Value) -> str:
    """XPath ``string()``; of a node-set, the first node."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | int):
        return number_text(value)
    if isinstance(value, list):
        return value[0].string() if value else ""
    return value.isoformat(timespec="milliseconds") if isinstance(value, datetime | time) else value.isoformat()


def as_date(text: str) -> date | None:
    """The calendar day of an ISO date; None for any other text."""
    if not _DATE.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def as_moment(text: str, zone_of_bare: tzinfo | None = UTC) -> datetime | None:
    """The moment of an ISO dateTime (in ``zone_of_bare`` when it names no offset); None for any other text."""
    match = _MOMENT.match(text)
    if match is None:
        return None
    day, hour, minute, second, fraction, offset = match.groups()
    zone = "+00:00" if offset == "Z" else offset or ""
    if len(zone) == 3:
        zone += ":00"
    elif len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    try:
        found = datetime.fromisoformat(
            f"{day}T{hour}:{minute}:{second or '00'}.{(fraction or '0').ljust(6, '0')}{zone}"
        )
    except ValueError:
        return None
    return found if zone else found.replace(tzinfo=zone_of_bare)


def as_time(text: str) -> time | None:
    """The time of day of an ISO time, its offset dropped; None for any other text."""
    match = _TIME.match(text)
    if match is None:
        return None
    try:
        return time(int(match[1]), int(match[2]), int(match[3] or 0))
    except ValueError:
        return None


def days(value: date | datetime | time) -> float:
    """Days since 1 January 1970, with the fraction of the day for a moment, and only the fraction for a time."""
    if isinstance(value, datetime):
        return (value - _EPOCH_MOMENT) / timedelta(days=1)
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    return float((value - EPOCH).days)


def string_to_number(text: str) -> float:
    """XPath ``number()`` of a string; ODK's addition: an ISO date or dateTime is its days since 1970."""
    if _NUMBER.match(text):
        return float(text)
    if len(text) >= 10 and text[4:5] == "-":
        moment = as_date(text) or as_moment(text)
        if moment is not None:
            return days(moment)
    return math.nan


def number(value: Value) -> float:
    """XPath ``number()``."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float | int):
        return float(value)
    if isinstance(value, str):
        return string_to_number(value)
    if isinstance(value, list):
        return string_to_number(value[0].string()) if value else math.nan
    return days(value)


def boolean(value: Value) -> bool:
    """XPath ``boolean()``; ODK's difference: a question without a value is false, although it is there."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float | int):
        return value != 0 and value == value
    if isinstance(value, list):
        return any(node.truth() for node in value)
    return value != ""


def _calendar(value: Value) -> date | datetime | None:
    """The day or moment that a date or an ISO text is; None for anything else."""
    if isinstance(value, list):
        value = value[0].string() if value else ""
    if isinstance(value, str):
        return (as_date(value) or as_moment(value)) if value[4:5] == "-" and len(value) >= 10 else None
    return value if isinstance(value, date) else None


def numbers_alike(left: Value, right: Value) -> tuple[float, float]:
    """``number()`` of both; a day beside a moment begins at midnight where the moment was written, not in Greenwich.

    Otherwise the morning hours in Indonesia would be before today.
    """
    one, other = _calendar(left), _calendar(right)
    if one is None or other is None or isinstance(one, datetime) is isinstance(other, datetime):
        return number(left), number(right)
    return _wall_days(one), _wall_days(other)


def _wall_days(value: date | datetime) -> float:
    return days(value.replace(tzinfo=UTC)) if isinstance(value, datetime) else days(value)


def from_days(value: float) -> date | datetime | None:
    """The day (or, with a fraction, the moment in UTC) that many days after 1970; None when out of the calendar."""
    try:
        if value == int(value):
            return EPOCH + timedelta(days=int(value))
        return _EPOCH_MOMENT + timedelta(days=value)
    except (OverflowError, ValueError):
        return None


def _ordered(operator: str, left: float, right: float) -> bool:
    if operator == "<":
        return left < right
    if operator == "<=":
        return left <= right
    if operator == ">":
        return left > right
    return left >= right


def _atoms_equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return boolean(left) == boolean(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    one, other = numbers_alike(left, right)
    return one == other or abs(one - other) < SAME_NUMBER


def _compare_atoms(operator: str, left: Value, right: Value) -> bool:
    if operator == "=":
        return _atoms_equal(left, right)
    if operator == "!=":
        return not _atoms_equal(left, right)
    return _ordered(operator, *numbers_alike(left, right))


def _atoms(value: Value) -> list[Value]:
    if is_nodes(value):
        return [node.string() for node in value] or [""]
    return [value]


def compare(operator: str, left: Value, right: Value) -> bool:
    """XPath comparison: true when some node of a node-set satisfies it; ODK's difference: no node at all is empty."""
    left_nodes, right_nodes = is_nodes(left), is_nodes(right)
    if not left_nodes and not right_nodes:
        return _compare_atoms(operator, left, right)
    if isinstance(left, bool) or isinstance(right, bool):
        return _compare_atoms(operator, boolean(left), boolean(right))
    lefts = _atoms(left)
    rights = _atoms(right)
    return any(_compare_atoms(operator, one, other) for one in lefts for other in rights)
