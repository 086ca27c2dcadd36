"""The room of immunisation through the real window, by keyboard alone.

- I1 the next child is called; the first dose of a vaccine asks for the vial, after that one key is one dose
- I2 every dose that is due is kept at one go, the unknown vials asked first; marked doses likewise
- I3 doses of the card are typed as dates, one after the other
- I4 a dose too early needs a reason; a dose that must not be given is refused
- I5 a refusal, an adverse event, a correction and a voided dose, each with its reason
- I6 a pupil sees the rows of BIAS, a woman those of Td
- I7 from a klaster room and back; the due doses stand in its list
- I8 the card is shown as it will be printed
- I9 a visit for immunisation only ends here, and the next child comes
- I10 in a narrow window the plan stands below, nothing is cut off, and what has the cursor is in sight
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.immunization_record import Immunization, ImmunizationSource, ImmunizationStatus
from ilp_desktop.domain.patient import Patient, Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.visit import Consultation, QueueEntry, QueueStatus, VisitPurpose
from ilp_desktop.services.immunisations import DoseCommand, record_immunization
from ilp_desktop.services.people import register_person
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.person_records import of_person
from tests.journeys.conftest import Desk
from tests.journeys.test_cluster import called as in_the_klaster_room
from tests.services.conftest import LANTO
from ui.kit.pdf_dialog import PdfDialog
from ui.kit.result_list import ResultList
from ui.screens.immunisation.dose_line import DoseLine
from ui.screens.immunisation.dose_table import DoseTable
from ui.session import PersonTarget

TODAY = date(2026, 11, 23)
NAMES = ("Wa Ina", "La Ino", "Wa Ani")


def registered(workplace: Workplace, name: str, born: date, sex: Sex = Sex.FEMALE) -> Patient:
    entry = PersonEntry(name=name, sex=sex, birth_date=born, village_code=LANTO, mother_name="Wa Aminah")
    return register_person(workplace, entry, look_alikes_seen=True).value


def waits(workplace: Workplace, patient: Patient) -> QueueEntry:
    command = VisitCommand(patient_id=patient.id, purpose=VisitPurpose.HEALTHY, payer=Payer.GENERAL)
    entry = register_visit(workplace, command).value.entry
    assert entry is not None
    return entry


@pytest.fixture
def children(workplace: Workplace) -> list[Patient]:
    """Three children of four months who wait for klaster 2."""
    found = [registered(workplace, name, date(2026, 7, 20 + number)) for number, name in enumerate(NAMES)]
    for one in found:
        waits(workplace, one)
    return found


def doses(workplace: Workplace, patient_id: PatientId) -> list[tuple[str, str]]:
    """Slot and batch of what is recorded."""
    with workplace.database.read() as connection:
        found = of_person(connection, Immunization, patient_id, voided_reason="")
    return sorted((one.slot, one.batch) for one in found if one.status is ImmunizationStatus.COMPLETED)


def table(desk: Desk) -> DoseTable:
    part = desk.see("dose_table")
    assert isinstance(part, DoseTable)
    return part


def at(desk: Desk) -> DoseLine:
    """The row under the cursor."""
    row = table(desk).current_row()
    assert row is not None
    return row


def rows(desk: Desk) -> dict[str, DoseLine]:
    return {row.slot: row for row in table(desk).rows_model.rows()}


def walk_to(desk: Desk, slot: str) -> None:
    table(desk).setFocus()
    desk.press("Home")
    places = [row.slot for row in table(desk).rows_model.rows()]
    table(desk).selectRow(places.index(slot))


def opened(desk: Desk, patient: Patient, back: str = "") -> None:
    desk.shell.go_to("immunisation", PersonTarget(patient_id=patient.id, back=back))
    desk.wait(lambda: desk.sees("dose_table") and desk.see("banner_name").text() == patient.name)  # type: ignore[attr-defined]


def called(desk: Desk, name: str) -> None:
    desk.press("F5")
    desk.wait(lambda: desk.sees("dose_table") and desk.see("banner_name").text() == name)  # type: ignore[attr-defined]


def recorded(desk: Desk, workplace: Workplace, patient: Patient, count: int) -> None:
    desk.wait(lambda: len(doses(workplace, patient.id)) == count)
    desk.wait(lambda: sum(bool(row.given) for row in table(desk).rows_model.rows()) == count)


def test_i1_one_key_is_one_dose(desk: Desk, workplace: Workplace, children: list[Patient]) -> None:
    desk.shell.go_to("immunisation", None)
    first, second, _third = children
    called(desk, first.name)
    assert at(desk).slot == "BCG"
    walk_to(desk, "DPT1")
    desk.press("Return")
    desk.wait(lambda: desk.focus().objectName() == "dose_batch")
    desk.type("P7")
    desk.press("Return")
    recorded(desk, workplace, first, 1)
    called(desk, second.name)
    walk_to(desk, "DPT1")
    pressed = desk.pressed
    desk.press("Return")
    recorded(desk, workplace, second, 1)
    assert desk.pressed - pressed == 1
    assert doses(workplace, second.id) == [("DPT1", "P7")]
    with workplace.database.read() as connection:
        entries = records.find(connection, QueueEntry, patient_id=first.id)
    assert [one.status for one in entries] == [QueueStatus.STARTED]


def test_i2_everything_that_is_due_at_one_go(desk: Desk, workplace: Workplace, children: list[Patient]) -> None:
    desk.shell.go_to("immunisation", None)
    first, second, third = children
    called(desk, first.name)
    desk.press("Alt+A")
    for batch in ("B1", "O1", "P1", "C1", "R1", "I1"):
        desk.wait(lambda: desk.focus().objectName() == "dose_batch" and not desk.focus().text())  # type: ignore[attr-defined]
        desk.type(batch)
        desk.press("Return")
    recorded(desk, workplace, first, 6)
    assert doses(workplace, first.id) == [
        ("BCG", "B1"),
        ("DPT1", "P1"),
        ("IPV1", "I1"),
        ("OPV1", "O1"),
        ("PCV1", "C1"),
        ("RV1", "R1"),
    ]
    called(desk, second.name)
    desk.press("Alt+A")
    recorded(desk, workplace, second, 6)
    called(desk, third.name)
    desk.press("Space", "Space", "Return")
    recorded(desk, workplace, third, 2)
    assert doses(workplace, third.id) == [("BCG", "B1"), ("OPV1", "O1")]


def test_i3_the_card_is_typed_as_dates(desk: Desk, workplace: Workplace, children: list[Patient]) -> None:
    first = children[0]
    opened(desk, first)
    walk_to(desk, "HB0")
    for number, day in enumerate(("20/7/26", "5/8/26", "5/8/26"), start=1):
        desk.press(day[0])
        desk.wait(lambda: desk.focus().objectName() == "dose_day")
        desk.type(day[1:])
        desk.press("Return")
        recorded(desk, workplace, first, number)
    assert doses(workplace, first.id) == [("BCG", ""), ("HB0", ""), ("OPV1", "")]
    assert at(desk).slot == "DPT1"
    with workplace.database.read() as connection:
        found = of_person(connection, Immunization, first.id)
    assert {one.source for one in found} == {ImmunizationSource.CARD}
    assert {one.effective_date for one in found} == {date(2026, 7, 20), date(2026, 8, 5)}


def test_i3_a_date_that_cannot_be(desk: Desk, workplace: Workplace, children: list[Patient]) -> None:
    opened(desk, children[0])
    walk_to(desk, "DPT1")
    desk.press("Alt+B")
    desk.wait(lambda: desk.focus().objectName() == "dose_day")
    desk.press("Return")
    assert doses(workplace, children[0].id) == []
    desk.type("1/1/26")
    desk.press("Return")
    desk.wait(lambda: "sebelum lahir" in desk.message())
    assert doses(workplace, children[0].id) == []
    desk.press("Esc")
    assert desk.focus().objectName() == "dose_table"


def test_i4_too_early_and_forbidden(desk: Desk, workplace: Workplace, children: list[Patient]) -> None:
    first = children[0]
    card = DoseCommand(patient_id=first.id, slot="DPT1", day=TODAY - timedelta(days=20), source=ImmunizationSource.CARD)
    record_immunization(workplace, card)
    opened(desk, first)
    walk_to(desk, "DPT2")
    assert rows(desk)["DPT2"].state == "Belum waktunya"
    desk.press("Return")
    desk.wait(lambda: desk.focus().objectName() == "dose_batch")
    desk.press("Return")
    desk.wait(lambda: desk.focus().objectName() == "dose_override_reason")
    assert "Terlalu dini" in desk.message()
    desk.type("pindah besok")
    desk.press("Return")
    desk.wait(lambda: len(doses(workplace, first.id)) == 2)
    desk.wait(lambda: rows(desk)["DPT2"].state == "Terlalu dini")
    walk_to(desk, "MR1")
    desk.press("Return")
    desk.wait(lambda: desk.focus().objectName() == "dose_batch")
    desk.press("Return")
    desk.wait(lambda: "tidak boleh" in desk.message())
    assert len(doses(workplace, first.id)) == 2


def test_i5_refused_reaction_corrected_voided(desk: Desk, workplace: Workplace, children: list[Patient]) -> None:
    first = children[0]
    record_immunization(workplace, DoseCommand(patient_id=first.id, slot="DPT1", day=TODAY, batch="X"))
    opened(desk, first)
    walk_to(desk, "PCV1")
    desk.press("Alt+X", "2")
    desk.wait(lambda: desk.focus().objectName() == "dose_note")
    desk.type("takut demam")
    desk.press("Return")
    desk.wait(lambda: rows(desk)["PCV1"].state == "Ditolak")
    walk_to(desk, "DPT1")
    desk.press("Alt+P")
    desk.press("D")
    desk.see("dose_note").setFocus()
    desk.type("kompres")
    desk.press("Return")
    desk.wait(lambda: "KIPI: Demam" in rows(desk)["DPT1"].detail)
    walk_to(desk, "DPT1")
    desk.press("Alt+U")
    desk.see("dose_batch").setFocus()
    desk.press("Ctrl+A")
    desk.type("Y")
    desk.see("dose_why").setFocus()
    desk.type("salah ketik")
    desk.press("Return")
    desk.wait(lambda: doses(workplace, first.id) == [("DPT1", "Y")])
    desk.wait(lambda: "batch Y" in rows(desk)["DPT1"].detail)
    walk_to(desk, "DPT1")
    desk.press("Alt+H", "Return")
    desk.wait(lambda: "Alasan belum diisi" in desk.message())
    desk.type("anak lain")
    desk.press("Return")
    desk.wait(lambda: doses(workplace, first.id) == [])
    desk.wait(lambda: not rows(desk)["DPT1"].given)


def test_i5_nothing_to_mend_where_nothing_is_recorded(desk: Desk, children: list[Patient]) -> None:
    opened(desk, children[0])
    desk.press("Alt+U")
    assert "belum punya dosis" in desk.message()
    assert desk.focus().objectName() == "dose_table"


def test_i6_pupils_and_women(desk: Desk, workplace: Workplace) -> None:
    pupil = registered(workplace, "Wa Murid", date(2018, 5, 5))
    opened(desk, pupil)
    assert [row.slot for row in table(desk).rows_model.rows()][:5] == ["MR_BIAS", "DT1", "TD2", "TD5", "HPV1"]
    assert rows(desk)["TD2"].state == "Jatuh tempo"
    woman = registered(workplace, "Wa Sitti", date(1998, 3, 9))
    opened(desk, woman)
    assert [row.label for row in table(desk).rows_model.rows()] == [f"Td T{level}" for level in range(1, 6)]
    desk.press("Return")
    desk.wait(lambda: desk.focus().objectName() == "dose_batch")
    desk.type("T9")
    desk.press("Return")
    recorded(desk, workplace, woman, 1)
    assert rows(desk)["T2"].when == "mulai 21 Des 2026"


def test_i7_from_the_klaster_room_and_back(desk: Desk, workplace: Workplace, children: list[Patient]) -> None:
    in_the_klaster_room(desk, "cluster_2")
    due = desk.see("due_forms")
    assert isinstance(due, ResultList)
    assert (due.rows()[0].number, due.rows()[0].title) == (1, "Imunisasi")
    assert due.rows()[0].reason.startswith("BCG, Polio tetes 1, DPT-HB-Hib 1")
    desk.press("1")
    desk.wait(lambda: desk.shell.current_room() == "immunisation" and desk.sees("dose_table"))
    assert desk.see("banner_name").text() == children[0].name  # type: ignore[attr-defined]
    desk.press("Return")
    desk.wait(lambda: desk.focus().objectName() == "dose_batch")
    desk.press("Return")
    recorded(desk, workplace, children[0], 1)
    with workplace.database.read() as connection:
        kept = of_person(connection, Immunization, children[0].id)
    assert kept[0].visit_id is not None
    desk.press("Esc")
    desk.wait(lambda: desk.shell.current_room() == "cluster_2")
    desk.wait(lambda: "BCG" not in due.rows()[0].reason)
    desk.press("Alt+I")
    desk.wait(lambda: desk.shell.current_room() == "immunisation" and desk.sees("dose_table"))


def test_i7_somebody_is_found_by_name(desk: Desk, children: list[Patient]) -> None:
    desk.shell.go_to("immunisation", None)
    desk.wait(lambda: desk.focus().objectName() == "immunisation_search")
    desk.type("ani")
    desk.press("Return")
    desk.wait(lambda: desk.sees("dose_table") and desk.see("banner_name").text() == children[2].name)  # type: ignore[attr-defined]
    desk.press("Esc")
    assert desk.focus().objectName() == "immunisation_search"


def test_i8_the_card(desk: Desk, workplace: Workplace, children: list[Patient], tmp_path: Path) -> None:
    opened(desk, children[0])
    desk.press("Return")
    desk.wait(lambda: desk.focus().objectName() == "dose_batch")
    desk.type("B1")
    desk.press("Return")
    recorded(desk, workplace, children[0], 1)
    desk.press("Ctrl+P")
    desk.wait(lambda: desk.sees("pdf_preview"))
    card = desk.paper(tmp_path)
    for words in ("KARTU IMUNISASI", "Wa Ina", "23 Nov 2026 B1", "jatuh tempo", "IDL : belum lengkap"):
        assert words in card, (words, card)
    assert "La Ino" not in card
    dialog = desk.shell.findChildren(PdfDialog)[0]
    dialog.reject()
    desk.wait(lambda: not dialog.isVisible())


def test_i9_one_child_after_the_other(desk: Desk, workplace: Workplace, children: list[Patient]) -> None:
    first, second, _third = children
    desk.shell.go_to("immunisation", None)
    called(desk, first.name)
    desk.press("F10")
    desk.wait(lambda: "Belum ada dosis" in desk.message())
    desk.press("Return")
    desk.wait(lambda: desk.focus().objectName() == "dose_batch")
    desk.type("B1")
    desk.press("Return")
    recorded(desk, workplace, first, 1)
    desk.press("F10")
    desk.wait(lambda: desk.sees("dose_table") and desk.see("banner_name").text() == second.name)  # type: ignore[attr-defined]
    pressed = desk.pressed
    desk.press("Return")
    recorded(desk, workplace, second, 1)
    desk.press("F10")
    desk.wait(lambda: desk.sees("dose_table") and desk.see("banner_name").text() == children[2].name)  # type: ignore[attr-defined]
    assert desk.pressed - pressed == 2
    with workplace.database.read() as connection:
        seen = records.find(connection, Consultation)
        entries = records.find(connection, QueueEntry, status=QueueStatus.DONE)
    assert [one.therapy for one in seen] == ["Imunisasi: BCG", "Imunisasi: BCG"]
    assert {one.patient_id for one in entries} == {first.id, second.id}


def test_i9_a_visit_that_the_klaster_room_examines_ends_there(desk: Desk, children: list[Patient]) -> None:
    opened(desk, children[0])
    desk.press("F10")
    desk.wait(lambda: "tidak dipanggil dari antrean" in desk.message())


def test_i10_in_a_narrow_window_the_cursor_is_in_sight(desk: Desk, children: list[Patient]) -> None:
    desk.shell.resize(880, 440)
    opened(desk, children[0])
    for key in ("Alt+B", "Alt+X"):
        desk.press(key)
        desk.wait(lambda: whole(desk.focus()))
        desk.wait(lambda: are_below_each_other(desk, "dose_table", "dose_panel", "immunisation_side"))
        desk.press("Escape")
        desk.wait(lambda: desk.focus().objectName() == "dose_table" and whole(desk.focus()))


def whole(part: QWidget) -> bool:
    """Whether all of a part is within what the window shows of its page."""
    area = next(one for one in parents(part) if isinstance(one, QScrollArea))
    viewport = area.viewport()
    return viewport.rect().contains(QRect(part.mapTo(viewport, QPoint(0, 0)), part.size()))


def parents(part: QWidget) -> Iterator[QWidget]:
    above = part.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


def are_below_each_other(desk: Desk, *names: str) -> bool:
    parts = [desk.see(name) for name in names]
    tops = [part.mapTo(desk.shell, QPoint(0, 0)).y() for part in parts]
    return all(top + part.height() <= below for top, part, below in zip(tops[:-1], parts[:-1], tops[1:], strict=True))
