"""A klaster room: who waits, the person at hand, and the pages on which the room works with them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.identifiers import PatientId, ResponseId
from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.visit import (
    CaseKind,
    Cluster,
    Flag,
    NextStep,
    QuestionnaireResponse,
    QueueEntry,
    QueueStatus,
)
from ilp_desktop.domain.waiting import WaitingPerson
from ilp_desktop.domain.words import word
from ilp_desktop.services import queues
from ilp_desktop.services.growth_papers import ChildGrowth, child_charts
from ilp_desktop.services.responses import AboutWhom, end_flag
from ilp_desktop.services.rooms import (
    ConsultationCommand,
    SavedConsultation,
    proposed_case_kind,
    save_consultation,
)
from ilp_desktop.services.visit_papers import Paper, PaperKind, growth_paper
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.banner import BannerText, PersonBanner
from ui.kit.draft_keeper import DraftKeeper
from ui.kit.empty_state import EmptyState
from ui.kit.flow_layout import FlowLayout
from ui.kit.late_page import LatePage
from ui.kit.message_strip import Message, strip_of
from ui.kit.operation import Operation, Query
from ui.kit.page_stack import PageStack
from ui.kit.runtime import runtime
from ui.kit.style import ICON, Tone, Type, space, text_label
from ui.screens.cluster.consultation_draft import CONSULTATION_PAGE, command_as_json
from ui.screens.cluster.consultation_page import ConsultationPage
from ui.screens.cluster.form_page import FormPage
from ui.screens.cluster.growth_page import GrowthPage
from ui.screens.cluster.growth_words import has_charts
from ui.screens.cluster.meetings import MeetingsScreen
from ui.screens.cluster.paper_desk import PaperDesk
from ui.screens.cluster.person_page import PersonPage
from ui.screens.cluster.room_person import RoomPerson, room_person
from ui.screens.cluster.state import (
    DUE_DOSES,
    ROOM_CLUSTERS,
    WORKSHOPS,
    HistoryLine,
    age_text,
    allergy_text,
    banner_facts,
    due_lines,
    glance,
    history_lines,
    is_adult,
    pregnancy_text,
)
from ui.screens.cluster.waiting_column import WaitingColumn
from ui.screens.cluster.workshop_page import WorkshopPage
from ui.session import Handler, PersonTarget, Session

_TICK = 30_000
_WIDE = 1_090
_NARROW = 860
"""Below this width the list of who waits comes only when it is asked for while somebody is in the room."""
_ABOUT_A_PERSON = frozenset(
    {
        "patient",
        "consultation",
        "condition",
        "questionnaire_response",
        "flag",
        "referral",
        "form_definition",
        "immunization",
    }
)
_OWN_ROOM = {Role.LABORATORY: Cluster.LABORATORY, Role.PHARMACY: Cluster.PHARMACY}


def create(session: Session, room_id: str) -> QWidget:
    """The screen of a klaster room."""
    return MeetingsScreen(session) if room_id == "cluster_1" else ClusterScreen(session, room_id)


class ClusterScreen(QWidget):
    """One person at a time; going to another page, another person or home keeps what was typed."""

    def __init__(self, session: Session, room_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"screen_{room_id}")
        self._session = session
        self._workplace = session.workplace
        self._room_id = room_id
        self._clusters = ROOM_CLUSTERS[room_id]
        self._person: RoomPerson | None = None
        self._said: Message | None = None
        self._waiting = WaitingColumn(self._clusters, self._workplace.clock, self)
        self._waiting.opened.connect(self.open_person)
        self._waiting.call_wanted.connect(self.call)
        self._banner = PersonBanner(self)
        self._waiting.absent.clicked.connect(self.mark_absent)
        self._room_title = self._build_room_title()
        self._finish = ActionButton(action("finish"), kind="primary", parent=self)
        self._finish.clicked.connect(self.finish)
        self._growth_button = ActionButton(action("growth"), icon_name="activity", parent=self)
        self._growth_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._growth_button.clicked.connect(self.open_growth)
        self._banner.buttons.addWidget(self._growth_button)
        self._banner.buttons.addWidget(self._finish)
        self._nobody = EmptyState(
            "stethoscope",
            "Belum ada orang di ruang ini",
            "Tekan F5 untuk memanggil yang berikutnya, atau pilih nama di daftar tunggu lalu tekan Enter.",
        )
        self._overview = PersonPage(self)
        self._form = FormPage(self._workplace, parent=self)
        self._papers = PaperDesk(self._workplace, self)
        self._pages = PageStack(self)
        self._consultation = LatePage(self._pages, self._make_consultation)
        self._workshop = LatePage(self._pages, self._make_workshop)
        self._growth = LatePage(self._pages, self._make_growth)
        self._working_draft = DraftKeeper(self, self._workplace, lambda: command_as_json(self._typed()))
        self._place()
        self._connect()
        self._wanted = ""
        self._listed: Query[tuple[WaitingPerson, ...]] = Query(self, self._show_waiting)
        self._read: Query[RoomPerson] = Query(self, self._show_person)
        self._reread: Query[RoomPerson] = Query(self, self._show_news)
        self._grown: Query[ChildGrowth] = Query(self, self._show_growth)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK)
        self._ticker.timeout.connect(self._waiting.tick)
        runtime().changes.listen(self, {"queue_entry", "visit", "patient"}, self.refresh)
        runtime().changes.listen(self, _ABOUT_A_PERSON, self._reload_person)
        self._choose_own_room()
        self._show_nobody()
        self.refresh()

    def handlers(self) -> Mapping[str, Handler]:
        """What the keys do here and now."""
        always: dict[str, Handler] = {"call": self.call, "finish": self.finish}
        paper: dict[str, Handler] = {}
        if self._pages.currentWidget() is self._papers and self._papers.is_paper():
            paper = {"print": self._papers.print_paper, "save": self._papers.save_paper}
        person = self._person
        if person is None:
            return always | paper
        own: dict[str, Handler] = {
            "save": self.save,
            "edit_person": lambda: self._session.go_to("registration", person.waiting.patient_id),
            "immunisation": self.open_immunisation,
            "letter": self._papers.open_letters,
            "preview": self._papers.open_letters,
        }
        if self._growth.is_shown():
            own["preview"] = self._growth.page().want_paper
        if person.cluster not in WORKSHOPS:
            own |= {
                "open_form": self.open_forms,
                "diagnosis": partial(self.open_consultation, "diagnoses"),
                "prescription": partial(self.open_consultation, "therapy"),
                "laboratory": partial(self.open_consultation, "laboratory"),
                "next_step": partial(self.open_consultation, "next_steps"),
                "refer": self.open_referral,
            }
            if has_charts(person.summary.patient, self._today()):
                own["growth"] = self.open_growth
        return always | own | paper

    def open_target(self, target: object) -> None:
        """Open the person with this patient id, if they wait here: once the list is read again."""
        self._wanted = target if isinstance(target, str) else ""
        self.refresh()

    def came_to_front(self) -> None:
        """The list is read again; the cursor goes to it while nobody is in the room."""
        self.refresh()
        if self._person is None:
            self._focus_list()

    def refresh(self) -> None:
        """Read the queue again."""
        workplace, clusters = self._workplace, self._clusters
        self._listed.ask(lambda: queues.waiting_list(workplace, clusters))

    def call(self) -> None:
        """Call the next person, or the one chosen in the list, and open them."""
        waiting = self._waiting.to_call()
        if waiting is None:
            self._say("Tidak ada yang menunggu.", Tone.PLAIN)
            return
        workplace, entry_id = self._workplace, waiting.entry.id

        def called(entry: QueueEntry) -> None:
            self.open_person(replace(waiting, entry=entry))

        Operation(self, lambda: queues.call(workplace, entry_id)).on_success(called).run()

    def mark_absent(self) -> None:
        """The person was called and did not come."""
        person = self._person
        if person is None:
            return
        workplace, waiting = self._workplace, person.waiting

        def put_back() -> None:
            Operation(self, lambda: queues.put_back(workplace, waiting.entry.id)).run()

        def gone(_entry: QueueEntry) -> None:
            self._leave_person()
            self._say(f"{waiting.name} tidak datang.", Tone.PLAIN, "", "Kembalikan ke antrean", put_back)

        Operation(self, lambda: queues.mark_absent(workplace, waiting.entry.id)).on_success(gone).run()

    def open_person(self, waiting: WaitingPerson) -> None:
        """Bring somebody up; what was typed for the person before is kept."""
        self._keep_all()
        workplace = self._workplace
        self._read.ask(lambda: room_person(workplace, waiting))

    def show_overview(self) -> None:
        """Back to the person at a glance; what is typed is kept."""
        if self._person is None:
            self._leave_person()
            return
        self._keep_all()
        is_workshop = self._person.cluster in WORKSHOPS
        self._turn_to(self._workshop.page() if is_workshop else self._overview)
        if is_workshop:
            self._workshop.page().focus_first()
        else:
            self._overview.focus_forms()

    def open_forms(self) -> None:
        """To the forms that are due, or to the search of the others."""
        self.show_overview()

    def open_form(self, form_id: str) -> None:
        """Begin a form about the person, or go on with it."""
        person = self._person
        if person is None:
            return
        if form_id == DUE_DOSES:
            self.open_immunisation()
            return
        self._begin_work()
        waiting = person.waiting
        self._turn_to(self._form)
        self._form.open_form(AboutWhom(form_id=form_id, patient_id=waiting.patient_id, visit_id=waiting.visit_id))

    def open_immunisation(self) -> None:
        """To the doses of the person; Esc comes back here."""
        person = self._person
        if person is not None:
            self._begin_work()
            waiting, here = person.waiting, self._room_id
            target = PersonTarget(patient_id=waiting.patient_id, visit_id=waiting.visit_id, back=here)
            self._session.go_to("immunisation", target)

    def open_consultation(self, field: str = "anamnesis") -> None:
        """To the consultation, the cursor in ``field``."""
        if self._person is None or self._person.cluster in WORKSHOPS:
            return
        self._begin_work()
        self._turn_to(self._consultation.page())
        self._consultation.page().focus_on(field)

    def open_referral(self, *, is_required: bool = False) -> None:
        """Keep the consultation, then write the slip from it."""
        person = self._person
        if person is None:
            return

        def begin(saved: SavedConsultation) -> None:
            self._papers.begin_referral(person, self._typed(), saved, is_required=is_required)

        self._save_then(begin)

    def open_growth(self) -> None:
        """How the child grows, from every measurement there is."""
        person = self._person
        if person is not None:
            workplace, patient_id = self._workplace, person.waiting.patient_id
            self._grown.ask(lambda: child_charts(workplace, patient_id))

    def open_certificate(self) -> None:
        """Keep the consultation, then write the certificate from it."""
        if self._person is not None:
            self._save_then(self._papers.begin_certificate)

    def save(self) -> None:
        """Keep what is recorded, and stay."""
        page = self._pages.currentWidget()
        if page is self._form:
            view = self._form.view()
            if view is not None:
                view.commit()
            self._say("Isian formulir tersimpan sementara.", Tone.GREEN, "F10 bila sudah lengkap.")
        elif page is self._papers and self._papers.is_answer():
            self._papers.finish()
        elif self._person is not None:
            self._save_then(lambda _saved: self._say("Pemeriksaan tersimpan.", Tone.GREEN))

    def finish(self) -> None:
        """F10: what is on the screen is done."""
        page = self._pages.currentWidget()
        if self._person is None:
            self._leave_person()
        elif page is self._form:
            self._form.finish()
        elif page is self._papers:
            self._papers.finish()
        else:
            self._finish_person()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._is_at_home(self._pages.currentWidget()):
            self.show_overview()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticker.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticker.stop()
        self._keep_all()
        if not event.spontaneous():
            self._unsay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow window the words of the buttons come before their pictures."""
        super().resizeEvent(event)
        side = ICON if self.width() >= _WIDE else 0
        for button in self._buttons.findChildren(QPushButton):
            button.setIconSize(QSize(side, side))
        self._show_list(wanted=self._list_wanted)

    def _place(self) -> None:
        self._examining_buttons: list[QPushButton] = []
        self._buttons = QWidget(self)
        buttons = FlowLayout(self._buttons)
        self._list_wanted = True
        self._list_button = QPushButton("Daftar tunggu", self._buttons)
        self._list_button.setObjectName("show_waiting")
        self._list_button.setCheckable(True)
        self._list_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list_button.toggled.connect(lambda _on: self._show_list(wanted=self._list_wanted))
        self._list_button.hide()
        buttons.addWidget(self._list_button)
        for action_id, icon_name, act in (
            ("open_form", "clipboard-list", self.open_forms),
            ("diagnosis", "stethoscope", partial(self.open_consultation, "diagnoses")),
            ("prescription", "pill", partial(self.open_consultation, "therapy")),
            ("laboratory", "flask-conical", partial(self.open_consultation, "laboratory")),
            ("refer", "hospital", partial(self.open_referral, is_required=False)),
            ("letter", "file-text", self._papers.open_letters),
            ("next_step", "arrow-right", partial(self.open_consultation, "next_steps")),
        ):
            button = ActionButton(action(action_id), icon_name=icon_name, parent=self._buttons)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(act)
            buttons.addWidget(button)
            if action_id != "letter":
                self._examining_buttons.append(button)
        for page in (self._nobody, self._overview, self._form, self._papers):
            self._pages.addWidget(page)
        row = QHBoxLayout()
        row.setSpacing(space(4))
        row.addWidget(self._waiting)
        row.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self._banner)
        column.addWidget(self._room_title)
        column.addWidget(self._buttons)
        column.addLayout(row, 1)

    def _build_room_title(self) -> QFrame:
        """Stands where the person's banner will stand, so that nothing moves when somebody comes in."""
        card = QFrame(self)
        card.setProperty("card", True)
        card.setFixedHeight(self._banner.sizeHint().height())
        names = " · ".join(word(cluster) for cluster in self._clusters)
        row = QHBoxLayout(card)
        row.setContentsMargins(space(4), space(2), space(4), space(2))
        row.addWidget(text_label(names, Type.LARGE, strong=True, parent=card))
        return card

    def _make_consultation(self) -> ConsultationPage:
        page = ConsultationPage(self._today, self._propose, self)
        page.changed.connect(self._working_draft.changed)
        return page

    def _make_workshop(self) -> WorkshopPage:
        page = WorkshopPage(self)
        page.changed.connect(self._working_draft.changed)
        return page

    def _make_growth(self) -> GrowthPage:
        page = GrowthPage(self._today, self)
        page.paper_wanted.connect(self._show_growth_paper)
        page.left.connect(self.show_overview)
        return page

    def _show_list(self, *, wanted: bool) -> None:
        """In a narrow room it gives way to the person at hand, and comes back with its button."""
        self._list_wanted = wanted
        gives_way = wanted and self.width() < _NARROW and self._person is not None
        self._list_button.setVisible(gives_way)
        self._waiting.setVisible(wanted and (not gives_way or self._list_button.isChecked()))

    def _is_at_home(self, page: QWidget | None) -> bool:
        return page in (self._nobody, self._overview, self._workshop.made())

    def _connect(self) -> None:
        self._overview.form_wanted.connect(self.open_form)
        self._overview.past_wanted.connect(self._open_past)
        self._overview.flag_over.connect(self._end_flag)
        self._form.completed.connect(self._form_completed)
        self._form.left.connect(self.show_overview)
        self._form.refused.connect(self._show_message)
        self._papers.turned.connect(lambda: self._turn_to(self._papers))
        self._papers.left.connect(self.show_overview)
        self._papers.referral_wanted.connect(self.open_referral)
        self._papers.certificate_wanted.connect(self.open_certificate)
        self._papers.mend_wanted.connect(self._mend_form)
        self._papers.growth_wanted.connect(self.open_growth)
        self._papers.said.connect(self._show_message)

    def _turn_to(self, page: QWidget) -> None:
        """The list makes room for pages on which much is written."""
        before = self._pages.currentWidget()
        if before is self._form and page is not self._form:
            self._form.close_form()
        if before is self._papers and page is not self._papers:
            self._papers.close_paper()
        if page is not before or page is self._papers:
            self._unsay()
        is_paper = page is self._papers and self._papers.is_paper()
        is_list = page is self._papers and self._papers.is_list()
        self._show_list(wanted=self._is_at_home(page) or is_list)
        self._buttons.setVisible(page not in (self._form, self._growth.made()) and not is_paper)
        title = action("finish").title
        if page is self._form:
            title = "Simpan formulir"
        elif page is self._papers:
            title = self._papers.finish_title()
        self._finish.setText(f"{title}   {action('finish').key}")
        self._pages.setCurrentWidget(page)

    def _keep_all(self) -> None:
        self._working_draft.keep_pending()
        self._papers.keep_pending()
        if self._pages.currentWidget() is self._form:
            self._form.close_form()

    def _show_waiting(self, people: tuple[WaitingPerson, ...]) -> None:
        self._waiting.show_people(people)
        wanted, self._wanted = self._wanted, ""
        found = next((one for one in people if one.patient_id == wanted), None)
        if found is not None:
            self.open_person(found)
        elif wanted:
            self._say("Orang ini tidak ada di daftar tunggu ruang ini.", Tone.AMBER, "Daftarkan dulu di loket.")

    def _focus_list(self) -> None:
        self._waiting.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_own_room(self) -> None:
        """Somebody who only works in the laboratory or the pharmacy sees those who wait there."""
        roles = self._workplace.user.role_set
        own = [cluster for role, cluster in _OWN_ROOM.items() if role in roles and cluster in self._clusters]
        if len(own) == 1 and Role.ADMINISTRATOR not in roles:
            self._waiting.choose_cluster(own[0])

    def _show_nobody(self) -> None:
        self._keep_all()
        self._person = None
        self._banner.hide()
        self._room_title.show()
        self._buttons.setEnabled(False)
        self._waiting.absent.hide()
        self._turn_to(self._nobody)

    def _leave_person(self) -> None:
        self._show_nobody()
        self._focus_list()

    def _show_person(self, person: RoomPerson) -> None:
        is_other = self._person is None or self._person.waiting.entry.id != person.waiting.entry.id
        self._person = person
        if is_other:
            self._list_button.setChecked(False)
            self._show_work(person)
        self._show_summary(person)
        self._waiting.absent.setVisible(person.waiting.entry.status is not QueueStatus.STARTED)
        self._room_title.hide()
        self._banner.show()
        self._buttons.setEnabled(True)
        for button in self._examining_buttons:
            button.setEnabled(person.cluster not in WORKSHOPS)
        has_growth = has_charts(person.summary.patient, self._today()) and person.cluster not in WORKSHOPS
        self._growth_button.setVisible(has_growth)
        self._waiting.point_at(person.waiting.entry.id)
        self.show_overview()

    def _show_summary(self, person: RoomPerson) -> None:
        waiting, summary = person.waiting, person.summary
        self._banner.show_person(self._banner_text(person))
        titles = {listing.form_id: listing.title for listing in person.listings}
        self._overview.show_person(
            due_lines(person.due, person.listings, person.due_doses),
            person.listings,
            history_lines(summary.history, titles, person.measured, waiting.visit_id),
            glance(summary, person.measured, waiting.entry.handover_note),
        )

    def _show_work(self, person: RoomPerson) -> None:
        """The pages that are typed into, as far as they were typed; a person who is at hand keeps theirs."""
        waiting = person.waiting
        self._working_draft.begin(CONSULTATION_PAGE, waiting.entry.id)
        self._papers.begin(waiting.visit_id)
        self._grown.forget()
        growth = self._growth.made()
        if growth is not None:
            growth.begin()
        if person.cluster in WORKSHOPS:
            self._workshop.page().show_person(person)
        else:
            is_grown = is_adult(person.summary.patient, self._today())
            self._consultation.page().show_command(person.command, is_adult=is_grown)

    def _banner_text(self, person: RoomPerson) -> BannerText:
        patient, waiting = person.summary.patient, person.waiting
        pregnancy = pregnancy_text(person.measured, maternal=person.summary.maternal, pregnant=waiting.pregnant)
        return BannerText(
            name=patient.name,
            sex=word(patient.sex),
            age=age_text(patient, self._today()),
            record_number=patient.medical_record_number,
            klaster=word(person.cluster) if len(self._clusters) > 1 else "",
            allergy=allergy_text(patient),
            facts=banner_facts(person.summary, pregnancy, waiting.complaint),
        )

    def _reload_person(self) -> None:
        person = self._person
        if person is not None:
            workplace, waiting = self._workplace, person.waiting
            self._reread.ask(lambda: room_person(workplace, waiting))

    def _show_news(self, person: RoomPerson) -> None:
        """Something about the person at hand was recorded; the page on the screen stays."""
        if self._person is not None and self._person.waiting.entry.id == person.waiting.entry.id:
            self._person = replace(person, waiting=self._person.waiting)
            self._show_summary(person)
            if self._growth.is_shown():
                self.open_growth()

    def _show_growth(self, growth: ChildGrowth) -> None:
        if self._person is None:
            return
        page = self._growth.page()
        page.show_growth(growth)
        if not self._growth.is_shown():
            self._turn_to(page)
            page.focus_first()

    def _show_growth_paper(self, number: int) -> None:
        if self._person is not None:
            self._papers.show_paper(growth_paper(self._person.waiting.patient_id, number))

    def _begin_work(self) -> None:
        """The first page that is worked on starts the stay in this room."""
        person = self._person
        if person is None or person.waiting.entry.status is QueueStatus.STARTED:
            return
        workplace, entry_id = self._workplace, person.waiting.entry.id
        self._waiting.absent.hide()

        def started(entry: QueueEntry) -> None:
            at_hand = self._person
            if at_hand is not None and at_hand.waiting.entry.id == entry.id:
                self._person = replace(at_hand, waiting=replace(at_hand.waiting, entry=entry))

        Operation(self, lambda: queues.start(workplace, entry_id)).on_success(started).run()

    def _typed(self, *, completed: bool = False) -> ConsultationCommand:
        return self._working_page().command(completed=completed)

    def _working_page(self) -> ConsultationPage | WorkshopPage:
        assert self._person is not None
        late = self._workshop if self._person.cluster in WORKSHOPS else self._consultation
        return late.page()

    def _save_then(self, go_on: Callable[[SavedConsultation], object]) -> None:
        if self._unreadable():
            return
        workplace, command = self._workplace, self._typed()
        self._begin_work()

        def saved(answer: SavedConsultation) -> None:
            self._take_in(answer)
            go_on(answer)

        Operation(self, lambda: save_consultation(workplace, command)).on_success(saved).on_rejected(
            self._show_problems
        ).run()

    def _take_in(self, answer: SavedConsultation) -> None:
        """The page goes on with the record that is now there, its draft is no longer needed."""
        self._working_draft.drop()
        self._working_page().go_on_with(answer.consultation.id)

    def _unreadable(self) -> bool:
        problems = self._working_page().problems()
        if problems:
            self._show_problems(problems)
        return bool(problems)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        page = self._working_page()
        self._turn_to(page)
        page.show_problems(problems)
        sentences = " ".join(problem.sentence for problem in problems)
        remedies = " ".join(dict.fromkeys(problem.remedy for problem in problems if problem.remedy))
        self._say(sentences, Tone.AMBER, remedies)

    def _finish_person(self) -> None:
        person = self._person
        if person is None or self._unreadable():
            return
        command = self._typed(completed=True)
        if NextStep.REFERRAL in command.next_steps and not self._is_referred(person):
            self.open_referral(is_required=True)
            return
        workplace, name = self._workplace, person.waiting.name

        def finished(answer: SavedConsultation) -> None:
            self._working_draft.drop()
            tickets = ", ".join(f"{one.ticket_number} {word(one.cluster)}" for one in answer.next_entries)
            remedy = f"Nomor antrean berikutnya: {tickets}." if tickets else ""
            act = partial(self._print_handover, answer.next_entries[0]) if answer.next_entries else None
            self._leave_person()
            self._say(f"{name} selesai.", Tone.GREEN, remedy, "Cetak serah terima" if act else "", act)

        Operation(self, lambda: save_consultation(workplace, command)).on_success(finished).on_rejected(
            self._show_problems
        ).run()

    def _is_referred(self, person: RoomPerson) -> bool:
        visit_id = person.waiting.visit_id
        earlier = (past.referrals for past in person.summary.history if past.visit.id == visit_id)
        return self._papers.is_referred(visit_id) or any(earlier)

    def _print_handover(self, entry: QueueEntry) -> None:
        title = f"Rujukan internal ke {word(entry.cluster)}"
        self._papers.show_paper(Paper(kind=PaperKind.HANDOVER, subject_id=entry.id, title=title))

    def _open_past(self, line: HistoryLine) -> None:
        """The forms of an earlier visit are read as they are printed; a referral likewise."""
        if line.responses:
            self._papers.show_paper(Paper(kind=PaperKind.FORM, subject_id=line.responses[0], title=line.title))
        elif line.referrals:
            self._papers.show_paper(Paper(kind=PaperKind.REFERRAL, subject_id=line.referrals[0], title=line.title))
        else:
            self._say("Kunjungan itu tidak punya formulir atau surat.", Tone.PLAIN)

    def _end_flag(self, flag: Flag) -> None:
        workplace = self._workplace
        Operation(self, lambda: end_flag(workplace, flag.id)).on_success(
            lambda ended: self._say(f"Tidak lagi menjadi perhatian: {ended.text}", Tone.PLAIN)
        ).run()

    def _mend_form(self, response_id: str) -> None:
        self._turn_to(self._form)
        self._form.open_amendment(ResponseId(response_id))

    def _form_completed(self, record: QuestionnaireResponse) -> None:
        self.show_overview()
        paper = Paper(kind=PaperKind.FORM, subject_id=record.id, title="Formulir")
        self._say("Formulir tersimpan.", Tone.GREEN, "", "Lihat dan cetak", partial(self._papers.show_paper, paper))

    def _propose(self, code: str) -> CaseKind:
        """On the database thread."""
        person = self._person
        patient_id = person.waiting.patient_id if person else PatientId("")
        return proposed_case_kind(self._workplace, patient_id, code)

    def _today(self) -> date:
        return self._workplace.today

    def _unsay(self) -> None:
        """What was said about the page before is no longer about what is on the screen."""
        strip = strip_of(self)
        if strip is not None and strip.message() is self._said:
            strip.clear()

    def _say(
        self,
        text: str,
        tone: Tone,
        remedy: str = "",
        button: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        self._show_message(Message(text=text, remedy=remedy, tone=tone, action=button, act=act))

    def _show_message(self, message: Message) -> None:
        strip = strip_of(self)
        if strip is not None:
            self._said = message
            strip.show_message(message)
