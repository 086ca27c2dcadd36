"""The one-minute first screening as four lines of chips; what is not touched stays not asked."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.routing import QUESTION_LABELS, Question
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.emptying import empty
from ui.kit.style import CONTROL_HEIGHT, Tone, Type, mark, space, text_label
from ui.screens.loket.state import SHORT_LABELS, QuestionGroup, VisitState
from ui.screens.loket.texts import pregnancy_note

_MORE = "more"
LABEL_WIDTH = 84


class Screening(QWidget):
    """Edits the answers of a ``VisitState``; ``changed`` after each of them."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screening")
        self._state: VisitState | None = None
        self._rows: list[tuple[QuestionGroup, ChoiceRow]] = []
        self._asked = text_label("", Type.SMALL, parent=self)
        self._asked.setObjectName("screening_asked")
        self._rest_no = ActionButton(action("screening_rest"), title="Sisanya tidak", kind="quiet", parent=self)
        self._rest_no.clicked.connect(self.answer_rest_no)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(space(2))
        self._lines.setVerticalSpacing(space(1))
        self._lines.setColumnStretch(1, 1)
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(text_label("Skrining", strong=True, parent=self))
        head.addSpacing(space(3))
        head.addWidget(self._asked, 1)
        head.addWidget(self._rest_no)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._lines)

    def begin(self, state: VisitState) -> None:
        """Show the questions for this person, none of them asked."""
        self._state = state
        empty(self._lines)
        self._rows = []
        for number, group in enumerate(state.groups):
            label = text_label(group.label, muted=True, parent=self)
            label.setFixedWidth(LABEL_WIDTH)
            label.setMinimumHeight(CONTROL_HEIGHT)
            row = ChoiceRow([], multiple=True, parent=self)
            row.setObjectName(f"screening_{number}")
            row.setAccessibleName(f"Skrining: {group.label}")
            row.changed.connect(partial(self._answered, number))
            self._rows.append((group, row))
            self._lines.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(row, number, 1)
            self._offer(number, opened=False)
        self._show_asked()

    def answer_rest_no(self) -> None:
        """Everything was asked: what is not yes is no."""
        if self._state is not None:
            self._state.answer_rest_no()
            self._tell()

    def _offer(self, number: int, *, opened: bool) -> None:
        group, row = self._rows[number]
        questions = (*group.shown, *group.more) if opened else group.shown
        choices = [Choice(id=question.value, label=_short(question)) for question in questions]
        if group.more and not opened:
            choices.append(Choice(id=_MORE, label=group.more_label))
        row.set_choices(choices)
        for question in questions:
            button = row.findChild(QPushButton, f"choice_{question.value}")
            if button is not None:
                button.setToolTip(QUESTION_LABELS[question])

    def _answered(self, number: int) -> None:
        group, row = self._rows[number]
        chosen = row.values()
        if _MORE in chosen:
            self._offer(number, opened=True)
            row.set_values([answer for answer in chosen if answer != _MORE])
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._state is not None:
            self._state.set_yes(group, {Question(answer) for answer in chosen})
            self._tell()

    def _tell(self) -> None:
        self._show_asked()
        self.changed.emit()

    def _show_asked(self) -> None:
        state = self._state
        if state is not None:
            earlier = pregnancy_note(state)
            self._asked.setText(" · ".join(part for part in (state.asked_words, earlier) if part))
            mark(self._asked, tone=(Tone.AMBER if earlier else Tone.PLAIN).value, muted=not earlier)
            self._rest_no.setEnabled(not state.is_fully_asked)


def _short(question: Question) -> str:
    return SHORT_LABELS.get(question, QUESTION_LABELS[question])
