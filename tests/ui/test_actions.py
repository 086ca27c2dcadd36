"""The one list of actions: no two collide, every key means one thing."""

from collections.abc import Iterable
from itertools import combinations

import pytest
from PySide6.QtGui import QKeySequence

from ui.actions import ACTIONS, Action, action, actions_in
from ui.rooms import ROOM_IDS


def collisions(rooms: Iterable[str], actions: Iterable[Action]) -> list[tuple[str, str, str]]:
    """Pairs of actions that one key would start in the same room: (room, first id, second id)."""
    known = tuple(actions)
    return [
        (room, first.id, second.id)
        for room in rooms
        for first, second in combinations(known, 2)
        if first.key == second.key and first.works_in(room) and second.works_in(room)
    ]


def test_no_two_actions_share_a_key_in_a_room() -> None:
    assert collisions(ROOM_IDS, ACTIONS) == []


def test_a_collision_would_be_found() -> None:
    everywhere = Action(id="a", title="A", key="F5")
    here = Action(id="b", title="B", key="F5", rooms=frozenset({"home"}))
    there = Action(id="c", title="C", key="F5", rooms=frozenset({"exchange"}))

    assert collisions(["home"], [everywhere, here]) == [("home", "a", "b")]
    assert collisions(["home", "exchange"], [here, there]) == []


def test_a_key_means_the_same_everywhere_and_ids_are_unique() -> None:
    keys = [known.key for known in ACTIONS]

    assert len(set(keys)) == len(keys)
    assert len({known.id for known in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("known", ACTIONS, ids=lambda known: known.id)
def test_every_action_has_a_key_that_qt_knows_and_rooms_that_exist(known: Action) -> None:
    sequence = QKeySequence(known.key)

    assert sequence.toString() == known.key
    assert known.rooms <= set(ROOM_IDS)
    assert known.title[0].isupper()


def test_keys_of_rooms_are_left_to_the_rooms() -> None:
    assert not {f"Ctrl+{number}" for number in range(10)} & {known.key for known in ACTIONS}


def test_actions_are_found_by_id_and_by_room() -> None:
    assert action("register").key == "F9"
    assert action("register") in actions_in("registration")
    assert action("register") not in actions_in("home")
    assert action("help") in actions_in("home")
