"""Fills the form on the screen as a nurse does: reads where the cursor stands, types, presses Enter, goes on.

Only keys go in. The live response is read, to know what kind of answer is wanted; it is never written.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from ilp_desktop.forms import CHOSEN, Kind, Response, State, limits
from ilp_desktop.forms.expression.values import number_text
from tests.journeys.invented_people import Rows, Typed
from ui.kit.fields import ChoiceButtons, ChoiceSearch, RankField
from ui.kit.fields_row import QuestionRow
from ui.kit.form_view import FormView

MOST_STEPS = 4_000
_NUMBERED = re.compile(r"(\w+)\[(\d+)\]\Z")
_DAY_TYPED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})\Z")


class Stuck(AssertionError):
    """There is no way on from here with the keyboard."""


class FormTypist:
    """One pass over a form. ``typed`` is what was typed, by the address of the question, for the comparison later."""

    def __init__(
        self, view: FormView, answers: Rows, today: date, finished: Callable[[], bool], rest: Callable[[], object]
    ) -> None:
        self._view = view
        self._answers = answers
        self._today = today
        self._finished = finished
        self._rest = rest
        self._tried: dict[str, int] = {}
        self._used: set[str] = set()
        self.typed: dict[str, str] = {}

    @property
    def response(self) -> Response:
        """What the form holds."""
        return self._view.response

    def fill(self) -> None:
        """From the first question until everything is answered and the form is given away."""
        for _step in range(MOST_STEPS):
            if self._finished():
                self._unused()
                return
            self._one_step()
        raise Stuck(f"no end is reached; the cursor is at {self._view.current_address()}")

    def _one_step(self) -> None:
        row = self._row()
        before = (self._where(), len(self._view.response.answered()), self._view.response.value(self._at(row)))
        if row is None:
            self._at_a_button()
        else:
            self._at_a_question(row)
        after = (self._where(), len(self._view.response.answered()), self._view.response.value(self._at(row)))
        if not self._finished():
            self._is_in_sight()
        if before == after:
            self._rest()
            if not self._finished():
                self._count_standing_still(after[0])

    def _is_in_sight(self) -> None:
        row = self._row()
        if row is None:
            return
        page = row.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        assert page is not None
        viewport = page.viewport()
        top = row.mapTo(viewport, QPoint()).y()
        fits = row.height() <= viewport.height()
        assert not fits or (top >= 0 and top + row.height() <= viewport.height()), f"{row.address} is out of sight"

    def _count_standing_still(self, place: str) -> None:
        self._tried[f"still {place}"] = self._tried.get(f"still {place}", 0) + 1
        if self._tried[f"still {place}"] > 3:
            left = [f"{one.field}: {one.sentence}" for one in self.response.problems()]
            raise Stuck(f"the keyboard does not lead on from {place}; still open: {left}")

    def _at_a_button(self) -> None:
        focused = focus()
        name = focused.objectName()
        if not isinstance(focused, QPushButton) or not name.startswith("add_"):
            raise Stuck(f"the cursor is at {name or type(focused).__name__}")
        repeat = name.removeprefix("add_")
        wanted = self._rows_wanted(repeat)
        if self._rows_there(repeat) < wanted:
            press("Return")
            return
        press("Tab")
        if focus() is focused or not self._view.isAncestorOf(focus()):
            press("F10")

    def _at_a_question(self, row: QuestionRow) -> None:
        state = self.response.state(row.address)
        wanted = self._wanted(state)
        if wanted is None:
            self._confirm(row, state)
            return
        self._type(row, state, wanted)
        self._on_from(row)
        now = self.response.state(row.address) if self._is_there(row.address) else None
        if now is not None and now.problem is not None and self._answer_given(row.address) is None:
            self._go_back_to(row.address)

    def _wanted(self, state: State) -> str | None:
        """What to type here; nothing where the question may stay as it is."""
        given = self._answer_given(state.address)
        if given is not None:
            return given
        if state.unconfirmed or (state.value and state.problem is None) or not state.required:
            return None
        attempts = list(self._attempts(state))
        place = self._tried.get(state.address, 0)
        if place >= len(attempts):
            raise Stuck(f"{state.address} takes none of {attempts}: {state.problem}; write what is typed in the file")
        self._tried[state.address] = place + 1
        return attempts[place]

    def _confirm(self, row: QuestionRow, state: State) -> None:
        if state.value:
            self.typed.setdefault(row.address, "")
        self._on_from(row)

    def _attempts(self, state: State) -> Iterator[str]:
        kind = state.question.kind
        choices = [choice.value for choice in self.response.choices(state.address)]
        if kind in CHOSEN:
            yield from choices if kind is not Kind.RANK else [" ".join(choices)]
        elif kind in (Kind.INTEGER, Kind.DECIMAL, Kind.RANGE):
            bounds = limits(state.question)
            for bound in (bounds.low, bounds.high, 1.0, 0.0, 50.0, 100.0):
                if bound is not None:
                    yield number_text(bound).replace(".", ",")
        elif kind is Kind.DATE:
            for days in (0, 1, 28, -1, -30, -280, 365):
                yield _as_typed(self._today + timedelta(days=days))
        else:
            yield {
                Kind.TIME: "8.30",
                Kind.DATETIME: f"{_as_typed(self._today)} 8.30",
                Kind.ACKNOWLEDGE: "OK",
                Kind.GEOPOINT: "-5,1 122,6",
            }.get(kind, "Contoh")

    def _type(self, row: QuestionRow, state: State, text: str) -> None:
        editor = row.editor
        if isinstance(editor, ChoiceButtons):
            self._choose(editor, state, text.split())
        elif isinstance(editor, RankField):
            self._rank(editor, text.split())
        elif isinstance(editor, ChoiceSearch):
            labels = {choice.value: choice.label for choice in self.response.choices(state.address)}
            self._overtype(labels.get(text, text))
        elif state.question.kind is Kind.FILE:
            raise Stuck(f"{state.address} wants a file; this driver chooses none")
        else:
            self._overtype(text)
        self.typed[state.address] = text

    def _choose(self, editor: ChoiceButtons, state: State, wanted: list[str]) -> None:
        offered = [choice.value for choice in self.response.choices(state.address)]
        offered = offered or ["OK"]
        missing = [value for value in wanted if value not in offered]
        if missing:
            raise Stuck(f"{state.address} does not offer {missing}, only {offered}")
        several = state.question.kind in (Kind.SELECT_MULTIPLE, Kind.ACKNOWLEDGE)
        chosen = set(state.value.split())
        for place, value in enumerate(offered):
            if several and (value in wanted) is (value in chosen):
                continue
            if not several and value not in wanted:
                continue
            self._press_choice(editor, place)
        if not wanted and chosen and not several:
            press("Backspace")

    def _press_choice(self, editor: ChoiceButtons, place: int) -> None:
        """A digit where there is one; the arrows and space for what is further right."""
        if place < 9:
            press(str(place + 1))
            return
        for _step in range(place + 40):
            if focus().objectName() == editor.findChildren(QPushButton)[place].objectName():
                press("Space")
                return
            press("Right")
        raise Stuck(f"the arrows do not reach choice {place + 1} of {editor.objectName()}")

    def _rank(self, editor: RankField, order: list[str]) -> None:
        for target, value in enumerate(order):
            here = editor.value().split().index(value)
            while editor.currentRow() != here:
                press("Down" if editor.currentRow() < here else "Up")
            for _step in range(here - target):
                press("Alt+Up")

    def _overtype(self, text: str) -> None:
        press("Ctrl+A")
        if text:
            QTest.keyClicks(focus(), text)
        else:
            press("Delete")

    def _on_from(self, row: QuestionRow) -> None:
        """Enter, unless the answer itself has led on."""
        if self._finished() or self._row() is not row:
            return
        press("Ctrl+Return" if row.address in self._long() else "Return")

    def _long(self) -> set[str]:
        row = self._row()
        if row is None or "multiline" not in self.response.state(row.address).question.appearance:
            return set()
        return {row.address}

    def _go_back_to(self, address: str) -> None:
        for _step in range(40):
            row = self._row()
            if row is not None and row.address == address:
                return
            press("Shift+Tab")
        raise Stuck(f"Shift+Tab does not lead back to {address}")

    def _row(self) -> QuestionRow | None:
        widget = QApplication.focusWidget()  # an open list of choices belongs to the field that is typed in
        while widget is not None:
            if isinstance(widget, QuestionRow):
                return widget
            widget = widget.parentWidget()
        return None

    def _at(self, row: QuestionRow | None) -> str:
        return row.address if row is not None and self._is_there(row.address) else ""

    def _where(self) -> str:
        row = self._row()
        return focus().objectName() if row is None else row.address

    def _is_there(self, address: str) -> bool:
        try:
            return self.response.is_relevant(address)
        except KeyError:
            return False

    def _rows_wanted(self, repeat: str) -> int:
        found = self._given(repeat)
        return len(found) if isinstance(found, list) else 0

    def _rows_there(self, repeat: str) -> int:
        there = 0
        while self._is_there(f"{repeat}[{there + 1}]"):
            there += 1
        return there

    def _answer_given(self, address: str) -> str | None:
        """What the file says, until it has been typed."""
        found = self._given(address)
        if found is None:
            return None
        text = found if isinstance(found, str) else " ".join(str(one) for one in found)
        self._used.add(address)
        state = self.response.state(address)
        if address in self.typed and same(state, self.typed[address], state.value):
            return None
        return text

    def _given(self, address: str) -> Typed | None:
        rows: Rows = self._answers
        *around, name = address.split("/")
        for part in around:
            numbered = _NUMBERED.match(part)
            if numbered is None:
                continue
            inside = rows.get(numbered[1], [])
            place = int(numbered[2]) - 1
            row = inside[place] if place < len(inside) else {}
            rows = row if isinstance(row, Mapping) else {}
        return rows.get(name)

    def _unused(self) -> None:
        named = set(_names(self._answers))
        asked = {address.rpartition("/")[2] for address in self._used}
        assert named <= asked, f"the file answers what was never asked: {sorted(named - asked)}"


def _names(rows: Rows) -> Iterator[str]:
    for name, value in rows.items():
        inside = [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
        for row in inside:
            yield from _names(row)
        if not inside and not (isinstance(value, list) and not value):
            yield name


def same(state: State, typed: str, stored: str) -> bool:
    """Does the database hold what was typed?"""
    if not typed or not stored:
        return typed == stored
    match state.question.kind:
        case Kind.SELECT_MULTIPLE:
            return set(typed.split()) == set(stored.split())
        case Kind.INTEGER | Kind.DECIMAL | Kind.RANGE:
            return Decimal(typed.replace(",", ".")) == Decimal(stored)
        case Kind.DATE | Kind.TIME | Kind.DATETIME as kind:
            return stored.startswith(_moment(kind, typed))
        case Kind.GEOPOINT:
            return stored.split()[:2] == [number_text(float(one.replace(",", "."))) for one in typed.split()[:2]]
    return typed == stored


def _moment(kind: Kind, typed: str) -> str:
    """The beginning of what is stored for a typed day, clock, or both."""
    if kind is Kind.TIME:
        return _clock(typed)
    day, _space, clock = typed.partition(" ")
    return f"{_day(day)}T{_clock(clock)}" if clock else _day(day)


def _as_typed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year % 100:02d}"


def _day(typed: str) -> str:
    match = _DAY_TYPED.match(typed)
    assert match is not None, f"a day is typed 7/3/24, not {typed!r}"
    return datetime.strptime(f"{match[1]}/{match[2]}/{match[3][-2:]}", "%d/%m/%y").date().isoformat()  # noqa: DTZ007


def _clock(typed: str) -> str:
    hour, _point, minute = typed.replace(":", ".").partition(".")
    return f"{int(hour):02d}:{int(minute):02d}"


def focus() -> QWidget:
    """What gets the keys now, as the window system would decide."""
    found = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
    assert found is not None
    return found


def press(*keys: str) -> None:
    """Presses keys, each written as on the F1 sheet."""
    for key in keys:
        QTest.keySequence(focus(), QKeySequence(key))
