"""To which episode a form of a day belongs, on both sides of each border."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ilp_desktop.domain.episode import (
    EpisodeKind,
    EpisodeOfCare,
    EpisodeStep,
    birth_episode,
    episode_for,
    is_over,
    maternal_text,
    open_episode,
    puerperium,
)
from ilp_desktop.domain.identifiers import EpisodeId, PatientId

BEGUN = date(2026, 1, 10)
BORN = date(2026, 10, 17)


def episode(
    name: str = "one",
    kind: EpisodeKind = EpisodeKind.PREGNANCY,
    started: date = BEGUN,
    outcome_date: date | None = None,
    ended: date | None = None,
    voided_reason: str = "",
) -> EpisodeOfCare:
    return EpisodeOfCare(
        id=EpisodeId(name),
        patient_id=PatientId("wa aminah"),
        kind=kind,
        started=started,
        outcome_date=outcome_date,
        ended=ended,
        voided_reason=voided_reason,
    )


def after(start: date, days: int) -> date:
    return start + timedelta(days=days)


@pytest.mark.parametrize(
    ("step", "outcome", "day", "belongs"),
    [
        (EpisodeStep.BEGINS, None, after(BEGUN, 0), True),
        (EpisodeStep.BEGINS, None, after(BEGUN, 301), True),
        (EpisodeStep.BEGINS, None, after(BEGUN, 302), False),
        (EpisodeStep.BEGINS, None, after(BEGUN, -301), True),
        (EpisodeStep.BEGINS, None, after(BEGUN, -302), False),
        (EpisodeStep.BEGINS, BORN, BORN, True),
        (EpisodeStep.BEGINS, BORN, after(BORN, 1), False),
        (EpisodeStep.CONTINUES, BORN, after(BORN, 49), True),
        (EpisodeStep.CONTINUES, BORN, after(BORN, 50), False),
        (EpisodeStep.OUTCOME, None, after(BEGUN, 280), True),
    ],
)
def test_a_pregnancy_and_its_puerperium(step: EpisodeStep, outcome: date | None, day: date, belongs: bool) -> None:
    found = episode_for([episode(outcome_date=outcome)], EpisodeKind.PREGNANCY, step, day)
    assert (found is not None) is belongs


def test_a_late_entry_belongs_to_the_pregnancy_of_its_day() -> None:
    first, second = episode("first", outcome_date=date(2026, 3, 1)), episode("second", started=date(2026, 5, 1))
    both = [second, first]
    assert episode_for(both, EpisodeKind.PREGNANCY, EpisodeStep.BEGINS, date(2026, 2, 1)) is first
    assert episode_for(both, EpisodeKind.PREGNANCY, EpisodeStep.BEGINS, date(2026, 6, 1)) is second
    assert episode_for(both, EpisodeKind.PREGNANCY, EpisodeStep.CONTINUES, date(2026, 4, 1)) is first


def test_only_what_had_begun_is_open() -> None:
    known = [episode()]
    assert open_episode(known, EpisodeKind.PREGNANCY, after(BEGUN, -1)) is None
    assert open_episode(known, EpisodeKind.PREGNANCY, BEGUN) is known[0]
    assert open_episode([episode(voided_reason="salah orang")], EpisodeKind.PREGNANCY, BEGUN) is None
    assert open_episode([episode(outcome_date=BORN)], EpisodeKind.PREGNANCY, after(BORN, 1)) is None


@pytest.mark.parametrize(("days", "expected"), [(-1, False), (0, True), (49, True), (50, False)])
def test_the_puerperium_follows_the_outcome(days: int, expected: bool) -> None:
    assert (puerperium([episode(outcome_date=BORN)], after(BORN, days)) is not None) is expected


@pytest.mark.parametrize(("days", "expected"), [(0, False), (49, False), (50, True)])
def test_a_pregnancy_is_over_when_its_puerperium_is(days: int, expected: bool) -> None:
    assert is_over(episode(outcome_date=BORN), after(BORN, days)) is expected


@pytest.mark.parametrize(
    ("one", "day", "text"),
    [
        (episode(), after(BEGUN, 168), "hamil"),
        (replace(episode(), dated=True), after(BEGUN, 168), "hamil 24 minggu"),
        (replace(episode(), dated=True), after(BEGUN, 302), ""),
        (replace(episode(outcome_date=BORN), dated=True), after(BORN, -1), "hamil 39 minggu"),
        (replace(episode(outcome_date=BORN), dated=True), BORN, "nifas hari ke-0"),
        (episode(outcome_date=BORN), after(BORN, 49), "nifas hari ke-49"),
        (episode(outcome_date=BORN), after(BORN, 50), ""),
    ],
)
def test_how_far_a_woman_is(one: EpisodeOfCare, day: date, text: str) -> None:
    assert maternal_text([one], day) == text


def test_what_was_ended_is_over_the_day_after() -> None:
    assert not is_over(episode(ended=BORN), BORN)
    assert is_over(episode(ended=BORN), after(BORN, 1))
    assert not is_over(episode(), after(BORN, 4000))


@pytest.mark.parametrize(("days", "expected"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_child_finds_the_pregnancy_in_which_it_was_born(days: int, expected: bool) -> None:
    assert (birth_episode([episode(outcome_date=BORN)], after(BORN, days)) is not None) is expected


def test_a_birth_between_two_claims_finds_none() -> None:
    twice = [episode("a", outcome_date=BORN), episode("b", outcome_date=BORN)]
    assert birth_episode(twice, BORN) is None


@pytest.mark.parametrize(("days", "expected"), [(-1, False), (0, True), (2192, True), (2193, False)])
def test_a_childhood_lasts_to_the_sixth_birthday(days: int, expected: bool) -> None:
    known = [episode(kind=EpisodeKind.CHILDHOOD, started=BORN)]
    assert (open_episode(known, EpisodeKind.CHILDHOOD, after(BORN, days)) is not None) is expected


def test_contraception_lasts_until_it_is_ended() -> None:
    known = [episode(kind=EpisodeKind.FAMILY_PLANNING)]
    assert open_episode(known, EpisodeKind.FAMILY_PLANNING, after(BEGUN, 4000)) is known[0]
    ended = [episode(kind=EpisodeKind.FAMILY_PLANNING, ended=after(BEGUN, 30))]
    assert open_episode(ended, EpisodeKind.FAMILY_PLANNING, after(BEGUN, 30)) is ended[0]
    assert open_episode(ended, EpisodeKind.FAMILY_PLANNING, after(BEGUN, 31)) is None
