"""A word on a soft ground: a state, a klaster, a count."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.kit.icons import pixmap
from ui.kit.style import TONE_ICONS, Tone, ink, mark, space, text_label


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


class Notice(QWidget):
    """An icon and a sentence in one of the tones, such as an allergy.

    A long text ``wraps``, or it ends where the room ends, the whole of it in the tool tip: it never widens the window.
    """

    def __init__(
        self, text: str = "", tone: Tone = Tone.PLAIN, parent: QWidget | None = None, *, wraps: bool = False
    ) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self._text = text_label("", strong=True, parent=self)
        self._text.setWordWrap(wraps)
        self._text.setMinimumWidth(space(20))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        row.addWidget(self._icon)
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
