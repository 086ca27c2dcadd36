"""Everything that a room shows of one person, read in one go. No Qt."""

from dataclasses import dataclass, replace

from ilp_desktop.domain.due_forms import DueForm
from ilp_desktop.domain.visit import Cluster, Condition, Consultation
from ilp_desktop.domain.waiting import PersonSummary, WaitingPerson
from ilp_desktop.services.drafts import draft_of
from ilp_desktop.services.due import due_today
from ilp_desktop.services.form_library import FormListing, forms_for
from ilp_desktop.services.immunisation_table import DueDose, immunisations_due
from ilp_desktop.services.measurements import Measured, measured
from ilp_desktop.services.rooms import CONSULTATION_PAGE, ConsultationCommand, consultation_of, person_summary
from ilp_desktop.services.workplace import Workplace
from ui.screens.cluster.consultation_draft import command_from_json, command_from_record, new_command
from ui.screens.cluster.state import WORKSHOPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What another room asks for: its consultation with the diagnoses."""

    consultation: Consultation
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPerson:
    """A person in the room. ``command`` is what was typed or saved here so far; ``asked`` None: nobody asked."""

    waiting: WaitingPerson
    cluster: Cluster
    summary: PersonSummary
    due: tuple[DueForm, ...]
    listings: tuple[FormListing, ...]
    measured: tuple[Measured, ...]
    command: ConsultationCommand
    asked: Asked | None
    due_doses: tuple[DueDose, ...] = ()


def room_person(workplace: Workplace, waiting: WaitingPerson) -> RoomPerson:
    """Reads the person, what is due, what this room has recorded or drafted, and what was asked for."""
    entry = waiting.entry
    summary = person_summary(workplace, waiting.patient_id)
    return RoomPerson(
        waiting=waiting,
        cluster=entry.cluster,
        summary=summary,
        due=due_today(workplace, waiting.visit_id),
        listings=forms_for(workplace, entry.cluster),
        measured=measured(workplace, waiting.patient_id),
        command=_command(workplace, waiting, summary),
        asked=_asked(workplace, waiting),
        due_doses=immunisations_due(workplace, summary.patient, workplace.today),
    )


def _command(workplace: Workplace, waiting: WaitingPerson, summary: PersonSummary) -> ConsultationCommand:
    draft = draft_of(workplace, CONSULTATION_PAGE, waiting.entry.id)
    recorded = consultation_of(workplace, waiting.entry.id)
    saved = _begun(waiting, summary) if recorded is None else command_from_record(*recorded)
    return saved if draft is None else command_from_json(draft.content, saved)


def _begun(waiting: WaitingPerson, summary: PersonSummary) -> ConsultationCommand:
    """Somebody who comes back to a klaster on the same day goes on with what it recorded: nothing counts twice."""
    if waiting.entry.cluster in WORKSHOPS:
        return new_command(waiting)
    today = next((past for past in summary.history if past.visit.id == waiting.visit_id), None)
    earlier = [one for one in today.consultations if one.cluster is waiting.entry.cluster] if today else []
    if today is None or not earlier:
        return new_command(waiting)
    conditions = (one for one in today.conditions if one.consultation_id == earlier[-1].id)
    command = command_from_record(earlier[-1], conditions)
    return replace(command, queue_entry_id=waiting.entry.id, next_steps=())


def _asked(workplace: Workplace, waiting: WaitingPerson) -> Asked | None:
    sent_by = waiting.entry.sent_by
    found = None if sent_by is None else consultation_of(workplace, sent_by)
    return None if found is None else Asked(consultation=found[0], conditions=found[1])
