"""Invented people are as old and as related as people are, the same every time, with right numbers."""

from collections import Counter
from datetime import date
from itertools import chain

import pytest

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.identifier_numbers import FamilyCard, read_family_card_number, read_insurance_number, read_phone
from ilp_desktop.domain.nik import NikFacts, compare_with_entry, read_nik
from ilp_desktop.domain.patient import NikStatus, Patient, PatientStatus, Payer, Relationship, Sex
from ilp_desktop.domain.person_name import search_terms
from ilp_desktop.services.invented_people import InventedFamily, invent_people, read_region

TODAY = date(2026, 11, 22)
NUMBER = 6000


@pytest.fixture(scope="module")
def families() -> list[InventedFamily]:
    return list(invent_people(NUMBER, read_region(), today=TODAY))


@pytest.fixture(scope="module")
def people(families: list[InventedFamily]) -> list[Patient]:
    return list(chain.from_iterable(family.members for family in families))


def share(people: list[Patient], youngest: int, oldest: int) -> float:
    ages = [age_on(person.birth_date, TODAY).years for person in people if person.birth_date]
    return sum(youngest <= age <= oldest for age in ages) / len(people)


def test_the_same_seed_gives_the_same_people(families: list[InventedFamily]) -> None:
    again = list(invent_people(NUMBER, read_region(), today=TODAY))
    other = list(invent_people(50, read_region(), today=TODAY, seed=7))
    assert again == families
    assert other[0] != families[0]


def test_there_are_as_many_as_asked(people: list[Patient]) -> None:
    assert NUMBER <= len(people) < NUMBER + 15
    assert list(invent_people(0, read_region(), today=TODAY)) == []


@pytest.mark.parametrize(
    ("youngest", "oldest", "low", "high"),
    [(0, 4, 0.06, 0.10), (0, 14, 0.21, 0.29), (15, 59, 0.58, 0.69), (60, 120, 0.07, 0.13), (80, 120, 0.002, 0.03)],
)
def test_ages_are_those_of_a_population(
    people: list[Patient], youngest: int, oldest: int, low: float, high: float
) -> None:
    assert low < share(people, youngest, oldest) < high


def test_both_sexes_are_as_many(people: list[Patient]) -> None:
    assert 0.47 < sum(person.sex is Sex.FEMALE for person in people) / len(people) < 0.54


def test_every_number_is_right_and_given_once(families: list[InventedFamily], people: list[Patient]) -> None:
    for person in people:
        if person.nik:
            facts = read_nik(person.nik, today=TODAY)
            assert isinstance(facts, NikFacts)
            if not person.birth_date_estimated:
                assert compare_with_entry(facts, birth_date=person.birth_date, sex=person.sex) == ()
        assert (person.nik != "") == (person.nik_status is NikStatus.PRESENT)
        assert (person.insurance_number == "") == (person.payer is Payer.GENERAL)
        assert person.phone == "" or read_phone(person.phone) == person.phone
        if person.insurance_number:
            assert read_insurance_number(person.insurance_number) == person.insurance_number
    for family in families:
        if number := family.household.family_card_number:
            card = read_family_card_number(number)
            assert isinstance(card, FamilyCard)
            assert card.issued_on is not None and card.issued_on <= TODAY
    given = (
        [person.id for person in people],
        [person.nik for person in people if person.nik],
        [person.insurance_number for person in people if person.insurance_number],
        [person.medical_record_number for person in people],
        [family.household.id for family in families],
        [family.household.family_card_number for family in families if family.household.family_card_number],
    )
    for numbers in given:
        assert len(set(numbers)) == len(numbers)


def test_some_have_no_nik_one_word_for_a_name_or_an_estimated_birth_date(people: list[Patient]) -> None:
    def of(*claims: bool) -> float:
        return sum(claims) / len(people)

    assert 0.05 < of(*(person.nik == "" for person in people)) < 0.16
    assert 0.05 < of(*(len(person.name.split()) == 1 for person in people)) < 0.25
    assert 0.01 < of(*(person.birth_date_estimated for person in people)) < 0.10
    assert {person.status for person in people} == {PatientStatus.ACTIVE, PatientStatus.DECEASED, PatientStatus.MOVED}


def test_families_hang_together(families: list[InventedFamily]) -> None:
    for family in families:
        head, *others = family.members
        by_id = {person.id: person for person in family.members}
        assert head.relationship is Relationship.HEAD
        assert family.household.head_name == head.name
        assert [person.relationship for person in others].count(Relationship.WIFE) <= 1
        for person in family.members:
            assert person.household_id == family.household.id
            assert person.village_code == family.household.village_code
            assert person.medical_record_number[3:8] == family.household.folder_number
            assert person.birth_date is not None and person.birth_date <= TODAY
            if person.mother_id is not None:
                mother = by_id[person.mother_id]
                assert mother.name == person.mother_name and mother.sex is Sex.FEMALE
                assert mother.birth_date is not None
                assert mother.birth_date_estimated or 16 <= age_on(mother.birth_date, person.birth_date).years <= 46


def test_the_children_of_a_la_ode_are_la_ode_and_wa_ode(families: list[InventedFamily]) -> None:
    noble = [family for family in families if family.household.head_name.startswith("La Ode")]
    assert len(noble) > 100
    for family in noble:
        for person in family.members:
            assert " Ode " in person.name


def test_villages_are_peopled_by_their_weight(people: list[Patient]) -> None:
    found = Counter(person.village_name for person in people)
    assert len(found) == 10
    assert found.most_common(1)[0][0] == "Lakorua"


def test_duplicates_are_other_records_of_the_same_people() -> None:
    families = list(invent_people(NUMBER, read_region(), today=TODAY, duplicates=0.03))
    people = {person.id: person for family in families for person in family.members}
    doubled = [(people[family.repeats], family.members[0]) for family in families if family.repeats]
    assert 0.02 < len(doubled) / len(people) < 0.04
    for first, second in doubled:
        assert first.id != second.id and first.medical_record_number != second.medical_record_number
        assert first.sex is second.sex and first.village_code == second.village_code
        assert first.birth_date is not None and second.birth_date is not None
        assert first.birth_date.year == second.birth_date.year
        assert second.nik in ("", first.nik)
    alike = sum(bool(set(search_terms(first.name)) & set(search_terms(second.name))) for first, second in doubled)
    assert alike > 0.8 * len(doubled)
