"""Breaks text into lines of a given width: between words, and inside a word only when it alone is too wide."""

from collections.abc import Iterator
from typing import NamedTuple

from ilp_desktop.reports.typeface import Measure

_BREAK_AFTER = frozenset("/-.,;:_)")


class Line(NamedTuple):
    """One line of text and its width in ems."""

    text: str
    width: float


def wrap(text: str, available: float, measure: Measure) -> tuple[Line, ...]:
    """The printable text in lines of at most ``available`` ems; every character is kept but the spaces at breaks.

    A character wider than ``available`` stands on a line of its own.
    """
    width = 0.0 if "\n" in text else measure(text)
    if "\n" not in text and width <= available:
        return (Line(text, width),)
    return tuple(line for part in text.split("\n") for line in _wrap_part(part, available, measure))


def _wrap_part(part: str, available: float, measure: Measure) -> Iterator[Line]:
    space = measure(" ")
    words: list[str] = []
    used = 0.0
    for word in part.split(" "):
        width = measure(word)
        if words and used + space + width <= available:
            words.append(word)
            used += space + width
            continue
        if words:
            yield Line(" ".join(words), used)
        while width > available and len(word) > 1:
            head = _head(word, available, measure)
            head_width = measure(head)
            yield Line(head, head_width)
            word = word[len(head) :]
            width -= head_width
        words, used = [word], width
    yield Line(" ".join(words), used)


def _head(word: str, available: float, measure: Measure) -> str:
    """As much of the word as fits, up to a slash, dash or point when one stands in the second half of it."""
    used, fitting = 0.0, 0
    for character in word:
        used += measure(character)
        if used > available:
            break
        fitting += 1
    fitting = max(1, min(fitting, len(word) - 1))
    for end in range(fitting, fitting // 2, -1):
        if word[end - 1] in _BREAK_AFTER:
            return word[:end]
    return word[:fitting]


def widest_word(text: str, measure: Measure) -> float:
    """Width in ems of the widest word."""
    return max(map(measure, text.split()), default=0.0)
