"""The demonstration: one clinic day through the use cases, its papers, and the package that comes back acknowledged."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from ilp_desktop.domain.episode import EpisodeKind
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.domain.visit import Cluster, Consultation, QueueEntry, QueueStatus, Visit
from ilp_desktop.services.demonstration import Demonstration, demonstrate
from ilp_desktop.services.demonstration_cases import read_story
from ilp_desktop.services.demonstration_setup import Size
from ilp_desktop.services.diagnoses import diagnosis_of
from ilp_desktop.services.due import due_today
from ilp_desktop.services.episodes import birth_story, episodes_of
from ilp_desktop.services.immunisation_table import immunisations_due
from ilp_desktop.services.partners import partners
from ilp_desktop.services.queues import waiting_list
from ilp_desktop.services.registers import missing_things
from ilp_desktop.services.self_check import self_check
from ilp_desktop.services.sign_in import sign_in
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from tests.services.conftest import CHEAP, WITA, TurnedClock

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=WITA)
SATURDAY = date(2026, 11, 21)
SMALL = Size(people=700, years=1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """A small demonstration, made on a Monday morning."""
    return demonstrate(tmp_path_factory.mktemp("demo"), now=MONDAY, size=SMALL, cost=CHEAP)


def signed_in(made: Demonstration, username: str = "demo") -> Workplace:
    return sign_in(made.data, username, made.password, TurnedClock(MONDAY))


def test_sixty_people_come_and_everything_that_can_happen_happens(made: Demonstration) -> None:
    played = made.played
    assert made.day == SATURDAY
    assert len(played.registered) == 60
    assert len({one.visit.patient_id for one in played.registered}) == 60
    assert sum(one.entry is None for one in played.registered) == 1, "one late entry"
    assert sum(bool(one.visit.overrule_reason) for one in played.registered) == 1
    assert (len(played.referrals), len(played.certificates)) == (2, 1)
    assert sum(person.name.startswith("By. Ny.") for person in played.newcomers) == 1
    rooms = Counter(one.visit.cluster for one in played.registered)
    assert {Cluster.EMERGENCY, Cluster.INFECTIOUS_DISEASE, Cluster.DENTAL, Cluster.CROSS_CLUSTER} < rooms.keys()
    assert {one.form_id for one in played.responses} == {
        "antenatal_visit",
        "pregnancy_registration",
        "under_five_visit",
        "adult_ncd_screening",
        "tb_screening",
    }


def test_nobody_is_left_over_and_every_time_is_in_order(made: Demonstration) -> None:
    workplace = signed_in(made)
    with workplace.database.read() as connection:
        entries = records.find(connection, QueueEntry, queue_date=SATURDAY)
        visits = records.find(connection, Visit, visit_date=SATURDAY)
        seen = {one.visit_id for one in records.find(connection, Consultation)}
    assert all(entry.status is QueueStatus.DONE for entry in entries)
    for entry in entries:
        assert entry.called_at and entry.started_at and entry.done_at
        assert entry.taken_at <= entry.called_at <= entry.started_at <= entry.done_at
    assert {visit.id for visit in visits} <= seen
    gaps = missing_things(workplace, RegisterPeriod(first=SATURDAY, last=SATURDAY))
    assert len(gaps) <= 1, "only the person who came for the laboratory alone has no diagnosis"
    workplace.database.close()


def test_one_family_is_known_from_before_marriage_to_the_child(made: Demonstration) -> None:
    workplace, family = signed_in(made, "bidan"), made.family
    couple, pregnancy = sorted(episodes_of(workplace, family.mother.id), key=lambda one: one.started)
    assert (couple.kind, pregnancy.kind) == (EpisodeKind.COUPLE, EpisodeKind.PREGNANCY)
    assert (pregnancy.follows, pregnancy.dated, pregnancy.outcome) == (couple.id, True, "live_birth")
    story = birth_story(workplace, family.child)
    assert story.answers["birth_weight"] == "2540"
    assert "kek" in {flag.code for flag in story.flags}
    (visit,) = [one for one in today_of(workplace) if one.patient_id == family.child.id]
    assert {"under_five_visit", "development_screening"} <= {one.form_id for one in due_today(workplace, visit.id)}
    assert {"DPT3", "OPV4", "IPV1"} <= {one.slot for one in immunisations_due(workplace, family.child, MONDAY.date())}
    workplace.database.close()


def today_of(workplace: Workplace) -> tuple[Visit, ...]:
    with workplace.database.read() as connection:
        return records.find(connection, Visit, visit_date=MONDAY.date())


def test_people_wait_this_morning_for_whoever_signs_in(made: Demonstration) -> None:
    for username in ("demo", *made.other_users):
        workplace = signed_in(made, username)
        waiting = waiting_list(workplace, tuple(Cluster))
        assert len(waiting) == 10
        assert all(0 <= person.minutes_waiting(MONDAY) <= 60 for person in waiting)
        workplace.database.close()


def test_the_papers_are_there_and_the_dinas_has_everything_of_the_day(made: Demonstration) -> None:
    heads = {".pdf": b"%PDF", ".xlsx": b"PK"}
    for file in made.files:
        content = file.path.read_bytes()
        assert content.startswith(heads.get(file.path.suffix, b""))
        assert len(content) > 200
    workplace = signed_in(made)
    dinas = sign_in(made.dinas_data, "dinas", made.password, TurnedClock(MONDAY))
    with workplace.database.read() as here, dinas.database.read() as there:
        assert records.count(there, Visit) == records.count(here, Visit) - 10, "all but those of this morning"
    (state,) = partners(workplace)
    assert state.partner.acknowledged_package == 1
    assert self_check(workplace).log_is_sound
    workplace.database.close()
    dinas.database.close()


def test_the_same_seed_gives_the_same_day(made: Demonstration, tmp_path: Path) -> None:
    again = demonstrate(tmp_path, now=MONDAY, size=SMALL, cost=CHEAP)

    def told(one: Demonstration) -> list[tuple[str, str, str, datetime]]:
        return [
            (each.patient.name, each.visit.complaint, each.patient.medical_record_number, each.visit.registered_at)
            for each in one.played.registered
        ]

    assert told(again) == told(made)
    with pytest.raises(Rejected) as refused:
        demonstrate(tmp_path, now=MONDAY, size=SMALL, cost=CHEAP)
    assert refused.value.problems[0].code == "demonstration.taken"


def test_every_diagnosis_of_the_story_exists() -> None:
    for case in read_story().cases:
        for code in case.diagnoses:
            assert diagnosis_of(code).name
