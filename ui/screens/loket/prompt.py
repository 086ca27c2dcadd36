"""Asks for one reason or one day in the page itself, where a window of its own would hide the person."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.kit.badge import Notice
from ui.kit.date_field import DateField
from ui.kit.style import Tone, mark, space, text_label


class Prompt(QFrame):
    """Hidden until something is asked; Enter answers, Esc takes the question back."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("prompt")
        mark(self, strip="amber")
        self._act: Callable[[], object] = self.close_prompt
        self._title = text_label("", strong=True, parent=self)
        self._title.setObjectName("prompt_title")
        self._text = QLineEdit(self)
        self._text.setObjectName("prompt_text")
        self._text.setMaxLength(200)
        self._day = DateField(today, parent=self)
        self._day.setObjectName("prompt_day")
        self._answer = QPushButton(self)
        self._answer.setObjectName("prompt_answer")
        self._answer.setProperty("kind", "primary")
        cancel = QPushButton("Batal", self)
        cancel.setObjectName("prompt_cancel")
        cancel.clicked.connect(self.close_prompt)
        self._answer.clicked.connect(self._answered)
        self._problem = Notice(parent=self, wraps=True)
        self._problem.setObjectName("prompt_problem")
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(self._text, 1)
        row.addWidget(self._day, 1)
        row.addWidget(self._answer)
        row.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(2), space(3), space(2))
        column.setSpacing(space(1))
        column.addWidget(self._title)
        column.addLayout(row)
        column.addWidget(self._problem)
        self.hide()

    def ask_reason(self, title: str, verb: str, act: Callable[[str], object]) -> None:
        """Ask for a reason; ``act`` is given what was typed."""
        self._open(title, verb, self._text, lambda: act(self._text.text()))

    def ask_day(self, title: str, verb: str, act: Callable[[date], object]) -> None:
        """Ask for a day; ``act`` is given it."""
        self._open(title, verb, self._day, lambda: self._give_day(act))

    def show_problem(self, sentence: str) -> None:
        """What was answered cannot be; what was typed stays."""
        self._problem.say(sentence, Tone.RED)

    def close_prompt(self) -> None:
        """Ask nothing any more."""
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_prompt()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._answered()
        else:
            super().keyPressEvent(event)

    def _open(self, title: str, verb: str, editor: QLineEdit, act: Callable[[], object]) -> None:
        self._act = act
        self._title.setText(title)
        self._answer.setText(verb)
        self._text.clear()
        self._day.set_value(None)
        self._text.setVisible(editor is self._text)
        self._day.setVisible(editor is self._day)
        editor.setAccessibleName(title)
        self.show_problem("")
        self.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answered(self) -> None:
        self._act()

    def _give_day(self, act: Callable[[date], object]) -> None:
        day = self._day.value()
        if day is None:
            self.show_problem(self._day.problem() or "Tanggalnya belum diisi.")
        else:
            act(day.day)
