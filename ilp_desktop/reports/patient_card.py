"""Kartu identitas berobat, 85.6 x 54 mm: no NIK and no diagnosis, the codes hold the No. RM only."""

from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing

from ilp_desktop.domain.indonesian_text import typed_date
from ilp_desktop.domain.small_papers import PatientCard
from ilp_desktop.reports.letter_texts import letter_texts
from ilp_desktop.reports.paper import CARD, MILLIMETRE, bare_paper
from ilp_desktop.reports.paper_text import DASH, known
from ilp_desktop.reports.person_lines import SEX_WORDS
from ilp_desktop.reports.sheet import Align, Sheet
from ilp_desktop.reports.typeface import Face, measure, on_paper
from ilp_desktop.reports.wrapping import wrap

_LABEL = 46.0
_SIZE = 7.2
_ONE_LINE_SIZE = 6.0
_SMALLEST = 5.0
_LEADING = 1.24
_QR = 17 * MILLIMETRE
_LONGEST_QR = 200
_LONGEST_CODE_128 = 24


def patient_card_pdf(card: PatientCard) -> bytes:
    """One card; texts too long for it shrink, then take a second line, and end in "…" where the card ends."""
    paper = bare_paper(*CARD, 4.0)
    sheet = Sheet(paper, title=f"KIB {card.medical_record_number}")
    texts = letter_texts("patient_card")
    y = _draw_head(sheet, card, texts["title"])
    _draw_lines(sheet, card, y)
    _draw_qr(sheet, card.medical_record_number, paper.width - paper.right - _QR, y - _QR + 2)
    _draw_bars(sheet, card.medical_record_number, paper.left, paper.bottom + 2.5 * MILLIMETRE)
    _draw_fitted(sheet, texts["advice"], paper.width - paper.right, paper.bottom - 1, 5.8, 110, align=Align.RIGHT)
    sheet.end_page()
    return sheet.finish()


def _draw_head(sheet: Sheet, card: PatientCard, title: str) -> float:
    paper = sheet.paper
    logo = 9 * MILLIMETRE if card.logo else 0.0
    top = paper.height - paper.top
    if card.logo:
        sheet.image(card.logo, paper.left, top - logo + 4, logo, logo)
    middle = paper.left + logo + (paper.body_width - logo) / 2
    room = paper.body_width - logo - 4
    _draw_fitted(sheet, card.government.upper(), middle, top - 3, 6.0, room, align=Align.CENTRE)
    _draw_fitted(sheet, card.facility.upper(), middle, top - 11.5, 8.5, room, face=Face.BOLD, align=Align.CENTRE)
    _draw_fitted(sheet, title, middle, top - 20, 7.0, room, face=Face.BOLD, align=Align.CENTRE)
    sheet.line(paper.left, top - 24, paper.left + paper.body_width, top - 24, width=0.9)
    return top - 34


def _draw_lines(sheet: Sheet, card: PatientCard, y: float) -> None:
    born = DASH if card.birth_date is None else typed_date(card.birth_date)
    if card.birth_date is not None and card.birth_date_estimated:
        born += " (perkiraan)"
    x = sheet.paper.left
    room = sheet.paper.body_width - _LABEL - _QR - 10
    for label, value, face in (
        ("No. RM", card.medical_record_number, Face.BOLD),
        ("Nama", card.name, Face.BOLD),
        ("Tgl lahir / JK", f"{born} / {SEX_WORDS[card.sex]}", Face.REGULAR),
        ("Nama KK", card.household_head, Face.REGULAR),
        ("Alamat", card.address, Face.REGULAR),
    ):
        sheet.text(x, y, label, size=_SIZE)
        sheet.text(x + _LABEL, y, ":", size=_SIZE)
        size, lines = _two_lines(known(value), face, room)
        for line in lines:
            sheet.text(x + _LABEL + 5, y, line, size=size, face=face)
            y -= size * _LEADING
        y -= (_SIZE - size) * _LEADING


def _two_lines(value: str, face: Face, room: float) -> tuple[float, list[str]]:
    """The largest size, down to the smallest, at which the value takes one line, or else two."""
    text = on_paper(value).replace("\n", " ")
    width = measure(face)(text)
    if width * _ONE_LINE_SIZE <= room:
        return min(_SIZE, room / width if width else _SIZE), [text]
    for size in (_SIZE, 6.6, 6.0, 5.5, _SMALLEST):
        lines = [line.text for line in wrap(text, room / size, measure(face))]
        if len(lines) <= 2:
            return size, lines
    return _SMALLEST, [lines[0], _ended(lines[1], room / _SMALLEST, face)]


def _ended(line: str, room: float, face: Face) -> str:
    while line and measure(face)(line + "…") > room:
        line = line[:-1]
    return line + "…"


def _draw_fitted(
    sheet: Sheet,
    text: str,
    x: float,
    y: float,
    size: float,
    room: float,
    *,
    face: Face = Face.REGULAR,
    align: Align = Align.LEFT,
) -> None:
    shown = on_paper(text).replace("\n", " ")
    width = measure(face)(shown)
    fitting = max(min(size, room / width if width else size), _SMALLEST - 1)
    if width * fitting > room:
        shown = _ended(shown, room / fitting, face)
    sheet.text(x, y, shown, size=fitting, face=face, align=align)


def _draw_qr(sheet: Sheet, number: str, x: float, y: float) -> None:
    if not number.strip() or len(on_paper(number)) > _LONGEST_QR:
        return
    widget = QrCodeWidget(on_paper(number), barLevel="M", barBorder=0)
    left, lower, right, upper = widget.getBounds()
    scale = _QR / max(right - left, upper - lower)
    drawing = Drawing(_QR, _QR, transform=[scale, 0, 0, scale, 0, 0])
    drawing.add(widget)
    drawing.drawOn(sheet.canvas(), x, y)


def _draw_bars(sheet: Sheet, number: str, x: float, y: float) -> None:
    """Code 128 has ASCII only and must not become too fine to scan; otherwise the QR code stands alone."""
    if not number.strip() or not number.isascii() or not number.isprintable() or len(number) > _LONGEST_CODE_128:
        return
    bars = Code128(number, barHeight=6.5 * MILLIMETRE, barWidth=0.8, quiet=False)
    widest = sheet.paper.body_width * 0.62
    if bars.width > widest:
        bars = Code128(number, barHeight=6.5 * MILLIMETRE, barWidth=0.8 * widest / bars.width, quiet=False)
    bars.drawOn(sheet.canvas(), x, y)
