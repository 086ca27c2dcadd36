"""The forms of the repository, filled as in a clinic.

FZ1  Each form compiles without a notice, carries its source and date, and opens from what was kept.
FZ2  The antenatal visit calls out what a midwife must not miss.
FZ3  The under-five visit gives the z-scores and the exact categories.
FZ4  The NCD screening classifies on the mean of the last two readings.
FZ5  The TB screening asks and decides by age.
FZ6  The workshop minutes need no patient and grow with the meeting.
"""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from ilp_desktop.forms import Alert, Kind, Response, load_form
from ilp_desktop.forms.library import content_digest
from ilp_desktop.forms.workbook import read_yaml
from ilp_desktop.forms.xlsform import compile_workbook
from tests.forms.workbench import FORMS, TODAY, beside, context, real_form

NAMES = sorted(path.stem for path in FORMS.glob("*.yaml"))


def fill(response: Response, **answers: str) -> Response:
    for name, typed in answers.items():
        response.answer(name, typed)
    return response


def alerts(response: Response, *kinds: Alert) -> list[str]:
    wanted = kinds or (Alert.DANGER, Alert.WARNING)
    return [state.label for state in response.states() if state.question.meaning.alert in wanted]


def flags(response: Response) -> set[str]:
    return {flag.code for flag in response.extract().flags}


def unanswered(response: Response) -> set[str]:
    return {problem.field for problem in response.problems()}


@pytest.mark.parametrize("name", NAMES)
def test_each_form_stands(name: str, tmp_path: Path) -> None:
    """FZ1"""
    path = FORMS / f"{name}.yaml"
    content = path.read_bytes()
    compiled = compile_workbook(read_yaml(content, beside(path)), content_digest(content, beside(path)))
    assert compiled.notices == ()
    first = load_form(path, cache=tmp_path)
    kept = load_form(path, cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    assert [question.path for question in kept.questions()] == [question.path for question in first.questions()]
    assert first.id == name
    assert first.source
    assert first.effective_from is not None
    assert re.fullmatch(r"\d{10}", first.version)
    assert first.cluster in range(5)


@pytest.mark.parametrize("name", NAMES)
def test_each_question_is_worded(name: str) -> None:
    """FZ1: every question has a label, every limit a sentence."""
    for question in real_form(name).questions():
        if not question.visible:
            continue
        assert question.label, question.name
        if question.binding.constraint:
            assert question.binding.constraint_message, question.name


SECRET = ("hiv", "sifilis", "hbsag", "hepatitis", "reaktif", "kekerasan", "paksaan", "mengakhiri hidup", "melukai")


@pytest.mark.parametrize("name", NAMES)
def test_no_flag_says_what_is_confidential(name: str) -> None:
    """FZ1: a flag is read in every room; tests for infections, violence and self-harm stay inside the form."""
    for question in real_form(name).questions():
        if question.meaning.flag:
            told = f"{question.label} {question.binding.calculate}" if not question.visible else str(question.label)
            said = [word for word in SECRET if word in told.casefold().replace("${hiv", "").replace("'reactive'", "")]
            assert not said or question.name in ("exposure_flag", "confidential_flag"), question.name


ANTENATAL = {
    "dating": "hpht",
    "hpht": "1/6/26",
    "gravida": "3",
    "para": "2",
    "abortus": "0",
    "months_since_birth": "30",
    "danger_signs": "none",
    "weight": "52,3",
    "height": "151",
    "upper_arm": "24",
    "systolic": "110",
    "diastolic": "70",
    "tb_symptoms": "none",
    "tetanus_status": "T2",
    "tetanus_given": "ya",
    "supplement": "ttd",
    "tablets": "30",
}


def test_a_normal_antenatal_visit_is_quiet() -> None:
    """FZ2"""
    response = fill(Response(real_form("antenatal_visit"), context(birth_date=date(1998, 1, 1))), **ANTENATAL)
    assert alerts(response) == []
    completed = response.complete()
    found = {one.code: one.number if one.number is not None else one.text for one in completed.extraction.observations}
    assert found["18185-9"] == 24
    assert found["11778-8"] == "2027-03-08"
    assert found["8480-6"] == 110
    assert found["8478-0"] == 83.3
    assert completed.extraction.flags == ()


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"upper_arm": "23,4"}, "kek"),
        ({"systolic": "140", "diastolic": "85"}, "pregnancy_hypertension"),
        ({"systolic": "130", "diastolic": "110"}, "pregnancy_hypertension_severe"),
        ({"systolic": "130", "diastolic": "71"}, "preeclampsia_risk_map"),
        ({"systolic": "111", "diastolic": "80"}, "preeclampsia_risk_map"),
        ({"height": "145"}, "short_stature"),
        ({"haemoglobin": "10,4"}, "anaemia"),
        ({"haemoglobin": "6,9"}, "anaemia_severe"),
        ({"danger_signs": "bleeding headache"}, "pregnancy_danger_sign"),
        ({"hiv": "reactive"}, "needs_ppia"),
        ({"urine_protein": "plus1"}, "proteinuria"),
        ({"tb_symptoms": "cough"}, "tb_suspect"),
        ({"tb_symptoms": "cough contact"}, "tb_suspect"),
        ({"tb_symptoms": "contact"}, "tb_contact"),
        ({"fetal_heart": "170"}, "fetal_heart_abnormal"),
        ({"fundal_height": "30"}, "fundal_height_unexpected"),
        ({"fetuses": "multiple"}, "multiple_pregnancy"),
        ({"months_since_birth": "18"}, "short_birth_interval"),
        ({"gravida": "6", "para": "5"}, "grand_multipara"),
        ({"hpht": "1/2/26"}, "pregnancy_post_term"),
    ],
)
def test_what_a_midwife_must_not_miss(answers: dict[str, str], flag: str) -> None:
    """FZ2"""
    response = Response(real_form("antenatal_visit"), context(birth_date=date(1998, 1, 1)))
    fill(response, **{**ANTENATAL, **answers})
    assert flag in flags(response)
    assert alerts(response)


