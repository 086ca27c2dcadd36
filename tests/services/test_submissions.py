"""ODK Collect: forms and people out, filled forms in.

SK1  Every form goes out with its list of people, and pyxform accepts what goes out.
SK2  A filled form comes in once, as a response of its person, with what it means and with its pictures.
SK3  Who is not found is listed, and goes in when somebody says who it is.
SK4  Encrypted, damaged, foreign and incomplete forms are said in a sentence; the others go in.
SK5  What is not complete is set aside with its pictures, completed here by anybody, and is then what the phone sent.
SK6  A corrected edition (deprecatedID) is an amendment; what was changed here as well is left to a person.
SK7  Folders, zips, and what servers make of a submission are read; bombs and locked zips are refused.
"""

import csv
import io
import json
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from ilp_desktop.domain.bookkeeping import Draft
from ilp_desktop.domain.due_forms import ADULT_NCD
from ilp_desktop.domain.form_definition import LARGEST_ATTACHMENT
from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.patient import Patient, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Cancelled, Fault, Rejected
from ilp_desktop.domain.progress import Step
from ilp_desktop.domain.visit import QuestionnaireResponse
from ilp_desktop.forms import write_submission
from ilp_desktop.services.attachments import attachment_content
from ilp_desktop.services.field_forms import villages_of_people, write_field_forms
from ilp_desktop.services.form_office import preview_form, take_in
from ilp_desktop.services.found_submissions import SubmissionFate
from ilp_desktop.services.people import register_person
from ilp_desktop.services.response_records import standing
from ilp_desktop.services.responses import AboutWhom, amend_response, open_response, start_response
from ilp_desktop.services.submission_keeping import (
    complete_unfinished,
    give_up_unfinished,
    keep_unfinished,
    open_unfinished,
    take_in_submissions,
    unfinished_forms,
)
from ilp_desktop.services.submission_people import proposed_people
from ilp_desktop.services.submissions import look_at_submissions, match_submission
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.services.conftest import LANTO
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
    assert (set(written.forms) >= {"Skrining faktor risiko PTM", "Skrining TBC"}, written.people) == (True, 1)
    assert "bmi" in written.without_rules["Skrining faktor risiko PTM"]
    xform = (tmp_path / "forms" / "adult_ncd_screening.xml").read_text(encoding="utf-8")
    assert "ilp:bmi" not in xform
    assert "jr://file-csv/people.csv" in xform
    table = (tmp_path / "forms" / "adult_ncd_screening-media" / "people.csv").read_text(encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["name"], row["sex"], row["birth_date"]) == (someone.id, "L", "1980-03-09")
    assert not (tmp_path / "forms" / "monthly_workshop_minutes-media").exists()
    assert "Ponsel (ODK)" in (tmp_path / "forms" / "BACA-DULU.txt").read_text(encoding="utf-8")
    assert villages_of_people(workplace) == ()
    assert write_field_forms(workplace, tmp_path / "lain", "Langkomu").value.people == 0


def test_what_was_filled_in_on_a_phone_comes_in_once(workplace: Workplace, tmp_path: Path) -> None:
    someone = person(workplace)
    filled(workplace, tmp_path, "uuid:1", someone, weight="71")
    (found,) = look_at_submissions(workplace, tmp_path)
    assert (found.fate, found.patient) == (SubmissionFate.READY, someone), found.reason
    (kept,) = take_in_submissions(workplace, tmp_path, [found]).value
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
    fates = [
        one.fate for one in take_in_submissions(workplace, tmp_path, look_at_submissions(workplace, tmp_path)).value
    ]
    assert fates == [SubmissionFate.KEPT, SubmissionFate.KNOWN]


def test_somebody_says_who_it_is(workplace: Workplace, tmp_path: Path) -> None:
    someone = person(workplace)
    filled(workplace, tmp_path, "uuid:2", someone, "tidak-dikenal")
    (lost,) = look_at_submissions(workplace, tmp_path)
    assert lost.fate is SubmissionFate.UNMATCHED
    assert "tidak ada di sini" in lost.reason
    assert take_in_submissions(workplace, tmp_path, [lost]).value == (lost,)
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
    found = {Path(one.place).stem: one for one in look_at_submissions(workplace, tmp_path)}
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
    (kept,) = take_in_submissions(workplace, tmp_path, look_at_submissions(workplace, tmp_path)).value
    assert kept.fate is SubmissionFate.KEPT
    assert "Tanpa 1 gambar" in kept.reason
    opened = open_response(workplace, kept.response_id).response
    assert opened.value("foto") != "1.jpg"
    assert attachment_content(workplace, someone.id, opened.value("foto")) == JPEG
    with pytest.raises(Fault):
        attachment_content(workplace, someone.id, "../rahasia.jpg")


