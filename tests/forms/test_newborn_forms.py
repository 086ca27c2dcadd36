"""The forms about newborns, filled as in a delivery room, a home and an office.

FN1  The neighbourhood of each window of the neonatal visits, and what is asked in each.
FN2  MTBM inside the visit and on its own: every colour, on both sides of its border.
FN3  Heel prick, its result, and the oximetry of hand and foot.
FN4  Deaths of children and stillbirths.
FN5  What a mother has is not named in lists.
FN6  HB0 stands in the table of immunisation: given now, or at birth as the delivery says.
"""

from datetime import date, timedelta

import pytest

from ilp_desktop.forms import Alert, FormContext, LastObservation, Response, shown_unit
from tests.forms.test_real_forms import alerts, fill, flags, unanswered
from tests.forms.workbench import TODAY, context, real_form

BABY = {
    "birth_time": "6.00",
    "visit_time": "9.00",
    "place": "home",
    "birth_weight": "3100",
    "mother_state": "none",
    "weight": "3,2",
    "breaths": "48",
    "temperature": "36,8",
    "defects": "none",
    "cord": "dry",
    "infection_signs": "none",
    "yellow": "tidak",
    "stool_colour": "normal",
    "diarrhoea": "tidak",
    "breastfed": "ya",
    "feeds": "10",
    "feeding_problems": "none",
    "hbsag_mother": "nonreactive",
    "hiv_mother": "nonreactive",
    "syphilis_mother": "nonreactive",
    "counselling": "breastfeeding danger",
    "outcome": "home",
}
"""A healthy baby; what is asked only in some of the visits is added by ``baby``."""

GIVEN = {
    "vitamin_k": "now",
    "eye_ointment": "now",
    "hb0": "now",
    "thyroid_sample": "taken",
    "early_breastfeeding": "ya",
}


def infant(
    form: str, age_days: int, known: dict[str, str] | None = None, mother: dict[str, str] | None = None
) -> Response:
    born = TODAY - timedelta(days=age_days)
    about = context(sex="L", birth_date=born, last=known or {})
    if mother:
        about = FormContext(
            today=about.today,
            now=about.now,
            visit_date=about.visit_date,
            sex="L",
            birth_date=born,
            mother=mother,
            observations=about.observations,
        )
    return Response(real_form(form), about)


def baby(age_days: int = 3, /, **answers: str) -> Response:
    response = fill(infant("newborn_visit", age_days), **{**BABY, **answers})
    asked = {name: value for name, value in GIVEN.items() if response.is_relevant(f"essential/{name}")}
    return fill(response, **{name: value for name, value in asked.items() if name not in answers})


@pytest.mark.parametrize(
    ("age", "born", "seen", "contact"),
    [
        (0, "6.00", "11.59", "KN0"),
        (0, "6.00", "12.00", "KN1"),
        (2, "9.00", "9.00", "KN1"),
        (2, "9.00", "9.10", "KN2"),
        (7, "9.00", "23.00", "KN2"),
        (8, "9.00", "6.00", "KN3"),
        (28, "9.00", "9.00", "KN3"),
        (29, "9.00", "9.00", "Di luar jadwal KN"),
        (0, "", "9.00", "KN1"),
    ],
)
def test_the_visit_follows_from_day_and_hour(age: int, born: str, seen: str, contact: str) -> None:
    """FN1"""
    response = baby(age, birth_time=born, visit_time=seen)
    assert response.value("contact") == contact
    assert any(f"sebagai {contact}" in line for line in alerts(response, Alert.INFO))


@pytest.mark.parametrize(
    ("age", "seen", "asked"),
    [
        (0, "9.00", {"early_breastfeeding", "vitamin_k", "eye_ointment", "hb0", "counselling"}),
        (1, "9.00", {"vitamin_k", "eye_ointment", "hb0", "thyroid_sample", "counselling"}),
        (3, "9.00", {"hb0", "thyroid_sample", "counselling"}),
        (10, "9.00", {"counselling"}),
        (40, "9.00", set()),
    ],
)
def test_each_visit_asks_what_the_matrix_says(age: int, seen: str, asked: set[str]) -> None:
    """FN1"""
    response = fill(infant("newborn_visit", age), **{**BABY, "visit_time": seen})
    names = {"early_breastfeeding", "vitamin_k", "eye_ointment", "hb0", "thyroid_sample", "counselling"}
    assert {name for name in names if response.is_relevant(f"essential/{name}")} == asked


