"""MTBS from two months to five years, and the scoring of child tuberculosis, filled as in a clinic.

FC1  A child with a cold completes in one go. FC2  Each classification, on both sides of its border.
FC3  Doses, follow-up and referral. FC4  What is not asked of whom. FC5  The score of tuberculosis.
"""

from datetime import date, timedelta

import pytest

from ilp_desktop.forms import Alert, Response
from tests.forms.test_real_forms import alerts, fill, flags, unanswered
from tests.forms.workbench import TODAY, context, real_form

CHILD = {
    "visit_kind": "first",
    "complaints": "Pilek 2 hari",
    "weight": "11,5",
    "height": "86",
    "temperature": "36,8",
    "danger_signs": "none",
    "appearance_signs": "none",
    "breathing_signs": "none",
    "circulation_signs": "none",
    "cough": "tidak",
    "diarrhoea": "tidak",
    "fever_told": "tidak",
    "ear": "tidak",
    "upper_arm": "14,5",
    "oedema": "none",
    "pallor": "none",
    "hiv_signs": "none",
    "immunisation": "complete",
    "vitamin_a": "given",
    "counselling": "return",
    "outcome": "home",
}
COUGH = {"cough": "ya", "cough_days": "3", "breaths": "30", "indrawing": "tidak", "wheezing": "tidak"}
DIARRHOEA = {
    "diarrhoea": "ya",
    "diarrhoea_days": "3",
    "blood": "tidak",
    "consciousness": "normal",
    "sunken_eyes": "tidak",
    "drinking": "normal",
    "pinch": "immediate",
}
FEVER = {
    "fever_told": "ya",
    "fever_days": "1",
    "malaria_risk": "none",
    "stiff_neck": "tidak",
    "other_cause": "ya",
    "measles_lately": "tidak",
    "rash": "tidak",
    "catarrh": "tidak",
}
EAR = {"ear": "ya", "ear_pain": "tidak", "ear_fullness": "tidak", "ear_discharge": "tidak", "ear_swelling": "tidak"}
HIV = {
    "hiv_signs": "mother",
    "hiv_mother": "not_tested",
    "hiv_virology": "not_tested",
    "hiv_serology": "not_tested",
    "breastfed": "tidak",
}


def child(months: int = 24, /, **answers: str) -> Response:
    year, month = divmod(TODAY.year * 12 + TODAY.month - 1 - months, 12)
    response = Response(real_form("child_illness"), context(sex="L", birth_date=date(year, month + 1, TODAY.day)))
    everything = {**CHILD, **answers}
    return fill(
        response,
        **{name: typed for name, typed in everything.items() if name not in ("upper_arm", "vitamin_a") or months >= 6},
    )


def test_a_child_with_a_cold_completes_quietly() -> None:
    """FC1"""
    response = child()
    assert unanswered(response) == set()
    assert alerts(response) == []
    assert response.value("worst") == "HIJAU"
    assert response.complete().extraction.flags == ()


