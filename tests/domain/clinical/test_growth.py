"""WHO growth standards.

DG1  The median is z 0; the tables are smooth and complete, day by day.
DG2  Position, the day of two years, and interpolation of weight for length.
DG3  Beyond 3 SD weights follow WHO's restricted rule.
DG4  Categories are the regulation's words; a bound belongs to the middle.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical.growth import (
    LAST_DAY,
    Distribution,
    Index,
    Position,
    body_mass_for_age_z,
    corrected_height,
    growth_category,
    head_for_age_z,
    height_for_age_z,
    is_plausible,
    upper_arm_category,
    weight_for_age_z,
    weight_for_height_z,
)
from ilp_desktop.forms.growth_tables import growth_tables

SEXES = ("L", "P")
DAYS = st.integers(0, LAST_DAY)


@given(st.sampled_from(SEXES), DAYS)
def test_the_median_is_zero(sex: str, day: int) -> None:
    """DG1"""
    table = growth_tables()[sex]
    position = Position.LYING if day < 731 else Position.STANDING
    assert weight_for_age_z(table, day, table.weight[day].median) == 0
    assert height_for_age_z(table, day, table.height[day].median, position) == 0
    assert head_for_age_z(table, day, table.head[day].median) == 0


@pytest.mark.parametrize("sex", SEXES)
def test_tables_are_complete_and_smooth(sex: str) -> None:
    """DG1: one wrong row of a source would stand out."""
    table = growth_tables()[sex]
    for rows in (table.weight, table.height, table.body_mass, table.head):
        assert len(rows) == LAST_DAY + 1
        for day in range(30, LAST_DAY):
            before, here, after = rows[day - 1].median, rows[day].median, rows[day + 1].median
            if day not in (730, 731):
                assert abs(after - 2 * here + before) < 0.03 * here, day
    assert len(table.weight_for_length) == 651
    assert len(table.weight_for_standing_height) == 551


@pytest.mark.parametrize(
    ("sex", "day", "weight", "expected"),
    [
        ("L", 0, 2.5, -1.87),
        ("L", 0, 4.4, 1.96),
        ("P", 0, 2.4, -1.87),
        ("L", 365, 7.8, -1.97),
        ("L", 365, 12.0, 1.98),
        ("P", 1826, 13.7, -2.01),
        ("P", 1856, 18.389, 0.0),
    ],
)
def test_weight_for_age(sex: str, day: int, weight: float, expected: float) -> None:
    """DG1: near the printed 2 SD lines."""
    found = weight_for_age_z(growth_tables()[sex], day, weight)
    assert found == pytest.approx(expected, abs=0.12)


def test_outside_of_the_tables_there_is_no_score() -> None:
    """DG1"""
    table = growth_tables()["L"]
    assert weight_for_age_z(table, LAST_DAY + 1, 18) is None
    assert weight_for_age_z(table, -1, 3) is None
    assert weight_for_age_z(table, 100, 0) is None
    assert weight_for_height_z(table, 100, 5, 44.9, Position.LYING) is None
    assert weight_for_height_z(table, 100, 5, 45.0, Position.LYING) is not None
    assert weight_for_height_z(table, 1000, 20, 120.1, Position.STANDING) is None
    assert weight_for_height_z(table, 1000, 20, 120.0, Position.STANDING) is not None


@pytest.mark.parametrize(
    ("day", "position", "expected"),
    [
        (730, Position.STANDING, 80.7),
        (730, Position.LYING, 80.0),
        (731, Position.LYING, 79.3),
        (731, Position.STANDING, 80.0),
    ],
)
def test_two_years_are_731_days(day: int, position: Position, expected: float) -> None:
    """DG2"""
    assert corrected_height(day, 80.0, position) == pytest.approx(expected)


def test_weight_for_length_is_interpolated() -> None:
    """DG2"""
    table = growth_tables()["L"]
    lower = weight_for_height_z(table, 300, 9.0, 70.0, Position.LYING)
    middle = weight_for_height_z(table, 300, 9.0, 70.05, Position.LYING)
    upper = weight_for_height_z(table, 300, 9.0, 70.1, Position.LYING)
    assert lower is not None
    assert middle is not None
    assert upper is not None
    assert upper < middle < lower


def test_body_mass_uses_the_corrected_height() -> None:
    """DG2"""
    table = growth_tables()["P"]
    assert body_mass_for_age_z(table, 900, 12, 88.7, Position.LYING) == body_mass_for_age_z(
        table, 900, 12, 88.0, Position.STANDING
    )


def test_beyond_three_deviations_the_steps_are_even() -> None:
    """DG3"""
    row = Distribution(-0.3521, 7.4327, 0.08217)
    low, lower = row.value_at(-3), row.value_at(-2)
    high, higher = row.value_at(3), row.value_at(2)
    assert row.restricted_z_of(low) == pytest.approx(-3)
    assert row.restricted_z_of(low - (lower - low)) == pytest.approx(-4)
    assert row.restricted_z_of(high + (high - higher)) == pytest.approx(4)
    assert row.restricted_z_of(high + 2 * (high - higher)) == pytest.approx(5)
    assert row.z_of(low - (lower - low)) != pytest.approx(-4, abs=0.01)


@given(st.floats(-5, 5), st.floats(-0.9, 1.2), st.floats(2, 100), st.floats(0.03, 0.2))
def test_values_and_scores_are_inverse(z: float, power: float, median: float, variation: float) -> None:
    """DG1"""
    row = Distribution(power, median, variation)
    if abs(power) > 0.01 and 1 + power * variation * z > 0.05:
        assert row.z_of(row.value_at(z)) == pytest.approx(z, abs=1e-6)


@pytest.mark.parametrize(
    ("index", "z", "expected"),
    [
        ("BB/U", -3.01, "Berat badan sangat kurang"),
        ("BB/U", -3.0, "Berat badan kurang"),
        ("BB/U", -2.01, "Berat badan kurang"),
        ("BB/U", -2.0, "Berat badan normal"),
        ("BB/U", 1.0, "Berat badan normal"),
        ("BB/U", 1.01, "Risiko berat badan lebih"),
        ("TB/U", -3.01, "Sangat pendek"),
        ("TB/U", -3.0, "Pendek"),
        ("TB/U", -2.01, "Pendek"),
        ("TB/U", -2.0, "Normal"),
        ("TB/U", 3.0, "Normal"),
        ("TB/U", 3.01, "Tinggi"),
        ("BB/TB", -3.01, "Gizi buruk"),
        ("BB/TB", -3.0, "Gizi kurang"),
        ("BB/TB", -2.0, "Gizi baik"),
        ("BB/TB", 1.0, "Gizi baik"),
        ("BB/TB", 1.01, "Berisiko gizi lebih"),
        ("BB/TB", 2.0, "Berisiko gizi lebih"),
        ("BB/TB", 2.01, "Gizi lebih"),
        ("BB/TB", 3.0, "Gizi lebih"),
        ("BB/TB", 3.01, "Obesitas"),
        ("IMT/U", 2.5, "Gizi lebih"),
        ("LK/U", -2.01, "Mikrosefali"),
        ("LK/U", 2.0, "Normal"),
        ("LK/U", 2.01, "Makrosefali"),
    ],
)
def test_categories(index: str, z: float, expected: str) -> None:
    """DG4"""
    assert growth_category(Index(index), z) == expected


@pytest.mark.parametrize(
    ("centimetres", "expected"), [(11.4, "Gizi buruk"), (11.5, "Gizi kurang"), (12.4, "Gizi kurang"), (12.5, "Normal")]
)
def test_upper_arm(centimetres: float, expected: str) -> None:
    """DG4"""
    assert upper_arm_category(centimetres) == expected


def test_flags_of_who() -> None:
    """DG4"""
    assert is_plausible(Index.HEIGHT_FOR_AGE, 6.0)
    assert not is_plausible(Index.HEIGHT_FOR_AGE, 6.01)
    assert not is_plausible(Index.WEIGHT_FOR_HEIGHT, -5.01)
