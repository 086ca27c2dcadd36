"""The way to the manual by keyboard: from F1, from Ctrl+K, from Komputer ini, and back to the work."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.journeys.conftest import Desk
from ui.kit.key_sheet import KeySheet
from ui.kit.manual_reader import ManualReader
from ui.kit.manual_text import ManualText

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing|propagateSizeHints)")


def reads(page_id: str) -> bool:
    """Whether that page is open with the cursor in its text."""
    focus = QApplication.focusWidget()
    return isinstance(focus, ManualText) and focus.page_id() == page_id


def is_open(kind: type[QWidget]) -> bool:
    return any(isinstance(window, kind) and window.isVisible() for window in QApplication.topLevelWidgets())


def come_back_to(desk: Desk, window: QWidget) -> None:
    """As every desktop does when the window above is closed; off-screen there is none that would."""
    window.activateWindow()
    desk.wait(window.isActiveWindow)


def test_from_f1_to_the_f4_page_and_back(desk: Desk) -> None:
    desk.shell.go_to("registration", None)
    desk.wait(lambda: desk.focus().objectName() == "search")
    desk.press("F1")
    desk.wait(lambda: QApplication.activeWindow() is desk.shell.findChild(KeySheet))
    desk.press("2")
    desk.wait(lambda: reads("mencetak"))
    desk.press("Tab", "Return")
    desk.wait(lambda: reads("kertas-f4"))
    desk.press("PgDown")
    text = desk.focus()
    assert isinstance(text, ManualText)
    assert text.verticalScrollBar().value() > 0

    desk.press("Esc")
    assert reads("mencetak")
    desk.press("Esc")
    desk.wait(lambda: not is_open(ManualReader))
    sheet = desk.shell.findChild(KeySheet)
    assert isinstance(sheet, KeySheet)
    come_back_to(desk, sheet)
    desk.press("Return")
    desk.wait(lambda: not is_open(KeySheet))
    come_back_to(desk, desk.shell)
    desk.wait(lambda: desk.focus().objectName() == "search")
    assert desk.pressed == 8


def test_ctrl_k_finds_a_page_by_what_it_is_about(desk: Desk) -> None:
    desk.press("Ctrl+K")
    desk.type("smarts")
    desk.wait(lambda: desk.sees("search_everywhere_results"))
    desk.press("Return")
    desk.wait(lambda: reads("memasang"))
    desk.press("3")
    assert reads("kertas-f4")
    desk.press("Esc", "Esc")
    desk.wait(lambda: not is_open(ManualReader))


def test_the_check_of_this_pc_leads_to_printing(desk: Desk) -> None:
    desk.shell.go_to("settings", "machine")
    desk.wait(lambda: desk.sees("machine_manual"))
    button = desk.see("machine_manual")
    assert isinstance(button, QPushButton)
    assert button.text().strip() == "Panduan mencetak"
    button.click()
    desk.wait(lambda: reads("mencetak"))
    desk.press("Esc")
    desk.wait(lambda: not is_open(ManualReader))
