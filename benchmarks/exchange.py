"""A month of a puskesmas on a stick: 3,000 visits sent, looked into and accepted.

``python -m benchmarks.exchange [VISITS]`` prints the size of the package beside the same entries uncompressed, and the
times beside a bare SQLCipher transaction that inserts the same rows and log entries.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import sqlcipher3

from ilp_desktop.domain.identifiers import FacilityId, PartnerId, PatientId, VillageCode
from ilp_desktop.domain.installation import Facility, InstallationKind, Role
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.visit import NextStep, VisitPurpose
from ilp_desktop.domain.vital_signs import VitalSignsTyped
from ilp_desktop.services.exchange import accept_all, inspect_all, send
from ilp_desktop.services.first_run import FirstRun, VillageChoice, install
from ilp_desktop.services.partners import read_card, trust, write_own_card
from ilp_desktop.services.people import register_person
from ilp_desktop.services.rooms import ConsultationCommand, DiagnosisChoice, save_consultation
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.change_queries import changes_after
from ilp_desktop.storage.key_ring import KeyCost
from ilp_desktop.storage.transaction import change_row

VISITS = 3_000
VISITS_PER_PERSON = 3
WORKING_DAYS = 24
LARGEST_MEGABYTES, LONGEST_SECONDS = 2.0, 60.0
LANTO = VillageCode("7414032004")
NAMES = ("Wa Aminah", "La Sardin", "Wa Ode Salma", "La Jufri", "Nurhayati", "La Hamid", "Sitti Rahma", "Muh. Yusuf")
ILLNESSES = (("J06.9", "ISPA"), ("I10", "Hipertensi esensial"), ("K29.7", "Gastritis"), ("M79.1", "Mialgia"))

Value = TypeVar("Value")


def main() -> None:
    """Prints the figures as the door for developers reads them."""
    visits = int(sys.argv[1]) if len(sys.argv) > 1 else VISITS
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        calendar = _Calendar()
        puskesmas = _installed(folder / "puskesmas", InstallationKind.PUSKESMAS, "P7414031201", calendar)
        dinas = _installed(folder / "dinas", InstallationKind.DINAS, "D7414", calendar)
        stick = folder / "stik"
        stick.mkdir()
        partner = _acquainted(puskesmas, dinas, stick)
        _work(puskesmas, visits, calendar)
        sending, sent = _timed(lambda: send(puskesmas, partner, stick).value)
        paths = [package.path for package in sent.packages]
        looking, _ = _timed(lambda: inspect_all(dinas, paths))
        taking, _ = _timed(lambda: accept_all(dinas, paths, stick))
        entries, plain_megabytes, bare = _bare(puskesmas, folder / "bare.db")
        puskesmas.database.close()
        dinas.database.close()
    megabytes = sum(package.size for package in sent.packages) / 1e6
    print(f"# {visits} visits, {entries} log entries, {len(sent.packages)} file(s)")
    print("figure | ours | baseline | ratio | goal | ok")
    for name, ours, baseline, unit, goal in (
        ("package of a month", megabytes, plain_megabytes, "MB", LARGEST_MEGABYTES),
        ("write, seal, read back", sending, bare, "s", LONGEST_SECONDS),
        ("look into it", looking, bare, "s", LONGEST_SECONDS),
        ("accept, with receipt", taking, bare, "s", LONGEST_SECONDS),
        ("send and accept together", sending + looking + taking, bare, "s", LONGEST_SECONDS),
    ):
        ok = "ok" if ours <= goal else "no"
        print(f"{name} | {ours:.2f} {unit} | {baseline:.2f} {unit} | {ours / baseline:.2f} | {goal:g} {unit} | {ok}")


class _Calendar:
    """Working days of a past month: each day its share of the visits."""

    def __init__(self) -> None:
        self.day = 0

    def __call__(self) -> datetime:
        return datetime.now(UTC) - timedelta(days=WORKING_DAYS - self.day)


def _installed(folder: Path, kind: InstallationKind, code: str, calendar: _Calendar) -> Workplace:
    facility = Facility(id=FacilityId(""), code=code, name=f"Uji {kind.value}", kind=kind, village_code=LANTO)
    villages = (VillageChoice(code=LANTO, name="Lanto", hamlets=("Dusun 1",)),)
    command = FirstRun(
        facility=facility,
        villages=() if kind is InstallationKind.DINAS else villages,
        username="siti",
        name="Siti",
        password="jalan pagi ke pasar",
        password_again="jalan pagi ke pasar",
        roles=frozenset(Role),
    )
    return install(folder, command, calendar, KeyCost(passes=1, memory=8192)).workplace


def _acquainted(puskesmas: Workplace, dinas: Workplace, stick: Path) -> PartnerId:
    trust(dinas, read_card(write_own_card(puskesmas, stick)))
    return trust(puskesmas, read_card(write_own_card(dinas, stick))).value.id


def _work(workplace: Workplace, visits: int, calendar: _Calendar) -> None:
    people: list[PatientId] = []
    for number in range(max(1, visits // VISITS_PER_PERSON)):
        entry = PersonEntry(
            name=f"{NAMES[number % len(NAMES)]} {number}",
            sex=(Sex.FEMALE, Sex.MALE)[number % 2],
            birth_date=date(1950 + number % 70, 1 + number % 12, 1 + number % 28),
            village_code=LANTO,
            village_name="Lanto",
        )
        people.append(register_person(workplace, entry, look_alikes_seen=True).value.id)
    for number in range(visits):
        calendar.day = number * WORKING_DAYS // visits
        _seen(workplace, people[number % len(people)], number)


def _seen(workplace: Workplace, patient: PatientId, number: int) -> None:
    command = VisitCommand(patient_id=patient, purpose=VisitPurpose.SICK, payer=Payer.JKN_PBI_STATE)
    registered = register_visit(workplace, command).value
    assert registered.entry is not None
    code, name = ILLNESSES[number % len(ILLNESSES)]
    save_consultation(
        workplace,
        ConsultationCommand(
            visit_id=registered.visit.id,
            queue_entry_id=registered.entry.id,
            cluster=registered.entry.cluster,
            anamnesis=f"Keluhan sejak {1 + number % 9} hari",
            vital_signs=VitalSignsTyped(systolic=100 + number % 70, diastolic=60 + number % 40),
            diagnoses=(DiagnosisChoice(code=code, name=name),),
            therapy="Parasetamol 3 x 1",
            next_steps=(NextStep.HOME,),
            completed=True,
        ),
    )


def _bare(workplace: Workplace, path: Path) -> tuple[int, float, float]:
    """Entries, megabytes of them as plain text, seconds to insert each as a row and as a log entry."""
    with workplace.database.read() as connection:
        rows = [change_row(change) for change in changes_after(connection, {})]
    columns = ", ".join(f'"{name}"' for name in rows[0])
    marks = ", ".join("?" for _ in rows[0])
    bare = sqlcipher3.connect(str(path), isolation_level=None)
    for pragma in ("key = 'x'", "journal_mode = WAL", "synchronous = FULL"):
        bare.execute(f"PRAGMA {pragma}")
    for table in ("record", "entry"):
        bare.execute(f"CREATE TABLE {table} ({columns})")

    def write() -> None:
        bare.execute("BEGIN IMMEDIATE")
        for row in rows:
            for table in ("record", "entry"):
                bare.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(row.values()))
        bare.execute("COMMIT")

    seconds, _ = _timed(write)
    bare.close()
    return len(rows), sum(len(str(row)) for row in rows) / 1e6, seconds


def _timed(work: Callable[[], Value]) -> tuple[float, Value]:
    start = time.perf_counter()
    value = work()
    return time.perf_counter() - start, value


if __name__ == "__main__":
    main()
