"""Immunisation: the table of a person with what is due and planned, and recording, correcting and voiding doses."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.clinical.immunisation import ImmunisationStatus, SlotState, immunisation_status
from ilp_desktop.domain.clinical.immunisation_counting import Decision, Dose, Person
from ilp_desktop.domain.clinical.immunisation_coverage import Coverage, coverage
from ilp_desktop.domain.clinical.immunisation_recording import DoseCheck, VialFacts, check_dose
from ilp_desktop.domain.clinical.immunisation_schedule import DecisionKind, Schedule
from ilp_desktop.domain.clinical.immunisation_tetanus import TD_SLOTS, TetanusCourse, check_td, tetanus_course
from ilp_desktop.domain.clinical.tetanus import TetanusStatus
from ilp_desktop.domain.identifiers import ImmunizationId, PatientId, ResponseId, VisitId
from ilp_desktop.domain.immunization_record import Immunization, ImmunizationSource, ImmunizationStatus
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.observation import DoseValue
from ilp_desktop.domain.observation_record import Observation
from ilp_desktop.domain.patient import Patient, Sex
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.visit import QuestionnaireResponse
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.settings import SettingKey, setting
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.immunisation_reference import immunisation_schedule
from ilp_desktop.storage.person_records import of_person
from ilp_desktop.storage.transaction import Transaction, new_id, utc

MONTH_DAYS = SettingKey("immunisation_month_days", 28, "Jarak imunisasi: satu bulan dihitung berapa hari")
SECOND_IPV_IN_BASIC = SettingKey("immunisation_idl_with_ipv2", False, "IDL memerlukan IPV 2")
JE_HERE = SettingKey("immunisation_je", False, "Imunisasi JE termasuk program di kabupaten ini")

TETANUS_STATUS, TETANUS_LAST_DOSE = "tetanus_status", "tetanus_last_dose"
"""Local codes of the observations that forms make."""

IMMUNISATION_STATE, IMMUNISATION_DUE = "immunisation_state", "immunisation_due"
"""Codes under which forms are told whether a child has what belongs to the age (complete, behind), and what is due."""

NEXT_TD = "TD"
"""What forms call the next Td of a woman."""

_DUE_UNTIL_YEARS = 19


@dataclass(frozen=True, slots=True, kw_only=True)
class ImmunisationTable:
    """Everything that the page and the card show of one person on one day."""

    patient: Patient
    status: ImmunisationStatus
    coverage: Coverage
    tetanus: TetanusCourse
    records: tuple[Immunization, ...]
    schedule: Schedule

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


def schedule_here(workplace: Workplace) -> Schedule:
    """The schedule with the settings of this puskesmas."""
    schedule = immunisation_schedule()
    rules = replace(
        schedule.rules,
        month_days=max(1, setting(workplace, MONTH_DAYS)),
        basic_with_second_ipv=setting(workplace, SECOND_IPV_IN_BASIC),
    )
    if not setting(workplace, JE_HERE):
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
    if patient.birth_date is None or _is_grown(patient.birth_date, day):
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
        for one in table.status.to_give
    )


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
        problems.append(_problem("reason", "reason", "Alasan belum dipilih.", "Pilih alasan dari daftar."))
    if command.slot not in schedule.by_code:
        problems.append(_problem("slot", "slot", "Dosis ini tidak ada dalam jadwal.", "Pilih dosis dari daftar."))
    if command.day > workplace.today:
        problems.append(_problem("future", "day", "Tanggal sesudah hari ini.", "Periksa tanggalnya."))
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
        problems.append(_problem("reaction", "reactions", "Gejala KIPI belum dipilih.", "Pilih gejala dari daftar."))
    if command.day is not None and not before.effective_date <= command.day <= workplace.today:
        sentence = "Tanggal KIPI harus sejak hari imunisasi sampai hari ini."
        problems.append(_problem("reaction_day", "day", sentence, "Periksa tanggalnya."))
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


def keep_stated_dose(
    transaction: Transaction, workplace: Workplace, response: QuestionnaireResponse, found: DoseValue
) -> None:
    """Keeps a dose that a form says was given, unless the table has it already: nothing is typed or counted twice."""
    patient_id = response.patient_id
    if patient_id is None:
        return
    day = date.fromisoformat(found.day) if found.day else response.effective_date
    schedule = schedule_here(workplace)
    present = doses_of(of_person(transaction.connection, Immunization, patient_id, voided_reason=""))
    slot = schedule.by_code.get(found.slot)
    is_td = found.slot == NEXT_TD
    same = [
        dose for dose in present if dose.slot == found.slot or (is_td and dose.slot in TD_SLOTS and dose.day == day)
    ]
    if same or (slot is None and not is_td):
        return
    transaction.insert(
        Immunization(
            id=ImmunizationId(new_id()),
            patient_id=patient_id,
            visit_id=response.visit_id,
            slot=slot.code
            if slot
            else TD_SLOTS[min(sum(dose.slot in TD_SLOTS for dose in present), len(TD_SLOTS) - 1)],
            product=slot.products[0] if slot else "TD",
            status=ImmunizationStatus.COMPLETED,
            effective_date=day,
            source=ImmunizationSource.OWN,
            recorded_at=utc(transaction.now),
            recorded_by=workplace.user.id,
            response_id=response.id,
            batch=found.batch,
            site=slot.site if slot else "lengan kiri atas",
            route=slot.route if slot else "IM",
            place=workplace.facility.name,
            vaccinator_id=workplace.user.id,
            vaccinator_name=workplace.user.name,
        )
    )


def void_stated_doses(transaction: Transaction, response_id: ResponseId) -> None:
    """The doses of answers that were corrected no longer count."""
    for dose in records.find(transaction.connection, Immunization, response_id=response_id, voided_reason=""):
        transaction.change(dose, voided_reason="jawaban diubah")


def facts_for_forms(workplace: Workplace, patient_id: PatientId, day: date) -> dict[str, tuple[str, date]]:
    """What forms are told by the codes of observations, each with its day; nothing while no dose is recorded.

    A woman's Td status from doses and forms together; whether a child has what belongs to the age, and what is due.
    """
    with workplace.database.read() as connection:
        patient = records.get(connection, Patient, patient_id)
        has_doses = bool(of_person(connection, Immunization, patient_id, voided_reason=""))
    if not has_doses or patient.birth_date is None:
        return {}
    table = immunisation_table(workplace, patient_id, day)
    facts: dict[str, tuple[str, date]] = {}
    tetanus = table.tetanus.status
    if patient.sex is Sex.FEMALE and tetanus.level:
        since = tetanus.last_dose or day
        facts[TETANUS_STATUS] = tetanus.label, since
        if tetanus.last_dose is not None:
            facts[TETANUS_LAST_DOSE] = tetanus.last_dose.isoformat(), since
    if not _is_grown(patient.birth_date, day):
        due = ", ".join(one.slot.label for one in table.status.to_give)
        facts[IMMUNISATION_STATE] = "behind" if due else "complete", day
        facts[IMMUNISATION_DUE] = due, day
    return facts


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


def person_of(workplace: Workplace, patient: Patient) -> Person:
    """A patient as the rules know them. Rejected when the birth date is not known."""
    if patient.birth_date is None:
        raise Rejected(
            _problem(
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
    of_schedule = tuple(dose for dose in doses if dose.slot in schedule.by_code)
    status = immunisation_status(person, of_schedule, decisions_of(kept, schedule), schedule, day)
    counted = tuple((one.slot.code, one.dose) for one in status.judged if one.counts and one.slot is not None)
    return ImmunisationTable(
        patient=patient,
        status=status,
        coverage=coverage(status, person, schedule),
        tetanus=tetanus_course(
            (dose for dose in doses if dose.day <= day), counted, schedule, stated=_stated_tetanus(observed, day)
        ),
        records=kept,
        schedule=schedule,
    )


def _is_grown(birth_date: date, day: date) -> bool:
    return age_on(birth_date, day).years >= _DUE_UNTIL_YEARS


def _stated_tetanus(observed: Iterable[Observation], day: date) -> TetanusStatus | None:
    """The status that the newest form up to a day found."""
    until = sorted((one for one in observed if one.effective_date <= day), key=lambda one: (one.effective_date, one.id))
    newest = {one.code: one.text for one in until if one.code in (TETANUS_STATUS, TETANUS_LAST_DOSE)}
    level = newest.get(TETANUS_STATUS, "").removeprefix("T")
    if not level.isdigit() or int(level) not in range(1, len(TD_SLOTS) + 1):
        return None
    last = newest.get(TETANUS_LAST_DOSE, "")[:10]
    return TetanusStatus(level=int(level), last_dose=date.fromisoformat(last) if last else None)


def _checked(transaction: Transaction, workplace: Workplace, command: DoseCommand) -> Immunization:
    """The record of a command, after everything that speaks against it was looked at."""
    patient = records.get(transaction.connection, Patient, command.patient_id)
    found = of_person(transaction.connection, Immunization, command.patient_id, voided_reason="")
    schedule = schedule_here(workplace)
    person = person_of(workplace, patient)
    doses = doses_of(found)
    of_schedule = tuple(dose for dose in doses if dose.slot in schedule.by_code)
    day = min(command.day, workplace.today)
    status = immunisation_status(person, of_schedule, decisions_of(found, schedule), schedule, day)
    dose = Dose(
        slot=command.slot,
        product=command.product or _usual_product(status, command.slot),
        day=command.day,
        is_elsewhere=command.source is not ImmunizationSource.OWN,
    )
    vial = VialFacts(expiry_date=command.expiry_date, monitor=command.vial_monitor)
    if dose.slot in TD_SLOTS:
        counted = tuple((one.slot.code, one.dose) for one in status.judged if one.counts and one.slot is not None)
        observed = of_person(transaction.connection, Observation, command.patient_id, voided_reason="")
        stated = _stated_tetanus(observed, command.day)
        check = check_td(person, doses, counted, schedule, dose, today=workplace.today, stated=stated)
    else:
        check = check_dose(
            person,
            of_schedule,
            decisions_of(found, schedule),
            schedule,
            dose,
            today=workplace.today,
            vial=vial,
        )
    check = replace(check, warnings=(*check.warnings, *_reaction_warnings(found, schedule, dose)))
    _refuse(check, patient, command)
    slot = schedule.by_code.get(dose.slot)
    is_own = command.source is ImmunizationSource.OWN
    return Immunization(
        id=ImmunizationId(new_id()),
        patient_id=patient.id,
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
        site=(command.site or (slot.site if slot else "lengan kiri atas")) if is_own else command.site,
        route=(slot.route if slot else "IM") if is_own else "",
        place=command.place.strip() or (workplace.facility.name if is_own else ""),
        vaccinator_id=workplace.user.id if is_own and not command.vaccinator_name else None,
        vaccinator_name=command.vaccinator_name.strip() or (workplace.user.name if is_own else ""),
    )


def serious_reactions(found: Iterable[Immunization], schedule: Schedule, series: str = "") -> tuple[Immunization, ...]:
    """The doses (of a series) after which something serious happened."""
    td = dict.fromkeys(TD_SLOTS, "TD_WUS")
    series_of = {code: slot.series for code, slot in schedule.by_code.items()} | td
    return tuple(one for one in found if one.reaction_serious and series in ("", series_of.get(one.slot, "")))


def _reaction_warnings(found: Iterable[Immunization], schedule: Schedule, dose: Dose) -> Iterator[Problem]:
    """Before the next dose of a series somebody should remember what the last one did."""
    slot = schedule.by_code.get(dose.slot)
    earlier = () if dose.is_elsewhere else serious_reactions(found, schedule, slot.series if slot else "TD_WUS")
    if earlier:
        sentence = f"Pernah KIPI serius sesudah dosis {short_date(earlier[-1].effective_date)}."
        yield _problem("earlier_reaction", "slot", sentence, "Tanyakan dokter; beri alasan bila tetap diberikan.")


def _usual_product(status: ImmunisationStatus, slot: str) -> str:
    if slot in TD_SLOTS:
        return "TD"
    found = next((one for one in status.slots if one.slot.code == slot), None)
    if found is None:
        return ""
    return found.product if found.product in found.slot.products else found.slot.products[0]


def _refuse(check: DoseCheck, patient: Patient, command: DoseCommand) -> None:
    stops = list(check.stops)
    if patient.deceased_date is not None and command.day > patient.deceased_date:
        stops.append(_problem("after_death", "day", "Tanggal dosis sesudah meninggal.", "Periksa tanggalnya."))
    if stops:
        raise Rejected(*stops)
    if check.warnings and not command.override_reason.strip():
        raise Rejected(*(replace(one, field="override_reason") for one in check.warnings))


def _said(reason: str) -> str:
    if not reason.strip():
        raise Rejected(_problem("why", "reason", "Alasan belum diisi.", "Tulis alasannya, lalu simpan lagi."))
    return reason.strip()


def _problem(code: str, field: str, sentence: str, remedy: str) -> Problem:
    return Problem(code=f"immunisation.{code}", field=field, sentence=sentence, remedy=remedy)
