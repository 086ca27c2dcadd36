"""Recording doses, those that were not given, and adverse events; correcting and voiding them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ilp_desktop.domain.clinical.immunisation import ImmunisationCourse
from ilp_desktop.domain.clinical.immunisation_counting import Dose
from ilp_desktop.domain.clinical.immunisation_recording import DoseCheck, VialFacts, check_dose, immunisation_problem
from ilp_desktop.domain.clinical.immunisation_schedule import Schedule, Slot
from ilp_desktop.domain.clinical.immunisation_tetanus import (
    TD_PRODUCTS,
    TD_ROUTE,
    TD_SERIES,
    TD_SITE,
    TD_SLOTS,
    check_td,
)
from ilp_desktop.domain.identifiers import ImmunizationId, PatientId, VisitId
from ilp_desktop.domain.immunization_record import Immunization, ImmunizationSource, ImmunizationStatus
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.immunisation_table import (
    counted_doses,
    course_of_records,
    decisions_of,
    doses_of,
    doses_of_schedule,
    person_of,
    schedule_here,
    serious_reactions,
    stated_tetanus,
)
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.person_records import of_person
from ilp_desktop.storage.transaction import Transaction, new_id, utc


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseCommand:
    """A dose as typed. Without ``product`` it is the usual one of the slot; ``override_reason`` answers warnings."""

    patient_id: PatientId
    slot: str
    day: date
    visit_id: VisitId | None = None
    product: str = ""
    source: ImmunizationSource = ImmunizationSource.OWN
    time: str = ""
    batch: str = ""
    expiry_date: date | None = None
    vial_monitor: str = ""
    site: str = ""
    place: str = ""
    vaccinator_name: str = ""
    note: str = ""
    override_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotGivenCommand:
    """A dose that was not given; ``reason`` is a code of the schedule."""

    patient_id: PatientId
    slot: str
    day: date
    reason: str
    visit_id: VisitId | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionCommand:
    """An adverse event after a dose (KIPI)."""

    immunization_id: ImmunizationId
    reactions: tuple[str, ...]
    day: date | None = None
    is_serious: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vial:
    """The vial in use: what the last dose of a vaccine on this day was taken from."""

    batch: str = ""
    expiry_date: date | None = None
    vial_monitor: str = ""


def record_immunization(workplace: Workplace, command: DoseCommand) -> Answer[Immunization]:
    """Keeps one dose. Rejected as ``record_immunizations``."""
    answer = record_immunizations(workplace, (command,))
    return Answer(answer.value[0], answer.changes)


def record_immunizations(workplace: Workplace, commands: Sequence[DoseCommand]) -> Answer[tuple[Immunization, ...]]:
    """Keeps doses, several at once: all or none.

    Rejected for what is impossible or forbidden; for what is doubtful in a dose given here unless a reason is said
    (problems with the field ``override_reason``).
    """
    kept: list[Immunization] = []
    with workplace.change("record_immunization") as transaction:
        for command in commands:
            record = _checked(transaction, workplace, command)
            transaction.insert(record)
            kept.append(record)
    return Answer(tuple(kept), frozenset(transaction.changes))


def record_not_given(workplace: Workplace, command: NotGivenCommand) -> Answer[Immunization]:
    """Keeps that a dose was not given, and why. Rejected without a known reason or slot, or for a later day."""
    schedule = schedule_here(workplace)
    problems = []
    if schedule.reason(command.reason) is None:
        problems.append(immunisation_problem("reason", "reason", "Alasan belum dipilih.", "Pilih alasan dari daftar."))
    if command.slot not in schedule.by_code:
        problems.append(
            immunisation_problem("slot", "slot", "Dosis ini tidak ada dalam jadwal.", "Pilih dosis dari daftar.")
        )
    if command.day > workplace.today:
        problems.append(immunisation_problem("future", "day", "Tanggal sesudah hari ini.", "Periksa tanggalnya."))
    if problems:
        raise Rejected(*problems)
    with workplace.change("record_not_given") as transaction:
        record = Immunization(
            id=ImmunizationId(new_id()),
            patient_id=command.patient_id,
            visit_id=command.visit_id,
            slot=command.slot,
            product="",
            status=ImmunizationStatus.NOT_DONE,
            effective_date=command.day,
            source=ImmunizationSource.OWN,
            recorded_at=utc(transaction.now),
            recorded_by=workplace.user.id,
            reason=command.reason,
            note=command.note.strip(),
        )
        transaction.insert(record)
    return Answer(record, frozenset(transaction.changes))


def correct_immunization(
    workplace: Workplace, immunization_id: ImmunizationId, command: DoseCommand, reason: str
) -> Answer[Immunization]:
    """Keeps the corrected dose in the place of the old one, which stays readable as voided. Rejected without reason."""
    said = _said(reason)
    with workplace.change("correct_immunization") as transaction:
        before = records.get(transaction.connection, Immunization, immunization_id)
        transaction.change(before, voided_reason=f"dikoreksi: {said}")
        after = replace(
            _checked(transaction, workplace, replace(command, patient_id=before.patient_id)),
            visit_id=before.visit_id,
            reaction=before.reaction,
            reaction_date=before.reaction_date,
            reaction_serious=before.reaction_serious,
            reaction_note=before.reaction_note,
        )
        transaction.insert(after)
    return Answer(after, frozenset(transaction.changes))


def void_immunization(workplace: Workplace, immunization_id: ImmunizationId, reason: str) -> Answer[Immunization]:
    """A record that was a mistake no longer counts. Rejected without a reason."""
    said = _said(reason)
    with workplace.change("void_immunization") as transaction:
        before = records.get(transaction.connection, Immunization, immunization_id)
        after = transaction.change(before, voided_reason=said)
    return Answer(after, frozenset(transaction.changes))


def record_reaction(workplace: Workplace, command: ReactionCommand) -> Answer[Immunization]:
    """Keeps an adverse event of a dose. Rejected for one before the dose or after today, or that no list knows."""
    known = {one.code: one for one in schedule_here(workplace).reactions}
    with workplace.database.read() as connection:
        before = records.get(connection, Immunization, command.immunization_id)
    problems = []
    if not command.reactions or not set(command.reactions) <= known.keys():
        problems.append(
            immunisation_problem("reaction", "reactions", "Gejala KIPI belum dipilih.", "Pilih gejala dari daftar.")
        )
    if command.day is not None and not before.effective_date <= command.day <= workplace.today:
        sentence = "Tanggal KIPI harus sejak hari imunisasi sampai hari ini."
        problems.append(immunisation_problem("reaction_day", "day", sentence, "Periksa tanggalnya."))
    if problems:
        raise Rejected(*problems)
    is_serious = command.is_serious or any(known[code].is_serious for code in command.reactions)
    with workplace.change("record_reaction") as transaction:
        after = transaction.change(
            before,
            reaction=",".join(command.reactions),
            reaction_date=command.day,
            reaction_serious=is_serious,
            reaction_note=command.note.strip(),
        )
    return Answer(after, frozenset(transaction.changes))


def vial_in_use(workplace: Workplace, product: str, day: date) -> Vial:
    """What the last own dose of this vaccine on this day was taken from, so that it is typed once a vial."""
    with workplace.database.read() as connection:
        today = records.find(
            connection,
            Immunization,
            order_by="recorded_at",
            descending=True,
            effective_date=day,
            product=product,
            source=ImmunizationSource.OWN,
            voided_reason="",
        )
    if not today:
        return Vial()
    last = today[0]
    return Vial(batch=last.batch, expiry_date=last.expiry_date, vial_monitor=last.vial_monitor)


def _checked(transaction: Transaction, workplace: Workplace, command: DoseCommand) -> Immunization:
    """The record of a command, after everything that speaks against it was looked at."""
    patient = records.get(transaction.connection, Patient, command.patient_id)
    found = of_person(transaction.connection, Immunization, command.patient_id, voided_reason="")
    observed = of_person(transaction.connection, Observation, command.patient_id, voided_reason="")
    schedule, person = schedule_here(workplace), person_of(workplace, patient)
    day = min(command.day, workplace.today)
    course = course_of_records(person, found, schedule, day)
    dose = Dose(
        slot=command.slot,
        product=command.product or _usual_product(course, command.slot),
        day=command.day,
        is_elsewhere=command.source is not ImmunizationSource.OWN,
    )
    vial = VialFacts(expiry_date=command.expiry_date, monitor=command.vial_monitor)
    if dose.slot in TD_SLOTS:
        stated, counted = stated_tetanus(observed, command.day), counted_doses(course)
        known = doses_of(found)
        check = check_td(person, known, counted, schedule, dose, today=workplace.today, vial=vial, stated=stated)
    else:
        doses, decisions = doses_of_schedule(found, schedule), decisions_of(found, schedule)
        check = check_dose(person, doses, decisions, schedule, dose, today=workplace.today, vial=vial)
    check = replace(check, warnings=(*check.warnings, *_reaction_warnings(found, schedule, dose)))
    _refuse(check, patient, command)
    return _record(transaction, workplace, command, dose, schedule.by_code.get(dose.slot))


def _record(
    transaction: Transaction, workplace: Workplace, command: DoseCommand, dose: Dose, slot: Slot | None
) -> Immunization:
    """The dose as it is kept; of one that was given here also what is usual where nothing was typed."""
    is_own = command.source is ImmunizationSource.OWN
    return Immunization(
        id=ImmunizationId(new_id()),
        patient_id=command.patient_id,
        visit_id=command.visit_id,
        slot=dose.slot,
        product=dose.product,
        status=ImmunizationStatus.COMPLETED,
        effective_date=command.day,
        source=command.source,
        recorded_at=utc(transaction.now),
        recorded_by=workplace.user.id,
        time=command.time,
        note=command.note.strip(),
        override_reason=command.override_reason.strip(),
        batch=command.batch.strip(),
        expiry_date=command.expiry_date,
        vial_monitor=command.vial_monitor,
        site=(command.site or (slot.site if slot else TD_SITE)) if is_own else command.site,
        route=(slot.route if slot else TD_ROUTE) if is_own else "",
        place=command.place.strip() or (workplace.facility.name if is_own else ""),
        vaccinator_id=workplace.user.id if is_own and not command.vaccinator_name else None,
        vaccinator_name=command.vaccinator_name.strip() or (workplace.user.name if is_own else ""),
    )


def _reaction_warnings(found: Iterable[Immunization], schedule: Schedule, dose: Dose) -> Iterator[Problem]:
    """Before the next dose of a series somebody should remember what the last one did."""
    slot = schedule.by_code.get(dose.slot)
    earlier = () if dose.is_elsewhere else serious_reactions(found, schedule, slot.series if slot else TD_SERIES)
    if earlier:
        sentence = f"Pernah KIPI serius sesudah dosis {short_date(earlier[-1].effective_date)}."
        yield immunisation_problem(
            "earlier_reaction", "slot", sentence, "Tanyakan dokter; beri alasan bila tetap diberikan."
        )


def _usual_product(course: ImmunisationCourse, slot: str) -> str:
    if slot in TD_SLOTS:
        return TD_PRODUCTS[0]
    found = next((one for one in course.slots if one.slot.code == slot), None)
    if found is None:
        return ""
    return found.product if found.product in found.slot.products else found.slot.products[0]


def _refuse(check: DoseCheck, patient: Patient, command: DoseCommand) -> None:
    stops = list(check.stops)
    if patient.deceased_date is not None and command.day > patient.deceased_date:
        stops.append(
            immunisation_problem("after_death", "day", "Tanggal dosis sesudah meninggal.", "Periksa tanggalnya.")
        )
    if stops:
        raise Rejected(*stops)
    if check.warnings and not command.override_reason.strip():
        raise Rejected(*(replace(one, field="override_reason") for one in check.warnings))


def _said(reason: str) -> str:
    if not reason.strip():
        raise Rejected(
            immunisation_problem("why", "reason", "Alasan belum diisi.", "Tulis alasannya, lalu simpan lagi.")
        )
    return reason.strip()
