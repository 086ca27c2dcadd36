"""A form from a phone that was not complete: filled up here and kept as what the phone had sent."""

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.identifiers import ResponseId
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.visit import QuestionnaireResponse
from ilp_desktop.services.found_submissions import set_aside_id
from ilp_desktop.services.submission_keeping import (
    OpenedForm,
    complete_unfinished,
    give_up_unfinished,
    keep_unfinished,
    open_unfinished,
)
from ilp_desktop.services.workplace import Workplace
from ui.kit.answer_files import AnswerFiles
from ui.kit.dialogs import ButtonKind, DialogButton, Question, ask
from ui.kit.draft_keeper import DraftKeeper
from ui.kit.elided_label import ElidedLabel
from ui.kit.form_view import FormView
from ui.kit.icons import icon
from ui.kit.operation import Operation, Query
from ui.kit.style import Type, colours, space
from ui.screens.phone_forms.state import unfinished_person

_THROWING_AWAY = Question(
    title="Buang isian ini?",
    text="Jawabannya dihapus dari komputer ini. Selama masih ada di ponsel, isian ini dapat diambil lagi.",
    buttons=(
        DialogButton(id="throw", label="Buang", kind=ButtonKind.DANGER),
        DialogButton(id="keep", label="Simpan"),
    ),
)


class MendingPage(QWidget):
    """``completed`` carries the kept response, ``incomplete`` says that problems are shown, ``left`` goes back."""

    completed = Signal(object)
    incomplete = Signal()
    thrown_away = Signal()
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._response_id = ResponseId("")
        self._view: FormView | None = None
        self._document: object = {}
        self._drafts = DraftKeeper(self, workplace, lambda: json.dumps(self._document), keep_unfinished)
        self._opened: Query[OpenedForm] = Query(self, self._show)
        self._title = ElidedLabel(Type.LARGE, self)
        self._note = ElidedLabel(Type.BASE, self, muted=True)
        self._note.setObjectName("mending_note")
        self._place()

    def open_form(self, response_id: ResponseId) -> None:
        """Open it where it was left."""
        self.close_form()
        self._response_id = response_id
        workplace = self._workplace
        self._drafts.when_kept(lambda: self._opened.ask(lambda: open_unfinished(workplace, response_id)))

    def close_form(self) -> None:
        """Keep what is typed and take the form off the screen."""
        self._opened.forget()
        if self._view is not None:
            self._view.commit()
        self._take_away()

    def view(self) -> FormView | None:
        """The form on the screen; None while there is none."""
        return self._view

    def finish(self) -> None:
        """Keep it, or show what still stands against that."""
        view = self._view
        if view is None:
            return
        view.commit()
        if view.show_problems():
            self.incomplete.emit()
            return
        self._drafts.forget()
        workplace, response_id, response = self._workplace, self._response_id, view.response
        Operation(self, lambda: complete_unfinished(workplace, response_id, response)).on_success(
            self._completed
        ).on_rejected(self._rejected).on_failure(view.save_draft).run()

    def throw_away(self) -> None:
        """Ask, and throw the form away."""
        if self._view is None or ask(self, _THROWING_AWAY) != "throw":
            return
        self._drafts.forget()
        workplace, response_id = self._workplace, self._response_id
        Operation(self, lambda: give_up_unfinished(workplace, response_id)).on_success(self._gone).run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, opened: OpenedForm) -> None:
        self._take_away()
        unfinished = opened.unfinished
        self._title.show_text(f"{unfinished.title} · {unfinished_person(unfinished)}")
        self._note.show_text(f"Dari ponsel, {short_date(unfinished.day)}. {unfinished.reason}")
        self._drafts.begin("odk", self._response_id)
        view = self._view = FormView(opened.response, opened.at, self)
        view.draft_changed.connect(self._keep)
        view.end_reached.connect(self.finish)
        patient = unfinished.patient
        AnswerFiles(view, self._workplace, patient.id if patient else None, set_aside_id(self._response_id))
        self._column.addWidget(view, 1)
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not opened.at:
            view.show_problems()

    def _keep(self, document: object) -> None:
        self._document = document
        self._drafts.keep()

    def _take_away(self) -> None:
        view, self._view = self._view, None
        if view is not None:
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()

    def _completed(self, record: QuestionnaireResponse) -> None:
        self._take_away()
        self.completed.emit(record)

    def _gone(self, _nothing: None) -> None:
        self._take_away()
        self.thrown_away.emit()

    def _rejected(self, _problems: tuple[Problem, ...]) -> None:
        if self._view is not None:
            self._view.show_problems()

    def _place(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._note)
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addLayout(words, 1)
        for name, title, kind, symbol, act in (
            ("mending_back", "Kembali   Esc", "quiet", "chevron-left", self.left.emit),
            ("mending_throw_away", "Buang   Ctrl+Del", "plain", "trash-2", self.throw_away),
            ("mending_finish", "Simpan formulir   F10", "primary", "check", self.finish),
        ):
            button = QPushButton(
                icon(symbol, colours().on_accent if kind == "primary" else colours().text), title, self
            )
            button.setObjectName(name)
            button.setProperty("kind", kind)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(act)
            head.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(2))
        self._column.addLayout(head)
