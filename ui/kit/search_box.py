"""A box to search in as one types; the list below is walked without leaving it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ui.kit.icons import pixmap
from ui.kit.result_list import ResultList
from ui.kit.style import ICON, colours, space

_PAGE = 8
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}


class SearchBox(QLineEdit):
    """Emits ``searched`` with the text at every change, and ``accepted`` with it at Enter.

    A scanner sends Enter before the results are there: then ``accepted`` waits until ``answered`` is called for
    exactly the text that stands in the box. Esc empties the box.
    """

    searched = Signal(str)
    accepted = Signal(str)

    def __init__(self, placeholder: str, results: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results = results
        self._answered: str | None = None
        self._wants = False
        self.setProperty("search", True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setMaxLength(300)
        self._symbol = QLabel(self)
        self._symbol.setPixmap(pixmap("search", colours().muted))
        self._symbol.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextMargins(ICON + space(2), 0, space(2), 0)
        self.textChanged.connect(self._changed)

    def answered(self, text: str) -> None:
        """The results of ``text`` are on the screen."""
        self._answered = text
        if self._wants and text == self.text():
            self._wants = False
            self.accepted.emit(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._symbol.setGeometry(space(3), 0, ICON, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and isinstance(self._results, ResultList):
            self._results.walk(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key is Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self._answered == self.text():
            self.accepted.emit(self.text())
        else:
            self._wants = True

    def _changed(self, text: str) -> None:
        self._wants = False
        self.searched.emit(text)
