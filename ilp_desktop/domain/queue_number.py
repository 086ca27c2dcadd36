"""Queue numbers: letter and three digits, from 1 again each day for each letter; who goes first; waiting times."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median
from types import MappingProxyType

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.visit import Cluster

HIGHEST = 999

DEFAULT_LETTERS: Mapping[Cluster, str] = MappingProxyType(
    {
        Cluster.EMERGENCY: "U",
        Cluster.MANAGEMENT: "M",
        Cluster.MOTHER_AND_CHILD: "A",
        Cluster.ADULT_AND_ELDERLY: "B",
        Cluster.INFECTIOUS_DISEASE: "C",
        Cluster.DENTAL: "G",
        Cluster.LABORATORY: "L",
        Cluster.PHARMACY: "F",
        Cluster.CROSS_CLUSTER: "X",
    }
)


class PriorityGroup(StrEnum):
    """Whom the queue lets go first."""

    ELDERLY = "elderly"
    PREGNANT = "pregnant"
    INFANT = "infant"
    DISABILITY = "disability"


PRIORITY_LABELS: Mapping[PriorityGroup, str] = MappingProxyType(
    {
        PriorityGroup.ELDERLY: "lansia",
        PriorityGroup.PREGNANT: "hamil",
        PriorityGroup.INFANT: "bayi",
        PriorityGroup.DISABILITY: "disabilitas",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRules:
    """Settings of the queue. With ``separate_priority`` the people of a priority group draw ``priority_letter``."""

    letters: Mapping[Cluster, str] = field(default_factory=lambda: DEFAULT_LETTERS)
    priority_letter: str = "P"
    separate_priority: bool = True
    elderly_from_years: int = 60
    infant_below_months: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueTimes:
    """How long each part took; None while it is not over, never negative even when a clock was set back."""

    waited_for_call: timedelta | None
    waited_for_service: timedelta | None
    served: timedelta | None
    total: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingSummary:
    """Waiting times of several people, in whole minutes, rounded down; all 0 for nobody."""

    people: int
    average_minutes: int
    median_minutes: int
    longest_minutes: int


def priority_groups(
    age: Age | None, *, pregnant: bool, disability: bool, rules: QueueRules
) -> tuple[PriorityGroup, ...]:
    """The priority groups that this person belongs to; empty for none. An unknown age gives none."""
    claims = (
        (PriorityGroup.ELDERLY, age is not None and age.years >= rules.elderly_from_years),
        (PriorityGroup.PREGNANT, pregnant),
        (PriorityGroup.INFANT, age is not None and age.months < rules.infant_below_months),
        (PriorityGroup.DISABILITY, disability),
    )
    return tuple(group for group, belongs in claims if belongs)


def queue_letter(cluster: Cluster, *, priority: bool, rules: QueueRules) -> str:
    """The letter of the ticket. A cluster that the settings leave out has its default letter."""
    if priority and rules.separate_priority:
        return rules.priority_letter
    return rules.letters.get(cluster, DEFAULT_LETTERS[cluster])


def queue_times(
    *,
    taken: datetime,
    called: datetime | None = None,
    started: datetime | None = None,
    done: datetime | None = None,
) -> QueueTimes:
    """The lengths between the four moments. A person who was never called waited until the service started."""
    seen = called or started or done
    begun = started or done
    return QueueTimes(
        waited_for_call=_between(taken, seen),
        waited_for_service=_between(taken, begun),
        served=_between(started, done),
        total=_between(taken, done),
    )


def _between(start: datetime | None, end: datetime | None) -> timedelta | None:
    return None if start is None or end is None else max(end - start, timedelta(0))


def summarise_waiting(waits: Iterable[timedelta]) -> WaitingSummary:
    """Average, median and longest of waiting times."""
    minutes = [wait.total_seconds() / 60 for wait in waits]
    return WaitingSummary(
        people=len(minutes),
        average_minutes=int(sum(minutes) / len(minutes)) if minutes else 0,
        median_minutes=int(median(minutes)) if minutes else 0,
        longest_minutes=int(max(minutes, default=0)),
    )
