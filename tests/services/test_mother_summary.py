"""The sheet for the KIA book, from forms that were kept.

MS1  What was done is read from the stored answers, in whatever words a district's form asks for it.
MS2  What is confidential does not stand there: an illness, a finding, a free text, also of a form that was changed.
MS3  Of an answer that several forms give, the newest stands; the day of birth is reckoned from the HPHT that stands.
MS4  Danger signs, referrals, who made the ultrasound, and care after the birth stand with their visit.
MS5  Each finding has its day, the newest first.
"""

from datetime import date, timedelta

import pytest

from ilp_desktop.domain.mother_summary import MotherSummary, may_stand_at_home
from ilp_desktop.domain.visit import QuestionnaireResponse, Visit
from ilp_desktop.services.episodes import episodes_of
from ilp_desktop.services.form_library import current_form
from ilp_desktop.services.form_office import Newness, preview_form, take_in
from ilp_desktop.services.mother_summary import mother_summary, mother_summary_pdf
from ilp_desktop.services.responses import amend_response, complete_response, open_amendment, start_response
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.person_records import of_person
from tests.forms.test_maternal_forms import BABY, DELIVERY, ELIMINATED, KF, REGISTRATION
from tests.forms.workbench import FORMS
from tests.reports.reading import whole_text
from tests.services.conftest import TurnedClock
from tests.services.test_maternal_care import FIRST_DAY, again, at, attend, keep, mother, registered
from tests.services.test_responses import about

CARE = {"vitamin_k_given": "ya", "eye_ointment_given": "tidak", "hb0_given": "ya"}


def change_form(workplace: Workplace, form_id: str, *changes: tuple[str, str]) -> None:
    """A district's edition of a form: a later version, with texts replaced."""
    text = (FORMS / f"{form_id}.yaml").read_text(encoding="utf-8")
    for before, after in (*changes, (current_form(workplace, form_id).version, "2026112299")):
        assert before in text
        text = text.replace(before, after)
    preview = preview_form(workplace, f"{form_id}.yaml", text.encode(), {})
    assert (preview.newness, preview.problems) == (Newness.NEW_VERSION, ())
    take_in(workplace, preview)


def give_birth(workplace: Workplace, visit: Visit, **answers: str) -> Visit:
    birth = again(workplace, visit.patient_id)
    response = start_response(workplace, about(birth, "delivery"))
    day = workplace.today.strftime("%d/%m/%y")
    for name, typed in {**DELIVERY, **ELIMINATED, "delivered_on": day, "delivered_time": "4.10", **answers}.items():
        response.answer(name, typed)
    for number in range(int(response.value("number_of_babies"))):
        for name, typed in {**BABY, **CARE}.items():
            response.answer(f"babies[{number + 1}]/{name}", typed)
    complete_response(workplace, response, about(birth, "delivery"))
    return birth


def summary_of(workplace: Workplace, visit: Visit) -> MotherSummary:
    (episode,) = episodes_of(workplace, visit.patient_id)
    return mother_summary(workplace, visit.patient_id, episode)


def test_care_of_the_newborn_in_other_words(workplace: Workplace, clock: TurnedClock) -> None:
    """MS1"""
    change_form(
        workplace,
        "delivery",
        ("{list_name: yn, name: ya, label: Ya}", "{list_name: yn, name: ya, label: Sudah dilakukan}"),
        ("{list_name: yn, name: tidak, label: Tidak}", "{list_name: yn, name: tidak, label: Ya, tetapi belum}"),
    )
    visit = registered(workplace)
    at(clock, date(2027, 6, 28))
    summary = summary_of(workplace, give_birth(workplace, visit, number_of_babies="2"))
    assert [baby.care for baby in summary.babies] == ["IMD, vitamin K, HB0"] * 2


def test_what_was_given_in_other_words(workplace: Workplace) -> None:
    """MS1"""
    visit = registered(workplace)
    change_form(workplace, "antenatal_visit", ("name: ya, label: Ya}", "name: ya, label: Sudah}"))
    attend(workplace, visit, upper_arm="22,9", food_given="ya", tetanus_status="T1", tetanus_given="ya")
    (line,) = summary_of(workplace, visit).visits
    assert line.given == "Td, TTD 30, makanan tambahan"


