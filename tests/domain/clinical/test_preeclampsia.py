"""Pre-eclampsia on both sides of each border.

PE1  MAP. PE2  Roll-over test, 20 or 15. PE3  Factors that recorded values prove. PE4  The result.
"""

import pytest

from ilp_desktop.domain.clinical import preeclampsia
from ilp_desktop.domain.clinical.blood_pressure import mean_arterial_pressure


def test_mean_pressure_above_ninety() -> None:
    """PE1"""
    assert not preeclampsia.mean_pressure_raised(mean_arterial_pressure(130, 70))
    assert preeclampsia.mean_pressure_raised(mean_arterial_pressure(131, 70))


@pytest.mark.parametrize(("weeks", "expected"), [(27, False), (28, True), (32, True), (33, False)])
def test_when_to_roll_over(weeks: float, expected: bool) -> None:
    """PE2"""
    assert preeclampsia.roll_over_applies(weeks) is expected


@pytest.mark.parametrize(
    ("supine", "left", "classic", "east_java"),
    [
        (90, 71, False, True),
        (90, 70, True, True),
        (85, 70, False, True),
        (84, 70, False, False),
        (70, 80, False, False),
    ],
)
def test_roll_over(supine: float, left: float, classic: bool, east_java: bool) -> None:
    """PE2"""
    assert preeclampsia.roll_over_positive(supine, left) is classic
    assert preeclampsia.roll_over_positive(supine, left, preeclampsia.EAST_JAVA_SCREENING) is east_java


def known(values: dict[str, float | None]) -> tuple[str, ...]:
    return preeclampsia.known_moderate_factors(
        age_years=values.get("age_years"),
        gravida=values.get("gravida"),
        para=values.get("para"),
        months_since_birth=values.get("months_since_birth"),
        index_before=values.get("index_before"),
        mean_pressure=values.get("mean_pressure"),
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ()),
        ({"age_years": 34}, ()),
        ({"age_years": 35}, ("age",)),
        ({"gravida": 1, "para": 0}, ("nullipara",)),
        ({"gravida": 2, "para": 0}, ("nullipara",)),
        ({"gravida": 2, "para": 1}, ()),
        ({"para": 0}, ()),
        ({"months_since_birth": 120}, ()),
        ({"months_since_birth": 121}, ("interval",)),
        ({"index_before": 30.0}, ()),
        ({"index_before": 30.1}, ("obesity",)),
        ({"mean_pressure": 90}, ()),
        ({"mean_pressure": 90.3}, ("mean_pressure",)),
        ({"age_years": 36, "mean_pressure": 95}, ("age", "mean_pressure")),
    ],
)
def test_recorded_values_prove_factors(values: dict[str, float | None], expected: tuple[str, ...]) -> None:
    """PE3"""
    assert known(values) == expected


@pytest.mark.parametrize(
    ("moderate", "high", "raised"),
    [(0, 0, False), (1, 0, False), (2, 0, True), (5, 0, True), (0, 1, True), (1, 1, True)],
)
def test_two_moderate_or_one_high(moderate: int, high: int, raised: bool) -> None:
    """PE4"""
    found = preeclampsia.preeclampsia_screening(moderate, high)
    assert (found is preeclampsia.PreeclampsiaRisk.RAISED) is raised
