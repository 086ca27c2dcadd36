"""Starts the installed program: portable data first, and an output for a program that Windows gives none."""

import os
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

PORTABLE_FOLDER = "Data ILP Desktop"
"""Lies beside the program when it runs from a folder or a stick; made by the portable installation."""
PACKAGE_ENDING = ".ilppaket"
START_CHECK = "start-check"
_PARENT = -1


def main() -> int:
    """Runs the program; its exit code."""
    _give_output()
    arguments = sys.argv[1:]
    if arguments == [START_CHECK]:
        return _load_everything()
    portable = Path(sys.executable).resolve().parent / PORTABLE_FOLDER
    if _wants_window(arguments):
        arguments = ["open", "--data", str(portable)] if portable.is_dir() else []
    from ilp_desktop.__main__ import main as run

    return run(arguments)


def _wants_window(arguments: list[str]) -> bool:
    """Nothing is asked, or Windows passes a package on that was clicked: the window shows what lies on the stick."""
    return not arguments or arguments[0].lower().endswith(PACKAGE_ENDING)


def _load_everything() -> int:
    """What the installer runs before it gives up the old version: every module, Qt, SQLCipher."""
    import ilp_desktop
    import ui

    for package in (ilp_desktop, ui):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if "migrations" not in module.name and not module.name.endswith("__main__"):
                import_module(module.name)
    from PySide6.QtWidgets import QApplication, QWidget
    from sqlcipher3 import dbapi2

    application = QApplication([])
    QWidget().winId()
    dbapi2.connect(":memory:").close()
    application.quit()
    return 0


def _give_output() -> None:
    """A program with windows has no console on Windows: it writes to that of the caller, or nowhere."""
    if sys.stdout is not None and sys.stderr is not None:
        return
    output = Path("CONOUT$" if _has_callers_console() else os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - till the end
    sys.stdout = sys.stdout or output
    sys.stderr = sys.stderr or output


def _has_callers_console() -> bool:
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.AttachConsole(_PARENT))
    return False


if __name__ == "__main__":
    sys.exit(main())
