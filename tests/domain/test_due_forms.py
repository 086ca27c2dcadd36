"""Which forms are due, on both sides of each border; what a setting may say."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.due_forms import DueFacts, State, due_forms, read_due

TODAY = date(2026, 11, 23)
BORN = date(1990, 1, 1)


def reason(
    setting: str,
    *,
    born: date | None = BORN,
    sex: str = "P",
    states: Collection[State] = (),
    done: Sequence[date] = (),
    delivered: date | None = None,
    within: bool = False,
    maternal: str = "",
) -> str:
    """Why the form with this setting is due; empty when it is not."""
    facts = DueFacts(
        today=TODAY,
        birth_date=born,
        sex=sex,
        states=frozenset(states),
        maternal=maternal,
        delivered=delivered,
        done={"form": done},
        done_in_episode={"form"} if within else frozenset(),
    )
    return "".join(one.reason for one in due_forms({"form": read_due(setting)}, facts))


@pytest.mark.parametrize(
    ("setting", "born", "expected"),
    [
        ("age=0..59 mo; every=month", TODAY, True),
        ("age=0..59 mo; every=month", date(2021, 11, 24), True),
        ("age=0..59 mo; every=month", date(2021, 11, 23), False),
        ("age=0..59 mo; every=month", date(2026, 11, 24), False),
        ("age=15.. y; every=year", date(2011, 11, 24), False),
        ("age=15.. y; every=year", date(2011, 11, 23), True),
        ("age=15.. y; every=year", date(1930, 1, 1), True),
        ("age=15.. y; every=year", None, False),
        ("age=7..28 d; every=once", TODAY - timedelta(days=6), False),
        ("age=7..28 d; every=once", TODAY - timedelta(days=7), True),
        ("age=7..28 d; every=once", TODAY - timedelta(days=28), True),
        ("age=7..28 d; every=once", TODAY - timedelta(days=29), False),
    ],
)
def test_age_decides(setting: str, born: date | None, expected: bool) -> None:
    assert bool(reason(setting, born=born)) is expected


@pytest.mark.parametrize(
    ("every", "last", "expected"),
    [
        ("visit", TODAY - timedelta(days=1), True),
        ("visit", TODAY, False),
        ("month", date(2026, 10, 31), True),
        ("month", date(2026, 11, 1), False),
        ("month", date(2025, 11, 23), True),
        ("year", date(2025, 12, 31), True),
        ("year", date(2026, 1, 1), False),
        ("once", date(1999, 1, 1), False),
        ("90 d", TODAY - timedelta(days=89), False),
        ("90 d", TODAY - timedelta(days=90), True),
    ],
)
def test_what_was_done_lately_waits(every: str, last: date, expected: bool) -> None:
    assert bool(reason(f"age=0.. y; every={every}", done=[last])) is expected


def test_what_was_never_done_is_due() -> None:
    for every in ("visit", "month", "year", "once", "90 d", "episode"):
        assert reason(f"age=0.. y; every={every}")


def test_once_in_an_episode() -> None:
    assert reason("state=pregnant; every=episode", states=[State.PREGNANT])
    assert not reason("state=pregnant; every=episode", states=[State.PREGNANT], within=True)


@pytest.mark.parametrize(
    ("days", "done", "expected"),
    [
        (0, None, "KF1, nifas hari ke-0"),
        (2, None, "KF1, nifas hari ke-2"),
        (2, 1, ""),
        (3, 1, "KF2, nifas hari ke-3"),
        (7, 3, ""),
        (42, 29, ""),
        (42, 28, "KF4, nifas hari ke-42"),
        (43, None, ""),
    ],
)
def test_windows_after_childbirth(days: int, done: int | None, expected: str) -> None:
    delivered = TODAY - timedelta(days=days)
    setting = "state=postpartum; windows=KF1 0..2 d, KF2 3..7 d, KF3 8..28 d, KF4 29..42 d"
    before = [] if done is None else [delivered + timedelta(days=done)]
    assert (
        reason(setting, states=[State.POSTPARTUM], maternal=f"nifas hari ke-{days}", delivered=delivered, done=before)
        == expected
    )


def test_windows_of_a_newborn_count_from_birth() -> None:
    setting = "windows=KN1 0..2 d, KN2 3..7 d, KN3 8..28 d"
    assert reason(setting, born=TODAY - timedelta(days=8)) == "KN3, umur 8 hr"
    assert reason(setting, born=TODAY - timedelta(days=29)) == ""
    assert reason(setting, born=None) == ""


@pytest.mark.parametrize(
    ("age", "visits", "expected"),
    [
        (0, [], "KN1, umur 0 hr"),
        (1, [(0, "KN0")], "KN1, umur 1 hr"),
        (2, [(0, "KN0")], "KN1, umur 2 hr"),
        (1, [(0, "KN1")], ""),
        (2, [(0, "KN0"), (1, "KN1")], ""),
        (3, [(2, "KN2")], ""),
        (3, [(2, "KN1")], "KN2, umur 3 hr"),
        (1, [(0, "")], ""),
        (1, [(-400, "KN1")], "KN1, umur 1 hr"),
        (29, [], ""),
    ],
)
def test_where_hours_decide_the_form_says_what_a_visit_counted_for(
    age: int, visits: list[tuple[int, str]], expected: str
) -> None:
    born = TODAY - timedelta(days=age)
    days = [(born + timedelta(days=day), label) for day, label in visits]
    rule = read_due("windows=KN1 0..2 d, KN2 3..7 d, KN3 8..28 d; counted=contact")
    facts = DueFacts(today=TODAY, birth_date=born, done={"form": [day for day, _ in days]}, counted={"form": days})
    assert "".join(one.reason for one in due_forms({"form": rule}, facts)) == expected


@pytest.mark.parametrize(
    ("done", "flagged", "expected"),
    [
        ([3], None, ""),
        ([3], 16, "perlu diulang sejak"),
        ([3, 15], 16, "perlu diulang sejak"),
        ([3, 16], 16, ""),
        ([3, 17], 16, ""),
    ],
)
def test_a_flag_makes_a_form_due_once_more(done: list[int], flagged: int | None, expected: str) -> None:
    """Here at 20 days, when the first time for it is long over."""
    born = TODAY - timedelta(days=20)
    rule = read_due("age=1..14 d; every=once; again=missing")
    facts = DueFacts(
        today=TODAY,
        birth_date=born,
        done={"form": [born + timedelta(days=day) for day in done]},
        flagged={} if flagged is None else {"missing": born + timedelta(days=flagged), "other": TODAY},
    )
    found = "".join(one.reason for one in due_forms({"form": rule}, facts))
    assert found.startswith(expected)
    assert bool(found) is bool(expected)


def test_whom_it_concerns() -> None:
    assert reason("sex=L; age=0.. y; every=once", sex="L")
    assert not reason("sex=L; age=0.. y; every=once", sex="P")
    assert not reason("state=sick; every=visit")
    assert reason("state=pregnant; every=visit", states=[State.PREGNANT]) == "hamil menurut skrining awal"
    assert (
        reason("state=pregnant; every=visit", states=[State.PREGNANT], maternal="hamil 24 minggu") == "hamil 24 minggu"
    )


def test_what_is_urgent_stands_first() -> None:
    rules = {
        "year": read_due("age=15.. y; every=year"),
        "visit": read_due("state=pregnant; every=visit"),
        "lungs": read_due("state=tuberculosis; every=visit"),
    }
    facts = DueFacts(today=TODAY, birth_date=BORN, states=frozenset({State.PREGNANT, State.TUBERCULOSIS}))
    assert [one.form_id for one in due_forms(rules, facts)] == ["lungs", "visit", "year"]


@pytest.mark.parametrize(
    "setting",
    [
        "every=often",
        "age=0..59; every=month",
        "age=0..59 weeks; every=month",
        "age=0..59 mo",
        "every=month; windows=KF1 0..2 d",
        "sex=X; every=once",
        "state=happy; every=once",
        "whom=all; every=once",
        "every",
        "age=0..1 y; every=once; counted=contact",
        "windows=KF1",
        "every=once;" + " " * 500 + "sex=L",
        "every=once |",
        "| every=once",
        "state=pregnant; every=once | sex=P",
        "state=pregnant; every=once | age=1..14 d; every=once; again=missing",
        "every=once | windows=A 0..2 d; counted=contact",
    ],
)
def test_what_cannot_be_read_is_refused(setting: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_due(setting)


SCREENED = "state=pregnant; every=140 d | state=postpartum; windows=EPDS 8..42 d"


@pytest.mark.parametrize(
    ("states", "days_after_birth", "done_days_ago", "expected"),
    [
        ({State.PREGNANT}, None, None, "hamil menurut skrining awal, belum pernah diisi"),
        ({State.PREGNANT}, None, 139, ""),
        ({State.PREGNANT}, None, 140, "hamil menurut skrining awal, terakhir 140 hari yang lalu"),
        ({State.POSTPARTUM}, 7, 200, ""),
        ({State.POSTPARTUM}, 8, 200, "EPDS, nifas menurut skrining awal"),
        ({State.POSTPARTUM}, 8, 9, "EPDS, nifas menurut skrining awal"),
        ({State.POSTPARTUM}, 42, None, "EPDS, nifas menurut skrining awal"),
        ({State.POSTPARTUM}, 43, None, ""),
        ({State.POSTPARTUM}, 30, 22, ""),
        ({State.POSTPARTUM}, 30, 23, "EPDS, nifas menurut skrining awal"),
        (set(), None, None, ""),
    ],
)
def test_a_form_may_be_due_in_one_way_or_another(
    states: set[State], days_after_birth: int | None, done_days_ago: int | None, expected: str
) -> None:
    delivered = None if days_after_birth is None else TODAY - timedelta(days=days_after_birth)
    done = () if done_days_ago is None else (TODAY - timedelta(days=done_days_ago),)
    assert reason(SCREENED, states=states, delivered=delivered, done=done) == expected


def test_the_way_in_which_it_is_due_decides_how_urgent_it_is() -> None:
    rules = {"mood": read_due(SCREENED), "visit": read_due("every=visit")}
    after = DueFacts(today=TODAY, birth_date=BORN, states={State.POSTPARTUM}, delivered=TODAY - timedelta(days=9))
    assert [one.form_id for one in due_forms(rules, after)] == ["mood", "visit"]
    before = DueFacts(today=TODAY, birth_date=BORN, states={State.PREGNANT})
    assert [one.form_id for one in due_forms(rules, before)] == ["visit", "mood"]


@given(st.dates(date(1900, 1, 1), date(2030, 1, 1)), st.sets(st.sampled_from(State)))
def test_what_was_filled_today_is_never_due(born: date, states: set[State]) -> None:
    settings = (
        "age=0.. y; every=visit",
        "state=pregnant; every=episode",
        "windows=A 0..9 d",
        "state=sick; every=30 d",
        SCREENED,
    )
    rules = {text: read_due(text) for text in settings}
    facts = DueFacts(today=TODAY, birth_date=born, states=states, done={form: [TODAY] for form in rules})
    assert due_forms(rules, facts) == ()
