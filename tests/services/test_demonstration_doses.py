"""The doses of the demonstration's children are such as could have been given."""

from datetime import date, timedelta
from random import Random

from ilp_desktop.domain.clinical.immunisation_counting import judge_doses
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.immunization_record import Immunization
from ilp_desktop.domain.patient import Patient, PatientStatus, Sex
from ilp_desktop.services.demonstration_doses import past_doses
from ilp_desktop.services.immunisation_table import doses_of, person_of, schedule_here
from ilp_desktop.services.workplace import Workplace


def children(count: int, today: date) -> list[Patient]:
    return [
        Patient(
            id=PatientId(str(number)),
            medical_record_number=str(number),
            name="Wa",
            sex=Sex.FEMALE if number % 2 else Sex.MALE,
            birth_date=today - timedelta(days=number * 17),
        )
        for number in range(count)
    ]


def test_every_dose_counts_and_some_children_lack_some(workplace: Workplace) -> None:
    people = children(110, workplace.today)
    found: dict[str, list[Immunization]] = {one.id: [] for one in people}
    for dose in past_doses(workplace, people, Random(5)):
        found[dose.patient_id].append(dose)
        assert dose.effective_date < workplace.today
    for patient in people:
        doses = doses_of(found[patient.id])
        _course, judged = judge_doses(person_of(workplace, patient), doses, (), schedule_here(workplace))
        assert all(one.counts for one in judged)
    counts = [len(found[patient.id]) for patient in people if len(patient.medical_record_number) > 1]
    assert 0 in counts
    assert len(set(counts)) > 5


def test_the_dead_and_those_without_birth_date_have_none(workplace: Workplace) -> None:
    dead = Patient(
        id=PatientId("1"),
        medical_record_number="1",
        name="Wa",
        sex=Sex.FEMALE,
        birth_date=workplace.today - timedelta(days=300),
        status=PatientStatus.DECEASED,
    )
    unknown = Patient(id=PatientId("2"), medical_record_number="2", name="La", sex=Sex.MALE, birth_date=None)
    grown = Patient(id=PatientId("3"), medical_record_number="3", name="La", sex=Sex.MALE, birth_date=date(1990, 1, 1))
    assert list(past_doses(workplace, [dead, unknown, grown], Random(1))) == []
