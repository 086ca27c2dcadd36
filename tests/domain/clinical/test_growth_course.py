"""How one child grew.

GK1  Measurements in any order; each with its assessment, the weighed ones with their KMS month.
GK2  The trend in words, from both sides of a line.
GK3  Referral by the last weighing.
"""

from datetime import date, timedelta

import pytest

from ilp_desktop.domain.clinical.growth import GrowthAge, Index
from ilp_desktop.domain.clinical.growth_course import GrowthCourse, growth_course, reasons_to_refer, trend_words
from ilp_desktop.domain.clinical.growth_measurement import Measurement
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.problem import Problem
from ilp_desktop.forms.growth_tables import growth_tables

BORN = date(2025, 1, 10)
TABLE = growth_tables()["P"]


def course(*days_and_scores: tuple[int, float]) -> GrowthCourse:
    """A girl with these z-scores of BB/U."""
    found = growth_course(
        growth_tables(),
        Sex.FEMALE,
        BORN,
        [
            (
                BORN + timedelta(days=days),
                Measurement(sex=Sex.FEMALE, age=GrowthAge.of_days(days), weight=TABLE.weight[days].value_at(z)),
            )
            for days, z in days_and_scores
        ],
    )
    assert isinstance(found, GrowthCourse)
    return found


def test_a_course_is_in_order() -> None:
    """GK1"""
    found = course((60, 0), (0, 0), (30, -0.2))
    assert [entry.assessment.scores.weight_for_age for entry in found.entries] == [0, -0.2, 0]
    assert [gain.status for gain in found.gains] == ["B", "N", "N"]


def test_a_measurement_without_weight_is_no_weighing() -> None:
    """GK1"""
    measured = Measurement(sex=Sex.FEMALE, age=GrowthAge.of_days(40), height=54)
    found = growth_course(growth_tables(), Sex.FEMALE, BORN, [(BORN + timedelta(days=40), measured)])
    assert isinstance(found, GrowthCourse)
    assert len(found.entries) == 1
    assert found.gains == ()


def test_nobody_is_weighed_before_birth() -> None:
    """GK1"""
    measured = Measurement(sex=Sex.FEMALE, age=GrowthAge.of_days(-1), weight=3)
    assert isinstance(growth_course(growth_tables(), Sex.FEMALE, BORN, [(BORN - timedelta(days=1), measured)]), Problem)


@pytest.mark.parametrize(
    ("before", "last", "expected"),
    [
        (-0.4, -0.9, "mengikuti"),
        (-0.9, -1.1, "turun"),
        (-1.1, -0.9, "naik"),
        (2.5, 2.9, "mengikuti"),
        (2.9, 3.1, "naik"),
        (-2.9, -3.1, "turun"),
        (-3.2, -3.9, "mengikuti"),
    ],
)
def test_trends(before: float, last: float, expected: str) -> None:
    """GK2"""
    assert expected in trend_words(course((30, 1), (60, before), (90, last)).entries, Index.WEIGHT_FOR_AGE)


def test_one_point_has_no_trend() -> None:
    """GK2"""
    assert trend_words(course((30, 1)).entries, Index.WEIGHT_FOR_AGE) == ""
    assert trend_words(course((30, 1), (60, 1)).entries, Index.HEAD_FOR_AGE) == ""


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([(0, 0), (30, 0)], ()),
        ([(0, 0), (30, -2)], ("Berat badan tidak naik",)),
        ([(0, -2.9), (30, -3.1)], ("Berat badan tidak naik", "Bawah garis merah (BGM)")),
        ([(30, 1.2)], ("Di atas garis oranye",)),
        ([], ()),
    ],
)
def test_referral(scores: list[tuple[int, float]], expected: tuple[str, ...]) -> None:
    """GK3"""
    assert reasons_to_refer(course(*scores)) == expected
