"""The rows of the printed registers, each register one SELECT, read in the order of print and never all at once."""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, exists, func, select, true

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.register_gap import GapKind, RegisterGap
from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.domain.register_rows import (
    OutpatientRegisterRow,
    ReferralRegisterRow,
    RegisterDiagnosis,
    VisitRegisterRow,
)
from ilp_desktop.domain.visit import CaseKind, Cluster, NextStep, Residence, VisitKind
from ilp_desktop.domain.words import word
from ilp_desktop.storage.schema import condition, consultation, household, patient, queue_entry, referral, visit

_BATCH = 500


def visit_register(connection: Connection, period: RegisterPeriod, zone: tzinfo | None) -> Iterator[VisitRegisterRow]:
    """The register kunjungan, by day and time of registration."""
    first_ticket = (
        select(queue_entry.c.visit_id, func.min(queue_entry.c.id).label("id"))
        .group_by(queue_entry.c.visit_id)
        .subquery("first_ticket")
    )
    statement = (
        select(
            visit.c.visit_date,
            visit.c.registered_at,
            visit.c.payer,
            visit.c.insurance_number,
            visit.c.kind,
            visit.c.residence,
            visit.c.cluster,
            visit.c.note,
            queue_entry.c.letter,
            queue_entry.c.number,
            *_PERSON_COLUMNS,
            patient.c.nik,
            household.c.head_name,
        )
        .join(patient, patient.c.id == visit.c.patient_id)
        .outerjoin(household, household.c.id == patient.c.household_id)
        .outerjoin(first_ticket, first_ticket.c.visit_id == visit.c.id)
        .outerjoin(queue_entry, queue_entry.c.id == first_ticket.c.id)
        .order_by(visit.c.visit_date, visit.c.registered_at, visit.c.id)
    )
    for row in _stream(connection, _within(statement, period)):
        registered = datetime.fromisoformat(row["registered_at"]).astimezone(zone)
        yield VisitRegisterRow(
            visit_date=date.fromisoformat(row["visit_date"]),
            queue_number="" if row["number"] is None else f"{row['letter']}-{row['number']:03d}",
            nik=row["nik"],
            household_head=row["head_name"] or "",
            residence=Residence(row["residence"]),
            kind=VisitKind(row["kind"]),
            payer=Payer(row["payer"]),
            insurance_number=row["insurance_number"],
            room=word(Cluster(row["cluster"])),
            registered_at=registered.time().replace(second=0, microsecond=0),
            note=row["note"],
            **_person(row, row["visit_date"]),
        )


def outpatient_register(connection: Connection, period: RegisterPeriod) -> Iterator[OutpatientRegisterRow]:
    """The register rawat jalan, by day: one line for each consultation that was completed."""
    diagnoses = (
        select(
            func.group_concat(
                condition.c.rank.concat("\x1f")
                .concat(condition.c.code)
                .concat("\x1f")
                .concat(condition.c.name)
                .concat("\x1f")
                .concat(condition.c.case_kind),
                "\x1e",
            )
        )
        .where(condition.c.consultation_id == consultation.c.id, condition.c.voided_reason == "")
        .scalar_subquery()
    )
    statement = (
        select(
            consultation,
            visit.c.visit_date,
            visit.c.payer,
            *_PERSON_COLUMNS,
            diagnoses.label("diagnoses"),
        )
        .join(visit, visit.c.id == consultation.c.visit_id)
        .join(patient, patient.c.id == visit.c.patient_id)
        .where(consultation.c.completed.is_(True))
        .where(true() if period.clusters else consultation.c.cluster.notin_(_WITHOUT_A_LINE))
        .order_by(visit.c.visit_date, consultation.c.recorded_at, consultation.c.id)
    )
    for row in _stream(connection, _within(statement, period, cluster=consultation.c.cluster)):
        steps = row["next_steps"].split(",")
        yield OutpatientRegisterRow(
            visit_date=date.fromisoformat(row["visit_date"]),
            payer=Payer(row["payer"]),
            diagnoses=_diagnoses(row["diagnoses"]),
            systolic=row["systolic"],
            diastolic=row["diastolic"],
            pulse=row["pulse"],
            respiratory_rate=row["respiratory_rate"],
            temperature=row["temperature"],
            weight=row["weight"],
            height=row["height"],
            anamnesis=row["anamnesis"],
            examination=row["examination"],
            therapy=row["therapy"],
            laboratory=row["laboratory"],
            went_home=NextStep.HOME.value in steps,
            referred=NextStep.REFERRAL.value in steps,
            return_date=None if row["return_date"] is None else date.fromisoformat(row["return_date"]),
            practitioner=row["practitioner_name"],
            **_person(row, row["visit_date"]),
        )


