"""Paper, workbooks and tables: typed rows and letters in, bytes out. Never queries.

``from ilp_desktop import reports`` is cheap; ReportLab and XlsxWriter are loaded when one of these is first named:

- registers: ``register_definition(id)``, ``register_ids()``, ``register_pdf``, ``register_xlsx``, ``register_table``
- letters: ``referral_slip_pdf``, ``handover_note_pdf``, ``health_certificate_pdf``, ``exchange_receipt_pdf``,
  ``printed_form_pdf``, ``form_letter_pdf``, ``growth_chart_pdf``, ``immunisation_card_pdf``
- small papers: ``queue_ticket_pdf``, ``patient_card_pdf``, ``recovery_sheet_pdf``
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilp_desktop.reports.definition import register_definition, register_ids
    from ilp_desktop.reports.exchange_receipt import exchange_receipt_pdf
    from ilp_desktop.reports.form_letter import form_letter_pdf
    from ilp_desktop.reports.growth_chart import growth_chart_pdf
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
    from ilp_desktop.reports.screen_table import register_table
    from ilp_desktop.reports.workbook import register_xlsx

_MODULES = {
    "register_definition": "definition",
    "register_ids": "definition",
    "register_pdf": "register",
    "register_table": "screen_table",
    "register_xlsx": "workbook",
}

__all__ = [
    "exchange_receipt_pdf",
    "form_letter_pdf",
    "growth_chart_pdf",
    "handover_note_pdf",
    "health_certificate_pdf",
    "immunisation_card_pdf",
    "mother_summary_pdf",
    "patient_card_pdf",
    "printed_form_pdf",
    "queue_ticket_pdf",
    "recovery_sheet_pdf",
    "referral_slip_pdf",
    "register_definition",
    "register_ids",
    "register_pdf",
    "register_table",
    "register_xlsx",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES.get(name, name.removesuffix('_pdf'))}"), name)
