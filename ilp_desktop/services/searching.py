"""Finding people as somebody types."""

from ilp_desktop.domain.search_hit import SearchHit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import search_index


def search_people(workplace: Workplace, text: str, limit: int = 50) -> tuple[SearchHit, ...]:
    """The people that the text may mean, best first; empty for an empty text."""
    with workplace.database.read() as connection:
        return search_index.search(connection, text, limit)
