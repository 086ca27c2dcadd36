"""ODK Collect: forms and people out, filled forms in.

SK1  Every form goes out with its list of people, and pyxform accepts what goes out.
SK2  A filled form comes in once, as a response of its person, with what it means and with its pictures.
SK3  Who is not found is listed, and goes in when somebody says who it is.
SK4  Encrypted, damaged, foreign and incomplete forms are said in a sentence; the others go in.
"""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from ilp_desktop.domain.due_forms import ADULT_NCD
from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.problem import Fault, Rejected
from ilp_desktop.forms import write_submission
from ilp_desktop.services.attachments import attachment_content
from ilp_desktop.services.form_office import preview_form, take_in
from ilp_desktop.services.odk_exchange import (
    SubmissionFate,
    look_at_submissions,
    take_in_submissions,
    write_field_forms,
)
from ilp_desktop.services.responses import AboutWhom, open_response, start_response
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.services.test_responses import fill, visit_of

JPEG = b"\xff\xd8\xff\xe0" + b"gambar" * 20


def person(workplace: Workplace) -> Patient:
    visit = visit_of(workplace)
    with workplace.database.read() as connection:
        return records.get(connection, Patient, visit.patient_id)


def filled(workplace: Workplace, folder: Path, instance: str, someone: Patient, chosen: str = "", **given: str) -> Path:
    """A submission as a phone makes it: one folder for each, the person under ``ilp_person``."""
    whom = AboutWhom(form_id=ADULT_NCD, patient_id=someone.id)
    response = fill(start_response(workplace, whom), **given)
    xml = write_submission(response).decode()
    head, _, rest = xml.partition(">")
    if head.startswith("<?xml"):
        start, _, rest = rest.partition(">")
        head = f"{head}>{start}"
    meta = f"<ilp_person>{chosen or someone.id}</ilp_person><meta><instanceID>{instance}</instanceID></meta>"
    path = folder / f"ptm_2026-11-20_10-11-1{instance[-1]}" / "submission.xml"
    path.parent.mkdir(parents=True)
    path.write_text(f"{head}>{meta}{rest}", encoding="utf-8")
    return path


def test_the_forms_go_out_with_the_people(workplace: Workplace, tmp_path: Path) -> None:
    someone = person(workplace)
    written = write_field_forms(workplace, tmp_path / "forms").value
    assert (len(written.forms), written.people) == (5, 1)
    assert "bmi" in written.without_rules["Skrining faktor risiko PTM"]
    xform = (tmp_path / "forms" / "adult_ncd_screening.xml").read_text(encoding="utf-8")
    assert "ilp:bmi" not in xform
    assert "jr://file-csv/people.csv" in xform
    table = (tmp_path / "forms" / "adult_ncd_screening-media" / "people.csv").read_text(encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["name"], row["sex"], row["birth_date"]) == (someone.id, "L", "1980-03-09")
    assert not (tmp_path / "forms" / "monthly_workshop_minutes-media").exists()
    assert write_field_forms(workplace, tmp_path / "lain", "Langkomu").value.people == 0


def test_what_was_filled_in_on_a_phone_comes_in_once(workplace: Workplace, tmp_path: Path) -> None:
    someone = person(workplace)
    filled(workplace, tmp_path, "uuid:1", someone, weight="71")
    (found,) = look_at_submissions(workplace, tmp_path)
    assert (found.fate, found.patient) == (SubmissionFate.READY, someone), found.reason
    (kept,) = take_in_submissions(workplace, [found]).value
    assert kept.fate is SubmissionFate.KEPT
    with workplace.database.read() as connection:
        (weight,) = records.find(connection, Observation, patient_id=someone.id, code="29463-7")
    assert weight.number == 71.0
    assert weight.response_id is not None
    opened = open_response(workplace, weight.response_id)
    assert opened.response.value("age_years") == "46"
    (again,) = look_at_submissions(workplace, tmp_path)
    assert again.fate is SubmissionFate.KNOWN


