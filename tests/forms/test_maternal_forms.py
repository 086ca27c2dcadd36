"""The forms of pregnancy, birth and the weeks after, filled as in a clinic.

MF1  The Kartu Ibu dates the pregnancy, counts tetanus doses, and calls out what came before.
MF2  An antenatal visit asks nothing that the Kartu Ibu knows, labels itself, and says what is missing.
MF3  Gain, ROT, TTGO, PPIA, Td, tablets and KEK: called out at their borders.
MF4  Poedji Rochjati and the pre-eclampsia screening take what is known and ask the rest.
MF5  EPDS and SRQ-20.
MF6  A delivery: normal, dangerous, twins, losses, entered late.
MF7  KF1 to KF4. MF8  Classes. MF9  Maternal death.
MF10 No flag names a disease that must stay discreet.
"""

from collections.abc import Mapping
from datetime import date

import pytest

from ilp_desktop.forms import Alert, FormContext, Response
from tests.forms.test_real_forms import ANTENATAL, alerts, fill, flags, unanswered
from tests.forms.workbench import NOW, TODAY, context, real_form

BORN = date(1998, 1, 1)


def opened(form_id: str, born: date = BORN, last: Mapping[str, str] | None = None, /, **episode: str) -> Response:
    """A form for a woman of 28, with what her pregnancy is known for."""
    return Response(real_form(form_id), context(birth_date=born, episode=episode, last=last))


def found(response: Response) -> dict[str, float | str | None]:
    return {
        one.code: one.number if one.number is not None else one.text
        for one in response.complete().extraction.observations
    }


REGISTRATION = {
    "kia_book": "ya",
    "disability": "tidak",
    "works": "tidak",
    "gravida": "2",
    "para": "1",
    "abortus": "0",
    "living_children": "1",
    "still_births": "0",
    "last_birth": "1/6/22",
    "past_obstetric": "none",
    "dating": "hpht",
    "hpht": "1/9/26",
    "height": "152",
    "weight_before": "50",
    "own_illness": "none",
    "family_illness": "none",
    "infant_doses": "3",
    "dose_toddler": "tidak",
    "dose_school_1": "ya",
    "dose_school_2": "tidak",
}


def registration(born: date = BORN, /, **answers: str) -> Response:
    return fill(opened("pregnancy_registration", born), **{**REGISTRATION, **answers})


def test_a_normal_registration_is_quiet() -> None:
    """MF1"""
    response = registration()
    assert alerts(response, Alert.DANGER) == []
    assert flags(response) == set()
    seen = found(response)
    assert seen["pregnancy_start"] == "2026-09-01"
    assert seen["11778-8"] == "2027-06-08"
    assert seen["18185-9"] == 11
    assert seen["tetanus_status"] == "T3"
    assert seen["bmi_before_pregnancy"] == 21.6
    assert "11,5 sampai 16,0 kg" in " ".join(alerts(response, Alert.INFO))


@pytest.mark.parametrize(
    ("known", "doses", "status", "last"),
    [
        ({}, "0", "T0", None),
        ({"tetanus_status": "T4", "tetanus_last_dose": "2025-03-01"}, "0", "T4", "2025-03-01"),
        ({"tetanus_status": "T2", "tetanus_last_dose": "2025-03-01"}, "3", "T2", "2025-03-01"),
        ({"tetanus_status": "T1", "tetanus_last_dose": "2025-03-01"}, "3", "T2", None),
        ({"tetanus_status": "T5"}, "0", "T5", None),
    ],
)
def test_the_registration_never_lowers_the_tetanus_status(
    known: dict[str, str], doses: str, status: str, last: str | None
) -> None:
    """MF1: what the couple's examination or an earlier pregnancy found stands when no card was brought."""
    typed = {**REGISTRATION, "infant_doses": doses, "dose_school_1": "tidak"}
    seen = found(fill(opened("pregnancy_registration", BORN, known), **typed))
    assert (seen["tetanus_status"], seen.get("tetanus_last_dose")) == (status, last)


def test_a_forgotten_period_is_dated_by_ultrasound() -> None:
    """MF1"""
    response = registration(dating="usg", estimated_on="8/11/26", weeks_estimated="9", days_estimated="4")
    assert response.value("last_period") == "2026-09-02"
    assert response.value("weeks_text") == "11 minggu 4 hari"
    rough = registration(dating="tfu", weeks_estimated="20")
    assert response.value("estimated_on") == "2026-11-08"
    assert rough.value("estimated_on") == TODAY.isoformat()
    assert "pregnancy_dating_rough" in flags(rough)


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"last_birth": "1/1/25"}, "short_birth_interval"),
        ({"last_birth": "1/1/25"}, "four_too"),
        ({"gravida": "6", "para": "5", "living_children": "5"}, "grand_multipara"),
        ({"past_obstetric": "caesarean"}, "past_obstetric_risk"),
        ({"height": "145"}, "short_stature"),
        ({"weight_before": "42,6"}, "underweight_before_pregnancy"),
        ({"own_illness": "hypertension"}, "illness_in_pregnancy"),
        ({"works": "ya", "work_hazards": "chemical"}, "work_hazard"),
        ({"planned_place": "home"}, "home_birth_planned"),
        ({"hpht": "1/2/26"}, "pregnancy_post_term"),
    ],
)
def test_what_the_registration_calls_out(answers: dict[str, str], flag: str) -> None:
    """MF1"""
    assert flag in flags(registration(**answers))


