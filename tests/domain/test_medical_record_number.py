"""No. RM: patterns, lenient reading, and the next number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.medical_record_number import (
    DEFAULT_PATTERN,
    RecordNumber,
    RecordNumberPattern,
    format_number,
    leading_text,
    next_number,
    parse_pattern,
    read_number,
)
from ilp_desktop.domain.problem import Problem

DEFAULT = RecordNumberPattern()


def pattern_of(text: str) -> RecordNumberPattern:
    pattern = parse_pattern(text)
    assert isinstance(pattern, RecordNumberPattern)
    return pattern


def next_text(pattern: RecordNumberPattern, used: list[str], **where: object) -> str:
    number = next_number(pattern, used=used, **where)  # type: ignore[arg-type]
    assert isinstance(number, RecordNumber)
    return format_number(number, pattern)


@pytest.mark.parametrize("text", ["DD-NNNNN-AA", "NNNNNN", "NNNNNNNN", "DD.NNNN.AA", "DDNNNNNAA", "DDD/NNN", "NNNNN-A"])
def test_a_pattern_is_written_as_it_was_read(text: str) -> None:
    assert pattern_of(text).text == text


def test_the_default_pattern() -> None:
    assert parse_pattern(DEFAULT_PATTERN) == DEFAULT
    assert parse_pattern(" dd-nnnnn-aa ") == DEFAULT


@pytest.mark.parametrize("text", ["", "DD", "NN", "NNNNNNNNN", "AA-NNNNN", "DD-NNNNN-AAA", "XX-NNNNN", "D D-NNNNN"])
def test_an_unknown_pattern_is_a_problem(text: str) -> None:
    assert isinstance(parse_pattern(text), Problem)


@pytest.mark.parametrize("text", ["03-00012-01", "3-12-1", "030001201", "03 00012 01", " 03.00012.01 ", "03/00012/1"])
def test_one_number_typed_in_many_ways(text: str) -> None:
    number = read_number(text, DEFAULT)
    assert number == RecordNumber(village=3, folder=12, member=1)
    assert format_number(RecordNumber(village=3, folder=12, member=1), DEFAULT) == "03-00012-01"


@pytest.mark.parametrize("text", ["LW-00012-01", "lw 12 1", "LW0001201"])
def test_a_number_of_somebody_from_outside(text: str) -> None:
    expected = RecordNumber(outside=True, folder=12, member=1)
    assert read_number(text, DEFAULT) == expected
    assert format_number(expected, DEFAULT) == "LW-00012-01"


def test_a_plain_serial_number() -> None:
    plain = pattern_of("NNNNNN")
    assert read_number("000123", plain) == RecordNumber(folder=123)
    assert read_number("123", plain) == RecordNumber(folder=123)
    assert format_number(RecordNumber(folder=123), plain) == "000123"
    assert format_number(RecordNumber(outside=True, folder=123), plain) == "LW-000123"
    assert read_number("LW-000123", plain) == RecordNumber(outside=True, folder=123)


@pytest.mark.parametrize(
    "text", ["", "-", "abc", "03-00012", "03-000123-01", "0300012011", "03-00012-01-1", "０３-1-1", "LW"]
)
def test_a_number_of_another_shape_is_a_problem_with_an_example(text: str) -> None:
    problem = read_number(text, DEFAULT)
    assert isinstance(problem, Problem)
    assert "03-00012-00" in problem.remedy


def test_the_next_folder_follows_the_highest_of_its_village() -> None:
    used = ["03-00012-01", "03-00004-00", "02-00099-00", "LW-00500-00", "rusak"]
    assert next_text(DEFAULT, used, village=3) == "03-00013-00"
    assert next_text(DEFAULT, used, village=1) == "01-00001-00"
    assert next_text(DEFAULT, used, outside=True) == "LW-00501-00"
    assert next_text(DEFAULT, used, outside=True, village=3) == "LW-00501-00"


def test_the_next_member_follows_the_highest_of_its_folder() -> None:
    used = ["03-00012-00", "03-00012-04", "03-00013-07"]
    assert next_text(DEFAULT, used, village=3, folder=12) == "03-00012-05"
    assert next_text(DEFAULT, used, village=3, folder=99) == "03-00099-00"
    from_one = parse_pattern(DEFAULT_PATTERN, first_member=1)
    assert isinstance(from_one, RecordNumberPattern)
    assert next_text(from_one, [], village=3) == "03-00001-01"


def test_a_plain_serial_has_no_members() -> None:
    assert next_text(pattern_of("NNNNNN"), ["000123"], folder=123) == "000124"


def test_numbers_run_out() -> None:
    assert isinstance(next_number(DEFAULT, used=["03-99999-00"], village=3), Problem)
    assert isinstance(next_number(DEFAULT, used=["03-00012-99"], village=3, folder=12), Problem)


def test_what_the_numbers_of_a_series_begin_with() -> None:
    assert leading_text(DEFAULT, village=3) == "03-"
    assert leading_text(DEFAULT, village=3, outside=True) == "LW-"
    assert leading_text(pattern_of("NNNNNN"), village=None) == ""


@given(
    st.sampled_from(["DD-NNNNN-AA", "NNNNNN", "DD.NNNN.AA", "DDNNNNNAA", "NNNNN-A"]),
    st.booleans(),
    st.integers(1, 99),
    st.lists(st.tuples(st.integers(1, 900), st.integers(0, 8)), max_size=8),
)
def test_every_number_is_read_back_and_the_next_is_new(
    pattern_text: str, outside: bool, village: int, folders: list[tuple[int, int]]
) -> None:
    pattern = pattern_of(pattern_text)
    inside = pattern.village_width and not outside
    numbers = [
        RecordNumber(
            outside=outside,
            village=village if inside else None,
            folder=folder,
            member=member if pattern.member_width else None,
        )
        for folder, member in folders
    ]
    texts = [format_number(number, pattern) for number in numbers]
    for number, text in zip(numbers, texts, strict=True):
        assert read_number(text, pattern) == number
        assert read_number(text.replace("-", "").replace(".", ""), pattern) == number
    following = next_number(pattern, used=texts, outside=outside, village=village)
    assert isinstance(following, RecordNumber)
    assert format_number(following, pattern) not in texts
    assert following.folder == max((folder for folder, _ in folders), default=0) + 1


@given(st.text())
def test_any_text_is_a_number_or_a_problem(text: str) -> None:
    assert isinstance(read_number(text, DEFAULT), RecordNumber | Problem)
