"""Rules for the newborn on both sides of each border.

DN1  Windows of the neonatal visits. DN2  Heel prick and TSH. DN3  Oximetry of hand and foot.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical import newborn
from ilp_desktop.domain.clinical.newborn import NewbornVisitRules, OximetryRules, ThyroidRules


@pytest.mark.parametrize(
    ("days", "hours", "expected"),
    [
        (0, 0, "KN0"),
        (0, 5.99, "KN0"),
        (0, 6, "KN1"),
        (2, 48, "KN1"),
        (2, 48.01, "KN2"),
        (7, 191, "KN2"),
        (8, 180, "KN3"),
        (28, 695, "KN3"),
        (29, 700, "Di luar jadwal KN"),
        (0, None, "KN1"),
        (2, None, "KN1"),
        (3, None, "KN2"),
        (7, None, "KN2"),
        (8, None, "KN3"),
        (28, None, "KN3"),
        (29, None, "Di luar jadwal KN"),
    ],
)
def test_the_visit_of_an_age(days: float, hours: float | None, expected: str) -> None:
    """DN1"""
    assert newborn.newborn_visit(days, hours) == expected


@pytest.mark.parametrize(("days", "hours"), [(-1, None), (0, -0.1)])
def test_no_visit_before_birth(days: float, hours: float | None) -> None:
    """DN1"""
    with pytest.raises(ValueError, match="before birth"):
        newborn.newborn_visit(days, hours)


def test_the_windows_can_be_set() -> None:
    """DN1"""
    assert newborn.newborn_visit(2, 60, NewbornVisitRules(kn1_to_hours=72)) == "KN1"


@given(days=st.integers(0, 60), hour=st.floats(0, 23.99))
def test_a_visit_never_comes_before_an_earlier_one(days: int, hour: float) -> None:
    """DN1"""
    order = ["KN0", "KN1", "KN2", "KN3", "Di luar jadwal KN"]
    first = newborn.newborn_visit(days, days * 24 + hour)
    later = newborn.newborn_visit(days + 1, (days + 1) * 24 + hour)
    assert order.index(first) <= order.index(later)


@pytest.mark.parametrize(
    ("done", "missing"),
    [
        ([], ("KN1", "KN2", "KN3")),
        (["KN0"], ("KN1", "KN2", "KN3")),
        (["KN1", "KN3"], ("KN2",)),
        (["KN3", "KN2", "KN1", "KN0"], ()),
    ],
)
def test_complete_is_all_three(done: list[str], missing: tuple[str, ...]) -> None:
    """DN1"""
    assert newborn.missing_newborn_visits(done) == missing


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (0, "Terlalu dini"),
        (23.99, "Terlalu dini"),
        (24, "Boleh, belum ideal"),
        (47.99, "Boleh, belum ideal"),
        (48, "Ideal"),
        (72, "Ideal"),
        (72.01, "Lewat ideal, masih boleh"),
        (359.9, "Lewat ideal, masih boleh"),
        (360, "Terlambat"),
    ],
)
def test_when_the_heel_is_pricked(hours: float, expected: str) -> None:
    """DN2"""
    assert newborn.sample_timing(hours) == expected


def test_no_sample_before_birth() -> None:
    """DN2"""
    with pytest.raises(ValueError, match="before birth"):
        newborn.sample_timing(-1)


@pytest.mark.parametrize(("tsh", "expected"), [(0, "TSH normal"), (19.9, "TSH normal"), (20, "TSH tinggi")])
def test_tsh(tsh: float, expected: str) -> None:
    """DN2"""
    assert newborn.thyroid_result(tsh) == expected
    assert newborn.thyroid_result(tsh, ThyroidRules(high_tsh=40)) == "TSH normal"


@pytest.mark.parametrize(
    ("hand", "foot", "reading", "expected"),
    [
        (89, 98, 1, "Positif"),
        (98, 89, 1, "Positif"),
        (90, 90, 1, "Ulang 1 jam lagi"),
        (94, 94, 2, "Ulang 1 jam lagi"),
        (94, 94, 3, "Positif"),
        (95, 95, 1, "Negatif"),
        (98, 95, 1, "Negatif"),
        (99, 95, 1, "Ulang 1 jam lagi"),
        (95, 99, 3, "Positif"),
        (100, 97, 3, "Negatif"),
        (94, 97, 1, "Ulang 1 jam lagi"),
    ],
)
def test_oximetry(hand: float, foot: float, reading: int, expected: str) -> None:
    """DN3"""
    assert newborn.oximetry_result(hand, foot, reading) == expected


@given(hand=st.integers(50, 100), foot=st.integers(50, 100))
def test_the_third_reading_decides(hand: int, foot: int) -> None:
    """DN3"""
    third = newborn.oximetry_result(hand, foot, 3)
    assert third in ("Negatif", "Positif")
    assert (third == "Negatif") == (newborn.oximetry_result(hand, foot, 1) == "Negatif")


@pytest.mark.parametrize(("hours", "expected"), [(23.9, False), (24, True), (48, True), (48.1, False)])
def test_the_age_for_oximetry(hours: float, expected: bool) -> None:
    """DN3"""
    assert newborn.is_oximetry_age(hours) is expected
    assert newborn.is_oximetry_age(60, OximetryRules(to_hours=72))
