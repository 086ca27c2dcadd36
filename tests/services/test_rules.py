"""The rules that a puskesmas sets.

SR1 everything that may be set is listed with its default, and the value in force
SR2 only the office sets a rule; what is refused is said, and then nothing is kept
SR3 only what differs from the default is kept, and it stays on this computer
SR4 forms, due lists, routing, cases and the table of immunisation take what is set, and the default again
SR5 an answer that was kept is never computed anew by what is set later
"""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ilp_desktop.domain.bookkeeping import Setting
from ilp_desktop.domain.clinical.immunisation_schedule import ImmunisationRules
from ilp_desktop.domain.identifiers import ResponseId
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.domain.routing import Question
from ilp_desktop.domain.uncertain import figures_of
from ilp_desktop.domain.visit import CaseKind, Cluster, Visit
from ilp_desktop.domain.visit_kind import EarlierCase, case_kind
from ilp_desktop.forms import Response
from ilp_desktop.services.due import due_today
from ilp_desktop.services.immunisation_table import immunisation_table, schedule_here
from ilp_desktop.services.immunisations import record_immunization
from ilp_desktop.services.programme_settings import (
    RuleSetting,
    programme_settings,
    reset_rule,
    rule_settings,
    set_rules,
)
from ilp_desktop.services.responses import (
    amend_response,
    complete_response,
    open_amendment,
    open_response,
    start_response,
)
from ilp_desktop.services.rooms import case_rules, person_summary
from ilp_desktop.services.settings import keep_setting
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.immunisation_reference import immunisation_schedule
from ilp_desktop.storage.schema import is_shared
from tests.services.conftest import TurnedClock
from tests.services.test_immunisations import child, from_card
from tests.services.test_maternal_care import again as come_again
from tests.services.test_maternal_care import at, delivered, registered
from tests.services.test_responses import about, again, fill, visit_of

SRQ = {"instrument": "srq20", "srq_end_life": "tidak", "mood_follow_up": "none"}


def standing(workplace: Workplace, key: str) -> RuleSetting:
    return next(one for one in rule_settings(workplace) if one.figure.key == key)


def kept(workplace: Workplace) -> dict[str, object]:
    """What the table of settings holds of rules."""
    keys = {one.figure.key for one in rule_settings(workplace)}
    return {one.id: json.loads(one.value) for one in workplace.database.remembered(Setting) if one.id in keys}


def woman(workplace: Workplace, *yes: Question) -> Visit:
    return visit_of(workplace, *yes, sex=Sex.FEMALE, born=date(1998, 1, 1))


def screened(workplace: Workplace, visit: Visit, score: str) -> ResponseId:
    """An SRQ-20 with so many yes."""
    response = start_response(workplace, about(visit, "maternal_mental_health"))
    fill(response, **SRQ, srq_score=score)
    return complete_response(workplace, response, about(visit, "maternal_mental_health")).value.id


def is_followed_up(response: Response) -> bool:
    return "maternal_mood_watch" in {flag.code for flag in response.extract().flags}


def test_everything_is_at_its_default_until_it_is_set(workplace: Workplace) -> None:
    """SR1"""
    listed = rule_settings(workplace)
    assert len({one.figure.key for one in listed}) == len(listed) > 60
    assert all(one.value == one.figure.default and not one.changed for one in listed)
    assert {one.subject for one in listed} >= {"Ibu hamil", "Balita", "Imunisasi", "Program dan kertas"}

    set_rules(workplace, {"rules.stunting.short_mother": "145,5", "ticket_width": "58"})
    mother, paper = standing(workplace, "rules.stunting.short_mother"), standing(workplace, "ticket_width")
    assert (mother.words, mother.default_words, mother.changed) == ("145,5 cm", "150 cm", True)
    assert (paper.value, paper.words, paper.changed) == (58, "58 mm", True)
    assert sum(one.changed for one in rule_settings(workplace)) == 2


@pytest.mark.parametrize("roles", ["cluster_2", "registration", "cluster_1,pharmacy"])
def test_only_the_office_sets_a_rule(workplace: Workplace, roles: str) -> None:
    """SR2"""
    nurse = replace(workplace, user=replace(workplace.user, roles=roles))
    with pytest.raises(Rejected) as rejected:
        set_rules(nurse, {"roll_over_from": "15"})
    assert [problem.code for problem in rejected.value.problems] == ["role.missing"]
    with pytest.raises(Rejected):
        reset_rule(nurse, "roll_over_from")
    head = replace(workplace, user=replace(workplace.user, roles="head"))
    assert set_rules(head, {"roll_over_from": "15"}).value[0].value == 15


def test_what_is_refused_keeps_nothing_at_all(workplace: Workplace) -> None:
    """SR2"""
    typed = {"roll_over_from": "15", "rules.labour.rupture_hours": "99", "medical_record_pattern": "tidak tahu"}
    with pytest.raises(Rejected) as rejected:
        set_rules(workplace, typed)

    told = {problem.field: problem.sentence for problem in rejected.value.problems}
    assert told.keys() == {"rules.labour.rupture_hours", "medical_record_pattern"}
    assert told["rules.labour.rupture_hours"] == "Nilai harus 6 sampai 24 jam."
    assert kept(workplace) == {}


