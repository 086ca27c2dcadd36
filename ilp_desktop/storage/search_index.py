"""Keeps the search index in step with people and households, and makes it anew.

``search_person`` holds what the list shows and the folded words of each person who can be found; ``search_text`` is a
full-text index over those words; ``search_word`` holds every word once, ``search_part`` what lies inside those words;
``search_number`` holds every number in order. A record that was merged away has no row of its own: its names and
numbers lead to the survivor.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from ilp_desktop.domain.patient import PatientStatus
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.domain.search_hit import SearchMatch
from ilp_desktop.domain.search_query import (
    MERGED_MARK,
    folded_words,
    folder_key,
    name_key,
    number_key,
    phone_key,
)
from ilp_desktop.storage.page_cache import grow_page_cache, restore_page_cache
from ilp_desktop.storage.search_lookup import NAME_END, PLACE_MARK, search

__all__ = ["SCHEMA", "create", "rebuild", "refresh", "search"]

SCHEMA = (
    """CREATE TABLE search_person (
        doc INTEGER PRIMARY KEY,
        patient_id TEXT NOT NULL,
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
        standing INTEGER NOT NULL,
        name_key TEXT NOT NULL,
        words TEXT NOT NULL,
        numbers TEXT NOT NULL
    )""",
    "CREATE UNIQUE INDEX ix_search_person_patient_id ON search_person (patient_id)",
    "CREATE INDEX ix_search_person_standing_name_key ON search_person (standing, name_key)",
    """CREATE TABLE search_number (
        number TEXT NOT NULL,
        doc INTEGER NOT NULL,
        PRIMARY KEY (number, doc)
    ) WITHOUT ROWID""",
    "CREATE TABLE search_alias (patient_id TEXT PRIMARY KEY, survivor_id TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE search_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)",
    """CREATE VIRTUAL TABLE search_part USING fts5 (
        word, content='search_word', content_rowid='id', columnsize=0, tokenize='trigram'
    )""",
    """CREATE VIRTUAL TABLE search_text USING fts5 (
        words, content='', columnsize=0, detail=none, tokenize='ascii', prefix='1 2 3 4'
    )""",
    # One block of the full-text index then fits into one page of SQLCipher, which keeps 80 of 4096 bytes for itself.
    "INSERT INTO search_text (search_text, rank) VALUES ('pgsz', 3900)",
    "INSERT INTO search_part (search_part, rank) VALUES ('pgsz', 3900)",
)
"""The statements that make the index, frozen: a migration runs them."""

_TABLES = ("search_person", "search_number", "search_alias", "search_word", "search_part", "search_text")

SECOND_STANDING = 1 << 40
"""The documents of people who are not active in the working area start here: full-text order finds them last."""

_CHUNK = 2000

_PEOPLE = """
    SELECT patient.id AS patient_id, patient.medical_record_number, patient.name, patient.sex, patient.birth_date,
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
    "standing",
    "name_key",
    "words",
    "numbers",
)
_SHOWN = _COLUMNS[:12]

_INSERT_PERSON = f"INSERT INTO search_person (doc, {', '.join(_COLUMNS)}) VALUES ({', '.join('?' * 17)})"
_UPDATE_SHOWN = f"UPDATE search_person SET {', '.join(f'{name} = ?' for name in _SHOWN)} WHERE doc = ?"

_Document = Mapping[str, Any]


def create(connection: Connection) -> None:
    """Makes the empty index."""
    for statement in SCHEMA:
        connection.exec_driver_sql(statement)


def refresh(connection: Connection, patient_ids: Iterable[str], household_ids: Iterable[str]) -> None:
    """Brings the index up to date for these people and for the members of these households."""
    touched = set(patient_ids)
    touched.update(_column(connection, "SELECT id FROM patient WHERE household_id IN", household_ids))
    area = _working_area(connection)
    for chunk in _chunks(sorted(_with_survivors(connection, touched))):
        _refresh_chunk(connection, chunk, area)