def test_contact_alone_is_no_suspect() -> None:
    """MF3: without a symptom the contact is followed, not sent to the sputum test."""
    assert "tb_suspect" not in flags(visit(tb_symptoms="contact"))
    assert {"tb_suspect"} == flags(visit(tb_symptoms="contact fever")) & {"tb_suspect", "tb_contact"}


@pytest.mark.parametrize(("born", "flagged"), [(date(2006, 11, 23), True), (date(2006, 11, 22), False)])
def test_the_age_of_the_mother(born: date, flagged: bool) -> None:
    """MF1: below 20 on the day."""
    assert ("maternal_age_risk" in flags(registration(born))) is flagged


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"gravida": "2", "para": "2"}, "para"),
        ({"abortus": "1"}, "abortus"),
        ({"living_children": "5"}, "still_births"),
        ({"hpht": "23/11/26"}, "hpht"),
        ({"hpht": "24/1/26"}, "hpht"),
        ({"last_birth": "31/12/07"}, "last_birth"),
        ({"last_birth": "22/11/26"}, "last_birth"),
        ({"height": "52"}, "height"),
        ({"weight_before": "181"}, "weight_before"),
    ],
)
def test_impossible_histories_are_refused(answers: dict[str, str], field: str) -> None:
    """MF1: more births than pregnancies, a period to come or too long ago, a birth before her own, cm for kg."""
    response = registration(**answers)
    assert field in {one.field.rpartition("/")[2] for one in response.problems()}


def test_a_woman_without_a_birth_date_can_be_registered() -> None:
    """MF1"""
    response = Response(real_form("pregnancy_registration"), context(birth_date=None))
    fill(response, **REGISTRATION, dated_doses="1")
    response.answer("tetanus_doses[1]/dose_date", "1/2/20")
    response.answer("previous_pregnancies[1]/previous_year", "2022")
    assert response.complete()


def test_a_child_cannot_be_older_than_its_mother_less_ten_years() -> None:
    """MF1"""
    response = registration(last_birth="1/1/08")
    assert "obstetric/last_birth" not in unanswered(response)
    response.answer("previous_pregnancies[1]/previous_year", "2007")
    assert "previous_pregnancies[1]/previous_year" in unanswered(response)
    response.answer("previous_pregnancies[1]/previous_year", "2008")
    assert "previous_pregnancies[1]/previous_year" not in unanswered(response)


def test_tetanus_doses_of_other_places_count_with_their_intervals() -> None:
    """MF1: doses typed out of order, one too early."""
    response = registration(infant_doses="0", dose_school_1="tidak", dated_doses="3")
    for place, day in enumerate(("1/8/26", "1/2/26", "10/2/26"), 1):
        response.answer(f"tetanus_doses[{place}]/dose_date", day)
    assert response.value("tetanus_now") == "T2"
    assert response.value("tetanus_last") == "2026-08-01"
    assert response.value("tetanus_next") == "2027-02-01"
    response.answer("tetanus_doses[1]/dose_date", "1/1/97")
    assert "tetanus_doses[1]/dose_date" in unanswered(response)


def test_contacts_elsewhere_are_kept_as_days() -> None:
    """MF1"""
    response = registration(earlier_count="2")
    response.answer("earlier_contacts[1]/earlier_date", "20/9/26")
    response.answer("earlier_contacts[2]/earlier_date", "20/10/26")
    assert response.value("contacts_elsewhere") == "2026-09-20 2026-10-20"
    response.answer("earlier_contacts[2]/earlier_date", "20/8/26")
    assert "earlier_contacts[2]/earlier_date" in unanswered(response)


KNOWN = {
    "pregnancy_registration.days": "2026-09-10",
    "last_period": "2026-06-01",
    "dating_basis": "hpht",
    "gravida": "3",
    "para": "2",
    "abortus": "0",
    "weight_before": "50",
}
ASKED_ONCE = {"dating", "hpht", "gravida", "para", "abortus", "months_since_birth"}
VISIT = {name: typed for name, typed in ANTENATAL.items() if name not in ASKED_ONCE} | {"weight": "54"}


def visit(
    episode: Mapping[str, str] | None = None, last: Mapping[str, str] | None = None, /, **answers: str
) -> Response:
    response = opened("antenatal_visit", BORN, last, **{**KNOWN, **(episode or {})})
    return fill(response, **{**VISIT, **answers})


def test_a_visit_asks_nothing_that_the_registration_knows() -> None:
    """MF2"""
    response = visit()
    shown = {state.question.name for state in response.states()}
    assert not (ASKED_ONCE | {"weight_before"}) & shown
    assert response.value("weeks") == "24"
    assert response.value("due_date") == "2027-03-08"
    assert "G3P2A0 menurut Kartu Ibu" in " ".join(alerts(response, Alert.INFO))
    seen = found(response)
    assert seen["antenatal_contact"] == "K1 akses"
    assert seen["bmi_before_pregnancy"] == 21.9


