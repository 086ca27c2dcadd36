"""Poedji Rochjati on both sides of each border.

PR1  Items that recorded values prove. PR2  Scores of the card. PR3  Classes. PR4  Columns.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical.poedji_rochjati import (
    ITEM_SCORES,
    KsprRules,
    known_items,
    kspr_class,
    kspr_column,
    kspr_score,
)


def items(values: dict[str, float | None]) -> tuple[str, ...]:
    return known_items(
        age_years=values.get("age_years"),
        gravida=values.get("gravida"),
        para=values.get("para"),
        abortus=values.get("abortus"),
        months_since_birth=values.get("months_since_birth"),
        height=values.get("height"),
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ()),
        ({"age_years": 16, "gravida": 1}, ("first_too_young",)),
        ({"age_years": 17, "gravida": 1}, ()),
        ({"age_years": 16, "gravida": 2}, ()),
        ({"age_years": 34, "gravida": 1}, ()),
        ({"age_years": 35, "gravida": 1}, ("first_too_old",)),
        ({"age_years": 34, "gravida": 2}, ()),
        ({"age_years": 35, "gravida": 2}, ("age",)),
        ({"age_years": 35}, ("age",)),
        ({"gravida": 2, "months_since_birth": 23}, ("interval_short",)),
        ({"gravida": 2, "months_since_birth": 24}, ()),
        ({"gravida": 2, "months_since_birth": 119}, ()),
        ({"gravida": 2, "months_since_birth": 120}, ("interval_long",)),
        ({"gravida": 1, "months_since_birth": 12}, ()),
        ({"para": 3}, ()),
        ({"para": 4}, ("many_children",)),
        ({"height": 145.0}, ("height",)),
        ({"height": 145.1}, ()),
        ({"abortus": 0}, ()),
        ({"abortus": 1}, ("lost_pregnancy",)),
    ],
)
def test_items_from_recorded_values(values: dict[str, float | None], expected: tuple[str, ...]) -> None:
    """PR1"""
    assert items(values) == expected


def test_the_card() -> None:
    """PR2: 28 boxes; the heavy ones are caesarean, breech, transverse, bleeding, severe pre-eclampsia."""
    assert len(ITEM_SCORES) == 28
    assert {item for item, score in ITEM_SCORES.items() if score == 8} == {
        "caesarean",
        "breech",
        "transverse",
        "bleeding",
        "severe_preeclampsia",
    }
    assert kspr_score([]) == 2
    assert kspr_score(["age"]) == 6
    assert kspr_score(["age", "age"]) == 6
    assert kspr_score(["caesarean"]) == 10
    assert kspr_score(["caesarean", "age"]) == 14
    with pytest.raises(KeyError):
        kspr_score(["unknown"])


@given(st.sets(st.sampled_from(sorted(ITEM_SCORES))))
def test_no_total_of_four_exists(chosen: set[str]) -> None:
    """PR2"""
    assert kspr_score(chosen) != 4
    assert kspr_score(chosen) % 4 == 2


@pytest.mark.parametrize(("score", "expected"), [(2, "KRR"), (6, "KRT"), (10, "KRT"), (12, "KRST"), (14, "KRST")])
def test_classes(score: int, expected: str) -> None:
    """PR3"""
    assert kspr_class(score) == expected


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [(12, "I"), (13, "II"), (24, "II"), (25, "III.1"), (32, "III.1"), (33, "III.2"), (42, "III.2")],
)
def test_columns(weeks: int, expected: str) -> None:
    """PR4"""
    assert kspr_column(weeks) == expected


def test_the_last_column_is_a_setting() -> None:
    """PR4"""
    assert kspr_column(36, KsprRules(second_half_from_weeks=37)) == "III.1"
