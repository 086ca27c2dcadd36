"""Which people are worth comparing with a new one: an index over the blocking keys of ``domain/duplicates``."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select

from ilp_desktop.domain.duplicates import BlockingKey, PersonFacts, blocking_keys, lookup_keys
from ilp_desktop.domain.patient import Patient, PatientStatus
from ilp_desktop.domain.person_facts import facts_of_patient
from ilp_desktop.storage.entity_rows import entity_of
from ilp_desktop.storage.schema import household, match_key, patient

_BATCH = 500
_MOST = 400
"""A key that more people share than this says nothing (a phone number used for a whole village)."""


def refresh(connection: Connection, patient_ids: Collection[str], household_ids: Collection[str]) -> None:
    """Brings the keys of changed people, and of the members of changed households, up to date."""
    ids = set(patient_ids)
    if household_ids:
        members = select(patient.c.id).where(patient.c.household_id.in_(list(household_ids)))
        ids.update(connection.execute(members).scalars())
    pending = sorted(ids)
    for start in range(0, len(pending), _BATCH):
        _refresh_some(connection, pending[start : start + _BATCH])


def rebuild(connection: Connection) -> None:
    """Makes the index anew from the people."""
    connection.execute(delete(match_key))
    ids = list(connection.execute(select(patient.c.id).order_by(patient.c.id)).scalars())
    for start in range(0, len(ids), _BATCH):
        _write(connection, _people(connection, ids[start : start + _BATCH]))


def plausible(connection: Connection, person: PersonFacts) -> tuple[tuple[Patient, str], ...]:
    """The people in use who share a key with this one, each with the number of their KK."""
    ids: set[str] = set()
    statement = select(match_key.c.patient_id).where(match_key.c.value == bindparam("value")).limit(_MOST + 1)
    for key in sorted(lookup_keys(person)):
        found = connection.execute(statement, {"value": _text(key)}).scalars().all()
        if len(found) <= _MOST:
            ids.update(found)
    return tuple(
        (one, card) for one, card in _people(connection, sorted(ids)) if one.status is not PatientStatus.MERGED
    )


def plausible_for_many(connection: Connection, people: Sequence[PersonFacts]) -> list[tuple[PersonFacts, ...]]:
    """For each of many people those in use who share a key with them; few questions to the database, however many."""
    wanted = [{_text(key) for key in lookup_keys(person)} for person in people]
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for values in _batches(sorted(set().union(*wanted))):
        statement = select(match_key.c.value, match_key.c.patient_id).where(match_key.c.value.in_(values))
        for value, patient_id in connection.execute(statement):
            holders[value].append(patient_id)
    telling = {value: ids for value, ids in holders.items() if len(ids) <= _MOST}
    found: dict[str, PersonFacts] = {}
    for some in _batches(sorted({one for ids in telling.values() for one in ids})):
        found |= {one.id: facts_of_patient(one, card) for one, card in _people(connection, some) if _in_use(one)}
    alike = ({one for value in values for one in telling.get(value, ())} for values in wanted)
    return [tuple(found[one] for one in sorted(ids) if one in found) for ids in alike]


def _batches(values: list[str]) -> Iterator[list[str]]:
    return (values[start : start + _BATCH] for start in range(0, len(values), _BATCH))


def _in_use(one: Patient) -> bool:
    return one.status is not PatientStatus.MERGED


def _refresh_some(connection: Connection, ids: list[str]) -> None:
    connection.execute(delete(match_key).where(match_key.c.patient_id.in_(ids)))
    _write(connection, _people(connection, ids))


def _people(connection: Connection, ids: list[str]) -> Iterable[tuple[Patient, str]]:
    statement = (
        select(patient, household.c.family_card_number)
        .outerjoin(household, household.c.id == patient.c.household_id)
        .where(patient.c.id.in_(ids))
    )
    for row in connection.execute(statement).mappings():
        yield entity_of(Patient, row), row["family_card_number"] or ""


def _write(connection: Connection, people: Iterable[tuple[Patient, str]]) -> None:
    rows = [
        {"value": _text(key), "patient_id": one.id}
        for one, card in people
        if one.status is not PatientStatus.MERGED
        for key in blocking_keys(facts_of_patient(one, card))
    ]
    if rows:
        connection.execute(insert(match_key), rows)


def _text(key: BlockingKey) -> str:
    return f"{key.kind.value}:{key.value}"
