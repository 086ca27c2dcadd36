"""The queues: who waits, calling, starting, finishing, handing over to another klaster, with every time kept."""

from collections.abc import Iterable

from ilp_desktop.domain.identifiers import PatientId, QueueEntryId, VisitId
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.queue_number import HIGHEST, QueueRules, queue_letter
from ilp_desktop.domain.visit import Cluster, QueueEntry, QueueStatus
from ilp_desktop.domain.waiting import WaitingPerson
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records, visit_queries
from ilp_desktop.storage.transaction import Transaction, new_id, utc

_OVER = frozenset({QueueStatus.DONE, QueueStatus.CANCELLED})


def waiting_list(workplace: Workplace, clusters: Iterable[Cluster]) -> tuple[WaitingPerson, ...]:
    """Those who wait today for these rooms, or are with them; priority first, then by ticket."""
    with workplace.database.read() as connection:
        return visit_queries.waiting(connection, workplace.today, clusters)


def waiting_counts(workplace: Workplace) -> dict[Cluster, int]:
    """How many wait today for each room."""
    with workplace.database.read() as connection:
        return visit_queries.waiting_counts(connection, workplace.today)


def call(workplace: Workplace, entry_id: QueueEntryId) -> Answer[QueueEntry]:
    """Calls the person; calling again keeps the first time. Rejected, like every step, once the room is done."""
    return _advance(workplace, entry_id, QueueStatus.CALLED)


def start(workplace: Workplace, entry_id: QueueEntryId) -> Answer[QueueEntry]:
    """The person is with us now."""
    return _advance(workplace, entry_id, QueueStatus.STARTED)


def finish(workplace: Workplace, entry_id: QueueEntryId) -> Answer[QueueEntry]:
    """This room is done with the person."""
    return _advance(workplace, entry_id, QueueStatus.DONE)


def mark_absent(workplace: Workplace, entry_id: QueueEntryId) -> Answer[QueueEntry]:
    """The person was called and did not come; they leave the list and can be called again."""
    return _advance(workplace, entry_id, QueueStatus.ABSENT)


def put_back(workplace: Workplace, entry_id: QueueEntryId) -> Answer[QueueEntry]:
    """The person waits again, with the ticket they had."""
    return _advance(workplace, entry_id, QueueStatus.WAITING)


def new_entry(
    transaction: Transaction,
    workplace: Workplace,
    *,
    visit_id: VisitId,
    patient_id: PatientId,
    cluster: Cluster,
    priority: bool,
    sent_by: QueueEntryId | None = None,
    note: str = "",
) -> QueueEntry:
    """Takes the next ticket of a room inside a transaction; letters start anew at 1 every day."""
    day = workplace.today
    letter = queue_letter(cluster, priority=priority, rules=QueueRules())
    number = transaction.next_number(f"queue:{day.isoformat()}:{letter}")
    if number > HIGHEST:
        raise Rejected(
            Problem(
                code="queue_full",
                field="",
                sentence=f"Nomor antrean huruf {letter} sudah sampai {HIGHEST} hari ini.",
                remedy="Pilih ruang lain, atau ubah huruf antrean di Pengaturan.",
            )
        )
    entry = QueueEntry(
        id=QueueEntryId(new_id()),
        visit_id=visit_id,
        patient_id=patient_id,
        cluster=cluster,
        queue_date=day,
        letter=letter,
        number=number,
        status=QueueStatus.WAITING,
        taken_at=utc(transaction.now),
        sent_by=sent_by,
        handover_note=note,
    )
    transaction.insert(entry)
    return entry


def _advance(workplace: Workplace, entry_id: QueueEntryId, status: QueueStatus) -> Answer[QueueEntry]:
    with workplace.change(f"queue_{status.value}") as transaction:
        entry = _entry(transaction, entry_id)
        if entry.status in _OVER and status is not QueueStatus.DONE:
            raise Rejected(
                Problem(
                    code="queue.over",
                    field="",
                    sentence="Orang ini sudah selesai di ruang ini.",
                    remedy="Panggil orang berikutnya.",
                )
            )
        changed = _set(transaction, entry, status)
    return Answer(changed, frozenset(transaction.changes))


def _set(transaction: Transaction, entry: QueueEntry, status: QueueStatus) -> QueueEntry:
    now = utc(transaction.now)
    times = {
        QueueStatus.CALLED: {"called_at": entry.called_at or now},
        QueueStatus.STARTED: {"called_at": entry.called_at or now, "started_at": entry.started_at or now},
        QueueStatus.DONE: {"started_at": entry.started_at or entry.called_at or now, "done_at": now},
    }
    return transaction.change(entry, status=status, **times.get(status, {}))


def _entry(transaction: Transaction, entry_id: QueueEntryId) -> QueueEntry:
    return records.get(transaction.connection, QueueEntry, entry_id)
