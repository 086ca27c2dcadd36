"""Rujukan internal: the note that goes with a patient from one klaster to another, with the times of the hand-over."""

from ilp_desktop.domain.indonesian_text import typed_date
from ilp_desktop.domain.letters import HandoverNote, Letterhead, PrintStamp
from ilp_desktop.reports.flow import Flow
from ilp_desktop.reports.letter import print_letter
from ilp_desktop.reports.letter_texts import letter_texts
from ilp_desktop.reports.moments import moment
from ilp_desktop.reports.paper import letter_paper
from ilp_desktop.reports.paper_text import known
from ilp_desktop.reports.person_lines import coverage, identity
from ilp_desktop.reports.typeface import Face

_LABEL = 9.4
_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)


def handover_note_pdf(note: HandoverNote, *, letterhead: Letterhead, stamp: PrintStamp, paper: str = "A5") -> bytes:
    """One copy, which the receiving klaster answers and files."""
    texts = letter_texts("handover_note")

    def compose(flow: Flow) -> None:
        flow.letterhead(letterhead, scale=0.9 if paper in ("A4", "F4") else 0.58)
        flow.title(texts["title"], number=note.letter_number)
        flow.pairs(
            [
                ("Tanggal", typed_date(note.written_on)),
                ("Dari", note.from_cluster),
                ("Kepada", note.to_cluster),
            ],
            label_width=_LABEL,
        )
        flow.gap(0.4)
        flow.text(texts["request"], face=Face.BOLD, keeps_next=True)
        left, right = flow.split()
        left.pairs(identity(note.patient), label_width=_LABEL)
        right.pairs(coverage(note.patient), label_width=_LABEL)
        flow.beside(left, right)
        flow.gap(0.4)
        flow.pairs(
            [
                ("Masalah", note.problem),
                ("Alergi", note.allergies),
                ("Pemeriksaan", note.findings),
                ("Tindakan", note.action_taken),
                ("Permintaan", note.request),
            ],
            label_width=_LABEL,
        )
        flow.gap(0.4)
        flow.heading(texts["times"])
        flow.table(
            ("Dikirim", "Diterima", "Selesai"),
            ((moment(note.sent_at), moment(note.accepted_at), moment(note.done_at)),),
            (1, 1, 1),
        )
        _put_answer(flow, note, texts["answer_title"])
        flow.gap(0.8)
        flow.signatures(note.receiver, note.sender)

    return print_letter(
        letter_paper(paper),
        compose,
        title=f"{texts['title']} {note.letter_number}",
        sizes=_SIZES,
        stamp=stamp,
        copies=(texts["copy_receiver"],),
    )


def _put_answer(flow: Flow, note: HandoverNote, title: str) -> None:
    """What came back, or dotted lines to write it on."""
    flow.gap(0.5)
    flow.heading(title)
    answers = (
        ("Diagnosa", note.answer_diagnosis),
        ("Hasil", note.answer_result),
        ("Saran", note.answer_advice),
    )
    if any(answer.strip() for _, answer in answers):
        flow.pairs([(label, known(answer)) for label, answer in answers], label_width=_LABEL)
        return
    for label, _ in answers:
        flow.fill_in(label, label_width=_LABEL)
