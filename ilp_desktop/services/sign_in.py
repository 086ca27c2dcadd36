"""Signing in, by password or by recovery code, and changing passwords."""

from datetime import datetime
from pathlib import Path

from ilp_desktop.domain.installation import Facility, Installation, Role
from ilp_desktop.domain.passwords import password_problems
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.progress import Progress, silent
from ilp_desktop.services.accounts import user_named
from ilp_desktop.services.clock import Clock
from ilp_desktop.services.data_folder import DATABASE_FILE, KEY_RING_FILE, RESTORED_MARK
from ilp_desktop.services.epochs import begin_new_epoch
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import key_ring, records
from ilp_desktop.storage.database import Database, open_database


def sign_in(folder: Path, username: str, password: str, clock: Clock, progress: Progress = silent) -> Workplace:
    """Opens the data with a user's password; after an update of the program that takes longer, as ``progress`` tells.

    Rejected with ``sign_in.wrong`` or ``sign_in.wait``; Fault when the data is missing, damaged or newer.
    """
    key = key_ring.unlock(folder / KEY_RING_FILE, username, password, clock())
    database = open_database(folder / DATABASE_FILE, key, progress)
    try:
        return _after_restore(_workplace(database, folder, username, clock))
    except BaseException:
        database.close()
        raise


def seconds_to_wait(folder: Path, now: datetime) -> int:
    """How many seconds the growing delay after wrong attempts still lasts, 0 when one may try."""
    return key_ring.seconds_to_wait(key_ring.load(folder / KEY_RING_FILE), now)


def switch_user(workplace: Workplace, username: str, password: str) -> Workplace:
    """The same open data for another user, or the same one after a pause."""
    key_ring.unlock(workplace.folder / KEY_RING_FILE, username, password, workplace.clock())
    return _workplace(workplace.database, workplace.folder, username, workplace.clock)


def recover(
    folder: Path,
    code: str,
    username: str,
    password: str,
    password_again: str,
    clock: Clock,
    progress: Progress = silent,
) -> Workplace:
    """Opens the data with the printed recovery code and gives one administrator a new password."""
    problems = password_problems(password, password_again, username)
    if problems:
        raise Rejected(*problems)
    key = key_ring.unlock_with_recovery_code(folder / KEY_RING_FILE, code, clock())
    database = open_database(folder / DATABASE_FILE, key, progress)
    try:
        workplace = _workplace(database, folder, username, clock)
        workplace.require(Role.ADMINISTRATOR)
        ring = key_ring.load(folder / KEY_RING_FILE)
        key_ring.save(key_ring.with_password(ring, username, password, key), folder / KEY_RING_FILE)
        return _after_restore(workplace)
    except BaseException:
        database.close()
        raise


def recover_open(workplace: Workplace, code: str, username: str, password: str, password_again: str) -> Workplace:
    """The same while the data is open behind a locked screen."""
    problems = password_problems(password, password_again, username)
    if problems:
        raise Rejected(*problems)
    path = workplace.folder / KEY_RING_FILE
    key = key_ring.unlock_with_recovery_code(path, code, workplace.clock())
    recovered = _workplace(workplace.database, workplace.folder, username, workplace.clock)
    recovered.require(Role.ADMINISTRATOR)
    key_ring.save(key_ring.with_password(key_ring.load(path), username, password, key), path)
    return recovered


def change_own_password(workplace: Workplace, old: str, new: str, new_again: str) -> None:
    """Gives the signed-in user a new password; the old one must be right."""
    problems = password_problems(new, new_again, workplace.user.username)
    if problems:
        raise Rejected(*problems)
    path = workplace.folder / KEY_RING_FILE
    key = key_ring.unlock(path, workplace.user.username, old, workplace.clock())
    key_ring.save(key_ring.with_password(key_ring.load(path), workplace.user.username, new, key), path)


def _after_restore(workplace: Workplace) -> Workplace:
    """A restored copy begins a new epoch before its first change; after a power cut here it begins one more."""
    mark = workplace.folder / RESTORED_MARK
    if not mark.exists():
        return workplace
    begun = begin_new_epoch(workplace)
    mark.unlink(missing_ok=True)
    return begun


def _workplace(database: Database, folder: Path, username: str, clock: Clock) -> Workplace:
    with database.read() as connection:
        user = user_named(connection, username)
        if user is None:
            raise Rejected(
                Problem(
                    code="sign_in.wrong",
                    field="password",
                    sentence="Nama pengguna atau kata sandi tidak cocok.",
                    remedy="Periksa huruf besar-kecil dan tombol Caps Lock, lalu coba lagi.",
                )
            )
        installation = records.find(connection, Installation)[0]
        facility = records.get(connection, Facility, installation.facility_id)
    return Workplace(
        database=database,
        folder=folder,
        clock=clock,
        user=user,
        installation=installation,
        facility=facility,
    )