def test_a_healthy_newborn_completes_quietly() -> None:
    """FN1, FN2"""
    response = baby()
    assert unanswered(response) == set()
    assert alerts(response) == []
    found = {one.code: one.text or one.number for one in response.complete().extraction.observations}
    assert found["newborn_visit"] == "KN2"
    assert found["newborn_kn2"] == "ya"
    assert "newborn_kn1" not in found
    assert found["29463-7"] == 3.2
    assert found["mtbm_colour"] == "HIJAU"


def test_complete_is_said_at_the_third_visit_only() -> None:
    """FN1"""
    known = {"newborn_kn1": "ya", "newborn_kn2": "ya", "57715-5": "06:00:00.000+08:00"}
    response = fill(infant("newborn_visit", 10, known), **BABY)
    assert any("KN lengkap" in line for line in alerts(response, Alert.GOOD))
    late = fill(infant("newborn_visit", 10, {"newborn_kn1": "ya"}), **BABY)
    assert any("Belum tercatat: KN2" in line for line in alerts(late))
    assert not any("belum lengkap" in line for line in alerts(baby(3)))


def test_hours_that_cannot_be_are_called_out() -> None:
    """FN1"""
    assert any("lebih awal" in line for line in alerts(baby(0, birth_time="10.00", visit_time="9.00")))


def test_the_second_count_of_breaths_decides() -> None:
    """FN2"""
    response = baby(breaths="60")
    assert "examination/breaths_again" in unanswered(response)
    assert response.value("infection") == "Penyakit sangat berat atau infeksi bakteri berat"
    response.answer("breaths_again", "59")
    assert response.value("infection") == "Mungkin bukan infeksi"
    assert response.value("breathing") == "59"


CASES = [
    ({"infection_signs": "none"}, "infection", "HIJAU"),
    ({"infection_signs": "cord_red"}, "infection", "KUNING"),
    ({"infection_signs": "cord_red convulsion"}, "infection", "MERAH"),
    ({"breaths": "39", "breaths_again": "39"}, "infection", "MERAH"),
    ({"breaths": "40"}, "infection", "HIJAU"),
    ({"temperature": "37,5"}, "infection", "HIJAU"),
    ({"temperature": "37,6"}, "infection", "MERAH"),
    ({"temperature": "36,4"}, "infection", "MERAH"),
    ({"saturation_hand": "95"}, "infection", "HIJAU"),
    ({"saturation_hand": "94"}, "infection", "MERAH"),
    ({"saturation_hand": "99", "saturation_foot": "95"}, "infection", "MERAH"),
    ({"yellow": "tidak"}, "jaundice", "HIJAU"),
    ({"yellow": "ya", "kramer": "4", "jaundice_hours": "24"}, "jaundice", "KUNING"),
    ({"yellow": "ya", "kramer": "4", "jaundice_hours": "23"}, "jaundice", "MERAH"),
    ({"yellow": "ya", "kramer": "5", "jaundice_hours": "48"}, "jaundice", "MERAH"),
    ({"yellow": "ya", "kramer": "1", "stool_colour": "pale"}, "jaundice", "MERAH"),
    ({"diarrhoea": "ya", "movement": "normal", "sunken_eyes": "tidak", "pinch": "slow"}, "dehydration", "HIJAU"),
    ({"diarrhoea": "ya", "movement": "restless", "sunken_eyes": "tidak", "pinch": "slow"}, "dehydration", "KUNING"),
    ({"diarrhoea": "ya", "movement": "only_stimulated", "sunken_eyes": "ya", "pinch": "slow"}, "dehydration", "MERAH"),
    ({"feeds": "8"}, "feeding", "HIJAU"),
    ({"feeds": "7"}, "feeding", "KUNING"),
    ({"feeding_problems": "thrush"}, "feeding", "KUNING"),
    ({"weight": "1,9"}, "feeding", "MERAH"),
    ({"weight": "2,0", "feeds": "10"}, "feeding", "KUNING"),
    ({"breastfed": "tidak", "feeding_problems": "attachment"}, "feeding", "HIJAU"),
    ({"breastfed": "tidak", "feeding_problems": "unclean"}, "feeding", "KUNING"),
]


