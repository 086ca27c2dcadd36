"""People at the counter: registered, found again, not registered twice, merged and taken apart."""

from dataclasses import replace
from datetime import date

import pytest

from ilp_desktop.domain.merging import Winner
from ilp_desktop.domain.patient import NikStatus, PatientStatus, Relationship, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Conflict, Rejected
from ilp_desktop.services.merging_people import MergeCommand, merge_people, merges_of, undo_merge
from ilp_desktop.services.people import (
    change_person,
    look_alikes,
    newborn_entry,
    person_page,
    register_person,
)
from ilp_desktop.services.rooms import person_summary
from ilp_desktop.services.searching import search_people
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import LANTO

AMINAH = PersonEntry(
    name="Wa Aminah",
    sex=Sex.FEMALE,
    birth_date=date(1992, 5, 14),
    nik="7414035405920001",
    insurance_number="0001234567890",
    family_card_number="7414031203150002",
    head_name="La Ode Hasan",
    relationship=Relationship.WIFE,
    village_code=LANTO,
    village_name="Lanto",
    phone="0812 3456 7890",
)


def test_a_new_person_gets_the_first_number_of_their_village(workplace: Workplace) -> None:
    patient = register_person(workplace, AMINAH).value
    assert patient.medical_record_number == "01-00001-00"
    assert patient.nik_status is NikStatus.PRESENT
    assert patient.phone == "081234567890"


def test_the_family_shares_a_folder(workplace: Workplace) -> None:
    register_person(workplace, AMINAH)
    husband = replace(
        AMINAH, name="La Ode Hasan", sex=Sex.MALE, nik="", insurance_number="", birth_date=date(1988, 1, 2)
    )
    patient = register_person(workplace, husband, look_alikes_seen=True).value
    assert patient.medical_record_number == "01-00001-01"
    page = person_page(workplace, patient.id)
    assert {one.name for one in page.family} == {"Wa Aminah", "La Ode Hasan"}


def test_a_village_that_was_only_named_is_still_the_village(workplace: Workplace) -> None:
    patient = register_person(workplace, replace(AMINAH, village_code=None, village_name="lanto")).value
    assert patient.village_code == LANTO
    assert patient.medical_record_number == "01-00001-00"


def test_people_from_outside_have_a_series_of_their_own(workplace: Workplace) -> None:
    outsider = replace(AMINAH, village_code=None, village_name="", family_card_number="")
    assert register_person(workplace, outsider).value.medical_record_number == "LW-00001-00"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": " "}, "person.name"),
        ({"name": "x" * 300}, "person.name_long"),
        ({"nik": "741403540592000"}, "nik_length"),
        ({"sex": Sex.UNKNOWN}, "person.sex"),
        ({"birth_date": None}, "person.birth_date"),
        ({"birth_date": date(2027, 1, 1)}, "birth_date_in_future"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    workplace: Workplace, change: dict[str, object], code: str
) -> None:
    with pytest.raises(Rejected) as rejected:
        register_person(workplace, replace(AMINAH, **change))  # type: ignore[arg-type]
    assert code in {problem.code for problem in rejected.value.problems}
    assert search_people(workplace, "aminah") == ()


def test_a_look_alike_is_shown_with_its_reasons_before_anything_is_saved(workplace: Workplace) -> None:
    first = register_person(workplace, AMINAH).value
    again = replace(AMINAH, name="WA AMINA", nik="", insurance_number="", phone="")
    found = look_alikes(workplace, again)
    assert [one.patient.id for one in found] == [first.id]
    with pytest.raises(Rejected) as rejected:
        register_person(workplace, again)
    assert rejected.value.problems[0].code == "person.look_alike"
    assert register_person(workplace, again, look_alikes_seen=True).value.id != first.id


def test_a_newborn_is_filled_from_the_mother(workplace: Workplace) -> None:
    mother = register_person(workplace, AMINAH).value
    entry = newborn_entry(workplace, mother.id, Sex.MALE, date(2026, 11, 22))
    baby = register_person(workplace, entry, look_alikes_seen=True).value
    assert baby.name == "By. Ny. Wa Aminah"
    assert baby.mother_id == mother.id
    assert baby.nik_status is NikStatus.NEWBORN
    assert baby.medical_record_number == "01-00001-01"


def test_a_correction_keeps_the_record_number_and_is_found_by_its_new_name(workplace: Workplace) -> None:
    patient = register_person(workplace, AMINAH).value
    corrected = change_person(workplace, patient.id, replace(AMINAH, name="Wa Salma")).value
    assert corrected.medical_record_number == patient.medical_record_number
    assert [hit.patient_id for hit in search_people(workplace, "salma")] == [patient.id]
    assert search_people(workplace, "aminah") == ()


def test_what_others_changed_meanwhile_stays_and_what_both_changed_is_decided(workplace: Workplace) -> None:
    patient = register_person(workplace, AMINAH).value
    opened = person_page(workplace, patient.id).entry
    change_person(workplace, patient.id, replace(opened, phone="081200000001", occupation="Petani"))
    typed = replace(opened, phone="081200000002", mother_name="Wa Ida")
    with pytest.raises(Conflict) as conflict:
        change_person(workplace, patient.id, typed, opened=opened)
    assert [(one.field, one.ours, one.theirs) for one in conflict.value.fields] == [
        ("Nomor HP", "081200000002", "081200000001")
    ]
    assert person_page(workplace, patient.id).patient.mother_name == opened.mother_name
    for winner, phone in ((Winner.THEIRS, "081200000001"), (Winner.OURS, "081200000002")):
        changed = change_person(workplace, patient.id, typed, opened=opened, winner=winner).value
        assert (changed.phone, changed.occupation, changed.mother_name) == (phone, "Petani", "Wa Ida")


def test_merged_records_are_one_person_and_can_be_taken_apart(workplace: Workplace) -> None:
    kept = register_person(workplace, replace(AMINAH, nik="", phone="")).value
    other = register_person(
        workplace, replace(AMINAH, name="Aminah", family_card_number=""), look_alikes_seen=True
    ).value
    baby = register_person(
        workplace, newborn_entry(workplace, other.id, Sex.FEMALE, date(2026, 11, 1)), look_alikes_seen=True
    ).value

    merge = merge_people(workplace, MergeCommand(survivor_id=kept.id, absorbed_id=other.id, reason="dua kartu")).value
    assert person_page(workplace, kept.id).patient.nik == AMINAH.nik
    assert person_page(workplace, baby.id).patient.mother_id == kept.id
    assert {hit.patient_id for hit in search_people(workplace, other.medical_record_number)} == {kept.id}
    assert person_summary(workplace, kept.id).other_numbers == (other.medical_record_number,)
    assert merges_of(workplace, kept.id) == (merge,)

    undo_merge(workplace, merge.id, "ternyata saudara")
    assert person_page(workplace, kept.id).patient.nik == ""
    assert person_page(workplace, other.id).patient.status is PatientStatus.ACTIVE
    assert person_page(workplace, baby.id).patient.mother_id == other.id
    assert {hit.patient_id for hit in search_people(workplace, other.medical_record_number)} == {other.id}
    assert merges_of(workplace, kept.id) == ()
    with pytest.raises(Rejected):
        undo_merge(workplace, merge.id, "sekali lagi")


def test_a_record_cannot_be_merged_with_itself_or_twice(workplace: Workplace) -> None:
    one = register_person(workplace, AMINAH).value
    with pytest.raises(Rejected) as rejected:
        merge_people(workplace, MergeCommand(survivor_id=one.id, absorbed_id=one.id, reason="x"))
    assert rejected.value.problems[0].code == "merge.same"
