"""The page inside a scroll area that is laid out once for each change.

- FG1 a page without parts, or of parts of one height, is as high as its layout
- FG2 what grows on the page makes it higher at once, when it is settled
"""

from PySide6.QtWidgets import QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from ui.kit.fitted_page import FittedPage

WIDTH = 200


def page(qtbot: QtBot) -> tuple[FittedPage, QVBoxLayout]:
    shown = FittedPage()
    column = QVBoxLayout(shown)
    column.setContentsMargins(0, 5, 0, 5)
    qtbot.addWidget(shown)
    shown.resize(WIDTH, 1)
    shown.show()
    return shown, column


def test_a_page_without_parts(qtbot: QtBot) -> None:
    """FG1"""
    shown, _column = page(qtbot)
    shown.settle()
    assert shown.height() == 10


def test_a_page_grows_with_its_parts(qtbot: QtBot) -> None:
    """FG1, FG2"""
    shown, column = page(qtbot)
    part = QLabel()
    part.setFixedHeight(40)
    column.addWidget(part)
    part.show()
    shown.settle()
    assert shown.height() == 50
    text = QLabel("satu dua tiga empat lima " * 20)
    text.setWordWrap(True)
    with shown.growing():
        column.addWidget(text)
        text.show()
    shown.settle()
    assert shown.height() == 50 + column.spacing() + text.heightForWidth(WIDTH)
    assert text.geometry().bottom() < shown.height()