@pytest.mark.parametrize(("answers", "part", "colour"), CASES)
def test_each_classification_in_the_newborn_visit(answers: dict[str, str], part: str, colour: str) -> None:
    """FN2"""
    response = baby(**answers)
    assert response.value(f"{part}_colour") == colour
    shown = alerts(response, *Alert)
    assert any(line.startswith(f"{colour}: {response.value(part)}.") for line in shown)
    other = {"MERAH", "KUNING", "HIJAU"} - {colour}
    assert not any(line.startswith(f"{one}: {response.value(part)}.") for one in other for line in shown)


@pytest.mark.parametrize(("answers", "part", "colour"), CASES)
def test_each_classification_of_a_sick_young_infant(answers: dict[str, str], part: str, colour: str) -> None:
    """FN2"""
    names = {question.name for question in real_form("young_infant_illness").questions()}
    healthy = {name: value for name, value in BABY.items() if name in names}
    response = fill(infant("young_infant_illness", 3), visit_kind="first", complaints="Rewel", **{**healthy, **answers})
    assert response.value(f"{part}_colour") == colour


def test_jaundice_after_day_14() -> None:
    """FN2"""
    yellow = {"yellow": "ya", "kramer": "1", "jaundice_hours": "60"}
    assert baby(14, **yellow).value("jaundice") == "Ikterus"
    assert baby(15, **yellow).value("jaundice") == "Ikterus berat"


def test_red_asks_for_a_referral_and_gives_no_follow_up() -> None:
    """FN2"""
    response = baby(infection_signs="grunting")
    assert response.value("worst") == "MERAH"
    assert "newborn_severe" in flags(response)
    assert response.value("next_visit") == ""
    assert any("tidak dirujuk" in line for line in alerts(response))
    assert any("ampisilin 160 mg" in line and "gentamisin 16 mg" in line for line in alerts(response, Alert.INFO))
    response.answer("outcome", "referred")
    assert not any("tidak dirujuk" in line for line in alerts(response))


def test_the_first_follow_up_is_proposed_and_can_be_changed() -> None:
    """FN2"""
    response = baby(infection_signs="cord_red")
    assert response.value("next_visit") == "2026-11-24"
    response.answer("yellow", "ya")
    response.answer("kramer", "1")
    assert response.value("next_visit") == "2026-11-23"
    response.answer("agreed_visit", "26/11/26")
    assert response.value("next_visit") == "2026-11-26"


@pytest.mark.parametrize(
    ("weight", "raised", "word"),
    [("2500", False, ""), ("2499", True, "kanguru"), ("2000", True, "kanguru"), ("1999", True, "MERAH")],
)
def test_low_birth_weight(weight: str, raised: bool, word: str) -> None:
    """FN1"""
    response = baby(birth_weight=weight)
    assert ("low_birth_weight" in flags(response)) is raised
    assert not word or any(word in line for line in alerts(response))


def test_a_slip_of_the_scale_is_questioned() -> None:
    """FN1"""
    assert any("Periksa satuan" in line for line in alerts(baby(weight="9,9")))


def test_what_the_mother_has_is_not_named_in_lists() -> None:
    """FN5"""
    mother = {"hiv": "reactive", "hbsag": "reactive", "syphilis": "nonreactive", "birth_weight": "2900"}
    response = fill(infant("newborn_visit", 3, mother=mother), **{k: v for k, v in BABY.items() if "_mother" not in k})
    assert response.value("hiv_mother") == "reactive"
    assert "prevention/antiretroviral" in unanswered(response)
    raised = {flag.code: flag.text for flag in response.extract().flags}
    assert "needs_ppia" in raised
    assert not any("HIV" in text or "HBsAg" in text or "ifilis" in text for text in raised.values())
    told = " ".join(one.text or "" for one in response.extract().observations)
    assert "reactive" not in told


def test_exposure_in_a_sick_young_infant() -> None:
    """FN2, FN5"""
    names = {question.name for question in real_form("young_infant_illness").questions()}
    healthy = {name: value for name, value in BABY.items() if name in names and name != "hiv_mother"}
    response = fill(infant("young_infant_illness", 20, mother={"hiv": "reactive"}), **healthy)
    assert response.value("hiv_mother") == "positive"
    assert response.value("hiv") == "Terpajan HIV, mungkin infeksi HIV"
    assert "needs_ppia" in flags(response)
    fill(response, hiv_virology="negative", breastfed="tidak", weeks_without_milk="6")
    assert response.value("hiv") == "Bukan infeksi HIV"


