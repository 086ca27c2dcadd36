"""Family planning, on both sides of each border.

DK1  What speaks against each method. DK2  The next visit. DK3  How long a method lasts.
"""

from datetime import date, timedelta

import pytest

from ilp_desktop.domain.clinical import family_planning
from ilp_desktop.domain.clinical.family_planning import COMBINED, HORMONAL, Method, Objection, User, objections

DAY = date(2026, 11, 22)
WITHOUT_OESTROGEN = sorted(set(Method) - COMBINED)


@pytest.mark.parametrize(
    ("user", "objection"),
    [
        (User(breastfeeding_months=5), Objection.BREASTFEEDING),
        (User(breastfeeding_months=6), None),
        (User(days_since_birth=20), Objection.AFTER_BIRTH),
        (User(days_since_birth=21), None),
        (User(systolic=140, diastolic=80), Objection.PRESSURE),
        (User(systolic=120, diastolic=90), Objection.PRESSURE),
        (User(systolic=139, diastolic=89), None),
        (User(years=35, smokes=True), Objection.SMOKER),
        (User(years=34, smokes=True), None),
        (User(years=40), None),
        (User(vessels=True), Objection.VESSELS),
        (User(migraine=True), Objection.MIGRAINE),
        (User(), None),
    ],
)
@pytest.mark.parametrize("method", sorted(COMBINED))
def test_what_speaks_against_oestrogen(method: Method, user: User, objection: Objection | None) -> None:
    """DK1"""
    assert objections(method, user) == (() if objection is None else (objection,))


@pytest.mark.parametrize("method", WITHOUT_OESTROGEN)
def test_what_speaks_against_oestrogen_only(method: Method) -> None:
    """DK1: a mother who nurses may have every other method."""
    user = User(breastfeeding_months=3, exclusively=True, days_since_birth=30, systolic=150, diastolic=95, years=36)
    permanent = method in (Method.FEMALE_STERILISATION, Method.MALE_STERILISATION)
    assert objections(method, user) == ((Objection.PERMANENT,) if permanent else ())


@pytest.mark.parametrize(
    ("systolic", "diastolic", "found"),
    [(159, 99, ()), (160, 99, (Objection.HIGH_PRESSURE,)), (159, 100, (Objection.HIGH_PRESSURE,))],
)
def test_the_injection_for_three_months(systolic: float, diastolic: float, found: tuple[Objection, ...]) -> None:
    """DK1"""
    assert objections(Method.INJECTION_3, User(systolic=systolic, diastolic=diastolic)) == found


@pytest.mark.parametrize("method", sorted(Method))
def test_hormones(method: Method) -> None:
    """DK1"""
    found = set(objections(method, User(liver=True, breast_cancer=True)))
    assert ({Objection.LIVER, Objection.BREAST_CANCER} <= found) is (method in HORMONAL)


@pytest.mark.parametrize("method", sorted(Method))
def test_a_possible_pregnancy(method: Method) -> None:
    """DK1"""
    found = objections(method, User(may_be_pregnant=True))
    assert (Objection.PREGNANT in found) is (method not in (Method.CONDOM, Method.MALE_STERILISATION))


@pytest.mark.parametrize(
    ("user", "objection"),
    [
        (User(pelvic_infection=True), Objection.PELVIC_INFECTION),
        (User(womb=True), Objection.WOMB),
        (User(bleeding=True), Objection.BLEEDING),
        (User(days_since_birth=2), None),
        (User(days_since_birth=3), Objection.IUD_TIME),
        (User(days_since_birth=27), Objection.IUD_TIME),
        (User(days_since_birth=28), None),
    ],
)
def test_the_iud(user: User, objection: Objection | None) -> None:
    """DK1"""
    assert objections(Method.IUD, user) == (() if objection is None else (objection,))


def test_bleeding_without_a_cause() -> None:
    """DK1"""
    against = {method for method in Method if Objection.BLEEDING in objections(method, User(bleeding=True))}
    assert against == {Method.INJECTION_3, Method.IMPLANT, Method.IUD}


@pytest.mark.parametrize(
    ("user", "fits"),
    [
        (User(breastfeeding_months=5, exclusively=True), True),
        (User(breastfeeding_months=6, exclusively=True), False),
        (User(breastfeeding_months=5), False),
        (User(breastfeeding_months=5, exclusively=True, menstruates=True), False),
        (User(), False),
    ],
)
def test_lactational(user: User, fits: bool) -> None:
    """DK1"""
    assert objections(Method.LACTATIONAL, user) == (() if fits else (Objection.NOT_LACTATIONAL,))


@pytest.mark.parametrize(
    ("method", "is_new", "packs", "days"),
    [
        (Method.INJECTION_1, True, 1, 28),
        (Method.INJECTION_1, False, 1, 28),
        (Method.INJECTION_2, False, 1, 56),
        (Method.INJECTION_3, True, 1, 84),
        (Method.COMBINED_PILL, True, 1, 28),
        (Method.PROGESTIN_PILL, False, 3, 84),
        (Method.INJECTION_3, False, 3, 84),
        (Method.IMPLANT, True, 1, 7),
        (Method.IMPLANT, False, 1, 365),
        (Method.IUD, True, 1, 28),
        (Method.IUD, False, 1, 365),
        (Method.FEMALE_STERILISATION, True, 1, 7),
        (Method.MALE_STERILISATION, False, 1, 90),
        (Method.CONDOM, False, 1, 30),
        (Method.LACTATIONAL, True, 1, 30),
    ],
)
def test_next_visit(method: Method, is_new: bool, packs: int, days: int) -> None:
    """DK2"""
    assert family_planning.next_visit(method, DAY, packs, is_new=is_new) == DAY + timedelta(days=days)


@pytest.mark.parametrize("packs", [0, 13])
def test_packs_that_nobody_hands_out(packs: int) -> None:
    """DK2"""
    with pytest.raises(ValueError, match="packs"):
        family_planning.next_visit(Method.COMBINED_PILL, DAY, packs, is_new=True)


def test_every_method_has_a_next_visit() -> None:
    """DK2"""
    for method in Method:
        assert family_planning.next_visit(method, DAY, is_new=True) > DAY


@pytest.mark.parametrize(
    ("method", "inserted", "until"),
    [
        (Method.IMPLANT, DAY, date(2029, 11, 22)),
        (Method.IUD, DAY, date(2036, 11, 22)),
        (Method.IUD, date(2024, 2, 29), date(2034, 3, 1)),
        (Method.INJECTION_3, DAY, None),
    ],
)
def test_lasts_until(method: Method, inserted: date, until: date | None) -> None:
    """DK3"""
    assert family_planning.lasts_until(method, inserted) == until
