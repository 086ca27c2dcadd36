"""Health of school children, on both sides of each border.

DS1  Blood pressure by age and sex. DS2  Visual acuity and hearing. DS3  SDQ and ASSIST. DS4  Iron tablets, fitness.
"""

import pytest

from ilp_desktop.domain.clinical import school_health


@pytest.mark.parametrize(
    ("sex", "years", "systolic", "diastolic"),
    [
        ("L", 6, 105, 66),
        ("P", 6, 105, 67),
        ("L", 7, 106, 68),
        ("P", 7, 106, 68),
        ("L", 8, 107, 69),
        ("P", 8, 107, 69),
        ("L", 9, 107, 70),
        ("P", 9, 108, 71),
        ("L", 10, 108, 72),
        ("P", 10, 109, 72),
        ("L", 11, 110, 74),
        ("P", 11, 111, 74),
        ("L", 12, 113, 75),
        ("P", 12, 114, 75),
    ],
)
def test_each_limit_of_childhood(sex: str, years: int, systolic: float, diastolic: float) -> None:
    """DS1"""
    rule = school_health.school_blood_pressure
    assert school_health.pressure_limit(sex, years) == (systolic, diastolic)
    assert rule(sex, years, systolic - 1, diastolic - 1) == "Normal"
    assert rule(sex, years, systolic, diastolic - 1) == "Di atas batas skrining"
    assert rule(sex, years, systolic - 1, diastolic) == "Di atas batas skrining"


@pytest.mark.parametrize(
    ("systolic", "diastolic", "found"),
    [
        (119, 79, "Normal"),
        (120, 79, "Tekanan darah meningkat"),
        (129, 79, "Tekanan darah meningkat"),
        (119, 80, "Hipertensi derajat 1"),
        (130, 79, "Hipertensi derajat 1"),
        (139, 89, "Hipertensi derajat 1"),
        (140, 79, "Hipertensi derajat 2"),
        (119, 90, "Hipertensi derajat 2"),
    ],
)
def test_from_thirteen_years_the_limits_are_one(systolic: float, diastolic: float, found: str) -> None:
    """DS1"""
    for sex in "LP":
        for years in (13, 18):
            assert school_health.school_blood_pressure(sex, years, systolic, diastolic) == found
    assert school_health.pressure_limit("L", 13) == (120, 80)


def test_below_six_years_there_is_no_limit() -> None:
    """DS1"""
    with pytest.raises(ValueError, match="no limit"):
        school_health.school_blood_pressure("L", 5, 100, 60)
    with pytest.raises(ValueError, match="no limit"):
        school_health.pressure_limit("P", 5)


@pytest.mark.parametrize(
    ("visus", "found"),
    [
        ("6/6", "Normal"),
        ("6/9", "Normal"),
        ("6/12", "Normal"),
        ("6/15", "Gangguan penglihatan ringan"),
        ("6/18", "Gangguan penglihatan ringan"),
        ("6/20", "Gangguan penglihatan sedang"),
        ("6/60", "Gangguan penglihatan sedang"),
        ("5/60", "Gangguan penglihatan berat"),
        ("3/60", "Gangguan penglihatan berat"),
        ("2/60", "Buta"),
        ("1/300", "Buta"),
        ("1/~", "Buta"),
        ("0", "Buta"),
    ],
)
def test_vision(visus: str, found: str) -> None:
    """DS2"""
    assert school_health.vision_class(visus) == found


@pytest.mark.parametrize("visus", ["", "6", "6/", "/6", "6/0", "baik", "6,5/6"])
def test_what_is_no_visus(visus: str) -> None:
    """DS2"""
    with pytest.raises(ValueError, match="not a visus"):
        school_health.vision_class(visus)


@pytest.mark.parametrize(("right", "asked", "passed"), [(8, 10, True), (7, 10, False), (4, 5, True), (3, 5, False)])
def test_the_whisper_test(right: int, asked: int, passed: bool) -> None:
    """DS2"""
    assert school_health.hears_whisper(right, asked) is passed
    for wrong in ((asked + 1, asked), (-1, asked), (0, 0)):
        with pytest.raises(ValueError, match="words"):
            school_health.hears_whisper(*wrong)


@pytest.mark.parametrize(
    ("informant", "total", "found"),
    [
        ("parent", 13, "Normal"),
        ("parent", 14, "Borderline"),
        ("parent", 16, "Borderline"),
        ("parent", 17, "Abnormal"),
        ("teacher", 11, "Normal"),
        ("teacher", 12, "Borderline"),
        ("teacher", 15, "Borderline"),
        ("teacher", 16, "Abnormal"),
        ("self", 0, "Normal"),
        ("self", 15, "Normal"),
        ("self", 16, "Borderline"),
        ("self", 19, "Borderline"),
        ("self", 20, "Abnormal"),
        ("self", 40, "Abnormal"),
    ],
)
def test_difficulties(informant: str, total: int, found: str) -> None:
    """DS3"""
    assert school_health.difficulties_class(total, informant) == found


def test_totals_and_informants_that_cannot_be() -> None:
    """DS3"""
    for total in (-1, 41):
        with pytest.raises(ValueError, match="SDQ total"):
            school_health.difficulties_class(total, "self")
    with pytest.raises(ValueError, match="kader"):
        school_health.difficulties_class(10, "kader")
    with pytest.raises(ValueError, match="ASSIST"):
        school_health.substance_risk(-1, True)


@pytest.mark.parametrize(
    ("score", "is_alcohol", "found"),
    [
        (10, True, "Risiko rendah"),
        (11, True, "Risiko sedang"),
        (26, True, "Risiko sedang"),
        (27, True, "Risiko tinggi"),
        (3, False, "Risiko rendah"),
        (4, False, "Risiko sedang"),
        (26, False, "Risiko sedang"),
        (27, False, "Risiko tinggi"),
    ],
)
def test_substances(score: int, is_alcohol: bool, found: str) -> None:
    """DS3"""
    assert school_health.substance_risk(score, is_alcohol) == found


@pytest.mark.parametrize(("swallowed", "takes"), [(0, False), (25, False), (26, True), (52, True)])
def test_iron_tablets(swallowed: int, takes: bool) -> None:
    """DS4"""
    assert school_health.takes_iron_tablets(swallowed) is takes
    for wrong in (-1, 53):
        with pytest.raises(ValueError, match="tablets"):
            school_health.takes_iron_tablets(wrong)


@pytest.mark.parametrize(
    ("minutes", "seconds", "found"),
    [
        (4, 47, "Baik sekali"),
        (4, 48, "Baik"),
        (5, 49, "Baik"),
        (5, 50, "Cukup"),
        (6, 52, "Cukup"),
        (6, 53, "Kurang"),
        (7, 53, "Kurang"),
        (7, 54, "Kurang sekali"),
    ],
)
def test_the_one_row_of_fitness_that_was_seen(minutes: int, seconds: int, found: str) -> None:
    """DS4"""
    assert school_health.fitness_class("L", 10, minutes * 60 + seconds) == found


def test_fitness_without_a_table_is_not_classed() -> None:
    """DS4"""
    for sex, years, seconds in (("P", 10, 300), ("L", 11, 300), ("L", 10, 0)):
        with pytest.raises(ValueError, match="no table"):
            school_health.fitness_class(sex, years, seconds)
