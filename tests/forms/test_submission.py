"""ODK submissions.

FO1  What Collect sends becomes a response; what we send is read again.
FO2  Encrypted, unsafe, damaged and foreign submissions are refused with what to do.
FO3  On the phone a form asks who it is about, also somebody who is not in the list, and knows their age and sex.
"""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.forms import PEOPLE_TABLE, FormRefused, Response, field_edition, load_form
from ilp_desktop.forms.submission import read_submission, submission_name, write_submission
from ilp_desktop.forms.tables import read_tables
from ilp_desktop.forms.xform import read_xform
from tests.forms.workbench import FORMS, YES_NO, context, form, group, question, real_form, repeat

COLLECT = """<?xml version='1.0' ?>
<data id="uji" version="7" xmlns:orx="http://openrosa.org/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
  <g><nama>Wa Aminah</nama><batuk>ya</batuk></g>
  <anak><umur>3</umur></anak><anak><umur>5</umur></anak>
  <tanggal>2026-11-20</tanggal>
  <lain>x</lain>
  <orx:meta><orx:instanceID>uuid:0c0f</orx:instanceID></orx:meta>
</data>"""


def survey() -> Response:
    asked = form(
        *group("g", question("text", "nama"), question("select_one yn", "batuk"), label="G"),
        *repeat("anak", question("integer", "umur"), label="Anak"),
        question("date", "tanggal"),
        question("calculate", "jumlah", calculation="sum(${umur})"),
        choices=YES_NO,
    )
    return Response(asked, context())


def refused(content: bytes) -> str:
    with pytest.raises(FormRefused) as refusal:
        read_submission(content, survey().form)
    assert refusal.value.problems[0].remedy
    return refusal.value.problems[0].code


def test_what_collect_sends_becomes_a_response() -> None:
    """FO1"""
    asked = survey().form
    name = submission_name(COLLECT.encode())
    assert (name.form_id, name.form_version, name.instance_id) == ("uji", "7", "uuid:0c0f")
    found = read_submission(COLLECT.encode(), asked)
    assert found.left_out == ("lain",)
    response = Response.from_json(asked, found.document, context())
    assert response.value("g/nama") == "Wa Aminah"
    assert response.value("anak[2]/umur") == "5"
    assert response.value("jumlah") == "8"
    assert response.problems() == ()


def test_what_we_send_is_read_again() -> None:
    """FO1"""
    response = survey()
    response.answer("g/nama", "Siti <&> 'Aminah'")
    response.add("anak")
    response.answer("anak[2]/umur", "4")
    found = read_submission(write_submission(response), response.form)
    assert found.left_out == ()
    again = Response.from_json(response.form, found.document, context())
    assert again.to_json() == response.to_json()


def test_irrelevant_answers_are_not_sent() -> None:
    """FO1"""
    response = Response(real_form("tb_screening"), context())
    for name, typed in {"cough": "long", "adult_symptoms": "none", "contact_kind": "none", "risks": "none"}.items():
        response.answer(name, typed)
    sent = write_submission(response)
    assert b"child_symptoms" not in sent
    assert b"<result>Terduga TBC</result>" in sent


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'<data id="lain"/>', "submission_other_form"),
        (b'<data id="uji" encrypted="yes"><base64EncryptedKey>x</base64EncryptedKey></data>', "submission_encrypted"),
        (b'<data id="uji"><encryptedXmlFile>submission.xml.enc</encryptedXmlFile></data>', "submission_encrypted"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><data id="uji">&a;</data>', "submission_unsafe"),
        (b"<data", "submission_damaged"),
        (b"", "submission_damaged"),
        (b"\xff\xfe<\x00", "submission_damaged"),
        (b"x" * 5_000_001, "submission_too_large"),
        (b'<data id="uji">' + b"<anak><umur>1</umur></anak>" * 1001 + b"</data>", "submission_too_large"),
        (b'<data id="uji">' + b"<g>" * 50_000 + b"</g>" * 50_000 + b"</data>", "submission_damaged"),
    ],
)
def test_bad_submissions_are_refused(content: bytes, code: str) -> None:
    """FO2"""
    assert refused(content) == code


@pytest.mark.parametrize(
    ("sent", "answers", "beside"),
    [
        ("<tanggal><jam>8</jam></tanggal>", {}, {"jam": "8"}),
        ("<g>teks</g>", {}, {"g": "teks"}),
        ("<anak>teks</anak>", {}, {"anak": "teks"}),
        ("<g><nama>A</nama></g><g><nama>B</nama></g>", {"g": {"nama": "A"}}, {"nama": "B"}),
        ("<tanggal>2026-11-20</tanggal><tanggal>x</tanggal>", {"tanggal": "2026-11-20"}, {"tanggal": "x"}),
        ("<g/><g><nama>A</nama></g>", {"g": {"nama": "A"}}, {}),
    ],
)
def test_nothing_that_was_answered_gets_lost(sent: str, answers: object, beside: object) -> None:
    """FO1: what stands where the form has something else, or stands there twice, is named as left out."""
    asked = survey().form
    found = read_submission(f'<data id="uji" version="1">{sent}</data>'.encode(), asked)
    assert (found.document["answers"], found.beside) == (answers, beside)
    Response.from_json(asked, found.document, context())


