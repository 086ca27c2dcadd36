"""The figures of one day at the facility: who came, who waits, how long they waited."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.queue_number import queue_times, summarise_waiting
from ilp_desktop.domain.visit import Cluster, QueueEntry, QueueStatus

_PRESENT = frozenset({QueueStatus.CALLED, QueueStatus.STARTED})
_OPEN = _PRESENT | {QueueStatus.WAITING}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """``came`` counts people by the room they were first sent to, ``waiting`` the tickets that wait in each room now;
    ``served`` are with somebody now, ``finished`` have no room left to go to.

    ``average_wait`` is in minutes from ticket to start (or call) over the turns that came; None when none did.
    ``longest_wait`` is that of the person who has waited longest until now, in minutes; None when nobody waits.
    """

    came: Mapping[Cluster, int]
    waiting: Mapping[Cluster, int]
    served: int
    finished: int
    average_wait: int | None
    longest_wait: int | None


def day_figures(entries: Iterable[QueueEntry], now: datetime) -> DayFigures:
    """The figures of these queue entries of one day; a person who was handed on counts once."""
    entries = [entry for entry in entries if entry.status is not QueueStatus.CANCELLED]
    waiting = [entry for entry in entries if entry.status is QueueStatus.WAITING]
    turns = [wait for entry in entries if (wait := _waited(entry)) is not None]
    until_now = [max(now - entry.taken_at, timedelta(0)) for entry in waiting]
    unfinished = {entry.visit_id for entry in entries if entry.status in _OPEN}
    return DayFigures(
        came=Counter(entry.cluster for entry in entries if entry.sent_by is None),
        waiting=Counter(entry.cluster for entry in waiting),
        served=sum(entry.status in _PRESENT for entry in entries),
        finished=len({entry.visit_id for entry in entries} - unfinished),
        average_wait=summarise_waiting(turns).average_minutes if turns else None,
        longest_wait=summarise_waiting(until_now).longest_minutes if until_now else None,
    )


def _waited(entry: QueueEntry) -> timedelta | None:
    times = queue_times(taken=entry.taken_at, called=entry.called_at, started=entry.started_at, done=entry.done_at)
    return times.waited_for_call if times.waited_for_service is None else times.waited_for_service


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedReturn:
    """A person who was told to come back on ``due`` and has not come since."""

    patient_id: PatientId
    name: str
    medical_record_number: str
    village: str
    cluster: Cluster
    due: date
