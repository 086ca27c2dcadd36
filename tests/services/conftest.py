"""A puskesmas for the tests: made once, copied for each test, with a clock that the test turns."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from ilp_desktop.domain.identifiers import FacilityId, VillageCode
from ilp_desktop.domain.installation import Facility, InstallationKind, Role
from ilp_desktop.services.first_run import FirstRun, VillageChoice, install
from ilp_desktop.services.sign_in import sign_in
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.key_ring import KeyCost

CHEAP = KeyCost(passes=1, memory=8192)
"""So that a test does not wait for Argon2id; the cost is the caller's choice, the algorithm is the same."""

WITA = timezone(timedelta(hours=8))
PASSWORD = "jalan pagi ke pasar"
LANTO, LANGKOMU = VillageCode("7414032004"), VillageCode("7414032006")


@dataclass
class TurnedClock:
    """A clock that stands still until the test turns it."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 23, 8, 0, tzinfo=WITA))

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        """Moves the hands forward by minutes, hours or days."""
        self.now += timedelta(**by)


def facility(
    kind: InstallationKind = InstallationKind.PUSKESMAS, name: str = "Puskesmas Mawasangka Tengah"
) -> Facility:
    """An invented facility with a kop surat."""
    return Facility(
        id=FacilityId(""),
        code="P7414031201" if kind is not InstallationKind.DINAS else "D7414",
        name=name,
        kind=kind,
        village_code=LANTO,
        village_name="Lanto",
        district_name="Mawasangka Tengah",
        regency_name="Kabupaten Buton Tengah",
        province_name="Sulawesi Tenggara",
        letterhead_1="PEMERINTAH KABUPATEN BUTON TENGAH",
        letterhead_2="DINAS KESEHATAN",
        letterhead_3="UPTD PUSKESMAS MAWASANGKA TENGAH",
        letterhead_4="Jl. Poros Lanto, Kec. Mawasangka Tengah",
        head_name="Wa Ode Ratna, S.KM",
        head_rank="Penata Tk. I",
        head_number="198005052005012003",
    )


def first_run(
    kind: InstallationKind = InstallationKind.PUSKESMAS, name: str = "Puskesmas Mawasangka Tengah"
) -> FirstRun:
    """The wizard's answers."""
    villages = (
        VillageChoice(code=LANTO, name="Lanto", hamlets=("Dusun 1", "Dusun 2")),
        VillageChoice(code=LANGKOMU, name="Langkomu", hamlets=("Dusun 1",)),
    )
    return FirstRun(
        facility=facility(kind, name),
        villages=() if kind is InstallationKind.DINAS else villages,
        username="siti",
        name="Siti Rahmawati",
        password=PASSWORD,
        password_again=PASSWORD,
        roles=frozenset(Role),
    )


@pytest.fixture
def clock() -> TurnedClock:
    """Monday 23 November 2026, 08.00 WITA."""
    return TurnedClock()


@pytest.fixture(scope="session")
def puskesmas_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a new puskesmas, made once."""
    folder = tmp_path_factory.mktemp("template") / "data"
    install(folder, first_run(), TurnedClock(), CHEAP).workplace.database.close()
    return folder


@pytest.fixture
def workplace(puskesmas_template: Path, tmp_path: Path, clock: TurnedClock) -> Iterator[Workplace]:
    """Siti, signed in at a puskesmas of her own."""
    folder = tmp_path / "data"
    shutil.copytree(puskesmas_template, folder)
    opened = sign_in(folder, "siti", PASSWORD, clock)
    yield opened
    opened.database.close()
