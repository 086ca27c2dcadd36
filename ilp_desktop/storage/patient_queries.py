"""Questions about people: who might be the same, who belongs to a family, whose record was merged into whose."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import Patient, PatientStatus
from ilp_desktop.storage.entity_rows import entity_of
from ilp_desktop.storage.records import get_many
from ilp_desktop.storage.schema import entity_of_table, patient, patient_tables

_HIGHEST = 20


def absorbed_by(connection: Connection, survivor: PatientId) -> tuple[Patient, ...]:
    """The records that were merged into this one, also through others."""
    found: dict[str, Patient] = {}
    level: list[str] = [survivor]
    while level:
        rows = connection.execute(select(patient).where(patient.c.merged_into.in_(level))).mappings().all()
        level = [row["id"] for row in rows if row["id"] not in found]
        found.update((row["id"], entity_of(Patient, row)) for row in rows)
    return tuple(found.values())


def highest_record_numbers(connection: Connection, prefix: str) -> tuple[str, ...]:
    """The highest numbers that begin with ``prefix``, merged records included: a number is never used again."""
    column = patient.c.medical_record_number
    statement = (
        select(column).where(column >= prefix, column < prefix + "\U0010ffff").order_by(column.desc()).limit(_HIGHEST)
    )
    return tuple(connection.execute(statement).scalars())


def record_number_is_used(connection: Connection, number: str) -> bool:
    """Whether somebody has or had this No. RM."""
    statement = select(patient.c.id).where(patient.c.medical_record_number == number).limit(1)
    return connection.execute(statement).first() is not None


def village_names(connection: Connection) -> tuple[str, ...]:
    """The villages of the people who are in use, by name."""
    statement = select(patient.c.village_name).where(
        patient.c.status == PatientStatus.ACTIVE.value, patient.c.village_name != ""
    )
    return tuple(sorted(connection.execute(statement.distinct()).scalars()))


def members(connection: Connection, household_id: str) -> tuple[Patient, ...]:
    """The people of a family folder by their record number."""
    statement = (
        select(patient)
        .where(patient.c.household_id == household_id, patient.c.status != PatientStatus.MERGED.value)
        .order_by(patient.c.medical_record_number)
    )
    return tuple(entity_of(Patient, row) for row in connection.execute(statement).mappings())


def rows_of_patient(connection: Connection, patient_id: PatientId) -> dict[str, list[Any]]:
    """Every record that hangs on a person, by table."""
    found: dict[str, list[Any]] = {}
    for table in patient_tables():
        statement = select(table).where(table.c.patient_id == patient_id)
        kind = entity_of_table(table.name)
        found[table.name] = [entity_of(kind, row) for row in connection.execute(statement).mappings()]
    return found


def rows_by_id(connection: Connection, table: str, row_ids: Iterable[str]) -> tuple[Any, ...]:
    """These records of a table."""
    return tuple(get_many(connection, entity_of_table(table), row_ids).values())
