"""JKN, No. KK, telephone and NIP: what is accepted, what it says, what is wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.identifier_numbers import (
    EmployeeNumber,
    FamilyCard,
    read_employee_number,
    read_family_card_number,
    read_insurance_number,
    read_phone,
)
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.problem import Problem

TODAY = date(2026, 11, 22)


def code_of(answer: object) -> str:
    assert isinstance(answer, Problem)
    return answer.code


def test_an_insurance_number_keeps_its_leading_zeros() -> None:
    assert read_insurance_number("0001234567890") == "0001234567890"
    assert read_insurance_number(" 0001 2345-67890 ") == "0001234567890"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "insurance_length"),
        ("000123456789", "insurance_length"),
        ("00012345678901", "insurance_length"),
        ("000123456789O", "insurance_not_digits"),
        ("0000000000000", "insurance_placeholder"),
    ],
)
def test_a_wrong_insurance_number_is_named(text: str, code: str) -> None:
    assert code_of(read_insurance_number(text)) == code


def test_a_family_card_tells_place_and_date_of_issue() -> None:
    expected = FamilyCard(number="7404010107150003", district_code="740401", issued_on=date(2015, 7, 1))
    assert read_family_card_number("7404 0101 0715 0003") == expected
    undated = read_family_card_number("7404019907150003")
    assert isinstance(undated, FamilyCard)
    assert undated.issued_on is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("740401010715000", "family_card_length"),
        ("2004010107150003", "family_card_province"),
        ("7404014107900002", "family_card_is_nik"),
        ("7404017107900002", "family_card_is_nik"),
        ("9999999999999999", "family_card_placeholder"),
    ],
)
def test_a_wrong_family_card_is_named(text: str, code: str) -> None:
    assert code_of(read_family_card_number(text)) == code


@pytest.mark.parametrize(
    "text",
    [
        "081234567890",
        "+62 812-3456-7890",
        "6281234567890",
        "+62081234567890",
        "81234567890",
        "0062 81234567890",
        "(0812) 34567890",
    ],
)
def test_one_mobile_number_written_in_many_ways(text: str) -> None:
    assert read_phone(text) == "081234567890"


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("0402 21234567", "040221234567"),
        ("021-5551234", "0215551234"),
        ("0812345678", "0812345678"),
        ("0812345678901", "0812345678901"),
    ],
)
def test_numbers_at_the_bounds_are_accepted(text: str, phone: str) -> None:
    assert read_phone(text) == phone


@pytest.mark.parametrize(
    "text",
    ["", "-", "tidak ada", "081234567", "08123456789012", "1234567890", "0000000000", "08888888888", "0112345678"],
)
def test_what_is_no_telephone_number_is_a_problem(text: str) -> None:
    assert code_of(read_phone(text)) == "phone"


def test_a_nip_tells_birth_appointment_and_sex() -> None:
    expected = EmployeeNumber(
        number="198507122010012003", birth_date=date(1985, 7, 12), appointed=date(2010, 1, 1), sex=Sex.FEMALE
    )
    assert read_employee_number("19850712 201001 2 003", today=TODAY) == expected
    contract = read_employee_number("198507122023211003", today=TODAY)
    assert isinstance(contract, EmployeeNumber)
    assert contract.appointed is None
    assert contract.sex is Sex.MALE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("19850712201001200", "employee_number_length"),
        ("198513122010012003", "employee_number_facts"),
        ("198507122010013003", "employee_number_facts"),
        ("202707122010012003", "employee_number_facts"),
        ("189907122010012003", "employee_number_facts"),
    ],
)
def test_a_wrong_nip_is_named(text: str, code: str) -> None:
    assert code_of(read_employee_number(text, today=TODAY)) == code


@given(st.text() | st.from_regex(r"[0-9]{8,18}", fullmatch=True))
def test_any_text_gives_a_value_or_a_problem(text: str) -> None:
    assert isinstance(read_insurance_number(text), str | Problem)
    assert isinstance(read_family_card_number(text), FamilyCard | Problem)
    assert isinstance(read_phone(text), str | Problem)
    assert isinstance(read_employee_number(text, today=TODAY), EmployeeNumber | Problem)
