"""The questions of a form in one column: made a few at a time, and kept in line with what applies now."""

import math
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ilp_desktop.forms import Entry, Kind, Part, Response, Section, outline, sections
from ui.kit.fields_row import NoteRow, QuestionRow
from ui.kit.fitted_page import FittedPage
from ui.kit.form_headings import add_button, heading, row_heading
from ui.kit.style import space

COLUMN_WIDTH = 640
ROWS_AT_ONCE = 10
"""More than fill a screen; the others are made while nobody waits."""

ROWS_AFTER_AN_ANSWER = 1
BUILDING_SECONDS = 0.003
"""How long the making of further rows may keep a key waiting."""

BETWEEN_ROWS_MILLISECONDS = 10
"""Time for keys and paint between two lots of rows."""

Key = tuple[Part, str]


class FormColumn(QScrollArea):
    """``committed(address, text)``, ``entered(address)`` and ``file_wanted(address)`` come from its questions.

    ``add_wanted`` carries the repeat that wants another row, ``remove_wanted`` the row to be taken away.
    """

    committed = Signal(str, str)
    entered = Signal(str)
    file_wanted = Signal(str)
    add_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, response: Response, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._response = response
        self._widgets: dict[Key, QWidget] = {}
        self.entries: tuple[Entry, ...] = ()
        self.sections: tuple[Section, ...] = ()
        self.shown_problems: set[str] = set()
        self._builder = QTimer(self)
        self._builder.setSingleShot(True)
        self._builder.setInterval(BETWEEN_ROWS_MILLISECONDS)
        self._builder.timeout.connect(lambda: self._build(len(self.entries), BUILDING_SECONDS))
        self._place()
        self.arrange()
        self._build(ROWS_AT_ONCE)

    @property
    def building(self) -> bool:
        """Are there questions whose rows are still to be made?"""
        return self._builder.isActive()

    def finish_building(self) -> None:
        """Every row that is missing is made now."""
        self._build(len(self.entries))

    def arrange(self) -> None:
        """Brings the column in line with what applies now; what still applies stays as it is."""
        self.entries = outline(self._response)
        self.sections = sections(self._response)
        wanted = {(entry.part, entry.address) for entry in self.entries}
        for key in [key for key in self._widgets if key not in wanted]:
            stale = self._widgets.pop(key)
            self.shown_problems.discard(key[1])
            self._column.removeWidget(stale)
            stale.hide()
            stale.deleteLater()
        self._build(ROWS_AFTER_AN_ANSWER)

    def rows(self) -> dict[str, QuestionRow]:
        """The questions that can be answered and have been made, in the order of the page."""
        found: dict[str, QuestionRow] = {}
        for entry in self.entries:
            widget = self._widgets.get((entry.part, entry.address))
            if isinstance(widget, QuestionRow) and widget.editor.isEnabled():
                found[entry.address] = widget
        return found

    def reasons(self) -> tuple[NoteRow, ...]:
        """The notes that can show their rule and source."""
        return tuple(row for row in self._widgets.values() if isinstance(row, NoteRow) and row.has_reason)

    def questions(self) -> Iterator[str]:
        """The addresses of all questions and notes that have been made."""
        return (address for part, address in self._widgets if part is Part.QUESTION)

    def made(self, entry: Entry) -> QWidget | None:
        """What stands for an entry, when it has been made."""
        return self._widgets.get((entry.part, entry.address))

    def find_or_make(self, entry: Entry) -> QWidget:
        """What stands for an entry, made and put in its place when it is missing."""
        widget = self.made(entry)
        if widget is None:
            before = self.entries[: self.entries.index(entry)]
            place = sum((other.part, other.address) in self._widgets for other in before)
            widget = self._widgets[entry.part, entry.address] = self._make(entry)
            with self.growing():
                self._column.insertWidget(place, widget)
                widget.show()
        return widget

    def button_to_add(self, repeat: str) -> QWidget | None:
        """The button that adds a row to a repeat, when it has been made."""
        return self._widgets.get((Part.ADD, repeat))

    def is_removable(self, instance: str) -> bool:
        """Rows that a count makes come and go with the count."""
        repeat = instance.rpartition("[")[0]
        return any(entry.part is Part.ADD and entry.address == repeat for entry in self.entries)

    def refresh(self, addresses: Collection[str], final_problems: Mapping[str, str]) -> None:
        """Shows how questions stand now; ``final_problems`` is what stands against completing."""
        for address in addresses:
            self._refresh_row(address, final_problems.get(address, ""))

    def growing(self) -> AbstractContextManager[None]:
        """Rows that come or change meanwhile are placed together, later."""
        return self._page.growing()

    def bring_up(self, widget: QWidget) -> None:
        """Scrolls until a row is in sight."""
        self._page.settle()
        self._holder.settle()
        self.ensureWidgetVisible(widget, 0, space(12))

    def _place(self) -> None:
        self._page = FittedPage(self)
        self._page.setMaximumWidth(COLUMN_WIDTH)
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(space(4), space(3), space(4), space(12))
        self._column.setSpacing(space(3))
        self._column.addStretch(1)
        self._holder = FittedPage(self)
        centred = QHBoxLayout(self._holder)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addWidget(self._page, 1, Qt.AlignmentFlag.AlignTop)
        centred.addStretch(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._holder)

    def _build(self, most: int, seconds: float = math.inf) -> None:
        """Makes the next rows that are missing; the builder goes on later."""
        missing = [entry for entry in self.entries if (entry.part, entry.address) not in self._widgets]
        end = time.monotonic() + seconds
        made = 0
        if missing:
            with self.growing():
                for entry in missing[:most]:
                    self.find_or_make(entry)
                    made += 1
                    if time.monotonic() > end:
                        break
        if len(missing) > made:
            self._builder.start()
        else:
            self._builder.stop()

    def _make(self, entry: Entry) -> QWidget:
        if entry.part is Part.HEADING:
            return heading(self._response.label(entry.address), entry.depth, self._page)
        if entry.part is Part.INSTANCE:
            return self._make_row_heading(entry)
        if entry.part is Part.ADD:
            return self._make_add_button(entry)
        state = self._response.state(entry.address)
        if state.question.kind is Kind.NOTE:
            return NoteRow(state, self._page)
        row = QuestionRow(self._response, state, self._page)
        self._note_problem(entry.address, is_shown=row.has_problem)
        row.committed.connect(self.committed)
        row.entered.connect(self.entered)
        row.file_wanted.connect(self.file_wanted)
        return row

    def _make_row_heading(self, entry: Entry) -> QWidget:
        number = entry.address.rpartition("[")[2].rstrip("]")
        title = f"{self._response.label(entry.address)} {number}".strip()

        def remove() -> None:
            self.remove_wanted.emit(entry.address)

        is_removable = self.is_removable(entry.address)
        return row_heading(title, entry.depth, entry.address, remove if is_removable else None, self._page)

    def _make_add_button(self, entry: Entry) -> QWidget:
        name = entry.address.rpartition("/")[2]
        title = next((found.title for found in self.sections if found.name == name), "")
        return add_button(title, entry.address, lambda: self.add_wanted.emit(entry.address), self._page)

    def _refresh_row(self, address: str, final_problem: str) -> None:
        widget = self._widgets.get((Part.QUESTION, address))
        if isinstance(widget, NoteRow):
            widget.refresh(self._response.state(address))
        elif isinstance(widget, QuestionRow):
            widget.refresh(self._response.state(address), final_problem=final_problem)
            self._note_problem(address, is_shown=widget.has_problem)

    def _note_problem(self, address: str, *, is_shown: bool) -> None:
        if is_shown:
            self.shown_problems.add(address)
        else:
            self.shown_problems.discard(address)
