"""Which register of which days is on the screen, and what is asked of the services for it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from ilp_desktop.domain.identifiers import VillageCode
from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.progress import Progress
from ilp_desktop.domain.register_gap import GapKind, RegisterGap
from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.domain.screen_table import ScreenTable
from ilp_desktop.domain.visit import Cluster
from ilp_desktop.domain.words import word
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.registers import (
    Register,
    RegisterListing,
    list_registers,
    missing_things,
    register_pdf,
    register_table,
    save_register_xlsx,
)
from ilp_desktop.services.settings import REGISTER_PAPER, setting, working_villages
from ilp_desktop.services.workplace import Workplace

CLUSTERS = tuple(cluster for cluster in Cluster if cluster is not Cluster.MANAGEMENT)
"""Those that see people; klaster 1 has no visits."""

ROOM_ROLES = {
    "registration": Role.REGISTRATION,
    "cluster_2": Role.CLUSTER_2,
    "cluster_3": Role.CLUSTER_3,
    "cluster_4": Role.CLUSTER_4,
    "cross_cluster": Role.LABORATORY,
}


class Span(StrEnum):
    """Days that are one key away."""

    TODAY = "today"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"


SPAN_WORDS = {Span.TODAY: "Hari ini", Span.THIS_MONTH: "Bulan ini", Span.LAST_MONTH: "Bulan lalu"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the room needs once: the registers, the villages of the working area, the usual paper."""

    registers: tuple[RegisterListing, ...]
    villages: tuple[tuple[VillageCode, str], ...]
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A register with what is missing in it."""

    wanted: "Wanted"
    table: ScreenTable
    gaps: tuple[RegisterGap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The register, its days, village and klaster (None: all), and the paper."""

    register: Register
    first: date
    last: date
    village: VillageCode | None = None
    cluster: Cluster | None = None
    paper: str = "F4"

    @property
    def period(self) -> RegisterPeriod:
        """The part of the visits that is meant."""
        return RegisterPeriod(
            first=self.first,
            last=self.last,
            villages=() if self.village is None else (self.village,),
            clusters=() if self.cluster is None else (self.cluster,),
        )

    @property
    def file_stem(self) -> str:
        """A file name that names no person."""
        days = f"{self.first:%Y%m%d}" if self.first == self.last else f"{self.first:%Y%m%d}-{self.last:%Y%m%d}"
        return f"register_{self.register.value}_{days}"


def days_of(span: Span, today: date) -> tuple[date, date]:
    """The first and the last day."""
    match span:
        case Span.TODAY:
            return today, today
        case Span.THIS_MONTH:
            return today.replace(day=1), today.replace(day=monthrange(today.year, today.month)[1])
        case Span.LAST_MONTH:
            last = today.replace(day=1) - timedelta(days=1)
            return last.replace(day=1), last


def open_room(workplace: Workplace) -> Opening:
    """What the room needs once."""
    return Opening(
        registers=list_registers(),
        villages=tuple((village.code, village.name) for village in working_villages(workplace)),
        paper=setting(workplace, REGISTER_PAPER),
    )


def load(workplace: Workplace, wanted: Wanted) -> Shown:
    """The table of the screen, and what is missing."""
    table = register_table(workplace, wanted.register, wanted.period)
    return Shown(wanted=wanted, table=table, gaps=missing_things(workplace, wanted.period))


def draw(workplace: Workplace, wanted: Wanted, progress: Progress) -> Answer[bytes]:
    """The PDF."""
    return Answer(register_pdf(workplace, wanted.register, wanted.period, wanted.paper, progress))


def write_workbook(workplace: Workplace, wanted: Wanted, target: Path, progress: Progress) -> Answer[Path]:
    """The Excel file."""
    return save_register_xlsx(workplace, wanted.register, wanted.period, wanted.paper, target, progress)


def room_that_mends(gap: RegisterGap) -> str:
    """The id of the room where the missing thing can be filled in."""
    if gap.kind in (GapKind.NO_BIRTH_DATE, GapKind.NO_VILLAGE):
        return "registration"
    return gap.cluster.value if gap.cluster.value in ROOM_ROLES else "cross_cluster"


def who_mends(gap: RegisterGap) -> str:
    """Who works there, in a word or two."""
    if room_that_mends(gap) == "registration":
        return "Loket"
    numbered = gap.cluster.value.startswith("cluster_")
    return f"Klaster {gap.cluster.value[-1]}" if numbered else word(gap.cluster)


def may_mend(workplace: Workplace, gap: RegisterGap) -> bool:
    """Whether this user may go there."""
    return bool(workplace.user.role_set & {ROOM_ROLES[room_that_mends(gap)], Role.ADMINISTRATOR})


def summary(shown: Shown) -> str:
    """How many rows there are."""
    count = f"{len(shown.table.rows):,}".replace(",", ".")
    return f"{count} baris"
