"""The figures of a day."""

from datetime import UTC, date, datetime, timedelta

from ilp_desktop.domain.identifiers import PatientId, QueueEntryId, VisitId
from ilp_desktop.domain.today import day_figures
from ilp_desktop.domain.visit import Cluster, QueueEntry, QueueStatus

EIGHT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def entry(
    visit: str, cluster: Cluster, status: QueueStatus, *, taken: int = 0, started: int | None = None, sent_by: str = ""
) -> QueueEntry:
    return QueueEntry(
        id=QueueEntryId(f"{visit}-{cluster}"),
        visit_id=VisitId(visit),
        patient_id=PatientId(visit),
        cluster=cluster,
        queue_date=date(2026, 11, 23),
        letter="A",
        number=1,
        status=status,
        taken_at=EIGHT + timedelta(minutes=taken),
        started_at=None if started is None else EIGHT + timedelta(minutes=started),
        sent_by=QueueEntryId(sent_by) if sent_by else None,
    )


def test_an_empty_day_has_no_waiting_time() -> None:
    figures = day_figures((), EIGHT)

    assert (figures.came, figures.finished, figures.average_wait, figures.longest_wait) == ({}, 0, None, None)


def test_a_person_who_is_handed_on_came_once_and_is_finished_after_the_last_room() -> None:
    desk = entry("1", Cluster.ADULT_AND_ELDERLY, QueueStatus.DONE, started=10)
    pharmacy = entry("1", Cluster.PHARMACY, QueueStatus.WAITING, taken=20, sent_by=desk.id)
    child = entry("2", Cluster.MOTHER_AND_CHILD, QueueStatus.DONE, taken=5, started=25)
    served = entry("3", Cluster.MOTHER_AND_CHILD, QueueStatus.STARTED, started=30)
    gone = entry("4", Cluster.MOTHER_AND_CHILD, QueueStatus.CANCELLED)

    figures = day_figures((desk, pharmacy, child, served, gone), EIGHT + timedelta(minutes=35))

    assert figures.came == {Cluster.ADULT_AND_ELDERLY: 1, Cluster.MOTHER_AND_CHILD: 2}
    assert figures.waiting == {Cluster.PHARMACY: 1}
    assert (figures.served, figures.finished) == (1, 1)
    assert (figures.average_wait, figures.longest_wait) == (20, 15)


def test_a_clock_set_back_gives_no_negative_wait() -> None:
    figures = day_figures([entry("1", Cluster.DENTAL, QueueStatus.WAITING, taken=30)], EIGHT)

    assert figures.longest_wait == 0