def test_two_months_old_is_sent_to_the_other_chart() -> None:
    """FN2"""
    born = date(2026, 9, 22)
    response = Response(real_form("young_infant_illness"), context(sex="P", birth_date=born))
    assert any("MTBS" in line for line in alerts(response))
    younger = Response(real_form("young_infant_illness"), context(sex="P", birth_date=born + timedelta(days=1)))
    assert not any("MTBS" in line for line in alerts(younger))


SAMPLE = {
    "birth_time": "6.00",
    "sample_time": "9.00",
    "card_number": "KS-0012",
    "tests": "shk g6pd",
    "site": "heel",
    "repeat_sample": "tidak",
    "weeks": "39",
    "birth_weight": "3100",
    "twin": "single",
    "transfusion": "tidak",
    "conditions": "none",
    "thyroid_medicine": "tidak",
    "mother_thyroid": "tidak",
    "laboratory": "RSUP Dr. Wahidin Sudirohusodo",
}


@pytest.mark.parametrize(
    ("age", "taken", "timing", "alert"),
    [
        (0, "9.00", "Terlalu dini", Alert.DANGER),
        (1, "6.00", "Boleh, belum ideal", Alert.WARNING),
        (2, "5.54", "Boleh, belum ideal", Alert.WARNING),
        (2, "6.00", "Ideal", Alert.GOOD),
        (3, "6.00", "Ideal", Alert.GOOD),
        (3, "6.12", "Lewat ideal, masih boleh", Alert.WARNING),
        (14, "23.00", "Lewat ideal, masih boleh", Alert.WARNING),
        (15, "6.00", "Terlambat", Alert.DANGER),
    ],
)
def test_when_the_heel_is_pricked(age: int, taken: str, timing: str, alert: Alert) -> None:
    """FN3"""
    response = fill(infant("congenital_screening", age), **{**SAMPLE, "sample_time": taken})
    assert response.value("timing") == timing
    assert any(timing in line for line in alerts(response, alert))
    assert unanswered(response) == set()


@pytest.mark.parametrize(
    ("mother", "twin", "order"),
    [
        ({}, "", ""),
        ({"number_of_babies": "1", "birth_order": "1"}, "single", ""),
        ({"number_of_babies": "2", "birth_order": "2"}, "twin", "2"),
        ({"number_of_babies": "3"}, "twin", ""),
    ],
)
def test_a_twin_is_known_from_the_delivery_or_asked(mother: dict[str, str], twin: str, order: str) -> None:
    """FN3: nothing is assumed of an infant whose delivery is not recorded here."""
    response = infant("congenital_screening", 3, mother=mother)
    assert response.value("twin") == twin
    assert (response.value("birth_order") if response.is_relevant("infant/birth_order") else "") == order
    assert ("infant/twin" in unanswered(response)) is (twin == "")


def test_a_repeated_sample_says_why() -> None:
    """FN3"""
    response = fill(infant("congenital_screening", 5), **{**SAMPLE, "repeat_sample": "ya"})
    assert unanswered(response) == {"sample/repeat_reason"}
    response.answer("sample_date", "1/1/26")
    assert "sample/sample_date" in unanswered(response)


@pytest.mark.parametrize(("tsh", "colour", "raised"), [("19,9", "HIJAU", False), ("20", "MERAH", True)])
def test_the_result_of_the_heel_prick(tsh: str, colour: str, raised: bool) -> None:
    """FN3"""
    response = fill(
        infant("congenital_screening_result", 12, {"heel_card_number": "KS-0012"}),
        card_number="KS-0012",
        result_date="20/11/26",
        validity="valid",
        tsh=tsh,
        g6pd="negative",
        hak="not_done",
        family_told="ya",
        action="none",
    )
    assert any(line.startswith(colour) for line in alerts(response, *Alert))
    assert ("congenital_screening_positive" in flags(response)) is raised
    assert unanswered(response) == set()
    response.answer("g6pd", "positive")
    assert "congenital_screening_positive" in flags(response)


@pytest.mark.parametrize(
    ("age", "state", "warned"), [(1, "not_yet", False), (3, "not_yet", True), (1, "refused", True)]
)
def test_a_sample_that_is_not_late_is_no_warning(age: int, state: str, warned: bool) -> None:
    """FN3: what is still to be given is due by itself; a finding would stay on the page and in a referral."""
    response = baby(age, thyroid_sample=state, hb0="not_yet")
    assert any("Sampel tumit belum" in line for line in alerts(response)) is warned
    assert any("Ambil sampel" in line for line in alerts(response, Alert.INFO)) is not warned
    assert any("HB0 belum" in line for line in alerts(response))
    assert flags(response) == set()


