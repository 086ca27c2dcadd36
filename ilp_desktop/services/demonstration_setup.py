"""Sets the demonstration up: a puskesmas and a dinas of Buton Tengah, their staff, invented people and past visits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from random import Random

from ilp_desktop.domain.identifiers import FacilityId, VillageCode
from ilp_desktop.domain.installation import Facility, Hamlet, InstallationKind, Role
from ilp_desktop.domain.progress import Progress, silent
from ilp_desktop.services.demonstration_cases import StaffMember, Story
from ilp_desktop.services.demonstration_doses import past_doses
from ilp_desktop.services.demonstration_history import past_visits
from ilp_desktop.services.first_run import FirstRun, NewInstallation, VillageChoice, install
from ilp_desktop.services.invented_people import Region, invent_people
from ilp_desktop.services.sign_in import switch_user
from ilp_desktop.services.users import UserCommand, add_user
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.bulk import write_many
from ilp_desktop.storage.key_ring import INTERACTIVE, KeyCost

_HEAD_NAME, _HEAD_NUMBER = "Ratna Wati, S.KM, M.Kes", "198005052005012003"
_ROWS_OF_A_PERSON, _ROWS_OF_A_VISIT, _DOSES_OF_A_PERSON = 1.3, 4, 1.2


@dataclass(slots=True)
class MovingClock:
    """The clock of the demonstration: stands where the story is."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def move_to(self, moment: datetime) -> None:
        """Moves forward; a moment that has passed changes nothing."""
        self.now = max(self.now, moment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large the demonstration is: people on record, years of visits before the clinic day, people on that day."""

    people: int = 1500
    years: int = 1
    visitors: int = 60


def set_up_puskesmas(
    folder: Path, story: Story, region: Region, clock: MovingClock, cost: KeyCost = INTERACTIVE
) -> NewInstallation:
    """The puskesmas Mawasangka Tengah with its real villages, signed in as the first user of the story."""
    first = story.staff[0]
    villages = tuple(VillageChoice(code=village.code, name=village.name) for village in region.villages.items)
    command = FirstRun(
        facility=_puskesmas(villages),
        villages=villages,
        username=first.username,
        name=first.name,
        password=story.password,
        password_again=story.password,
        roles=first.roles,
    )
    return install(folder, command, clock, cost)


def set_up_dinas(folder: Path, story: Story, clock: MovingClock, cost: KeyCost = INTERACTIVE) -> Workplace:
    """The health office of the kabupaten, with the same password."""
    facility = Facility(
        id=FacilityId(""),
        code="D7414",
        name="Dinas Kesehatan Kabupaten Buton Tengah",
        kind=InstallationKind.DINAS,
        unit_title="DINAS KESEHATAN",
        village_name="Labungkari",
        regency_name="Kabupaten Buton Tengah",
        province_name="Sulawesi Tenggara",
        letterhead_1="PEMERINTAH KABUPATEN BUTON TENGAH",
        letterhead_3="DINAS KESEHATAN",
        letterhead_4="Kompleks Perkantoran Labungkari",
    )
    command = FirstRun(
        facility=facility,
        villages=(),
        username="dinas",
        name="Sitti Rahmawati, S.KM",
        password=story.password,
        password_again=story.password,
        roles=frozenset({Role.HEALTH_OFFICE, Role.ADMINISTRATOR}),
    )
    return install(folder, command, clock, cost).workplace


def add_staff(workplace: Workplace, story: Story) -> Mapping[str, Workplace]:
    """Adds everybody who works there; each signed in, by username."""
    for member in story.staff[1:]:
        add_user(workplace, _user(member, story.password))
    members = {one.username: switch_user(workplace, one.username, story.password) for one in story.staff[1:]}
    return {story.staff[0].username: workplace, **members}


def add_people(
    workplace: Workplace, region: Region, story: Story, size: Size, seed: int, progress: Progress = silent
) -> None:
    """Everybody who is on record already, and their visits of the years before."""
    today = workplace.today
    families = tuple(invent_people(size.people, region, today=today, seed=seed))
    hamlets: Iterator[Hamlet] = chain.from_iterable(village.hamlets for village in region.villages.items)
    people: Iterator[object] = chain.from_iterable((family.household, *family.members) for family in families)
    _write(workplace, chain(hamlets, people), int(size.people * _ROWS_OF_A_PERSON), "Menulis penduduk", progress)
    patients = tuple(member for family in families for member in family.members)
    visits = past_visits(workplace, patients, story, years=size.years, random=Random(seed))
    total = size.people * size.years * _ROWS_OF_A_VISIT
    _write(workplace, visits, total, "Menulis kunjungan lama", progress)
    doses = past_doses(workplace, patients, Random(seed))
    _write(workplace, doses, int(size.people * _DOSES_OF_A_PERSON), "Menulis imunisasi", progress)


def _write(workplace: Workplace, entities: Iterator[object], total: int, doing: str, progress: Progress) -> None:
    write_many(
        workplace.database,
        entities,
        operation="demonstration",
        user=workplace.user.id,
        node=workplace.installation.node,
        clock=workplace.clock,
        total=total,
        doing=doing,
        progress=progress,
    )


def _user(member: StaffMember, password: str) -> UserCommand:
    return UserCommand(
        username=member.username,
        name=member.name,
        roles=member.roles,
        password=password,
        password_again=password,
        administrator_password=password,
        employee_number=member.number,
        licence_number=member.licence,
        position=member.position,
    )


def _puskesmas(villages: tuple[VillageChoice, ...]) -> Facility:
    seat = next(village for village in villages if village.name == "Lanto")
    return Facility(
        id=FacilityId(""),
        code="P7414031201",
        name="Puskesmas Mawasangka Tengah",
        kind=InstallationKind.PUSKESMAS,
        village_code=VillageCode(seat.code),
        village_name=seat.name,
        district_name="Mawasangka Tengah",
        regency_name="Kabupaten Buton Tengah",
        province_name="Sulawesi Tenggara",
        address="Jl. Poros Lanto, Kec. Mawasangka Tengah",
        postal_code="93762",
        phone="(0402) 000-000",
        email="puskesmas.contoh@butontengah.example",
        letterhead_1="PEMERINTAH KABUPATEN BUTON TENGAH",
        letterhead_2="DINAS KESEHATAN",
        letterhead_3="UPTD PUSKESMAS MAWASANGKA TENGAH",
        letterhead_4="Jl. Poros Lanto, Kec. Mawasangka Tengah 93762",
        head_name=_HEAD_NAME,
        head_rank="Penata Tk. I",
        head_number=_HEAD_NUMBER,
        letter_unit="PKM-MT",
    )
