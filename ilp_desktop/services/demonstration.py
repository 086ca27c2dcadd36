"""The demonstration: a puskesmas of invented people, one clinic day played through, its papers, its package."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.progress import Progress, silent
from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.services.backups import back_up
from ilp_desktop.services.data_folder import is_installed
from ilp_desktop.services.demonstration_cases import read_story
from ilp_desktop.services.demonstration_day import ClinicDay, PlayedDay
from ilp_desktop.services.demonstration_family import Family, bring_child, play_family
from ilp_desktop.services.demonstration_papers import LeftFile, exchange_with_dinas, leave_papers
from ilp_desktop.services.demonstration_setup import (
    MovingClock,
    Size,
    add_people,
    add_staff,
    set_up_dinas,
    set_up_puskesmas,
)
from ilp_desktop.services.invented_people import invent_people, read_region
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.key_ring import INTERACTIVE, KeyCost

_OPENING, _CLOSING = time(6, 30), time(14, 30)
_WAITING_THIS_MORNING = 9
_NEWCOMERS = 400
_SUNDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """What was made: the data folders, how to sign in, the day, the files."""

    data: Path
    dinas_data: Path
    username: str
    password: str
    other_users: tuple[str, ...]
    day: date
    played: PlayedDay
    family: Family
    files: tuple[LeftFile, ...]


def demonstrate(
    folder: Path,
    *,
    now: datetime,
    size: Size | None = None,
    seed: int = 2026,
    cost: KeyCost = INTERACTIVE,
    progress: Progress = silent,
) -> Demonstration:
    """Builds everything in ``folder``: ``data`` is the puskesmas, ``dinas`` the health office, ``flashdisk`` the stick.

    The clinic day is the working day before ``now``; at ``now`` some people wait in the rooms. The same seed and day
    give the same people and papers; keys are always new. Rejected when the folder holds data already.
    """
    size, story, region = size or Size(), read_story(), read_region(seed)
    data, dinas_data = folder / "data", folder / "dinas" / "data"
    _refuse_taken(data, dinas_data)
    day = _working_day_before(now.date())
    clock = MovingClock(datetime.combine(day, _OPENING, now.tzinfo))
    random = Random(seed)
    new = set_up_puskesmas(data, story, region, clock, cost)
    with _closing(new.workplace):
        staff = add_staff(new.workplace, story)
        add_people(new.workplace, region, story, size, seed, progress)
        family = play_family(staff["loket"], staff["bidan"], story, _people(new.workplace)[0])
        newcomers = invent_people(_NEWCOMERS, region, today=day, seed=seed + 1)
        clinic = ClinicDay(staff, clock, story, _people(new.workplace), newcomers, random)
        played = clinic.play(day, story.day_of_cases(size.visitors, day.month, random), progress)
        clock.move_to(datetime.combine(day, _CLOSING, now.tzinfo))
        period = RegisterPeriod(first=day - timedelta(days=1), last=day)
        files = [*leave_papers(new.workplace, folder, played, period, new.recovery_code)]
        with _closing(set_up_dinas(dinas_data, story, clock, cost)) as dinas:
            files += exchange_with_dinas(new.workplace, dinas, folder)
        back_up(new.workplace)
        clinic.gather(story.draw(_WAITING_THIS_MORNING, now.month, random), now)
        bring_child(staff["loket"], family)
    return Demonstration(
        data=data,
        dinas_data=dinas_data,
        username=story.staff[0].username,
        password=story.password,
        other_users=tuple(member.username for member in story.staff[1:]),
        day=day,
        played=played,
        family=family,
        files=tuple(files),
    )


def _refuse_taken(*folders: Path) -> None:
    if any(is_installed(folder) for folder in folders):
        raise Rejected(
            Problem(
                code="demonstration.taken",
                field="out",
                sentence="Folder ini sudah berisi data.",
                remedy='Pilih folder lain, hapus folder itu, atau buka dengan "ilp-desktop open --data FOLDER/data".',
            )
        )


def _working_day_before(day: date) -> date:
    before = day - timedelta(days=1)
    return before - timedelta(days=1) if before.weekday() == _SUNDAY else before


def _people(workplace: Workplace) -> tuple[Patient, ...]:
    with workplace.database.read() as connection:
        return records.find(connection, Patient, order_by="medical_record_number")


@contextmanager
def _closing(workplace: Workplace) -> Iterator[Workplace]:
    try:
        yield workplace
    finally:
        workplace.database.close()
