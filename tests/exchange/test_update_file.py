"""The signed update: only what the publisher signed, whole, comes out of it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.exchange.checked_json import Malformed
from ilp_desktop.exchange.keys import ExchangeIdentity, new_identity
from ilp_desktop.exchange.update_file import UPDATE_SUFFIX, read_update, take_out, version_numbers, write_update

PUBLISHER = new_identity()
PROGRAM = bytes(range(256)) * 2000


def signed(folder: Path, version: str = "1.2.3", by: ExchangeIdentity = PUBLISHER) -> Path:
    installer = folder / "setup.exe"
    installer.write_bytes(PROGRAM)
    target = folder / f"baru{UPDATE_SUFFIX}"
    write_update(installer, version, by, target)
    installer.unlink()
    return target


def test_the_installer_comes_out_as_it_went_in(tmp_path: Path) -> None:
    update = read_update(signed(tmp_path), PUBLISHER.verify_key)
    assert (update.name, update.version, update.size) == ("1.2.3", (1, 2, 3), len(PROGRAM))
    assert take_out(update, tmp_path).read_bytes() == PROGRAM


def test_another_publisher_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Fault) as failure:
        read_update(signed(tmp_path, by=new_identity()), PUBLISHER.verify_key)
    assert failure.value.code is FaultCode.PACKAGE_FOREIGN


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(data=st.data())
def test_no_other_byte_gets_through(tmp_path: Path, data: st.DataObject) -> None:
    path = signed(tmp_path)
    content = bytearray(path.read_bytes())
    place = data.draw(st.one_of(st.integers(0, 400), st.integers(0, len(content) - 1)))
    content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    with pytest.raises(Fault):
        take_out(read_update(path, PUBLISHER.verify_key), tmp_path)
    assert sorted(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("change", [lambda content: content[:-1], lambda content: content + b"x", lambda _content: b""])
def test_a_file_of_another_length_is_refused(tmp_path: Path, change: object) -> None:
    path = signed(tmp_path)
    assert callable(change)
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(Fault):
        read_update(path, PUBLISHER.verify_key)


@pytest.mark.parametrize("text", ["", "1", "1.2", "1.2.3.4", "1.2.x", "1.2.3-rc1", "-1.2.3", "1.2.33333"])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        version_numbers(text)


def test_versions_compare_by_number() -> None:
    assert version_numbers("0.9.10") > version_numbers("0.9.9")
    assert version_numbers("0.10.0") > version_numbers("0.9.10")
