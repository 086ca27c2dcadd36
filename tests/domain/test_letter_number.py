"""Letter numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.letter_number import DEFAULT_PATTERN, letter_number

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        (DEFAULT_PATTERN, "400.7/0012/PKM-MT/XI/2026"),
        ("{kode}/{urut}/{unit}/{bulan romawi}/{tahun}", "400.7/0012/PKM-MT/XI/2026"),
        ("{kode}/{urut:03}-{tanggal}/{tahun}", "400.7/012-22/2026"),
        ("{urut}/{other}/{", "0012/{other}/{"),
        ("", ""),
    ],
)
def test_the_pattern_is_filled_in(pattern: str, number: str) -> None:
    assert letter_number(pattern=pattern, code="400.7", sequence=12, unit="PKM-MT", day=DAY) == number


def test_a_fifth_digit_is_kept() -> None:
    assert "/12345/" in letter_number(pattern=DEFAULT_PATTERN, code="440", sequence=12345, unit="P", day=DAY)


@given(st.text(), st.text(), st.text(), st.integers(1, 10**6), st.dates())
def test_no_pattern_fails_at_the_desk(pattern: str, code: str, unit: str, sequence: int, day: date) -> None:
    letter_number(pattern=pattern, code=code, sequence=sequence, unit=unit, day=day)