CASES = [
    (24, {}, "emergency", "Stabil", "HIJAU"),
    (24, {"danger_signs": "vomit"}, "emergency", "Penyakit sangat berat", "MERAH"),
    (24, {"circulation_signs": "mottled"}, "emergency", "Penyakit sangat berat", "MERAH"),
    (
        24,
        {"appearance_signs": "tone", "breathing_signs": "retraction", "circulation_signs": "pale"},
        "emergency",
        "Gagal jantung paru",
        "MERAH",
    ),
    (11, {**COUGH, "breaths": "49"}, "cough_class", "Batuk bukan pneumonia", "HIJAU"),
    (11, {**COUGH, "breaths": "50"}, "cough_class", "Pneumonia", "KUNING"),
    (12, {**COUGH, "breaths": "39"}, "cough_class", "Batuk bukan pneumonia", "HIJAU"),
    (12, {**COUGH, "breaths": "40"}, "cough_class", "Pneumonia", "KUNING"),
    (24, {**COUGH, "indrawing": "ya"}, "cough_class", "Pneumonia berat", "MERAH"),
    (24, {**COUGH, "saturation": "93"}, "cough_class", "Batuk bukan pneumonia", "HIJAU"),
    (24, {**COUGH, "saturation": "92"}, "cough_class", "Pneumonia berat", "MERAH"),
    (24, {**DIARRHOEA, "pinch": "slow"}, "dehydration", "Diare tanpa dehidrasi", "HIJAU"),
    (
        24,
        {**DIARRHOEA, "pinch": "slow", "drinking": "thirsty"},
        "dehydration",
        "Diare dehidrasi ringan/sedang",
        "KUNING",
    ),
    (24, {**DIARRHOEA, "sunken_eyes": "ya", "drinking": "unable"}, "dehydration", "Diare dehidrasi berat", "MERAH"),
    (24, {**DIARRHOEA, "diarrhoea_days": "13"}, "persistent", "", ""),
    (24, {**DIARRHOEA, "diarrhoea_days": "14"}, "persistent", "Diare persisten", "KUNING"),
    (
        24,
        {**DIARRHOEA, "diarrhoea_days": "14", "pinch": "slow", "drinking": "thirsty"},
        "persistent",
        "Diare persisten berat",
        "MERAH",
    ),
    (24, DIARRHOEA, "dysentery", "", ""),
    (24, {**DIARRHOEA, "blood": "ya"}, "dysentery", "Disentri", "KUNING"),
    (24, FEVER, "fever_class", "Demam bukan malaria", "HIJAU"),
    (24, {**FEVER, "stiff_neck": "ya"}, "fever_class", "Penyakit berat dengan demam", "MERAH"),
    (3, FEVER, "fever_class", "Penyakit berat dengan demam", "MERAH"),
    (4, FEVER, "fever_class", "Demam bukan malaria", "HIJAU"),
    (24, {**FEVER, "malaria_risk": "high", "malaria_test": "positive"}, "fever_class", "Malaria", "KUNING"),
    (24, {**FEVER, "malaria_risk": "high", "malaria_test": "unavailable"}, "fever_class", "Malaria", "KUNING"),
    (
        24,
        {**FEVER, "malaria_risk": "low", "malaria_test": "unavailable"},
        "fever_class",
        "Demam mungkin bukan malaria",
        "HIJAU",
    ),
    (
        24,
        {**FEVER, "malaria_risk": "high", "malaria_test": "negative"},
        "fever_class",
        "Demam mungkin bukan malaria",
        "HIJAU",
    ),
    (24, {**FEVER, "malaria_risk": "high", "malaria_test": "not_done"}, "fever_class", "", ""),
    (24, {**FEVER, "rash": "ya", "catarrh": "ya", "measles_signs": "none"}, "measles", "Campak", "HIJAU"),
    (24, {**FEVER, "rash": "ya", "catarrh": "tidak"}, "measles", "", ""),
    (
        24,
        {**FEVER, "measles_lately": "ya", "measles_signs": "eye_pus"},
        "measles",
        "Campak dengan komplikasi pada mata dan/atau mulut",
        "KUNING",
    ),
    (
        24,
        {**FEVER, "measles_lately": "ya", "measles_signs": "cloudy_cornea"},
        "measles",
        "Campak dengan komplikasi berat",
        "MERAH",
    ),
    (24, {**FEVER, "fever_days": "1"}, "dengue_class", "", ""),
    (24, {**FEVER, "fever_days": "2", "dengue_signs": "none"}, "dengue_class", "Demam mungkin bukan dengue", "HIJAU"),
    (
        24,
        {**FEVER, "fever_days": "7", "dengue_signs": "rash"},
        "dengue_class",
        "Dengue tanpa tanda peringatan",
        "KUNING",
    ),
    (24, {**FEVER, "fever_days": "8"}, "dengue_class", "", ""),
    (
        24,
        {**FEVER, "fever_days": "3", "dengue_signs": "fluid rash"},
        "dengue_class",
        "Dengue dengan tanda peringatan",
        "KUNING",
    ),
    (24, {**FEVER, "fever_days": "3", "dengue_signs": "weak_pulse"}, "dengue_class", "Dengue berat", "MERAH"),
    (24, EAR, "ear_class", "Tidak ada infeksi telinga", "HIJAU"),
    (24, {**EAR, "ear_discharge": "ya", "ear_days": "13"}, "ear_class", "Infeksi telinga akut", "KUNING"),
    (24, {**EAR, "ear_discharge": "ya", "ear_days": "14"}, "ear_class", "Infeksi telinga kronis", "KUNING"),
    (24, {**EAR, "ear_swelling": "ya"}, "ear_class", "Mastoiditis", "MERAH"),
    (24, {}, "nutrition", "Gizi baik", "HIJAU"),
    (24, {"upper_arm": "12,5"}, "nutrition", "Gizi baik", "HIJAU"),
    (24, {"upper_arm": "12,4"}, "nutrition", "Gizi kurang", "KUNING"),
    (24, {"upper_arm": "11,5"}, "nutrition", "Gizi kurang", "KUNING"),
    (24, {"upper_arm": "11,4", "complications": "none"}, "nutrition", "Gizi buruk tanpa komplikasi", "KUNING"),
    (24, {"upper_arm": "11,4", "complications": "appetite"}, "nutrition", "Gizi buruk dengan komplikasi", "MERAH"),
    (24, {"oedema": "feet", "complications": "none"}, "nutrition", "Gizi buruk tanpa komplikasi", "KUNING"),
    (24, {"oedema": "whole_body", "complications": "none"}, "nutrition", "Gizi buruk dengan komplikasi", "MERAH"),
    (24, {"weight": "9", "complications": "none"}, "nutrition", "Gizi buruk tanpa komplikasi", "KUNING"),
    (24, {"weight": "18"}, "nutrition", "Obesitas", "MERAH"),
    (24, {"height": "", "upper_arm": ""}, "nutrition", "", ""),
    (24, {}, "anaemia", "Tidak anemia", "HIJAU"),
    (24, {"haemoglobin": "11,0"}, "anaemia", "Tidak anemia", "HIJAU"),
    (24, {"haemoglobin": "10,9"}, "anaemia", "Anemia", "KUNING"),
    (24, {"haemoglobin": "6,9"}, "anaemia", "Anemia berat", "MERAH"),
    (24, {"pallor": "some"}, "anaemia", "Anemia", "KUNING"),
    (24, {"pallor": "severe"}, "anaemia", "Anemia berat", "MERAH"),
    (24, {}, "hiv", "", ""),
    (24, HIV, "hiv", "Status HIV tidak diketahui", "KUNING"),
    (24, {**HIV, "hiv_mother": "negative"}, "hiv", "Mungkin bukan infeksi HIV", "HIJAU"),
    (24, {**HIV, "hiv_mother": "positive"}, "hiv", "Terpajan HIV", "KUNING"),
    (18, {**HIV, "hiv_serology": "positive"}, "hiv", "Infeksi HIV terkonfirmasi", "KUNING"),
    (17, {**HIV, "hiv_serology": "positive"}, "hiv", "Terpajan HIV", "KUNING"),
    (24, {**HIV, "hiv_signs": "family"}, "hiv", "Diduga terinfeksi HIV", "KUNING"),
]