def test_the_list_of_people_is_not_for_everybody(workplace: Workplace, tmp_path: Path) -> None:
    clerk = replace(workplace, user=replace(workplace.user, roles=Role.REGISTRATION.value))
    with pytest.raises(Rejected):
        write_field_forms(clerk, tmp_path)
    assert not list(tmp_path.glob("*.xml"))


WOUND = (
    "settings: {form_id: luka, form_title: Luka, version: '1'}\n"
    "survey:\n  - {type: text, name: nama, label: Nama}\n  - {type: date, name: tanggal, label: Tanggal}\n"
    "  - {type: integer, name: lebar, label: Lebar luka, required: 'yes', constraint: '. < 100'}\n"
    "  - {type: image, name: foto, label: Foto}\n"
)


def wound(workplace: Workplace) -> Patient:
    take_in(workplace, preview_form(workplace, "luka.yaml", WOUND.encode(), {}))
    return person(workplace)


def sent(
    folder: Path, instance: str, replaces: str = "", root: str = 'data id="luka" version="1"', **given: str
) -> Path:
    """A submission as Collect writes it, in the namespace of OpenRosa."""
    answers = "".join(f"<{name}>{value}</{name}>" for name, value in given.items())
    replaced = f"<orx:deprecatedID>{replaces}</orx:deprecatedID>" if replaces else ""
    path = folder / f"Luka_2026-11-20_08-00-{instance[-1:].zfill(2)}" / "Luka_2026-11-20_08-00-00.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"<?xml version='1.0' ?><{root} xmlns:orx='http://openrosa.org/xforms'>{answers}<orx:meta>"
        f"<orx:instanceID>{instance}</orx:instanceID>{replaced}<orx:instanceName>Luka</orx:instanceName></orx:meta>"
        f"</{root.split()[0]}>",
        encoding="utf-8",
    )
    return path


def taken(workplace: Workplace, source: Path) -> list[SubmissionFate]:
    found = look_at_submissions(workplace, source)
    return [one.fate for one in take_in_submissions(workplace, source, found).value]


def test_what_is_not_complete_waits_and_is_completed_here(workplace: Workplace, tmp_path: Path) -> None:
    """SK5"""
    someone = wound(workplace)
    folder = tmp_path / "instances"
    path = sent(folder, "uuid:1", ilp_person=someone.id, lebar="250", foto="1.jpg")
    (path.parent / "1.jpg").write_bytes(JPEG)
    (found,) = look_at_submissions(workplace, folder)
    assert found.fate is SubmissionFate.INCOMPLETE
    assert "Lebar luka" in found.reason
    assert taken(workplace, folder) == [SubmissionFate.SET_ASIDE]
    shutil.rmtree(folder)
    (waiting,) = unfinished_forms(workplace)
    assert (waiting.title, waiting.day, waiting.patient) == ("Luka", date(2026, 11, 20), someone)
    opened = open_unfinished(workplace, waiting.response_id)
    with pytest.raises(Rejected):
        complete_unfinished(workplace, waiting.response_id, opened.response)
    opened.response.answer("lebar", "25")
    keep_unfinished(workplace, "", waiting.response_id, json.dumps({**opened.response.to_json(), "at": "lebar"}))
    again = open_unfinished(workplace, waiting.response_id)
    assert (again.at, again.response.value("lebar")) == ("lebar", "25")
    record = complete_unfinished(workplace, waiting.response_id, again.response).value
    assert (record.id, record.effective_date, record.patient_id) == (found.response_id, date(2026, 11, 20), someone.id)
    assert attachment_content(workplace, someone.id, again.response.value("foto")) == JPEG
    assert unfinished_forms(workplace) == ()
    with workplace.database.read() as connection:
        assert records.find(connection, Draft) == ()
    sent(folder, "uuid:1", ilp_person=someone.id, lebar="250")
    assert taken(workplace, folder) == [SubmissionFate.KNOWN]


def test_what_waits_can_be_thrown_away_and_taken_in_again(workplace: Workplace, tmp_path: Path) -> None:
    """SK5"""
    someone = wound(workplace)
    sent(tmp_path, "uuid:1", ilp_person=someone.id)
    assert taken(workplace, tmp_path) == [SubmissionFate.SET_ASIDE]
    assert taken(workplace, tmp_path) == [SubmissionFate.SET_ASIDE]
    (waiting,) = unfinished_forms(workplace)
    give_up_unfinished(workplace, waiting.response_id)
    assert unfinished_forms(workplace) == ()
    assert taken(workplace, tmp_path) == [SubmissionFate.SET_ASIDE]


