"""Takes the pictures of README and manual: the real window on the demonstration data, room by room, off-screen."""

import argparse
import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from ilp_desktop import __version__
from ilp_desktop.services.clock import system_clock
from ilp_desktop.services.demonstration import demonstrate
from ilp_desktop.services.demonstration_setup import Size
from ui.app import Desktop
from ui.kit import runtime
from ui.kit.style import apply_style
from ui.shell import Shell

SIZE = (1366, 728)
"""A screen of 1366 x 768 without the task bar."""

ROOMS = (
    "home",
    "registration",
    "cluster_1",
    "cluster_2",
    "cluster_3",
    "cluster_4",
    "cross_cluster",
    "registers",
    "exchange",
    "people_import",
    "settings",
)
_ROUNDS = 4
_SHORT = 60


def main() -> None:
    """Writes one PNG for each screen into the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=Size().people)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    now = system_clock().replace(hour=8, minute=14)
    with tempfile.TemporaryDirectory() as work:
        made = demonstrate(Path(work) / "contoh", now=now, size=Size(people=options.people))
        application = QApplication(["ilp-desktop"])
        apply_style(application)
        _with_desktop(Path(work) / "baru", now, lambda desktop: _shoot(desktop, options.folder, "first-run"))
        _with_desktop(made.data, now, lambda desktop: _signed_in(desktop, options.folder, made.username, made.password))


def _with_desktop(data: Path, now: datetime, tour: Callable[[Desktop], None]) -> None:
    runtime.install(runtime.Runtime(version=__version__, report_folder=data))
    desktop = Desktop(data, lambda: now)
    desktop.resize(*SIZE)
    desktop.begin()
    desktop.show()
    desktop.activateWindow()
    try:
        tour(desktop)
    finally:
        desktop.close()
        desktop.close_data()
        runtime.close()


def _signed_in(desktop: Desktop, folder: Path, username: str, password: str) -> None:
    _shoot(desktop, folder, "sign-in")
    _type(desktop, "login_username", username)
    _type(desktop, "login_password", password)
    enter = desktop.findChild(QPushButton, "login_enter")
    assert enter is not None
    enter.click()
    shell = _wait_for(lambda: desktop.findChild(Shell))
    for room in ROOMS:
        shell.go_to(room, None)
        _rest()
        if room == "registration":
            _counter(desktop)
        elif room in ("cluster_2", "cluster_3"):
            _press(desktop, Qt.Key.Key_F5)
            _rest()
        _shoot(desktop, folder, room.replace("_", "-"))


def _wait_for(find: Callable[[], Shell | None]) -> Shell:
    for _ in range(100):
        found = find()
        if found is not None and found.isVisible():
            return found
        _rest()
    raise TimeoutError("the rooms did not open")


def _counter(desktop: Desktop) -> None:
    QTest.keyClicks(_focus(desktop), "wa ode")
    _rest()
    _press(desktop, Qt.Key.Key_Return)
    _rest()


def _type(desktop: Desktop, name: str, text: str) -> None:
    field = desktop.findChild(QLineEdit, name)
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, text)


def _press(desktop: Desktop, key: Qt.Key) -> None:
    QTest.keyClick(_focus(desktop), key)


def _focus(desktop: Desktop) -> QWidget:
    return QApplication.focusWidget() or desktop


def _shoot(desktop: Desktop, folder: Path, name: str) -> None:
    _rest()
    desktop.grab().save(str(folder / f"{name}.png"))


def _rest() -> None:
    """Until everything asked of the database has been answered, and what the answers ask, and the page stands still."""
    for _ in range(_ROUNDS):
        answered = Event()
        runtime.runtime().thread.submit(answered.set)
        while not answered.is_set():
            _let_pass(_SHORT)
        _let_pass(_SHORT)


def _let_pass(milliseconds: int) -> None:
    """``QTest.qWait`` would hold Python's lock against the database thread."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
