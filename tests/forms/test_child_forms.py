"""Forms of growing children: visits, development, autism checklist, nutrition care, preschool.

FC1  The under-five visit proposes N or T, keeps the ASI code, and names the risk of stunting without a score.
FC2  SDIDTK: what is due is chosen, the items are those of the age, results call out what they must.
FC3  Every item of KPSP has its text. FC4  M-CHAT-R counts by number.
FC5  Nutrition care: where, how fast, when enough. FC6  The preschool visit crosses five years.
"""

import csv
from datetime import date, timedelta

import pytest

from ilp_desktop.domain.clinical.development import SCHEDULE
from ilp_desktop.forms import Alert, Response
from tests.forms.test_real_forms import alerts, fill, flags, unanswered
from tests.forms.workbench import FORMS, TODAY, context, real_form


def months_ago(months: int, days: int = 0) -> date:
    years, month = divmod(TODAY.year * 12 + TODAY.month - 1 - months, 12)
    return date(years, month + 1, TODAY.day) - timedelta(days=days)


def baby(form: str, born: date, sex: str = "L", **answers: str) -> Response:
    """A form about a child that was weighed a month ago."""
    response = Response(real_form(form), context(sex=sex, birth_date=born, last=answers.pop("last", None)))  # type: ignore[arg-type]
    return fill(response, **answers)


@pytest.mark.parametrize(
    ("weight", "gain", "asked"),
    [
        ("7,9", "N", True),
        ("7,9", "T", True),
        ("7,2", "N", False),
        ("7,2", "T", False),
        ("9,4", "T", True),
        ("9,4", "N", False),
    ],
)
def test_extra_food_is_not_offered_for_gizi_buruk(weight: str, gain: str, asked: bool) -> None:
    """FC1: gizi kurang or no gain asks for PMT; gizi buruk is treated, not fed with PMT."""
    child = fill(baby("under_five_visit", months_ago(13)), **VISIT, weight=weight, height="76", weight_gain=gain)
    expected = {"7,9": "Gizi kurang", "7,2": "Gizi buruk", "9,4": "Gizi baik"}
    assert child.value("weight_height") == expected[weight]
    assert any("PMT lokal" in line for line in alerts(child)) is asked


VISIT = {"danger_signs": "none", "tb_symptoms": "none", "tb_contact": "tidak", "oedema": "tidak"}


@pytest.mark.parametrize(
    ("weight", "proposed", "words"),
    [
        ("9,2", "N", "N: naik 200 gram, paling sedikit naik 200 gram"),
        ("9,1", "T", "T: naik 100 gram, paling sedikit naik 200 gram"),
        ("8,9", "T", "T: turun 100 gram, paling sedikit naik 200 gram"),
    ],
)
def test_the_kms_is_proposed(weight: str, proposed: str, words: str) -> None:
    """FC1: the observation of the test context is thirty days old."""
    response = Response(
        real_form("under_five_visit"), context(sex="L", birth_date=months_ago(13), last={"29463-7": "9.0"})
    )
    fill(response, **VISIT, weight=weight, height="76")
    assert response.value("kms_proposed") == proposed
    assert any(words in line for line in alerts(response, Alert.INFO))
    other = "T" if proposed == "N" else "N"
    response.answer("weight_gain", other)
    assert any("Periksa KMS" in line for line in alerts(response))
    response.answer("weight_gain", proposed)
    assert not any("Periksa KMS" in line for line in alerts(response))


@pytest.mark.parametrize(
    ("months", "before", "answers", "code"),
    [
        (0, "", {"exclusive": "ya"}, "E0"),
        (5, "E4", {"exclusive": "ya"}, "E5"),
        (5, "A", {"exclusive": "ya"}, "A"),
        (5, "E4", {"exclusive": "tidak"}, "A"),
        (6, "E5", {"exclusive_six": "ya"}, "E6"),
        (6, "E5", {"exclusive_six": "tidak"}, "A"),
        (7, "E6", {}, ""),
    ],
)
def test_the_code_of_breastfeeding(months: int, before: str, answers: dict[str, str], code: str) -> None:
    """FC1: A once, A for good."""
    last = {"breastfeeding_code": before} if before else {}
    response = Response(real_form("under_five_visit"), context(sex="P", birth_date=months_ago(months), last=last))
    fill(response, **VISIT, **answers)
    assert response.value("breastfeeding_code") == code


