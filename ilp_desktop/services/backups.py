"""Backups: a complete encrypted copy with its key ring, checked after writing, old ones thinned out; and restoring."""

import shutil
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.passwords import password_problems
from ilp_desktop.domain.problem import Fault, FaultCode, Problem, Rejected
from ilp_desktop.renaming import rename_over
from ilp_desktop.services.accounts import user_named
from ilp_desktop.services.clock import Clock
from ilp_desktop.services.data_folder import DATABASE_FILE, KEY_RING_FILE, RESTORED_MARK
from ilp_desktop.services.settings import BACKUP_FOLDER, setting
from ilp_desktop.services.sign_in import recover, sign_in
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import key_ring
from ilp_desktop.storage.database import Database, open_database
from ilp_desktop.storage.whole_file import write_whole

_KEPT = 14
_STAMP = "%Y%m%d-%H%M%S"
_KEYS = ".kunci.json"
_STAGED = "ilp.db.akan-dipulihkan"
_STAGED_KEYS = "kunci.json.akan-dipulihkan"
_STALE_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup: when it was made by the PC's clock, and its size in bytes."""

    path: Path
    made_at: datetime
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupOutcome:
    """The backup on this PC, and the one in the second folder or why there is none (both None: none is wanted)."""

    first: Backup
    second: Backup | None = None
    second_fault: Fault | None = None


def backup_folder(workplace: Workplace) -> Path:
    """Where the backups on this PC lie."""
    return workplace.folder / "cadangan"


def second_folder(workplace: Workplace) -> Path | None:
    """The folder, best on another disk, that gets a copy of each backup; None when none was chosen."""
    chosen = setting(workplace, BACKUP_FOLDER)
    return Path(chosen) if chosen else None


def back_up(workplace: Workplace, folder: Path | None = None) -> Backup:
    """Writes and checks a backup in the data folder's "cadangan", or in another folder.

    May run on any thread while others work. Fault when it cannot be written, or when it does not open again.
    """
    target_folder = folder or backup_folder(workplace)
    target = target_folder / f"ilp-{workplace.clock().strftime(_STAMP)}.db"
    part = target.with_suffix(".part")
    try:
        target_folder.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        workplace.database.back_up(part)
        if not workplace.database.is_sound_copy(part):
            raise Fault(
                FaultCode.DATABASE_DAMAGED,
                "Cadangan yang baru ditulis tidak utuh, jadi tidak disimpan. Data di komputer ini tidak berubah.",
                "Coba lagi, atau pilih folder di penyimpanan lain.",
            )
        rename_over(part, target)
        write_whole(target.with_suffix(_KEYS), (workplace.folder / KEY_RING_FILE).read_bytes())
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _unwritable() from error
    except Fault:
        part.unlink(missing_ok=True)
        raise
    _thin_out(target_folder)
    return backup_at(target)


def back_up_twice(workplace: Workplace) -> BackupOutcome:
    """A backup on this PC and, if one was chosen, in the second folder; that one may fail without harm to the first."""
    first = back_up(workplace)
    folder = second_folder(workplace)
    if folder is None:
        return BackupOutcome(first=first)
    try:
        return BackupOutcome(first=first, second=_copied(first, folder))
    except OSError:
        fault = Fault(
            FaultCode.DRIVE_GONE,
            "Salinan ke folder cadangan kedua tidak dapat ditulis; cadangan di komputer ini sudah ada.",
            "Periksa bahwa stik atau penyimpanan kedua terpasang dan masih ada ruangnya, lalu cadangkan lagi.",
        )
        return BackupOutcome(first=first, second_fault=fault)


def is_due(workplace: Workplace) -> bool:
    """Whether today's backup has not been made yet."""
    newest = next(iter(list_backups(backup_folder(workplace))), None)
    return newest is None or newest.made_at.date() != workplace.today


def is_stale(newest: Backup | None, today: date) -> bool:
    """Whether the newest backup is so old that the user should be told."""
    return newest is None or (today - newest.made_at.date()).days > _STALE_DAYS


def check_backup(workplace: Workplace, backup: Backup) -> bool:
    """Whether a backup opens with our key and every page of it is whole."""
    return workplace.database.is_sound_copy(backup.path)


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """The backups in a folder, newest first; empty when there is no such folder."""
    try:
        found = [made for path in folder.glob("ilp-*.db") if (made := _backup_at(path)) is not None]
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def backup_at(path: Path) -> Backup:
    """The backup in a file that the user chose. Fault when it is not one."""
    found = _backup_at(path)
    if found is None:
        raise Fault(
            FaultCode.FILE_UNREADABLE,
            "Berkas ini bukan cadangan ILP Desktop.",
            "Pilih berkas bernama ilp-tanggal-jam.db dari folder cadangan.",
        )
    return found


def restore(backup: Backup, folder: Path, username: str, password: str, clock: Clock) -> Workplace:
    """Puts a backup in the place of the present data and signs in with the password of that time.

    The backup is opened and checked first; what stood in the folder is kept beside it under another name. A new epoch
    begins (docs/package-format.md). Nothing may have the present data open. Rejected for a wrong password, Fault when
    the backup is damaged or the folder cannot be written; then nothing has changed.
    """
    keys = _stage_keys(backup, folder)
    try:
        key = key_ring.unlock(keys, username, password, clock())
        _put_in_place(_staged(backup, folder, key, username), keys, folder, clock())
    finally:
        keys.unlink(missing_ok=True)
    return sign_in(folder, username, password, clock)


