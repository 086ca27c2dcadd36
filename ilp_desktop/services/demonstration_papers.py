"""What the demonstration leaves in its folder: registers, slips, cards, the package to the dinas and its receipt."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.services.demonstration_day import PlayedDay
from ilp_desktop.services.exchange import accept_all, send
from ilp_desktop.services.exchange_papers import accepted_paper, sent_paper
from ilp_desktop.services.handover_notes import handover_pdf
from ilp_desktop.services.health_certificates import health_certificate_pdf
from ilp_desktop.services.partners import read_card, trust, write_own_card
from ilp_desktop.services.printed_forms import printed_response_pdf
from ilp_desktop.services.receipts import take_receipt
from ilp_desktop.services.recovery import recovery_sheet_pdf
from ilp_desktop.services.referral_slips import referral_pdf
from ilp_desktop.services.registers import Register, register_pdf, register_xlsx
from ilp_desktop.services.small_papers import patient_card_pdf, ticket_pdf
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.whole_file import write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftFile:
    """One file that the demonstration leaves, and what it is."""

    path: Path
    what: str


def leave_papers(
    workplace: Workplace, folder: Path, played: PlayedDay, period: RegisterPeriod, recovery_code: str
) -> Iterator[LeftFile]:
    """Prints the day: every file as it is written."""
    visits = Register.VISITS
    papers: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
        ("register-kunjungan-A4.pdf", "register kunjungan, A4", lambda: register_pdf(workplace, visits, period, "A4")),
        ("register-kunjungan-F4.pdf", "register kunjungan, F4", lambda: register_pdf(workplace, visits, period, "F4")),
        (
            "register-kunjungan.xlsx",
            "register kunjungan, Excel",
            lambda: register_xlsx(workplace, visits, period, "F4"),
        ),
        ("surat-rujukan.pdf", "surat rujukan ke rumah sakit", lambda: referral_pdf(workplace, played.referrals[0].id)),
        (
            "surat-keterangan-sehat.pdf",
            "surat keterangan sehat",
            lambda: health_certificate_pdf(workplace, played.certificates[0].id),
        ),
        (
            "catatan-serah-terima.pdf",
            "serah terima antarruang",
            lambda: handover_pdf(workplace, played.handovers[0].id),
        ),
        ("formulir-terisi.pdf", "formulir klaster", lambda: printed_response_pdf(workplace, played.responses[0].id)),
        ("karcis-antrean.pdf", "karcis antrean", lambda: ticket_pdf(workplace, played.registered[0])),
        (
            "kartu-berobat.pdf",
            "kartu identitas berobat (KIB)",
            lambda: patient_card_pdf(workplace, played.newcomers[0].id),
        ),
        ("kode-pemulihan.pdf", "lembar kode pemulihan", lambda: recovery_sheet_pdf(workplace, recovery_code)),
    )
    for name, what, draw in papers:
        write_whole(folder / name, draw())
        yield LeftFile(path=folder / name, what=what)


def exchange_with_dinas(workplace: Workplace, dinas: Workplace, folder: Path) -> Iterator[LeftFile]:
    """Both get to know each other, the day goes to the dinas on a stick, and the receipt comes back."""
    stick = folder / "flashdisk"
    stick.mkdir(parents=True, exist_ok=True)
    own_card, their_card = write_own_card(workplace, stick), write_own_card(dinas, stick)
    partner = trust(workplace, read_card(their_card)).value
    trust(dinas, read_card(own_card))
    sent = send(workplace, partner.id, stick).value
    yield from (LeftFile(path=package.path, what="paket tersegel untuk dinas") for package in sent.packages)
    acceptance = accept_all(dinas, [package.path for package in sent.packages], stick).value
    for receipt in (given.path for given in acceptance.receipts if given.path is not None):
        take_receipt(workplace, receipt)
        yield LeftFile(path=receipt, what="tanda terima dinas, sudah dibaca kembali di puskesmas")
    for name, what, content in (
        ("berita-acara-pengiriman.pdf", "berita acara pengiriman", sent_paper(workplace, sent)),
        ("tanda-terima-dinas.pdf", "tanda terima dinas, cetak", accepted_paper(dinas, acceptance.previews[0])),
    ):
        write_whole(folder / name, content)
        yield LeftFile(path=folder / name, what=what)
