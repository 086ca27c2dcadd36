"""The results of formulas as ODK stores them, each by the type of its question."""

import math
from datetime import date, datetime, time, tzinfo

from ilp_desktop.forms.definition import Question
from ilp_desktop.forms.expression.values import Value, as_date, as_moment, from_days, moment_text, number, string

_INTEGERS = frozenset({"int", "integer"})
_CALENDAR = frozenset({"date", "time", "dateTime"})
_MOST_PRECISE = 1e15
"""Larger numbers are no whole numbers any more."""


def stored_text(value: Value, item: object, zone: tzinfo | None) -> str:
    """The text of a result: nothing for not-a-number, no fraction for an integer, days and moments in the zone."""
    data_type = item.data_type if isinstance(item, Question) else ""
    if isinstance(value, float) and value != value:
        return ""
    if data_type in _CALENDAR:
        return _calendar_text(value, data_type, zone)
    text = string(value)
    if data_type in _INTEGERS:
        measured = number(text)
        if abs(measured) < _MOST_PRECISE:
            return str(int(measured))
    return "" if text == "NaN" else text


def _calendar_text(value: Value, data_type: str, zone: tzinfo | None) -> str:
    """A day, time or moment as the type wants it; what is none stays as it is, for the user to see."""
    found = _moment(value, zone, whole_days=data_type == "date")
    match data_type, found:
        case "date", datetime():
            return found.date().isoformat()
        case "time", datetime():
            return found.timetz().isoformat(timespec="milliseconds")
        case "dateTime", datetime():
            return moment_text(found)
        case "dateTime", date():
            return moment_text(datetime.combine(found, time(), zone))
    return string(value) if found is None else found.isoformat()


def _moment(value: Value, zone: tzinfo | None, *, whole_days: bool) -> date | datetime | None:
    """The day, or the moment in the zone, that a result is; None for anything else."""
    found: date | datetime | None
    if isinstance(value, float | int) and not isinstance(value, bool):
        if not math.isfinite(value):
            return None
        found = from_days(math.floor(value) if whole_days else value)
    elif isinstance(value, date):
        found = value
    else:
        text = string(value)
        found = as_date(text) or as_moment(text, zone)
    return found.astimezone(zone) if isinstance(found, datetime) else found
