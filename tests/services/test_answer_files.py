"""Files chosen for answers.

AF1  A chosen file belongs to the draft, and to the record once the form is complete.
AF2  A file that the completed answers do not name, or whose draft is given up, does not stay.
AF4  A printed form lists its files, and shows those that are pictures, upright.
AF3  A correction is kept as it is typed, resumed, and gone once it is saved.
"""

import io
import json

import pypdfium2
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE as PICTURE

from ilp_desktop.domain.bookkeeping import Draft
from ilp_desktop.domain.due_forms import ADULT_NCD
from ilp_desktop.domain.form_definition import Attachment
from ilp_desktop.services.attachments import attachment_content, choose_file
from ilp_desktop.services.drafts import draft_id, drop_draft, keep_draft
from ilp_desktop.services.form_office import preview_form, take_in
from ilp_desktop.services.printed_forms import printed_response_pdf
from ilp_desktop.services.responses import (
    AMENDMENT_PAGE,
    AboutWhom,
    amend_response,
    complete_response,
    open_amendment,
    start_response,
)
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.services.test_responses import about, fill, visit_of

WOUND = b"settings: {form_id: luka, form_title: Luka, version: '1'}\nsurvey: [{type: image, name: foto, label: Foto}]\n"
JPEG, OTHER = b"\xff\xd8\xff\xe0" + b"pertama" * 20, b"\xff\xd8\xff\xe0" + b"kedua" * 20


def kept(workplace: Workplace) -> tuple[int, int]:
    """How many files belong to records, and how many to drafts."""
    with workplace.database.read() as connection:
        return len(records.find(connection, Attachment)), len(records.find(connection, Draft, page="file"))


def wound(workplace: Workplace) -> tuple[AboutWhom, str]:
    take_in(workplace, preview_form(workplace, "luka.yaml", WOUND, {}))
    whom = about(visit_of(workplace), "luka")
    return whom, draft_id(workplace, whom.draft_page, whom.draft_subject)


def test_a_chosen_file_becomes_a_record_with_the_form(workplace: Workplace) -> None:
    """AF1, AF2"""
    whom, draft = wound(workplace)
    first = choose_file(workplace, draft, "foto.jpg", JPEG).value
    second = choose_file(workplace, draft, "foto.jpg", OTHER).value
    assert first != second
    assert kept(workplace) == (0, 2)
    assert attachment_content(workplace, whom.patient_id, second, draft) == OTHER
    complete_response(workplace, fill(start_response(workplace, whom), foto=second), whom)
    assert kept(workplace) == (1, 0)
    assert attachment_content(workplace, whom.patient_id, second) == OTHER


def test_a_draft_that_is_given_up_takes_its_files_along(workplace: Workplace) -> None:
    """AF2"""
    whom, draft = wound(workplace)
    choose_file(workplace, draft, "foto.jpg", JPEG)
    drop_draft(workplace, whom.draft_page, whom.draft_subject)
    assert kept(workplace) == (0, 0)


def test_a_correction_is_resumed_with_its_reason(workplace: Workplace) -> None:
    """AF3"""
    whom = about(visit_of(workplace), ADULT_NCD)
    first = complete_response(workplace, fill(start_response(workplace, whom), weight="95"), whom).value
    opened = open_amendment(workplace, first.id)
    assert (opened.at, opened.reason) == ("", "")
    opened.response.answer("weight", "59")
    document = {**opened.response.to_json(), "at": "body/weight", "reason": "salah timb"}
    keep_draft(workplace, AMENDMENT_PAGE, first.id, json.dumps(document))
    again = open_amendment(workplace, first.id)
    assert (again.at, again.reason, again.response.value("weight")) == ("body/weight", "salah timb", "59")
    amend_response(workplace, first.id, again.response, "salah timbang")
    assert open_amendment(workplace, first.id).at == ""


def test_a_correction_takes_its_new_picture_along(workplace: Workplace) -> None:
    """AF1, AF3"""
    whom, draft = wound(workplace)
    name = choose_file(workplace, draft, "foto.jpg", JPEG).value
    first = complete_response(workplace, fill(start_response(workplace, whom), foto=name), whom).value
    opened = open_amendment(workplace, first.id)
    other = choose_file(workplace, draft_id(workplace, AMENDMENT_PAGE, first.id), "foto.jpg", OTHER).value
    amend_response(workplace, first.id, fill(opened.response, foto=other), "foto tertukar")
    assert kept(workplace) == (2, 0)
    assert attachment_content(workplace, whom.patient_id, name) == JPEG


def picture(turned: int = 1) -> bytes:
    target, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = turned
    Image.new("RGB", (400, 300), (180, 20 * turned, 90)).save(target, "JPEG", exif=exif)
    return target.getvalue()


def test_a_printed_form_shows_its_pictures(workplace: Workplace) -> None:
    """AF4"""
    form = (
        "settings: {form_id: luka, form_title: Luka, version: '1'}\n"
        "survey:\n  - {type: image, name: foto, label: Foto}\n  - {type: image, name: lain, label: Lain}\n"
        "  - {type: file, name: surat, label: Surat rumah sakit}\n  - {type: image, name: hilang, label: Hilang}\n"
    )
    take_in(workplace, preview_form(workplace, "luka.yaml", form.encode(), {}))
    whom = about(visit_of(workplace), "luka")
    draft = draft_id(workplace, whom.draft_page, whom.draft_subject)
    answers = {
        "foto": choose_file(workplace, draft, "foto.jpg", picture()).value,
        "lain": choose_file(workplace, draft, "lain.jpg", picture(turned=6)).value,
        "surat": choose_file(workplace, draft, "surat.pdf", b"%PDF-1.4 surat").value,
        "hilang": "hilang.jpg",
    }
    record = complete_response(workplace, fill(start_response(workplace, whom), **answers), whom).value
    document = pypdfium2.PdfDocument(printed_response_pdf(workplace, record.id))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Lampiran" in text
    assert answers["foto"] in text
    assert "PDF, dicetak tersendiri" in text
    assert "tidak ada di komputer ini" in text
    images = [drawn for page in document for drawn in page.get_objects() if drawn.type == PICTURE]
    assert [image.get_px_size() for image in images] == [(400, 300), (300, 400)]
    document.close()
