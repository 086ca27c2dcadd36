"""Weight gain in pregnancy on both sides of each border.

GW1  The row by body mass index. GW2  The range of each week. GW3  The class of a gain. GW4  Twins. GW5  Too fast.
"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical.gestational_weight import (
    Range,
    gain_band,
    gain_class,
    gain_text,
    gain_too_fast,
    recommended_gain,
)


@pytest.mark.parametrize(
    ("index", "low", "high", "weekly"),
    [
        (18.4, 12.5, 18, Range(low=0.44, high=0.58)),
        (18.44, 12.5, 18, Range(low=0.44, high=0.58)),
        (18.45, 11.5, 16, Range(low=0.35, high=0.50)),
        (18.5, 11.5, 16, Range(low=0.35, high=0.50)),
        (24.9, 11.5, 16, Range(low=0.35, high=0.50)),
        (25.0, 7, 11.5, Range(low=0.23, high=0.33)),
        (29.9, 7, 11.5, Range(low=0.23, high=0.33)),
        (30.0, 5, 9, Range(low=0.17, high=0.27)),
        (45.0, 5, 9, Range(low=0.17, high=0.27)),
    ],
)
def test_the_row_of_the_table(index: float, low: float, high: float, weekly: Range) -> None:
    """GW1"""
    band = gain_band(index)
    assert (band.total, band.weekly) == (Range(low=low, high=high), weekly)


@pytest.mark.parametrize(
    ("weeks", "low", "high"),
    [(-3, 0, 0), (0, 0, 0), (13, 0.5, 2.0), (26.5, 6.0, 9.0), (40, 11.5, 16), (43, 11.5, 16)],
)
def test_the_range_runs_from_nothing_to_the_total(weeks: float, low: float, high: float) -> None:
    """GW2"""
    found = recommended_gain(22, weeks)
    assert [found.low, found.high] == pytest.approx([low, high])


@given(st.floats(12, 50), st.integers(0, 45))
def test_the_range_never_shrinks(index: float, weeks: int) -> None:
    """GW2"""
    ranges = [recommended_gain(index, week) for week in range(weeks + 2)]
    assert all(earlier.low <= later.low and earlier.high <= later.high for earlier, later in pairwise(ranges))
    assert all(found.low <= found.high for found in ranges)


@pytest.mark.parametrize(
    ("gain", "weeks", "expected"),
    [
        (11.4, 40, "Kurang"),
        (11.5, 40, "Sesuai"),
        (16.0, 40, "Sesuai"),
        (16.1, 40, "Berlebih"),
        (-1.0, 0, "Kurang"),
        (0.4, 13, "Kurang"),
        (0.5, 13, "Sesuai"),
        (2.0, 13, "Sesuai"),
        (2.1, 13, "Berlebih"),
    ],
)
def test_the_class_of_a_gain(gain: float, weeks: float, expected: str) -> None:
    """GW3"""
    assert gain_class(gain, 22, weeks) == expected


def test_the_range_in_words() -> None:
    """GW3"""
    assert gain_text(22, 40) == "11,5 sampai 16,0 kg"


def test_twins_have_their_own_totals() -> None:
    """GW4"""
    assert recommended_gain(22, 40, multiple=True) == Range(low=17, high=25)
    assert recommended_gain(27, 40, multiple=True) == Range(low=14, high=23)
    assert recommended_gain(31, 40, multiple=True) == Range(low=11, high=19)
    with pytest.raises(ValueError, match="twins"):
        recommended_gain(18, 40, multiple=True)


@pytest.mark.parametrize(
    ("gain", "days", "weeks", "expected"),
    [
        (1.0, 7, 21, False),
        (1.1, 7, 21, True),
        (1.1, 7, 20, False),
        (4.0, 28, 30, False),
        (4.1, 28, 30, True),
        (3.0, 0, 30, False),
    ],
)
def test_a_fast_rise_after_twenty_weeks(gain: float, days: float, weeks: float, expected: bool) -> None:
    """GW5"""
    assert gain_too_fast(gain, days, weeks) is expected
