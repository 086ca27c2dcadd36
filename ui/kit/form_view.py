"""Any form as a page that is filled without a mouse: sections at the left, one column of questions at the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.forms import UNANSWERED, Changes, Question, Response, Section, walk
from ui.actions import FORM_KEYS
from ui.kit.form_column import FormColumn
from ui.kit.form_cursor import FormCursor, section_of
from ui.kit.section_list import SectionList, SectionMark

AUTOSAVE_MILLISECONDS = 3_000


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
        self._final_problems: dict[str, str] = {}
        self._problems_wanted = False
        self._visited = {section_of(address) for address in response.answered()} | _only_shown(response)
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.setInterval(AUTOSAVE_MILLISECONDS)
        self._autosave.timeout.connect(self.save_draft)
        self._sections = SectionList(self)
        self._column = FormColumn(response, self)
        self._place()
        self._mark_sections()
        self._acts: dict[str, Callable[[], object]] = {}
        self._listen_to_keys()
        self._cursor = FormCursor(self._column, at)
        self._connect()
        row = self._cursor.row()
        if row is not None:
            self.setFocusProxy(row.editor)

    def current_address(self) -> str:
        """The question that has, or last had, the cursor."""
        return self._cursor.address

    @property
    def building(self) -> bool:
        """Are there questions whose rows are still to be made?"""
        return self._column.building

    def type_answer(self, address: str, text: str) -> None:
        """Takes an answer as if it had been typed into its field."""
        self._refresh(self.response.answer(address, text))
        self._autosave.start()
        self.answered.emit(address)

    def go_to(self, address: str) -> None:
        """The cursor goes to a question."""
        self._cursor.go_to(address)

    def commit(self) -> None:
        """What is being typed counts now, and the draft is given out."""
        row = self._cursor.row()
        if row is not None:
            row.editor.commit()
        self.save_draft()

    def save_draft(self) -> None:
        """Gives the draft out now."""
        self._autosave.stop()
        self.draft_changed.emit({**self.response.to_json(), "at": self._cursor.address})

    def show_problems(self) -> bool:
        """Shows everything that stands against completing and goes to the first; tells whether there is any."""
        self._want_problems()
        self.go_to(next((address for address in self._column.rows() if address in self._final_problems), ""))
        return bool(self._final_problems)

    def next_problem(self) -> None:
        """The cursor goes to the next problem after where it is, and from the last to the first."""
        self.commit()
        self._want_problems()
        addresses, here = list(self._column.rows()), self._cursor.address
        start = addresses.index(here) + 1 if here in addresses else 0
        ahead = [*addresses[start:], *addresses[:start]]
        self.go_to(next((address for address in ahead if address in self._final_problems), ""))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the questions in the order of the page, whenever their editors were made."""
        if self._cursor.step(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def remove_row(self) -> None:
        """Takes the row of a repeat away that the cursor is in; the cursor goes to the row before, or to the button."""
        here = self._cursor.address
        instance = here[: here.rfind("]") + 1]
        if not self._column.is_removable(instance):
            return
        repeat, _bracket, number = instance.rpartition("[")
        self._remove(instance)
        before = f"{repeat}[{max(1, int(number[:-1]) - 1)}]/"
        left = next((address for address in self._column.rows() if address.startswith(before)), "")
        button = self._column.button_to_add(repeat)
        if left:
            self.go_to(left)
        elif button is not None:
            self._cursor.stand_on(button)

    def show_reasons(self) -> None:
        """The rule and source behind every note unfold, or fold again."""
        reasons = self._column.reasons()
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
            "next_section": lambda: self._cursor.step_section(1),
            "previous_section": lambda: self._cursor.step_section(-1),
            "remove_row": self.remove_row,
        }
        for known in FORM_KEYS:
            shortcut = QShortcut(QKeySequence(known.key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slots[known.id])
            self._acts[known.key] = slots[known.id]

    def _place(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sections)
        row.addWidget(self._column, 1)

    def _connect(self) -> None:
        self._sections.chosen.connect(self._cursor.enter_section)
        self._cursor.moved.connect(self._cursor_moved)
        self._column.committed.connect(self.type_answer)
        self._column.entered.connect(self._entered)
        self._column.file_wanted.connect(self.file_wanted)
        self._column.add_wanted.connect(self._add)
        self._column.remove_wanted.connect(self._remove)

    def _entered(self, address: str) -> None:
        if self.response.state(address).unconfirmed:
            self._refresh(self.response.confirm(address))
            self._autosave.start()
        if not self._cursor.step(1):
            self.end_reached.emit()

    def _add(self, address: str) -> None:
        added = self.response.add(address)
        self._refresh(Changes(addresses=frozenset(), arrangement=True, structure=True))
        self._autosave.start()
        self._column.finish_building()
        self.go_to(next((found for found in self._column.rows() if found.startswith(f"{added}/")), ""))

    def _remove(self, instance: str) -> None:
        self._refresh(self.response.remove(instance))
        self._autosave.start()

    def _refresh(self, changes: Changes) -> None:
        with self._column.growing():
            if changes.arrangement:
                self._column.arrange()
            touched = changes.addresses | self._changed_problems()
            self._column.refresh(list(self._column.questions()) if changes.structure else touched, self._final_problems)
        self._mark_sections()

    def _changed_problems(self) -> set[str]:
        """Once the problems are shown, those that came or went are found again after each answer."""
        if not self._problems_wanted:
            return set()
        before = set(self._final_problems)
        self._find_problems()
        return before ^ set(self._final_problems)

    def _want_problems(self) -> None:
        self._problems_wanted = True
        self._column.finish_building()
        self._find_problems()
        with self._column.growing():
            self._column.refresh(list(self._column.questions()), self._final_problems)
        self._mark_sections()

    def _find_problems(self) -> None:
        self._final_problems = {
            problem.field: f"{problem.sentence}. {problem.remedy}." for problem in self.response.problems()
        }

    def _mark_sections(self) -> None:
        unfinished = {section_of(problem.field) for problem in self.response.problems()}
        wrong = {section_of(address) for address in self._column.shown_problems}
        done = self._visited - unfinished
        self._sections.show_sections([(one, _mark(one, wrong, done)) for one in self._column.sections])

    def _cursor_moved(self, before: str) -> None:
        here = section_of(self._cursor.address)
        self._visited.add(here)
        self._sections.point_at(here)
        if here != section_of(before):
            self._mark_sections()
            if self._autosave.isActive():
                self.save_draft()


def _mark(section: Section, wrong: set[str], done: set[str]) -> SectionMark:
    if not section.relevant:
        return SectionMark.NOT_APPLICABLE
    if section.name in wrong:
        return SectionMark.PROBLEM
    return SectionMark.DONE if section.name in done else SectionMark.OPEN


def _only_shown(response: Response) -> set[str]:
    """Sections with nothing to answer: they are done when nothing stands against them."""
    return {
        item.name
        for item in response.form.sections
        if not any(isinstance(found, Question) and found.kind not in UNANSWERED for found in walk((item,)))
    }
