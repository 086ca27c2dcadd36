"""Editors for the answers of a form: what is typed goes out as text, the form decides what it means."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.icons import icon
from ui.kit.style import ROW_HEIGHT, space, text_label

PAUSE_MILLISECONDS = 500
"""After so long without a key, what was typed counts; leaving the field or Enter counts at once."""

_NO_FILE = "Pilih berkas (spasi)"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down)


class EntryField(QLineEdit):
    """One line of text, with a unit inside at the right. ``committed`` when a pause or the user ends the typing."""

    committed = Signal()
    entered = Signal()

    def __init__(self, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = text_label(unit, muted=True, parent=self)
        self._unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._unit.setVisible(bool(unit))
        self._shown = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.commit)
        self.setMaxLength(10_000)
        self.setTextMargins(0, 0, self._unit.sizeHint().width() + space(2) if unit else 0, 0)
        self.textEdited.connect(lambda _text: self._pause.start())

    def value(self) -> str:
        """What is typed."""
        return self.text()

    def show_value(self, text: str) -> None:
        """Show an answer, unless the user is typing another one."""
        self._shown = text
        if not self._pause.isActive() and self.text() != text:
            self.setText(text)

    def commit(self) -> None:
        """What is typed counts now, if it differs from what was shown."""
        self._pause.stop()
        if self.text() != self._shown:
            self._shown = self.text()
            self.committed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.commit()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.commit()
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self._unit.sizeHint().width()
        self._unit.setGeometry(self.width() - width - space(3), 0, width, self.height())


class LongTextField(QPlainTextEdit):
    """Several lines: Enter makes a new line, Ctrl+Enter and Tab go on."""

    committed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setTabChangesFocus(True)
        self.setFixedHeight(3 * self.fontMetrics().lineSpacing() + space(4))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.commit)
        self.textChanged.connect(self._typed)

    def value(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def show_value(self, text: str) -> None:
        """Show an answer, unless the user is typing another one."""
        self._shown = text
        if not self._pause.isActive() and self.toPlainText() != text:
            self.setPlainText(text)

    def commit(self) -> None:
        """What is typed counts now, if it differs from what was shown."""
        self._pause.stop()
        if self.toPlainText() != self._shown:
            self._shown = self.toPlainText()
            self.committed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.commit()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def _typed(self) -> None:
        if self.toPlainText() != self._shown:
            self._pause.start()


class ChoiceButtons(ChoiceRow):
    """A row of choices whose answer is text: the chosen values with a space between.

    Enter goes on. It chooses only what the arrows have walked to, so that going past a question answers nothing.
    """

    committed = Signal()
    entered = Signal()

    def __init__(self, choices: Sequence[Choice], *, multiple: bool, parent: QWidget | None = None) -> None:
        self._by_key = False
        self._several = multiple
        self._walked = False
        self._offered: tuple[Choice, ...] = ()
        super().__init__(choices, multiple=multiple, parent=parent)
        self.changed.connect(self._chosen)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; the same ones again change nothing."""
        if tuple(choices) != self._offered:
            self._offered = tuple(choices)
            super().set_choices(choices)

    def text_value(self) -> str:
        """The chosen values."""
        return " ".join(self.values())

    def show_value(self, text: str) -> None:
        """Choose exactly what the text names."""
        if self.text_value() != text:
            self.set_values(text.split())

    def commit(self) -> None:
        """Nothing waits here: each choice counts at once."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            walked, self._walked = self._walked, event.key() in _ARROWS
            if event.key() in _ENTER and (self._several or not walked):
                self.entered.emit()
                return True
            self._by_key = event.key() in _ENTER or bool(event.text().strip())
        elif event.type() is QEvent.Type.MouseButtonPress:
            self._by_key = False
        return super().eventFilter(watched, event)

    def _chosen(self) -> None:
        self.committed.emit()
        if self._by_key and not self._several and self.values():
            self.entered.emit()


class ChoiceSearch(EntryField):
    """A long list of choices that narrows while one types any part of a label."""

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._choices: tuple[Choice, ...] = ()
        self._labels = QStringListModel(self)
        self._list = QCompleter(self._labels, self)
        self._list.setFilterMode(Qt.MatchFlag.MatchContains)
        self._list.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._list.activated.connect(lambda _label: self.commit())
        self.setCompleter(self._list)
        self.setPlaceholderText("ketik untuk mencari")
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self._labels.setStringList([choice.label for choice in choices])

    def value(self) -> str:
        """The value whose label is typed, or the only one that fits; otherwise what is typed."""
        typed = self.text().strip().casefold()
        exact = [choice.id for choice in self._choices if choice.label.casefold() == typed]
        fitting = [choice.id for choice in self._choices if typed and typed in choice.label.casefold()]
        if exact:
            return exact[0]
        return fitting[0] if len(fitting) == 1 else self.text().strip()

    def show_value(self, text: str) -> None:
        label = next((choice.label for choice in self._choices if choice.id == text), text)
        super().show_value(label)


class RankField(QListWidget):
    """Choices in an order: Alt+Up and Alt+Down, or the mouse, move the current one."""

    committed = Signal()
    entered = Signal()

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.model().rowsMoved.connect(lambda *_moved: self.committed.emit())
        self._choices: tuple[Choice, ...] = ()
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Rank other choices, in the order given."""
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        self._fill([choice.id for choice in choices])
        self.setFixedHeight(ROW_HEIGHT * max(1, min(8, len(choices))) + space(2))

    def value(self) -> str:
        """The values in their order."""
        return " ".join(str(self.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self.count()))

    def show_value(self, text: str) -> None:
        """Put the choices in the order of the answer."""
        if text and text != self.value():
            ranked = text.split()
            self._fill([*ranked, *(choice.id for choice in self._choices if choice.id not in ranked)])

    def commit(self) -> None:
        """Nothing waits here: each move counts at once."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(step)
        elif event.key() in _ENTER:
            self.committed.emit()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        row = self.currentRow()
        target = row + step
        if row < 0 or not 0 <= target < self.count():
            return
        self.insertItem(target, self.takeItem(row))
        self.setCurrentRow(target)
        self.committed.emit()

    def _fill(self, order: Sequence[str]) -> None:
        labels = {choice.id: choice.label for choice in self._choices}
        self.clear()
        for value in order:
            if value in labels:
                item = QListWidgetItem(labels[value], self)
                item.setData(Qt.ItemDataRole.UserRole, value)


class FileField(QPushButton):
    """A file that belongs to the answers. ``wanted`` asks for one; who stores it answers with its name."""

    committed = Signal()
    entered = Signal()
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(icon("file-text"), _NO_FILE, parent)
        self.setAutoDefault(False)
        self._name = ""
        self.clicked.connect(self.wanted)

    def value(self) -> str:
        """The name of the file."""
        return self._name

    def show_value(self, text: str) -> None:
        """Show the name of the file."""
        self._name = text
        self.setText(text.replace("&", "&&") or _NO_FILE)

    def commit(self) -> None:
        """Nothing waits here."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._name:
            self.show_value("")
            self.committed.emit()
        else:
            super().keyPressEvent(event)


Editor = EntryField | LongTextField | ChoiceButtons | ChoiceSearch | RankField | FileField


def editor_text(editor: Editor) -> str:
    """What the editor holds, as the form takes it."""
    return editor.text_value() if isinstance(editor, ChoiceButtons) else editor.value()
