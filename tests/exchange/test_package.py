"""Packages: what was sent arrives, in parts or whole; whatever else arrives is refused with the right fault."""

import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.canonical_json import canonical_json
from ilp_desktop.domain.change import Change, FieldChange
from ilp_desktop.domain.change_chain import hash_of, unseen, verify_chain
from ilp_desktop.domain.problem import Cancelled, Fault, FaultCode
from ilp_desktop.domain.progress import Step
from ilp_desktop.exchange.checked_json import Malformed
from ilp_desktop.exchange.keys import new_identity, seal
from ilp_desktop.exchange.package_manifest import PackageHeader
from ilp_desktop.exchange.package_reading import packages_in, read_package
from ilp_desktop.exchange.package_writing import write_packages
from ilp_desktop.exchange.safe_write import write_safely
from ilp_desktop.exchange.signed_lines import FileKind, sign_lines
from tests.exchange.failing_disk import FailingDisk
from tests.exchange.sample_changes import NODE, POSYANDU_NODE, Pair, head_of, new_pair, sample_changes


def refusal(pair: Pair, path: Path) -> FaultCode:
    with pytest.raises(Fault) as fault:
        pair.open(path)
    assert "tetap aman" in fault.value.sentence
    assert fault.value.remedy
    return fault.value.code


def test_what_was_sent_arrives(pair: Pair) -> None:
    changes = sample_changes(50)
    written = pair.send(changes, number=7)
    assert re.fullmatch(r"ILP_P7414020201_7414_000007_[0-9a-f]{4}\.ilppaket", written.path.name)
    opened = pair.open(written.path)
    assert tuple(opened.changes()) == tuple(opened.changes()) == changes
    assert opened.manifest.envelope == pair.envelope(7)
    assert (opened.manifest.entries, opened.sha256) == (50, written.sha256)
    assert opened.manifest.ranges == written.ranges
    assert (written.ranges[0].first, written.ranges[0].last) == (1, 50)


def test_entries_of_several_nodes_interleave(pair: Pair) -> None:
    ours, theirs = sample_changes(20), sample_changes(15, POSYANDU_NODE)
    mixed = sorted(ours + theirs, key=lambda change: (change.time, change.node, change.number))
    opened = pair.open(pair.send(tuple(mixed)).path)
    assert list(opened.changes()) == mixed
    assert {found.node for found in opened.manifest.ranges} == {NODE, POSYANDU_NODE}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    text=st.text(st.characters(codec="utf-8"), max_size=300),
    number=st.integers(-(2**63) + 1, 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans(),
)
def test_any_value_survives(pair: Pair, text: str, number: float) -> None:
    draft = replace(sample_changes(1)[0], fields={"note": FieldChange(before=text, after=number)})
    change = replace(draft, hash=hash_of(draft))
    (arrived,) = pair.open(pair.send((change,)).path).changes()
    assert arrived == change
    assert type(arrived.fields["note"].after) is type(number)


def test_no_changes_make_no_package(pair: Pair) -> None:
    assert (
        write_packages((), envelope=pair.envelope(), identity=pair.sender, folder=pair.stick, workshop=pair.workshop)
        == ()
    )
    assert not list(pair.stick.iterdir())


def test_nothing_of_a_person_is_in_clear(pair: Pair) -> None:
    written = pair.send(sample_changes(30))
    raw = written.path.read_bytes()
    for secret in (b"Wa Contoh", b"patient", b"Mawasangka", b"019a0000", b"register"):
        assert secret not in raw
    assert not list(pair.workshop.iterdir())


def random_log(count: int) -> tuple[Change, ...]:
    """Entries that do not compress, so that small parts are soon full."""
    dice, before, log = random.Random(7), "", []
    for change in sample_changes(count):
        draft = replace(
            change, fields={"x": FieldChange(before=None, after=dice.randbytes(500).hex())}, previous_hash=before
        )
        before = hash_of(draft)
        log.append(replace(draft, hash=before))
    return tuple(log)


def test_a_large_export_is_split_into_packages_that_stand_alone(pair: Pair) -> None:
    log = random_log(1500)
    written = write_packages(
        log,
        envelope=pair.envelope(number=4),
        identity=pair.sender,
        folder=pair.stick,
        workshop=pair.workshop,
        part_limit=200_000,
    )
    assert len(written) >= 3
    assert [package.number for package in written] == list(range(4, 4 + len(written)))
    arrived: list[Change] = []
    for index, found in enumerate(packages_in(pair.stick), start=1):
        opened = pair.open(found.path)
        assert (opened.header.part, opened.header.parts) == (index, len(written))
        heads = verify_chain(arrived, {})
        arrived += unseen(opened.changes(), heads=heads, hash_at=lambda node, number: None)
    assert tuple(arrived) == log


