"""The one seam for questions and file choice: shown to the user, or answered beforehand by a test."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.problem import Conflict
from ui.kit.icons import pixmap
from ui.kit.style import TONE_ICONS, Tone, Type, ink, space, text_label

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class ButtonKind(StrEnum):
    """How a button of a question looks."""

    PRIMARY = "primary"
    DANGER = "danger"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogButton:
    """One answer: its id and the verb on the button."""

    id: str
    label: str
    kind: ButtonKind = ButtonKind.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A decision that cannot be undone. The last button is the harmless one, taken with Esc too."""

    title: str
    text: str
    buttons: tuple[DialogButton, ...]
    tone: Tone = Tone.AMBER
    selectable_text: str = ""


class ConflictChoice(StrEnum):
    """Whose version stands."""

    OURS = "ours"
    THEIRS = "theirs"
    CANCEL = "cancel"


@dataclass(slots=True)
class Rehearsal:
    """Answers given beforehand, and the titles of what was asked."""

    answers: list[str | Path | None]
    asked: list[str]

    def next_answer(self, title: str) -> str | Path | None:
        """The next prepared answer; a question that nobody prepared is an error of the test."""
        self.asked.append(title)
        if not self.answers:
            raise AssertionError(f"Nobody prepared an answer to: {title}")
        return self.answers.pop(0)


_rehearsals: list[Rehearsal] = []


@contextmanager
def rehearsed(*answers: str | Path | None) -> Iterator[Rehearsal]:
    """Within this context nothing is shown: ``answers`` are given one after the other (None: the user cancels)."""
    rehearsal = Rehearsal(list(answers), [])
    _rehearsals.append(rehearsal)
    try:
        yield rehearsal
    finally:
        _rehearsals.remove(rehearsal)


def ask(parent: QWidget | None, question: Question) -> str:
    """The id of the button that was pressed; the last button's when the user pressed Esc."""
    if _rehearsals:
        return str(_rehearsals[-1].next_answer(question.title) or question.buttons[-1].id)
    dialog = question_dialog(question, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.answer


def tell(parent: QWidget | None, title: str, text: str, tone: Tone = Tone.AMBER) -> None:
    """Say something where there is no message strip yet, such as before sign-in."""
    ask(parent, Question(title=title, text=text, tone=tone, buttons=(DialogButton(id="ok", label="Mengerti"),)))


def decide_conflict(parent: QWidget | None, conflict: Conflict, *, may_decide: bool) -> ConflictChoice:
    """Show both versions side by side; only when ``may_decide`` can ours be chosen."""
    if _rehearsals:
        return ConflictChoice(str(_rehearsals[-1].next_answer(conflict.sentence) or ConflictChoice.CANCEL))
    dialog = conflict_dialog(conflict, parent, may_decide=may_decide)
    dialog.exec()
    dialog.deleteLater()
    return ConflictChoice(dialog.answer)


def choose_file_to_open(parent: QWidget | None, title: str, filters: str, folder: Path | None = None) -> Path | None:
    """The file that the user chose; None when the user cancelled. ``filters`` as in ``Excel (*.xlsx)``."""
    if _rehearsals:
        return _prepared_path(title)
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(folder or ""), filters)
    return Path(chosen) if chosen else None


def choose_file_to_save(parent: QWidget | None, title: str, suggested: Path, filters: str) -> Path | None:
    """Where the user wants the file; None when the user cancelled. Overwriting has been confirmed."""
    if _rehearsals:
        return _prepared_path(title)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), filters)
    return Path(chosen) if chosen else None


def choose_folder(parent: QWidget | None, title: str, folder: Path | None = None) -> Path | None:
    """The folder that the user chose; None when the user cancelled."""
    if _rehearsals:
        return _prepared_path(title)
    chosen = QFileDialog.getExistingDirectory(parent, title, str(folder or ""))
    return Path(chosen) if chosen else None


def choose_printer(parent: QWidget | None, printer: "QPrinter", pages: int) -> bool:
    """Let the user set up ``printer`` for a document of so many pages; False when the user cancelled."""
    if _rehearsals:
        return _rehearsals[-1].next_answer("Cetak") is not None
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    dialog.setPrintRange(QAbstractPrintDialog.PrintRange.AllPages)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return bool(accepted)


