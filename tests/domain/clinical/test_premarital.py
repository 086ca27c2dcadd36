"""Couples before marriage, on both sides of each border.

DP1  Each finding and its class. DP2  What postpones, what asks for supervision, what is missing. DP3  Elsimil.
DP4  Rhesus and the law's age. DP5  Thalassaemia. DP6  The factors of stunting follow from couple to mother and child.
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical import premarital, stunting_risk, thalassaemia
from ilp_desktop.domain.clinical.premarital import Candidate, Elsimil, Finding, Missing, Readiness
from ilp_desktop.domain.clinical.stunting_risk import SOURCES, Child, Factor, Mother

WOMAN = Candidate(sex="P", years=24, body_mass=21.0, upper_arm=25.0, haemoglobin=12.5, smokes=False)
MAN = Candidate(sex="L", years=27, body_mass=22.0, smokes=False)


@pytest.mark.parametrize(
    ("changed", "finding"),
    [
        ({"years": 20}, None),
        ({"years": 19}, Finding.TOO_YOUNG),
        ({"years": 35}, None),
        ({"years": 36}, Finding.TOO_OLD),
        ({"body_mass": 18.5}, None),
        ({"body_mass": 18.4}, Finding.BODY_MASS),
        ({"body_mass": 24.9}, None),
        ({"body_mass": 25.0}, Finding.BODY_MASS),
        ({"upper_arm": 23.5}, None),
        ({"upper_arm": 23.4}, Finding.THIN_ARM),
        ({"haemoglobin": 12.0}, None),
        ({"haemoglobin": 11.9}, Finding.ANAEMIA),
        ({"children": 2}, None),
        ({"children": 3}, Finding.MANY_CHILDREN),
        ({"children": 4}, Finding.TOO_MANY),
        ({"months_since_pregnancy": 24}, None),
        ({"months_since_pregnancy": 23}, Finding.TOO_CLOSE),
        ({"chronic_disease": True}, Finding.CHRONIC_DISEASE),
        ({"infection": True}, Finding.INFECTION),
        ({"obstetric_history": True}, Finding.OBSTETRIC_HISTORY),
    ],
)
def test_each_finding(changed: dict[str, object], finding: Finding | None) -> None:
    """DP1, DP2"""
    person = replace(WOMAN, **changed)  # type: ignore[arg-type]
    assert premarital.readiness_findings(person) == (() if finding is None else (finding,))
    expected = Readiness.IDEAL
    if finding is not None:
        expected = Readiness.POSTPONE if finding in premarital.POSTPONING else Readiness.SUPERVISED
    assert premarital.readiness(person) is expected


def test_what_postpones_comes_first() -> None:
    """DP2"""
    person = replace(WOMAN, body_mass=26.0, infection=True, obstetric_history=True)
    assert premarital.readiness_findings(person)[0] is Finding.INFECTION


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"haemoglobin": None}, Missing.HAEMOGLOBIN),
        ({"upper_arm": None}, Missing.UPPER_ARM),
        ({"body_mass": None}, Missing.BODY_MASS),
    ],
)
def test_without_a_measure_nobody_is_ideal(changed: dict[str, object], missing: Missing) -> None:
    """DP2, DP3"""
    person = replace(WOMAN, **changed)  # type: ignore[arg-type]
    assert premarital.readiness_missing(person) == (missing,)
    assert premarital.readiness(person) is Readiness.UNKNOWN
    assert premarital.elsimil(person) is Elsimil.UNKNOWN
    assert premarital.readiness(replace(person, years=19)) is Readiness.POSTPONE
    assert premarital.elsimil(replace(person, years=19)) is Elsimil.AT_RISK


def test_readiness_is_not_asked_of_a_man() -> None:
    """DP2"""
    with pytest.raises(ValueError, match="woman"):
        premarital.readiness(MAN)


@pytest.mark.parametrize(
    ("person", "changed", "result"),
    [
        (WOMAN, {}, Elsimil.IDEAL),
        (WOMAN, {"smokes": True}, Elsimil.AT_RISK),
        (WOMAN, {"smokes": None}, Elsimil.UNKNOWN),
        (WOMAN, {"haemoglobin": 11.9}, Elsimil.AT_RISK),
        (WOMAN, {"upper_arm": 23.4}, Elsimil.AT_RISK),
        (WOMAN, {"years": 36}, Elsimil.AT_RISK),
        (MAN, {}, Elsimil.IDEAL),
        (MAN, {"years": 25}, Elsimil.IDEAL),
        (MAN, {"years": 24}, Elsimil.AT_RISK),
        (MAN, {"years": 50}, Elsimil.IDEAL),
        (MAN, {"smokes": True}, Elsimil.AT_RISK),
        (MAN, {"body_mass": 25.0}, Elsimil.AT_RISK),
        (MAN, {"haemoglobin": 9.0, "upper_arm": 20.0}, Elsimil.IDEAL),
        (MAN, {"smokes": None}, Elsimil.UNKNOWN),
    ],
)
def test_elsimil(person: Candidate, changed: dict[str, object], result: Elsimil) -> None:
    """DP3"""
    assert premarital.elsimil(replace(person, **changed)) is result  # type: ignore[arg-type]


@given(st.builds(Candidate, sex=st.sampled_from("LP"), years=st.integers(10, 60), haemoglobin=st.floats(2, 20)))
def test_every_finding_of_elsimil_is_a_risk(person: Candidate) -> None:
    """DP3"""
    assert (premarital.elsimil(person) is Elsimil.AT_RISK) is bool(premarital.elsimil_findings(person))


@pytest.mark.parametrize(("years", "below"), [(18, True), (19, False)])
def test_the_age_of_the_law(years: int, below: bool) -> None:
    """DP4"""
    assert premarital.below_marriage_age(years) is below


@pytest.mark.parametrize(
    ("woman", "man", "conflict"), [("-", "+", True), ("-", "-", False), ("+", "-", False), ("+", "+", False)]
)
def test_rhesus(woman: str, man: str, conflict: bool) -> None:
    """DP4"""
    assert premarital.rhesus_conflict(woman, man) is conflict


@pytest.mark.parametrize(
    ("volume", "cells", "index", "suspects"),
    [(65.0, 5.0, 13.0, False), (64.9, 5.0, 13.0, False), (64.5, 5.0, 12.9, True), (60.0, 6.0, 10.0, True)],
)
def test_mentzer(volume: float, cells: float, index: float, suspects: bool) -> None:
    """DP5"""
    assert thalassaemia.mentzer_index(volume, cells) == index
    assert thalassaemia.mentzer_suspects(index) is suspects


def test_mentzer_without_red_cells() -> None:
    """DP5"""
    with pytest.raises(ValueError, match="red cells"):
        thalassaemia.mentzer_index(70, 0)


@pytest.mark.parametrize(
    ("haemoglobin", "volume", "each", "suspected"),
    [(10.9, 79, 26, True), (11.0, 79, 26, False), (10.9, 80, 26, False), (10.9, 79, 27, False)],
)
def test_small_and_pale_cells(haemoglobin: float, volume: float, each: float, suspected: bool) -> None:
    """DP5"""
    found = thalassaemia.thalassaemia_screening(haemoglobin, volume, each)
    assert (found is thalassaemia.ThalassaemiaScreening.SUSPECTED) is suspected


@pytest.mark.parametrize(
    ("mother", "factor"),
    [
        (Mother(years=20), None),
        (Mother(years=19), Factor.MOTHER_TOO_YOUNG),
        (Mother(years=35), None),
        (Mother(years=36), Factor.MOTHER_TOO_OLD),
        (Mother(months_since_birth=24), None),
        (Mother(months_since_birth=23), Factor.TOO_CLOSE),
        (Mother(births=2), None),
        (Mother(births=3), Factor.TOO_MANY),
        (Mother(upper_arm=23.5), None),
        (Mother(upper_arm=23.4), Factor.THIN_ARM),
        (Mother(height=150), None),
        (Mother(height=149.9), Factor.SHORT_MOTHER),
        (Mother(is_anaemic=False), None),
        (Mother(is_anaemic=True), Factor.MOTHER_ANAEMIA),
        (Mother(gains_enough=True), None),
        (Mother(gains_enough=False), Factor.LOW_GAIN),
        (Mother(lives_with_smoke=True), Factor.SMOKE),
        (Mother(has_safe_water=False), Factor.UNSAFE_WATER),
        (Mother(has_safe_water=True, has_toilet=True, lives_with_smoke=False), None),
        (Mother(has_toilet=False), Factor.NO_TOILET),
        (Mother(), None),
    ],
)
def test_factors_of_a_mother(mother: Mother, factor: Factor | None) -> None:
    """DP6: what is not known is no factor."""
    assert stunting_risk.mother_factors(mother) == (() if factor is None else (factor,))


@pytest.mark.parametrize(
    ("child", "factor"),
    [
        (Child(birth_weight=2500), None),
        (Child(birth_weight=2499), Factor.LOW_BIRTH_WEIGHT),
        (Child(birth_length=48), None),
        (Child(birth_length=47.9), Factor.SHORT_AT_BIRTH),
        (Child(weeks=37), None),
        (Child(weeks=36), Factor.PRETERM),
        (Child(was_exclusive=True), None),
        (Child(was_exclusive=False), Factor.NOT_EXCLUSIVE),
        (Child(age_months=5, has_complementary_food=False), None),
        (Child(age_months=6, has_complementary_food=False), Factor.NO_COMPLEMENTARY_FOOD),
        (Child(age_months=6, has_complementary_food=True), None),
        (Child(failures=1), None),
        (Child(failures=2), Factor.WEIGHT_NOT_RISEN),
        (Child(is_wasted=True), Factor.WASTED),
        (Child(is_wasted=False, is_immunised=True, is_often_ill=False), None),
        (Child(is_immunised=False), Factor.IMMUNISATION_BEHIND),
        (Child(is_often_ill=True), Factor.OFTEN_ILL),
        (Child(lives_with_smoke=True), Factor.SMOKE),
        (Child(), None),
    ],
)
def test_factors_of_a_child(child: Child, factor: Factor | None) -> None:
    """DP6"""
    assert stunting_risk.child_factors(child) == (() if factor is None else (factor,))


def test_every_factor_has_a_source_and_the_couple_hands_its_own_on() -> None:
    """DP6"""
    assert set(SOURCES) == set(Factor)
    assert all(SOURCES.values())
    thin = replace(WOMAN, upper_arm=22.0)
    assert stunting_risk.couple_factors(thin) == (Finding.THIN_ARM,)
    assert stunting_risk.mother_factors(Mother(years=24, upper_arm=22.0)) == (Factor.THIN_ARM,)
