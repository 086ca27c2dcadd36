"""The hash chain: every field counts, breaks, gaps and forks are found, a new epoch keeps what was recorded."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.change import Change, ChangeKind, FieldChange, Scalar, withheld
from ilp_desktop.domain.change_chain import (
    CHAIN_START,
    EMPTY_CHAIN,
    ChainBroken,
    ChainHead,
    HashAt,
    has_diverged,
    hash_of,
    renumbered,
    unseen,
    verify_chain,
)
from ilp_desktop.domain.identifiers import NodeId, UserId
from ilp_desktop.domain.problem import Fault, FaultCode

NODE = NodeId("0192aaaa-0000-7000-8000-000000000001")
OTHER = NodeId("0192aaaa-0000-7000-8000-000000000002")
USER = UserId("0192bbbb-0000-7000-8000-000000000001")


def chain(length: int, node: NodeId = NODE, value: str = "") -> list[Change]:
    drafts = [
        Change(
            node=node,
            number=1,
            time=f"{number:015d}-000000",
            user=USER,
            operation="register_visit",
            table="visit",
            row_id=f"row-{number}",
            kind=ChangeKind.INSERT,
            fields={"cluster": FieldChange(before=None, after=f"{value}{number}")},
            previous_hash="",
            hash="",
        )
        for number in range(1, length + 1)
    ]
    return list(renumbered(drafts, node=node))


def looked_up_in(*logs: list[Change]) -> HashAt:
    hashes = {(change.node, change.number): change.hash for log in logs for change in log}
    return lambda node, number: hashes.get((node, number))


def heads_of(*logs: list[Change]) -> dict[NodeId, ChainHead]:
    return verify_chain([change for log in logs for change in log], {})


def test_the_hash_is_fixed_for_ever() -> None:
    assert hash_of(chain(1)[0]) == "7e616ff9e5067dc0e1f6589afa6185cb69652111d7c69fb05b4dff968298fc46"


@pytest.mark.parametrize(
    "edit",
    [
        lambda change: replace(change, node=OTHER),
        lambda change: replace(change, number=2),
        lambda change: replace(change, time="000000000000002-000000"),
        lambda change: replace(change, user=UserId("someone else")),
        lambda change: replace(change, operation="other"),
        lambda change: replace(change, table="patient"),
        lambda change: replace(change, row_id="row-9"),
        lambda change: replace(change, kind=ChangeKind.UPDATE),
        lambda change: replace(change, fields={}),
        lambda change: replace(change, fields={"cluster": FieldChange(before="", after="1")}),
        lambda change: replace(change, fields={"cluster": FieldChange(before=None, after=1)}),
        lambda change: replace(change, previous_hash="a"),
    ],
)
def test_every_field_is_sealed(edit: Callable[[Change], Change]) -> None:
    original = chain(1)[0]
    assert hash_of(edit(original)) != original.hash
    with pytest.raises(ChainBroken):
        verify_chain([edit(original)], {})


@pytest.mark.parametrize("value", [1, 1.0, True, "1", None])
def test_values_of_different_types_hash_differently(value: Scalar) -> None:
    def sealed(after: Scalar) -> str:
        return hash_of(replace(chain(1)[0], fields={"x": FieldChange(before=None, after=after)}))

    others: list[Scalar] = [1, 1.0, True, "1", None]
    assert [sealed(other) for other in others].count(sealed(value)) == 1


@given(st.text())
def test_any_text_can_be_hashed(text: str) -> None:
    assert len(hash_of(replace(chain(1)[0], fields={text: FieldChange(before=text, after=text)}))) == 64


def test_infinity_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        hash_of(replace(chain(1)[0], fields={"x": FieldChange(before=None, after=float("inf"))}))


def test_a_whole_chain_gives_its_heads() -> None:
    ours, theirs = chain(3), chain(2, OTHER)
    assert heads_of(ours, theirs) == {
        NODE: ChainHead(number=3, hash=ours[2].hash),
        OTHER: ChainHead(number=2, hash=theirs[1].hash),
    }
    assert chain(1)[0].previous_hash == CHAIN_START
    assert verify_chain(ours[2:], {NODE: ChainHead(number=2, hash=ours[1].hash)})[NODE].number == 3


@pytest.mark.parametrize("missing", range(4))
def test_a_missing_entry_breaks_the_chain_behind_it(missing: int) -> None:
    changes = chain(5)
    del changes[missing]
    with pytest.raises(ChainBroken) as broken:
        verify_chain(changes, {})
    assert (broken.value.node, broken.value.number) == (NODE, missing + 2)


@pytest.mark.parametrize(
    ("known", "first", "last", "expected"),
    [(0, 1, 5, [1, 2, 3, 4, 5]), (2, 3, 5, [3, 4, 5]), (3, 1, 5, [4, 5]), (5, 1, 5, []), (5, 2, 3, []), (4, 1, 4, [])],
)
def test_only_entries_that_are_new_here_are_taken(known: int, first: int, last: int, expected: list[int]) -> None:
    log = chain(5)
    new = unseen(log[first - 1 : last], heads=heads_of(log[:known]), hash_at=looked_up_in(log[:known]))
    assert [change.number for change in new] == expected


@pytest.mark.parametrize(("known", "first", "missing"), [(0, 2, "nomor 1 dari"), (2, 5, "nomor 3 sampai 4 dari")])
def test_a_gap_names_the_missing_entries(known: int, first: int, missing: str) -> None:
    log = chain(6)
    with pytest.raises(Fault) as fault:
        unseen(log[first - 1 :], heads=heads_of(log[:known]), hash_at=looked_up_in(log[:known]))
    assert fault.value.code is FaultCode.PACKAGE_GAP
    assert missing in fault.value.sentence


@given(common=st.integers(0, 4), ours=st.integers(1, 4), theirs=st.integers(1, 4), first=st.integers(1, 5))
def test_a_fork_is_found_wherever_the_package_starts(common: int, ours: int, theirs: int, first: int) -> None:
    trunk = chain(common)
    head = trunk[-1] if trunk else None
    start = ChainHead(number=head.number, hash=head.hash) if head else EMPTY_CHAIN
    log = trunk + list(renumbered(chain(ours, value="ours"), node=NODE, head=start))
    copy = trunk + list(renumbered(chain(theirs, value="theirs"), node=NODE, head=start))
    sent = copy[min(first, common + 1) - 1 :]
    with pytest.raises(Fault) as fault:
        unseen(sent, heads=heads_of(log), hash_at=looked_up_in(log))
    assert fault.value.code is FaultCode.PACKAGE_FORKED


def test_a_restored_pc_finds_itself_from_what_its_partner_holds() -> None:
    sent = chain(5)
    restored = sent[:3]
    rewritten = restored + list(
        renumbered(chain(2, value="new"), node=NODE, head=ChainHead(number=3, hash=sent[2].hash))
    )
    acknowledged = ChainHead(number=5, hash=sent[4].hash)
    assert not has_diverged(NODE, acknowledged, hash_at=looked_up_in(sent))
    assert not has_diverged(NODE, EMPTY_CHAIN, hash_at=looked_up_in([]))
    assert has_diverged(NODE, acknowledged, hash_at=looked_up_in(restored))
    assert has_diverged(NODE, acknowledged, hash_at=looked_up_in(rewritten))


def test_a_new_epoch_keeps_what_was_recorded_and_is_a_chain_of_its_own() -> None:
    before = chain(3)
    after = renumbered(before[1:], node=OTHER)
    assert verify_chain(after, {})[OTHER].number == 2
    assert [(change.time, change.row_id, change.fields, change.user) for change in after] == [
        (change.time, change.row_id, change.fields, change.user) for change in before[1:]
    ]


def told(log: list[Change], readable: list[bool]) -> list[Change]:
    """The log as a partner gets it who may not read everything."""
    sent: list[Change] = []
    for change, clear in zip(log, readable, strict=True):
        before = sent[-1] if sent else None
        if clear:
            sent.append(change)
        elif before is not None and before.kind is ChangeKind.WITHHELD:
            sent[-1] = withheld(change, first=before.first, previous_hash=before.previous_hash)
        else:
            sent.append(withheld(change, first=change.number, previous_hash=change.previous_hash))
    return sent


@given(readable=st.lists(st.booleans(), min_size=1, max_size=12), known=st.integers(0, 12))
def test_withheld_entries_keep_the_chain_whole(readable: list[bool], known: int) -> None:
    log = chain(len(readable))
    held = told(log[:known], readable[:known])
    new = unseen(told(log, readable), heads=heads_of(held), hash_at=looked_up_in(held))
    assert heads_of(held + list(new)) == heads_of(log)
    assert [one.number for one in (*held, *new) if one.kind is ChangeKind.INSERT] == [
        change.number for change, clear in zip(log, readable, strict=True) if clear
    ]
    assert unseen(told(log, readable), heads=heads_of(log), hash_at=looked_up_in(held, list(new))) == ()


def test_withheld_entries_say_nothing_but_how_many() -> None:
    log = chain(5)
    one = withheld(log[3], first=2, previous_hash=log[1].previous_hash)
    assert (one.first, one.number, one.hash, hash_of(one)) == (2, 4, log[3].hash, log[3].hash)
    assert (one.table, one.row_id, one.user, one.operation) == ("", "", "", "")


def test_a_gap_before_withheld_entries_is_named() -> None:
    log = chain(6)
    with pytest.raises(Fault) as fault:
        unseen(
            [withheld(log[5], first=4, previous_hash=log[2].hash)],
            heads=heads_of(log[:1]),
            hash_at=looked_up_in(log[:1]),
        )
    assert "nomor 2 sampai 3" in fault.value.sentence
