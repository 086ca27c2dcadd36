"""The story of the demonstration's clinic day: who works where, who comes and why, what rooms find and answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import yaml

from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.routing import FirstScreening, Question, RequestedService
from ilp_desktop.domain.visit import Cluster, NextStep, ServiceKind, VisitPurpose
from ilp_desktop.resource_files import resource_path

Span = tuple[float, float]
"""From and to."""

_RAINY_MONTHS = (11, 12, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """Somebody who works at the demonstration puskesmas."""

    username: str
    name: str
    position: str
    roles: frozenset[Role]
    number: str
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Who works in a room (usernames), and how many minutes they need for one person."""

    by: tuple[str, ...]
    minutes: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalReferral:
    """What the referral slip says beside what is known."""

    destination: str
    polyclinic: str
    care_kind: str
    reason: str
    findings: str
    investigations: str
    treatment: str
    transport: str = ""
    companion: str = ""
    condition: str = ""
    confirmation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What the health certificate says."""

    purpose: str
    finding: str
    colour_vision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruling:
    """Where the clerk sends the person against the proposal, and why."""

    cluster: Cluster
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One reason to come, and what follows. Ages in years, from and below; pressure is the systolic range in mmHg."""

    complaint: str
    ages: Span
    sex: Sex = Sex.UNKNOWN
    weight: float = 0.0
    rainy: float = 1.0
    times: int = 0
    purpose: VisitPurpose = VisitPurpose.SICK
    screening: frozenset[Question] = frozenset()
    requested: RequestedService = RequestedService.CONSULTATION
    days_since_delivery: int | None = None
    diagnoses: tuple[str, ...] = ()
    anamnesis: str = ""
    examination: str = ""
    therapy: str = ""
    advice: str = ""
    temperature: Span = (36.3, 37.0)
    pressure: Span = (104, 128)
    order: str = ""
    result: str = ""
    kinds: tuple[ServiceKind, ...] = (ServiceKind.CURATIVE,)
    next: tuple[NextStep, ...] = (NextStep.HOME,)
    return_days: int | None = None
    by: str = ""
    newborn: bool = False
    late: bool = False
    overrule: Overruling | None = None
    referral: HospitalReferral | None = None
    certificate: Certificate | None = None

    @property
    def first_screening(self) -> FirstScreening:
        """The answers at the counter: the named signs yes, the others no."""
        return FirstScreening(
            yes=self.screening,
            no=frozenset(Question) - self.screening,
            days_since_delivery=self.days_since_delivery,
            requested=self.requested,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything that ``resources/reference/demonstration.yaml`` tells; ``body`` is age, kg and cm."""

    password: str
    staff: tuple[StaffMember, ...]
    rooms: Mapping[Cluster, Room]
    body: tuple[tuple[float, float, float], ...]
    cases: tuple[Case, ...]
    answers: Mapping[str, Mapping[str, object]]

    def day_of_cases(self, number: int, month: int, random: Random) -> tuple[Case, ...]:
        """The cases of one day in the order of their coming: those that come for certain, and drawn ones."""
        certain = [case for case in self.cases for _ in range(case.times)]
        drawn = self.draw(max(0, number - len(certain)), month, random)
        day = [*certain, *drawn][:number]
        random.shuffle(day)
        return tuple(day)

    def draw(self, number: int, month: int, random: Random) -> list[Case]:
        """Everyday cases as often as the season brings them."""
        rainy = month in _RAINY_MONTHS
        weights = [case.weight * (case.rainy if rainy else 1.0) for case in self.cases]
        return random.choices(self.cases, weights, k=number)


def read_story() -> Story:
    """The story. Raises Fault when the installation lost the file."""
    told = yaml.safe_load(resource_path("reference", "demonstration.yaml").read_text(encoding="utf-8"))
    return Story(
        password=told["password"],
        staff=tuple(_staff_member(one) for one in told["staff"]),
        rooms={
            Cluster(name): Room(by=tuple(one["by"]), minutes=_span(one["minutes"]))
            for name, one in told["rooms"].items()
        },
        body=tuple((float(age), float(weight), float(height)) for age, weight, height in told["body"]),
        cases=tuple(_case(one) for one in told["cases"]),
        answers=told["answers"],
    )


def _staff_member(told: Mapping[str, str]) -> StaffMember:
    named = told["roles"]
    roles = frozenset(Role) if named == "all" else frozenset(Role(role) for role in named.split(","))
    read: dict[str, Any] = {**told, "roles": roles}
    return StaffMember(**read)


def _span(told: Sequence[float]) -> Span:
    first, last = told
    return float(first), float(last)


_READERS: Mapping[str, Callable[[Any], object]] = {
    "ages": _span,
    "temperature": _span,
    "pressure": _span,
    "sex": Sex,
    "purpose": VisitPurpose,
    "requested": RequestedService,
    "screening": lambda told: frozenset(map(Question, told)),
    "diagnoses": tuple,
    "kinds": lambda told: tuple(map(ServiceKind, told)),
    "next": lambda told: tuple(map(NextStep, told)),
    "overrule": lambda told: Overruling(cluster=Cluster(told["cluster"]), reason=told["reason"]),
    "referral": lambda told: HospitalReferral(**told),
    "certificate": lambda told: Certificate(**told),
}


def _case(told: Mapping[str, Any]) -> Case:
    read: dict[str, Any] = {name: _READERS[name](value) if name in _READERS else value for name, value in told.items()}
    return Case(**read)
