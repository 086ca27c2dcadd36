"""Dirty cells: what each means, and what cannot be known."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.identifier_numbers import FamilyCard
from ilp_desktop.domain.nik import NikFacts
from ilp_desktop.domain.patient import BloodGroup, Education, MaritalStatus, Payer, Relationship, Religion, Rhesus, Sex
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.spreadsheet_values import (
    BirthDate,
    CellValue,
    cell_text,
    is_blank,
    read_age,
    read_birth_date,
    read_birth_place_and_date,
    read_blood_group,
    read_date,
    read_digits,
    read_education,
    read_family_card_cell,
    read_insurance_cell,
    read_marital_status,
    read_neighbourhood,
    read_nik_cell,
    read_number,
    read_payer,
    read_phone_cell,
    read_relationship,
    read_religion,
    read_sex,
    read_yes_no,
)

TODAY = date(2026, 11, 22)


def code_of(answer: object) -> str:
    assert isinstance(answer, Problem), answer
    return answer.code


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  Wa  Ode\nSitti ", "Wa Ode Sitti"),
        ("'0812", "0812"),
        (12.0, "12"),
        (12.5, "12.5"),
        (7, "7"),
        (True, "ya"),
        (date(2024, 3, 7), "2024-03-07"),
        (datetime(2024, 3, 7), "2024-03-07"),
    ],
)
def test_a_cell_as_its_author_saw_it(cell: CellValue, text: str) -> None:
    assert cell_text(cell) == text


@pytest.mark.parametrize("cell", [None, "", " ", "-", "—", "tidak ada", "TDK ADA", "#N/A", "nan", 0, 0.0, "?"])
def test_cells_that_say_nothing(cell: CellValue) -> None:
    assert is_blank(cell)


@pytest.mark.parametrize("cell", ["Siti", 1, "#REF!", date(2024, 3, 7), "00"])
def test_cells_that_say_something(cell: CellValue) -> None:
    assert not is_blank(cell)


@pytest.mark.parametrize(
    "cell",
    [
        date(2024, 3, 7),
        datetime(2024, 3, 7, 8, 15),
        45358,
        45358.0,
        45358.75,
        "45358",
        "7/3/2024",
        "07-03-24",
        "7 Maret 2024",
        "'07/03/2024",
        "2024-03-07 00:00:00",
        "070324",
        7032024,
        7032024.0,
        20240307,
    ],
)
def test_one_date_in_many_kinds_of_cell(cell: CellValue) -> None:
    assert read_date(cell, today=TODAY) == date(2024, 3, 7)


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (61, date(1900, 3, 1)),
        (32874, date(1990, 1, 1)),
        (46348, date(2026, 11, 22)),
        (73415, date(2100, 12, 31)),
    ],
)
def test_serial_numbers_of_excel(serial: int, day: date) -> None:
    assert read_date(serial, today=TODAY) == day


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (60, "date_serial"),
        (0, "date_serial"),
        (73416, "date_serial"),
        (-5, "unreadable_date"),
        (1985, "year_only"),
        ("1985", "year_only"),
        ("12/31/1990", "unknown_month"),
        (None, "empty_date"),
        (time(8, 15), "unreadable_date"),
        (timedelta(days=1), "unreadable_date"),
        (True, "unreadable_date"),
    ],
)
def test_what_is_no_date(cell: CellValue, code: str) -> None:
    assert code_of(read_date(cell, today=TODAY)) == code


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("Lanto, 7-3-1985", "Lanto"),
        ("Bau-Bau, 07 Maret 1985", "Bau-Bau"),
        ("LANTO 07/03/1985", "LANTO"),
        ("7/3/85", ""),
    ],
)
def test_place_and_date_of_birth_in_one_cell(cell: CellValue, place: str) -> None:
    expected = (place, BirthDate(day=date(1985, 3, 7), estimated=False))
    assert read_birth_place_and_date(cell, today=TODAY) == expected


def test_place_of_birth_without_a_date() -> None:
    place, born = read_birth_place_and_date("Lanto", today=TODAY)
    assert (place, code_of(born)) == ("Lanto", "empty_date")
    assert code_of(read_birth_place_and_date("", today=TODAY)[1]) == "empty_date"


def test_a_birth_year_alone_is_an_estimate() -> None:
    assert read_birth_date(1985.0, today=TODAY) == BirthDate(day=date(1985, 7, 1), estimated=True)
    assert read_birth_date("2026", today=TODAY) == BirthDate(day=date(2026, 7, 1), estimated=True)
    assert read_birth_date("7/3/1985", today=TODAY) == BirthDate(day=date(1985, 3, 7), estimated=False)
    assert code_of(read_birth_date(2027, today=TODAY)) == "year_only"


@pytest.mark.parametrize(
    ("cell", "years", "months"),
    [
        (34, 34, None),
        (34.0, 34, None),
        ("34", 34, None),
        ("34 th", 34, None),
        ("34th.", 34, None),
        ("± 34 Tahun", 34, None),
        ("3 th 2 bl", 3, 38),
        ("3 tahun, 2 bulan", 3, 38),
        ("8 bln", 0, 8),
        ("2,5", 2, 30),
        (2.5, 2, 30),
        ("12 hr", 0, 0),
        ("3 minggu", 0, 0),
        ("2 bl 10 hr", 0, 2),
        (0, 0, 0),
    ],
)
def test_ages(cell: CellValue, years: int, months: int | None) -> None:
    born = read_age(cell, day=TODAY)
    assert isinstance(born, BirthDate)
    assert born.estimated
    age = age_on(born.day, TODAY)
    assert age.years == years
    assert months is None or age.months == months


def test_an_age_in_days_is_counted_back() -> None:
    assert read_age("12 hr", day=TODAY) == BirthDate(day=date(2026, 11, 10), estimated=True)


@pytest.mark.parametrize("cell", ["", "dewasa", "3/12", "34 cm", "30-an", 121, "34 2", -3, "5000 hr", "99999"])
def test_what_is_no_age(cell: CellValue) -> None:
    assert isinstance(read_age(cell, day=TODAY), Problem)


@pytest.mark.parametrize(
    "cell",
    [
        "7404014107900002",
        " 7404 0141 0790 0002",
        "'7404014107900002",
        7404014107900002,
        7404014107900002.0,
        "7404014107900002.0",
        "7404.0141.0790.0002",
    ],
)
def test_a_nik_that_is_whole(cell: CellValue) -> None:
    facts = read_nik_cell(cell, today=TODAY)
    assert isinstance(facts, NikFacts)
    assert facts.nik == "7404014107900002"


@pytest.mark.parametrize(
    "cell",
    [
        "7.40401E+15",
        "7,40401e+15",
        "7.404014107900002E+15",
        7404014107900000,
        7404014107900000.0,
        9.404014107900002e15,
        1e300,
    ],
)
def test_a_nik_that_lost_its_last_digits(cell: CellValue) -> None:
    assert code_of(read_nik_cell(cell, today=TODAY)) == "digits_lost"


def test_text_ending_in_zero_is_whole() -> None:
    assert isinstance(read_nik_cell("7404014107900010", today=TODAY), NikFacts)


def test_other_faults_of_a_nik_are_named() -> None:
    assert code_of(read_nik_cell("9999999999999999", today=TODAY)) == "nik_placeholder"
    assert code_of(read_nik_cell(740401410790000, today=TODAY)) == "nik_province"
    assert code_of(read_nik_cell("740401410790000", today=TODAY)) == "nik_length"
    assert code_of(read_nik_cell(TODAY, today=TODAY)) == "number_unreadable"
    assert code_of(read_nik_cell(True, today=TODAY)) == "number_unreadable"


def test_leading_zeros_come_back_only_for_numbers() -> None:
    assert read_insurance_cell(1234567890.0) == "0001234567890"
    assert read_insurance_cell("0001234567890") == "0001234567890"
    assert code_of(read_insurance_cell("1234567890")) == "insurance_length"
    assert read_digits(1234, name="No.", length=13) == "1234"
    card = read_family_card_cell(7404010107150003)
    assert isinstance(card, FamilyCard)


def test_telephone_numbers() -> None:
    assert read_phone_cell(81234567890.0) == "081234567890"
    assert read_phone_cell("0812-3456-7890 / 0813 1111 2222") == "081234567890"
    assert read_phone_cell("rumah / 081234567890") == "081234567890"
    assert code_of(read_phone_cell("tidak tahu")) == "phone"


@pytest.mark.parametrize(
    ("cell", "value"), [(36.5, "36.5"), (36, "36"), ("36,5", "36.5"), (1e-7, "1E-7"), ("3.200", "3200")]
)
def test_numbers(cell: CellValue, value: str) -> None:
    assert read_number(cell) == Decimal(value)


@pytest.mark.parametrize("cell", [float("nan"), float("inf"), True, "12 kg", None, TODAY])
def test_what_is_no_number(cell: CellValue) -> None:
    assert isinstance(read_number(cell), Problem)


@pytest.mark.parametrize("cell", ["L", "l", "Laki-laki", "LAKI - LAKI", "lk", "Lk.", "pria", "M", "Male", 1, 1.0, "1"])
def test_male(cell: CellValue) -> None:
    assert read_sex(cell) is Sex.MALE


@pytest.mark.parametrize("cell", ["P", "p", "Perempuan", "PR", "Pr.", "wanita", "W", "F", "Female", 2, 2.0, "2"])
def test_female(cell: CellValue) -> None:
    assert read_sex(cell) is Sex.FEMALE


def test_sex_not_known_or_not_readable() -> None:
    assert read_sex("") is Sex.UNKNOWN
    assert read_sex("-") is Sex.UNKNOWN
    assert code_of(read_sex("3")) == "sex_unreadable"
    assert code_of(read_sex("L/P")) == "sex_unreadable"


def test_yes_and_no() -> None:
    assert [read_yes_no(cell) for cell in ("ya", "Y", "v", "√", "✓", 1, True, "Ada")] == [True] * 8
    assert [read_yes_no(cell) for cell in ("tidak", "Tdk", "N", 0, False, "tidak ada", "belum")] == [False] * 7
    assert code_of(read_yes_no("")) == "yes_no_empty"
    assert code_of(read_yes_no("mungkin")) == "yes_no_unreadable"
    assert code_of(read_yes_no("x")) == "yes_no_unreadable"


@pytest.mark.parametrize(
    ("cell", "group", "rhesus"),
    [
        ("A", BloodGroup.A, Rhesus.UNKNOWN),
        ("ab+", BloodGroup.AB, Rhesus.POSITIVE),
        ("O Rh -", BloodGroup.O, Rhesus.NEGATIVE),
        ("B (positif)", BloodGroup.B, Rhesus.POSITIVE),
        ("B/Rh+", BloodGroup.B, Rhesus.POSITIVE),
        ("0", BloodGroup.O, Rhesus.UNKNOWN),
        ("", BloodGroup.UNKNOWN, Rhesus.UNKNOWN),
        ("-", BloodGroup.UNKNOWN, Rhesus.UNKNOWN),
    ],
)
def test_blood_groups(cell: CellValue, group: BloodGroup, rhesus: Rhesus) -> None:
    assert read_blood_group(cell) == (group, rhesus)


def test_an_unknown_blood_group_is_a_problem() -> None:
    assert code_of(read_blood_group("C")) == "blood_group_unreadable"


def test_closed_lists_in_the_words_of_ktp_and_counter() -> None:
    assert read_religion("Islam") is Religion.ISLAM
    assert read_religion("Katholik") is Religion.CATHOLIC
    assert read_religion("Kristen Protestan") is Religion.PROTESTANT
    assert code_of(read_religion("xyz")) == "religion_unreadable"
    assert read_education("SLTA / SEDERAJAT") is Education.SENIOR
    assert read_education("Tidak/Belum Sekolah") is Education.NONE
    assert read_education("DIPLOMA IV/ STRATA I") is Education.BACHELOR
    assert read_education("D.III") is Education.DIPLOMA
    assert read_education(None) is Education.UNKNOWN
    assert read_marital_status("Belum Kawin") is MaritalStatus.SINGLE
    assert read_marital_status("CERAI MATI") is MaritalStatus.WIDOWED
    assert read_marital_status("Kawin") is MaritalStatus.MARRIED
    assert read_relationship("KEPALA KELUARGA") is Relationship.HEAD
    assert read_relationship("Isteri") is Relationship.WIFE
    assert read_payer("PBI (APBN)") is Payer.JKN_PBI_STATE
    assert read_payer("Umum") is Payer.GENERAL
    assert code_of(read_payer("BPJS")) == "payer_unreadable"


@pytest.mark.parametrize(
    ("cell", "rt_rw"),
    [
        ("001/002", ("001", "002")),
        ("RT 1 RW 2", ("001", "002")),
        ("3", ("003", "")),
        ("", ("", "")),
        (5.0, ("005", "")),
    ],
)
def test_rt_and_rw(cell: CellValue, rt_rw: tuple[str, str]) -> None:
    assert read_neighbourhood(cell) == rt_rw


cells = (
    st.none()
    | st.text()
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.from_regex(r"[0-9]{1,4}( ?(th|bl|hr|mgg))?( [0-9]{1,4} ?(bl|hr))?", fullmatch=True)
)


@given(cells)
def test_any_cell_gives_a_value_or_a_problem(cell: CellValue) -> None:
    cell_text(cell)
    is_blank(cell)
    read_neighbourhood(cell)
    assert isinstance(read_date(cell, today=TODAY), date | Problem)
    assert isinstance(read_birth_date(cell, today=TODAY), BirthDate | Problem)
    assert isinstance(read_age(cell, day=TODAY), BirthDate | Problem)
    assert isinstance(read_nik_cell(cell, today=TODAY), NikFacts | Problem)
    assert isinstance(read_family_card_cell(cell), FamilyCard | Problem)
    assert isinstance(read_insurance_cell(cell), str | Problem)
    assert isinstance(read_phone_cell(cell), str | Problem)
    assert isinstance(read_number(cell), Decimal | Problem)
    assert isinstance(read_yes_no(cell), bool | Problem)
    assert isinstance(read_sex(cell), Sex | Problem)
    assert isinstance(read_birth_place_and_date(cell, today=TODAY)[1], BirthDate | Problem)
    assert isinstance(read_blood_group(cell), tuple | Problem)


@given(st.integers(1, 73415))
def test_serials_count_days(serial: int) -> None:
    if serial not in (59, 60) and not 1900 <= serial <= 2099:
        day = read_date(serial, today=TODAY)
        assert isinstance(day, date)
        if serial < 73415 and not 1899 <= serial <= 2099:
            assert read_date(serial + 1, today=TODAY) == day + timedelta(days=1)