@pytest.mark.parametrize(
    ("earlier", "elsewhere", "label", "number"),
    [
        ("", "", "K1 akses", "1"),
        ("2026-07-10", "", "K2", "2"),
        ("2026-07-10 2026-10-01", "", "K3", "3"),
        ("2026-10-01", "2026-07-10", "K3", "3"),
        ("2026-07-10 2026-09-20 2026-10-01", "", "Tambahan", "4"),
        ("2026-07-10 2026-07-10 2026-11-22", "", "K2", "2"),
    ],
)
def test_a_visit_labels_itself(earlier: str, elsewhere: str, label: str, number: str) -> None:
    """MF2: days of visits here and elsewhere, in any order, the same day once."""
    response = visit({"antenatal_visit.days": earlier, "contacts_elsewhere": elsewhere})
    assert (response.value("contact_label"), response.value("visit_number")) == (label, number)


def test_k6_is_reached_by_trimester() -> None:
    """MF2"""
    days = "2026-02-20 2026-05-20 2026-06-20 2026-07-30 2026-09-10"
    response = visit({"last_period": "2026-02-01", "antenatal_visit.days": days})
    assert (response.value("k4_reached"), response.value("k6_reached")) == ("ya", "ya")
    assert "K6 sudah lengkap" in " ".join(alerts(response, Alert.GOOD))
    assert response.value("k6_with_doctor") == "tidak"
    assert any("USG oleh dokter" in line for line in alerts(response, Alert.WARNING))
    seen = visit({"last_period": "2026-02-01", "antenatal_visit.days": days, "doctor_first": "ya"})
    fill(seen, ultrasound="ya", ultrasound_by="obstetrician", ultrasound_result="Baik")
    assert (seen.value("k6_with_doctor"), seen.value("doctor_third")) == ("ya", "ya")
    late = visit({"last_period": "2026-02-01", "antenatal_visit.days": days.replace("2026-02-20", "2026-05-05")})
    assert (late.value("k4_reached"), late.value("k6_reached")) == ("tidak", "tidak")


def test_what_is_missing_guides_and_never_blocks() -> None:
    """MF2"""
    response = visit({"antenatal_visit.days": "2026-07-10"})
    assert response.value("services_missing") == "TFU, presentasi dan DJJ, konseling"
    assert response.complete()
    fill(response, fundal_height="24", fetal_heart="140", counselling="nutrition")
    assert response.value("services_missing") == ""


def test_an_ultrasound_that_differs_offers_new_dates() -> None:
    """MF2"""
    episode = {"last_period": "2026-09-13", "antenatal_visit.days": ""}
    response = visit(episode, ultrasound="ya", ultrasound_by="doctor", ultrasound_result="Janin hidup")
    fill(response, ultrasound_weeks="11", ultrasound_days="0")
    assert not response.is_relevant("services/redate")
    fill(response, ultrasound_days="1", ultrasound_weeks="8")
    assert "services/redate" in unanswered(response)
    response.answer("redate", "ya")
    assert response.value("last_period") == "2026-09-26"
    assert response.value("weeks_text") == "8 minggu 1 hari"
    assert response.value("dating_basis") == "usg"
    response.answer("redate", "tidak")
    assert response.value("last_period") == "2026-09-13"


@pytest.mark.parametrize(
    ("weight", "flag"),
    [("53", "pregnancy_weight_gain_low"), ("57", None), ("61", "pregnancy_weight_gain_high")],
)
def test_gain_beside_its_range(weight: str, flag: str | None) -> None:
    """MF3: at 24 weeks 5,0 to 7,7 kg for a normal index."""
    response = visit(weight=weight)
    assert flags(response) == ({flag} if flag else set())
    if flag:
        assert "5,0 sampai 7,7 kg" in " ".join(alerts(response, Alert.WARNING))


def test_a_fast_rise_is_called_out() -> None:
    """MF3: 4.4 kg in the 30 days since the last weighing."""
    assert "pregnancy_weight_gain_fast" in flags(visit(None, {"29463-7": "52"}, weight="56,4"))
    assert "pregnancy_weight_gain_fast" not in flags(visit(None, {"29463-7": "52"}, weight="56"))


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"ttgo_fasting": "92"}, "gestational_diabetes"),
        ({"ttgo_fasting": "91", "ttgo_two_hours": "153"}, "gestational_diabetes"),
        ({"glucose": "200"}, "glucose_high"),
        ({"blood_group": "O_neg"}, "rhesus_negative"),
        ({"malaria_test": "rdt_positive", "malaria_treated": "ya"}, "malaria_in_pregnancy"),
        ({"hiv": "reactive"}, "needs_ppia"),
        ({"syphilis": "reactive"}, "needs_ppia"),
        ({"hbsag": "reactive"}, "needs_ppia"),
    ],
)
def test_laboratory_is_called_out(answers: dict[str, str], flag: str) -> None:
    """MF3"""
    assert flag in flags(visit(weight="56", **answers))


@pytest.mark.parametrize(
    "answers",
    [{"ttgo_fasting": "91", "ttgo_one_hour": "179", "ttgo_two_hours": "152"}, {"glucose": "199"}, {"hiv": "refused"}],
)
def test_laboratory_below_the_borders_is_quiet(answers: dict[str, str]) -> None:
    """MF3"""
    assert flags(visit(weight="56", **answers)) == set()


