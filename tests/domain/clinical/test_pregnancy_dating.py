"""Dating of a pregnancy and the growth of the womb, on both sides of each border.

PD1  The basis: HPHT, ultrasound, fundal height. PD2  Offer to date again. PD3  Johnson. PD4  Anaemia and KEK.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical import pregnancy

SEEN = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("weeks", "days", "expected"),
    [(0, 0, SEEN), (0, 6, date(2026, 11, 16)), (1, 0, date(2026, 11, 15)), (12, 3, date(2026, 8, 27))],
)
def test_a_measured_age_stands_for_the_last_period(weeks: int, days: int, expected: date) -> None:
    """PD1"""
    assert pregnancy.last_period_from_age(weeks, days, SEEN) == expected


@given(st.integers(0, 43), st.integers(0, 6), st.dates(date(1960, 1, 1), date(2090, 1, 1)))
def test_the_age_comes_back(weeks: int, days: int, seen: date) -> None:
    """PD1"""
    start = pregnancy.last_period_from_age(weeks, days, seen)
    assert pregnancy.gestational_age_days(start, seen) == weeks * 7 + days


@pytest.mark.parametrize(
    ("off_by_days", "weeks", "expected"),
    [(7, 10, False), (8, 10, True), (-7, 10, False), (-8, 10, True), (8, 13, True), (8, 14, False), (0, 8, False)],
)
def test_a_different_early_ultrasound_is_offered(off_by_days: int, weeks: int, expected: bool) -> None:
    """PD2"""
    last_period = SEEN - timedelta(weeks=weeks, days=off_by_days)
    assert pregnancy.redating_advised(last_period, SEEN, weeks, 0) is expected


def test_the_border_of_redating_is_a_setting() -> None:
    """PD2"""
    rules = pregnancy.RedatingRules(more_than_days=5)
    assert pregnancy.redating_advised(SEEN - timedelta(weeks=10, days=6), SEEN, 10, 0, rules)


@pytest.mark.parametrize(
    ("height", "station", "expected"),
    [
        (30, "free", 2635),
        (30, "engaged", 2790),
        (30, "past_spines", 2945),
        (13, "free", 0),
        (14, "free", 155),
        (10, "free", 0),
    ],
)
def test_johnson(height: float, station: str, expected: float) -> None:
    """PD3"""
    assert pregnancy.johnson_fetal_weight(height, station) == expected


def test_johnson_as_many_midwives_count() -> None:
    """PD3"""
    assert pregnancy.johnson_fetal_weight(30, "free", pregnancy.JOHNSON_OF_MIDWIVES) == 2790
    assert pregnancy.johnson_fetal_weight(30, "engaged", pregnancy.JOHNSON_OF_MIDWIVES) == 2945
    assert pregnancy.JohnsonRules.read("12/11/11") == pregnancy.JOHNSON_OF_MIDWIVES
    with pytest.raises(ValueError, match="unpack"):
        pregnancy.JohnsonRules.read("13/12")
    with pytest.raises(ValueError, match="nowhere"):
        pregnancy.johnson_fetal_weight(30, "nowhere")


@pytest.mark.parametrize(
    ("haemoglobin", "weeks", "expected"),
    [
        (11.0, 12, "Tidak anemia"),
        (10.9, 12, "Anemia ringan"),
        (10.9, 13, "Tidak anemia"),
        (10.5, 24, "Tidak anemia"),
        (10.4, 24, "Anemia ringan"),
        (10.9, 25, "Anemia ringan"),
        (11.0, 25, "Tidak anemia"),
        (10.0, 25, "Anemia ringan"),
        (9.9, 25, "Anemia sedang"),
        (7.0, 8, "Anemia sedang"),
        (6.9, 8, "Anemia berat"),
    ],
)
def test_anaemia_at_the_borders_of_the_trimesters(haemoglobin: float, weeks: float, expected: str) -> None:
    """PD4"""
    assert pregnancy.anaemia_in_pregnancy(haemoglobin, weeks) == expected
