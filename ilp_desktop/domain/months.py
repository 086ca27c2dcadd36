"""Months of the calendar: how many lie between two days, and the day that is so many months on."""

from calendar import monthrange
from datetime import date


def completed_months(begun: date, day: date) -> int:
    """Whole months from one day to another: 2 months 29 days are 2 months. Negative when ``day`` is the earlier."""
    return (day.year - begun.year) * 12 + day.month - begun.month - (day.day < begun.day)


def months_completed_on(begun: date, months: int) -> date:
    """The first day on which so many months are completed: 31 January and one month is 1 March."""
    year, month = _month_after(begun, months)
    if begun.day <= monthrange(year, month)[1]:
        return date(year, month, begun.day)
    return date(*_month_after(begun, months + 1), 1)


def months_later(day: date, months: int) -> date:
    """The same day number so many months on, or the last day of a shorter month: 31 January and one is 28 February.

    ``months`` may be negative; stops at 1 January of year 1.
    """
    year, month = _month_after(day, months)
    return date(year, month, min(day.day, monthrange(year, month)[1])) if year >= 1 else date.min


def _month_after(day: date, months: int) -> tuple[int, int]:
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month_index + 1
