"""The real shell on a real database, driven by the keyboard; every keystroke is counted."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.services.workplace import Workplace
from tests.reports.reading import whole_text
from tests.ui.conftest import data_folder, data_template, here, no_printer, styled, workplace
from ui.kit.dialogs import rehearsed
from ui.kit.pdf_preview import PdfPreview
from ui.kit.runtime import Runtime
from ui.rooms import rooms
from ui.session import Session
from ui.shell import Shell

__all__ = ["data_folder", "data_template", "here", "no_printer", "styled", "workplace"]


@dataclass
class Desk:
    """A user in front of the window. ``type`` is free, each key of ``press`` counts."""

    shell: Shell
    bot: QtBot
    pressed: int = 0

    def type(self, text: str) -> None:
        """Types into whatever has the cursor."""
        QTest.keyClicks(self.focus(), text)

    def press(self, *keys: str) -> None:
        """Presses keys, each written as on the F1 sheet."""
        for key in keys:
            QTest.keySequence(self.focus(), QKeySequence(key))
            self.pressed += 1

    def focus(self) -> QWidget:
        """What has the cursor; the window when nothing has."""
        return QApplication.focusWidget() or self.shell

    def see(self, name: str) -> QWidget:
        """The visible part of that name."""
        found = [part for part in self.shell.findChildren(QWidget, name) if part.isVisible()]
        assert found, f"{name} is not to be seen"
        return found[0]

    def sees(self, name: str) -> bool:
        """Whether a part of that name is to be seen."""
        return any(part.isVisible() for part in self.shell.findChildren(QWidget, name))

    def reads(self, name: str) -> str:
        """The text of the visible part of that name."""
        return str(self.see(name).text())  # type: ignore[attr-defined]

    def wait(self, true: Callable[[], bool]) -> None:
        """Until it is so."""
        self.bot.waitUntil(true)

    def paper(self, folder: Path) -> str:
        """What stands on the paper in the preview, read from the file as which the user saves it."""
        with rehearsed(folder / "paper.pdf"):
            self.see("pdf_save").click()  # type: ignore[attr-defined]
        return " ".join(whole_text((folder / "paper.pdf").read_bytes()).split())

    def message(self) -> str:
        """What the strip says, with what to do."""
        message = self.shell.strip.message()
        return "" if message is None else f"{message.text} {message.remedy}".strip()


@pytest.fixture
def desk(here: Runtime, workplace: Workplace, qtbot: QtBot) -> Desk:
    """Siti at her PC, nothing opened yet but the first room."""
    shell = Shell(rooms(), workplace.clock)
    shell.resize(1366, 728)
    qtbot.addWidget(shell, before_close_func=lambda window: _come_to_rest(window, here, qtbot))
    shell.show_user(lambda go_to: Session(workplace=workplace, go_to=go_to))
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    return Desk(shell, qtbot)


def _come_to_rest(window: QWidget, here: Runtime, qtbot: QtBot) -> None:
    """Lets the work that an answer started finish too, and the documents on the screen go."""
    window.hide()
    for _ in range(2):
        arrived: list[bool] = []
        here.thread.submit(partial(here.thread.deliver, partial(arrived.append, True)))
        qtbot.waitUntil(partial(bool, arrived))
    for preview in window.findChildren(PdfPreview):
        preview.close_document()
