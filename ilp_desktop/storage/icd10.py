"""Looks diagnoses up in the ICD-10 file that ships with the program."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from heapq import nsmallest
from typing import NamedTuple

import zstandard

from ilp_desktop.domain.diagnosis import Diagnosis, tidy_code
from ilp_desktop.domain.diagnosis_ranking import (
    Closeness,
    Titles,
    closeness,
    english_closeness,
    is_mistyped,
    level_spelling,
    query_words,
)
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.resource_files import resource_path

_SHORTEST_ENGLISH = 3
_SHORTEST_CODE = 2


class _Shelf(NamedTuple):
    """Every diagnosis as a line; those with an Indonesian name stand first."""

    lines: list[str]
    places: dict[str, int]
    codes: list[str]
    levelled: str
    starts: list[int]
    named_end: int


class _Hit(NamedTuple):
    """A found line, ordered best first."""

    closeness: Closeness
    is_unnamed: bool
    phrase_place: int
    is_specialist: bool
    length: int
    place: int


def diagnosis(code: str) -> Diagnosis:
    """The diagnosis of an ICD-10 code, dotted or not. Raises ``Rejected`` for a code that does not exist."""
    shelf = _shelf()
    place = shelf.places.get(tidy_code(code))
    if place is None:
        raise Rejected(
            Problem(
                code="diagnosis_unknown",
                field="diagnosis",
                sentence="Kode ICD-10 tidak dikenal.",
                remedy="Pilih diagnosis dari daftar.",
            )
        )
    return _diagnosis(shelf.lines[place])


def search_diagnoses(text: str, limit: int = 50, *, common_first: bool = True) -> tuple[Diagnosis, ...]:
    """Diagnoses that answer ``text``, best first: code, then Indonesian name, everyday words, English title.

    Each word may be the beginning of a word, in any order; spelling may differ (``hypertensi``) and, when nothing
    fits, one letter may be wrong. Among equals ``common_first`` puts those with an Indonesian name, which a
    puskesmas uses, before the others.
    """
    shelf = _shelf()
    words = query_words(text)
    if not words:
        return ()
    hits = [*_code_hits(shelf, text), *_word_hits(shelf, words, limit)]
    if not hits:
        hits = list(_word_hits(shelf, _mended(shelf, words), limit))
    best = nsmallest(limit, hits, key=None if common_first else _ignoring_names)
    places = dict.fromkeys(hit.place for hit in best)
    return tuple(_diagnosis(shelf.lines[place]) for place in places)


def _ignoring_names(hit: _Hit) -> tuple[int, int, bool, int, int]:
    return hit.closeness, hit.phrase_place, hit.is_specialist, hit.length, hit.place


@cache
def _shelf() -> _Shelf:
    packed = resource_path("reference", "icd10.tsv.zst").read_bytes()
    lines = zstandard.ZstdDecompressor().decompress(packed).decode().split("\n")
    codes = [line[: line.find("\t")] for line in lines]
    titles = "\n".join(line.split("\t", 2)[2] for line in lines)
    levelled = _spaced(level_spelling(titles))
    starts = [0]
    for line in levelled.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    named = sum(1 for line in lines if "\t\t\t" not in line)
    return _Shelf(
        lines=lines,
        places={code: place for place, code in enumerate(codes)},
        codes=sorted(codes),
        levelled=levelled,
        starts=starts,
        named_end=starts[named],
    )


def _spaced(levelled: str) -> str:
    """A blank before and behind every word, so that word beginnings and whole words are found by plain search."""
    for sign in "\t;\n":
        levelled = levelled.replace(sign, f" {sign} ")
    while "  " in levelled:
        levelled = levelled.replace("  ", " ")
    return f" {levelled.strip(' ')} "


def _diagnosis(line: str) -> Diagnosis:
    code, marks, name, everyday, english = line.split("\t")
    return Diagnosis(
        code=code,
        name=name or english,
        english=english,
        everyday_words=tuple(everyday.split(";")) if everyday else (),
        is_primary_care="p" in marks,
        is_chronic="k" in marks,
    )


def _code_hits(shelf: _Shelf, text: str) -> Iterator[_Hit]:
    typed = tidy_code(text)
    if not (len(typed) >= _SHORTEST_CODE and typed[0].isalpha() and typed[1].isdecimal()):
        return
    for index in range(bisect_left(shelf.codes, typed), len(shelf.codes)):
        code = shelf.codes[index]
        if not code.startswith(typed):
            return
        place = shelf.places[code]
        closest = Closeness.CODE if code == typed else Closeness.CODE_START
        yield _Hit(closest, shelf.starts[place] >= shelf.named_end, 0, False, 0, place)


def _word_hits(shelf: _Shelf, words: list[str], limit: int) -> list[_Hit]:
    hits = [_named_hit(shelf, words, *found) for found in _lines_with(shelf, words, 0, shelf.named_end)]
    needs_english = sum(hit.closeness < Closeness.ENGLISH_WORDS for hit in hits) < limit
    if needs_english and max(map(len, words)) >= _SHORTEST_ENGLISH:
        hits.extend(
            _unnamed_hit(shelf, words, *found)
            for found in _lines_with(shelf, words, shelf.named_end, len(shelf.levelled))
        )
    return hits


def _lines_with(shelf: _Shelf, words: list[str], begin: int, end: int) -> Iterator[tuple[int, str]]:
    rarest, *others = (f" {word}" for word in sorted(set(words), key=len, reverse=True))
    spot = shelf.levelled.find(rarest, begin, end)
    while spot >= 0:
        place = bisect_right(shelf.starts, spot) - 1
        next_start = shelf.starts[place + 1]
        line = shelf.levelled[shelf.starts[place] : next_start - 1]
        if all(other in line for other in others):
            yield place, line
        spot = shelf.levelled.find(rarest, next_start, end)


def _named_hit(shelf: _Shelf, words: list[str], place: int, line: str) -> _Hit:
    name, everyday, english = line.split("\t")
    closest, phrase_place = closeness(Titles(name, tuple(everyday.split(";")), english), words)
    return _Hit(closest, False, phrase_place, _is_specialist(shelf, place), len(name), place)


def _unnamed_hit(shelf: _Shelf, words: list[str], place: int, line: str) -> _Hit:
    english = line[line.rindex("\t") + 1 :]
    closest, phrase_place = english_closeness(english, words)
    return _Hit(closest, True, phrase_place, _is_specialist(shelf, place), len(english), place)


def _is_specialist(shelf: _Shelf, place: int) -> bool:
    return "p" not in shelf.lines[place].split("\t", 2)[1]


def _mended(shelf: _Shelf, words: list[str]) -> list[str]:
    return [word if f" {word}" in shelf.levelled else _meant(word) for word in words]


def _meant(word: str) -> str:
    """The known word that one slip of the finger turned into ``word``; itself when there is none."""
    meant = (known for known in _vocabulary() if is_mistyped(word, known))
    return min(meant, key=lambda known: (abs(len(known) - len(word)), known), default=word)


@cache
def _vocabulary() -> frozenset[str]:
    shelf = _shelf()
    return frozenset(shelf.levelled[: shelf.named_end].split())
