"""Signing in: who belongs comes in, who does not learns nothing, and data that cannot be opened is explained."""

import shutil
from pathlib import Path

import pytest

from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.problem import Fault, FaultCode, Rejected
from ilp_desktop.services.first_run import install
from ilp_desktop.services.recovery import new_recovery_code
from ilp_desktop.services.sign_in import (
    change_own_password,
    recover,
    recover_open,
    seconds_to_wait,
    sign_in,
    switch_user,
)
from ilp_desktop.services.users import UserCommand, add_user
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import CHEAP, PASSWORD, TurnedClock, first_run

NEW = "gunung tinggi sekali"


def codes(rejected: pytest.ExceptionInfo[Rejected]) -> list[str]:
    return [problem.code for problem in rejected.value.problems]


def add_nurse(workplace: Workplace) -> None:
    command = UserCommand(
        username="rahma",
        name="Rahma",
        roles=frozenset({Role.CLUSTER_2}),
        password=NEW,
        password_again=NEW,
        administrator_password=PASSWORD,
    )
    add_user(workplace, command)


def refused(workplace: Workplace, clock: TurnedClock, username: str = "siti", password: str = "salah") -> list[str]:
    with pytest.raises(Rejected) as rejected:
        sign_in(workplace.folder, username, password, clock)
    return codes(rejected)


def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(workplace: Workplace, clock: TurnedClock) -> None:
    with pytest.raises(Rejected) as wrong_password:
        sign_in(workplace.folder, "siti", "salah", clock)
    with pytest.raises(Rejected) as wrong_name:
        sign_in(workplace.folder, "siapa", PASSWORD, clock)

    assert wrong_password.value.problems == wrong_name.value.problems


def test_the_delay_grows_and_ends_with_the_right_password(workplace: Workplace, clock: TurnedClock) -> None:
    delays = []
    for _attempt in range(12):
        assert refused(workplace, clock) == ["sign_in.wrong"]
        seconds = seconds_to_wait(workplace.folder, clock())
        delays.append(seconds)
        if seconds:
            assert refused(workplace, clock, password=PASSWORD) == ["sign_in.wait"]
        clock.turn(seconds=seconds)

    assert delays == [0, 0, 6, 11, 21, 41, 81, 161, 321, 641, 901, 901]
    sign_in(workplace.folder, "siti", PASSWORD, clock).database.close()
    assert refused(workplace, clock) == ["sign_in.wrong"]
    assert seconds_to_wait(workplace.folder, clock()) == 0


def test_a_clock_set_back_does_not_lock_anybody_out(workplace: Workplace, clock: TurnedClock) -> None:
    for _attempt in range(3):
        refused(workplace, clock)
    clock.turn(days=-30)

    sign_in(workplace.folder, "siti", PASSWORD, clock).database.close()


def test_a_locked_screen_opens_for_the_same_or_another_user(workplace: Workplace) -> None:
    add_nurse(workplace)

    assert switch_user(workplace, "rahma", NEW).user.name == "Rahma"
    with pytest.raises(Rejected) as rejected:
        switch_user(workplace, "rahma", PASSWORD)
    assert codes(rejected) == ["sign_in.wrong"]


def test_ones_own_password_needs_the_old_one(workplace: Workplace, clock: TurnedClock) -> None:
    with pytest.raises(Rejected):
        change_own_password(workplace, "salah", NEW, NEW)
    change_own_password(workplace, PASSWORD, NEW, NEW)

    assert refused(workplace, clock, password=PASSWORD) == ["sign_in.wrong"]
    sign_in(workplace.folder, "siti", NEW, clock).database.close()


def test_the_recovery_code_opens_the_data_and_gives_an_administrator_a_password(
    tmp_path: Path, clock: TurnedClock
) -> None:
    folder = tmp_path / "data"
    made = install(folder, first_run(), clock, CHEAP)
    add_nurse(made.workplace)
    code = made.recovery_code
    made.workplace.database.close()

    with pytest.raises(Rejected) as wrong:
        recover(folder, "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE", "siti", NEW, NEW, clock)
    with pytest.raises(Rejected) as nurse:
        recover(folder, code, "rahma", NEW, NEW, clock)
    with pytest.raises(Rejected) as weak:
        recover(folder, code, "siti", "pendek", "pendek", clock)
    recover(folder, code.lower().replace("-", " "), "siti", NEW, NEW, clock).database.close()

    assert (codes(wrong), codes(nurse), codes(weak)) == (["sign_in.wrong"], ["role.missing"], ["password.short"])
    sign_in(folder, "siti", NEW, clock).database.close()


def test_a_new_recovery_code_ends_the_old_one(tmp_path: Path, clock: TurnedClock) -> None:
    made = install(tmp_path / "data", first_run(), clock, CHEAP)
    new = new_recovery_code(made.workplace, PASSWORD)

    with pytest.raises(Rejected) as rejected:
        recover_open(made.workplace, made.recovery_code, "siti", NEW, NEW)
    assert codes(rejected) == ["sign_in.wrong"]
    assert recover_open(made.workplace, new, "siti", NEW, NEW).user.username == "siti"
    made.workplace.database.close()


def test_data_that_cannot_be_opened_is_told_apart(
    workplace: Workplace, puskesmas_template: Path, tmp_path: Path, clock: TurnedClock
) -> None:
    workplace.database.close()
    other = install(tmp_path / "other", first_run(), clock, CHEAP).workplace
    other.database.close()
    whole = (puskesmas_template / "ilp.db").read_bytes()
    found = {}
    for name, content in {
        "text": b"catatan belanja" * 1000,
        "of another installation": (other.folder / "ilp.db").read_bytes(),
        "cut off": whole[: len(whole) // 2],
        "empty": b"",
    }.items():
        folder = Path(shutil.copytree(puskesmas_template, tmp_path / name))
        (folder / "ilp.db").write_bytes(content)
        with pytest.raises(Fault) as fault:
            sign_in(folder, "siti", PASSWORD, clock)
        found[name] = fault.value.code
    (workplace.folder / "ilp.db").unlink()
    with pytest.raises(Fault) as missing:
        sign_in(workplace.folder, "siti", PASSWORD, clock)
    (workplace.folder / "kunci.json").unlink()
    with pytest.raises(Fault) as keyless:
        sign_in(workplace.folder, "siti", PASSWORD, clock)

    assert found == {
        "text": FaultCode.DATABASE_FOREIGN,
        "of another installation": FaultCode.DATABASE_FOREIGN,
        "cut off": FaultCode.DATABASE_DAMAGED,
        "empty": FaultCode.DATABASE_FOREIGN,
    }
    assert {missing.value.code, keyless.value.code} == {FaultCode.DATABASE_MISSING}


def test_newer_data_is_refused_with_both_versions(workplace: Workplace, clock: TurnedClock) -> None:
    with workplace.change("pretend_newer") as transaction:
        transaction.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    workplace.database.close()

    with pytest.raises(Fault) as fault:
        sign_in(workplace.folder, "siti", PASSWORD, clock)

    assert fault.value.code is FaultCode.DATABASE_NEWER
    assert "9999" in fault.value.sentence and "aman" in fault.value.remedy
