"""What Ctrl+K finds in the records: people, opened in the room where this user works."""

from collections.abc import Callable, Sequence
from functools import partial

from ilp_desktop.services.searching import search_people
from ilp_desktop.services.workplace import Workplace
from ui.kit.search_everywhere import Found
from ui.screens.loket.lines import hit_line
from ui.shell import Room

_MOST_PEOPLE = 6
_ROOMS_WITH_PEOPLE = ("registration", "cluster_2", "cluster_3", "cluster_4", "cross_cluster")


def finder(
    workplace: Workplace, rooms: Sequence[Room], go_to: Callable[[str, object], None]
) -> Callable[[str], Sequence[Found]] | None:
    """The search for this user; None when no room of theirs shows a person. Runs on the database thread."""
    kind = workplace.installation.kind
    open_rooms = {room.id for room in rooms if room.is_open_to(workplace.user, kind)}
    room_id = next((known for known in _ROOMS_WITH_PEOPLE if known in open_rooms), None)
    if room_id is None:
        return None

    def find(text: str) -> Sequence[Found]:
        hits = search_people(workplace, text, _MOST_PEOPLE)
        return [Found(line=hit_line(hit, workplace.today), act=partial(go_to, room_id, hit.patient_id)) for hit in hits]

    return find
