"""Backups: whole or not there, and the way back never loses what stood before."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Fault, FaultCode, Rejected
from ilp_desktop.services.backups import (
    Backup,
    back_up,
    back_up_twice,
    backup_at,
    backup_folder,
    check_backup,
    is_due,
    is_stale,
    list_backups,
    restore,
    restore_here,
    restore_with_code,
)
from ilp_desktop.services.data_folder import RESTORED_MARK
from ilp_desktop.services.first_run import install
from ilp_desktop.services.partners import present_installation
from ilp_desktop.services.people import register_person
from ilp_desktop.services.self_check import self_check
from ilp_desktop.services.settings import BACKUP_FOLDER, change_setting
from ilp_desktop.services.sign_in import sign_in
from ilp_desktop.services.today import today
from ilp_desktop.services.trust import trust_state
from ilp_desktop.services.users import UserCommand, add_user
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import CHEAP, LANTO, PASSWORD, TurnedClock, first_run
from tests.services.full_disk import full_disk

NEW = "gunung tinggi sekali"


def register(workplace: Workplace, name: str) -> None:
    register_person(workplace, PersonEntry(name=name, sex=Sex.FEMALE, village_code=LANTO, birth_date=date(1990, 1, 2)))


def people(workplace: Workplace) -> int:
    return today(workplace).people


@pytest.fixture
def backup(workplace: Workplace) -> Backup:
    """Made when one person was on record; a second came later."""
    register(workplace, "Wa Aminah")
    made = back_up(workplace)
    register(workplace, "Wa Ina")
    return made


@pytest.fixture
def empty_pc(tmp_path: Path) -> Path:
    return tmp_path / "new pc" / "data"


@pytest.fixture
def restored(backup: Backup, workplace: Workplace, empty_pc: Path, clock: TurnedClock) -> Iterator[Workplace]:
    opened = restore(backup, empty_pc, "siti", PASSWORD, clock)
    yield opened
    opened.database.close()


def test_a_backup_is_checked_and_listed_newest_first(workplace: Workplace, clock: TurnedClock) -> None:
    first = back_up(workplace)
    clock.turn(days=1)
    second = back_up(workplace)

    assert [one.path for one in list_backups(backup_folder(workplace))] == [second.path, first.path]
    assert second.path.with_suffix(".kunci.json").exists()
    assert check_backup(workplace, second)
    assert not list(backup_folder(workplace).glob("*.part"))


def test_only_the_newest_fourteen_are_kept(workplace: Workplace, clock: TurnedClock) -> None:
    for _day in range(16):
        back_up(workplace)
        clock.turn(days=1)

    kept = list_backups(backup_folder(workplace))
    assert len(kept) == 14
    assert len(list(backup_folder(workplace).iterdir())) == 28


def test_a_backup_with_one_wrong_bit_is_found(workplace: Workplace) -> None:
    made = back_up(workplace)
    content = bytearray(made.path.read_bytes())
    content[len(content) // 2] ^= 1
    made.path.write_bytes(content)

    assert not check_backup(workplace, made)


def test_a_full_disk_leaves_no_half_backup_and_the_data_as_it_was(workplace: Workplace) -> None:
    with full_disk(200_000), pytest.raises(Fault) as fault:
        back_up(workplace)

    assert fault.value.code is FaultCode.DISK_FULL
    assert list(backup_folder(workplace).iterdir()) == []
    register(workplace, "Wa Aminah")


def test_a_second_folder_gets_a_copy_and_may_be_missing(workplace: Workplace, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    change_setting(workplace, BACKUP_FOLDER, str(stick))
    copied = back_up_twice(workplace)
    stick.rename(tmp_path / "pulled out")
    stick.write_text("now a file stands there")
    failed = back_up_twice(workplace)

    assert copied.second is not None
    assert copied.second.path.parent == stick
    assert failed.first.path.exists()
    assert failed.second_fault is not None
    assert failed.second_fault.code is FaultCode.DRIVE_GONE


def test_one_backup_a_day_is_due_and_a_week_without_is_told(workplace: Workplace, clock: TurnedClock) -> None:
    assert is_due(workplace) and is_stale(None, workplace.today) and trust_state(workplace).backup_is_stale
    made = back_up(workplace)
    assert (is_due(workplace), trust_state(workplace).last_backup) == (False, made)
    clock.turn(days=7)
    assert (is_due(workplace), trust_state(workplace).backup_is_stale) == (True, False)
    clock.turn(days=1)
    assert trust_state(workplace).backup_is_stale


def test_a_new_pc_takes_over_with_a_new_node_and_epoch(workplace: Workplace, restored: Workplace) -> None:
    old, new = present_installation(workplace), present_installation(restored)

    assert people(restored) == 1
    assert new.node != old.node
    assert (new.epoch, new.identity_secret) == (old.epoch + 1, old.identity_secret)
    register(restored, "Wa Baru")
    check = self_check(restored)
    assert (check.pages_are_sound, check.log_is_sound) == (True, True)
    assert not (restored.folder / RESTORED_MARK).exists()


def test_a_power_cut_between_restore_and_sign_in_still_begins_a_new_epoch(
    backup: Backup, workplace: Workplace, clock: TurnedClock
) -> None:
    before = present_installation(workplace)
    restore_here(workplace, backup, "siti", PASSWORD)

    opened = sign_in(workplace.folder, "siti", PASSWORD, clock)

    assert people(opened) == 1
    assert opened.installation.epoch == before.epoch + 1
    assert opened.installation.node != before.node
    kept = list(workplace.folder.glob("ilp.db.sebelum-pulih-*"))
    assert [path.stat().st_size > 0 for path in kept] == [True]
    opened.database.close()


def test_nothing_changes_for_a_wrong_password_or_a_damaged_backup(
    backup: Backup, workplace: Workplace, clock: TurnedClock, empty_pc: Path
) -> None:
    with pytest.raises(Rejected) as wrong:
        restore(backup, empty_pc, "siti", "salah", clock)
    content = bytearray(backup.path.read_bytes())
    content[-100] ^= 1
    backup.path.write_bytes(content)
    with pytest.raises(Fault) as damaged:
        restore(backup, empty_pc, "siti", PASSWORD, clock)
    with pytest.raises(Fault):
        restore_here(workplace, backup, "siti", PASSWORD)

    assert wrong.value.problems[0].code == "sign_in.wrong"
    assert damaged.value.code is FaultCode.DATABASE_DAMAGED
    assert list(empty_pc.iterdir()) == []
    assert people(workplace) == 2


def test_a_full_disk_during_a_restore_leaves_the_data(backup: Backup, workplace: Workplace) -> None:
    with full_disk(200_000), pytest.raises(Fault):
        restore_here(workplace, backup, "siti", PASSWORD)

    assert people(workplace) == 2


def test_only_an_administrator_of_that_time_restores(workplace: Workplace, clock: TurnedClock, empty_pc: Path) -> None:
    nurse = UserCommand(
        username="rahma",
        name="Rahma",
        roles=frozenset({Role.CLUSTER_2}),
        password=NEW,
        password_again=NEW,
        administrator_password=PASSWORD,
    )
    add_user(workplace, nurse)

    with pytest.raises(Rejected) as rejected:
        restore(back_up(workplace), empty_pc, "rahma", NEW, clock)
    assert rejected.value.problems[0].code == "restore.administrator"


def test_the_recovery_code_restores_when_every_password_is_forgotten(
    tmp_path: Path, clock: TurnedClock, empty_pc: Path
) -> None:
    made = install(tmp_path / "data", first_run(), clock, CHEAP)
    backup = back_up(made.workplace)
    made.workplace.database.close()

    opened = restore_with_code(backup, empty_pc, made.recovery_code, "siti", NEW, NEW, clock)

    assert opened.installation.epoch == 2
    opened.database.close()
    sign_in(empty_pc, "siti", NEW, clock).database.close()


def test_a_backup_without_its_keys_and_a_foreign_file_are_explained(
    workplace: Workplace, tmp_path: Path, empty_pc: Path, clock: TurnedClock
) -> None:
    made = back_up(workplace)
    made.path.with_suffix(".kunci.json").unlink()
    other = tmp_path / "belanja.db"
    other.write_bytes(b"x")

    with pytest.raises(Fault) as keyless:
        restore(made, empty_pc, "siti", PASSWORD, clock)
    with pytest.raises(Fault) as foreign:
        backup_at(other)

    assert keyless.value.code is FaultCode.DATABASE_MISSING
    assert foreign.value.code is FaultCode.FILE_UNREADABLE