@pytest.mark.parametrize(
    ("illness", "shown"),
    [("mental", ""), ("asthma mental", "Asma"), ("none", "Tidak ada"), ("heart tuberculosis", "Jantung, TBC")],
)
def test_an_illness_of_the_mind_is_not_named(workplace: Workplace, illness: str, shown: str) -> None:
    """MS2"""
    visit = mother(workplace)
    keep(workplace, visit, "pregnancy_registration", **{**REGISTRATION, "own_illness": illness})
    assert dict(summary_of(workplace, visit).risks)["Penyakit ibu"] == shown
    paper = whole_text(mother_summary_pdf(workplace, visit.id)).casefold()
    assert "jiwa" not in paper
    assert shown.casefold() in paper


def test_an_illness_that_a_district_added_is_not_named_either(workplace: Workplace) -> None:
    """MS2"""
    added = "  - {list_name: illness, name: hiv, label: HIV}\n  - {list_name: illness, name: other, label: Lainnya}"
    change_form(workplace, "pregnancy_registration", ("  - {list_name: illness, name: other, label: Lainnya}", added))
    visit = mother(workplace)
    keep(workplace, visit, "pregnancy_registration", **{**REGISTRATION, "own_illness": "hiv heart"})
    assert dict(summary_of(workplace, visit).risks)["Penyakit ibu"] == "Jantung"


def test_nothing_confidential_stands_on_the_sheet(workplace: Workplace) -> None:
    """MS2: whatever was found, and wherever the midwife wrote it down."""
    visit = registered(workplace)
    attend(
        workplace, visit, hiv="reactive", hbsag="reactive", plan="Benzatin penisilin diberikan", next_visit="21/12/26"
    )
    epds = {f"epds_{number}": "3" for number in range(1, 11)}
    keep(
        workplace,
        visit,
        "maternal_mental_health",
        instrument="epds",
        violence_suspected="ya",
        mood_follow_up="doctor",
        **epds,
    )
    with_flags = summary_of(workplace, visit)
    assert with_flags.visits[0].advice == "kembali 21 Des 2026"
    paper = whole_text(mother_summary_pdf(workplace, visit.id)).casefold()
    for word in ("hiv", "hbsag", "sifilis", "ppia", "reaktif", "penisilin", "epds", "kekerasan", "pendampingan"):
        assert word not in paper


@pytest.mark.parametrize(
    "text",
    [
        "ARV dimulai",
        "Rujuk CST, ODHA",
        "sifilis diobati",
        "Benzatin 2,4 juta",
        "HBsAg (+)",
        "lapor KDRT",
        "korban kekerasan",
        "EPDS 14",
        "konsul psikolog",
        "Gangguan jiwa kambuh",
        "pernah ABORSI",
        "pakai narkoba",
        "curiga IMS",
    ],
)
def test_a_confidential_text_stays_in_the_form(text: str) -> None:
    """MS2"""
    assert not may_stand_at_home(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Makan lebih sering, artinya 5 kali sehari",
        "Kontrol tensi, protein urin",
        "Rujuk ke RSUD untuk USG",
        "Minum tablet setelah makan",
        "Senam hamil, himsar",
        "Keguguran mengancam: istirahat",
    ],
)
def test_other_texts_stand(text: str) -> None:
    """MS2"""
    assert may_stand_at_home(text)


def test_a_corrected_kartu_ibu_stands(workplace: Workplace, clock: TurnedClock) -> None:
    """MS3"""
    visit = registered(workplace)
    attend(workplace, visit, blood_group="A_pos")
    at(clock, FIRST_DAY + timedelta(weeks=9))
    attend(workplace, again(workplace, visit.patient_id))
    with workplace.database.read() as connection:
        kept = of_person(connection, QuestionnaireResponse, visit.patient_id, form_id="pregnancy_registration")
    opened = open_amendment(workplace, kept[0].id)
    for name, typed in {"hpht": "12/10/26", "gravida": "3", "abortus": "1"}.items():
        opened.response.answer(name, typed)
    amend_response(workplace, kept[0].id, opened.response, "salah dengar")
    summary = summary_of(workplace, visit)
    said = dict(summary.pregnancy)
    assert (said["Riwayat (GPA)"], said["HPHT"]) == ("G3P1A1", "12 Okt 2026")
    assert said["Taksiran lahir"] == "19 Jul 2027"
    assert dict(summary.family)["Golongan darah ibu"] == "A+"


