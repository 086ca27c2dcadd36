"""A klaster room: who waits at the left, the person at hand above, and the desk on which the room works with them."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.visit import QueueEntry, QueueStatus
from ilp_desktop.domain.waiting import WaitingPerson
from ui.kit.message_strip import Message
from ui.kit.operation import Query
from ui.kit.page_message import PageMessage
from ui.kit.runtime import runtime
from ui.kit.style import Tone, space
from ui.screens.cluster.meetings import MeetingsScreen
from ui.screens.cluster.person_desk import PersonDesk
from ui.screens.cluster.room_head import RoomHead
from ui.screens.cluster.room_person import RoomPerson, room_person
from ui.screens.cluster.room_queue import RoomQueue
from ui.screens.cluster.state import ROOM_CLUSTERS
from ui.screens.cluster.waiting_column import WaitingColumn
from ui.screens.cluster.work_buttons import WorkButtons
from ui.session import Handler, PersonTarget, Session

_NARROW = 940
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
        clusters = ROOM_CLUSTERS[room_id]
        self._message = PageMessage(self)
        self._head = RoomHead(clusters, self)
        self._buttons = WorkButtons(self)
        self._waiting = WaitingColumn(clusters, self._workplace.clock, self)
        self._queue = RoomQueue(self._workplace, clusters, self._waiting)
        self._desk = PersonDesk(self._workplace, self._message, self)
        self._place()
        self._connect()
        self._read: Query[RoomPerson] = Query(self, self._show_person)
        self._reread: Query[RoomPerson] = Query(self, self._show_news)
        runtime().changes.listen(self, {"queue_entry", "visit", "patient"}, self._queue.refresh)
        runtime().changes.listen(self, _ABOUT_A_PERSON, self._reload_person)
        self._show_nobody()
        self._queue.refresh()

    def handlers(self) -> Mapping[str, Handler]:
        """What the keys do here and now."""
        always: dict[str, Handler] = {"call": self._queue.call, "finish": self._desk.finish}
        person = self._desk.person()
        if person is None:
            return {**always, **self._desk.handlers()}
        own: dict[str, Handler] = {
            "edit_person": lambda: self._session.go_to("registration", person.waiting.patient_id),
            "immunisation": self.open_immunisation,
        }
        return {**always, **own, **self._desk.handlers()}

    def open_target(self, target: object) -> None:
        """Open the person with this patient id, if they wait here."""
        self._queue.look_for(target if isinstance(target, str) else "")

    def came_to_front(self) -> None:
        """The list is read again; the cursor goes to it while nobody is in the room, else to where it was."""
        self._queue.refresh()
        if self._desk.person() is None:
            self._focus_list()
        else:
            self._desk.focus_again()

    def open_person(self, waiting: WaitingPerson) -> None:
        """Bring somebody up; what was typed for the person before is kept."""
        self._desk.keep_pending()
        workplace = self._workplace
        self._read.ask(lambda: room_person(workplace, waiting))

    def open_immunisation(self) -> None:
        """To the doses of the person; Esc comes back here."""
        person = self._desk.person()
        if person is not None:
            self._begin_stay()
            waiting, here = person.waiting, self._room_id
            target = PersonTarget(patient_id=waiting.patient_id, visit_id=waiting.visit_id, back=here)
            self._session.go_to("immunisation", target)

    def mark_absent(self) -> None:
        """The person was called and did not come."""
        person = self._desk.person()
        if person is not None:
            self._queue.mark_absent(person.waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._desk.is_at_home():
            self._desk.show_overview()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is typed is kept; what was said here is not about another room."""
        super().hideEvent(event)
        self._desk.keep_pending()
        if not event.spontaneous():
            self._message.take_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _show_nobody(self) -> None:
        self._desk.show_nobody()
        self._head.show_nobody()
        self._buttons.setEnabled(False)
        self._waiting.absent.hide()

    def _leave_person(self) -> None:
        self._show_nobody()
        self._focus_list()

    def _focus_list(self) -> None:
        self._waiting.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_person(self, person: RoomPerson) -> None:
        before = self._desk.person()
        if before is None or before.waiting.entry.id != person.waiting.entry.id:
            self._buttons.put_list_away()
        self._desk.show_person(person)
        self._show_head(person)
        self._buttons.setEnabled(True)
        self._buttons.allow(examining=self._desk.is_examining())
        self._waiting.absent.setVisible(person.waiting.entry.status is not QueueStatus.STARTED)
        self._waiting.point_at(person.waiting.entry.id)

    def _show_head(self, person: RoomPerson) -> None:
        self._head.show_person(person, self._workplace.today, has_growth=self._desk.has_growth())

    def _reload_person(self) -> None:
        person = self._desk.person()
        if person is not None:
            workplace, waiting = self._workplace, person.waiting
            self._reread.ask(lambda: room_person(workplace, waiting))

    def _show_news(self, news: RoomPerson) -> None:
        at_hand = self._desk.person()
        if at_hand is not None and at_hand.waiting.entry.id == news.waiting.entry.id:
            self._desk.show_news(replace(news, waiting=at_hand.waiting))
            self._show_head(news)

    def _begin_stay(self) -> None:
        """The first page that is worked on starts the stay in this room."""
        person = self._desk.person()
        if person is not None and person.waiting.entry.status is not QueueStatus.STARTED:
            self._waiting.absent.hide()
            self._queue.begin_stay(person.waiting.entry.id)

    def _started(self, entry: QueueEntry) -> None:
        at_hand = self._desk.person()
        if at_hand is not None and at_hand.waiting.entry.id == entry.id:
            self._desk.take_entry(entry)

    def _gone(self, waiting: WaitingPerson) -> None:
        self._leave_person()
        self._message.say(
            Message(
                text=f"{waiting.name} tidak datang.",
                tone=Tone.PLAIN,
                action="Kembalikan ke antrean",
                act=lambda: self._queue.put_back(waiting),
            )
        )

    def _turned(self) -> None:
        """Another page is in front."""
        self._arrange()
        self._head.say_what_finishes(self._desk.finish_title())

    def _arrange(self) -> None:
        """The list makes room for pages on which much is written.

        In a narrow room it gives way to the person at hand too, and comes back with its button; while nobody is there,
        the buttons give way to the list.
        """
        is_narrow, is_empty = self.width() < _NARROW, self._desk.person() is None
        self._buttons.setVisible(self._desk.leaves_room_for_buttons() and not (is_narrow and is_empty))
        wanted = self._desk.leaves_room_for_list()
        gives_way = wanted and is_narrow and not is_empty
        self._buttons.offer_list(is_offered=gives_way)
        self._waiting.setVisible(wanted and (not gives_way or self._buttons.is_list_wanted()))

    def _act(self, action_id: str) -> None:
        handler = self.handlers().get(action_id)
        if handler is not None:
            handler()

    def _place(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(space(4))
        row.addWidget(self._waiting)
        row.addWidget(self._desk, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self._head)
        column.addWidget(self._buttons)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self._queue.opened.connect(self.open_person)
        self._queue.gone.connect(self._gone)
        self._queue.started.connect(self._started)
        self._queue.said.connect(self._message.say)
        self._waiting.absent.clicked.connect(self.mark_absent)
        self._head.finish_wanted.connect(self._desk.finish)
        self._head.growth_wanted.connect(self._desk.open_growth)
        self._buttons.wanted.connect(self._act)
        self._buttons.list_wanted.connect(self._arrange)
        self._desk.turned.connect(self._turned)
        self._desk.begun.connect(self._begin_stay)
        self._desk.left.connect(self._leave_person)
        self._desk.immunisation_wanted.connect(self.open_immunisation)
