"""The encrypted database file: create, open with every check, read, write, back up."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import URL, Engine, NullPool, Pool, StaticPool, create_engine, event, inspect, text
from sqlalchemy import Connection as Connection
from sqlalchemy.exc import DBAPIError

from ilp_desktop.domain.identifiers import NodeId, UserId
from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.renaming import rename_over
from ilp_desktop.storage import records
from ilp_desktop.storage.fault_translation import translated
from ilp_desktop.storage.prepared import Prepared
from ilp_desktop.storage.schema import SCHEMA_VERSION, table_of
from ilp_desktop.storage.transaction import Transaction

Clock = Callable[[], datetime]
"""Gives the present moment with its time zone."""

KEY_BYTES = 32

Entity = TypeVar("Entity")

_BEGIN = Prepared(text("BEGIN IMMEDIATE"))
_COMMIT = Prepared(text("COMMIT"))
_COMMITS_OF_OTHERS = Prepared(text("PRAGMA data_version"))
"""A number that changes when another program has changed the file."""

_KEPT_STATEMENTS = 512
"""More than the program has. The driver drops the least used first: a full cache forgets each new statement at once."""

_COPY_CACHE = -2000
"""KiB of pages while copying: each is read once, so that keeping more only costs the PC its memory."""


class Database:
    """One open database. All work goes through ``read`` and ``write``; one at a time, from one thread at a time."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._turn = threading.RLock()
        self._reading: Connection | None = None
        self._writing: Connection | None = None
        self._being_changed: set[str] = set()
        self._remembered: dict[str, object] = {}
        self._remembered_at = -1
        self.path = path

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view of the data; inside a ``write`` it sees what was written so far."""
        with self._turn, translated():
            present = self._writing or self._reading
            if present is not None:
                yield present
                return
            with self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                self._reading = connection
                try:
                    yield connection
                finally:
                    self._reading = None
                    connection.exec_driver_sql("ROLLBACK")

    @contextmanager
    def write(self, *, operation: str, user: UserId, clock: Clock, node: NodeId | None = None) -> Iterator[Transaction]:
        """One named change of the data: all of it is durable when the block ends, or none of it after an error.

        Its entries are this installation's, unless another ``node`` is named.
        """
        with self._turn, translated(), self._engine.connect() as connection:
            _BEGIN.run(connection)
            self._writing = connection
            try:
                self._forget_if_others_wrote(connection)
                transaction = Transaction(connection, operation=operation, user=user, node=node, now=clock())
                self._being_changed = transaction.changes
                yield transaction
                transaction.finish()
                _COMMIT.run(connection)
            except BaseException:
                _roll_back(connection)
                raise
            finally:
                for table in self._being_changed:
                    self._remembered.pop(table, None)
                self._writing, self._being_changed = None, set()

    def remembered(self, kind: type[Entity]) -> tuple[Entity, ...]:
        """Every entity of a small table that is asked for at each step, such as the settings.

        They are read anew when the table was changed, here or by another program that has the file open.
        """
        table = table_of(kind).name
        with self._turn:
            if self._writing is None or table in self._being_changed or table not in self._remembered:
                self._remember(kind, table)
            return cast(tuple[Entity, ...], self._remembered[table])

    def back_up(self, target: Path) -> None:
        """A complete, consistent, equally encrypted copy at ``target``, which must not exist yet.

        It has a connection of its own and may run on any thread: work with the data goes on meanwhile.
        """
        with translated(), self._second_connection() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(target),))

    def is_sound_copy(self, copy: Path) -> bool:
        """Whether a backup opens with the key of this database and is whole; on any thread, like ``back_up``."""
        with self._second_connection() as connection:
            try:
                connection.exec_driver_sql("ATTACH DATABASE ? AS copy", (str(copy),))
                pages = connection.exec_driver_sql("PRAGMA copy.cipher_integrity_check").fetchall()
                structure = connection.exec_driver_sql("PRAGMA copy.quick_check").scalar()
            except DBAPIError:
                return False
        return not pages and structure == "ok"

    def is_sound(self) -> bool:
        """Whether every page carries a correct cipher checksum and the structure is whole."""
        with self._turn, self._engine.connect() as connection:
            try:
                pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
                structure = connection.exec_driver_sql("PRAGMA quick_check").scalar()
            except DBAPIError:
                return False
        return not pages and structure == "ok"

    def close(self) -> None:
        """Closes the file; the write-ahead log is folded in."""
        with self._turn:
            self._engine.dispose()

    def _remember(self, kind: type[Entity], table: str) -> None:
        with self.read() as connection:
            self._forget_if_others_wrote(connection)
            if table in self._being_changed or table not in self._remembered:
                self._remembered[table] = records.find(connection, kind)

    def _forget_if_others_wrote(self, connection: Connection) -> None:
        ((version,),) = _COMMITS_OF_OTHERS.run(connection)
        if version != self._remembered_at:
            self._remembered.clear()
            self._remembered_at = version

    @contextmanager
    def _second_connection(self) -> Iterator[Connection]:
        engine = _engine(self._engine.url, NullPool)
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql(f"PRAGMA cache_size = {_COPY_CACHE}")
                yield connection
        finally:
            engine.dispose()


def create_database(path: Path, key: bytes) -> Database:
    """A new, empty, encrypted database with the present schema. Fault when the place is not writable or taken."""
    if path.exists():
        raise Fault(
            FaultCode.DATABASE_FOREIGN,
            "Di folder ini sudah ada berkas data.",
            "Pilih folder lain, atau masuk dengan data yang sudah ada.",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Fault(
            FaultCode.READ_ONLY,
            "Folder data tidak dapat dibuat.",
            "Pilih folder lain yang boleh ditulisi.",
        ) from error
    database = _connect(path, key)
    try:
        with translated():
            _migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def open_database(path: Path, key: bytes, progress: Progress = silent, *, is_spare: bool = False) -> Database:
    """The database at ``path``. Fault when it is missing, foreign, damaged, newer than the program, or read-only.

    One of an older program is copied and then brought to the present schema, whole or, also when the user cancels, not
    at all. Of a file that ``is_spare``, such as a backup that is being restored, no further copy is made.
    """
    if not path.exists():
        raise Fault(
            FaultCode.DATABASE_MISSING,
            "Berkas data tidak ditemukan.",
            "Periksa bahwa folder data masih ada, atau pulihkan dari cadangan.",
        )
    progress(Step(doing="Membuka data", done=0, total=0))
    database = _connect(path, key)
    try:
        found = _schema_version(database)
        if found > SCHEMA_VERSION:
            raise Fault(
                FaultCode.DATABASE_NEWER,
                f"Data ini dibuat program yang lebih baru (versi data {found}; program ini mengenal {SCHEMA_VERSION}).",
                "Data tetap aman. Pasang program yang terbaru, lalu buka lagi.",
            )
        if found < SCHEMA_VERSION:
            with translated():
                if not is_spare:
                    progress(Step(doing="Program baru: menyalin data dahulu", done=0, total=0))
                    _copy_before_migrating(database)
                progress(Step(doing="Program baru: menyesuaikan data", done=0, total=0))
                _migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def _connect(path: Path, key: bytes) -> Database:
    if len(key) != KEY_BYTES:
        raise ValueError("the database key has 32 bytes")
    url = URL.create("sqlite+pysqlcipher", password=f"x'{key.hex()}'", database=str(path))
    engine = _engine(url, StaticPool)
    database = Database(engine, path)
    with translated():
        engine.connect().close()
    return database


def _engine(url: URL, pool: type[Pool]) -> Engine:
    engine = create_engine(
        url,
        poolclass=pool,
        hide_parameters=True,
        connect_args={
            "check_same_thread": False,
            "isolation_level": None,
            "timeout": 5,
            "cached_statements": _KEPT_STATEMENTS,
        },
    )
    event.listen(engine, "connect", _prepare_connection)
    return engine


def _prepare_connection(connection: Any, _record: object) -> None:
    for pragma in (
        "cipher_log_level = NONE",
        "cipher_memory_security = OFF",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "cache_size = -16000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _schema_version(database: Database) -> str:
    with database.read() as connection:
        if not inspect(connection).has_table("alembic_version"):
            raise Fault(
                FaultCode.DATABASE_FOREIGN,
                "Berkas ini bukan data ILP Desktop.",
                "Pilih folder data yang benar, atau pulihkan dari cadangan.",
            )
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _copy_before_migrating(database: Database) -> None:
    """Beside the data, in the place of the copy that an attempt before this one left."""
    path = database.path
    target = path.with_name(f"{path.stem}-sebelum-{SCHEMA_VERSION}{path.suffix}")
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        database.back_up(part)
        rename_over(part, target)
    except OSError as error:
        raise Fault(
            FaultCode.READ_ONLY,
            "Salinan data sebelum pembaruan tidak dapat ditulis. Data tidak diubah.",
            "Periksa ruang dan izin folder data, lalu buka program lagi.",
        ) from error


def _migrate(database: Database) -> None:
    from ilp_desktop.storage.migrations import upgrade

    with database._turn, database._engine.connect() as connection:
        upgrade(connection)


def _roll_back(connection: Connection) -> None:
    if connection.connection.dbapi_connection is not None and connection.connection.dbapi_connection.in_transaction:
        connection.exec_driver_sql("ROLLBACK")
