"""The counter itself: the search at the left, the person at hand at the right."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.identifiers import MergeId, PatientId
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.routing import CLUSTER_LABELS
from ilp_desktop.domain.search_hit import SearchHit
from ilp_desktop.domain.visit import Cluster
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.merging_people import undo_merge
from ilp_desktop.services.people import mark_deceased
from ilp_desktop.services.queues import waiting_counts
from ilp_desktop.services.searching import search_people
from ilp_desktop.services.small_papers import ticket_pdf
from ilp_desktop.services.visits import RegisteredVisit, register_visit, take_back_visit
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.empty_state import EmptyState
from ui.kit.message_strip import Message, show_in_strip, strip_of
from ui.kit.operation import Operation, Query
from ui.kit.page_stack import PageStack
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.runtime import runtime
from ui.kit.search_box import SearchBox
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.loket.lines import hit_line
from ui.screens.loket.person_panel import PersonPanel
from ui.screens.loket.prompt import Prompt
from ui.screens.loket.registered_panel import RegisteredPanel
from ui.screens.loket.state import DeskPerson, Found, SearchState, entry_from_search, load_person
from ui.screens.loket.texts import cluster_word
from ui.session import Handler, Session

_NARROWEST_LIST, _WIDEST_LIST = 320, 460
_NARROW = 940
"""Below this width there is room for the list or for the person, not for both."""
_ONE_LINE = 760
"""Below this width the search and its buttons do not fit into one line."""


class Desk(QWidget):
    """``act_wanted`` carries the id of an action that leads to another page of the room."""

    act_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self._workplace = session.workplace
        self.search = SearchState(partial(search_people, self._workplace))
        self._found: Query[Found] = Query(self, self._show_found)
        self._loaded: Query[DeskPerson] = Query(self, self._show_person)
        self._counted: Query[dict[Cluster, int]] = Query(self, self._show_counts)
        self._list: ResultList[SearchHit] = ResultList(self._line, self)
        self._list.setObjectName("hits")
        self._list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.box = SearchBox("Nama, NIK, No. RM, JKN, KK, HP, nama ibu, atau desa", self._list, self)
        self.box.setObjectName("search")
        self._headline = text_label("", Type.SMALL, muted=True, parent=self)
        self._headline.setObjectName("search_headline")
        self._waiting = text_label("", Type.SMALL, muted=True, parent=self)
        self._waiting.setObjectName("waiting_counts")
        self._waiting.setWordWrap(True)
        self.panel = PersonPanel(self._workplace.clock, self)
        self.done = RegisteredPanel(Prompt(lambda: self._workplace.today), self._workplace.folder, self)
        self._nobody = EmptyState(
            "search",
            "Siapa yang datang?",
            "Ketik sebagian nama atau nomor, atau pindai kartunya, lalu Enter. Orang baru: F2.",
            parent=self,
        )
        self._is_searching = False
        self._right = PageStack(self)
        for part in (self._nobody, self.panel, self.done):
            self._right.addWidget(part)
        self._place()
        self._connect()
        self._count()

    def handlers(self) -> dict[str, Handler]:
        """What the keys do here."""
        handlers: dict[str, Handler] = {}
        if self._right.currentWidget() is self.panel:
            handlers |= {
                "register": self.register,
                "change_cluster": self.panel.routing.open_overrule,
                "back_date": self.panel.open_late_entry,
                "screening_rest": self.panel.visit.answer_rest_no,
                "deceased": self.ask_deceased,
            }
        if self._right.currentWidget() is self.done:
            handlers["print"] = self.done.print_again
        return handlers

    def person(self) -> DeskPerson | None:
        """The person at hand, also just after registering."""
        return None if self._right.currentWidget() is self._nobody else self.panel.person

    def new_entry(self) -> PersonEntry:
        """A new person's page with what was typed into the search box."""
        return entry_from_search(self.box.text())

    def focus_search(self) -> None:
        """The cursor goes into the search box, with its text ready to be replaced."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def open_person(self, patient_id: PatientId) -> None:
        """Show a person as the one at hand."""
        workplace = self._workplace
        self._loaded.ask(lambda: load_person(workplace, patient_id))

    def register(self) -> None:
        """Keep the visit and draw its ticket."""
        state = self.panel.state
        if state is None:
            return
        typed = self.panel.visit.typed_problem()
        if typed is not None:
            self.panel.show_problems((typed,))
            return
        workplace, command = self._workplace, state.command()
        operation = Operation(self, lambda: register_visit(workplace, command))
        operation.on_success(self._registered).on_rejected(self.panel.show_problems).run()

    def ask_deceased(self) -> None:
        """Ask for the day of death."""
        self.panel.prompt.ask_day("Tanggal meninggal", "Catat meninggal", self._mark_deceased)

    def _line(self, hit: SearchHit) -> ResultLine:
        return hit_line(hit, self._workplace.today)

    def _search(self, text: str) -> None:
        self._found.ask(partial(self.search.look, text))
        self._is_searching = bool(text)
        self._take_turns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list and the person take turns; in a very narrow one the search has its own line."""
        super().resizeEvent(event)
        stacked = event.size().width() < _ONE_LINE
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._top.setDirection(direction)
        self._take_turns()

    def _take_turns(self) -> None:
        """Who types looks for somebody; whoever was found stands in the place of the list."""
        both = self.width() >= _NARROW
        self._left.setVisible(both or self._is_searching)
        self._left.setMaximumWidth(_WIDEST_LIST if both else self.width())
        self._right.setVisible(both or not self._is_searching)

    def _show_found(self, found: Found) -> None:
        self._list.set_rows(self.search.show(found))
        self._headline.setText(self.search.headline)
        self.box.answered(found.text)

    def _accepted(self, _text: str) -> None:
        self._list.open_current()

    def _hit_opened(self, hit: SearchHit) -> None:
        self.open_person(hit.patient_id)

    def _show_person(self, person: DeskPerson) -> None:
        self._right.setCurrentWidget(self.panel)
        self._is_searching = False
        self._take_turns()
        self.panel.show_person(person)

    def _registered(self, registered: RegisteredVisit) -> None:
        self.done.show_registered(registered)
        self._right.setCurrentWidget(self.done)
        strip = strip_of(self)
        if strip is not None:
            strip.clear()
        self.box.clear()
        self.focus_search()
        if registered.entry is not None:
            workplace = self._workplace
            Operation(self, lambda: Answer(ticket_pdf(workplace, registered))).on_success(self.done.show_ticket).run()

    def _take_back(self, reason: str) -> None:
        registered = self.done.registered
        if registered is None:
            return
        workplace, visit_id = self._workplace, registered.visit.id
        operation = Operation(self, lambda: take_back_visit(workplace, visit_id, reason))
        operation.on_success(lambda visit: self._taken_back(visit.patient_id))
        operation.on_rejected(partial(_show_at, self.done.prompt)).run()

    def _taken_back(self, patient_id: PatientId) -> None:
        self._say("Kunjungan dibatalkan. Alasannya tersimpan.")
        self.open_person(patient_id)

    def _mark_deceased(self, day: date) -> None:
        person = self.panel.person
        if person is None:
            return
        workplace, patient_id = self._workplace, person.patient.id
        operation = Operation(self, lambda: mark_deceased(workplace, patient_id, day))
        operation.on_success(lambda patient: self.open_person(patient.id))
        operation.on_rejected(partial(_show_at, self.panel.prompt)).run()

    def _ask_split(self) -> None:
        self.panel.prompt.ask_reason("Mengapa gabungan ini dipisahkan lagi?", "Pisahkan", self._split)

    def _split(self, reason: str) -> None:
        person = self.panel.person
        if person is None or not person.merges:
            return
        workplace, merge_id = self._workplace, MergeId(person.merges[0].id)
        operation = Operation(self, lambda: undo_merge(workplace, merge_id, reason))
        operation.on_success(lambda merge: self._say_split(merge.survivor_id)).run()

    def _say_split(self, survivor_id: PatientId) -> None:
        self._say("Dipisahkan: kedua data berdiri sendiri lagi seperti sebelum digabung.")
        self.open_person(survivor_id)

    def _say(self, text: str) -> None:
        show_in_strip(self, Message(text=text, tone=Tone.GREEN))

    def _count(self) -> None:
        workplace = self._workplace
        self._counted.ask(lambda: waiting_counts(workplace))

    def _show_counts(self, counts: dict[Cluster, int]) -> None:
        parts = [f"{cluster_word(cluster)}: {counts[cluster]}" for cluster in CLUSTER_LABELS if counts.get(cluster)]
        self._waiting.setText("Menunggu  " + " · ".join(parts) if parts else "Belum ada yang menunggu hari ini.")

    def _connect(self) -> None:
        self.box.searched.connect(self._search)
        self.box.accepted.connect(self._accepted)
        self._list.opened.connect(self._hit_opened)
        self.panel.family_wanted.connect(self.open_person)
        self.panel.act_wanted.connect(self._act)
        self.panel.split_wanted.connect(self._ask_split)
        self.done.taken_back.connect(self._take_back)
        self.done.card_wanted.connect(partial(self.act_wanted.emit, "print_card"))
        runtime().changes.listen(self, {"queue_entry"}, self._count)

    def _act(self, action_id: str) -> None:
        handler = self.handlers().get(action_id)
        if handler is None:
            self.act_wanted.emit(action_id)
        else:
            handler()

    def _place(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(space(2))
        self._top.addWidget(self.box, 1)
        self._top.addLayout(buttons)
        for action_id, symbol in (("new_person", "user-plus"), ("newborn", "baby"), ("waiting_lists", "list")):
            button = ActionButton(action(action_id), title=_SHORT.get(action_id, ""), icon_name=symbol, parent=self)
            button.clicked.connect(partial(self._act, action_id))
            buttons.addWidget(button)
        left = QVBoxLayout()
        left.setSpacing(space(1))
        left.addWidget(self._headline)
        left.addWidget(self._list, 1)
        left.addWidget(self._waiting)
        frame = self._left = QWidget(self)
        frame.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        frame.setMinimumWidth(_NARROWEST_LIST)
        frame.setMaximumWidth(_WIDEST_LIST)
        middle = QHBoxLayout()
        middle.setSpacing(space(3))
        middle.addWidget(frame, 1)
        middle.addWidget(self._right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addLayout(self._top)
        column.addLayout(middle, 1)


_SHORT = {"waiting_lists": "Daftar tunggu"}


def _show_at(prompt: Prompt, problems: tuple[Problem, ...]) -> None:
    prompt.show_problem(" ".join(f"{problem.sentence} {problem.remedy}" for problem in problems))
