"""What every section of the settings can do."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ilp_desktop.domain.problem import Problem
from ilp_desktop.services.workplace import Workplace
from ui.kit.labelled_field import LabelledField
from ui.kit.message_strip import Message, show_in_strip
from ui.kit.style import Tone, Type, space, text_label


class Section(QWidget):
    """``refresh`` is called each time it comes up; ``save`` when the user presses Ctrl+S.

    ``head`` is the row of the title, with room for a button at its right; ``column`` is everything.
    """

    title = ""
    explanation = ""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workplace = workplace
        self.fields: Mapping[str, LabelledField] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(space(3))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text_label(self.title, Type.LARGE, strong=True, parent=self))
        if self.explanation:
            explanation = text_label(self.explanation, muted=True, parent=self)
            explanation.setWordWrap(True)
            words.addWidget(explanation)
        self.head = QHBoxLayout()
        self.head.setSpacing(space(3))
        self.head.addLayout(words, 1)
        self.column.addLayout(self.head)

    def refresh(self) -> None:
        """Show what is kept now."""

    def save(self) -> None:
        """Keep what is typed."""

    def reset(self) -> None:
        """Take what is chosen back to its default."""

    def open_file(self, _file: Path) -> None:
        """Look at a file that was clicked in Windows."""

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Each problem at its field, what has no field in the strip; the cursor at the first."""
        by_field: dict[str, Problem] = {}
        for problem in problems:
            by_field.setdefault(problem.field, problem)
        for name, field in self.fields.items():
            here = by_field.get(name)
            field.show_problem(f"{here.sentence} {here.remedy}".strip() if here else "")
        elsewhere = [problem for problem in problems if problem.field not in self.fields]
        for problem in elsewhere[:1]:
            self.say(problem.sentence, problem.remedy, Tone.AMBER)
        first = next((self.fields[problem.field] for problem in problems if problem.field in self.fields), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, text: str, remedy: str = "", tone: Tone = Tone.GREEN) -> None:
        """Something in the strip above the room."""
        show_in_strip(self, Message(text=text, remedy=remedy, tone=tone))

    def line(self, name: str, *, longest: int = 200, placeholder: str = "") -> QLineEdit:
        """One line of text."""
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setMaxLength(longest)
        line.setPlaceholderText(placeholder)
        return line

    def button(self, name: str, label: str, kind: str = "plain") -> QPushButton:
        """A button as wide as its words."""
        button = QPushButton(label, self)
        button.setObjectName(name)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return button
