"""Who was told to come back and has not."""

from datetime import date

from sqlalchemy import Connection, exists, select

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import PatientStatus
from ilp_desktop.domain.today import ExpectedReturn
from ilp_desktop.domain.visit import Cluster, Consultation, Visit
from ilp_desktop.storage.schema import patient, table_of

_consultation, _visit = table_of(Consultation), table_of(Visit)


def expected_returns(connection: Connection, first: date, last: date, limit: int) -> tuple[ExpectedReturn, ...]:
    """The people whose return date lies in this span and who have had no later visit; the latest date first."""
    later = _visit.alias("later")
    statement = (
        select(
            _consultation.c.patient_id,
            patient.c.name,
            patient.c.medical_record_number,
            patient.c.village_name,
            _consultation.c.cluster,
            _consultation.c.return_date,
        )
        .join(_visit, _visit.c.id == _consultation.c.visit_id)
        .join(patient, patient.c.id == _consultation.c.patient_id)
        .where(
            _consultation.c.return_date.between(first.isoformat(), last.isoformat()),
            _visit.c.voided_reason == "",
            patient.c.status == PatientStatus.ACTIVE.value,
            ~exists().where(
                later.c.patient_id == _consultation.c.patient_id,
                later.c.visit_date > _visit.c.visit_date,
                later.c.voided_reason == "",
            ),
        )
        .order_by(_consultation.c.return_date.desc(), patient.c.name)
        .limit(limit)
    )
    return tuple(
        ExpectedReturn(
            patient_id=PatientId(row["patient_id"]),
            name=row["name"],
            medical_record_number=row["medical_record_number"],
            village=row["village_name"],
            cluster=Cluster(row["cluster"]),
            due=date.fromisoformat(row["return_date"]),
        )
        for row in connection.execute(statement).mappings()
    )