def test_a_corrected_edition_is_an_amendment(workplace: Workplace, tmp_path: Path) -> None:
    """SK6: both lie in the folder, the correction first by name."""
    someone = wound(workplace)
    sent(tmp_path, "uuid:9", ilp_person=someone.id, lebar="9")
    sent(tmp_path, "uuid:1", replaces="uuid:9", ilp_person=someone.id, lebar="4")
    assert taken(workplace, tmp_path) == [SubmissionFate.KEPT, SubmissionFate.KEPT]
    with workplace.database.read() as connection:
        kept = records.find(connection, QuestionnaireResponse, form_id="luka")
    (standing_one,) = standing(kept)
    assert len(kept) == 2
    assert open_response(workplace, standing_one.id).response.value("lebar") == "4"
    assert (standing_one.amendment_reason, standing_one.effective_date) == ("Diperbaiki di ponsel", date(2026, 11, 20))
    assert taken(workplace, tmp_path) == [SubmissionFate.KNOWN, SubmissionFate.KNOWN]


def test_what_was_corrected_here_as_well_is_left_to_a_person(workplace: Workplace, tmp_path: Path) -> None:
    """SK6"""
    someone = wound(workplace)
    first = sent(tmp_path / "a", "uuid:9", ilp_person=someone.id, lebar="9")
    assert taken(workplace, tmp_path / "a") == [SubmissionFate.KEPT]
    (found,) = look_at_submissions(workplace, first.parent)
    opened = open_response(workplace, found.response_id).response
    opened.answer("lebar", "8")
    amend_response(workplace, found.response_id, opened, "salah ukur")
    sent(tmp_path / "b", "uuid:1", replaces="uuid:9", ilp_person=someone.id, lebar="4")
    assert taken(workplace, tmp_path / "b") == [SubmissionFate.SET_ASIDE]
    (waiting,) = unfinished_forms(workplace)
    assert "diubah juga di sini" in waiting.reason
    complete_unfinished(workplace, waiting.response_id, open_unfinished(workplace, waiting.response_id).response)
    with workplace.database.read() as connection:
        (last,) = standing(records.find(connection, QuestionnaireResponse, form_id="luka"))
    assert open_response(workplace, last.id).response.value("lebar") == "4"


def test_a_correction_of_what_waits_takes_its_place(workplace: Workplace, tmp_path: Path) -> None:
    """SK6"""
    someone = wound(workplace)
    sent(tmp_path / "a", "uuid:9", ilp_person=someone.id)
    assert taken(workplace, tmp_path / "a") == [SubmissionFate.SET_ASIDE]
    sent(tmp_path / "b", "uuid:1", replaces="uuid:9", ilp_person=someone.id, lebar="4")
    assert taken(workplace, tmp_path / "b") == [SubmissionFate.KEPT]
    assert unfinished_forms(workplace) == ()


def test_a_correction_for_another_person_is_refused(workplace: Workplace, tmp_path: Path) -> None:
    """SK6"""
    someone, other = wound(workplace), register(workplace, "La Ode Hasan")
    sent(tmp_path / "a", "uuid:9", ilp_person=someone.id, lebar="9")
    taken(workplace, tmp_path / "a")
    sent(tmp_path / "b", "uuid:1", replaces="uuid:9", ilp_person=other.id, lebar="4")
    assert taken(workplace, tmp_path / "b") == [SubmissionFate.REFUSED]


def register(workplace: Workplace, name: str, sex: Sex = Sex.MALE, born: date = date(1990, 1, 2)) -> Patient:
    entry = PersonEntry(name=name, sex=sex, birth_date=born, village_code=LANTO)
    return register_person(workplace, entry, look_alikes_seen=True).value


def test_a_typed_number_counts_only_with_the_name(workplace: Workplace, tmp_path: Path) -> None:
    """SK3: one wrong digit must not put the answers into a stranger's record."""
    someone = wound(workplace)
    number = someone.medical_record_number
    sent(tmp_path, "uuid:1", no_rm=number, nama=someone.name, lebar="4")
    sent(tmp_path, "uuid:2", no_rm=number, nama="Ni Made Astuti", lebar="4")
    sent(tmp_path, "uuid:3", no_rm=number, lebar="4")
    found = look_at_submissions(workplace, tmp_path)
    assert [one.fate for one in found] == [SubmissionFate.READY, SubmissionFate.UNMATCHED, SubmissionFate.READY]
    assert "nama lain" in found[1].reason


