"""The rows of the registers of immunisation: infants with IDL and IBL, pupils (BIAS), women (Td), adverse events."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.clinical.immunisation import TO_GIVE, ImmunisationCourse, SlotState, immunisation_course
from ilp_desktop.domain.clinical.immunisation_coverage import Coverage, coverage
from ilp_desktop.domain.clinical.immunisation_schedule import (
    SCHOOL_YEAR_STARTS,
    DecisionKind,
    Schedule,
    SchoolPoint,
    SlotGroup,
)
from ilp_desktop.domain.clinical.immunisation_tetanus import TD_SLOTS
from ilp_desktop.domain.immunization_record import Immunization, ImmunizationStatus
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.domain.register_rows import (
    ImmunisationRegisterRow,
    ReactionRegisterRow,
    SchoolRegisterRow,
    TetanusRegisterRow,
)
from ilp_desktop.domain.visit import Visit
from ilp_desktop.services.immunisation_table import (
    decisions_of,
    doses_of,
    person_of,
    schedule_here,
    table_of_records,
)
from ilp_desktop.services.paper_values import address_of
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.database import Connection
from ilp_desktop.storage.immunisation_queries import (
    children_of_the_register,
    people_with_reactions,
    people_with_slots,
    pupils_of_the_register,
)
from ilp_desktop.storage.person_records import of_person

_SLOT_FIELDS = frozenset(one.name for one in fields(ImmunisationRegisterRow)) - {"hb0_first_day", "hb0_later"}
_STOPPED = {SlotState.REFUSED: "ditolak", SlotState.CONTRAINDICATED: "kontraindikasi"}
_SICK = "sick"
_STILL_DUE = TO_GIVE | {SlotState.REFUSED}
_OWN_COLUMNS = frozenset({_SICK, DecisionKind.POSTPONED, DecisionKind.REFUSED})
_BIRTH_DOSE, _BIRTH_DOSE_DAYS = "HB0", 7


def immunisation_register(
    workplace: Workplace, connection: Connection, period: RegisterPeriod
) -> Iterator[ImmunisationRegisterRow]:
    """One line a child, by village and birth date, as it stands on the last day of the period."""
    schedule = schedule_here(workplace)
    codes = tuple(slot.code for slot in schedule.slots if slot.group is not SlotGroup.SCHOOL)
    day = min(period.last, workplace.today)
    for patient, found in children_of_the_register(connection, period, codes):
        yield _row(workplace, schedule, patient, found, day)


def school_register(
    workplace: Workplace, connection: Connection, period: RegisterPeriod
) -> Iterator[SchoolRegisterRow]:
    """One line a child who is of age for a class of BIAS in the school year, or has a record of it in the period."""
    schedule = schedule_here(workplace)
    codes = {slot.code: slot for slot in schedule.slots if slot.group is SlotGroup.SCHOOL}
    year = period.last.year - (period.last.month < SCHOOL_YEAR_STARTS)
    grades = {
        slot.recommended.grade
        for slot in codes.values()
        if isinstance(slot.recommended, SchoolPoint)
        and (slot.effective_until is None or period.first < slot.effective_until)
    }
    born = {year + 1 - grade - schedule.rules.school_entry_age: grade for grade in sorted(grades)}
    for patient, found in pupils_of_the_register(connection, period, codes, born):
        given = {one.slot: one.effective_date for one in found if one.status is ImmunizationStatus.COMPLETED}
        reasons: dict[DecisionKind | str, list[str]] = {}
        for one in found:
            reason = schedule.reason(one.reason)
            if one.slot in codes and reason is not None and one.effective_date >= period.first:
                key = one.reason if one.reason == _SICK else reason.kind
                reasons.setdefault(key, []).append(f"{one.slot} {reason.label}".replace("_", " "))
        rest = [words for key, said in reasons.items() if key not in _OWN_COLUMNS for words in said]
        yield SchoolRegisterRow(
            medical_record_number=patient.medical_record_number,
            nik=patient.nik,
            name=patient.name,
            sex=patient.sex,
            birth_date=_born(patient),
            parent=patient.mother_name or patient.guardian_name,
            address=address_of(patient),
            grade=born.get(_born(patient).year),
            due=_still_due(workplace, schedule, patient, found, period),
            mr=given.get("MR_BIAS"),
            dt=given.get("DT1"),
            td2=given.get("TD2"),
            td5=given.get("TD5"),
            hpv=given.get("HPV1"),
            sick="; ".join(reasons.get(_SICK, ())),
            postponed="; ".join(reasons.get(DecisionKind.POSTPONED, ())),
            refused="; ".join(reasons.get(DecisionKind.REFUSED, ())),
            note="; ".join(rest),
        )


def _still_due(
    workplace: Workplace, schedule: Schedule, patient: Patient, found: Iterable[Immunization], period: RegisterPeriod
) -> str:
    """The doses of school age that the programme gives up to the end of the period and that are not given."""
    person, kept = person_of(workplace, patient), tuple(found)
    doses = (dose for dose in doses_of(kept) if dose.slot in schedule.by_code)
    decided = decisions_of(kept, schedule)
    course = immunisation_course(person, doses, decided, schedule, period.last, is_planned=False)
    due = (one for one in course.slots if one.slot.group is SlotGroup.SCHOOL and one.state in _STILL_DUE)
    return ", ".join(one.slot.label.partition(" (")[0] for one in due)


def tetanus_register(
    workplace: Workplace, connection: Connection, period: RegisterPeriod
) -> Iterator[TetanusRegisterRow]:
    """One line a woman who got Td in the period, with her status on its last day."""
    day = min(period.last, workplace.today)
    for patient, found in people_with_slots(connection, period, TD_SLOTS):
        observed = of_person(connection, Observation, patient.id, voided_reason="")
        table = table_of_records(workplace, patient, found, day, observed)
        recent = [one for one in found if one.slot in TD_SLOTS and one.effective_date >= period.first]
        visits = records.get_many(connection, Visit, {one.visit_id for one in recent if one.visit_id is not None})
        days = {step.level: step.dose.day for step in table.tetanus.steps if step.dose is not None}
        uncounted = [f"{short_date(dose.day)} tidak dihitung" for dose in table.tetanus.uncounted]
        yield TetanusRegisterRow(
            medical_record_number=patient.medical_record_number,
            nik=patient.nik,
            name=patient.name,
            age=age_on(_born(patient), day).text,
            address=address_of(patient),
            pregnant=any(visit.pregnant for visit in visits.values()),
            status=table.tetanus.status.label,
            t1=days.get(1),
            t2=days.get(2),
            t3=days.get(3),
            t4=days.get(4),
            t5=days.get(5),
            batch=", ".join(dict.fromkeys(one.batch for one in recent if one.batch)),
            note="; ".join(uncounted),
        )


def reaction_register(
    workplace: Workplace, connection: Connection, period: RegisterPeriod
) -> Iterator[ReactionRegisterRow]:
    """One line an adverse event of the period."""
    schedule = schedule_here(workplace)
    labels = {one.code: one.label for one in schedule.reactions}
    for patient, found in people_with_reactions(connection, period):
        for one in found:
            reacted = one.reaction_date
            if not one.reaction or reacted is None or not period.first <= reacted <= period.last:
                continue
            product = schedule.products.get(one.product)
            yield ReactionRegisterRow(
                reaction_date=reacted,
                medical_record_number=patient.medical_record_number,
                name=patient.name,
                sex=patient.sex,
                age="" if patient.birth_date is None else age_on(patient.birth_date, reacted).text,
                address=address_of(patient),
                vaccine=product.label if product else one.product,
                batch=one.batch,
                given_on=one.effective_date,
                place=one.place,
                symptoms=", ".join(labels.get(code, code) for code in one.reaction.split(",")),
                serious=one.reaction_serious,
                follow_up=one.reaction_note,
            )


def _born(patient: Patient) -> date:
    """The registers read nobody whose birth date is not known."""
    assert patient.birth_date is not None
    return patient.birth_date


def _row(
    workplace: Workplace, schedule: Schedule, patient: Patient, found: Iterable[Immunization], day: date
) -> ImmunisationRegisterRow:
    person, kept = person_of(workplace, patient), tuple(found)
    doses = (dose for dose in doses_of(kept) if dose.slot in schedule.by_code)
    course = immunisation_course(person, doses, decisions_of(kept, schedule), schedule, day, is_planned=False)
    reached = coverage(course, person, schedule)
    days = {one.slot.code: one.dose.day for one in course.slots if one.dose is not None and one.dose.is_dated}
    cells = {code.lower(): given for code, given in days.items() if code.lower() in _SLOT_FIELDS}
    at_birth = days.get(_BIRTH_DOSE)
    after = None if at_birth is None else (at_birth - person.birth_date).days
    return ImmunisationRegisterRow(
        medical_record_number=patient.medical_record_number,
        nik=patient.nik,
        name=patient.name,
        sex=patient.sex,
        birth_date=person.birth_date,
        parent=patient.mother_name or patient.guardian_name,
        address=address_of(patient),
        hb0_first_day=at_birth if after == 0 else None,
        hb0_later=at_birth if after is not None and 0 < after <= _BIRTH_DOSE_DAYS else None,
        basic_on=reached.basic.reached_on,
        booster_on=reached.booster.reached_on,
        note=_note(course, reached, at_birth if after is not None and after > _BIRTH_DOSE_DAYS else None),
        **cells,
    )


def _note(course: ImmunisationCourse, reached: Coverage, late_birth_dose: date | None) -> str:
    parts = [f"{_BIRTH_DOSE} {short_date(late_birth_dose)}"] if late_birth_dose else []
    parts += [
        f"{judged.dose.slot} {short_date(judged.dose.day)} tidak dihitung"
        for one in course.slots
        for judged in one.uncounted
    ]
    parts += [f"{one.slot.code} {_STOPPED[one.state]}" for one in course.slots if one.state in _STOPPED]
    undated = [one.slot.code for one in course.slots if one.state is SlotState.TAKEN_ELSEWHERE]
    if undated:
        parts.append(f"{', '.join(undated)} di tempat lain, tanggal tidak diketahui")
    if reached.basic.reached_on is None and reached.basic.completed_on is not None:
        parts.append(f"dasar lengkap {short_date(reached.basic.completed_on)}, lewat 12 bulan")
    if reached.zero_dose:
        parts.append("zero dose")
    return "; ".join(parts)
