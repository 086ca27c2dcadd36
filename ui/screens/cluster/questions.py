"""What every page of questions here does alike: two columns that scroll as one, and problems said at their fields."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ilp_desktop.domain.problem import Problem
from ui.kit.labelled_field import LabelledField
from ui.kit.style import space


def in_two_columns(page: QWidget, left: QVBoxLayout, right: QVBoxLayout) -> QScrollArea:
    """Fills ``page`` with two columns; gives what scrolls them."""
    for column in (left, right):
        column.setSpacing(space(1))
    inside = QWidget(page)
    columns = QHBoxLayout(inside)
    columns.setContentsMargins(0, 0, space(3), 0)
    columns.setSpacing(space(6))
    columns.addLayout(left, 1)
    columns.addLayout(right, 1)
    scroll = QScrollArea(page)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inside)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(scroll)
    return scroll


def say_problems(
    fields: Mapping[str, LabelledField], problems: Sequence[Problem], narrow: frozenset[str] = frozenset()
) -> LabelledField | None:
    """Says each problem at its field and puts the cursor into the first, which is given back.

    The fields in ``narrow`` have no room for a sentence.
    """
    said = [problem for problem in problems if problem.field in fields]
    for problem in said:
        sentence = "Periksa" if problem.field in narrow else f"{problem.sentence} {problem.remedy}".strip()
        fields[problem.field].show_problem(sentence)
    if not said:
        return None
    first = fields[said[0].field]
    first.editor.setFocus(Qt.FocusReason.OtherFocusReason)
    return first
