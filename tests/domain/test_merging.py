"""The merge: order, splitting and repetition do not matter; what a person must look at is listed, nothing else."""

import random
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.change import Change, ChangeKind, FieldChange, Scalar
from ilp_desktop.domain.change_chain import EMPTY_CHAIN, ChainHead, hash_of, unseen
from ilp_desktop.domain.hybrid_clock import HybridTime
from ilp_desktop.domain.identifiers import NodeId, UserId
from ilp_desktop.domain.merging import (
    FieldVersion,
    MergeResult,
    RowKey,
    RowKnowledge,
    Winner,
    merge,
)

Rows = dict[RowKey, dict[str, Scalar]]


@dataclass
class Place:
    """An installation as the merge sees it: a log, the rows, and the naive reading of the log."""

    node: NodeId
    clock: int = 0
    log: list[Change] = field(default_factory=list)
    rows: Rows = field(default_factory=dict)
    heads: dict[NodeId, ChainHead] = field(default_factory=dict)

    def write(self, row_id: str, values: dict[str, Scalar], at: int) -> None:
        """A local insert or update at wall time ``at``, which may run behind."""
        key = RowKey(table="patient", row_id=row_id)
        self.clock = max(self.clock + 1, at)
        head = self.heads.get(self.node, EMPTY_CHAIN)
        old = self.rows.get(key)
        draft = Change(
            node=self.node,
            number=head.number + 1,
            time=str(HybridTime(self.clock, 0)),
            user=UserId("u"),
            operation="correct_patient",
            table=key.table,
            row_id=row_id,
            kind=ChangeKind.INSERT if old is None else ChangeKind.UPDATE,
            fields={name: FieldChange(before=(old or {}).get(name), after=value) for name, value in values.items()},
            previous_hash=head.hash,
            hash="",
        )
        change = Change(
            **{name: getattr(draft, name) for name in draft.__slots__ if name != "hash"}, hash=hash_of(draft)
        )
        self.rows[key] = {**(old or {}), **values}
        self._keep(change)

    def receive(self, changes: list[Change]) -> MergeResult:
        """Takes a package in; order within it does not matter."""
        new = unseen(
            sorted(changes, key=lambda change: (change.node, change.number)), heads=self.heads, hash_at=self.hash_at
        )
        return self.take(list(new))

    def take(self, changes: list[Change]) -> MergeResult:
        """Merges entries that are new here, in whatever order."""
        result = merge(changes, self.knowledge)
        for insert in result.inserts:
            key = RowKey(table=insert.table, row_id=insert.row_id)
            assert key not in self.rows
            self.rows[key] = dict(insert.values)
        for update in result.updates:
            self.rows[RowKey(table=update.table, row_id=update.row_id)].update(update.values)
        for change in result.entries:
            self._keep(change)
            self.clock = max(self.clock, HybridTime.parse(change.time).milliseconds)
        return result

    def knowledge(self, key: RowKey) -> RowKnowledge:
        """The newest logged version of each field, read the slow and obvious way."""
        versions: dict[str, FieldVersion] = {}
        for change in self.log:
            if (change.table, change.row_id) != (key.table, key.row_id):
                continue
            for name, value in change.fields.items():
                version = FieldVersion(value=value.after, time=change.time, node=change.node, number=change.number)
                if name not in versions or version.age > versions[name].age:
                    versions[name] = version
        return RowKnowledge(exists=key in self.rows, fields=versions)

    def hash_at(self, node: NodeId, number: int) -> str | None:
        return next((c.hash for c in self.log if (c.node, c.number) == (node, number)), None)

    def _keep(self, change: Change) -> None:
        self.log.append(change)
        head = self.heads.get(change.node, EMPTY_CHAIN)
        if change.number > head.number:
            self.heads[change.node] = ChainHead(number=change.number, hash=change.hash)


def places(*names: str) -> list[Place]:
    return [Place(NodeId(name)) for name in names]


def value_of(place: Place, name: str, row_id: str = "r") -> Scalar:
    return place.rows[RowKey(table="patient", row_id=row_id)][name]


Step = tuple[int, int, str, str, int]
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2), st.integers(0, 5), st.sampled_from("xyz"), st.sampled_from("abcd"), st.integers(0, 12)
    ),
    max_size=25,
)
"""Who acts, what (0 or 1: hand everything to the next or the one after; else write that row), field, value, time."""


