"""Every paper that the program prints, by name, from the samples."""

from collections.abc import Callable
from dataclasses import replace

from ilp_desktop.reports.definition import register_definition
from ilp_desktop.reports.exchange_receipt import exchange_receipt_pdf
from ilp_desktop.reports.form_letter import form_letter_pdf
from ilp_desktop.reports.handover_note import handover_note_pdf
from ilp_desktop.reports.health_certificate import health_certificate_pdf
from ilp_desktop.reports.immunisation_card import immunisation_card_pdf
from ilp_desktop.reports.mother_summary import mother_summary_pdf
from ilp_desktop.reports.patient_card import patient_card_pdf
from ilp_desktop.reports.printed_form import printed_form_pdf
from ilp_desktop.reports.queue_ticket import queue_ticket_pdf
from ilp_desktop.reports.recovery_sheet import recovery_sheet_pdf
from ilp_desktop.reports.referral_slip import referral_slip_pdf
from ilp_desktop.reports.register import register_pdf
from tests.reports import samples
from tests.reports.mother_sample import MOTHER_SUMMARY

_HEAD, _STAMP = samples.LETTERHEAD, samples.STAMP
_VISITS = register_definition("kunjungan")

PAPERS: dict[str, Callable[[], bytes]] = {
    "register-visits-a4": lambda: register_pdf(_VISITS, samples.visits(30), frame=samples.FRAME),
    "register-visits-f4": lambda: register_pdf(_VISITS, samples.visits(12), frame=samples.FRAME, paper="F4"),
    "register-visits-blank": lambda: register_pdf(_VISITS, (), frame=samples.FRAME, blank=True),
    "register-visits-nothing": lambda: register_pdf(_VISITS, (), frame=samples.FRAME),
    "register-outpatients-f4": lambda: register_pdf(
        register_definition("rawat_jalan"), samples.consultations(9), frame=samples.FRAME, paper="F4"
    ),
    "register-referrals-a4": lambda: register_pdf(
        register_definition("rujukan_keluar"), samples.referrals(6), frame=samples.FRAME
    ),
    "register-immunisation-f4": lambda: register_pdf(
        register_definition("imunisasi"), samples.immunised(14), frame=samples.FRAME, paper="F4"
    ),
    "referral-half-f4": lambda: referral_slip_pdf(samples.SLIP, letterhead=_HEAD, stamp=_STAMP),
    "referral-a5": lambda: referral_slip_pdf(samples.SLIP, letterhead=_HEAD, stamp=_STAMP, paper="A5"),
    "referral-emergency-a4": lambda: referral_slip_pdf(
        replace(samples.SLIP, care_kind="IGD", emergency=samples.EMERGENCY),
        letterhead=_HEAD,
        stamp=_STAMP,
        paper="A4",
    ),
    "mother-summary": lambda: mother_summary_pdf(MOTHER_SUMMARY, letterhead=_HEAD, stamp=_STAMP),
    "handover": lambda: handover_note_pdf(samples.NOTE, letterhead=_HEAD, stamp=_STAMP),
    "health-certificate": lambda: health_certificate_pdf(samples.CERTIFICATE, letterhead=_HEAD, stamp=_STAMP),
    "ticket-58": lambda: queue_ticket_pdf(samples.TICKET),
    "ticket-80": lambda: queue_ticket_pdf(samples.TICKET, width=80),
    "immunisation-card": lambda: immunisation_card_pdf(samples.IMMUNISATIONS, letterhead=_HEAD, stamp=_STAMP),
    "card": lambda: patient_card_pdf(samples.CARD),
    "recovery": lambda: recovery_sheet_pdf(samples.RECOVERY),
    "receipt": lambda: exchange_receipt_pdf(samples.RECEIPT, letterhead=_HEAD, stamp=_STAMP),
    "form-letter": lambda: form_letter_pdf(samples.FORM_LETTER, letterhead=_HEAD, stamp=_STAMP),
    "form": lambda: printed_form_pdf(samples.FORM, letterhead=_HEAD, stamp=_STAMP),
}
