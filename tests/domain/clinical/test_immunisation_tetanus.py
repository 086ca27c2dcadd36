"""A woman's tetanus course from all her doses, every border from both sides (Pedoman ANC terpadu 2020).

IT1  Her own Td: 4 weeks, 6 months, 1 year, 1 year; what comes a day too early is not counted, and protects no longer.
IT2  Childhood by birth cohort: three infant DPT T2, the booster T3, BIAS class 1 T4, class 2 or 5 T5.
IT3  School doses make a step each whatever lies between them; the Td after them keeps its interval.
IT4  What a form stated stands where it is more; only doses that come after it are added.
IT5  The steps: which dose made each, until when it protects, from when the next is possible.
IT6  What speaks against one more Td: impossible, too early, after T5, a spoiled vial; an old card is not questioned.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.clinical.immunisation_counting import Dose, Person
from ilp_desktop.domain.clinical.immunisation_recording import VialFacts
from ilp_desktop.domain.clinical.immunisation_tetanus import TetanusCourse, check_td, tetanus_course
from ilp_desktop.domain.clinical.tetanus import TetanusStatus
from ilp_desktop.storage.immunisation_reference import immunisation_schedule

SCHEDULE = immunisation_schedule()
BORN = date(1995, 1, 1)
WOMAN = Person(birth_date=BORN, sex="P")
FIRST = date(2024, 1, 31)
TODAY = date(2026, 11, 23)
PRODUCTS = {"DPT": "PENTA", "DT1": "DT"}
INFANCY = {"DPT1": date(1995, 3, 1), "DPT2": date(1995, 4, 1), "DPT3": date(1995, 5, 1)}
BOOSTER = {"DPT4": date(1996, 7, 1)}
CLASS_1, CLASS_2, CLASS_5 = {"DT1": date(2002, 11, 20)}, {"TD2": date(2003, 11, 10)}, {"TD5": date(2006, 11, 10)}


def dose(slot: str, day: date, product: str = "", **facts: bool) -> Dose:
    usual = PRODUCTS.get(slot, PRODUCTS.get(slot[:3], "TD"))
    return Dose(slot=slot, product=product or usual, day=day, id=f"{slot} {day}", **facts)


def td(*days: date) -> list[Dose]:
    """Her own Td, in the order in which they were written down."""
    return [dose(f"T{min(number, 5)}", day) for number, day in enumerate(days, 1)]


def childhood(*parts: dict[str, date]) -> list[tuple[str, Dose]]:
    return [(slot, dose(slot, day)) for part in parts for slot, day in part.items()]


def course(
    own: Sequence[Dose] = (), early: Sequence[tuple[str, Dose]] = (), stated: TetanusStatus | None = None
) -> TetanusCourse:
    return tetanus_course([*own, *(one for _slot, one in early)], early, SCHEDULE, stated=stated)


def level(*days: date) -> int:
    return course(td(*days)).status.level


@pytest.mark.parametrize(
    ("before", "too_early", "early_enough"),
    [
        ((FIRST,), date(2024, 2, 27), date(2024, 2, 28)),
        ((date(2024, 1, 31), date(2024, 2, 28)), date(2024, 8, 27), date(2024, 8, 28)),
        ((date(2023, 8, 1), date(2023, 8, 31)), date(2024, 2, 28), date(2024, 2, 29)),
        ((date(2020, 1, 1), date(2020, 2, 1), date(2020, 8, 1)), date(2021, 7, 31), date(2021, 8, 1)),
        (
            (date(2019, 1, 1), date(2019, 2, 1), date(2019, 8, 29), date(2020, 8, 29)),
            date(2021, 8, 28),
            date(2021, 8, 29),
        ),
        (
            (date(2018, 1, 1), date(2018, 2, 1), date(2018, 8, 1), date(2020, 2, 29)),
            date(2021, 2, 27),
            date(2021, 2, 28),
        ),
    ],
)
def test_her_own_doses_keep_their_intervals(before: tuple[date, ...], too_early: date, early_enough: date) -> None:
    """IT1"""
    reached = len(before)
    assert level(*before) == reached
    early = course(td(*before, too_early))
    assert early.status == TetanusStatus(level=reached, last_dose=before[-1])
    assert [one.day for one in early.uncounted] == [too_early]
    assert course(td(*before, early_enough)).status == TetanusStatus(level=reached + 1, last_dose=early_enough)
    assert course(td(*before, early_enough)).uncounted == ()


def test_a_dose_that_came_too_early_does_not_hold_the_next_one_up() -> None:
    """IT1: the interval is kept from the last dose that counts."""
    early, next_one = FIRST + timedelta(days=20), FIRST + timedelta(days=28)
    found = course(td(FIRST, early, next_one))
    assert (found.status.level, found.status.last_dose) == (2, next_one)
    assert [one.day for one in found.uncounted] == [early]


@pytest.mark.parametrize(
    ("one", "is_counted"),
    [
        (dose("T1", FIRST), True),
        (dose("T1", FIRST, "TT"), True),
        (dose("T1", FIRST, "BCG"), False),
        (dose("T1", FIRST, "unheard of"), False),
        (dose("T1", FIRST, is_dated=False), False),
        (dose("", FIRST), False),
    ],
)
def test_what_counts_as_a_dose(one: Dose, is_counted: bool) -> None:
    """IT1"""
    assert course([one]).status.level == int(is_counted)


def test_the_number_on_the_card_makes_no_level() -> None:
    """IT1: a first Td that was written down as T3 is T1."""
    assert course([dose("T3", FIRST)]).status == TetanusStatus(level=1, last_dose=FIRST)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((), 0),
        (({"DPT1": INFANCY["DPT1"]},), 1),
        (({"DPT1": INFANCY["DPT1"], "DPT2": INFANCY["DPT2"]},), 2),
        ((INFANCY,), 2),
        ((INFANCY, BOOSTER), 3),
        ((INFANCY, BOOSTER, CLASS_1), 4),
        ((INFANCY, BOOSTER, CLASS_1, CLASS_2), 5),
        ((INFANCY, BOOSTER, CLASS_1, CLASS_5), 5),
        ((INFANCY, BOOSTER, CLASS_1, CLASS_2, CLASS_5), 5),
        ((INFANCY, CLASS_1), 3),
        ((INFANCY, CLASS_1, CLASS_2), 4),
        ((INFANCY, CLASS_1, CLASS_2, CLASS_5), 5),
        ((CLASS_1, CLASS_2), 2),
        ((BOOSTER,), 1),
    ],
)
def test_what_childhood_is_worth(parts: tuple[dict[str, date], ...], expected: int) -> None:
    """IT2"""
    assert course(early=childhood(*parts)).status.level == expected


def test_a_dose_of_childhood_without_its_day_makes_nothing() -> None:
    """IT2"""
    early = [*childhood(INFANCY, BOOSTER), ("DT1", dose("DT1", date(2003, 1, 1), is_dated=False))]
    assert course(early=early).status == TetanusStatus(level=3, last_dose=BOOSTER["DPT4"])


@pytest.mark.parametrize("days_between", [200, 364, 365, 700])
def test_school_doses_make_a_step_each(days_between: int) -> None:
    """IT3"""
    late = {"TD2": CLASS_1["DT1"] + timedelta(days=days_between)}
    assert course(early=childhood(INFANCY, BOOSTER, CLASS_1, late)).status.level == 5


@pytest.mark.parametrize(
    ("given", "expected"),
    [(date(2003, 11, 19), 4), (date(2003, 11, 20), 5)],
)
def test_the_td_after_school_keeps_its_year(given: date, expected: int) -> None:
    """IT3"""
    found = course(td(given), childhood(INFANCY, BOOSTER, CLASS_1))
    assert found.status.level == expected
    assert bool(found.uncounted) is (expected == 4)


def test_the_plain_intervals_stand_where_they_give_more() -> None:
    """IT3: two infant doses and three Td of her own are T5, whatever the cohort says of a missing booster."""
    two = {slot: INFANCY[slot] for slot in ("DPT1", "DPT2")}
    own = td(date(2015, 1, 1), date(2016, 1, 1), date(2017, 1, 1))
    assert course(own, childhood(two)).status == TetanusStatus(level=5, last_dose=date(2017, 1, 1))


def test_nothing_is_added_after_t5() -> None:
    """IT3"""
    found = course(td(TODAY), childhood(INFANCY, BOOSTER, CLASS_1, CLASS_2))
    assert found.status == TetanusStatus(level=5, last_dose=CLASS_2["TD2"])
    assert [one.day for one in found.uncounted] == [TODAY]


STATED = TetanusStatus(level=2, last_dose=date(2024, 2, 28))


@pytest.mark.parametrize(
    ("own", "stated", "expected"),
    [
        ((), STATED, STATED),
        ((date(2024, 8, 27),), STATED, STATED),
        ((date(2024, 8, 28),), STATED, TetanusStatus(level=3, last_dose=date(2024, 8, 28))),
        ((date(2024, 2, 28),), STATED, STATED),
        ((date(2020, 1, 1),), STATED, STATED),
        (
            (date(2020, 1, 1), date(2020, 1, 29)),
            STATED,
            TetanusStatus(level=2, last_dose=date(2020, 1, 29)),
        ),
        (
            (date(2020, 1, 1), date(2020, 1, 29), date(2020, 7, 29)),
            STATED,
            TetanusStatus(level=3, last_dose=date(2020, 7, 29)),
        ),
    ],
)
def test_what_a_form_stated(own: tuple[date, ...], stated: TetanusStatus, expected: TetanusStatus) -> None:
    """IT4"""
    assert course(td(*own), stated=stated).status == expected


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ((date(2015, 5, 2),), 2),
        ((date(2026, 3, 1),), 2),
        ((date(2026, 3, 2),), 3),
        ((date(2026, 3, 3),), 3),
        ((date(2015, 5, 2), date(2026, 9, 2)), 3),
    ],
)
def test_a_dose_before_a_statement_without_its_day_is_within_it(own: tuple[date, ...], expected: int) -> None:
    """IT4: an old card that is typed in later adds nothing to the "T2" that a midwife read from it."""
    stated = TetanusStatus(level=2, found_on=date(2026, 3, 2))
    assert course(td(*own), stated=stated).status.level == expected


def test_a_statement_of_an_unknown_day_is_not_added_to() -> None:
    """IT4"""
    assert course(td(FIRST), stated=TetanusStatus(level=2)).status == TetanusStatus(level=2)


def test_the_steps_say_what_made_them() -> None:
    """IT5"""
    own = td(date(2024, 1, 31), date(2024, 2, 28))
    first, second, third, fourth, fifth = course(own).steps
    assert [(one.level, one.dose, one.protected_until) for one in (first, second)] == [
        (1, own[0], None),
        (2, own[1], date(2027, 2, 28)),
    ]
    assert (third.is_next, third.possible_from, third.dose) == (True, date(2024, 8, 28), None)
    assert [(one.is_next, one.possible_from) for one in (fourth, fifth)] == [(False, None)] * 2
    assert not any(one.is_stated for one in (third, fourth, fifth))


@pytest.mark.parametrize(
    ("reached", "until"),
    [(2, date(2027, 2, 28)), (3, date(2029, 2, 28)), (4, date(2034, 2, 28)), (5, date(2049, 2, 28))],
)
def test_a_stated_step_protects_from_its_day(reached: int, until: date) -> None:
    """IT5: 3, 5, 10 and 25 years; what lies below it has no day of its own."""
    stated = TetanusStatus(level=reached, last_dose=date(2024, 2, 29))
    steps = course(stated=stated).steps
    assert [one.is_stated for one in steps] == [number <= reached for number in range(1, 6)]
    assert [one.protected_until for one in steps[:reached]] == [None] * (reached - 1) + [until]


def test_a_stated_step_knows_the_dose_of_its_day() -> None:
    """IT5"""
    own = td(date(2024, 2, 28), date(2024, 8, 28))
    steps = course(own, stated=STATED).steps
    assert [one.dose for one in steps[:3]] == [None, own[0], own[1]]
    assert [one.is_stated for one in steps[:3]] == [True, False, False]


def checked(
    given: Dose,
    own: Sequence[Dose] = (),
    early: Sequence[tuple[str, Dose]] = (),
    *,
    vial: VialFacts | None = None,
    stated: TetanusStatus | None = None,
) -> tuple[list[str], list[str]]:
    """The codes of what refuses the record, and of what needs a reason."""
    known = [*own, *(one for _slot, one in early)]
    found = check_td(WOMAN, known, early, SCHEDULE, given, today=TODAY, vial=vial or VialFacts(), stated=stated)
    return [one.code for one in found.stops], [one.code for one in found.warnings]


@pytest.mark.parametrize(
    ("given", "stops"),
    [
        (dose("T1", BORN - timedelta(days=1)), ["immunisation.before_birth"]),
        (dose("T1", BORN), []),
        (dose("T1", TODAY), []),
        (dose("T1", TODAY + timedelta(days=1)), ["immunisation.future"]),
        (dose("T1", TODAY, "BCG"), ["immunisation.product"]),
        (dose("T1", TODAY, "PENTA"), ["immunisation.product"]),
        (dose("T1", TODAY, "DT"), ["immunisation.product"]),
        (dose("T1", TODAY, "TT"), []),
    ],
)
def test_what_cannot_be(given: Dose, stops: list[str]) -> None:
    """IT6"""
    assert checked(given) == (stops, [])


@pytest.mark.parametrize(
    ("known", "stops"),
    [
        (dose("T1", TODAY - timedelta(days=1)), []),
        (dose("T1", TODAY), ["immunisation.twice"]),
        (dose("DPT1", TODAY), ["immunisation.twice"]),
        (dose("HB0", TODAY, "BCG"), []),
    ],
)
def test_two_on_one_day(known: Dose, stops: list[str]) -> None:
    """IT6: a vaccine without tetanus on the same day is no second one."""
    assert checked(dose("T2", TODAY), [known])[0] == stops


@pytest.mark.parametrize(
    ("days_before", "warnings"), [(27, ["immunisation.too_early"]), (28, []), (29, []), (4000, [])]
)
def test_too_early(days_before: int, warnings: list[str]) -> None:
    """IT6; from another place it is only written down."""
    before = td(TODAY - timedelta(days=days_before))
    assert checked(dose("T2", TODAY), before) == ([], warnings)
    assert checked(dose("T2", TODAY, is_elsewhere=True), before) == ([], [])


def test_after_t5_it_needs_a_reason() -> None:
    """IT6"""
    early = childhood(INFANCY, BOOSTER, CLASS_1)
    assert checked(dose("T1", TODAY), early=early) == ([], [])
    assert checked(dose("T1", TODAY), early=[*early, *childhood(CLASS_2)]) == ([], ["immunisation.complete"])
    five = TetanusStatus(level=5, last_dose=date(2015, 1, 1))
    assert checked(dose("T1", TODAY), stated=five) == ([], ["immunisation.complete"])


def test_only_what_came_before_decides() -> None:
    """IT6: a dose that was forgotten is written down among the later ones."""
    later = td(date(2020, 1, 1), date(2020, 1, 29))
    assert checked(dose("T1", date(2019, 12, 31)), later) == ([], [])
    assert checked(dose("T1", date(2020, 1, 28)), later) == ([], ["immunisation.too_early"])


@pytest.mark.parametrize(
    ("vial", "warnings"),
    [
        (VialFacts(expiry_date=TODAY), []),
        (VialFacts(expiry_date=TODAY - timedelta(days=1)), ["immunisation.expired"]),
        (VialFacts(monitor="B"), []),
        (VialFacts(monitor="C"), ["immunisation.vial_monitor"]),
    ],
)
def test_the_vial(vial: VialFacts, warnings: list[str]) -> None:
    """IT6"""
    assert checked(dose("T1", TODAY), vial=vial) == ([], warnings)


@given(st.lists(st.dates(date(2000, 1, 1), date(2026, 1, 1)), max_size=8, unique=True), st.randoms())
def test_the_order_in_which_doses_were_written_down_does_not_matter(days: list[date], chance: object) -> None:
    """IT1: nor does their number; more doses never make it less."""
    mixed = td(*days)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert course(mixed).status == course(td(*sorted(days))).status
    levels = [level(*sorted(days)[:count]) for count in range(len(days) + 1)]
    assert levels == sorted(levels)
    found = course(mixed)
    assert found.status.level + len(found.uncounted) == len(days)
