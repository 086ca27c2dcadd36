"""Receipts: what a partner holds, signed by it, for us; and the whole way there and back."""

from dataclasses import replace
from pathlib import Path

import pytest

from ilp_desktop.domain.change_chain import ChainHead, has_diverged, renumbered, unseen, verify_chain
from ilp_desktop.domain.hybrid_clock import HybridTime
from ilp_desktop.domain.identifiers import NodeId
from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.exchange.keys import new_identity
from ilp_desktop.exchange.receipt import Receipt, ReceiptCounts, ReceiptProblem, read_receipt, write_receipt
from tests.exchange.sample_changes import NODE, NOW, POSYANDU_NODE, Pair, head_of, sample_changes


def receipt(pair: Pair) -> Receipt:
    return Receipt(
        issuer="7414",
        issuer_key=pair.receiver.verify_key,
        addressee="P7414020201",
        addressee_key=pair.sender.verify_key,
        time=HybridTime(1_790_000_000_000, 3),
        created=NOW,
        heads={NODE: ChainHead(number=9, hash="a" * 64), POSYANDU_NODE: ChainHead(number=1, hash="b" * 64)},
        counts=ReceiptCounts(inserted=3, updated=2, known=1, differences=1),
        package=7,
        problem=ReceiptProblem.NONE,
        program="0.1.0",
    )


def written(pair: Pair) -> Path:
    return write_receipt(receipt(pair), identity=pair.receiver, folder=pair.stick)


def test_a_receipt_arrives(pair: Pair) -> None:
    path = written(pair)
    assert path.match("ILP_7414_P7414020201_000007_????.ilpterima")
    read = read_receipt(path, identity=pair.sender, trusted={pair.receiver.verify_key})
    assert read == receipt(pair)


def test_every_byte_of_a_receipt_counts(pair: Pair) -> None:
    path = written(pair)
    raw = path.read_bytes()
    for position in range(len(raw)):
        path.write_bytes(raw[:position] + bytes([raw[position] ^ 1]) + raw[position + 1 :])
        with pytest.raises(Fault) as fault:
            read_receipt(path, identity=pair.sender, trusted={pair.receiver.verify_key})
        assert fault.value.code in (FaultCode.PACKAGE_DAMAGED, FaultCode.PACKAGE_NEWER)


def test_a_receipt_for_another_is_foreign(pair: Pair) -> None:
    with pytest.raises(Fault) as fault:
        read_receipt(written(pair), identity=new_identity(), trusted={pair.receiver.verify_key})
    assert fault.value.code is FaultCode.PACKAGE_FOREIGN


def test_a_receipt_of_a_stranger_is_refused(pair: Pair) -> None:
    with pytest.raises(Fault) as fault:
        read_receipt(written(pair), identity=pair.sender, trusted=set())
    assert fault.value.code is FaultCode.PARTNER_UNKNOWN


def test_a_receipt_in_the_name_of_a_partner_is_refused(pair: Pair) -> None:
    path = write_receipt(receipt(pair), identity=new_identity(), folder=pair.stick)
    with pytest.raises(Fault) as fault:
        read_receipt(path, identity=pair.sender, trusted={pair.receiver.verify_key})
    assert fault.value.code is FaultCode.PACKAGE_DAMAGED


def test_a_puskesmas_restored_from_a_backup_keeps_exchanging(pair: Pair) -> None:
    sent = sample_changes(6)
    dinas = list(unseen(pair.open(pair.send(sent).path).changes(), heads={}, hash_at=lambda *_: None))

    restored = sent[:4]
    log = restored + sample_changes(2, after=head_of(restored))
    held = {(change.node, change.number): change.hash for change in dinas}
    second = pair.open(pair.send(log, number=2).path)
    with pytest.raises(Fault) as fault:
        unseen(second.changes(), heads=verify_chain(dinas, {}), hash_at=lambda *at: held.get(at))
    assert fault.value.code is FaultCode.PACKAGE_FORKED

    refusal = replace(receipt(pair), heads=verify_chain(dinas, {}), problem=ReceiptProblem.FORKED)
    path = write_receipt(refusal, identity=pair.receiver, folder=pair.stick)
    read = read_receipt(path, identity=pair.sender, trusted={pair.receiver.verify_key})
    own = {change.number: change.hash for change in log}
    assert has_diverged(NODE, read.heads[NODE], hash_at=lambda _, number: own.get(number))

    epoch = NodeId("019a0000-0000-7000-8000-0000000000ff")
    third = pair.open(pair.send(restored + renumbered(log[4:], node=epoch), number=3).path)
    new = unseen(third.changes(), heads=verify_chain(dinas, {}), hash_at=lambda *at: held.get(at))
    assert [(change.node, change.number) for change in new] == [(epoch, 1), (epoch, 2)]
    assert [change.fields for change in new] == [change.fields for change in log[4:]]
