"""A letter that a completed form gives: heading, lines filled in, what is left to write by hand, signatures."""

from ilp_desktop.domain.letters import FormLetter, Letterhead, PrintStamp
from ilp_desktop.reports.flow import Flow
from ilp_desktop.reports.letter import print_letter
from ilp_desktop.reports.paper import letter_paper

_LABEL = 13.0
_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)


def form_letter_pdf(letter: FormLetter, *, letterhead: Letterhead, stamp: PrintStamp, paper: str = "A4") -> bytes:
    """One numbered letter on A4 or F4."""

    def compose(flow: Flow) -> None:
        flow.letterhead(letterhead, scale=1.0)
        flow.gap(0.5)
        flow.title(letter.title, number=letter.letter_number)
        if letter.opening:
            flow.text(letter.opening)
            flow.gap(0.4)
        for heading, lines in letter.sections:
            if heading:
                flow.heading(heading)
            flow.pairs(lines, label_width=_LABEL)
            flow.gap(0.5)
        for label in letter.fill_in:
            flow.fill_in(label, label_width=_LABEL)
        start = len(flow.strips)
        if letter.closing:
            flow.gap(0.3)
            flow.text(letter.closing)
        flow.gap(0.8)
        flow.signatures(letter.left, letter.right)
        flow.together(start)

    return print_letter(
        letter_paper(paper),
        compose,
        title=f"{letter.title} {letter.letter_number}",
        sizes=_SIZES,
        stamp=stamp,
    )
