"""Tetanus immunisation status of a woman (T0 to T5) from every documented dose, and when the next one is possible."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ilp_desktop.domain.months import months_later
from ilp_desktop.domain.uncertain import Sureness, uncertain


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A minimal interval: so many days and calendar months."""

    days: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TetanusRules:
    """Intervals before T1 to T5, years of protection after each, and what doses of childhood are worth.

    Intervals and protection stand in the guideline. What childhood doses are worth (three infant DPT make T2, the
    booster of the second year, BIAS class 1 and BIAS class 2 or 5 one step each) depends on the birth cohort (T); that
    one or two infant doses make T1 is our reading (S).
    """

    intervals: tuple[Interval, ...] = (
        Interval(),
        Interval(days=28),
        Interval(months=6),
        Interval(months=12),
        Interval(months=12),
    )
    protection_years: tuple[int, ...] = (0, 0, 3, 5, 10, 25)
    infant_doses_for_two: int = 3
    few_infant_doses_level: int = uncertain(
        1,
        "Status T dari 1 atau 2 dosis DPT bayi",
        span=(0, 1),
        source="Tidak tertulis; 3 dosis menjadi T2",
        sure=Sureness.MEDIUM,
    )
    days_before_birth: int = uncertain(
        14,
        "Td diberikan paling lambat sebelum taksiran persalinan",
        span=(7, 42),
        unit="hari",
        source="Kebiasaan: 2 minggu sebelum persalinan",
        sure=Sureness.UNMARKED,
    )


STANDARD_TETANUS = TetanusRules()
HIGHEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TetanusStatus:
    """T0 to T5; ``last_dose`` is the day of the newest dose that counts, None when it is not known.

    ``found_on`` is the day on which somebody stated it, when it was stated and not counted.
    """

    level: int
    last_dose: date | None = None
    found_on: date | None = None

    @property
    def label(self) -> str:
        """``T3``."""
        return f"T{self.level}"


def childhood_level(
    infant_doses: float, booster: bool, school_1: bool, school_2: bool, rules: TetanusRules = STANDARD_TETANUS
) -> int:
    """The level that doses of childhood make: infant DPT, second-year booster, BIAS class 1, BIAS class 2 or 5.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020); Permenkes 12/2017.
    """
    infant = 2 if infant_doses >= rules.infant_doses_for_two else min(int(infant_doses), rules.few_infant_doses_level)
    return min(HIGHEST, infant + booster + school_1 + school_2)


def next_possible(level: int, last_dose: date | None, rules: TetanusRules = STANDARD_TETANUS) -> date | None:
    """The first day on which the next dose counts; None when there is no next one or any day will do.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    if level >= HIGHEST or last_dose is None or level == 0:
        return None
    interval = rules.intervals[level]
    return months_later(last_dose, interval.months) + timedelta(days=interval.days)


def with_dose(status: TetanusStatus, given: date, rules: TetanusRules = STANDARD_TETANUS) -> TetanusStatus:
    """The status after one more dose; a dose that came too early, or after T5, changes nothing.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    if status.level >= HIGHEST:
        return status
    earliest = next_possible(status.level, status.last_dose, rules)
    if earliest is not None and given < earliest:
        return status
    return TetanusStatus(level=status.level + 1, last_dose=given)


def tetanus_status(doses: Iterable[date], childhood: int = 0, rules: TetanusRules = STANDARD_TETANUS) -> TetanusStatus:
    """The status from every dated dose, in whatever order they were found, on top of the level from childhood.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    status = TetanusStatus(level=childhood)
    for given in sorted(set(doses)):
        status = with_dose(status, given, rules)
    return status


def protected_until(level: int, last_dose: date | None, rules: TetanusRules = STANDARD_TETANUS) -> date | None:
    """The last day of protection; None below T2 or when the day of the last dose is not known.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    years = rules.protection_years[level]
    return None if last_dose is None or not years else months_later(last_dose, 12 * years)


def dose_due(level: int, last_dose: date | None, day: date, rules: TetanusRules = STANDARD_TETANUS) -> bool:
    """May a dose be given on a day: below T5, and the interval is met?

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    earliest = next_possible(level, last_dose, rules)
    return level < HIGHEST and (earliest is None or day >= earliest)


def too_near_birth(day: date, due: date, rules: TetanusRules = STANDARD_TETANUS) -> bool:
    """Are there fewer than two weeks from a day to the expected birth, too few for a dose to protect it?

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    return (due - day).days < rules.days_before_birth
