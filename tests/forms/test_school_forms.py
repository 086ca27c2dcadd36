"""Forms of school children and adolescents.

FS1  What is asked depends on class, sex and consent. FS2  Body and blood pressure by age and sex.
FS3  Anaemia and tablets. FS4  Eyes, ears, mood. FS5  Smoking, ASSIST and fitness. FS6  HEADSS calls out danger.
"""

from datetime import date

import pytest

from ilp_desktop.forms import Alert, Response
from tests.forms.test_real_forms import alerts, fill, flags, unanswered
from tests.forms.workbench import TODAY, context, real_form

SCHOOL = {
    "school_name": "SDN Lanto",
    "consent": "ya",
    "weight": "30",
    "height": "132",
    "systolic": "95",
    "diastolic": "60",
    "visus_right": "6/6",
    "visus_left": "6/6",
    "ears": "none",
    "decayed": "0",
    "tb_symptoms": "none",
    "referral": "none",
}


def pupil(years: int, school_class: int, sex: str = "P", **answers: str) -> Response:
    """A school child, examined and well."""
    born = date(TODAY.year - years, 5, 2)
    response = Response(real_form("school_screening"), context(sex=sex, birth_date=born))
    given = {"class": str(school_class), **SCHOOL}
    if years >= 10:
        given["smoking"] = "never"
    if school_class == 1:
        given["basic_immunisation"] = "complete"
    return fill(response, **{**given, **answers})


@pytest.mark.parametrize(
    ("school_class", "kind"),
    [(1, "Penjaringan"), (2, "Pemeriksaan berkala"), (6, "Pemeriksaan berkala"), (7, "Penjaringan")],
)
def test_the_class_says_which_examination(school_class: int, kind: str) -> None:
    """FS1"""
    assert pupil(9, school_class).value("kind") == kind


def test_a_well_child_completes() -> None:
    """FS1"""
    response = pupil(9, 3)
    assert alerts(response) == []
    assert flags(response) == set()
    assert unanswered(response) == set()
    response.complete()


def test_without_consent_nothing_is_examined() -> None:
    """FS1"""
    response = pupil(9, 3, consent="tidak")
    assert not response.is_relevant("body/weight")
    assert any("persetujuan" in line for line in alerts(response))


def test_blocks_follow_class_and_sex() -> None:
    """FS1"""
    first = pupil(7, 1)
    assert first.is_relevant("infection/basic_immunisation")
    assert any("BIAS" in line for line in alerts(first, Alert.INFO))
    assert not first.is_relevant("anaemia_check/haemoglobin")
    assert not first.is_relevant("smoking_check/smoking")
    seventh = pupil(12, 7)
    assert seventh.is_relevant("anaemia_check/tablets_taken")
    assert any("perlu diperiksa Hb" in line for line in alerts(seventh))
    assert not any("perlu diperiksa Hb" in line for line in alerts(pupil(12, 7, "L")))
    assert not any("perlu diperiksa Hb" in line for line in alerts(pupil(13, 8)))
    assert not pupil(12, 7, "L").is_relevant("anaemia_check/tablets_taken")


@pytest.mark.parametrize(
    ("years", "sex", "pressure", "found"),
    [
        (7, "L", ("105", "67"), "Normal"),
        (7, "L", ("106", "60"), "Di atas batas skrining"),
        (9, "P", ("107", "70"), "Normal"),
        (9, "L", ("107", "60"), "Di atas batas skrining"),
        (13, "P", ("119", "79"), "Normal"),
        (13, "P", ("120", "79"), "Tekanan darah meningkat"),
        (13, "P", ("110", "80"), "Hipertensi derajat 1"),
        (14, "L", ("140", "70"), "Hipertensi derajat 2"),
    ],
)
def test_blood_pressure(years: int, sex: str, pressure: tuple[str, str], found: str) -> None:
    """FS2"""
    response = pupil(years, years - 6, sex, systolic=pressure[0], diastolic=pressure[1])
    assert response.value("pressure") == found
    assert ("high_blood_pressure" in flags(response)) is (found != "Normal")


