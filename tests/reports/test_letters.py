"""Letters say everything that they must, and nothing that they must not."""

import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from subprocess import run
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.letters import Capacity, Signature, VitalSigns
from ilp_desktop.domain.small_papers import PatientCard
from ilp_desktop.reports.exchange_receipt import exchange_receipt_pdf
from ilp_desktop.reports.form_letter import form_letter_pdf
from ilp_desktop.reports.handover_note import handover_note_pdf
from ilp_desktop.reports.health_certificate import health_certificate_pdf
from ilp_desktop.reports.patient_card import patient_card_pdf
from ilp_desktop.reports.person_lines import vital_sign_text
from ilp_desktop.reports.printed_form import printed_form_pdf
from ilp_desktop.reports.queue_ticket import queue_ticket_pdf
from ilp_desktop.reports.recovery_sheet import recovery_sheet_pdf
from ilp_desktop.reports.referral_slip import referral_slip_pdf
from ilp_desktop.reports.typeface import on_paper
from tests.reports import samples
from tests.reports.papers import PAPERS
from tests.reports.reading import letters, page_texts, whole_text
from tests.reports.test_paper_text import ANY_TEXT

Print = Callable[[Any], bytes]


def with_head(paper: Callable[..., bytes]) -> Print:
    return lambda letter: paper(letter, letterhead=samples.LETTERHEAD, stamp=samples.STAMP)


LETTERS: dict[str, tuple[Any, Print]] = {
    "referral": (replace(samples.SLIP, emergency=samples.EMERGENCY), with_head(referral_slip_pdf)),
    "handover": (samples.NOTE, with_head(handover_note_pdf)),
    "certificate": (samples.CERTIFICATE, with_head(health_certificate_pdf)),
    "receipt": (samples.RECEIPT, with_head(exchange_receipt_pdf)),
    "form-letter": (samples.FORM_LETTER, with_head(form_letter_pdf)),
    "form": (samples.FORM, with_head(printed_form_pdf)),
    "ticket": (samples.TICKET, queue_ticket_pdf),
    "recovery": (samples.RECOVERY, recovery_sheet_pdf),
    "card": (samples.CARD, patient_card_pdf),
}
CUT_WHERE_THE_CARD_ENDS = "card"


def texts_replaced(value: Any, text: str) -> Any:
    """The value with every text in it, however deep, replaced."""
    if type(value) is str:
        return text
    if isinstance(value, tuple):
        return tuple(texts_replaced(item, text) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{part.name: texts_replaced(getattr(value, part.name), text) for part in fields(value)})
    return value


def texts_in(value: Any) -> list[str]:
    if type(value) is str:
        return [value] if value.strip() else []
    if isinstance(value, tuple):
        return [text for item in value for text in texts_in(item)]
    if is_dataclass(value) and not isinstance(value, type):
        return [text for part in fields(value) for text in texts_in(getattr(value, part.name))]
    return []


@pytest.mark.parametrize("name", [name for name in LETTERS if name != "certificate"])
def test_every_text_of_the_letter_is_on_the_paper(name: str) -> None:
    letter, paper = LETTERS[name]
    printed = "".join(whole_text(paper(letter)).split()).lower()
    missing = [text for text in texts_in(letter) if not letters(text.lower()) <= letters(printed)]
    assert missing == []


@pytest.mark.parametrize(
    "wanted",
    [
        "SURAT RUJUKAN FKTP KE FKRTL",
        "400.7.22.1/0012/PKM-MT/XI/2026",
        "menunggu",
        "22-11-2026, 09:40",
        "24-11-2026",
        "20-02-2027",
        "P7414050101",
        "RSUD Buton Tengah (7414012)",
        "TS dr. Penyakit Dalam",
        "Vertikal; Rawat jalan",
        "03-00142-01",
        "7414055205920001",
        "0001234567890",
        "Aktif (dicek 20-11-2026)",
        "Lanto, 12-05-1992 / 34 th",
        "TD 172/104 mmHg; N 88 x/mnt",
        "I10 - Hipertensi esensial (primer) (termasuk 144 diagnosis FKTP)",
        "Complication: N18.9",
        "Captopril 25 mg SL",
        "SIP 503/0123/SIP/2024",
        "SURAT RUJUKAN BALIK",
        "Diagnosa akhir",
        "Kontrol lagi tgl",
        "Pasien/wali menyetujui rujukan",
    ],
)
@pytest.mark.parametrize("paper", ["F4/2", "A5", "A4"])
def test_the_referral_slip_has_the_field(wanted: str, paper: str, slips: dict[str, list[str]]) -> None:
    first, second = slips[paper]
    assert "".join(wanted.split()) in "".join(first.split())
    assert "Lembar 1: untuk pasien/FKRTL" in first
    assert "Lembar 2: arsip puskesmas" in second


@pytest.fixture(scope="module")
def slips() -> dict[str, list[str]]:
    return {
        paper: page_texts(
            referral_slip_pdf(samples.SLIP, letterhead=samples.LETTERHEAD, stamp=samples.STAMP, paper=paper)
        )
        for paper in ("F4/2", "A5", "A4")
    }