def test_only_what_differs_is_kept_and_it_stays_here(workplace: Workplace) -> None:
    """SR3: a default that is typed is no setting; one that is taken back leaves no value behind."""
    set_rules(workplace, {"rules.labour.rupture_hours": "12", "antenatal_k6": "1-2-3"})
    assert kept(workplace) == {}

    set_rules(workplace, {"rules.labour.rupture_hours": "18", "antenatal_k6": "2-1-3"})
    assert kept(workplace) == {"rules.labour.rupture_hours": 18, "antenatal_k6": "2-1-3"}

    reset_rule(workplace, "antenatal_k6")
    set_rules(workplace, {"rules.labour.rupture_hours": "12"})
    assert set(kept(workplace).values()) == {None}
    assert not any(one.changed for one in rule_settings(workplace))
    assert not is_shared("setting")


def test_what_an_older_version_kept_still_counts(workplace: Workplace) -> None:
    """SR3: the same keys with the same JSON, also a default that it had kept."""
    with workplace.change("change_setting") as transaction:
        for key, value in (("roll_over_from", 15), ("johnson_numbers", "12/11/11"), ("epds_refer_from", 13)):
            keep_setting(transaction, key, value)

    found = [standing(workplace, key) for key in ("roll_over_from", "johnson_numbers", "epds_refer_from")]
    assert [one.changed for one in found] == [True, True, False]
    assert programme_settings(workplace)["roll_over_from"] == "15"
    assert programme_settings(workplace)["johnson_numbers"] == "12/11/11"


def test_forms_read_every_figure_as_text(workplace: Workplace) -> None:
    """SR4: ``setting:KEY`` of an older form gives what it gave."""
    found = programme_settings(workplace)
    assert found["antenatal_k6"] == "1-2-3"
    assert found["adolescent_iron_tablets"] == "26"
    assert found["immunisation_je"] == "false"

    set_rules(workplace, {"adolescent_iron_tablets": "30", "rules.stunting.short_mother": "145,5"})
    assert programme_settings(workplace)["adolescent_iron_tablets"] == "30"
    assert programme_settings(workplace)["rules.stunting.short_mother"] == "145.5"


@pytest.mark.parametrize(
    ("swallowed", "by_default", "when_set"), [("25", "false", "false"), ("26", "true", "false"), ("30", "true", "true")]
)
def test_the_tablets_of_a_year_are_asked_through_the_form(
    workplace: Workplace, swallowed: str, by_default: str, when_set: str
) -> None:
    """SR4"""
    visit = visit_of(workplace, sex=Sex.FEMALE, born=date(2012, 1, 1))

    def takes() -> str:
        response = start_response(workplace, about(visit, "adolescent_visit"))
        fill(response, tablets_taken=swallowed)
        return response.value("tablets_enough")

    before = takes()
    set_rules(workplace, {"adolescent_iron_tablets": "30"})
    assert (before, takes()) == (by_default, when_set)


def test_a_kept_answer_stays_as_it_was_found(workplace: Workplace) -> None:
    """SR5: opened, printed or corrected after the rule was set, set otherwise, and taken back."""
    visit = woman(workplace)
    by_default = screened(workplace, visit, "6")
    set_rules(workplace, {"rules.mood.srq_from": "7"})
    when_set = screened(workplace, visit, "6")
    for text in ("7", "8", "6"):
        set_rules(workplace, {"rules.mood.srq_from": text})
        assert is_followed_up(open_response(workplace, by_default).response)
        assert not is_followed_up(open_response(workplace, when_set).response)
        assert not is_followed_up(open_amendment(workplace, when_set).response)

    opened = open_amendment(workplace, when_set).response
    opened.answer("mood_notes", "sudah tenang")
    corrected = amend_response(workplace, when_set, opened, "lupa catatan").value
    assert json.loads(corrected.answers)["rules"] == {"rules.mood.srq_from": 7}
    assert not is_followed_up(open_response(workplace, corrected.id).response)
    assert is_followed_up(open_response(workplace, screened(workplace, visit, "6")).response)


def test_only_what_forms_read_is_kept_with_an_answer(workplace: Workplace) -> None:
    """SR5: how people are routed is no part of what a form found."""
    set_rules(workplace, {"family_planning_cluster": "cluster_2", "idle_minutes": "5", "rules.mood.srq_from": "7"})

    record = open_response(workplace, screened(workplace, woman(workplace), "6")).record
    assert json.loads(record.answers)["rules"] == {"rules.mood.srq_from": 7}


