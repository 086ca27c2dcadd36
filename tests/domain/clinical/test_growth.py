"""WHO growth standards.

DG1  The median is z 0; the tables are smooth and complete, day by day.
DG2  Position, the day of two years, and interpolation of weight for length.
DG3  Beyond 3 SD weights follow WHO's restricted rule.
DG4  Categories are the regulation's words; a bound belongs to the middle.
DG5  School ages: the reference of 2007, between the months.
"""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical.growth import (
    LAST_DAY,
    Distribution,
    GrowthAge,
    Index,
    Position,
    body_mass_for_age_z,
    corrected_height,
    growth_category,
    head_for_age_z,
    height_for_age_z,
    is_plausible,
    row_at_age,
    school_age_category,
    upper_arm_category,
    weight_for_age_z,
    weight_for_height_z,
)
from ilp_desktop.domain.clinical.growth_measurement import Measurement, z_scores
from ilp_desktop.domain.patient import Sex
from ilp_desktop.forms.growth_tables import growth_tables

SEXES = ("L", "P")
DAYS = st.integers(0, LAST_DAY)
days, months = GrowthAge.of_days, GrowthAge.of_months


@given(st.sampled_from(SEXES), DAYS)
def test_the_median_is_zero(sex: str, day: int) -> None:
    """DG1"""
    table = growth_tables()[sex]
    position = Position.LYING if day < 731 else Position.STANDING
    age = days(day)
    assert weight_for_age_z(table, age, table.weight[day].median) == 0
    assert height_for_age_z(table, age, table.height[day].median, position) == 0
    assert head_for_age_z(table, age, table.head[day].median) == 0
    height = table.height[day].median
    assert body_mass_for_age_z(table, age, table.body_mass[day].median * (height / 100) ** 2, height, position) == 0


def _jumps(rows: Sequence[Distribution], column: int) -> list[tuple[int, float]]:
    """How far each row is from the line between its neighbours."""
    values = [row[column] for row in rows]
    return [
        (place, abs(after - 2 * here + before))
        for place, (before, here, after) in enumerate(zip(values, values[1:], values[2:], strict=False), 1)
    ]


@pytest.mark.parametrize("sex", SEXES)
def test_tables_are_complete_and_smooth(sex: str) -> None:
    """DG1: one wrong row of a source stands out, in the power and the variation too."""
    table = growth_tables()[sex]
    lengths = {
        "weight": 1857,
        "height": 1857,
        "body_mass": 1857,
        "head": 1857,
        "weight_for_length": 651,
        "weight_for_standing_height": 551,
        "school_weight": 61,
        "school_height": 169,
        "school_body_mass": 169,
    }
    for name, length in lengths.items():
        rows: Sequence[Distribution] = getattr(table, name)
        assert len(rows) == length
        assert all(row.power != 0 for row in rows), "the formula divides by the power"
        for column, most in enumerate((0.005, 0.03, 0.0004)):
            # The first month is steep, and at two years length gives way to height.
            joints = set(range(31)) | {730, 731} if length == 1857 else set()
            assert [jump for jump in _jumps(rows, column) if jump[0] not in joints and jump[1] > most] == []


