"""What is typed about one dose, and the command that keeps it. No Qt."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ilp_desktop.domain.identifiers import PatientId, VisitId
from ilp_desktop.domain.immunization_record import Immunization, ImmunizationSource
from ilp_desktop.services.immunisations import DoseCommand, NotGivenCommand, ReactionCommand, Vial
from ui.screens.immunisation.dose_line import DoseLine


class Mode(StrEnum):
    """What is asked about a dose."""

    TODAY = "today"
    CARD = "card"
    NOT_GIVEN = "not_given"
    REACTION = "reaction"
    CORRECT = "correct"
    VOID = "void"


MENDING = frozenset({Mode.REACTION, Mode.CORRECT, Mode.VOID})
"""What needs a recorded dose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the panel."""

    mode: Mode
    slot: str
    product: str
    day: date | None
    source: ImmunizationSource
    batch: str
    expiry_date: date | None
    vial_monitor: str
    site: str
    place: str
    reason: str
    reactions: tuple[str, ...]
    note: str
    override_reason: str
    why: str
    record: Immunization | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """The person at hand on one day, in their visit of that day when there is one."""

    patient_id: PatientId
    visit_id: VisitId | None
    day: date


def given_today(whom: Whom, line: DoseLine, vial: Vial, typed: Typed | None) -> DoseCommand:
    """What was typed about a dose goes to it; without it the vial in use does."""
    command = DoseCommand(
        patient_id=whom.patient_id,
        slot=line.slot,
        day=whom.day,
        visit_id=whom.visit_id,
        product=line.product,
        batch=vial.batch,
        expiry_date=vial.expiry_date,
        vial_monitor=vial.vial_monitor,
        site=line.site,
    )
    if typed is None:
        return command
    return replace(
        command,
        product=typed.product or line.product,
        batch=typed.batch,
        expiry_date=typed.expiry_date,
        vial_monitor=typed.vial_monitor,
        site=typed.site,
        override_reason=typed.override_reason,
    )


def given_by_card(whom: Whom, typed: Typed, day: date) -> DoseCommand:
    """A dose of another day, as the card or whoever brings the child has it."""
    return DoseCommand(
        patient_id=whom.patient_id,
        slot=typed.slot,
        day=day,
        product=typed.product,
        source=typed.source,
        batch=typed.batch,
        place=typed.place,
        override_reason=typed.override_reason,
    )


def not_given(whom: Whom, typed: Typed) -> NotGivenCommand:
    """A dose that was due and was not given, and why."""
    return NotGivenCommand(
        patient_id=whom.patient_id,
        slot=typed.slot,
        day=whom.day,
        reason=typed.reason,
        visit_id=whom.visit_id,
        note=typed.note,
    )


def reaction(typed: Typed, record: Immunization) -> ReactionCommand:
    """What came after a dose."""
    return ReactionCommand(immunization_id=record.id, reactions=typed.reactions, day=typed.day, note=typed.note)


def corrected(typed: Typed, record: Immunization) -> DoseCommand:
    """A recorded dose with what was typed; what is not asked for stays as it was."""
    return DoseCommand(
        patient_id=record.patient_id,
        slot=record.slot,
        day=typed.day or record.effective_date,
        visit_id=record.visit_id,
        product=typed.product or record.product,
        source=record.source,
        time=record.time,
        batch=typed.batch,
        expiry_date=typed.expiry_date,
        vial_monitor=record.vial_monitor,
        site=typed.site,
        place=typed.place,
        vaccinator_name=record.vaccinator_name,
        note=record.note,
        override_reason=typed.override_reason or record.override_reason,
    )
