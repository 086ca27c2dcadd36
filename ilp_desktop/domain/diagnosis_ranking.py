"""How well a diagnosis answers what was typed: tolerant spelling and an order, best first."""

import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from string import ascii_lowercase

_SPELLINGS = (
    *(("ph", "f"), ("rh", "r"), ("th", "t"), ("dh", "d"), ("gh", "g"), ("kh", "k"), ("ch", "k"), ("sy", "s")),
    *(("dj", "j"), ("tj", "c"), ("oe", "u"), ("ae", "e"), ("x", "ks"), ("q", "k"), ("v", "f"), ("z", "s")),
    *(("y", "i"), ("ck", "k"), ("ce", "se"), ("ci", "si"), ("c", "k")),
    *((letter * 2, letter) for letter in ascii_lowercase),
)
"""Latin, old Indonesian and everyday spellings of one sound, in the order in which they are levelled."""

_KEPT = "\t\n;"
_SIGNS = {sign: " " for sign in range(128) if not chr(sign).isalnum() and chr(sign) not in _KEPT}
_SHORTEST_MISTYPED = 4


class Closeness(IntEnum):
    """What of a diagnosis the words matched; smaller is better."""

    CODE = 0
    PHRASE = 1
    CODE_START = 2
    NAME_WORDS = 3
    EVERYDAY_WORDS = 4
    NAME_STARTS = 5
    EVERYDAY_STARTS = 6
    ENGLISH_WORDS = 7
    ENGLISH_STARTS = 8
    SPREAD = 9


@dataclass(frozen=True, slots=True)
class Titles:
    """The levelled titles of one diagnosis: each word has a blank before and behind it."""

    name: str
    everyday: tuple[str, ...]
    english: str


def level_spelling(text: str) -> str:
    """Lower case without accents and signs, one spelling for each sound; keeps tab, line end and semicolon."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().translate(_SIGNS)
    for written, levelled in _SPELLINGS:
        plain = plain.replace(written, levelled)
    return plain


def query_words(text: str) -> list[str]:
    """The levelled words of what was typed."""
    return level_spelling(text).replace(";", " ").split()


def closeness(titles: Titles, words: list[str]) -> tuple[Closeness, int]:
    """How the words match, and the place of the everyday phrase that they matched (0: the first, or the name).

    Every word starts some word of the titles; otherwise the answer says ``SPREAD`` all the same.
    """
    phrase = f" {' '.join(words)} "
    if phrase == titles.name:
        return Closeness.PHRASE, -1
    if phrase in titles.everyday:
        return Closeness.PHRASE, titles.everyday.index(phrase)
    wholes = [f" {word} " for word in words]
    starts = [f" {word}" for word in words]
    return (
        _in_one(titles, wholes, Closeness.NAME_WORDS, Closeness.EVERYDAY_WORDS)
        or _in_one(titles, starts, Closeness.NAME_STARTS, Closeness.EVERYDAY_STARTS)
        or english_closeness(titles.english, words)
    )


def english_closeness(english: str, words: list[str]) -> tuple[Closeness, int]:
    """The same for a diagnosis that has an English title only."""
    if all(f" {word} " in english for word in words):
        return Closeness.ENGLISH_WORDS, 0
    if all(f" {word}" in english for word in words):
        return Closeness.ENGLISH_STARTS, 0
    return Closeness.SPREAD, 0


def is_mistyped(typed: str, word: str) -> bool:
    """Whether one slip of the finger (letter missing, extra, wrong, or two swapped) turns ``word``, or its
    beginning, into ``typed``. Words under four letters are never called mistyped, nor is the first letter."""
    if len(typed) < _SHORTEST_MISTYPED or typed[:1] != word[:1]:
        return False
    return _within_one_slip(typed, word) or _within_one_slip(typed, word[: len(typed)])


def _in_one(
    titles: Titles, parts: list[str], by_name: Closeness, by_everyday: Closeness
) -> tuple[Closeness, int] | None:
    if all(part in titles.name for part in parts):
        return by_name, 0
    for place, phrase in enumerate(titles.everyday):
        if all(part in phrase for part in parts):
            return by_everyday, place
    return None


def _within_one_slip(one: str, other: str) -> bool:
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    rest, other_rest = one[same:], other[same:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])
    )
