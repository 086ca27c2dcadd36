"""Any form as a page that is filled without a mouse: sections at the left, one column of questions at the right."""

import math
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ilp_desktop.forms import (
    UNANSWERED,
    Changes,
    Entry,
    Kind,
    Part,
    Question,
    Response,
    Section,
    outline,
    sections,
    walk,
)
from ui.actions import FORM_KEYS
from ui.kit.fields_row import NoteRow, QuestionRow
from ui.kit.fitted_page import FittedPage
from ui.kit.icons import icon
from ui.kit.style import ICON, ROW_HEIGHT, Type, colours, space, text_label

COLUMN_WIDTH = 640
SECTIONS_WIDTH = 216
AUTOSAVE_MILLISECONDS = 3_000
ROWS_AT_ONCE = 10
"""More than fill a screen; the others are made while nobody waits."""

ROWS_AFTER_AN_ANSWER = 1
BUILDING_SECONDS = 0.003
"""How long the making of further rows may keep a key waiting."""

BETWEEN_ROWS_MILLISECONDS = 10
"""Time for keys and paint between two lots of rows."""

_OPEN, _DONE, _PROBLEM, _NOT_APPLICABLE = "circle", "circle-check", "octagon-alert", "circle-slash"
_MARK_WORDS = {_OPEN: "belum lengkap", _DONE: "lengkap", _PROBLEM: "ada masalah", _NOT_APPLICABLE: "tidak berlaku"}

Key = tuple[Part, str]


