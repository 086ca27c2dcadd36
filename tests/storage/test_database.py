"""The encrypted database: what is saved stays, what fails leaves nothing, and every fault says what to do."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

from ilp_desktop.domain.bookkeeping import Setting
from ilp_desktop.domain.change_chain import CHAIN_START, change_hash, verify_chain
from ilp_desktop.domain.identifiers import NodeId, PatientId, UserId
from ilp_desktop.domain.patient import Household, Patient, Sex
from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.storage import change_queries, records
from ilp_desktop.storage.database import Database, create_database, open_database
from ilp_desktop.storage.key_ring import new_database_key
from ilp_desktop.storage.schema import SCHEMA_VERSION, chain_head, metadata
from ilp_desktop.storage.transaction import Transaction, new_id

KEY = new_database_key()
NODE, USER = NodeId("node-a"), UserId("siti")


class SettableClock:
    """A clock that a test sets."""

    now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = create_database(tmp_path / "ilp.db", KEY)
    yield made
    made.close()


def writing(database: Database, clock: SettableClock | None = None) -> AbstractContextManager[Transaction]:
    """A write block of the test's user."""
    return database.write(operation="test", user=USER, node=NODE, clock=clock or SettableClock())


def person(name: str = "Wa Aminah") -> Patient:
    return Patient(
        id=PatientId(new_id()),
        medical_record_number="01-00001-00",
        name=name,
        sex=Sex.FEMALE,
        birth_date=date(1992, 5, 14),
        birth_date_estimated=True,
    )


def test_what_was_saved_is_there_after_opening_again(database: Database) -> None:
    patient = person()
    with writing(database) as transaction:
        transaction.insert(patient)
    database.close()
    opened = open_database(database.path, KEY)
    with opened.read() as connection:
        assert records.get(connection, Patient, patient.id) == patient
    opened.close()


def test_the_file_shows_nothing_of_what_it_holds(database: Database) -> None:
    with writing(database) as transaction:
        transaction.insert(person("Wa Sangatrahasia"))
    database.close()
    content = database.path.read_bytes()
    assert b"SQLite" not in content
    assert b"Sangatrahasia" not in content


def test_an_error_inside_a_write_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError), writing(database) as transaction:
        transaction.insert(person())
        raise RuntimeError
    with database.read() as connection:
        assert records.count(connection, Patient) == 0
        assert change_queries.heads(connection) == {}
    with writing(database) as transaction:
        transaction.insert(person())
    with database.read() as connection:
        assert records.count(connection, Patient) == 1


def test_every_change_is_logged_and_chained(database: Database) -> None:
    patient = person()
    clock = SettableClock()
    with writing(database, clock) as transaction:
        transaction.insert(patient)
    clock.now = datetime(2020, 1, 1, tzinfo=UTC)
    with writing(database, clock) as transaction:
        transaction.change(patient, name="Wa Salma", phone="0812")
    with database.read() as connection:
        inserted, changed = change_queries.changes_after(connection, {})
    assert inserted.previous_hash == CHAIN_START
    assert changed.previous_hash == inserted.hash
    assert changed.time > inserted.time, "a PC clock set back must not reorder"
    assert {name: (field.before, field.after) for name, field in changed.fields.items()} == {
        "name": ("Wa Aminah", "Wa Salma"),
        "phone": ("", "0812"),
    }
    for change in (inserted, changed):
        assert change.hash == change_hash(
            node=change.node,
            number=change.number,
            time=change.time,
            user=change.user,
            operation=change.operation,
            table=change.table,
            row_id=change.row_id,
            kind=change.kind,
            fields=change.fields,
            previous_hash=change.previous_hash,
        )


def test_saving_the_same_again_logs_nothing(database: Database) -> None:
    patient = person()
    with writing(database) as transaction:
        transaction.insert(patient)
    with writing(database) as transaction:
        transaction.save(patient, patient)
    assert transaction.changes == set()
    with database.read() as connection:
        assert connection.execute(select(chain_head.c.number)).scalar() == 1


def test_numbers_are_handed_out_once_and_never_lost_to_an_error(database: Database) -> None:
    with writing(database) as transaction:
        assert [transaction.next_number("queue:B") for _ in range(3)] == [1, 2, 3]
        assert transaction.next_number("queue:A") == 1
    with pytest.raises(RuntimeError), writing(database) as transaction:
        transaction.next_number("queue:B")
        raise RuntimeError
    with writing(database) as transaction:
        assert transaction.next_number("queue:B") == 4


