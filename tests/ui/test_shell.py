"""The shell goes from room to room, keeps each user's pages, and turns keys into actions."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.identifiers import UserId
from ilp_desktop.domain.installation import InstallationKind, Role
from ilp_desktop.services.workplace import Workplace
from ui.kit.badge import Badge
from ui.kit.key_sheet import KeySheet
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.runtime import Runtime
from ui.kit.search_everywhere import Found
from ui.kit.style import Tone
from ui.session import Session
from ui.shell import Room, Shell, Status

NOW = datetime(2026, 11, 22, 8, 14, tzinfo=UTC)


class Page(QWidget):
    """A screen that remembers what happened to it."""

    made: list[str] = []  # noqa: RUF012

    def __init__(self, session: Session, room_id: str) -> None:
        super().__init__()
        self.session, self.room_id = session, room_id
        self.done: list[str] = []
        self.targets: list[object] = []
        self.typed = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.typed)
        Page.made.append(room_id)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"new_person": lambda: self.done.append("new"), "save": lambda: self.done.append("save")}

    def open_target(self, target: object) -> None:
        self.targets.append(target)

    def came_to_front(self) -> None:
        self.typed.setFocus()


ROOMS = (
    Room(id="home", title="Beranda", icon="house", factory=Page),
    Room(id="registration", title="Loket", icon="ticket", factory=Page, roles=frozenset({Role.REGISTRATION})),
    Room(id="cluster_2", title="Klaster 2", icon="baby", factory=Page, roles=frozenset({Role.CLUSTER_2})),
    Room(
        id="exchange", title="Pertukaran", icon="usb", factory=Page, kinds=frozenset({InstallationKind.DINAS})
    ),
)  # fmt: skip


@pytest.fixture
def shell(here: Runtime, qtbot: QtBot) -> Shell:
    Page.made.clear()
    made = Shell(ROOMS, lambda: NOW)
    made.resize(1366, 728)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def enter(shell: Shell, workplace: Workplace, name: str = "Siti", *roles: Role) -> None:
    held = roles or (Role.ADMINISTRATOR,)
    user = replace(workplace.user, id=UserId(name), name=name, roles=",".join(held))
    own = replace(workplace, user=user)
    shell.show_user(lambda go_to: Session(workplace=own, go_to=go_to))


def page(shell: Shell) -> Page:
    screen = shell.current_screen()
    assert isinstance(screen, Page)
    return screen


def room_buttons(shell: Shell) -> list[str]:
    return [button.objectName() for button in shell.findChildren(QPushButton) if button.property("room")]


def press(qtbot: QtBot, shell: Shell, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(shell, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_a_user_sees_the_rooms_of_the_role_and_of_the_kind_of_place(shell: Shell, workplace: Workplace) -> None:
    enter(shell, workplace, "Wa Ode", Role.REGISTRATION)
    assert room_buttons(shell) == ["room_home", "room_registration"]

    enter(shell, workplace, "Siti", Role.ADMINISTRATOR)
    assert room_buttons(shell) == ["room_home", "room_registration", "room_cluster_2"]


def test_a_room_that_is_shut_does_not_open(shell: Shell, workplace: Workplace) -> None:
    enter(shell, workplace, "Wa Ode", Role.REGISTRATION)
    shell.go_to("cluster_2", None)
    shell.go_to("exchange", None)
    shell.go_to("nowhere", None)

    assert shell.current_room() == "home"


def test_screens_are_made_at_the_first_visit_and_kept(shell: Shell, workplace: Workplace, qtbot: QtBot) -> None:
    enter(shell, workplace)
    assert Page.made == ["home"]
    press(qtbot, shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, shell, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, shell, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)

    assert Page.made == ["home", "registration"]
    assert shell.current_room() == "registration"
    assert page(shell).typed.hasFocus()


def test_switching_the_user_keeps_the_half_filled_page(shell: Shell, workplace: Workplace) -> None:
    enter(shell, workplace, "Siti")
    shell.go_to("registration", None)
    page(shell).typed.setText("WA AMI")
    enter(shell, workplace, "Rahma")
    assert shell.current_room() == "home"
    shell.go_to("registration", None)
    assert page(shell).typed.text() == ""
    enter(shell, workplace, "Siti")

    assert shell.current_room() == "registration"
    assert page(shell).typed.text() == "WA AMI"
    user = shell.findChild(QPushButton, "shell_user")
    assert isinstance(user, QPushButton)
    assert user.text() == " Siti"


def test_keys_do_what_the_screen_says_and_only_where_they_belong(
    shell: Shell, workplace: Workplace, qtbot: QtBot
) -> None:
    enter(shell, workplace)
    press(qtbot, shell, Qt.Key.Key_F2)
    press(qtbot, shell, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, shell, Qt.Key.Key_F9)
    assert page(shell).done == ["save"]
    shell.go_to("registration", None)
    press(qtbot, shell, Qt.Key.Key_F2)

    assert page(shell).done == ["new"]
    assert shell.trigger("call") is False


def test_a_target_is_handed_to_the_screen(shell: Shell, workplace: Workplace) -> None:
    enter(shell, workplace)
    shell.go_to("registration", "patient-7")

    assert page(shell).targets == ["patient-7"]


def test_lock_and_switch_are_asked_for(shell: Shell, workplace: Workplace, qtbot: QtBot) -> None:
    enter(shell, workplace)
    with qtbot.waitSignal(shell.lock_wanted):
        press(qtbot, shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(shell.switch_wanted):
        shell.trigger("switch_user")


def test_the_counts_of_the_waiting_stand_beside_the_rooms(shell: Shell, workplace: Workplace) -> None:
    enter(shell, workplace)
    shell.set_waiting({"registration": 12, "exchange": 5})

    button = shell.findChild(QPushButton, "room_registration")
    assert isinstance(button, QPushButton)
    badge = button.findChild(Badge)
    assert isinstance(badge, Badge)
    assert badge.text() == "12"
    assert button.accessibleName() == "Loket, 12 menunggu"
    shell.set_waiting({})
    assert badge.isHidden()


def test_the_foot_says_the_state_of_trust(shell: Shell, workplace: Workplace) -> None:
    enter(shell, workplace)
    shell.set_status([Status(text="Tersimpan 08:14"), Status(text="W2 belum dibuat", tone=Tone.AMBER)])
    shell.set_status([Status(text="Tersimpan 08:15")])

    foot = shell.findChild(QWidget, "shell_foot")
    assert isinstance(foot, QWidget)
    assert [label.text() for label in foot.findChildren(QLabel)] == ["Tersimpan 08:15"]


def test_f1_lists_the_keys_of_the_room(shell: Shell, workplace: Workplace, qtbot: QtBot) -> None:
    enter(shell, workplace)
    shell.go_to("registration", None)
    press(qtbot, shell, Qt.Key.Key_F1)

    sheet = shell.findChild(KeySheet)
    assert isinstance(sheet, KeySheet)
    words = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"F9", "Daftarkan dan cetak karcis", "F1", "Klaster 2", "Ctrl+3"} <= words
    assert "F10" not in words
    close = sheet.findChild(QPushButton, "key_sheet_close")
    assert isinstance(close, QPushButton)
    close.click()


def test_rooms_beyond_the_ninth_are_listed_without_a_key(here: Runtime, workplace: Workplace, qtbot: QtBot) -> None:
    rooms = [Room(id=f"room_{number}", title=f"Ruang {number}", icon="house", factory=Page) for number in range(1, 12)]
    shell = Shell(rooms, lambda: NOW)
    qtbot.addWidget(shell)
    enter(shell, workplace)
    shell.show_keys()

    sheet = shell.findChild(KeySheet)
    assert isinstance(sheet, KeySheet)
    keys = {label.text() for label in sheet.findChildren(QLabel) if label.text().startswith("Ctrl+")}
    assert {f"Ctrl+{number}" for number in range(1, 10)} <= keys
    assert not {"Ctrl+10", "Ctrl+11"} & keys
    tenth = shell.findChild(QPushButton, "room_room_10")
    assert isinstance(tenth, QPushButton)
    assert tenth.toolTip() == "Ruang 10"


def test_search_everywhere_finds_rooms_commands_and_records(shell: Shell, workplace: Workplace, qtbot: QtBot) -> None:
    enter(shell, workplace)
    opened: list[str] = []
    shell.set_finder(
        lambda text: [Found(line=ResultLine(title="WA AMINAH"), act=lambda: opened.append(text))] if "a" in text else []
    )
    press(qtbot, shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = shell.findChild(QLineEdit, "search_everywhere")
    results = shell.findChild(ResultList, "search_everywhere_results")
    assert isinstance(box, QLineEdit)
    assert isinstance(results, ResultList)
    assert box.hasFocus()

    qtbot.keyClicks(box, "ami")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened == ["ami"])
    assert box.text() == ""

    qtbot.keyClicks(box, "lok")
    qtbot.waitUntil(results.isVisible)
    qtbot.waitUntil(lambda: [found.line.title for found in results.rows()] == ["Loket"])
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.current_room() == "registration")
    assert results.isHidden() or not results.isVisible()


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (3840, 2160)])
def test_the_shell_fits_the_screen(shell: Shell, workplace: Workplace, size: tuple[int, int]) -> None:
    enter(shell, workplace, "N" * 60)
    shell.resize(*size)

    assert (shell.width(), shell.height()) == size
    assert shell.minimumSizeHint().width() <= 1280
    assert shell.minimumSizeHint().height() <= 680
