"""The first run: makes the encrypted database, the facility, its working area, the first administrator and the keys."""

import base64
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ilp_desktop.domain.identifiers import FacilityId, HamletId, NodeId, UserId, VillageCode
from ilp_desktop.domain.installation import (
    Facility,
    Hamlet,
    Installation,
    InstallationKind,
    Role,
    User,
    WorkingVillage,
)
from ilp_desktop.domain.passwords import password_problems
from ilp_desktop.domain.problem import Fault, FaultCode, Problem, Rejected
from ilp_desktop.exchange import keys
from ilp_desktop.services.accounts import account_of
from ilp_desktop.services.clock import Clock
from ilp_desktop.services.data_folder import (
    DATABASE_FILE,
    DATABASE_FILES,
    KEY_RING_FILE,
    UNFINISHED_MARK,
    is_installed,
)
from ilp_desktop.services.settings import LOGO_LEFT, LOGO_RIGHT, write_setting
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import key_ring
from ilp_desktop.storage.database import Database, create_database
from ilp_desktop.storage.transaction import new_id, utc
from ilp_desktop.storage.whole_file import write_whole

LONGEST_CODE = 64
LONGEST_NAME = 1024
_UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageChoice:
    """A desa of the working area with its dusun."""

    code: VillageCode
    name: str
    hamlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRun:
    """What the wizard asked. ``facility`` is complete but for its id; one user with every right to begin with.

    The logos are PNG bytes, empty for none.
    """

    facility: Facility
    villages: tuple[VillageChoice, ...]
    username: str
    name: str
    password: str
    password_again: str
    roles: frozenset[Role] = frozenset({Role.ADMINISTRATOR})
    left_logo: bytes = b""
    right_logo: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInstallation:
    """The signed-in administrator, and the recovery code that is shown and printed once."""

    workplace: Workplace
    recovery_code: str


def install(
    folder: Path, command: FirstRun, clock: Clock, cost: key_ring.KeyCost = key_ring.INTERACTIVE
) -> NewInstallation:
    """Makes the installation in an empty data folder.

    Rejected when something is missing or the password is weak; Fault when the folder cannot be written or is taken.
    After a failure the folder is as empty as before.
    """
    check(command)
    key = key_ring.new_database_key()
    recovery_code = key_ring.new_recovery_code()
    ring = key_ring.with_password(key_ring.empty(), command.username, command.password, key, cost)
    ring = key_ring.with_recovery_code(ring, recovery_code, key, cost)
    with _all_or_nothing(folder):
        database = create_database(folder / DATABASE_FILE, key)
        try:
            workplace = _filled(database, folder, command, clock)
            key_ring.save(ring, folder / KEY_RING_FILE)
        except BaseException:
            database.close()
            raise
    return NewInstallation(workplace=workplace, recovery_code=recovery_code)


@contextmanager
def _all_or_nothing(folder: Path) -> Iterator[None]:
    """A database without its keys would stand in the way of the next attempt, also after a power cut."""
    if is_installed(folder):
        raise Fault(
            FaultCode.DATABASE_FOREIGN,
            "Di folder ini sudah ada berkas data.",
            "Tutup program, lalu buka lagi untuk masuk dengan data yang sudah ada.",
        )
    _clear(folder)
    write_whole(folder / UNFINISHED_MARK, b"")
    try:
        yield
    except BaseException:
        _clear(folder)
        raise
    (folder / UNFINISHED_MARK).unlink()


def _clear(folder: Path) -> None:
    for name in (*DATABASE_FILES, KEY_RING_FILE, UNFINISHED_MARK):
        with suppress(OSError):
            (folder / name).unlink()


def _filled(database: Database, folder: Path, command: FirstRun, clock: Clock) -> Workplace:
    user = User(
        id=UserId(new_id()),
        username=command.username.strip(),
        name=command.name.strip(),
        roles=",".join(sorted(command.roles)),
    )
    facility = replace(
        command.facility,
        id=FacilityId(new_id()),
        code=command.facility.code.strip(),
        name=" ".join(command.facility.name.split()),
    )
    identity = keys.new_identity()
    installation = Installation(
        id="installation",
        kind=facility.kind,
        facility_id=facility.id,
        node=NodeId(new_id()),
        epoch=1,
        created_at=utc(clock()),
        identity_secret=identity.identity_secret,
        signing_secret=identity.signing_secret,
    )
    workplace = Workplace(
        database=database, folder=folder, clock=clock, user=user, installation=installation, facility=facility
    )
    with workplace.change("install") as transaction:
        for record in (facility, user, account_of(user), installation, *_working_area(command.villages, facility.id)):
            transaction.insert(record)
        for key, logo in ((LOGO_LEFT, command.left_logo), (LOGO_RIGHT, command.right_logo)):
            if logo:
                write_setting(transaction, key, base64.b64encode(logo).decode())
    return workplace


def _working_area(villages: tuple[VillageChoice, ...], facility_id: FacilityId) -> list[WorkingVillage | Hamlet]:
    records: list[WorkingVillage | Hamlet] = []
    for number, village in enumerate(villages, start=1):
        records.append(
            WorkingVillage(id=new_id(), facility_id=facility_id, code=village.code, name=village.name, number=number)
        )
        records.extend(
            Hamlet(id=HamletId(new_id()), village_code=village.code, name=name.strip())
            for name in village.hamlets
            if name.strip()
        )
    return records


def check(command: FirstRun) -> None:
    """Rejected with everything that is missing or cannot be; needs no data folder."""
    problems = [
        Problem(code=f"first_run.{field}", field=field, sentence=f"{label} belum diisi.", remedy="Isi, lalu lanjutkan.")
        for field, label, value in (
            ("facility_code", "Kode fasilitas", command.facility.code),
            ("facility_name", "Nama fasilitas", command.facility.name),
            ("username", "Nama pengguna", command.username),
            ("name", "Nama lengkap", command.name),
        )
        if not value.strip()
    ]
    problems.extend(_unfit(command))
    if command.facility.kind is not InstallationKind.DINAS and not command.villages:
        problems.append(
            Problem(
                code="first_run.villages",
                field="villages",
                sentence="Wilayah kerja belum dipilih.",
                remedy="Pilih paling sedikit satu desa atau kelurahan.",
            )
        )
    problems.extend(password_problems(command.password, command.password_again, command.username))
    if problems:
        raise Rejected(*problems)


def _unfit(command: FirstRun) -> list[Problem]:
    """What the exchange with other installations could not carry (docs/package-format.md)."""
    return [
        Problem(
            code=f"first_run.{field}_unfit",
            field=field,
            sentence=f"{label} paling panjang {longest} huruf, tanpa ganti baris atau tanda tak terlihat.",
            remedy="Ketik ulang tanpa menempel dari tempat lain.",
        )
        for field, label, value, longest in (
            ("facility_code", "Kode fasilitas", command.facility.code, LONGEST_CODE),
            ("facility_name", "Nama fasilitas", command.facility.name, LONGEST_NAME),
            ("username", "Nama pengguna", command.username, LONGEST_CODE),
            ("name", "Nama lengkap", command.name, LONGEST_NAME),
        )
        if len(value.strip()) > longest or any(unicodedata.category(letter) in _UNSEEN for letter in value.strip())
    ]
