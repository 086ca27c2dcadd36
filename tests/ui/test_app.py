"""Start-up: one window for each data folder, sign-in before the rooms, lock when nobody is there."""

import subprocess
import sys
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Cancelled
from ilp_desktop.services.clock import Clock
from ilp_desktop.services.people import register_person
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import LANTO, TurnedClock
from ui.app import Desktop, crash_hook
from ui.entrance import Entrance
from ui.finding import finder
from ui.idle_lock import IdleLock
from ui.kit.dialogs import rehearsed
from ui.kit.manual_reader import ManualReader
from ui.kit.runtime import Runtime
from ui.kit.style import Tone
from ui.preferences import Preferences, keep_preferences, load_preferences
from ui.shell import Room, Shell, Status
from ui.single_instance import SingleInstance
from ui.trust import backup_status

AMINAH = PersonEntry(name="Wa Aminah", sex=Sex.FEMALE, birth_date=date(1992, 5, 14), village_code=LANTO)
Usage = namedtuple("Usage", "total used free")

ROOMS = tuple(
    Room(
        id=role.value,
        title=role.value,
        icon="house",
        factory=lambda _session, _room: QWidget(),
        roles=frozenset({role}),
    )
    for role in (Role.REGISTRATION, Role.CLUSTER_2, Role.CLUSTER_3)
)


class Door(Entrance):
    """Stands in for the sign-in page: notes what it was asked."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        super().__init__()
        self.folder, self.clock = folder, clock
        self.asked: list[tuple[Workplace | None, str]] = []

    def ask_for(self, workplace: Workplace | None, username: str) -> None:
        self.asked.append((workplace, username))


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("login", "first_run"):
        module = ModuleType(f"ui.screens.{package}.screen")
        module.create = Door  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)


@pytest.fixture
def desktop(doors: None, workplace: Workplace, here: Runtime, data_folder: Path, qtbot: QtBot) -> Iterator[Desktop]:
    made = Desktop(data_folder, TurnedClock())
    qtbot.addWidget(made)
    made.begin()
    made.show()
    yield made
    made.close()


def door(desktop: Desktop) -> Door:
    found = desktop.findChild(Door)
    assert isinstance(found, Door)
    return found


def on_screen(desktop: Desktop, name: str) -> bool:
    found = desktop.findChild(QWidget, name)
    return isinstance(found, QWidget) and found.isVisible()


def test_the_sign_in_page_comes_first_and_the_rooms_after_it(desktop: Desktop, workplace: Workplace) -> None:
    assert door(desktop).asked == [(None, "")]
    assert not on_screen(desktop, "shell")

    door(desktop).signed_in.emit(workplace)

    assert on_screen(desktop, "shell")
    assert load_preferences(workplace.folder).last_username == "siti"


def test_the_lock_asks_the_same_user_and_switching_asks_anybody(
    desktop: Desktop, workplace: Workplace, qtbot: QtBot
) -> None:
    door(desktop).signed_in.emit(workplace)
    desktop.lock()
    desktop.lock()
    assert not on_screen(desktop, "shell")
    assert door(desktop).asked[1:] == [(workplace, "siti")]
    door(desktop).signed_in.emit(workplace)
    assert on_screen(desktop, "shell")

    user = desktop.findChild(QPushButton, "shell_user")
    assert isinstance(user, QPushButton)
    user.menu().actions()[1].trigger()
    assert door(desktop).asked[-1] == (workplace, "")


def test_a_person_is_found_from_anywhere_and_opened_where_the_user_works(workplace: Workplace) -> None:
    patient = register_person(workplace, AMINAH).value
    opened: list[tuple[str, object]] = []
    nurse = replace(workplace, user=replace(workplace.user, roles="cluster_3"))
    head = replace(workplace, user=replace(workplace.user, roles="head"))

    find = finder(nurse, ROOMS, lambda room, target: opened.append((room, target)))
    assert find is not None
    found = find("aminah")
    assert [hit.line.title for hit in found] == ["Wa Aminah"]
    found[0].act()

    assert opened == [("cluster_3", patient.id)]
    assert find("tidak ada orang begini") == []
    assert finder(head, ROOMS, lambda room, target: None) is None


@pytest.mark.parametrize(
    ("last", "words", "tone"),
    [
        (None, "Belum ada cadangan", Tone.AMBER),
        (datetime(2026, 11, 23, 7, 5, tzinfo=UTC), "Cadangan terakhir hari ini 07:05", Tone.PLAIN),
        (datetime(2026, 11, 22, 15, 2, tzinfo=UTC), "Cadangan terakhir kemarin 15:02", Tone.PLAIN),
        (datetime(2026, 11, 16, 15, 2, tzinfo=UTC), "Cadangan terakhir 16 Nov 2026 15:02", Tone.PLAIN),
        (datetime(2026, 11, 15, 15, 2, tzinfo=UTC), "Cadangan terakhir 15 Nov 2026, sudah 8 hari", Tone.AMBER),
    ],
)
def test_the_foot_says_when_the_last_backup_was_made(last: datetime | None, words: str, tone: Tone) -> None:
    assert backup_status(last, date(2026, 11, 23)) == Status(text=words, tone=tone)


def test_the_counts_and_the_foot_follow_what_is_saved(
    desktop: Desktop, workplace: Workplace, here: Runtime, qtbot: QtBot
) -> None:
    door(desktop).signed_in.emit(workplace)
    foot = desktop.findChild(QWidget, "shell_foot")
    assert isinstance(foot, QWidget)

    def words() -> set[str]:
        return {label.text() for label in foot.findChildren(QLabel)}

    qtbot.waitUntil(lambda: "Belum ada cadangan" in words())
    here.changes.broadcast(frozenset({"visit"}))
    qtbot.waitUntil(lambda: "Tersimpan 08:00" in words())


def test_a_new_data_folder_begins_with_the_first_run(
    doors: None, workplace: Workplace, here: Runtime, tmp_path: Path, qtbot: QtBot
) -> None:
    desktop = Desktop(tmp_path / "new", TurnedClock())
    qtbot.addWidget(desktop)
    desktop.begin()

    assert door(desktop).asked == []
    door(desktop).signed_in.emit(workplace)
    assert desktop.findChild(QWidget, "shell") is not None
    desktop.close()


def test_a_second_start_calls_the_first_window(styled: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    first, second, elsewhere = (SingleInstance(tmp_path / name) for name in ("a", "a", "b"))
    assert first.claim()
    for file in (None, tmp_path / "Dinas Kesehatan" / "ILP_P1_D1_000001.ilppaket"):
        with qtbot.waitSignal(first.called) as call:
            assert not second.claim(file)
        assert call.args == [file]
    assert elsewhere.claim()
    first.release()
    assert second.claim()
    for instance in (first, second, elsewhere):
        instance.release()


def test_a_call_to_a_program_that_was_cut_off_does_not_open_anything_later(
    styled: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    assert not second.claim(tmp_path / "a.ilppaket")
    first.release()
    assert second.claim()
    with qtbot.assertNotEmitted(second.called, wait=200):
        pass
    second.release()


def test_a_pc_on_which_nothing_can_be_locked_gets_its_window(
    styled: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "gone"))
    only = SingleInstance(tmp_path)
    assert only.claim()
    only.release()


class OpenedRoom(QWidget):
    """Stands in for a room: notes on what it was opened."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.opened: list[object] = []

    def open_target(self, target: object) -> None:
        self.opened.append(target)


