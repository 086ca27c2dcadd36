"""One line of a form page: a question with its editor, or a note with its icon, its rule and its source."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ilp_desktop.forms import CHOSEN, Alert, Kind, Question, Response, State, limits, shown_unit
from ui.kit.choice_row import Choice
from ui.kit.fields import (
    ChoiceButtons,
    ChoiceSearch,
    Editor,
    EntryField,
    FileField,
    LongTextField,
    RankField,
    editor_text,
)
from ui.kit.icons import pixmap
from ui.kit.labelled_field import LabelledField
from ui.kit.style import TONE_ICONS, Tone, Type, colours, ink, mark, space, text_label

MOST_BUTTONS = 9
"""More choices than can be reached by a digit are searched instead."""

NARROW_WIDTH = 280
TONES = {
    Alert.DANGER: Tone.RED,
    Alert.WARNING: Tone.AMBER,
    Alert.GOOD: Tone.GREEN,
    Alert.INFO: Tone.ACCENT,
}
_SEARCHED = frozenset({"minimal", "autocomplete", "search"})
_SHORT = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE, Kind.DATE, Kind.TIME, Kind.DATETIME})


def choices_of(response: Response, address: str) -> tuple[Choice, ...]:
    """The choices of a question as the kit's parts take them."""
    return tuple(Choice(id=choice.value, label=choice.label) for choice in response.choices(address))


def new_editor(response: Response, state: State, parent: QWidget) -> Editor:
    """The editor that fits the kind of question and its appearance."""
    question = state.question
    if question.kind in CHOSEN:
        return _chooser(question, choices_of(response, state.address), parent)
    if question.kind is Kind.ACKNOWLEDGE:
        return ChoiceButtons([Choice(id="OK", label="Ya, sudah")], multiple=True, parent=parent)
    if question.kind is Kind.TEXT and "multiline" in question.appearance:
        return LongTextField(parent=parent)
    if question.kind is Kind.FILE:
        return FileField(parent=parent)
    return _entry(question, parent)


def _chooser(question: Question, offered: tuple[Choice, ...], parent: QWidget) -> Editor:
    if question.kind is Kind.RANK:
        return RankField(offered, parent=parent)
    if question.kind is Kind.SELECT_ONE and (len(offered) > MOST_BUTTONS or question.appearance & _SEARCHED):
        return ChoiceSearch(offered, parent=parent)
    return ChoiceButtons(offered, multiple=question.kind is Kind.SELECT_MULTIPLE, parent=parent)


def _entry(question: Question, parent: QWidget) -> EntryField:
    field = EntryField(shown_unit(question.meaning.unit), parent=parent)
    if "masked" in question.appearance:
        field.setEchoMode(EntryField.EchoMode.Password)
    if question.kind in _SHORT:
        field.setMaximumWidth(NARROW_WIDTH)
    if question.kind is Kind.DATE:
        field.setPlaceholderText("hh/bb/tttt")
    if question.kind is Kind.TIME:
        field.setPlaceholderText("jj.mm")
    return field