def test_a_part_without_the_one_before_is_a_gap(pair: Pair) -> None:
    log = sample_changes(9)
    pair.send(log[:4], number=1)
    later = pair.open(pair.send(log[6:], number=3).path)
    with pytest.raises(Fault) as fault:
        unseen(later.changes(), heads=verify_chain(log[:4], {}), hash_at=lambda node, number: None)
    assert fault.value.code is FaultCode.PACKAGE_GAP
    assert "nomor 5 sampai 6" in fault.value.sentence


def test_the_same_package_twice_brings_nothing(pair: Pair) -> None:
    log = sample_changes(9)
    opened = pair.open(pair.send(log).path)
    hashes = {change.number: change.hash for change in log}
    assert unseen(opened.changes(), heads={NODE: head_of(log)}, hash_at=lambda _, number: hashes.get(number)) == ()


def test_a_lost_stick_is_made_good_by_the_next(pair: Pair) -> None:
    log = sample_changes(9)
    pair.send(log[:5], number=1).path.unlink()
    opened = pair.open(pair.send(log, number=2).path)
    assert unseen(opened.changes(), heads={}, hash_at=lambda node, number: None) == log


def test_the_stick_can_be_pulled_out_at_any_byte(pair: Pair) -> None:
    old, new = sample_changes(2), sample_changes(5)
    raw = pair.send(new, number=2).path.read_bytes()
    path = pair.send(old).path
    for budget in range(len(raw)):
        with pytest.raises(Fault) as fault:
            write_safely(path, [raw], size=len(raw), disk=FailingDisk(budget))
        assert fault.value.code is FaultCode.DRIVE_GONE
        assert tuple(pair.open(path).changes()) == old


@pytest.mark.parametrize("budget", [0, 1, 500, 1000])
def test_a_stick_pulled_out_while_exporting_leaves_nothing_behind(pair: Pair, budget: int) -> None:
    with pytest.raises(Fault) as fault:
        write_packages(
            sample_changes(5),
            envelope=pair.envelope(),
            identity=pair.sender,
            folder=pair.stick,
            workshop=pair.workshop,
            disk=FailingDisk(budget),
        )
    assert fault.value.code is FaultCode.DRIVE_GONE
    assert not list(pair.stick.glob("*.ilppaket"))
    assert not list(pair.workshop.iterdir())


def test_missing_room_is_told_for_all_parts_before_the_first_is_written(pair: Pair) -> None:
    with pytest.raises(Fault) as fault:
        write_packages(
            random_log(1500),
            envelope=pair.envelope(),
            identity=pair.sender,
            folder=pair.stick,
            workshop=pair.workshop,
            part_limit=200_000,
            disk=FailingDisk(10**9, free=300_000),
        )
    assert fault.value.code is FaultCode.DRIVE_FULL
    assert not list(pair.stick.iterdir())


def test_cancelling_leaves_nothing(pair: Pair) -> None:
    def cancel(step: Step) -> None:
        if step.done >= 500:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_packages(
            sample_changes(600),
            envelope=pair.envelope(),
            identity=pair.sender,
            folder=pair.stick,
            workshop=pair.workshop,
            total=600,
            progress=cancel,
        )
    assert not list(pair.stick.iterdir())
    assert not list(pair.workshop.iterdir())


def test_cancelling_while_reading_is_no_damage(pair: Pair) -> None:
    path = pair.send(sample_changes(3)).path

    def cancel(step: Step) -> None:
        if step.doing == "Memeriksa paket":
            raise Cancelled

    with pytest.raises(Cancelled):
        read_package(path, identity=pair.receiver, trusted={pair.sender.verify_key}, schema="0001", progress=cancel)


def test_a_code_that_no_reader_would_take_is_not_written(pair: Pair) -> None:
    envelope = pair.envelope()
    with pytest.raises(Malformed):
        write_packages(
            sample_changes(2),
            envelope=replace(envelope, sender=replace(envelope.sender, code="P\n1")),
            identity=pair.sender,
            folder=pair.stick,
            workshop=pair.workshop,
        )
    assert not list(pair.stick.iterdir())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda log: log[:3] + log[4:],
        lambda log: (log[0], replace(log[1], operation="other"), *log[2:]),
        lambda log: (replace(log[0], fields={"x": FieldChange(before=None, after=float("nan"))}), *log[1:]),
    ],
    ids=["a missing entry", "a changed entry", "not a number"],
)
def test_a_log_that_does_not_chain_is_not_sent(
    pair: Pair, spoil: Callable[[tuple[Change, ...]], tuple[Change, ...]]
) -> None:
    with pytest.raises(Fault) as fault:
        pair.send(spoil(sample_changes(6)))
    assert fault.value.code is FaultCode.DATABASE_DAMAGED
    assert not list(pair.stick.iterdir())


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pair, bytes, Path]:
    """One package that every tampering test spoils in its own way."""
    pair = new_pair(tmp_path_factory.mktemp("sealed"))
    raw = pair.send(sample_changes(3)).path.read_bytes()
    return pair, raw, pair.stick / "tampered.ilppaket"


