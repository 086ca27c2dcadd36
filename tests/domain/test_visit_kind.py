"""New and repeat visits; new, old and further contacts of a case."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.visit import CaseKind, VisitKind
from ilp_desktop.domain.visit_kind import (
    CaseRules,
    EarlierCase,
    NewVisitRule,
    case_kind,
    is_chronic,
    visit_kind,
)

RULES = CaseRules()
VISIT = date(2026, 11, 22)
NEW, OLD, FURTHER = CaseKind.NEW, CaseKind.OLD, CaseKind.OLD_VISIT


@pytest.mark.parametrize(
    ("earlier", "rule", "kind"),
    [
        ([], NewVisitRule.CALENDAR_YEAR, VisitKind.NEW),
        ([date(2025, 12, 31)], NewVisitRule.CALENDAR_YEAR, VisitKind.NEW),
        ([date(2026, 1, 1)], NewVisitRule.CALENDAR_YEAR, VisitKind.REPEAT),
        ([VISIT], NewVisitRule.CALENDAR_YEAR, VisitKind.REPEAT),
        ([date(2026, 11, 23)], NewVisitRule.CALENDAR_YEAR, VisitKind.NEW),
        ([], NewVisitRule.FIRST_EVER, VisitKind.NEW),
        ([date(2019, 5, 1)], NewVisitRule.FIRST_EVER, VisitKind.REPEAT),
        ([date(2027, 1, 1)], NewVisitRule.FIRST_EVER, VisitKind.NEW),
    ],
)
def test_visit_kinds(earlier: list[date], rule: NewVisitRule, kind: VisitKind) -> None:
    assert visit_kind(VISIT, earlier, rule) is kind


def earlier(code: str, *days_ago: int, resolved: date | None = None) -> list[EarlierCase]:
    return [EarlierCase(code=code, day=VISIT - timedelta(days=days), resolved=resolved) for days in days_ago]


@pytest.mark.parametrize(
    ("code", "cases", "kind"),
    [
        ("J06.9", [], NEW),
        ("J06.9", earlier("J06.9", 3), OLD),
        ("J06.9", earlier("J06.0", 3), OLD),
        ("j06", earlier("J06.9", 3), OLD),
        ("J06.9", earlier("A09", 3), NEW),
        ("J06.9", earlier("J06.9", 3, 6), FURTHER),
        ("J06.9", earlier("J06.9", 3, 6, 9), FURTHER),
        ("J06.9", earlier("J06.9", 14), OLD),
        ("J06.9", earlier("J06.9", 15), NEW),
        ("J06.9", earlier("J06.9", 3, 18), OLD),
        ("J06.9", earlier("J06.9", 3, 17), FURTHER),
        ("J06.9", earlier("J06.9", 3, resolved=VISIT - timedelta(days=1)), NEW),
        ("J06.9", earlier("J06.9", 3, resolved=VISIT + timedelta(days=1)), OLD),
        ("J06.9", earlier("J06.9", 0), NEW),
        ("J06.9", earlier("J06.9", 0, 3), OLD),
        ("J06.9", earlier("J06.9", 3, 3), OLD),
        ("J06.9", earlier("J06.9", -3), NEW),
    ],
)
def test_kinds_of_acute_cases(code: str, cases: list[EarlierCase], kind: CaseKind) -> None:
    assert case_kind(code, VISIT, cases, RULES) is kind


@pytest.mark.parametrize(
    ("code", "cases", "kind"),
    [
        ("I10", [], NEW),
        ("I10", [EarlierCase(code="I10", day=date(2026, 1, 1))], OLD),
        (
            "I10",
            [EarlierCase(code="I10", day=date(2026, 1, 1)), EarlierCase(code="I10", day=date(2026, 6, 1))],
            FURTHER,
        ),
        ("I10", [EarlierCase(code="I10", day=date(2025, 12, 31))], OLD),
        ("I10", [EarlierCase(code="I10", day=date(2020, 1, 1)), EarlierCase(code="I10", day=date(2021, 1, 1))], OLD),
        (
            "I10",
            [EarlierCase(code="I10", day=date(2020, 1, 1)), EarlierCase(code="I10", day=date(2026, 1, 1))],
            FURTHER,
        ),
        ("A15.0", [EarlierCase(code="A15.0", day=date(2024, 1, 1), resolved=date(2024, 7, 1))], NEW),
        ("E11.9", [EarlierCase(code="E11.2", day=date(2025, 3, 1))], OLD),
        ("E11.9", [EarlierCase(code="E10.9", day=date(2025, 3, 1))], NEW),
    ],
)
def test_kinds_of_chronic_cases(code: str, cases: list[EarlierCase], kind: CaseKind) -> None:
    assert case_kind(code, VISIT, cases, RULES) is kind


@pytest.mark.parametrize(
    ("code", "chronic"),
    [
        ("I09.9", False), ("I10", True), ("I15.9", True), ("I16", False), ("E09", False), ("E10.1", True),
        ("E14", True), ("E15", False), ("J43", False), ("J44", True), ("J45.9", True), ("J46", False),
        ("I20", True), ("I25", True), ("I26", False), ("I60", True), ("I69", True), ("F19", False),
        ("F20", True), ("F29", True), ("F30", False), ("G40.9", True), ("G41", False), ("B19", False),
        ("B20", True), ("B24", True), ("B25", False), ("A14", False), ("A15", True), ("A19", True),
        ("C00", True), ("C97", True), ("D00", False), ("N17", False), ("N18.5", True), ("N19", False), ("", False),
    ],
)  # fmt: skip
def test_which_diseases_are_chronic(code: str, chronic: bool) -> None:
    assert is_chronic(code, RULES) is chronic


def test_gap_and_list_are_settings() -> None:
    assert case_kind("J06.9", VISIT, earlier("J06.9", 20), CaseRules(episode_gap_days=30)) is OLD
    assert case_kind("M10", VISIT, earlier("M10", 200), CaseRules(chronic_categories=(("M10", "M10"),))) is OLD


@given(st.lists(st.integers(0, 400), max_size=10), st.sampled_from(["J06.9", "I10"]))
def test_more_earlier_contacts_never_make_a_case_newer(days_ago: list[int], code: str) -> None:
    order = [NEW, OLD, FURTHER]
    kinds = [
        order.index(case_kind(code, VISIT, earlier(code, *days_ago[:count]), RULES))
        for count in range(len(days_ago) + 1)
    ]
    assert kinds == sorted(kinds)
