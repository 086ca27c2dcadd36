"""The rows of the register imunisasi: what each child was given, and when IDL and IBL were reached."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date

from ilp_desktop.domain.clinical.immunisation import ImmunisationStatus, SlotState, immunisation_status
from ilp_desktop.domain.clinical.immunisation_coverage import Coverage, coverage
from ilp_desktop.domain.clinical.immunisation_schedule import Schedule, SlotGroup
from ilp_desktop.domain.immunization_record import Immunization
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.domain.register_rows import ImmunisationRegisterRow
from ilp_desktop.services.immunisations import decisions_of, doses_of, person_of, schedule_here
from ilp_desktop.services.paper_values import address_of
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.database import Connection
from ilp_desktop.storage.immunisation_queries import children_of_the_register

_SLOT_FIELDS = frozenset(one.name for one in fields(ImmunisationRegisterRow)) - {"hb0_first_day", "hb0_later"}
_STOPPED = {SlotState.REFUSED: "ditolak", SlotState.CONTRAINDICATED: "kontraindikasi"}
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


def _row(
    workplace: Workplace, schedule: Schedule, patient: Patient, found: Iterable[Immunization], day: date
) -> ImmunisationRegisterRow:
    person, kept = person_of(workplace, patient), tuple(found)
    doses = (dose for dose in doses_of(kept) if dose.slot in schedule.by_code)
    status = immunisation_status(person, doses, decisions_of(kept, schedule), schedule, day, is_planned=False)
    reached = coverage(status, person, schedule)
    days = {one.slot.code: one.dose.day for one in status.slots if one.dose is not None and one.dose.is_dated}
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
        note=_note(status, reached, at_birth if after is not None and after > _BIRTH_DOSE_DAYS else None),
        **cells,
    )


def _note(status: ImmunisationStatus, reached: Coverage, late_birth_dose: date | None) -> str:
    parts = [f"{_BIRTH_DOSE} {short_date(late_birth_dose)}"] if late_birth_dose else []
    parts += [
        f"{judged.dose.slot} {short_date(judged.dose.day)} tidak dihitung"
        for one in status.slots
        for judged in one.uncounted
    ]
    parts += [f"{one.slot.code} {_STOPPED[one.state]}" for one in status.slots if one.state in _STOPPED]
    undated = [one.slot.code for one in status.slots if one.state is SlotState.TAKEN_ELSEWHERE]
    if undated:
        parts.append(f"{', '.join(undated)} di tempat lain, tanggal tidak diketahui")
    if reached.basic.reached_on is None and reached.basic.completed_on is not None:
        parts.append(f"dasar lengkap {short_date(reached.basic.completed_on)}, lewat 12 bulan")
    if reached.zero_dose:
        parts.append("zero dose")
    return "; ".join(parts)
