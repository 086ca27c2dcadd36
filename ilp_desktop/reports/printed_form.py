"""Any completed questionnaire on paper: sections, questions with answers, and what the form called out."""

from collections.abc import Sequence

from ilp_desktop.domain.indonesian_text import typed_date
from ilp_desktop.domain.letters import Letterhead, PrintStamp
from ilp_desktop.domain.printed_form import PrintedAnswer, PrintedForm, PrintedPicture
from ilp_desktop.reports.flow import Flow
from ilp_desktop.reports.letter import print_letter
from ilp_desktop.reports.paper import letter_paper
from ilp_desktop.reports.paper_text import known
from ilp_desktop.reports.person_lines import coverage, identity
from ilp_desktop.reports.sheet import Align

_LABEL = 9.4
_SIZES = (9.5, 9.0, 8.5)
_QUESTION, _ANSWER = 46, 54


def printed_form_pdf(form: PrintedForm, *, letterhead: Letterhead, stamp: PrintStamp, paper: str = "A4") -> bytes:
    """The form over as many pages as it needs; an unanswered question shows a dash."""

    def compose(flow: Flow) -> None:
        flow.letterhead(letterhead, scale=0.85)
        flow.title(form.title)
        if form.source.strip():
            flow.text(form.source, align=Align.CENTRE, scale=0.8)
            flow.gap(0.4)
        if form.patient:
            left, right = flow.split()
            left.pairs(identity(form.patient), label_width=_LABEL)
            right.pairs(coverage(form.patient), label_width=_LABEL)
            flow.beside(left, right)
        flow.pairs(
            [("Tanggal pengisian", typed_date(form.filled_on)), ("Diisi oleh", form.filled_by)],
            label_width=_LABEL,
        )
        for section in form.sections:
            flow.gap(0.6)
            if section.title.strip():
                flow.heading(section.title)
            for answer in section.answers:
                flow.table_row((answer.question, _answer_text(answer)), (_QUESTION, _ANSWER))
        if form.conclusions:
            flow.gap(0.6)
            flow.heading("Kesimpulan")
            for conclusion in form.conclusions:
                flow.pairs([("•", conclusion)], label_width=1.2, colon="")
        if form.signature:
            flow.gap(1.0)
            flow.signatures(None, form.signature)
        _attachments(flow, form.pictures)

    return print_letter(letter_paper(paper), compose, title=form.title, sizes=_SIZES[:1], stamp=stamp)


def _attachments(flow: Flow, pictures: Sequence[PrintedPicture]) -> None:
    """The list of the files, then those that are pictures, two beside each other."""
    if not pictures:
        return
    flow.gap(1.0)
    flow.heading("Lampiran")
    for number, picture in enumerate(pictures, 1):
        note = f" ({picture.note})" if picture.note else ""
        flow.pairs([(f"{number}.", f"{picture.question}: {picture.name}{note}")], label_width=2.0, colon="")
    flow.gap(0.5)
    shown = [
        (f"{number}. {picture.question}", picture.content)
        for number, picture in enumerate(pictures, 1)
        if picture.content
    ]
    flow.photographs(shown)


def _answer_text(answer: PrintedAnswer) -> str:
    unit = f" {answer.unit}" if answer.unit and answer.answer.strip() else ""
    alert = f"\n! {answer.alert}" if answer.alert.strip() else ""
    return f"{known(answer.answer)}{unit}{alert}"
