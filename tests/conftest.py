"""Tripwires around every test: what would pass unnoticed on a developer's PC fails here, in words.

A test that provokes a log entry on purpose says so: ``@pytest.mark.logs("part of the message")``.
A test that provokes a Qt message uses pytest-qt's ``@pytest.mark.qt_log_ignore("pattern")``.
"""

import gc
import logging
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("project", deadline=None, database=None, derandomize="CI" in os.environ)
settings.load_profile("project")

HOME_VARIABLES = (
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_RUNTIME_DIR",
    "XDG_STATE_HOME",
)
PATIENCE_SECONDS = 0.5


def _fence_off_the_real_machine() -> Path:
    """Points home and temporary folders to one throw-away folder, for this process and those it starts."""
    ground = os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())
    fence = Path(tempfile.mkdtemp(prefix="ilp-tests-", dir=ground))
    home, temporary, cache = fence / "home", fence / "tmp", fence / "cache"
    for folder in (home, temporary, cache):
        folder.mkdir(mode=0o700)
    os.environ.update(dict.fromkeys(HOME_VARIABLES, str(home)), XDG_CACHE_HOME=str(cache))
    os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary)))
    tempfile.tempdir = str(temporary)
    return fence


FENCE = _fence_off_the_real_machine()
HOME, TEMPORARY = FENCE / "home", FENCE / "tmp"


class _LogTripwire(logging.Handler):
    """Keeps the log entries that a user's support would have to look at."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the entry as ``logger: message``."""
        self.messages.append(f"{record.name}: {record.getMessage()}")

    def take(self) -> list[str]:
        """The entries since the last call."""
        taken, self.messages = self.messages, []
        return taken


LOG = _LogTripwire()
LATE_QT_MESSAGES: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` writes golden papers and generated pages anew, for a person to look at."""
    parser.addoption("--update-golden", action="store_true", help="write golden papers and generated pages anew")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Starts to listen. pytest-qt watches Qt while a test runs; what Qt says between tests comes here."""
    config.addinivalue_line("markers", "logs(pattern): a log entry from WARNING on that this test provokes on purpose")
    logging.getLogger().addHandler(LOG)
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import qInstallMessageHandler

        ignored = re.compile("|".join(config.getini("qt_log_ignore")) or r"(?!)")
        qInstallMessageHandler(
            lambda _kind, _context, message: None if ignored.search(message) else LATE_QT_MESSAGES.append(message)
        )


def pytest_unconfigure() -> None:
    """Takes the fence down."""
    logging.getLogger().removeHandler(LOG)
    shutil.rmtree(FENCE, ignore_errors=True)


def _running_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if not thread.daemon}


def _open_files() -> set[str]:
    """Files below the tests' folders that this process holds open; known on Linux only."""
    roots = (os.environ["PYTEST_DEBUG_TEMPROOT"] + "/pytest-of-", str(FENCE))
    opened = set()
    for descriptor in Path("/proc/self/fd").iterdir() if sys.platform == "linux" else ():
        try:
            target = str(descriptor.readlink())
        except OSError:
            continue
        if target.startswith(roots) and not target.endswith(" (deleted)"):
            opened.add(target)
    return opened


def _temporary_files() -> set[str]:
    return {path.name for path in TEMPORARY.iterdir()}


def _left_behind(look: Callable[[], set[str]]) -> set[str]:
    """What ``look`` finds once waiting and collecting garbage no longer help."""
    found = look()
    if found:
        gc.collect()
        found = look()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while found and time.monotonic() < deadline:
        time.sleep(0.01)
        found = look()
    return found


def _qt_leftovers() -> set[str]:
    """Windows still shown, timers and threads still running after pytest-qt has closed the test's widgets."""
    if "PySide6.QtWidgets" not in sys.modules:
        return set()
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return set()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    windows = QApplication.topLevelWidgets()
    owners: list[QObject] = [application, *windows]
    found = {f"window {window.objectName() or type(window).__name__}" for window in windows if window.isVisible()}
    for owner in owners:
        name = owner.objectName() or type(owner).__name__
        found |= {f"timer of {name}" for timer in owner.findChildren(QTimer) if timer.isActive()}
        found |= {f"thread of {name}" for thread in owner.findChildren(QThread) if thread.isRunning()}
    if QThreadPool.globalInstance().activeThreadCount():
        found.add("work in Qt's thread pool")
    return found


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _unexpected_logs(item: pytest.Item, messages: list[str]) -> list[str]:
    """Entries that no marker announces, and announcements that nothing fulfilled."""
    patterns = [str(marker.args[0]) for marker in item.iter_markers("logs")]
    unexpected = [text for text in messages if not any(re.search(pattern, text) for pattern in patterns)]
    missing = [pattern for pattern in patterns if not any(re.search(pattern, text) for text in messages)]
    return unexpected + [f"(expected, but not logged) {pattern}" for pattern in missing]


@pytest.fixture(autouse=True)
def tripwires(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails the test that logs a warning, or leaves a file, thread, window, timer or open handle behind."""
    threads, opened, files, shown = _running_threads(), _open_files(), _temporary_files(), _qt_leftovers()
    yield
    leftovers = {
        "logged": set(_unexpected_logs(request.node, LOG.take())),
        "said by Qt": set(LATE_QT_MESSAGES),
        "left in Qt": _left_behind(lambda: _qt_leftovers() - shown),
        "threads left": _left_behind(lambda: {thread.name for thread in _running_threads() - threads}),
        "files left open": _left_behind(lambda: _open_files() - opened),
        "temporary files left": _left_behind(lambda: _temporary_files() - files),
    }
    LATE_QT_MESSAGES.clear()
    _remove([*HOME.iterdir(), *(TEMPORARY / name for name in leftovers["temporary files left"])])
    found = [f"{kind}: {', '.join(sorted(names))}" for kind, names in leftovers.items() if names]
    if found:
        pytest.fail("\n".join(found), pytrace=False)
