"""An older database under a newer program: copied first, migrated whole, and untouched when the new version fails.

The next version is made here: the product's own migrations and one more, which no release has.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from ilp_desktop.domain.identifiers import NodeId, PatientId, UserId
from ilp_desktop.domain.patient import Patient, Sex
from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.storage import migrations, records
from ilp_desktop.storage.database import create_database, open_database
from ilp_desktop.storage.key_ring import new_database_key
from ilp_desktop.storage.schema import SCHEMA_VERSION
from ilp_desktop.storage.transaction import new_id
from tests.services.full_disk import full_disk

KEY = new_database_key()
NEXT = "9999"
WHOLE = (
    'op.add_column("patient", sa.Column("favourite_song", sa.Text(), nullable=False, server_default="Wulele Sanggula"))'
)
MISTAKE = "op.execute(\"UPDATE patient SET name = 'lost'\")\n    raise RuntimeError('a mistake in the new version')"
BROKEN = f"{WHOLE}\n    {MISTAKE}"
POWER_CUT = f"{WHOLE}\n    import os\n    os._exit(7)"
OPEN = """
import sys
from pathlib import Path
from ilp_desktop.storage import database, migrations
migrations.__file__, database.SCHEMA_VERSION = sys.argv[1], sys.argv[2]
database.open_database(Path(sys.argv[3]), bytes.fromhex(sys.argv[4]))
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The database of the version that is installed now, with one person in it."""
    database = create_database(tmp_path / "data" / "ilp.db", KEY)
    with database.write(
        operation="test", user=UserId("siti"), node=NodeId("a"), clock=lambda: datetime(2026, 11, 23, tzinfo=UTC)
    ) as transaction:
        transaction.insert(
            Patient(
                id=PatientId(new_id()),
                medical_record_number="01-00001-00",
                name="Wa Aminah",
                sex=Sex.FEMALE,
                birth_date=date(1992, 5, 14),
                birth_date_estimated=True,
            )
        )
    database.close()
    return database.path


class NextVersion:
    """The program after this one, whose migration does what a test says."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch
        shutil.copytree(Path(migrations.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))

    def migrates(self, statements: str) -> None:
        """From now on the last migration does this."""
        shutil.rmtree(self.folder / "versions" / "__pycache__", ignore_errors=True)
        (self.folder / "versions" / f"{NEXT}_next.py").write_text(
            f'"""Next."""\nimport sqlalchemy as sa\nfrom alembic import op\n'
            f'revision, down_revision = "{NEXT}", "{SCHEMA_VERSION}"\n\ndef upgrade():\n    {statements}\n'
        )

    def install(self) -> None:
        """In the place of the present program."""
        self._monkeypatch.setattr(migrations, "__file__", str(self.folder / "__init__.py"))
        self._monkeypatch.setattr("ilp_desktop.storage.database.SCHEMA_VERSION", NEXT)

    def remove(self) -> None:
        """The installer brings the present program back."""
        self._monkeypatch.undo()


@pytest.fixture
def next_version(tmp_path: Path) -> Iterator[NextVersion]:
    with pytest.MonkeyPatch.context() as patch:
        version = NextVersion(tmp_path / "migrations", patch)
        version.migrates(WHOLE)
        yield version


def copy_of(file: Path) -> Path:
    return file.with_name(f"ilp-sebelum-{NEXT}.db")


def people(file: Path) -> list[str]:
    """Who is in the file, read by the program that is installed now."""
    database = open_database(file, KEY)
    try:
        with database.read() as connection:
            return [patient.name for patient in records.find(connection, Patient)]
    finally:
        database.close()


def columns(file: Path) -> set[str]:
    database = open_database(file, KEY)
    try:
        with database.read() as connection:
            return {column["name"] for column in inspect(connection).get_columns("patient")}
    finally:
        database.close()


def test_the_next_version_copies_the_data_first_and_then_migrates_it(file: Path, next_version: NextVersion) -> None:
    next_version.install()
    database = open_database(file, KEY)
    with database.read() as connection:
        song = connection.execute(text("SELECT name, favourite_song FROM patient")).one()
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    assert database.is_sound()
    database.close()
    assert (tuple(song), version) == (("Wa Aminah", "Wulele Sanggula"), NEXT)
    next_version.remove()

    assert people(copy_of(file)) == ["Wa Aminah"]
    with pytest.raises(Fault) as failure:
        people(file)
    assert failure.value.code is FaultCode.DATABASE_NEWER


def test_a_migration_that_fails_leaves_the_data_to_the_old_version(file: Path, next_version: NextVersion) -> None:
    next_version.migrates(BROKEN)
    next_version.install()
    with pytest.raises(RuntimeError, match="a mistake"):
        open_database(file, KEY)
    next_version.remove()
    assert people(file) == ["Wa Aminah"]
    assert "favourite_song" not in columns(file)


def test_after_a_failure_the_mended_version_opens_the_data_of_meanwhile(file: Path, next_version: NextVersion) -> None:
    next_version.migrates(BROKEN)
    next_version.install()
    for _attempt in range(2):
        with pytest.raises(RuntimeError, match="a mistake"):
            open_database(file, KEY)
    next_version.migrates(WHOLE)
    open_database(file, KEY).close()
    assert "favourite_song" in columns(file)


def test_a_power_cut_in_the_middle_of_a_migration_leaves_the_data_to_the_old_version(
    file: Path, next_version: NextVersion
) -> None:
    next_version.migrates(POWER_CUT)
    arguments = [str(next_version.folder / "__init__.py"), NEXT, str(file), KEY.hex()]
    ended = subprocess.run([sys.executable, "-c", OPEN, *arguments], capture_output=True, text=True)
    assert ended.returncode == 7, ended.stderr
    assert people(file) == ["Wa Aminah"]
    assert "favourite_song" not in columns(file)


def test_without_room_for_the_copy_nothing_is_migrated(file: Path, next_version: NextVersion) -> None:
    next_version.install()
    with full_disk(50_000), pytest.raises(Fault) as failure:
        open_database(file, KEY)
    assert failure.value.code is FaultCode.DISK_FULL
    next_version.remove()
    assert people(file) == ["Wa Aminah"]
