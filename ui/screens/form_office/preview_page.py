"""One form looked at: what must be mended, what is left out, and the form as a nurse sees it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ilp_desktop.forms import FormProblem
from ui.kit.elided_label import ElidedLabel
from ui.kit.form_view import FormView
from ui.kit.icons import icon
from ui.kit.style import Tone, Type, colours, space, text_label
from ui.screens.form_office.state import Look

_NOTE = "Contoh dengan perempuan karangan umur 30 tahun. Boleh dicoba diisi; tidak ada yang disimpan."


class PreviewPage(QWidget):
    """``agreed`` when the form is to be taken in, ``left`` when the user goes back."""

    agreed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: FormView | None = None
        self._title = ElidedLabel(Type.LARGE, self)
        self._title.setObjectName("form_preview_title")
        self._sentence = ElidedLabel(Type.BASE, self, muted=True)
        self._sentence.setObjectName("form_preview_sentence")
        self._back = self._button("form_preview_back", "Kembali   Esc", "quiet", "", self.left.emit)
        self._take = self._button("form_take_in", "Masukkan   Ctrl+S", "primary", "check", self.agreed.emit)
        self._problems = QVBoxLayout()
        self._problems.setSpacing(space(3))
        self._list = QScrollArea(self)
        self._list.setObjectName("form_problems")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setWidgetResizable(True)
        self._note = text_label(_NOTE, muted=True, parent=self)
        self._place()

    def show_look(self, look: Look) -> None:
        """Another form comes in front."""
        self.clear()
        self._title.show_text(look.title)
        self._sentence.show_text(look.sentence)
        self._take.setVisible(look.can_be_taken_in)
        self._list.setWidget(self._listed(look))
        self._list.setVisible(bool(look.problems or look.notices))
        self._note.setVisible(look.response is not None)
        if look.response is None:
            self._list.setMaximumHeight(16_777_215)
            (self._back).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._list.setMaximumHeight(space(36))
        self._view = FormView(look.response, "", self)
        self._column.addWidget(self._view, 1)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Takes the form off the screen."""
        view, self._view = self._view, None
        if view is not None:
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()

    def view(self) -> FormView | None:
        """The form on the screen; None for one that is refused."""
        return self._view

    def _place(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addLayout(words, 1)
        head.addWidget(self._back)
        head.addWidget(self._take)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(2))
        self._column.addLayout(head)
        self._column.addWidget(self._list, 1)
        self._column.addWidget(self._note)

    def _listed(self, look: Look) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, space(3), 0)
        column.setSpacing(space(3))
        for heading, tone, problems in (
            ("Harus diperbaiki di Excel", Tone.RED, look.problems),
            ("Tidak dipakai program ini", Tone.AMBER, look.notices),
        ):
            if problems:
                column.addWidget(text_label(heading, strong=True, parent=page))
            for problem in problems:
                column.addWidget(_problem_row(problem, tone, page))
        column.addStretch(1)
        return page

    def _button(self, name: str, text: str, kind: str, symbol: str, act: object) -> QPushButton:
        button = QPushButton(text, self)
        if symbol:
            button.setIcon(icon(symbol, colours().on_accent))
        button.setObjectName(name)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: act())  # type: ignore[operator]
        return button


def _problem_row(problem: FormProblem, tone: Tone, parent: QWidget) -> QWidget:
    row = QWidget(parent)
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    place = str(problem.place)
    sentence = text_label(f"{place}: {problem.sentence}." if place else f"{problem.sentence}.", parent=row)
    sentence.setProperty("tone", tone.value)
    remedy = text_label(f"{problem.remedy}.", muted=True, parent=row)
    for label in (sentence, remedy):
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(label)
    return row