def question_dialog(question: Question, parent: QWidget | None = None) -> "_AnswerDialog":
    """The dialog of ``ask``, not yet shown."""
    return _QuestionDialog(question, parent)


def conflict_dialog(conflict: Conflict, parent: QWidget | None = None, *, may_decide: bool) -> "_AnswerDialog":
    """The dialog of ``decide_conflict``, not yet shown."""
    return _ConflictDialog(conflict, parent, may_decide=may_decide)


def _prepared_path(title: str) -> Path | None:
    answer = _rehearsals[-1].next_answer(title)
    return None if answer is None else Path(answer)


class _AnswerDialog(QDialog):
    """Heading with icon, content, and a row of buttons at the lower right."""

    def __init__(self, title: str, tone: Tone, buttons: Sequence[DialogButton], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("question_dialog")
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.answer = buttons[-1].id
        self.content = QVBoxLayout()
        self.content.setSpacing(space(3))
        symbol = QLabel(self)
        symbol.setPixmap(pixmap(TONE_ICONS[tone], ink(tone).name(), 28))
        heading = text_label(title, Type.LARGE, strong=True, parent=self)
        heading.setWordWrap(True)
        self.content.addWidget(heading)
        body = QHBoxLayout()
        body.setSpacing(space(4))
        body.addWidget(symbol, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(self.content, 1)
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addStretch(1)
        self._default: QPushButton | None = None
        for button in buttons:
            row.addWidget(self._button(button))
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(6), space(6), space(5))
        column.setSpacing(space(6))
        column.addLayout(body)
        column.addStretch(1)
        column.addLayout(row)
        self.setMinimumWidth(460)
        self.setMaximumWidth(760)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._default is not None:
            self._default.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, button: DialogButton) -> QPushButton:
        made = QPushButton(button.label.replace("&", "&&"), self)
        made.setObjectName(f"answer_{button.id}")
        made.setProperty("kind", button.kind.value)
        made.setAutoDefault(True)
        made.clicked.connect(lambda: self._give(button.id))
        if self._default is None or button.kind is ButtonKind.PRIMARY:
            self._default = made
        if button.kind is ButtonKind.DANGER:
            self._default = None
        return made

    def _give(self, answer: str) -> None:
        self.answer = answer
        self.accept()


class _QuestionDialog(_AnswerDialog):
    def __init__(self, question: Question, parent: QWidget | None) -> None:
        super().__init__(question.title, question.tone, question.buttons, parent)
        text = text_label(question.text, parent=self)
        text.setWordWrap(True)
        self.content.addWidget(text)
        if question.selectable_text:
            from PySide6.QtWidgets import QPlainTextEdit

            detail = QPlainTextEdit(question.selectable_text, self)
            detail.setReadOnly(True)
            detail.setMinimumHeight(160)
            self.content.addWidget(detail)


class _ConflictDialog(_AnswerDialog):
    def __init__(self, conflict: Conflict, parent: QWidget | None, *, may_decide: bool) -> None:
        deciding = (
            DialogButton(id=ConflictChoice.OURS, label="Pakai isian saya"),
            DialogButton(id=ConflictChoice.THEIRS, label="Pakai yang tersimpan"),
        )
        close = DialogButton(id=ConflictChoice.CANCEL, label="Batal" if may_decide else "Mengerti")
        super().__init__(conflict.sentence, Tone.AMBER, (*deciding, close) if may_decide else (close,), parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(6))
        grid.setVerticalSpacing(space(2))
        for column, head in enumerate(("", "Isian Anda", "Yang tersimpan")):
            grid.addWidget(text_label(head, Type.SMALL, muted=True, parent=self), 0, column)
        for row, field in enumerate(conflict.fields, start=1):
            grid.addWidget(text_label(field.field, strong=True, parent=self), row, 0)
            for column, text in enumerate((field.ours, field.theirs), start=1):
                label = text_label(text or "(kosong)", parent=self)
                label.setWordWrap(True)
                grid.addWidget(label, row, column)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self.content.addLayout(grid)
