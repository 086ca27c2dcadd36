"""Saving a visit, durable, beside a bare SQLCipher transaction that writes the same rows into the same tables."""

import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from statistics import quantiles
from typing import Any

from sqlalchemy import select
from sqlcipher3 import dbapi2 as sqlcipher

from ilp_desktop.domain.identifiers import FacilityId, PatientId, VillageCode
from ilp_desktop.domain.installation import Facility, InstallationKind
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.visit import VisitPurpose
from ilp_desktop.services.data_folder import KEY_RING_FILE
from ilp_desktop.services.first_run import FirstRun, VillageChoice, install
from ilp_desktop.services.people import register_person
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import key_ring
from ilp_desktop.storage.key_ring import KeyCost
from ilp_desktop.storage.schema import change_log, queue_entry, visit

VISITS = 600
GOAL = 3.0
LANTO = VillageCode("7414032004")
USERNAME, PASSWORD = "siti", "jalan pagi ke pasar"


def main() -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        workplace = _workplace(Path(folder) / "data")
        patients = _people(workplace)
        register_visit(workplace, _command(patients[0]))
        bare = _copy_of(workplace, Path(folder) / "bare.db")
        plain = sqlcipher.connect(str(Path(folder) / "plain.db"), isolation_level=None)
        transaction, strictest = _bare_transaction(bare, workplace), _plain_transaction(plain, workplace)
        ours, theirs, strict = [], [], []
        for patient in patients[1:]:
            ours.append(_milliseconds(lambda patient=patient: register_visit(workplace, _command(patient))))  # type: ignore[misc]
            theirs.append(_milliseconds(transaction))
            strict.append(_milliseconds(strictest))
        bare.close()
        plain.close()
        workplace.database.close()
    print("figure | ours | baseline | ratio | goal | ok")
    for tables, bare_times in (("plain tables", strict), ("the same tables and indexes", theirs)):
        ratio = _p95(ours) / _p95(bare_times)
        print(
            f"save a visit (6 rows), p95, beside {tables} | {_p95(ours):.2f} ms"
            f" | bare SQLCipher {_p95(bare_times):.2f} ms"
            f" | {ratio:.2f} | <= {GOAL:.0f} | {'ok' if ratio <= GOAL else 'not reached'}"
        )


def _workplace(folder: Path) -> Workplace:
    command = FirstRun(
        facility=Facility(id=FacilityId(""), code="P1", name="Puskesmas", kind=InstallationKind.PUSKESMAS),
        villages=(VillageChoice(code=LANTO, name="Lanto"),),
        username=USERNAME,
        name="Siti",
        password=PASSWORD,
        password_again=PASSWORD,
    )
    return install(folder, command, lambda: datetime.now(UTC), KeyCost(passes=1, memory=8192)).workplace


def _people(workplace: Workplace) -> list[PatientId]:
    entry = PersonEntry(name="La Sardin", sex=Sex.MALE, birth_date=date(1980, 3, 9), village_code=LANTO)
    return [register_person(workplace, entry, look_alikes_seen=True).value.id for _ in range(VISITS)]


def _command(patient: PatientId) -> VisitCommand:
    return VisitCommand(patient_id=patient, purpose=VisitPurpose.SICK, payer=Payer.JKN_PBI_STATE)


def _copy_of(workplace: Workplace, path: Path) -> Any:
    """The same database, opened with nothing between it and SQLCipher."""
    workplace.database.back_up(path)
    key = key_ring.unlock(workplace.folder / KEY_RING_FILE, USERNAME, PASSWORD, datetime.now(UTC))
    bare = sqlcipher.connect(str(path), isolation_level=None)
    for pragma in (f"key = \"x'{key.hex()}'\"", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        bare.execute(f"PRAGMA {pragma}")
    return bare


def _bare_transaction(bare: Any, workplace: Workplace) -> Callable[[], None]:
    """One commit of the rows of a visit into the same tables with the same indexes, and nothing else.

    The visit, its ticket, two log entries, the head of the chain, the counter.
    """
    statements: list[tuple[str, list[Any]]] = []
    with workplace.database.read() as connection:
        for table in (visit, queue_entry, change_log, change_log):
            row = dict(connection.execute(select(table).limit(1)).mappings().one())
            columns = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" for _ in row)
            statements.append((f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', list(row.values())))
    serial = count(1_000_000)

    def run() -> None:
        bare.execute("BEGIN IMMEDIATE")
        for statement, row in statements:
            number = next(serial)
            bare.execute(
                statement, [number, row[1], number, *row[3:]] if "change_log" in statement else [number, *row[1:]]
            )
        bare.execute("UPDATE chain_head SET number = number + 2, hash = 'x'")
        bare.execute("UPDATE counter SET value = value + 1")
        bare.execute("COMMIT")

    return run


def _plain_transaction(plain: Any, workplace: Workplace) -> Callable[[], None]:
    """One commit of the rows of a visit: the visit, its ticket, two log entries, the head of the chain, the counter.

    The tables are plain, without secondary indexes: the strictest reading of "as many rows".
    """
    for pragma in ("key = 'x'", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        plain.execute(f"PRAGMA {pragma}")
    with workplace.database.read() as connection:
        samples = [
            (table, dict(connection.execute(select(table).limit(1)).mappings().one()))
            for table in (visit, queue_entry, change_log)
        ]
    statements: list[tuple[str, list[Any]]] = []
    for table, row in samples:
        columns = ", ".join(f'"{name}"' for name in row)
        key = "id" if "id" in row else "sequence"
        plain.execute(f'CREATE TABLE "{table.name}" ({columns}, PRIMARY KEY ("{key}"))')
        marks = ", ".join("?" for _ in row)
        statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'
        statements.extend((statement, list(row.values())) for _ in range(2 if table is change_log else 1))
    plain.execute("CREATE TABLE head (node TEXT PRIMARY KEY, number INTEGER, hash TEXT, time TEXT)")
    plain.execute("CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER)")
    plain.execute("INSERT INTO head VALUES ('n', 0, '', '')")
    plain.execute("INSERT INTO counter VALUES ('q', 0)")
    serial = iter(range(1, 10 * VISITS))

    def run() -> None:
        plain.execute("BEGIN IMMEDIATE")
        for statement, row in statements:
            plain.execute(statement, [next(serial), *row[1:]])
        plain.execute("UPDATE head SET number = number + 2, hash = 'x', time = 'y' WHERE node = 'n'")
        plain.execute("UPDATE counter SET value = value + 1 WHERE name = 'q'")
        plain.execute("COMMIT")

    return run


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
