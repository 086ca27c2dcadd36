"""The table of immunisation of a person: what was given, what is due, and what is planned."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.clinical.immunisation import ImmunisationCourse, SlotState, immunisation_course
from ilp_desktop.domain.clinical.immunisation_counting import Decision, Dose, Person
from ilp_desktop.domain.clinical.immunisation_coverage import Coverage, coverage
from ilp_desktop.domain.clinical.immunisation_recording import immunisation_problem
from ilp_desktop.domain.clinical.immunisation_schedule import DecisionKind, Schedule
from ilp_desktop.domain.clinical.immunisation_tetanus import TD_SERIES, TD_SLOTS, TetanusCourse, tetanus_course
from ilp_desktop.domain.clinical.tetanus import TetanusStatus
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.immunization_record import Immunization, ImmunizationSource, ImmunizationStatus
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.patient import Patient, Sex
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.services.rules_in_force import rules_in_force
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.immunisation_reference import immunisation_schedule
from ilp_desktop.storage.person_records import of_person

TETANUS_STATUS, TETANUS_LAST_DOSE = "tetanus_status", "tetanus_last_dose"
"""Local codes of the observations that forms make."""

_DUE_UNTIL_YEARS = 19


@dataclass(frozen=True, slots=True, kw_only=True)
class ImmunisationTable:
    """Everything that the page and the card show of one person on one day."""

    patient: Patient
    course: ImmunisationCourse
    coverage: Coverage
    tetanus: TetanusCourse
    records: tuple[Immunization, ...]
    schedule: Schedule

    @property
    def months(self) -> int:
        """The age in whole months on the day; a table is only there for somebody whose birth date is known."""
        assert self.patient.birth_date is not None
        return age_on(self.patient.birth_date, self.course.day).months

    def record(self, dose_id: str) -> Immunization | None:
        """The record of a dose."""
        return next((one for one in self.records if one.id == dose_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDose:
    """A dose that can be given today, with the reason that the room is shown."""

    slot: str
    label: str
    state: SlotState
    product: str
    reason: str


def schedule_here(workplace: Workplace) -> Schedule:
    """The schedule with the settings of this puskesmas."""
    schedule = immunisation_schedule()
    rules = rules_in_force(workplace).over(schedule.rules)
    if not rules.japanese_encephalitis:
        return replace(schedule, rules=rules)
    slots = tuple(replace(slot, provinces=None) if slot.series == "JE" else slot for slot in schedule.slots)
    return replace(schedule, rules=rules, slots=slots)


def immunisation_table(workplace: Workplace, patient_id: PatientId, day: date | None = None) -> ImmunisationTable:
    """Every slot, the plan and the coverage of a person. Rejected when the birth date is not known."""
    with workplace.database.read() as connection:
        patient = records.get(connection, Patient, patient_id)
        found = of_person(connection, Immunization, patient_id, voided_reason="")
        observed = of_person(connection, Observation, patient_id, voided_reason="")
    return table_of_records(workplace, patient, found, day or workplace.today, observed)


def immunisations_due(workplace: Workplace, patient: Patient, day: date) -> tuple[DueDose, ...]:
    """What can be given to a child on a day; for grown people none, their Td is asked for by the forms that need it."""
    if patient.birth_date is None or is_grown(patient.birth_date, day):
        return ()
    table = immunisation_table(workplace, patient.id, day)
    return tuple(
        DueDose(
            slot=one.slot.code,
            label=one.slot.label,
            state=one.state,
            product=one.product,
            reason=one.why,
        )
        for one in table.course.to_give
    )


def table_of_records(
    workplace: Workplace,
    patient: Patient,
    found: Iterable[Immunization],
    day: date,
    observed: Iterable[Observation],
) -> ImmunisationTable:
    """The table from records that are read already. Rejected when the birth date is not known."""
    schedule, kept = schedule_here(workplace), tuple(found)
    person, doses = person_of(workplace, patient), doses_of(kept)
    course = course_of_records(person, kept, schedule, day)
    return ImmunisationTable(
        patient=patient,
        course=course,
        coverage=coverage(course, person, schedule),
        tetanus=tetanus_course(
            (dose for dose in doses if dose.day <= day),
            counted_doses(course),
            schedule,
            stated=stated_tetanus(observed, day),
        ),
        records=kept,
        schedule=schedule,
    )


def person_of(workplace: Workplace, patient: Patient) -> Person:
    """A patient as the rules know them. Rejected when the birth date is not known."""
    if patient.birth_date is None:
        raise Rejected(
            immunisation_problem(
                "birth_date",
                "birth_date",
                "Jadwal imunisasi memerlukan tanggal lahir.",
                "Lengkapi data orang ini di loket (F6), lalu ulangi.",
            )
        )
    village = patient.village_code or workplace.facility.village_code or ""
    sex = "" if patient.sex is Sex.UNKNOWN else patient.sex.value
    return Person(birth_date=patient.birth_date, sex=sex, province=village[:2])


def doses_of(found: Iterable[Immunization]) -> tuple[Dose, ...]:
    """The doses that were given."""
    return tuple(
        Dose(
            slot=one.slot,
            product=one.product,
            day=one.effective_date,
            id=one.id,
            is_elsewhere=one.source is not ImmunizationSource.OWN,
        )
        for one in found
        if one.status is ImmunizationStatus.COMPLETED
    )


def doses_of_schedule(found: Iterable[Immunization], schedule: Schedule) -> tuple[Dose, ...]:
    """The given doses that have a slot in the schedule: a woman's own Td has none."""
    return tuple(dose for dose in doses_of(found) if dose.slot in schedule.by_code)