def referral_register(connection: Connection, period: RegisterPeriod) -> Iterator[ReferralRegisterRow]:
    """The register rujukan keluar, by date of the letter."""
    statement = (
        select(referral, visit.c.payer, visit.c.cluster, visit.c.visit_date, *_PERSON_COLUMNS)
        .join(visit, visit.c.id == referral.c.visit_id)
        .join(patient, patient.c.id == referral.c.patient_id)
        .where(referral.c.voided_reason == "")
        .order_by(referral.c.letter_date, referral.c.letter_number)
    )
    for row in _stream(connection, _within(statement, period, day=referral.c.letter_date)):
        pairs = [line.partition(" ") for line in row["diagnoses"].splitlines()]
        yield ReferralRegisterRow(
            letter_date=date.fromisoformat(row["letter_date"]),
            letter_number=row["letter_number"],
            external_number=row["external_number"],
            payer=Payer(row["payer"]),
            origin=word(Cluster(row["cluster"])),
            diagnosis_names="\n".join(name for _code, _space, name in pairs),
            diagnosis_codes="\n".join(code for code, _space, _name in pairs),
            tacc=row["tacc"],
            reason=row["reason"],
            destination=row["destination"],
            polyclinic=row["polyclinic"],
            practitioner=row["practitioner_name"],
            valid_until=date.fromisoformat(row["valid_until"]),
            returned_date=None if row["returned_date"] is None else date.fromisoformat(row["returned_date"]),
            returned_diagnosis=row["returned_diagnosis"],
            returned_advice=row["returned_advice"],
            **_person(row, row["letter_date"]),
        )


def gaps(connection: Connection, period: RegisterPeriod) -> tuple[RegisterGap, ...]:
    """What is missing in the visits of the period, by day and name."""
    completed = exists().where(consultation.c.visit_id == visit.c.id, consultation.c.completed.is_(True))
    diagnosed = exists().where(condition.c.visit_id == visit.c.id, condition.c.voided_reason == "")
    missing = (
        (GapKind.NOT_SEEN, ~completed),
        (GapKind.NO_DIAGNOSIS, and_(completed, ~diagnosed)),
        (GapKind.NO_BIRTH_DATE, patient.c.birth_date.is_(None)),
        (GapKind.NO_VILLAGE, patient.c.village_code.is_(None)),
    )
    found: list[RegisterGap] = []
    for kind, condition_of_gap in missing:
        statement = (
            select(
                visit.c.id,
                visit.c.visit_date,
                visit.c.patient_id,
                visit.c.cluster,
                patient.c.name,
                patient.c.medical_record_number,
            )
            .join(patient, patient.c.id == visit.c.patient_id)
            .where(condition_of_gap)
        )
        found.extend(
            RegisterGap(
                kind=kind,
                visit_id=row.id,
                patient_id=row.patient_id,
                cluster=Cluster(row.cluster),
                visit_date=date.fromisoformat(row.visit_date),
                name=row.name,
                medical_record_number=row.medical_record_number,
            )
            for row in connection.execute(_within(statement, period))
        )
    return tuple(sorted(found, key=lambda gap: (gap.visit_date, gap.name, gap.kind)))


_WITHOUT_A_LINE = (Cluster.LABORATORY.value, Cluster.PHARMACY.value)
"""What these rooms did stands in the line of the klaster that sent the person, unless they are asked for by name."""

_PERSON_COLUMNS = (
    patient.c.medical_record_number,
    patient.c.name,
    patient.c.sex,
    patient.c.birth_date,
    patient.c.village_name,
    patient.c.hamlet_name,
    patient.c.neighbourhood,
    patient.c.community,
)


def _within(
    statement: Select[Any], period: RegisterPeriod, *, day: Any = visit.c.visit_date, cluster: Any = visit.c.cluster
) -> Select[Any]:
    statement = statement.where(
        day >= period.first.isoformat(), day <= period.last.isoformat(), visit.c.voided_reason == ""
    )
    if period.villages:
        statement = statement.where(patient.c.village_code.in_(period.villages))
    if period.clusters:
        statement = statement.where(cluster.in_([one.value for one in period.clusters]))
    return statement


def _stream(connection: Connection, statement: Select[Any]) -> Iterator[RowMapping]:
    return iter(connection.execution_options(yield_per=_BATCH).execute(statement).mappings())


def _person(row: RowMapping, day: str) -> dict[str, Any]:
    born = row["birth_date"]
    return {
        "medical_record_number": row["medical_record_number"],
        "name": row["name"],
        "sex": Sex(row["sex"]),
        "age": "" if born is None else age_on(date.fromisoformat(born), date.fromisoformat(day)).text,
        "address": address_line(row),
    }


def address_line(row: RowMapping) -> str:
    """ "Lanto, Dusun 2, RT 1/RW 2": what is known of it."""
    parts = [row["village_name"], row["hamlet_name"]]
    if row["neighbourhood"] or row["community"]:
        parts.append(f"RT {row['neighbourhood'] or '-'}/RW {row['community'] or '-'}")
    return ", ".join(part for part in parts if part)


def _diagnoses(packed: str | None) -> tuple[RegisterDiagnosis, ...]:
    if not packed:
        return ()
    rows = sorted(part.split("\x1f") for part in packed.split("\x1e"))
    return tuple(RegisterDiagnosis(code=code, name=name, case_kind=CaseKind(kind)) for _rank, code, name, kind in rows)
