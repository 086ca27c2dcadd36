"""The program's looks and an operation runtime around every test of the desktop."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.services.first_run import install
from ilp_desktop.services.sign_in import sign_in
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import CHEAP, PASSWORD, TurnedClock, first_run
from ui.kit import runtime
from ui.kit.message_strip import MessageStrip
from ui.kit.style import apply_style


@pytest.fixture(scope="session")
def styled(qapp: QApplication) -> QApplication:
    """The application with the program's own font and style sheet."""
    apply_style(qapp)
    return qapp


@pytest.fixture(autouse=True)
def no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The printers of the developer's PC are not there: a real dialog would wait for a person."""
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))


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


@pytest.fixture(scope="session")
def data_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a new puskesmas, made once."""
    folder = tmp_path_factory.mktemp("template") / "data"
    install(folder, first_run(), TurnedClock(), CHEAP).workplace.database.close()
    return folder


@pytest.fixture
def data_folder(data_template: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    return Path(shutil.copytree(data_template, tmp_path / "data"))


@pytest.fixture
def workplace(data_folder: Path) -> Iterator[Workplace]:
    """Siti, who may do everything, signed in."""
    opened = sign_in(data_folder, "siti", PASSWORD, TurnedClock())
    yield opened
    opened.database.close()
