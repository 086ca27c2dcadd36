"""Doses, anaemia, deaths and the score of tuberculosis on both sides of each border.

DC10  Rehydration and zinc. DC11  Vitamin A and deworming. DC12  Anaemia by group. DC13  Deaths of children.
DC14  Score of tuberculosis.
"""

import pytest

from ilp_desktop.domain.clinical import anaemia, child_death, child_tuberculosis, rehydration, supplements
from ilp_desktop.domain.clinical.child_death import ChildDeath, StillbirthRules
from ilp_desktop.domain.clinical.child_tuberculosis import Contact, Nutrition
from ilp_desktop.domain.clinical.supplements import SupplementRules


@pytest.mark.parametrize(("weight", "expected"), [(4.0, 300), (10.0, 750), (12.4, 930)])
def test_plan_b(weight: float, expected: float) -> None:
    """DC10"""
    assert rehydration.plan_b_volume(weight) == expected


def test_plan_c_is_slower_for_infants() -> None:
    """DC10"""
    assert rehydration.plan_c_text(8, 11) == "240 mL dalam 1 jam, lalu 560 mL dalam 5 jam"
    assert rehydration.plan_c_text(8, 12) == "240 mL dalam 30 menit, lalu 560 mL dalam 2 jam 30 menit"


@pytest.mark.parametrize(("months", "expected"), [(2, 10), (5, 10), (6, 20), (59, 20)])
def test_zinc(months: float, expected: float) -> None:
    """DC10"""
    assert rehydration.zinc_dose(months) == expected


def test_no_zinc_below_two_months() -> None:
    """DC10"""
    with pytest.raises(ValueError, match="2 months"):
        rehydration.zinc_dose(1)


@pytest.mark.parametrize(
    ("months", "capsule", "treatment"),
    [
        (5, "Belum waktunya", 50_000),
        (6, "Biru 100.000 IU", 100_000),
        (11, "Biru 100.000 IU", 100_000),
        (12, "Merah 200.000 IU", 200_000),
        (59, "Merah 200.000 IU", 200_000),
        (60, "Belum waktunya", 200_000),
    ],
)
def test_vitamin_a(months: float, capsule: str, treatment: float) -> None:
    """DC11"""
    assert supplements.vitamin_a_capsule(months) == capsule
    assert supplements.vitamin_a_treatment(months) == treatment


@pytest.mark.parametrize(
    ("months", "month", "since", "expected"),
    [
        (6, 2, None, True),
        (6, 8, None, True),
        (6, 3, None, False),
        (5, 2, None, False),
        (60, 2, None, False),
        (20, 2, 29, False),
        (20, 2, 30, True),
    ],
)
def test_vitamin_a_is_due(months: float, month: float, since: float | None, expected: bool) -> None:
    """DC11"""
    assert supplements.vitamin_a_due(months, month, since) is expected


def test_the_months_can_be_set() -> None:
    """DC11"""
    assert supplements.vitamin_a_due(6, 3, None, SupplementRules(distribution_months=(3,)))


@pytest.mark.parametrize(("months", "expected"), [(12, 200), (23, 200), (24, 400), (59, 400)])
def test_albendazole(months: float, expected: float) -> None:
    """DC11"""
    assert supplements.albendazole_dose(months) == expected


def test_no_albendazole_below_a_year() -> None:
    """DC11"""
    with pytest.raises(ValueError, match="12 months"):
        supplements.albendazole_dose(11)


@pytest.mark.parametrize(
    ("months", "month", "since", "expected"),
    [
        (12, 8, None, True),
        (11, 8, None, False),
        (59, 8, None, True),
        (60, 8, None, False),
        (24, 2, None, False),
        (24, 8, 179, False),
        (24, 8, 180, True),
    ],
)
def test_deworming_is_due(months: float, month: float, since: float | None, expected: bool) -> None:
    """DC11"""
    assert supplements.deworming_due(months, month, since) is expected


@pytest.mark.parametrize(
    ("haemoglobin", "months", "sex", "expected"),
    [
        (11.0, 6, "L", "Tidak anemia"),
        (10.9, 59, "P", "Anemia ringan"),
        (10.0, 59, "P", "Anemia ringan"),
        (9.9, 6, "L", "Anemia sedang"),
        (7.0, 6, "L", "Anemia sedang"),
        (6.9, 6, "L", "Anemia berat"),
        (11.5, 60, "L", "Tidak anemia"),
        (11.4, 60, "L", "Anemia ringan"),
        (11.0, 143, "P", "Anemia ringan"),
        (10.9, 143, "P", "Anemia sedang"),
        (8.0, 60, "P", "Anemia sedang"),
        (7.9, 60, "P", "Anemia berat"),
        (12.0, 144, "L", "Tidak anemia"),
        (11.9, 144, "P", "Anemia ringan"),
        (11.0, 179, "L", "Anemia ringan"),
        (10.9, 179, "L", "Anemia sedang"),
        (12.0, 180, "P", "Tidak anemia"),
        (12.9, 180, "L", "Anemia ringan"),
        (13.0, 180, "L", "Tidak anemia"),
        (11.0, 180, "L", "Anemia ringan"),
        (10.9, 180, "L", "Anemia sedang"),
        (7.9, 180, "P", "Anemia berat"),
    ],
)
def test_anaemia(haemoglobin: float, months: float, sex: str, expected: str) -> None:
    """DC12"""
    assert anaemia.anaemia_class(haemoglobin, months, sex) == expected


