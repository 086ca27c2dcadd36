"""The people who sign in: add, change, set aside; every one with their own password and roles."""

from dataclasses import dataclass, replace
from datetime import date

from ilp_desktop.domain.identifier_numbers import EmployeeNumber, read_employee_number
from ilp_desktop.domain.identifiers import UserId
from ilp_desktop.domain.installation import Role, User
from ilp_desktop.domain.passwords import password_problems
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.services.accounts import keep_account, local_users, user_with_id
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.data_folder import KEY_RING_FILE
from ilp_desktop.services.first_run import LONGEST_CODE
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import key_ring, records
from ilp_desktop.storage.transaction import Transaction, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class UserCommand:
    """A user as typed; an empty password at a change leaves the password as it is. The administrator's own password is
    asked again, because it is what opens the data key for the new user."""

    username: str
    name: str
    roles: frozenset[Role]
    password: str
    password_again: str
    administrator_password: str
    employee_number: str = ""
    licence_number: str = ""
    licence_until: date | None = None
    position: str = ""


def list_users(workplace: Workplace) -> tuple[User, ...]:
    """Every user of this installation, also those set aside, by name."""
    with workplace.database.read() as connection:
        return local_users(connection)


def add_user(workplace: Workplace, command: UserCommand) -> Answer[User]:
    """A new user with a password of their own. Rejected when the name is taken or something is missing."""
    workplace.require(Role.ADMINISTRATOR)
    problems = [
        *_problems(command, workplace.today),
        *password_problems(command.password, command.password_again, command.username),
    ]
    if any(user.username.casefold() == command.username.strip().casefold() for user in list_users(workplace)):
        problems.append(
            Problem(
                code="user.taken",
                field="username",
                sentence="Nama pengguna ini sudah dipakai.",
                remedy="Pilih nama pengguna lain.",
            )
        )
    if problems:
        raise Rejected(*problems)
    user = _filled(
        User(id=UserId(new_id()), username=command.username.strip(), name="", roles=""), command, workplace.today
    )
    _hang_key(workplace, command)
    with workplace.change("add_user") as transaction:
        transaction.insert(user)
        keep_account(transaction, user)
    return Answer(user, frozenset(transaction.changes))


def change_user(workplace: Workplace, user_id: UserId, command: UserCommand) -> Answer[User]:
    """Changes a user's name, roles or papers, and the password when one is typed."""
    workplace.require(Role.ADMINISTRATOR)
    problems = list(_problems(command, workplace.today))
    if command.password:
        problems.extend(password_problems(command.password, command.password_again, command.username))
    if problems:
        raise Rejected(*problems)
    with workplace.database.read() as connection:
        user = user_with_id(connection, user_id)
    if not user.active and not command.password:
        raise Rejected(
            Problem(
                code="user.password_needed",
                field="password",
                sentence="Pengguna yang diaktifkan kembali memerlukan kata sandi baru.",
                remedy="Isi kata sandi, lalu simpan lagi.",
            )
        )
    if user_id == workplace.user.id and Role.ADMINISTRATOR not in command.roles:
        raise Rejected(
            Problem(
                code="user.own_right",
                field="roles",
                sentence="Anda tidak dapat mencabut hak administrator Anda sendiri.",
                remedy="Minta administrator lain melakukannya.",
            )
        )
    if command.password:
        _hang_key(workplace, replace(command, username=user.username))
    with workplace.change("change_user") as transaction:
        changed = _filled(user, command, workplace.today)
        _write(transaction, changed)
    return Answer(changed, frozenset(transaction.changes))


def set_aside_user(workplace: Workplace, user_id: UserId) -> Answer[User]:
    """The user can no longer sign in; what they recorded keeps their name. Nobody sets themselves aside."""
    workplace.require(Role.ADMINISTRATOR)
    if user_id == workplace.user.id:
        raise Rejected(
            Problem(
                code="user.self",
                field="",
                sentence="Anda tidak dapat menonaktifkan diri sendiri.",
                remedy="Minta administrator lain melakukannya.",
            )
        )
    with workplace.database.read() as connection:
        user = user_with_id(connection, user_id)
    path = workplace.folder / KEY_RING_FILE
    key_ring.save(key_ring.without_user(key_ring.load(path), user.username), path)
    with workplace.change("set_aside_user") as transaction:
        changed = replace(user, active=False)
        _write(transaction, changed)
    return Answer(changed, frozenset(transaction.changes))


def _write(transaction: Transaction, user: User) -> None:
    transaction.save(records.get(transaction.connection, User, user.id), user)
    keep_account(transaction, user)


def _hang_key(workplace: Workplace, command: UserCommand) -> None:
    path = workplace.folder / KEY_RING_FILE
    key = key_ring.unlock(path, workplace.user.username, command.administrator_password, workplace.clock())
    key_ring.save(key_ring.with_password(key_ring.load(path), command.username, command.password, key), path)


def _filled(user: User, command: UserCommand, today: date) -> User:
    number = read_employee_number(command.employee_number, today=today)
    return replace(
        user,
        name=command.name.strip(),
        roles=",".join(sorted(command.roles)),
        employee_number=number.number if isinstance(number, EmployeeNumber) else "",
        licence_number=command.licence_number.strip(),
        licence_until=command.licence_until,
        position=command.position.strip(),
        active=True,
    )


def _problems(command: UserCommand, today: date) -> tuple[Problem, ...]:
    missing = [
        Problem(code=f"user.{field}", field=field, sentence=f"{label} belum diisi.", remedy="Isi, lalu simpan lagi.")
        for field, label, given in (
            ("username", "Nama pengguna", bool(command.username.strip())),
            ("name", "Nama lengkap", bool(command.name.strip())),
            ("roles", "Peran", bool(command.roles)),
        )
        if not given
    ]
    if len(command.username.strip()) > LONGEST_CODE or not command.username.isprintable():
        missing.append(
            Problem(
                code="user.username_unfit",
                field="username",
                sentence=f"Nama pengguna paling panjang {LONGEST_CODE} huruf, tanpa tanda tak terlihat.",
                remedy="Pilih nama yang lebih pendek.",
            )
        )
    number = read_employee_number(command.employee_number, today=today)
    if command.employee_number.strip() and isinstance(number, Problem):
        missing.append(number)
    return tuple(missing)
