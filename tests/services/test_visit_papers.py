"""Every paper of a visit is found again and can be printed."""

from ilp_desktop.services.health_certificates import CertificateCommand, issue_health_certificate
from ilp_desktop.services.referrals import ReferralCommand, issue_referral
from ilp_desktop.services.responses import AboutWhom, amend_response, complete_response, open_response, start_response
from ilp_desktop.services.visit_papers import PaperKind, known_destinations, paper_pdf, papers_of
from ilp_desktop.services.workplace import Workplace
from tests.services.test_letters import consulted, registered, text_of
from tests.services.test_responses import fill


def test_the_papers_of_a_visit(workplace: Workplace) -> None:
    visit = registered(workplace)
    consultation = consulted(workplace, visit).consultation
    for hospital in ("RSUD Baubau", "RSUD Buton Tengah", "RSUD Buton Tengah"):
        issue_referral(
            workplace,
            ReferralCommand(
                visit_id=visit.visit.id,
                consultation_id=consultation.id,
                destination=hospital,
                polyclinic="Bedah",
                diagnosis_codes=("K35.8",),
                reason="operasi",
                planned_date=workplace.today,
            ),
        )
    issue_health_certificate(
        workplace,
        CertificateCommand(visit_id=visit.visit.id, consultation_id=consultation.id, purpose="kerja", finding="sehat"),
    )
    about = AboutWhom(form_id="adult_ncd_screening", patient_id=visit.visit.patient_id, visit_id=visit.visit.id)
    first = complete_response(workplace, fill(start_response(workplace, about)), about).value
    amend_response(workplace, first.id, open_response(workplace, first.id).response, "lengkap")
    papers = papers_of(workplace, visit.visit.id)
    assert [paper.kind for paper in papers] == [
        *[PaperKind.REFERRAL] * 3,
        PaperKind.CERTIFICATE,
        PaperKind.HANDOVER,
        PaperKind.FORM,
    ]
    assert known_destinations(workplace) == ("RSUD Buton Tengah", "RSUD Baubau")
    for paper in papers:
        assert "La Sardin" in text_of(paper_pdf(workplace, paper.kind, paper.subject_id))
