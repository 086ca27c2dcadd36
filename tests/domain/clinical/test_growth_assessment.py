"""A measured child as a whole: scores, categories, flags.

GA1  Oedema silences the weight and is "Gizi buruk" by itself.
GA2  Which category belongs to which age.
GA3  WHO's limits from both sides; an impossible number names the likely slip.
GA4  What is missing, unknown or beyond the tables gives no score and says so; nothing raises.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical.growth import GrowthAge, GrowthCategory, Index, Position
from ilp_desktop.domain.clinical.growth_assessment import assess, assess_many
from ilp_desktop.domain.clinical.growth_flags import GrowthFlag
from ilp_desktop.domain.clinical.growth_measurement import NO_SCORES, Measurement
from ilp_desktop.domain.patient import Sex
from ilp_desktop.forms.growth_tables import growth_tables

TABLES = growth_tables()


def boy(
    days: float = 365,
    *,
    weight: float | None = 9.6,
    height: float | None = 75.7,
    head: float | None = 46.1,
    position: Position | None = None,
    oedema: bool = False,
) -> Measurement:
    age = GrowthAge.of_days(days)
    return Measurement(sex=Sex.MALE, age=age, weight=weight, height=height, head=head, position=position, oedema=oedema)


def flags(measured: Measurement) -> set[GrowthFlag]:
    return set(assess(TABLES, measured).flags)


def test_a_child_at_the_median() -> None:
    found = assess(TABLES, boy())
    assert [z is not None and abs(z) < 0.1 for z in found.scores] == [True] * 5
    assert list(found.categories) == ["Berat badan normal", "Normal", "Gizi baik", "Gizi baik", "Normal"]
    assert found.flags == ()


def test_oedema() -> None:
    """GA1"""
    found = assess(TABLES, boy(oedema=True))
    assert [z is None for z in found.scores] == [True, False, True, True, False]
    assert found.categories.weight_for_height is GrowthCategory.SEVERELY_WASTED
    assert found.categories.weight_for_age is None
    assert found.categories.height_for_age is GrowthCategory.NORMAL
    assert found.flags == (GrowthFlag.OEDEMA,)


@pytest.mark.parametrize(
    ("days", "category", "others"),
    [
        (1856, GrowthCategory.AT_RISK_OF_OVERWEIGHT, True),
        (1857, GrowthCategory.OVERWEIGHT, False),
    ],
)
def test_categories_by_age(days: int, category: GrowthCategory, others: bool) -> None:
    """GA2: above 60 months only IMT/U has a category, and another one."""
    found = assess(TABLES, boy(days, weight=21.5, height=110.5, head=None))
    assert found.scores.body_mass_for_age is not None
    assert 1 < found.scores.body_mass_for_age < 2
    assert found.categories.body_mass_for_age is category
    assert (found.categories.height_for_age is not None) is others
    assert found.scores.height_for_age is not None


@pytest.mark.parametrize(
    ("index", "inside", "outside"),
    [
        (Index.WEIGHT_FOR_AGE, -6.0, -6.02),
        (Index.WEIGHT_FOR_AGE, 5.0, 5.02),
        (Index.HEIGHT_FOR_AGE, -6.0, -6.02),
        (Index.HEIGHT_FOR_AGE, 6.0, 6.02),
        (Index.HEAD_FOR_AGE, -5.0, -5.02),
        (Index.HEAD_FOR_AGE, 5.0, 5.02),
    ],
)
def test_limits_of_who(index: Index, inside: float, outside: float) -> None:
    """GA3"""
    table = TABLES["L"]

    def measured(z: float) -> Measurement:
        match index:
            case Index.WEIGHT_FOR_AGE:
                return boy(weight=table.weight[365].restricted_value_at(z), height=None, head=None)
            case Index.HEIGHT_FOR_AGE:
                return boy(weight=None, height=table.height[365].value_at(z), head=None)
            case _:
                return boy(weight=None, height=None, head=table.head[365].value_at(z))

    assert flags(measured(inside)) == set()
    assert GrowthFlag[index.name] in flags(measured(outside))


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        (boy(weight=75.7, height=9.6), {GrowthFlag.WEIGHT_AND_HEIGHT_SWAPPED}),
        (boy(height=46.1, head=75.7), {GrowthFlag.HEAD_AND_HEIGHT_SWAPPED}),
        (boy(weight=9600), {GrowthFlag.WEIGHT_IN_GRAMS}),
        (boy(weight=96), {GrowthFlag.WEIGHT_POINT}),
        (boy(weight=0.96), {GrowthFlag.WEIGHT_POINT}),
        (boy(height=0.757), {GrowthFlag.HEIGHT_IN_METRES}),
        (boy(height=757), {GrowthFlag.HEIGHT_IN_MILLIMETRES}),
        (boy(height=7.57), {GrowthFlag.HEIGHT_POINT}),
        (boy(head=461), {GrowthFlag.HEAD_IN_MILLIMETRES}),
        (boy(head=4.61), {GrowthFlag.HEAD_POINT}),
        (boy(weight=9600, height=0.757), {GrowthFlag.WEIGHT_IN_GRAMS, GrowthFlag.HEIGHT_IN_METRES}),
        (boy(20), {GrowthFlag.AGE_WRONG}),
        (boy(weight=30), set()),
    ],
)
def test_the_likely_slip_is_named(measured: Measurement, expected: set[GrowthFlag]) -> None:
    """GA3"""
    limits = {GrowthFlag[index.name] for index in Index}
    found = flags(measured)
    assert found & limits
    assert found - limits == expected


def test_the_slip_comes_before_what_it_explains() -> None:
    """GA3"""
    assert assess(TABLES, boy(weight=75.7, height=9.6)).flags[0] == "BB dan TB: cm dan kg tertukar?"


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        (boy(273, position=Position.STANDING), {GrowthFlag.STANDING_TOO_YOUNG}),
        (boy(274, position=Position.STANDING), set()),
        (boy(weight=0, height=None, head=None), {GrowthFlag.NOT_POSITIVE}),
        (boy(weight=None, height=-75, head=None), {GrowthFlag.NOT_POSITIVE}),
        (boy(-1), {GrowthFlag.BEFORE_BIRTH}),
        (boy(30 * 365), {GrowthFlag.TOO_OLD}),
        (Measurement(sex=Sex.UNKNOWN, age=GrowthAge.of_days(300), weight=8), {GrowthFlag.SEX_UNKNOWN}),
        (Measurement(sex=Sex.FEMALE, age=None, weight=8), {GrowthFlag.AGE_UNKNOWN}),
    ],
)
def test_circumstances(measured: Measurement, expected: set[GrowthFlag]) -> None:
    """GA4"""
    assert {flag for flag in flags(measured) if not flag.endswith("ukur ulang")} == expected


def test_what_is_beyond_has_no_score() -> None:
    """GA4"""
    for measured in (boy(-1), boy(30 * 365), Measurement(sex=Sex.FEMALE, age=None, weight=8)):
        assert assess(TABLES, measured).scores == NO_SCORES


def test_without_an_age_the_weight_for_height_remains() -> None:
    """GA4: as WHO's software does."""
    found = assess(TABLES, Measurement(sex=Sex.MALE, age=None, weight=9.6, height=75.7))
    assert found.scores == (None, None, assess(TABLES, boy()).scores.weight_for_height, None, None)


numbers = st.none() | st.floats(-10, 10_000)


@given(
    st.sampled_from(Sex),
    st.none() | st.floats(-1000, 9000).map(GrowthAge.of_days),
    numbers,
    numbers,
    st.sampled_from((None, *Position)),
    numbers,
    st.booleans(),
)
def test_nothing_raises(
    sex: Sex,
    age: GrowthAge | None,
    weight: float | None,
    height: float | None,
    position: Position | None,
    head: float | None,
    oedema: bool,
) -> None:
    """GA4: and a score is there only for what was measured."""
    measured = Measurement(sex=sex, age=age, weight=weight, height=height, position=position, head=head, oedema=oedema)
    (found,) = assess_many(TABLES, [measured])
    weighed, long = weight is not None and not oedema, height is not None
    is_there = (weighed, long, weighed and long, weighed and long, head is not None)
    assert all(z is None or there for z, there in zip(found.scores, is_there, strict=True))
