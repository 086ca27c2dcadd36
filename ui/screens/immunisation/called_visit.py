"""The visit of whoever was called: from the queue of klaster 2 over the first dose to its end."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.identifiers import PatientId, VisitId
from ilp_desktop.domain.visit import QueueEntry, QueueStatus
from ilp_desktop.services import queues
from ilp_desktop.services.immunisation_visits import finish_immunisation_visit
from ilp_desktop.services.rooms import SavedConsultation
from ilp_desktop.services.workplace import Workplace
from ui.kit.message_strip import Message
from ui.kit.operation import Operation, Query
from ui.kit.style import Tone
from ui.screens.immunisation.candidates import Candidate, next_waiting, waiting_children

_NOBODY_WAITS = Message(text="Tidak ada lagi yang menunggu klaster 2.", tone=Tone.PLAIN)
_NOT_CALLED = Message(
    text="Orang ini tidak dipanggil dari antrean.",
    remedy="Esc kembali; selesaikan di ruang klaster.",
    tone=Tone.PLAIN,
)


class CalledVisit(QObject):
    """``called`` carries the ``Candidate`` to open, ``finished`` when the visit is done, ``said`` a ``Message``."""

    called = Signal(object)
    finished = Signal()
    said = Signal(object)

    def __init__(self, workplace: Workplace, screen: QWidget) -> None:
        super().__init__(screen)
        self._workplace = workplace
        self._screen = screen
        self._at_hand: Candidate | None = None
        self._after: PatientId | None = None
        self._asked: Query[tuple[Candidate, ...]] = Query(screen, self._call_next)

    def take(self, one: Candidate) -> None:
        """Somebody was chosen; they may have been called, or not wait at all."""
        self._at_hand = one

    def forget(self, *, but: PatientId | None = None) -> None:
        """The visit is no longer at hand, unless it is that of one person."""
        if self._at_hand is not None and self._at_hand.patient_id != but:
            self._at_hand = None

    def call(self, after: PatientId | None) -> None:
        """The one who waits after somebody, else the first."""
        workplace = self._workplace
        self._after = after
        self._asked.ask(lambda: waiting_children(workplace))

    def begin_stay(self, visit_id: VisitId | None) -> None:
        """The first dose starts the stay of somebody who was called from the queue."""
        workplace, waiting = self._workplace, self._at_hand.waiting if self._at_hand else None
        if waiting is None or waiting.entry.status is QueueStatus.STARTED or waiting.visit_id != visit_id:
            return
        entry_id = waiting.entry.id
        Operation(self._screen, lambda: queues.start(workplace, entry_id)).on_success(self._started).run()

    def finish(self) -> None:
        """The visit was for immunisation only: it is done."""
        waiting = self._at_hand.waiting if self._at_hand else None
        if waiting is None:
            self.said.emit(_NOT_CALLED)
            return
        workplace, entry_id = self._workplace, waiting.entry.id

        def finished(_saved: SavedConsultation) -> None:
            self._at_hand = None
            self.finished.emit()

        Operation(self._screen, lambda: finish_immunisation_visit(workplace, entry_id)).on_success(finished).run()

    def _started(self, entry: QueueEntry) -> None:
        one = self._at_hand
        if one is not None and one.waiting is not None and one.waiting.entry.id == entry.id:
            self._at_hand = replace(one, waiting=replace(one.waiting, entry=entry))

    def _call_next(self, people: tuple[Candidate, ...]) -> None:
        one = next_waiting(people, self._after)
        if one is None or one.waiting is None:
            self.said.emit(_NOBODY_WAITS)
            return
        self.called.emit(one)
        if one.waiting.entry.status is QueueStatus.WAITING:
            workplace, entry_id = self._workplace, one.waiting.entry.id
            Operation(self._screen, lambda: queues.call(workplace, entry_id)).run()
