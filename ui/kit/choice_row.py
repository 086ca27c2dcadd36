"""A few choices as buttons in a row, each reachable by its number or its first letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.kit.flow_layout import FlowLayout
from ui.kit.style import font, space

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_CLEARING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_CHOOSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing to choose: its stable id and the words that the user sees."""

    id: str
    label: str


class ChoiceRow(QWidget):
    """One or (``multiple``) several of a few choices.

    Tab comes in once; arrows walk, Space or Enter takes, a digit or first letter takes at once, Backspace clears.
    ``changed`` is emitted for what the user does, not for ``set_value``.
    """

    changed = Signal()

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        multiple: bool = False,
        numbered: bool = False,
        clearable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._multiple = multiple
        self._numbered = numbered
        self._clearable = clearable
        self._choices: tuple[Choice, ...] = ()
        self._buttons: list[QPushButton] = []
        self._row = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; what was chosen stays chosen when it is still offered."""
        kept = self.values() if self._buttons else ()
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._choices = tuple(choices)
        self._buttons = [self._button(index, choice) for index, choice in enumerate(self._choices)]
        self.set_values(kept)

    def value(self) -> str:
        """The id of what is chosen, empty when nothing is."""
        return next(iter(self.values()), "")

    def values(self) -> tuple[str, ...]:
        """The ids of everything that is chosen, in the order of the row."""
        return tuple(
            choice.id for choice, button in zip(self._choices, self._buttons, strict=True) if button.isChecked()
        )

    def set_value(self, chosen: str) -> None:
        """Choose exactly ``chosen`` (empty: nothing)."""
        self.set_values((chosen,) if chosen else ())

    def set_values(self, chosen: Sequence[str]) -> None:
        """Choose exactly these."""
        for choice, button in zip(self._choices, self._buttons, strict=True):
            button.setChecked(choice.id in chosen)
        self._set_entrance()

    def setFocus(self, *args: Qt.FocusReason) -> None:
        """Focus goes to what is chosen, or to the first button."""
        entrance = self._entrance()
        if entrance is not None:
            entrance.setFocus(*args)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self._buttons:
            return self._typed(self._buttons.index(watched), event)
        return super().eventFilter(watched, event)

    def _button(self, index: int, choice: Choice) -> QPushButton:
        label = choice.label.replace("&", "&&")
        button = QPushButton(f"{index + 1}  {label}" if self._numbered else label, self)
        button.setObjectName(f"choice_{choice.id}")
        button.setAccessibleName(choice.label)
        button.setProperty("choice", True)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setMinimumWidth(QFontMetrics(font(strong=True)).horizontalAdvance(button.text()) + 2 * space(3) + 4)
        button.clicked.connect(lambda _checked, at=index: self._clicked(at))
        button.installEventFilter(self)
        self._row.addWidget(button)
        button.show()
        return button

    def _typed(self, index: int, event: QKeyEvent) -> bool:
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._buttons[(index + _STEPS[key]) % len(self._buttons)].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if key in _CHOOSING:
            return self._take(index)
        if key in _CLEARING:
            return self._clear()
        wanted = self._meant(event.text(), index)
        return wanted is not None and self._take(wanted)

    def _meant(self, text: str, index: int) -> int | None:
        if text.isascii() and text.isdigit():
            return int(text) - 1 if 0 < int(text) <= len(self._buttons) else None
        letter = text.casefold()
        if not letter.isalpha():
            return None
        count = len(self._choices)
        first = 0 if self._choices[index].label.casefold()[:1] != letter or not self._buttons[index].isChecked() else 1
        order = [(index + step) % count for step in range(first, count + 1)]
        if first == 0:
            order = list(range(count))
        return next((at for at in order if self._choices[at].label.casefold().startswith(letter)), None)

    def _take(self, index: int) -> bool:
        button = self._buttons[index]
        if not button.isEnabled():
            return True
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        button.setChecked(not button.isChecked() if self._multiple else True)
        self._clicked(index)
        return True

    def _clear(self) -> bool:
        if self._clearable and any(button.isChecked() for button in self._buttons):
            self.set_values(())
            self.changed.emit()
        return True

    def _clicked(self, index: int) -> None:
        if not self._multiple:
            for other, button in enumerate(self._buttons):
                keep = other == index and (button.isChecked() or not self._clearable)
                button.setChecked(keep)
        self._set_entrance()
        self.changed.emit()

    def _entrance(self) -> QPushButton | None:
        chosen = (button for button in self._buttons if button.isChecked())
        return next(chosen, self._buttons[0] if self._buttons else None)

    def _set_entrance(self) -> None:
        entrance = self._entrance()
        for button in self._buttons:
            tab = button is entrance
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab else Qt.FocusPolicy.ClickFocus)
        if entrance is not None:
            self.setFocusProxy(entrance)
