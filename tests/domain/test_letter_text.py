"""Sentences of letters, filled in.

LT1  What is known is put in, the first of two that is known. LT2  What is not known is never invented.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.letter_text import filled

VALUES = {"a.name": "Aminah", "a.place": "Lanto", "a.empty": " "}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{a.name} di {a.place}", "Aminah di Lanto"),
        ("{a.nik|a.name}", "Aminah"),
        ("{a.empty|a.place}", "Lanto"),
        ("{a.name}[, {a.place}]", "Aminah, Lanto"),
        ("{a.name}[, {a.nik}]", "Aminah"),
        ("{a.nik} gram", ""),
        ("{a.name} {a.nik}", ""),
        ("Tetap", "Tetap"),
        ("", ""),
    ],
)
def test_a_line_is_whole_or_empty(template: str, expected: str) -> None:
    """LT1, LT2"""
    assert filled(template, VALUES) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [("Pada {a.day} lahir {a.name}", "Pada .... lahir Aminah"), ("Di {a.place}[ pukul {a.time}]", "Di Lanto")],
)
def test_a_sentence_keeps_dots_to_write_on(template: str, expected: str) -> None:
    """LT2"""
    assert filled(template, VALUES, "....") == expected


@given(st.text(alphabet="abc {}", max_size=20))
def test_a_value_is_never_read_as_a_text_to_fill(value: str) -> None:
    """LT2: what somebody typed cannot ask for another value."""
    assert filled("{x}", {"x": value, "abc": "rahasia"}) == value.strip()