def test_people_are_proposed_with_reasons_and_chosen(workplace: Workplace, tmp_path: Path) -> None:
    """SK3"""
    wound(workplace)
    aminah = register(workplace, "Wa Aminah", Sex.FEMALE, date(1992, 3, 4))
    register(workplace, "La Ode Hasan")
    written = {"ilp_person_name": "Wa Aminah", "ilp_person_sex": "P", "ilp_person_birth": "1992-03-04"}
    sent(tmp_path, "uuid:1", lebar="4", **written)
    (found,) = look_at_submissions(workplace, tmp_path)
    assert found.fate is SubmissionFate.UNMATCHED
    assert found.person is not None
    assert (found.person.name, found.person.sex, found.person.birth_date) == ("Wa Aminah", Sex.FEMALE, date(1992, 3, 4))
    proposed = proposed_people(workplace, found.person)
    assert proposed[0].patient_id == aminah.id
    assert "tanggal lahir sama" in proposed[0].reason
    assert [one.name for one in proposed_people(workplace, found.person, "hasan")] == ["La Ode Hasan"]
    matched = match_submission(workplace, found, aminah.id)
    assert (matched.fate, matched.patient) == (SubmissionFate.READY, aminah)
    (kept,) = take_in_submissions(workplace, tmp_path, [matched]).value
    assert kept.fate is SubmissionFate.KEPT


def test_batal_leaves_the_rest_as_it_was(workplace: Workplace, tmp_path: Path) -> None:
    someone = wound(workplace)
    for number in range(3):
        sent(tmp_path, f"uuid:{number}", ilp_person=someone.id, lebar="4")
    told: list[Step] = []

    def cancelled(step: Step) -> None:
        told.append(step)
        if len(told) == 2:
            raise Cancelled

    found = look_at_submissions(workplace, tmp_path)
    fates = [one.fate for one in take_in_submissions(workplace, tmp_path, found, cancelled).value]
    assert fates == [SubmissionFate.KEPT, SubmissionFate.READY, SubmissionFate.READY]


def test_a_stick_that_was_pulled_loses_no_picture(workplace: Workplace, tmp_path: Path) -> None:
    someone = wound(workplace)
    path = sent(tmp_path / "stik", "uuid:1", ilp_person=someone.id, lebar="4", foto="1.jpg")
    (path.parent / "1.jpg").write_bytes(JPEG)
    found = look_at_submissions(workplace, tmp_path / "stik")
    shutil.rmtree(tmp_path / "stik")
    with pytest.raises(Fault):
        take_in_submissions(workplace, tmp_path / "stik", found)
    with workplace.database.read() as connection:
        assert records.find(connection, QuestionnaireResponse, form_id="luka") == ()


def test_a_large_photograph_is_made_smaller(workplace: Workplace, tmp_path: Path) -> None:
    """SK2: a phone's camera writes megabytes."""
    someone = wound(workplace)
    path = sent(tmp_path, "uuid:1", ilp_person=someone.id, lebar="4", foto="1700000000000.jpg")
    noise = Image.effect_noise((3000, 2000), 90).convert("RGB")
    noise.save(path.parent / "1700000000000.jpg", quality=95)
    assert (path.parent / "1700000000000.jpg").stat().st_size > LARGEST_ATTACHMENT
    (kept,) = take_in_submissions(workplace, tmp_path, look_at_submissions(workplace, tmp_path)).value
    assert (kept.fate, kept.reason) == (SubmissionFate.KEPT, "")
    name = open_response(workplace, kept.response_id).response.value("foto")
    content = attachment_content(workplace, someone.id, name)
    assert len(content) <= LARGEST_ATTACHMENT
    assert max(Image.open(io.BytesIO(content)).size) >= 800


