"""Klaster 1: the minutes of meetings, new, to be read and printed, to be corrected."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.indonesian_text import full_date
from ilp_desktop.domain.visit import Cluster, QuestionnaireResponse
from ilp_desktop.services.form_library import FormListing, forms_for
from ilp_desktop.services.responses import AboutWhom, meetings
from ilp_desktop.services.visit_papers import PaperKind, paper_pdf
from ui.kit.empty_state import EmptyState
from ui.kit.icons import icon
from ui.kit.message_strip import Message, show_in_strip
from ui.kit.operation import Query
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.runtime import runtime
from ui.kit.style import Tone, Type, colours, space, text_label
from ui.screens.cluster.form_page import FormPage
from ui.screens.cluster.preview_page import PreviewPage
from ui.session import Handler, Session


class MeetingsScreen(QWidget):
    """A list of minutes; Enter reads and prints, the button begins new ones."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meetings_screen")
        self._workplace = session.workplace
        self._forms: tuple[FormListing, ...] = ()
        self._read: QuestionnaireResponse | None = None
        self._rows: ResultList[QuestionnaireResponse] = ResultList(self._line, self)
        self._rows.setObjectName("meeting_list")
        self._rows.opened.connect(self.read_minutes)
        self._empty = EmptyState(
            "notebook-text",
            "Belum ada notula",
            "Mulai dengan notula lokakarya mini bulan ini. Isian disimpan sambil diketik.",
            "Tulis notula",
        )
        self._empty.acted.connect(self.begin_minutes)
        self._form = FormPage(self._workplace, has_finish=True, parent=self)
        self._form.completed.connect(self._completed)
        self._form.left.connect(self.show_list)
        self._form.refused.connect(self._show_message)
        self._preview = PreviewPage(self)
        self._preview.left.connect(self.show_list)
        self._preview.mend_wanted.connect(self._mend)
        self._empty.hide()
        self._rows.hide()
        self._pages = QStackedWidget(self)
        self._list_page = self._build_list()
        for page in (self._list_page, self._form, self._preview):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._listed: Query[tuple[tuple[FormListing, ...], tuple[QuestionnaireResponse, ...]]] = Query(
            self, self._show_meetings
        )
        self._drawn: Query[bytes] = Query(self, self._show_paper)
        runtime().changes.listen(self, {"questionnaire_response", "form_definition"}, self.refresh)
        self.refresh()

    def handlers(self) -> Mapping[str, Handler]:
        """What the keys do here."""
        if self._pages.currentWidget() is self._form:
            return {"finish": self._form.finish}
        if self._pages.currentWidget() is self._preview:
            return {"print": self._preview.print_paper, "finish": self.show_list}
        return {"open_form": self.begin_minutes, "preview": self._rows.open_current}

    def came_to_front(self) -> None:
        """The cursor goes to the list."""
        if self._pages.currentWidget() is self._list_page:
            self._rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the minutes again."""
        workplace = self._workplace
        self._listed.ask(lambda: (forms_for(workplace, Cluster.MANAGEMENT), meetings(workplace)))

    def begin_minutes(self) -> None:
        """New minutes, or those that this user had begun."""
        if self._forms:
            self._pages.setCurrentWidget(self._form)
            self._form.open_form(AboutWhom(form_id=self._forms[0].form_id))

    def read_minutes(self, record: QuestionnaireResponse) -> None:
        """Show minutes as they are printed."""
        self._read = record
        workplace, response_id = self._workplace, record.id
        self._drawn.ask(lambda: paper_pdf(workplace, PaperKind.FORM, response_id))

    def show_list(self) -> None:
        """Back to the list; what is typed is kept."""
        self._form.close_form()
        self._preview.close_paper()
        self._pages.setCurrentWidget(self._list_page)
        self._rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pages.currentWidget() is not self._list_page:
            self.show_list()
            return
        super().keyPressEvent(event)

    def _build_list(self) -> QWidget:
        page = QWidget(self)
        self._new = QPushButton(icon("plus", colours().on_accent), "Tulis notula   Alt+F", page)
        self._new.setObjectName("new_minutes")
        self._new.setProperty("kind", "primary")
        self._new.clicked.connect(self.begin_minutes)
        head = QHBoxLayout()
        head.addWidget(text_label("Lokakarya mini", Type.TITLE, strong=True, parent=page), 1)
        head.addWidget(self._new)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        column.addLayout(head)
        self._new.hide()
        column.addWidget(self._empty, 1)
        column.addWidget(self._rows, 1)
        return page

    def _show_meetings(self, answer: tuple[tuple[FormListing, ...], tuple[QuestionnaireResponse, ...]]) -> None:
        self._forms, found = answer
        self._rows.set_rows(found)
        self._rows.setVisible(bool(found))
        self._new.setVisible(bool(found))
        self._empty.setVisible(not found)

    def _show_paper(self, content: bytes) -> None:
        assert self._read is not None
        title = f"Notula {full_date(self._read.effective_date)}"
        name = Path(f"notula-{self._read.effective_date.isoformat()}.pdf")
        self._pages.setCurrentWidget(self._preview)
        self._preview.show_paper(title, content, name.name, may_mend=True)

    def _mend(self) -> None:
        if self._read is not None:
            self._pages.setCurrentWidget(self._form)
            self._form.open_amendment(self._read.id)

    def _completed(self, record: QuestionnaireResponse) -> None:
        self.show_list()
        self._show_message(
            Message(
                text="Notula tersimpan.",
                tone=Tone.GREEN,
                action="Lihat dan cetak",
                act=lambda: self.read_minutes(record),
            )
        )

    def _show_message(self, message: Message) -> None:
        show_in_strip(self, message)

    def _line(self, record: QuestionnaireResponse) -> ResultLine:
        titles = {form.form_id: form.title for form in self._forms}
        mended = f", diperbaiki: {record.amendment_reason}" if record.amendment_reason else ""
        return ResultLine(
            title=full_date(record.effective_date),
            detail=f"{titles.get(record.form_id, '')} · oleh {record.author_name}{mended}",
        )