class FormView(QWidget):
    """Shows a ``Response`` and types into it; it holds no rules.

    ``draft_changed(document)``: a draft to keep, a few seconds after an answer and at each change of section. Beside
    the answers it holds, under ``at``, the address of the question with the cursor, to be given back as ``at`` when
    the draft is opened again. ``answered(address)`` after each answer; ``end_reached`` when the user goes on from the
    last question; ``file_wanted(address)``: a file is to be chosen and kept, ``type_answer`` then takes its name.
    The keys of ``FORM_KEYS``: to the next problem, to the next and previous section, the reasons behind notes, the row
    with the cursor away.
    """

    draft_changed = Signal(object)
    answered = Signal(str)
    end_reached = Signal()
    file_wanted = Signal(str)

    def __init__(self, response: Response, at: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.response = response
        self._widgets: dict[Key, QWidget] = {}
        self._entries: tuple[Entry, ...] = ()
        self._found_sections: tuple[Section, ...] = ()
        self._final_problems: dict[str, str] = {}
        self._shown_problems: set[str] = set()
        self._problems_wanted = False
        self._current = ""
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.setInterval(AUTOSAVE_MILLISECONDS)
        self._autosave.timeout.connect(self.save_draft)
        self._builder = QTimer(self)
        self._builder.setSingleShot(True)
        self._builder.setInterval(BETWEEN_ROWS_MILLISECONDS)
        self._builder.timeout.connect(lambda: self._build(len(self._entries), BUILDING_SECONDS))
        self._visited = {_section(address) for address in response.answered()} | _only_shown(response)
        self._place()
        self._arrange()
        self._build(ROWS_AT_ONCE)
        self._mark_sections()
        self._acts: dict[str, Callable[[], object]] = {}
        self._listen_to_keys()
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        if at:
            self._finish_building()
        self._current = at if at in self._rows() else next(iter(self._rows()), "")
        row = self._rows().get(self._current)
        if row is not None:
            self.setFocusProxy(row.editor)

    def current_address(self) -> str:
        """The question that has, or last had, the cursor."""
        return self._current

    @property
    def building(self) -> bool:
        """Are there questions whose rows are still to be made?"""
        return self._builder.isActive()

    def type_answer(self, address: str, text: str) -> None:
        """Takes an answer as if it had been typed into its field."""
        self._answer(address, text)

    def go_to(self, address: str) -> None:
        """The cursor goes to a question."""
        if address not in self._rows():
            self._finish_building()
        row = self._rows().get(address)
        if row is not None:
            row.take_focus()
            self._bring_up(row)

    def commit(self) -> None:
        """What is being typed counts now, and the draft is given out."""
        row = self._rows().get(self._current)
        if row is not None:
            row.editor.commit()
        self.save_draft()

    def save_draft(self) -> None:
        """Gives the draft out now."""
        self._autosave.stop()
        self.draft_changed.emit({**self.response.to_json(), "at": self._current})

    def show_problems(self) -> bool:
        """Shows everything that stands against completing and goes to the first; tells whether there is any."""
        self._want_problems()
        first = next((address for address in self._rows() if address in self._final_problems), "")
        self.go_to(first)
        return bool(self._final_problems)

    def next_problem(self) -> None:
        """The cursor goes to the next problem after where it is, and from the last to the first."""
        self.commit()
        self._want_problems()
        addresses = list(self._rows())
        start = addresses.index(self._current) + 1 if self._current in addresses else 0
        ahead = [*addresses[start:], *addresses[:start]]
        self.go_to(next((address for address in ahead if address in self._final_problems), ""))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the questions in the order of the page, whenever their editors were made."""
        if self._step(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def remove_row(self) -> None:
        """Takes the row of a repeat away that the cursor is in; the cursor goes to the row before, or to the button."""
        instance = self._current[: self._current.rfind("]") + 1]
        if not self._is_removable(instance):
            return
        repeat, _bracket, number = instance.rpartition("[")
        self._remove(instance)
        before = f"{repeat}[{max(1, int(number[:-1]) - 1)}]/"
        left = next((address for address in self._rows() if address.startswith(before)), "")
        if left:
            self.go_to(left)
            return
        button = self._widgets.get((Part.ADD, repeat))
        if button is not None:
            self._stand_on(button)

    def show_reasons(self) -> None:
        """The rule and source behind every note unfold, or fold again."""
        reasons = [row for row in self._widgets.values() if isinstance(row, NoteRow) and row.has_reason]
        unfold = not any(row.is_unfolded for row in reasons)
        for row in reasons:
            row.unfold(unfold)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt now and then passes a key on to the page instead of to its shortcut; it means the same."""
        act = self._acts.get(QKeySequence(event.keyCombination()).toString())
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _listen_to_keys(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            "next_problem": self.next_problem,
            "show_reasons": self.show_reasons,
            "next_section": lambda: self._step_section(1),
            "previous_section": lambda: self._step_section(-1),
            "remove_row": self.remove_row,
        }
        for known in FORM_KEYS:
            shortcut = QShortcut(QKeySequence(known.key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slots[known.id])
            self._acts[known.key] = slots[known.id]

    def _place(self) -> None:
        self._sections = QListWidget(self)
        self._sections.setObjectName("form_sections")
        self._sections.setFixedWidth(SECTIONS_WIDTH)
        self._sections.setIconSize(QSize(ICON, ICON))
        self._sections.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sections.setProperty("bare", True)
        self._sections.itemClicked.connect(lambda item: self._enter_section(item.data(Qt.ItemDataRole.UserRole)))
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
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._holder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sections)
        row.addWidget(self._scroll, 1)

    def _rows(self) -> dict[str, QuestionRow]:
        """The questions that can be answered and have been made, in the order of the page."""
        found: dict[str, QuestionRow] = {}
        for entry in self._entries:
            widget = self._widgets.get((entry.part, entry.address))
            if isinstance(widget, QuestionRow) and widget.editor.isEnabled():
                found[entry.address] = widget
        return found

    def _arrange(self) -> None:
        """Brings the page in line with what applies now; what still applies stays as it is."""
        self._entries = outline(self.response)
        self._found_sections = sections(self.response)
        wanted = {(entry.part, entry.address) for entry in self._entries}
        for key in [key for key in self._widgets if key not in wanted]:
            stale = self._widgets.pop(key)
            self._shown_problems.discard(key[1])
            self._column.removeWidget(stale)
            stale.hide()
            stale.deleteLater()
        self._build(ROWS_AFTER_AN_ANSWER)

    def _build(self, most: int, seconds: float = math.inf) -> None:
        """Makes the next rows that are missing; the builder goes on later."""
        missing = [entry for entry in self._entries if (entry.part, entry.address) not in self._widgets]
        end = time.monotonic() + seconds
        made = 0
        if missing:
            with self._page.growing():
                for entry in missing[:most]:
                    self._widget(entry)
                    made += 1
                    if time.monotonic() > end:
                        break
        if len(missing) > made:
            self._builder.start()
        else:
            self._builder.stop()

    def _widget(self, entry: Entry) -> QWidget:
        """What stands for an entry, made and put in its place when it is missing."""
        key = (entry.part, entry.address)
        widget = self._widgets.get(key)
        if widget is None:
            before = self._entries[: self._entries.index(entry)]
            place = sum((other.part, other.address) in self._widgets for other in before)
            widget = self._widgets[key] = self._made(entry)
            with self._page.growing():
                self._column.insertWidget(place, widget)
                widget.show()
        return widget

    def _finish_building(self) -> None:
        self._build(len(self._entries))

    def _made(self, entry: Entry) -> QWidget:
        if entry.part is Part.HEADING:
            return self._heading(entry)
        if entry.part is Part.INSTANCE:
            return self._instance_heading(entry)
        if entry.part is Part.ADD:
            return self._add_button(entry)
        state = self.response.state(entry.address)
        if state.question.kind is Kind.NOTE:
            return NoteRow(state, self._page)
        row = QuestionRow(self.response, state, self._page)
        self._note_problem(entry.address, is_shown=row.has_problem)
        row.committed.connect(self._answer)
        row.entered.connect(self._entered)
        row.file_wanted.connect(self.file_wanted)
        return row

    def _heading(self, entry: Entry) -> QLabel:
        size = Type.LARGE if entry.depth == 0 else Type.BASE
        label = text_label(self.response.label(entry.address), size, strong=True, parent=self._page)
        label.setContentsMargins(0, space(4) if entry.depth == 0 else space(2), 0, 0)
        return label

    def _instance_heading(self, entry: Entry) -> QWidget:
        number = entry.address.rpartition("[")[2].rstrip("]")
        box = QWidget(self._page)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, space(3), 0, 0)
        title = f"{self.response.label(entry.address)} {number}".strip()
        line.addWidget(text_label(title, Type.LARGE if entry.depth == 0 else Type.BASE, strong=True, parent=box), 1)
        if not self._is_removable(entry.address):
            return box
        remove = QPushButton(icon("trash-2"), "Hapus   Ctrl+-", box)
        remove.setObjectName(f"remove_{entry.address}")
        remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        remove.setProperty("kind", "quiet")
        remove.clicked.connect(lambda: self._remove(entry.address))
        line.addWidget(remove)
        return box

    def _is_removable(self, instance: str) -> bool:
        """Rows that a count makes come and go with the count."""
        repeat = instance.rpartition("[")[0]
        return any(entry.part is Part.ADD and entry.address == repeat for entry in self._entries)

    def _add_button(self, entry: Entry) -> QPushButton:
        name = entry.address.rpartition("/")[2]
        title = next((found.title for found in self._found_sections if found.name == name), "")
        button = QPushButton(icon("plus"), f"Tambah {title[:1].lower()}{title[1:]}".strip(), self._page)
        button.setObjectName(f"add_{entry.address}")
        button.setAutoDefault(True)
        button.clicked.connect(lambda: self._add(entry.address))
        return button

    def _answer(self, address: str, text: str) -> None:
        self._refresh(self.response.answer(address, text))
        self._autosave.start()
        self.answered.emit(address)

    def _entered(self, address: str) -> None:
        if self.response.state(address).unconfirmed:
            self._refresh(self.response.confirm(address))
            self._autosave.start()
        if not self._step(1):
            self.end_reached.emit()

    def _add(self, address: str) -> None:
        added = self.response.add(address)
        self._refresh(Changes(addresses=frozenset(), arrangement=True, structure=True))
        self._autosave.start()
        self._finish_building()
        self.go_to(next((found for found in self._rows() if found.startswith(f"{added}/")), ""))

    def _remove(self, address: str) -> None:
        self._refresh(self.response.remove(address))
        self._autosave.start()

    def _refresh(self, changes: Changes) -> None:
        with self._page.growing():
            self._refresh_rows(changes)
        self._mark_sections()

    def _refresh_rows(self, changes: Changes) -> None:
        if changes.arrangement:
            self._arrange()
        if self._problems_wanted:
            before = set(self._final_problems)
            self._find_problems()
            touched = changes.addresses | before ^ set(self._final_problems)
        else:
            touched = changes.addresses
        for address in list(self._questions()) if changes.structure else touched:
            self._refresh_row(address)

    def _questions(self) -> Iterator[str]:
        return (address for part, address in self._widgets if part is Part.QUESTION)

    def _refresh_row(self, address: str) -> None:
        widget = self._widgets.get((Part.QUESTION, address))
        if isinstance(widget, NoteRow):
            widget.refresh(self.response.state(address))
        elif isinstance(widget, QuestionRow):
            widget.refresh(self.response.state(address), final_problem=self._final_problems.get(address, ""))
            self._note_problem(address, is_shown=widget.has_problem)

    def _note_problem(self, address: str, *, is_shown: bool) -> None:
        if is_shown:
            self._shown_problems.add(address)
        else:
            self._shown_problems.discard(address)

    def _want_problems(self) -> None:
        self._problems_wanted = True
        self._finish_building()
        self._find_problems()
        with self._page.growing():
            for address in list(self._questions()):
                self._refresh_row(address)
        self._mark_sections()

    def _find_problems(self) -> None:
        self._final_problems = {
            problem.field: f"{problem.sentence}. {problem.remedy}." for problem in self.response.problems()
        }

    def _mark_sections(self) -> None:
        unfinished = {_section(problem.field) for problem in self.response.problems()}
        shown = {_section(address) for address in self._shown_problems}
        found = self._found_sections
        if self._sections.count() != len(found):
            self._sections.clear()
            for section in found:
                item = QListWidgetItem(self._sections)
                item.setData(Qt.ItemDataRole.UserRole, section.name)
                item.setSizeHint(QSize(SECTIONS_WIDTH - space(2), ROW_HEIGHT))
        for place, section in enumerate(found):
            mark = _DONE
            if not section.relevant:
                mark = _NOT_APPLICABLE
            elif section.name in shown:
                mark = _PROBLEM
            elif section.name in unfinished or section.name not in self._visited:
                mark = _OPEN
            self._show_mark(self._sections.item(place), section.title, mark)

    def _show_mark(self, item: QListWidgetItem, title: str, mark: str) -> None:
        if item.text() == title and item.toolTip() == _MARK_WORDS[mark]:
            return
        palette = colours()
        inks = {_OPEN: palette.muted, _DONE: palette.green, _PROBLEM: palette.red, _NOT_APPLICABLE: palette.disabled}
        item.setText(title)
        item.setToolTip(_MARK_WORDS[mark])
        item.setIcon(icon(mark, inks[mark]))

    def _step(self, by: int) -> bool:
        """The cursor goes to the next or previous place where it can stand; tells whether there is one."""
        place = self._place_of(QApplication.focusWidget()) + by
        while 0 <= place < len(self._entries):
            entry = self._entries[place]
            if entry.part in (Part.QUESTION, Part.ADD):
                widget = self._widget(entry)
                if isinstance(widget, QPushButton) or (isinstance(widget, QuestionRow) and widget.editor.isEnabled()):
                    self._stand_on(widget)
                    return True
            place += by
        return False

    def _place_of(self, focused: QWidget | None) -> int:
        addresses = [entry.address for entry in self._entries]
        for place, entry in enumerate(self._entries):
            widget = self._widgets.get((entry.part, entry.address))
            if widget is not None and _holds(widget, focused):
                return place
        return addresses.index(self._current) if self._current in addresses else -1

    def _stand_on(self, widget: QWidget) -> None:
        if isinstance(widget, QuestionRow):
            widget.take_focus()
        else:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
        self._bring_up(widget)

    def _bring_up(self, widget: QWidget) -> None:
        self._page.settle()
        self._holder.settle()
        self._scroll.ensureWidgetVisible(widget, 0, space(12))

    def _enter_section(self, name: str) -> None:
        self._finish_building()
        self.go_to(next((address for address in self._rows() if _section(address) == name), ""))

    def _step_section(self, by: int) -> None:
        self._finish_building()
        names = list(dict.fromkeys(_section(address) for address in self._rows()))
        here = _section(self._current)
        place = names.index(here) + by if here in names else 0
        if 0 <= place < len(names):
            self._enter_section(names[place])

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            return
        found = next((address for address, row in self._rows().items() if _holds(row, new)), "")
        if not found:
            return
        self._visited.add(_section(found))
        moved_section = _section(found) != _section(self._current)
        self._current = found
        self._select_section(_section(found))
        if moved_section:
            self._mark_sections()
            if self._autosave.isActive():
                self.save_draft()

    def _select_section(self, name: str) -> None:
        for place in range(self._sections.count()):
            item = self._sections.item(place)
            if item.data(Qt.ItemDataRole.UserRole) == name:
                self._sections.setCurrentItem(item)


def _only_shown(response: Response) -> set[str]:
    """Sections with nothing to answer: they are done when nothing stands against them."""
    return {
        item.name
        for item in response.form.sections
        if not any(isinstance(found, Question) and found.kind not in UNANSWERED for found in walk((item,)))
    }


def _section(address: str) -> str:
    return address.partition("/")[0].partition("[")[0]


def _holds(widget: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (widget is focused or widget.isAncestorOf(focused))
