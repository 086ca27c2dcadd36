"""Drives the real window without a screen, for pictures and figures: signs in, types, waits until it stands still."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The printers of this PC are not there: their dialog would wait for a person.
os.environ["CUPS_SERVER"] = "/nowhere"

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from ilp_desktop import __version__
from ilp_desktop.services.clock import Clock
from ui.app import Desktop
from ui.kit import runtime
from ui.kit.pdf_preview import PdfPreview
from ui.shell import Shell

SIZE = (1366, 728)
"""A screen of 1366 x 768 without the task bar."""

_ROUNDS = 3
_SHORT = 15
_LONGEST = 4000


@contextmanager
def open_desktop(data: Path, clock: Clock) -> Iterator[Desktop]:
    """The window on a data folder; a styled QApplication must be there."""
    runtime.install(runtime.Runtime(version=__version__, report_folder=data))
    desktop = Desktop(data, clock)
    desktop.resize(*SIZE)
    desktop.begin()
    desktop.show()
    desktop.activateWindow()
    rest()
    try:
        yield desktop
    finally:
        for preview in desktop.findChildren(PdfPreview):
            preview.close_document()
        desktop.close()
        desktop.close_data()
        runtime.close()


def sign_in(desktop: Desktop, username: str, password: str) -> Shell:
    """Types name and password at the sign-in page; gives the window of rooms once it is open."""
    for name, text in (("login_username", username), ("login_password", password)):
        field = desktop.findChild(QLineEdit, name)
        assert field is not None
        QTest.keyClicks(field, text)
    enter = desktop.findChild(QPushButton, "login_enter")
    assert enter is not None
    enter.click()
    wait_until(lambda: _shell(desktop) is not None)
    rest()
    shell = _shell(desktop)
    assert shell is not None
    return shell


def type_text(text: str) -> None:
    """Types into whatever has the cursor, and waits for what comes of it."""
    QTest.keyClicks(_focus(), text)
    rest()


def press(key: str) -> None:
    """Presses a key as it is written on the F1 sheet, and waits for what comes of it."""
    QTest.keySequence(_focus(), QKeySequence(key))
    rest()


def rest() -> None:
    """Until everything asked of the database has been answered, and what the answers ask, and the page stands still."""
    for _ in range(_ROUNDS):
        answered = Event()
        runtime.runtime().thread.submit(answered.set)
        wait_until(answered.is_set)
        _let_pass()


def wait_until(true: Callable[[], bool]) -> None:
    """Lets the window work until it is so; TimeoutError after a minute."""
    for _ in range(_LONGEST):
        if true():
            return
        _let_pass()
    raise TimeoutError("the window did not come to rest")


def _let_pass() -> None:
    """``QTest.qWait`` would hold Python's lock against the database thread."""
    loop = QEventLoop()
    QTimer.singleShot(_SHORT, loop.quit)
    loop.exec()


def _shell(desktop: Desktop) -> Shell | None:
    found = desktop.findChild(Shell)
    return found if found is not None and found.isVisible() else None


def _focus() -> QWidget:
    focus = QApplication.focusWidget() or QApplication.activeWindow()
    assert focus is not None
    return focus
