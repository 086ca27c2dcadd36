"""The program's looks and an operation runtime around every test of the desktop."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import runtime
from ui.kit.message_strip import MessageStrip
from ui.kit.style import apply_style


@pytest.fixture(scope="session")
def styled(qapp: QApplication) -> QApplication:
    """The application with the program's own font and style sheet."""
    apply_style(qapp)
    return qapp


@pytest.fixture
def here(styled: QApplication) -> Iterator[runtime.Runtime]:
    """A runtime whose database thread ends with the test."""
    made = runtime.Runtime(version="9.9")
    runtime.install(made)
    yield made
    runtime.close()
    styled.processEvents()


@pytest.fixture
def window(styled: QApplication, qtbot: QtBot) -> Iterator[Callable[..., QWidget]]:
    """Shows widgets below a message strip, in an active window that lives as long as the test."""
    shown = []

    def show(*parts: QWidget) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(MessageStrip(page))
        for part in parts:
            column.addWidget(part)
        shown.append(page)
        page.resize(900, 640)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    yield show
    shown.clear()
