"""Visit register to PDF: our renderer beside ReportLab's LongTable on the same rows, columns and wrapping.

``python -m benchmarks.register_pdf [ROWS] [REPEATS]`` prints medians and the peak memory of each, every run in a
process of its own so that one's memory does not count for the other.
"""

import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from xml.sax.saxutils import escape

from ilp_desktop.domain.letters import Letterhead, PrintStamp, Signature
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.register_frame import RegisterFrame
from ilp_desktop.domain.register_rows import VisitRegisterRow
from ilp_desktop.domain.visit import Residence, VisitKind

NAMES = [
    "Wa",
    "La",
    "Siti",
    "Muh.",
    "Nur",
    "Abdul",
    "Hasan",
    "Aminah",
    "Rahma",
    "Ode",
    "Ramlan",
    "Fatimah",
    "Jusuf",
    "Harsini",
    "Bahar",
    "Kasim",
    "Mina",
]
VILLAGES = ["Lanto", "Gundu-Gundu", "Morikana", "Lasori", "Langkomu", "Katukobari", "Polindu", "Matara"]
ROOMS = ("Klaster 2 Ibu dan anak", "Klaster 3 Dewasa dan lansia", "Klaster 4", "Lab")
FIRST_DAY = date(2026, 1, 1)


def invented_rows(count: int) -> Iterator[VisitRegisterRow]:
    """Visits of invented people, the same for the same count."""
    chance = random.Random(2026)
    for index in range(count):
        yield VisitRegisterRow(
            visit_date=FIRST_DAY + timedelta(days=index * 365 // count),
            queue_number=f"B-{index % 60 + 1:03d}",
            medical_record_number=f"{chance.randint(1, 9):02d}-{chance.randint(1, 99999):05d}-01",
            nik=f"7414{chance.randint(0, 10**12 - 1):012d}",
            name=" ".join(chance.sample(NAMES, chance.randint(1, 4))).upper(),
            household_head=" ".join(chance.sample(NAMES, 2)),
            sex=chance.choice((Sex.MALE, Sex.FEMALE)),
            age=f"{chance.randint(5, 80)} th",
            address=f"{chance.choice(VILLAGES)} RT {chance.randint(1, 9):03d}/RW {chance.randint(1, 4):03d}",
            residence=chance.choice((Residence.INSIDE, Residence.OUTSIDE)),
            kind=chance.choice(list(VisitKind)),
            payer=chance.choice(list(Payer)),
            insurance_number=f"000{chance.randint(10**9, 10**10 - 1)}",
            room=chance.choice(ROOMS),
            registered_at=clock(chance.randint(7, 12), chance.randint(0, 59)),
            note=chance.choice(("", "", "", "rujukan posyandu")),
        )


FRAME = RegisterFrame(
    letterhead=Letterhead(
        government="Pemerintah Kabupaten Buton Tengah",
        office="Dinas Kesehatan",
        unit="UPTD Puskesmas Mawasangka Tengah",
        address="Jl. Poros Lanto",
    ),
    period="Tahun 2026",
    left=Signature(title="Kepala UPTD Puskesmas", opening="Mengetahui,"),
    right=Signature(title="Petugas", place="Lanto", signed_on=date(2026, 12, 31)),
    stamp=PrintStamp(printed_at=datetime(2026, 12, 31, 14, 0, tzinfo=UTC), printed_by="Petugas"),
)


def ours(count: int) -> int:
    """Bytes of the PDF by our renderer, rows streamed."""
    from ilp_desktop.reports.definition import register_definition
    from ilp_desktop.reports.register import register_pdf

    return len(register_pdf(register_definition("kunjungan"), invented_rows(count), frame=FRAME))


def long_table(count: int) -> int:
    """Bytes of the PDF by LongTable: same font, column widths and cell texts; text that may wrap is a Paragraph.

    LongTable cannot shrink, so all of it is set in the size at which a NIK fits: less paper than ours, in its favour.
    """
    from io import BytesIO

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    from ilp_desktop.reports.cells import reader, writer
    from ilp_desktop.reports.definition import register_definition
    from ilp_desktop.reports.paper import register_paper
    from ilp_desktop.reports.typeface import Face, load

    font = load(Face.REGULAR)
    pdfmetrics.registerFont(font)
    definition = register_definition("kunjungan")
    paper = register_paper("A4", definition.orientation)
    scale = paper.body_width / sum(column.width for column in definition.columns)
    style = ParagraphStyle("cell", fontName=font.fontName, fontSize=6.0, leading=7.0)
    columns = [
        (reader(column) if column.field else None, writer(column), column.width >= 16 and not column.shrink)
        for column in definition.columns
    ]
    table: list[list[object]] = [[column.headings[0] for column in definition.columns]]
    table.append([column.headings[-1] for column in definition.columns])
    for number, row in enumerate(invented_rows(count), 1):
        texts = [(write(read(row)) if read else str(number), wraps) for read, write, wraps in columns]
        table.append([Paragraph(escape(text), style) if wraps and text else text for text, wraps in texts])
    flowable = LongTable(
        table,
        colWidths=[column.width * scale for column in definition.columns],
        repeatRows=2,
        style=[
            ("FONT", (0, 0), (-1, -1), font.fontName, 6.0),
            ("GRID", (0, 0), (-1, -1), 0.4, (0, 0, 0)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 1.7),
            ("RIGHTPADDING", (0, 0), (-1, -1), 1.7),
            ("TOPPADDING", (0, 0), (-1, -1), 1.7),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.7),
        ],
    )
    target = BytesIO()
    document = SimpleDocTemplate(
        target,
        pagesize=(paper.width, paper.height),
        leftMargin=paper.left,
        rightMargin=paper.right,
        topMargin=paper.top,
        bottomMargin=paper.bottom,
        pageCompression=1,
        invariant=1,
    )
    document.build([flowable])
    return len(target.getvalue())


