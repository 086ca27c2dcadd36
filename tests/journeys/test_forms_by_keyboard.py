"""Every form of the program, from empty to saved with the keyboard alone, in the real window.

- FK1 each form opens by its title, is filled from its first question, and saves with F10 or the last Enter
- FK2 what was typed is in the database, and nothing that was not
- FK3 the question with the cursor is in sight, however fast one types
"""

import json
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ilp_desktop.domain.visit import QuestionnaireResponse, QueueEntry
from ilp_desktop.forms import Json, Kind, Response
from ilp_desktop.resource_files import resource_path
from ilp_desktop.services.form_library import FormListing, current_form
from ilp_desktop.services.sign_in import sign_in
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.journeys.form_typist import FormTypist, Stuck, focus, press, same
from tests.journeys.invented_people import answer_file, registered
from tests.services.conftest import PASSWORD, TurnedClock
from tests.ui.conftest import data_template, styled
from ui.kit import runtime
from ui.kit.form_view import FormView
from ui.kit.result_list import ResultList
from ui.rooms import rooms
from ui.screens.cluster.state import ROOM_CLUSTERS
from ui.session import Session
from ui.shell import Shell

__all__ = ["data_template", "styled"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")

FORMS = sorted(path.stem for path in resource_path("forms").glob("*.yaml"))
_SHORT = 5
_LONGEST = 2000


class Clinic:
    """One window for all forms, on one database."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        self.shell = shell
        self.workplace = workplace

    def open_for_somebody(self, form_id: str) -> FormView:
        """A person who fits comes into a room, and the form is opened there by its title."""
        visit = registered(self.workplace, answer_file(form_id).person)
        assert visit.entry is not None
        entry = visit.entry
        room = next(room for room, clusters in ROOM_CLUSTERS.items() if entry.cluster in clusters)
        self.shell.go_to(room, None)
        self._wait(lambda: entry.id in self._waiting())
        self.shell.go_to(room, entry.patient_id)
        self.settle()
        self._wait(lambda: self._list("other_forms") is not None)
        press("Alt+F")
        for _step in range(5):
            if focus().objectName() == "form_search":
                break
            press("Tab")
        QTest.keyClicks(focus(), current_form(self.workplace, form_id).title)
        self._point_at("other_forms", form_id)
        press("Return")
        return self._view_of(form_id)

    def open_for_a_meeting(self, form_id: str) -> FormView:
        """The form is opened in the room of klaster 1."""
        self.shell.go_to("cluster_1", None)
        self.settle()
        press("Alt+F")
        return self._view_of(form_id)

    def is_saved(self, form_id: str, before: set[str]) -> QuestionnaireResponse | None:
        """The response that was not there before."""
        with self.workplace.database.read() as connection:
            found = records.find(connection, QuestionnaireResponse, form_id=form_id)
        return next((one for one in found if one.id not in before), None)

    def all_saved(self, form_id: str) -> set[str]:
        """Ids of the responses that are there."""
        with self.workplace.database.read() as connection:
            return {one.id for one in records.find(connection, QuestionnaireResponse, form_id=form_id)}

    def settle(self) -> None:
        """Until the database thread has answered, twice: answers ask again."""
        for _round in range(2):
            arrived: list[bool] = []
            thread = runtime.runtime().thread
            thread.submit(partial(thread.deliver, partial(arrived.append, True)))
            self._wait(partial(bool, arrived))

    def go_home(self) -> None:
        """To a room in which nothing ticks; off-screen nobody gives the window back what a list of choices took."""
        self.shell.go_to("home", None)
        self.shell.activateWindow()
        self.settle()

    def view(self) -> FormView | None:
        """The form on the screen."""
        return next((view for view in self.shell.findChildren(FormView) if view.isVisible()), None)

    def _view_of(self, form_id: str) -> FormView:
        self._wait(lambda: self.view() is not None)
        view = self.view()
        assert view is not None
        if view.response.form.id != form_id:
            raise Stuck(f"the keyboard opened {view.response.form.id} instead of {form_id}")
        return view

    def _waiting(self) -> set[str]:
        with self.workplace.database.read() as connection:
            known = {entry.patient_id: entry.id for entry in records.find(connection, QueueEntry)}
        screen = self.shell.current_screen()
        assert screen is not None
        people = screen.findChild(ResultList, "waiting_list")
        return set() if people is None else {known[one.patient_id] for one in people.rows()}

    def _list(self, name: str) -> ResultList[FormListing] | None:
        found = [part for part in self.shell.findChildren(ResultList, name) if part.isVisible()]
        return found[0] if found else None

    def _point_at(self, name: str, form_id: str) -> None:
        forms = self._list(name)
        assert forms is not None
        for _step in range(len(forms.rows()) + 1):
            current = forms.current_row()
            if current is not None and current.form_id == form_id:
                return
            press("Down")
        raise Stuck(f"{form_id} is not found by its title")

    def _wait(self, true: Callable[[], bool]) -> None:
        for _round in range(_LONGEST):
            if true():
                return
            loop = QEventLoop()
            QTimer.singleShot(_SHORT, loop.quit)
            loop.exec()
        raise TimeoutError("the window did not come to rest")

    def has_saved(self, form_id: str, before: set[str]) -> Callable[[], bool]:
        """Whether the form has left the screen because it was saved."""

        def finished() -> bool:
            return self.view() is None and self.is_saved(form_id, before) is not None

        return finished


@pytest.fixture(scope="module")
def clinic(styled: QApplication, data_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """Siti at her PC, for every form of this worker."""
    folder = Path(shutil.copytree(data_template, tmp_path_factory.mktemp("clinic") / "data"))
    runtime.install(runtime.Runtime(version="9.9"))
    workplace = sign_in(folder, "siti", PASSWORD, TurnedClock())
    shell = Shell(rooms(), workplace.clock)
    shell.resize(1366, 728)
    shell.show_user(lambda go_to: Session(workplace=workplace, go_to=go_to))
    shell.show()
    shell.activateWindow()
    made = Clinic(shell, workplace)
    made.settle()
    yield made
    made.settle()
    shell.close()
    shell.deleteLater()
    runtime.close()
    workplace.database.close()
    styled.processEvents()


@pytest.fixture
def room(clinic: Clinic) -> Iterator[Clinic]:
    """The clinic, left as it was found."""
    yield clinic
    clinic.go_home()


def answers_of(record: QuestionnaireResponse) -> dict[str, str]:
    """Every stored answer by its address."""
    document = json.loads(record.answers)
    return dict(_flat("", document["answers"]))


def _flat(prefix: str, found: Json) -> Iterator[tuple[str, str]]:
    if isinstance(found, dict):
        for name, value in found.items():
            yield from _flat(f"{prefix}/{name}" if prefix else name, value)
    elif isinstance(found, list):
        for place, value in enumerate(found, 1):
            yield from _flat(f"{prefix}[{place}]", value)
    else:
        yield prefix, str(found)


@pytest.mark.parametrize("form_id", FORMS)
def test_a_form_is_filled_from_empty_to_saved(form_id: str, room: Clinic) -> None:
    """FK1, FK2, FK3"""
    before = room.all_saved(form_id)
    is_meeting = current_form(room.workplace, form_id).subject == "meeting"
    view = room.open_for_a_meeting(form_id) if is_meeting else room.open_for_somebody(form_id)
    finished = room.has_saved(form_id, before)
    typist = FormTypist(view, answer_file(form_id).answers, room.workplace.today, finished, room.settle)
    typist.fill()
    record = room.is_saved(form_id, before)
    assert record is not None
    stored = answers_of(record)
    response = Response.from_json(view.response.form, json.loads(record.answers), view.response.context)
    compare(response, typist.typed, stored)


def compare(response: Response, typed: dict[str, str], stored: dict[str, str]) -> None:
    """What was typed and still applies is stored; what is stored was typed, known before, or calculated."""
    for state in response.states():
        if typed.get(state.address):
            found = stored.get(state.address, "")
            assert same(state, typed[state.address], found), f"{state.address}: {typed[state.address]!r} -> {found!r}"
        elif state.address not in typed and not state.read_only:
            assert state.question.kind in (Kind.NOTE, Kind.HIDDEN) or not stored.get(state.address), state.address
