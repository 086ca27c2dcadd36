"""Queue letters, numbers, priority groups and waiting times."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.queue_number import (
    PriorityGroup,
    QueueRules,
    WaitingSummary,
    priority_groups,
    queue_letter,
    queue_times,
    summarise_waiting,
)
from ilp_desktop.domain.visit import Cluster

RULES = QueueRules()
TODAY = date(2026, 11, 22)
START = datetime(2026, 11, 22, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cluster", "letter"),
    [
        (Cluster.MOTHER_AND_CHILD, "A"),
        (Cluster.ADULT_AND_ELDERLY, "B"),
        (Cluster.INFECTIOUS_DISEASE, "C"),
        (Cluster.DENTAL, "G"),
        (Cluster.LABORATORY, "L"),
        (Cluster.PHARMACY, "F"),
    ],
)
def test_each_cluster_has_its_letter(cluster: Cluster, letter: str) -> None:
    assert queue_letter(cluster, priority=False, rules=RULES) == letter
    assert queue_letter(cluster, priority=True, rules=RULES) == "P"
    assert queue_letter(cluster, priority=True, rules=QueueRules(separate_priority=False)) == letter


def test_every_cluster_has_a_letter_and_letters_are_settings() -> None:
    letters = [queue_letter(cluster, priority=False, rules=RULES) for cluster in Cluster]
    assert len(set(letters)) == len(letters)
    assert "P" not in letters
    rules = QueueRules(letters={Cluster.DENTAL: "D"})
    assert queue_letter(Cluster.DENTAL, priority=False, rules=rules) == "D"
    assert queue_letter(Cluster.PHARMACY, priority=False, rules=rules) == "F"


@pytest.mark.parametrize(
    ("birth", "groups"),
    [
        (date(1966, 11, 22), (PriorityGroup.ELDERLY,)),
        (date(1966, 11, 23), ()),
        (date(2025, 11, 23), (PriorityGroup.INFANT,)),
        (date(2025, 11, 22), ()),
    ],
)
def test_age_makes_a_priority(birth: date, groups: tuple[PriorityGroup, ...]) -> None:
    assert priority_groups(age_on(birth, TODAY), pregnant=False, disability=False, rules=RULES) == groups


def test_pregnancy_and_disability_make_a_priority() -> None:
    grown = Age(days=10000, months=328)
    both = (PriorityGroup.PREGNANT, PriorityGroup.DISABILITY)
    assert priority_groups(grown, pregnant=True, disability=True, rules=RULES) == both
    assert priority_groups(None, pregnant=True, disability=True, rules=RULES) == both
    assert priority_groups(None, pregnant=False, disability=False, rules=RULES) == ()


def test_times_of_a_whole_visit() -> None:
    minutes = [START + timedelta(minutes=minute) for minute in (10, 12, 30)]
    times = queue_times(taken=START, called=minutes[0], started=minutes[1], done=minutes[2])
    assert times.waited_for_call == timedelta(minutes=10)
    assert times.waited_for_service == timedelta(minutes=12)
    assert times.served == timedelta(minutes=18)
    assert times.total == timedelta(minutes=30)


def test_times_of_a_visit_that_is_not_over_or_was_never_called() -> None:
    waiting = queue_times(taken=START)
    assert (waiting.waited_for_call, waiting.waited_for_service, waiting.served, waiting.total) == (None,) * 4
    uncalled = queue_times(taken=START, started=START + timedelta(minutes=5))
    assert uncalled.waited_for_call == timedelta(minutes=5)
    assert queue_times(taken=START, called=START - timedelta(hours=1)).waited_for_call == timedelta(0)


def test_a_summary_of_waiting_times() -> None:
    waits = [timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=45, seconds=59)]
    assert summarise_waiting(waits) == WaitingSummary(
        people=3, average_minutes=20, median_minutes=10, longest_minutes=45
    )
    assert summarise_waiting([]) == WaitingSummary(people=0, average_minutes=0, median_minutes=0, longest_minutes=0)