def zipped(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(folder.rglob("*")):
            package.write(path, path.relative_to(folder.parent).as_posix())
    return target


def test_a_zip_of_the_folder_is_read_with_its_pictures(workplace: Workplace, tmp_path: Path) -> None:
    """SK7"""
    someone = wound(workplace)
    path = sent(tmp_path / "instances", "uuid:1", ilp_person=someone.id, lebar="4", foto="1.jpg")
    (path.parent / "1.jpg").write_bytes(JPEG)
    (path.parent / "._Luka.xml").write_bytes(b"Mac")
    source = zipped(tmp_path / "instances", tmp_path / "instances.zip")
    (kept,) = take_in_submissions(workplace, source, look_at_submissions(workplace, source)).value
    assert (kept.fate, kept.reason) == (SubmissionFate.KEPT, "")
    assert not list(tmp_path.rglob("*.jpg"))[1:]


def test_bombs_and_damaged_zips_are_refused_each(workplace: Workplace, tmp_path: Path) -> None:
    """SK7"""
    someone = wound(workplace)
    good = sent(tmp_path / "instances", "uuid:1", ilp_person=someone.id, lebar="4")
    (good.parent / "bom.xml").write_bytes(b"<data>" + b"\0" * 50_000_000)
    source = zipped(tmp_path / "instances", tmp_path / "instances.zip")
    assert source.stat().st_size < 100_000
    assert sorted(taken(workplace, source)) == [SubmissionFate.KEPT, SubmissionFate.REFUSED]
    half = tmp_path / "separuh.zip"
    half.write_bytes(source.read_bytes()[:300])
    with pytest.raises(Fault):
        look_at_submissions(workplace, half)
    content = bytearray(source.read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    half.write_bytes(bytes(content))
    with pytest.raises(Fault, match="kata sandi"):
        look_at_submissions(workplace, half)


def test_a_form_from_kobo_is_known_by_its_questions(workplace: Workplace, tmp_path: Path) -> None:
    """SK7: Kobo gives a form an id and versions of its own, and adds its marks."""
    someone = wound(workplace)
    path = sent(
        tmp_path,
        "uuid:1",
        root='aX7kQ2 id="aX7kQ2" version="1 (2026-11-01 08:00:00)"',
        formhub="<uuid>1f0c</uuid>",
        nama=someone.name,
        tanggal="2026-11-18",
        lebar="4",
        __version__="vB2n",
        _version__001="vB3n",
    )
    (found,) = look_at_submissions(workplace, tmp_path)
    assert found.fate is SubmissionFate.UNMATCHED, found.reason
    assert (found.day, found.left_out) == (date(2026, 11, 18), ())
    matched = match_submission(workplace, found, someone.id)
    assert take_in_submissions(workplace, tmp_path, [matched]).value[0].fate is SubmissionFate.KEPT
    path.write_text(path.read_text(encoding="utf-8").replace("lebar", "lain"), encoding="utf-8")
    (other,) = look_at_submissions(workplace, tmp_path)
    assert other.fate is SubmissionFate.REFUSED
    assert "tidak dikenal" in other.reason


def test_another_version_is_refused_with_what_to_do(workplace: Workplace, tmp_path: Path) -> None:
    """SK4"""
    wound(workplace)
    sent(tmp_path, "uuid:1", root='data id="luka" version="2"', lebar="4")
    (found,) = look_at_submissions(workplace, tmp_path)
    assert found.fate is SubmissionFate.REFUSED
    assert "Versi 2 dari Luka" in found.reason
    assert "Kantor formulir" in found.reason


def test_what_the_form_does_not_have_is_said(workplace: Workplace, tmp_path: Path) -> None:
    """SK4"""
    someone = wound(workplace)
    sent(tmp_path, "uuid:1", ilp_person=someone.id, lebar="4", asing="x")
    (found,) = look_at_submissions(workplace, tmp_path)
    assert found.fate is SubmissionFate.READY
    assert "asing" in found.reason


def test_blank_forms_of_the_phone_are_no_submissions(workplace: Workplace, tmp_path: Path) -> None:
    """SK7: the folder above instances holds the forms, too."""
    someone = wound(workplace)
    write_field_forms(workplace, tmp_path / "forms")
    sent(tmp_path / "instances", "uuid:1", ilp_person=someone.id, lebar="4")
    assert taken(workplace, tmp_path) == [SubmissionFate.KEPT]


def test_briefcase_wraps_what_was_sent(workplace: Workplace, tmp_path: Path) -> None:
    """SK7"""
    someone = wound(workplace)
    (tmp_path / "submission.xml").write_text(
        '<submission xmlns="http://opendatakit.org/submissions"><data>'
        '<luka id="luka" version="1" instanceID="uuid:1" submissionDate="2026-11-20T08:00:00Z">'
        f"<ilp_person>{someone.id}</ilp_person><lebar>4</lebar></luka></data></submission>",
        encoding="utf-8",
    )
    assert taken(workplace, tmp_path) == [SubmissionFate.KEPT]


HOUSE = (
    "settings: {form_id: rumah, form_title: Rumah, version: '3'}\n"
    "survey:\n  - {type: begin_group, name: lokasi, label: Lokasi}\n  - {type: geopoint, name: titik, label: Titik}\n"
    "  - {type: text, name: dusun, label: Dusun}\n  - {type: end_group}\n"
    "  - {type: begin_repeat, name: anak, label: Anak}\n  - {type: text, name: nama_anak, label: Nama}\n"
    "  - {type: begin_repeat, name: obat, label: Obat}\n  - {type: text, name: nama_obat, label: Nama}\n"
    "  - {type: end_repeat}\n  - {type: end_repeat}\n  - {type: image, name: foto, label: Foto}\n"
)


def central(folder: Path, someone: Patient, version: str = "3", edition: str = "uuid:1", dusun: str = "1") -> Path:
    """The zip that ODK Central exports: a table, a table for each repeat, and the media."""
    tables = {
        "rumah.csv": "SubmissionDate,ilp_person,lokasi-titik-Latitude,lokasi-titik-Longitude,lokasi-titik-Altitude,"
        "lokasi-titik-Accuracy,lokasi-dusun,foto,meta-instanceID,KEY,SubmitterName,Status,FormVersion\n"
        f'2026-11-20T08:00:00.000Z,{someone.id},-5.3,122.5,,4,"Dusun {dusun}, Lanto",1.jpg,{edition},'
        f"uuid:1,Kader,,{version}\n"
        "2026-11-20T09:00:00.000Z,,,,,,,,,uuid:2,Kader,not decrypted,3\n",
        "rumah-anak.csv": "nama_anak,PARENT_KEY,KEY\nSardin,uuid:1,uuid:1/anak[1]\nJumadil,uuid:1,uuid:1/anak[2]\n",
        "rumah-obat.csv": "nama_obat,PARENT_KEY,KEY\nOralit,uuid:1/anak[2],uuid:1/anak[2]/obat[1]\n",
    }
    source = folder / "rumah.zip"
    with zipfile.ZipFile(source, "w") as package:
        for name, text in tables.items():
            package.writestr(name, text)
        package.writestr("media/1.jpg", JPEG)
    return source


def test_the_export_of_odk_central_is_read(workplace: Workplace, tmp_path: Path) -> None:
    """SK7: tables with groups in their headings, repeats apart, points in four columns, pictures under media."""
    take_in(workplace, preview_form(workplace, "rumah.yaml", HOUSE.encode(), {}))
    someone = person(workplace)
    source = central(tmp_path, someone)
    found = look_at_submissions(workplace, source)
    assert [one.fate for one in found] == [SubmissionFate.READY, SubmissionFate.REFUSED], found[0].reason
    assert "disandikan" in found[1].reason
    kept = take_in_submissions(workplace, source, found).value[0]
    assert (kept.fate, kept.reason) == (SubmissionFate.KEPT, "")
    response = open_response(workplace, kept.response_id).response
    assert response.value("lokasi/titik") == "-5.3 122.5 0 4"
    assert response.value("lokasi/dusun") == "Dusun 1, Lanto"
    assert [response.value(f"anak[{place}]/nama_anak") for place in (1, 2)] == ["Sardin", "Jumadil"]
    assert response.value("anak[2]/obat[1]/nama_obat") == "Oralit"
    assert attachment_content(workplace, someone.id, response.value("foto")) == JPEG
    assert look_at_submissions(workplace, source)[0].fate is SubmissionFate.KNOWN
    unknown = look_at_submissions(workplace, central(tmp_path, someone, "9"))
    assert "Versi 9 dari Rumah" in unknown[0].reason


def test_what_was_corrected_in_central_is_an_amendment(workplace: Workplace, tmp_path: Path) -> None:
    """SK6: the key stays, the instance id is another, time and again."""
    take_in(workplace, preview_form(workplace, "rumah.yaml", HOUSE.encode(), {}))
    someone = person(workplace)
    for edition, dusun in (("uuid:1", "1"), ("uuid:5", "2"), ("uuid:6", "3")):
        source = central(tmp_path, someone, edition=edition, dusun=dusun)
        assert taken(workplace, source)[0] is SubmissionFate.KEPT
        assert taken(workplace, source)[0] is SubmissionFate.KNOWN
    with workplace.database.read() as connection:
        kept = records.find(connection, QuestionnaireResponse, form_id="rumah")
    (last,) = standing(kept)
    assert len(kept) == 3
    assert open_response(workplace, last.id).response.value("lokasi/dusun") == "Dusun 3, Lanto"


def test_the_same_form_from_central_and_from_the_phone_is_one(workplace: Workplace, tmp_path: Path) -> None:
    """SK2"""
    take_in(workplace, preview_form(workplace, "rumah.yaml", HOUSE.encode(), {}))
    someone = person(workplace)
    sent(tmp_path / "a", "uuid:1", root='data id="rumah" version="3"', ilp_person=someone.id)
    assert taken(workplace, tmp_path / "a") == [SubmissionFate.KEPT]
    assert look_at_submissions(workplace, central(tmp_path, someone))[0].fate is SubmissionFate.KNOWN


def test_tables_of_something_else_are_no_submissions(workplace: Workplace, tmp_path: Path) -> None:
    """SK7"""
    (tmp_path / "daftar.csv").write_text("nama,umur\nSiti,3\n", encoding="utf-8")
    (tmp_path / "rumah.csv").write_bytes(b"KEY,a\nuuid:1,\xff\xfe\n")
    (found,) = look_at_submissions(workplace, tmp_path)
    assert found.fate is SubmissionFate.REFUSED
    assert "UTF-8" in found.reason


def test_the_record_says_who_had_the_phone_and_when(workplace: Workplace, tmp_path: Path) -> None:
    """SK2: the day of the form, not of taking it in; the kader, not the clerk."""
    someone = wound(workplace)
    path = sent(tmp_path, "uuid:1", ilp_person=someone.id, lebar="4", ilp_day="2026-11-17", ilp_username="Wa Ani")
    (kept,) = take_in_submissions(workplace, tmp_path, look_at_submissions(workplace, tmp_path)).value
    record = open_response(workplace, kept.response_id).record
    assert (record.author_name, record.effective_date) == ("Wa Ani, dengan ponsel", date(2026, 11, 17))
    assert record.author_id == workplace.user.id
    path.unlink()
    plain = tmp_path / "submission.xml"
    plain.write_text(
        f'<luka id="luka" version="1" instanceID="uuid:2" submissionDate="2026-11-16T08:00:00Z">'
        f"<ilp_person>{someone.id}</ilp_person></luka>",
        encoding="utf-8",
    )
    assert taken(workplace, plain.parent) == [SubmissionFate.SET_ASIDE]
    (waiting,) = unfinished_forms(workplace)
    assert waiting.day == date(2026, 11, 16)


@pytest.mark.parametrize(
    "content",
    [
        b"SubmissionDate;ilp_person;KEY;FormVersion\n20/11/2026;x;uuid:1;3\n",
        "SubmissionDate\tilp_person\tKEY\n20/11/2026\tx\tuuid:1\n".encode("utf-16"),
        b"sep=,\nSubmissionDate,ilp_person,KEY\n20/11/2026,x,uuid:1\n",
    ],
)
def test_an_export_that_excel_saved_again_is_refused(workplace: Workplace, tmp_path: Path, content: bytes) -> None:
    """SK7: Excel in Indonesian writes semicolons, and makes NIK and dates into something else."""
    (tmp_path / "rumah.csv").write_bytes(content)
    (found,) = look_at_submissions(workplace, tmp_path)
    assert found.fate is SubmissionFate.REFUSED
    assert "disimpan ulang" in found.reason


def test_what_else_central_writes_does_no_harm(workplace: Workplace, tmp_path: Path) -> None:
    """SK7: choices in columns of their own, quoted headings, empty rows, a trace of many points."""
    form = (
        "settings: {form_id: jalan, form_title: Jalan, version: '1'}\nsurvey:\n"
        "  - {type: select_multiple yn, name: m, label: M}\n  - {type: geotrace, name: jejak, label: Jejak}\n"
        "choices:\n  - {list_name: yn, name: ya, label: Ya}\n  - {list_name: yn, name: tidak, label: Tidak}\n"
    )
    take_in(workplace, preview_form(workplace, "jalan.yaml", form.encode(), {}))
    trace = ";".join(f"-5.{point:06} 122.6 0 0" for point in range(9_000))
    (tmp_path / "jalan-catatan.csv").write_text("hari;isi\n1;x\n", encoding="utf-8")
    (tmp_path / "jalan.csv").write_text(
        '"SubmissionDate","ilp_person","m","m/ya","m/tidak","jejak","KEY","FormVersion"\n'
        f"2026-11-20T08:00:00.000Z,{person(workplace).id},ya,1,0,{trace},uuid:1,1\n,,,,,,,\n",
        encoding="utf-8",
    )
    (found,) = look_at_submissions(workplace, tmp_path)
    assert (found.fate, found.reason, found.left_out) == (SubmissionFate.READY, "", ())
    (kept,) = take_in_submissions(workplace, tmp_path, [found]).value
    assert open_response(workplace, kept.response_id).response.value("jejak") == trace


def test_the_day_of_a_moment_is_the_day_here(workplace: Workplace, tmp_path: Path) -> None:
    """SK2: Central writes Greenwich; half past eleven there is the next morning in Lanto."""
    take_in(workplace, preview_form(workplace, "rumah.yaml", HOUSE.encode(), {}))
    someone = person(workplace)
    source = central(tmp_path, someone)
    with zipfile.ZipFile(source) as package:
        tables = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(source, "w") as package:
        for name, content in tables.items():
            package.writestr(name, content.replace(b"2026-11-20T08:00:00.000Z", b"2026-11-19T23:30:00.000Z"))
    assert look_at_submissions(workplace, source)[0].day == date(2026, 11, 20)
    take_in(workplace, preview_form(workplace, "luka.yaml", WOUND.encode(), {}))
    sent(tmp_path / "a", "uuid:3", ilp_person=someone.id, lebar="4", start="2026-11-20T23:30:00.000+00:00")
    assert look_at_submissions(workplace, tmp_path / "a")[0].day == date(2026, 11, 21)


def test_an_answer_of_the_wrong_type_waits_to_be_mended(workplace: Workplace, tmp_path: Path) -> None:
    """SK3: a table that was edited, or a phone that went wrong."""
    someone = wound(workplace)
    sent(tmp_path, "uuid:1", ilp_person=someone.id, lebar="empat", tanggal="2026-02-30")
    (found,) = look_at_submissions(workplace, tmp_path)
    assert (found.fate, found.reason) == (
        SubmissionFate.INCOMPLETE,
        "2 isian belum benar. Tanggal: Tanggal tidak dikenal.",
    )
    (waiting,) = take_in_submissions(workplace, tmp_path, [found]).value
    response = open_unfinished(workplace, waiting.response_id).response
    assert response.state("lebar").entry == "empat"
    response.answer("lebar", "4")
    response.answer("tanggal", "28/2/2026")
    assert complete_unfinished(workplace, waiting.response_id, response).value.form_id == "luka"


def test_one_form_that_would_halt_the_program_does_not_stop_the_others(workplace: Workplace, tmp_path: Path) -> None:
    """SK7"""
    form = (
        "settings: {form_id: kk, form_title: KK, version: '1'}\nsurvey:\n"
        "  - {type: begin_repeat, name: kk, label: KK}\n  - {type: begin_repeat, name: a, label: A}\n"
        "  - {type: text, name: n, label: N}\n  - {type: end_repeat}\n  - {type: end_repeat}\n"
    )
    take_in(workplace, preview_form(workplace, "kk.yaml", form.encode(), {}))
    someone = wound(workplace)
    sent(tmp_path, "uuid:1", ilp_person=someone.id, lebar="4")
    sent(tmp_path, "uuid:2", ilp_person=someone.id, lebar="4", dalam="<a>" * 20_000 + "</a>" * 20_000)
    big = sent(tmp_path, "uuid:3", root='data id="kk" version="1"', ilp_person=someone.id, kk="<a/>" * 900)
    text = big.read_text(encoding="utf-8")
    rows = text[text.index("<kk>") : text.index("</kk>") + 5]
    big.write_text(text.replace(rows, rows * 200), encoding="utf-8")
    fates = {found.place: (found.fate, found.reason) for found in look_at_submissions(workplace, tmp_path)}
    good, deep, large = (fates[place] for place in sorted(fates))
    assert good[0] is SubmissionFate.READY
    assert (deep[0], large[0]) == (SubmissionFate.REFUSED, SubmissionFate.REFUSED)
    assert "rusak" in deep[1]
    assert "terlalu banyak baris" in large[1]


def test_a_day_before_birth_is_a_mistake_of_the_phone(workplace: Workplace, tmp_path: Path) -> None:
    """SK3: La Sardin was born in 1980; a phone whose battery was empty says 1970."""
    someone = wound(workplace)
    sent(tmp_path, "uuid:1", ilp_person=someone.id, lebar="4", ilp_day="1970-01-01")
    (found,) = look_at_submissions(workplace, tmp_path)
    assert (found.fate, found.day) == (SubmissionFate.READY, date(2026, 11, 20))
    assert found.reason == "Tanggalnya (1 Jan 1970) sebelum ia lahir; dipakai 20 Nov 2026."
    (kept,) = take_in_submissions(workplace, tmp_path, [found]).value
    assert open_response(workplace, kept.response_id).record.effective_date == date(2026, 11, 20)


def test_hidden_values_in_rows_are_left_to_the_rows(workplace: Workplace, tmp_path: Path) -> None:
    form = (
        "settings: {form_id: baris, form_title: Baris, version: '1'}\nsurvey:\n"
        "  - {type: begin_repeat, name: r, label: R}\n"
        "  - {type: hidden, name: sex, 'bind::ilp:prefill': patient.sex}\n"
        "  - {type: text, name: isi, label: Isi}\n  - {type: end_repeat}\n"
    )
    take_in(workplace, preview_form(workplace, "baris.yaml", form.encode(), {}))
    someone = person(workplace)
    sent(tmp_path, "uuid:1", root='data id="baris" version="1"', ilp_person=someone.id, r="<sex>L</sex><isi>x</isi>")
    assert taken(workplace, tmp_path) == [SubmissionFate.KEPT]
