"""Memory of the desktop after a day's work with 100,000 people in the database.

``python -m benchmarks.memory [--people 100000]``. The desktop runs in a process of its own, off-screen: signs in, finds
and registers 60 people at the counter, looks into a klaster and the exchange, and shows the register of the day as it
will be printed. A second day opens every room of the program; in each klaster room it calls a person, fills in a form
and searches a diagnosis. The forms lie compiled, as in the built program.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from ilp_desktop.domain.identifiers import FacilityId, VillageCode
from ilp_desktop.domain.installation import Facility, InstallationKind, Role
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.domain.visit import Cluster, VisitPurpose
from ilp_desktop.forms import load_form
from ilp_desktop.resource_files import resource_path
from ilp_desktop.services.clock import system_clock
from ilp_desktop.services.first_run import FirstRun, VillageChoice, install
from ilp_desktop.services.form_library import CACHE_FOLDER
from ilp_desktop.services.invented_people import invent_people, read_region
from ilp_desktop.services.people import register_person
from ilp_desktop.services.registers import Register, register_table
from ilp_desktop.services.sign_in import sign_in as open_data
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.storage.bulk import write_many
from ilp_desktop.storage.key_ring import KeyCost

if TYPE_CHECKING:
    from ui.shell import Shell

GOAL = 250
VISITORS = 60
FEW_ROOMS = ("home", "cluster_3", "exchange", "registers")
SICK_IN = {
    "cluster_2": Cluster.MOTHER_AND_CHILD,
    "cluster_3": Cluster.ADULT_AND_ELDERLY,
    "cluster_4": Cluster.INFECTIOUS_DISEASE,
    "cross_cluster": Cluster.EMERGENCY,
}
"""Somebody waits in each of these rooms when the day begins."""
BORN = date(1990, 3, 9)
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
    parser.add_argument("--every-room", action="store_true")
    chosen = parser.parse_args()
    if chosen.day:
        _work_a_day(chosen.day, sys.stdin.read().split(), every_room=chosen.every_room)
        return
    with tempfile.TemporaryDirectory() as folder:
        settled = Path(folder) / "settled"
        visitors = _settle(settled, chosen.people)
        label = int(_in_own_process("", "-c", ONE_LABEL))
        print("figure | ours | baseline | ratio | goal | ok")
        for day, options in (("a day in four rooms", ()), ("a day in every room", ("--every-room",))):
            data = Path(folder) / "data"
            shutil.copytree(settled, data)
            work = ("-m", "benchmarks.memory", "--day", str(data), *options)
            ours = int(_in_own_process(" ".join(visitors), *work))
            _require_visits(data)
            shutil.rmtree(data)
            verdict = "ok" if ours <= GOAL * 1e6 else "not reached"
            print(
                f"memory after {day}, {chosen.people:,} people | {ours / 1e6:.0f} MB | one label {label / 1e6:.0f} MB"
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
    for cluster in SICK_IN.values():
        patient = register_person(made, PersonEntry(name=f"La {cluster.name}", sex=Sex.MALE, birth_date=BORN)).value
        purpose, payer = VisitPurpose.SICK, Payer.GENERAL
        register_visit(
            made,
            VisitCommand(
                patient_id=patient.id, purpose=purpose, payer=payer, cluster=cluster, overrule_reason="contoh"
            ),
        )
    for form in resource_path("forms").glob("*.yaml"):
        load_form(form, cache=data / CACHE_FOLDER)
    made.database.close()
    return visitors


def _require_visits(data: Path) -> None:
    workplace = open_data(data, USERNAME, PASSWORD, system_clock)
    period = RegisterPeriod(first=workplace.today, last=workplace.today)
    visits = len(register_table(workplace, Register.VISITS, period).rows)
    workplace.database.close()
    expected = VISITORS + len(SICK_IN)
    if visits != expected:
        raise RuntimeError(f"{visits} visits were registered instead of {expected}")


def _in_own_process(given: str, *arguments: str) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, input=given, capture_output=True, text=True, env=environment, timeout=900, check=True
    ).stdout


def _work_a_day(data: Path, visitors: Sequence[str], *, every_room: bool) -> None:
    from installer.offscreen import open_desktop, press, rest, sign_in, type_text  # first: it chooses the platform

    from PySide6.QtWidgets import QApplication  # isort: skip

    from ui.kit.style import apply_style
    from ui.rooms import ROOM_IDS

    apply_style(QApplication([]))
    with open_desktop(data, system_clock) as desktop:
        shell = sign_in(desktop, USERNAME, PASSWORD)
        for number in visitors:
            shell.go_to("registration", None)
            rest()
            type_text(number)
            for key in ("Return", "F9", "Escape"):
                press(key)
        for room in [*(room for room in ROOM_IDS if room != "registers"), "registers"] if every_room else FEW_ROOMS:
            shell.go_to(room, None)
            rest()
            if every_room and room in SICK_IN:
                _examine(shell)
        press("F7")
        print(psutil.Process().memory_info().rss, flush=True)


def _examine(shell: "Shell") -> None:
    """Calls whoever is next, opens the first form that the room offers, and searches a diagnosis."""
    from installer.offscreen import press, rest, type_text
    from ui.kit.form_view import FormView
    from ui.kit.search_box import SearchBox

    press("F5")
    press("Alt+F")
    search = next(field for field in shell.findChildren(SearchBox, "form_search") if field.isVisible())
    search.setFocus()
    type_text("s")
    press("Return")
    rest()
    if not any(view.isVisible() for view in shell.findChildren(FormView)):
        raise RuntimeError("no form was opened")
    press("Escape")
    press("Alt+D")
    type_text("demam")


if __name__ == "__main__":
    main()
