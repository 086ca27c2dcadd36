"""Finds people as somebody types: the only module that knows how the search index is built.

``search_person`` holds what the list shows and the folded words of each person who can be found; ``search_text`` is a
full-text index over those words; ``search_number`` holds every number in order. A record that was merged away has no
row of its own: its names and numbers lead to the survivor.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import PatientStatus, Sex
from ilp_desktop.domain.person_name import search_terms
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.domain.search_hit import SearchHit, SearchMatch

SCHEMA = (
    """CREATE TABLE search_person (
        doc INTEGER PRIMARY KEY,
        patient_id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        sex TEXT NOT NULL,
        birth_date TEXT,
        birth_date_estimated INTEGER NOT NULL,
        village_name TEXT NOT NULL,
        hamlet_name TEXT NOT NULL,
        medical_record_number TEXT NOT NULL,
        head_name TEXT NOT NULL,
        mother_name TEXT NOT NULL,
        status TEXT NOT NULL,
        in_area INTEGER NOT NULL,
        name_key TEXT NOT NULL,
        words TEXT NOT NULL,
        numbers TEXT NOT NULL
    )""",
    "CREATE INDEX ix_search_person_name_key ON search_person (name_key)",
    """CREATE TABLE search_number (
        number TEXT NOT NULL,
        doc INTEGER NOT NULL,
        kind TEXT NOT NULL,
        PRIMARY KEY (number, doc, kind)
    ) WITHOUT ROWID""",
    "CREATE TABLE search_alias (patient_id TEXT PRIMARY KEY, survivor_id TEXT NOT NULL) WITHOUT ROWID",
    """CREATE VIRTUAL TABLE search_text USING fts5 (
        words, content='', columnsize=0, detail=none, tokenize='ascii', prefix='1 2 3 4'
    )""",
)
"""The statements that make the index, frozen: a migration runs them."""

_PLACE = "0"
"""In ``search_text``, before the words that are not of the person's own name."""

_SECOND_RANK = 1 << 40
"""The documents of people who are not active in the working area start here, so that they are found last."""

_CHUNK = 500

_PEOPLE = """
    SELECT patient.id, patient.medical_record_number, patient.name, patient.sex, patient.birth_date,
        patient.birth_date_estimated, patient.nik, patient.insurance_number, patient.mother_name, patient.hamlet_name,
        patient.village_code, patient.village_name, patient.phone, patient.status, patient.merged_into,
        coalesce(household.head_name, '') AS head_name,
        coalesce(household.family_card_number, '') AS family_card_number
    FROM patient LEFT JOIN household ON household.id = patient.household_id
"""

_COLUMNS = (
    "patient_id",
    "name",
    "sex",
    "birth_date",
    "birth_date_estimated",
    "village_name",
    "hamlet_name",
    "medical_record_number",
    "head_name",
    "mother_name",
    "status",
    "in_area",
    "name_key",
    "words",
    "numbers",
)


def create(connection: Connection) -> None:
    """Makes the empty index."""
    for statement in SCHEMA:
        connection.exec_driver_sql(statement)


def refresh(connection: Connection, patient_ids: Iterable[str], household_ids: Iterable[str]) -> None:
    """Brings the index up to date for these people and for the members of these households."""
    touched = set(patient_ids) | set(_members(connection, household_ids))
    area = _working_area(connection)
    for chunk in _chunks(sorted(_with_survivors(connection, touched))):
        _refresh_chunk(connection, chunk, area)


def rebuild(connection: Connection, progress: Progress = silent) -> None:
    """Makes the whole index anew from the people and households."""
    connection.exec_driver_sql("DROP TABLE search_text")
    for table in ("search_person", "search_number", "search_alias"):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    connection.exec_driver_sql(SCHEMA[-1])
    total = int(connection.exec_driver_sql("SELECT count(*) FROM patient").scalar_one())
    area = _working_area(connection)
    done, last = 0, ""
    while True:
        statement = "SELECT id FROM patient WHERE id > ? ORDER BY id LIMIT ?"
        ids = [row[0] for row in connection.exec_driver_sql(statement, (last, _CHUNK))]
        if not ids:
            break
        _refresh_chunk(connection, ids, area)
        done, last = done + len(ids), ids[-1]
        progress(Step(doing="Menyusun indeks pencarian", done=done, total=total))