def test_the_roll_over_test_has_its_weeks() -> None:
    """MF3"""
    assert not visit().is_relevant("examination/roll_over_supine")
    response = visit({"last_period": "2026-05-01"}, roll_over_supine="90", roll_over_left="71")
    assert "roll_over_positive" not in flags(response)
    response.answer("roll_over_left", "70")
    assert "roll_over_positive" in flags(response)


def test_what_the_puskesmas_has_set_decides() -> None:
    """MF3: 15 mmHg, Johnson 12/11, K6 as in Buku KIA 2020."""
    known = context(
        birth_date=BORN,
        episode={**KNOWN, "last_period": "2026-02-01", "antenatal_visit.days": "2026-03-01 2026-04-05 2026-06-20"},
        settings={"johnson_numbers": "12/11/11", "antenatal_k6": "2-1-3", "kek_food_days": "120"},
    )
    response = fill(Response(real_form("antenatal_visit"), known), **VISIT)
    fill(response, fundal_height="34", presentation="head", engagement="engaged", upper_arm="23")
    assert response.value("fetal_weight") == "3565"
    assert response.value("contact_label") == "K4"
    assert any("120 hari" in line for line in alerts(response, Alert.DANGER))


def test_triple_elimination_is_done_once_and_followed() -> None:
    """MF3"""
    first = visit()
    assert {"hiv", "syphilis", "hbsag"} <= {state.question.name for state in first.states()}
    done = visit({"hiv": "nonreactive", "syphilis": "reactive", "hbsag": "refused"})
    shown = {state.question.name for state in done.states()}
    assert "hiv" not in shown
    assert "syphilis" not in shown
    assert {"hbsag", "syphilis_treated", "syphilis_partner"} <= shown


def test_tetanus_goes_one_step_at_its_interval() -> None:
    """MF3"""
    last = {"tetanus_status": "T2", "tetanus_last_dose": "2026-05-22"}
    response = visit(None, last, weight="56", tetanus_status="T2", tetanus_given="ya")
    assert found(response)["tetanus_status"] == "T3"
    assert found(response)["tetanus_last_dose"] == TODAY.isoformat()
    early = visit(None, last | {"tetanus_last_dose": "2026-05-23"}, tetanus_status="T2", tetanus_given="ya")
    assert early.value("tetanus_after") == "T2"
    assert any("Td terlalu cepat" in line for line in alerts(early, Alert.WARNING))


def test_tablets_add_up_and_kinds_are_not_mixed() -> None:
    """MF3"""
    response = visit({"tablets_total": "60", "supplement": "mms"}, weight="56")
    assert response.value("tablets_total") == "90"
    assert any("TTD dan MMS" in line for line in alerts(response, Alert.WARNING))
    assert visit(weight="56").value("tablets_total") == "30"


def test_what_this_pregnancy_found_is_not_asked_as_if_new() -> None:
    """MF3: twins stay twins; only an arm measured in this pregnancy is shown."""
    twins = visit({"fetuses": "multiple", "upper_arm": "24.1"}, {"56072-2": "22.9"})
    assert twins.value("fetuses") == "multiple"
    assert "multiple_pregnancy" in flags(twins)
    shown = opened("antenatal_visit", BORN, {"56072-2": "22.9"}, **KNOWN, upper_arm="24.1")
    assert shown.value("upper_arm") == "24.1"
    first = opened("antenatal_visit", BORN, {"56072-2": "22.9"}, **KNOWN)
    assert (first.value("upper_arm"), first.value("fetuses")) == ("", "single")
    assert "kek" not in flags(first)


def test_kek_asks_for_food() -> None:
    """MF3"""
    response = visit(weight="56", upper_arm="23,4")
    assert "services/food_given" in unanswered(response)
    assert "kek" in flags(response)
    assert "services/food_given" not in unanswered(visit(weight="56", upper_arm="23,5"))
    later = visit({"upper_arm": "22.8"}, weight="56")
    later.answer("upper_arm", "")
    assert "services/food_given" in unanswered(later)


KSPR_EPISODE = {
    "last_period": "2026-06-01",
    "gravida": "3",
    "para": "2",
    "abortus": "0",
    "months_since_birth": "30",
    "past_obstetric": "none",
    "own_illness": "none",
}
NO_MORE = {"items_history": "none", "items_now": "none", "items_emergency": "none"}


def test_a_low_score() -> None:
    """MF4"""
    response = fill(opened("poedji_rochjati", BORN, {"8302-2": "152"}, **KSPR_EPISODE), **NO_MORE)
    assert (response.value("kspr_score"), response.value("kspr_class"), response.value("kspr_column")) == (
        "2",
        "KRR",
        "II",
    )
    fill(response, advised_place="puskesmas", advised_attendant="midwife")
    assert flags(response) == set()
    assert found(response)["poedji_rochjati_score"] == 2