@pytest.mark.parametrize(
    ("sex", "place", "expected"),
    [
        ("L", ("weight", 0), (0.3487, 3.3464, 0.14602)),
        ("P", ("weight", 1856), (-0.3531, 18.389, 0.14892)),
        ("L", ("height", 730), (1, 87.8018, 0.03479)),
        ("L", ("height", 731), (1, 87.1303, 0.03508)),
        ("P", ("height", 1827), (1, 109.4362, 0.04347)),
        ("L", ("body_mass", 731), (-0.6187, 16.0189, 0.07785)),
        ("P", ("head", 730), (1, 47.1799, 0.02958)),
        ("L", ("weight_for_length", 650), (-0.3521, 18.2689, 0.08755)),
        ("P", ("weight_for_length", 0), (-0.3833, 2.4607, 0.09029)),
        ("L", ("weight_for_standing_height", 276), (-0.3521, 13.4937, 0.08028)),
        ("L", ("weight_for_standing_height", 550), (-0.3521, 22.353, 0.09424)),
        ("P", ("weight_for_standing_height", 0), (-0.3833, 7.2402, 0.09113)),
        ("L", ("school_weight", 0), (-0.1922, 18.3328, 0.12947)),
        ("P", ("school_weight", 60), (-0.5958, 31.8578, 0.17262)),
        ("L", ("school_height", 96), (1, 156.0426, 0.0476)),
        ("P", ("school_height", 168), (1, 163.1548, 0.04009)),
        ("L", ("school_body_mass", 60), (-1.7407, 16.4433, 0.10566)),
        ("P", ("school_body_mass", 120), (-1.1311, 20.2125, 0.13904)),
    ],
)
def test_rows_of_who(sex: str, place: tuple[str, int], expected: tuple[float, float, float]) -> None:
    """DG1: read from the texts of WHO's packages anthro and anthroplus."""
    name, number = place
    assert getattr(growth_tables()[sex], name)[number] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("sex", "age", "weight", "height", "position", "head", "expected"),
    [
        ("L", days(731), 12.0, 88.5, None, 47.2, (-0.11, 0.45, -0.54, -0.58, -0.77)),
        ("L", days(987), None, 72.86, Position.LYING, None, (None, -6.09, None, None, None)),
        ("P", months(24), 8.8, 77.5, None, None, (None, -2.55, None, None, None)),
        ("L", months(8), None, 60.0, Position.STANDING, None, (None, -4.81, None, None, None)),
        ("L", months(9), None, 60.0, Position.STANDING, None, (None, -5.02, None, None, None)),
        ("P", days(683), 10.399999619, 84.800003052, Position.LYING, None, (-0.57, -0.07, -0.81, -0.79, None)),
        ("P", days(653), 11.699999809, 83.5, Position.LYING, None, (0.53, -0.19, 0.83, 0.9, None)),
        ("P", days(234), 7.1999998093, 67.0, Position.LYING, None, (-0.72, -0.55, -0.49, -0.56, None)),
    ],
)
def test_scores_of_whos_software(
    sex: str,
    age: GrowthAge,
    weight: float | None,
    height: float,
    position: Position | None,
    head: float | None,
    expected: tuple[float | None, ...],
) -> None:
    """DG1 DG2 DG3: from the tests and examples of WHO's anthro and igrowup."""
    measured = Measurement(sex=Sex(sex), age=age, weight=weight, height=height, position=position, head=head)
    found = z_scores(growth_tables(), measured)
    assert [z for z, known in zip(found, expected, strict=True) if known is not None] == [
        known for known in expected if known is not None
    ]


def test_outside_of_the_tables_there_is_no_score() -> None:
    """DG1"""
    table = growth_tables()["L"]
    assert weight_for_age_z(table, days(-1), 3) is None
    assert weight_for_age_z(table, days(0), 3) is not None
    assert weight_for_age_z(table, days(100), 0) is None
    assert height_for_age_z(table, days(100), 0, None) is None
    assert head_for_age_z(table, days(LAST_DAY), 50) is not None
    assert head_for_age_z(table, days(LAST_DAY + 1), 50) is None
    assert weight_for_height_z(table, days(LAST_DAY), 18, 110, None) is not None
    assert weight_for_height_z(table, days(LAST_DAY + 1), 18, 110, None) is None
    assert weight_for_age_z(table, months(120.99), 30) is not None
    assert weight_for_age_z(table, months(121), 30) is None
    assert height_for_age_z(table, months(228.99), 175, None) is not None
    assert height_for_age_z(table, months(229), 175, None) is None
    assert body_mass_for_age_z(table, months(229), 60, 175, None) is None


@pytest.mark.parametrize(
    ("day", "height", "defined"),
    [
        (300, 44.9, False),
        (300, 45.0, True),
        (300, 110.0, True),
        (300, 110.05, False),
        (1000, 64.95, False),
        (1000, 65.0, True),
        (1000, 120.0, True),
        (1000, 120.1, False),
    ],
)
def test_where_weight_for_height_has_a_table(day: int, height: float, defined: bool) -> None:
    """DG2"""
    assert (weight_for_height_z(growth_tables()["P"], days(day), 8, height, None) is not None) is defined


@pytest.mark.parametrize(
    ("day", "position", "expected"),
    [
        (273, Position.STANDING, 80.0),
        (274, Position.STANDING, 80.7),
        (730, Position.STANDING, 80.7),
        (730, Position.LYING, 80.0),
        (730, None, 80.0),
        (731, Position.LYING, 79.3),
        (731, Position.STANDING, 80.0),
        (731, None, 80.0),
    ],
)
def test_two_years_are_731_days(day: int, position: Position | None, expected: float) -> None:
    """DG2: and before nine months nobody stands."""
    assert corrected_height(days(day), 80.0, position) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (months(23.98), 730),
        (months(24), 731),
        (days(730.4), 730),
        (days(730.5), 731),
        (months(60), 1826),
        (months(60.98), 1856),
        (months(61), 1857),
        (GrowthAge.between(date(2024, 2, 29), date(2025, 2, 28)), 365),
    ],
)
def test_ages_are_rounded_before_anything_else(age: GrowthAge, expected: int) -> None:
    """DG2"""
    assert age.days == expected