def test_a_rejected_sample_is_taken_again() -> None:
    """FN3"""
    response = fill(infant("congenital_screening_result", 12), validity="rejected")
    assert "heel_sample_missing" in flags(response)
    assert not response.is_relevant("results/tsh")


@pytest.mark.parametrize(
    ("readings", "result", "raised"),
    [
        ([("98", "97")], "Negatif", False),
        ([("89", "97")], "Positif", True),
        ([("94", "97")], "Ulang 1 jam lagi", False),
        ([("94", "97"), ("95", "97")], "Negatif", False),
        ([("94", "97"), ("94", "97"), ("94", "97")], "Positif", True),
        ([("99", "95"), ("99", "95"), ("98", "95")], "Negatif", False),
    ],
)
def test_oximetry(readings: list[tuple[str, str]], result: str, raised: bool) -> None:
    """FN3"""
    response = fill(infant("critical_heart_screening", 1), birth_time="8.00", visit_time="9.00", signs="none")
    for place, (hand, foot) in enumerate(readings, 1):
        fill(response, **{f"hand_{place}": hand, f"foot_{place}": foot})
    fill(response, action="home")
    assert response.value("result") == result
    assert ("critical_heart_suspect" in flags(response)) is raised
    repeats = len(readings) < 3 and result == "Ulang 1 jam lagi"
    assert response.is_relevant("reading_2/hand_2") is (repeats or len(readings) > 1)


@pytest.mark.parametrize(
    ("age", "seen", "good"), [(0, "9.00", False), (1, "8.00", True), (2, "8.00", True), (2, "8.10", False)]
)
def test_the_age_for_oximetry(age: int, seen: str, good: bool) -> None:
    """FN3"""
    response = fill(infant("critical_heart_screening", age), birth_time="8.00", visit_time=seen)
    assert bool(alerts(response, Alert.GOOD)) is good


DEATH = {
    "place": "home",
    "attendant": "none",
    "referred": "tidak",
    "direct_cause": "Asfiksia",
    "direct_code": "P21.0",
    "delays": "decision transport",
    "delay_note": "Tidak ada kendaraan",
    "chronology": "Lahir di rumah, tidak menangis",
    "informant": "Ayah",
    "audit": "planned",
}


@pytest.mark.parametrize(
    ("born", "died", "cause", "death"),
    [
        (date(2026, 11, 10), "10/11/26", "neonatal_cause", "Kematian neonatal dini"),
        (date(2026, 11, 10), "16/11/26", "neonatal_cause", "Kematian neonatal dini"),
        (date(2026, 11, 10), "17/11/26", "neonatal_cause", "Kematian neonatal lanjut"),
        (date(2026, 10, 10), "7/11/26", "neonatal_cause", "Kematian neonatal lanjut"),
        (date(2026, 10, 10), "8/11/26", "child_cause", "Kematian post-neonatal"),
        (date(2025, 11, 20), "19/11/26", "child_cause", "Kematian post-neonatal"),
        (date(2025, 11, 20), "20/11/26", "child_cause", "Kematian anak balita"),
        (date(2021, 11, 21), "20/11/26", "child_cause", "Kematian anak balita"),
        (date(2021, 11, 20), "20/11/26", "child_cause", "Bukan kematian balita"),
    ],
)
def test_deaths_by_age(born: date, died: str, cause: str, death: str) -> None:
    """FN4"""
    response = Response(real_form("child_death"), context(sex="L", birth_date=born))
    fill(response, death_date=died, **{cause: "other"}, **DEATH)
    assert response.value("kind") == "death"
    assert response.value("death_class") == death
    assert unanswered(response) == set()
    assert ("child_death_audit" in flags(response)) is (death != "Bukan kematian balita")
    assert any("perinatal" in line for line in alerts(response, Alert.INFO)) is (death == "Kematian neonatal dini")


def test_a_death_before_birth_or_tomorrow_is_refused() -> None:
    """FN4"""
    response = Response(real_form("child_death"), context(sex="L", birth_date=date(2026, 11, 10)))
    for day in ("9/11/26", "23/11/26"):
        response.answer("death_date", day)
        assert "kind_group/death_date" in unanswered(response)


