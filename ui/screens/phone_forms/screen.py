"""Ponsel (ODK): two ways and a waiting list in front, the filled forms of a folder, one form to complete."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.field_forms import FieldForm, FieldForms, field_forms, villages_of_people, write_field_forms
from ilp_desktop.services.found_submissions import SubmissionFate
from ilp_desktop.services.submission_keeping import UnfinishedForm, unfinished_forms
from ui.kit.dialogs import DialogButton, Question, ask, choose_file_to_open, choose_folder
from ui.kit.message_strip import Message, show_in_strip
from ui.kit.operation import LongOperation, Operation, Query
from ui.kit.runtime import runtime
from ui.kit.style import Tone
from ui.screens.phone_forms.mending_page import MendingPage
from ui.screens.phone_forms.review_page import ReviewPage
from ui.screens.phone_forms.send_page import SendPage
from ui.screens.phone_forms.start_page import StartPage
from ui.screens.phone_forms.state import Review, choose, look, result_sentence, take_in, written_sentence
from ui.session import Handler, Session

_LISTENED = {"questionnaire_response", "patient", "form_definition"}
_LEAVING = Question(
    title="Tinggalkan daftar ini?",
    text="Orang yang sudah Anda pilih belum disimpan. Isiannya sendiri tetap ada di ponsel atau flashdisk.",
    buttons=(DialogButton(id="leave", label="Tinggalkan"), DialogButton(id="stay", label="Lanjutkan")),
)


class PhoneForms(QWidget):
    """Nothing of a folder is kept before the button that says how many forms it takes in."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("phone_forms")
        self._session = session
        self._workplace = session.workplace
        self._review: Review | None = None
        self._listed: Query[tuple[UnfinishedForm, ...]] = Query(self, self._show_listed)
        self._offered: Query[tuple[tuple[FieldForm, ...], tuple[str, ...]]] = Query(self, self._show_offered)
        self.start = StartPage(self)
        self.start.send_wanted.connect(self.choose_forms)
        self.start.receive_wanted.connect(self.receive_folder)
        self.start.zip_wanted.connect(self.receive_zip)
        self.start.form_opened.connect(self.mend)
        self.sending = SendPage(self)
        self.sending.agreed.connect(self.send)
        self.sending.left.connect(self.show_start)
        self.review = ReviewPage(self._workplace, self)
        self.review.agreed.connect(self.take_in)
        self.review.left.connect(self.leave_review)
        self.review.matcher.chosen.connect(self._choose)
        self.review.matcher.skipped.connect(self.skip)
        self.review.matcher.counter_wanted.connect(self.go_to_counter)
        self.mending = MendingPage(self._workplace, self)
        self.mending.left.connect(self.show_start)
        self.mending.completed.connect(lambda _record: self._mended("Formulir tersimpan."))
        self.mending.thrown_away.connect(lambda: self._mended("Isian dibuang."))
        self.mending.incomplete.connect(self._say_incomplete)
        self._pages = QStackedWidget(self)
        for page in (self.start, self.sending, self.review, self.mending):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        runtime().changes.listen(self, _LISTENED, self.refresh)
        self.refresh()

    def handlers(self) -> dict[str, Handler]:
        """What the keys do on the page in front."""
        page = self._pages.currentWidget()
        if page is self.review:
            return {"save": self.take_in, "skip_submission": self.skip, "new_at_counter": self.go_to_counter}
        if page is self.mending:
            return {"finish": self.mending.finish, "throw_away": self.mending.throw_away}
        if page is self.sending:
            return {"save": self.send}
        return {"send": self.choose_forms, "receive": self.receive_folder, "receive_zip": self.receive_zip}

    def came_to_front(self) -> None:
        """The keyboard where the work goes on; somebody may have been registered meanwhile."""
        page = self._pages.currentWidget()
        if page is self.review:
            self.review.matcher.search_again()
            self.review.focus_list()
        elif page is self.start:
            self.refresh()
            self.start.focus_first()

    def refresh(self) -> None:
        """Read again what waits to be completed."""
        workplace = self._workplace
        self._listed.ask(lambda: unfinished_forms(workplace))

    def choose_forms(self) -> None:
        """To the page that says what goes to the phones."""
        workplace = self._workplace
        self._pages.setCurrentWidget(self.sending)
        self._offered.ask(lambda: (field_forms(workplace), villages_of_people(workplace)))

    def send(self) -> None:
        """Ask where, and write forms and people for the phones."""
        chosen, village, workplace = self.sending.chosen(), self.sending.village(), self._workplace
        folder = choose_folder(self, "Tulis formulir dan daftar orang ke folder") if chosen else None
        if folder is not None:
            LongOperation(
                self,
                lambda progress: write_field_forms(workplace, folder, village, progress, chosen),
                "Menulis formulir",
            ).on_success(partial(self._written, folder)).run()

    def receive_folder(self) -> None:
        """Ask for a folder of filled forms, and look at it."""
        self._receive(choose_folder(self, "Pilih folder instances dari ponsel"))

    def receive_zip(self) -> None:
        """Ask for a zip of filled forms, and look at it."""
        self._receive(choose_file_to_open(self, "Pilih zip isian", "Zip (*.zip)"))

    def take_in(self) -> None:
        """Keep what is ready, set aside what is incomplete."""
        review, workplace = self._review, self._workplace
        if review is not None and review.takeable:
            LongOperation(self, lambda progress: take_in(workplace, review, progress), "Menyimpan isian").on_success(
                partial(self._taken_in, review)
            ).run()

    def skip(self) -> None:
        """To the next form without a person."""
        self._go_to_next_unmatched()

    def go_to_counter(self) -> None:
        """The person is new: the counter registers people, nobody else."""
        self._session.go_to("registration", None)

    def leave_review(self) -> None:
        """Back to the first page; what was chosen but not kept is asked about."""
        if self._review is None or not self._review.has_unsaved_choices or ask(self, _LEAVING) == "leave":
            self._review = None
            self.show_start()

    def show_start(self) -> None:
        """The first page."""
        self.mending.close_form()
        self._pages.setCurrentWidget(self.start)
        self.refresh()

    def mend(self, form: UnfinishedForm) -> None:
        """Open a form that waits."""
        self._pages.setCurrentWidget(self.mending)
        self.mending.open_form(form.response_id)

    def _receive(self, source: Path | None) -> None:
        workplace = self._workplace
        if source is not None:
            LongOperation(self, lambda progress: look(workplace, source, progress), "Memeriksa isian").on_success(
                self._show_looked
            ).run()

    def _show_looked(self, review: Review) -> None:
        self._show_review(review, 0)
        self.review.focus_list()

    def _show_review(self, review: Review, row: int) -> None:
        self._review = review
        self._pages.setCurrentWidget(self.review)
        self.review.show_review(review, row)

    def _choose(self, patient_id: str) -> None:
        review, workplace = self._review, self._workplace
        if review is None:
            return
        line = review.lines[self.review.row()]
        Operation(self, lambda: Answer(choose(workplace, review, line, PatientId(patient_id)))).on_success(
            self._chosen
        ).run()

    def _chosen(self, review: Review) -> None:
        self._show_review(review, self.review.row())
        self._go_to_next_unmatched()

    def _go_to_next_unmatched(self) -> None:
        review = self._review
        row = None if review is None else review.place_of_next_unmatched(self.review.row())
        if row is None:
            self.review.focus_list()
        else:
            self.review.table.selectRow(row)
            self.review.matcher.take_focus()

    def _taken_in(self, before: Review, after: Review) -> None:
        self._show_review(after, self.review.row())
        self.review.focus_list()
        self.refresh()
        aside = any(line.fate is SubmissionFate.SET_ASIDE for line in after.lines)
        remedy = "Yang perlu dilengkapi ada di halaman depan ruang ini." if aside else ""
        self._say(result_sentence(before, after), remedy)

    def _written(self, folder: Path, written: FieldForms) -> None:
        self.show_start()
        self._say(
            written_sentence(written, folder),
            "Cara memasangnya ada di BACA-DULU.txt. Hapus daftar orang dari flashdisk sesudah disalin ke ponsel.",
        )

    def _mended(self, sentence: str) -> None:
        self.show_start()
        self._say(sentence)

    def _say_incomplete(self) -> None:
        remedy = "F2 membawa ke isian berikutnya yang perlu dilengkapi. Yang sudah diisi tersimpan."
        self._say("Formulir belum lengkap.", remedy, Tone.AMBER)

    def _show_offered(self, offered: tuple[tuple[FieldForm, ...], tuple[str, ...]]) -> None:
        forms, villages = offered
        self.sending.show_forms(forms)
        self.sending.show_villages(villages)
        self.sending.focus_first()

    def _show_listed(self, forms: tuple[UnfinishedForm, ...]) -> None:
        self.start.show_unfinished(forms)
        if self._pages.currentWidget() is self.start and self.isVisible():
            self.start.focus_first()

    def _say(self, text: str, remedy: str = "", tone: Tone = Tone.GREEN) -> None:
        show_in_strip(self, Message(text=text, remedy=remedy, tone=tone))


def create(session: Session, _room_id: str) -> PhoneForms:
    """The screen."""
    return PhoneForms(session)