def test_every_byte_counts(sealed: tuple[Pair, bytes, Path]) -> None:
    pair, raw, path = sealed
    dice = random.Random(11)
    for position in range(len(raw)):
        path.write_bytes(raw[:position] + bytes([raw[position] ^ (1 << dice.randrange(8))]) + raw[position + 1 :])
        code = refusal(pair, path)
        assert code is FaultCode.PACKAGE_DAMAGED or (position == 10 and code is FaultCode.PACKAGE_NEWER)


@settings(max_examples=150)
@given(data=st.data())
def test_any_edit_is_refused(sealed: tuple[Pair, bytes, Path], data: st.DataObject) -> None:
    pair, raw, path = sealed
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    edited = raw[:start] + data.draw(st.binary(max_size=40)) + raw[end:]
    path.write_bytes(edited)
    if edited == raw:
        pair.open(path)
    else:
        assert refusal(pair, path) in (FaultCode.PACKAGE_DAMAGED, FaultCode.PACKAGE_NEWER)


def test_every_truncation_is_refused(sealed: tuple[Pair, bytes, Path]) -> None:
    pair, raw, path = sealed
    for length in range(len(raw)):
        path.write_bytes(raw[:length])
        assert refusal(pair, path) is FaultCode.PACKAGE_DAMAGED
    path.write_bytes(raw + b"\n")
    assert refusal(pair, path) is FaultCode.PACKAGE_DAMAGED


def test_a_package_for_another_is_foreign(pair: Pair) -> None:
    path = pair.send(sample_changes(3)).path
    with pytest.raises(Fault) as fault:
        read_package(path, identity=new_identity(), trusted={pair.sender.verify_key}, schema="0001")
    assert fault.value.code is FaultCode.PACKAGE_FOREIGN
    assert "7414" in fault.value.sentence


def test_an_unknown_sender_is_named_by_code(pair: Pair) -> None:
    path = pair.send(sample_changes(3)).path
    with pytest.raises(Fault) as fault:
        read_package(path, identity=pair.receiver, trusted=set(), schema="0001")
    assert fault.value.code is FaultCode.PARTNER_UNKNOWN
    assert "P7414020201" in fault.value.sentence


def test_a_newer_format_is_refused_with_both_numbers(sealed: tuple[Pair, bytes, Path]) -> None:
    pair, raw, path = sealed
    path.write_bytes(raw.replace(b"ILP-PAKET 1\n", b"ILP-PAKET 12\n", 1))
    with pytest.raises(Fault) as fault:
        pair.open(path)
    assert fault.value.code is FaultCode.PACKAGE_NEWER
    assert "versi 12; program ini mengenal 1)" in fault.value.sentence


def test_newer_data_is_refused_with_both_numbers_and_older_is_read(pair: Pair) -> None:
    written = pair.send(sample_changes(3)).path
    with pytest.raises(Fault) as fault:
        pair.open(written, schema="0000")
    assert fault.value.code is FaultCode.PACKAGE_NEWER
    assert "versi data 0001; program ini mengenal 0000)" in fault.value.sentence
    assert len(list(pair.open(written, schema="0002").changes())) == 3


def test_a_file_that_is_gone_says_so(pair: Pair) -> None:
    assert refusal(pair, pair.stick / "gone.ilppaket") is FaultCode.DRIVE_GONE


def parts_of(pair: Pair, raw: bytes) -> tuple[dict[str, object], dict[str, object], bytes]:
    """Header, manifest and decompressed body, to be forged."""
    _, header, _, sealed_bytes = raw.split(b"\n", 3)
    manifest, _, body = pair.receiver.unseal(sealed_bytes).partition(b"\n")
    return json.loads(header), json.loads(manifest), zstandard.ZstdDecompressor().decompressobj().decompress(body)


