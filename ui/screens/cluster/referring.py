"""Reads what the referral page starts from: a draft, else the consultation and the forms of the visit. No Qt."""

from dataclasses import replace

from ilp_desktop.services.diagnoses import diagnosis_of
from ilp_desktop.services.drafts import draft_of
from ilp_desktop.services.referrals import filled_from_forms
from ilp_desktop.services.rooms import ConsultationCommand, SavedConsultation
from ilp_desktop.services.visit_papers import known_destinations
from ilp_desktop.services.workplace import Workplace
from ui.screens.cluster.referral_draft import REFERRAL_PAGE, Referring, new_referral, referral_from_json
from ui.screens.cluster.room_person import RoomPerson

Start = tuple[Referring, tuple[str, ...]]
"""The referral, and the hospitals to offer."""


def referring(
    workplace: Workplace, person: RoomPerson, typed: ConsultationCommand, saved: SavedConsultation | None
) -> Start:
    """A draft that was kept wins over consultation and forms; the diagnoses always come from the consultation."""
    consultation = saved.consultation if saved else None
    command = filled_from_forms(workplace, new_referral(typed, consultation, workplace.today))
    draft = draft_of(workplace, REFERRAL_PAGE, typed.visit_id)
    if draft is not None:
        codes = command.diagnosis_codes
        command = referral_from_json(draft.content, command)
        main = command.diagnosis_codes[:1]
        command = replace(command, diagnosis_codes=tuple(sorted(codes, key=lambda code: code not in main)))
    diagnoses = tuple(diagnosis_of(code) for code in command.diagnosis_codes)
    birth_date = person.summary.patient.birth_date
    return Referring(command=command, diagnoses=diagnoses, birth_date=birth_date), known_destinations(workplace)
