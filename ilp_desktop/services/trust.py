"""The state of trust: when was last backed up, what partners do not have yet, what waits for a decision."""

from dataclasses import dataclass
from datetime import datetime

from ilp_desktop.domain.bookkeeping import OpenDecision
from ilp_desktop.services.backups import Backup, backup_folder, is_stale, list_backups
from ilp_desktop.services.partners import partners
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """How many changes one partner does not have yet; ``last_sent`` is None when nothing ever went to them."""

    partner: str
    changes: int
    last_sent: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustState:
    """``backup_is_stale`` when the newest backup is a week old or there is none."""

    last_backup: Backup | None
    backup_is_stale: bool
    unsent: tuple[Unsent, ...]
    open_decisions: int


def trust_state(workplace: Workplace) -> TrustState:
    """The state as it is now; times in the zone of this PC."""
    with workplace.database.read() as connection:
        decisions = records.find(connection, OpenDecision, decided_at=None)
    newest = next(iter(list_backups(backup_folder(workplace))), None)
    return TrustState(
        last_backup=newest,
        backup_is_stale=is_stale(newest, workplace.today),
        unsent=tuple(
            Unsent(
                partner=state.partner.name,
                changes=state.unsent,
                last_sent=None if state.last_sent is None else state.last_sent.made_at,
            )
            for state in partners(workplace)
        ),
        open_decisions=len(decisions),
    )
