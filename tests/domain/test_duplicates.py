"""Possible duplicates: who is shown, why, and who is not."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.duplicates import (
    REASON_LABELS,
    SHOWN_FROM,
    BlockingKind,
    Candidate,
    DuplicateReason,
    PersonFacts,
    blocking_keys,
    candidates,
    edit_distance,
    lookup_keys,
    name_similarity,
)
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.person_name import newborn_name, search_terms

R = DuplicateReason
BORN = date(1990, 7, 4)
LANTO, MATARA = "7414042001", "7414042002"


def person(name: str, key: str = "", **facts: Any) -> PersonFacts:
    known: dict[str, Any] = {"birth_date": BORN, "village_code": LANTO}
    return PersonFacts(key=key, name=name, **(known | facts))


def match(new: PersonFacts, other: PersonFacts) -> tuple[Candidate, ...]:
    found = candidates(new, [other])
    assert found == candidates_swapped(new, other)
    if found and found[0].score < 90:
        assert lookup_keys(new) & blocking_keys(other), "a lookup by key must fetch this candidate"
    return found


def candidates_swapped(new: PersonFacts, other: PersonFacts) -> tuple[Candidate, ...]:
    found = candidates(other, [new])
    return tuple(
        Candidate(key=other.key, score=one.score, reasons=one.reasons, possible_twin=one.possible_twin) for one in found
    )


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("", "", 0), ("a", "", 1), ("amina", "amina", 0), ("amina", "amian", 1), ("rina", "rini", 1), ("ca", "abc", 3)],
)
def test_edit_distance(one: str, other: str, distance: int) -> None:
    assert edit_distance(one, other) == distance


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_edit_distance_is_a_distance(one: str, other: str) -> None:
    distance = edit_distance(one, other)
    assert distance == edit_distance(other, one)
    assert (distance == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance <= max(len(one), len(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siti Aminah", "Sitti Aminah"),
        ("Siti Aminah", "Aminah Siti"),
        ("Muh. Ali", "Mohammad Ally"),
        ("La Ode Syarif", "Laode Sarif"),
        ("dr. Budi Santoso, Sp.A", "BUDI SANTOSO"),
        ("Supardi", "supardi"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert name_similarity(search_terms(one), search_terms(other)) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siti Aminah", "Siti Aminnha"),
        ("Aminah", "Siti Aminah"),
        ("Suparti", "Supardi"),
        ("M. Yusuf", "Muhammad Yusuf"),
        ("Abdul Rahman", "Rahman"),
        ("Wa Ode Nurhayati", "Wa Ode Nurhayatti"),
        ("Rahmawati Lestari", "Lestari Rahmawaty"),
    ],
)
def test_names_that_are_alike(one: str, other: str) -> None:
    assert name_similarity(search_terms(one), search_terms(other)) >= 0.75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siti Aminah", "Siti Aisyah"),
        ("La Ode Ali", "Wa Ode Ali"),
        ("Muhammad Hasan", "Muhammad Husein"),
        ("Siti", "Siti Aminah"),
        ("Wa Ina", "Wa Ani"),
        ("Supardi", "Sukardi Ahmad"),
        ("By. Ny. Wa Sina 1", "By. Ny. Wa Sina 2"),
        ("", "Siti"),
        ("", ""),
    ],
)
def test_names_that_are_not_alike(one: str, other: str) -> None:
    assert name_similarity(search_terms(one), search_terms(other)) < 0.75


def test_the_same_nik_is_always_shown() -> None:
    new = person("Wa Ina", nik="7404014107900002")
    other = person("La Budi", "7", nik="7404 0141 0790 0002", birth_date=date(1960, 1, 1), village_code=MATARA)
    found = candidates(new, [other])
    assert [(one.key, one.score, one.reasons) for one in found] == [("7", 100, (R.SAME_NIK,))]
    assert found[0].sentence == "NIK sama."


def test_the_same_insurance_number_is_always_shown() -> None:
    new = person("Wa Ina", insurance_number="0001234567890", birth_date=None, village_code="")
    other = person("La Budi", "7", insurance_number="0001234567890")
    assert [one.reasons for one in candidates(new, [other])] == [(R.SAME_INSURANCE_NUMBER,)]


@pytest.mark.parametrize("number", ["9999999999999999", "0000000000000000", "1234567890123456"])
def test_placeholders_are_not_the_same_number(number: str) -> None:
    assert candidates(person("Wa Ina", nik=number), [person("La Budi", "7", nik=number)]) == ()
    assert (
        candidates(person("Wa Ina", insurance_number=number[:13]), [person("La Budi", "7", insurance_number="9" * 13)])
        == ()
    )


@pytest.mark.parametrize(
    ("new", "other", "reasons"),
    [
        (person("Siti Aminah"), person("Sitti Aminah"), (R.SAME_NAME, R.SAME_BIRTH_DATE, R.SAME_VILLAGE)),
        (person("Siti Aminah"), person("Aminah"), (R.SIMILAR_NAME, R.SAME_BIRTH_DATE, R.SAME_VILLAGE)),
        (person("Supardi"), person("Soepardi"), (R.SAME_NAME, R.SAME_BIRTH_DATE, R.SAME_VILLAGE)),
        (person("Supardi"), person("Suparti"), (R.SIMILAR_NAME, R.SAME_BIRTH_DATE, R.SAME_VILLAGE)),
        (
            person("Muh. Ali"),
            person("Ali Mohammad", birth_date=date(1990, 4, 7)),
            (R.SAME_NAME, R.DAY_AND_MONTH_SWAPPED, R.SAME_VILLAGE),
        ),
        (
            person("La Ode Syarif"),
            person("Laode Sarif", birth_date=date(1991, 1, 1)),
            (R.SAME_NAME, R.BIRTH_YEAR_NEAR, R.SAME_VILLAGE),
        ),
        (
            person("Suparti"),
            person("Supardi", birth_date=date(1989, 12, 31)),
            (R.SIMILAR_NAME, R.BIRTH_YEAR_NEAR, R.SAME_VILLAGE),
        ),
        (person("Siti Aminah"), person("Siti Aminah", village_code=MATARA), (R.SAME_NAME, R.SAME_BIRTH_DATE)),
        (person("Wa Sina"), person("Wa Sina", birth_date=None), (R.SAME_NAME, R.SAME_VILLAGE)),
        (
            person("Wa Sina", birth_date=date(1993, 1, 1), birth_date_estimated=True),
            person("Wa Sina"),
            (R.SAME_NAME, R.BIRTH_YEAR_NEAR, R.SAME_VILLAGE),
        ),
        (
            person("Rifki", mother_name="Wa Ode Sitti"),
            person("Rifky", mother_name="Waode Siti", phone="081234567890"),
            (R.SAME_NAME, R.SAME_BIRTH_DATE, R.SAME_MOTHER, R.SAME_VILLAGE),
        ),
        (
            person("Rifki", phone="081234567890", birth_date=None, family_card_number="7404010107150003"),
            person("Rifky", phone="081234567890", birth_date=None, family_card_number="7404010107150003"),
            (R.SAME_NAME, R.SAME_FAMILY_CARD, R.SAME_VILLAGE, R.SAME_PHONE),
        ),
        (
            person("Wa Sina", nik="7404014107900002"),
            person("Wa Sina", nik="7404014107800002"),
            (R.NIK_MISTYPED, R.SAME_NAME, R.SAME_BIRTH_DATE, R.SAME_VILLAGE),
        ),
        (
            person("Wa Sina", sex=Sex.FEMALE),
            person("Wa Sina", sex=Sex.MALE),
            (R.SAME_NAME, R.SAME_BIRTH_DATE, R.SAME_VILLAGE),
        ),
    ],
)
def test_who_is_shown_and_why(new: PersonFacts, other: PersonFacts, reasons: tuple[DuplicateReason, ...]) -> None:
    found = match(new, other)
    assert [one.reasons for one in found] == [reasons]
    assert SHOWN_FROM <= found[0].score <= 100


@pytest.mark.parametrize(
    ("new", "other"),
    [
        (person("Siti Aminah"), person("Siti Aisyah")),
        (person("Siti Aminah"), person("Siti Aminah", birth_date=date(1970, 7, 4))),
        (person("La Ode Ali", sex=Sex.MALE), person("Wa Ode Ali", sex=Sex.FEMALE)),
        (person("Suparti"), person("Supardi", birth_date=date(1989, 12, 31), village_code=MATARA)),
        (person("Wa Sina"), person("Wa Sina", birth_date=None, village_code=MATARA)),
        (
            person("Wa Sina", nik="7404014407900002", village_code=""),
            person("Wa Sina", nik="7404014407900011", village_code=""),
        ),
        (person("", village_code=LANTO), person("", village_code=LANTO)),
    ],
)
def test_who_is_not_shown(new: PersonFacts, other: PersonFacts) -> None:
    assert match(new, other) == ()


def test_a_mother_is_not_her_daughter() -> None:
    family: dict[str, Any] = {"family_card_number": "7404010107150003", "phone": "081234567890", "sex": Sex.FEMALE}
    mother = person("Siti Aminah", "1", birth_date=date(1990, 7, 4), mother_name="Wa Ani", **family)
    daughter = person("Siti Aminah", birth_date=date(2015, 7, 4), mother_name="Siti Aminah", **family)
    assert match(daughter, mother) == ()


FAMILY: dict[str, Any] = {
    "family_card_number": "7404010107150003",
    "mother_name": "Wa Ode Sitti",
    "birth_date": date(2024, 3, 7),
}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Hasan", **FAMILY), person("Husein", **FAMILY)),
        (person("Siti Aminah", **FAMILY), person("Siti Aisyah", **FAMILY)),
        (person("Putra", sex=Sex.MALE, **FAMILY), person("Putri", sex=Sex.FEMALE, **FAMILY)),
        (person("Rina", birth_order=1, **FAMILY), person("Rini", birth_order=2, **FAMILY)),
        (person("Rina", nik="7404014703240001", **FAMILY), person("Rini", nik="7404014703240002", **FAMILY)),
        (person("By. Ny. Wa Ode Sitti 1", **FAMILY), person("By. Ny. Wa Ode Sitti 2", **FAMILY)),
    ],
)
def test_twins_are_not_duplicates(one: PersonFacts, other: PersonFacts) -> None:
    assert match(one, other) == ()


def test_twins_with_nearly_one_name_are_shown_with_the_doubt() -> None:
    found = match(person("Rina", **FAMILY), person("Rini", "7", **FAMILY))
    assert [one.possible_twin for one in found] == [True]
    assert found[0].sentence.endswith("Mungkin saudara kembar.")
    assert not match(person("Rina", **FAMILY), person("Rina", "7", **FAMILY))[0].possible_twin


def test_a_newborn_who_got_a_name_is_found_again() -> None:
    unnamed = person(newborn_name("Wa Ode Sitti"), "7", birth_date=date(2026, 11, 1))
    named = person("Rifki", birth_date=date(2026, 11, 1), mother_name="Waode Siti")
    found = match(named, unnamed)
    assert [one.reasons for one in found] == [(R.NEWBORN_NOW_NAMED, R.SAME_BIRTH_DATE, R.SAME_VILLAGE)]
    assert match(person("Rifki", birth_date=date(2026, 11, 1), mother_name="Wa Ani"), unnamed) == ()


def test_a_newborn_is_not_the_mother() -> None:
    newborn = person(newborn_name("Wa Ode Sitti"), birth_date=date(2026, 11, 1), family_card_number="7404010107150003")
    mother = person("Wa Ode Sitti", "1", birth_date=None, family_card_number="7404010107150003")
    assert match(newborn, mother) == ()


def test_the_most_alike_comes_first_and_oneself_not_at_all() -> None:
    new = person("Siti Aminah", "5", nik="7404014107900002")
    others = [
        person("Aminah", "1"),
        person("Siti Aminah", "2"),
        person("Wa Ani", "3", nik="7404014107900002"),
        person("Siti Aminah", "5", nik="7404014107900002"),
    ]
    assert [one.key for one in candidates(new, others)] == ["3", "2", "1"]


def test_every_reason_has_words() -> None:
    assert set(REASON_LABELS) == set(R)
    found = match(person("Siti Aminah"), person("Sitti Aminah"))
    assert found[0].sentence == "Nama sama, tanggal lahir sama, satu desa."


def test_blocking_keys_name_what_storage_indexes() -> None:
    keys = blocking_keys(person("Wa Ode Sitti Aminah", nik="7404014107900002", phone="081234567890"))
    values = {(key.kind, key.value) for key in keys}
    assert (BlockingKind.NIK, "7404014107900002") in values
    assert (BlockingKind.PHONE, "081234567890") in values
    assert (BlockingKind.NAME_AND_YEAR, "amn:1990") in values
    assert (BlockingKind.NAME_AND_VILLAGE, f"amn:{LANTO}") in values
    assert all(key.kind is not BlockingKind.NIK for key in blocking_keys(person("Wa Ina", nik="9" * 16)))


NAMES = ["Siti Aminah", "Aminah", "Muh. Ali", "La Ode Ali", "Wa Ode Ali", "Rina", "Rini", "By. Ny. Rina", "", "王小明"]
people = st.builds(
    PersonFacts,
    name=st.sampled_from(NAMES) | st.text(max_size=12),
    sex=st.sampled_from(Sex),
    birth_date=st.none() | st.dates(min_value=date(1988, 1, 1), max_value=date(1992, 12, 31)),
    birth_date_estimated=st.booleans(),
    nik=st.sampled_from(["", "7404014107900002", "7404014107800002", "9" * 16]),
    family_card_number=st.sampled_from(["", "7404010107150003"]),
    mother_name=st.sampled_from(["", "Rina", "Wa Ode Ali"]),
    birth_order=st.sampled_from([None, 1, 2]),
    village_code=st.sampled_from(["", LANTO, MATARA]),
)


@given(people, people)
def test_comparing_is_total_symmetric_and_bounded(one: PersonFacts, other: PersonFacts) -> None:
    found = candidates(one, [other])
    assert found == candidates(other, [one])
    assert all(SHOWN_FROM <= candidate.score <= 100 and candidate.reasons for candidate in found)
    assert blocking_keys(one) <= lookup_keys(one)
