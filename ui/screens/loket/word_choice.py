"""One value of a closed list of the domain, chosen by its Indonesian word."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ui.kit.style import space

Value = TypeVar("Value", bound=StrEnum)


class WordChoice(QComboBox, Generic[Value]):
    """``changed`` is emitted for what the user does, not for ``set_value``. The first letters of a word choose it."""

    changed = Signal()

    def __init__(self, choices: Iterable[tuple[Value, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[Value] = []
        for value, label in choices:
            self._values.append(value)
            self.addItem(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + space(6))
        self.activated.connect(self.changed)

    def value(self) -> Value:
        """What is chosen."""
        return self._values[self.currentIndex()]

    def set_value(self, value: Value) -> None:
        """Choose ``value``; one that is not offered is added, so that nothing recorded gets lost."""
        if value not in self._values:
            self._values.append(value)
            self.addItem(value.value)
        self.setCurrentIndex(self._values.index(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it never changes an answer."""
        event.ignore()
