"""A few lines of free text that grow with what is typed; Tab leaves it, so that the page is walked by keyboard."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.kit.style import space

LONGEST = 4_000
MOST_LINES = 6


class TextArea(QPlainTextEdit):
    """``changed`` at every change of the user's; longer texts than ``LONGEST`` are cut."""

    changed = Signal()

    def __init__(self, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._lines = lines
        self._quiet = False
        self._fit()
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._changed)

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

    def _fit(self, *_size: object) -> None:
        """A plain text document measures its height in lines."""
        typed = int(self.document().documentLayout().documentSize().height())
        shown = max(self._lines, min(typed, MOST_LINES))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * shown + space(6))

    def _changed(self) -> None:
        if not self._quiet:
            self.changed.emit()
