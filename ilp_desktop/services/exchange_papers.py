"""The papers of an exchange: berita acara of what was sent, tanda terima of each package that was taken over."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ilp_desktop import reports
from ilp_desktop.domain.exchange_receipt import ExchangeDirection, ExchangeReceipt, ReceiptLine
from ilp_desktop.domain.indonesian_text import long_date
from ilp_desktop.domain.letters import Signature
from ilp_desktop.domain.record_words import record_word
from ilp_desktop.services.exchange import PackagePreview, Sent
from ilp_desktop.services.package_counts import TableCount, WrittenBetween
from ilp_desktop.services.paper_values import letterhead, officer_signature, print_stamp
from ilp_desktop.services.print_log import remember_print
from ilp_desktop.services.workplace import Workplace


def sent_paper(workplace: Workplace, sent: Sent, paper: str = "A4") -> bytes:
    """The berita acara for all files of one sending; the SHA-256 is that of the first. The print is remembered.

    ``sent`` must hold a package: there is no paper about nothing.
    """
    first, last = sent.packages[0], sent.packages[-1]
    files = len(sent.packages)
    receipt = ExchangeReceipt(
        direction=ExchangeDirection.SENT,
        letter_number="",
        sender=workplace.facility.name,
        receiver=sent.partner.name,
        package_number=str(first.number) if files == 1 else f"{first.number} sampai {last.number}",
        continues_from=_number(sent.partner.acknowledged_package),
        period=_period(workplace, sent.between),
        file_name=", ".join(package.path.name for package in sent.packages),
        size=sum(package.size for package in sent.packages),
        fingerprint=first.sha256,
        exchanged_at=workplace.clock(),
        lines=_lines(sent.counts),
        giver=officer_signature(workplace, "Yang menyerahkan,"),
        taker=Signature(title="Yang menerima,", name=""),
        note="" if files == 1 else f"{files} berkas; sidik di atas milik berkas pertama.",
    )
    return _printed(workplace, receipt, "exchange_sent", paper)


def accepted_paper(workplace: Workplace, preview: PackagePreview, paper: str = "A4") -> bytes:
    """The tanda terima of a package that was taken over. The print is remembered."""
    package = preview.package
    envelope = package.manifest.envelope
    receipt = ExchangeReceipt(
        direction=ExchangeDirection.RECEIVED,
        letter_number="",
        sender=envelope.sender.name,
        receiver=workplace.facility.name,
        package_number=str(envelope.number),
        continues_from=_number(envelope.continues_from),
        period=_period(workplace, preview.between),
        file_name=preview.path.name,
        size=package.size,
        fingerprint=package.sha256,
        exchanged_at=workplace.clock(),
        lines=_lines(preview.counts),
        giver=Signature(title="Yang menyerahkan,", name=""),
        taker=officer_signature(workplace, "Yang menerima,"),
        note=_note(preview),
    )
    return _printed(workplace, receipt, "exchange_received", paper)


def suggested_name(sent_or_preview: Sent | PackagePreview) -> Path:
    """The file name that the paper is offered under: that of the package, with another ending."""
    first = sent_or_preview.packages[0].path if isinstance(sent_or_preview, Sent) else sent_or_preview.path
    return Path(f"{'BA' if isinstance(sent_or_preview, Sent) else 'TT'}_{first.stem}.pdf")


def _note(preview: PackagePreview) -> str:
    if preview.changes_nothing:
        return "Seluruh isi paket ini sudah pernah diterima; tidak ada yang berubah."
    differences = sum(count.conflicting for count in preview.counts)
    return f"{differences} data berbeda dan menunggu keputusan petugas penerima." if differences else ""


def _number(package: int) -> str:
    return f"paket {package}" if package else "awal data"


def _period(workplace: Workplace, between: WrittenBetween | None) -> str:
    if between is None:
        return ""

    def day(moment: datetime) -> str:
        return long_date(moment.astimezone(workplace.clock().tzinfo).date())

    first, last = day(between.first), day(between.last)
    return f"Dicatat {first}" if first == last else f"Dicatat {first} s/d {last}"


def _lines(counts: Sequence[TableCount]) -> tuple[ReceiptLine, ...]:
    return tuple(
        ReceiptLine(
            subject=record_word(count.table),
            new=count.new,
            updated=count.updated,
            unchanged=count.unchanged,
            conflicting=count.conflicting,
        )
        for count in counts
    )


def _printed(workplace: Workplace, receipt: ExchangeReceipt, kind: str, paper: str) -> bytes:
    content = reports.exchange_receipt_pdf(
        receipt, letterhead=letterhead(workplace), stamp=print_stamp(workplace), paper=paper
    )
    remember_print(workplace, kind, receipt.fingerprint)
    return content
