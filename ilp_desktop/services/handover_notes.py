"""The note that goes along from one room to the next, as PDF, with the answer that comes back on it."""

import json
from dataclasses import replace

from ilp_desktop import reports
from ilp_desktop.domain.identifiers import LetterId, QueueEntryId
from ilp_desktop.domain.installation import User
from ilp_desktop.domain.letters import HandoverNote, Signature
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.visit import Condition, Consultation, Letter, QueueEntry
from ilp_desktop.domain.words import word
from ilp_desktop.services.paper_values import (
    allergies_of,
    letterhead,
    local_time,
    person_at_visit,
    short_name,
    user_signature,
)
from ilp_desktop.services.print_log import print_stamp_of
from ilp_desktop.services.referrals import next_letter_number
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.database import Connection
from ilp_desktop.storage.transaction import new_id

HANDOVER = "handover_note"


def handover_pdf(workplace: Workplace, entry_id: QueueEntryId) -> bytes:
    """The note of one place in the queue of the room that somebody was sent to.

    It takes a letter number at the first print and keeps it. Rejected for somebody whom no room sent.
    """
    with workplace.database.read() as connection:
        entry = records.get(connection, QueueEntry, entry_id)
    if entry.sent_by is None:
        raise Rejected(
            Problem(
                code="handover.from_counter",
                field="",
                sentence="Orang ini datang langsung dari loket, tidak ada catatan serah terima.",
            )
        )
    letter = _numbered(workplace, entry)
    with workplace.database.read() as connection:
        note = _note(connection, workplace, entry, records.get(connection, QueueEntry, entry.sent_by), letter)
    stamp = print_stamp_of(workplace, HANDOVER, entry.id)
    return reports.handover_note_pdf(note, letterhead=letterhead(workplace), stamp=stamp)


def _note(
    connection: Connection, workplace: Workplace, entry: QueueEntry, sender: QueueEntry, letter: Letter
) -> HandoverNote:
    sent, answered = _consultation_at(connection, sender.id), _consultation_at(connection, entry.id)
    patient = records.get(connection, Patient, entry.patient_id)
    return HandoverNote(
        letter_number=letter.letter_number,
        written_on=letter.letter_date,
        patient=person_at_visit(connection, patient, entry.visit_id, workplace.today),
        from_cluster=word(sender.cluster),
        to_cluster=word(entry.cluster),
        problem=_diagnosis_text(connection, sent) or (sent.anamnesis if sent else ""),
        allergies=allergies_of(patient),
        findings=sent.examination if sent else "",
        action_taken=sent.therapy if sent else "",
        request=entry.handover_note or (sent.laboratory if sent else ""),
        sender=_signature(connection, workplace, sent, "Pengirim"),
        receiver=_signature(connection, workplace, answered, "Penerima"),
        place=short_name(workplace.facility),
        sent_at=local_time(workplace, entry.taken_at),
        accepted_at=local_time(workplace, entry.started_at),
        done_at=local_time(workplace, entry.done_at),
        answer_diagnosis=_diagnosis_text(connection, answered),
        answer_result=answered.laboratory or answered.therapy if answered else "",
        answer_advice=answered.advice if answered else "",
    )


def _numbered(workplace: Workplace, entry: QueueEntry) -> Letter:
    with workplace.change("number_handover_note") as transaction:
        for letter in records.find(transaction.connection, Letter, visit_id=entry.visit_id):
            if letter.kind == HANDOVER and json.loads(letter.content)["queue_entry_id"] == entry.id:
                return letter
        letter = Letter(
            id=LetterId(new_id()),
            kind=HANDOVER,
            letter_number=next_letter_number(transaction, workplace.facility, workplace.today),
            letter_date=workplace.today,
            patient_id=entry.patient_id,
            visit_id=entry.visit_id,
            content=json.dumps({"queue_entry_id": entry.id}),
            issued_by=workplace.user.id,
        )
        transaction.insert(letter)
    return letter


def _signature(
    connection: Connection, workplace: Workplace, consultation: Consultation | None, title: str
) -> Signature:
    if consultation is None:
        return Signature(title=title)
    practitioner = records.get(connection, User, consultation.practitioner_id)
    return replace(user_signature(practitioner, title, workplace.facility, workplace.today), place="", signed_on=None)


def _diagnosis_text(connection: Connection, consultation: Consultation | None) -> str:
    if consultation is None:
        return ""
    conditions = records.find(connection, Condition, order_by="rank", consultation_id=consultation.id, voided_reason="")
    return "; ".join(f"{one.code} {one.name}" for one in conditions)


def _consultation_at(connection: Connection, entry_id: QueueEntryId) -> Consultation | None:
    found = records.find(connection, Consultation, queue_entry_id=entry_id)
    return found[0] if found else None
