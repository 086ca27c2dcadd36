"""The facility, its working area and the settings of this installation, each with a default."""

import base64
import json
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ilp_desktop.domain.bookkeeping import Setting
from ilp_desktop.domain.identifiers import HamletId, VillageCode
from ilp_desktop.domain.installation import Facility, Hamlet, Role, WorkingVillage
from ilp_desktop.domain.medical_record_number import parse_pattern
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.uncertain import Kept
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.transaction import Transaction, new_id

Value = TypeVar("Value", str, int, bool)

_HIGHEST_VILLAGE_NUMBER = 99
_LONGEST_NAME = 1024


@dataclass(frozen=True, slots=True)
class SettingKey(Generic[Value]):
    """A setting: its key, its default, and what it decides, in the user's words."""

    key: str
    default: Value
    label: str


IDLE_MINUTES = SettingKey("idle_minutes", 10, "Kunci layar setelah tidak dipakai (menit)")
TICKET_WIDTH = SettingKey("ticket_width", 80, "Lebar kertas karcis (mm)")
REGISTER_PAPER = SettingKey("register_paper", "F4", "Kertas register")
MEDICAL_RECORD_PATTERN = SettingKey("medical_record_pattern", "DD-NNNNN-AA", "Pola No. RM")
NEW_VISIT_EVER = SettingKey("new_visit_first_ever", False, "Kunjungan baru hanya sekali seumur hidup")
REFERRAL_VALID_DAYS = SettingKey("referral_valid_days", 90, "Masa berlaku surat rujukan (hari)")
BACKUP_FOLDER = SettingKey("backup_folder", "", "Folder cadangan kedua")
LOGO_LEFT = SettingKey("logo_left", "", "Logo kiri kop surat (PNG, base64)")
LOGO_RIGHT = SettingKey("logo_right", "", "Logo kanan kop surat (PNG, base64)")


def setting(workplace: Workplace, key: SettingKey[Value]) -> Value:
    """The value in force: what was set here, else the default."""
    found = next((one for one in workplace.database.remembered(Setting) if one.id == key.key), None)
    return key.default if found is None else _value(found, key)


def change_setting(workplace: Workplace, key: SettingKey[Value], value: Value) -> Answer[Value]:
    """Sets a value; administrators and the head only. Rejected for a pattern of No. RM that cannot be read."""
    workplace.require(Role.HEAD)
    problem = check_setting(key.key, str(value))
    if problem is not None:
        raise Rejected(problem)
    with workplace.change("change_setting") as transaction:
        write_setting(transaction, key, value)
    return Answer(value, frozenset(transaction.changes))


def check_setting(key: str, text: str) -> Problem | None:
    """What is wrong with the value of a setting: a pattern of No. RM may be unreadable."""
    pattern = parse_pattern(text) if key == MEDICAL_RECORD_PATTERN.key else None
    return replace(pattern, field=key) if isinstance(pattern, Problem) else None


def write_setting(transaction: Transaction, key: SettingKey[Value], value: Value) -> None:
    """Sets a value inside a transaction."""
    keep_setting(transaction, key.key, value)


def keep_setting(transaction: Transaction, key: str, value: Kept | None) -> None:
    """Sets the value of a key inside a transaction; None: the default is in force, as if it had never been set."""
    present, text = transaction.find(Setting, key), json.dumps(value)
    if present is not None:
        transaction.change(present, value=text)
    elif value is not None:
        transaction.insert(Setting(id=key, value=text))


def working_villages(workplace: Workplace) -> tuple[WorkingVillage, ...]:
    """The villages of this facility's working area in the order of their numbers."""
    own = (one for one in workplace.database.remembered(WorkingVillage) if one.facility_id == workplace.facility.id)
    return tuple(sorted(own, key=lambda village: village.number))


