"""What every page of the wizard can do."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ilp_desktop.domain.problem import Problem
from ui.kit.labelled_field import LabelledField
from ui.screens.first_run.state import WizardState


class WizardPage(QWidget):
    """Shows a part of the state and takes it back; ``go_on`` asks for the next page."""

    go_on = Signal()

    heading = ""
    explanation = ""

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.fields: Mapping[str, LabelledField] = {}

    def enter(self) -> None:
        """The page comes up: shows what is known and puts the cursor where the work starts."""

    def collect(self) -> None:
        """What is typed goes into the state."""

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Each problem at its field, the cursor at the first."""
        by_field: dict[str, Problem] = {}
        for problem in problems:
            by_field.setdefault(problem.field, problem)
        for name, field in self.fields.items():
            problem_here = by_field.get(name)
            field.show_problem(f"{problem_here.sentence} {problem_here.remedy}".strip() if problem_here else "")
        first = next((self.fields[problem.field] for problem in problems if problem.field in self.fields), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill_room(self, field: LabelledField) -> LabelledField:
        """The field grows with the page, as lists should."""
        field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        return field

    def clear_when_typed(self) -> None:
        """A problem goes as soon as the user mends its field."""
        for field in self.fields.values():
            if isinstance(field.editor, QLineEdit):
                field.editor.textChanged.connect(partial(_mended, field))

    def text_line(self, name: str, *, longest: int = 1024, placeholder: str = "") -> QLineEdit:
        """One line of text; Enter goes to the next field."""
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setMaxLength(longest)
        line.setPlaceholderText(placeholder)
        return line


def _mended(field: LabelledField, _text: str) -> None:
    field.show_hint()
