"""The office of forms in the real window, without a mouse: look, take in, refused with places, out, retire."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget

from ilp_desktop.domain.due_forms import ADULT_NCD
from ilp_desktop.services.form_library import current_form, current_forms
from ilp_desktop.services.workplace import Workplace
from tests.journeys.conftest import Desk, desk
from tests.services.test_form_office import NEW, edited
from tests.ui.conftest import data_folder, data_template, here, styled, workplace
from ui.kit.dialogs import rehearsed
from ui.screens.form_office.screen import FormOffice

__all__ = ["data_folder", "data_template", "desk", "here", "styled", "workplace"]


def office(desk: Desk) -> FormOffice:
    desk.shell.go_to("form_office", None)
    desk.wait(lambda: isinstance(desk.shell.current_screen(), FormOffice))
    screen = desk.shell.current_screen()
    assert isinstance(screen, FormOffice)
    desk.wait(lambda: bool(screen.table.rows_model.rows()))
    return screen


def test_an_edited_form_is_looked_at_and_taken_in(desk: Desk, workplace: Workplace, tmp_path: Path) -> None:
    screen = office(desk)
    before = len(screen.table.rows_model.rows())
    with rehearsed(edited(workplace, tmp_path / "ptm.xlsx")):
        desk.press("Ctrl+O")
    desk.wait(lambda: desk.sees("form_preview_sentence"))
    assert "Versi baru" in desk.reads("form_preview_sentence")
    assert screen.page.view() is not None
    assert current_form(workplace, ADULT_NCD).version != NEW
    desk.press("Ctrl+S")
    desk.wait(lambda: len(screen.table.rows_model.rows()) == before + 1)
    assert "paket berikutnya" in desk.message()
    assert current_form(workplace, ADULT_NCD).version == NEW


def test_a_wrong_form_shows_where_and_what_to_do(desk: Desk, tmp_path: Path) -> None:
    screen = office(desk)
    wrong = tmp_path / "salah.yaml"
    wrong.write_text(
        "settings: {form_id: salah, version: '1'}\nsurvey:\n  - {type: video, name: a, label: A}\n", encoding="utf-8"
    )
    with rehearsed(wrong):
        desk.press("Ctrl+O")
    desk.wait(lambda: desk.sees("form_problems"))
    said = [label.text() for label in desk.see("form_problems").findChildren(QLabel)]
    assert any("lembar survey, baris 2" in text for text in said)
    assert not desk.sees("form_take_in")
    desk.press("Ctrl+S", "Esc")
    desk.wait(lambda: desk.focus() is screen.table)


def test_a_form_is_seen_as_the_nurse_sees_it_and_written_to_excel(
    desk: Desk, workplace: Workplace, tmp_path: Path
) -> None:
    screen = office(desk)
    screen.table.setFocus()
    desk.press("Down", "Return")
    desk.wait(lambda: screen.page.view() is not None)
    view = screen.page.view()
    assert view is not None
    desk.wait(lambda: not view.building)
    desk.press("Esc")
    target = tmp_path / "keluar.xlsx"
    with rehearsed(target):
        desk.press("Ctrl+E")
    desk.wait(target.exists)
    assert target.read_bytes().startswith(b"PK")


def test_a_form_is_retired_and_offered_again(desk: Desk, workplace: Workplace) -> None:
    screen = office(desk)
    rows = screen.table.rows_model.rows()
    place = next(number for number, line in enumerate(rows) if line.definition.form_id == ADULT_NCD)
    screen.table.selectRow(place)
    button: QWidget = desk.see("form_retire")
    button.setFocus()
    with rehearsed("retire"):
        desk.press("Space")
    desk.wait(lambda: ADULT_NCD not in current_forms(workplace))
    desk.wait(lambda: desk.reads("form_retire") == "Pakai lagi")
    button.setFocus()
    desk.press("Space")
    desk.wait(lambda: ADULT_NCD in current_forms(workplace))
