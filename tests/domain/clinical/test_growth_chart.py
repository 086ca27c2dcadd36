"""Growth charts as data.

GC1  The lines are WHO's printed ones, complete from edge to edge, and never cross.
GC2  The step from length to height at two years is there.
GC3  A child's points: corrected height, left out where nothing was measured or beside the chart.
GC4  Each age has its charts.
"""

from itertools import pairwise

import pytest

from ilp_desktop.domain.clinical.growth import GrowthAge, Index, Position
from ilp_desktop.domain.clinical.growth_chart import (
    CHARTS,
    LINES,
    Foot,
    GrowthChart,
    chart_lines,
    chart_points,
    fits_age,
)
from ilp_desktop.domain.clinical.growth_measurement import Measurement
from ilp_desktop.domain.patient import Sex
from ilp_desktop.forms.growth_tables import growth_tables

WEIGHT, LATER_WEIGHT, HEIGHT, LENGTH_CHART, HEIGHT_CHART, BODY_MASS, HEAD, SCHOOL_BODY_MASS, SCHOOL_HEIGHT = CHARTS


@pytest.mark.parametrize("sex", ["L", "P"])
@pytest.mark.parametrize("chart", CHARTS)
def test_lines_are_complete_and_never_cross(chart: GrowthChart, sex: str) -> None:
    """GC1"""
    lines = chart_lines(growth_tables()[sex], chart)
    assert [line.z for line in lines] == list(LINES)
    for lower, upper in pairwise(lines):
        assert [foot for foot, _ in lower.points] == [foot for foot, _ in upper.points]
        assert all(low < high for (_, low), (_, high) in zip(lower.points, upper.points, strict=True))
    feet = [foot for foot, _ in lines[0].points]
    assert feet == sorted(feet)
    assert feet[0] == pytest.approx(chart.first, abs=0.02)
    assert feet[-1] == pytest.approx(chart.last, abs=0.02)


@pytest.mark.parametrize(
    ("sex", "chart", "z", "foot", "printed"),
    [
        ("L", WEIGHT, 0, 12, 9.646),
        ("L", WEIGHT, -3, 12, 6.926),
        ("P", LATER_WEIGHT, 1, 60, 21.213),
        ("L", HEIGHT, -2, 24.02, 81.017),
        ("P", HEIGHT, 3, 60, 123.685),
        ("L", LENGTH_CHART, -3, 70, 6.647),
        ("P", HEIGHT_CHART, 2, 100, 18.381),
    ],
)
def test_the_lines_are_the_printed_ones(sex: str, chart: GrowthChart, z: int, foot: float, printed: float) -> None:
    """GC1: WHO's expanded tables, which give the values of the lines."""
    (line,) = chart_lines(growth_tables()[sex], chart, [z])
    _, value = min(line.points, key=lambda point: abs(point[0] - foot))
    assert value == pytest.approx(printed, abs=0.0006)


def test_the_step_at_two_years() -> None:
    """GC2"""
    (line,) = chart_lines(growth_tables()["L"], HEIGHT, [0])
    steps = [after[1] - before[1] for before, after in pairwise(line.points)]
    assert [step for step in steps if step < 0] == [pytest.approx(-0.67, abs=0.01)]


def child(days: int, **measures: float) -> Measurement:
    return Measurement(
        sex=Sex.MALE,
        age=GrowthAge.of_days(days),
        weight=measures.get("weight"),
        height=measures.get("height"),
        head=measures.get("head"),
        position=Position.LYING,
    )


def test_a_childs_points() -> None:
    """GC3: lying at 800 days is 0.7 cm less; at 2000 days nobody is on the chart of infants."""
    seen = [child(800, weight=12, height=86.7), child(400, weight=10, height=76), child(2000, weight=20), child(30)]
    assert [round(measure, 1) for chart in (WEIGHT, LATER_WEIGHT) for _, measure in chart_points(chart, seen)] == [
        10,
        12,
    ]
    assert [round(measure, 1) for _, measure in chart_points(HEIGHT, seen)] == [76, 86]
    assert chart_points(LENGTH_CHART, seen) == ((76, 10),)
    assert chart_points(HEIGHT_CHART, seen) == ((86, 12),)
    assert [round(measure, 1) for _, measure in chart_points(BODY_MASS, seen)] == [17.3, 16.2]
    assert chart_points(HEAD, seen) == ()


def test_a_point_at_birth() -> None:
    """GC3"""
    assert chart_points(WEIGHT, [child(0, weight=3.1)]) == ((0, 3.1),)


def test_an_unknown_age_has_no_point() -> None:
    """GC3"""
    assert chart_points(WEIGHT, [Measurement(sex=Sex.MALE, age=None, weight=8)]) == ()


def test_each_index_has_a_chart() -> None:
    """GC1"""
    assert {chart.index for chart in CHARTS} == set(Index)
    assert {chart.foot for chart in CHARTS} == set(Foot)


@pytest.mark.parametrize(("days", "points"), [(1856, ((114.0, 20.0),)), (1857, ())])
def test_weight_for_height_ends_at_five_years(days: int, points: tuple[tuple[float, float], ...]) -> None:
    """GC3: an older child's point would be read against a standard that is not its own."""
    child = Measurement(sex=Sex.FEMALE, age=GrowthAge.of_days(days), weight=20.0, height=114.0)
    assert chart_points(HEIGHT_CHART, [child]) == points


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, [WEIGHT, HEIGHT, LENGTH_CHART, BODY_MASS, HEAD]),
        (730, [WEIGHT, HEIGHT, LENGTH_CHART, BODY_MASS, HEAD]),
        (731, [LATER_WEIGHT, HEIGHT, HEIGHT_CHART, BODY_MASS, HEAD]),
        (1826, [LATER_WEIGHT, HEIGHT, HEIGHT_CHART, BODY_MASS, HEAD]),
        (1827, [SCHOOL_BODY_MASS, SCHOOL_HEIGHT]),
        (6939, [SCHOOL_BODY_MASS, SCHOOL_HEIGHT]),
        (6940, []),
    ],
)
def test_the_charts_of_an_age(days: int, expected: list[GrowthChart]) -> None:
    """GC4: length gives way to height at 731 days, the school charts begin after 60 months and end at 19 years."""
    assert [chart for chart in CHARTS if fits_age(chart, GrowthAge.of_days(days))] == expected