def test_rows_in_rows_do_not_fill_the_memory() -> None:
    """FO2: 500,000 rows stand in 4 MB."""
    asked = form(*repeat("kk", *repeat("anak", question("text", "n"))))
    rows = b"<kk>" + b"<anak/>" * 600 + b"</kk>"
    found = read_submission(b'<data id="uji">' + rows * 900 + b"</data>", asked)
    with pytest.raises(FormRefused) as refusal:
        Response.from_json(asked, found.document, context())
    assert refusal.value.problems[0].code == "document_too_large"


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(content: bytes) -> None:
    """FO2"""
    with pytest.raises(FormRefused):
        read_submission(content, real_form("tb_screening"))


PEOPLE = b"name,label,sex,birth_date,village\na1,Wa Aminah,P,1992-03-04,Lanto\na2,La Dani,L,2024-11-20,Lanto\n"


def on_the_phone(content: bytes) -> Response:
    edition = field_edition(content, {}, PEOPLE, about_person=True)
    return Response(read_xform(edition.xform, "x", read_tables({PEOPLE_TABLE: PEOPLE})), context())


FIELD = (
    "settings: {form_id: uji, version: '1'}\nsurvey:\n"
    "  - {type: hidden, name: sex, 'bind::ilp:prefill': patient.sex}\n"
    "  - {type: hidden, name: years, 'bind::ilp:prefill': patient.age_years}\n"
    "  - {type: text, name: hamil, label: Hamil, relevant: \"${sex} = 'P'\"}\n"
    "  - {type: image, name: foto, label: Foto}\n"
)


def test_on_the_phone_somebody_is_chosen_from_the_list() -> None:
    """FO3"""
    response = on_the_phone(FIELD.encode())
    response.answer("ilp_person", "a1")
    assert (response.value("sex"), response.value("years")) == ("P", "34")
    assert response.value("ilp_person_label") == "Wa Aminah"
    assert response.is_relevant("hamil")
    assert not response.is_relevant("ilp_person_name")
    response.answer("ilp_person", "a2")
    assert not response.is_relevant("hamil")


def test_on_the_phone_somebody_new_is_described() -> None:
    """FO3"""
    response = on_the_phone(FIELD.encode())
    missing = {problem.field for problem in response.problems()}
    assert {"ilp_person_name", "ilp_person_sex", "ilp_person_birth"} <= missing
    for name, typed in {"name": "Wa Baru", "sex": "P", "birth": "1 Jul 2000"}.items():
        response.answer(f"ilp_person_{name}", typed)
    assert (response.value("sex"), response.value("years")) == ("P", "26")
    assert response.problems() == ()
    found = read_submission(write_submission(response), load_form(FIELD.encode()), same_id=False)
    assert found.left_out == ()
    assert found.beside["ilp_person_name"] == "Wa Baru"


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_form_goes_to_the_phone(path: Path) -> None:
    """FO3: pyxform and we accept the edition of each form."""
    tables = {table.name: table.read_bytes() for table in path.with_suffix("").glob("*.csv")}
    about_person = load_form(path).subject == "person"
    edition = field_edition(path.read_bytes(), tables, PEOPLE, about_person=about_person)
    assert ("ilp_person" in edition.xform) is about_person
    assert re.findall(r"ilp:[a-z0-9-]+\(", edition.xform) == []


def test_no_formula_of_ours_reaches_the_phone() -> None:
    """FO3: Collect would not open the form; a count becomes rows that the user adds."""
    content = (
        b"settings: {form_id: u, form_title: U, version: '1'}\nsurvey:\n"
        b"  - {type: integer, name: bb, label: 'BB menurut ilp: kg', constraint: 'ilp:bmi(., 150) < 50'}\n"
        b"  - {type: begin_repeat, name: r, label: R, repeat_count: 'ilp:bmi(${bb}, 150)'}\n"
        b"  - {type: text, name: x, label: X}\n  - {type: end_repeat}\n"
    )
    edition = field_edition(content, {}, b"name,label,sex,birth_date,village\n", about_person=True)
    assert "ilp:bmi" not in edition.xform
    assert "BB menurut ilp: kg" in edition.xform
    assert edition.without_rules == ("bb", "r")


def test_photographs_stay_small_on_the_phone() -> None:
    """FO3"""
    assert "max-pixels" in field_edition(FIELD.encode(), {}, PEOPLE, about_person=True).xform
