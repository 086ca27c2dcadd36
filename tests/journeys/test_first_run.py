"""From an empty PC to work: the wizard by keyboard, the sign-in page, and what goes wrong on the way."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.installation import InstallationKind
from ilp_desktop.services.backups import back_up
from ilp_desktop.services.machine_check import Desk, Screen
from ilp_desktop.services.settings import hamlets, working_villages
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import LANTO, PASSWORD, TurnedClock
from tests.services.full_disk import full_disk
from ui.app import Desktop
from ui.kit.dialogs import rehearsed
from ui.kit.message_strip import MessageStrip
from ui.kit.runtime import Runtime

LONG_WORK = 20_000
Part = TypeVar("Part", bound=QWidget)


class Clerk:
    """Somebody in front of the program."""

    def __init__(self, desktop: Desktop, clock: TurnedClock, bot: QtBot) -> None:
        self.desktop, self.clock, self._bot = desktop, clock, bot

    def press(self, *keys: str) -> None:
        for key in keys:
            QTest.keySequence(self._focus(), QKeySequence(key))

    def write(self, text: str) -> None:
        QTest.keyClicks(self._focus(), text)

    def fill(self, **texts: str) -> None:
        for name, text in texts.items():
            field = self.see(QLineEdit, name)
            field.setFocus()
            field.selectAll()
            QTest.keyClicks(field, text)

    def see(self, kind: type[Part], name: str) -> Part:
        found = [part for part in self.desktop.findChildren(kind, name) if part.isVisible()]
        assert found, f"{name} is not to be seen"
        return found[0]

    def click(self, name: str) -> None:
        self.see(QPushButton, name).click()

    def wait(self, true: Callable[[], bool]) -> None:
        self._bot.waitUntil(true, timeout=LONG_WORK)

    def heading(self) -> str:
        names = ("wizard_heading", "login_heading")
        labels = [label for name in names for label in self.desktop.findChildren(QLabel, name) if label.isVisible()]
        return labels[0].text() if labels else ""

    def complaints(self) -> list[str]:
        labels = self.desktop.findChildren(QLabel, "field_message")
        return [label.text() for label in labels if label.isVisible() and label.property("tone") in ("red", "amber")]

    def message(self) -> str:
        messages = [strip.message() for strip in self.desktop.findChildren(MessageStrip) if strip.isVisible()]
        return "" if not messages or messages[0] is None else messages[0].text

    def is_inside(self) -> bool:
        return self.desktop.findChild(QWidget, "shell") is not None and self.see_shell().isVisible()

    def see_shell(self) -> QWidget:
        shell = self.desktop.findChild(QWidget, "shell")
        assert isinstance(shell, QWidget)
        return shell

    def workplace(self) -> Workplace:
        found = self.desktop._workplace
        assert found is not None
        return found

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.desktop


def open_on(folder: Path, here: Runtime, qtbot: QtBot) -> Iterator[Clerk]:
    clock = TurnedClock()
    desktop = Desktop(folder, clock)
    qtbot.addWidget(desktop)
    desktop.show()
    desktop.activateWindow()
    qtbot.waitUntil(desktop.isActiveWindow)
    desktop.begin()
    yield Clerk(desktop, clock, qtbot)
    desktop.close()
    desktop.close_data()
    here.thread.close()
    here.spare.close()
    QApplication.processEvents()


@pytest.fixture
def good_pc(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen that is large enough, and a printer."""
    good = Desk(screen=Screen(width=1366, height=728, scale=1), printers=("Epson",), usual_printer="Epson")
    monkeypatch.setattr("ui.screens.first_run.screen.desk_of", lambda _window: good)


@pytest.fixture
def newcomer(good_pc: None, here: Runtime, tmp_path: Path, qtbot: QtBot) -> Iterator[Clerk]:
    yield from open_on(tmp_path / "data", here, qtbot)