def test_the_score_takes_what_is_known_and_asks_the_rest() -> None:
    """MF4: height, a caesarean and the interval are known; breech is asked."""
    episode = KSPR_EPISODE | {"past_obstetric": "caesarean", "months_since_birth": "20"}
    response = fill(opened("poedji_rochjati", BORN, {"8302-2": "144"}, **episode), **NO_MORE)
    assert response.value("items_known") == "interval_short height caesarean"
    assert response.value("kspr_score") == "18"
    assert "caesarean" not in {choice.value for choice in response.choices("items_history")}
    assert {choice.value for choice in response.choices("items_emergency")} == {
        "none",
        "bleeding",
        "severe_preeclampsia",
    }
    response.answer("items_now", "breech")
    assert response.value("kspr_score") == "26"
    assert response.value("kspr_class") == "KRST"
    assert flags(response) == {"high_risk_pregnancy"}


def test_the_score_knows_what_the_visits_of_this_pregnancy_found() -> None:
    """MF4: a finding of an earlier pregnancy, whose flag nobody has ended, is none of this one."""
    seen = {"anaemia": "Anemia ringan", "fetuses": "multiple", "malaria_test": "rdt_positive"}
    response = fill(opened("poedji_rochjati", **KSPR_EPISODE, **seen), **NO_MORE)
    assert response.value("items_known") == "malaria anaemia twins"
    well = KSPR_EPISODE | {"anaemia": "Tidak anemia", "fetuses": "single", "malaria_test": "rdt_negative"}
    assert opened("poedji_rochjati", **well).value("items_known") == ""
    told = KSPR_EPISODE | {"still_births": "1", "ttgo_class": "Diabetes melitus gestasional"}
    assert opened("poedji_rochjati", **told).value("items_known") == "lost_pregnancy diabetes"
    untold = KSPR_EPISODE | {"still_births": "0", "ttgo_class": "Normal"}
    assert opened("poedji_rochjati", **untold).value("items_known") == ""
    late = opened("poedji_rochjati", **(KSPR_EPISODE | {"last_period": "2026-02-01"}))
    assert late.value("items_known") == "post_term"
    flagged = FormContext(
        today=TODAY, now=NOW, visit_date=TODAY, sex="P", birth_date=BORN, flags=frozenset({"anaemia", "kek"})
    )
    assert Response(real_form("poedji_rochjati"), flagged).value("items_known") == ""


def test_the_score_waits_for_every_group() -> None:
    """MF4"""
    response = fill(opened("poedji_rochjati", **KSPR_EPISODE), items_history="none", items_now="none")
    assert response.value("kspr_score") == ""
    assert response.value("kspr_class") == ""


@pytest.mark.parametrize(
    ("episode", "asked", "result"),
    [
        ({}, {}, "Tidak berisiko"),
        ({"map": "91"}, {}, "Tidak berisiko"),
        ({"map": "91", "bmi_before": "30.1"}, {}, "Berisiko preeklampsia"),
        ({"map": "90", "bmi_before": "30"}, {"moderate_asked": "new_partner"}, "Tidak berisiko"),
        ({"map": "91"}, {"moderate_asked": "new_partner"}, "Berisiko preeklampsia"),
        ({"map": "90.3"}, {"moderate_asked": "new_partner"}, "Berisiko preeklampsia"),
        ({"map": ""}, {"systolic": "111", "diastolic": "80", "moderate_asked": "new_partner"}, "Berisiko preeklampsia"),
        ({"past_obstetric": "preeclampsia"}, {}, "Berisiko preeklampsia"),
        ({}, {"high_asked": "kidney"}, "Berisiko preeklampsia"),
        ({"urine_protein": "plus1"}, {}, "Berisiko preeklampsia"),
        ({"ttgo_class": "Diabetes melitus gestasional"}, {}, "Berisiko preeklampsia"),
        ({"ttgo_class": "Normal"}, {}, "Tidak berisiko"),
        ({"family_illness": "preeclampsia", "months_since_birth": "121"}, {}, "Berisiko preeklampsia"),
        ({"para": "0", "gravida": "1"}, {}, "Tidak berisiko"),
    ],
)
def test_preeclampsia(episode: dict[str, str], asked: dict[str, str], result: str) -> None:
    """MF4"""
    known = KSPR_EPISODE | {"map": "83", "bmi_before": "22"} | episode
    response = opened("preeclampsia_screening", **known)
    fill(response, **{"moderate_asked": "none", "high_asked": "none", **asked})
    assert response.value("preeclampsia_result") == result
    assert ("preeclampsia_risk" in flags(response)) is (result == "Berisiko preeklampsia")


def epds(*answers: int) -> Response:
    response = fill(opened("maternal_mental_health", last_period="2026-06-01"), instrument="epds")
    for number, score in enumerate(answers, 1):
        response.answer(f"epds_{number}", str(score))
    return response


@pytest.mark.parametrize(
    ("answers", "score", "expected", "flagged"),
    [
        ((1,) * 9 + (0,), "9", "Tidak ada tanda", set()),
        ((2,) + (1,) * 8 + (0,), "10", "Waspada", {"maternal_mood_watch"}),
        ((2,) * 3 + (1,) * 6 + (0,), "12", "Waspada", {"maternal_mood_watch"}),
        ((2,) * 4 + (1,) * 5 + (0,), "13", "Rujuk dokter atau psikolog", {"maternal_mood_refer"}),
        ((0,) * 9 + (1,), "1", "Tidak ada tanda", {"maternal_safety"}),
    ],
)
def test_epds(answers: tuple[int, ...], score: str, expected: str, flagged: set[str]) -> None:
    """MF5"""
    response = epds(*answers)
    assert (response.value("epds_score"), response.value("epds_class")) == (score, expected)
    assert flags(response) == flagged


