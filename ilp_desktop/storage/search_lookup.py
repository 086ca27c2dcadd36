"""Looks people up in the search index, best first, with as little of the index read as the answer needs.

From the narrowest question to the widest: numbers, names that begin with the text, whole words, beginnings of words,
words of the mother, the head of the household or the village, insides of words. Each question stops at as many people
as the list shows; a wider one is asked only when the list is not yet full. The people so found are then put in order.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import PatientStatus, Sex
from ilp_desktop.domain.search_hit import SearchHit
from ilp_desktop.domain.search_query import (
    Findable,
    Fit,
    SearchQuery,
    fit,
    inner_part,
    nearness,
    read_query,
    without_titles,
)

PLACE_MARK = "0"
"""Stands before the words that are not of the person's own name."""

NAME_END = "|"
"""Stands between the words of the name and those others; for the index it is a blank."""

_Where = tuple[str, ...]
_IN_NAME: _Where = ("",)
_IN_PLACES: _Where = (PLACE_MARK,)
_ANYWHERE: _Where = ("", PLACE_MARK)

_INDEXED_BEGINNING = 3
"""Letters of a beginning, and of one behind ``PLACE_MARK``, that the full-text index answers without a merge."""

_SHORTEST_INSIDE = 3
_MOST_WORDS = 256
_MOST_NUMBERED = 4000
_MOST_NAMED = 10_000
_MIXED_LISTS = 4

_Question = Callable[[Connection, SearchQuery, int], Iterable[int]]


def search(connection: Connection, text: str, limit: int = 50) -> tuple[SearchHit, ...]:
    """The people that the text fits, best first; at most ``limit``. Any text is allowed."""
    query = read_query(text)
    docs = _candidates(connection, query, limit)
    if not docs and (plain := without_titles(query)) is not query:
        query = plain
        docs = _candidates(connection, query, limit)
    found = []
    for row in _rows(connection, docs):
        person = _findable(row)
        fitting = fit(query, person)
        if fitting is None:
            continue
        order = (*fitting.score, row.standing, *nearness(query, person), person.name_key, row.doc)
        found.append((order, fitting, row))
    found.sort(key=lambda one: one[0])
    return tuple(_hit(row, fitting) for _, fitting, row in found[:limit])


def _candidates(connection: Connection, query: SearchQuery, limit: int) -> list[int]:
    docs: dict[int, None] = {}
    for question, always in _QUESTIONS:
        if always or len(docs) < limit:
            docs.update(dict.fromkeys(question(connection, query, limit)))
    return list(docs)


def _by_number(connection: Connection, query: SearchQuery, limit: int) -> Iterator[int]:
    if query.numbers and not query.name_words:
        for number in query.numbers:
            yield from _numbered(connection, number, limit * 2)


def _by_name_and_number(connection: Connection, query: SearchQuery, limit: int) -> list[int]:
    """People with both a number that begins so and all the words; only where both are very common are some left out."""
    if not query.name_words:
        return []
    numbered = dict.fromkeys(doc for key in query.numbers for doc in _numbered(connection, key, _MOST_NUMBERED))
    match = _every(_starting(connection, (word,), where=_ANYWHERE) for word in query.name_words)
    named = _matching(connection, match, _MOST_NAMED)
    both = [doc for doc in named if doc in numbered]
    if len(both) < limit and len(numbered) >= _MOST_NUMBERED:
        rows = _rows(connection, named[: limit * _MIXED_LISTS])
        both += [row.doc for row in rows if _has_both(row, query)]
    return both[:limit]


def _has_both(row: Row[Any], query: SearchQuery) -> bool:
    numbers = (told.partition(":")[2] for told in row.numbers.split())
    if not any(number.startswith(query.numbers) for number in numbers):
        return False
    names, _, places = row.words.partition(NAME_END)
    words = [*names.split(), *(word.removeprefix(PLACE_MARK) for word in places.split())]
    return all(any(typed in word for word in words) for typed in query.name_words)


def _by_beginning_of_name(connection: Connection, query: SearchQuery, limit: int) -> Iterator[int]:
    if not query.blurred:
        yield from _by_joined_words(connection, query, limit)


def _by_joined_words(connection: Connection, query: SearchQuery, limit: int) -> Iterator[int]:
    statement = (
        "SELECT doc FROM search_person WHERE standing = ? AND name_key >= ? AND name_key < ? ORDER BY name_key LIMIT ?"
    )
    left = limit
    for key in query.keys:
        for standing in (0, 1):
            if left <= 0:
                return
            rows = connection.exec_driver_sql(statement, (standing, key, key + "\U0010ffff", left)).fetchall()
            left -= len(rows)
            yield from (row[0] for row in rows)


def _by_whole_words(connection: Connection, query: SearchQuery, limit: int) -> list[int]:
    return _matching(connection, " AND ".join(f'"{word}"' for word in query.words), limit)


def _by_beginnings(connection: Connection, query: SearchQuery, limit: int) -> list[int]:
    return _matching(connection, _every(_starting(connection, (word,), where=_IN_NAME) for word in query.words), limit)


def _by_name_and_place(connection: Connection, query: SearchQuery, limit: int) -> list[int]:
    """The last word, or the first, is a village, a mother or a head of household: "aminah lan", "lanto aminah"."""
    if len(query.words) < 2:
        return []
    last = [_IN_NAME] * (len(query.words) - 1) + [_IN_PLACES]
    docs: list[int] = []
    for order in (last, last[::-1]):
        pairs = zip(query.words, order, strict=True)
        match = _every(_starting(connection, (word,), where=where) for word, where in pairs)
        docs += _matching(connection, match, limit - len(docs)) if len(docs) < limit else []
    return docs


