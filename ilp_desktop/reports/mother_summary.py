"""Ringkasan kesehatan ibu: one pregnancy on one sheet, to be kept in the KIA book."""

from collections.abc import Sequence

from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.letters import Letterhead, PrintStamp
from ilp_desktop.domain.mother_summary import AntenatalLine, BabyLine, MotherSummary, Pairs, PostpartumLine
from ilp_desktop.reports.flow import Flow
from ilp_desktop.reports.letter import print_letter
from ilp_desktop.reports.letter_texts import letter_texts
from ilp_desktop.reports.paper import letter_paper
from ilp_desktop.reports.paper_text import known
from ilp_desktop.reports.person_lines import birth_and_age
from ilp_desktop.reports.sheet import Align
from ilp_desktop.reports.typeface import Face

_SIZES = (8.5, 8.0, 7.5, 7.0)
_LABEL = 9.2
_DAY = 6.6

_VISIT = ("Tanggal", "Kunjungan", "UK", "BB kg", "TD", "TFU", "Janin", "Laboratorium", "Diberikan", "Anjuran, kembali")
_VISIT_WEIGHTS = (12, 11, 7, 7, 8, 6, 12, 14, 15, 24)
_BABY = ("Bayi", "Lahir", "L/P", "BB gram", "PB cm", "APGAR", "Asuhan")
_BABY_WEIGHTS = (7, 12, 12, 12, 10, 14, 48)
_AFTER = ("Tanggal", "Kunjungan", "TD", "Suhu", "Keadaan", "Diberikan", "Anjuran, kembali")
_AFTER_WEIGHTS = (12, 11, 8, 7, 29, 22, 26)


def mother_summary_pdf(
    summary: MotherSummary, *, letterhead: Letterhead, stamp: PrintStamp, paper: str = "A4"
) -> bytes:
    """One sheet where it fits; a pregnancy with many visits goes on overleaf. What is not known is a dash."""
    texts = letter_texts("mother_summary")

    def compose(flow: Flow) -> None:
        flow.letterhead(letterhead, scale=0.8)
        flow.text(texts["title"].upper(), face=Face.BOLD, align=Align.CENTRE, scale=1.25, keeps_next=True)
        flow.text(texts["subtitle"], align=Align.CENTRE, scale=0.9, keeps_next=True)
        flow.gap(0.3)
        _put_who(flow, summary)
        _put_sides(flow, (texts["pregnancy"], summary.pregnancy), ("", summary.body))
        _put_sides(flow, (texts["risks"], summary.risks), (texts["plan"], summary.plan))
        _put_findings(flow, texts["findings"], summary.findings)
        _put_visits(flow, summary.visits)
        if summary.birth:
            _put_birth(flow, texts["birth"], summary)
        if summary.postpartum:
            flow.gap(0.4)
            flow.heading(texts["postpartum"])
            flow.table(_AFTER, [_after(line) for line in summary.postpartum], _AFTER_WEIGHTS)
        flow.gap(0.4)
        said, signed = flow.split()
        said.text(texts["advice"], face=Face.BOLD)
        said.text(texts["confidential"], scale=0.9)
        said.in_one_piece()
        signed.signatures(summary.officer)
        flow.beside(said, signed)

    title = f"{texts['title']} {summary.patient.medical_record_number}"
    return print_letter(letter_paper(paper), compose, title=title, sizes=_SIZES, stamp=stamp)


def _put_who(flow: Flow, summary: MotherSummary) -> None:
    person = summary.patient
    left, right = flow.split()
    left.pairs(
        [
            ("Nama ibu", person.name),
            ("No. RM", person.medical_record_number),
            ("NIK", person.nik),
            ("Tgl lahir / umur", birth_and_age(person)),
            ("Alamat", person.address),
        ],
        label_width=_LABEL,
    )
    reached = [("No. HP", person.phone), ("No. kartu JKN", person.insurance_number)]
    right.pairs([*summary.family, *reached], label_width=_LABEL)
    flow.beside(left, right)


def _put_sides(flow: Flow, *sides: tuple[str, Pairs]) -> None:
    flow.gap(0.3)
    columns = flow.split()
    for column, (heading, pairs) in zip(columns, sides, strict=True):
        if heading:
            column.heading(heading)
        else:
            column.gap(1.0)
        column.pairs(pairs, label_width=_LABEL)
    flow.beside(*columns)


def _put_findings(flow: Flow, heading: str, findings: Pairs) -> None:
    if not findings:
        return
    flow.gap(0.3)
    flow.heading(heading)
    shown = [
        ("" if number and day == findings[number - 1][0] else day, text) for number, (day, text) in enumerate(findings)
    ]
    flow.pairs(shown, label_width=_DAY, colon="")


def _put_visits(flow: Flow, visits: Sequence[AntenatalLine]) -> None:
    texts = letter_texts("mother_summary")
    flow.gap(0.4)
    flow.heading(texts["visits"])
    if visits:
        flow.table(_VISIT, [_visit(line) for line in visits], _VISIT_WEIGHTS)
    else:
        flow.text(texts["no_visits"])


def _put_birth(flow: Flow, heading: str, summary: MotherSummary) -> None:
    flow.gap(0.4)
    flow.heading(heading)
    half = (len(summary.birth) + 1) // 2
    left, right = flow.split()
    left.pairs(summary.birth[:half], label_width=_LABEL)
    right.pairs(summary.birth[half:], label_width=_LABEL)
    flow.beside(left, right)
    if summary.babies:
        flow.gap(0.2)
        flow.table(_BABY, [_baby(line) for line in summary.babies], _BABY_WEIGHTS)


def _visit(line: AntenatalLine) -> tuple[str, ...]:
    cells = (
        line.contact, line.weeks, line.weight, line.pressure, line.fundus, line.fetus, line.laboratory, line.given,
        line.advice,
    )  # fmt: skip
    return (short_date(line.day), *map(known, cells))


def _baby(line: BabyLine) -> tuple[str, ...]:
    cells = (line.state, line.sex, line.weight, line.length, line.apgar, line.care)
    return (str(line.number), *map(known, cells))


def _after(line: PostpartumLine) -> tuple[str, ...]:
    cells = (line.contact, line.pressure, line.temperature, line.finding, line.given, line.advice)
    return (short_date(line.day), *map(known, cells))