def rebuild(connection: Connection, progress: Progress = silent) -> None:
    """Makes the whole index anew from the people and households."""
    for table in reversed(_TABLES):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    create(connection)
    total = int(connection.exec_driver_sql("SELECT count(*) FROM patient").scalar_one())
    area = _working_area(connection)
    ids = _column(connection, "SELECT id FROM patient ORDER BY id")
    usual = grow_page_cache(connection)
    try:
        for number, chunk in enumerate(_chunks(ids), start=1):
            _refresh_chunk(connection, chunk, area)
            progress(Step(doing="Menyusun indeks pencarian", done=min(number * _CHUNK, total), total=total))
    finally:
        restore_page_cache(connection, usual)
    connection.exec_driver_sql("INSERT INTO search_text (search_text) VALUES ('optimize')")


def _with_survivors(connection: Connection, touched: set[str]) -> set[str]:
    """These people, those they are merged into, and those they were merged into when last seen."""
    found, frontier = set(touched), touched
    while frontier:
        now = _column(connection, "SELECT merged_into FROM patient WHERE merged_into <> '' AND id IN", frontier)
        before = _column(connection, "SELECT survivor_id FROM search_alias WHERE patient_id IN", frontier)
        frontier = {*now, *before} - found
        found |= frontier
    return found


def _column(connection: Connection, statement: str, ids: Iterable[str] | None = None) -> list[str]:
    if ids is None:
        return [row[0] for row in connection.exec_driver_sql(statement)]
    rows = connection.exec_driver_sql(f"{statement} (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),))
    return [row[0] for row in rows]


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def _working_area(connection: Connection) -> frozenset[str]:
    return frozenset(_column(connection, "SELECT code FROM working_village"))


def _refresh_chunk(connection: Connection, ids: Sequence[str], area: frozenset[str]) -> None:
    listed = (json.dumps(list(ids)),)
    people = connection.exec_driver_sql(
        f"{_PEOPLE} WHERE patient.id IN (SELECT value FROM json_each(?)) ORDER BY patient.id", listed
    ).fetchall()
    present = connection.exec_driver_sql(
        "SELECT * FROM search_person WHERE patient_id IN (SELECT value FROM json_each(?))", listed
    )
    old = {row.patient_id: row for row in present}
    absorbed = _absorbed(connection, [person.patient_id for person in people if not person.merged_into])
    _write_aliases(connection, people)
    gone, shown, added = [], [], []
    for person in people:
        before = old.get(person.patient_id)
        if person.merged_into:
            if before is not None:
                gone.append(before)
            continue
        after = _document(person, absorbed.get(person.patient_id, ()), area)
        if before is None:
            added.append(after)
        elif any(before._mapping[name] != after[name] for name in _COLUMNS[12:]):
            gone.append(before)
            added.append(after)
        elif any(before._mapping[name] != after[name] for name in _SHOWN):
            shown.append((*(after[name] for name in _SHOWN), before.doc))
    if shown:
        connection.exec_driver_sql(_UPDATE_SHOWN, shown)
    _remove(connection, gone)
    _add(connection, added)


def _absorbed(connection: Connection, ids: Iterable[str]) -> Mapping[str, Sequence[Row[Any]]]:
    """The records that were merged into each of these, directly or through others."""
    found: dict[str, list[Row[Any]]] = {}
    survivors = {patient_id: patient_id for patient_id in ids}
    frontier = list(survivors)
    while frontier:
        rows = connection.exec_driver_sql(
            f"{_PEOPLE} WHERE patient.merged_into IN (SELECT value FROM json_each(?))", (json.dumps(frontier),)
        ).fetchall()
        frontier = []
        for row in rows:
            found.setdefault(survivors[row.merged_into], []).append(row)
            if row.patient_id not in survivors:
                survivors[row.patient_id] = survivors[row.merged_into]
                frontier.append(row.patient_id)
    return found


def _write_aliases(connection: Connection, people: Iterable[Row[Any]]) -> None:
    merged = [(person.patient_id, person.merged_into) for person in people if person.merged_into]
    single = [(person.patient_id,) for person in people if not person.merged_into]
    if merged:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO search_alias (patient_id, survivor_id) VALUES (?, ?)", merged
        )
    if single:
        connection.exec_driver_sql("DELETE FROM search_alias WHERE patient_id = ?", single)


