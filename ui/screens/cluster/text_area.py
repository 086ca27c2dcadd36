"""A few lines of free text; Tab leaves it, so that the page is walked by keyboard."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.kit.style import space

LONGEST = 4_000


class TextArea(QPlainTextEdit):
    """``changed`` at every change of the user's; longer texts than ``LONGEST`` are cut."""

    changed = Signal()

    def __init__(self, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + space(5))
        self.textChanged.connect(self._changed)
        self._quiet = False

    def value(self) -> str:
        """The text without blanks around it."""
        return self.toPlainText()[:LONGEST].strip()

    def set_value(self, text: str) -> None:
        """Show ``text``."""
        if text.strip() == self.value():
            return
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False

    def _changed(self) -> None:
        if not self._quiet:
            self.changed.emit()
