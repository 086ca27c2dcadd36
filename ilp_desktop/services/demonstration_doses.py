"""Doses of the demonstration's children, as posyandu gave them: most in time, some late, some who stopped coming."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from ilp_desktop.domain.clinical.immunisation_counting import Person, Tally
from ilp_desktop.domain.clinical.immunisation_schedule import AgePoint, Schedule, Slot, SlotGroup
from ilp_desktop.domain.identifiers import ImmunizationId
from ilp_desktop.domain.immunization_record import Immunization, ImmunizationSource, ImmunizationStatus
from ilp_desktop.domain.patient import Patient, PatientStatus, Sex
from ilp_desktop.services.immunisation_table import person_of, schedule_here
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.transaction import new_id, utc

_MONTHS = 60
_NEVER, _STOPS, _CARD = 0.04, 0.15, 0.1
"""How many were never brought, stop coming at some age, and have their doses from a card."""

_LATEST_DAYS = 25
_POSYANDU = time(10, 0)


def past_doses(workplace: Workplace, patients: Sequence[Patient], random: Random) -> Iterator[Immunization]:
    """The doses of every child below five years up to yesterday, each where and when it counts."""
    schedule, today = schedule_here(workplace), workplace.today
    for patient in patients:
        if patient.status is not PatientStatus.ACTIVE or patient.birth_date is None or patient.sex is Sex.UNKNOWN:
            continue
        person = person_of(workplace, patient)
        if today >= AgePoint(months=_MONTHS).on(person.life(schedule.rules)) or random.random() < _NEVER:
            continue
        for slot, day in _days(schedule, person, today, random):
            yield _dose(workplace, patient, slot, day, random)


def _days(schedule: Schedule, person: Person, today: date, random: Random) -> Iterator[tuple[Slot, date]]:
    """The slots of one child with their days, those of one age on one day."""
    tally = Tally(schedule, person)
    ages: defaultdict[date, list[Slot]] = defaultdict(list)
    for slot in schedule.slots:
        if slot.group is not SlotGroup.SCHOOL and not tally.why_not(slot):
            ages[slot.recommended.on(tally.life)].append(slot)
    stops = random.randint(1, len(ages)) if random.random() < _STOPS else len(ages)
    latest = 0
    for age in sorted(ages)[:stops]:
        latest = max(latest, random.randint(0, _LATEST_DAYS)) if age > person.birth_date else 0
        for slot in ages[age]:
            day = age + timedelta(days=latest)
            if day < today:
                yield slot, day


def _dose(workplace: Workplace, patient: Patient, slot: Slot, day: date, random: Random) -> Immunization:
    is_card = random.random() < _CARD
    given = datetime.combine(day, _POSYANDU, workplace.clock().tzinfo)
    return Immunization(
        id=ImmunizationId(new_id()),
        patient_id=patient.id,
        visit_id=None,
        slot=slot.code,
        product=slot.products[0],
        status=ImmunizationStatus.COMPLETED,
        effective_date=day,
        source=ImmunizationSource.CARD if is_card else ImmunizationSource.OWN,
        recorded_at=utc(given),
        recorded_by=workplace.user.id,
        batch="" if is_card else f"{slot.products[0][:2]}{day:%y%m}{random.randint(1, 4)}",
        site="" if is_card else slot.site,
        route="" if is_card else slot.route,
        place="Praktik bidan" if is_card else f"Posyandu {patient.village_name}".strip(),
        vaccinator_id=None if is_card else workplace.user.id,
        vaccinator_name="" if is_card else workplace.user.name,
    )