def restore_with_code(
    backup: Backup, folder: Path, code: str, username: str, password: str, password_again: str, clock: Clock
) -> Workplace:
    """The same with the recovery code that was printed for that data; the administrator gets a new password."""
    problems = password_problems(password, password_again, username)
    if problems:
        raise Rejected(*problems)
    keys = _stage_keys(backup, folder)
    try:
        key = key_ring.unlock_with_recovery_code(keys, code, clock())
        _put_in_place(_staged(backup, folder, key, username), keys, folder, clock())
    finally:
        keys.unlink(missing_ok=True)
    return recover(folder, code, username, password, password_again, clock)


def restore_here(workplace: Workplace, backup: Backup, username: str, password: str) -> None:
    """Restores over the data that is open; afterwards the program must be closed and started again."""
    workplace.require(Role.ADMINISTRATOR)
    keys = _stage_keys(backup, workplace.folder)
    try:
        key = key_ring.unlock(keys, username, password, workplace.clock())
        staged = _staged(backup, workplace.folder, key, username)
        workplace.database.close()
        _put_in_place(staged, keys, workplace.folder, workplace.clock())
    finally:
        keys.unlink(missing_ok=True)


def _stage_keys(backup: Backup, folder: Path) -> Path:
    """A copy of the key ring: attempts are counted in it, and the stick may be read-only."""
    own = backup.path.with_suffix(_KEYS)
    staged = folder / _STAGED_KEYS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copyfile(own if own.exists() else folder / KEY_RING_FILE, staged))
    except FileNotFoundError as error:
        raise Fault(
            FaultCode.DATABASE_MISSING,
            "Kunci cadangan tidak ada: berkas berakhiran .kunci.json harus berada di samping cadangan.",
            "Salin berkas itu ke folder yang sama, lalu coba lagi.",
        ) from error
    except OSError as error:
        raise _unwritable() from error


def _staged(backup: Backup, folder: Path, key: bytes, username: str) -> Path:
    """A copy of the backup beside the data, found to be whole and to have this administrator."""
    staged = folder / _STAGED
    try:
        staged.unlink(missing_ok=True)
        shutil.copyfile(backup.path, staged)
    except OSError as error:
        staged.unlink(missing_ok=True)
        raise _unwritable() from error
    try:
        database = open_database(staged, key, is_spare=True)
        try:
            sound = database.is_sound()
            if sound:
                _require_administrator(database, username)
        finally:
            database.close()
        if not sound:
            raise Fault(
                FaultCode.DATABASE_DAMAGED,
                "Cadangan ini rusak, jadi tidak dipulihkan. Data sekarang tidak berubah.",
                "Pilih cadangan lain.",
            )
    except BaseException:
        staged.unlink(missing_ok=True)
        raise
    return staged


def _require_administrator(database: Database, username: str) -> None:
    with database.read() as connection:
        user = user_named(connection, username)
    if user is None or Role.ADMINISTRATOR not in user.role_set:
        raise Rejected(
            Problem(
                code="restore.administrator",
                field="username",
                sentence="Hanya administrator yang boleh memulihkan data.",
                remedy="Masuk dengan nama pengguna administrator.",
            )
        )


def _put_in_place(staged: Path, keys: Path, folder: Path, now: datetime) -> None:
    database, ring = folder / DATABASE_FILE, folder / KEY_RING_FILE
    aside = f".sebelum-pulih-{now.strftime(_STAMP)}"
    try:
        write_whole(folder / RESTORED_MARK, now.isoformat().encode())
        for present in (*(database.with_name(database.name + end) for end in ("", "-wal", "-shm")), ring):
            if present.exists():
                rename_over(present, present.with_name(f"{present.name}{aside}"))
        rename_over(staged, database)
        write_whole(ring, keys.read_bytes())
    except OSError as error:
        raise Fault(
            FaultCode.READ_ONLY,
            "Cadangan tidak dapat dipulihkan. Data sebelumnya tetap ada di folder data.",
            "Periksa ruang dan izin folder data, lalu coba lagi.",
        ) from error


def _copied(backup: Backup, folder: Path) -> Backup:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / backup.path.name
    part = target.with_suffix(".part")
    shutil.copyfile(backup.path, part)
    rename_over(part, target)
    shutil.copyfile(backup.path.with_suffix(_KEYS), target.with_suffix(_KEYS))
    _thin_out(folder)
    return Backup(path=target, made_at=backup.made_at, size=target.stat().st_size)


def _thin_out(folder: Path) -> None:
    for old in list_backups(folder)[_KEPT:]:
        old.path.unlink(missing_ok=True)
        old.path.with_suffix(_KEYS).unlink(missing_ok=True)


def _backup_at(path: Path) -> Backup | None:
    try:
        made = datetime.strptime(path.stem.removeprefix("ilp-"), _STAMP).astimezone()
        return Backup(path=path, made_at=made, size=path.stat().st_size)
    except (ValueError, OSError):
        return None


def _unwritable() -> Fault:
    return Fault(
        FaultCode.READ_ONLY,
        "Cadangan tidak dapat ditulis atau dibaca. Data tetap aman di komputer ini.",
        "Periksa ruang dan izin folder, lalu coba lagi.",
    )