def test_what_is_remembered_is_read_anew_when_another_program_changed_it(database: Database) -> None:
    other = open_database(database.path, KEY)
    assert database.remembered(Setting) == ()
    with writing(other) as transaction:
        transaction.insert(Setting(id="ticket_width", value="58"))
    assert [one.value for one in database.remembered(Setting)] == ["58"]
    with writing(other) as transaction:
        transaction.change(Setting(id="ticket_width", value="58"), value="80")
    with writing(database) as transaction:
        assert [one.value for one in database.remembered(Setting)] == ["80"]
        transaction.change(Setting(id="ticket_width", value="80"), value="57")
        assert [one.value for one in database.remembered(Setting)] == ["57"]
    other.close()


def test_two_programs_continue_one_chain(database: Database) -> None:
    other = open_database(database.path, KEY)
    for each in (database, other, database):
        with writing(each) as transaction:
            transaction.insert(person())
    with database.read() as connection:
        reached = verify_chain(change_queries.changes_after(connection, {}), {})
    assert reached[NODE].number == 3
    other.close()


def test_the_migrations_make_exactly_the_tables_of_the_schema(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _parents: kind != "table" or name in metadata.tables}
        )
        assert compare_metadata(context, metadata) == []


def test_a_backup_is_complete_encrypted_and_opens_with_the_same_key(database: Database, tmp_path: Path) -> None:
    with writing(database) as transaction:
        transaction.insert(person())
    database.back_up(tmp_path / "copy.db")
    copy = open_database(tmp_path / "copy.db", KEY)
    assert copy.is_sound()
    with copy.read() as connection:
        assert records.count(connection, Patient) == 1
    copy.close()


def fault_of_opening(path: Path, key: bytes = KEY) -> Fault:
    with pytest.raises(Fault) as fault:
        open_database(path, key)
    return fault.value


def test_a_missing_file(tmp_path: Path) -> None:
    assert fault_of_opening(tmp_path / "none.db").code is FaultCode.DATABASE_MISSING


def test_another_key_or_a_foreign_file(database: Database, tmp_path: Path) -> None:
    database.close()
    assert fault_of_opening(database.path, new_database_key()).code is FaultCode.DATABASE_FOREIGN
    foreign = tmp_path / "letter.docx"
    foreign.write_bytes(b"PK\x03\x04" + b"not a database" * 400)
    assert fault_of_opening(foreign).code is FaultCode.DATABASE_FOREIGN


def test_a_damaged_page_is_noticed(database: Database) -> None:
    with writing(database) as transaction:
        for number in range(200):
            transaction.insert(person(f"Orang {number}"))
    database.close()
    content = bytearray(database.path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    database.path.write_bytes(bytes(content))
    opened = open_database(database.path, KEY)
    assert not opened.is_sound()
    opened.close()


def test_a_newer_file_is_refused_with_both_numbers(database: Database) -> None:
    with database.read() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN")
    database.close()
    fault = fault_of_opening(database.path)
    assert fault.code is FaultCode.DATABASE_NEWER
    assert "9999" in fault.sentence
    assert SCHEMA_VERSION in fault.sentence


def test_a_full_disk_loses_nothing_that_was_acknowledged(database: Database) -> None:
    with writing(database) as transaction:
        transaction.insert(person())
    with database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Fault) as fault, writing(database) as transaction:
        for number in range(500):
            transaction.insert(Household(id=new_id(), head_name=f"Keluarga {number}" * 20))  # type: ignore[arg-type]
    assert fault.value.code is FaultCode.DISK_FULL
    assert "aman" in fault.value.sentence
    with database.read() as connection:
        assert records.count(connection, Patient) == 1
        assert records.count(connection, Household) == 0


def test_errors_do_not_carry_what_was_typed(database: Database) -> None:
    patient = person("Wa Sangatrahasia")
    with writing(database) as transaction:
        transaction.insert(patient)
    with pytest.raises(Exception) as error, writing(database) as transaction:
        transaction.insert(patient)
    assert "Sangatrahasia" not in str(error.value)


def test_the_log_survives_any_text(database: Database) -> None:
    strange = 'Wa "Ode"\n\u2028 \U0001f476 ' + "\x00".replace("\x00", "")
    patient = person(strange)
    with writing(database) as transaction:
        transaction.insert(patient)
    with database.read() as connection:
        (change,) = change_queries.changes_after(connection, {})
        assert records.get(connection, Patient, patient.id).name == strange
    assert change.fields["name"].after == strange
    assert json.loads(json.dumps(change.fields["name"].after)) == strange