def search(connection: Connection, text: str, limit: int = 50) -> tuple[SearchHit, ...]:
    """The people that the text fits, best first; at most ``limit``. Any text is allowed."""
    query = _Query.of(text)
    docs: dict[int, tuple[SearchMatch, bool]] = {}
    for doc, kind in _by_number(connection, query, limit):
        docs.setdefault(doc, (SearchMatch(kind.removeprefix("+")), kind.startswith("+")))
    for doc in _by_words(connection, query, limit):
        docs.setdefault(doc, (SearchMatch.NAME, False))
    rows = _rows(connection, list(docs))
    hits = [(_quality(row, query, *docs[row.doc]), row) for row in rows]
    hits.sort(key=lambda pair: (pair[0].score, pair[1].doc >= _SECOND_RANK, pair[1].name_key, pair[1].doc))
    return tuple(_hit(row, quality) for quality, row in hits[:limit])


@dataclass(frozen=True, slots=True)
class _Query:
    words: tuple[str, ...]
    digits: str

    @classmethod
    def of(cls, text: str) -> "_Query":
        digits = re.sub(r"[\s.\-/+()]", "", text)
        return cls(_words(text), _phone(digits) if digits.isascii() and digits.isdecimal() else "")


@dataclass(frozen=True, slots=True)
class _Quality:
    score: tuple[int, ...]
    matched: SearchMatch
    through_merged: bool


def _words(text: str) -> tuple[str, ...]:
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return tuple(word for word in (re.sub(r"[\x00-/:-@\[-`{-\x7f]", "", term) for term in search_terms(clean)) if word)


def _phone(digits: str) -> str:
    return "0" + digits[2:] if digits.startswith("628") else digits


def _members(connection: Connection, household_ids: Iterable[str]) -> Iterator[str]:
    for chunk in _chunks(sorted(household_ids)):
        yield from _ids(connection, "SELECT id FROM patient WHERE household_id IN", chunk)


def _with_survivors(connection: Connection, touched: set[str]) -> set[str]:
    found, frontier = set(touched), touched
    while frontier:
        following: set[str] = set()
        for chunk in _chunks(sorted(frontier)):
            following.update(
                _ids(connection, "SELECT merged_into FROM patient WHERE merged_into <> '' AND id IN", chunk)
            )
            following.update(_ids(connection, "SELECT survivor_id FROM search_alias WHERE patient_id IN", chunk))
        frontier = following - found
        found |= frontier
    return found


def _ids(connection: Connection, statement: str, ids: Sequence[str]) -> list[str]:
    marks = ", ".join("?" * len(ids))
    return [row[0] for row in connection.exec_driver_sql(f"{statement} ({marks})", tuple(ids))]


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def _working_area(connection: Connection) -> frozenset[str]:
    return frozenset(row[0] for row in connection.exec_driver_sql("SELECT code FROM working_village"))


def _refresh_chunk(connection: Connection, ids: Sequence[str], area: frozenset[str]) -> None:
    marks = ", ".join("?" * len(ids))
    people = {row.id: row for row in connection.exec_driver_sql(f"{_PEOPLE} WHERE patient.id IN ({marks})", tuple(ids))}
    present = connection.exec_driver_sql(f"SELECT * FROM search_person WHERE patient_id IN ({marks})", tuple(ids))
    old = {row.patient_id: row for row in present}
    absorbed = _absorbed(connection, ids)
    for patient_id in ids:
        person = people.get(patient_id)
        found_in = person is not None and person.status != PatientStatus.MERGED and not person.merged_into
        if person is not None and person.merged_into:
            statement = "INSERT OR REPLACE INTO search_alias (patient_id, survivor_id) VALUES (?, ?)"
            connection.exec_driver_sql(statement, (patient_id, person.merged_into))
        elif person is not None:
            connection.exec_driver_sql("DELETE FROM search_alias WHERE patient_id = ?", (patient_id,))
        new = _document(person, absorbed.get(patient_id, []), area) if person is not None and found_in else None
        _replace(connection, old.get(patient_id), new)


