"""The rows of a woman's own Td: T1 to T5, each with the dose that made it, and the next one. No Qt."""

from collections.abc import Iterable
from datetime import date

from ilp_desktop.domain.clinical.immunisation_tetanus import TD_PRODUCTS, TD_SITE, TD_SLOTS, TetanusStep
from ilp_desktop.domain.immunization_record import Immunization
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.patient import Sex
from ilp_desktop.services.immunisation_table import ImmunisationTable
from ui.screens.immunisation.dose_line import DoseLine, Mood, record_detail

_WOMAN_MONTHS = 180


def tetanus_lines(table: ImmunisationTable) -> Iterable[DoseLine]:
    """T1 to T5: every level with the dose that made it, and the next one with what came too early for it."""
    day = table.course.day
    for step in table.tetanus.steps:
        early = table.tetanus.uncounted if step.is_next else ()
        doubtful = table.record(early[-1].id) if early else None
        record = doubtful if step.dose is None else table.record(step.dose.id)
        yield DoseLine(
            slot=TD_SLOTS[step.level - 1],
            label=f"Td T{step.level}",
            when=_tetanus_when(step, day),
            given="" if step.dose is None else short_date(step.dose.day),
            detail="; ".join(f"{short_date(dose.day)} terlalu dini, tidak dihitung" for dose in early)
            or _tetanus_detail(table, step, record),
            state=_tetanus_state(step, day),
            mood=Mood.DONE if step.dose or step.is_stated else Mood.NOW if is_possible(step, day) else Mood.QUIET,
            product=TD_PRODUCTS[0],
            products=TD_PRODUCTS,
            may_give=step.is_next,
            explanation=f"Status sekarang {table.tetanus.status.label}. "
            "Dihitung dari semua dosis: bayi, baduta, BIAS dan Td. Sumber: Pedoman Pelayanan Antenatal Terpadu 2020.",
            site=TD_SITE,
            record=record,
            doubtful=doubtful,
        )


def is_woman(table: ImmunisationTable) -> bool:
    """Whether she has rows of her own Td."""
    return table.patient.sex is Sex.FEMALE and table.months >= _WOMAN_MONTHS


def is_possible(step: TetanusStep, day: date) -> bool:
    return step.is_next and (step.possible_from is None or step.possible_from <= day)


def _tetanus_detail(table: ImmunisationTable, step: TetanusStep, record: Immunization | None) -> str:
    if record is None or step.dose is None:
        return "menurut formulir" if step.is_stated else ""
    slot = table.schedule.by_code.get(step.dose.slot)
    own = record_detail(record, table)
    return " · ".join(part for part in (slot.label if slot else "", own) if part)


def _tetanus_when(step: TetanusStep, day: date) -> str:
    if step.protected_until is not None:
        return f"s.d. {short_date(step.protected_until)}"
    if step.possible_from is not None and step.possible_from > day:
        return f"mulai {short_date(step.possible_from)}"
    return ""


def _tetanus_state(step: TetanusStep, day: date) -> str:
    if step.dose is not None or step.is_stated:
        return "Sudah lengkap" if step.level == len(TD_SLOTS) else "Diberikan"
    if not step.is_next:
        return "Menunggu"
    return "Boleh hari ini" if is_possible(step, day) else "Belum waktunya"