def test_borders_stay_quiet() -> None:
    """FZ2"""
    response = Response(real_form("antenatal_visit"), context(birth_date=date(1998, 1, 1)))
    fill(response, **{**ANTENATAL, "upper_arm": "23,5", "haemoglobin": "10,5", "systolic": "130", "diastolic": "70"})
    assert flags(response) == set()


def test_episode_values_are_asked_to_be_confirmed_only() -> None:
    """FZ2"""
    episode = {"dating": "hpht", "hpht": "2026-06-01", "gravida": "1", "para": "0", "abortus": "0"}
    response = Response(real_form("antenatal_visit"), context(episode=episode, last={"8302-2": "151"}))
    assert response.value("weeks") == "24"
    assert {problem.field for problem in response.problems() if problem.code == "unconfirmed"} == {
        "pregnancy/dating",
        "pregnancy/hpht",
        "pregnancy/gravida",
        "pregnancy/para",
        "pregnancy/abortus",
        "examination/height",
    }


def child(age_days: int, sex: str = "L", **answers: str) -> Response:
    born = TODAY - timedelta(days=age_days)
    response = Response(real_form("under_five_visit"), context(sex=sex, birth_date=born))
    return fill(response, danger_signs="none", tb_symptoms="none", tb_contact="tidak", oedema="tidak", **answers)


def test_a_healthy_child() -> None:
    """FZ3"""
    response = child(365, weight="9,6", height="75,7")
    assert response.value("position") == "telentang"
    assert [response.value(name) for name in ("z_weight_age", "z_height_age", "z_weight_height")] == [
        "-0.04",
        "-0.02",
        "-0.06",
    ]
    assert response.value("weight_age") == "Berat badan normal"
    assert response.value("height_age") == "Normal"
    assert response.value("weight_height") == "Gizi baik"
    assert alerts(response) == []
    assert [choice.value for choice in response.choices("vitamin_a")] == ["red", "already", "none"]


def test_stunting_wasting_and_oedema_are_called_out() -> None:
    """FZ3"""
    assert {"stunting", "underweight"} <= flags(child(730, weight="9", height="79"))
    assert "severe_wasting" in flags(child(400, weight="6", height="75"))
    swollen = child(400, weight="9,5", height="75")
    swollen.answer("oedema", "ya")
    assert swollen.value("z_weight_height") == ""
    assert swollen.value("weight_height") == "Gizi buruk"
    assert "severe_wasting" in flags(swollen)


def test_the_position_is_corrected() -> None:
    """FZ3"""
    lying = child(800, weight="11", height="85")
    assert lying.value("position") == "berdiri"
    standing = lying.value("z_height_age")
    lying.answer("position", "telentang")
    assert float(lying.value("z_height_age")) < float(standing)
    assert any("dikoreksi 0,7 cm" in line for line in alerts(lying, Alert.INFO))


