"""A referral as far as it is typed: prefilled from the consultation, to a draft and back. No Qt."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.diagnosis import Diagnosis
from ilp_desktop.domain.tacc import Tacc, age_reason, complication_reason, tacc_reasons
from ilp_desktop.domain.visit import Consultation
from ilp_desktop.services.referrals import ReferralCommand
from ilp_desktop.services.rooms import ConsultationCommand
from ui.screens.cluster.state import signs_text

REFERRAL_PAGE = "referral"
"""The page of the draft; its subject is the visit."""

REFERRAL_KINDS = ("Vertikal", "Horizontal", "Spesimen", "Penunjang")
CARE_KINDS = ("Rawat jalan", "IGD", "Inap")
EMERGENCY_CARE = "IGD"

TEXTS = (
    "destination",
    "destination_code",
    "polyclinic",
    "reason",
    "anamnesis",
    "findings",
    "investigations",
    "treatment_given",
    "transport",
    "companion",
    "condition_on_departure",
    "hospital_confirmation",
    "tacc_reason",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referring:
    """What the referral page starts from: the command so far and the diagnoses behind its codes."""

    command: ReferralCommand
    diagnoses: tuple[Diagnosis, ...]
    birth_date: date | None


def new_referral(typed: ConsultationCommand, consultation: Consultation | None, today: date) -> ReferralCommand:
    """Filled from what the room has recorded and typed."""
    signs = "" if consultation is None else signs_text(consultation)
    findings = "\n".join(part for part in (signs, typed.examination) if part)
    return ReferralCommand(
        visit_id=typed.visit_id,
        consultation_id=typed.consultation_id,
        destination="",
        polyclinic="",
        diagnosis_codes=tuple(choice.code for choice in typed.diagnoses),
        reason="",
        planned_date=today,
        anamnesis=typed.anamnesis,
        findings=findings,
        investigations=typed.laboratory,
        treatment_given=typed.therapy,
    )


def needs_tacc(diagnoses: Sequence[Diagnosis]) -> bool:
    """Whether the first diagnosis is one that primary care settles itself."""
    return bool(diagnoses) and diagnoses[0].is_primary_care


def offered_reasons(
    tacc: Tacc, diagnoses: Sequence[Diagnosis], birth_date: date | None, today: date
) -> tuple[str, ...]:
    """The reasons to choose from: for the age the one that fits, for a complication the other diagnoses."""
    if tacc is Tacc.AGE and birth_date is not None:
        return (age_reason(age_on(birth_date, today)),)
    if tacc is Tacc.COMPLICATION:
        return tuple(complication_reason(one) for one in diagnoses[1:])
    return tacc_reasons(tacc)


def referral_as_json(command: ReferralCommand) -> str:
    """The draft of a referral."""
    document = {
        **{name: getattr(command, name) for name in TEXTS},
        "diagnosis_codes": command.diagnosis_codes,
        "planned_date": command.planned_date.isoformat(),
        "referral_kind": command.referral_kind,
        "care_kind": command.care_kind,
        "tacc": command.tacc,
    }
    return json.dumps(document, ensure_ascii=False)


def referral_from_json(content: str, fresh: ReferralCommand) -> ReferralCommand:
    """What was typed over a fresh referral."""
    document = json.loads(content)
    return replace(
        fresh,
        **{name: document[name] for name in TEXTS},
        diagnosis_codes=tuple(document["diagnosis_codes"]),
        planned_date=max(fresh.planned_date, date.fromisoformat(document["planned_date"])),
        referral_kind=document["referral_kind"],
        care_kind=document["care_kind"],
        tacc=Tacc(document["tacc"]),
    )
