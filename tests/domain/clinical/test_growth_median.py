"""Weight in percent of the median.

GM1  Against medians that WHO published. GM2  The tables end where they end, and nothing is said beyond.
"""

import pytest

from ilp_desktop.domain.clinical.growth import GrowthAge
from ilp_desktop.domain.clinical.growth_median import weight_for_age_percent, weight_for_height_percent
from ilp_desktop.forms.growth_tables import growth_tables


@pytest.mark.parametrize(
    ("sex", "days", "weight", "expected"),
    [
        ("L", 0, 3.3464, 100.0),
        ("P", 0, 3.2322, 100.0),
        ("L", 0, 1.6732, 50.0),
        ("L", 365, 7.718, 80.0),
        ("P", 1096, 8.3, 59.9),
        ("P", 1096, 8.4, 60.6),
        ("P", 1856, 20, 108.8),
        ("P", 1857, 20, 109.5),
        ("P", 3682, 20, 62.8),
        ("P", 3683, 20, None),
        ("L", 0, 0, None),
        ("L", -1, 3, None),
    ],
)
def test_weight_for_age(sex: str, days: int, weight: float, expected: float | None) -> None:
    """GM1, GM2"""
    assert weight_for_age_percent(growth_tables()[sex], GrowthAge.of_days(days), weight) == expected


@pytest.mark.parametrize(
    ("sex", "days", "weight", "height", "expected"),
    [
        ("L", 200, 7.2666, 65.0, 100.0),
        ("L", 200, 2.0, 44.9, None),
        ("P", 1096, 12, 92.8, 90.0),
        ("P", 1096, 12, 92.9, 89.8),
        ("P", 1096, 12, 64.9, None),
        ("P", 1096, 12, 65.0, 165.7),
        ("P", 1096, 12, 120.0, 52.6),
        ("P", 1096, 12, 120.1, None),
        ("P", 1856, 20, 110, 107.5),
        ("P", 1857, 20, 110, None),
        ("P", 1096, 0, 92.8, None),
    ],
)
def test_weight_for_height(sex: str, days: int, weight: float, height: float, expected: float | None) -> None:
    """GM1, GM2"""
    assert weight_for_height_percent(growth_tables()[sex], GrowthAge.of_days(days), weight, height) == expected
