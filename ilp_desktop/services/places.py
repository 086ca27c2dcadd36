"""Villages anywhere in Indonesia, for people who live outside the working area."""

from ilp_desktop.domain.region import VillagePath
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import regions


def search_places(workplace: Workplace, text: str, limit: int = 8) -> tuple[VillagePath, ...]:
    """Villages that the text may mean, best first and the nearest to this facility among equals."""
    return regions.search_villages(text, limit, near=workplace.facility.village_code or "")
