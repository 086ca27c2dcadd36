"""Administrative regions of Indonesia: province, regency, district, village, known by Kemendagri codes."""

from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.identifiers import VillageCode


class VillageKind(StrEnum):
    """What the seventh digit of a village code says (Kemendagri)."""

    KELURAHAN = "kelurahan"
    DESA = "desa"
    DESA_ADAT = "desa adat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A province (2 digits), regency or city (4) or district (6), with its name as printed."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """A desa or kelurahan."""

    code: VillageCode
    name: str

    @property
    def kind(self) -> VillageKind:
        return _KINDS.get(self.code[6:7], VillageKind.DESA)


@dataclass(frozen=True, slots=True, kw_only=True)
class VillagePath:
    """A village with the names above it, as an address needs them."""

    code: VillageCode
    province: str
    regency: str
    district: str
    village: str

    @property
    def province_code(self) -> str:
        return self.code[:2]

    @property
    def regency_code(self) -> str:
        return self.code[:4]

    @property
    def district_code(self) -> str:
        return self.code[:6]


_KINDS = {"1": VillageKind.KELURAHAN, "2": VillageKind.DESA, "3": VillageKind.DESA_ADAT}
