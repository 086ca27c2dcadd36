"""From a keystroke to the list: the search, the counter's state and Qt's model, beside ``LIKE '%x%'`` on the same rows.

``python -m benchmarks.search [--people 100000] [--keystrokes 4000] [--file PATH]``. A file is kept and used again, when
it holds as many people. Every beginning of every text is a keystroke; a scanned number is one.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from statistics import median, quantiles

from sqlalchemy import Connection

from ilp_desktop.domain.identifiers import NodeId, UserId
from ilp_desktop.domain.search_hit import SearchHit
from ilp_desktop.services.invented_people import invent_people, read_region
from ilp_desktop.storage import search_index
from ilp_desktop.storage.bulk import write_many
from ilp_desktop.storage.database import Database, create_database, open_database
from ui.kit.result_list import LINE_ROLE, ResultModel
from ui.screens.loket.lines import hit_line
from ui.screens.loket.state import SearchState

TODAY = date(2026, 11, 22)
KEY = bytes(range(32))
ROWS_ON_SCREEN = 12
GOALS_MS = {100_000: 16.0, 1_000_000: 50.0}
GOAL_TIMES = 20
BASELINE_ROWS = 20_000_000
"""Rows that the baseline reads altogether: so slow that it is asked less the more people there are."""

FIXED = (
    "siti aminah",
    "aminah maw",
    "la ode has",
    "wa ode nur",
    "muhammad",
    "mohamad rizal",
    "abd rahim",
    "sitti",
    "la la",
    "wa la",
    "hasan siti",
    "nur hayati",
    "nurhayati",
    "yusuf",
    "zulk",
    "katukobari",
    "andi lakorua",
    "xyzzy",
    "siti budi wayan",
    "hayati",
)
"""Texts that are hard or common whoever is in the file: common words, nobody, insides, villages."""

LIKE = """
    SELECT id, name, sex, birth_date, village_name, medical_record_number, mother_name FROM patient
    WHERE {conditions} ORDER BY name LIMIT 50
