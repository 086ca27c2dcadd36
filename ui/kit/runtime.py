"""What every operation needs from the running program: the database thread, the change bus, where reports go."""

from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType

from ui.kit.change_bus import ChangeBus
from ui.kit.database_thread import DatabaseThread


@dataclass(slots=True, kw_only=True)
class Runtime:
    """``version`` and ``report_folder`` (where crash reports are kept, if anywhere) are for the crash report.

    ``spare`` is for long work that has a connection of its own, such as a backup: nobody waits behind it.
    """

    version: str
    report_folder: Path | None = None
    thread: DatabaseThread = field(default_factory=DatabaseThread)
    spare: DatabaseThread = field(default_factory=DatabaseThread)
    changes: ChangeBus = field(default_factory=ChangeBus)
    in_flight: set[tuple[int, CodeType]] = field(default_factory=set)


_installed: list[Runtime] = []


def install(runtime: Runtime) -> None:
    """Make ``runtime`` the one that operations use."""
    _installed[:] = [runtime]


def runtime() -> Runtime:
    """The installed runtime."""
    return _installed[0]


def close() -> None:
    """Let what was submitted finish, then end the database thread."""
    for installed in _installed:
        installed.thread.close()
        installed.spare.close()
    _installed.clear()