def live(steps: list[Step]) -> list[Place]:
    """Three places write, now and then exchange, with clocks that run wild."""
    district = places("A", "B", "C")
    for who, what, name, value, at in steps:
        place = district[who]
        if what < 2:
            district[(who + what + 1) % 3].receive(place.log)
            continue

        place.write(f"row-{what % 3}", {name: value}, at)
    return district


@settings(max_examples=150, deadline=None)
@given(steps=STEPS)
def test_all_places_that_have_exchanged_everything_show_the_same(steps: list[Step]) -> None:
    district = live(steps)
    for _ in range(2):
        for giver in district:
            for taker in district:
                taker.receive(giver.log)
    assert district[0].rows == district[1].rows == district[2].rows
    assert district[0].heads == district[1].heads == district[2].heads


@settings(max_examples=150, deadline=None)
@given(steps=STEPS, seed=st.integers(0, 2**32))
def test_order_and_splitting_do_not_matter(steps: list[Step], seed: int) -> None:
    entries = list({(c.node, c.number): c for place in live(steps) for c in place.log}.values())
    at_once, in_pieces = places("P", "Q")
    at_once.take(entries)
    dice = random.Random(seed)
    dice.shuffle(entries)
    while entries:
        size = dice.randint(1, len(entries))
        in_pieces.take(entries[:size])
        del entries[:size]
    assert at_once.rows == in_pieces.rows
    assert all(in_pieces.knowledge(key) == at_once.knowledge(key) for key in at_once.rows)


@settings(max_examples=75, deadline=None)
@given(steps=STEPS)
def test_merging_twice_changes_nothing(steps: list[Step]) -> None:
    giver, taker, _ = live(steps)
    taker.receive(giver.log)
    before = {key: dict(row) for key, row in taker.rows.items()}
    assert taker.receive(giver.log) == MergeResult()
    again = merge(giver.log, taker.knowledge)
    assert not again.inserts + again.updates
    assert not again.pending
    assert taker.rows == before


@settings(max_examples=75, deadline=None)
@given(steps=STEPS)
def test_one_place_alone_never_differs_from_its_mirror(steps: list[Step]) -> None:
    writer, mirror = places("A", "B")
    for _, what, name, value, at in steps:
        writer.write(f"row-{what}", {name: value}, at)
        if what % 2:
            assert mirror.receive(writer.log).differences == ()
    assert mirror.receive(writer.log).differences == ()
    assert mirror.rows == writer.rows


def seen_by_both(value: str = "old") -> tuple[Place, Place]:
    ours, theirs = places("A", "B")
    ours.write("r", {"phone": value, "village": "Lakorua"}, at=1)
    theirs.receive(ours.log)
    return ours, theirs


@pytest.mark.parametrize(("our_time", "their_time", "winner"), [(10, 20, Winner.THEIRS), (20, 10, Winner.OURS)])
def test_two_values_written_apart_are_a_difference(our_time: int, their_time: int, winner: Winner) -> None:
    ours, theirs = seen_by_both()
    ours.write("r", {"phone": "0811"}, at=our_time)
    theirs.write("r", {"phone": "0822"}, at=their_time)
    (difference,) = ours.receive(theirs.log).differences
    assert (difference.table, difference.row_id, difference.field) == ("patient", "r", "phone")
    assert (difference.ours.value, difference.ours.node) == ("0811", "A")
    assert (difference.theirs.value, difference.theirs.node) == ("0822", "B")
    assert difference.winner is winner
    assert value_of(ours, "phone") == ("0822" if winner is Winner.THEIRS else "0811")
    mirrored = theirs.receive(ours.log).differences[0]
    assert (mirrored.ours.value, mirrored.theirs.value) == ("0822", "0811")
    assert value_of(theirs, "phone") == value_of(ours, "phone")


def test_equal_times_are_decided_the_same_way_on_both_sides() -> None:
    ours, theirs = seen_by_both()
    ours.write("r", {"phone": "0811"}, at=10)
    theirs.write("r", {"phone": "0822"}, at=10)
    ours.receive(theirs.log)
    theirs.receive(ours.log)
    assert value_of(ours, "phone") == value_of(theirs, "phone") == "0822"