RENDERERS = {"ours": ours, "long_table": long_table}


def measured(renderer: str, count: int) -> dict[str, float]:
    """Seconds, bytes and peak megabytes of one run in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.register_pdf", "--one", renderer, str(count)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result: dict[str, float] = json.loads(answer)
    return result


def run_one(renderer: str, count: int) -> None:
    """Runs one renderer here and prints its figures as JSON; a run of one row first pays for the imports."""
    RENDERERS[renderer](1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    size = RENDERERS[renderer](count)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "bytes": size, "megabytes": (after - before) / 1024}))


def main(count: int, repeats: int) -> None:
    """Prints both renderers' medians, interleaved so that a busy moment hits both."""
    runs = [(measured("ours", count), measured("long_table", count)) for _ in range(repeats)]
    medians = []
    for index, label in enumerate(("register_pdf", "LongTable")):
        seconds = statistics.median(run[index]["seconds"] for run in runs)
        megabytes = statistics.median(run[index]["megabytes"] for run in runs)
        medians.append(seconds)
        size = runs[0][index]["bytes"] / 1e6
        print(f"{label:13} {count} rows: {seconds:7.2f} s, +{megabytes:6.1f} MB peak, PDF {size:.2f} MB")
    ratio = medians[1] / medians[0]
    print("figure | ours | baseline | ratio | goal | ok")
    print(
        f"visit register, {count:,} rows, to PDF | {medians[0]:.2f} s | LongTable {medians[1]:.2f} s"
        f" | {ratio:.1f} times as fast | >= 3 | {'ok' if ratio >= 3 else 'not reached'}"
    )
    for rows in (count // 10, count):
        run = measured("ours", rows)
        print(f"register_pdf {rows} rows: +{run['megabytes']:.1f} MB peak for a PDF of {run['bytes'] / 1e6:.2f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        run_one(sys.argv[2], int(sys.argv[3]))
    else:
        numbers = [int(argument) for argument in sys.argv[1:]]
        main(*(numbers + [10_000, 3][len(numbers) :]))
