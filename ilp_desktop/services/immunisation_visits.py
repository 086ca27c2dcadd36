"""Ends a visit that was for immunisation only: what was given stands as the examination, the child goes home."""

from ilp_desktop.domain.identifiers import QueueEntryId
from ilp_desktop.domain.immunization_record import Immunization, ImmunizationStatus
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.visit import NextStep, QueueEntry, ServiceKind
from ilp_desktop.domain.vital_signs import VitalSignsTyped
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.drafts import draft_of
from ilp_desktop.services.immunisation_table import schedule_here
from ilp_desktop.services.rooms import (
    CONSULTATION_PAGE,
    ConsultationCommand,
    SavedConsultation,
    consultation_of,
    save_consultation,
)
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records


def finish_immunisation_visit(workplace: Workplace, entry_id: QueueEntryId) -> Answer[SavedConsultation]:
    """Keeps the doses of the visit as what the room did, and ends the stay.

    Rejected when nothing was recorded in this visit, or the room has begun an examination of its own.
    """
    is_typed = draft_of(workplace, CONSULTATION_PAGE, entry_id) is not None
    if is_typed or consultation_of(workplace, entry_id) is not None:
        raise Rejected(
            Problem(
                code="immunisation.examined",
                field="",
                sentence="Ruang klaster sudah mencatat pemeriksaan untuk kunjungan ini.",
                remedy="Selesaikan di ruang klaster.",
            )
        )
    with workplace.database.read() as connection:
        entry = records.get(connection, QueueEntry, entry_id)
        found = records.find(connection, Immunization, visit_id=entry.visit_id, voided_reason="")
    if not found:
        raise Rejected(
            Problem(
                code="immunisation.nothing",
                field="",
                sentence="Belum ada dosis atau alasan yang dicatat pada kunjungan ini.",
                remedy="Catat dulu, atau selesaikan di ruang klaster.",
            )
        )
    return save_consultation(
        workplace,
        ConsultationCommand(
            visit_id=entry.visit_id,
            queue_entry_id=entry_id,
            cluster=entry.cluster,
            vital_signs=VitalSignsTyped(),
            therapy=_what_was_done(workplace, found),
            service_kinds=(ServiceKind.PREVENTIVE,),
            next_steps=(NextStep.HOME,),
            completed=True,
        ),
    )


def _what_was_done(workplace: Workplace, found: tuple[Immunization, ...]) -> str:
    """ "Imunisasi: BCG, DPT-HB-Hib 1", and on a second line what was not given and why."""
    schedule = schedule_here(workplace)

    def label(one: Immunization) -> str:
        slot = schedule.by_code.get(one.slot)
        return slot.label if slot else f"Td {one.slot}"

    given = [label(one) for one in found if one.status is ImmunizationStatus.COMPLETED]
    left_out = [
        f"{label(one)} ({reason.label.lower() if reason else one.reason})"
        for one in found
        if one.status is ImmunizationStatus.NOT_DONE
        for reason in [schedule.reason(one.reason)]
    ]
    lines = (("Imunisasi", given), ("Tidak diberikan", left_out))
    return "\n".join(f"{title}: {', '.join(said)}" for title, said in lines if said)
