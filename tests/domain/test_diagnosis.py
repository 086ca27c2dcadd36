"""Codes as people type them, levelled spelling, and the order of what was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.diagnosis import tidy_code
from ilp_desktop.domain.diagnosis_ranking import (
    Closeness,
    Titles,
    closeness,
    is_mistyped,
    level_spelling,
    query_words,
)

HYPERTENSION = Titles(
    name=" hipertensi esensial primer ",
    everyday=(" darah tingi ", " tensi tingi "),
    english=" esential primari hipertension ",
)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("a090", "A09.0"), ("A09.0", "A09.0"), (" a09 0 ", "A09.0"), ("i10", "I10"), ("B1800", "B18.00"), ("", "")],
)
def test_a_code_is_read_with_and_without_its_dot(typed: str, code: str) -> None:
    assert tidy_code(typed) == code


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hypertensi", "hipertensi"),
        ("haemorrhoid", "hemoroid"),
        ("Typhus", "tifus"),
        ("varicella", "Varisela"),
        ("gonorrhoea", "gonoroea"),
        ("batoek", "batuk"),
        ("ménière", "MENIERE"),
        ("tonsillitis", "tonsilitis"),
        ("sulfhydryl", "sulfhidril"),
    ],
)
def test_two_spellings_of_one_word_are_one(one: str, other: str) -> None:
    assert level_spelling(one) == level_spelling(other)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hipertensi esensial primer", (Closeness.PHRASE, -1)),
        ("darah tinggi", (Closeness.PHRASE, 0)),
        ("tensi tinggi", (Closeness.PHRASE, 1)),
        ("esensial hipertensi", (Closeness.NAME_WORDS, 0)),
        ("tinggi tensi", (Closeness.EVERYDAY_WORDS, 1)),
        ("hiper", (Closeness.NAME_STARTS, 0)),
        ("dar ting", (Closeness.EVERYDAY_STARTS, 0)),
        ("primary hypertension", (Closeness.ENGLISH_WORDS, 0)),
        ("prim hypertensio", (Closeness.ENGLISH_STARTS, 0)),
        ("darah hipertension", (Closeness.SPREAD, 0)),
    ],
)
def test_the_closeness_of_what_was_typed(typed: str, expected: tuple[Closeness, int]) -> None:
    assert closeness(HYPERTENSION, query_words(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "word", "expected"),
    [
        ("hipretensi", "hipertensi", True),
        ("hiprtensi", "hipertensi", True),
        ("hipeertensi", "hipertensi", True),
        ("hipartensi", "hipertensi", True),
        ("hipre", "hipertensi", True),
        ("ipertensi", "hipertensi", False),
        ("hiptsi", "hipertensi", False),
        ("tbs", "tbc", False),
    ],
)
def test_one_slip_of_the_finger(typed: str, word: str, expected: bool) -> None:
    assert is_mistyped(typed, word) is expected


@given(st.text(max_size=40))
def test_levelling_never_raises_and_does_not_change_its_own_words(text: str) -> None:
    assert all(word and word.isascii() for word in query_words(text))


@given(st.text(alphabet="abcdefghij", min_size=5, max_size=9), st.integers(1, 8))
def test_a_lost_letter_is_a_slip(word: str, place: int) -> None:
    assert is_mistyped(word[:place] + word[place + 1 :], word)
