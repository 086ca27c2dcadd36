"""NIK: facts, faults, placeholders, and the comparison with what was entered."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.nik import (
    PROVINCE_CODES,
    NikFacts,
    compare_with_entry,
    is_placeholder,
    read_nik,
)
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.problem import Problem

TODAY = date(2026, 11, 22)


def facts_of(text: str) -> NikFacts:
    facts = read_nik(text, today=TODAY)
    assert isinstance(facts, NikFacts)
    return facts


@pytest.mark.parametrize(
    ("text", "birth_date", "sex"),
    [
        ("3201074107900002", date(1990, 7, 1), Sex.FEMALE),
        ("3201070107900002", date(1990, 7, 1), Sex.MALE),
        ("7404017112990001", date(1999, 12, 31), Sex.FEMALE),
        ("7404013112990001", date(1999, 12, 31), Sex.MALE),
        ("7404012211260001", date(2026, 11, 22), Sex.MALE),
        ("7404012311260001", date(1926, 11, 23), Sex.MALE),
        ("7404016902000001", date(2000, 2, 29), Sex.FEMALE),
        (" 7404.0141-0790 0002 ", date(1990, 7, 1), Sex.FEMALE),
    ],
)
def test_a_nik_tells_birth_date_and_sex(text: str, birth_date: date, sex: Sex) -> None:
    facts = facts_of(text)
    assert (facts.birth_date, facts.sex) == (birth_date, sex)


def test_a_nik_tells_where_it_was_first_issued() -> None:
    facts = facts_of("7404014107900002")
    assert (facts.province_code, facts.regency_code, facts.district_code) == ("74", "7404", "740401")
    assert (facts.nik, facts.serial) == ("7404014107900002", "0002")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "nik_length"),
        ("740401410790000", "nik_length"),
        ("74040141079000021", "nik_length"),
        ("74040141O7900002", "nik_not_digits"),
        ("٧٤٠٤٠١٤١٠٧٩٠٠٠٠٢", "nik_not_digits"),
        ("9999999999999999", "nik_placeholder"),
        ("1234567890123456", "nik_placeholder"),
        ("7404000000000000", "nik_placeholder"),
        ("0004014107900002", "nik_province"),
        ("2004014107900002", "nik_province"),
        ("9704014107900002", "nik_province"),
        ("7400014107900002", "nik_area"),
        ("7404004107900002", "nik_area"),
        ("7404010007900002", "nik_birth_date"),
        ("7404013207900002", "nik_birth_date"),
        ("7404014007900002", "nik_birth_date"),
        ("7404017207900002", "nik_birth_date"),
        ("7404010113900002", "nik_birth_date"),
        ("7404010100900002", "nik_birth_date"),
        ("7404012902990002", "nik_birth_date"),
        ("7404014107900000", "nik_serial"),
    ],
)
def test_the_first_fault_is_named(text: str, code: str) -> None:
    problem = read_nik(text, today=TODAY)
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert problem.field == "nik"


def test_the_sentence_counts_the_digits() -> None:
    problem = read_nik("740401410790000", today=TODAY)
    assert isinstance(problem, Problem)
    assert problem.sentence == "NIK harus 16 angka; yang diketik 15 angka."


@pytest.mark.parametrize("text", ["", "-", "0", "9999", "9999999999999999", "9999999999990001", "1234567890123456"])
def test_placeholders_of_old_lists_are_known(text: str) -> None:
    assert is_placeholder(text)


def test_a_real_nik_is_no_placeholder() -> None:
    assert not is_placeholder("7404014107900002")
    assert not is_placeholder("1111110101110001")


def test_there_are_thirty_eight_provinces() -> None:
    assert len(PROVINCE_CODES) == 38


def test_differences_from_the_entry_are_warnings() -> None:
    facts = facts_of("7404014107900002")
    assert compare_with_entry(facts, birth_date=date(1990, 7, 1), sex=Sex.FEMALE) == ()
    assert compare_with_entry(facts, birth_date=None, sex=Sex.UNKNOWN) == ()
    warnings = compare_with_entry(facts, birth_date=date(1990, 1, 7), sex=Sex.MALE)
    assert [warning.code for warning in warnings] == ["nik_birth_date_differs", "nik_sex_differs"]
    assert warnings[0].sentence == "Menurut NIK lahir 1 Juli 1990, yang diisi 7 Januari 1990."
    assert warnings[1].sentence == "Menurut NIK perempuan, yang diisi laki-laki."


@given(
    st.sampled_from(sorted(PROVINCE_CODES)),
    st.integers(1, 99),
    st.integers(1, 99),
    st.dates(min_value=date(1926, 11, 23), max_value=TODAY),
    st.sampled_from([Sex.MALE, Sex.FEMALE]),
    st.integers(1, 9999),
)
def test_every_nik_that_is_built_is_read_back(
    province: str, regency: int, district: int, born: date, sex: Sex, serial: int
) -> None:
    day = born.day + (40 if sex is Sex.FEMALE else 0)
    nik = f"{province}{regency:02d}{district:02d}{day:02d}{born.month:02d}{born.year % 100:02d}{serial:04d}"
    if not is_placeholder(nik):
        facts = facts_of(nik)
        assert (facts.birth_date, facts.sex, facts.serial) == (born, sex, f"{serial:04d}")


@given(st.text() | st.from_regex(r"[0-9]{16}", fullmatch=True))
def test_any_text_gives_facts_or_a_problem(text: str) -> None:
    assert isinstance(read_nik(text, today=TODAY), NikFacts | Problem)
