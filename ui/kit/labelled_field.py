"""One question of a page: label above, editor, and below it a hint that gives way to a problem or a note."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.choice_row import ChoiceRow
from ui.kit.date_field import DateField
from ui.kit.icons import pixmap
from ui.kit.number_field import NumberField
from ui.kit.style import TONE_ICONS, Tone, Type, ink, mark, space, text_label


class LabelledField(QWidget):
    """Frames any ``editor``; date and number fields report their own problems through it.

    The room for one line below is always kept, so that nothing moves when a problem appears.
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint = hint
        self._label = text_label(label, strong=True, parent=self)
        self._label.setBuddy(editor)
        self._label.setWordWrap(True)
        self._icon: QLabel | None = None
        self._required: QLabel | None = None
        self._below = text_label(hint, Type.SMALL, muted=True, parent=self)
        self._below.setWordWrap(True)
        self._below.setObjectName("field_message")
        self._below.setMinimumHeight(self._below.fontMetrics().height())
        self._place()
        self.set_required(required=required)
        editor.setAccessibleName(label)
        self.show_hint()
        if isinstance(editor, (DateField, NumberField)):
            editor.problem_changed.connect(self.show_problem)

    def set_label(self, label: str) -> None:
        """Ask in other words."""
        self._label.setText(label)
        self.editor.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """Say something else below while there is no problem."""
        was_shown = self._below.text() == self._hint
        self._hint = hint
        if was_shown:
            self.show_hint()

    def set_required(self, *, required: bool) -> None:
        """Say whether there must be an answer; another answer may decide it."""
        if self._required is None and required:
            self._required = text_label("wajib", Type.SMALL, muted=True, parent=self)
            self._head.addWidget(self._required)
        if self._required is not None and self._required.isHidden() is required:
            self._required.setVisible(required)

    def show_problem(self, sentence: str) -> None:
        """Say in red what is wrong; empty: nothing is."""
        if sentence:
            self._say(sentence, Tone.RED)
        else:
            self.show_hint()

    def show_note(self, sentence: str, tone: Tone) -> None:
        """Say something about the answer, such as its classification."""
        self._say(sentence, tone)

    def show_hint(self) -> None:
        """Nothing is wrong and nothing is noted: the hint."""
        self._say(self._hint, Tone.PLAIN)

    def message(self) -> str:
        """What stands below now."""
        return self._below.text()

    def _place(self) -> None:
        head = self._head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(self._label, 1)
        foot = self._foot = QHBoxLayout()
        foot.setSpacing(space(1))
        foot.addWidget(self._below, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addLayout(foot)
        if not isinstance(self.editor, ChoiceRow):
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _say(self, sentence: str, tone: Tone) -> None:
        self._below.setText(sentence)
        plain = tone is Tone.PLAIN
        if self._icon is None and not plain:
            self._icon = QLabel(self)
            self._foot.insertWidget(0, self._icon)
        if self._icon is not None:
            self._icon.setVisible(bool(sentence) and not plain)
            if not plain:
                self._icon.setPixmap(pixmap(TONE_ICONS[tone], ink(tone).name(), 14))
        mark(self._below, muted=plain, tone=tone.value)
        self.editor.setAccessibleDescription(sentence)
        mark(self.editor, problem=tone is Tone.RED)
