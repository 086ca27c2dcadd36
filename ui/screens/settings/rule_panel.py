"""One rule at a time: what it decides, its default, what is permitted, why, and the value here to be changed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.uncertain import Figure
from ilp_desktop.services.programme_settings import RuleSetting
from ui.kit.badge import Badge
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.labelled_field import LabelledField
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.settings.rule_list import CHANGED, facts


class RulePanel(QWidget):
    """Emits ``typed`` with key and text whenever the value is changed, ``left`` at Esc.

    The first of the ``buttons`` brings the default back.
    """

    typed = Signal(str, str)
    left = Signal()

    def __init__(self, buttons: Sequence[QPushButton], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rule_panel")
        self.field: LabelledField | None = None
        self._rule: RuleSetting | None = None
        self._label = text_label("", Type.LARGE, strong=True, parent=self)
        self._label.setWordWrap(True)
        self._label.setObjectName("rule_label")
        self._changed = Badge(parent=self)
        self._changed.setObjectName("rule_changed")
        self._room = QVBoxLayout()
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(space(3))
        self._facts.setVerticalSpacing(space(1))
        self._facts.setColumnStretch(1, 1)
        self._told = [(text_label("", muted=True, parent=self), text_label("", parent=self)) for _row in range(4)]
        for row, (name, text) in enumerate(self._told):
            text.setWordWrap(True)
            self._facts.addWidget(name, row, 0)
            self._facts.addWidget(text, row, 1)
        self._reset = buttons[0]
        foot = QHBoxLayout()
        foot.setSpacing(space(2))
        for button in buttons:
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self._label)
        column.addWidget(self._changed)
        column.addLayout(self._room)
        column.addLayout(self._facts)
        column.addLayout(foot)
        column.addStretch(1)
        self.show_rule(None, None)

    def show_rule(self, rule: RuleSetting | None, typed: str | None) -> None:
        """Tell a rule, with what is typed for it and not yet saved; no rule: nothing is chosen."""
        is_same = rule is not None and self._rule is not None and rule.figure.key == self._rule.figure.key
        self._rule = rule
        self._label.setText("Pilih aturan di daftar." if rule is None else rule.figure.about.label)
        self._changed.show_state(f"{CHANGED} di sini" if rule is not None and rule.changed else "", Tone.AMBER)
        told = () if rule is None else facts(rule)
        for row, (name, text) in enumerate(self._told):
            name.setText(told[row][0] if row < len(told) else "")
            text.setText(told[row][1] if row < len(told) else "")
            name.setVisible(row < len(told))
            text.setVisible(row < len(told))
        self._reset.setVisible(rule is not None)
        self._reset.setEnabled(rule is not None and (rule.changed or typed is not None))
        if not is_same:
            self._ask(rule)
        if rule is not None:
            self._fill(rule.figure.text(rule.value) if typed is None else typed)

    def text(self) -> str:
        """What stands in the editor."""
        editor = None if self.field is None else self.field.editor
        if isinstance(editor, ChoiceRow):
            return editor.value()
        return editor.text().strip() if isinstance(editor, QLineEdit) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self, rule: RuleSetting | None) -> None:
        if self.field is not None:
            self._room.removeWidget(self.field)
            self.field.hide()
            self.field.deleteLater()
            self.field = None
        if rule is None:
            return
        editor = self._editor(rule.figure)
        label = f"Nilai di sini ({rule.figure.about.unit})" if rule.figure.about.unit else "Nilai di sini"
        self.field = LabelledField(label, editor, parent=self)
        self._room.addWidget(self.field)

    def _editor(self, figure: Figure) -> ChoiceRow | QLineEdit:
        editor: ChoiceRow | QLineEdit
        if figure.about.choices:
            choices = tuple(Choice(id=text, label=shown) for text, shown in figure.about.choices)
            editor = ChoiceRow(choices, clearable=False, parent=self)
            editor.changed.connect(self._tell)
        else:
            editor = QLineEdit(self)
            editor.setMaxLength(40)
            editor.textEdited.connect(self._tell)
        editor.setObjectName("rule_value")
        return editor

    def _fill(self, text: str) -> None:
        editor = None if self.field is None else self.field.editor
        if text == self.text():
            return
        if isinstance(editor, ChoiceRow):
            editor.set_value(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def _tell(self, *_ignored: object) -> None:
        if self._rule is not None:
            self.typed.emit(self._rule.figure.key, self.text())