@pytest.fixture
def regular(here: Runtime, data_folder: Path, qtbot: QtBot) -> Iterator[Clerk]:
    yield from open_on(data_folder, here, qtbot)


def go_to_the_last_page(clerk: Clerk) -> None:
    clerk.press("Alt+Right")
    clerk.write("lanto")
    results = clerk.see(QWidget, "village_results")
    clerk.wait(lambda: bool(results.rows()))  # type: ignore[attr-defined]
    clerk.press("Return")
    clerk.wait(lambda: clerk.see(QLineEdit, "facility_name").text() == "Puskesmas Mawasangka Tengah")
    clerk.press("Return")
    clerk.write("P7414031201")
    clerk.press("Alt+Right")
    villages = clerk.see(QListWidget, "area_villages")
    clerk.wait(lambda: villages.count() == 10)
    villages.setCurrentRow(3)
    clerk.see(QPlainTextEdit, "area_hamlets").setPlainText("Dusun 1\n\n  Dusun 2 \nDusun 1\n")
    clerk.press("Alt+Right")
    assert clerk.see(QLineEdit, "letterhead_1").text() == "PEMERINTAH KABUPATEN BUTON TENGAH"
    assert clerk.see(QLineEdit, "letterhead_3").text() == "UPTD PUSKESMAS MAWASANGKA TENGAH"
    clerk.press("Alt+Right")
    for text in ("Siti Rahmawati", "siti", PASSWORD):
        clerk.write(text)
        clerk.press("Return")
    clerk.write(PASSWORD)


def confirm_the_code(clerk: Clerk) -> None:
    clerk.wait(lambda: clerk.heading() == "Kode pemulihan")
    groups = clerk.see(QLabel, "recovery_code").text().split()
    begin = clerk.see(QPushButton, "wizard_next")
    assert not begin.isEnabled()
    for group in groups:
        clerk.fill(recovery_part=group.lower())
        if begin.isEnabled():
            break
    begin.click()


def test_a_puskesmas_is_set_up_by_keyboard_and_work_begins(newcomer: Clerk, tmp_path: Path) -> None:
    go_to_the_last_page(newcomer)
    assert not (tmp_path / "data").exists()

    newcomer.press("Return")
    confirm_the_code(newcomer)
    newcomer.wait(newcomer.is_inside)

    workplace = newcomer.workplace()
    assert workplace.facility.village_name == "Lanto"
    assert workplace.facility.kind is InstallationKind.PUSKESMAS
    assert len(working_villages(workplace)) == 10
    assert [hamlet.name for hamlet in hamlets(workplace, LANTO)] == ["Dusun 1", "Dusun 2"]


