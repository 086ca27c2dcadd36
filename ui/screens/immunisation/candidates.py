"""Whom to open: who waits for klaster 2, who is found by searching, who is next. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.search_hit import SearchHit
from ilp_desktop.domain.visit import Cluster
from ilp_desktop.domain.waiting import WaitingPerson
from ilp_desktop.domain.words import word
from ilp_desktop.services import queues
from ilp_desktop.services.searching import search_people
from ilp_desktop.services.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody to open: from the queue of klaster 2, or found by searching."""

    patient_id: PatientId
    title: str
    detail: str
    waiting: WaitingPerson | None = None


def waiting_children(workplace: Workplace) -> tuple[Candidate, ...]:
    """Who waits for klaster 2, in the order of their tickets; runs on the database thread."""
    today = workplace.today
    return tuple(
        Candidate(
            patient_id=one.patient_id,
            title=f"{one.entry.ticket_number}  {one.name}",
            detail=" · ".join(part for part in (_age(one.birth_date, today), one.complaint) if part),
            waiting=one,
        )
        for one in queues.waiting_list(workplace, (Cluster.MOTHER_AND_CHILD,))
    )


def found_people(workplace: Workplace, typed: str) -> tuple[Candidate, ...]:
    """People by name or number; runs on the database thread."""
    return tuple(_found(hit, workplace.today) for hit in search_people(workplace, typed, 20))


def next_waiting(people: Sequence[Candidate], at_hand: PatientId | None) -> Candidate | None:
    """The one after the person at hand in the queue, else the first."""
    others = [one for one in people if one.patient_id != at_hand]
    places = [number for number, one in enumerate(people) if one.patient_id == at_hand]
    after = people[places[0] + 1 :] if places else ()
    return next(iter(after), others[0] if others and not places else None)


def _found(hit: SearchHit, today: date) -> Candidate:
    detail = (_age(hit.birth_date, today), word(hit.sex), hit.village_name, f"RM {hit.medical_record_number}")
    return Candidate(patient_id=hit.patient_id, title=hit.name, detail=" · ".join(part for part in detail if part))


def _age(birth_date: date | None, today: date) -> str:
    return "" if birth_date is None else age_on(birth_date, today).text