def test_a_slip_of_the_scale_is_questioned() -> None:
    """FZ3"""
    assert any("kewajaran" in line for line in alerts(child(365, weight="30", height="75")))


def adult(**answers: str) -> Response:
    response = Response(real_form("adult_ncd_screening"), context(birth_date=date(1980, 1, 1)))
    given = {
        "family": "none",
        "own": "none",
        "pregnant": "tidak",
        "smoking": "tidak",
        "passive_smoking": "tidak",
        "alcohol": "tidak",
    }
    diet = dict.fromkeys(("sugar", "salt", "oil", "vegetables", "inactivity"), "no")
    body = {
        "weight": "50",
        "height": "150",
        "waist": "75",
        "systolic_1": "118",
        "diastolic_1": "76",
        "next_step": "yearly",
    }
    return fill(response, **{**given, **diet, **body, **answers})


def test_a_healthy_adult_completes() -> None:
    """FZ4"""
    response = adult()
    assert alerts(response) == []
    assert response.value("bmi_class") == "Normal"
    assert response.value("pressure_class") == "Optimal"
    assert response.complete().extraction.flags == ()


def test_pressure_is_classified_on_the_last_two_readings() -> None:
    """FZ4"""
    response = adult(systolic_1="160", diastolic_1="95")
    assert "pressure/systolic_2" in unanswered(response)
    fill(response, systolic_2="150", diastolic_2="92", systolic_3="136", diastolic_3="84")
    assert (response.value("systolic"), response.value("diastolic")) == ("143", "88")
    assert response.value("pressure_class") == "Hipertensi sistolik terisolasi"
    assert "high_blood_pressure" in flags(response)
    assert any("TD tinggi" in line for line in alerts(response))


def test_risk_factors_are_flagged() -> None:
    """FZ4"""
    response = adult(
        weight="70",
        waist="80",
        random_glucose="200",
        cholesterol="240",
        smoking="ya",
        cigarettes="20",
        smoking_years="10",
    )
    assert {"obesity", "central_obesity", "glucose_high", "cholesterol_high", "smoker"} <= flags(response)
    assert response.value("pack_years") == "10"


def test_a_pregnant_woman_has_no_class_of_weight_or_waist() -> None:
    """FZ4"""
    response = adult(pregnant="ya", weight="90")
    assert response.value("bmi") == ""
    assert not response.is_relevant("body/waist")


def test_tuberculosis_is_decided_by_age() -> None:
    """FZ5"""
    grown = Response(real_form("tb_screening"), context(birth_date=date(1980, 1, 1)))
    fill(grown, cough="short", adult_symptoms="none", contact_kind="none", risks="none")
    assert grown.value("result") == "Bukan terduga TBC"
    grown.answer("risks", "diabetes")
    assert grown.value("result") == "Terduga TBC"
    assert not grown.is_relevant("symptoms/child_symptoms")
    small = Response(real_form("tb_screening"), context(birth_date=date(2022, 1, 1)))
    fill(small, cough="no", child_symptoms="none", contact_kind="home", risks="none")
    assert small.value("result") == "Kontak tanpa gejala"
    assert small.is_relevant("follow_up/tpt")
    small.answer("child_symptoms", "weight")
    assert flags(small) == {"tb_suspect"}


def test_minutes_of_a_meeting() -> None:
    """FZ6"""
    form = real_form("monthly_workshop_minutes")
    assert form.subject == "meeting"
    assert all(not question.meaning.prefill.startswith("patient") for question in form.questions())
    response = Response(form, context(sex="", birth_date=None))
    for place in range(2, 4):
        response.add("attendance")
        response.add("plan")
        response.answer(f"attendance[{place}]/name", f"Orang {place}")
        response.answer(f"plan[{place}]/cost", str(place * 1000))
    fill(response, invited="10")
    assert response.value("present") == "2"
    assert response.value("total_cost") == "5000"
    assert any("separuh" in line for line in alerts(response))
    fill(response, start_time="8.30", end_time="8.00")
    assert "meeting/end_time" in unanswered(response)


def test_no_form_asks_twice_what_is_known() -> None:
    """FZ1: sex and birth date come from the person, never from a question."""
    for name in NAMES:
        for question in real_form(name).questions():
            if question.meaning.prefill.startswith("patient."):
                assert question.kind is Kind.HIDDEN
