"""A consultation as far as it is typed: from the record, to a draft and back. No Qt."""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from ilp_desktop.domain.visit import CaseKind, Cluster, Condition, Consultation, NextStep, ServiceKind
from ilp_desktop.domain.vital_signs import VITAL_SIGN_LIMITS, VitalSignsTyped
from ilp_desktop.domain.waiting import WaitingPerson
from ilp_desktop.services.rooms import ConsultationCommand, DiagnosisChoice

Word = TypeVar("Word", bound=StrEnum)

_TEXTS = ("anamnesis", "examination", "therapy", "advice", "laboratory", "handover_note")


def new_command(waiting: WaitingPerson) -> ConsultationCommand:
    """Nothing recorded yet; the complaint of the counter begins the anamnesis."""
    return ConsultationCommand(
        visit_id=waiting.visit_id,
        queue_entry_id=waiting.entry.id,
        cluster=waiting.entry.cluster,
        vital_signs=VitalSignsTyped(),
        anamnesis=waiting.complaint,
    )


def command_from_record(consultation: Consultation, conditions: Iterable[Condition]) -> ConsultationCommand:
    """What the room saved, to go on with."""
    signs = {name: getattr(consultation, name) for name in VITAL_SIGN_LIMITS}
    return ConsultationCommand(
        visit_id=consultation.visit_id,
        queue_entry_id=consultation.queue_entry_id,
        cluster=consultation.cluster,
        vital_signs=VitalSignsTyped(**signs),
        consultation_id=consultation.id,
        anamnesis=consultation.anamnesis,
        examination=consultation.examination,
        diagnoses=tuple(DiagnosisChoice(code=one.code, name=one.name, case_kind=one.case_kind) for one in conditions),
        therapy=consultation.therapy,
        advice=consultation.advice,
        laboratory=consultation.laboratory,
        service_kinds=tuple(ServiceKind(kind) for kind in consultation.service_kinds.split(",") if kind),
        next_steps=tuple(NextStep(step) for step in consultation.next_steps.split(",") if step),
        return_date=consultation.return_date,
    )


def command_as_json(command: ConsultationCommand) -> str:
    """The draft of a consultation."""
    document = {
        **{name: getattr(command, name) for name in _TEXTS},
        "signs": asdict(command.vital_signs),
        "diagnoses": [asdict(choice) for choice in command.diagnoses],
        "service_kinds": command.service_kinds,
        "next_steps": command.next_steps,
        "next_cluster": command.next_cluster,
        "return_date": command.return_date.isoformat() if command.return_date else "",
    }
    return json.dumps(document, ensure_ascii=False)


def command_from_json(content: str, saved: ConsultationCommand) -> ConsultationCommand:
    """What was typed over what is ``saved``."""
    document = json.loads(content)
    return replace(
        saved,
        **{name: document[name] for name in _TEXTS},
        vital_signs=VitalSignsTyped(**document["signs"]),
        diagnoses=tuple(
            DiagnosisChoice(
                code=choice["code"],
                name=choice["name"],
                case_kind=CaseKind(choice["case_kind"]) if choice["case_kind"] else None,
            )
            for choice in document["diagnoses"]
        ),
        service_kinds=_words(ServiceKind, document["service_kinds"]),
        next_steps=_words(NextStep, document["next_steps"]),
        next_cluster=Cluster(document["next_cluster"]) if document["next_cluster"] else None,
        return_date=date.fromisoformat(document["return_date"]) if document["return_date"] else None,
    )


def _words(kind: type[Word], values: Iterable[str]) -> tuple[Word, ...]:
    return tuple(kind(value) for value in values)