def test_different_fields_of_one_row_are_no_difference() -> None:
    ours, theirs = seen_by_both()
    ours.write("r", {"phone": "0811"}, at=10)
    theirs.write("r", {"village": "Katukobari"}, at=20)
    assert ours.receive(theirs.log).differences == ()
    assert ours.rows[RowKey(table="patient", row_id="r")] == {"phone": "0811", "village": "Katukobari"}


def test_the_same_value_written_apart_is_no_difference_and_no_write() -> None:
    ours, theirs = seen_by_both()
    ours.write("r", {"phone": "0811"}, at=10)
    theirs.write("r", {"phone": "0811"}, at=20)
    result = ours.receive(theirs.log)
    assert (result.differences, result.updates) == ((), ())
    assert len(result.entries) == 1


def test_a_chain_of_changes_that_started_from_our_value_is_no_difference() -> None:
    ours, theirs = seen_by_both()
    theirs.write("r", {"phone": "0822"}, at=10)
    theirs.write("r", {"phone": "0833"}, at=11)
    assert ours.receive(theirs.log).differences == ()
    assert value_of(ours, "phone") == "0833"


def test_several_changes_apart_are_one_difference_with_the_last_value() -> None:
    ours, theirs = seen_by_both()
    ours.write("r", {"phone": "0811"}, at=15)
    for at, phone in ((10, "0822"), (20, "0833"), (30, "0844")):
        theirs.write("r", {"phone": phone}, at=at)
    (difference,) = ours.receive(theirs.log).differences
    assert (difference.theirs.value, difference.winner) == ("0844", Winner.THEIRS)


def test_a_choice_made_elsewhere_between_two_values_is_not_asked_again() -> None:
    ours, theirs = seen_by_both()
    ours.write("r", {"phone": "0811"}, at=10)
    theirs.write("r", {"phone": "0822"}, at=20)
    assert len(theirs.receive(ours.log).differences) == 1
    theirs.write("r", {"phone": "0811"}, at=30)
    assert ours.receive(theirs.log).differences == ()
    assert value_of(ours, "phone") == "0811"


def test_an_older_value_loses_but_is_listed_even_when_ours_was_changed_back() -> None:
    ours, theirs = seen_by_both("old")
    theirs.write("r", {"phone": "0822"}, at=10)
    ours.write("r", {"phone": "0811"}, at=20)
    ours.write("r", {"phone": "old"}, at=30)
    (difference,) = ours.receive(theirs.log).differences
    assert (difference.theirs.value, difference.winner) == ("0822", Winner.OURS)
    assert value_of(ours, "phone") == "old"


def test_a_third_place_is_not_asked_about_what_two_others_wrote_apart() -> None:
    ours, theirs = seen_by_both()
    third = Place(NodeId("C"))
    third.receive(ours.log)
    ours.write("r", {"phone": "0811"}, at=10)
    theirs.write("r", {"phone": "0822"}, at=20)
    assert len(theirs.receive(ours.log).differences) == 1
    assert third.receive(theirs.log).differences == ()
    assert value_of(third, "phone") == "0822"


def test_an_update_waits_for_its_insert_and_is_not_overwritten_by_it() -> None:
    ours, theirs = seen_by_both()
    theirs.write("r", {"phone": "0822"}, at=10)
    third = Place(NodeId("C"))
    early = third.receive([change for change in theirs.log if change.node == "B"])
    assert early.pending == (RowKey(table="patient", row_id="r"),)
    assert (early.inserts, early.updates, len(early.entries)) == ((), (), 1)
    assert third.rows == {}
    late = third.receive(ours.log)
    assert not late.pending
    assert not late.differences
    assert third.rows == theirs.rows


def test_a_child_is_written_after_its_parent() -> None:
    giver, taker = places("A", "B")
    for number in range(30):
        giver.write(f"row-{30 - number:02d}", {"x": "1"}, at=number)
    entries = list(giver.log)
    random.Random(1).shuffle(entries)
    assert [insert.row_id for insert in taker.take(entries).inserts] == [f"row-{30 - n:02d}" for n in range(30)]


def test_true_and_one_are_different_values() -> None:
    ours, theirs = places("A", "B")
    ours.write("r", {"flag": 1}, at=1)
    theirs.receive(ours.log)
    theirs.write("r", {"flag": True}, at=2)
    assert ours.receive(theirs.log).updates[0].values == {"flag": True}
