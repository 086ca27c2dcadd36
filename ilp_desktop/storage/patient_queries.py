"""Questions about people: who might be the same, who belongs to a family, whose record was merged into whose."""

from collections.abc import Iterable

from sqlalchemy import Connection, or_, select

from ilp_desktop.domain.identifiers import PatientId, VillageCode
from ilp_desktop.domain.patient import Patient, PatientStatus
from ilp_desktop.storage.entity_rows import entity_of
from ilp_desktop.storage.schema import household, patient

_MOST = 200


def absorbed_by(connection: Connection, survivor: PatientId) -> tuple[Patient, ...]:
    """The records that were merged into this one, also through others."""
    found: dict[str, Patient] = {}
    level: list[str] = [survivor]
    while level:
        rows = connection.execute(select(patient).where(patient.c.merged_into.in_(level))).mappings().all()
        level = [row["id"] for row in rows if row["id"] not in found]
        found.update((row["id"], entity_of(Patient, row)) for row in rows)
    return tuple(found.values())


def with_number(connection: Connection, field: str, number: str) -> tuple[Patient, ...]:
    """The records in use that carry this number in this field."""
    if not number:
        return ()
    statement = select(patient).where(patient.c[field] == number, patient.c.status != PatientStatus.MERGED.value)
    return tuple(entity_of(Patient, row) for row in connection.execute(statement).mappings())


def used_record_numbers(connection: Connection, prefix: str) -> tuple[str, ...]:
    """The medical record numbers that begin with ``prefix``, merged records included: a number is never used again."""
    statement = select(patient.c.medical_record_number).where(
        patient.c.medical_record_number >= prefix, patient.c.medical_record_number < prefix + "\U0010ffff"
    )
    return tuple(connection.execute(statement).scalars())


def members(connection: Connection, household_id: str) -> tuple[Patient, ...]:
    """The people of a family folder by their record number."""
    statement = (
        select(patient)
        .where(patient.c.household_id == household_id, patient.c.status != PatientStatus.MERGED.value)
        .order_by(patient.c.medical_record_number)
    )
    return tuple(entity_of(Patient, row) for row in connection.execute(statement).mappings())


def folder_numbers(connection: Connection, village: VillageCode) -> tuple[str, ...]:
    """The folder numbers that are taken in a village."""
    statement = select(household.c.folder_number).where(household.c.village_code == village)
    return tuple(connection.execute(statement).scalars())


def people_by_numbers(
    connection: Connection, *, nik: str, insurance_number: str, phone: str, family_card_number: str
) -> tuple[Patient, ...]:
    """People in use who share one of these numbers."""
    conditions = []
    if nik:
        conditions.append(patient.c.nik == nik)
    if insurance_number:
        conditions.append(patient.c.insurance_number == insurance_number)
    if phone:
        conditions.append(patient.c.phone == phone)
    if family_card_number:
        homes = select(household.c.id).where(household.c.family_card_number == family_card_number)
        conditions.append(patient.c.household_id.in_(homes))
    if not conditions:
        return ()
    statement = select(patient).where(or_(*conditions), patient.c.status != PatientStatus.MERGED.value).limit(_MOST)
    return tuple(entity_of(Patient, row) for row in connection.execute(statement).mappings())


def people_of_family_cards(connection: Connection, patients: Iterable[Patient]) -> dict[PatientId, str]:
    """The family card number of each of these people's households."""
    homes = {one.household_id for one in patients if one.household_id}
    statement = select(household.c.id, household.c.family_card_number).where(household.c.id.in_(list(homes)))
    cards = {row.id: row.family_card_number for row in connection.execute(statement)}
    return {one.id: cards.get(one.household_id or "", "") for one in patients}
