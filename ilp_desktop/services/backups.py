"""Backups: a complete encrypted copy with its key ring, checked after writing, old ones thinned out."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.services.data_folder import DATABASE_FILE, KEY_RING_FILE
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.whole_file import write_whole

_KEPT = 14
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup on this PC."""

    path: Path
    made_at: datetime
    size: int


def back_up(workplace: Workplace, folder: Path | None = None) -> Backup:
    """Writes a backup into the data folder's "cadangan", or into another folder. Fault when it cannot be written."""
    target_folder = folder or workplace.folder / "cadangan"
    now = workplace.clock()
    target = target_folder / f"ilp-{now.strftime(_STAMP)}.db"
    part = target.with_suffix(".part")
    try:
        target_folder.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        workplace.database.back_up(part)
        part.replace(target)
        write_whole(target.with_suffix(".kunci.json"), (workplace.folder / KEY_RING_FILE).read_bytes())
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Fault(
            FaultCode.READ_ONLY,
            "Cadangan tidak dapat ditulis. Data tetap aman di komputer ini.",
            "Periksa ruang dan izin folder cadangan, lalu coba lagi.",
        ) from error
    for old in list_backups(target_folder)[_KEPT:]:
        old.path.unlink(missing_ok=True)
        old.path.with_suffix(".kunci.json").unlink(missing_ok=True)
    return Backup(path=target, made_at=now, size=target.stat().st_size)


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """The backups in a folder, newest first."""
    found = []
    for path in folder.glob("ilp-*.db"):
        try:
            made = datetime.strptime(path.stem.removeprefix("ilp-"), _STAMP).astimezone()
        except ValueError:
            continue
        found.append(Backup(path=path, made_at=made, size=path.stat().st_size))
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def restore(backup: Backup, folder: Path, now: datetime) -> None:
    """Puts a backup in the place of the present data, which is kept beside it under another name.

    The program must not have the data open. The restored installation notices at its next start that it was restored.
    """
    database, ring = folder / DATABASE_FILE, folder / KEY_RING_FILE
    aside = now.strftime(_STAMP)
    try:
        for suffix in ("", "-wal", "-shm"):
            present = database.with_name(database.name + suffix)
            if present.exists():
                present.replace(present.with_name(f"{present.name}.sebelum-pulih-{aside}"))
        write_whole(database, backup.path.read_bytes())
        keys = backup.path.with_suffix(".kunci.json")
        if keys.exists():
            write_whole(ring, keys.read_bytes())
    except OSError as error:
        raise Fault(
            FaultCode.READ_ONLY,
            "Cadangan tidak dapat dipulihkan. Data sebelumnya tetap ada di folder data.",
            "Periksa ruang dan izin folder data, lalu coba lagi.",
        ) from error
