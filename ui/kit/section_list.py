"""The sections of a form at its left, each with a mark: still open, done, something wrong, does not apply."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ilp_desktop.forms import Section
from ui.kit.icons import icon
from ui.kit.style import ICON, ROW_HEIGHT, colours, space

SECTIONS_WIDTH = 216


class SectionMark(Enum):
    """How far a section is: its icon."""

    OPEN = "circle"
    DONE = "circle-check"
    PROBLEM = "octagon-alert"
    NOT_APPLICABLE = "circle-slash"


_WORDS = {
    SectionMark.OPEN: "belum lengkap",
    SectionMark.DONE: "lengkap",
    SectionMark.PROBLEM: "ada masalah",
    SectionMark.NOT_APPLICABLE: "tidak berlaku",
}


class SectionList(QListWidget):
    """``chosen`` carries the name of the section that was clicked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form_sections")
        self.setFixedWidth(SECTIONS_WIDTH)
        self.setIconSize(QSize(ICON, ICON))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("bare", True)
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(Qt.ItemDataRole.UserRole)))

    def show_sections(self, sections: Sequence[tuple[Section, SectionMark]]) -> None:
        """Show each section with its mark."""
        if self.count() != len(sections):
            self._make_items([section.name for section, _mark in sections])
        for place, (section, mark) in enumerate(sections):
            _show_mark(self.item(place), section.title, mark)

    def point_at(self, name: str) -> None:
        """The section with the cursor."""
        for place in range(self.count()):
            item = self.item(place)
            if item.data(Qt.ItemDataRole.UserRole) == name:
                self.setCurrentItem(item)

    def _make_items(self, names: Sequence[str]) -> None:
        self.clear()
        for name in names:
            item = QListWidgetItem(self)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setSizeHint(QSize(SECTIONS_WIDTH - space(2), ROW_HEIGHT))


def _show_mark(item: QListWidgetItem, title: str, mark: SectionMark) -> None:
    if item.text() == title and item.toolTip() == _WORDS[mark]:
        return
    palette = colours()
    inks = {
        SectionMark.OPEN: palette.muted,
        SectionMark.DONE: palette.green,
        SectionMark.PROBLEM: palette.red,
        SectionMark.NOT_APPLICABLE: palette.disabled,
    }
    item.setText(title)
    item.setToolTip(_WORDS[mark])
    item.setIcon(icon(mark.value, inks[mark]))