@pytest.fixture
def two_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    def room(name: str, roles: frozenset[Role] = frozenset()) -> Room:
        return Room(id=name, title=name, icon="house", factory=lambda _session, _id: OpenedRoom(name), roles=roles)

    rooms = (room("home"), room("exchange", frozenset({Role.HEAD})), room("settings"))
    monkeypatch.setattr("ui.rooms.rooms", lambda: rooms)


def not_squeezed(part: QWidget) -> bool:
    least = part.minimumSizeHint()
    return part.width() >= least.width() and part.height() >= least.height()


def test_on_a_screen_that_is_too_small_the_room_scrolls_and_nothing_is_squeezed(
    desktop: Desktop, workplace: Workplace, qtbot: QtBot
) -> None:
    door(desktop).signed_in.emit(workplace)
    shell = desktop.findChild(Shell)
    assert isinstance(shell, Shell)
    room = shell.current_screen()
    assert room is not None
    viewport = room.parentWidget()
    area = None if viewport is None else viewport.parentWidget()
    assert isinstance(area, QScrollArea)
    bar = area.horizontalScrollBar()
    desktop.setMinimumSize(200, 200)
    for width, height, scrolls in ((1366, 728, False), (880, 440, False), (600, 300, True)):
        desktop.resize(width, height)
        qtbot.waitUntil(lambda scrolls=scrolls: (bar.maximum() > 0) is scrolls)  # type: ignore[misc]
        qtbot.waitUntil(lambda: all(not_squeezed(part) for part in (shell, room)))


def test_in_a_narrow_window_the_rooms_at_the_left_are_pictures_with_their_names(
    desktop: Desktop, workplace: Workplace, styled: QApplication
) -> None:
    door(desktop).signed_in.emit(workplace)
    settings = desktop.findChild(QPushButton, "room_settings")
    assert settings is not None
    desktop.setMinimumSize(200, 200)
    for width, title in ((1366, " Pengaturan"), (910, " "), (1366, " Pengaturan")):
        desktop.resize(width, 480)
        styled.processEvents()
        assert settings.text() == title
        assert settings.toolTip().startswith("Pengaturan")


