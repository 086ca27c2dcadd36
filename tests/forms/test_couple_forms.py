"""Forms of couples: before marriage, and family planning.

FP1  Each of the two is asked what applies. FP2  Ideal, with supervision, postpone, not yet known.
FP3  What must be called out, and what needs consent. FP4  Elsimil and the risk that follows.
FK1  Methods, objections, and consent. FK2  The next visit. FK3  Stopping, and what went wrong. FK4  KBPP.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ilp_desktop.forms import Alert, Response
from tests.forms.test_real_forms import alerts, fill, flags, unanswered
from tests.forms.workbench import TODAY, context, real_form

BOTH = {
    "wedding_date": "1/4/27",
    "office": "KUA Mawasangka",
    "partner_name": "La Calon",
    "diseases": "none",
    "infections": "none",
    "smoking": "tidak",
    "weight": "52",
    "height": "156",
    "systolic": "112",
    "diastolic": "72",
    "consent": "not_offered",
    "tb_symptoms": "none",
    "srq_yes": "2",
    "self_harm": "tidak",
    "violence": "tidak",
    "conclusion": "ideal",
    "counselling": "reproduction",
    "counsellor": "Bidan Rahma",
    "referral": "none",
}
WOMAN = {"children": "0", "upper_arm": "25", "haemoglobin": "12,5", "tetanus_status": "T5"}


def candidate(sex: str = "P", years: int = 24, **answers: str) -> Response:
    """One of a couple, with nothing found."""
    born = date(TODAY.year - years, 3, 9)
    response = Response(real_form("premarital_screening"), context(sex=sex, birth_date=born))
    return fill(response, **{**BOTH, **(WOMAN if sex == "P" else {}), **answers})


def test_a_healthy_bride_is_ideal() -> None:
    """FP1, FP2"""
    response = candidate()
    assert response.value("readiness") == "Ideal untuk hamil"
    assert response.value("elsimil") == "Ideal"
    assert alerts(response) == []
    assert flags(response) == set()
    assert unanswered(response) == set()
    response.complete()


def test_what_is_confidential_stays_in_the_form() -> None:
    """FP3: the flags of a reactive test say neither which nor that it was one; the form itself does."""
    tested = candidate(consent="agreed", hiv="reactive", violence="ya", self_harm="ya")
    assert any("Infeksi menular seksual" in line for line in alerts(tested))
    raised = {flag.code: flag.text for flag in tested.extract().flags}
    assert {"triple_reactive", "pregnancy_to_postpone", "needs_protection", "self_harm_thought"} <= set(raised)
    told = " ".join(raised.values()).casefold()
    assert not [word for word in ("hiv", "reaktif", "infeksi", "kekerasan", "paksa", "mengakhiri") if word in told]


def test_two_who_may_both_carry_thalassaemia_are_told() -> None:
    """FP3"""
    response = Response(
        real_form("premarital_screening"),
        replace(context(sex="P"), partner={"thalassaemia": "suspect", "day": "2026-11-02", "nik": "7414010101970001"}),
    )
    assert response.value("partner_nik") == "7414010101970001"
    assert response.is_relevant("couple/partner_note")
    fill(response, mcv="70", mch="26", red_cells="5,9")
    assert response.is_relevant("laboratory/both_thalassaemia_alert")
    fill(response, mcv="88", mch="30")
    assert not response.is_relevant("laboratory/both_thalassaemia_alert")


def test_a_groom_is_not_asked_what_is_a_womans() -> None:
    """FP1"""
    response = candidate("L", 27)
    asked = (
        "history/last_period", "history/children", "history/months_since_pregnancy", "examination/upper_arm",
        "immunisation/tetanus_status", "counselling_given/iron_tablets",
    )  # fmt: skip
    assert not any(response.is_relevant(address) for address in asked)
    assert response.value("readiness") == ""
    assert response.value("elsimil") == "Ideal"
    assert unanswered(response) == set()


@pytest.mark.parametrize(
    ("years", "answers", "readiness"),
    [
        (20, {}, "Ideal untuk hamil"),
        (19, {}, "Tunda kehamilan"),
        (35, {}, "Ideal untuk hamil"),
        (36, {}, "Tunda kehamilan"),
        (24, {"upper_arm": "23,5"}, "Ideal untuk hamil"),
        (24, {"upper_arm": "23,4"}, "Tunda kehamilan"),
        (24, {"haemoglobin": "12"}, "Ideal untuk hamil"),
        (24, {"haemoglobin": "11,9"}, "Tunda kehamilan"),
        (24, {"haemoglobin": ""}, "Belum dapat disimpulkan"),
        (24, {"weight": "45,1"}, "Ideal untuk hamil"),
        (24, {"weight": "44,7"}, "Dapat hamil dengan pengawasan"),
        (24, {"weight": "60,6"}, "Ideal untuk hamil"),
        (24, {"weight": "60,9"}, "Dapat hamil dengan pengawasan"),
        (24, {"diseases": "diabetes"}, "Tunda kehamilan"),
        (24, {"infections": "ulcer"}, "Tunda kehamilan"),
        (24, {"consent": "agreed", "syphilis": "reactive"}, "Tunda kehamilan"),
        (30, {"children": "2", "months_since_pregnancy": "24", "obstetric_history": "tidak"}, "Ideal untuk hamil"),
        (30, {"children": "2", "months_since_pregnancy": "23", "obstetric_history": "tidak"}, "Tunda kehamilan"),
        (30, {"children": "3"}, "Dapat hamil dengan pengawasan"),
        (30, {"children": "4"}, "Tunda kehamilan"),
        (
            30,
            {"children": "1", "months_since_pregnancy": "40", "obstetric_history": "ya"},
            "Dapat hamil dengan pengawasan",
        ),
    ],
)
def test_readiness(years: int, answers: dict[str, str], readiness: str) -> None:
    """FP2"""
    response = candidate(years=years, **answers)
    assert response.value("readiness") == readiness
    assert ("pregnancy_to_postpone" in flags(response)) is (readiness == "Tunda kehamilan")


@pytest.mark.parametrize(
    ("sex", "years", "answers", "flag"),
    [
        ("P", 18, {}, "below_marriage_age"),
        ("L", 18, {}, "below_marriage_age"),
        ("P", 24, {"upper_arm": "23"}, "kek"),
        ("P", 24, {"haemoglobin": "11"}, "anaemia"),
        ("P", 24, {"haemoglobin": "7,9"}, "anaemia_severe"),
        ("L", 27, {"haemoglobin": "12,9"}, "anaemia"),
        ("P", 24, {"mcv": "60", "red_cells": "5"}, "thalassaemia_suspect"),
        ("P", 24, {"blood_group": "A_neg", "partner_blood_group": "O_pos"}, "rhesus_conflict"),
        ("L", 27, {"blood_group": "O_pos", "partner_blood_group": "A_neg"}, "rhesus_conflict"),
        ("P", 24, {"glucose": "200"}, "glucose_high"),
        ("P", 24, {"tb_symptoms": "cough"}, "tb_suspect"),
        ("P", 24, {"tb_symptoms": "contact"}, "tb_contact"),
        ("P", 24, {"consent": "agreed", "hiv": "reactive"}, "triple_reactive"),
        ("P", 24, {"srq_yes": "6"}, "mental_follow_up"),
        ("P", 24, {"self_harm": "ya"}, "self_harm_thought"),
        ("L", 27, {"violence": "ya"}, "needs_protection"),
        ("L", 27, {"systolic": "140"}, "high_blood_pressure"),
        ("L", 27, {"smoking": "ya"}, "smoker"),
    ],
)
def test_what_must_not_be_missed(sex: str, years: int, answers: dict[str, str], flag: str) -> None:
    """FP3"""
    response = candidate(sex, years, **answers)
    assert flag in flags(response)
    assert alerts(response)


def test_tests_for_hiv_need_consent() -> None:
    """FP3: a result that was typed before the consent was taken back does not count."""
    response = candidate(consent="agreed", hiv="reactive")
    response.answer("consent", "refused")
    assert not response.is_relevant("laboratory/hiv")
    assert "triple_reactive" not in flags(response)
    assert response.value("readiness") == "Ideal untuk hamil"


def test_a_tetanus_dose_follows_the_rules() -> None:
    """FP3"""
    response = candidate(tetanus_status="T2", tetanus_given="ya")
    assert response.value("tetanus_after") == "T3"
    early = Response(
        real_form("premarital_screening"),
        context(birth_date=date(2002, 3, 9), last={"tetanus_status": "T2", "tetanus_last_dose": "2026-10-01"}),
    )
    fill(early, **{**BOTH, **WOMAN, "tetanus_status": "T2", "tetanus_given": "ya"})
    assert early.value("tetanus_after") == "T2"
    assert any("terlalu cepat" in line for line in alerts(early))


@pytest.mark.parametrize(
    ("sex", "years", "answers", "factors"),
    [
        ("P", 24, {"smoking": "terpapar"}, "Merokok atau terpapar asap rokok"),
        ("L", 24, {}, "Laki-laki di bawah umur ideal"),
        ("P", 24, {"haemoglobin": "11"}, "Anemia"),
        ("P", 24, {"smoking": "mantan"}, ""),
    ],
)
def test_the_risk_of_stunting_is_named(sex: str, years: int, answers: dict[str, str], factors: str) -> None:
    """FP4"""
    response = candidate(sex, years, **answers)
    assert response.value("stunting_factors") == factors
    assert ("stunting_risk" in flags(response)) is bool(factors)


@pytest.mark.parametrize(("wedding", "said"), [("19/2/27", True), ("20/2/27", False), ("22/11/26", True)])
def test_a_near_wedding_is_said(wedding: str, said: bool) -> None:
    """FP1"""
    lines = alerts(candidate(wedding_date=wedding), Alert.INFO)
    assert any("Kurang dari 3 bulan" in line for line in lines) is said


def test_the_number_of_the_partner_is_checked() -> None:
    """FP1"""
    assert "couple/partner_nik" in unanswered(candidate(partner_nik="740301"))
    assert unanswered(candidate(partner_nik="7403010101900001")) == set()


USER = {
    "kind": "new",
    "living_children": "2",
    "breastfeeding": "tidak",
    "conditions": "none",
    "systolic": "110",
    "diastolic": "70",
    "next_visit": "20/12/26",
}


def user(method: str, sex: str = "P", years: int = 30, before: str = "", **answers: str) -> Response:
    """Somebody who comes for family planning."""
    response = Response(
        real_form("family_planning_visit"),
        context(
            sex=sex,
            birth_date=date(TODAY.year - years, 3, 9),
            episode={"method": before} if before else {},
        ),
    )
    given = {**USER, "method": method}
    if sex == "L":
        del given["breastfeeding"]
    if answers.get("kind") in ("continuing", "switch"):
        given |= {"side_effects": "none", "complications": "none"}
    return fill(response, **{**given, **answers})


@pytest.mark.parametrize(
    ("method", "answers", "objects"),
    [
        ("injection_1_month", {}, False),
        ("injection_1_month", {"breastfeeding": "ya", "infant_months": "5"}, True),
        ("injection_1_month", {"breastfeeding": "ya", "infant_months": "6"}, False),
        ("injection_3_months", {"breastfeeding": "ya", "infant_months": "2"}, False),
        ("combined_pill", {"packs": "1", "systolic": "140"}, True),
        ("combined_pill", {"packs": "1", "systolic": "139", "diastolic": "89"}, False),
        ("progestin_pill", {"packs": "1", "systolic": "150"}, False),
        ("implant", {"informed_consent": "ya", "conditions": "cancer"}, True),
        ("iud", {"informed_consent": "ya", "conditions": "infection"}, True),
        ("iud", {"informed_consent": "ya", "last_birth": "19/11/26"}, True),
        ("iud", {"informed_consent": "ya", "last_birth": "20/11/26"}, False),
        ("iud", {"informed_consent": "ya", "last_birth": "25/10/26"}, False),
        ("lactational", {}, True),
        ("lactational", {"breastfeeding": "ya", "infant_months": "3", "conditions": "exclusive"}, False),
        ("condom", {"conditions": "pregnant"}, False),
        ("injection_3_months", {"conditions": "pregnant"}, True),
    ],
)
def test_objections(method: str, answers: dict[str, str], objects: bool) -> None:
    """FK1"""
    response = fill(user(method), **answers)
    assert ("contraception_unsuitable" in flags(response)) is objects
    assert any("Tidak ada halangan" in line for line in alerts(response, Alert.GOOD)) is not objects


def test_why_a_method_does_not_fit_stays_in_the_form() -> None:
    """FK1: the flag is read at the counter and in every room; an infection is named nowhere but where it was ticked."""
    response = fill(user("iud"), informed_consent="ya", conditions="infection cancer")
    (flag,) = [one for one in response.extract().flags if one.code == "contraception_unsuitable"]
    assert flag.text == "Metode KB perlu ditinjau, sebabnya lihat formulir."
    (said,) = alerts(response, Alert.DANGER)
    assert "obati dulu sebelum AKDR" in said
    extracted = " ".join(str(one) for one in response.extract().observations)
    assert not any(word in said + extracted for word in ("IMS", "seksual", "kelamin"))


def test_methods_follow_the_sex() -> None:
    """FK1"""
    man = Response(real_form("family_planning_visit"), context(sex="L", birth_date=date(1990, 1, 1)))
    man.answer("kind", "new")
    assert [choice.value for choice in man.choices("method")] == ["condom", "vasectomy"]
    assert "vasectomy" not in [choice.value for choice in user("iud").choices("method")]


@pytest.mark.parametrize("method", ["implant", "iud", "tubectomy"])
def test_an_operation_needs_a_signature(method: str) -> None:
    """FK1"""
    assert "chosen/informed_consent" in unanswered(user(method))
    assert any("persetujuan tertulis" in line for line in alerts(user(method, informed_consent="tidak")))
    assert not user(method, kind="continuing", before=method).is_relevant("chosen/informed_consent")


@pytest.mark.parametrize(
    ("method", "answers", "proposed", "until"),
    [
        ("injection_3_months", {}, "2027-02-14", ""),
        ("injection_1_month", {}, "2026-12-20", ""),
        ("progestin_pill", {"packs": "3"}, "2027-02-14", ""),
        ("implant", {"informed_consent": "ya"}, "2026-11-29", "2029-11-22"),
        ("implant", {"kind": "continuing"}, "2027-11-22", ""),
        ("iud", {"informed_consent": "ya"}, "2026-12-20", "2036-11-22"),
    ],
)
def test_the_next_visit_follows_the_method(method: str, answers: dict[str, str], proposed: str, until: str) -> None:
    """FK2"""
    response = user(method, before=method if answers.get("kind") == "continuing" else "")
    fill(response, **answers)
    assert response.value("next_proposed") == proposed
    assert response.value("lasts_until") == until


def test_a_late_next_visit_is_said() -> None:
    """FK2"""
    assert any("terputus" in line for line in alerts(user("injection_1_month", next_visit="21/12/26")))
    assert not any("terputus" in line for line in alerts(user("injection_1_month", next_visit="20/12/26")))


def test_a_new_user_completes() -> None:
    """FK1, FK2"""
    response = user("injection_3_months")
    assert unanswered(response) == set()
    found = {one.code: one.text for one in response.complete().extraction.observations if one.text}
    assert found["contraception_method"] == "injection_3_months"


def test_a_change_of_method_is_noticed() -> None:
    """FK3"""
    response = user("injection_3_months", before="combined_pill", kind="continuing")
    assert any("Ganti cara" in line for line in alerts(response))
    assert not any("Ganti cara" in line for line in alerts(user("iud", before="iud", kind="continuing")))


def test_failure_and_complications() -> None:
    """FK3"""
    failed = user("iud", before="iud", kind="continuing", complications="failure")
    assert flags(failed) == {"contraception_failure"}
    hurt = user("iud", before="iud", kind="continuing", complications="infection")
    assert flags(hurt) == {"contraception_complication"}


def test_who_stops_is_asked_why_and_nothing_of_a_new_method() -> None:
    """FK3"""
    response = Response(
        real_form("family_planning_visit"), context(birth_date=date(1996, 1, 1), episode={"method": "implant"})
    )
    fill(response, kind="stop", living_children="1", side_effects="none", complications="none")
    assert not response.is_relevant("chosen/method")
    assert "course/stop_reason" in unanswered(response)
    fill(response, removed="ya", stop_reason="pregnancy")
    assert response.value("next_proposed") == ""
    assert {problem.field for problem in response.problems()} <= {"chosen/method"}


@pytest.mark.parametrize(("days", "method", "counts"), [(42, "implant", "ya"), (43, "implant", "tidak")])
def test_kb_after_childbirth(days: int, method: str, counts: str) -> None:
    """FK4"""
    born = TODAY - timedelta(days=days)
    response = user(method, kind="postpartum", informed_consent="ya", last_birth=f"{born.day}/{born.month}/{born.year}")
    assert response.value("postpartum_method") == counts