def add_village(workplace: Workplace, code: VillageCode, name: str) -> Answer[WorkingVillage]:
    """A desa joins the working area under the next free number. Rejected when it is there already."""
    workplace.require(Role.HEAD)
    present = working_villages(workplace)
    if any(village.code == code for village in present):
        raise Rejected(
            Problem(
                code="village.taken",
                field="village",
                sentence="Desa ini sudah ada di wilayah kerja.",
                remedy="Pilih desa lain.",
            )
        )
    number = max((village.number for village in present), default=0) + 1
    village = WorkingVillage(
        id=new_id(), facility_id=workplace.facility.id, code=code, name=name.strip(), number=number
    )
    with workplace.change("add_village") as transaction:
        transaction.insert(village)
    return Answer(village, frozenset(transaction.changes))


def change_village(
    workplace: Workplace, village: WorkingVillage, number: int, *, focus: bool
) -> Answer[WorkingVillage]:
    """The number that stands in new No. RM, and whether the desa is a locus. Rejected for a number that is taken.

    Numbers that were given out with the old village number stay as they are.
    """
    workplace.require(Role.HEAD)
    taken = any(other.number == number and other.id != village.id for other in working_villages(workplace))
    if taken or not 1 <= number <= _HIGHEST_VILLAGE_NUMBER:
        raise Rejected(
            Problem(
                code="village.number",
                field="number",
                sentence=f"Nomor desa harus 1 sampai {_HIGHEST_VILLAGE_NUMBER} dan belum dipakai desa lain.",
                remedy="Pilih nomor lain.",
            )
        )
    with workplace.change("change_village") as transaction:
        changed = transaction.change(village, number=number, focus=focus)
    return Answer(changed, frozenset(transaction.changes))


def hamlets(workplace: Workplace, village: VillageCode) -> tuple[Hamlet, ...]:
    """The dusun of a village by name."""
    with workplace.database.read() as connection:
        return records.find(connection, Hamlet, order_by="name", village_code=village)


def add_hamlet(workplace: Workplace, village: VillageCode, name: str) -> Answer[Hamlet]:
    """A new dusun of a village."""
    if not name.strip():
        raise Rejected(
            Problem(code="hamlet.name", field="name", sentence="Nama dusun belum diisi.", remedy="Isi, lalu simpan.")
        )
    if any(present.name.casefold() == name.strip().casefold() for present in hamlets(workplace, village)):
        raise Rejected(
            Problem(
                code="hamlet.taken",
                field="name",
                sentence="Dusun ini sudah ada di desa itu.",
                remedy="Ketik nama lain.",
            )
        )
    hamlet = Hamlet(id=HamletId(new_id()), village_code=village, name=name.strip())
    with workplace.change("add_hamlet") as transaction:
        transaction.insert(hamlet)
    return Answer(hamlet, frozenset(transaction.changes))


def present_facility(workplace: Workplace) -> Facility:
    """The facility as it stands now; it may have been changed since this user signed in."""
    with workplace.database.read() as connection:
        return records.get(connection, Facility, workplace.facility.id)


def logos(workplace: Workplace) -> tuple[bytes, bytes]:
    """The left and the right logo of the kop surat, PNG, empty for none."""
    left, right = (base64.b64decode(setting(workplace, key)) for key in (LOGO_LEFT, LOGO_RIGHT))
    return left, right


def change_facility(
    workplace: Workplace, facility: Facility, logos: tuple[bytes, bytes] | None = None
) -> Answer[Facility]:
    """Saves the facility's name, address, kop surat and head, and the logos (PNG, left and right) when given."""
    workplace.require(Role.HEAD)
    if not facility.name.strip() or len(facility.name) > _LONGEST_NAME or not facility.name.isprintable():
        raise Rejected(
            Problem(
                code="facility.name",
                field="name",
                sentence=f"Nama fasilitas harus diisi, paling panjang {_LONGEST_NAME} huruf dalam satu baris.",
                remedy="Perbaiki, lalu simpan lagi.",
            )
        )
    with workplace.database.read() as connection:
        before = records.get(connection, Facility, facility.id)
    with workplace.change("change_facility") as transaction:
        transaction.save(before, facility)
        for key, logo in zip((LOGO_LEFT, LOGO_RIGHT), logos or (), strict=False):
            write_setting(transaction, key, base64.b64encode(logo).decode())
    return Answer(facility, frozenset(transaction.changes))


def _value(found: Setting, key: SettingKey[Value]) -> Value:
    value = json.loads(found.value)
    return value if isinstance(value, type(key.default)) else key.default
