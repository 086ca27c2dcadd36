"""What a person types, and what is stored.

FE1  Numbers take comma or point; days, times and places are read the way people write them.
FE2  What is none of these is refused with a sentence and an example.
FE3  What is shown can be typed again and means the same.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.forms import Kind, Meaning, Question
from ilp_desktop.forms.definition import Binding
from ilp_desktop.forms.entry import NotRead, read_entry, shown_entry
from tests.forms.workbench import TODAY, ZONE


def asked(kind: Kind, data_type: str = "string") -> Question:
    return Question(
        path="/data/q",
        name="q",
        kind=kind,
        label={},
        hint={},
        guidance={},
        appearance=frozenset(),
        binding=Binding(required_message={}, constraint_message={}),
        meaning=Meaning(),
        data_type=data_type,
    )


def stored(kind: Kind, typed: str) -> str:
    return read_entry(asked(kind), typed, TODAY, ZONE)


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        (Kind.INTEGER, " 12 ", "12"),
        (Kind.INTEGER, "-3", "-3"),
        (Kind.INTEGER, "007", "7"),
        (Kind.DECIMAL, "36,5", "36.5"),
        (Kind.DECIMAL, "36.5", "36.5"),
        (Kind.DECIMAL, ",5", "0.5"),
        (Kind.DECIMAL, "-0,25", "-0.25"),
        (Kind.DECIMAL, "+4", "4"),
        (Kind.DECIMAL, "36,", "36"),
        (Kind.DATE, "7/3/24", "2024-03-07"),
        (Kind.DATE, "7-3-2024", "2024-03-07"),
        (Kind.DATE, "7.3.24", "2024-03-07"),
        (Kind.DATE, "070324", "2024-03-07"),
        (Kind.DATE, "07032024", "2024-03-07"),
        (Kind.DATE, "7 Mar 2024", "2024-03-07"),
        (Kind.DATE, "7 maret 24", "2024-03-07"),
        (Kind.DATE, "17 agustus 45", "1945-08-17"),
        (Kind.DATE, "2024-03-07", "2024-03-07"),
        (Kind.DATE, "1/1/36", "2036-01-01"),
        (Kind.DATE, "1/1/37", "1937-01-01"),
        (Kind.DATE, "29/2/24", "2024-02-29"),
        (Kind.TIME, "8.30", "08:30:00.000+08:00"),
        (Kind.TIME, "0830", "08:30:00.000+08:00"),
        (Kind.TIME, "23:59", "23:59:00.000+08:00"),
        (Kind.DATETIME, "7/3/24 8.30", "2024-03-07T08:30:00.000+08:00"),
        (Kind.SELECT_MULTIPLE, "b a b", "b a"),
        (Kind.GEOPOINT, "-5,12 122.61", "-5.12 122.61 0 0"),
        (Kind.GEOPOINT, "-5.12, 122.61", "-5.12 122.61 0 0"),
        (Kind.GEOPOINT, "-5.12,122.61", "-5.12 122.61 0 0"),
        (Kind.GEOPOINT, "-5.12 122.61 12 5", "-5.12 122.61 12 5"),
        (Kind.TEXT, "La Ode\x00 Hasan", "La Ode Hasan"),
        (Kind.TEXT, "   ", ""),
    ],
)
def test_entries_are_read_as_people_write_them(kind: Kind, typed: str, expected: str) -> None:
    """FE1"""
    assert stored(kind, typed) == expected


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        (Kind.INTEGER, "12,5", "not_integer"),
        (Kind.INTEGER, "1e3", "not_integer"),
        (Kind.INTEGER, "9" * 16, "not_integer"),
        (Kind.DECIMAL, "1.000,5", "not_number"),
        (Kind.DECIMAL, "abc", "not_number"),
        (Kind.DECIMAL, ".", "not_number"),
        (Kind.DECIMAL, "NaN", "not_number"),
        (Kind.DATE, "31/2/24", "not_date"),
        (Kind.DATE, "1/13/24", "not_date"),
        (Kind.DATE, "kemarin", "not_date"),
        (Kind.DATE, "1/1/0000", "not_date"),
        (Kind.TIME, "25.00", "not_time"),
        (Kind.TIME, "delapan", "not_time"),
        (Kind.DATETIME, "7/3/24", "not_moment"),
        (Kind.DATETIME, "x 8.30", "not_date"),
        (Kind.GEOPOINT, "91 0", "not_place"),
        (Kind.GEOPOINT, "sini", "not_place"),
        (Kind.TEXT, "x" * 10_001, "text_too_long"),
    ],
)
def test_what_is_no_answer_is_refused(kind: Kind, typed: str, code: str) -> None:
    """FE2"""
    with pytest.raises(NotRead) as refused:
        stored(kind, typed)
    assert refused.value.code == code
    problem = refused.value.problem("q")
    assert problem.sentence
    assert problem.remedy


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_shown_day_can_be_typed_again(day: date) -> None:
    """FE3"""
    assert stored(Kind.DATE, shown_entry(asked(Kind.DATE), day.isoformat())) == day.isoformat()


@given(st.decimals(min_value=-10_000, max_value=10_000, places=3))
def test_a_shown_number_can_be_typed_again(number: object) -> None:
    """FE3"""
    first = stored(Kind.DECIMAL, str(number))
    assert stored(Kind.DECIMAL, shown_entry(asked(Kind.DECIMAL), first)) == first


@given(st.times())
def test_a_shown_time_can_be_typed_again(clock: object) -> None:
    """FE3"""
    first = stored(Kind.TIME, str(clock)[:5])
    assert stored(Kind.TIME, shown_entry(asked(Kind.TIME), first)) == first


@given(st.sampled_from(list(Kind)), st.text(max_size=30))
def test_anything_typed_is_read_or_refused(kind: Kind, typed: str) -> None:
    """FE2"""
    try:
        read = stored(kind, typed)
    except NotRead as refused:
        assert refused.code
    else:
        assert stored(kind, read) == read