def test_unknown_stays_a_dash_and_is_not_invented() -> None:
    slip = replace(samples.SLIP, anamnesis="", tacc="", valid_until=None, vital_signs=VitalSigns(weight=61.5))
    text = page_texts(with_head(referral_slip_pdf)(slip))[0]
    assert "Anamnesa\n:\n-" in text or "Anamnesa : -" in text
    assert "TD -; N -; R -; S -; SpO2 -; BB 61,5 kg; TB -; LP -" in text
    assert "Tanpa TACC" in text


@pytest.mark.parametrize(
    ("signs", "text"),
    [
        (VitalSigns(systolic=120), "TD 120/- mmHg"),
        (VitalSigns(diastolic=80), "TD -/80 mmHg"),
        (VitalSigns(temperature=36.0), "S 36,0 °C"),
    ],
)
def test_vital_signs_show_what_was_measured(signs: VitalSigns, text: str) -> None:
    assert text in vital_sign_text(signs)


@pytest.mark.parametrize(
    ("signature", "lines"),
    [
        (Signature(title="Kepala Puskesmas", name="A", capacity=Capacity.ACTING), ["Plt. Kepala Puskesmas"]),
        (Signature(title="Kepala Puskesmas", name="A", capacity=Capacity.DAILY_ACTING), ["Plh. Kepala Puskesmas"]),
        (
            Signature(title="Kepala Puskesmas", name="A", capacity=Capacity.ON_BEHALF, own_title="Kepala Tata Usaha"),
            ["a.n. Kepala Puskesmas", "Kepala Tata Usaha"],
        ),
        (Signature(title="Dokter", place="Lanto", signed_on=date(2026, 11, 22)), ["Lanto, 22 November 2026"]),
        (Signature(title="Dokter", place="Lanto"), ["Lanto, ....", "NIP ...."]),
        (Signature(title="Dokter", name="A", rank="Pembina", number="1975"), ["Pembina", "NIP 1975"]),
    ],
)
def test_signatures_say_office_place_and_number(signature: Signature, lines: list[str]) -> None:
    text = whole_text(with_head(health_certificate_pdf)(replace(samples.CERTIFICATE, doctor=signature)))
    for line in lines:
        assert line in text


def test_a_card_cannot_show_a_nik_or_a_diagnosis() -> None:
    names = {part.name for part in fields(PatientCard)}
    assert not names & {"nik", "diagnosis", "diagnoses", "insurance_number"}
    text = whole_text(PAPERS["card"]())
    for wanted in ("03-00142-01", "WA AMINAH", "12-05-1992 / Perempuan", "La Ode Hasan", "Harap dibawa"):
        assert wanted in text


def test_a_long_letter_goes_on_overleaf() -> None:
    slip = replace(samples.SLIP, anamnesis=" ".join(f"keluhan{number}" for number in range(900)))
    pages = page_texts(with_head(referral_slip_pdf)(slip))
    assert len(pages) > 2
    assert "Halaman 1 dari" in pages[0]
    together = "".join("".join(pages).split())
    assert all(f"keluhan{number}" in together for number in range(900))


def test_an_unreadable_logo_is_left_out() -> None:
    head = replace(samples.LETTERHEAD, left_logo=b"no picture", right_logo=samples.LETTERHEAD.left_logo[:200])
    pdf = health_certificate_pdf(samples.CERTIFICATE, letterhead=head, stamp=samples.STAMP)
    assert "UPTD PUSKESMAS" in whole_text(pdf)


def test_a_reprint_says_so() -> None:
    stamp = replace(samples.STAMP, copy=2, printed_at=datetime(2026, 11, 23, 8, 0))
    pdf = health_certificate_pdf(samples.CERTIFICATE, letterhead=samples.LETTERHEAD, stamp=stamp)
    assert "Dicetak 23-11-2026 08:00 oleh Siti Rahma (Loket) · ILP Desktop · cetakan ke-2" in whole_text(pdf)


@pytest.mark.parametrize("name", LETTERS)
@settings(max_examples=12)
@given(text=ANY_TEXT | st.text("Wa <b>&()\\/", min_size=300, max_size=400))
def test_any_text_prints_whole(name: str, text: str) -> None:
    letter, paper = LETTERS[name]
    printed = letters(whole_text(paper(texts_replaced(letter, text))).lower())
    if name != CUT_WHERE_THE_CARD_ENDS:
        assert not letters(on_paper(text).lower()) - printed


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_printed_twice_has_the_same_bytes(name: str) -> None:
    assert PAPERS[name]() == PAPERS[name]()


def test_the_names_of_the_papers_cost_nothing_at_start() -> None:
    program = (
        "import sys; from ilp_desktop import reports;"
        "assert not {'reportlab', 'xlsxwriter', 'PIL', 'yaml'} & set(sys.modules);"
        "print(all(callable(getattr(reports, name)) for name in reports.__all__))"
    )
    assert run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout == "True\n"
