"""Nothing of a patient leaves the encrypted database unasked, whatever goes wrong: no log, report or file names them.

- C1 a fault of ours in the middle of saving: the crash report says where, not whom
- C2 a disk that takes nothing more while somebody is registered: the sentence says what to do, not for whom
- C3 a refused page: what is raised carries codes only
"""

import logging
from datetime import date
from pathlib import Path

import pytest

from ilp_desktop.domain.patient import Patient, Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.domain.visit import VisitPurpose
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.people import register_person
from ilp_desktop.services.visits import RegisteredVisit, VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from tests.conftest import HOME, TEMPORARY
from tests.journeys.conftest import Desk
from tests.services.conftest import LANTO
from tests.services.full_disk import full_disk
from ui.kit.dialogs import rehearsed
from ui.kit.operation import Operation
from ui.kit.runtime import Runtime

CANARY = PersonEntry(
    name="Wa Kenarisia",
    sex=Sex.FEMALE,
    birth_date=date(1992, 1, 9),
    nik="7414034901920002",
    phone="081377665544",
    address="Lorong Kenarijaya 7",
    village_code=LANTO,
    village_name="Lanto",
)
TRACES = ("kenarisia", "kenarijaya", "7414034901920002", "081377665544")


@pytest.fixture
def canary(workplace: Workplace, caplog: pytest.LogCaptureFixture) -> Patient:
    """A person whose traces are looked for; every logger is listened to."""
    caplog.set_level(logging.DEBUG)
    return register_person(workplace, CANARY).value


def traces_in(text: str) -> list[str]:
    return [trace for trace in TRACES if trace in text.casefold()]


def told_files(*folders: Path) -> list[str]:
    """Files that name the person, by their name or by what is in them."""
    paths = [path for folder in folders for path in folder.rglob("*")]
    contents = {path: path.read_bytes().decode("utf-8", "ignore") if path.is_file() else "" for path in paths}
    return [str(path) for path, content in contents.items() if traces_in(path.name) or traces_in(content)]


def told(tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> list[str]:
    """Where the person is named outside the database."""
    said = capfd.readouterr()
    return [*traces_in(caplog.text), *traces_in(said.out + said.err), *told_files(tmp_path, HOME, TEMPORARY)]


def test_the_search_for_traces_finds_them(tmp_path: Path) -> None:
    (tmp_path / "laporan.txt").write_text("pasien WA KENARISIA")
    (tmp_path / "rujukan-7414034901920002.pdf").touch()
    assert len(told_files(tmp_path)) == 2


def test_c1_a_fault_of_ours(
    desk: Desk,
    workplace: Workplace,
    canary: Patient,
    here: Runtime,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    here.report_folder = tmp_path / "reports"
    stick = tmp_path / "stick"
    stick.mkdir()

    def save_twice() -> Answer[Patient]:
        with workplace.change("register_person") as transaction:
            transaction.insert(canary)
        return Answer(canary)

    with rehearsed("copy", stick) as dialogs:
        Operation(desk.shell, save_twice).run()
        desk.wait(lambda: len(dialogs.asked) == 2)
    reports = [*here.report_folder.iterdir(), *stick.iterdir()]
    assert len(reports) == 2
    assert "IntegrityError" in reports[0].read_text()
    assert told(tmp_path, caplog, capfd) == []


def test_c2_a_failing_disk(
    desk: Desk,
    workplace: Workplace,
    canary: Patient,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    command = VisitCommand(patient_id=canary.id, purpose=VisitPurpose.SICK, payer=Payer.GENERAL, complaint="Kenarisia")

    def on_a_failing_disk() -> Answer[RegisteredVisit]:
        with full_disk(1):
            return register_visit(workplace, command)

    Operation(desk.shell.strip, on_a_failing_disk).run()
    desk.wait(lambda: bool(desk.message()))
    assert "Data yang sudah disimpan tetap aman" in desk.message()
    assert traces_in(desk.message()) == []
    assert told(tmp_path, caplog, capfd) == []


def test_c3_a_refused_page(
    workplace: Workplace,
    canary: Patient,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(Rejected) as alike:
        register_person(workplace, CANARY)
    with pytest.raises(Rejected) as wrong:
        register_person(workplace, PersonEntry(name=CANARY.name, nik="7414034901920", phone="Kenarisia"))
    assert traces_in(f"{alike.value!r} {alike.value} {wrong.value!r} {wrong.value}") == []
    assert told(tmp_path, caplog, capfd) == []
