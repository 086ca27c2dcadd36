"""The room of the exchange: two windows, one folder as the stick between them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.bookkeeping import PackageDirection, PackageRecord
from ilp_desktop.domain.identifiers import PartnerId
from ilp_desktop.domain.installation import InstallationKind
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.progress import Step
from ilp_desktop.services.decisions import open_decisions
from ilp_desktop.services.first_run import install
from ilp_desktop.services.partners import partners
from ilp_desktop.services.people import change_person, person_page, register_person
from ilp_desktop.services.searching import search_people
from ilp_desktop.services.stick_contents import Drive
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import CHEAP, LANTO, TurnedClock, first_run
from ui.kit.dialogs import rehearsed
from ui.kit.runtime import Runtime
from ui.rooms import rooms
from ui.screens.exchange.screen import Exchange, create
from ui.screens.exchange.state import when_words, with_time_left
from ui.session import Session
from ui.shell import Shell

Show = Callable[..., QWidget]
AMINAH = PersonEntry(name="Wa Aminah", sex=Sex.FEMALE, birth_date=date(1992, 5, 14), village_code=LANTO)


@pytest.fixture
def dinas(tmp_path: Path) -> Iterator[Workplace]:
    command = first_run(InstallationKind.DINAS, "Dinas Kesehatan Buton Tengah")
    command = replace(command, facility=replace(command.facility, code="D7414"))
    made = install(tmp_path / "dinas", command, TurnedClock(), CHEAP).workplace
    yield made
    made.database.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stik"
    folder.mkdir()
    return folder


@pytest.fixture
def open_at(here: Runtime, window: Show, qtbot: QtBot, stick: Path) -> Callable[[Workplace], Exchange]:
    def make(workplace: Workplace) -> Exchange:
        room = create(Session(workplace=workplace, go_to=lambda _room, _target: None), "exchange")
        window(room)
        with rehearsed(stick):
            press(room, qtbot, "other_folder")
        qtbot.waitUntil(lambda: room.overview.receive_button.isEnabled() or not partners_shown(room))
        return room

    return make


def partners_shown(room: Exchange) -> int:
    return len(room.overview.table.rows_model.rows())


def part(room: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = room.findChild(kind, name)
    assert isinstance(found, QWidget), name
    return found


def press(room: QWidget, qtbot: QtBot, name: str) -> None:
    button = part(room, QPushButton, name)
    qtbot.waitUntil(button.isEnabled)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def text(room: QWidget, name: str) -> str:
    label = room.findChild(QLabel, name)
    assert isinstance(label, QLabel), name
    return label.text()


def said(room: QWidget) -> str:
    return text(room.window(), "message_text")


def get_acquainted(one: Exchange, other: Exchange, qtbot: QtBot) -> None:
    """Both write their card, compare the numbers on the two screens, and trust."""
    for room in (one, other):
        write_card(room, qtbot)
    compare(one, other, qtbot)
    compare(other, one, qtbot)


def write_card(room: Exchange, qtbot: QtBot) -> None:
    press(room, qtbot, "acquaintance")
    press(room, qtbot, "write_card")
    qtbot.waitUntil(lambda: "Aman dicabut" in said(room))


def compare(room: Exchange, partner: Exchange, qtbot: QtBot) -> None:
    room.refresh()
    qtbot.waitUntil(lambda: text(room, "their_fingerprint") != "")
    assert text(room, "their_fingerprint") == text(partner, "our_fingerprint")
    compared = room.findChild(QCheckBox, "compared")
    assert isinstance(compared, QCheckBox)
    assert not part(room, QPushButton, "trust").isEnabled()
    compared.setChecked(True)
    press(room, qtbot, "trust")
    qtbot.waitUntil(lambda: partners_shown(room) == 1)


def receive(room: Exchange, qtbot: QtBot) -> None:
    room.handlers()["receive"]()
    qtbot.waitUntil(part(room, QWidget, "incoming").isVisible, timeout=10_000)
    press(room, qtbot, "accept")
    qtbot.waitUntil(part(room, QWidget, "outcome").isVisible, timeout=10_000)


def send(room: Exchange, qtbot: QtBot) -> None:
    qtbot.waitUntil(room.overview.send_button.isEnabled)
    room.handlers()["send"]()
    qtbot.waitUntil(part(room, QWidget, "outcome").isVisible, timeout=10_000)


def back(room: Exchange, qtbot: QtBot) -> None:
    qtbot.keyClick(part(room, QWidget, "outcome"), Qt.Key.Key_Escape)
    qtbot.waitUntil(room.overview.isVisible)


def test_a_day_goes_out_comes_in_and_is_acknowledged(
    workplace: Workplace, dinas: Workplace, open_at: Callable[[Workplace], Exchange], stick: Path, qtbot: QtBot
) -> None:
    register_person(workplace, AMINAH)
    here, there = open_at(workplace), open_at(dinas)
    get_acquainted(here, there, qtbot)
    send(here, qtbot)
    (package,) = stick.glob("*.ilppaket")
    assert package.name in text(here, "outcome_sentence")
    assert "aman dicabut" in text(here, "outcome_sentence")
    press(here, qtbot, "sent_paper")
    qtbot.waitUntil(lambda: here.preview.page_count() == 2, timeout=10_000)

    there.came_to_front()
    receive(there, qtbot)
    assert "diterima" in text(there, "outcome_sentence")
    assert [hit.name for hit in search_people(dinas, "aminah")] == ["Wa Aminah"]
    press(there, qtbot, "accepted_paper_0")
    qtbot.waitUntil(lambda: there.preview.page_count() == 2, timeout=10_000)
    assert set(there.handlers()) == {"print", "save"}

    qtbot.keyClick(here.preview, Qt.Key.Key_Escape)
    back(here, qtbot)
    here.handlers()["receive"]()
    qtbot.waitUntil(lambda: "paket sampai nomor 1 diterima" in said(here), timeout=10_000)
    assert partners(workplace)[0].unsent == 0
    here.handlers()["send"]()
    qtbot.waitUntil(lambda: "sudah punya semuanya" in said(here), timeout=10_000)


def test_differences_are_decided_side_by_side(
    workplace: Workplace, dinas: Workplace, open_at: Callable[[Workplace], Exchange], qtbot: QtBot
) -> None:
    patient = register_person(workplace, AMINAH).value.id
    here, there = open_at(workplace), open_at(dinas)
    get_acquainted(here, there, qtbot)
    send(here, qtbot)
    back(here, qtbot)
    there.came_to_front()
    receive(there, qtbot)
    back(there, qtbot)
    change_person(workplace, patient, replace(AMINAH, phone="081200000001"))
    change_person(dinas, patient, replace(AMINAH, phone="081200000002"))
    send(here, qtbot)
    there.came_to_front()
    receive(there, qtbot)
    press(there, qtbot, "outcome_decide")
    qtbot.waitUntil(lambda: "Wa Aminah" in text(there, "decision_subject"))
    qtbot.keyClick(there.deciding, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: open_decisions(dinas) == ())
    assert person_page(dinas, patient).patient.phone == "081200000001"


def test_a_damaged_package_is_told_in_the_strip_and_nothing_opens(
    workplace: Workplace, dinas: Workplace, open_at: Callable[[Workplace], Exchange], stick: Path, qtbot: QtBot
) -> None:
    register_person(workplace, AMINAH)
    here, there = open_at(workplace), open_at(dinas)
    get_acquainted(here, there, qtbot)
    send(here, qtbot)
    (package,) = stick.glob("*.ilppaket")
    package.write_bytes(package.read_bytes()[:-1])
    there.handlers()["receive"]()
    qtbot.waitUntil(lambda: "rusak" in said(there), timeout=10_000)
    assert there.overview.isVisible()


def test_a_package_that_was_clicked_is_looked_into_at_once_or_the_reason_is_said(
    workplace: Workplace, dinas: Workplace, open_at: Callable[[Workplace], Exchange], stick: Path, qtbot: QtBot
) -> None:
    register_person(workplace, AMINAH)
    here, there = open_at(workplace), open_at(dinas)
    get_acquainted(here, there, qtbot)
    send(here, qtbot)
    (package,) = stick.glob("*.ilppaket")

    there.open_target(package)
    qtbot.waitUntil(part(there, QWidget, "incoming").isVisible, timeout=10_000)
    press(there, qtbot, "accept")
    qtbot.waitUntil(part(there, QWidget, "outcome").isVisible, timeout=10_000)
    there.open_target(package)
    qtbot.waitUntil(lambda: "sudah pernah diterima" in said(there))

    here.open_target(package)
    qtbot.waitUntil(lambda: "untuk tempat lain" in said(here))
    (stick / "coba.ilppaket").write_bytes(package.read_bytes()[:40])
    there.open_target(stick / "coba.ilppaket")
    qtbot.waitUntil(lambda: "coba.ilppaket rusak" in said(there))


def test_without_a_partner_the_page_says_what_to_do_first(
    workplace: Workplace, open_at: Callable[[Workplace], Exchange], qtbot: QtBot
) -> None:
    room = open_at(workplace)
    assert not room.overview.send_button.isEnabled()
    press(room, qtbot, "empty_action")
    assert part(room, QWidget, "acquaintance_page").isVisible()


def test_the_tab_key_goes_in_reading_order(
    workplace: Workplace, open_at: Callable[[Workplace], Exchange], qtbot: QtBot
) -> None:
    room = open_at(workplace)
    names, widget = [], part(room, QComboBox, "stick")
    for _step in range(2):
        following = widget.nextInFocusChain()
        assert following is not None
        widget = following
        names.append(widget.objectName())
    assert names == ["look_again", "other_folder"]


def test_a_stick_that_is_put_in_or_pulled_is_noticed_by_itself(
    workplace: Workplace,
    open_at: Callable[[Workplace], Exchange],
    stick: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = open_at(workplace)
    other = stick.parent / "SANDISK"
    other.mkdir()
    plugged = [Drive(path=other, label="SANDISK", free_bytes=10**9, total_bytes=10**9)]
    for place in ("screen", "state"):
        monkeypatch.setattr(f"ui.screens.exchange.{place}.drives", lambda: tuple(plugged))
    combo = room.findChild(QComboBox, "stick")
    assert isinstance(combo, QComboBox)
    qtbot.waitUntil(lambda: combo.count() == 2, timeout=10_000)
    assert "SANDISK" in combo.itemText(0)
    plugged.clear()
    qtbot.waitUntil(lambda: combo.count() == 1, timeout=10_000)


def test_an_office_begins_at_the_exchange(dinas: Workplace, here: Runtime, window: Show) -> None:
    shell = Shell(rooms(), TurnedClock())
    window(shell)
    shell.show_user(lambda go_to: Session(workplace=dinas, go_to=go_to))
    assert shell.current_room() == "exchange"


def test_the_time_that_is_left_is_told_once_it_is_sure() -> None:
    told: list[str] = []
    seconds = iter((0.0, 1.0, 10.0))
    progress = with_time_left(lambda step: told.append(step.doing), lambda: next(seconds))
    for done in (0, 10, 50):
        progress(Step(doing="Menulis", done=done, total=100))
    assert told == ["Menulis", "Menulis", "Menulis · kira-kira 10 detik lagi"]


def test_a_package_is_dated_in_the_time_of_the_place() -> None:
    record = PackageRecord(
        id="1",
        partner_id=PartnerId("2"),
        direction=PackageDirection.SENT,
        chain_number=7,
        file_name="a",
        made_at=datetime(2026, 11, 22, 23, 30, tzinfo=UTC),
        ranges="{}",
        entry_count=1,
        content_hash="",
    )
    assert when_words(record, TurnedClock()().tzinfo).startswith("23 Nov 2026 07")
    assert when_words(None, None) == "–"
