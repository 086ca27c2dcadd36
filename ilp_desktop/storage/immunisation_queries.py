"""The children of the register imunisasi with their doses, in the order of print."""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Connection, and_, or_, select

from ilp_desktop.domain.clinical.immunisation_schedule import AgePoint, Life
from ilp_desktop.domain.immunization_record import Immunization
from ilp_desktop.domain.patient import Patient, PatientStatus
from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.storage.entity_rows import entity_of
from ilp_desktop.storage.schema import immunization, patient

_BATCH = 500
_REGISTER_MONTHS = 24


def children_of_the_register(
    connection: Connection, period: RegisterPeriod, codes: tuple[str, ...]
) -> Iterator[tuple[Patient, tuple[Immunization, ...]]]:
    """Children below two years in the period, also without a dose, and who got a dose of these slots in it."""
    newest, last = period.first.isoformat(), period.last.isoformat()
    given = select(immunization.c.patient_id).where(
        immunization.c.voided_reason == "",
        immunization.c.slot.in_(codes),
        immunization.c.effective_date >= newest,
        immunization.c.effective_date <= last,
    )
    oldest = AgePoint(months=-_REGISTER_MONTHS).on(Life(birth_date=period.first)).isoformat()
    is_young = and_(patient.c.birth_date > oldest, patient.c.birth_date <= last)
    joined = patient.outerjoin(
        immunization,
        and_(
            immunization.c.patient_id == patient.c.id,
            immunization.c.voided_reason == "",
            immunization.c.effective_date <= last,
        ),
    )
    statement = (
        select(*(column.label(f"child_{column.name}") for column in patient.c), *immunization.c)
        .select_from(joined)
        .where(patient.c.merged_into.is_(None), patient.c.birth_date.is_not(None))
        .where(or_(is_young, patient.c.id.in_(given)))
        .where(or_(patient.c.status != PatientStatus.DECEASED.value, patient.c.deceased_date >= newest))
        .order_by(patient.c.village_name, patient.c.birth_date, patient.c.name, patient.c.id, immunization.c.id)
    )
    if period.villages:
        statement = statement.where(patient.c.village_code.in_(period.villages))
    rows = connection.execution_options(yield_per=_BATCH).execute(statement).mappings()
    for _id, group in groupby(rows, key=lambda row: row["child_id"]):
        found = list(group)
        child = {name.removeprefix("child_"): value for name, value in found[0].items() if name.startswith("child_")}
        doses = tuple(entity_of(Immunization, row) for row in found if row["id"] is not None)
        yield entity_of(Patient, child), doses