@pytest.mark.parametrize(("months", "answers", "part", "expected", "colour"), CASES)
def test_each_classification(months: int, answers: dict[str, str], part: str, expected: str, colour: str) -> None:
    """FC2"""
    response = child(months, **answers)
    assert (response.value(part), response.value(f"{part}_colour")) == (expected, colour)
    shown = [line for line in alerts(response, *Alert) if expected and f": {expected}." in line]
    assert [line.partition(":")[0] for line in shown[:1]] == ([colour] if colour else [])


@pytest.mark.parametrize(("temperature", "fever"), [("37,4", "tidak"), ("37,5", "ya")])
def test_fever_is_measured_too(temperature: str, fever: str) -> None:
    """FC2"""
    response = child(temperature=temperature)
    assert response.value("fever") == fever
    assert response.is_relevant("fever_group/fever_days") is (fever == "ya")


def test_red_outweighs_everything_and_asks_for_a_referral() -> None:
    """FC3"""
    response = child(**COUGH, danger_signs="convulsion")
    assert response.value("worst") == "MERAH"
    assert "sick_child_severe" in flags(response)
    assert response.value("next_visit") == ""
    assert any("tidak dirujuk" in line for line in alerts(response))


def test_the_earliest_follow_up_is_proposed() -> None:
    """FC3"""
    response = child(**{**COUGH, "breaths": "44"}, **EAR, upper_arm="12,0")
    fill(response, ear_pain="ya")
    assert response.value("follow_up_days") == "2"
    assert response.value("next_visit") == (TODAY + timedelta(days=2)).isoformat()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({**DIARRHOEA, "pinch": "slow", "drinking": "thirsty"}, "oralit 862 mL"),
        ({**DIARRHOEA, "sunken_eyes": "ya", "drinking": "unable"}, "345 mL dalam 30 menit"),
        (DIARRHOEA, "Zinc 20 mg"),
        ({**FEVER, "measles_lately": "ya", "measles_signs": "none"}, "Vitamin A dosis pengobatan 200000 IU"),
        ({"pallor": "some", "dewormed": "tidak"}, "Albendazol 400 mg"),
    ],
)
def test_doses_follow_from_weight_and_age(answers: dict[str, str], said: str) -> None:
    """FC3: 11.5 kg, 24 months; 75 mL for each kg."""
    text = " ".join(alerts(child(**answers), Alert.INFO))
    assert said in text.replace(".", "") or said in text


