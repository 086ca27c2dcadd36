"""Memory of the desktop after a day's work with 100,000 people in the database.

``python -m benchmarks.memory [--people 100000]``. The desktop runs in a process of its own, off-screen: signs in, finds
and registers 60 people at the counter, looks into a klaster and the exchange, and shows the register of the day as it
will be printed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil

from ilp_desktop.domain.identifiers import FacilityId, VillageCode
from ilp_desktop.domain.installation import Facility, InstallationKind, Role
from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.services.clock import system_clock
from ilp_desktop.services.first_run import FirstRun, VillageChoice, install
from ilp_desktop.services.invented_people import invent_people, read_region
from ilp_desktop.services.registers import Register, register_table
from ilp_desktop.services.sign_in import sign_in as open_data
from ilp_desktop.storage.bulk import write_many
from ilp_desktop.storage.key_ring import KeyCost

GOAL = 250
VISITORS = 60
ROOMS = ("home", "cluster_3", "exchange", "registers")
USERNAME = "siti"
PASSWORD = "jalan pagi ke pasar"
ONE_LABEL = (
    "import psutil; from PySide6.QtWidgets import QApplication, QLabel; a = QApplication([]); w = QLabel('Halo');"
    "w.show(); a.processEvents(); print(psutil.Process().memory_info().rss)"
)


def main() -> None:
    """Prints the figure, or with ``--day`` works the day in this process and prints its memory in bytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--day", type=Path)
    chosen = parser.parse_args()
    if chosen.day:
        _work_a_day(chosen.day, sys.stdin.read().split())
        return
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        visitors = _settle(data, chosen.people)
        ours = int(_in_own_process(" ".join(visitors), "-m", "benchmarks.memory", "--day", str(data)))
        label = int(_in_own_process("", "-c", ONE_LABEL))
        _require_visits(data)
    verdict = "ok" if ours <= GOAL * 1e6 else "not reached"
    print("figure | ours | baseline | ratio | goal | ok")
    print(
        f"memory after a day, {chosen.people:,} people | {ours / 1e6:.0f} MB | one label {label / 1e6:.0f} MB"
        f" | {ours / label:.2f} | <= {GOAL} MB | {verdict}"
    )


def _settle(data: Path, people: int) -> list[str]:
    """Makes the puskesmas and its people; gives the record numbers of those who come today."""
    region = read_region()
    command = FirstRun(
        facility=Facility(id=FacilityId(""), code="P1", name="Puskesmas Contoh", kind=InstallationKind.PUSKESMAS),
        villages=(VillageChoice(code=VillageCode("7414032004"), name="Lanto"),),
        username=USERNAME,
        name="Siti",
        password=PASSWORD,
        password_again=PASSWORD,
        roles=frozenset(Role),
    )
    made = install(data, command, system_clock, KeyCost(passes=1, memory=8192)).workplace
    visitors: list[str] = []

    def records() -> Iterator[object]:
        for family in invent_people(people, region, today=made.today):
            yield family.household
            yield from family.members
            if len(visitors) < VISITORS:
                visitors.append(family.members[0].medical_record_number)

    write_many(
        made.database,
        records(),
        operation="benchmark",
        user=made.user.id,
        node=made.installation.node,
        clock=made.clock,
    )
    made.database.close()
    return visitors


def _require_visits(data: Path) -> None:
    workplace = open_data(data, USERNAME, PASSWORD, system_clock)
    period = RegisterPeriod(first=workplace.today, last=workplace.today)
    visits = len(register_table(workplace, Register.VISITS, period).rows)
    workplace.database.close()
    if visits != VISITORS:
        raise RuntimeError(f"{visits} visits were registered instead of {VISITORS}")


def _in_own_process(given: str, *arguments: str) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, input=given, capture_output=True, text=True, env=environment, timeout=900, check=True
    ).stdout


def _work_a_day(data: Path, visitors: Sequence[str]) -> None:
    from installer.offscreen import open_desktop, press, rest, sign_in, type_text  # first: it chooses the platform

    from PySide6.QtWidgets import QApplication  # isort: skip

    from ui.kit.style import apply_style

    apply_style(QApplication([]))
    with open_desktop(data, system_clock) as desktop:
        shell = sign_in(desktop, USERNAME, PASSWORD)
        for number in visitors:
            shell.go_to("registration", None)
            rest()
            type_text(number)
            for key in ("Return", "F9", "Escape"):
                press(key)
        for room in ROOMS:
            shell.go_to(room, None)
            rest()
        press("F7")
        print(psutil.Process().memory_info().rss, flush=True)


if __name__ == "__main__":
    main()
