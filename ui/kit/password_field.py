"""A password: hidden until the user asks to see it, and a word when Caps Lock is on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.icons import icon
from ui.kit.style import colours

_LONGEST = 1024


class PasswordField(QLineEdit):
    """``caps_lock_changed`` tells whether Caps Lock is on, as far as the typed letters show it; again at each letter
    while it is."""

    caps_lock_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caps_lock = False
        self.setMaxLength(_LONGEST)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoAutoUppercase)
        self._eye = self.addAction(icon("eye", colours().muted), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.triggered.connect(self._toggle)
        self._show(seen=False)

    def value(self) -> str:
        """What is typed."""
        return self.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        super().keyPressEvent(event)
        if len(letter) == 1 and letter.isalpha() and letter.swapcase() != letter:
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tell(letter.isupper() is not shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self._tell(False)

    def _tell(self, caps_lock: bool) -> None:
        if caps_lock or self._caps_lock:
            self._caps_lock = caps_lock
            self.caps_lock_changed.emit(caps_lock)

    def _toggle(self) -> None:
        self._show(seen=self.echoMode() is QLineEdit.EchoMode.Password)

    def _show(self, *, seen: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icon("eye-off" if seen else "eye", colours().muted))
        self._eye.setToolTip("Sembunyikan kata sandi" if seen else "Lihat kata sandi")