"""
COLUMNS = ("name", "nik", "insurance_number", "medical_record_number", "phone", "mother_name", "village_name")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--keystrokes", type=int, default=4000)
    parser.add_argument("--file", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = _database(chosen.file or Path(folder) / "people.db", chosen.people)
        try:
            _measure(database, chosen.people, chosen.keystrokes)
        finally:
            database.close()


def _measure(database: Database, people: int, number: int) -> None:
    with database.read() as connection:
        typed = keystrokes(connection, number)
    screen = milliseconds(through_the_screen(database), typed)
    alone = milliseconds(in_the_database(database), typed)
    like = milliseconds(with_like(database), Random(2).sample(typed, max(20, min(200, BASELINE_ROWS // people))))
    goal = GOALS_MS[min(size for size in GOALS_MS if size >= min(people, max(GOALS_MS)))]
    print("figure | ours | baseline | ratio | goal | ok")
    _row(f"keystroke to list, {people:,} people, p95", p95(screen), p95(like), goal)
    _row(f"keystroke to list, {people:,} people, median", median(screen), median(like), goal)
    _row(f"of that in the database, {people:,} people, p95", p95(alone), p95(like), goal)
    print(f"{len(typed)} keystrokes; slowest {max(screen):.1f} ms; LIKE asked {len(like)} of them")


def _row(figure: str, ours: float, theirs: float, goal: float) -> None:
    ratio = theirs / ours
    verdict = "ok" if ours <= goal and ratio >= GOAL_TIMES else "not reached"
    print(
        f"{figure} | {ours:.2f} ms | LIKE {theirs:.0f} ms | {ratio:.0f} times faster"
        f" | <= {goal:.0f} ms, >= {GOAL_TIMES} times | {verdict}"
    )


def keystrokes(connection: Connection, number: int) -> list[str]:
    """Everything that is in the search box while these people are looked for, as clerks look for them."""
    random = Random(1)
    found: list[str] = []
    texts = iter(FIXED)
    while len(found) < number:
        text = next(texts, None)
        for typed in [text] if text else _ways_to_ask(connection, random):
            scanned = len(typed) > 12 and typed.isdigit() and random.random() < 0.5
            found += [typed] if scanned else [typed[:length] for length in range(1, len(typed) + 1)]
    return found[:number]


def _ways_to_ask(connection: Connection, random: Random) -> Iterator[str]:
    """Three of the ways in which somebody drawn by lot may be asked for."""
    row = connection.exec_driver_sql(
        "SELECT name, nik, insurance_number, medical_record_number, phone, mother_name, village_name FROM patient"
        " WHERE rowid >= 1 + abs(?) % (SELECT max(rowid) FROM patient) LIMIT 1",
        (random.getrandbits(40),),
    ).one()
    words = row.name.split()
    ways = (
        row.name,
        row.name,
        row.name.upper(),
        " ".join(reversed(words)),
        words[-1],
        " ".join(word[:3] for word in words),
        f"{words[-1]} {row.village_name[:4]}",
        f"{words[0]} {(row.mother_name or row.name).split()[-1]}",
        words[-1][1:],
        row.medical_record_number,
        row.medical_record_number.replace("-", ""),
        row.nik,
        row.insurance_number,
        row.phone,
        f"{words[-1]} {row.medical_record_number[3:8]}",
    )
    return (way for way in random.sample(ways, 3) if way)


def through_the_screen(database: Database) -> Callable[[str], object]:
    """What one keystroke costs at the counter: the search, the state object, Qt's model, the lines on the screen."""

    def find(text: str, limit: int) -> tuple[SearchHit, ...]:
        with database.read() as connection:
            return search_index.search(connection, text, limit)

    state = SearchState(find)
    model: ResultModel[SearchHit] = ResultModel(lambda hit: hit_line(hit, TODAY))

    def type_text(text: str) -> object:
        model.set_rows(state.show(state.look(text)))
        return [model.data(model.index(row), LINE_ROLE) for row in range(min(model.rowCount(), ROWS_ON_SCREEN))]

    return type_text


def in_the_database(database: Database) -> Callable[[str], object]:
    """What one keystroke costs without the screen."""

    def find(text: str) -> object:
        with database.read() as connection:
            return search_index.search(connection, text)

    return find


def with_like(database: Database) -> Callable[[str], object]:
    """The same question without an index: every word anywhere in one of the columns."""

    def find(text: str) -> object:
        words = text.split()
        anywhere = " OR ".join(f"{column} LIKE ?" for column in COLUMNS)
        statement = LIKE.format(conditions=" AND ".join(f"({anywhere})" for _ in words) or "1")
        with database.read() as connection:
            wanted = tuple(f"%{word}%" for word in words for _ in COLUMNS)
            return connection.exec_driver_sql(statement, wanted).fetchall()

    return find


def milliseconds(ask: Callable[[str], object], typed: Sequence[str]) -> list[float]:
    """How long each keystroke takes."""
    times = []
    for text in typed:
        start = time.perf_counter()
        ask(text)
        times.append((time.perf_counter() - start) * 1000)
    return times


def p95(times: Sequence[float]) -> float:
    """The time that nineteen of twenty stay below."""
    return quantiles(times, n=20)[-1]


def _database(path: Path, people: int) -> Database:
    if path.exists():
        database = open_database(path, KEY)
        with database.read() as connection:
            present = connection.exec_driver_sql("SELECT count(*) FROM patient").scalar_one()
        if people <= present < people * 1.01 + 20:
            return database
        database.close()
        raise SystemExit(f"{path} holds {present} people; name another file")
    database = create_database(path, KEY)
    families = invent_people(people, read_region(), today=TODAY, duplicates=0.03)
    write_many(
        database,
        (row for family in families for row in (family.household, *family.members)),
        operation="invent",
        user=UserId("benchmark"),
        node=NodeId("benchmark"),
        clock=lambda: datetime(2026, 11, 22, tzinfo=UTC),
    )
    return database


if __name__ == "__main__":
    main()
