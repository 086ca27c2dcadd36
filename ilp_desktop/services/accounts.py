"""Who may sign in here: kept apart from the names of staff, which travel and which a package may therefore change."""

from dataclasses import replace

from ilp_desktop.domain.identifiers import UserId
from ilp_desktop.domain.installation import Account, User
from ilp_desktop.storage import records
from ilp_desktop.storage.database import Connection
from ilp_desktop.storage.transaction import Transaction


def account_of(user: User) -> Account:
    """The account that gives a user of this installation the rights that stand in the record."""
    return Account(id=user.id, username=user.username, roles=user.roles, active=user.active)


def user_named(connection: Connection, username: str) -> User | None:
    """The active user of this installation with that name, with the rights of the account; None when there is none."""
    wanted = username.strip().casefold()
    accounts = records.find(connection, Account)
    found = [account for account in accounts if account.active and account.username.casefold() == wanted]
    return _with_rights(records.get(connection, User, found[0].id), found[0]) if found else None


def user_with_id(connection: Connection, user_id: UserId) -> User:
    """A user of this installation, active or not, with the rights of the account."""
    return _with_rights(records.get(connection, User, user_id), records.get(connection, Account, user_id))


def local_users(connection: Connection) -> tuple[User, ...]:
    """Every user of this installation by name."""
    accounts = {account.id: account for account in records.find(connection, Account)}
    people = records.get_many(connection, User, accounts)
    return tuple(
        sorted((_with_rights(people[user_id], account) for user_id, account in accounts.items()), key=_by_name)
    )


def keep_account(transaction: Transaction, user: User) -> None:
    """Writes the account of a user, new or changed, inside a transaction."""
    account = account_of(user)
    present = transaction.find(Account, user.id)
    if present is None:
        transaction.insert(account)
    else:
        transaction.save(present, account)


def _with_rights(user: User, account: Account) -> User:
    return replace(user, username=account.username, roles=account.roles, active=account.active)


def _by_name(user: User) -> str:
    return user.name.casefold()
