"""Days and moments on paper, a dash where there is none."""

from datetime import date, datetime

from ilp_desktop.domain.indonesian_text import clock_time, typed_date
from ilp_desktop.reports.paper_text import DASH


def day(value: date | None) -> str:
    """22-11-2026."""
    return DASH if value is None else typed_date(value)


def moment(value: datetime | None) -> str:
    """22-11-2026 08:14."""
    return DASH if value is None else f"{typed_date(value)} {clock_time(value)}"
