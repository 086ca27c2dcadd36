"""The one thread on which every use case runs, and the way back to the GUI thread."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal

Job = Callable[[], object]


class _Courier(QObject):
    """Lives on the GUI thread; what the worker emits is carried out there."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._carry_out, Qt.ConnectionType.QueuedConnection)

    def _carry_out(self, job: Job) -> None:
        job()


class DatabaseThread:
    """Runs jobs one after the other, in the order of ``submit``. A job must not raise."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._courier = _Courier()
        self._thread: Thread | None = None

    def submit(self, job: Job) -> None:
        """Run ``job`` on the database thread when its turn comes."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name="database", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def deliver(self, job: Job) -> None:
        """Called on the database thread: run ``job`` on the GUI thread."""
        self._courier.arrived.emit(job)

    def close(self) -> None:
        """Finish everything that was submitted, then end the thread."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            del job
