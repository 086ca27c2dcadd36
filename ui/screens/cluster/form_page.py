"""One form to fill in or to correct, kept as a draft while it is typed, until it is complete."""

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.identifiers import ResponseId
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.visit import QuestionnaireResponse
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.responses import (
    AMENDMENT_PAGE,
    AboutWhom,
    OpenedAmendment,
    ResumedResponse,
    amend_response,
    complete_response,
    open_amendment,
    resume_draft,
    start_response,
)
from ilp_desktop.services.workplace import Workplace
from ui.kit.answer_files import AnswerFiles
from ui.kit.draft_keeper import DraftKeeper
from ui.kit.elided_label import ElidedLabel
from ui.kit.form_view import FormView
from ui.kit.labelled_field import LabelledField
from ui.kit.message_strip import Message
from ui.kit.operation import Operation, Query
from ui.kit.style import Tone, Type, space, text_label

INCOMPLETE = Message(
    text="Formulir belum lengkap.",
    remedy="F2 membawa ke isian berikutnya yang perlu dilengkapi. Yang sudah diisi tersimpan.",
    tone=Tone.AMBER,
)


class FormPage(QWidget):
    """``completed`` carries the kept response; ``left`` is emitted when the user goes back, ``refused`` with a
    ``Message`` when the form is not complete yet.

    ``has_finish`` gives it a button of its own for F10, where the screen has none.
    """

    completed = Signal(object)
    left = Signal()
    refused = Signal(object)

    def __init__(self, workplace: Workplace, *, has_finish: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form_page")
        self._has_finish = has_finish
        self._workplace = workplace
        self._about: AboutWhom | None = None
        self._amends: QuestionnaireResponse | None = None
        self._view: FormView | None = None
        self._document: object = {}
        self._before: object = None
        self._drafts = DraftKeeper(self, workplace, self._draft_text)
        self._title = ElidedLabel(Type.LARGE, self)
        self._title.setObjectName("form_title")
        self._note = text_label("", muted=True, parent=self)
        self._note.setObjectName("form_note")
        self._reason = QLineEdit(self)
        self._reason.setObjectName("amendment_reason")
        self._reason.setMaxLength(300)
        self._reason.textEdited.connect(self._reason_typed)
        self._reason_field = LabelledField("Alasan perubahan", self._reason, required=True, parent=self)
        self._place()
        self._started: Query[ResumedResponse] = Query(self, self._show_started)
        self._reopened: Query[OpenedAmendment] = Query(self, self._show_reopened)

    def open_form(self, about: AboutWhom) -> None:
        """Begin the form, or go on with what this user had begun."""
        self.close_form()
        self._about, self._amends = about, None
        workplace = self._workplace
        self._drafts.when_kept(lambda: self._started.ask(lambda: _begin(workplace, about)))

    def open_amendment(self, response_id: ResponseId) -> None:
        """Correct a completed form, or go on with a correction; the old answers stay."""
        self.close_form()
        workplace = self._workplace
        self._drafts.when_kept(lambda: self._reopened.ask(lambda: open_amendment(workplace, response_id)))

    def view(self) -> FormView | None:
        """The form on the screen; None while there is none."""
        return self._view

    def keep_pending(self) -> None:
        """Keep what is typed; the form stays on the screen."""
        if self._view is not None:
            self._view.commit()

    def close_form(self) -> None:
        """Keep what is typed and take the form off the screen."""
        self._started.forget()
        self._reopened.forget()
        self.keep_pending()
        self._take_away()

    def finish(self) -> None:
        """Complete the form, or show what still stands against it."""
        view = self._view
        if view is None:
            return
        view.commit()
        if view.show_problems():
            self.refused.emit(INCOMPLETE)
            return
        if self._amends is not None and not self._reason.text().strip():
            self._reason_field.show_problem("Tulis mengapa jawaban diubah.")
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._drafts.forget()
        Operation(self, self._save).on_success(self._completed).on_rejected(self._rejected).on_failure(
            self._keep_again
        ).run()

    def _place(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(space(3))
        head.addWidget(self._title, 1)
        head.addWidget(self._note)
        for name, title, kind, act in (
            ("form_back", "Kembali   Esc", "quiet", self.left.emit),
            ("form_finish", "Simpan formulir   F10", "primary", self.finish),
        ):
            button = QPushButton(title, self)
            button.setObjectName(name)
            button.setProperty("kind", kind)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(act)
            button.setVisible(self._has_finish or kind == "quiet")
            head.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(2))
        self._column.addLayout(head)
        self._column.addWidget(self._reason_field)
        self._column.addStretch(0)

    def _save(self) -> Answer[QuestionnaireResponse]:
        assert self._view is not None
        response = self._view.response
        if self._amends is not None:
            return amend_response(self._workplace, self._amends.id, response, self._reason.text())
        assert self._about is not None
        return complete_response(self._workplace, response, self._about)

    def _show_started(self, started: ResumedResponse) -> None:
        about = self._about
        assert about is not None
        self._drafts.begin(about.draft_page, about.draft_subject)
        self._note.setText("Melanjutkan isian yang belum selesai" if started.at else "")
        self._show_view(FormView(started.response, started.at, self))

    def _show_reopened(self, opened: OpenedAmendment) -> None:
        self._amends = opened.record
        self._drafts.begin(AMENDMENT_PAGE, opened.record.id)
        self._before = None if opened.at else opened.response.to_json()
        self._reason.setText(opened.reason)
        self._note.setText(
            "Melanjutkan perubahan yang belum selesai"
            if opened.at
            else f"Diisi oleh {opened.record.author_name}; jawaban lama tetap disimpan"
        )
        self._show_view(FormView(opened.response, opened.at, self))

    def _show_view(self, view: FormView) -> None:
        self._take_away()
        self._view = view
        self._title.show_text(view.response.form.title)
        self._reason_field.setVisible(self._amends is not None)
        self._reason_field.show_hint()
        view.draft_changed.connect(self._keep)
        view.end_reached.connect(self.finish)
        whom = self._amends or self._about
        AnswerFiles(view, self._workplace, whom.patient_id if whom else None, self._drafts.draft())
        self._column.insertWidget(2, view, 1)
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, document: object) -> None:
        """A correction that has corrected nothing yet leaves no draft."""
        self._document = document
        view = self._view
        if self._amends is None or view is None or view.response.to_json() != self._before or self._reason.text():
            self._drafts.keep()

    def _reason_typed(self, _text: str) -> None:
        if self._view is not None:
            self._document = {**self._view.response.to_json(), "at": self._view.current_address()}
            self._drafts.changed()

    def _draft_text(self) -> str:
        document = self._document if isinstance(self._document, dict) else {}
        reason = {"reason": self._reason.text()} if self._amends is not None else {}
        return json.dumps({**document, **reason}, ensure_ascii=False)

    def _take_away(self) -> None:
        view, self._view = self._view, None
        if view is not None:
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()

    def _completed(self, record: QuestionnaireResponse) -> None:
        self._take_away()
        self.completed.emit(record)

    def _keep_again(self) -> None:
        if self._view is not None:
            self._view.save_draft()

    def _rejected(self, _problems: tuple[Problem, ...]) -> None:
        if self._view is not None:
            self._view.show_problems()


def _begin(workplace: Workplace, about: AboutWhom) -> ResumedResponse:
    resumed = resume_draft(workplace, about)
    return resumed or ResumedResponse(response=start_response(workplace, about), at="")