def test_a_pc_that_is_not_fit_is_told_before_anything_is_typed(
    here: Runtime, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    poor = Desk(screen=Screen(width=911, height=485, scale=1.5), printers=(), usual_printer="")
    monkeypatch.setattr("ui.screens.first_run.screen.desk_of", lambda _window: poor)
    clerk = Clerk(Desktop(tmp_path / "data", TurnedClock()), TurnedClock(), qtbot)
    qtbot.addWidget(clerk.desktop)
    clerk.desktop.begin()
    clerk.desktop.show()
    clerk.wait(lambda: "Belum ada printer" in clerk.message())
    assert "911 x 485 titik pada skala 150 %" in clerk.message()
    clerk.press("Alt+Right")
    assert clerk.heading() == "Fasilitas ini"


def test_problems_stand_at_their_fields_and_nothing_typed_is_lost_on_the_way_back(newcomer: Clerk) -> None:
    newcomer.press("Alt+Right", "Alt+Right")
    assert newcomer.heading() == "Fasilitas ini"
    assert len(newcomer.complaints()) == 3

    newcomer.fill(facility_code="P74")
    newcomer.press("Alt+Left", "Alt+Right")
    assert newcomer.see(QLineEdit, "facility_code").text() == "P74"


def test_a_full_disk_keeps_everything_that_was_typed(newcomer: Clerk) -> None:
    go_to_the_last_page(newcomer)
    with full_disk(200_000):
        newcomer.press("Return")
        newcomer.wait(lambda: bool(newcomer.message()))

    assert "gagal membaca atau menulis" in newcomer.message()
    assert newcomer.see(QLineEdit, "admin_username").text() == "siti"
    newcomer.wait(newcomer.see(QPushButton, "wizard_next").isEnabled)
    newcomer.click("wizard_next")
    confirm_the_code(newcomer)
    newcomer.wait(newcomer.is_inside)


def test_a_new_pc_takes_over_from_a_backup(newcomer: Clerk, workplace: Workplace, tmp_path: Path) -> None:
    made = back_up(workplace, tmp_path / "stick")
    newcomer.click("restore_wanted")
    with rehearsed(made.path):
        newcomer.click("restore_choose")
    newcomer.fill(restore_username="siti", restore_password="salah sekali")
    newcomer.click("restore_go")
    newcomer.wait(lambda: bool(newcomer.complaints()))
    newcomer.fill(restore_password=PASSWORD)
    newcomer.press("Return")
    newcomer.wait(newcomer.is_inside)

    assert newcomer.workplace().installation.epoch == 2


def test_wrong_passwords_wait_and_the_wait_counts_down(regular: Clerk) -> None:
    regular.fill(login_username="siti")
    for _attempt in range(3):
        regular.fill(login_password="salah")
        regular.press("Return")
        regular.wait(
            lambda: bool(regular.complaints()) and "Membuka" not in regular.see(QPushButton, "login_enter").text()
        )
    regular.wait(lambda: "Coba lagi dalam 6 detik" in " ".join(regular.complaints()))
    assert not regular.see(QPushButton, "login_enter").isEnabled()

    regular.clock.turn(seconds=4)
    regular.wait(lambda: "Coba lagi dalam 2 detik" in " ".join(regular.complaints()))
    regular.clock.turn(seconds=4)
    regular.wait(regular.see(QPushButton, "login_enter").isEnabled)
    regular.fill(login_password=PASSWORD)
    regular.press("Return")
    regular.wait(regular.is_inside)


def test_a_locked_screen_asks_only_for_the_password(regular: Clerk) -> None:
    regular.fill(login_username="siti", login_password=PASSWORD)
    regular.press("Return")
    regular.wait(regular.is_inside)

    regular.press("Ctrl+L")

    assert regular.heading() == "Layar terkunci"
    regular.write(PASSWORD)
    regular.press("Return")
    regular.wait(regular.is_inside)


def test_caps_lock_is_told(regular: Clerk) -> None:
    regular.fill(login_username="siti")
    capital = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier, "J")
    QApplication.sendEvent(regular.see(QLineEdit, "login_password"), capital)

    assert any("Caps Lock" in complaint for complaint in regular.complaints())


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: (folder / "ilp.db").unlink(), "tidak ditemukan"),
        (lambda folder: (folder / "ilp.db").write_bytes(b"belanja" * 9000), "bukan milik pemasangan ini"),
        (lambda folder: (folder / "kunci.json").write_text("{"), "Kunci data rusak"),
    ],
)
def test_data_that_cannot_be_opened_is_explained_and_a_backup_brings_it_back(
    regular: Clerk, workplace: Workplace, data_folder: Path, damage: Callable[[Path], object], said: str
) -> None:
    made = back_up(workplace)
    workplace.database.close()
    stick = Path(shutil.copytree(made.path.parent, data_folder.parent / "stick"))
    damage(data_folder)
    regular.fill(login_username="siti", login_password=PASSWORD)
    regular.press("Return")
    regular.wait(lambda: said in regular.message())

    regular.click("login_restore")
    with rehearsed(stick / made.path.name):
        regular.click("restore_choose")
    regular.fill(restore_username="siti", restore_password=PASSWORD)
    regular.click("restore_go")
    regular.wait(regular.is_inside)