def test_a_kartu_ibu_made_after_the_first_visit_stands(workplace: Workplace, clock: TurnedClock) -> None:
    """MS3"""
    visit = mother(workplace)
    first = {"dating": "hpht", "hpht": "5/10/26", "gravida": "2", "para": "1", "abortus": "0"}
    attend(workplace, visit, **first, months_since_birth="40", weight_before="49", height="151")
    at(clock, FIRST_DAY + timedelta(days=7))
    later = again(workplace, visit.patient_id)
    keep(workplace, later, "pregnancy_registration", **{**REGISTRATION, "hpht": "7/10/26", "height": "153,5"})
    summary = summary_of(workplace, visit)
    assert dict(summary.pregnancy)["HPHT"] == "7 Okt 2026"
    assert dict(summary.pregnancy)["Taksiran lahir"] == "14 Jul 2027"
    assert dict(summary.body)["Tinggi badan"] == "153,5 cm"


def test_the_ultrasound_that_dates_anew_decides(workplace: Workplace) -> None:
    """MS3"""
    visit = registered(workplace)
    scan = {"ultrasound": "ya", "ultrasound_by": "doctor", "ultrasound_result": "Tunggal", "ultrasound_weeks": "9"}
    attend(workplace, visit, **scan, redate="ya")
    summary = summary_of(workplace, visit)
    said = dict(summary.pregnancy)
    assert (said["HPHT"], said["Dasar usia hamil"]) == ("5 Okt 2026", "USG")
    assert said["Taksiran lahir"] == "28 Jun 2027"
    assert summary.visits[0].laboratory == "USG oleh Dokter"


def test_danger_signs_and_a_referral_stand_with_their_visit(workplace: Workplace) -> None:
    """MS4"""
    visit = registered(workplace)
    attend(
        workplace,
        visit,
        danger_signs="headache swelling",
        referred_to="hospital",
        referral_reason="Sakit kepala",
        plan="Istirahat",
    )
    (line,) = summary_of(workplace, visit).visits
    assert line.advice == (
        "tanda bahaya: Sakit kepala hebat, Bengkak wajah atau tangan, dirujuk ke Rumah sakit, Istirahat"
    )


def test_the_birth_and_the_days_after(workplace: Workplace, clock: TurnedClock) -> None:
    """MS4"""
    visit = registered(workplace)
    at(clock, date(2027, 6, 28))
    care = {"contraception": "iud", "vitamin_a_first": "ya", "facility_name": "Puskesmas Lanto"}
    birth = give_birth(workplace, visit, **care)
    at(clock, date(2027, 6, 29))
    after = again(workplace, birth.patient_id)
    keep(workplace, after, "postpartum_visit", **{**KF, "vitamin_a": "0", "contraception": "iud", "breast": "engorged"})
    summary = summary_of(workplace, birth)
    said = dict(summary.birth)
    assert (said["Tempat"], said["Vitamin A"]) == ("Puskesmas Lanto", "1 kapsul merah")
    assert (said["Keadaan ibu"], said["KB sesudahnya"], said["Dirujuk ke"]) == ("Sehat", "AKDR", "")
    (line,) = summary.postpartum
    assert line.given == "KB AKDR"
    assert line.finding == ("lokia Serosa (kuning), perdarahan Normal, jalan lahir Luka membaik, payudara Bengkak")


def test_findings_have_their_days(workplace: Workplace, clock: TurnedClock) -> None:
    """MS5"""
    visit = registered(workplace)
    attend(workplace, visit, haemoglobin="10,6")
    at(clock, FIRST_DAY + timedelta(weeks=9))
    attend(workplace, again(workplace, visit.patient_id), systolic="140", diastolic="90")
    found = summary_of(workplace, visit).findings
    days = [day for day, _text in found]
    assert days == sorted(days, key=("25 Jan 2027", "23 Nov 2026").index)
    assert any(day == "25 Jan 2027" and "140/90" in text for day, text in found)
    assert any(day == "23 Nov 2026" and text.startswith("Hb 10,6") for day, text in found)