def test_epds_needs_every_answer_and_reverses_where_the_paper_does() -> None:
    """MF5"""
    response = epds(*(1,) * 9)
    assert response.value("epds_score") == ""
    first = {choice.label: choice.value for choice in response.choices("epds_1")}
    third = {choice.label: choice.value for choice in response.choices("epds_3")}
    assert first["Tidak sama sekali"] == "3"
    assert third["Tidak pernah sama sekali"] == "0"
    assert [choice.value for choice in response.choices("epds_3")] == ["3", "2", "1", "0"]


@pytest.mark.parametrize(("score", "flagged"), [("5", set()), ("6", {"maternal_mood_watch"})])
def test_srq(score: str, flagged: set[str]) -> None:
    """MF5"""
    response = fill(opened("maternal_mental_health"), instrument="srq20", srq_score=score, srq_end_life="tidak")
    assert flags(response) == flagged


DELIVERY = {
    "outcome": "live_birth",
    "delivered_on": "22/11/26",
    "delivered_time": "8.30",
    "birth_place": "puskesmas",
    "attendant": "midwife",
    "birth_mode": "spontaneous",
    "birth_complications": "none",
    "mother_state": "healthy",
}
BABY = {
    "born_alive": "alive",
    "baby_sex": "P",
    "birth_weight": "3100",
    "birth_length": "49",
    "apgar_1": "8",
    "apgar_5": "9",
    "early_breastfeeding": "ya",
}
ELIMINATED = {"hiv": "nonreactive", "syphilis": "nonreactive", "hbsag": "nonreactive"}


def delivery(
    episode: Mapping[str, str] | None = None, baby: Mapping[str, str] | None = None, /, **answers: str
) -> Response:
    known = {"last_period": "2026-02-15", "gravida": "2", "para": "1", **ELIMINATED, **(episode or {})}
    response = fill(opened("delivery", **known), **{**DELIVERY, **answers})
    for name, typed in {**BABY, **(baby or {})}.items() if response.is_relevant("babies_group") else ():
        response.answer(f"babies[1]/{name}", typed)
    return response


def test_a_normal_birth() -> None:
    """MF6"""
    response = delivery()
    assert alerts(response) == []
    seen = found(response)
    assert seen["pregnancy_outcome"] == "live_birth"
    assert seen["delivery_date"] == "2026-11-22"
    assert seen["gestational_age_at_birth"] == 40
    assert response.value("babies[1]/birth_weight_class") == "BBLC"
    assert response.extract().flags == ()


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"blood_loss": "501"}, "postpartum_haemorrhage"),
        ({"birth_mode": "caesarean", "blood_loss": "1001"}, "postpartum_haemorrhage"),
        ({"third_stage_minutes": "31"}, "retained_placenta"),
        ({"placenta_complete": "tidak"}, "retained_placenta"),
        ({"second_stage_minutes": "61"}, "prolonged_labour"),
        ({"partograph": "action"}, "prolonged_labour"),
        ({"rupture_hours": "12"}, "prolonged_rupture"),
        ({"waters": "green"}, "abnormal_liquor"),
        ({"perineal_tear": "third"}, "severe_perineal_tear"),
        ({"systolic": "160", "diastolic": "100"}, "pregnancy_hypertension_severe"),
        ({"fourth_stage": "soft"}, "postpartum_watch"),
        ({"temperature": "38,0"}, "puerperal_fever"),
        ({"birth_place": "home", "attendant": "traditional"}, "birth_without_health_worker"),
        ({"birth_place": "home"}, "birth_outside_facility"),
        ({"birth_complications": "preeclampsia", "treatment": "MgSO4"}, "birth_complication"),
        ({"mother_state": "died"}, "mother_died"),
    ],
)
def test_a_dangerous_birth_is_called_out(answers: dict[str, str], flag: str) -> None:
    """MF6"""
    assert flag in flags(delivery(**answers))


@pytest.mark.parametrize(
    "answers",
    [
        {"blood_loss": "500"},
        {"birth_mode": "caesarean", "blood_loss": "1000"},
        {"third_stage_minutes": "30"},
        {"second_stage_minutes": "60"},
        {"rupture_hours": "11,9"},
    ],
)
def test_the_borders_of_a_birth_are_quiet(answers: dict[str, str]) -> None:
    """MF6"""
    assert flags(delivery(**answers)) == set()


def test_the_baby_is_called_out_in_its_own_row_and_not_with_the_mother() -> None:
    """MF6"""
    response = delivery(None, {"birth_weight": "1999", "birth_length": "47,9", "apgar_5": "6"})
    said = " ".join(alerts(response))
    assert "BBLR" in said
    assert "Rujuk" in said
    assert "47,9" in said
    assert "Asfiksia sedang" in said
    assert flags(response) == set()
    assert "8339-4" not in found(response)


