"""Weight gain by the KMS.

WG1  KBM: each month of both sexes.
WG2  Enough gain is N, a gram less is T; without the month before O; the first time B.
WG3  Months are columns of the KMS; weighings come in any order, several in one month.
WG4  Two T in a row; referral by gain, red line and orange line, from both sides.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical.weight_gain import (
    GainStatus,
    MonthlyGain,
    ReferralReason,
    Weighing,
    kms_month,
    least_gain,
    monthly_gains,
    referral_reasons,
)
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.problem import Problem

BORN = date(2025, 1, 31)


def weighed(month: int, weight: float, day: int = 15) -> Weighing:
    return Weighing(day=date(2025 + month // 12, month % 12 + 1, 31 if month == 0 else day), weight=weight)


def gains(*weighings: Weighing, sex: Sex = Sex.MALE) -> tuple[MonthlyGain, ...]:
    found = monthly_gains(sex, BORN, weighings)
    assert not isinstance(found, Problem)
    return found


@pytest.mark.parametrize(
    ("sex", "expected"),
    [
        (Sex.MALE, [800, 900, 800, 600, 500, 400, 400, 300, 300, 300, 300, 200]),
        (Sex.FEMALE, [800, 900, 800, 600, 500, 400, 300, 300, 300, 300, 200, 200]),
    ],
)
def test_least_gain(sex: Sex, expected: list[int]) -> None:
    """WG1"""
    assert [least_gain(sex, month) for month in range(1, 13)] == expected
    assert {least_gain(sex, month) for month in range(12, 61)} == {200}


@pytest.mark.parametrize(("sex", "month"), [(Sex.MALE, 0), (Sex.MALE, 61), (Sex.UNKNOWN, 3)])
def test_where_there_is_no_least_gain(sex: Sex, month: int) -> None:
    """WG1"""
    problem = least_gain(sex, month)
    assert isinstance(problem, Problem)
    assert problem.code == "no_least_gain"


@pytest.mark.parametrize("sex", [Sex.MALE, Sex.FEMALE])
@pytest.mark.parametrize("month", range(1, 61))
def test_both_sides_of_every_month(sex: Sex, month: int) -> None:
    """WG2"""
    least = least_gain(sex, month)
    assert not isinstance(least, Problem)
    for grams, expected in ((least, "N"), (least - 1, "T")):
        _first, second = gains(weighed(month - 1, 8.3), weighed(month, (8300 + grams) / 1000), sex=sex)
        assert (second.status, second.gain, second.least_gain) == (expected, grams, least)


def test_a_year_of_weighings() -> None:
    """WG2 WG4: first, enough, too little twice, missed a month, weighed again."""
    found = gains(weighed(0, 3.0), weighed(1, 3.8), weighed(2, 4.6), weighed(3, 5.3), weighed(5, 6.5), weighed(6, 6.8))
    assert [each.status for each in found] == ["B", "N", "T", "T", "O", "T"]
    assert [each.failures for each in found] == [0, 0, 1, 2, 0, 1]
    assert [each.month for each in found] == [0, 1, 2, 3, 5, 6]


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2025, 1, 31), 0), (date(2025, 2, 1), 1), (date(2025, 12, 31), 11), (date(2026, 1, 1), 12)],
)
def test_columns_of_the_kms(day: date, expected: int) -> None:
    """WG3: the month of birth is column 0, and every calendar month is one column."""
    assert kms_month(BORN, day) == expected


def test_the_last_weighing_of_a_month_counts() -> None:
    """WG3: and on one day the one entered last."""
    found = gains(weighed(1, 4.0, 20), weighed(0, 3.0), weighed(1, 3.1, 3), weighed(1, 3.9, 20))
    assert [(each.status, each.gain) for each in found] == [(GainStatus.FIRST, None), (GainStatus.RISEN, 900)]


def test_the_kms_ends_at_sixty_months() -> None:
    """WG3"""
    assert [each.month for each in gains(weighed(59, 16), weighed(60, 16.2), weighed(61, 16.4))] == [59, 60]


def test_nobody_is_weighed_before_birth() -> None:
    """WG3"""
    problem = monthly_gains(Sex.MALE, BORN, [Weighing(day=BORN - timedelta(days=1), weight=3)])
    assert isinstance(problem, Problem)
    assert problem.code == "weighed_before_birth"
    assert len(gains(Weighing(day=BORN, weight=3))) == 1


def test_a_child_without_a_known_sex_has_no_least_gain() -> None:
    """WG1"""
    assert isinstance(monthly_gains(Sex.UNKNOWN, BORN, [weighed(0, 3), weighed(1, 4)]), Problem)


@pytest.mark.parametrize(
    ("failures", "z", "expected"),
    [
        (0, -3.0, ()),
        (0, -3.01, (ReferralReason.BELOW_RED_LINE,)),
        (0, 1.0, ()),
        (0, 1.01, (ReferralReason.ABOVE_ORANGE_LINE,)),
        (0, None, ()),
        (1, 0.0, (ReferralReason.NOT_RISEN,)),
        (2, -3.5, (ReferralReason.NOT_RISEN, ReferralReason.BELOW_RED_LINE)),
    ],
)
def test_referral(failures: int, z: float | None, expected: tuple[ReferralReason, ...]) -> None:
    """WG4"""
    weights = (4.0, *(4.0 for _ in range(failures)))
    last = gains(*(weighed(month, weight) for month, weight in enumerate(weights, 1)))[-1]
    assert last.failures == failures
    assert referral_reasons(last, z) == expected


def test_the_older_rule_waits_for_two() -> None:
    """WG4"""
    _first, once, twice = gains(weighed(1, 4), weighed(2, 4), weighed(3, 4))
    assert referral_reasons(once, 0, failures=2) == ()
    assert referral_reasons(twice, 0, failures=2) == (ReferralReason.NOT_RISEN,)


@given(st.permutations([weighed(month, 3 + month / 2) for month in (0, 1, 2, 4, 5, 9)]), st.sampled_from(["L", "P"]))
def test_the_order_of_entry_does_not_matter(weighings: list[Weighing], sex: str) -> None:
    """WG3"""
    in_order = sorted(weighings, key=lambda each: each.day)
    assert monthly_gains(Sex(sex), BORN, weighings) == monthly_gains(Sex(sex), BORN, in_order)
