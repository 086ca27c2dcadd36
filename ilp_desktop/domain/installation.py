"""An installation of the program: what kind, whose, where it works, who may do what."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ilp_desktop.domain.identifiers import FacilityId, HamletId, NodeId, PartnerId, UserId, VillageCode


class InstallationKind(StrEnum):
    """Kind of place that works with this installation."""

    PUSKESMAS = "puskesmas"
    PUSTU = "pustu"
    POSYANDU = "posyandu"
    DINAS = "dinas"


class Role(StrEnum):
    """What a user may see and do; a user may have several."""

    REGISTRATION = "registration"
    CLUSTER_1 = "cluster_1"
    CLUSTER_2 = "cluster_2"
    CLUSTER_3 = "cluster_3"
    CLUSTER_4 = "cluster_4"
    LABORATORY = "laboratory"
    PHARMACY = "pharmacy"
    HEAD = "head"
    HEALTH_OFFICE = "health_office"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facility:
    """A puskesmas, pustu, posyandu or dinas. ``letterhead_1`` to ``_4`` are the lines of the kop surat."""

    id: FacilityId
    code: str
    name: str
    kind: InstallationKind
    unit_title: str = "UPTD PUSKESMAS"
    village_code: VillageCode | None = None
    village_name: str = ""
    district_name: str = ""
    regency_name: str = ""
    province_name: str = ""
    address: str = ""
    postal_code: str = ""
    phone: str = ""
    email: str = ""
    letterhead_1: str = ""
    letterhead_2: str = ""
    letterhead_3: str = ""
    letterhead_4: str = ""
    head_name: str = ""
    head_rank: str = ""
    head_number: str = ""
    head_prefix: str = ""
    letter_pattern: str = "{kode}/{urut}/{unit}/{bulan}/{tahun}"
    letter_code: str = "400.7"
    letter_unit: str = "PKM"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingVillage:
    """A desa or kelurahan of the working area; ``number`` is the two-digit village of the No. RM."""

    id: str
    facility_id: FacilityId
    code: VillageCode
    name: str
    number: int
    focus: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hamlet:
    """A dusun or lingkungan of a village."""

    id: HamletId
    village_code: VillageCode
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who signs in, and signs papers. The password is not here: see the key ring."""

    id: UserId
    username: str
    name: str
    roles: str
    employee_number: str = ""
    licence_number: str = ""
    licence_until: date | None = None
    position: str = ""
    active: bool = True

    @property
    def role_set(self) -> frozenset[Role]:
        """The roles as a set."""
        return frozenset(Role(role) for role in self.roles.split(",") if role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who may sign in at this installation and as what. ``id`` is the user's.

    It never leaves the installation and no package can change it; name and papers of the user do travel.
    """

    id: UserId
    username: str
    roles: str
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """This installation: node and epoch name its changes; the identity keys are kept as text, only in the database."""

    id: str
    kind: InstallationKind
    facility_id: FacilityId
    node: NodeId
    epoch: int
    created_at: datetime
    identity_secret: str
    signing_secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Another installation that packages go to or come from, known by its card.

    ``acknowledged`` is the JSON of the heads that they surely hold: of their newest receipt, whose hybrid time is
    ``acknowledged_time``, and of their own entries what they sent since;
    ``nodes`` is the JSON list of the nodes whose entries came from them first: their own, and those of their pustu;
    ``number_sent`` and ``number_received`` are chain numbers of packages, 0 for none.
    """

    id: PartnerId
    node: NodeId
    name: str
    facility_code: str
    kind: InstallationKind
    recipient_key: str
    verify_key: str
    added_at: datetime
    acknowledged: str = "{}"
    acknowledged_time: str = ""
    acknowledged_package: int = 0
    nodes: str = "[]"
    number_sent: int = 0
    number_received: int = 0