def forged(
    pair: Pair,
    *,
    header: dict[str, object] | None = None,
    manifest: dict[str, object] | None = None,
    body: Callable[[bytes], bytes] = lambda body: body,
    compressed: Callable[[bytes], bytes] = lambda compressed: compressed,
) -> Path:
    """A package that a trusted sender signed and sealed, but against the format."""
    _, true_manifest, true_body = parts_of(pair, pair.send(sample_changes(3)).path.read_bytes())
    lines = body(true_body)
    told = {**true_manifest, "body_size": len(lines), "body_sha256": sha256(lines).hexdigest(), **(manifest or {})}
    content = canonical_json(told) + b"\n" + compressed(zstandard.compress(lines))  # type: ignore[arg-type]
    sealed_bytes = seal(content, pair.receiver.recipient_key)
    made = PackageHeader(
        sender="P7414020201",
        sender_key=pair.sender.verify_key,
        receiver="7414",
        receiver_key=pair.receiver.recipient_key,
        number=1,
        part=1,
        parts=1,
        size=len(sealed_bytes),
        sha256=sha256(sealed_bytes).hexdigest(),
    )
    start = sign_lines(FileKind.PACKAGE, {**made.as_json(), **(header or {})}, pair.sender)  # type: ignore[dict-item]
    path = pair.stick / "forged.ilppaket"
    path.write_bytes(start + sealed_bytes)
    return path


def test_the_forger_makes_good_packages_too(pair: Pair) -> None:
    assert tuple(pair.open(forged(pair)).changes()) == sample_changes(3)


@pytest.mark.parametrize(
    "header",
    [
        {"number": 2},
        {"sender": "P1"},
        {"receiver": "73"},
        {"part": 2},
        {"number": 0},
        {"number": True},
        {"number": 1.0},
        {"note": "x"},
        {"sender": "baris\nbaru"},
        {"size": 1},
    ],
    ids=str,
)
def test_a_header_that_says_otherwise_is_refused(pair: Pair, header: dict[str, object]) -> None:
    assert refusal(pair, forged(pair, header=header)) is FaultCode.PACKAGE_DAMAGED


@pytest.mark.parametrize(
    "manifest",
    [
        {"entries": 4},
        {"entries": 2},
        {"ranges": []},
        {"ranges": {}},
        {"body_size": 1},
        {"body_size": 10**12},
        {"body_sha256": "0" * 64},
        {"format": 2},
        {"created": "yesterday"},
        {"created": "2026-13-40T00:00:00+00:00"},
        {"sender": None},
        {"extra": 1},
        {"program": "x" * 1000},
    ],
    ids=str,
)
def test_a_manifest_that_says_otherwise_is_refused(pair: Pair, manifest: dict[str, object]) -> None:
    assert refusal(pair, forged(pair, manifest=manifest)) is FaultCode.PACKAGE_DAMAGED


def _withholding(body: bytes, fields: bytes, user: bytes = b"") -> bytes:
    """The last entry in the place of something withheld, against the format."""
    *kept, last = body.splitlines(keepends=True)
    found: dict[str, str] = json.loads(last)
    line = (
        b'{"fields":'
        + fields
        + b',"kind":"withheld","node":"'
        + found["node"].encode()
        + b'","number":3,"operation":"",'
        b'"row_id":"","table":"","time":"' + found["time"].encode() + b'","user":"' + user + b'"}\n'
    )
    return b"".join(kept) + line


def swapped(body: bytes) -> bytes:
    one, two, three = body.splitlines(keepends=True)
    return one + three + two


