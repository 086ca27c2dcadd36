"""The counter through the real window.

- L1 a known person is found, registered and given a ticket with at most 8 keys beside the search text, no mouse
- L2 a scanned number opens its person although Enter comes before the answer
- L3 a new person is seen beside look-alikes before anything is saved
- L4 what was typed into a page outlives the program
- L5 another room needs a reason; nothing typed is lost meanwhile
- L6 a visit is entered late with both days
- L7 a newborn is registered from the mother
- L8 two records are merged and taken apart again
- L9 a visit is taken back with a reason
- L10 a person who died is marked so
- L11 without a printer the ticket is saved as a PDF; a printer is asked for once and used from then on
- L12 hostile text stays on the screen and is answered with a sentence
- L13 the card is printed
- L14 what somebody else changed while a page stood open is shown beside what was typed
- L15 in a narrow window the list and the person take turns, without one key more
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from ilp_desktop.domain.bookkeeping import PatientMerge
from ilp_desktop.domain.patient import NikStatus, Patient, PatientStatus, Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.visit import Cluster, QueueEntry, QueueStatus, Visit, VisitPurpose
from ilp_desktop.services.people import change_person, person_page, register_person
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.journeys.conftest import Desk
from tests.services.conftest import LANTO
from ui.kit.dialogs import rehearsed
from ui.kit.pdf_preview import PdfPreview
from ui.preferences import keep_preferences
from ui.rooms import rooms
from ui.session import Session
from ui.shell import Shell

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
"""What the off-screen platform says of the list of villages, a window of its own."""

AMINAH = PersonEntry(
    name="Wa Aminah",
    sex=Sex.FEMALE,
    birth_date=date(1992, 1, 9),
    nik="7414034901920002",
    village_code=LANTO,
    village_name="Lanto",
    payer=Payer.JKN_PBI_STATE,
    insurance_number="0001234567890",
)


@pytest.fixture
def aminah(workplace: Workplace) -> Patient:
    """A woman who was here before."""
    return register_person(workplace, AMINAH).value


@pytest.fixture
def loket(desk: Desk) -> Desk:
    """Siti at the counter."""
    desk.shell.go_to("registration", None)
    return desk


def visits(workplace: Workplace) -> tuple[Visit, ...]:
    with workplace.database.read() as connection:
        return records.find(connection, Visit)


def people(workplace: Workplace) -> dict[str, Patient]:
    with workplace.database.read() as connection:
        return {patient.name: patient for patient in records.find(connection, Patient)}


def open_person(loket: Desk, text: str) -> None:
    loket.type(text)
    loket.press("Return")
    loket.wait(lambda: loket.sees("visit_panel"))


def fill(loket: Desk, name: str, text: str) -> None:
    field = loket.see(name)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    loket.type(text)


def test_a_known_person_takes_three_keys(loket: Desk, workplace: Workplace, aminah: Patient) -> None:
    """L1"""
    loket.type("aminah")
    loket.press("Return")
    loket.wait(lambda: loket.sees("visit_panel"))
    loket.press("2", "F9")
    loket.wait(lambda: loket.see("registered").findChild(PdfPreview).page_count() == 1)  # type: ignore[union-attr]
    assert loket.pressed <= 8
    (visit,) = visits(workplace)
    assert (visit.purpose, visit.payer) == (VisitPurpose.HEALTHY, Payer.JKN_PBI_STATE)
    assert visit.insurance_number == "0001234567890"
    assert loket.reads("ticket_number") == "B-001"
    assert loket.focus().objectName() == "search"
    assert loket.reads("search") == ""


def test_a_scanner_is_a_keyboard(loket: Desk, workplace: Workplace, aminah: Patient) -> None:
    """L2"""
    register_person(workplace, PersonEntry(name="Wa Ani", sex=Sex.FEMALE, birth_date=date(1990, 1, 1)))
    loket.type(aminah.medical_record_number)
    loket.press("Return")
    loket.wait(lambda: loket.sees("banner_name"))
    assert loket.reads("banner_name") == "Wa Aminah"


def test_a_new_person_is_seen_beside_look_alikes(loket: Desk, workplace: Workplace, aminah: Patient) -> None:
    """L3"""
    loket.type("Wa Aminah")
    loket.press("F2")
    assert loket.reads("person_name") == "Wa Aminah"
    assert loket.focus().objectName() == "person_nik"
    fill(loket, "person_birth_date", "9/1/92")
    loket.see("person_sex").setFocus()
    loket.type("p")
    fill(loket, "person_village", "Lanto")
    loket.wait(lambda: "(1)" in loket.reads("look_alikes_title"))
    loket.press("Ctrl+S")
    loket.wait(lambda: "tekan Simpan lagi" in loket.reads("look_alikes_hint"))
    assert list(people(workplace)) == ["Wa Aminah"]
    loket.press("Ctrl+S")
    loket.wait(lambda: loket.sees("visit_panel"))
    with workplace.database.read() as connection:
        same = records.find(connection, Patient, name="Wa Aminah", order_by="medical_record_number")
    assert len(same) == 2
    assert same[1].village_code == LANTO
    loket.press("F9")
    loket.wait(lambda: loket.sees("registered"))
    assert visits(workplace)[0].patient_id == same[1].id


def test_a_look_alike_is_taken_instead(loket: Desk, workplace: Workplace, aminah: Patient) -> None:
    """L3"""
    loket.type(aminah.nik)
    loket.press("F2")
    loket.wait(lambda: loket.sees("look_alikes") and "(1)" in loket.reads("look_alikes_title"))
    assert loket.reads("person_birth_date") == "9 Jan 1992"
    loket.see("look_alikes").open_current()  # type: ignore[attr-defined]
    loket.wait(lambda: loket.sees("visit_panel"))
    assert loket.reads("banner_name") == "Wa Aminah"
    assert list(people(workplace)) == ["Wa Aminah"]


def test_what_was_typed_outlives_the_program(loket: Desk, workplace: Workplace) -> None:
    """L4"""
    loket.press("F2")
    fill(loket, "person_name", "La Ode Sardin")
    fill(loket, "person_phone", "081234567890")
    loket.press("Esc")
    loket.wait(lambda: loket.sees("desk"))
    other = Shell(rooms(), workplace.clock)
    loket.bot.addWidget(other)
    other.show_user(lambda go_to: Session(workplace=workplace, go_to=go_to))
    other.show()
    other.activateWindow()
    loket.bot.waitUntil(other.isActiveWindow)
    again = Desk(other, loket.bot)
    other.go_to("registration", None)
    other.trigger("new_person")
    again.wait(lambda: again.reads("person_name") == "La Ode Sardin")
    assert again.reads("person_phone") == "081234567890"
    assert "belum disimpan" in again.message()
    other.trigger("close_message")
    again.see("person_throw_away").click()  # type: ignore[attr-defined]
    assert again.reads("person_name") == ""


def test_another_room_needs_a_reason(loket: Desk, workplace: Workplace, aminah: Patient) -> None:
    """L5"""
    open_person(loket, "aminah")
    fill(loket, "complaint", "gigi berlubang")
    loket.press("F8")
    loket.type("5")
    assert "Diubah petugas, usulan Klaster 3" in loket.reads("routing_reason")
    loket.press("F9")
    loket.wait(lambda: loket.sees("visit_problem"))
    assert not visits(workplace)
    assert loket.focus().objectName() == "overrule_reason"
    assert loket.reads("complaint") == "gigi berlubang"
    loket.type("sakit gigi")
    loket.press("F9")
    loket.wait(lambda: loket.sees("registered"))
    (visit,) = visits(workplace)
    assert (visit.cluster, visit.proposed_cluster) == (Cluster.DENTAL, Cluster.ADULT_AND_ELDERLY)
    assert (visit.overrule_reason, visit.complaint) == ("sakit gigi", "gigi berlubang")


def test_a_screening_sends_to_klaster_4(loket: Desk, workplace: Workplace, aminah: Patient) -> None:
    """L5"""
    open_person(loket, "aminah")
    loket.wait(lambda: loket.sees("choice_cough_two_weeks"))
    loket.see("choice_cough_two_weeks").click()  # type: ignore[attr-defined]
    assert loket.reads("routing_room") == "Klaster 4 Penyakit Menular"
    assert "masker" in loket.reads("routing_needs")
    assert "belum ditanya" in loket.reads("screening_asked")
    loket.press("Ctrl+T")
    assert loket.reads("screening_asked") == "semua sudah ditanya"
    loket.press("F9")
    loket.wait(lambda: loket.sees("registered"))
    assert visits(workplace)[0].cluster is Cluster.INFECTIOUS_DISEASE
    assert '"no":[' in visits(workplace)[0].screening


def test_a_visit_is_entered_late(loket: Desk, workplace: Workplace, aminah: Patient) -> None:
    """L6"""
    open_person(loket, "aminah")
    loket.press("Ctrl+D")
    loket.type("25/11/26")
    loket.press("F9")
    loket.wait(lambda: loket.sees("visit_problem"))
    assert "sesudah hari ini" in loket.see("visit_problem").text()  # type: ignore[attr-defined]
    assert not visits(workplace)
    fill(loket, "late_date", "20/11/26")
    fill(loket, "late_time", "8.30")
    loket.press("F9")
    loket.wait(lambda: loket.sees("registered"))
    (visit,) = visits(workplace)
    assert visit.visit_date == date(2026, 11, 20)
    assert visit.entered_at.date() == date(2026, 11, 23)
    assert loket.reads("ticket_number") == "Susulan"


def test_a_newborn_comes_from_the_mother(loket: Desk, workplace: Workplace, aminah: Patient) -> None:
    """L7"""
    loket.press("F3")
    assert "pilih ibunya dulu" in loket.message()
    open_person(loket, "aminah")
    loket.press("F3")
    loket.wait(lambda: loket.sees("person_page"))
    assert loket.reads("person_name") == "By. Ny. Wa Aminah"
    loket.type("l")
    loket.press("Ctrl+S")
    loket.wait(lambda: "By. Ny. Wa Aminah" in people(workplace))
    loket.wait(lambda: loket.sees("visit_panel"))
    baby = people(workplace)["By. Ny. Wa Aminah"]
    assert (baby.mother_id, baby.household_id) == (aminah.id, aminah.household_id)
    assert (baby.sex, baby.nik_status, baby.birth_date) == (Sex.MALE, NikStatus.NEWBORN, workplace.today)


def test_two_records_become_one_and_two_again(loket: Desk, workplace: Workplace, aminah: Patient) -> None:
    """L8"""
    twice = PersonEntry(name="Wa Aminah Twice", sex=Sex.FEMALE, birth_date=date(1992, 1, 9), phone="081234567890")
    double = register_person(workplace, twice, look_alikes_seen=True).value
    open_person(loket, aminah.nik)
    loket.press("Ctrl+G")
    loket.wait(lambda: loket.sees("merge_search") and loket.see("merge_hits").rows() != ())  # type: ignore[attr-defined]
    loket.press("Return")
    loket.wait(lambda: loket.focus().objectName() == "merge_reason")
    loket.press("Ctrl+S")
    loket.wait(lambda: any("belum diisi" in part.text() for part in _messages(loket)))
    loket.type("nama dan tanggal lahir sama")
    loket.press("Ctrl+S")
    loket.wait(lambda: loket.sees("split"))
    with workplace.database.read() as connection:
        assert records.get(connection, Patient, double.id).merged_into == aminah.id
        assert records.get(connection, Patient, aminah.id).phone == "081234567890"
    loket.see("split").click()  # type: ignore[attr-defined]
    loket.type("ternyata dua orang")
    loket.press("Return")
    loket.wait(lambda: "Dipisahkan" in loket.message())
    with workplace.database.read() as connection:
        assert records.get(connection, Patient, double.id).status is PatientStatus.ACTIVE
        (merge,) = records.find(connection, PatientMerge)
    assert merge.undone_reason == "ternyata dua orang"


def test_a_visit_is_taken_back_from_the_list(loket: Desk, workplace: Workplace, aminah: Patient) -> None:
    """L9"""
    open_person(loket, "aminah")
    loket.press("F9")
    loket.wait(lambda: loket.sees("registered"))
    loket.press("Ctrl+J")
    table = loket.see("waiting_table")
    loket.wait(lambda: table.current_row() is not None)  # type: ignore[attr-defined]
    loket.see("waiting_take_back").click()  # type: ignore[attr-defined]
    loket.press("Return")
    loket.wait(lambda: loket.sees("prompt_problem"))
    loket.type("salah orang")
    loket.press("Return")
    loket.wait(lambda: "dibatalkan" in loket.message())
    assert visits(workplace)[0].voided_reason == "salah orang"
    with workplace.database.read() as connection:
        assert records.find(connection, QueueEntry)[0].status is QueueStatus.CANCELLED
    loket.wait(lambda: table.current_row() is None)  # type: ignore[attr-defined]
    loket.press("Esc")
    assert loket.focus().objectName() == "search"


def test_a_person_who_died_is_marked_so(loket: Desk, workplace: Workplace, aminah: Patient) -> None:
    """L10"""
    open_person(loket, "aminah")
    loket.press("Ctrl+M")
    loket.press("Return")
    assert "belum diisi" in loket.see("prompt_problem").text()  # type: ignore[attr-defined]
    loket.type("1/1/1980")
    loket.press("Return")
    loket.wait(lambda: "antara tanggal lahir" in loket.see("prompt_problem").text())  # type: ignore[attr-defined]
    fill(loket, "prompt_day", "20/11/26")
    loket.press("Return")
    loket.wait(lambda: loket.sees("banner_due"))
    assert "Meninggal 20 Nov 2026" in loket.see("banner_due").text()  # type: ignore[attr-defined]
    loket.press("F9")
    loket.wait(lambda: loket.sees("visit_problem"))
    assert not visits(workplace)


def test_without_a_printer_the_ticket_is_saved(
    loket: Desk, workplace: Workplace, aminah: Patient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """L11"""
    monkeypatch.setattr("ui.screens.loket.ticket_printer.QPrinterInfo.availablePrinterNames", staticmethod(list))
    open_person(loket, "aminah")
    loket.press("F9")
    loket.wait(lambda: "belum ada printer" in loket.message())
    with rehearsed(tmp_path / "karcis.pdf"):
        loket.see("message_action").click()  # type: ignore[attr-defined]
    assert (tmp_path / "karcis.pdf").read_bytes().startswith(b"%PDF")


def test_the_printer_is_asked_for(
    loket: Desk, workplace: Workplace, aminah: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """L11"""
    monkeypatch.setattr(
        "ui.screens.loket.ticket_printer.QPrinterInfo.availablePrinterNames", staticmethod(lambda: ["Roll"])
    )
    open_person(loket, "aminah")
    with rehearsed(None, None) as dialogs:
        loket.press("F9")
        loket.wait(lambda: dialogs.asked == ["Cetak"])
        loket.press("Ctrl+P")
        assert dialogs.asked == ["Cetak", "Cetak"]
    assert loket.message() == ""
    assert loket.focus().objectName() == "search"


def test_the_printer_that_was_chosen_is_used_from_then_on(
    loket: Desk, workplace: Workplace, aminah: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """L11: also after the program was closed and opened."""
    printed: list[str] = []
    monkeypatch.setattr(
        "ui.screens.loket.ticket_printer.QPrinterInfo.availablePrinterNames", staticmethod(lambda: ["Laser", "Roll"])
    )
    monkeypatch.setattr(PdfPreview, "print_on", lambda _preview, printer: printed.append(printer.printerName()))
    keep_preferences(workplace.folder, ticket_printer="Roll")
    open_person(loket, "aminah")
    with rehearsed() as dialogs:
        loket.press("F9")
        loket.wait(lambda: len(printed) == 1)
    assert dialogs.asked == []


@pytest.mark.parametrize(
    "text",
    [
        "La " * 100,
        "<b>Wa</b> & =HYPERLINK()",
        "نور  𝔘𝔫𝔦 🙂 Ω",
        "Wa\nOde\tNur\r\nAni",
    ],
)
def test_hostile_names(loket: Desk, workplace: Workplace, text: str) -> None:
    """L12"""
    loket.press("F2")
    field = loket.see("person_name")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.insert(text)
    shown = field.text()
    field.textEdited.emit(shown)
    fill(loket, "person_birth_date", "35 th")
    loket.see("person_sex").setFocus()
    loket.type("p")
    loket.press("Ctrl+S")
    if len(text) > 100:
        loket.wait(lambda: "Belum disimpan" in loket.message())
        assert "paling panjang 100 huruf" in loket.message()
        assert loket.reads("person_name") == shown
        assert not people(workplace)
    else:
        loket.wait(lambda: loket.sees("visit_panel"))
        (name,) = people(workplace)
        assert loket.reads("banner_name") == name
        assert "\n" not in name


def test_the_card_is_shown_to_be_printed(loket: Desk, workplace: Workplace, aminah: Patient) -> None:
    """L13"""
    open_person(loket, "aminah")
    loket.press("Ctrl+B")
    loket.wait(lambda: loket.sees("card_page"))
    assert loket.see("card_page").findChild(PdfPreview).page_count() == 1  # type: ignore[union-attr]
    loket.press("Esc")
    assert loket.sees("desk")


def test_a_person_is_corrected(loket: Desk, workplace: Workplace, aminah: Patient) -> None:
    """L3"""
    open_person(loket, "aminah")
    loket.press("F6")
    loket.wait(lambda: loket.sees("person_page"))
    fill(loket, "person_allergies", "amoksisilin")
    fill(loket, "person_phone", "12")
    loket.press("Ctrl+S")
    loket.wait(lambda: "Belum disimpan" in loket.message())
    fill(loket, "person_phone", "081234567890")
    loket.press("Ctrl+S")
    loket.wait(lambda: loket.sees("banner_allergy"))
    assert loket.see("banner_allergy").text() == "Alergi: amoksisilin"  # type: ignore[attr-defined]
    assert people(workplace)["Wa Aminah"].phone == "081234567890"


def _messages(loket: Desk) -> list[QLabel]:
    return [part for part in loket.shell.findChildren(QLabel, "field_message") if part.isVisible()]


def test_a_page_changed_by_somebody_else_is_decided(loket: Desk, workplace: Workplace, aminah: Patient) -> None:
    """L14"""
    open_person(loket, "aminah")
    loket.shell.trigger("edit_person")
    loket.wait(lambda: loket.sees("person_page"))
    loket.wait(lambda: loket.reads("person_name") == "Wa Aminah")
    fill(loket, "person_phone", "081200000002")
    stored = person_page(workplace, aminah.id).entry
    change_person(workplace, aminah.id, replace(stored, phone="081200000001", occupation="Petani"))
    with rehearsed("cancel", "ours") as dialogs:
        loket.press("Ctrl+S")
        loket.wait(lambda: len(dialogs.asked) == 1)
        assert loket.reads("person_phone") == "081200000002"
        assert people(workplace)["Wa Aminah"].phone == "081200000001"
        loket.press("Ctrl+S")
        loket.wait(lambda: people(workplace)["Wa Aminah"].phone == "081200000002")
    assert people(workplace)["Wa Aminah"].occupation == "Petani"
    loket.wait(lambda: loket.sees("visit_panel"))


def test_in_a_narrow_window_the_list_and_the_person_take_turns(
    loket: Desk, workplace: Workplace, aminah: Patient
) -> None:
    """L15"""
    loket.shell.resize(910, 480)
    loket.wait(lambda: loket.shell.width() == 910)
    loket.type("aminah")
    loket.wait(lambda: loket.sees("hits"))
    assert not loket.sees("visit_panel")
    loket.press("Return")
    loket.wait(lambda: loket.sees("visit_panel"))
    assert not loket.sees("hits")
    loket.press("F9")
    loket.wait(lambda: loket.sees("ticket_number"))
    assert len(visits(workplace)) == 1
    loket.type("la")
    loket.wait(lambda: loket.sees("hits"))
