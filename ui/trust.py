"""Keeps the waiting counts at the left and the strip at the foot up to date for the user who works."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ilp_desktop.domain.visit import Cluster
from ilp_desktop.services.backups import list_backups
from ilp_desktop.services.partners import partners
from ilp_desktop.services.queues import waiting_counts
from ilp_desktop.services.workplace import Workplace
from ui.kit.indonesian import show_date
from ui.kit.operation import Query
from ui.kit.runtime import runtime
from ui.kit.style import Tone
from ui.shell import Shell, Status

_ELSEWHERE = (Cluster.LABORATORY, Cluster.PHARMACY, Cluster.CROSS_CLUSTER)
_BACKUPS = "cadangan"
_DAYS_WITHOUT_BACKUP = 7
"""A week without a backup is said in amber."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    waiting: Mapping[Cluster, int]
    last_backup: datetime | None
    unsent: tuple[tuple[str, int], ...]


class Trust:
    """Made once for the shell; ``follow`` says for whom it looks."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        self._shell = shell
        self._workplace = workplace
        self._saved_at = ""
        self._query: Query[_State] = Query(shell, self._show)
        runtime().changes.listen(shell, (), self._saved)

    def follow(self, workplace: Workplace) -> None:
        """Look for this user from now on."""
        self._workplace = workplace
        self._look()

    def _saved(self) -> None:
        self._saved_at = f"{self._workplace.clock():%H:%M}"
        self._look()

    def _look(self) -> None:
        workplace = self._workplace
        self._query.ask(lambda: _state(workplace))

    def _show(self, state: _State) -> None:
        rooms = {cluster.value: count for cluster, count in state.waiting.items()}
        rooms["cross_cluster"] = sum(state.waiting.get(cluster, 0) for cluster in _ELSEWHERE)
        self._shell.set_waiting(rooms)
        saved = [Status(text=f"Tersimpan {self._saved_at}")] if self._saved_at else []
        unsent = [Status(text=f"Belum dikirim ke {name}: {count}") for name, count in state.unsent if count]
        self._shell.set_status([*saved, backup_status(state.last_backup, self._workplace.today), *unsent])


def backup_status(last: datetime | None, today: date) -> Status:
    """When the last backup was made, in words; amber when that is too long ago."""
    if last is None:
        return Status(text="Belum ada cadangan", tone=Tone.AMBER)
    days = (today - last.date()).days
    if days > _DAYS_WITHOUT_BACKUP:
        return Status(text=f"Cadangan terakhir {show_date(last.date())}, sudah {days} hari", tone=Tone.AMBER)
    day = {0: "hari ini", 1: "kemarin"}.get(days, show_date(last.date()))
    return Status(text=f"Cadangan terakhir {day} {last:%H:%M}")


def _state(workplace: Workplace) -> _State:
    backups = list_backups(workplace.folder / _BACKUPS)
    return _State(
        waiting=waiting_counts(workplace),
        last_backup=backups[0].made_at if backups else None,
        unsent=tuple((state.partner.name, state.unsent) for state in partners(workplace)),
    )
