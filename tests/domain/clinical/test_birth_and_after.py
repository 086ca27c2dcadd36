"""Birth and the weeks after it, on both sides of each border.

BA1  History and 4T. BA2  EPDS and SRQ-20. BA3  Glucose. BA4  The newborn. BA5  Labour. BA6  KF. BA7  KBPP. BA8  Death.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical import (
    birth,
    gestational_glucose,
    labour,
    mental_screening,
    obstetric_history,
    postpartum,
)


@pytest.mark.parametrize(
    ("gravida", "para", "abortus", "expected"),
    [(1, 0, 0, True), (1, 1, 0, False), (1, 0, 1, False), (3, 1, 1, True), (3, 2, 1, False), (0, 0, 0, False)],
)
def test_gravida_para_abortus(gravida: int, para: int, abortus: int, expected: bool) -> None:
    """BA1"""
    assert obstetric_history.history_agrees(gravida, para, abortus) is expected


@pytest.mark.parametrize(
    ("para", "living", "still", "expected"),
    [(0, 0, 0, True), (0, 1, 0, False), (1, 2, 0, True), (1, 4, 0, True), (1, 4, 1, False), (2, 0, 0, True)],
)
def test_children_of_so_many_births(para: int, living: int, still: int, expected: bool) -> None:
    """BA1"""
    assert obstetric_history.children_agree(para, living, still) is expected


@pytest.mark.parametrize(
    ("age", "months", "living", "expected"),
    [
        (None, None, None, []),
        (19, None, None, ["terlalu muda"]),
        (20, None, None, []),
        (34, None, None, []),
        (35, None, None, ["terlalu tua"]),
        (25, 23, None, ["terlalu dekat"]),
        (25, 24, None, []),
        (25, 60, 3, []),
        (25, 60, 4, ["terlalu banyak"]),
        (36, 12, 5, ["terlalu tua", "terlalu dekat", "terlalu banyak"]),
    ],
)
def test_four_too(age: float | None, months: float | None, living: float | None, expected: list[str]) -> None:
    """BA1"""
    assert (
        list(obstetric_history.four_too(age_years=age, months_since_birth=months, living_children=living)) == expected
    )


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (0, "Tidak ada tanda"),
        (9, "Tidak ada tanda"),
        (10, "Waspada"),
        (12, "Waspada"),
        (13, "Rujuk dokter atau psikolog"),
        (30, "Rujuk dokter atau psikolog"),
    ],
)
def test_epds(score: int, expected: str) -> None:
    """BA2"""
    assert mental_screening.epds_class(score) == expected


def test_self_harm_and_srq() -> None:
    """BA2"""
    assert not mental_screening.self_harm_thought(0)
    assert mental_screening.self_harm_thought(1)
    assert not mental_screening.srq_needs_follow_up(5)
    assert mental_screening.srq_needs_follow_up(6)


@pytest.mark.parametrize(
    ("fasting", "one", "two", "diabetes"),
    [
        (91, 179, 152, False),
        (92, None, None, True),
        (91, 180, None, True),
        (None, None, 153, True),
        (None, 179, None, False),
    ],
)
def test_tolerance_test(fasting: float | None, one: float | None, two: float | None, diabetes: bool) -> None:
    """BA3"""
    found = gestational_glucose.tolerance_test(fasting, one, two)
    assert (found is gestational_glucose.GestationalGlucose.DIABETES) is diabetes


def test_no_value_no_class_and_random_glucose() -> None:
    """BA3"""
    with pytest.raises(ValueError, match="measured"):
        gestational_glucose.tolerance_test(None, None, None)
    assert not gestational_glucose.random_glucose_needs_doctor(199)
    assert gestational_glucose.random_glucose_needs_doctor(200)


@pytest.mark.parametrize(
    ("grams", "expected"),
    [
        (999, "BBLASR"),
        (1000, "BBLSR"),
        (1499, "BBLSR"),
        (1500, "BBLR"),
        (2499, "BBLR"),
        (2500, "BBLC"),
        (4000, "BBLC"),
        (4001, "BBLB"),
    ],
)
def test_birth_weight(grams: float, expected: str) -> None:
    """BA4"""
    assert birth.birth_weight_class(grams) == expected
    assert birth.low_birth_weight(grams) is (grams < 2500)


def test_referral_for_weight_and_short_length() -> None:
    """BA4"""
    assert birth.refer_for_birth_weight(1999)
    assert not birth.refer_for_birth_weight(2000)
    assert birth.short_at_birth(47.9)
    assert not birth.short_at_birth(48)


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (0, "Asfiksia berat"),
        (3, "Asfiksia berat"),
        (4, "Asfiksia sedang"),
        (6, "Asfiksia sedang"),
        (7, "Normal"),
        (10, "Normal"),
    ],
)
def test_apgar(score: int, expected: str) -> None:
    """BA4"""
    assert birth.apgar_class(score) == expected


@pytest.mark.parametrize(
    ("weeks", "expected"), [(36, "Kurang bulan"), (37, "Cukup bulan"), (41, "Cukup bulan"), (42, "Lebih bulan")]
)
def test_term(weeks: int, expected: str) -> None:
    """BA4"""
    assert birth.gestational_term(weeks) == expected


@pytest.mark.parametrize(
    ("millilitres", "caesarean", "expected"),
    [(500, False, False), (501, False, True), (1000, True, False), (1001, True, True)],
)
def test_haemorrhage(millilitres: float, caesarean: bool, expected: bool) -> None:
    """BA5"""
    assert labour.postpartum_haemorrhage(millilitres, caesarean) is expected


def test_stages_and_membranes() -> None:
    """BA5"""
    assert not labour.second_stage_long(120, first_birth=True)
    assert labour.second_stage_long(121, first_birth=True)
    assert not labour.second_stage_long(60, first_birth=False)
    assert labour.second_stage_long(61, first_birth=False)
    assert not labour.placenta_retained(30)
    assert labour.placenta_retained(31)
    assert not labour.rupture_long(11.9)
    assert labour.rupture_long(12)


@pytest.mark.parametrize(
    ("days", "hours", "expected"),
    [
        (0, 5.9, "Di luar jadwal KF"),
        (0, 6, "KF1"),
        (2, 48, "KF1"),
        (2, 48.1, "KF2"),
        (1, None, "KF1"),
        (2, None, "KF1"),
        (3, None, "KF2"),
        (3, 60, "KF2"),
        (7, None, "KF2"),
        (8, 170, "KF3"),
        (8, None, "KF3"),
        (28, None, "KF3"),
        (29, None, "KF4"),
        (42, None, "KF4"),
        (43, None, "Di luar jadwal KF"),
        (-1, None, "Di luar jadwal KF"),
    ],
)
def test_contacts_after_birth(days: float, hours: float | None, expected: str) -> None:
    """BA6"""
    assert postpartum.postpartum_contact(days, hours) == expected


def test_the_day_of_birth_needs_hours_and_all_four_make_it_complete() -> None:
    """BA6"""
    with pytest.raises(ValueError, match="hours"):
        postpartum.postpartum_contact(0)
    assert postpartum.contacts_on([35, 0, 5, 6, 50]) == ("KF2", "KF4")
    assert postpartum.contacts_complete(["KF1", "KF2", "KF3", "KF4"])
    assert not postpartum.contacts_complete(["KF1", "KF2", "KF4", "Di luar jadwal KF"])
    assert not postpartum.second_vitamin_a_possible(23.9)
    assert postpartum.second_vitamin_a_possible(24)


@given(st.integers(1, 60))
def test_windows_follow_each_other(day: int) -> None:
    """BA6"""
    order = ["KF1", "KF2", "KF3", "KF4", "Di luar jadwal KF"]
    assert order.index(postpartum.postpartum_contact(day)) <= order.index(postpartum.postpartum_contact(day + 1))


@pytest.mark.parametrize(
    ("method", "days", "expected"),
    [
        ("iud", 0, True),
        ("iud", 42, True),
        ("iud", 43, False),
        ("lactational", 10, True),
        ("none", 10, False),
        ("injection_1_month", 10, False),
    ],
)
def test_contraception_after_birth(method: str, days: float, expected: bool) -> None:
    """BA7"""
    assert postpartum.counts_as_postpartum_contraception(method, days) is expected


def test_what_does_not_go_with_breastfeeding() -> None:
    """BA7"""
    assert postpartum.contraception_unsuitable("injection_1_month", breastfeeding=True)
    assert not postpartum.contraception_unsuitable("injection_1_month", breastfeeding=False)
    assert not postpartum.contraception_unsuitable("injection_3_months", breastfeeding=True)


@pytest.mark.parametrize(
    ("phase", "days", "incidental", "expected"),
    [
        ("pregnant", -1, False, True),
        ("birth", 0, False, True),
        ("after", 0, False, True),
        ("after", 42, False, True),
        ("after", 43, False, False),
        ("pregnant", -1, True, False),
        ("after", 10, True, False),
    ],
)
def test_maternal_death(phase: str, days: float, incidental: bool, expected: bool) -> None:
    """BA8"""
    assert postpartum.counts_as_maternal_death(phase, days, incidental) is expected