def test_notifiable_diseases_are_reported() -> None:
    """FC3"""
    assert "surveillance_measles" in flags(child(**{**FEVER, "rash": "ya", "catarrh": "ya"}, measles_signs="none"))
    assert "surveillance_dengue" in flags(child(**{**FEVER, "fever_days": "3"}, dengue_signs="ns1"))
    assert "surveillance_dengue" not in flags(child(**{**FEVER, "fever_days": "3"}, dengue_signs="none"))


@pytest.mark.parametrize(("days", "raised"), [("13", False), ("14", True)])
def test_a_long_cough_is_a_suspect(days: str, raised: bool) -> None:
    """FC3"""
    assert ("tb_suspect" in flags(child(**{**COUGH, "cough_days": days}))) is raised


def test_what_is_lasting_becomes_a_flag_and_hiv_is_not_named() -> None:
    """FC3"""
    response = child(**{**HIV, "hiv_mother": "positive"}, upper_arm="12,0", pallor="some", dewormed="ya")
    raised = {flag.code: flag.text for flag in response.extract().flags}
    assert {"wasting", "anaemia", "confidential_follow_up"} <= raised.keys()
    assert not any("HIV" in text for text in raised.values())
    told = " ".join(one.display for one in response.extract().observations)
    assert "HIV" not in told


def test_only_what_concerns_the_child_is_asked() -> None:
    """FC4"""
    small = child(4)
    assert not small.is_relevant("nutrition_group/upper_arm")
    assert not small.is_relevant("prevention/vitamin_a")
    quiet = child()
    for address in ("cough_group/breaths", "diarrhoea_group/blood", "fever_group/rash", "ear_group/ear_pain"):
        assert not quiet.is_relevant(address)
    assert unanswered(small) == set()


@pytest.mark.parametrize(("months", "line"), [(1, "MTBM"), (60, "sampai 5 tahun")])
def test_the_wrong_age_is_called_out(months: int, line: str) -> None:
    """FC4"""
    assert any(line in one for one in alerts(child(months)))
    assert not any(line in one for one in alerts(child(2 if months == 1 else 59)))


DOUBTFUL = "Meragukan, rujuk ke rumah sakit"

NOTHING = {
    "contact": "none",
    "weak_immunity": "tidak",
    "mantoux": "0",
    "weight": "12",
    "severe_malnutrition": "tidak",
    "fever": "tidak",
    "cough": "tidak",
    "glands": "tidak",
    "joint": "tidak",
    "xray": "normal",
    "decision": "not_tb",
}