@pytest.mark.parametrize(
    "body",
    [
        swapped,
        lambda body: body + body,
        lambda body: body[:-1],
        lambda body: b"".join(body.splitlines(keepends=True)[:2]),
        lambda body: body.replace(b'"kind":"insert"', b'"kind":"delete"'),
        lambda body: body.replace(b'"kind":"insert"', b'"kind":"withheld"'),
        lambda body: _withholding(body, b'{"entries":[null,1],"hash":[null,"' + b"0" * 64 + b'"]}', user=b"somebody"),
        lambda body: _withholding(body, b'{"entries":[null,1],"hash":[null,"x"]}'),
        lambda body: _withholding(body, b'{"entries":[null,0],"hash":[null,"' + b"0" * 64 + b'"]}'),
        lambda body: _withholding(body, b'{"entries":[null,9],"hash":[null,"' + b"0" * 64 + b'"]}'),
        lambda body: _withholding(body, b'{"entries":[null,1]}'),
        lambda body: body.replace(b"register_patient", b"register_patienx"),
        lambda body: body.replace(b'"active"', b'"activ\\u0000"'),
        lambda body: body.replace(b"[false,true]", b"[false,[true]]"),
        lambda body: body.replace(b"[false,true]", b"[false,true,true]"),
        lambda body: body.replace(b"[false,true]", b"[false,NaN]"),
        lambda body: body.replace(b"[false,true]", b"[false,1e999]"),
        lambda body: body.replace(b"[false,true]", b"[false,99999999999999999999]"),
        lambda body: body.replace(b"[false,true]", b"[false," + b"9" * 5000 + b"]"),
        lambda body: body.replace(b"[false,true]", b'[false,"\\ud800"]'),
        lambda body: body.replace(b"[false,true]", b"[" * 400_000),
        lambda body: body.replace(b'"number":1', b'"number":1.0'),
        lambda body: body.replace(b'"number":1', b'"number":9'),
        lambda body: body.replace(NODE.encode(), b"another"),
        lambda body: b"x" * 3_000_000 + body,
        lambda body: b"\n" + body,
        lambda body: b"\xff" + body,
        lambda body: b"",
    ],
)
def test_a_body_that_is_not_what_the_format_says_is_refused(pair: Pair, body: Callable[[bytes], bytes]) -> None:
    assert refusal(pair, forged(pair, body=body)) is FaultCode.PACKAGE_DAMAGED


def test_a_bomb_is_not_unpacked(pair: Pair) -> None:
    bomb = zstandard.compress(b"a" * 200_000_000)
    assert refusal(pair, forged(pair, compressed=lambda _: bomb)) is FaultCode.PACKAGE_DAMAGED
    garbage = b"not compressed at all"
    assert refusal(pair, forged(pair, compressed=lambda _: garbage)) is FaultCode.PACKAGE_DAMAGED


def test_a_window_that_would_fill_the_memory_is_refused(pair: Pair) -> None:
    wide = zstandard.ZstdCompressionParameters.from_level(3, window_log=27)

    def widely(_: bytes) -> bytes:
        stream = zstandard.ZstdCompressor(compression_params=wide).compressobj()
        return stream.compress(b"a\n" * 20_000_000) + stream.flush()

    assert refusal(pair, forged(pair, compressed=widely)) is FaultCode.PACKAGE_DAMAGED


def test_a_partner_cannot_put_its_name_on_the_work_of_another(pair: Pair) -> None:
    raw = pair.send(sample_changes(3)).path.read_bytes()
    header, _, _ = parts_of(pair, raw)
    thief = new_identity()
    _, _, _, sealed_bytes = raw.split(b"\n", 3)
    path = pair.stick / "stolen.ilppaket"
    start = sign_lines(FileKind.PACKAGE, {**header, "sender_key": thief.verify_key}, thief)  # type: ignore[dict-item]
    path.write_bytes(start + sealed_bytes)
    with pytest.raises(Fault) as fault:
        read_package(path, identity=pair.receiver, trusted={pair.sender.verify_key, thief.verify_key}, schema="0001")
    assert fault.value.code is FaultCode.PACKAGE_DAMAGED


def test_a_signature_by_another_key_is_refused(pair: Pair) -> None:
    raw = pair.send(sample_changes(3)).path.read_bytes()
    header, _, _ = parts_of(pair, raw)
    path = pair.stick / "resigned.ilppaket"
    path.write_bytes(
        sign_lines(FileKind.PACKAGE, header, new_identity()) + raw.split(b"\n", 3)[3]  # type: ignore[arg-type]
    )
    assert refusal(pair, path) is FaultCode.PACKAGE_DAMAGED


def test_a_file_of_any_size_is_not_read_to_its_end(pair: Pair) -> None:
    path = pair.stick / "huge.ilppaket"
    with path.open("wb") as file:
        file.truncate(3 * 10**9)
    assert refusal(pair, path) is FaultCode.PACKAGE_DAMAGED


def test_the_packages_of_a_stick_are_listed_in_their_order(pair: Pair) -> None:
    for number in (12, 3, 7):
        pair.send(sample_changes(2), number=number)
    (pair.stick / "holiday.jpg").write_bytes(b"x")
    (pair.stick / "broken.ilppaket").write_bytes(b"ILP-PAKET 1\n{}\n")
    (pair.stick / "ILP_x.ilppaket.part").write_bytes(b"x")
    assert [found.header.number if found.header else None for found in packages_in(pair.stick)] == [3, 7, 12, None]


def test_a_stick_that_is_gone_cannot_be_listed(pair: Pair) -> None:
    with pytest.raises(Fault) as fault:
        packages_in(pair.stick / "gone")
    assert fault.value.code is FaultCode.DRIVE_GONE
