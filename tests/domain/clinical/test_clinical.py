"""Clinical rules on both sides of each border.

DC1  Blood pressure. DC2  Body mass. DC3  Glucose and cholesterol. DC4  Pregnancy. DC5  Tuberculosis.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical import blood_pressure, body_mass, metabolism, pregnancy, tuberculosis


@pytest.mark.parametrize(
    ("systolic", "diastolic", "expected"),
    [
        (119, 79, "Optimal"),
        (120, 79, "Normal"),
        (119, 80, "Normal"),
        (129, 84, "Normal"),
        (130, 80, "Normal tinggi"),
        (120, 85, "Normal tinggi"),
        (139, 89, "Normal tinggi"),
        (140, 90, "Hipertensi derajat 1"),
        (139, 90, "Hipertensi derajat 1"),
        (159, 99, "Hipertensi derajat 1"),
        (160, 90, "Hipertensi derajat 2"),
        (150, 100, "Hipertensi derajat 2"),
        (179, 109, "Hipertensi derajat 2"),
        (180, 90, "Hipertensi derajat 3"),
        (150, 110, "Hipertensi derajat 3"),
        (140, 89, "Hipertensi sistolik terisolasi"),
        (190, 60, "Hipertensi sistolik terisolasi"),
    ],
)
def test_blood_pressure_class(systolic: float, diastolic: float, expected: str) -> None:
    """DC1"""
    assert blood_pressure.blood_pressure_class(systolic, diastolic) == expected


@pytest.mark.parametrize(
    ("systolic", "diastolic", "expected"),
    [
        (139, 89, "Normal"),
        (140, 60, "Hipertensi"),
        (100, 90, "Hipertensi"),
        (159, 109, "Hipertensi"),
        (160, 60, "Hipertensi berat"),
        (100, 110, "Hipertensi berat"),
    ],
)
def test_blood_pressure_in_pregnancy(systolic: float, diastolic: float, expected: str) -> None:
    """DC1"""
    assert blood_pressure.blood_pressure_pregnancy(systolic, diastolic) == expected


def test_mean_arterial_pressure() -> None:
    """DC1"""
    assert blood_pressure.mean_arterial_pressure(120, 75) == 90
    assert blood_pressure.mean_arterial_pressure(120, 80) == pytest.approx(93.33, abs=0.01)


@pytest.mark.parametrize(
    ("index", "classes", "expected"),
    [
        (16.9, "kemenkes", "Sangat kurus"),
        (17.0, "kemenkes", "Kurus"),
        (18.4, "kemenkes", "Kurus"),
        (18.5, "kemenkes", "Normal"),
        (25.0, "kemenkes", "Normal"),
        (25.1, "kemenkes", "Gemuk"),
        (27.0, "kemenkes", "Gemuk"),
        (27.1, "kemenkes", "Obesitas"),
        (18.4, "asia", "Berat badan kurang"),
        (22.9, "asia", "Normal"),
        (23.0, "asia", "Berat badan lebih (berisiko)"),
        (25.0, "asia", "Obesitas I"),
        (30.0, "asia", "Obesitas II"),
        (18.4, "pra-hamil", "Kurang"),
        (24.9, "pra-hamil", "Normal"),
        (25.0, "pra-hamil", "Lebih"),
        (30.0, "pra-hamil", "Obesitas"),
        (18.45, "kemenkes", "Normal"),
        (25.04, "kemenkes", "Normal"),
    ],
)
def test_body_mass_class(index: float, classes: str, expected: str) -> None:
    """DC2"""
    assert body_mass.body_mass_class(index, classes) == expected


def test_body_mass_index_has_one_decimal() -> None:
    """DC2"""
    assert body_mass.body_mass_index(50, 150) == 22.2
    assert body_mass.body_mass_index(41.625, 150) == 18.5
    with pytest.raises(ZeroDivisionError):
        body_mass.body_mass_index(50, 0)


@pytest.mark.parametrize(
    ("waist", "sex", "expected"), [(89.9, "L", False), (90, "L", True), (79.9, "P", False), (80, "P", True)]
)
def test_central_obesity(waist: float, sex: str, expected: bool) -> None:
    """DC2"""
    assert body_mass.central_obesity(waist, sex) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (69, "Hipoglikemia"),
        (70, "Normal"),
        (139, "Normal"),
        (140, "Prediabetes"),
        (199, "Prediabetes"),
        (200, "Diabetes"),
    ],
)
def test_random_glucose(value: float, expected: str) -> None:
    """DC3"""
    assert metabolism.random_glucose_class(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(99, "Normal"), (100, "Prediabetes"), (125, "Prediabetes"), (126, "Diabetes")]
)
def test_fasting_glucose(value: float, expected: str) -> None:
    """DC3"""
    assert metabolism.fasting_glucose_class(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(199, "Normal"), (200, "Batas tinggi"), (239, "Batas tinggi"), (240, "Tinggi")]
)
def test_cholesterol(value: float, expected: str) -> None:
    """DC3"""
    assert metabolism.cholesterol_class(value) == expected


@pytest.mark.parametrize(
    ("last_period", "expected"),
    [
        (date(2026, 1, 1), date(2026, 10, 8)),
        (date(2026, 6, 1), date(2027, 3, 8)),
        (date(2026, 3, 24), date(2026, 12, 31)),
        (date(2026, 3, 25), date(2027, 1, 1)),
        (date(2026, 5, 24), date(2027, 2, 28)),
        (date(2027, 5, 22), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 10, 7)),
    ],
)
def test_due_date_adds_the_days_first(last_period: date, expected: date) -> None:
    """DC4"""
    assert pregnancy.due_date(last_period) == expected


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)))
def test_due_date_is_about_forty_weeks(last_period: date) -> None:
    """DC4"""
    assert abs((pregnancy.due_date(last_period) - last_period).days - 280) <= 3


def test_gestational_age() -> None:
    """DC4"""
    start = date(2026, 6, 1)
    assert pregnancy.gestational_age_weeks(start, start + timedelta(days=6)) == 0
    assert pregnancy.gestational_age_weeks(start, start + timedelta(days=7)) == 1
    assert pregnancy.gestational_age_text(start, start + timedelta(days=21)) == "3 minggu"
    assert pregnancy.gestational_age_text(start, start + timedelta(days=23)) == "3 minggu 2 hari"


@pytest.mark.parametrize(("weeks", "expected"), [(0, 1), (12, 1), (13, 2), (24, 2), (25, 3), (42, 3)])
def test_trimester_is_that_of_the_programme(weeks: float, expected: int) -> None:
    """DC4"""
    assert pregnancy.trimester(weeks) == expected


@pytest.mark.parametrize(
    ("haemoglobin", "weeks", "expected"),
    [
        (11.0, 10, "Tidak anemia"),
        (10.9, 10, "Anemia ringan"),
        (10.5, 20, "Tidak anemia"),
        (10.4, 20, "Anemia ringan"),
        (11.0, 30, "Tidak anemia"),
        (10.9, 30, "Anemia ringan"),
        (10.0, 20, "Anemia ringan"),
        (9.9, 20, "Anemia sedang"),
        (7.0, 20, "Anemia sedang"),
        (6.9, 20, "Anemia berat"),
    ],
)
def test_anaemia(haemoglobin: float, weeks: float, expected: str) -> None:
    """DC4"""
    assert pregnancy.anaemia_in_pregnancy(haemoglobin, weeks) == expected


def test_nutrition_and_growth_of_the_womb() -> None:
    """DC4"""
    assert pregnancy.chronic_energy_deficiency(23.4)
    assert not pregnancy.chronic_energy_deficiency(23.5)
    assert pregnancy.fundal_height_expected(26, 28)
    assert not pregnancy.fundal_height_expected(25.9, 28)
    assert pregnancy.fundal_height_expected(5, 19)


def test_tuberculosis_of_children() -> None:
    """DC5"""
    assert tuberculosis.tuberculosis_screening_child(1, contact=False) == "Terduga TBC"
    assert tuberculosis.tuberculosis_screening_child(0, contact=True) == "Kontak tanpa gejala"
    assert tuberculosis.tuberculosis_screening_child(0, contact=False) == "Bukan terduga TBC"


@pytest.mark.parametrize(
    ("long_cough", "any_cough", "others", "at_risk", "contact", "expected"),
    [
        (True, True, 0, False, False, "Terduga TBC"),
        (False, True, 0, False, False, "Bukan terduga TBC"),
        (False, True, 0, True, False, "Terduga TBC"),
        (False, False, 1, False, False, "Bukan terduga TBC"),
        (False, False, 2, False, False, "Terduga TBC"),
        (False, False, 1, False, True, "Terduga TBC"),
        (False, False, 0, False, True, "Kontak tanpa gejala"),
        (False, False, 0, True, False, "Bukan terduga TBC"),
    ],
)
def test_tuberculosis_of_adults(
    long_cough: bool, any_cough: bool, others: float, at_risk: bool, contact: bool, expected: str
) -> None:
    """DC5"""
    assert tuberculosis.tuberculosis_screening_adult(long_cough, any_cough, others, at_risk, contact) == expected
