"""Every paper that belongs to a visit, to be looked at and printed again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.clinical.growth_chart import CHARTS
from ilp_desktop.domain.identifiers import LetterId, PatientId, QueueEntryId, ReferralId, ResponseId, VisitId
from ilp_desktop.domain.visit import Letter, QuestionnaireResponse, QueueEntry, Referral, Visit
from ilp_desktop.domain.words import word
from ilp_desktop.services.form_letters import form_letter_pdf, letters_from
from ilp_desktop.services.form_library import current_form
from ilp_desktop.services.growth_papers import growth_chart_pdf
from ilp_desktop.services.handover_notes import handover_pdf
from ilp_desktop.services.health_certificates import HEALTH_CERTIFICATE, health_certificate_pdf
from ilp_desktop.services.mother_summary import mother_summary_pdf, pregnancy_of_visit
from ilp_desktop.services.printed_forms import printed_response_pdf
from ilp_desktop.services.referral_slips import referral_pdf
from ilp_desktop.services.response_records import standing
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records, referral_queries


class PaperKind(StrEnum):
    """What kind of paper; the value is the beginning of its file name."""

    REFERRAL = "rujukan"
    HANDOVER = "serah-terima"
    CERTIFICATE = "surat-sehat"
    FORM = "formulir"
    FORM_LETTER = "surat"
    GROWTH = "grafik-pertumbuhan"
    MOTHER_SUMMARY = "ringkasan-kia"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper by the record that it is printed from."""

    kind: PaperKind
    subject_id: str
    title: str
    detail: str = ""


def growth_paper(patient_id: PatientId, number: int) -> Paper:
    """The growth chart of a child, by its place in ``CHARTS``."""
    return Paper(kind=PaperKind.GROWTH, subject_id=f"{patient_id}/{number}", title="Grafik pertumbuhan")


def papers_of(workplace: Workplace, visit_id: VisitId) -> tuple[Paper, ...]:
    """Referrals, certificates, hand-over notes and completed forms of a visit, and the letters that forms give.

    The person's earlier referrals are among them as long as the hospital has not answered.
    """
    with workplace.database.read() as connection:
        visit = records.get(connection, Visit, visit_id)
        referrals = [
            one
            for one in records.find(connection, Referral, patient_id=visit.patient_id, voided_reason="")
            if one.visit_id == visit_id or one.returned_date is None
        ]
        letters = records.find(connection, Letter, visit_id=visit_id)
        entries = records.find(connection, QueueEntry, visit_id=visit_id)
        responses = records.find(connection, QuestionnaireResponse, visit_id=visit_id)
    return (
        *_referrals(referrals),
        *_certificates(letters),
        *_handovers(entries),
        *_forms(workplace, standing(responses)),
        *_mother_summary(workplace, visit),
    )


def _referrals(found: Iterable[Referral]) -> Iterator[Paper]:
    for one in found:
        title = f"Surat rujukan ke {one.destination}"
        yield Paper(kind=PaperKind.REFERRAL, subject_id=one.id, title=title, detail=_referral_detail(one))


def _certificates(found: Iterable[Letter]) -> Iterator[Paper]:
    for one in found:
        if one.kind == HEALTH_CERTIFICATE:
            title = "Surat keterangan sehat"
            yield Paper(kind=PaperKind.CERTIFICATE, subject_id=one.id, title=title, detail=one.letter_number)


def _handovers(found: Iterable[QueueEntry]) -> Iterator[Paper]:
    for one in found:
        if one.sent_by is not None:
            title, detail = f"Rujukan internal ke {word(one.cluster)}", f"nomor antrean {one.ticket_number}"
            yield Paper(kind=PaperKind.HANDOVER, subject_id=one.id, title=title, detail=detail)


def _forms(workplace: Workplace, found: Sequence[QuestionnaireResponse]) -> Iterator[Paper]:
    """Every form first, then every letter that one of them gives."""
    for one in found:
        title, detail = current_form(workplace, one.form_id).title, f"diisi oleh {one.author_name}"
        yield Paper(kind=PaperKind.FORM, subject_id=one.id, title=title, detail=detail)
    for one in found:
        for letter in letters_from(workplace, one):
            subject_id, detail = letter.subject_id, "diisi dari formulir"
            yield Paper(kind=PaperKind.FORM_LETTER, subject_id=subject_id, title=letter.title, detail=detail)


def _mother_summary(workplace: Workplace, visit: Visit) -> tuple[Paper, ...]:
    """The sheet for the KIA book, for a woman whose pregnancy is recorded."""
    if pregnancy_of_visit(workplace, visit) is None:
        return ()
    return (
        Paper(
            kind=PaperKind.MOTHER_SUMMARY,
            subject_id=visit.id,
            title="Ringkasan kesehatan ibu",
            detail="untuk Buku KIA",
        ),
    )


def _referral_detail(referral: Referral) -> str:
    answer = "sudah dijawab" if referral.returned_date else "belum dijawab"
    return f"{referral.letter_number} · {referral.polyclinic} · {answer}"


def paper_pdf(workplace: Workplace, kind: PaperKind, subject_id: str) -> bytes:
    """The paper as PDF. The print is remembered."""
    return _DRAWN[kind](workplace, subject_id)


def _growth_chart(workplace: Workplace, subject_id: str) -> bytes:
    patient_id, _slash, number = subject_id.rpartition("/")
    return growth_chart_pdf(workplace, PatientId(patient_id), CHARTS[int(number)])


_DRAWN: dict[PaperKind, Callable[[Workplace, str], bytes]] = {
    PaperKind.REFERRAL: lambda workplace, subject: referral_pdf(workplace, ReferralId(subject)),
    PaperKind.HANDOVER: lambda workplace, subject: handover_pdf(workplace, QueueEntryId(subject)),
    PaperKind.CERTIFICATE: lambda workplace, subject: health_certificate_pdf(workplace, LetterId(subject)),
    PaperKind.FORM: lambda workplace, subject: printed_response_pdf(workplace, ResponseId(subject)),
    PaperKind.FORM_LETTER: form_letter_pdf,
    PaperKind.GROWTH: _growth_chart,
    PaperKind.MOTHER_SUMMARY: lambda workplace, subject: mother_summary_pdf(workplace, VisitId(subject)),
}


def known_destinations(workplace: Workplace) -> tuple[str, ...]:
    """Hospitals that this puskesmas has referred to, the most frequent first."""
    with workplace.database.read() as connection:
        return referral_queries.known_destinations(connection)