def _absorbed(connection: Connection, ids: Sequence[str]) -> dict[str, list[Row[Any]]]:
    """The records that were merged into each of these, directly or through others."""
    found: dict[str, list[Row[Any]]] = {}
    survivor_of = {patient_id: patient_id for patient_id in ids}
    frontier = list(ids)
    while frontier:
        following: list[str] = []
        for chunk in _chunks(frontier):
            marks = ", ".join("?" * len(chunk))
            statement = f"{_PEOPLE} WHERE patient.merged_into IN ({marks})"
            for row in connection.exec_driver_sql(statement, tuple(chunk)):
                if row.id not in survivor_of:
                    survivor_of[row.id] = survivor_of[row.merged_into]
                    found.setdefault(survivor_of[row.id], []).append(row)
                    following.append(row.id)
        frontier = following
    return found


def _document(person: Row[Any], absorbed: Sequence[Row[Any]], area: frozenset[str]) -> dict[str, Any]:
    names = _words(person.name)
    others = [person.mother_name, person.head_name, person.village_name]
    others += [name for row in absorbed for name in (row.name, row.mother_name)]
    places = dict.fromkeys(_PLACE + word for text in others for word in _words(text))
    numbers = dict.fromkeys(_numbers(person, ""))
    for row in absorbed:
        numbers.update(dict.fromkeys(_numbers(row, "+")))
    return {
        "patient_id": person.id,
        "name": person.name,
        "sex": person.sex,
        "birth_date": person.birth_date,
        "birth_date_estimated": int(person.birth_date_estimated),
        "village_name": person.village_name,
        "hamlet_name": person.hamlet_name,
        "medical_record_number": person.medical_record_number,
        "head_name": person.head_name,
        "mother_name": person.mother_name,
        "status": person.status,
        "in_area": int(not area or person.village_code in area),
        "name_key": "".join(names),
        "words": " ".join((*names, *places)),
        "numbers": " ".join(numbers),
    }


def _numbers(person: Row[Any], mark: str) -> Iterator[str]:
    record = re.sub(r"[^0-9A-Za-z]", "", person.medical_record_number).upper()
    told = (
        (SearchMatch.NIK, re.sub(r"\D", "", person.nik)),
        (SearchMatch.INSURANCE, re.sub(r"\D", "", person.insurance_number)),
        (SearchMatch.MEDICAL_RECORD, record),
        (SearchMatch.FAMILY_CARD, re.sub(r"\D", "", person.family_card_number)),
        (SearchMatch.PHONE, _phone(re.sub(r"\D", "", person.phone))),
    )
    for kind, number in told:
        if number:
            yield f"{mark}{kind}:{number}"


def _replace(connection: Connection, old: Row[Any] | None, new: dict[str, Any] | None) -> None:
    if old is not None and new is not None and all(old._mapping[name] == new[name] for name in _COLUMNS):
        return
    if old is not None:
        connection.exec_driver_sql("DELETE FROM search_person WHERE doc = ?", (old.doc,))
        _unindex(connection, old)
    if new is not None:
        second = new["status"] != PatientStatus.ACTIVE or not new["in_area"]
        doc = _next_doc(connection, second=second)
        marks = ", ".join("?" * (len(_COLUMNS) + 1))
        statement = f"INSERT INTO search_person (doc, {', '.join(_COLUMNS)}) VALUES ({marks})"
        connection.exec_driver_sql(statement, (doc, *(new[name] for name in _COLUMNS)))
        connection.exec_driver_sql("INSERT INTO search_text (rowid, words) VALUES (?, ?)", (doc, new["words"]))
        _write_numbers(connection, doc, new["numbers"])


