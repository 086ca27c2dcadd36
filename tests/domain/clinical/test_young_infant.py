"""MTBM on both sides of each border.

DY1  Infection. DY2  Jaundice. DY3  Dehydration. DY4  HIV. DY5  Weight and feeding. DY6  What the chart says.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical import young_infant
from ilp_desktop.domain.clinical.chart_classification import Colour, first_follow_up, most_urgent
from ilp_desktop.domain.clinical.young_infant import (
    LOCAL_SIGNS,
    FeedingProblem,
    HivTest,
    InfectionSign,
    Movement,
    SkinPinch,
    YoungInfantRules,
)
from ilp_desktop.domain.clinical.young_infant_chart import YOUNG_INFANT_CHART, InfantClass

SEVERE, LOCAL, NONE = InfantClass.SEVERE_INFECTION, InfantClass.LOCAL_INFECTION, InfantClass.NO_INFECTION
YES, NO, UNTESTED = HivTest.POSITIVE, HivTest.NEGATIVE, HivTest.NOT_TESTED


@pytest.mark.parametrize("sign", list(InfectionSign))
def test_each_sign_alone(sign: InfectionSign) -> None:
    """DY1"""
    expected = LOCAL if sign in LOCAL_SIGNS else SEVERE
    assert young_infant.infection_class([sign], 45, 36.8) is expected


@pytest.mark.parametrize(
    ("breaths", "temperature", "saturations", "expected"),
    [
        (40, 36.5, (), NONE),
        (39, 36.8, (), SEVERE),
        (59, 37.5, (), NONE),
        (60, 36.8, (), SEVERE),
        (45, 36.4, (), SEVERE),
        (45, 37.6, (), SEVERE),
        (None, None, (), NONE),
        (45, 36.8, (95,), NONE),
        (45, 36.8, (94,), SEVERE),
        (45, 36.8, (98, 95), NONE),
        (45, 36.8, (99, 95), SEVERE),
    ],
)
def test_measures_of_infection(
    breaths: float | None, temperature: float | None, saturations: tuple[float, ...], expected: InfantClass
) -> None:
    """DY1"""
    assert young_infant.infection_class([], breaths, temperature, saturations) is expected


def test_the_severe_sign_outweighs_the_local_one() -> None:
    """DY1"""
    both = [InfectionSign.PUSTULES, InfectionSign.GRUNTING]
    assert young_infant.infection_class(both, 45, 36.8) is SEVERE
    assert young_infant.infection_class([], 62, 36.8, (), YoungInfantRules(fast_breathing=65)) is NONE


@pytest.mark.parametrize(
    ("yellow", "onset", "age", "kramer", "pale", "expected"),
    [
        (False, None, 20, 5, True, InfantClass.NO_JAUNDICE),
        (True, 23.9, 3, 1, False, InfantClass.SEVERE_JAUNDICE),
        (True, 24, 3, 1, False, InfantClass.JAUNDICE),
        (True, None, 3, 1, False, InfantClass.JAUNDICE),
        (True, 48, 14, 2, False, InfantClass.JAUNDICE),
        (True, 48, 15, 2, False, InfantClass.SEVERE_JAUNDICE),
        (True, 48, 5, 4, False, InfantClass.JAUNDICE),
        (True, 48, 5, 5, False, InfantClass.SEVERE_JAUNDICE),
        (True, 48, 5, 1, True, InfantClass.SEVERE_JAUNDICE),
    ],
)
def test_jaundice(
    yellow: bool, onset: float | None, age: float, kramer: float, pale: bool, expected: InfantClass
) -> None:
    """DY2"""
    assert young_infant.jaundice_class(yellow, onset, age, kramer, pale) is expected


def test_jaundice_on_day_14_can_be_set() -> None:
    """DY2"""
    strict = YoungInfantRules(late_jaundice_after_days=13)
    assert young_infant.jaundice_class(True, 48, 14, 2, False, strict) is InfantClass.SEVERE_JAUNDICE


MOVES, STILL, RESTLESS = Movement.NORMAL, Movement.ONLY_STIMULATED, Movement.RESTLESS
FAST, SLOW, VERY_SLOW = SkinPinch.IMMEDIATE, SkinPinch.SLOW, SkinPinch.VERY_SLOW


@pytest.mark.parametrize(
    ("movement", "sunken", "pinch", "expected"),
    [
        (MOVES, False, FAST, InfantClass.NO_DEHYDRATION),
        (RESTLESS, False, FAST, InfantClass.NO_DEHYDRATION),
        (STILL, False, FAST, InfantClass.NO_DEHYDRATION),
        (RESTLESS, True, FAST, InfantClass.SOME_DEHYDRATION),
        (RESTLESS, False, SLOW, InfantClass.SOME_DEHYDRATION),
        (MOVES, True, SLOW, InfantClass.SOME_DEHYDRATION),
        (STILL, False, SLOW, InfantClass.SOME_DEHYDRATION),
        (RESTLESS, False, VERY_SLOW, InfantClass.SOME_DEHYDRATION),
        (STILL, True, FAST, InfantClass.SEVERE_DEHYDRATION),
        (STILL, False, VERY_SLOW, InfantClass.SEVERE_DEHYDRATION),
        (MOVES, True, VERY_SLOW, InfantClass.SEVERE_DEHYDRATION),
    ],
)
def test_dehydration(movement: Movement, sunken: bool, pinch: SkinPinch, expected: InfantClass) -> None:
    """DY3"""
    assert young_infant.infant_dehydration_class(movement, sunken, pinch) is expected


@pytest.mark.parametrize(
    ("mother", "virology", "serology", "breastfed", "weeks", "expected"),
    [
        (NO, YES, NO, False, None, InfantClass.HIV_CONFIRMED),
        (YES, YES, YES, True, None, InfantClass.HIV_CONFIRMED),
        (UNTESTED, UNTESTED, YES, False, None, InfantClass.HIV_EXPOSED),
        (YES, UNTESTED, UNTESTED, False, None, InfantClass.HIV_EXPOSED),
        (YES, NO, UNTESTED, True, None, InfantClass.HIV_EXPOSED),
        (YES, NO, UNTESTED, False, 5.9, InfantClass.HIV_EXPOSED),
        (YES, NO, UNTESTED, False, 6, InfantClass.HIV_UNLIKELY),
        (YES, NO, UNTESTED, False, None, InfantClass.HIV_UNLIKELY),
        (NO, UNTESTED, UNTESTED, True, None, InfantClass.HIV_UNLIKELY),
        (UNTESTED, NO, UNTESTED, True, None, InfantClass.HIV_UNLIKELY),
        (UNTESTED, UNTESTED, UNTESTED, True, None, InfantClass.HIV_UNKNOWN),
        (UNTESTED, UNTESTED, NO, True, None, InfantClass.HIV_UNKNOWN),
    ],
)
def test_hiv(
    mother: HivTest, virology: HivTest, serology: HivTest, breastfed: bool, weeks: float | None, expected: InfantClass
) -> None:
    """DY4"""
    assert young_infant.infant_hiv_class(mother, virology, serology, breastfed, weeks) is expected


@pytest.mark.parametrize(
    ("age", "weight", "score", "feeds", "problems", "breastfed", "expected"),
    [
        (6, 1.99, None, 10, (), True, InfantClass.VERY_LOW_WEIGHT),
        (6, 2.0, None, 10, (), True, InfantClass.WELL_FED),
        (7, 1.99, None, 10, (), True, InfantClass.WELL_FED),
        (7, 1.99, -2.01, 10, (), True, InfantClass.FEEDING_PROBLEM),
        (20, 3.5, -2.0, 8, (), True, InfantClass.WELL_FED),
        (20, 3.5, 0, 7, (), True, InfantClass.FEEDING_PROBLEM),
        (20, 3.5, 0, None, (), True, InfantClass.WELL_FED),
        (20, 3.5, 0, None, (), False, InfantClass.WELL_FED),
        (20, 3.5, -2.01, None, (), False, InfantClass.DRINKING_PROBLEM),
    ],
)
def test_feeding(
    age: float,
    weight: float,
    score: float | None,
    feeds: float | None,
    problems: tuple[FeedingProblem, ...],
    breastfed: bool,
    expected: InfantClass,
) -> None:
    """DY5"""
    assert young_infant.feeding_class(age, weight, score, feeds, problems, breastfed) is expected


@pytest.mark.parametrize("problem", list(FeedingProblem))
def test_each_feeding_problem_counts_where_it_belongs(problem: FeedingProblem) -> None:
    """DY5"""
    of_milk = problem in (FeedingProblem.WRONG_MILK, FeedingProblem.TOO_LITTLE, FeedingProblem.UNCLEAN)
    of_breast = problem in (
        FeedingProblem.OTHER_FOOD,
        FeedingProblem.POSITION,
        FeedingProblem.ATTACHMENT,
        FeedingProblem.SUCKING,
    )
    breastfed = young_infant.feeding_class(20, 3.5, 0, 8, [problem], True)
    not_breastfed = young_infant.feeding_class(20, 3.5, 0, None, [problem], False)
    assert breastfed is (InfantClass.WELL_FED if of_milk else InfantClass.FEEDING_PROBLEM)
    assert not_breastfed is (InfantClass.WELL_FED if of_breast else InfantClass.DRINKING_PROBLEM)


@pytest.mark.parametrize(
    ("weight", "age", "gentamicin", "ampicillin"),
    [(3.0, 6, 15.0, 150), (3.0, 7, 22.5, 150), (2.4, 0, 12.0, 120)],
)
def test_first_doses(weight: float, age: float, gentamicin: float, ampicillin: float) -> None:
    """DY1"""
    assert young_infant.first_gentamicin(weight, age) == gentamicin
    assert young_infant.first_ampicillin(weight) == ampicillin


def test_the_chart_speaks_of_every_classification() -> None:
    """DY6"""
    assert set(YOUNG_INFANT_CHART) == set(InfantClass)
    for name, advice in YOUNG_INFANT_CHART.items():
        assert advice.action.endswith("."), name
        if advice.colour is Colour.RED:
            assert "RUJUK" in advice.action
            assert advice.follow_up is None


@given(st.lists(st.sampled_from(list(InfantClass))))
def test_the_worst_colour_and_the_first_visit(found: list[InfantClass]) -> None:
    """DY6"""
    colours = [YOUNG_INFANT_CHART[one].colour for one in found]
    worst = most_urgent(colours)
    assert (worst is None) == (not found)
    assert (worst is Colour.RED) == (Colour.RED in colours)
    assert (worst is Colour.GREEN) == (set(colours) == {Colour.GREEN})
    days = first_follow_up(YOUNG_INFANT_CHART, found)
    assert days is None or all((YOUNG_INFANT_CHART[one].follow_up or days) >= days for one in found)
