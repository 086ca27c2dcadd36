"""The pages on which the room works with the person at hand, and the way from one to the other."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.identifiers import ResponseId
from ilp_desktop.domain.visit import NextStep, QuestionnaireResponse, QueueEntry
from ilp_desktop.domain.words import word
from ilp_desktop.services.responses import AboutWhom
from ilp_desktop.services.rooms import SavedConsultation
from ilp_desktop.services.visit_papers import Paper, PaperKind, growth_paper
from ilp_desktop.services.workplace import Workplace
from ui.actions import action
from ui.kit.empty_state import EmptyState
from ui.kit.late_page import LatePage
from ui.kit.message_strip import Message
from ui.kit.page_message import PageMessage
from ui.kit.page_stack import PageStack
from ui.kit.style import Tone
from ui.screens.cluster.consultation_desk import ConsultationDesk
from ui.screens.cluster.form_page import FormPage
from ui.screens.cluster.growth_page import GrowthPage
from ui.screens.cluster.growth_words import has_charts
from ui.screens.cluster.paper_desk import PaperDesk
from ui.screens.cluster.person_page import PersonPage
from ui.screens.cluster.room_person import RoomPerson
from ui.screens.cluster.state import DUE_DOSES
from ui.session import Handler

_SAVED = Message(text="Pemeriksaan tersimpan.", tone=Tone.GREEN)
_KEPT = Message(text="Isian formulir tersimpan sementara.", remedy="F10 bila sudah lengkap.", tone=Tone.GREEN)


class PersonDesk(PageStack):
    """``turned`` when another page came to the front, ``begun`` when work on the person begins.

    ``left`` when the person is done here or nobody is at hand any more, ``immunisation_wanted`` leads to the doses.
    """

    turned = Signal()
    begun = Signal()
    left = Signal()
    immunisation_wanted = Signal()

    def __init__(self, workplace: Workplace, message: PageMessage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._message = message
        self._person: RoomPerson | None = None
        self._nobody = EmptyState(
            "stethoscope",
            "Belum ada orang di ruang ini",
            "Tekan F5 untuk memanggil yang berikutnya, atau pilih nama di daftar tunggu lalu tekan Enter.",
        )
        self._overview = PersonPage(workplace, self)
        self._form = FormPage(workplace, parent=self)
        self._papers = PaperDesk(workplace, self)
        self._consultation = ConsultationDesk(workplace, self)
        self._growth = LatePage(self, self._make_growth)
        for page in (self._nobody, self._overview, self._form, self._papers, self._consultation):
            self.addWidget(page)
        self._connect()

    def person(self) -> RoomPerson | None:
        """The person at hand."""
        return self._person

    def handlers(self) -> Mapping[str, Handler]:
        """What the keys do here and now."""
        paper: dict[str, Handler] = {}
        if self.currentWidget() is self._papers and self._papers.is_paper():
            paper = {"print": self._papers.print_paper, "save": self._papers.save_paper}
        if self._person is None:
            return paper
        own: dict[str, Handler] = {
            "save": self.save,
            "letter": self._papers.open_letters,
            "preview": self._papers.open_letters,
        }
        if self._growth.is_shown():
            own["preview"] = self._growth.page().want_paper
        if not self._consultation.is_workshop():
            own |= {
                "open_form": self.show_overview,
                "diagnosis": partial(self.open_consultation, "diagnoses"),
                "prescription": partial(self.open_consultation, "therapy"),
                "laboratory": partial(self.open_consultation, "laboratory"),
                "next_step": partial(self.open_consultation, "next_steps"),
                "refer": self.open_referral,
            }
        if self.has_growth():
            own["growth"] = self.open_growth
        return own | paper

    def show_nobody(self) -> None:
        """Nobody is at hand any more; what was typed is kept."""
        self.keep_pending()
        self._person = None
        self._turn_to(self._nobody)

    def show_person(self, person: RoomPerson) -> None:
        """Bring somebody up at a glance; the pages of a person who is at hand already stay as they are typed."""
        is_other = self._person is None or self._person.waiting.entry.id != person.waiting.entry.id
        self._person = person
        if is_other:
            self._consultation.begin(person)
            self._papers.begin(person.waiting.visit_id)
            growth = self._growth.made()
            if growth is not None:
                growth.begin()
        self._overview.show_person(person)
        self.show_overview()

    def show_news(self, person: RoomPerson) -> None:
        """Something about the person at hand was recorded; the page on the screen stays."""
        self._person = person
        self._overview.show_person(person)
        if self._growth.is_shown():
            self.open_growth()

    def take_entry(self, entry: QueueEntry) -> None:
        """The place in the queue of the person at hand has changed."""
        if self._person is not None:
            self._person = replace(self._person, waiting=replace(self._person.waiting, entry=entry))

    def has_growth(self) -> bool:
        """Whether there are growth charts of the person at hand."""
        person = self._person
        if person is None or self._consultation.is_workshop():
            return False
        return has_charts(person.summary.patient, self._workplace.today)

    def is_examining(self) -> bool:
        """Whether somebody is at hand who is examined here."""
        return self._person is not None and not self._consultation.is_workshop()

    def is_at_home(self) -> bool:
        """Whether the page in front is where Esc leads: nobody, the person at a glance, or the work of a workshop."""
        page = self.currentWidget()
        is_workshop = page is self._consultation and self._consultation.is_workshop()
        return is_workshop or page in (self._nobody, self._overview)

    def leaves_room_for_list(self) -> bool:
        """Whether who waits can be seen beside the page; not where much is written."""
        return self.is_at_home() or (self.currentWidget() is self._papers and self._papers.is_list())

    def leaves_room_for_buttons(self) -> bool:
        """Whether the page is one of those that the buttons of the room lead to."""
        page = self.currentWidget()
        is_paper = page is self._papers and self._papers.is_paper()
        return not is_paper and page not in (self._form, self._growth.made())

    def finish_title(self) -> str:
        """What F10 does with the page in front."""
        page = self.currentWidget()
        if page is self._form:
            return "Simpan formulir"
        return self._papers.finish_title() if page is self._papers else action("finish").title

    def keep_pending(self) -> None:
        """Keep what is typed and not kept yet."""
        self._consultation.keep_pending()
        self._papers.keep_pending()
        self._form.keep_pending()

    def focus_again(self) -> None:
        """The cursor goes back to where it was on the page in front."""
        page = self.currentWidget()
        last = None if page is None else page.focusWidget()
        if last is not None:
            last.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_overview(self) -> None:
        """Back to the person at a glance; what is typed is kept."""
        if self._person is None:
            self.left.emit()
            return
        self.keep_pending()
        if self._consultation.is_workshop():
            self._turn_to(self._consultation)
            self._consultation.focus_first()
        else:
            self._turn_to(self._overview)
            self._overview.focus_forms()

    def open_form(self, form_id: str) -> None:
        """Begin a form about the person, or go on with it."""
        person = self._person
        if person is None:
            return
        if form_id == DUE_DOSES:
            self.immunisation_wanted.emit()
            return
        self.begun.emit()
        waiting = person.waiting
        self._turn_to(self._form)
        self._form.open_form(AboutWhom(form_id=form_id, patient_id=waiting.patient_id, visit_id=waiting.visit_id))

    def open_consultation(self, field: str) -> None:
        """To the consultation, the cursor in ``field``."""
        if self.is_examining():
            self.begun.emit()
            self._turn_to(self._consultation)
            self._consultation.focus_on(field)

    def open_referral(self, *, is_required: bool = False) -> None:
        """Keep the consultation, then write the slip from it."""
        person = self._person
        if person is None:
            return

        def begin(saved: SavedConsultation) -> None:
            self._papers.begin_referral(person, self._consultation.typed(), saved, is_required=is_required)

        self._consultation.save_then(begin)

    def open_certificate(self) -> None:
        """Keep the consultation, then write the certificate from it."""
        if self._person is not None:
            self._consultation.save_then(self._papers.begin_certificate)

    def open_growth(self) -> None:
        """How the child grows, from every measurement there is."""
        if self._person is not None:
            self._growth.page().read(self._person.waiting.patient_id)

    def save(self) -> None:
        """Keep what is recorded, and stay."""
        page = self.currentWidget()
        if page is self._form:
            view = self._form.view()
            if view is not None:
                view.commit()
            self._message.say(_KEPT)
        elif page is self._papers and self._papers.is_answer():
            self._papers.finish()
        elif self._person is not None:
            self._consultation.save_then(lambda _saved: self._message.say(_SAVED))

    def finish(self) -> None:
        """F10: what is on the screen is done."""
        page = self.currentWidget()
        if self._person is None:
            self.left.emit()
        elif page is self._form:
            self._form.finish()
        elif page is self._papers:
            self._papers.finish()
        else:
            self._finish_person(self._person)

    def _finish_person(self, person: RoomPerson) -> None:
        if self._consultation.unreadable():
            return
        command = self._consultation.typed(completed=True)
        if NextStep.REFERRAL in command.next_steps and not self._is_referred(person):
            self.open_referral(is_required=True)
        else:
            self._consultation.finish(command)

    def _is_referred(self, person: RoomPerson) -> bool:
        visit_id = person.waiting.visit_id
        earlier = (past.referrals for past in person.summary.history if past.visit.id == visit_id)
        return self._papers.is_referred(visit_id) or any(earlier)

    def _finished(self, answer: SavedConsultation) -> None:
        """The person is done here: their number in the next room is said, its hand-over can be printed."""
        name = self._person.waiting.name if self._person else ""
        tickets = ", ".join(f"{one.ticket_number} {word(one.cluster)}" for one in answer.next_entries)
        remedy = f"Nomor antrean berikutnya: {tickets}." if tickets else ""
        act = partial(self._print_handover, answer.next_entries[0]) if answer.next_entries else None
        self.left.emit()
        self._message.say(
            Message(
                text=f"{name} selesai.",
                remedy=remedy,
                tone=Tone.GREEN,
                action="Cetak serah terima" if act else "",
                act=act,
            )
        )

    def _print_handover(self, entry: QueueEntry) -> None:
        title = f"Rujukan internal ke {word(entry.cluster)}"
        self._papers.show_paper(Paper(kind=PaperKind.HANDOVER, subject_id=entry.id, title=title))

    def _mend_form(self, response_id: str) -> None:
        self._turn_to(self._form)
        self._form.open_amendment(ResponseId(response_id))

    def _form_completed(self, record: QuestionnaireResponse) -> None:
        self.show_overview()
        paper = Paper(kind=PaperKind.FORM, subject_id=record.id, title="Formulir")
        self._message.say(
            Message(
                text="Formulir tersimpan.",
                tone=Tone.GREEN,
                action="Lihat dan cetak",
                act=partial(self._papers.show_paper, paper),
            )
        )

    def _make_growth(self) -> GrowthPage:
        page = GrowthPage(self._workplace, self)
        page.arrived.connect(self._show_growth)
        page.paper_wanted.connect(self._show_growth_paper)
        page.left.connect(self.show_overview)
        return page

    def _show_growth(self) -> None:
        if self._person is not None and not self._growth.is_shown():
            self._turn_to(self._growth.page())
            self._growth.page().focus_first()

    def _show_growth_paper(self, number: int) -> None:
        if self._person is not None:
            self._papers.show_paper(growth_paper(self._person.waiting.patient_id, number))

    def _turn_to(self, page: QWidget) -> None:
        before = self.currentWidget()
        if before is self._form and page is not self._form:
            self._form.close_form()
        if before is self._papers and page is not self._papers:
            self._papers.close_paper()
        if page is not before or page is self._papers:
            self._message.take_back()
        self.setCurrentWidget(page)
        self.turned.emit()

    def _connect(self) -> None:
        self._overview.form_wanted.connect(self.open_form)
        self._overview.paper_wanted.connect(self._papers.show_paper)
        self._overview.said.connect(self._message.say)
        self._form.completed.connect(self._form_completed)
        self._form.left.connect(self.show_overview)
        self._form.refused.connect(self._message.say)
        self._consultation.turned.connect(lambda: self._turn_to(self._consultation))
        self._consultation.begun.connect(self.begun)
        self._consultation.finished.connect(self._finished)
        self._consultation.said.connect(self._message.say)
        self._papers.turned.connect(lambda: self._turn_to(self._papers))
        self._papers.left.connect(self.show_overview)
        self._papers.referral_wanted.connect(self.open_referral)
        self._papers.certificate_wanted.connect(self.open_certificate)
        self._papers.mend_wanted.connect(self._mend_form)
        self._papers.growth_wanted.connect(self.open_growth)
        self._papers.said.connect(self._message.say)
