"""A word on a soft ground: a state, a klaster, a count."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.kit.icons import pixmap
from ui.kit.style import TONE_ICONS, Tone, Type, ink, mark, space


class Badge(QLabel):
    """Always a word; the colour only repeats it."""

    def __init__(self, text: str = "", tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.show_state(text, tone)

    def show_state(self, text: str, tone: Tone) -> None:
        """Say something else; an empty text hides the badge."""
        self.setText(text)
        self.setVisible(bool(text))
        mark(self, badge=tone.value)


class _Line(QLabel):
    """A text that ends in an ellipsis where the room ends, unless it wraps."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.style().drawItemText(
            painter, self.rect(), place, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()


class Notice(QWidget):
    """An icon and a sentence in one of the tones, such as an allergy.

    A long text ``wraps``, or it ends in an ellipsis, the whole of it in the tool tip: it never widens the window.
    """

    def __init__(
        self, text: str = "", tone: Tone = Tone.PLAIN, parent: QWidget | None = None, *, wraps: bool = False
    ) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self._text = _Line(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setProperty("type", Type.BASE.name.lower())
        self._text.setWordWrap(wraps)
        self._text.setMinimumWidth(space(20))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        row.addWidget(self._icon)
        if wraps:
            self._icon.setContentsMargins(0, 2, 0, 0)
            row.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.say(text, tone)

    def say(self, text: str, tone: Tone) -> None:
        """Say something else; an empty text hides the notice."""
        self._text.setText(text)
        self._text.setToolTip(text)
        self.setVisible(bool(text))
        plain = tone is Tone.PLAIN
        self._icon.setVisible(not plain)
        self._icon.setPixmap(pixmap(TONE_ICONS[tone], ink(tone).name()))
        mark(self._text, tone=tone.value, strong=not plain)

    def text(self) -> str:
        """What is said."""
        return self._text.text()
