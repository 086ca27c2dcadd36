"""Epidemiological weeks (SKDR/EWARS): Sunday to Saturday, numbered by the year that holds their fourth day."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from ilp_desktop.domain.indonesian_text import SHORT_MONTHS, short_date
from ilp_desktop.domain.problem import Problem


class WeekStart(IntEnum):
    """The first day of the week, as ``date.isoweekday`` counts modulo seven. National rule: Sunday."""

    SUNDAY = 0
    MONDAY = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EpidemiologicalWeek:
    """One week: ``year`` and ``number`` (1 to 53), and its first day."""

    year: int
    number: int
    first_day: date

    @property
    def last_day(self) -> date:
        """The seventh day."""
        return self.first_day + timedelta(days=6)

    @property
    def code(self) -> str:
        """W47-2026."""
        return f"W{self.number}-{self.year}"

    @property
    def label(self) -> str:
        """Minggu ke-47 tahun 2026 (22–28 Nov 2026)."""
        first, last = self.first_day, self.last_day
        if first.year != last.year:
            start = short_date(first)
        elif first.month != last.month:
            start = f"{first.day} {SHORT_MONTHS[first.month - 1]}"
        else:
            start = str(first.day)
        return f"Minggu ke-{self.number} tahun {self.year} ({start}–{short_date(last)})"


def week_of(day: date, start: WeekStart = WeekStart.SUNDAY) -> EpidemiologicalWeek:
    """The week that ``day`` lies in. With ``WeekStart.MONDAY`` the weeks are those of ISO 8601."""
    first_day = day - timedelta(days=(day.isoweekday() - start) % 7)
    middle = first_day + timedelta(days=3)
    return EpidemiologicalWeek(year=middle.year, number=(middle.timetuple().tm_yday - 1) // 7 + 1, first_day=first_day)


def weeks_in_year(year: int, start: WeekStart = WeekStart.SUNDAY) -> int:
    """52 or 53: 28 December always lies in the last week of its year."""
    return week_of(date(year, 12, 28), start).number


def numbered_week(year: int, number: int, start: WeekStart = WeekStart.SUNDAY) -> EpidemiologicalWeek | Problem:
    """The week with this number."""
    last = weeks_in_year(year, start)
    if not 1 <= number <= last:
        return Problem(
            code="week_number",
            field="week",
            sentence=f"Tahun {year} hanya mempunyai minggu ke-1 sampai ke-{last}.",
            remedy="Periksa nomor minggunya.",
        )
    return week_of(date(year, 1, 4) + timedelta(weeks=number - 1), start)
