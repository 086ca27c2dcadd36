"""The queue of the room: who waits, who is called, who did not come, when a stay begins."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from ilp_desktop.domain.identifiers import QueueEntryId
from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.visit import Cluster, QueueEntry
from ilp_desktop.domain.waiting import WaitingPerson
from ilp_desktop.services import queues
from ilp_desktop.services.workplace import Workplace
from ui.kit.message_strip import Message
from ui.kit.operation import Operation, Query
from ui.kit.style import Tone
from ui.screens.cluster.waiting_column import WaitingColumn

_OWN_ROOM = {Role.LABORATORY: Cluster.LABORATORY, Role.PHARMACY: Cluster.PHARMACY}
_NOBODY_WAITS = Message(text="Tidak ada yang menunggu.", tone=Tone.PLAIN)
_NOT_HERE = Message(
    text="Orang ini tidak ada di daftar tunggu ruang ini.", remedy="Daftarkan dulu di loket.", tone=Tone.AMBER
)


class RoomQueue(QObject):
    """``opened`` carries the ``WaitingPerson`` to bring up: chosen in the list, called, or asked for by another room.

    ``gone`` carries one who was called and did not come, ``started`` the ``QueueEntry`` of a stay that began,
    ``said`` a ``Message``.
    """

    opened = Signal(object)
    gone = Signal(object)
    started = Signal(object)
    said = Signal(object)

    def __init__(self, workplace: Workplace, clusters: Sequence[Cluster], column: WaitingColumn) -> None:
        super().__init__(column)
        self._workplace = workplace
        self._clusters = clusters
        self._column = column
        self._wanted = ""
        self._listed: Query[tuple[WaitingPerson, ...]] = Query(column, self._show_waiting)
        column.opened.connect(self.opened)
        column.call_wanted.connect(self.call)
        self._choose_own_room()

    def refresh(self) -> None:
        """Read the list again."""
        workplace, clusters = self._workplace, self._clusters
        self._listed.ask(lambda: queues.waiting_list(workplace, clusters))

    def look_for(self, patient_id: str) -> None:
        """Bring somebody up, if they wait here: once the list is read again."""
        self._wanted = patient_id
        self.refresh()

    def call(self) -> None:
        """Call the next person, or the one chosen in the list, and bring them up."""
        waiting = self._column.to_call()
        if waiting is None:
            self.said.emit(_NOBODY_WAITS)
            return
        workplace, entry_id = self._workplace, waiting.entry.id

        def called(entry: QueueEntry) -> None:
            self.opened.emit(replace(waiting, entry=entry))

        Operation(self._column, lambda: queues.call(workplace, entry_id)).on_success(called).run()

    def mark_absent(self, waiting: WaitingPerson) -> None:
        """The person was called and did not come."""
        workplace = self._workplace
        Operation(self._column, lambda: queues.mark_absent(workplace, waiting.entry.id)).on_success(
            lambda _entry: self.gone.emit(waiting)
        ).run()

    def put_back(self, waiting: WaitingPerson) -> None:
        """The person came after all."""
        workplace = self._workplace
        Operation(self._column, lambda: queues.put_back(workplace, waiting.entry.id)).run()

    def begin_stay(self, entry_id: QueueEntryId) -> None:
        """Work with the person has begun."""
        workplace = self._workplace
        Operation(self._column, lambda: queues.start(workplace, entry_id)).on_success(self.started.emit).run()

    def _show_waiting(self, people: tuple[WaitingPerson, ...]) -> None:
        self._column.show_people(people)
        wanted, self._wanted = self._wanted, ""
        found = next((one for one in people if one.patient_id == wanted), None)
        if found is not None:
            self.opened.emit(found)
        elif wanted:
            self.said.emit(_NOT_HERE)

    def _choose_own_room(self) -> None:
        """Somebody who only works in the laboratory or the pharmacy sees those who wait there."""
        roles = self._workplace.user.role_set
        own = [cluster for role, cluster in _OWN_ROOM.items() if role in roles and cluster in self._clusters]
        if len(own) == 1 and Role.ADMINISTRATOR not in roles:
            self._column.choose_cluster(own[0])