@pytest.mark.parametrize(
    ("weight", "category", "flag"),
    [
        ("30", "Gizi baik", None),
        ("19", "Gizi buruk", "thinness"),
        ("37", "Gizi lebih", "overweight"),
        ("50", "Obesitas", "overweight"),
    ],
)
def test_body_mass(weight: str, category: str, flag: str | None) -> None:
    """FS2"""
    response = pupil(9, 3, weight=weight)
    assert response.value("bmi_age") == category
    assert flags(response) == (set() if flag is None else {flag})
    assert response.is_relevant("body/waist") is (category == "Obesitas")


@pytest.mark.parametrize(
    ("years", "sex", "haemoglobin", "found"),
    [
        (12, "P", "12", "Tidak anemia"),
        (12, "P", "11,9", "Anemia ringan"),
        (12, "P", "10,9", "Anemia sedang"),
        (12, "P", "7,9", "Anemia berat"),
        (15, "L", "12,9", "Anemia ringan"),
        (15, "L", "13", "Tidak anemia"),
    ],
)
def test_anaemia(years: int, sex: str, haemoglobin: str, found: str) -> None:
    """FS3"""
    response = pupil(years, 7, sex, haemoglobin=haemoglobin, weight="48", height="158")
    assert response.value("anaemia") == found
    expected = {"Tidak anemia": set(), "Anemia berat": {"anaemia_severe"}}.get(found, {"anaemia"})
    assert flags(response) == expected


@pytest.mark.parametrize(("taken", "said"), [("25", True), ("26", False), ("", False)])
def test_tablets(taken: str, said: bool) -> None:
    """FS3: no answer is no reproach."""
    response = pupil(12, 7, tablets_taken=taken)
    assert any("tablet diminum" in line for line in alerts(response)) is said


def test_the_puskesmas_sets_how_many_tablets_are_enough() -> None:
    """FS3"""
    known = context(birth_date=date(TODAY.year - 12, 5, 2), settings={"adolescent_iron_tablets": "40"})
    response = fill(Response(real_form("school_screening"), known), **{"class": "7", **SCHOOL, "tablets_taken": "39"})
    assert "Baru 39 tablet diminum; paling sedikit 40 setahun." in alerts(response)
    fill(response, tablets_taken="40")
    assert not any("tablet diminum" in line for line in alerts(response))


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"visus_right": "6/12"}, None),
        ({"visus_right": "6/18"}, "vision_suspect"),
        ({"visus_left": "1/~"}, "vision_suspect"),
        ({"whisper_right": "8", "whisper_left": "8"}, None),
        ({"whisper_right": "7", "whisper_left": "10"}, "hearing_suspect"),
        ({"whisper_right": "7"}, None),
        ({"ears": "wax"}, "ear_problem"),
        ({"decayed": "2"}, "dental_caries"),
        ({"informant": "parent", "sdq_total": "13"}, None),
        ({"informant": "parent", "sdq_total": "14"}, "mental_follow_up"),
        ({"informant": "self", "sdq_total": "15"}, None),
        ({"informant": "self", "sdq_total": "16"}, "mental_follow_up"),
        ({"tb_symptoms": "contact"}, "tb_contact"),
        ({"tb_symptoms": "cough"}, "tb_suspect"),
        ({"tb_symptoms": "listless contact"}, "tb_suspect"),
    ],
)
def test_senses_and_mood(answers: dict[str, str], flag: str | None) -> None:
    """FS4"""
    assert flags(pupil(9, 3, **answers)) == (set() if flag is None else {flag})


def test_fitness_is_read_from_the_printed_table_where_the_program_has_none() -> None:
    """FS5"""
    boy = pupil(10, 4, "L", fit_to_run="ya", run_minutes="4", run_seconds="48")
    assert boy.value("fitness") == "Baik"
    assert not boy.is_relevant("fitness_test/fitness_read")
    girl = pupil(10, 4, "P", fit_to_run="ya", run_minutes="4", run_seconds="48")
    assert "fitness_test/fitness_read" in unanswered(girl)
    girl.answer("fitness_read", "fair")
    assert girl.value("fitness") == "Cukup"


def test_smoking_is_asked_from_ten_years() -> None:
    """FS5"""
    response = pupil(10, 4, smoking="daily", cigarettes="3", smoking_from="9")
    assert flags(response) == {"smoker"}
    response.answer("smoking_from", "11")
    assert "smoking_check/smoking_from" in unanswered(response)