def test_twins_have_a_row_each() -> None:
    """MF6"""
    response = delivery(number_of_babies="2")
    for name, typed in {**BABY, "baby_sex": "L", "birth_weight": "2400", "birth_time": "8.42"}.items():
        response.answer(f"babies[2]/{name}", typed)
    assert response.value("babies[2]/birth_order") == "2"
    assert response.value("babies[2]/birth_weight_class") == "BBLR"
    assert response.complete()


def test_a_loss_has_no_baby() -> None:
    """MF6"""
    response = delivery({"last_period": "2026-09-01"}, outcome="abortion", birth_place="puskesmas")
    assert not response.is_relevant("babies_group")
    assert response.value("babies_count") == "0"
    assert found(response)["pregnancy_outcome"] == "abortion"
    late = delivery({"last_period": "2026-06-21"}, outcome="abortion")
    assert any("keguguran atau lahir mati" in line for line in alerts(late))


def test_a_birth_before_the_pregnancy_is_refused() -> None:
    """MF6"""
    assert "result/delivered_on" in unanswered(delivery(delivered_on="14/2/26"))
    assert "result/delivered_on" in unanswered(delivery(delivered_on="23/11/26"))
    assert delivery(delivered_on="1/11/26").complete()


def test_what_was_not_tested_in_pregnancy_is_asked_at_birth() -> None:
    """MF6"""
    response = delivery({"hbsag": "refused"})
    assert "elimination/hbsag" in unanswered(response)
    response.answer("hbsag", "reactive")
    assert flags(response) == {"needs_ppia"}


KF = {
    "postpartum_danger_signs": "none",
    "tb_symptoms": "none",
    "general_state": "good",
    "systolic": "110",
    "diastolic": "70",
    "temperature": "36,8",
    "bleeding": "normal",
    "lochia": "serosa",
    "birth_canal": "healing",
    "breast": "normal",
    "feeding": "exclusive",
    "contraception": "none",
}


def postpartum(delivered: str, episode: Mapping[str, str] | None = None, /, **answers: str) -> Response:
    known = {"delivered_on": delivered, "delivered_time": "08:00:00.000+08:00", **(episode or {})}
    return fill(opened("postpartum_visit", **known), **{**KF, **answers})


@pytest.mark.parametrize(
    ("delivered", "time", "label"),
    [
        ("2026-11-22", "13.59", "Di luar jadwal KF"),
        ("2026-11-22", "14.00", "KF1"),
        ("2026-11-20", "8.00", "KF1"),
        ("2026-11-20", "8.10", "KF2"),
        ("2026-11-21", None, "KF1"),
        ("2026-11-19", None, "KF2"),
        ("2026-11-15", None, "KF2"),
        ("2026-11-14", None, "KF3"),
        ("2026-10-25", None, "KF3"),
        ("2026-10-24", None, "KF4"),
        ("2026-10-11", None, "KF4"),
        ("2026-10-10", None, "Di luar jadwal KF"),
    ],
)
def test_the_contact_after_birth(delivered: str, time: str | None, label: str) -> None:
    """MF7"""
    response = postpartum(delivered, **({"visit_time": time} if time else {}))
    assert response.value("contact_label") == label


def test_the_day_of_birth_needs_the_hour() -> None:
    """MF7"""
    response = postpartum("2026-11-22")
    assert response.value("contact_label") == ""
    assert "contact/visit_time" in unanswered(response)


def test_all_four_contacts_whatever_their_order_of_entry() -> None:
    """MF7"""
    days = "2026-10-11 2026-10-14 2026-10-25"
    response = postpartum("2026-10-10", {"postpartum_visit.days": days})
    assert response.value("kf_complete") == "tidak"
    late = postpartum(
        "2026-10-20", {"postpartum_visit.days": "2026-10-20 2026-10-25 2026-11-01", "contacts_done": "KF1"}
    )
    assert late.value("contacts_done").split() == ["KF1", "KF2", "KF3", "KF4"]
    assert late.value("kf_complete") == "ya"
    assert found(late)["kf_complete"] == "ya"


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"bleeding": "heavy"}, "postpartum_haemorrhage"),
        ({"temperature": "38,0"}, "puerperal_fever"),
        ({"lochia": "smelly"}, "puerperal_infection"),
        ({"birth_canal": "infected"}, "puerperal_infection"),
        ({"breast": "inflamed"}, "mastitis"),
        ({"systolic": "140", "diastolic": "80"}, "postpartum_hypertension"),
        ({"systolic": "150", "diastolic": "110"}, "postpartum_hypertension_severe"),
        ({"postpartum_danger_signs": "headache"}, "postpartum_danger_sign"),
        ({"contraction": "soft"}, "uterine_atony"),
        ({"tb_symptoms": "cough"}, "tb_suspect"),
        ({"tb_symptoms": "contact"}, "tb_contact"),
    ],
)
def test_dangers_after_birth(answers: dict[str, str], flag: str) -> None:
    """MF7"""
    assert flag in flags(postpartum("2026-11-17", vitamin_a="2", **answers))


