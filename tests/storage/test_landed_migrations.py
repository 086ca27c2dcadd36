"""A migration that landed stands on PCs: it is never written anew, a change of the schema is a further one."""

from hashlib import sha256
from pathlib import Path

from ilp_desktop.storage import migrations
from ilp_desktop.storage.schema import SCHEMA_VERSION

LANDED = {
    "0001_first.py": "d06bb496ee20c20432511dd948de225503816aa897c5678261c13f15cbdb6473",
    "0002_episodes_and_immunisations.py": "bc037d9828cd7a6b90d30179242330becb6bef2dfdcd1f8f920510b83453b603",
}
"""The SHA-256 of each, line ends as LF. Whoever brings a migration adds it, with the data of the version before it in
``older/`` (docs/adr/0010-landed-migrations.md)."""

VERSIONS = Path(migrations.__file__).parent / "versions"


def test_no_landed_migration_has_changed() -> None:
    found = {path.name: sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest() for path in VERSIONS.glob("*.py")}
    assert found == LANDED


def test_the_schema_is_that_of_the_last_migration() -> None:
    assert max(LANDED).split("_")[0] == SCHEMA_VERSION
