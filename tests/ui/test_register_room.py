"""The room of the registers, driven by its widgets."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.visit import VisitPurpose
from ilp_desktop.services.people import register_person
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import LANTO
from ui.kit.dialogs import rehearsed
from ui.kit.message_strip import strip_of
from ui.kit.runtime import Runtime
from ui.screens.register.screen import RegisterRoom, create
from ui.screens.register.state import Span, days_of
from ui.session import Session

Show = Callable[..., QWidget]


def visit(workplace: Workplace, name: str) -> None:
    entry = PersonEntry(name=name, sex=Sex.FEMALE, birth_date=date(1992, 5, 14), village_code=LANTO)
    person = register_person(workplace, entry, look_alikes_seen=True).value
    register_visit(workplace, VisitCommand(patient_id=person.id, purpose=VisitPurpose.SICK, payer=Payer.GENERAL))


def opened(workplace: Workplace, window: Show, qtbot: QtBot, went: list[tuple[str, object]]) -> RegisterRoom:
    room = create(Session(workplace=workplace, go_to=lambda place, target: went.append((place, target))), "registers")
    window(room)
    room.came_to_front()
    qtbot.waitUntil(lambda: text(room, "register_count") != "")
    return room


@pytest.fixture
def room(workplace: Workplace, here: Runtime, window: Show, qtbot: QtBot) -> RegisterRoom:
    visit(workplace, "Wa Aminah")
    visit(workplace, "Wa Salma")
    return opened(workplace, window, qtbot, [])


def text(room: QWidget, name: str) -> str:
    label = room.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def rows(room: RegisterRoom) -> int:
    return len(room.table.register_model.table().rows)


def test_the_table_holds_the_rows_and_totals_of_today(room: RegisterRoom) -> None:
    model = room.table.register_model
    assert rows(room) == 2
    assert model.rowCount() == 3
    texts = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert "Wa Aminah" in texts
    assert "Jumlah" in {str(model.index(2, column).data()) for column in range(8)}


@pytest.mark.qt_log_ignore(r"raise\(\)", "grabbing the keyboard")
def test_a_register_is_chosen_by_typing_a_part_of_its_name(room: RegisterRoom, qtbot: QtBot) -> None:
    room.filters.focus_choice()
    qtbot.keyClicks(room.filters.choice.lineEdit(), "rujukan")
    qtbot.keyClick(room.filters.choice, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Rujukan" in room.table.register_model.table().title)
    assert rows(room) == 0


def test_other_days_and_villages_show_other_rows(room: RegisterRoom, workplace: Workplace, qtbot: QtBot) -> None:
    yesterday = workplace.today - timedelta(days=1)
    room.filters.first.set_value(yesterday)
    room.filters.last.set_value(yesterday)
    room.filters.last.editingFinished.emit()
    qtbot.waitUntil(lambda: rows(room) == 0)
    qtbot.mouseClick(room.findChild(QPushButton, "choice_today"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(room) == 2)
    village = room.findChild(QComboBox, "village")
    assert isinstance(village, QComboBox)
    village.setCurrentIndex(village.findText("Langkomu"))
    qtbot.waitUntil(lambda: rows(room) == 0)


def test_days_that_are_turned_round_are_told_and_not_loaded(room: RegisterRoom, workplace: Workplace) -> None:
    room.filters.first.set_value(workplace.today + timedelta(days=1))
    room.filters.first.editingFinished.emit()
    strip = strip_of(room)
    assert strip is not None
    message = strip.message()
    assert message is not None
    assert "sesudah" in message.text
    assert room.filters.wanted() is None


def test_what_is_missing_stands_beside_and_leads_to_where_it_is_mended(
    workplace: Workplace, here: Runtime, window: Show, qtbot: QtBot
) -> None:
    visit(workplace, "Wa Aminah")
    went: list[tuple[str, object]] = []
    room = opened(workplace, window, qtbot, went)
    qtbot.waitUntil(room.gaps.isVisible)
    qtbot.keyClick(room.gaps.findChild(QWidget, "gap_list"), Qt.Key.Key_Return)
    assert [place for place, _target in went] == ["cluster_3"]


def test_somebody_who_may_not_mend_is_told_who_does(
    workplace: Workplace, here: Runtime, window: Show, qtbot: QtBot
) -> None:
    visit(workplace, "Wa Aminah")
    went: list[tuple[str, object]] = []
    clerk = replace(workplace, user=replace(workplace.user, roles=Role.REGISTRATION.value))
    room = opened(clerk, window, qtbot, went)
    qtbot.waitUntil(room.gaps.isVisible)
    qtbot.keyClick(room.gaps.findChild(QWidget, "gap_list"), Qt.Key.Key_Return)
    strip = strip_of(room)
    assert strip is not None
    message = strip.message()
    assert went == []
    assert message is not None
    assert "Klaster 3" in message.text


def test_the_paper_is_shown_and_goes_back_with_esc(room: RegisterRoom, qtbot: QtBot) -> None:
    room.handlers()["preview"]()
    qtbot.waitUntil(lambda: room.preview.page_count() == 1, timeout=10_000)
    assert set(room.handlers()) == {"print", "preview", "save"}
    qtbot.keyClick(room.preview, Qt.Key.Key_Escape)
    assert set(room.handlers()) == {"print", "preview", "excel"}
    assert room.preview.page_count() == 0


def test_the_workbook_is_written_where_the_user_wants(room: RegisterRoom, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "register.xlsx"
    with rehearsed(target):
        room.handlers()["excel"]()
    qtbot.waitUntil(target.exists, timeout=10_000)
    qtbot.waitUntil(lambda: "Disimpan" in text(room.window(), "message_text"))
    assert target.read_bytes().startswith(b"PK")


def test_a_new_visit_appears_by_itself(room: RegisterRoom, workplace: Workplace, here: Runtime, qtbot: QtBot) -> None:
    visit(workplace, "La Sardin")
    here.changes.broadcast(frozenset({"visit"}))
    qtbot.waitUntil(lambda: rows(room) == 3)


@pytest.mark.parametrize(
    ("span", "today", "days"),
    [
        (Span.TODAY, date(2026, 11, 23), (date(2026, 11, 23), date(2026, 11, 23))),
        (Span.THIS_MONTH, date(2028, 2, 29), (date(2028, 2, 1), date(2028, 2, 29))),
        (Span.LAST_MONTH, date(2026, 1, 1), (date(2025, 12, 1), date(2025, 12, 31))),
        (Span.LAST_MONTH, date(2026, 3, 31), (date(2026, 2, 1), date(2026, 2, 28))),
    ],
)
def test_spans_begin_and_end_with_their_month(span: Span, today: date, days: tuple[date, date]) -> None:
    assert days_of(span, today) == days