def _unindex(connection: Connection, old: Row[Any]) -> None:
    statement = "INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', ?, ?)"
    connection.exec_driver_sql(statement, (old.doc, old.words))
    for told in old.numbers.split():
        kind, _, number = told.partition(":")
        statement = "DELETE FROM search_number WHERE number = ? AND doc = ? AND kind = ?"
        connection.exec_driver_sql(statement, (number, old.doc, kind))


def _write_numbers(connection: Connection, doc: int, numbers: str) -> None:
    rows = [(number, doc, kind) for kind, _, number in (told.partition(":") for told in numbers.split())]
    if rows:
        connection.exec_driver_sql("INSERT INTO search_number (number, doc, kind) VALUES (?, ?, ?)", rows)


def _next_doc(connection: Connection, *, second: bool) -> int:
    low = _SECOND_RANK if second else 0
    statement = "SELECT coalesce(max(doc), ?) + 1 FROM search_person WHERE doc > ? AND doc < ?"
    return int(connection.exec_driver_sql(statement, (low, low, low + _SECOND_RANK)).scalar_one())


def _by_number(connection: Connection, query: _Query, limit: int) -> Iterator[tuple[int, str]]:
    if not query.digits:
        return
    statement = "SELECT doc, kind FROM search_number WHERE number >= ? AND number < ? LIMIT ?"
    for row in connection.exec_driver_sql(statement, (query.digits, query.digits + ":", limit * 2)):
        yield row[0], row[1]


def _by_words(connection: Connection, query: _Query, limit: int) -> Iterator[int]:
    if not query.words:
        return
    key = "".join(query.words)
    statement = "SELECT doc FROM search_person WHERE name_key >= ? AND name_key < ? ORDER BY name_key LIMIT ?"
    for row in connection.exec_driver_sql(statement, (key, key + "\U0010ffff", limit)):
        yield row[0]
    exact = " ".join(f'"{word}"' for word in query.words)
    start = " ".join(f'"{word}"*' for word in query.words)
    anywhere = " AND ".join(f'("{word}"* OR "{_PLACE}{word}"*)' for word in query.words)
    for match in (exact, start, anywhere):
        statement = "SELECT rowid FROM search_text WHERE search_text MATCH ? LIMIT ?"
        for row in connection.exec_driver_sql(statement, (match, limit)):
            yield row[0]


def _rows(connection: Connection, docs: Sequence[int]) -> list[Row[Any]]:
    if not docs:
        return []
    marks = ", ".join("?" * len(docs))
    return list(connection.exec_driver_sql(f"SELECT * FROM search_person WHERE doc IN ({marks})", tuple(docs)))


def _quality(row: Row[Any], query: _Query, matched: SearchMatch, through_merged: bool) -> _Quality:
    if matched is not SearchMatch.NAME:
        exact = any(told.partition(":")[2] == query.digits for told in row.numbers.split())
        return _Quality((0 if exact else 1, 0), matched, through_merged)
    names = [word for word in row.words.split() if not word.startswith(_PLACE)]
    grades = [_grade(word, names) for word in query.words]
    if max(grades) < 2 or row.name_key.startswith("".join(query.words)):
        return _Quality((2, max(grades), sum(grades)), SearchMatch.NAME, False)
    return _Quality((3, max(grades), sum(grades)), SearchMatch.VILLAGE, False)


def _grade(word: str, names: Sequence[str]) -> int:
    if word in names:
        return 0
    return 1 if any(name.startswith(word) for name in names) else 2


def _hit(row: Row[Any], quality: _Quality) -> SearchHit:
    return SearchHit(
        patient_id=PatientId(row.patient_id),
        name=row.name,
        sex=Sex(row.sex),
        birth_date=None if row.birth_date is None else date.fromisoformat(row.birth_date),
        birth_date_estimated=bool(row.birth_date_estimated),
        village_name=row.village_name,
        hamlet_name=row.hamlet_name,
        medical_record_number=row.medical_record_number,
        head_name=row.head_name,
        mother_name=row.mother_name,
        status=PatientStatus(row.status),
        in_area=bool(row.in_area),
        matched=quality.matched,
        through_merged=quality.through_merged,
    )
