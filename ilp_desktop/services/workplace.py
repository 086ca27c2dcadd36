"""The signed-in user at this installation: what every use case is given first."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ilp_desktop.domain.installation import Facility, Installation, Role, User
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.services.clock import Clock
from ilp_desktop.storage.database import Database
from ilp_desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """An open database, the person who works, the facility they work for, and the clock."""

    database: Database
    folder: Path
    clock: Clock
    user: User
    installation: Installation
    facility: Facility

    @property
    def today(self) -> date:
        """The calendar day at the puskesmas."""
        return self.clock().date()

    @contextmanager
    def change(self, operation: str) -> Iterator[Transaction]:
        """One named change of the data by this user."""
        with self.database.write(operation=operation, user=self.user.id, clock=self.clock) as transaction:
            yield transaction

    def require(self, *roles: Role) -> None:
        """Rejected with ``role.missing`` unless the user has one of the roles, or is administrator."""
        if not self.user.role_set & {*roles, Role.ADMINISTRATOR}:
            raise Rejected(
                Problem(
                    code="role.missing",
                    field="",
                    sentence="Pekerjaan ini bukan untuk peran Anda.",
                    remedy="Masuk dengan pengguna yang berwenang, atau minta administrator menambah peran.",
                )
            )
