"""The recovery code of a new installation, on one sheet for a sealed envelope."""

from ilp_desktop.domain.small_papers import RecoverySheet
from ilp_desktop.reports.flow import Flow
from ilp_desktop.reports.letter import print_letter
from ilp_desktop.reports.letter_texts import letter_texts
from ilp_desktop.reports.moments import moment
from ilp_desktop.reports.paper import letter_paper
from ilp_desktop.reports.sheet import Align
from ilp_desktop.reports.typeface import Face

_SIZES = (11.0, 10.0, 9.0)


def recovery_sheet_pdf(sheet: RecoverySheet, *, paper: str = "A4") -> bytes:
    """One page; the code stands in large letters between rules."""
    texts = letter_texts("recovery_sheet")

    def compose(flow: Flow) -> None:
        flow.gap(1.0)
        flow.title(texts["title"])
        flow.gap(0.5)
        flow.pairs(
            [
                ("Fasilitas", sheet.facility),
                ("Pemasangan", sheet.installation),
                ("Dibuat", moment(sheet.made_at)),
            ],
            label_width=8,
        )
        flow.gap(1.0)
        flow.text(texts["purpose"])
        flow.gap(1.0)
        flow.rule()
        flow.gap(0.6)
        flow.text(sheet.code, face=Face.BOLD, align=Align.CENTRE, scale=1.7)
        flow.gap(0.8)
        flow.rule()
        flow.gap(1.0)
        for number in range(1, 6):
            flow.pairs([(f"{number}.", texts[f"rule_{number}"])], label_width=1.5, colon="")
            flow.gap(0.3)
        flow.gap(1.0)
        flow.fill_in("Disimpan oleh", label_width=8)
        flow.fill_in("Tempat simpan", label_width=8)
        flow.fill_in("Tanggal", label_width=8)

    return print_letter(letter_paper(paper), compose, title=texts["title"], sizes=_SIZES)
