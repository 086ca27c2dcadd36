"""Beside the list: one filled form, what it says of its person, and who of ours that may be."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ilp_desktop.services.found_submissions import FATE_LABELS, FoundSubmission, SubmissionFate
from ilp_desktop.services.submission_people import ProposedPerson, proposed_people
from ilp_desktop.services.workplace import Workplace
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.operation import Query
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.search_box import SearchBox
from ui.kit.style import Tone, Type, mark, space, text_label
from ui.screens.phone_forms.state import MATCHABLE, age_words, name_in, person_of, said_of, title_of, where_words

_WIDTH = 368
TONES = {
    SubmissionFate.READY: Tone.GREEN,
    SubmissionFate.KEPT: Tone.GREEN,
    SubmissionFate.UNMATCHED: Tone.AMBER,
    SubmissionFate.INCOMPLETE: Tone.AMBER,
    SubmissionFate.SET_ASIDE: Tone.AMBER,
    SubmissionFate.REFUSED: Tone.RED,
    SubmissionFate.KNOWN: Tone.PLAIN,
}


class Matcher(QWidget):
    """``chosen`` carries the patient id; ``skipped``, ``counter_wanted`` and ``left`` say what else the user wants."""

    chosen = Signal(str)
    skipped = Signal()
    counter_wanted = Signal()
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self._workplace = workplace
        self._line: FoundSubmission | None = None
        self._title = self._label("submission_title", Type.LARGE, strong=True)
        self._fate = self._label("submission_fate")
        self._reason = self._label("submission_reason")
        self._written = self._label("submission_person", strong=True)
        self._said = self._label("submission_said", muted=True)
        self.results: ResultList[ProposedPerson] = ResultList(self._described, self)
        self.results.setObjectName("proposed_people")
        self.results.setAccessibleName("Orang yang mungkin dimaksud")
        self.results.opened.connect(lambda person: self.chosen.emit(person.patient_id))
        self.box = SearchBox("Cari nama, No. RM, NIK", self.results, self)
        self.box.setObjectName("person_search")
        self.box.searched.connect(self._search)
        self.box.accepted.connect(lambda _text: self.results.open_current())
        self._skip = self._button("skip_submission", self.skipped.emit)
        self._counter = self._button("new_at_counter", self.counter_wanted.emit)
        self._nobody = self._label("nobody_proposed", muted=True)
        self._found: Query[tuple[str, tuple[ProposedPerson, ...]]] = Query(self, self._show_found)
        self._asking = QWidget(self)
        self._place()

    def show_line(self, line: FoundSubmission) -> None:
        """Another form comes in front, with the people who may be meant."""
        self._line = line
        self._title.setText(title_of(line))
        self._fate.setText(FATE_LABELS[line.fate].capitalize())
        mark(self._fate, tone=TONES[line.fate].value)
        self._reason.setText(line.reason)
        self._reason.setVisible(bool(line.reason))
        asks = line.fate in MATCHABLE and line.person is not None and line.form is not None
        asks = asks and line.form is not None and line.form.subject != "meeting"
        person = person_of(line) if line.patient is not None else name_in(line)
        self._written.setText(person)
        entry = line.person
        self._said.setText(f"Di isian: {self._words(line)}" if entry is not None else "")
        self._said.setVisible(bool(asks and self._words(line)))
        self._asking.setVisible(asks)
        self._skip.setVisible(line.fate is SubmissionFate.UNMATCHED)
        self.results.set_rows(())
        self._nobody.hide()
        self.box.blockSignals(True)
        self.box.clear()
        self.box.blockSignals(False)
        if asks:
            self._search("")

    def search_again(self) -> None:
        """Somebody may have been registered meanwhile."""
        if self._line is not None and self._asking.isVisibleTo(self):
            self._search(self.box.text())

    def take_focus(self) -> None:
        """Where the person is chosen; the proposals are walked from the box."""
        if self._asking.isVisibleTo(self):
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _words(self, line: FoundSubmission) -> str:
        if line.person is None:
            return ""
        said = said_of(line.person, self._workplace.today)
        named = line.person.name if line.patient is not None else ""
        return " · ".join(filter(None, (named, said)))

    def _search(self, text: str) -> None:
        line, workplace = self._line, self._workplace
        if line is not None and line.person is not None:
            self._found.ask(partial(_look, workplace, line, text))

    def _show_found(self, answer: tuple[str, tuple[ProposedPerson, ...]]) -> None:
        text, people = answer
        self.results.set_rows(people)
        self._nobody.setText(
            "Tidak ada yang cocok. Ketik cara lain, atau daftarkan orangnya di loket."
            if text
            else "Isian ini tidak menyebut siapa pun yang dikenal. Ketik nama atau nomornya."
        )
        self._nobody.setVisible(not people)
        self.box.answered(text)

    def _described(self, person: ProposedPerson) -> ResultLine:
        return ResultLine(
            title=person.name,
            note=age_words(person, self._workplace.today),
            detail=where_words(person),
            trailing=person.medical_record_number,
        )

    def _label(self, name: str, size: Type = Type.BASE, *, strong: bool = False, muted: bool = False) -> QLabel:
        label = text_label("", size, strong=strong, muted=muted, parent=self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _button(self, action_id: str, act: Callable[[], object]) -> ActionButton:
        button = ActionButton(action(action_id), parent=self)
        button.clicked.connect(lambda _checked: act())
        return button

    def _place(self) -> None:
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(space(2))
        asking.addWidget(self.box)
        asking.addWidget(self._nobody)
        asking.addWidget(self.results, 1)
        asking.addWidget(self._counter)
        asking.addWidget(self._skip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        for part in (self._title, self._written, self._said, self._fate, self._reason):
            column.addWidget(part)
        column.addSpacing(space(2))
        column.addWidget(self._asking, 1)
        column.addStretch(0)


def _look(workplace: Workplace, line: FoundSubmission, text: str) -> tuple[str, tuple[ProposedPerson, ...]]:
    assert line.person is not None
    return text, proposed_people(workplace, line.person, text)