def test_the_risk_of_stunting_is_a_list() -> None:
    """FC1: each factor by name, nothing for what is not known."""
    response = Response(real_form("under_five_visit"), context(sex="P", birth_date=months_ago(9)))
    fill(response, **VISIT, weight="7", height="68")
    assert response.value("stunting_factors") == ""
    fill(response, birth_weight="2400", birth_length="48", smoke="ya", immunised="ya", often_ill="tidak")
    assert response.value("stunting_factors") == "Terpapar asap rokok; Berat lahir kurang dari 2.500 gram"
    assert "stunting_risk" in flags(response)


def test_vitamin_a_and_deworming_in_their_months() -> None:
    """FC1: today is in November, so neither is called for; in August both are."""
    born = date(2024, 5, 2)
    now = fill(Response(real_form("under_five_visit"), context(birth_date=born)), **VISIT)
    assert not any("Bulan vitamin A" in line for line in alerts(now, Alert.INFO))
    august = context(birth_date=born, visit_date=date(2026, 8, 5))
    then = fill(Response(real_form("under_five_visit"), august), **VISIT)
    assert any("Bulan vitamin A" in line for line in alerts(then, Alert.INFO))
    assert any("Albendazol 400 mg" in line for line in alerts(then, Alert.INFO))


def kpsp(form: int) -> list[dict[str, str]]:
    with (FORMS / "development_screening" / "kpsp.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["age"] == str(form)]


@pytest.mark.parametrize("form", SCHEDULE.kpsp_ages)
def test_each_printed_form_has_ten_items(form: int) -> None:
    """FC3"""
    rows = kpsp(form)
    assert [row["item"] for row in rows] == [str(number) for number in range(1, 11)]
    assert all(row["text"].strip() and row["domain"] for row in rows)
    assert len({row["domain"] for row in rows}) == 4
    assert len({row["text"] for row in rows}) == 10


@pytest.mark.parametrize("form", SCHEDULE.kpsp_ages)
def test_the_items_on_the_screen_are_those_of_the_age(form: int) -> None:
    """FC2, FC3"""
    response = Response(real_form("development_screening"), context(sex="P", birth_date=months_ago(form)))
    assert response.value("kpsp_form") == str(form)
    response.answer("instruments", "kpsp")
    for row in kpsp(form):
        assert response.state(f"kpsp/kpsp_{row['item']}").label == f"{row['item']}. {row['text']}"


def screened(months: int, yes: int, last: dict[str, str] | None = None) -> Response:
    response = Response(real_form("development_screening"), context(birth_date=months_ago(months), last=last))
    response.answer("instruments", "kpsp")
    answers = {f"kpsp_{number}": "ya" if number <= yes else "tidak" for number in range(1, 11)}
    return fill(response, **answers)


@pytest.mark.parametrize(
    ("yes", "code", "flag"),
    [
        (10, "Ds", None),
        (9, "Ds", None),
        (8, "Dm", "development_doubtful"),
        (7, "Dm", "development_doubtful"),
        (6, "Dp", "development_deviating"),
        (0, "Dp", "development_deviating"),
    ],
)
def test_kpsp_results(yes: int, code: str, flag: str | None) -> None:
    """FC2"""
    response = screened(24, yes)
    assert response.value("kpsp_code") == code
    assert flags(response) == (set() if flag is None else {flag})
    if flag is not None:
        assert any("10 Bicara dan bahasa" in line for line in alerts(response))


def test_an_unfinished_kpsp_has_no_result() -> None:
    """FC2"""
    response = screened(24, 5)
    response.answer("kpsp_10", "")
    assert response.value("kpsp_result") == ""
    assert flags(response) == set()


def test_twice_doubtful_is_referred() -> None:
    """FC2: the test before was thirty days ago."""
    again = screened(24, 8, {"kpsp_result": "Meragukan"})
    assert flags(again) == {"development_deviating"}
    assert again.value("repeat_day") == months_ago(-6).isoformat()
    first = screened(24, 8, {"kpsp_result": "Sesuai"})
    assert flags(first) == {"development_doubtful"}
    assert first.value("repeat_day") == "2026-12-06"


def test_what_is_due_is_chosen_already() -> None:
    """FC2"""
    response = Response(real_form("development_screening"), context(birth_date=months_ago(36)))
    assert response.value("instruments") == "kpsp tdd tdl kmpe lk"
    assert response.value("due_words") == "KPSP 36 bulan, tes daya dengar, tes daya lihat, KMPE, lingkar kepala"
    infant = Response(real_form("development_screening"), context(birth_date=months_ago(1)))
    assert infant.value("instruments") == "lk"
    assert [choice.value for choice in infant.choices("instruments")] == ["tdd", "lk", "none"]


@pytest.mark.parametrize(
    ("instrument", "answers", "flag"),
    [
        ("tdd", {"tdd_failed": "0"}, None),
        ("tdd", {"tdd_failed": "1"}, "hearing_suspect"),
        ("tdl", {"right_row": "3", "right_of_five": "3", "left_row": "2", "left_of_five": "4"}, None),
        ("tdl", {"right_row": "3", "right_of_five": "3", "left_row": "2", "left_of_five": "3"}, "vision_suspect"),
        ("kmpe", {"kmpe_yes": "0"}, None),
        ("kmpe", {"kmpe_yes": "1"}, "behaviour_possible"),
        ("kmpe", {"kmpe_yes": "2"}, "behaviour_problem"),
        ("gpph", {f"gpph_{number}": "1" for number in range(1, 11)}, None),
        ("gpph", {f"gpph_{number}": "2" if number <= 3 else "1" for number in range(1, 11)}, "attention_suspect"),
        ("lk", {"head": "49"}, None),
        ("lk", {"head": "44"}, "head_circumference_abnormal"),
    ],
)
def test_the_other_instruments(instrument: str, answers: dict[str, str], flag: str | None) -> None:
    """FC2"""
    response = Response(real_form("development_screening"), context(sex="L", birth_date=months_ago(40)))
    response.answer("instruments", instrument)
    fill(response, **answers)
    assert flags(response) == (set() if flag is None else {flag})


def test_white_pupils_are_looked_for_in_their_age() -> None:
    """FC2"""
    response = Response(real_form("development_screening"), context(birth_date=months_ago(20)))
    response.answer("instruments", "pupil")
    response.answer("white_pupil", "ya")
    assert flags(response) == {"white_pupil"}
    assert "pupil" not in [
        choice.value
        for choice in Response(real_form("development_screening"), context(birth_date=months_ago(36))).choices(
            "instruments"
        )
    ]


def checklist(*against: int) -> Response:
    """The autism checklist, answered as of a child without risk but for these items."""
    response = Response(real_form("mchat_r"), context(birth_date=months_ago(18)))
    answers = {}
    for item in range(1, 21):
        usual = item not in (2, 5, 12)
        answers[f"item_{item}"] = "ya" if usual is (item not in against) else "tidak"
    return fill(response, **answers)


@pytest.mark.parametrize(
    ("against", "score", "found"),
    [
        ((), "0", set()),
        ((1, 2), "2", set()),
        ((2, 5, 12), "3", {"autism_risk_medium"}),
        ((1, 2, 3, 4, 5, 6, 7), "7", {"autism_risk_medium"}),
        ((1, 2, 3, 4, 5, 6, 7, 8), "8", {"autism_risk_high"}),
    ],
)
def test_the_autism_checklist(against: tuple[int, ...], score: str, found: set[str]) -> None:
    """FC4"""
    response = checklist(*against)
    assert response.value("score") == score
    assert response.value("failed_items") == " ".join(str(item) for item in against)
    assert flags(response) == found


def test_the_follow_up_decides_in_the_middle() -> None:
    """FC4"""
    response = checklist(1, 2, 3)
    assert "follow_up/interviewed" in unanswered(response)
    fill(response, interviewed="ya", still_failed="1")
    assert flags(response) == {"autism_risk_medium"}
    response.answer("still_failed", "2")
    assert flags(response) == {"autism_risk_medium", "autism_risk_high"}
    response.answer("still_failed", "4")
    assert "follow_up/still_failed" in unanswered(response)
    assert not checklist().is_relevant("follow_up")


CARE = {"care_start": "1/11/26", "oedema": "tidak", "complications": "none", "food": "local", "food_days": "7"}


@pytest.mark.parametrize(
    ("months", "answers", "place"),
    [
        (5, {"weight": "5", "appetite": "passed"}, "Rujuk rawat inap"),
        (6, {"weight": "4", "appetite": "passed"}, "Rawat jalan"),
        (6, {"weight": "3,9", "appetite": "passed"}, "Rujuk rawat inap"),
        (20, {"weight": "7", "appetite": "failed"}, "Rujuk rawat inap"),
        (20, {"weight": "7", "appetite": "passed", "complications": "pneumonia"}, "Rujuk rawat inap"),
    ],
)
def test_where_gizi_buruk_is_cared_for(months: int, answers: dict[str, str], place: str) -> None:
    """FC5"""
    response = Response(real_form("child_nutrition_care"), context(birth_date=months_ago(months)))
    fill(response, **{**CARE, "reason": "severe", **answers})
    assert response.value("place") == place
    assert ("malnutrition_inpatient" in flags(response)) is (place == "Rujuk rawat inap")


def test_gain_and_end_of_care() -> None:
    """FC5: weighed 7.0 kg thirty days ago."""
    response = Response(
        real_form("child_nutrition_care"), context(sex="L", birth_date=months_ago(15), last={"29463-7": "7.0"})
    )
    fill(response, **CARE, reason="moderate", weight="9,3", height="78", upper_arm="12,5", food_days_total="20")
    assert response.value("gain_rate") == "11"
    assert response.value("gain_class") == "Baik"
    assert response.value("recovery") == "Memenuhi syarat selesai"
    assert any("baru 20 hari" in line for line in alerts(response, Alert.INFO))
    fill(response, upper_arm="12,4", food_days_total="28", weight="7")
    assert response.value("recovery") == "Belum memenuhi syarat selesai"
    assert "malnutrition_no_progress" in flags(response)
    assert not any("baru" in line for line in alerts(response, Alert.INFO))
    assert {"plan/outcome"} <= unanswered(response)


@pytest.mark.parametrize(
    ("days", "weight", "category"),
    [(1856, "21,2", "Berisiko gizi lebih"), (1857, "21,2", "Gizi lebih"), (1857, "15", "Gizi kurang")],
)
def test_the_categories_change_at_five(days: int, weight: str, category: str) -> None:
    """FC6: on the day after 60 months there is no "berisiko" any more."""
    response = Response(real_form("preschool_visit"), context(sex="L", birth_date=TODAY - timedelta(days=days)))
    fill(response, weight=weight, height="110", oedema="tidak")
    assert response.value("bmi_age") == category
    assert response.value("z_height_age") != ""


def test_thalassaemia_and_glucose_of_a_preschool_child() -> None:
    """FC6"""
    response = Response(real_form("preschool_visit"), context(sex="P", birth_date=months_ago(66)))
    fill(response, thalassaemia_signs="sibling", haemoglobin="10,5", mcv="60", red_cells="5", diabetes_risk="ya")
    fill(response, glucose="140")
    assert {"anaemia", "thalassaemia_suspect", "glucose_high"} <= flags(response)
    assert response.value("mentzer") == "12"
    fill(response, red_cells="4", glucose="139", haemoglobin="11,5")
    assert flags(response) == set()
