"""Keeps the waiting counts at the left and the strip at the foot up to date for the user who works."""

from ilp_desktop.domain.visit import Cluster
from ilp_desktop.services.queues import waiting_counts
from ilp_desktop.services.workplace import Workplace
from ui.kit.operation import Query
from ui.kit.runtime import runtime
from ui.shell import Shell, Status

_ELSEWHERE = (Cluster.LABORATORY, Cluster.PHARMACY, Cluster.CROSS_CLUSTER)


class Trust:
    """Made once for the shell; ``follow`` says for whom it looks."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        self._shell = shell
        self._workplace = workplace
        self._counts: Query[dict[Cluster, int]] = Query(shell, self._show_counts)
        runtime().changes.listen(shell, (), self._saved)
        runtime().changes.listen(shell, {"queue_entry"}, self._count)

    def follow(self, workplace: Workplace) -> None:
        """Look for this user from now on."""
        self._workplace = workplace
        self._count()

    def _count(self) -> None:
        workplace = self._workplace
        self._counts.ask(lambda: waiting_counts(workplace))

    def _saved(self) -> None:
        self._shell.set_status((Status(text=f"Tersimpan {self._workplace.clock():%H:%M}"),))

    def _show_counts(self, counts: dict[Cluster, int]) -> None:
        rooms = {cluster.value: count for cluster, count in counts.items()}
        rooms["cross_cluster"] = sum(counts.get(cluster, 0) for cluster in _ELSEWHERE)
        self._shell.set_waiting(rooms)
