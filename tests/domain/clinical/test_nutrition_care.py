"""Care of malnourished children, on both sides of each border.

DN1  Where. DN2  How fast the weight rises. DN3  How long extra food is given. DN4  When care ends.
"""

import pytest

from ilp_desktop.domain.clinical import nutrition_care


@pytest.mark.parametrize(
    ("months", "weight", "danger", "place"),
    [
        (5, 6.0, False, "Rujuk rawat inap"),
        (6, 4.0, False, "Rawat jalan"),
        (6, 3.9, False, "Rujuk rawat inap"),
        (24, 8.0, True, "Rujuk rawat inap"),
        (59, 9.0, False, "Rawat jalan"),
    ],
)
def test_where(months: int, weight: float, danger: bool, place: str) -> None:
    """DN1"""
    assert nutrition_care.care_place(months, weight, danger) == place


@pytest.mark.parametrize(
    ("weight", "before", "days", "rate", "found"),
    [
        (7.49, 7.0, 7, 10.0, "Baik"),
        (7.48, 7.0, 7, 9.8, "Cukup"),
        (7.245, 7.0, 7, 5.0, "Cukup"),
        (7.24, 7.0, 7, 4.9, "Kurang"),
        (7.0, 7.0, 7, 0.0, "Kurang"),
        (6.5, 7.0, 7, -10.2, "Kurang"),
    ],
)
def test_how_fast(weight: float, before: float, days: int, rate: float, found: str) -> None:
    """DN2"""
    assert nutrition_care.gain_rate(weight, before, days) == rate
    assert nutrition_care.gain_rate_class(rate) == found


@pytest.mark.parametrize(("before", "days"), [(7.0, 0), (7.0, -1), (0.0, 7)])
def test_no_rate_without_a_weighing_before(before: float, days: int) -> None:
    """DN2"""
    with pytest.raises(ValueError, match="weighing before"):
        nutrition_care.gain_rate(7.0, before, days)


@pytest.mark.parametrize(
    ("reason", "days", "enough"),
    [("faltering", 13, False), ("faltering", 14, True), ("moderate", 27, False), ("moderate", 28, True)],
)
def test_how_long(reason: str, days: int, enough: bool) -> None:
    """DN3"""
    assert nutrition_care.extra_food_is_enough(reason, days) is enough


def test_gizi_buruk_is_treated_not_fed() -> None:
    """DN3"""
    with pytest.raises(ValueError, match="extra food"):
        nutrition_care.extra_food_is_enough("severe", 90)


@pytest.mark.parametrize(
    ("z", "upper_arm", "oedema", "met"),
    [
        (-2.0, 12.5, False, True),
        (-2.01, 12.5, False, False),
        (-2.0, 12.4, False, False),
        (-2.0, None, False, True),
        (None, 12.5, False, True),
        (None, None, False, False),
        (-1.0, 13.0, True, False),
    ],
)
def test_when_care_ends(z: float | None, upper_arm: float | None, oedema: bool, met: bool) -> None:
    """DN4"""
    assert (nutrition_care.recovery(z, upper_arm, oedema) is nutrition_care.Recovery.MET) is met