@pytest.mark.parametrize(
    ("file", "room"), [("ILP_P1_D1_000001.ilppaket", "exchange"), ("ILP-Desktop-9.0.0.ILPPEMBARUAN", "settings")]
)
def test_a_file_that_was_clicked_opens_its_room_after_the_sign_in(
    file: str, room: str, two_rooms: None, desktop: Desktop, workplace: Workplace, tmp_path: Path
) -> None:
    desktop.open_file(tmp_path / file)
    assert not on_screen(desktop, "shell")
    door(desktop).signed_in.emit(workplace)
    opened = desktop.findChild(OpenedRoom, room)
    assert isinstance(opened, OpenedRoom)
    assert opened.isVisible()
    assert opened.opened == [tmp_path / file]
    desktop.lock()
    desktop.open_file(tmp_path / f"2{file}")
    door(desktop).signed_in.emit(workplace)
    desktop.open_file(None)
    assert opened.opened == [tmp_path / file, tmp_path / f"2{file}"]


def test_a_package_that_was_clicked_by_who_may_not_receive_it_is_said(
    two_rooms: None, desktop: Desktop, workplace: Workplace, tmp_path: Path
) -> None:
    clerk = replace(workplace, user=replace(workplace.user, roles="registration"))
    desktop.open_file(tmp_path / "ILP_P1_D1_000001.ilppaket")
    door(desktop).signed_in.emit(clerk)
    shell = desktop.findChild(Shell)
    assert isinstance(shell, Shell)
    message = shell.strip.message()
    assert message is not None
    assert "ILP_P1_D1_000001.ilppaket" in message.text
    assert shell.current_room() == "home"


@pytest.mark.parametrize(("free", "said"), [(10**7, "Ruang kosong di disk tinggal 10 MB."), (10**12, "")])
def test_a_pc_that_may_lose_records_is_told_once_after_the_sign_in(
    free: int, said: str, two_rooms: None, desktop: Desktop, workplace: Workplace, here: Runtime, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage(2 * free, free, free))
    door(desktop).signed_in.emit(workplace)
    shell = desktop.findChild(Shell)
    assert isinstance(shell, Shell)
    answered: list[bool] = []
    here.thread.submit(lambda: here.thread.deliver(lambda: answered.append(True)))
    qtbot.waitUntil(lambda: bool(answered))
    message = shell.strip.message()
    assert (message.text if message else "") == said
    shell.strip.clear()
    door(desktop).signed_in.emit(workplace)
    assert shell.strip.message() is None


def test_idleness_is_noticed_and_a_touch_puts_it_off(styled: QApplication, qtbot: QtBot) -> None:
    idle = IdleLock(styled, styled)
    noticed: list[bool] = []
    idle.idle.connect(lambda: noticed.append(True))
    idle.set_minutes(0.2 / 60)
    qtbot.waitUntil(lambda: noticed == [True])
    idle.set_minutes(10)
    idle.eventFilter(idle, QEvent(QEvent.Type.KeyPress))
    idle.set_minutes(0)
    idle.deleteLater()


def test_an_error_that_nobody_caught_is_reported_and_a_cancel_is_not(
    here: Runtime, tmp_path: Path, qtbot: QtBot
) -> None:
    here.report_folder = tmp_path
    parent = QWidget()
    qtbot.addWidget(parent)
    hook = crash_hook(parent)
    with rehearsed("close") as rehearsal:
        for error in (Cancelled(), ValueError("WA AMINAH")):
            hook(type(error), error, None)

    assert rehearsal.asked == ["Ada kesalahan di dalam program"]
    assert [("AMINAH" in path.read_text()) for path in tmp_path.iterdir()] == [False]


def test_preferences_survive_and_damage_costs_only_the_looks(tmp_path: Path) -> None:
    assert load_preferences(tmp_path) == Preferences()
    assert keep_preferences(tmp_path, high_contrast=True, last_username="siti")
    assert keep_preferences(tmp_path, ticket_printer="Roll 58")
    assert load_preferences(tmp_path) == Preferences(high_contrast=True, last_username="siti", ticket_printer="Roll 58")
    (tmp_path / "tampilan.json").write_text('{"high_contrast": true, "of_a_newer_program": 1}')
    assert load_preferences(tmp_path) == Preferences(high_contrast=True)
    (tmp_path / "tampilan.json").write_text("[1")
    assert load_preferences(tmp_path) == Preferences()
    assert not keep_preferences(tmp_path / "gone", last_username="siti")


@pytest.mark.parametrize(
    "module", ["sqlalchemy", "reportlab", "pyxform", "elementpath", "pypdfium2", "PySide6.QtPrintSupport", "ui.shell"]
)
def test_nothing_heavy_is_imported_before_it_is_needed(module: str, imported_by_app: frozenset[str]) -> None:
    assert module not in imported_by_app


@pytest.fixture(scope="module")
def imported_by_app() -> frozenset[str]:
    code = "import sys, ui.app; print('\\n'.join(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return frozenset(found.stdout.split())


def test_who_has_not_signed_in_yet_can_read_the_manual(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.show()
    desktop.activateWindow()
    page = door(desktop)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: desktop.findChild(ManualReader) is not None)
    reader = desktop.findChild(ManualReader)
    assert isinstance(reader, ManualReader)
    assert reader.isVisible()
    reader.reject()
