"""The immunisation card from the records.

IP1  A child's card holds what was given with its source, what is planned, and what is complete.
IP2  A woman's card has her Td; a pupil's that of BIAS. The print is remembered.
IP3  What does not belong to the person is left out; what does not count says so.
"""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from ilp_desktop.domain.bookkeeping import PrintRecord
from ilp_desktop.domain.immunization_record import ImmunizationSource
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.services.immunisation_papers import immunisation_card_pdf
from ilp_desktop.services.immunisations import record_immunization, record_not_given
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.services.test_immunisations import child, command, from_card, not_given


def text_of(paper: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages).split())


def test_a_child_s_card(workplace: Workplace) -> None:
    """IP1, IP2"""
    patient = child(workplace)
    record_immunization(workplace, from_card(patient, "HB0", date(2026, 7, 23)))
    record_immunization(workplace, command(patient, "DPT1", batch="B7"))
    record_not_given(workplace, not_given(patient, "PCV1", "refused"))
    text = text_of(immunisation_card_pdf(workplace, patient.id))
    for words in (
        "KARTU IMUNISASI",
        "Wa Ina",
        "Hepatitis B 0 sejak lahir 23 Jul 2026",
        "dari kartu",
        "23 Nov 2026 B7",
        "BCG sejak lahir jatuh tempo",
        "ditolak",
        "Campak-Rubela 1 9 bulan rencana 23 Apr 2027",
        "IDL : belum lengkap",
        "Rencana kunjungan berikutnya",
    ):
        assert words in text, words
    assert "BIAS" not in text
    assert "JE" not in text
    with workplace.database.read() as connection:
        assert records.count(connection, PrintRecord, paper="immunisation_card", subject_id=patient.id) == 1


def test_a_pupil_s_and_a_woman_s_card(workplace: Workplace) -> None:
    """IP2"""
    girl = child(workplace, date(2015, 3, 9), name="Wa Ani")
    text = text_of(immunisation_card_pdf(workplace, girl.id))
    assert "Anak sekolah (BIAS)" in text
    assert "HPV (BIAS kelas 5)" in text
    assert "Td wanita usia subur" not in text
    woman = child(workplace, date(1995, 1, 1), name="Wa Sitti")
    record_immunization(workplace, from_card(woman, "T1", date(2024, 1, 1)))
    record_immunization(workplace, from_card(woman, "T2", date(2024, 3, 1)))
    text = text_of(immunisation_card_pdf(workplace, woman.id))
    assert "Td wanita usia subur" in text
    assert "melindungi sampai 1 Mar 2027" in text
    man = child(workplace, date(1995, 1, 1), Sex.MALE, "La Baru")
    assert "Td wanita usia subur" not in text_of(immunisation_card_pdf(workplace, man.id))


def test_what_does_not_count_says_so(workplace: Workplace) -> None:
    """IP3"""
    patient = child(workplace)
    record_immunization(workplace, from_card(patient, "DPT1", date(2026, 8, 1)))
    rotarix = replace(from_card(patient, "RV1", date(2026, 9, 23)), product="ROTARIX")
    record_immunization(workplace, rotarix)
    moved = replace(from_card(patient, "BCG", date(2026, 8, 1)), source=ImmunizationSource.MOVED_IN)
    record_immunization(workplace, moved)
    text = text_of(immunisation_card_pdf(workplace, patient.id))
    assert "1 Agu 2026 tidak dihitung" in text
    assert "Rotavirus 3 4 bulan tidak berlaku" in text


def test_a_complete_child(workplace: Workplace) -> None:
    """IP1"""
    patient = child(workplace, date(2024, 1, 10))
    for slot, day in (
        ("HB0", date(2024, 1, 10)),
        ("BCG", date(2024, 1, 20)),
        ("OPV1", date(2024, 1, 20)),
        ("DPT1", date(2024, 3, 10)),
        ("OPV2", date(2024, 3, 10)),
        ("DPT2", date(2024, 4, 10)),
        ("OPV3", date(2024, 4, 10)),
        ("DPT3", date(2024, 5, 10)),
        ("OPV4", date(2024, 5, 10)),
        ("IPV1", date(2024, 5, 10)),
        ("MR1", date(2024, 10, 10)),
        ("DPT4", date(2025, 7, 10)),
        ("MR2", date(2026, 2, 10)),
    ):
        record_immunization(workplace, from_card(patient, slot, day))
    text = text_of(immunisation_card_pdf(workplace, patient.id))
    assert "IDL : lengkap, tercapai 10 Okt 2024" in text
    assert "IBL : lengkap 10 Feb 2026, di luar umur program" in text


def test_a_card_needs_a_birth_date(workplace: Workplace) -> None:
    """IP1"""
    patient = child(workplace)
    with workplace.change("test") as transaction:
        transaction.change(patient, birth_date=None)
    with pytest.raises(Rejected, match=r"immunisation\.birth_date"):
        immunisation_card_pdf(workplace, patient.id)
