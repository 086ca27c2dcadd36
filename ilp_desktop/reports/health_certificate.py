"""Surat keterangan sehat: a numbered certificate with what was measured and the doctor's own conclusion."""

from ilp_desktop.domain.indonesian_text import long_date
from ilp_desktop.domain.letters import HealthCertificate, Letterhead, PrintStamp
from ilp_desktop.reports.flow import Flow
from ilp_desktop.reports.letter import print_letter
from ilp_desktop.reports.letter_texts import letter_texts
from ilp_desktop.reports.paper import letter_paper
from ilp_desktop.reports.paper_text import known
from ilp_desktop.reports.person_lines import SEX_WORDS, birth_in_words, vital_sign_text
from ilp_desktop.reports.sheet import Align
from ilp_desktop.reports.typeface import Face

_LABEL = 10.0
_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
_BLANK = "." * 40


def health_certificate_pdf(
    certificate: HealthCertificate, *, letterhead: Letterhead, stamp: PrintStamp, paper: str = "A4"
) -> bytes:
    """One page with the letter number; what was not examined is a dash."""
    texts = letter_texts("health_certificate")
    person = certificate.patient

    def compose(flow: Flow) -> None:
        flow.letterhead(letterhead, scale=1.0 if paper in ("A4", "F4") else 0.6)
        flow.gap(0.5)
        flow.title(texts["title"], number=certificate.letter_number)
        flow.gap(0.5)
        flow.text(texts["opening"].replace("{unit}", known(letterhead.unit)))
        flow.gap(0.4)
        flow.pairs(
            [
                ("Nama", person.name),
                ("Tempat, tgl lahir", birth_in_words(person)),
                ("Umur", person.age),
                ("Jenis kelamin", SEX_WORDS[person.sex]),
                ("NIK", person.nik),
                ("Pekerjaan", person.occupation),
                ("Alamat", person.address),
                ("No. RM", person.medical_record_number),
            ],
            label_width=_LABEL,
        )
        flow.gap(0.4)
        flow.text(texts["examined"].replace("{tanggal}", long_date(certificate.letter_date)))
        flow.gap(0.4)
        flow.text(known(certificate.finding, _BLANK).upper(), face=Face.BOLD, align=Align.CENTRE, scale=1.3)
        flow.gap(0.4)
        flow.pairs(
            [
                ("Hasil pengukuran", vital_sign_text(certificate.vital_signs)),
                ("Golongan darah", certificate.blood_group),
                ("Buta warna", certificate.colour_vision),
                ("Catatan", certificate.note),
            ],
            label_width=_LABEL,
        )
        flow.gap(0.4)
        flow.text(texts["purpose"].replace("{keperluan}", known(certificate.purpose, _BLANK)))
        if certificate.valid_until:
            flow.text(texts["validity"].replace("{berlaku}", long_date(certificate.valid_until)))
        flow.gap(0.4)
        flow.text(texts["closing"])
        flow.gap(1.0)
        flow.signatures(None, certificate.doctor)
        if certificate.examiner.strip():
            flow.text(f"Diperiksa oleh: {certificate.examiner}", scale=0.8)

    return print_letter(
        letter_paper(paper),
        compose,
        title=f"{texts['title']} {certificate.letter_number}",
        sizes=_SIZES if paper in ("A4", "F4") else tuple(size * 0.75 for size in _SIZES),
        stamp=stamp,
    )