def _by_places(connection: Connection, query: SearchQuery, limit: int) -> list[int]:
    return _matching(connection, _every(_starting(connection, (word,), where=_ANYWHERE) for word in query.words), limit)


def _by_other_endings(connection: Connection, query: SearchQuery, limit: int) -> list[int]:
    if len(query.endings) < 2:
        return []
    words = (*((word,) for word in query.words[:-1]), query.endings[1:])
    return _matching(connection, _every(_starting(connection, word, where=_ANYWHERE) for word in words), limit)


def _by_insides(connection: Connection, query: SearchQuery, limit: int) -> list[int]:
    return _inside(connection, query, limit, where=_IN_NAME)


def _by_insides_of_places(connection: Connection, query: SearchQuery, limit: int) -> list[int]:
    return _inside(connection, query, limit, where=_ANYWHERE)


def _inside(connection: Connection, query: SearchQuery, limit: int, *, where: _Where) -> list[int]:
    if all(len(word) < _SHORTEST_INSIDE for word in query.words):
        return []
    return _matching(connection, _every(_containing(connection, word, where=where) for word in query.words), limit)


_QUESTIONS: tuple[tuple[_Question, bool], ...] = (
    (_by_number, True),
    (_by_name_and_number, True),
    (_by_beginning_of_name, True),
    (_by_whole_words, True),
    (_by_beginnings, False),
    (_by_name_and_place, False),
    (_by_places, False),
    (_by_other_endings, False),
    (_by_insides, False),
    (_by_insides_of_places, False),
    (_by_joined_words, False),
)


def _every(parts: Iterable[str]) -> str:
    listed = list(parts)
    return " AND ".join(listed) if all(listed) else ""


def _starting(connection: Connection, beginnings: Iterable[str], *, where: _Where) -> str:
    """The full-text expression for words that begin so; empty when there is no such word.

    Few finished words are answered one after another as the list needs them; a beginning of four letters or more would
    be merged whole before the first answer.
    """
    wanted = []
    for beginning in beginnings:
        words = _words_starting(connection, beginning) if len(beginning) > _INDEXED_BEGINNING else []
        if len(beginning) <= _INDEXED_BEGINNING or len(words) >= _MOST_WORDS:
            wanted.append(_any_of([beginning], where=where, star="*"))
        elif words:
            wanted.append(_any_of(words, where=where))
    return f"({' OR '.join(wanted)})" if wanted else ""


def _any_of(words: Iterable[str], *, where: _Where, star: str = "") -> str:
    wanted = [f'"{mark}{word}"{star}' for word in words for mark in where]
    return f"({' OR '.join(wanted)})" if wanted else ""


def _containing(connection: Connection, word: str, *, where: _Where) -> str:
    part = inner_part(word)
    if len(part) < _SHORTEST_INSIDE:
        return _starting(connection, (word,), where=where)
    statement = "SELECT word FROM search_part WHERE search_part MATCH ? LIMIT ?"
    words = [row[0] for row in connection.exec_driver_sql(statement, (f'"{part}"', _MOST_WORDS))]
    return _any_of(words, where=where)


def _words_starting(connection: Connection, beginning: str) -> list[str]:
    statement = "SELECT word FROM search_word WHERE word >= ? AND word < ? LIMIT ?"
    rows = connection.exec_driver_sql(statement, (beginning, beginning + "\U0010ffff", _MOST_WORDS))
    return [row[0] for row in rows]


def _matching(connection: Connection, match: str, limit: int) -> list[int]:
    if not match:
        return []
    statement = "SELECT rowid FROM search_text WHERE search_text MATCH ? LIMIT ?"
    return [row[0] for row in connection.exec_driver_sql(statement, (match, limit))]


def _numbered(connection: Connection, number: str, limit: int) -> list[int]:
    statement = "SELECT doc FROM search_number WHERE number >= ? AND number < ? LIMIT ?"
    return [row[0] for row in connection.exec_driver_sql(statement, (number, number + "\U0010ffff", limit))]


def _rows(connection: Connection, docs: Iterable[int]) -> Iterable[Row[Any]]:
    statement = "SELECT * FROM search_person WHERE doc IN (SELECT value FROM json_each(?))"
    return connection.exec_driver_sql(statement, (json.dumps(list(docs)),)).fetchall()


def _findable(row: Row[Any]) -> Findable:
    names, _, others = row.words.partition(NAME_END)
    return Findable(
        name=row.name,
        name_key=row.name_key,
        name_words=names.split(),
        other_words=[word.removeprefix(PLACE_MARK) for word in others.split()],
        mother_name=row.mother_name,
        head_name=row.head_name,
        village_name=row.village_name,
        numbers=row.numbers.split(),
    )


_SEXES = {sex.value: sex for sex in Sex}
_STATUSES = {status.value: status for status in PatientStatus}


def _hit(row: Row[Any], fitting: Fit) -> SearchHit:
    return SearchHit(
        patient_id=PatientId(row.patient_id),
        name=row.name,
        sex=_SEXES[row.sex],
        birth_date=None if row.birth_date is None else date.fromisoformat(row.birth_date),
        birth_date_estimated=bool(row.birth_date_estimated),
        village_name=row.village_name,
        hamlet_name=row.hamlet_name,
        medical_record_number=row.medical_record_number,
        head_name=row.head_name,
        mother_name=row.mother_name,
        status=_STATUSES[row.status],
        in_area=bool(row.in_area),
        matched=fitting.matched,
        through_merged=fitting.through_merged,
    )
