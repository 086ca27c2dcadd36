"""The first run: makes the encrypted database, the facility, its working area, the first administrator and the keys."""

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
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.exchange import keys
from ilp_desktop.services.clock import Clock
from ilp_desktop.services.data_folder import DATABASE_FILE, KEY_RING_FILE
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import key_ring
from ilp_desktop.storage.database import create_database
from ilp_desktop.storage.transaction import new_id, utc


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageChoice:
    """A desa of the working area with its dusun."""

    code: VillageCode
    name: str
    hamlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRun:
    """What the wizard asked. ``facility`` is complete but for its id; one user with every right to begin with."""

    facility: Facility
    villages: tuple[VillageChoice, ...]
    username: str
    name: str
    password: str
    password_again: str
    roles: frozenset[Role] = frozenset({Role.ADMINISTRATOR})


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
    """
    _check(command)
    key = key_ring.new_database_key()
    recovery_code = key_ring.new_recovery_code()
    ring = key_ring.with_password(key_ring.empty(), command.username, command.password, key, cost)
    ring = key_ring.with_recovery_code(ring, recovery_code, key, cost)
    database = create_database(folder / DATABASE_FILE, key)
    try:
        key_ring.save(ring, folder / KEY_RING_FILE)
        user = User(
            id=UserId(new_id()),
            username=command.username.strip(),
            name=command.name.strip(),
            roles=",".join(sorted(command.roles)),
        )
        facility = replace(command.facility, id=FacilityId(new_id()))
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
            for record in (facility, user, installation, *_working_area(command.villages, facility.id)):
                transaction.insert(record)
    except BaseException:
        database.close()
        raise
    return NewInstallation(workplace=workplace, recovery_code=recovery_code)


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


def _check(command: FirstRun) -> None:
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
