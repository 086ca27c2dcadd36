"""Everything of one kind about a person, also what hangs on records that were merged into theirs."""

from typing import Any, TypeVar

from sqlalchemy import Connection

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.storage import patient_queries, records

Entity = TypeVar("Entity")


def of_person(connection: Connection, kind: type[Entity], patient_id: PatientId, **equal: Any) -> tuple[Entity, ...]:
    """The entities of ``kind`` with a ``patient_id``, whose other fields have these values."""
    everyone = (patient_id, *(one.id for one in patient_queries.absorbed_by(connection, patient_id)))
    return tuple(found for one in everyone for found in records.find(connection, kind, patient_id=one, **equal))
