"""Growth charts: the lines of WHO's standards and a child's own points, as data for a screen or a paper."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from ilp_desktop.domain.clinical.growth import (
    DAYS_OF_MONTH,
    HEIGHTS,
    LAST_DAY,
    LENGTHS,
    SCHOOL_MONTH,
    TWO_YEARS,
    GrowthAge,
    GrowthTable,
    Index,
    Rows,
    corrected_height,
)
from ilp_desktop.domain.clinical.growth_measurement import Measurement

LINES = (-3, -2, -1, 0, 1, 2, 3)
"""z-scores of the printed lines; on the KMS -3 is the red and +1 the orange line."""

LAST_MONTH = 60

Point = tuple[float, float]
"""What stands at the foot (age in months, or cm), and the measure in kg, cm or kg/m²."""


class Foot(Enum):
    """What a chart has at its foot, in the words of the printed chart."""

    AGE = "Umur (bulan)"
    LENGTH = "Panjang badan (cm)"
    HEIGHT = "Tinggi badan (cm)"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthChart:
    """One chart: the index read from it, its foot from ``first`` to ``last``, and the table of its lines."""

    index: Index
    foot: Foot
    first: float
    last: float
    rows: Callable[[GrowthTable], Rows]


CHARTS = (
    GrowthChart(index=Index.WEIGHT_FOR_AGE, foot=Foot.AGE, first=0, last=24, rows=lambda table: table.weight),
    GrowthChart(index=Index.WEIGHT_FOR_AGE, foot=Foot.AGE, first=24, last=60, rows=lambda table: table.weight),
    GrowthChart(index=Index.HEIGHT_FOR_AGE, foot=Foot.AGE, first=0, last=60, rows=lambda table: table.height),
    GrowthChart(
        index=Index.WEIGHT_FOR_HEIGHT,
        foot=Foot.LENGTH,
        first=LENGTHS[0],
        last=LENGTHS[1],
        rows=lambda table: table.weight_for_length,
    ),
    GrowthChart(
        index=Index.WEIGHT_FOR_HEIGHT,
        foot=Foot.HEIGHT,
        first=HEIGHTS[0],
        last=HEIGHTS[1],
        rows=lambda table: table.weight_for_standing_height,
    ),
    GrowthChart(index=Index.BODY_MASS_FOR_AGE, foot=Foot.AGE, first=0, last=60, rows=lambda table: table.body_mass),
    GrowthChart(index=Index.HEAD_FOR_AGE, foot=Foot.AGE, first=0, last=60, rows=lambda table: table.head),
    GrowthChart(
        index=Index.BODY_MASS_FOR_AGE,
        foot=Foot.AGE,
        first=SCHOOL_MONTH,
        last=228,
        rows=lambda table: table.school_body_mass,
    ),
    GrowthChart(
        index=Index.HEIGHT_FOR_AGE,
        foot=Foot.AGE,
        first=SCHOOL_MONTH,
        last=228,
        rows=lambda table: table.school_height,
    ),
)
"""The charts of Permenkes 2/2020, of both sexes; the first two are the KMS, the last two are of school age."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLine:
    """One line of the standard, from left to right."""

    z: int
    points: tuple[Point, ...]


def chart_lines(table: GrowthTable, chart: GrowthChart, lines: Iterable[int] = LINES) -> tuple[ChartLine, ...]:
    """The lines of a chart, a point a month or a centimetre.

    At two years, where length gives way to height, there is a point for the day on each side, so that the step is seen.
    """
    rows, places = chart.rows(table), _places(chart)
    return tuple(ChartLine(z=z, points=tuple((foot, rows[row].value_at(z)) for foot, row in places)) for z in lines)


def chart_points(chart: GrowthChart, measurements: Iterable[Measurement]) -> tuple[Point, ...]:
    """A child's own points, from left to right; what was not measured or lies beside the chart is left out."""
    found = (_point(chart, measured) for measured in measurements)
    return tuple(sorted(point for point in found if point is not None and chart.first <= point[0] <= chart.last))


def fits_age(chart: GrowthChart, age: GrowthAge) -> bool:
    """Whether the chart is the one to look at for a child of that age."""
    if chart.foot is Foot.AGE:
        return chart.first <= age.months <= chart.last
    return age.months <= LAST_MONTH and (age.days < TWO_YEARS) == (chart.foot is Foot.LENGTH)


def _places(chart: GrowthChart) -> list[tuple[float, int]]:
    """Where on the foot, and which row."""
    if chart.foot is not Foot.AGE:
        return [(chart.first + step, 10 * step) for step in range(round(chart.last - chart.first) + 1)]
    if chart.first == SCHOOL_MONTH:
        return [(SCHOOL_MONTH + step, step) for step in range(round(chart.last) - SCHOOL_MONTH + 1)]
    first, last = (int(month * DAYS_OF_MONTH + 0.5) for month in (chart.first, chart.last))
    days = {int(month * DAYS_OF_MONTH + 0.5) for month in range(LAST_MONTH + 1)} | {TWO_YEARS - 1}
    return [(day / DAYS_OF_MONTH, day) for day in sorted(days) if first <= day <= last]


def _point(chart: GrowthChart, measured: Measurement) -> Point | None:
    if measured.age is None:
        return None
    height = None
    if measured.height is not None:
        height = corrected_height(measured.age, measured.height, measured.position)
    if chart.foot is Foot.AGE:
        foot: float | None = measured.age.months
    elif measured.age.days > LAST_DAY:
        return None
    else:
        is_lying = measured.age.days < TWO_YEARS
        foot = height if is_lying == (chart.foot is Foot.LENGTH) else None
    measure = _measure(chart.index, measured, height)
    return None if foot is None or measure is None else (foot, measure)


def _measure(index: Index, measured: Measurement, height: float | None) -> float | None:
    match index:
        case Index.WEIGHT_FOR_AGE | Index.WEIGHT_FOR_HEIGHT:
            return measured.weight
        case Index.HEIGHT_FOR_AGE:
            return height
        case Index.HEAD_FOR_AGE:
            return measured.head
        case Index.BODY_MASS_FOR_AGE:
            return measured.weight / (height / 100) ** 2 if measured.weight and height else None
