"""The immunisation schedule applied to one person.

IM1   The schedule file is read into types, is free of contradictions, and says where each line comes from.
IM2   Windows of the chart of Buku KIA: tepat waktu, masih boleh, kejar, no longer; each border from both sides.
IM3   "Tidak boleh": each border from both sides, for doses given here only.
IM4   Minimum ages and intervals: the day before does not count, the day itself does.
IM5   Catch-up: a series is never begun again; PCV by the age at the first dose; live vaccines; several a day.
IM6   Products: hexavalent covers IPV, Rotarix needs two, the booster is plain.
IM7   Who a slot applies to: sex, province, dates of the programme, school class.
IM8   Decisions: refused, postponed, contraindicated, elsewhere on an unknown day.
IM9   IDL, IBL, new antigens, zero dose, drop-out, each border from both sides.
IM10  Giving the planned doses completes the plan; states never contradict intervals; the order does not matter.
IM11  What speaks against recording a dose: impossible, forbidden, doubtful.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.clinical.immunisation import (
    TO_GIVE,
    ImmunisationCourse,
    SlotState,
    Timing,
    immunisation_course,
)
from ilp_desktop.domain.clinical.immunisation_counting import Decision, Dose, Person, Verdict, judge_doses
from ilp_desktop.domain.clinical.immunisation_coverage import Coverage, coverage
from ilp_desktop.domain.clinical.immunisation_recording import VialFacts, check_dose
from ilp_desktop.domain.clinical.immunisation_schedule import AgePoint, DecisionKind, Interval, Life, SchoolPoint
from ilp_desktop.domain.problem import Fault
from ilp_desktop.resource_files import resource_path
from ilp_desktop.storage.immunisation_reference import immunisation_schedule, read_schedule

SCHEDULE = immunisation_schedule()
BORN = date(2025, 3, 10)
GIRL = Person(birth_date=BORN, sex="P", province="74")
BOY = Person(birth_date=BORN, sex="L", province="74")
USUAL = {slot.code: slot.products[0] for slot in SCHEDULE.slots}
ON_TIME = {
    "HB0": 0,
    "BCG": 0,
    "OPV1": 0,
    "DPT1": 2,
    "OPV2": 2,
    "PCV1": 2,
    "RV1": 2,
    "DPT2": 3,
    "OPV3": 3,
    "PCV2": 3,
    "RV2": 3,
    "DPT3": 4,
    "OPV4": 4,
    "IPV1": 4,
    "RV3": 4,
    "MR1": 9,
    "IPV2": 9,
    "PCV3": 12,
    "DPT4": 18,
    "MR2": 18,
}
"""Months of age; what a child has who was always brought in time."""


def months(count: int, days: int = 0) -> date:
    """So many months after the birth of the child of these tests, the tenth of each month."""
    place = BORN.month - 1 + count
    return date(BORN.year + place // 12, place % 12 + 1, BORN.day) + timedelta(days=days)


def dose(slot: str, day: date, product: str = "", **facts: object) -> Dose:
    return replace(Dose(slot=slot, product=product or USUAL[slot], day=day, id=f"{slot} {day}"), **facts)  # type: ignore[arg-type]


def in_time(*left_out: str, before: int = 99) -> list[Dose]:
    """The doses of a child who was always brought in time, without some."""
    return [dose(slot, months(age)) for slot, age in ON_TIME.items() if slot not in left_out and age < before]


def course(
    day: date, doses: Iterable[Dose] = (), decisions: Iterable[Decision] = (), person: Person = GIRL
) -> ImmunisationCourse:
    return immunisation_course(person, doses, decisions, SCHEDULE, day)


def state(slot: str, day: date, doses: Iterable[Dose] = (), person: Person = GIRL) -> SlotState:
    return course(day, doses, person=person).of(slot).state


def covered(day: date, doses: Iterable[Dose], person: Person = GIRL) -> Coverage:
    return coverage(course(day, doses, person=person), person, SCHEDULE)


def test_the_schedule_is_typed_and_sourced() -> None:
    """IM1"""
    assert [slot.code for slot in SCHEDULE.slots if slot.code in ON_TIME] == list(ON_TIME)
    assert not list(SCHEDULE.contradictions())
    assert all(slot.source and slot.confidence in {"high", "medium", "low"} for slot in SCHEDULE.slots)
    assert all(late.source and late.confidence for late in SCHEDULE.late_starts)
    assert {kind for reason in SCHEDULE.reasons for kind in [reason.kind]} == set(DecisionKind)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("month_days:", "month_dayz:"),
        ("recommended: {months: 18}", "recommended: {months: 30}"),
        ("recommended: {months: 18}", "recommended: {moons: 18}"),
        ("products: [PENTA, HEXA]", "products: [PENTA, BCG]"),
        ("slot: TD2, interval", "slot: TD7, interval"),
        ("forbidden_before: {months: 18}", "forbidden_before: {months: 30}"),
        ("forbidden_from: {months: 7}", "forbidden_from: {months: 6}"),
        ("effective_from: 2022-09-12", "effective_from: soon"),
        ("group: booster", "group: later"),
        ("slots:", "slotz:"),
        ("version:", "\tversion:"),
    ],
)
def test_a_schedule_that_contradicts_itself_is_refused(tmp_path: Path, before: str, after: str) -> None:
    """IM1"""
    text = resource_path("reference", "immunisation_schedule.yaml").read_text(encoding="utf-8")
    assert before in text
    file = tmp_path / "schedule.yaml"
    file.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(Fault):
        read_schedule(file)


CHART = [
    # slot, due from, last month in time, last month allowed, last month of catch-up (months of age, inclusive)
    ("BCG", 0, 1, 11, None),
    ("OPV1", 0, 1, 11, 59),
    ("DPT1", 2, 2, 11, 59),
    ("OPV2", 2, 2, 11, 59),
    ("PCV1", 2, 2, 11, 59),
    ("RV1", 2, 2, 4, None),
    ("DPT2", 3, 3, 11, 59),
    ("OPV3", 3, 3, 11, 59),
    ("RV2", 3, 3, 6, None),
    ("DPT3", 4, 4, 11, 59),
    ("OPV4", 4, 4, 11, 59),
    ("IPV1", 4, 4, 11, 59),
    ("RV3", 4, 4, 6, None),
    ("MR1", 9, 9, 11, 59),
    ("IPV2", 9, 9, 11, 59),
    ("JE1", 10, 10, None, 59),
    ("PCV3", 12, 12, 23, 59),
    ("DPT4", 18, 18, 23, 59),
    ("MR2", 18, 18, 23, 59),
]


@pytest.mark.parametrize(("slot", "due", "in_time_until", "allowed_until", "catch_up_until"), CHART)
def test_windows_of_the_chart(
    slot: str, due: int, in_time_until: int, allowed_until: int | None, catch_up_until: int | None
) -> None:
    """IM2"""
    person = replace(GIRL, province="53")
    earlier = [one for one in in_time() if ON_TIME[one.slot] < due]
    until = [(in_time_until, SlotState.DUE), (allowed_until, SlotState.LATE), (catch_up_until, SlotState.CATCH_UP)]
    found = [(month, expected) for month, expected in until if month is not None]
    if due:
        assert state(slot, months(due, -1), earlier, person) is SlotState.NOT_YET
    assert state(slot, months(due), earlier, person) is SlotState.DUE
    for (month, expected), (_last, following) in zip(found, [*found[1:], (0, SlotState.NO_LONGER)], strict=True):
        assert state(slot, months(month + 1, -1), earlier, person) is expected
        assert state(slot, months(month + 1), earlier, person) is following


def test_windows_of_the_dose_at_birth() -> None:
    """IM2"""
    expected = [(0, SlotState.DUE), (1, SlotState.LATE), (7, SlotState.LATE), (8, SlotState.NO_LONGER)]
    assert [(days, state("HB0", BORN + timedelta(days=days))) for days, _state in expected] == expected


@pytest.mark.parametrize(
    ("slot", "day", "expected"),
    [
        ("HB0", months(0), Timing.ON_TIME),
        ("HB0", months(0, 1), Timing.LATE),
        ("HB0", months(0, 7), Timing.LATE),
        ("HB0", months(0, 8), Timing.AFTER),
        ("MR1", months(9), Timing.ON_TIME),
        ("MR1", months(10, -1), Timing.ON_TIME),
        ("MR1", months(10), Timing.LATE),
        ("MR1", months(12, -1), Timing.LATE),
        ("MR1", months(12), Timing.CATCH_UP),
        ("MR1", months(60, -1), Timing.CATCH_UP),
        ("MR1", months(60), Timing.AFTER),
    ],
)
def test_when_a_dose_was_given(slot: str, day: date, expected: Timing) -> None:
    """IM2"""
    assert course(months(70), [dose(slot, day)]).of(slot).timing is expected


@pytest.mark.parametrize(
    ("slot", "day", "allowed"),
    [
        ("HB0", months(1, -1), True),
        ("HB0", months(1), False),
        ("BCG", months(12, -1), True),
        ("BCG", months(12), False),
        ("DPT1", months(2, -1), False),
        ("DPT1", months(2), True),
        ("OPV2", months(2, -1), False),
        ("OPV2", months(2), True),
        ("PCV1", months(2, -1), False),
        ("PCV1", months(2), True),
        ("RV1", months(7, -1), True),
        ("RV1", months(7), False),
        ("RV3", months(7, -1), True),
        ("RV3", months(7), False),
        ("MR1", months(9, -1), False),
        ("MR1", months(9), True),
        ("IPV2", months(9, -1), False),
        ("IPV2", months(9), True),
        ("PCV3", months(12, -1), False),
        ("PCV3", months(12), True),
        ("DPT4", months(18, -1), False),
        ("DPT4", months(18), True),
        ("MR2", months(18, -1), False),
        ("MR2", months(18), True),
    ],
)
def test_what_must_not_be_given(slot: str, day: date, allowed: bool) -> None:
    """IM3, IM11"""
    check = check_dose(GIRL, [], [], SCHEDULE, dose(slot, day), today=months(80))
    assert [problem.code for problem in check.stops] == ([] if allowed else ["immunisation.forbidden_age"])
    told = dose(slot, day, is_elsewhere=True)
    assert not check_dose(GIRL, [], [], SCHEDULE, told, today=months(80)).stops


def verdicts(*doses: Dose, person: Person = GIRL) -> list[tuple[str, Verdict]]:
    _tally, judged = judge_doses(person, doses, [], SCHEDULE)
    return [(one.slot.code if one.slot else "", one.verdict) for one in judged]


def days(count: int) -> date:
    return BORN + timedelta(days=count)


@pytest.mark.parametrize(
    ("earlier", "slot", "first_that_counts", "verdict"),
    [
        ([], "DPT1", days(42), Verdict.TOO_YOUNG),
        ([], "PCV1", days(42), Verdict.TOO_YOUNG),
        ([], "RV1", days(42), Verdict.TOO_YOUNG),
        ([], "IPV1", days(42), Verdict.TOO_YOUNG),
        ([], "MR1", months(9), Verdict.TOO_YOUNG),
        ([("OPV1", days(0))], "OPV2", days(28), Verdict.TOO_YOUNG),
        ([("OPV1", days(10))], "OPV2", days(38), Verdict.TOO_SOON),
        ([("OPV1", days(0)), ("OPV2", days(61))], "OPV3", days(89), Verdict.TOO_SOON),
        ([("DPT1", days(61))], "DPT2", days(89), Verdict.TOO_SOON),
        ([("PCV1", days(61))], "PCV2", days(89), Verdict.TOO_SOON),
        ([("RV1", days(61))], "RV2", days(89), Verdict.TOO_SOON),
        ([("IPV1", months(6))], "IPV2", months(6, 112), Verdict.TOO_SOON),
        ([("PCV1", months(6)), ("PCV2", months(11))], "PCV3", months(11, 56), Verdict.TOO_SOON),
        ([("MR1", months(15))], "MR2", months(15, 168), Verdict.TOO_SOON),
        (
            [("DPT1", months(6)), ("DPT2", months(7)), ("DPT3", months(8))],
            "DPT4",
            months(8, 336),
            Verdict.TOO_SOON,
        ),
        ([("MR1", months(9))], "JE1", months(9, 28), Verdict.TOO_NEAR_LIVE),
        ([("BCG", months(9))], "MR1", months(9, 28), Verdict.TOO_NEAR_LIVE),
    ],
)
def test_minimum_ages_and_intervals(
    earlier: list[tuple[str, date]], slot: str, first_that_counts: date, verdict: Verdict
) -> None:
    """IM4"""
    person = replace(GIRL, province="53")
    before = [dose(code, day) for code, day in earlier]
    early = dose(slot, first_that_counts - timedelta(days=1))
    assert verdicts(*before, early, person=person)[-1] == (slot, verdict)
    assert verdicts(*before, dose(slot, first_that_counts), person=person)[-1] == (slot, Verdict.COUNTED)
    open_slot = course(first_that_counts - timedelta(days=1), [*before, early], person=person).of(slot)
    assert open_slot.state not in TO_GIVE
    assert [one.verdict for one in open_slot.uncounted] == [verdict]
    assert open_slot.uncounted[0].earliest == first_that_counts


def test_intervals_follow_the_setting_for_a_month() -> None:
    """IM4"""
    longer = replace(SCHEDULE, rules=replace(SCHEDULE.rules, month_days=30))
    given = [dose("DPT1", days(61)), dose("DPT2", days(90))]
    counted = [one.counts for one in judge_doses(GIRL, given, [], longer)[1]]
    assert counted == [True, False]
    graced = replace(longer, rules=replace(longer.rules, grace_days=1))
    assert [one.counts for one in judge_doses(GIRL, given, [], graced)[1]] == [True, True]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([("DPT1", days(-1))], [("DPT1", Verdict.BEFORE_BIRTH)]),
        ([("DPT1", days(70)), ("DPT2", days(70))], [("DPT1", Verdict.COUNTED), ("DPT2", Verdict.SAME_DAY)]),
        ([("BCG", days(5)), ("BCG", days(90))], [("BCG", Verdict.COUNTED), ("BCG", Verdict.BEYOND_SERIES)]),
        ([("DPT3", days(70))], [("DPT1", Verdict.COUNTED)]),
        ([("OPV2", days(70)), ("OPV3", days(98))], [("OPV1", Verdict.COUNTED), ("OPV2", Verdict.COUNTED)]),
    ],
)
def test_other_verdicts(given: list[tuple[str, date]], expected: list[tuple[str, Verdict]]) -> None:
    """IM4, IM5"""
    assert verdicts(*(dose(code, day) for code, day in given)) == expected


def test_a_slot_that_no_schedule_knows() -> None:
    """IM4"""
    assert verdicts(Dose(slot="FLU", product="FLU", day=days(70))) == [("", Verdict.UNKNOWN)]


def planned(found: ImmunisationCourse, before: int = 60) -> list[tuple[date, list[str]]]:
    return [(visit.day, [one.slot.code for one in visit.doses]) for visit in found.plan if visit.day < months(before)]


def test_the_plan_of_a_newborn_is_the_schedule() -> None:
    """IM5"""
    assert planned(course(BORN)) == [
        (months(age), [slot for slot, due in ON_TIME.items() if due == age]) for age in sorted(set(ON_TIME.values()))
    ]


def test_a_late_starter_goes_on_with_several_antigens_a_day() -> None:
    """IM5"""
    first = date(2026, 11, 22)
    assert planned(course(first)) == [
        (first, ["OPV1", "DPT1", "PCV1", "IPV1", "MR1"]),
        (first + timedelta(days=28), ["OPV2", "DPT2"]),
        (first + timedelta(days=56), ["OPV3", "PCV2", "DPT3"]),
        (first + timedelta(days=84), ["OPV4"]),
        (first + timedelta(days=112), ["IPV2"]),
        (first + timedelta(days=168), ["MR2"]),
        (first + timedelta(days=56 + 336), ["DPT4"]),
    ]


def test_a_series_goes_on_however_long_it_stood_still() -> None:
    """IM5"""
    found = course(months(40), [dose("DPT1", months(2)), dose("OPV1", months(0))])
    assert found.of("DPT1").state is SlotState.GIVEN
    assert found.of("DPT2").state is SlotState.CATCH_UP
    assert found.of("OPV2").state is SlotState.CATCH_UP


@pytest.mark.parametrize(
    ("first", "needed"),
    [(months(12, -1), 3), (months(12), 2), (months(24, -1), 2), (months(24), 1), (months(60, -1), 1)],
)
def test_pneumococcal_doses_by_the_age_at_the_first(first: date, needed: int) -> None:
    """IM5"""
    found = course(first, [dose("PCV1", first)])
    still = [code for code in ("PCV1", "PCV2", "PCV3") if found.of(code).state is not SlotState.NOT_APPLICABLE]
    assert len(still) == needed
    plan = [one.slot.code for visit in course(first).plan for one in visit.doses if one.slot.series == "PCV"]
    assert len(plan) == needed


def test_a_late_second_pneumococcal_dose_keeps_eight_weeks() -> None:
    """IM5"""
    assert verdicts(dose("PCV1", months(13)), dose("PCV2", months(13, 55)))[-1][1] is Verdict.TOO_SOON
    assert verdicts(dose("PCV1", months(13)), dose("PCV2", months(13, 56)))[-1][1] is Verdict.COUNTED
    third = dose("PCV3", months(18))
    assert verdicts(dose("PCV1", months(13)), dose("PCV2", months(15)), third)[-1][1] is Verdict.BEYOND_SERIES


def test_two_live_vaccines_on_one_day_or_four_weeks_apart() -> None:
    """IM5"""
    person = replace(GIRL, province="53")
    given = in_time(before=9)
    both = course(months(11), given, person=person)
    assert {"MR1", "JE1"} <= {one.slot.code for one in both.to_give}
    alone = [*given, dose("MR1", months(11))]
    waits = course(months(11, 1), alone, person=person).of("JE1")
    assert (waits.state, waits.next_day) == (SlotState.NOT_YET, months(11, 28))
    assert "vaksin hidup" in waits.why
    assert state("JE1", months(11, 28), alone, person) is SlotState.CATCH_UP
    assert state("JE1", months(11), alone, person) is SlotState.CATCH_UP


def test_rotavirus_is_not_begun_late() -> None:
    """IM2, IM5"""
    for slot in ("RV1", "RV2", "RV3"):
        assert state(slot, months(5)) is SlotState.NO_LONGER
    begun = [dose("RV1", months(5, -1))]
    assert state("RV2", months(6), begun) is SlotState.LATE
    assert state("RV3", months(6), begun) is SlotState.WAITING
    assert state("RV3", months(6, 10), [*begun, dose("RV2", months(6, 10))]) is SlotState.NO_LONGER


def test_rotarix_needs_two_doses() -> None:
    """IM6"""
    two = [dose("RV1", months(2), "ROTARIX"), dose("RV2", months(3), "ROTARIX")]
    found = course(months(4), two).of("RV3")
    assert (found.state, found.why) == (SlotState.NOT_APPLICABLE, "cukup Rotarix (2 dosis)")
    assert state("RV3", months(3), two[:1]) is SlotState.NOT_APPLICABLE
    mixed = [two[0], dose("RV2", months(3), "ROTAVAC")]
    assert state("RV3", months(4), mixed) is SlotState.DUE


def test_hexavalent_doses_are_polio_injections_too() -> None:
    """IM6"""
    hexavalent = [dose(f"DPT{n}", months(n + 1), "HEXA") for n in (1, 2, 3)]
    after_one = course(months(4), hexavalent[:1])
    assert after_one.of("IPV1").state is SlotState.BY_PRODUCT
    assert (after_one.of("IPV2").state, after_one.of("IPV2").why) == (
        SlotState.WAITING,
        "ikut DPT-HB-Hib 2 heksavalen",
    )
    after_three = course(months(9), hexavalent)
    assert after_three.of("IPV2").state is SlotState.BY_PRODUCT
    assert after_three.of("IPV2").dose == hexavalent[1]
    assert [one.slot.code for one in after_three.to_give if one.slot.series == "IPV"] == []
    booster = next(one for visit in after_three.plan for one in visit.doses if one.slot.code == "DPT4")
    assert booster.product == "PENTA"


def test_a_hexavalent_dose_that_does_not_count_covers_nothing() -> None:
    """IM6"""
    assert state("IPV1", months(4), [dose("DPT1", days(41), "HEXA")]) is SlotState.DUE


def test_hexavalent_provinces() -> None:
    """IM6, IM7"""
    person = replace(GIRL, province="52")
    found = course(months(2), person=person)
    assert found.of("DPT1").product == "HEXA"
    assert found.of("IPV1").state is SlotState.WAITING
    assert all(one.slot.series != "IPV" for visit in found.plan for one in visit.doses)
    contraindicated = [Decision(slot="DPT1", day=months(2), kind=DecisionKind.CONTRAINDICATED)]
    alone = course(months(4), decisions=contraindicated, person=person)
    assert alone.of("IPV1").state is SlotState.DUE


def test_a_polio_injection_and_a_hexavalent_dose_count_together() -> None:
    """IM6"""
    found = course(months(9), [dose("IPV1", months(4)), dose("DPT1", months(5), "HEXA")])
    assert (found.of("IPV1").state, found.of("IPV2").state) == (SlotState.GIVEN, SlotState.BY_PRODUCT)


@pytest.mark.parametrize(
    ("slot", "person", "expected"),
    [
        ("JE1", GIRL, SlotState.NOT_APPLICABLE),
        ("JE1", replace(GIRL, province="53"), SlotState.NOT_YET),
        ("JE1", replace(GIRL, province=""), SlotState.NOT_APPLICABLE),
        ("HPV1", GIRL, SlotState.NOT_YET),
        ("HPV1", BOY, SlotState.NOT_APPLICABLE),
        ("HPV1", replace(GIRL, sex=""), SlotState.NOT_APPLICABLE),
        ("HPV2", GIRL, SlotState.NOT_APPLICABLE),
        ("PCV1", replace(GIRL, birth_date=date(2022, 7, 11)), SlotState.NOT_APPLICABLE),
        ("PCV1", replace(GIRL, birth_date=date(2022, 7, 12)), SlotState.CATCH_UP),
        ("IPV2", replace(GIRL, birth_date=date(2022, 2, 28)), SlotState.NOT_APPLICABLE),
        ("IPV2", replace(GIRL, birth_date=date(2022, 3, 1)), SlotState.WAITING),
    ],
)
def test_whom_a_slot_applies_to(slot: str, person: Person, expected: SlotState) -> None:
    """IM7"""
    assert state(slot, date(2026, 3, 1) if slot in {"PCV1", "IPV2"} else BORN, person=person) is expected


@pytest.mark.parametrize(
    ("born", "second_dose"), [(date(2012, 5, 1), True), (date(2013, 5, 1), False)], ids=["2024", "2025"]
)
def test_the_second_hpv_dose_ended_with_the_decree_of_2025(born: date, second_dose: bool) -> None:
    """IM7"""
    person = Person(birth_date=born, sex="P")
    given = [dose("HPV1", date(born.year + 11, 9, 1))]
    found = course(date(2025, 1, 1), given, person=person)
    assert (found.of("HPV2").state is not SlotState.NOT_APPLICABLE) is second_dose


SCHOOL = [
    # slot, due from, last month in time, last allowed, last of catch-up: first days that no longer belong
    ("MR_BIAS", date(2032, 8, 1), date(2032, 11, 1), date(2033, 7, 1), date(2038, 7, 1)),
    ("DT1", date(2032, 11, 1), date(2033, 1, 1), date(2033, 7, 1), None),
    ("TD2", date(2033, 11, 1), date(2034, 1, 1), date(2034, 7, 1), date(2036, 10, 1)),
    ("TD5", date(2036, 11, 1), date(2037, 1, 1), date(2037, 7, 1), date(2038, 7, 1)),
    ("HPV1", date(2036, 8, 1), date(2036, 11, 1), date(2037, 7, 1), date(2041, 3, 10)),
]


@pytest.mark.parametrize(("slot", "due", "on_time", "allowed", "catch_up"), SCHOOL)
def test_school_months(slot: str, due: date, on_time: date, allowed: date, catch_up: date | None) -> None:
    """IM2, IM7"""
    day = timedelta(days=1)
    assert state(slot, due - day) is SlotState.NOT_YET
    assert state(slot, due) is SlotState.DUE
    assert state(slot, on_time - day) is SlotState.DUE
    assert state(slot, on_time) is SlotState.LATE
    assert state(slot, allowed - day) is SlotState.LATE
    assert state(slot, allowed) is (SlotState.CATCH_UP if catch_up else SlotState.NO_LONGER)
    if catch_up:
        assert state(slot, catch_up - day) is SlotState.CATCH_UP
        assert state(slot, catch_up) is SlotState.NO_LONGER


def test_a_known_year_of_school_entry_goes_before_age() -> None:
    """IM7"""
    early = replace(GIRL, school_entry_year=2031)
    assert state("MR_BIAS", date(2031, 8, 1), person=early) is SlotState.DUE
    assert state("MR_BIAS", date(2031, 8, 1)) is SlotState.NOT_YET


def test_the_td_of_class_5_keeps_a_year_from_that_of_class_2() -> None:
    """IM4"""
    late = [dose("TD2", date(2036, 9, 30))]
    found = course(date(2036, 11, 1), late).of("TD5")
    assert (found.state, found.next_day) == (SlotState.NOT_YET, date(2036, 9, 30) + timedelta(days=336))
    early = dose("TD5", date(2036, 9, 30) + timedelta(days=335))
    assert verdicts(*late, early)[-1][1] is Verdict.TOO_SOON


def decided(slot: str, day: date, kind: DecisionKind) -> Decision:
    return Decision(slot=slot, day=day, kind=kind, reason=kind.value)


def test_a_refused_dose_is_offered_again_in_the_plan() -> None:
    """IM8"""
    refused = decided("DPT1", months(2), DecisionKind.REFUSED)
    found = course(months(3), in_time(before=2), [refused])
    assert (found.of("DPT1").state, found.of("DPT1").decision) == (SlotState.REFUSED, refused)
    assert found.of("DPT2").state is SlotState.WAITING
    assert "DPT1" in [one.slot.code for one in found.plan[0].doses]
    given = [*in_time(before=2), dose("DPT1", months(3))]
    assert course(months(3), given, [refused]).of("DPT1").state is SlotState.GIVEN


def test_a_postponed_dose_stays_due() -> None:
    """IM8"""
    postponed = decided("DPT1", months(2), DecisionKind.POSTPONED)
    found = course(months(2), in_time(before=2), [postponed]).of("DPT1")
    assert (found.state, found.decision) == (SlotState.DUE, postponed)


def test_the_newest_decision_on_a_slot_stands() -> None:
    """IM8"""
    decisions = [
        decided("DPT1", months(2), DecisionKind.REFUSED),
        decided("DPT1", months(3), DecisionKind.POSTPONED),
    ]
    for order in (decisions, decisions[::-1]):
        assert course(months(3), [], order).of("DPT1").state is SlotState.LATE


def test_a_contraindication_ends_the_series_until_a_later_dose_counts() -> None:
    """IM8"""
    given = [dose("DPT1", months(2))]
    severe = decided("DPT2", months(3), DecisionKind.CONTRAINDICATED)
    found = course(months(5), given, [severe])
    assert [found.of(f"DPT{n}").state for n in (1, 2, 3, 4)] == [SlotState.GIVEN] + [SlotState.CONTRAINDICATED] * 3
    assert all(one.slot.series != "DPT" for visit in found.plan for one in visit.doses)
    lifted = course(months(6), [*given, dose("DPT2", months(5))], [severe])
    assert lifted.of("DPT3").state is SlotState.LATE


def test_a_dose_elsewhere_on_an_unknown_day() -> None:
    """IM8, IM9"""
    told = decided("DPT1", months(5), DecisionKind.ELSEWHERE)
    found = course(months(5), [], [told])
    assert (found.of("DPT1").state, found.of("DPT1").why) == (SlotState.TAKEN_ELSEWHERE, "tanggal tidak diketahui")
    assert (found.of("DPT2").state, found.of("DPT2").next_day) == (SlotState.NOT_YET, months(5, 28))
    everything = [one for one in in_time(before=12) if one.slot != "DPT1"]
    unproved = coverage(course(months(12), everything, [told]), GIRL, SCHEDULE).basic
    assert unproved.reached_on is None
    assert unproved.undated == ("DPT1",)


def test_decisions_of_later_days_and_unknown_slots_are_left_aside() -> None:
    """IM8"""
    later = decided("DPT1", months(3), DecisionKind.REFUSED)
    unknown = decided("FLU", months(1), DecisionKind.REFUSED)
    assert course(months(2), [], [later, unknown]).of("DPT1").state is SlotState.DUE


def test_basic_immunisation_is_reached_with_the_last_dose_before_twelve_months() -> None:
    """IM9"""
    without = in_time("MR1", before=12)
    assert covered(months(13), without).basic.missing == ("MR1",)
    last_day = covered(months(13), [*without, dose("MR1", months(12, -1))]).basic
    assert (last_day.reached_on, last_day.completed_on) == (months(12, -1), months(12, -1))
    one_day_late = covered(months(13), [*without, dose("MR1", months(12))]).basic
    assert (one_day_late.reached_on, one_day_late.completed_on) == (None, months(12))


@pytest.mark.parametrize("slot", ["HB0", "BCG", "OPV4", "DPT3", "IPV1", "MR1"])
def test_what_basic_immunisation_needs(slot: str) -> None:
    """IM9"""
    assert slot in covered(months(12), in_time(slot, "IPV2")).basic.missing


@pytest.mark.parametrize("slot", ["PCV1", "PCV2", "RV1", "RV3", "IPV2"])
def test_what_basic_immunisation_does_not_need(slot: str) -> None:
    """IM9"""
    assert covered(months(12), in_time(slot)).basic.reached_on == months(9)


def test_basic_immunisation_with_the_second_polio_injection_by_setting() -> None:
    """IM9"""
    strict = replace(SCHEDULE, rules=replace(SCHEDULE.rules, basic_with_second_ipv=True))
    found = coverage(immunisation_course(GIRL, in_time("IPV2"), [], strict, months(12)), GIRL, strict)
    assert found.basic.missing == ("IPV2",)


@pytest.mark.parametrize(
    ("dpt", "mr", "reached"),
    [
        (months(18), months(18), months(18)),
        (months(18), months(24, -1), months(24, -1)),
        (months(18), months(24), None),
        (months(24), months(18), None),
    ],
)
def test_booster_immunisation_before_twenty_four_months(dpt: date, mr: date, reached: date | None) -> None:
    """IM9"""
    given = [*in_time("PCV3", before=18), dose("DPT4", dpt), dose("MR2", mr)]
    assert covered(months(30), given).booster.reached_on == reached


def test_new_antigens() -> None:
    """IM9"""
    assert covered(months(12), in_time()).new_antigens.reached_on == months(3)
    assert covered(months(12), in_time("PCV1", "PCV2")).new_antigens.missing == ("PCV2",)
    wider = replace(SCHEDULE, rules=replace(SCHEDULE.rules, new_antigens=("PCV2", "RV3")))
    rotarix = [
        *in_time("RV1", "RV2", "RV3", before=12),
        dose("RV1", months(2), "ROTARIX"),
        dose("RV2", months(3), "ROTARIX"),
    ]
    found = coverage(immunisation_course(GIRL, rotarix, [], wider, months(12)), GIRL, wider)
    assert found.new_antigens.reached_on == months(3)


def test_zero_dose_and_drop_out() -> None:
    """IM9"""
    nothing_of_dpt = in_time("DPT1", "DPT2", "DPT3", before=9)
    assert not covered(months(12, -1), nothing_of_dpt).zero_dose
    assert covered(months(12), nothing_of_dpt).zero_dose
    begun = in_time("DPT3", "MR1")
    assert covered(months(12, -1), begun).drop_outs == ()
    assert covered(months(12), begun).drop_outs == ("DPT1-DPT3", "DPT1-MR1")
    assert covered(months(12), in_time()).drop_outs == ()
    assert covered(months(12), nothing_of_dpt).drop_outs == ()


@pytest.mark.parametrize(
    ("birth", "point", "expected"),
    [
        (date(2025, 1, 31), AgePoint(months=1), date(2025, 3, 1)),
        (date(2025, 1, 28), AgePoint(months=1), date(2025, 2, 28)),
        (date(2024, 2, 29), AgePoint(months=12), date(2025, 3, 1)),
        (date(2025, 10, 31), AgePoint(months=2), date(2025, 12, 31)),
        (date(2025, 12, 31), AgePoint(days=42), date(2026, 2, 11)),
        (date(2019, 12, 31), SchoolPoint(grade=1, month=8), date(2026, 8, 1)),
        (date(2019, 1, 1), SchoolPoint(grade=5, month=1), date(2031, 1, 1)),
        (date(2019, 1, 1), SchoolPoint(grade=5, month=6), date(2031, 6, 1)),
        (date(2019, 1, 1), SchoolPoint(grade=5, month=7), date(2030, 7, 1)),
    ],
)
def test_points_of_life(birth: date, point: AgePoint | SchoolPoint, expected: date) -> None:
    """IM2, IM7"""
    assert point.on(Life(birth_date=birth)) == expected


@pytest.mark.parametrize(
    ("point", "text"),
    [
        (AgePoint(), "sejak lahir"),
        (AgePoint(days=42), "umur 6 minggu"),
        (AgePoint(days=8), "umur 8 hari"),
        (AgePoint(months=18), "umur 18 bulan"),
        (AgePoint(months=12), "umur 12 bulan"),
        (AgePoint(months=60), "umur 5 tahun"),
        (SchoolPoint(grade=5, month=8), "kelas 5"),
        (Interval(days=28), "4 minggu"),
        (Interval(days=10), "10 hari"),
        (Interval(months=6), "6 bulan"),
    ],
)
def test_words_for_ages_and_intervals(point: AgePoint | SchoolPoint | Interval, text: str) -> None:
    """IM2"""
    assert point.text == text


persons = st.builds(
    Person,
    birth_date=st.dates(date(2015, 1, 1), date(2026, 6, 30)),
    sex=st.sampled_from(["L", "P"]),
    province=st.sampled_from(["74", "53", "52", "91"]),
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Person, list[Dose], list[Decision], date]:
    person = draw(persons)
    latest = draw(st.integers(0, 4500))
    found = draw(
        st.lists(st.tuples(st.sampled_from(SCHEDULE.slots), st.integers(0, latest), st.integers(0, 5)), max_size=25)
    )
    doses = [
        Dose(
            slot=slot.code,
            product=slot.products[which % len(slot.products)],
            day=person.birth_date + timedelta(days=after),
            id=str(number),
        )
        for number, (slot, after, which) in enumerate(found)
    ]
    decisions = [
        Decision(slot=slot.code, day=person.birth_date + timedelta(days=after), kind=kind)
        for slot, after, kind in draw(
            st.lists(
                st.tuples(st.sampled_from(SCHEDULE.slots), st.integers(0, latest), st.sampled_from(list(DecisionKind))),
                max_size=3,
            )
        )
    ]
    return person, doses, decisions, person.birth_date + timedelta(days=latest)


@given(histories())
@settings(max_examples=150, deadline=None)
def test_giving_the_planned_doses_completes_the_plan(
    history: tuple[Person, list[Dose], list[Decision], date],
) -> None:
    """IM10"""
    person, doses, decisions, day = history
    before = immunisation_course(person, doses, decisions, SCHEDULE, day)
    given_later = [
        Dose(slot=one.slot.code, product=one.product, day=visit.day, id=f"plan {one.slot.code}")
        for visit in before.plan
        for one in visit.doses
    ]
    end = max((visit.day for visit in before.plan), default=day)
    after = immunisation_course(person, [*doses, *given_later], decisions, SCHEDULE, end)
    assert [one.verdict for one in after.judged if one.dose in given_later] == [Verdict.COUNTED] * len(given_later)
    assert after.plan == ()
    assert not after.to_give


@given(histories(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_recording_does_not_matter(
    history: tuple[Person, list[Dose], list[Decision], date], random: Random
) -> None:
    """IM10"""
    person, doses, decisions, day = history
    first = immunisation_course(person, doses, decisions, SCHEDULE, day)
    random.shuffle(doses)
    random.shuffle(decisions)
    assert immunisation_course(person, doses, decisions, SCHEDULE, day) == first


def test_two_contraindications_of_one_series_and_day_have_no_order() -> None:
    person, day = Person(birth_date=date(2015, 1, 1), sex="P", province="74"), date(2015, 1, 1)
    stops = [Decision(slot=slot, day=day, kind=DecisionKind.CONTRAINDICATED, reason="") for slot in ("HPV1", "HPV2")]
    there, back = (immunisation_course(person, [], order, SCHEDULE, day) for order in (stops, stops[::-1]))
    assert there == back


@given(histories())
@settings(max_examples=150, deadline=None)
def test_states_never_contradict_ages_and_intervals(
    history: tuple[Person, list[Dose], list[Decision], date],
) -> None:
    """IM10"""
    person, doses, decisions, day = history
    found = immunisation_course(person, doses, decisions, SCHEDULE, day)
    for one in found.to_give:
        today = Dose(slot=one.slot.code, product=one.product, day=day, id="today")
        _tally, judged = judge_doses(person, [*doses, today], [d for d in decisions if d.day <= day], SCHEDULE)
        own = next(each for each in judged if each.dose.id == "today")
        assert own.counts and own.slot is one.slot
        assert not check_dose(person, doses, decisions, SCHEDULE, today, today=day).stops
        assert one.earliest is not None and one.earliest <= day
    filled = [one.slot.code for one in found.judged if one.counts and one.slot]
    assert len(filled) == len(set(filled))
    assert [visit.day for visit in found.plan] == sorted({visit.day for visit in found.plan})
    assert all(visit.day >= day for visit in found.plan)


def codes(check_doses: Iterable[Dose], new: Dose, today: date, vial: VialFacts | None = None) -> list[str]:
    check = check_dose(GIRL, check_doses, [], SCHEDULE, new, today=today, vial=vial)
    return [problem.code.removeprefix("immunisation.") for problem in (*check.stops, *check.warnings)]


@pytest.mark.parametrize(
    ("given", "new", "expected"),
    [
        ([], dose("HB0", BORN), []),
        ([], dose("HB0", BORN - timedelta(days=1)), ["before_birth"]),
        ([], dose("DPT1", months(20)), []),
        ([], dose("DPT1", months(20, 1)), ["future"]),
        ([], dose("DPT1", months(2), "BCG"), ["product"]),
        ([], dose("DPT1", months(2), "TIDAK ADA"), ["product"]),
        ([], Dose(slot="FLU", product="FLU", day=months(2)), ["slot"]),
        ([dose("DPT1", months(2))], dose("DPT1", months(2), id="another"), ["twice"]),
        ([dose("DPT1", months(2))], dose("DPT2", months(2)), ["same_day"]),
        ([dose("DPT1", months(2))], dose("DPT2", months(2, 27)), ["too_early"]),
        ([dose("DPT1", months(2))], dose("DPT2", months(2, 28)), []),
        ([], dose("RV1", months(5)), ["window"]),
        ([], dose("RV1", months(5, -1)), []),
        ([], dose("HB0", months(0, 8)), ["window"]),
        ([], dose("IPV1", days(97)), ["young"]),
        ([], dose("IPV1", days(98)), []),
        ([], dose("JE1", months(10)), ["not_applicable"]),
        ([dose("BCG", months(0))], dose("BCG", months(1)), ["complete"]),
    ],
)
def test_what_speaks_against_a_dose(given: list[Dose], new: Dose, expected: list[str]) -> None:
    """IM11"""
    assert codes(given, new, months(20)) == expected


def test_a_contraindicated_dose_is_warned_of() -> None:
    """IM11"""
    severe = [decided("DPT2", months(3), DecisionKind.CONTRAINDICATED)]
    check = check_dose(GIRL, [dose("DPT1", months(2))], severe, SCHEDULE, dose("DPT2", months(4)), today=months(4))
    assert [problem.code for problem in check.warnings] == ["immunisation.contraindicated"]


@pytest.mark.parametrize(
    ("vial", "expected"),
    [
        (VialFacts(expiry_date=months(2)), []),
        (VialFacts(expiry_date=months(2, -1)), ["expired"]),
        (VialFacts(monitor="A"), []),
        (VialFacts(monitor="B"), []),
        (VialFacts(monitor="C"), ["vial_monitor"]),
        (VialFacts(monitor="D"), ["vial_monitor"]),
        (VialFacts(), []),
    ],
)
def test_the_vial(vial: VialFacts, expected: list[str]) -> None:
    """IM11"""
    assert codes([], dose("DPT1", months(2)), months(2), vial) == expected
