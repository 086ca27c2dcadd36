"""The immunisation card on paper, from the records."""

from collections.abc import Iterator

from ilp_desktop import reports
from ilp_desktop.domain.clinical.immunisation import IS_DONE, SlotState, SlotStatus
from ilp_desktop.domain.clinical.immunisation_coverage import Milestone
from ilp_desktop.domain.clinical.immunisation_schedule import SlotGroup
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.immunisation_card import CardDose, CardSection, ImmunisationCard
from ilp_desktop.domain.immunization_record import Immunization, ImmunizationSource
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.patient import Sex
from ilp_desktop.services.immunisation_table import ImmunisationTable, immunisation_table
from ilp_desktop.services.paper_values import letterhead, person_on_paper, print_stamp
from ilp_desktop.services.people import person_page
from ilp_desktop.services.print_log import remember_print
from ilp_desktop.services.workplace import Workplace

_VISITS = 4
_SCHOOL_MONTHS, _WOMAN_MONTHS = 60, 180
_EARLY = {
    SlotGroup.BASIC: "Imunisasi dasar",
    SlotGroup.NEW: "Antigen baru: PCV, rotavirus, polio suntik 2",
    SlotGroup.BOOSTER: "Imunisasi lanjutan (baduta)",
}
_NOT_GIVEN = {
    SlotState.NO_LONGER: "lewat waktu",
    SlotState.CONTRAINDICATED: "kontraindikasi",
    SlotState.NOT_APPLICABLE: "tidak berlaku",
}


def immunisation_card_pdf(workplace: Workplace, patient_id: PatientId) -> bytes:
    """The card of a person. Rejected when the birth date is not known."""
    table = immunisation_table(workplace, patient_id)
    page = person_page(workplace, patient_id)
    card = ImmunisationCard(
        person=person_on_paper(page.patient, page.household, workplace.today),
        mother_name=page.patient.mother_name,
        sections=tuple(_sections(table)),
        plan=tuple(
            (short_date(visit.day), ", ".join(dose.slot.label for dose in visit.doses))
            for visit in table.course.plan[:_VISITS]
        ),
        coverage=tuple(_coverage(table)),
        source=table.schedule.source,
    )
    paper = reports.immunisation_card_pdf(card, letterhead=letterhead(workplace), stamp=print_stamp(workplace))
    remember_print(workplace, "immunisation_card", patient_id)
    return paper


def _sections(table: ImmunisationTable) -> Iterator[CardSection]:
    months = table.months
    groups = dict(_EARLY)
    if months >= _SCHOOL_MONTHS:
        groups[SlotGroup.SCHOOL] = "Anak sekolah (BIAS)"
    for group, title in groups.items():
        doses = [_dose(table, one) for one in table.course.slots if one.slot.group is group and _is_printed(one)]
        if doses:
            yield CardSection(title=title, doses=tuple(doses))
    if table.patient.sex is Sex.FEMALE and months >= _WOMAN_MONTHS:
        yield CardSection(title="Td wanita usia subur", doses=tuple(_tetanus(table)))


def _is_printed(one: SlotStatus) -> bool:
    """A vaccine that does not belong here is left out; one that the product makes needless says so."""
    return one.state is not SlotState.NOT_APPLICABLE or one.why.startswith(("cukup", "mulai"))


def _dose(table: ImmunisationTable, one: SlotStatus) -> CardDose:
    record = None if one.dose is None else table.record(one.dose.id)
    given = short_date(one.dose.day) if one.dose is not None and one.dose.is_dated else ""
    return CardDose(
        label=one.slot.label,
        age=one.slot.recommended.text.removeprefix("umur "),
        given=given,
        batch=record.batch if record else "",
        place=record.place if record else "",
        note=_note(one, record),
    )


def _note(one: SlotStatus, record: Immunization | None) -> str:
    if one.state is SlotState.TAKEN_ELSEWHERE:
        return "di tempat lain, tanggal tidak diketahui"
    if one.state in IS_DONE:
        source = "dari kartu" if record is not None and record.source is not ImmunizationSource.OWN else ""
        return ", ".join(part for part in (one.why, source) if part)
    uncounted = ", ".join(f"{short_date(judged.dose.day)} tidak dihitung" for judged in one.uncounted)
    planned = f"rencana {short_date(one.next_day)}" if one.next_day is not None else _NOT_GIVEN.get(one.state, "")
    refused = "ditolak" if one.state is SlotState.REFUSED else ""
    due = "jatuh tempo" if one.state in (SlotState.DUE, SlotState.LATE, SlotState.CATCH_UP) else planned
    return ", ".join(part for part in (refused, due, uncounted) if part)


def _tetanus(table: ImmunisationTable) -> Iterator[CardDose]:
    for step in table.tetanus.steps:
        record = None if step.dose is None else table.record(step.dose.id)
        until = f"melindungi sampai {short_date(step.protected_until)}" if step.protected_until else ""
        possible = f"mulai {short_date(step.possible_from)}" if step.possible_from else ""
        yield CardDose(
            label=f"T{step.level}",
            age="",
            given=short_date(step.dose.day) if step.dose else "",
            batch=record.batch if record else "",
            place=record.place if record else "",
            note=until or possible,
        )


def _coverage(table: ImmunisationTable) -> Iterator[tuple[str, str]]:
    yield "IDL", _milestone(table.coverage.basic)
    if table.months >= table.schedule.rules.booster_from_months:
        yield "IBL", _milestone(table.coverage.booster)


def _milestone(found: Milestone) -> str:
    if found.reached_on is not None:
        return f"lengkap, tercapai {short_date(found.reached_on)}"
    if found.completed_on is not None:
        return f"lengkap {short_date(found.completed_on)}, di luar umur program"
    return "belum lengkap"