def test_one_form_twice_on_the_stick_goes_in_once(workplace: Workplace, tmp_path: Path) -> None:
    someone = person(workplace)
    first = filled(workplace, tmp_path, "uuid:1", someone)
    copy = tmp_path / "salinan" / "a.xml"
    copy.parent.mkdir()
    copy.write_bytes(first.read_bytes())
    fates = [one.fate for one in take_in_submissions(workplace, look_at_submissions(workplace, tmp_path)).value]
    assert fates == [SubmissionFate.KEPT, SubmissionFate.KNOWN]


def test_somebody_says_who_it_is(workplace: Workplace, tmp_path: Path) -> None:
    someone = person(workplace)
    filled(workplace, tmp_path, "uuid:2", someone, "tidak-dikenal")
    (lost,) = look_at_submissions(workplace, tmp_path)
    assert lost.fate is SubmissionFate.UNMATCHED
    assert "No. RM" in lost.reason
    assert take_in_submissions(workplace, [lost]).value == (lost,)
    (found,) = look_at_submissions(workplace, tmp_path, {"uuid:2": someone.medical_record_number})
    assert (found.fate, found.patient) == (SubmissionFate.READY, someone)


def test_what_cannot_come_in_is_said(workplace: Workplace, tmp_path: Path) -> None:
    someone = person(workplace)
    texts = {
        "sandi": '<data id="adult_ncd_screening" version="2026112201" encrypted="yes"/>',
        "rusak": "<data",
        "asing": '<data id="lain" version="1"><meta><instanceID>uuid:9</instanceID></meta></data>',
        "tanpa": '<data id="adult_ncd_screening" version="2026112201"/>',
        "kosong": f'<data id="adult_ncd_screening" version="2026112201"><ilp_person>{someone.id}</ilp_person>'
        "<meta><instanceID>uuid:8</instanceID></meta></data>",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    found = {one.path.stem: one for one in look_at_submissions(workplace, tmp_path)}
    assert {name: one.fate for name, one in found.items()} == {
        "sandi": SubmissionFate.REFUSED,
        "rusak": SubmissionFate.REFUSED,
        "asing": SubmissionFate.REFUSED,
        "tanpa": SubmissionFate.REFUSED,
        "kosong": SubmissionFate.INCOMPLETE,
    }
    assert "disandikan" in found["sandi"].reason
    assert all(one.reason for one in found.values())
    with pytest.raises(Fault):
        look_at_submissions(workplace, tmp_path / "tiada")


def test_pictures_come_in_with_the_form_that_names_them(workplace: Workplace, tmp_path: Path) -> None:
    form = (
        "settings: {form_id: luka, form_title: Luka, version: '1'}\n"
        "survey:\n  - {type: image, name: foto, label: Foto}\n  - {type: image, name: lagi, label: Lagi}\n"
    )
    take_in(workplace, preview_form(workplace, "luka.yaml", form.encode(), {}))
    someone = person(workplace)
    (tmp_path / "1.jpg").write_bytes(JPEG)
    (tmp_path / "luka.xml").write_text(
        f'<data id="luka" version="1"><ilp_person>{someone.id}</ilp_person><foto>1.jpg</foto>'
        "<lagi>../rahasia.jpg</lagi><meta><instanceID>uuid:7</instanceID></meta></data>",
        encoding="utf-8",
    )
    (kept,) = take_in_submissions(workplace, look_at_submissions(workplace, tmp_path)).value
    assert kept.fate is SubmissionFate.KEPT
    assert "Tanpa 1 gambar" in kept.reason
    assert attachment_content(workplace, someone.id, "1.jpg") == JPEG
    with pytest.raises(Fault):
        attachment_content(workplace, someone.id, "../rahasia.jpg")


def test_the_list_of_people_is_not_for_everybody(workplace: Workplace, tmp_path: Path) -> None:
    clerk = replace(workplace, user=replace(workplace.user, roles=Role.REGISTRATION.value))
    with pytest.raises(Rejected):
        write_field_forms(clerk, tmp_path)
    assert not list(tmp_path.glob("*.xml"))