@pytest.mark.parametrize(
    ("years", "answers", "score", "result"),
    [
        (3, {}, "0", "Bukan TBC menurut skor"),
        (3, {"contact": "smear_positive", "mantoux": "10"}, "6", "ILTB, terapi pencegahan (TPT)"),
        (3, {"contact": "smear_positive", "mantoux": "9,9", "cough": "ya"}, "4", "Bukan TBC menurut skor"),
        (3, {"contact": "unclear", "mantoux": "10"}, "5", DOUBTFUL),
        (5, {"contact": "unclear", "mantoux": "10", "weight": "18"}, "5", "Bukan TBC menurut skor"),
        (3, {"contact": "unclear", "mantoux": "10", "fever": "ya"}, "6", "TBC klinis, mulai OAT"),
        (3, {"contact": "smear_positive", "mantoux": "5", "weak_immunity": "ya"}, "6", "ILTB, terapi pencegahan (TPT)"),
        (
            3,
            {"contact": "smear_positive", "height": "92,9", "cough": "ya", "glands": "ya"},
            "6",
            "TBC klinis, mulai OAT",
        ),
        (
            3,
            {"contact": "smear_positive", "height": "92,8", "cough": "ya", "glands": "ya"},
            "5",
            DOUBTFUL,
        ),
        (3, {"contact": "smear_positive", "weight": "8,3", "xray": "suggestive"}, "6", "TBC klinis, mulai OAT"),
        (
            3,
            {"contact": "smear_positive", "weight": "8,4", "xray": "suggestive"},
            "5",
            DOUBTFUL,
        ),
        (
            3,
            {"contact": "unclear", "weight": "11", "cough": "ya", "fever": "ya"},
            "5",
            DOUBTFUL,
        ),
        (3, {"contact": "unclear", "weight": "11,1", "cough": "ya", "fever": "ya"}, "4", "Bukan TBC menurut skor"),
        (11, {"contact": "smear_positive", "weight_height": "69", "cough": "ya"}, "6", "TBC klinis, mulai OAT"),
        (11, {"contact": "smear_positive", "weight_age": "79", "cough": "ya"}, "5", "Bukan TBC menurut skor"),
    ],
)
def test_the_score_of_tuberculosis(years: int, answers: dict[str, str], score: str, result: str) -> None:
    """FC5"""
    born = date(TODAY.year - years, TODAY.month, TODAY.day)
    response = Response(real_form("child_tuberculosis_score"), context(sex="P", birth_date=born))
    fill(response, **{**NOTHING, **answers})
    assert (response.value("score"), response.value("result")) == (score, result)
    assert unanswered(response) == set()
    assert sum(result in line for line in alerts(response, *Alert)) == 1


def test_the_share_of_the_median_is_counted_where_who_has_a_table() -> None:
    """FC5"""
    for years, typed in (
        (4, set()),
        (6, {"weight_height"}),
        (10, {"weight_height"}),
        (11, {"weight_height", "weight_age"}),
    ):
        born = date(TODAY.year - years, TODAY.month, TODAY.day)
        response = Response(real_form("child_tuberculosis_score"), context(sex="L", birth_date=born))
        fill(response, **{**NOTHING, "height": "100"})
        asked = {one for one in ("weight_height", "weight_age") if response.is_relevant(f"findings/{one}")}
        assert asked == typed, years
        assert ("umur" in " ".join(alerts(response, Alert.INFO))) is (years < 11)


def test_an_unfinished_score_says_nothing() -> None:
    """FC5"""
    response = Response(real_form("child_tuberculosis_score"), context(sex="P", birth_date=date(2023, 1, 1)))
    fill(response, **{**NOTHING, "xray": "", "mantoux": ""})
    assert response.value("score") == ""
    assert response.value("result") == ""
    response.answer("xray", "normal")
    assert any("belum dilakukan" in line for line in alerts(response))
