"""The pages of the window, of which one that does not fit scrolls.

- SP1 what the cursor goes to is brought in sight, also when no Tab led there
- SP2 nothing moves under the pointer
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QScrollBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.scrolling_pages import ScrollingPages


@pytest.fixture
def fields(qtbot: QtBot) -> Iterator[tuple[QLineEdit, QLineEdit]]:
    """The first and the last field of a page that is higher than its window."""
    page = QWidget()
    column = QVBoxLayout(page)
    first, last = QLineEdit(page), QLineEdit(page)
    column.addWidget(first)
    column.addSpacing(600)
    column.addWidget(last)
    pages = ScrollingPages()
    qtbot.addWidget(pages)
    pages.add_page(page)
    pages.resize(300, 200)
    pages.show()
    pages.activateWindow()
    qtbot.waitUntil(pages.isActiveWindow)
    yield first, last


def is_in_sight(field: QWidget) -> bool:
    return field.visibleRegion().boundingRect().size() == field.size()


def bar_of(field: QWidget) -> QScrollBar:
    above: QObject | None = field
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parent()
    assert above is not None
    return above.verticalScrollBar()


def test_the_cursor_is_brought_in_sight(qtbot: QtBot, fields: tuple[QLineEdit, QLineEdit]) -> None:
    """SP1"""
    first, last = fields
    assert not is_in_sight(last)
    last.setFocus()
    qtbot.waitUntil(lambda: is_in_sight(last))
    first.setFocus()
    qtbot.waitUntil(lambda: is_in_sight(first))


def test_nothing_moves_under_the_pointer(qtbot: QtBot, fields: tuple[QLineEdit, QLineEdit]) -> None:
    """SP2"""
    first, last = fields
    last.setFocus()
    qtbot.waitUntil(lambda: is_in_sight(last))
    bar = bar_of(last)
    bar.setValue(bar.maximum() - 20)
    first.setFocus()
    qtbot.waitUntil(lambda: is_in_sight(first))
    bar.setValue(bar.maximum() - 20)
    before = bar.value()
    QTest.mousePress(last, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(last.hasFocus)
    QTest.mouseRelease(last, Qt.MouseButton.LeftButton)
    assert bar.value() == before
