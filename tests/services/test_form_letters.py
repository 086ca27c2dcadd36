"""Letters that a completed form gives.

SF1  Every definition asks only for what its form and the letters know. SF2  The request of the heel prick.
SF3  Death and stillbirth, without a cause. SF4  A note for each child that was born alive. SF5  Numbers and prints.
"""

import json
import re
from datetime import date, timedelta

import pytest

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.visit import QuestionnaireResponse, Visit, VisitPurpose
from ilp_desktop.reports.form_letter_definition import FormLetterDefinition, form_letter_definitions
from ilp_desktop.services.form_letters import letters_from
from ilp_desktop.services.form_library import current_form
from ilp_desktop.services.people import register_person
from ilp_desktop.services.responses import AboutWhom, complete_response, start_response
from ilp_desktop.services.visit_papers import PaperKind, paper_pdf, papers_of
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import LANTO
from tests.services.test_letters import prints, text_of
from tests.services.test_responses import fill

DEFINITIONS = {one.name: one for one in form_letter_definitions()}
PERSON = {
    "name", "record_number", "nik", "sex", "age", "birth_date", "birth_place", "address", "phone", "occupation",
    "household_head",
}  # fmt: skip


def person(
    workplace: Workplace, name: str, sex: Sex, born: date, mother: PatientId | None = None, mother_name: str = ""
) -> PatientId:
    entry = PersonEntry(
        name=name,
        sex=sex,
        birth_date=born,
        village_code=LANTO,
        village_name="Lanto",
        mother_id=mother,
        mother_name=mother_name,
        phone="0812-0000-0001",
    )
    return register_person(workplace, entry, look_alikes_seen=True).value.id


def visit(workplace: Workplace, patient: PatientId) -> Visit:
    command = VisitCommand(patient_id=patient, purpose=VisitPurpose.HEALTHY, payer=Payer.GENERAL)
    return register_visit(workplace, command).value.visit


def completed(workplace: Workplace, of: Visit, form_id: str, **answers: str) -> QuestionnaireResponse:
    about = AboutWhom(form_id=form_id, patient_id=of.patient_id, visit_id=of.id)
    return complete_response(workplace, fill(start_response(workplace, about), **answers), about).value


def letters(workplace: Workplace, of: Visit) -> list[str]:
    """The text of each letter that the visit's forms give."""
    papers = [paper for paper in papers_of(workplace, of.id) if paper.kind is PaperKind.FORM_LETTER]
    return [text_of(paper_pdf(workplace, paper.kind, paper.subject_id)) for paper in papers]


def newborn(workplace: Workplace, age: int = 3) -> Visit:
    mother = person(workplace, "Wa Aminah", Sex.FEMALE, date(1996, 5, 1))
    born = workplace.today - timedelta(days=age)
    return visit(workplace, person(workplace, "By Ny Wa Aminah", Sex.MALE, born, mother, "Wa Aminah"))


SAMPLE = {
    "birth_time": "6.30",
    "sample_time": "9.00",
    "card_number": "KS-00124",
    "tests": "shk g6pd",
    "site": "heel",
    "repeat_sample": "tidak",
    "weeks": "39",
    "birth_weight": "3050",
    "twin": "single",
    "transfusion": "tidak",
    "conditions": "none",
    "thyroid_medicine": "tidak",
    "mother_thyroid": "ya",
    "laboratory": "RSUP Dr. Wahidin",
}


@pytest.mark.parametrize("name", sorted(DEFINITIONS))
def test_a_definition_asks_only_for_what_there_is(name: str, workplace: Workplace) -> None:
    """SF1: a slip in a file shows here, not on paper."""
    definition: FormLetterDefinition = DEFINITIONS[name]
    form = current_form(workplace, definition.form)
    rows = {question.name for question in form.questions() if f"/{definition.rows}/" in f"{question.path}/"}
    answers = {question.name for question in form.questions()} - (rows if definition.rows else set())
    known = {f"answer.{one}" for one in answers} | {f"row.{one}" for one in rows if definition.rows}
    known |= {f"{who}.{what}" for who in ("patient", "mother", "child") for what in PERSON}
    known |= {f"facility.{what}" for what in ("name", "code", "phone", "address", "regency")} | {"form.date"}
    texts = [definition.opening, definition.closing]
    texts += [line.value for section in definition.sections for line in section.lines]
    places = [place for text in texts for place in re.findall(r"\{([^{}]+)\}", text)]
    asked = {one for place in places for one in place.split("|") if not one.startswith("episode.")}
    assert asked <= known, sorted(asked - known)
    assert {*definition.only_if, *definition.not_if} <= answers | rows


def test_the_request_of_the_heel_prick_has_every_field(workplace: Workplace) -> None:
    """SF2"""
    of = newborn(workplace)
    completed(workplace, of, "congenital_screening", **SAMPLE)
    (text,) = letters(workplace, of)
    for part in (
        "PERMINTAAN SKRINING BAYI BARU LAHIR",
        "RSUP Dr. Wahidin",
        "KS-00124",
        "TSH (SHK), G6PD",
        "By Ny Wa Aminah",
        "Laki-laki",
        "39 minggu",
        "3050 gram",
        "Wa Aminah",
        "081200000001",
        "Hasil TSH",
        "Lanto",
        "06.30",
        "74,5 jam",
        "Kembar : Bukan kembar",
    ):
        assert part in text, part


