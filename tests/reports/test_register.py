"""Registers on paper: pages, numbers, totals, text that must not get lost."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.problem import Cancelled
from ilp_desktop.domain.progress import Step
from ilp_desktop.domain.register_frame import RegisterFrame
from ilp_desktop.domain.register_rows import VisitRegisterRow
from ilp_desktop.domain.visit import VisitKind
from ilp_desktop.reports.definition import register_definition, register_ids
from ilp_desktop.reports.register import register_pdf
from ilp_desktop.reports.typeface import on_paper
from tests.reports import samples
from tests.reports.reading import letters, page_texts, placed_texts, whole_text
from tests.reports.test_paper_text import ANY_TEXT

VISITS = register_definition("kunjungan")
ROWS: dict[str, Callable[[int], Iterable[Any]]] = {
    "imunisasi": samples.immunised,
    "imunisasi_bias": samples.pupils,
    "imunisasi_wus": samples.tetanus,
    "kipi": samples.reactions,
    "kunjungan": samples.visits,
    "rawat_jalan": samples.consultations,
    "rujukan_keluar": samples.referrals,
}


def row_numbers(pdf: bytes) -> list[list[int]]:
    """The numbers in the first column of each page, from the top down."""
    return [
        [int(text) for left, bottom, text in page if text.isdigit() and 43 <= left <= 62 and bottom > 60][1:]
        for page in placed_texts(pdf)
    ]


@pytest.fixture(scope="module")
def long_register() -> bytes:
    return register_pdf(VISITS, samples.visits(260), frame=samples.FRAME)


def test_headings_repeat_and_numbers_go_on(long_register: bytes) -> None:
    pages = page_texts(long_register)
    assert len(pages) >= 10
    for number, text in enumerate(pages, 1):
        for heading in ("Nama KK", "Umur", "Wilayah", "Cara", "No kartu"):
            assert heading in text
        assert f"Halaman {number} dari" in text
        assert "Dicetak 22-11-2026 14:05 oleh Siti Rahma (Loket)" in text
        assert ("lanjutan" in text) == (number > 1)
    numbers = [number for page in row_numbers(long_register) for number in page]
    assert numbers == list(range(1, 261))


def test_every_page_says_how_many_there_are(long_register: bytes) -> None:
    pages = placed_texts(long_register)
    for page in pages:
        foot = " ".join(text for _, bottom, text in page if bottom < 35)
        assert foot.rstrip().endswith(str(len(pages)))


def test_totals_add_up_over_the_pages() -> None:
    rows = list(samples.visits(100))
    carried = [0] * 11
    for text in page_texts(register_pdf(VISITS, rows, frame=samples.FRAME)):
        here, before, together = (
            [int(number) for number in re.split(label, text)[1].split()[:11]]
            for label in ("Jumlah halaman ini", "Jumlah pindahan", r"Jumlah(?=\s+\d)")
        )
        assert before == carried
        assert together == [one + other for one, other in zip(here, before, strict=True)]
        carried = together
    assert carried[:2] == [sum(row.sex is sex for row in rows) for sex in (Sex.MALE, Sex.FEMALE)]
    assert carried[4:6] == [sum(row.kind is kind for row in rows) for kind in (VisitKind.NEW, VisitKind.REPEAT)]
    assert sum(carried[6:]) == 100


@pytest.mark.parametrize("count", range(8, 22))
def test_signatures_never_stand_alone(count: int) -> None:
    pdf = register_pdf(VISITS, samples.visits(count), frame=samples.FRAME)
    assert "Mengetahui" in page_texts(pdf)[-1]
    assert row_numbers(pdf)[-1][-1:] == [count]


def without_nik(row: Any) -> Any:
    """A narrow first column lets its numbers be told from others only when none stands beside it."""
    return replace(row, nik="") if hasattr(row, "nik") else row


@pytest.mark.parametrize("register", register_ids())
@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_each_register_prints_each_row(register: str, paper: str) -> None:
    rows = [without_nik(row) for row in ROWS[register](40)]
    pdf = register_pdf(register_definition(register), rows, frame=samples.FRAME, paper=paper)
    text = whole_text(pdf)
    for row in rows:
        assert all(part in text for part in row.name.split())
    assert [number for page in row_numbers(pdf) for number in page] == list(range(1, 41))


def test_a_row_taller_than_a_page_goes_on_over_pages() -> None:
    story = " ".join(f"kata{number}" for number in range(1500))
    first, second = samples.visits(2)
    pdf = register_pdf(VISITS, [replace(first, note=story), second], frame=samples.FRAME)
    text = "".join(whole_text(pdf).split())
    assert all(f"kata{number}" in text for number in range(1500))
    assert len(page_texts(pdf)) > 10


def test_a_blank_form_has_headings_and_no_numbers() -> None:
    (text,) = page_texts(register_pdf(VISITS, samples.visits(5), frame=samples.FRAME, blank=True))
    assert "Nama KK" in text
    assert "B-001" not in text
    assert "Mengetahui" in text
    assert "0" not in text.split()


def test_nothing_to_print_is_said() -> None:
    assert "Nihil" in whole_text(register_pdf(VISITS, (), frame=samples.FRAME))


def test_the_same_rows_give_the_same_bytes_in_any_process() -> None:
    program = (
        "import hashlib; from tests.reports.papers import PAPERS;"
        "print(hashlib.sha256(PAPERS['register-visits-a4']() + PAPERS['receipt']()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_rows_are_taken_one_by_one_and_progress_may_cancel() -> None:
    taken = []

    def rows() -> Iterator[VisitRegisterRow]:
        for row in samples.visits(5000):
            taken.append(row)
            yield row

    def cancel_later(step: Step) -> None:
        if step.done:
            raise Cancelled

    with pytest.raises(Cancelled):
        register_pdf(VISITS, rows(), frame=samples.FRAME, progress=cancel_later)
    assert len(taken) < 600


@settings(max_examples=25)
@given(
    name=ANY_TEXT | st.text("a <b>&()\\", min_size=300, max_size=400),
    note=ANY_TEXT,
    number=ANY_TEXT,
    period=ANY_TEXT,
)
def test_any_text_prints_whole(name: str, note: str, number: str, period: str) -> None:
    (visit,) = samples.visits(1)
    row = replace(visit, name=name, note=note, nik=number, room=note, medical_record_number=number)
    frame: RegisterFrame = replace(samples.FRAME, period=period, filters=((name, note),))
    text = letters(whole_text(register_pdf(VISITS, [row], frame=frame)))
    for part in (name, note, number, period):
        wanted: Counter[str] = letters(on_paper(part))
        assert not wanted - text