@pytest.mark.parametrize(
    ("position", "height", "lying"),
    [
        (None, 86.9, True),
        (None, 87.0, False),
        (Position.LYING, 95.0, True),
        (Position.STANDING, 80.0, False),
    ],
)
def test_without_an_age_position_or_height_choose_the_table(
    position: Position | None, height: float, lying: bool
) -> None:
    """DG2"""
    table = growth_tables()["L"]
    same = weight_for_height_z(table, days(300 if lying else 1000), 11, height, None)
    assert weight_for_height_z(table, None, 11, height, position) == same


def test_weight_for_length_is_interpolated() -> None:
    """DG2"""
    table = growth_tables()["L"]
    lower = weight_for_height_z(table, days(300), 9.0, 70.0, Position.LYING)
    middle = weight_for_height_z(table, days(300), 9.0, 70.05, Position.LYING)
    upper = weight_for_height_z(table, days(300), 9.0, 70.1, Position.LYING)
    assert lower is not None
    assert middle is not None
    assert upper is not None
    assert upper < middle < lower


def test_body_mass_uses_the_corrected_height() -> None:
    """DG2"""
    table = growth_tables()["P"]
    assert body_mass_for_age_z(table, days(900), 12, 88.7, Position.LYING) == body_mass_for_age_z(
        table, days(900), 12, 88.0, Position.STANDING
    )


@pytest.mark.parametrize(
    ("age", "sex", "weight", "height", "expected"),
    [
        (months(61), "L", 18.5057, 110.2647, (0, 0)),
        (months(61.5), "L", 18.59295, 110.53265, (0, 0)),
        (months(120), "P", 31.8578, 138.6363, (0, 0)),
        (months(228), "L", None, 176.5432, (None, 0)),
        (months(228.5), "L", None, 176.5432, (None, 0)),
    ],
)
def test_school_ages_lie_between_months(
    age: GrowthAge, sex: str, weight: float | None, height: float, expected: tuple[float | None, float]
) -> None:
    """DG5: the reference of 2007 from 61 months, interpolated, its last month to its end."""
    scores = z_scores(growth_tables(), Measurement(sex=Sex(sex), age=age, weight=weight, height=height))
    assert (scores.weight_for_age, scores.height_for_age) == expected


@given(
    st.sampled_from(SEXES),
    st.integers(0, 6900),
    st.floats(-5.5, 4.5),
    st.floats(0.01, 0.5),
)
def test_more_weight_is_a_higher_score(sex: str, day: int, z: float, step: float) -> None:
    """DG3: also across the joints at 3 SD, and there without a jump."""
    table = growth_tables()[sex]
    row = row_at_age(table.body_mass, table.school_body_mass, days(day))
    assert row is not None
    lighter, heavier = row.restricted_value_at(z), row.restricted_value_at(z + step)
    assert lighter < heavier
    assert row.restricted_z_of(lighter) < row.restricted_z_of(heavier)
    assert row.restricted_z_of(lighter) == pytest.approx(z, abs=1e-6)


@given(st.sampled_from(SEXES), st.floats(65.0, 119.8), st.floats(5, 25))
def test_weight_for_height_is_continuous(sex: str, height: float, weight: float) -> None:
    """DG2: a millimetre never changes the score by a jump."""
    table = growth_tables()[sex]
    one = weight_for_height_z(table, days(1000), weight, height, None)
    other = weight_for_height_z(table, days(1000), weight, height + 0.01, None)
    assert one is not None
    assert other is not None
    assert other - one == pytest.approx(0, abs=0.05)


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
    ("z", "expected"),
    [
        (-3.01, "Gizi buruk"),
        (-3.0, "Gizi kurang"),
        (-2.01, "Gizi kurang"),
        (-2.0, "Gizi baik"),
        (1.0, "Gizi baik"),
        (1.01, "Gizi lebih"),
        (2.0, "Gizi lebih"),
        (2.01, "Obesitas"),
    ],
)
def test_categories_of_school_ages(z: float, expected: str) -> None:
    """DG4: no "berisiko", and obesity begins at +2."""
    assert school_age_category(z) == expected


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
