"""The kartu kenal: public keys that arrive whole, or not at all."""

from pathlib import Path

import pytest

from ilp_desktop.domain.installation import InstallationKind
from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.exchange.keys import new_identity
from ilp_desktop.exchange.partner_card import read_card, write_card
from ilp_desktop.exchange.signed_lines import FileKind, sign_lines
from tests.exchange.sample_changes import NODE, NOW


def card(folder: Path) -> Path:
    return write_card(
        folder,
        name="Puskesmas Mawasangka Tengah",
        code="P7414020201",
        kind=InstallationKind.PUSKESMAS,
        node=NODE,
        identity=new_identity(),
        now=NOW,
    )


def test_a_card_arrives(tmp_path: Path) -> None:
    identity = new_identity()
    path = write_card(
        tmp_path, name="Dinas", code="7414", kind=InstallationKind.DINAS, node=NODE, identity=identity, now=NOW
    )
    read = read_card(path)
    assert path.match("ILP_7414_????.ilpkartu")
    assert (read.name, read.code, read.kind, read.node, read.created) == (
        "Dinas",
        "7414",
        InstallationKind.DINAS,
        NODE,
        NOW,
    )
    assert (read.recipient_key, read.verify_key) == (identity.recipient_key, identity.verify_key)
    assert len(read.fingerprint) == 35


def test_a_card_carries_no_secret(tmp_path: Path) -> None:
    identity = new_identity()
    path = write_card(
        tmp_path, name="Dinas", code="7414", kind=InstallationKind.DINAS, node=NODE, identity=identity, now=NOW
    )
    assert identity.signing_secret.encode() not in path.read_bytes()
    assert b"SECRET" not in path.read_bytes()


def test_every_byte_of_a_card_counts(tmp_path: Path) -> None:
    path = card(tmp_path)
    raw = path.read_bytes()
    for position in range(len(raw)):
        path.write_bytes(raw[:position] + bytes([raw[position] ^ 1]) + raw[position + 1 :])
        with pytest.raises(Fault) as fault:
            read_card(path)
        assert fault.value.code in (FaultCode.PACKAGE_DAMAGED, FaultCode.PACKAGE_NEWER)
    for spoiled in (raw[:-1], raw + b"x", b"", raw * 2):
        path.write_bytes(spoiled)
        with pytest.raises(Fault) as fault:
            read_card(path)
        assert fault.value.code is FaultCode.PACKAGE_DAMAGED


@pytest.mark.parametrize(
    "wrong",
    [
        {"recipient_key": "age1bukan"},
        {"kind": "warung"},
        {"code": "a\tb"},
        {"name": "x" * 2000},
        {"created": "kemarin"},
        {"verify_key": "00" * 32},
    ],
    ids=str,
)
def test_a_card_with_a_wrong_content_is_refused(tmp_path: Path, wrong: dict[str, str]) -> None:
    identity = new_identity()
    content = {
        "name": "Dinas",
        "code": "7414",
        "kind": "dinas",
        "node": NODE,
        "recipient_key": identity.recipient_key,
        "verify_key": identity.verify_key,
        "created": "2026-11-22T00:00:00+00:00",
    }
    path = tmp_path / "x.ilpkartu"
    path.write_bytes(sign_lines(FileKind.CARD, content, identity))
    assert read_card(path).code == "7414"
    path.write_bytes(sign_lines(FileKind.CARD, {**content, **wrong}, identity))
    with pytest.raises(Fault) as fault:
        read_card(path)
    assert fault.value.code is FaultCode.PACKAGE_DAMAGED
    assert "Kartu kenal" in fault.value.sentence


def test_another_kind_of_file_is_no_card(tmp_path: Path) -> None:
    path = tmp_path / "x.ilpkartu"
    path.write_bytes(sign_lines(FileKind.RECEIPT, {}, new_identity()))
    with pytest.raises(Fault) as fault:
        read_card(path)
    assert fault.value.code is FaultCode.PACKAGE_DAMAGED