def test_hours_are_counted_in_the_first_days() -> None:
    """FN4"""
    response = Response(real_form("child_death"), context(sex="L", birth_date=date(2026, 11, 20)))
    fill(response, death_date="21/11/26", birth_time="22.00", death_time="3.00")
    assert response.value("age_text") == "5 jam"


@pytest.mark.parametrize(
    ("weeks", "grams", "death"),
    [
        ("22", "", "Lahir mati"),
        ("21", "499", "Bukan lahir mati (di bawah batas)"),
        ("21", "500", "Lahir mati"),
        ("", "", ""),
    ],
)
def test_stillbirths_are_recorded_with_the_mother(weeks: str, grams: str, death: str) -> None:
    """FN4"""
    response = Response(real_form("child_death"), context(sex="P", birth_date=date(1996, 5, 1)))
    assert response.value("kind") == "stillbirth"
    fill(
        response,
        stillbirth_date="20/11/26",
        stillborn_sex="unknown",
        stillbirth_weeks=weeks,
        stillbirth_weight=grams,
        maceration="fresh",
        neonatal_cause="unknown",
        **DEATH,
    )
    assert response.value("death_class") == death
    assert unanswered(response) == set()
    response.answer("kind", "death")
    assert "kind_group/kind" in unanswered(response)


def test_the_last_birth_time_is_offered() -> None:
    """FN1"""
    born = TODAY - timedelta(days=1)
    about = FormContext(
        today=TODAY,
        now=context().now,
        visit_date=TODAY,
        sex="L",
        birth_date=born,
        observations={"57715-5": LastObservation(value="05:30:00.000+08:00", day=born)},
    )
    response = Response(real_form("critical_heart_screening"), about)
    response.answer("visit_time", "6.30")
    assert response.value("age_hours") == "25"


def test_the_delivery_tells_the_visit_what_it_knows() -> None:
    """FN1: time and weight of birth and what was given then are not asked again."""
    story = {
        "delivered_time": "06:00:00.000+08:00",
        "birth_weight": "2400",
        "vitamin_k_given": "ya",
        "eye_ointment_given": "ya",
        "hb0_given": "tidak",
    }
    response = fill(infant("newborn_visit", 0, mother=story), visit_time="9.00")
    assert response.value("age_hours") == "3"
    assert response.value("birth_weight") == "2400"
    given = [response.value(name) for name in ("vitamin_k", "eye_ointment", "hb0")]
    assert given == ["already", "already", ""]
    twin = infant("newborn_visit", 0, mother={**story, "birth_time": "06:20:00.000+08:00"})
    assert response.value("birth_time").startswith("06:00")
    assert twin.value("birth_time").startswith("06:20")


@pytest.mark.parametrize(
    ("unit", "shown"), [("h", "jam"), ("min", "menit"), ("u[IU]/mL", "µIU/mL"), ("wk", "minggu"), ("[ppm]", "ppm")]
)
def test_units_are_written_as_nurses_write_them(unit: str, shown: str) -> None:
    """FN1, FN3"""
    assert shown_unit(unit) == shown


@pytest.mark.parametrize(
    ("at_delivery", "answer", "expected"),
    [
        ("ya", "already", ["2026-11-19"]),
        ("tidak", "now", [""]),
        ("tidak", "already", []),
        ("ya", "not_yet", []),
        ("tidak", "refused", []),
    ],
)
def test_hb0_is_recorded_where_it_was_given(at_delivery: str, answer: str, expected: list[str]) -> None:
    """FN6"""
    response = fill(infant("newborn_visit", 3, mother={"hb0_given": at_delivery}), **{**BABY, "hb0": answer})
    asked = {name: value for name, value in GIVEN.items() if name != "hb0"}
    known = {name: value for name, value in asked.items() if response.is_relevant(f"essential/{name}")}
    doses = fill(response, **known).extract().doses
    assert [(dose.slot, dose.day) for dose in doses] == [("HB0", day) for day in expected]


def test_every_answer_of_the_mother_is_one_of_the_newborn() -> None:
    """FN5: what she answered in pregnancy or at birth stands in the form of her child as it is."""
    for form in ("antenatal_visit", "delivery"):
        for choice in Response(real_form(form), context()).choices("hiv"):
            seen = infant("newborn_visit", 4, None, {"hiv": choice.value, "hbsag": choice.value})
            assert seen.value("hiv_mother") == choice.value
            assert not [one for one in seen.problems() if one.code == "choice_unknown"], choice.value
