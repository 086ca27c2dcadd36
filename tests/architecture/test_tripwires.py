"""The tripwires of tests/conftest.py bite: each careless test fails with the words that say why."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

CARELESS = {
    "logged: root: the disk is nearly full": """
import logging
def test_it(): logging.warning("the disk is nearly full")
""",
    "(expected, but not logged) disk": """
import pytest
@pytest.mark.logs("disk")
def test_it(): pass
""",
    "threads left: left-running": """
import threading
GO_ON = threading.Event()
def test_it(): threading.Thread(target=lambda: GO_ON.wait(1.5), name="left-running").start()
""",
    "temporary files left: export": """
import pathlib, tempfile
def test_it(): (pathlib.Path(tempfile.gettempdir()) / "export").touch()
""",
    "files left open:": """
OPENED = []
def test_it(tmp_path): OPENED.append(open(tmp_path / "database", "w"))
""",
    "timer of window": """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
def test_it(qtbot):
    global window
    window = QWidget(objectName="window")
    QTimer(window).start(50)
""",
    "left in Qt: window window": """
from PySide6.QtWidgets import QWidget
def test_it(qtbot):
    global window
    window = QWidget(objectName="window")
    window.show()
""",
    "Failure: Qt messages with level WARNING or above emitted": """
from PySide6.QtCore import qWarning
def test_it(qtbot): qWarning("the layout has no parent")
""",
    "said by Qt: late": """
import pytest
from PySide6.QtCore import qWarning
@pytest.fixture
def closing():
    yield
    qWarning("late")
def test_it(qtbot, closing): pass
""",
    "ResourceWarning": """
import gc
def test_it(tmp_path):
    open(tmp_path / "file", "w")
    gc.collect()
""",
}
CAREFUL = """
import logging, pathlib, tempfile
import pytest

@pytest.mark.logs("nearly full")
def test_log(): logging.warning("the disk is nearly full")

def test_home():
    assert str(pathlib.Path.home()).startswith(str(pathlib.Path(tempfile.gettempdir()).parent))
    (pathlib.Path.home() / "settings").touch()

def test_home_is_new_for_each_test(): assert list(pathlib.Path.home().iterdir()) == []

@pytest.mark.qt_log_ignore("no parent")
def test_message(qtbot):
    from PySide6.QtCore import qWarning
    qWarning("the layout has no parent")
"""


def outcome(folder: Path, *sources: str) -> tuple[int, str]:
    """Exit code and output of pytest on files with these sources under our conftest."""
    (folder / "conftest.py").write_text("from tests.conftest import *")
    for number, source in enumerate(sources):
        (folder / f"test_{number}.py").write_text(source)
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        ROOT / "pyproject.toml",
        "--rootdir",
        folder,
        folder,
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    result = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", env=environment)
    return result.returncode, result.stdout


@pytest.mark.qt
def test_each_careless_test_fails_and_says_why(tmp_path: Path) -> None:
    code, output = outcome(tmp_path, *CARELESS.values())
    assert (code, [words for words in CARELESS if words not in output]) == (1, []), output
    assert sum(output.count(f"\n{kind} test_") for kind in ("ERROR", "FAILED")) == len(CARELESS), output


@pytest.mark.qt
def test_a_careful_test_passes(tmp_path: Path) -> None:
    code, output = outcome(tmp_path, CAREFUL)
    assert code == 0, output