def course_of_records(
    person: Person, found: Collection[Immunization], schedule: Schedule, day: date
) -> ImmunisationCourse:
    """Every slot's state on a day by what is recorded."""
    return immunisation_course(person, doses_of_schedule(found, schedule), decisions_of(found, schedule), schedule, day)


def counted_doses(course: ImmunisationCourse) -> tuple[tuple[str, Dose], ...]:
    """Each dose that counts, with the slot that it fills."""
    return tuple((one.slot.code, one.dose) for one in course.judged if one.counts and one.slot is not None)


def decisions_of(found: Iterable[Immunization], schedule: Schedule) -> tuple[Decision, ...]:
    """The doses that were not given, with what that means."""
    return tuple(
        Decision(
            slot=one.slot,
            day=one.effective_date,
            kind=reason.kind if reason else DecisionKind.POSTPONED,
            reason=one.reason,
        )
        for one in found
        if one.status is ImmunizationStatus.NOT_DONE
        for reason in [schedule.reason(one.reason)]
    )


def serious_reactions(found: Iterable[Immunization], schedule: Schedule, series: str = "") -> tuple[Immunization, ...]:
    """The doses (of a series) after which something serious happened."""
    td = dict.fromkeys(TD_SLOTS, TD_SERIES)
    series_of = {code: slot.series for code, slot in schedule.by_code.items()} | td
    return tuple(one for one in found if one.reaction_serious and series in ("", series_of.get(one.slot, "")))


def is_grown(birth_date: date, day: date) -> bool:
    """Whether the schedule of childhood and school is over."""
    return age_on(birth_date, day).years >= _DUE_UNTIL_YEARS


def stated_tetanus(observed: Iterable[Observation], day: date) -> TetanusStatus | None:
    """The status that the newest form up to a day found."""
    until = sorted((one for one in observed if one.effective_date <= day), key=lambda one: (one.effective_date, one.id))
    newest = {one.code: one for one in until if one.code in (TETANUS_STATUS, TETANUS_LAST_DOSE)}
    found = newest.get(TETANUS_STATUS)
    level = found.text.removeprefix("T") if found else ""
    if found is None or not level.isdigit() or int(level) not in range(1, len(TD_SLOTS) + 1):
        return None
    last = newest[TETANUS_LAST_DOSE].text[:10] if TETANUS_LAST_DOSE in newest else ""
    return TetanusStatus(
        level=int(level), last_dose=date.fromisoformat(last) if last else None, found_on=found.effective_date
    )