def _document(person: Row[Any], absorbed: Sequence[Row[Any]], area: frozenset[str]) -> _Document:
    names = folded_words(person.name)
    others = [person.mother_name, person.head_name, person.village_name]
    others += [name for row in absorbed for name in (row.name, row.mother_name)]
    places = dict.fromkeys(PLACE_MARK + word for text in others for word in folded_words(text))
    numbers = list(dict.fromkeys(_numbers(person, "")))
    numbers += dict.fromkeys(number for row in absorbed for number in _numbers(row, MERGED_MARK))
    in_area = not area or person.village_code in area
    return {
        "patient_id": person.patient_id,
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
        "in_area": int(in_area),
        "standing": 0 if in_area and person.status == PatientStatus.ACTIVE else 1,
        "name_key": name_key(names),
        "words": f"{' '.join(names)}{NAME_END}{' '.join(places)}",
        "numbers": " ".join(numbers),
    }


def _numbers(person: Row[Any], mark: str) -> Iterator[str]:
    told = (
        (SearchMatch.MEDICAL_RECORD, number_key(person.medical_record_number)),
        (SearchMatch.MEDICAL_RECORD, folder_key(person.medical_record_number)),
        (SearchMatch.NIK, number_key(person.nik)),
        (SearchMatch.INSURANCE, number_key(person.insurance_number)),
        (SearchMatch.FAMILY_CARD, number_key(person.family_card_number)),
        (SearchMatch.PHONE, phone_key(person.phone)),
    )
    return (f"{mark}{kind}:{number}" for kind, number in told if number)


def _remove(connection: Connection, gone: Sequence[Row[Any]]) -> None:
    if not gone:
        return
    connection.exec_driver_sql("DELETE FROM search_person WHERE doc = ?", [(row.doc,) for row in gone])
    connection.exec_driver_sql(
        "INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', ?, ?)",
        [(row.doc, row.words) for row in gone],
    )
    numbers = [(number, row.doc) for row in gone for number in _number_keys(row.numbers)]
    if numbers:
        connection.exec_driver_sql("DELETE FROM search_number WHERE number = ? AND doc = ?", numbers)


def _add(connection: Connection, added: Sequence[_Document]) -> None:
    if not added:
        return
    following = {standing: _last_doc(connection, standing) for standing in (0, 1)}
    rows, texts, numbers = [], [], []
    for document in added:
        following[document["standing"]] += 1
        doc = following[document["standing"]]
        rows.append((doc, *(document[name] for name in _COLUMNS)))
        texts.append((doc, document["words"]))
        numbers += [(number, doc) for number in _number_keys(document["numbers"])]
    connection.exec_driver_sql(_INSERT_PERSON, rows)
    connection.exec_driver_sql("INSERT INTO search_text (rowid, words) VALUES (?, ?)", texts)
    if numbers:
        connection.exec_driver_sql("INSERT INTO search_number (number, doc) VALUES (?, ?)", numbers)
    _add_words(connection, {word for _, words in texts for word in _plain_words(words)})


def _plain_words(words: str) -> Iterator[str]:
    names, _, places = words.partition(NAME_END)
    yield from names.split()
    yield from (word.removeprefix(PLACE_MARK) for word in places.split())


def _add_words(connection: Connection, words: set[str]) -> None:
    known = _column(connection, "SELECT word FROM search_word WHERE word IN", words)
    new = [(word,) for word in sorted(words.difference(known))]
    for row in new:
        number = connection.exec_driver_sql("INSERT INTO search_word (word) VALUES (?) RETURNING id", row).scalar_one()
        connection.exec_driver_sql("INSERT INTO search_part (rowid, word) VALUES (?, ?)", (number, *row))


def _last_doc(connection: Connection, standing: int) -> int:
    low = SECOND_STANDING * standing
    statement = "SELECT coalesce(max(doc), ?) FROM search_person WHERE doc >= ? AND doc < ?"
    return int(connection.exec_driver_sql(statement, (low, low, low + SECOND_STANDING)).scalar_one())


def _number_keys(numbers: str) -> dict[str, None]:
    return dict.fromkeys(told.partition(":")[2] for told in numbers.split())
