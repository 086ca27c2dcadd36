"""Text made fit for paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.reports.paper_text import REPLACEMENT, known
from ilp_desktop.reports.typeface import glyphs, on_paper

ANY_TEXT = st.text(st.characters(exclude_categories=()))
"""Every plane, control characters and lone surrogates."""


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("WA AMINAH", "WA AMINAH"),
        ("a\tb", "a b"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\vb\fc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("a\x00b\x07c\x7fd", "a b c d"),
        ("a\u00a0b\u2009c\u3000d", "a b c d"),
        ("a\u200bb\u200ec\u202ed\ufeffe\u00adf", "abcdef"),
        ("e\u0301", "é"),
        ("≥ 60 th √ – “x” …", "≥ 60 th √ – “x” …"),
        ("Нина Ελένη", "Нина Ελένη"),
        ("نور", REPLACEMENT * 3),
        ("שלום", REPLACEMENT * 4),
        ("王芳", REPLACEMENT * 2),
        ("\U0001f600\U000e0041x\U0010fffd", f"{REPLACEMENT}x{REPLACEMENT}"),
        ("\ud800a\udfff", f"{REPLACEMENT}a{REPLACEMENT}"),
        ("<b>&amp;</b> (x) \\ %s {x}", "<b>&amp;</b> (x) \\ %s {x}"),
    ],
)
def test_text_becomes_printable(text: str, printed: str) -> None:
    assert on_paper(text) == printed


@given(ANY_TEXT)
def test_only_glyphs_and_line_feeds_reach_the_paper(text: str) -> None:
    printed = on_paper(text)
    assert all(character == "\n" or ord(character) in glyphs() for character in printed)
    assert on_paper(printed) == printed


def test_unknown_is_a_dash() -> None:
    assert [known(""), known("  "), known("x"), known("", "....")] == ["-", "-", "x", "...."]
