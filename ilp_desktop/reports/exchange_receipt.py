"""Berita acara and tanda terima of a package of data that went from one installation to another on a stick."""

from ilp_desktop.domain.exchange_receipt import ExchangeDirection, ExchangeReceipt, ReceiptLine
from ilp_desktop.domain.indonesian_text import clock_time, file_size, full_date, whole_number
from ilp_desktop.domain.letters import Letterhead, PrintStamp
from ilp_desktop.reports.flow import Flow
from ilp_desktop.reports.letter import print_letter
from ilp_desktop.reports.letter_texts import letter_texts
from ilp_desktop.reports.paper import letter_paper

_LABEL = 10.0
_SIZES = (10.5, 10.0, 9.5, 9.0)
_HEADINGS = ("Jenis data", "Baru", "Diperbarui", "Sama", "Perlu diperiksa", "Jumlah")


def exchange_receipt_pdf(
    receipt: ExchangeReceipt, *, letterhead: Letterhead, stamp: PrintStamp, paper: str = "A4"
) -> bytes:
    """Two copies, for the one who gives and the one who takes."""
    texts = letter_texts("exchange_receipt")
    sent = receipt.direction is ExchangeDirection.SENT
    title = texts["title_sent" if sent else "title_received"]
    exchanged = f"{full_date(receipt.exchanged_at.date())}, pukul {clock_time(receipt.exchanged_at)},"

    def compose(flow: Flow) -> None:
        flow.letterhead(letterhead, scale=1.0 if paper in ("A4", "F4") else 0.6)
        flow.gap(0.4)
        flow.title(title, number=receipt.letter_number)
        flow.text(texts["opening"].replace("{hari}", exchanged))
        flow.gap(0.4)
        flow.pairs(
            [
                ("Pengirim", receipt.sender),
                ("Penerima", receipt.receiver),
                ("Nomor paket", receipt.package_number),
                ("Lanjutan dari", receipt.continues_from),
                ("Periode", receipt.period),
                ("Nama berkas", receipt.file_name),
                ("Ukuran", file_size(receipt.size)),
                ("Sidik SHA-256", _grouped(receipt.fingerprint)),
            ],
            label_width=_LABEL,
        )
        flow.gap(0.5)
        flow.table(_HEADINGS, _table_rows(receipt.lines), (34, 11, 13, 11, 16, 12), numbers_from=1)
        flow.gap(0.5)
        flow.text(texts["sealed"])
        flow.pairs([("Catatan", receipt.note)], label_width=_LABEL)
        flow.gap(0.4)
        flow.text(texts["closing"])
        flow.gap(0.8)
        flow.signatures(receipt.giver, receipt.taker)

    return print_letter(
        letter_paper(paper),
        compose,
        title=f"{title} {receipt.letter_number}",
        sizes=_SIZES,
        stamp=stamp,
        copies=(texts["copy_giver"], texts["copy_taker"]),
    )


def _table_rows(lines: tuple[ReceiptLine, ...]) -> list[tuple[str, ...]]:
    together = ReceiptLine(
        subject="Jumlah",
        new=sum(line.new for line in lines),
        updated=sum(line.updated for line in lines),
        unchanged=sum(line.unchanged for line in lines),
        conflicting=sum(line.conflicting for line in lines),
    )
    return [
        (
            line.subject,
            *map(whole_number, (line.new, line.updated, line.unchanged, line.conflicting, line.total)),
        )
        for line in (*lines, together)
    ]


def _grouped(fingerprint: str) -> str:
    """Eight characters at a time, to be compared by eye."""
    return " ".join(fingerprint[start : start + 8] for start in range(0, len(fingerprint), 8))
