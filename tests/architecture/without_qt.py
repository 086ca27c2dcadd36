"""Pytest plug-in that makes PySide6 absent, to prove that the core works without it (``dev.py check``)."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest


class AbsentQt(MetaPathFinder):
    """Answers every import of Qt's binding as a machine without it would."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raises ImportError for PySide6 and leaves the rest to the other finders."""
        if fullname.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(f"No module named {fullname!r} (absent on purpose)", name=fullname)
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Knows the settings of pytest-qt, which cannot be loaded in this run."""
    for name in ("qt_api", "qt_default_raising", "qt_log_ignore", "qt_log_level_fail", "qt_no_exception_capture"):
        parser.addini(name, "read by pytest-qt")


sys.meta_path.insert(0, AbsentQt())
