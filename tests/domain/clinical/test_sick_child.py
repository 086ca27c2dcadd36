"""MTBS on both sides of each border.

DM1  Emergency. DM2  Cough. DM3  Diarrhoea. DM4  Fever and malaria. DM5  Measles. DM6  Dengue. DM7  Ear.
DM8  Nutrition. DM9  Anaemia. DM10  HIV. DM11  What the chart says.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical import sick_child
from ilp_desktop.domain.clinical.chart_classification import Colour, first_follow_up
from ilp_desktop.domain.clinical.sick_child import (
    Consciousness,
    DengueSign,
    Drinking,
    MalariaRisk,
    MalariaTest,
    Oedema,
    Pallor,
    SickChildRules,
)
from ilp_desktop.domain.clinical.sick_child_chart import SICK_CHILD_CHART, ChildClass
from ilp_desktop.domain.clinical.young_infant import HivTest, SkinPinch


@pytest.mark.parametrize(
    ("danger", "appearance", "breathing", "circulation", "expected"),
    [
        (False, False, False, False, ChildClass.STABLE),
        (True, False, False, False, ChildClass.VERY_SEVERE_DISEASE),
        (False, True, False, False, ChildClass.VERY_SEVERE_DISEASE),
        (False, False, True, False, ChildClass.VERY_SEVERE_DISEASE),
        (False, False, False, True, ChildClass.VERY_SEVERE_DISEASE),
        (True, True, True, False, ChildClass.VERY_SEVERE_DISEASE),
        (False, True, True, True, ChildClass.CARDIOPULMONARY_FAILURE),
    ],
)
def test_emergency(danger: bool, appearance: bool, breathing: bool, circulation: bool, expected: ChildClass) -> None:
    """DM1"""
    assert sick_child.emergency_class(danger, appearance, breathing, circulation) is expected


@pytest.mark.parametrize(
    ("months", "breaths", "indrawing", "saturation", "expected"),
    [
        (2, 49, False, None, ChildClass.COUGH),
        (2, 50, False, None, ChildClass.PNEUMONIA),
        (11, 49, False, 98, ChildClass.COUGH),
        (11, 50, False, 98, ChildClass.PNEUMONIA),
        (12, 39, False, None, ChildClass.COUGH),
        (12, 40, False, None, ChildClass.PNEUMONIA),
        (59, 39, False, None, ChildClass.COUGH),
        (59, 40, False, None, ChildClass.PNEUMONIA),
        (24, 30, True, None, ChildClass.SEVERE_PNEUMONIA),
        (24, 30, False, 93, ChildClass.COUGH),
        (24, 30, False, 92, ChildClass.SEVERE_PNEUMONIA),
        (24, 45, False, 92.5, ChildClass.PNEUMONIA),
    ],
)
def test_cough(months: float, breaths: float, indrawing: bool, saturation: float | None, expected: ChildClass) -> None:
    """DM2"""
    assert sick_child.cough_class(months, breaths, indrawing, saturation) is expected


def test_the_saturation_can_be_set() -> None:
    """DM2"""
    assert sick_child.cough_class(24, 30, False, 91, SickChildRules(low_saturation=89)) is ChildClass.COUGH


AWAKE, RESTLESS, LETHARGIC = Consciousness.NORMAL, Consciousness.RESTLESS, Consciousness.LETHARGIC
DRINKS, THIRSTY, UNABLE = Drinking.NORMAL, Drinking.THIRSTY, Drinking.UNABLE
FAST, SLOW, VERY_SLOW = SkinPinch.IMMEDIATE, SkinPinch.SLOW, SkinPinch.VERY_SLOW
NO, SOME, SEVERE = ChildClass.NO_DEHYDRATION, ChildClass.SOME_DEHYDRATION, ChildClass.SEVERE_DEHYDRATION


@pytest.mark.parametrize(
    ("consciousness", "sunken", "drinking", "pinch", "expected"),
    [
        (AWAKE, False, DRINKS, FAST, NO),
        (RESTLESS, False, DRINKS, FAST, NO),
        (AWAKE, True, DRINKS, FAST, NO),
        (AWAKE, False, UNABLE, FAST, NO),
        (RESTLESS, True, DRINKS, FAST, SOME),
        (RESTLESS, False, THIRSTY, FAST, SOME),
        (AWAKE, True, DRINKS, SLOW, SOME),
        (LETHARGIC, False, THIRSTY, FAST, SOME),
        (LETHARGIC, True, DRINKS, FAST, SEVERE),
        (LETHARGIC, False, UNABLE, FAST, SEVERE),
        (AWAKE, True, DRINKS, VERY_SLOW, SEVERE),
        (AWAKE, False, UNABLE, VERY_SLOW, SEVERE),
    ],
)
def test_dehydration(
    consciousness: Consciousness, sunken: bool, drinking: Drinking, pinch: SkinPinch, expected: ChildClass
) -> None:
    """DM3"""
    assert sick_child.dehydration_class(consciousness, sunken, drinking, pinch) is expected


@pytest.mark.parametrize(
    ("days", "dehydration", "expected"),
    [
        (13, SEVERE, None),
        (14, NO, ChildClass.PERSISTENT),
        (14, SOME, ChildClass.SEVERE_PERSISTENT),
        (20, SEVERE, ChildClass.SEVERE_PERSISTENT),
    ],
)
def test_persistent(days: float, dehydration: ChildClass, expected: ChildClass | None) -> None:
    """DM3"""
    assert sick_child.persistent_class(days, dehydration) is expected


@pytest.mark.parametrize(
    ("told", "temperature", "expected"),
    [(False, None, False), (True, None, True), (False, 37.4, False), (False, 37.5, True), (True, 36.5, True)],
)
def test_fever(told: bool, temperature: float | None, expected: bool) -> None:
    """DM4"""
    assert sick_child.has_fever(told, temperature) is expected


HIGH, LOW, NO_RISK = MalariaRisk.HIGH, MalariaRisk.LOW, MalariaRisk.NONE
POSITIVE, NEGATIVE, UNAVAILABLE, UNDONE = (
    MalariaTest.POSITIVE,
    MalariaTest.NEGATIVE,
    MalariaTest.UNAVAILABLE,
    MalariaTest.NOT_DONE,
)
SICK, MALARIA = ChildClass.SEVERE_FEBRILE_DISEASE, ChildClass.MALARIA
UNLIKELY, NOT_MALARIA = ChildClass.MALARIA_UNLIKELY, ChildClass.NOT_MALARIA


@pytest.mark.parametrize(
    ("risk", "test", "danger", "neck", "other", "months", "expected"),
    [
        (HIGH, POSITIVE, True, False, False, 24, SICK),
        (LOW, NEGATIVE, False, True, True, 24, SICK),
        (NO_RISK, UNDONE, False, False, True, 3, SICK),
        (NO_RISK, UNDONE, False, False, True, 4, NOT_MALARIA),
        (HIGH, NEGATIVE, False, False, True, 3, UNLIKELY),
        (HIGH, POSITIVE, False, False, True, 24, MALARIA),
        (LOW, POSITIVE, False, False, True, 24, MALARIA),
        (NO_RISK, POSITIVE, False, False, True, 24, MALARIA),
        (HIGH, NEGATIVE, False, False, False, 24, UNLIKELY),
        (LOW, NEGATIVE, False, False, False, 24, UNLIKELY),
        (HIGH, UNAVAILABLE, False, False, True, 24, MALARIA),
        (LOW, UNAVAILABLE, False, False, False, 24, MALARIA),
        (LOW, UNAVAILABLE, False, False, True, 24, UNLIKELY),
        (LOW, UNDONE, False, False, True, 24, UNLIKELY),
        (LOW, UNDONE, False, False, False, 24, None),
        (HIGH, UNDONE, False, False, True, 24, None),
    ],
)
def test_fever_by_risk(
    risk: MalariaRisk,
    test: MalariaTest,
    danger: bool,
    neck: bool,
    other: bool,
    months: float,
    expected: ChildClass | None,
) -> None:
    """DM4"""
    assert sick_child.fever_class(risk, test, danger, neck, other, months) is expected


@pytest.mark.parametrize(
    ("rash", "with_cold", "lately", "expected"),
    [(True, True, False, True), (True, False, False, False), (False, True, False, False), (False, False, True, True)],
)
def test_who_has_measles(rash: bool, with_cold: bool, lately: bool, expected: bool) -> None:
    """DM5"""
    assert sick_child.has_measles(rash, with_cold, lately) is expected


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ((False, False, False, False, False), ChildClass.MEASLES),
        ((True, False, False, False, False), ChildClass.SEVERE_MEASLES),
        ((False, True, False, False, False), ChildClass.SEVERE_MEASLES),
        ((False, False, True, False, True), ChildClass.SEVERE_MEASLES),
        ((False, False, False, True, False), ChildClass.MEASLES_EYE_MOUTH),
        ((False, False, False, False, True), ChildClass.MEASLES_EYE_MOUTH),
    ],
)
def test_measles(signs: tuple[bool, bool, bool, bool, bool], expected: ChildClass) -> None:
    """DM5"""
    assert sick_child.measles_class(*signs) is expected


BAD, WARNING, PROBABLE, NOT_DENGUE = (
    ChildClass.SEVERE_DENGUE,
    ChildClass.DENGUE_WARNING,
    ChildClass.DENGUE,
    ChildClass.DENGUE_UNLIKELY,
)
OF_SIGN = {
    DengueSign.CAPILLARY_REFILL: BAD,
    DengueSign.WEAK_PULSE: BAD,
    DengueSign.FAST_PULSE: NOT_DENGUE,
    DengueSign.COLD_LIMBS: NOT_DENGUE,
    DengueSign.PALE_LIMBS: NOT_DENGUE,
    DengueSign.RESPIRATORY_DISTRESS: BAD,
    DengueSign.GASTRIC_BLEEDING: BAD,
    DengueSign.ORGAN_FAILURE: BAD,
    DengueSign.ABDOMINAL_PAIN: WARNING,
    DengueSign.PERSISTENT_VOMITING: WARNING,
    DengueSign.FLUID: WARNING,
    DengueSign.MUCOSAL_BLEEDING: WARNING,
    DengueSign.RESTLESS: WARNING,
    DengueSign.LARGE_LIVER: WARNING,
    DengueSign.HAEMATOCRIT: WARNING,
    DengueSign.ACHES: PROBABLE,
    DengueSign.RASH: PROBABLE,
    DengueSign.TOURNIQUET: PROBABLE,
    DengueSign.NS1: PROBABLE,
    DengueSign.LEUKOPENIA: PROBABLE,
    DengueSign.LOW_PLATELETS: PROBABLE,
}


@pytest.mark.parametrize("sign", list(DengueSign))
def test_each_sign_of_dengue_alone(sign: DengueSign) -> None:
    """DM6"""
    assert sick_child.dengue_class(3, False, [sign]) is OF_SIGN[sign]


@pytest.mark.parametrize(
    ("days", "danger", "signs", "expected"),
    [
        (1, False, (DengueSign.RASH,), None),
        (2, False, (DengueSign.RASH,), PROBABLE),
        (7, False, (DengueSign.RASH,), PROBABLE),
        (8, False, (DengueSign.RASH,), None),
        (3, True, (), BAD),
        (3, False, (DengueSign.COLD_LIMBS, DengueSign.PALE_LIMBS), BAD),
        (3, False, (DengueSign.COLD_LIMBS, DengueSign.FAST_PULSE), BAD),
        (3, False, (DengueSign.PALE_LIMBS, DengueSign.FAST_PULSE), NOT_DENGUE),
        (3, False, (DengueSign.RASH, DengueSign.FLUID), WARNING),
        (3, False, (), NOT_DENGUE),
    ],
)
def test_dengue(days: float, danger: bool, signs: tuple[DengueSign, ...], expected: ChildClass | None) -> None:
    """DM6"""
    assert sick_child.dengue_class(days, danger, signs) is expected


@pytest.mark.parametrize(
    ("pain", "fullness", "days", "swelling", "expected"),
    [
        (True, False, 20, True, ChildClass.MASTOIDITIS),
        (False, False, 14, False, ChildClass.CHRONIC_EAR),
        (True, False, 14, False, ChildClass.CHRONIC_EAR),
        (False, False, 13, False, ChildClass.ACUTE_EAR),
        (True, False, None, False, ChildClass.ACUTE_EAR),
        (False, True, None, False, ChildClass.ACUTE_EAR),
        (False, False, None, False, ChildClass.NO_EAR),
    ],
)
def test_ear(pain: bool, fullness: bool, days: float | None, swelling: bool, expected: ChildClass) -> None:
    """DM7"""
    assert sick_child.ear_class(pain, fullness, days, swelling) is expected


BURUK, BURUK_SAJA = ChildClass.SEVERE_MALNUTRITION_COMPLICATED, ChildClass.SEVERE_MALNUTRITION
KURANG, BAIK = ChildClass.MALNUTRITION, ChildClass.WELL_NOURISHED
DRY, FEET, BODY = Oedema.NONE, Oedema.FEET, Oedema.WHOLE_BODY


@pytest.mark.parametrize(
    ("months", "weight", "score", "arm", "oedema", "complications", "expected"),
    [
        (24, 8.0, -3.01, 13.0, DRY, False, BURUK_SAJA),
        (24, 8.0, -3.0, 13.0, DRY, False, KURANG),
        (24, 8.0, -2.01, 13.0, DRY, False, KURANG),
        (24, 8.0, -2.0, 13.0, DRY, False, BAIK),
        (24, 8.0, 1.0, 13.0, DRY, False, BAIK),
        (24, 8.0, 1.01, 13.0, DRY, False, ChildClass.RISK_OVERWEIGHT),
        (24, 8.0, 2.0, 13.0, DRY, False, ChildClass.RISK_OVERWEIGHT),
        (24, 8.0, 2.01, 13.0, DRY, False, ChildClass.OVERWEIGHT),
        (24, 8.0, 3.0, 13.0, DRY, False, ChildClass.OVERWEIGHT),
        (24, 8.0, 3.01, 13.0, DRY, False, ChildClass.OBESE),
        (24, 8.0, 0, 11.4, DRY, False, BURUK_SAJA),
        (24, 8.0, 0, 11.5, DRY, False, KURANG),
        (24, 8.0, 0, 12.4, DRY, False, KURANG),
        (24, 8.0, 0, 12.5, DRY, False, BAIK),
        (5, 6.0, 0, 11.0, DRY, False, BAIK),
        (5, 6.0, -3.5, None, DRY, False, BURUK),
        (6, 6.0, -3.5, None, DRY, False, BURUK_SAJA),
        (6, 3.9, -3.5, None, DRY, False, BURUK),
        (6, 4.0, -3.5, None, DRY, False, BURUK_SAJA),
        (24, 8.0, -3.5, None, DRY, True, BURUK),
        (24, 8.0, 0, None, FEET, False, BURUK_SAJA),
        (24, 8.0, 0, None, BODY, False, BURUK),
        (24, 8.0, None, 13.0, DRY, False, BAIK),
        (24, 8.0, None, None, DRY, False, None),
        (5, 6.0, None, 12.0, DRY, False, None),
        (24, 8.0, None, None, FEET, False, BURUK_SAJA),
    ],
)
def test_nutrition(
    months: float,
    weight: float,
    score: float | None,
    arm: float | None,
    oedema: Oedema,
    complications: bool,
    expected: ChildClass | None,
) -> None:
    """DM8"""
    assert sick_child.nutrition_class(months, weight, score, arm, oedema, complications) is expected


@pytest.mark.parametrize(
    ("months", "pallor", "haemoglobin", "expected"),
    [
        (24, Pallor.NONE, None, ChildClass.NO_ANAEMIA),
        (24, Pallor.SOME, None, ChildClass.ANAEMIA),
        (24, Pallor.SEVERE, 12.0, ChildClass.SEVERE_ANAEMIA),
        (24, Pallor.NONE, 11.0, ChildClass.NO_ANAEMIA),
        (24, Pallor.NONE, 10.9, ChildClass.ANAEMIA),
        (24, Pallor.NONE, 7.0, ChildClass.ANAEMIA),
        (24, Pallor.NONE, 6.9, ChildClass.SEVERE_ANAEMIA),
        (6, Pallor.NONE, 10.9, ChildClass.ANAEMIA),
        (5, Pallor.NONE, 10.5, ChildClass.NO_ANAEMIA),
        (5, Pallor.NONE, 6.9, ChildClass.SEVERE_ANAEMIA),
        (24, Pallor.SOME, 12.0, ChildClass.ANAEMIA),
    ],
)
def test_anaemia(months: float, pallor: Pallor, haemoglobin: float | None, expected: ChildClass) -> None:
    """DM9"""
    assert sick_child.pallor_class(months, pallor, haemoglobin) is expected


YES, NEG, UNTESTED = HivTest.POSITIVE, HivTest.NEGATIVE, HivTest.NOT_TESTED
CONFIRMED, EXPOSED, SUSPECTED, UNKNOWN_HIV, FREE = (
    ChildClass.HIV_CONFIRMED,
    ChildClass.HIV_EXPOSED,
    ChildClass.HIV_SUSPECTED,
    ChildClass.HIV_UNKNOWN,
    ChildClass.HIV_UNLIKELY,
)


@pytest.mark.parametrize(
    ("months", "mother", "virology", "serology", "breastfed", "weeks", "family", "expected"),
    [
        (5, NEG, YES, UNTESTED, False, None, False, CONFIRMED),
        (18, NEG, UNTESTED, YES, False, None, False, CONFIRMED),
        (17, NEG, UNTESTED, YES, False, None, False, EXPOSED),
        (10, YES, UNTESTED, UNTESTED, False, None, False, EXPOSED),
        (10, YES, NEG, UNTESTED, True, None, False, EXPOSED),
        (10, YES, NEG, UNTESTED, False, 5, False, EXPOSED),
        (10, YES, NEG, UNTESTED, False, 6, False, FREE),
        (18, YES, UNTESTED, NEG, False, 20, False, FREE),
        (17, YES, UNTESTED, NEG, False, 20, False, EXPOSED),
        (24, UNTESTED, UNTESTED, UNTESTED, False, None, True, SUSPECTED),
        (24, UNTESTED, UNTESTED, NEG, False, None, True, FREE),
        (24, NEG, UNTESTED, UNTESTED, False, None, False, FREE),
        (24, NEG, UNTESTED, UNTESTED, False, None, True, SUSPECTED),
        (24, UNTESTED, UNTESTED, UNTESTED, False, None, False, UNKNOWN_HIV),
    ],
)
def test_hiv(
    months: float,
    mother: HivTest,
    virology: HivTest,
    serology: HivTest,
    breastfed: bool,
    weeks: float | None,
    family: bool,
    expected: ChildClass,
) -> None:
    """DM10"""
    assert sick_child.child_hiv_class(months, mother, virology, serology, breastfed, weeks, family) is expected


def test_the_chart_speaks_of_every_classification() -> None:
    """DM11"""
    assert set(SICK_CHILD_CHART) == set(ChildClass)
    for name, advice in SICK_CHILD_CHART.items():
        assert advice.action.endswith("."), name
        if advice.colour is Colour.RED:
            assert "RUJUK" in advice.action, name
        if advice.colour is Colour.GREEN:
            assert "RUJUK" not in advice.action, name


@given(st.lists(st.sampled_from(list(ChildClass)), min_size=1))
def test_the_first_visit_is_the_earliest(found: list[ChildClass]) -> None:
    """DM11"""
    days = [follow_up for one in found if (follow_up := SICK_CHILD_CHART[one].follow_up) is not None]
    assert first_follow_up(SICK_CHILD_CHART, found) == (min(days) if days else None)
