"""The small papers of the counter: the queue ticket and the card that the person takes home."""

from ilp_desktop import reports
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.routing import CLUSTER_LABELS
from ilp_desktop.domain.small_papers import PatientCard, QueueTicket
from ilp_desktop.services.paper_values import address_of, letterhead
from ilp_desktop.services.people import person_page
from ilp_desktop.services.print_log import remember_print
from ilp_desktop.services.settings import TICKET_WIDTH, setting
from ilp_desktop.services.visits import RegisteredVisit
from ilp_desktop.services.workplace import Workplace


def ticket_pdf(workplace: Workplace, registered: RegisteredVisit) -> bytes:
    """The ticket of a visit, as wide as the roll of this puskesmas. Rejected for a late entry: it has none."""
    entry = registered.entry
    if entry is None:
        raise Rejected(
            Problem(
                code="ticket.late_entry",
                field="",
                sentence="Kunjungan susulan tidak punya karcis.",
                remedy="Kunjungannya sudah tersimpan; lanjutkan ke orang berikutnya.",
            )
        )
    paper = reports.queue_ticket_pdf(
        QueueTicket(
            facility=workplace.facility.name,
            number=entry.ticket_number,
            room=CLUSTER_LABELS[entry.cluster],
            taken_at=entry.taken_at.astimezone(workplace.clock().tzinfo),
            medical_record_number=registered.patient.medical_record_number,
            ahead=registered.ahead,
            priority=registered.visit.priority,
        ),
        width=float(setting(workplace, TICKET_WIDTH)),
    )
    remember_print(workplace, "ticket", entry.id)
    return paper


def patient_card_pdf(workplace: Workplace, patient_id: PatientId) -> bytes:
    """The person's card (KIB), 85.6 x 54 mm, with a code of the No. RM only."""
    page = person_page(workplace, patient_id)
    patient, head = page.patient, letterhead(workplace)
    paper = reports.patient_card_pdf(
        PatientCard(
            facility=head.unit,
            government=head.government,
            medical_record_number=patient.medical_record_number,
            name=patient.name,
            sex=patient.sex,
            birth_date=patient.birth_date,
            birth_date_estimated=patient.birth_date_estimated,
            household_head=page.household.head_name if page.household else "",
            address=address_of(patient),
            logo=head.left_logo,
        )
    )
    remember_print(workplace, "patient_card", patient.id)
    return paper