def test_the_puerperium_lasts_as_long_as_it_is_set(workplace: Workplace, clock: TurnedClock) -> None:
    """SR4: what the room says of her, on both sides of both borders."""
    patient_id = delivered(workplace, clock).patient_id

    def said(day: int) -> str:
        at(clock, date(2027, 6, 28) + timedelta(days=day))
        return person_summary(workplace, patient_id).maternal

    assert [said(day) for day in (49, 50)] == ["nifas hari ke-49", ""]
    set_rules(workplace, {"rules.episode_spans.puerperium": "55"})
    assert [said(day) for day in (50, 55, 56)] == ["nifas hari ke-50", "nifas hari ke-55", ""]


@pytest.mark.parametrize(("text", "open_on_last_day"), [("301", False), ("308", True)])
def test_a_pregnancy_lasts_as_long_as_it_is_set(
    workplace: Workplace, clock: TurnedClock, text: str, open_on_last_day: bool
) -> None:
    """SR4: what is due, and what a form is filled from."""
    set_rules(workplace, {"rules.episode_spans.pregnancy": text})
    visit = registered(workplace)
    at(clock, date(2026, 10, 5) + timedelta(days=305))
    later = come_again(workplace, visit.patient_id)
    due = {one.form_id for one in due_today(workplace, later.id)}
    response = start_response(workplace, about(later, "antenatal_visit"))
    assert ("antenatal_visit" in due) is open_on_last_day
    assert (response.value("known_gravida") != "") is open_on_last_day


@pytest.mark.parametrize(
    ("born", "by_default", "when_set"),
    [
        (date(2008, 11, 24), Cluster.MOTHER_AND_CHILD, Cluster.MOTHER_AND_CHILD),
        (date(2008, 11, 1), Cluster.ADULT_AND_ELDERLY, Cluster.MOTHER_AND_CHILD),
        (date(2007, 11, 1), Cluster.ADULT_AND_ELDERLY, Cluster.ADULT_AND_ELDERLY),
    ],
)
def test_where_adults_begin_is_set(workplace: Workplace, born: date, by_default: Cluster, when_set: Cluster) -> None:
    """SR4"""
    visit = visit_of(workplace, born=born)
    set_rules(workplace, {"rules.routing.adult_from_years": "19"})
    assert (visit.cluster, again(workplace, visit.patient_id).cluster) == (by_default, when_set)


def test_who_serves_family_planning_is_set(workplace: Workplace) -> None:
    """SR4"""
    visit = woman(workplace, Question.FAMILY_PLANNING)
    set_rules(workplace, {"family_planning_cluster": "cluster_2"})
    after = again(workplace, visit.patient_id, Question.FAMILY_PLANNING)
    assert (visit.cluster, after.cluster) == (Cluster.ADULT_AND_ELDERLY, Cluster.MOTHER_AND_CHILD)


def test_when_a_disease_is_a_new_case_is_set(workplace: Workplace) -> None:
    """SR4"""
    today = workplace.today

    def kinds() -> list[CaseKind]:
        earlier = [[EarlierCase(code="J06.9", day=today - timedelta(days=days))] for days in (14, 15, 30, 31)]
        return [case_kind("J06.9", today, cases, case_rules(workplace)) for cases in earlier]

    by_default = kinds()
    set_rules(workplace, {"episode_gap_days": "30"})
    when_set = kinds()
    assert by_default[0] != by_default[1] == by_default[2] == by_default[3]
    assert when_set[0] == when_set[1] == when_set[2] != when_set[3]


def test_rules_of_immunisation_stand_in_the_file_as_in_the_program() -> None:
    """SR1: the page shows the default of the program; the schedule uses that of the dated file."""
    of_file = immunisation_schedule().rules
    figures = figures_of(ImmunisationRules)
    assert [getattr(of_file, one.name) for one in figures] == [one.default for one in figures]


def test_rules_of_immunisation_decide_in_the_table(workplace: Workplace) -> None:
    """SR4"""
    patient = child(workplace, date(2026, 2, 23))
    for slot, day in (("OPV1", date(2026, 3, 1)), ("OPV2", date(2026, 3, 28)), ("PCV1", date(2026, 5, 1))):
        record_immunization(workplace, from_card(patient, slot, day))

    def counted() -> bool:
        return "OPV2" in {
            one.slot.code for one in immunisation_table(workplace, patient.id).course.judged if one.counts and one.slot
        }

    assert not counted()
    set_rules(workplace, {"rules.immunisation.grace_days": "1"})
    assert counted()

    assert not immunisation_table(workplace, patient.id).coverage.zero_dose
    set_rules(workplace, {"rules.immunisation.zero_dose_months": "9"})
    assert immunisation_table(workplace, patient.id).coverage.zero_dose

    assert "RV3" not in immunisation_table(workplace, patient.id).coverage.new_antigens.missing
    set_rules(workplace, {"rules.immunisation.new_antigens": "PCV2 RV3"})
    assert "RV3" in immunisation_table(workplace, patient.id).coverage.new_antigens.missing

    assert schedule_here(workplace).rules.school_entry_age == 7
    set_rules(workplace, {"rules.immunisation.school_entry_age": "6"})
    assert schedule_here(workplace).rules.school_entry_age == 6
