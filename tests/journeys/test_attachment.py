"""A photograph in an answer: chosen, made small, kept encrypted with the record, looked at again."""

from datetime import date
from pathlib import Path

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLineEdit, QWidget

from ilp_desktop.domain.form_definition import LARGEST_ATTACHMENT, Attachment
from ilp_desktop.domain.patient import Patient, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.services.attachments import attachment_content
from ilp_desktop.services.drafts import draft_id, draft_of
from ilp_desktop.services.form_office import preview_form, take_in
from ilp_desktop.services.people import register_person
from ilp_desktop.services.responses import AMENDMENT_PAGE, AboutWhom, complete_response, start_response
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.journeys.conftest import Desk, desk
from tests.services.conftest import LANTO
from tests.ui.conftest import data_folder, data_template, here, styled, workplace
from ui.kit.dialogs import rehearsed
from ui.screens.cluster.form_page import FormPage

__all__ = ["data_folder", "data_template", "desk", "here", "styled", "workplace"]

FORM = """settings: {form_id: luka, form_title: Perawatan luka, version: "1"}
survey:
  - {type: image, name: foto, label: Foto luka, required: "yes"}
"""

WORDS = """settings: {form_id: kata, form_title: Kata, version: "1"}
survey:
  - {type: text, name: cerita, label: Cerita}
"""


def photograph(path: Path) -> Path:
    """A picture of noise, which no compression makes small: 3,000 by 2,000 pixels."""
    image = QImage(3000, 2000, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    seed = 1
    for row in range(0, 2000, 2):
        for column in range(0, 3000, 2):
            seed = (seed * 1103515245 + 12345) % 2**31
            image.setPixel(column, row, 0xFF000000 | (seed >> 7))
    assert image.save(str(path))
    assert path.stat().st_size > LARGEST_ATTACHMENT
    return path


def patient(workplace: Workplace) -> Patient:
    entry = PersonEntry(name="Wa Tuna", sex=Sex.FEMALE, birth_date=date(1988, 7, 1), village_code=LANTO)
    return register_person(workplace, entry).value


def test_a_photograph_is_kept_with_the_record(desk: Desk, workplace: Workplace, tmp_path: Path) -> None:
    take_in(workplace, preview_form(workplace, "luka.yaml", FORM.encode(), {}))
    whom = AboutWhom(form_id="luka", patient_id=patient(workplace).id)
    page = FormPage(workplace, parent=desk.shell)
    page.resize(900, 500)
    page.show()
    page.open_form(whom)
    desk.wait(lambda: page.view() is not None)
    view = page.view()
    assert view is not None
    with rehearsed(photograph(tmp_path / "foto luka.png")):
        desk.press("Space")
    desk.wait(lambda: view.response.value("foto") != "")
    name = view.response.value("foto")
    assert name.startswith("foto-luka-")
    assert name.endswith(".jpg")
    draft = draft_id(workplace, whom.draft_page, whom.draft_subject)
    content = attachment_content(workplace, whom.patient_id, name, draft)
    with workplace.database.read() as connection:
        assert records.find(connection, Attachment) == ()
    assert content.startswith(b"\xff\xd8\xff")
    with rehearsed("look"):
        desk.press("Space")
    desk.wait(lambda: bool(desk.shell.findChildren(QWidget, "picture_dialog")))
    desk.see("picture_close").click()  # type: ignore[attr-defined]
    record = complete_response(workplace, view.response, whom).value
    assert name in record.answers
    with workplace.database.read() as connection:
        (kept,) = records.find(connection, Attachment)
    assert kept.size == len(content) <= LARGEST_ATTACHMENT
    assert not [path for path in workplace.folder.rglob("*") if path.is_file() and content[:64] in path.read_bytes()]
    page.close_form()


def test_a_correction_is_found_again_after_a_crash(desk: Desk, workplace: Workplace) -> None:
    take_in(workplace, preview_form(workplace, "kata.yaml", WORDS.encode(), {}))
    whom = AboutWhom(form_id="kata", patient_id=patient(workplace).id)
    response = start_response(workplace, whom)
    response.answer("cerita", "lama")
    record = complete_response(workplace, response, whom).value
    page = FormPage(workplace, parent=desk.shell)
    page.resize(900, 500)
    page.show()
    page.open_amendment(record.id)
    desk.wait(lambda: page.view() is not None)
    page.close_form()
    assert draft_of(workplace, AMENDMENT_PAGE, record.id) is None
    page.open_amendment(record.id)
    desk.wait(lambda: page.view() is not None)
    view = page.view()
    assert view is not None
    view.setFocus()
    view.type_answer("cerita", "baru")
    desk.see("amendment_reason").setFocus()
    desk.type("salah dengar")
    view.save_draft()
    desk.wait(lambda: draft_of(workplace, AMENDMENT_PAGE, record.id) is not None)
    other = FormPage(workplace, parent=desk.shell)
    other.show()
    other.open_amendment(record.id)
    desk.wait(lambda: other.view() is not None)
    resumed = other.view()
    assert resumed is not None
    assert resumed.response.value("cerita") == "baru"
    reason = other.findChild(QLineEdit, "amendment_reason")
    assert reason is not None
    assert reason.text() == "salah dengar"
    for each in (page, other):
        each.close_form()