class QuestionRow(QWidget):
    """A question.

    ``committed(address, text)`` when an answer counts, ``entered(address)`` when the user goes on,
    ``file_wanted(address)`` when a file is to be chosen.
    """

    file_wanted = Signal(str)
    committed = Signal(str, str)
    entered = Signal(str)

    def __init__(self, response: Response, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.address = state.address
        self._response = response
        self.editor = new_editor(response, state, self)
        self.editor.setObjectName(f"answer_{state.address}")
        self._field = LabelledField(
            state.label, self.editor, hint=self._hint(state), required=state.required, parent=self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        self.editor.committed.connect(lambda: self.committed.emit(self.address, editor_text(self.editor)))
        if isinstance(self.editor, FileField):
            self.editor.wanted.connect(lambda: self.file_wanted.emit(self.address))
        self.editor.entered.connect(lambda: self.entered.emit(self.address))
        self._problem_shown = False
        self._said = ("", Tone.PLAIN)
        self._asked = (state.label, self._hint(state), state.required)
        self.refresh(state)

    def refresh(self, state: State, *, final_problem: str = "") -> None:
        """Show how the question stands; ``final_problem`` is what stands against completing."""
        asked = (state.label, self._hint(state), state.required)
        if asked != self._asked:
            self._asked = asked
            self._field.set_label(state.label)
            self._field.set_hint(asked[1])
            self._field.set_required(required=state.required)
        if isinstance(self.editor, (ChoiceButtons, ChoiceSearch, RankField)) and state.question.choices:
            self.editor.set_choices(choices_of(self._response, self.address))
        self.editor.show_value(
            state.value if isinstance(self.editor, (ChoiceButtons, ChoiceSearch, RankField)) else state.entry
        )
        self.editor.setEnabled(not state.read_only)
        problem = final_problem
        if state.problem is not None:
            problem = f"{state.problem.sentence}. {state.problem.remedy}."
        self._problem_shown = bool(problem)
        self._say(problem, state)

    def _say(self, problem: str, state: State) -> None:
        """Styling a widget anew is slow, so only what changed is said."""
        said = (problem, Tone.RED if problem else Tone.AMBER if state.unconfirmed else Tone.PLAIN)
        if said == self._said:
            return
        self._said = said
        if problem:
            self._field.show_problem(problem)
        elif state.unconfirmed:
            self._field.show_note("Dari data sebelumnya. Tekan Enter bila benar.", Tone.AMBER)
        else:
            self._field.show_hint()

    @property
    def has_problem(self) -> bool:
        """Is a problem shown here?"""
        return self._problem_shown

    def take_focus(self) -> None:
        """The cursor goes into the editor."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hint(self, state: State) -> str:
        bounds = limits(state.question).text
        unit = shown_unit(state.question.meaning.unit)
        allowed = f"{bounds} {unit}".strip() if bounds else ""
        return " · ".join(part for part in (state.hint, allowed) if part)


class NoteRow(QFrame):
    """A note, a result or an alert: an icon and words; the rule and its source unfold on demand."""

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.address = state.address
        alert = state.question.meaning.alert
        self._tone = TONES[alert] if alert is not None else Tone.PLAIN
        self._text = text_label("", strong=alert in (Alert.DANGER, Alert.WARNING), parent=self)
        self._text.setWordWrap(True)
        self._source = text_label("", Type.SMALL, muted=True, parent=self)
        self._source.setWordWrap(True)
        self._source.hide()
        self._why = text_label("dasar F4", Type.SMALL, muted=True, parent=self)
        self._why_mark = QLabel(self)
        self._why_mark.setPixmap(pixmap("chevron-down", colours().muted, 14))
        self._place()
        if alert is not None:
            mark(self, strip=self._tone.value)
        self.refresh(state)

    def refresh(self, state: State) -> None:
        """Say what the form says now."""
        self._text.setText(state.label)
        self._source.setText(state.guidance)
        for part in (self._why, self._why_mark):
            part.setVisible(bool(state.guidance))
        self.setCursor(Qt.CursorShape.PointingHandCursor if state.guidance else Qt.CursorShape.ArrowCursor)

    def text(self) -> str:
        """What is said."""
        return self._text.text()

    @property
    def has_reason(self) -> bool:
        """Is there a rule or source to unfold?"""
        return bool(self._source.text())

    @property
    def is_unfolded(self) -> bool:
        """Is the rule on the screen?"""
        return not self._source.isHidden()

    def unfold(self, shown: bool) -> None:
        """Show the rule and its source, or hide them."""
        self._source.setVisible(shown and self.has_reason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.unfold(not self.is_unfolded)
        super().mousePressEvent(event)

    def _place(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(space(2))
        if self._tone is not Tone.PLAIN:
            picture = QLabel(self)
            picture.setPixmap(pixmap(TONE_ICONS[self._tone], ink(self._tone).name()))
            picture.setAlignment(Qt.AlignmentFlag.AlignTop)
            line.addWidget(picture)
        line.addWidget(self._text, 1)
        line.addWidget(self._why)
        line.addWidget(self._why_mark)
        column = QVBoxLayout(self)
        margin = space(2) if self._tone is not Tone.PLAIN else 0
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(space(1))
        column.addLayout(line)
        column.addWidget(self._source)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