def test_no_limits_below_six_months() -> None:
    """DC12"""
    with pytest.raises(ValueError, match="6 months"):
        anaemia.anaemia_class(10, 5, "L")


@pytest.mark.parametrize(
    ("days", "months", "expected", "perinatal"),
    [
        (0, 0, ChildDeath.EARLY_NEONATAL, True),
        (6, 0, ChildDeath.EARLY_NEONATAL, True),
        (7, 0, ChildDeath.LATE_NEONATAL, False),
        (28, 0, ChildDeath.LATE_NEONATAL, False),
        (29, 0, ChildDeath.POST_NEONATAL, False),
        (364, 11, ChildDeath.POST_NEONATAL, False),
        (365, 12, ChildDeath.UNDER_FIVE, False),
        (1825, 59, ChildDeath.UNDER_FIVE, False),
        (1827, 60, ChildDeath.OLDER, False),
    ],
)
def test_deaths(days: float, months: float, expected: ChildDeath, perinatal: bool) -> None:
    """DC13"""
    assert child_death.child_death_class(days, months) is expected
    assert child_death.is_perinatal(expected) is perinatal


def test_no_death_before_birth() -> None:
    """DC13"""
    with pytest.raises(ValueError, match="before birth"):
        child_death.child_death_class(-1, 0)


@pytest.mark.parametrize(
    ("weeks", "grams", "expected"),
    [
        (22, None, ChildDeath.STILLBIRTH),
        (21, None, ChildDeath.ABORTION),
        (None, 500, ChildDeath.STILLBIRTH),
        (None, 499, ChildDeath.ABORTION),
        (21, 500, ChildDeath.STILLBIRTH),
        (22, 499, ChildDeath.STILLBIRTH),
        (21, 499, ChildDeath.ABORTION),
        (None, None, None),
    ],
)
def test_stillbirths(weeks: float | None, grams: float | None, expected: ChildDeath | None) -> None:
    """DC13"""
    assert child_death.stillbirth_class(weeks, grams) is expected
    assert child_death.is_perinatal(ChildDeath.STILLBIRTH)


def test_the_border_of_stillbirth_can_be_set() -> None:
    """DC13"""
    assert child_death.stillbirth_class(27, None, StillbirthRules(weeks=28)) is ChildDeath.ABORTION


@pytest.mark.parametrize(
    ("millimetres", "weak", "expected"),
    [(None, False, 0), (9.9, False, 0), (10, False, 3), (4.9, True, 0), (5, True, 3), (5, False, 0)],
)
def test_tuberculin(millimetres: float | None, weak: bool, expected: int) -> None:
    """DC14"""
    assert child_tuberculosis.tuberculin_points(millimetres, weak) == expected


@pytest.mark.parametrize(
    ("weight_height", "weight_age", "severe", "expected"),
    [
        (90, 80, False, Nutrition.NORMAL),
        (89.9, 80, False, Nutrition.UNDER),
        (90, 79.9, False, Nutrition.UNDER),
        (70, 60, False, Nutrition.UNDER),
        (69.9, 60, False, Nutrition.SEVERE),
        (70, 59.9, False, Nutrition.SEVERE),
        (None, None, True, Nutrition.SEVERE),
        (None, None, False, Nutrition.NORMAL),
    ],
)
def test_nutrition_of_the_score(
    weight_height: float | None, weight_age: float | None, severe: bool, expected: Nutrition
) -> None:
    """DC14"""
    assert child_tuberculosis.nutrition_of(weight_height, weight_age, severe) is expected


@pytest.mark.parametrize(
    ("contact", "tuberculin", "nutrition", "findings", "expected"),
    [
        (Contact.NONE, 0, Nutrition.NORMAL, 0, 0),
        (Contact.UNCLEAR, 0, Nutrition.NORMAL, 0, 2),
        (Contact.SMEAR_POSITIVE, 3, Nutrition.SEVERE, 5, 13),
        (Contact.NONE, 0, Nutrition.UNDER, 1, 2),
    ],
)
def test_points(contact: Contact, tuberculin: int, nutrition: Nutrition, findings: int, expected: int) -> None:
    """DC14"""
    assert child_tuberculosis.child_score(contact, tuberculin, nutrition, findings) == expected


@pytest.mark.parametrize(
    ("score", "symptoms", "years", "expected"),
    [
        (6, True, 3, "TBC klinis, mulai OAT"),
        (6, False, 3, "ILTB, terapi pencegahan (TPT)"),
        (5, True, 4, "Meragukan, rujuk ke rumah sakit"),
        (5, True, 5, "Bukan TBC menurut skor"),
        (4, True, 3, "Bukan TBC menurut skor"),
        (13, True, 12, "TBC klinis, mulai OAT"),
    ],
)
def test_what_a_score_leads_to(score: float, symptoms: bool, years: float, expected: str) -> None:
    """DC14"""
    assert child_tuberculosis.child_score_result(score, symptoms, years) == expected