@pytest.mark.parametrize(
    ("outcome", "counted"), [("live_birth", "ya"), ("stillbirth", "ya"), ("mixed", "ya"), ("abortion", None)]
)
def test_contraception_counts_after_a_birth_only(outcome: str, counted: str | None) -> None:
    """MF6, MF7: KBPP is of mothers after birth; after a miscarriage the method is kept, not counted."""
    assert found(delivery(outcome=outcome, contraception="iud")).get("postpartum_contraception") == counted
    later = postpartum("2026-11-17", {"outcome": outcome}, vitamin_a="2", contraception="iud")
    assert found(later).get("postpartum_contraception") == counted


def test_vitamin_a_and_contraception() -> None:
    """MF7"""
    response = postpartum("2026-11-17", {"vitamin_a_first": "ya"}, vitamin_a="1", contraception="iud")
    seen = found(response)
    assert seen["vitamin_a_capsules_total"] == 2
    assert seen["postpartum_contraception"] == "ya"
    assert "services/vitamin_a" in unanswered(postpartum("2026-11-17", {"vitamin_a_first": "ya"}, vitamin_a="2"))
    late = postpartum("2026-11-01")
    assert not late.is_relevant("services/vitamin_a")
    assert any("baru 0 kapsul" in line for line in alerts(late))
    wrong = postpartum("2026-11-17", contraception="injection_1_month", vitamin_a="2")
    assert any("selama menyusui" in line for line in alerts(wrong, Alert.DANGER))
    assert any("EPDS" in line for line in alerts(late, Alert.INFO))
    screened = postpartum("2026-11-01", {"maternal_mental_health.days": "2026-03-01 2026-11-10"})
    assert not any("EPDS" in line for line in alerts(screened, Alert.INFO))
    before = postpartum("2026-11-01", {"maternal_mental_health.days": "2026-03-01"})
    assert any("EPDS" in line for line in alerts(before, Alert.INFO))


def test_a_mother_whose_birth_nobody_recorded() -> None:
    """MF7"""
    response = fill(opened("postpartum_visit"), delivery_typed="15/11/26", vitamin_a="2", **KF)
    assert response.value("contact_label") == "KF2"
    assert response.complete()


def test_classes_count_themselves() -> None:
    """MF8"""
    response = opened("antenatal_class", last_period="2026-06-01")
    fill(response, class_place="pustu", class_topics="care", class_partner="tidak")
    assert found(response)["antenatal_class_number"] == 1
    days = {"antenatal_class.days": "2026-08-01 2026-09-01 2026-10-01", "class_family_came": "ya"}
    fourth = fill(opened("antenatal_class", **days), class_place="pustu", class_topics="care", class_partner="tidak")
    assert fourth.value("class_number") == "4"
    assert any("lengkap" in line for line in alerts(fourth, Alert.GOOD))
    assert any("lebih dari 10" in line for line in alerts(fill(fourth, participants="11"), Alert.WARNING))


DEATH = {
    "died_on": "20/11/26",
    "death_place": "hospital",
    "phase": "after",
    "incidental": "tidak",
    "cause_group": "bleeding",
    "direct_cause": "Perdarahan pasca persalinan",
    "direct_code": "O72.1",
    "delays": "deciding",
    "chronology": "Perdarahan sesudah plasenta lahir",
}


@pytest.mark.parametrize(
    ("delivered", "answers", "counts"),
    [
        ("2026-10-09", {}, "ya"),
        ("2026-10-08", {}, "tidak"),
        ("2026-11-19", {"incidental": "ya"}, "tidak"),
        ("2026-11-20", {"phase": "birth"}, "ya"),
    ],
)
def test_what_counts_as_a_maternal_death(delivered: str, answers: dict[str, str], counts: str) -> None:
    """MF9: to 42 days after the birth."""
    episode = {"last_period": "2026-01-20", "delivered_on": delivered}
    response = fill(opened("maternal_death", **episode), **{**DEATH, **answers})
    assert response.value("counts") == counts
    assert ("maternal_death" in flags(response)) is (counts == "ya")
    assert found(response)["maternal_death"] == counts


def test_a_death_that_cannot_be() -> None:
    """MF9"""
    response = fill(opened("maternal_death", last_period="2026-06-01"), **{**DEATH, "died_on": "31/5/26"})
    assert "death/died_on" in unanswered(response)
    assert "death/ended_on" in unanswered(fill(opened("maternal_death"), **DEATH))
    assert "cause/direct_code" in unanswered(fill(opened("maternal_death"), **{**DEATH, "direct_code": "perdarahan"}))


DISCREET = ("hiv", "sifilis", "syphilis", "hepatitis", "hbsag", "kekerasan", "ktpa")


@pytest.mark.parametrize(
    ("response", "flag"),
    [
        (lambda: visit(weight="56", hiv="reactive", syphilis="reactive", hbsag="reactive"), "needs_ppia"),
        (lambda: delivery({"hiv": ""}, hiv="reactive"), "needs_ppia"),
        (lambda: fill(epds(*(0,) * 10), violence_suspected="ya"), "needs_protection"),
    ],
)
def test_flags_stay_discreet(response: object, flag: str) -> None:
    """MF10"""
    assert callable(response)
    raised = {one.code: one.text for one in response().extract().flags}
    assert flag in raised
    for code, text in raised.items():
        assert not any(word in f"{code} {text}".casefold() for word in DISCREET)
