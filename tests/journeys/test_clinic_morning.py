"""One morning through the real window: the counter, klaster 3, the pharmacy, the register; then the database is asked.

- M1 a known and a new person are registered, examined, given their medicine, and stand in the register
"""

from datetime import date

import pytest

from ilp_desktop.domain.patient import NikStatus, Patient, Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.visit import (
    CaseKind,
    Cluster,
    Condition,
    Consultation,
    QueueEntry,
    QueueStatus,
    Residence,
    Visit,
    VisitPurpose,
)
from ilp_desktop.services.people import register_person
from ilp_desktop.services.workplace import Workplace
from tests.journeys.conftest import Desk
from tests.journeys.test_cluster import all_of, called, choose, put, rows
from tests.journeys.test_loket import fill
from tests.services.conftest import LANTO
from ui.screens.register.screen import RegisterRoom

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")


@pytest.fixture
def aminah(workplace: Workplace) -> Patient:
    """A woman who was here before."""
    person = PersonEntry(
        name="Wa Aminah",
        sex=Sex.FEMALE,
        birth_date=date(1992, 1, 9),
        nik="7414034901920002",
        village_code=LANTO,
        village_name="Lanto",
        payer=Payer.JKN_PBI_STATE,
        insurance_number="0001234567890",
    )
    return register_person(workplace, person).value


def register_known(desk: Desk) -> None:
    """Search, Enter, purpose, F9."""
    desk.type("aminah")
    desk.press("Return")
    desk.wait(lambda: desk.sees("visit_panel"))
    desk.press("1", "F9")
    desk.wait(lambda: desk.sees("ticket_number"))
    assert desk.reads("ticket_number") == "B-001"


def register_new(desk: Desk) -> None:
    """F2, the page, Ctrl+S, F9."""
    desk.type("La Ode Sardin")
    desk.press("F2")
    desk.wait(lambda: desk.sees("person_page"))
    fill(desk, "person_birth_date", "17/8/1958")
    desk.see("person_sex").setFocus()
    desk.type("l")
    fill(desk, "person_village", "Lanto")
    desk.wait(lambda: desk.see("person_village").code() == LANTO)  # type: ignore[attr-defined]
    desk.press("Ctrl+S")
    desk.wait(lambda: desk.sees("visit_panel"))
    desk.press("1", "F9")
    desk.wait(lambda: desk.sees("ticket_number") and desk.reads("ticket_number") == "P-001")


def examine(desk: Desk, waiting: int, code: str, medicine: str) -> None:
    """Call, measure, diagnose, prescribe, send to the pharmacy."""
    desk.shell.go_to("cluster_3", None)
    desk.wait(lambda: len(rows(desk, "waiting_list")) == waiting)
    called(desk)
    desk.press("Alt+D")
    desk.type(code)
    desk.press("Return")
    desk.wait(lambda: desk.sees(f"diagnosis_{code}"))
    put(desk, "consultation_systolic", "150")
    put(desk, "consultation_diastolic", "95")
    put(desk, "consultation_therapy", medicine)
    choose(desk, "consultation_service_kinds", "curative")
    choose(desk, "consultation_next_steps", "pharmacy")
    desk.press("F10")
    desk.wait(lambda: "selesai" in desk.message())


def hand_out(desk: Desk, waiting: int) -> None:
    """The pharmacy gives the medicine out and lets the person go."""
    desk.shell.go_to("cross_cluster", None)
    desk.wait(lambda: len(rows(desk, "waiting_list")) == waiting)
    called(desk, "cross_cluster")
    desk.wait(lambda: desk.focus().objectName() == "workshop_result")
    desk.type("Obat diserahkan")
    desk.press("F10")
    desk.wait(lambda: "selesai" in desk.message())


def test_a_morning(desk: Desk, workplace: Workplace, aminah: Patient) -> None:
    """M1"""
    desk.shell.go_to("registration", None)
    register_known(desk)
    register_new(desk)
    examine(desk, 2, "I10", "Amlodipin 5 mg 1x1")
    examine(desk, 1, "J00", "Parasetamol 3x1")
    hand_out(desk, 2)
    hand_out(desk, 1)
    desk.shell.go_to("registers", None)
    room = desk.shell.current_screen()
    assert isinstance(room, RegisterRoom)
    desk.wait(lambda: len(room.table.register_model.table().rows) == 2)
    desk.press("F7")
    desk.wait(lambda: room.preview.page_count() >= 1)

    people = {one.id: one.name for one in all_of(workplace, Patient)}
    assert sorted(people.values()) == ["La Ode Sardin", "Wa Aminah"]
    newcomer = next(one for one in all_of(workplace, Patient) if one.name == "La Ode Sardin")
    assert (newcomer.sex, newcomer.village_code, newcomer.nik_status) == (Sex.MALE, LANTO, NikStatus.NOT_BROUGHT)
    visits = {people[one.patient_id]: one for one in all_of(workplace, Visit)}
    assert {one.purpose for one in visits.values()} == {VisitPurpose.SICK}
    assert {one.residence for one in visits.values()} == {Residence.INSIDE}
    assert (visits["Wa Aminah"].payer, visits["Wa Aminah"].insurance_number) == (Payer.JKN_PBI_STATE, "0001234567890")
    conditions = {people[one.patient_id]: (one.code, one.case_kind) for one in all_of(workplace, Condition)}
    assert conditions == {"La Ode Sardin": ("I10", CaseKind.NEW), "Wa Aminah": ("J00", CaseKind.NEW)}
    entries = all_of(workplace, QueueEntry)
    assert {one.status for one in entries} == {QueueStatus.DONE}
    assert sorted(one.ticket_number for one in entries) == ["B-001", "F-001", "F-002", "P-001"]
    rooms = [one.cluster for one in all_of(workplace, Consultation)]
    assert sorted(rooms) == sorted([Cluster.ADULT_AND_ELDERLY, Cluster.PHARMACY] * 2)
