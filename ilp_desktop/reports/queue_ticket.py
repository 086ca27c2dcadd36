"""Karcis antrean for the thermal printer: number, room and time; no name and no diagnosis."""

from ilp_desktop.domain.indonesian_text import clock_time, typed_date
from ilp_desktop.domain.small_papers import QueueTicket
from ilp_desktop.reports.flow import Flow
from ilp_desktop.reports.letter_texts import letter_texts
from ilp_desktop.reports.paper import MILLIMETRE, TICKET_WIDTHS, bare_paper
from ilp_desktop.reports.sheet import Align, Sheet
from ilp_desktop.reports.typeface import Face, measure, on_paper

_MARGIN = 3.0
_LARGEST_NUMBER = 5.0


def queue_ticket_pdf(ticket: QueueTicket, *, width: float = 58.0) -> bytes:
    """A strip ``width`` millimetres wide (58 or 80) and as long as it needs; ValueError for another roll."""
    if width not in TICKET_WIDTHS:
        raise ValueError(f"no roll is {width:g} mm wide")
    flow = Flow((width - 2 * _MARGIN) * MILLIMETRE, 8.5 if width == TICKET_WIDTHS[0] else 10.5)
    _compose(flow, ticket)
    paper = bare_paper(width, flow.height / MILLIMETRE + 2 * _MARGIN + 4, _MARGIN)
    sheet = Sheet(paper, title=f"Antrean {ticket.number}")
    y = paper.height - paper.top
    for strip in flow.strips:
        strip.draw(sheet, paper.left, y)
        y -= strip.height
    sheet.end_page()
    return sheet.finish()


def _compose(flow: Flow, ticket: QueueTicket) -> None:
    texts = letter_texts("queue_ticket")
    flow.text(ticket.facility, face=Face.BOLD, align=Align.CENTRE)
    flow.gap(0.4)
    flow.text(texts["heading"], align=Align.CENTRE, scale=0.9)
    number = on_paper(ticket.number).replace("\n", " ")
    widest = measure(Face.BOLD)(number) * flow.size
    scale = max(1.0, min(_LARGEST_NUMBER, flow.width / widest)) if widest else 1.0
    flow.text(number, face=Face.BOLD, align=Align.CENTRE, scale=scale)
    flow.gap(0.3)
    flow.text(ticket.room, face=Face.BOLD, align=Align.CENTRE, scale=1.25)
    if ticket.priority:
        flow.text(texts["priority"], face=Face.BOLD, align=Align.CENTRE, scale=1.1, underlined=True)
    flow.gap(0.3)
    if ticket.medical_record_number.strip():
        flow.text(f"No. RM {ticket.medical_record_number}", align=Align.CENTRE)
    if ticket.ahead is not None:
        flow.text(f"Menunggu di depan: {ticket.ahead} orang", align=Align.CENTRE)
    flow.text(f"{typed_date(ticket.taken_at)}  {clock_time(ticket.taken_at)}", align=Align.CENTRE)
    flow.gap(0.3)
    flow.text(ticket.note or texts["advice"], align=Align.CENTRE, scale=0.85)