ADOLESCENT = {
    "occupation": "school",
    "married": "tidak",
    "weight": "48",
    "height": "155",
    "systolic": "105",
    "diastolic": "65",
    **dict.fromkeys(("education", "eating", "sexuality", "suicide", "violence"), "tidak"),
    "home": "ya",
    "activity": "ya",
    "informant": "self",
    "sdq_total": "8",
    "smoking": "never",
    "alcohol": "tidak",
    "drugs": "tidak",
    "tb_symptoms": "none",
    "referral": "none",
}


def adolescent(years: int = 15, sex: str = "P", **answers: str) -> Response:
    """An adolescent, examined and well."""
    response = Response(real_form("adolescent_visit"), context(sex=sex, birth_date=date(TODAY.year - years, 5, 2)))
    given = dict(ADOLESCENT)
    if years >= 18:
        del given["informant"], given["sdq_total"]
        given["srq_yes"] = "2"
    return fill(response, **{**given, **answers})


@pytest.mark.parametrize("years", [10, 15, 18])
def test_a_well_adolescent_completes(years: int) -> None:
    """FS6"""
    response = adolescent(years)
    if years == 10:
        fill(response, weight="32", height="138")
    assert alerts(response) == []
    assert unanswered(response) == set()
    response.complete()


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"suicide": "ya"}, "self_harm_thought"),
        ({"violence": "ya"}, "needs_protection"),
        ({"home": "tidak"}, "psychosocial_problem"),
        ({"eating": "ya"}, "psychosocial_problem"),
        ({"married": "ya"}, "below_marriage_age"),
        ({"occupation": "neither"}, "out_of_school"),
        ({"sdq_total": "20"}, "mental_follow_up"),
        ({"smoking": "sometimes"}, "smoker"),
        ({"alcohol": "ya", "assist_alcohol": "11"}, "substance_risk"),
        ({"drugs": "ya", "assist_drugs": "4"}, "substance_risk"),
        ({"upper_arm": "23,4"}, "kek"),
        ({"haemoglobin": "11,9"}, "anaemia"),
        ({"glucose": "140"}, "glucose_high"),
        ({"systolic": "130"}, "high_blood_pressure"),
    ],
)
def test_what_must_not_be_missed(answers: dict[str, str], flag: str) -> None:
    """FS5, FS6"""
    response = fill(adolescent(), **answers)
    assert flag in flags(response)
    assert alerts(response)


@pytest.mark.parametrize(
    "answers",
    [
        {"alcohol": "ya", "assist_alcohol": "10"},
        {"drugs": "ya", "assist_drugs": "3"},
        {"upper_arm": "23,5"},
        {"haemoglobin": "12"},
        {"glucose": "139"},
        {"sdq_total": "15"},
    ],
)
def test_borders_stay_quiet(answers: dict[str, str]) -> None:
    """FS5, FS6"""
    assert flags(fill(adolescent(), **answers)) == set()


@pytest.mark.parametrize(
    ("symptoms", "flag"),
    [
        ("none", None),
        ("contact", "tb_contact"),
        ("cough", "tb_suspect"),
        ("weight", "tb_suspect"),
        ("sweats contact", "tb_suspect"),
    ],
)
def test_a_contact_without_signs_is_no_suspect(symptoms: str, flag: str | None) -> None:
    """FS6"""
    response = fill(adolescent(), tb_symptoms=symptoms)
    assert flags(response) == (set() if flag is None else {flag})
    if flag == "tb_contact":
        assert any("(TPT)" in line for line in alerts(response))
        assert not any("Terduga" in line for line in alerts(response))


def test_high_and_moderate_use_are_said_apart() -> None:
    """FS5"""
    high = adolescent(alcohol="ya", assist_alcohol="27", drugs="ya", assist_drugs="5")
    assert [line for line in alerts(high) if "ASSIST" in line] == ["ASSIST: risiko tinggi. Rujuk ke IPWL."]


def test_a_late_period_is_asked_of_girls_who_may_be_pregnant_only() -> None:
    """FS6"""
    girl = adolescent(sexuality="ya", contraception="tidak", infection_signs="tidak", late_period="ya")
    assert any("tes kehamilan" in line for line in alerts(girl))
    assert not adolescent(sexuality="tidak").is_relevant("heads/late_period")
    assert not adolescent(sex="L", sexuality="ya").is_relevant("heads/late_period")
