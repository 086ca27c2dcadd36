"""The people of the registers of immunisation with their doses, in the order of print."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from ilp_desktop.domain.clinical.immunisation_schedule import AgePoint, Life
from ilp_desktop.domain.immunization_record import Immunization
from ilp_desktop.domain.patient import Patient, PatientStatus
from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.storage.entity_rows import entity_of
from ilp_desktop.storage.schema import immunization, patient

_BATCH = 500
_REGISTER_MONTHS = 24

Doses = tuple[Patient, tuple[Immunization, ...]]
"""Somebody with everything that is recorded of their doses up to the last day of the period."""


def children_of_the_register(connection: Connection, period: RegisterPeriod, codes: Iterable[str]) -> Iterator[Doses]:
    """Children below two years in the period, also without a dose, and who has a record of these slots in it."""
    oldest = AgePoint(months=-_REGISTER_MONTHS).on(Life(birth_date=period.first)).isoformat()
    is_young = and_(patient.c.birth_date > oldest, patient.c.birth_date <= period.last.isoformat())
    is_known = patient.c.birth_date.is_not(None)
    return _people(connection, period, and_(is_known, or_(is_young, _recorded(period, immunization.c.slot.in_(codes)))))


def people_with_slots(connection: Connection, period: RegisterPeriod, codes: Iterable[str]) -> Iterator[Doses]:
    """Who has a record of one of these slots in the period, given or not."""
    is_known = patient.c.birth_date.is_not(None)
    return _people(connection, period, and_(is_known, _recorded(period, immunization.c.slot.in_(codes))))


def pupils_of_the_register(
    connection: Connection, period: RegisterPeriod, codes: Iterable[str], birth_years: Iterable[int]
) -> Iterator[Doses]:
    """Who was born in one of these years, and who has a record of these slots in the period."""
    is_pupil = or_(*(patient.c.birth_date.between(f"{year}-01-01", f"{year}-12-31") for year in birth_years))
    is_known = patient.c.birth_date.is_not(None)
    return _people(connection, period, and_(is_known, or_(is_pupil, _recorded(period, immunization.c.slot.in_(codes)))))


def people_with_reactions(connection: Connection, period: RegisterPeriod) -> Iterator[Doses]:
    """Who had an adverse event in the period."""
    first, last = period.first.isoformat(), period.last.isoformat()
    found = select(immunization.c.patient_id).where(
        immunization.c.voided_reason == "",
        immunization.c.reaction.not_in(("", "none")),
        immunization.c.reaction_date >= first,
        immunization.c.reaction_date <= last,
    )
    return _people(connection, period, patient.c.id.in_(found))


def _recorded(period: RegisterPeriod, which: ColumnElement[bool]) -> ColumnElement[bool]:
    found = select(immunization.c.patient_id).where(
        immunization.c.voided_reason == "",
        immunization.c.effective_date >= period.first.isoformat(),
        immunization.c.effective_date <= period.last.isoformat(),
        which,
    )
    return patient.c.id.in_(found)


def _people(connection: Connection, period: RegisterPeriod, who: ColumnElement[bool]) -> Iterator[Doses]:
    joined = patient.outerjoin(
        immunization,
        and_(
            immunization.c.patient_id == patient.c.id,
            immunization.c.voided_reason == "",
            immunization.c.effective_date <= period.last.isoformat(),
        ),
    )
    is_living = or_(
        patient.c.status != PatientStatus.DECEASED.value, patient.c.deceased_date >= period.first.isoformat()
    )
    statement = (
        select(*(column.label(f"child_{column.name}") for column in patient.c), *immunization.c)
        .select_from(joined)
        .where(patient.c.merged_into.is_(None), is_living, who)
        .order_by(patient.c.village_name, patient.c.birth_date, patient.c.name, patient.c.id, immunization.c.id)
    )
    if period.villages:
        statement = statement.where(patient.c.village_code.in_(period.villages))
    rows = connection.execution_options(yield_per=_BATCH).execute(statement).mappings()
    for _id, group in groupby(rows, key=lambda row: row["child_id"]):
        found = list(group)
        who_it_is: dict[str, Any] = {
            name.removeprefix("child_"): value for name, value in found[0].items() if name.startswith("child_")
        }
        doses = tuple(entity_of(Immunization, row) for row in found if row["id"] is not None)
        yield entity_of(Patient, who_it_is), doses
