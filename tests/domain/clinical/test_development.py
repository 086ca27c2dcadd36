"""Early detection of development: what is due at which age, and each result on both sides of its borders.

DD1  KPSP: the age with its sixteen days, the younger form, the next one. DD2  What is due, and what is not yet.
DD3  KPSP results, repetition and referral. DD4  Hearing and vision. DD5  KMPE and GPPH. DD6  M-CHAT-R.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical import development
from ilp_desktop.domain.clinical.development import Development, Instrument, instruments_due
from ilp_desktop.domain.months import months_completed_on

BORN = date(2024, 1, 10)


def aged(months: int, days: int = 0) -> date:
    return months_completed_on(BORN, months) + timedelta(days=days)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (BORN, BORN, 0),
        (BORN, date(2024, 4, 10), 3),
        (BORN, date(2024, 4, 25), 3),
        (BORN, date(2024, 4, 26), 4),
        (BORN, date(2024, 5, 9), 4),
        (BORN, date(2024, 5, 10), 4),
        (date(2024, 1, 31), date(2024, 3, 1), 1),
        (date(2024, 1, 31), date(2024, 2, 15), 0),
        (date(2024, 1, 31), date(2024, 2, 16), 1),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
    ],
)
def test_sixteen_days_make_a_month(born: date, day: date, age: int) -> None:
    """DD1"""
    assert development.kpsp_age(born, day) == age


def test_nobody_is_tested_before_birth() -> None:
    """DD1, DD2"""
    with pytest.raises(ValueError, match="before birth"):
        development.kpsp_age(BORN, BORN - timedelta(days=1))
    assert instruments_due(BORN, BORN - timedelta(days=1), {}) == ()


@pytest.mark.parametrize(
    ("months", "days", "form"),
    [
        (2, 15, None),
        (2, 16, 3),
        (3, 0, 3),
        (5, 15, 3),
        (5, 16, 6),
        (7, 0, 6),
        (8, 16, 9),
        (11, 15, 9),
        (11, 16, 12),
        (14, 15, 12),
        (14, 16, 15),
        (17, 16, 18),
        (20, 16, 21),
        (23, 15, 21),
        (23, 16, 24),
        (29, 15, 24),
        (29, 16, 30),
        (35, 15, 30),
        (35, 16, 36),
        (41, 15, 36),
        (41, 16, 42),
        (47, 16, 48),
        (53, 15, 48),
        (53, 16, 54),
        (59, 16, 60),
        (65, 15, 60),
        (65, 16, 66),
        (71, 15, 66),
        (71, 16, 72),
        (72, 15, 72),
        (72, 16, None),
        (80, 0, None),
    ],
)
def test_between_two_forms_the_younger_holds(months: int, days: int, form: int | None) -> None:
    """DD1"""
    if form is None:
        with pytest.raises(ValueError, match="no KPSP form"):
            development.kpsp_form(BORN, aged(months, days))
    else:
        assert development.kpsp_form(BORN, aged(months, days)) == form


@pytest.mark.parametrize(
    ("months", "days", "following"), [(0, 0, 3), (2, 15, 3), (2, 16, 6), (7, 0, 9), (24, 0, 30), (71, 15, 72)]
)
def test_the_next_form_has_a_day(months: int, days: int, following: int) -> None:
    """DD1"""
    assert development.next_kpsp_day(BORN, aged(months, days)) == aged(following)


def test_after_the_last_form_there_is_no_next() -> None:
    """DD1"""
    with pytest.raises(ValueError, match="no further"):
        development.next_kpsp_day(BORN, aged(71, 16))


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 2500))
def test_the_form_never_asks_for_more_than_the_age(born: date, days: int) -> None:
    """DD1"""
    day = born + timedelta(days=days)
    age = development.kpsp_age(born, day)
    if 3 <= age <= 72:
        assert development.kpsp_form(born, day) <= age


EVERYTHING = {
    0: {Instrument.HEAD},
    2: {Instrument.HEAD},
    3: {Instrument.KPSP, Instrument.HEARING, Instrument.HEAD},
    17: {Instrument.KPSP, Instrument.HEARING, Instrument.HEAD},
    18: {Instrument.KPSP, Instrument.HEARING, Instrument.HEAD, Instrument.AUTISM},
    30: {Instrument.KPSP, Instrument.HEARING, Instrument.HEAD, Instrument.AUTISM},
    31: {Instrument.KPSP, Instrument.HEARING, Instrument.HEAD},
    35: {Instrument.KPSP, Instrument.HEARING, Instrument.HEAD},
    36: {Instrument.KPSP, Instrument.HEARING, Instrument.HEAD, Instrument.VISION, Instrument.BEHAVIOUR},
    72: {Instrument.KPSP, Instrument.HEARING, Instrument.HEAD, Instrument.VISION, Instrument.BEHAVIOUR},
    73: set(),
}


@pytest.mark.parametrize("months", EVERYTHING)
def test_what_is_due_when_nothing_was_done(months: int) -> None:
    """DD2"""
    assert set(instruments_due(BORN, aged(months), {})) == EVERYTHING[months]


@pytest.mark.parametrize(
    ("instrument", "done", "day", "due"),
    [
        (Instrument.KPSP, aged(6), aged(8, 15), False),
        (Instrument.KPSP, aged(6), aged(8, 16), True),
        (Instrument.KPSP, aged(5, 15), aged(6), True),
        (Instrument.KPSP, aged(5, 16), aged(6), False),
        (Instrument.HEARING, aged(3), aged(6, -1), False),
        (Instrument.HEARING, aged(3), aged(6), True),
        (Instrument.HEARING, aged(9), aged(12, -1), False),
        (Instrument.HEARING, aged(9), aged(12), False),
        (Instrument.HEARING, aged(9), aged(15, -1), False),
        (Instrument.HEARING, aged(9), aged(15), True),
        (Instrument.HEAD, aged(0), aged(3, -1), False),
        (Instrument.HEAD, aged(0), aged(3), True),
        (Instrument.VISION, aged(36), aged(42, -1), False),
        (Instrument.VISION, aged(36), aged(42), True),
        (Instrument.BEHAVIOUR, aged(40), aged(46, -1), False),
        (Instrument.BEHAVIOUR, aged(40), aged(46), True),
        (Instrument.AUTISM, aged(16), aged(18), True),
        (Instrument.AUTISM, aged(18), aged(23), False),
        (Instrument.AUTISM, aged(18), aged(24), True),
        (Instrument.AUTISM, aged(24), aged(30), False),
        (Instrument.ATTENTION, aged(36), aged(60), False),
    ],
)
def test_what_was_done_is_not_due_again_too_soon(instrument: Instrument, done: date, day: date, due: bool) -> None:
    """DD2"""
    assert (instrument in instruments_due(BORN, day, {instrument: done})) is due


@pytest.mark.parametrize(
    ("yes", "items", "result"),
    [
        (10, 10, "Sesuai"),
        (9, 10, "Sesuai"),
        (8, 10, "Meragukan"),
        (7, 10, "Meragukan"),
        (6, 10, "Penyimpangan"),
        (0, 10, "Penyimpangan"),
        (9, 9, "Sesuai"),
        (8, 9, "Meragukan"),
        (7, 9, "Meragukan"),
        (6, 9, "Penyimpangan"),
    ],
)
def test_kpsp_result(yes: int, items: int, result: str) -> None:
    """DD3"""
    assert development.kpsp_result(yes, items) == result


@pytest.mark.parametrize(("yes", "items"), [(11, 10), (10, 9), (-1, 10), (5, 8), (5, 11)])
def test_kpsp_counts_that_cannot_be(yes: int, items: int) -> None:
    """DD3"""
    with pytest.raises(ValueError, match="KPSP count"):
        development.kpsp_result(yes, items)


@pytest.mark.parametrize(
    ("result", "before", "since", "refers"),
    [
        (Development.DEVIATING, None, 0, True),
        (Development.DOUBTFUL, None, 0, False),
        (Development.DOUBTFUL, Development.AS_EXPECTED, 20, False),
        (Development.DOUBTFUL, Development.DOUBTFUL, 13, False),
        (Development.DOUBTFUL, Development.DOUBTFUL, 14, True),
        (Development.DOUBTFUL, Development.DOUBTFUL, 60, True),
        (Development.DOUBTFUL, Development.DOUBTFUL, 61, False),
        (Development.AS_EXPECTED, Development.DOUBTFUL, 14, False),
        (Development.AS_EXPECTED, Development.DEVIATING, 14, False),
    ],
)
def test_kpsp_refers(result: Development, before: Development | None, since: int, refers: bool) -> None:
    """DD3"""
    assert development.kpsp_refers(result, before, since) is refers


def test_a_doubtful_kpsp_is_repeated_after_two_weeks() -> None:
    """DD3"""
    assert development.kpsp_repeat_day(date(2026, 11, 22)) == date(2026, 12, 6)


@pytest.mark.parametrize(
    ("failed", "result"),
    [(0, "Daya dengar baik"), (1, "Kemungkinan gangguan pendengaran"), (3, "Kemungkinan gangguan pendengaran")],
)
def test_one_failure_of_hearing_is_enough(failed: int, result: str) -> None:
    """DD4"""
    assert development.hearing_result(failed) == result


@pytest.mark.parametrize(
    ("in_a_row", "of_five", "good"),
    [(3, 3, True), (2, 3, False), (2, 4, True), (1, 3, False), (5, 5, True), (0, 0, False)],
)
def test_vision(in_a_row: int, of_five: int, good: bool) -> None:
    """DD4"""
    assert (development.vision_result(in_a_row, of_five) == "Daya lihat baik") is good


def test_counts_of_hearing_and_vision_that_cannot_be() -> None:
    """DD4"""
    with pytest.raises(ValueError, match="count"):
        development.hearing_result(-1)
    for in_a_row, of_five in ((4, 3), (0, 6), (-1, 2)):
        with pytest.raises(ValueError, match="count"):
            development.vision_result(in_a_row, of_five)


@pytest.mark.parametrize(
    ("yes", "result"),
    [
        (0, "Tidak ada masalah"),
        (1, "Kemungkinan masalah perilaku emosional"),
        (2, "Masalah perilaku emosional"),
        (14, "Masalah perilaku emosional"),
    ],
)
def test_behaviour(yes: int, result: str) -> None:
    """DD5"""
    assert development.behaviour_result(yes) == result


@pytest.mark.parametrize(
    ("total", "result"), [(0, "Bukan GPPH"), (12, "Bukan GPPH"), (13, "Kemungkinan GPPH"), (30, "Kemungkinan GPPH")]
)
def test_attention(total: int, result: str) -> None:
    """DD5"""
    assert development.attention_result(total) == result


def test_totals_that_cannot_be() -> None:
    """DD5, DD6"""
    for rule, value in (
        (development.behaviour_result, 15),
        (development.behaviour_result, -1),
        (development.attention_result, 31),
        (development.attention_result, -1),
        (development.autism_risk, 21),
        (development.autism_risk, -1),
    ):
        with pytest.raises(ValueError, match="not a"):
            rule(value)


@pytest.mark.parametrize("item", range(1, 21))
def test_each_item_of_the_autism_checklist(item: int) -> None:
    """DD6: the child who answers as expected everywhere but here has one point."""
    as_expected = [number not in {2, 5, 12} for number in range(1, 21)]
    assert development.autism_score(as_expected) == 0
    as_expected[item - 1] = not as_expected[item - 1]
    assert development.autism_score(as_expected) == 1


def test_the_autism_checklist_has_twenty_items() -> None:
    """DD6"""
    for count in (0, 19, 21):
        with pytest.raises(ValueError, match="20 items"):
            development.autism_score([True] * count)


@pytest.mark.parametrize(
    ("score", "risk"),
    [
        (0, "Risiko rendah"),
        (2, "Risiko rendah"),
        (3, "Risiko sedang"),
        (7, "Risiko sedang"),
        (8, "Risiko tinggi"),
        (20, "Risiko tinggi"),
    ],
)
def test_autism_risk(score: int, risk: str) -> None:
    """DD6"""
    assert development.autism_risk(score) == risk


@pytest.mark.parametrize(("failed", "refers"), [(0, False), (1, False), (2, True)])
def test_autism_follow_up(failed: int, refers: bool) -> None:
    """DD6"""
    assert development.autism_follow_up_refers(failed) is refers
