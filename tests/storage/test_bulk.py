"""Rows written by the thousand have their log and index, and a stop leaves whole steps behind."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from ilp_desktop.domain.identifiers import NodeId, PatientId, UserId
from ilp_desktop.domain.patient import Patient, Sex
from ilp_desktop.domain.problem import Cancelled
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.storage import bulk, search_index
from ilp_desktop.storage.database import Database, create_database
from ilp_desktop.storage.schema import change_log, patient


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = create_database(tmp_path / "data.db", bytes(32))
    yield database
    database.close()


def people(number: int) -> Iterator[Patient]:
    for place in range(number):
        yield Patient(
            id=PatientId(f"p{place:05d}"),
            medical_record_number=f"01-{place:05d}-00",
            name=f"Siti {place}",
            sex=Sex.FEMALE,
            birth_date=date(1990, 1, 1),
        )


def write(database: Database, number: int, progress: Progress = silent) -> int:
    return bulk.write_many(
        database,
        people(number),
        operation="import_people",
        user=UserId("user"),
        node=NodeId("node"),
        clock=lambda: datetime(2026, 11, 22, tzinfo=UTC),
        total=number,
        progress=progress,
    )


def counts(database: Database) -> tuple[int, int, int]:
    with database.read() as connection:
        rows = connection.execute(select(func.count()).select_from(patient)).scalar_one()
        entries = connection.execute(select(func.count()).select_from(change_log)).scalar_one()
        return rows, entries, len(search_index.search(connection, "siti", limit=10**6))


def test_every_row_is_logged_and_found(database: Database) -> None:
    number = bulk.STEP_ROWS + 3
    steps: list[Step] = []
    assert write(database, number, steps.append) == number
    assert counts(database) == (number, number, number)
    assert [(step.done, step.total) for step in steps] == [(bulk.STEP_ROWS, number), (number, number)]


def test_nothing_to_write_writes_nothing(database: Database) -> None:
    assert write(database, 0) == 0
    assert counts(database) == (0, 0, 0)


def test_a_cancelled_run_leaves_whole_steps(database: Database) -> None:
    def stop(_step: Step) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write(database, 2 * bulk.STEP_ROWS, stop)
    assert counts(database) == (bulk.STEP_ROWS,) * 3


def test_the_page_cache_is_as_large_as_before(database: Database) -> None:
    question = "PRAGMA cache_size"
    with database.read() as connection:
        before = connection.exec_driver_sql(question).scalar_one()
    write(database, 1)
    with database.read() as connection:
        assert connection.exec_driver_sql(question).scalar_one() == before
