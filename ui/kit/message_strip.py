"""The strip above the room: messages stay until they are read or replaced, long work shows how far it is."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QVBoxLayout, QWidget

from ilp_desktop.domain.progress import Step
from ui.kit.icons import icon, pixmap
from ui.kit.style import TONE_ICONS, Tone, ink, mark, space, text_label


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What happened, and what to do; with ``action`` a button of that name that calls ``act``."""

    text: str
    remedy: str = ""
    tone: Tone = Tone.PLAIN
    action: str = ""
    act: Callable[[], object] | None = None


class MessageStrip(QWidget):
    """Takes no room and no focus while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_strip")
        self._message: Message | None = None
        self._cancel: Callable[[], object] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        self._progress_frame = self._build_progress()
        self._message_frame = self._build_message()
        column.addWidget(self._progress_frame)
        column.addWidget(self._message_frame)
        self._show_parts(progress=False)

    def show_message(self, message: Message) -> None:
        """Say ``message`` instead of what was said before."""
        self._message = message
        self._text.setText(message.text)
        self._remedy.setText(message.remedy)
        self._remedy.setVisible(bool(message.remedy))
        self._icon.setPixmap(pixmap(TONE_ICONS[message.tone], ink(message.tone).name(), 20))
        self._action.setText(message.action)
        self._action.setVisible(bool(message.action))
        mark(self._message_frame, strip=message.tone.value)
        self._show_parts(progress=not self._progress_frame.isHidden())
        self._text.setAccessibleName(f"{message.text} {message.remedy}".strip())
        QAccessible.updateAccessibility(QAccessibleEvent(self._text, QAccessible.Event.Alert))

    def message(self) -> Message | None:
        """What the strip says now; None when it is silent."""
        return self._message

    def clear(self) -> None:
        """Say nothing."""
        self._message = None
        self._show_parts(progress=not self._progress_frame.isHidden())

    def show_progress(self, step: Step, cancel: Callable[[], object] | None) -> None:
        """Show how far long work is, with ``Batal`` when it can be stopped."""
        self._cancel = cancel
        count = f" ({step.done:,} dari {step.total:,})".replace(",", ".") if step.total else ""
        self._doing.setText(f"{step.doing}{count}")
        self._bar.setRange(0, step.total)
        self._bar.setValue(min(step.done, step.total))
        self._cancel_button.setVisible(cancel is not None)
        self._show_parts(progress=True)

    def end_progress(self) -> None:
        """The work is over."""
        self._cancel = None
        self._cancel_button.setEnabled(True)
        self._show_parts(progress=False)

    def _show_parts(self, *, progress: bool) -> None:
        self._progress_frame.setVisible(progress)
        self._message_frame.setVisible(self._message is not None)
        self.setVisible(progress or self._message is not None)

    def _build_message(self) -> QFrame:
        frame = QFrame(self)
        frame.setObjectName("message_frame")
        self._icon = QLabel(frame)
        self._text = text_label("", strong=True, parent=frame)
        self._text.setObjectName("message_text")
        self._remedy = text_label("", parent=frame)
        self._remedy.setObjectName("message_remedy")
        for label in (self._text, self._remedy):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton(frame)
        self._action.setObjectName("message_action")
        self._action.clicked.connect(self._act)
        close = QToolButton(frame)
        close.setObjectName("message_close")
        close.setProperty("kind", "quiet")
        close.setIcon(icon("x"))
        close.setToolTip("Tutup pesan")
        close.setAccessibleName("Tutup pesan")
        close.clicked.connect(self.clear)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._remedy)
        row = QHBoxLayout(frame)
        row.setContentsMargins(space(3), space(1), space(1), space(1))
        row.setSpacing(space(3))
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self._action)
        row.addWidget(close)
        return frame

    def _build_progress(self) -> QFrame:
        frame = QFrame(self)
        frame.setObjectName("progress_frame")
        frame.setProperty("strip", "accent")
        self._doing = text_label("", parent=frame)
        self._doing.setObjectName("progress_doing")
        self._bar = QProgressBar(frame)
        self._bar.setTextVisible(False)
        self._cancel_button = QPushButton("Batal", frame)
        self._cancel_button.setObjectName("progress_cancel")
        self._cancel_button.clicked.connect(self._cancelled)
        row = QHBoxLayout(frame)
        row.setContentsMargins(space(3), space(1), space(1), space(1))
        row.setSpacing(space(3))
        row.addWidget(self._doing)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel_button)
        return frame

    def _act(self) -> None:
        message = self._message
        self.clear()
        if message is not None and message.act is not None:
            message.act()

    def _cancelled(self) -> None:
        self._cancel_button.setEnabled(False)
        if self._cancel is not None:
            self._cancel()


def strip_of(widget: QWidget) -> MessageStrip | None:
    """The nearest strip: of the page on which ``widget`` stands, of its window, or of the window before it."""
    place: QWidget | None = widget
    while place is not None:
        found = place.findChild(MessageStrip)
        if isinstance(found, MessageStrip):
            return found
        place = place.parentWidget()
    return None


def show_in_strip(widget: QWidget, message: Message) -> None:
    """Say ``message`` in the strip above ``widget``, where there is one."""
    strip = strip_of(widget)
    if strip is not None:
        strip.show_message(message)
