"""Provinces, regencies, districts and villages of Indonesia, for addresses and for setting up a facility."""

from ilp_desktop.domain.identifiers import VillageCode
from ilp_desktop.domain.region import Region, Village, VillagePath
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import regions


def search_places(workplace: Workplace, text: str, limit: int = 8) -> tuple[VillagePath, ...]:
    """Villages that the text may mean, best first and the nearest to this facility among equals."""
    return regions.search_villages(text, limit, near=workplace.facility.village_code or "")


def search_villages(text: str, limit: int = 8, near: str = "") -> tuple[VillagePath, ...]:
    """The same before there is a facility: ``near`` is the code of a region."""
    return regions.search_villages(text, limit, near=near)


def provinces() -> tuple[Region, ...]:
    """The provinces by code."""
    return regions.provinces()


def regencies(province_code: str) -> tuple[Region, ...]:
    """Kabupaten and kota of a province by code."""
    return regions.regencies(province_code)


def districts(regency_code: str) -> tuple[Region, ...]:
    """Kecamatan of a regency by code."""
    return regions.districts(regency_code)


def villages(district_code: str) -> tuple[Village, ...]:
    """Desa and kelurahan of a district by code."""
    return regions.villages(district_code)


def village(code: VillageCode) -> VillagePath:
    """A village with the names above it. Rejected for an unknown code."""
    return regions.village(code)