@pytest.mark.parametrize(
    ("answers", "printed"),
    [
        ({"twin": "unknown"}, "Kembar : Tidak diketahui"),
        ({"twin": "twin", "birth_order": "2"}, "Kembar : Kembar, anak ke 2"),
        ({"twin": "twin"}, "Kembar : Kembar, urutan tidak diketahui"),
    ],
)
def test_whether_the_infant_is_a_twin_is_never_assumed(
    answers: dict[str, str], printed: str, workplace: Workplace
) -> None:
    """SF2"""
    of = newborn(workplace)
    completed(workplace, of, "congenital_screening", **(SAMPLE | answers))
    (text,) = letters(workplace, of)
    assert printed in text


def test_a_death_note_names_no_cause(workplace: Workplace) -> None:
    """SF3"""
    of = newborn(workplace, 10)
    completed(
        workplace,
        of,
        "child_death",
        death_date=workplace.today.strftime("%d/%m/%y"),
        place="home",
        attendant="none",
        referred="tidak",
        neonatal_cause="infection",
        direct_cause="Sepsis neonatorum",
        delays="none",
        chronology="Demam sejak kemarin",
        informant="Ayah",
        audit="planned",
    )
    (text,) = letters(workplace, of)
    for part in ("SURAT KETERANGAN KEMATIAN", "By Ny Wa Aminah", "10 hari", "Rumah", "Wa Aminah"):
        assert part in text, part
    assert "Sepsis" not in text
    assert "LAHIR MATI" not in text


def test_a_stillbirth_note_is_the_mothers(workplace: Workplace) -> None:
    """SF3"""
    of = visit(workplace, person(workplace, "Wa Aminah", Sex.FEMALE, date(1996, 5, 1)))
    completed(
        workplace,
        of,
        "child_death",
        stillbirth_date=workplace.today.strftime("%d/%m/%y"),
        stillborn_sex="P",
        stillbirth_weeks="34",
        maceration="fresh",
        place="hospital",
        attendant="doctor",
        referred="ya",
        neonatal_cause="unknown",
        direct_cause="Belum diketahui",
        delays="none",
        chronology="Gerak berhenti dua hari",
        informant="Suami",
        audit="planned",
    )
    (text,) = letters(workplace, of)
    assert "LAHIR MATI" in text
    assert "34 minggu" in text
    assert "Perempuan" in text
    assert " gram" not in text


def test_a_letter_keeps_its_number_and_each_print_is_remembered(workplace: Workplace) -> None:
    """SF5"""
    of = newborn(workplace)
    record = completed(workplace, of, "congenital_screening", **SAMPLE)
    first, second = letters(workplace, of)[0], letters(workplace, of)[0]
    number = next(part for part in first.split() if part.startswith("400.7/"))
    assert number in second
    assert prints(workplace) == ["heel_screening_request"] * 2
    (offered,) = letters_from(workplace, record)
    assert offered.subject_id == f"heel_screening_request/{record.id}/0"
    assert json.loads(record.answers)["form"] == "congenital_screening"


DELIVERY = {
    "outcome": "live_birth",
    "delivered_time": "4.15",
    "birth_place": "puskesmas",
    "attendant": "midwife",
    "birth_mode": "normal",
    "birth_complications": "none",
    "mother_state": "healthy",
}


def delivered(workplace: Workplace, *sexes: str, alive: tuple[str, ...], elsewhere: str = "tidak") -> Visit:
    mother = person(workplace, "Wa Marni", Sex.FEMALE, date(1994, 5, 1))
    of = visit(workplace, mother)
    completed(
        workplace,
        of,
        "pregnancy_registration",
        gravida="1",
        para="0",
        abortus="0",
        husband_name="La Ode Hasan",
    )
    rows = {
        f"babies[{number}]/{name}": value
        for number, (sex, born) in enumerate(zip(sexes, alive, strict=True), 1)
        for name, value in (("born_alive", born), ("baby_sex", sex), ("birth_weight", f"{2400 + number * 100}"))
    }
    today = workplace.today.strftime("%d/%m/%y")
    count = str(len(sexes))
    completed(
        workplace,
        of,
        "delivery",
        delivered_on=today,
        **DELIVERY,
        recorded_elsewhere=elsewhere,
        number_of_babies=count,
        **rows,
    )
    return of


def test_a_birth_note_names_child_and_parents(workplace: Workplace) -> None:
    """SF4"""
    of = delivered(workplace, "P", alive=("alive",))
    (unnamed,) = letters(workplace, of)
    for part in ("SURAT KETERANGAN LAHIR", "04.15", "Perempuan", "2500 gram", "Wa Marni", "La Ode Hasan", "Bidan"):
        assert part in unnamed, part
    person(workplace, "Wa Ode Cahaya", Sex.FEMALE, workplace.today, of.patient_id, "Wa Marni")
    (named,) = letters(workplace, of)
    assert "Wa Ode Cahaya" not in unnamed
    assert "Wa Ode Cahaya" in named


def test_each_living_twin_has_a_note_of_its_own(workplace: Workplace) -> None:
    """SF4"""
    of = delivered(workplace, "L", "P", alive=("alive", "alive"))
    first, second = letters(workplace, of)
    assert ("2500 gram" in first, "2600 gram" in second) == (True, True)
    assert first.split("Nomor:")[1].split()[0] != second.split("Nomor:")[1].split()[0]


def test_a_twin_that_died_has_no_birth_note(workplace: Workplace) -> None:
    """SF4"""
    of = delivered(workplace, "L", "P", alive=("still_fresh", "alive"))
    (text,) = letters(workplace, of)
    assert "2600 gram" in text


def test_a_birth_at_another_place_is_not_certified_here(workplace: Workplace) -> None:
    """SF4"""
    assert letters(workplace, delivered(workplace, "P", alive=("alive",), elsewhere="ya")) == []
