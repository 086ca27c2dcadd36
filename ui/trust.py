"""Keeps the waiting counts at the left and the strip at the foot up to date, and makes the backup of the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QTimer

from ilp_desktop.domain.visit import Cluster
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.backups import BackupOutcome, back_up_twice, is_due
from ilp_desktop.services.queues import waiting_counts
from ilp_desktop.services.trust import TrustState, trust_state
from ilp_desktop.services.workplace import Workplace
from ui.kit.indonesian import show_date
from ui.kit.message_strip import Message
from ui.kit.operation import Query, SpareOperation
from ui.kit.runtime import runtime
from ui.kit.style import Tone
from ui.shell import Shell, Status

_ELSEWHERE = (Cluster.LABORATORY, Cluster.PHARMACY, Cluster.CROSS_CLUSTER)
_DAYS_WITHOUT_BACKUP = 7
"""A week without a backup is said in amber."""

QUIET_MILLISECONDS = 30_000
"""The backup of the day waits so long after the sign-in: the first person at the counter comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    waiting: Mapping[Cluster, int]
    trust: TrustState


class Trust:
    """Made once for the shell; ``follow`` says for whom it looks."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        self._shell = shell
        self._workplace = workplace
        self._saved_at = ""
        self._query: Query[_State] = Query(shell, self._show)
        self._daily = QTimer(shell)
        self._daily.setSingleShot(True)
        self._daily.timeout.connect(self.back_up_if_due)
        runtime().changes.listen(shell, (), self._saved)

    def follow(self, workplace: Workplace) -> None:
        """Look for this user from now on."""
        self._workplace = workplace
        self._look()
        self._daily.start(QUIET_MILLISECONDS)

    def back_up_if_due(self) -> None:
        """Make today's backup if there is none yet; nobody waits for it."""
        workplace = self._workplace

        def work() -> Answer[BackupOutcome | None]:
            return Answer(back_up_twice(workplace) if is_due(workplace) else None)

        SpareOperation(self._shell, work).on_success(self._backed_up).run()

    def _backed_up(self, outcome: BackupOutcome | None) -> None:
        self._look()
        fault = None if outcome is None else outcome.second_fault
        if fault is not None:
            self._shell.strip.show_message(Message(text=fault.sentence, remedy=fault.remedy, tone=Tone.AMBER))

    def _saved(self) -> None:
        self._saved_at = f"{self._workplace.clock():%H:%M}"
        self._look()

    def _look(self) -> None:
        workplace = self._workplace
        self._query.ask(lambda: _State(waiting=waiting_counts(workplace), trust=trust_state(workplace)))

    def _show(self, state: _State) -> None:
        rooms = {cluster.value: count for cluster, count in state.waiting.items()}
        rooms["cross_cluster"] = sum(state.waiting.get(cluster, 0) for cluster in _ELSEWHERE)
        self._shell.set_waiting(rooms)
        trust = state.trust
        saved = [Status(text=f"Tersimpan {self._saved_at}")] if self._saved_at else []
        last = None if trust.last_backup is None else trust.last_backup.made_at
        unsent = [Status(text=f"Belum dikirim ke {one.partner}: {one.changes}") for one in trust.unsent if one.changes]
        decisions = [Status(text=f"{trust.open_decisions} perbedaan perlu diputuskan", tone=Tone.AMBER)]
        self._shell.set_status(
            [
                *saved,
                backup_status(last, self._workplace.today),
                *unsent,
                *(decisions if trust.open_decisions else ()),
            ]
        )


def backup_status(last: datetime | None, today: date) -> Status:
    """When the last backup was made, in words; amber when that is too long ago."""
    if last is None:
        return Status(text="Belum ada cadangan", tone=Tone.AMBER)
    days = (today - last.date()).days
    if days > _DAYS_WITHOUT_BACKUP:
        return Status(text=f"Cadangan terakhir {show_date(last.date())}, sudah {days} hari", tone=Tone.AMBER)
    day = {0: "hari ini", 1: "kemarin"}.get(days, show_date(last.date()))
    return Status(text=f"Cadangan terakhir {day} {last:%H:%M}")
