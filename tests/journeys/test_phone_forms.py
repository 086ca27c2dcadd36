"""The room of the phones in the real window, without a mouse: out, in, whose it is, completed, thrown away."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QListWidget

from ilp_desktop.domain.patient import Patient, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.visit import QuestionnaireResponse
from ilp_desktop.services.form_office import preview_form, take_in
from ilp_desktop.services.found_submissions import SubmissionFate
from ilp_desktop.services.people import register_person
from ilp_desktop.services.submission_keeping import unfinished_forms
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.journeys.conftest import Desk, desk
from tests.services.conftest import LANTO
from tests.services.test_submissions import WOUND, sent
from tests.ui.conftest import data_folder, data_template, here, styled, workplace
from ui.kit.dialogs import rehearsed
from ui.screens.phone_forms.screen import PhoneForms

__all__ = ["data_folder", "data_template", "desk", "here", "styled", "workplace"]


def person(workplace: Workplace, name: str) -> Patient:
    entry = PersonEntry(name=name, sex=Sex.FEMALE, birth_date=date(1992, 3, 4), village_code=LANTO)
    return register_person(workplace, entry, look_alikes_seen=True).value


def room(desk: Desk, workplace: Workplace) -> PhoneForms:
    take_in(workplace, preview_form(workplace, "luka.yaml", WOUND.encode(), {}))
    desk.shell.go_to("phone_forms", None)
    desk.wait(lambda: desk.sees("action_receive"))
    screen = desk.shell.current_screen()
    assert isinstance(screen, PhoneForms)
    return screen


def received(desk: Desk, screen: PhoneForms, folder: Path) -> list[SubmissionFate]:
    with rehearsed(folder):
        desk.press("Alt+T")
    desk.bot.waitUntil(lambda: desk.sees("review_summary"), timeout=60_000)
    return fates(screen)


def fates(screen: PhoneForms) -> list[SubmissionFate]:
    return [line.fate for line in screen.review.table.rows_model.rows()]


def kept(workplace: Workplace) -> tuple[QuestionnaireResponse, ...]:
    with workplace.database.read() as connection:
        return records.find(connection, QuestionnaireResponse, form_id="luka")


def test_forms_and_people_go_to_the_phones(desk: Desk, workplace: Workplace, tmp_path: Path) -> None:
    person(workplace, "Wa Aminah")
    screen = room(desk, workplace)
    desk.press("Alt+K")
    desk.bot.waitUntil(lambda: desk.focus().objectName() == "phone_form_list", timeout=60_000)
    desk.press("Ctrl+S")
    assert screen.sending.chosen() == frozenset()
    listed = desk.see("phone_form_list")
    assert isinstance(listed, QListWidget)
    rows = [listed.item(row).text() for row in range(listed.count())]
    listed.setCurrentRow(next(row for row, text in enumerate(rows) if text.startswith("Luka")))
    desk.press("Space")
    assert screen.sending.chosen() == {"luka"}
    with rehearsed(tmp_path / "forms"):
        desk.press("Ctrl+S")
    desk.wait(lambda: "1 formulir dan daftar 1 orang" in desk.message())
    assert "Hapus daftar orang" in desk.message()
    assert {path.name for path in (tmp_path / "forms").iterdir()} == {"luka.xml", "luka-media", "BACA-DULU.txt"}
    assert "Wa Aminah" in (tmp_path / "forms" / "luka-media" / "people.csv").read_text(encoding="utf-8")


def test_a_stranger_is_chosen_and_everything_goes_in(desk: Desk, workplace: Workplace, tmp_path: Path) -> None:
    aminah, tuna = person(workplace, "Wa Aminah"), person(workplace, "Wa Tuna")
    screen = room(desk, workplace)
    sent(tmp_path, "uuid:1", ilp_person=aminah.id, lebar="4")
    sent(tmp_path, "uuid:2", ilp_person_name="Tuna", lebar="5")
    sent(tmp_path, "uuid:3", ilp_person_name="Orang Jauh", lebar="6")
    unmatched = SubmissionFate.UNMATCHED
    assert received(desk, screen, tmp_path) == [unmatched, unmatched, SubmissionFate.READY]
    desk.press("Return")
    desk.wait(lambda: desk.focus().objectName() == "person_search")
    desk.wait(lambda: [one.name for one in screen.review.matcher.results.rows()] == ["Wa Tuna"])
    desk.press("Return")
    desk.wait(lambda: fates(screen) == [SubmissionFate.READY, unmatched, SubmissionFate.READY])
    desk.wait(lambda: desk.sees("nobody_proposed"))
    desk.type("aminah")
    desk.wait(lambda: [one.name for one in screen.review.matcher.results.rows()] == ["Wa Aminah"])
    desk.press("Ctrl+S")
    desk.wait(lambda: len(kept(workplace)) == 2)
    desk.wait(lambda: "2 isian masuk, 1 belum cocok orangnya." in desk.message())
    assert {one.patient_id for one in kept(workplace)} == {aminah.id, tuna.id}
    desk.press("Alt+O")
    desk.wait(lambda: desk.shell.current_room() == "registration")
    far = person(workplace, "Orang Jauh")
    desk.shell.go_to("phone_forms", None)
    desk.wait(lambda: [one.patient_id for one in screen.review.matcher.results.rows()] == [far.id])
    desk.press("Return", "Return")
    desk.wait(lambda: unmatched not in fates(screen))
    desk.press("Ctrl+S")
    desk.wait(lambda: fates(screen) == [SubmissionFate.KEPT] * 3)
    desk.press("Esc")
    desk.wait(lambda: desk.sees("action_receive"))


def test_leaving_asks_about_what_was_chosen(desk: Desk, workplace: Workplace, tmp_path: Path) -> None:
    person(workplace, "Wa Tuna")
    screen = room(desk, workplace)
    sent(tmp_path, "uuid:2", ilp_person_name="Tuna", lebar="5")
    sent(tmp_path, "uuid:3", ilp_person_name="Orang Jauh", lebar="6")
    received(desk, screen, tmp_path)
    desk.press("Alt+W")
    desk.wait(lambda: screen.review.row() == 1)
    desk.press("Alt+W")
    desk.wait(lambda: screen.review.row() == 0)
    desk.wait(lambda: bool(screen.review.matcher.results.rows()))
    desk.press("Return")
    desk.wait(lambda: SubmissionFate.READY in fates(screen))
    desk.press("Esc")
    desk.wait(lambda: desk.focus() is screen.review.table)
    with rehearsed("stay"):
        desk.press("Esc")
    assert desk.sees("review_summary")
    with rehearsed("leave"):
        desk.press("Esc")
    desk.wait(lambda: desk.sees("action_receive"))
    assert kept(workplace) == ()


def test_what_is_not_complete_is_completed_here(desk: Desk, workplace: Workplace, tmp_path: Path) -> None:
    aminah = person(workplace, "Wa Aminah")
    screen = room(desk, workplace)
    sent(tmp_path, "uuid:1", ilp_person=aminah.id, nama="Wa Aminah")
    sent(tmp_path, "uuid:2", ilp_person=aminah.id, lebar="500")
    received(desk, screen, tmp_path)
    desk.press("Ctrl+S")
    desk.wait(lambda: "2 disimpan untuk dilengkapi" in desk.message())
    desk.press("Esc")
    desk.wait(lambda: len(screen.start.table.rows_model.rows()) == 2)
    desk.wait(lambda: desk.focus() is screen.start.table)
    desk.press("Return")
    desk.wait(lambda: desk.focus().objectName() == "answer_lebar")
    desk.press("F10")
    desk.wait(lambda: "belum lengkap" in desk.message())
    view = screen.mending.view()
    assert view is not None
    view.go_to("nama")
    desk.press("F2")
    desk.wait(lambda: desk.focus().objectName() == "answer_lebar")
    desk.type("12")
    desk.press("Esc")
    desk.wait(lambda: screen.start.isVisible())
    desk.wait(lambda: desk.focus() is screen.start.table)
    desk.press("Return")
    desk.wait(lambda: screen.mending.view() is not None)
    resumed = screen.mending.view()
    assert resumed is not None
    assert resumed.response.value("lebar") == "12"
    desk.press("F10")
    desk.wait(lambda: len(kept(workplace)) == 1)
    desk.wait(lambda: len(screen.start.table.rows_model.rows()) == 1)
    desk.press("Return")
    desk.wait(lambda: screen.mending.view() is not None)
    with rehearsed("throw"):
        desk.press("Ctrl+Del")
    desk.wait(lambda: unfinished_forms(workplace) == ())
    desk.wait(lambda: "dibuang" in desk.message())


def test_an_empty_folder_is_said(desk: Desk, workplace: Workplace, tmp_path: Path) -> None:
    screen = room(desk, workplace)
    assert received(desk, screen, tmp_path / "data") == []
    assert "Tidak ada isian di situ" in desk.reads("review_summary")
    desk.press("Ctrl+S", "Esc")
    desk.wait(lambda: desk.sees("action_receive"))
