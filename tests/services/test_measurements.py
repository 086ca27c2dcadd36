"""How measurements went: consultations and forms together, one value a day."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.visit import Cluster, VisitPurpose
from ilp_desktop.domain.vital_signs import VitalSignsTyped
from ilp_desktop.services.measurements import HEIGHT, WEIGHT, Measured, course, measured
from ilp_desktop.services.people import register_person
from ilp_desktop.services.responses import AboutWhom, complete_response, start_response
from ilp_desktop.services.rooms import ConsultationCommand, save_consultation
from ilp_desktop.services.visits import VisitCommand, register_visit
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import LANTO, TurnedClock
from tests.services.test_responses import fill


def test_what_was_measured_anywhere_is_one_course(workplace: Workplace, clock: TurnedClock) -> None:
    entry = PersonEntry(name="La Sardin", sex=Sex.MALE, birth_date=date(1980, 3, 9), village_code=LANTO)
    person = register_person(workplace, entry).value.id
    command = VisitCommand(patient_id=person, purpose=VisitPurpose.SICK, payer=Payer.GENERAL)
    visit = register_visit(workplace, command).value.visit
    signs = VitalSignsTyped(weight=60.5, height=165)
    save_consultation(
        workplace,
        ConsultationCommand(
            visit_id=visit.id, queue_entry_id=None, cluster=Cluster.ADULT_AND_ELDERLY, vital_signs=signs
        ),
    )
    clock.turn(days=30)
    later = register_visit(workplace, command).value.visit
    about = AboutWhom(form_id="adult_ncd_screening", patient_id=person, visit_id=later.id)
    complete_response(workplace, fill(start_response(workplace, about), weight="62"), about)
    values = measured(workplace, person)
    assert [one.number for one in course(values, WEIGHT)] == [60.5, 62.0]
    assert [one.number for one in course(values, HEIGHT)] == [165.0, 165.0]


@given(st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.floats(1, 300)), max_size=30))
def test_a_course_has_one_value_a_day_and_is_short(values: list[tuple[date, float]]) -> None:
    known = sorted((Measured(code=WEIGHT, day=day, number=number) for day, number in values), key=lambda one: one.day)
    found = course(known, WEIGHT)
    assert len(found) == min(6, len({day for day, _number in values}))
    assert [one.day for one in found] == sorted({one.day for one in found})
    assert course(known, HEIGHT) == ()
