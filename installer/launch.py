"""Starts the installed program: portable data first, and an output for a program that Windows gives none."""

import faulthandler
import os
import sys
import traceback
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

PORTABLE_FOLDER = "Data ILP Desktop"
"""Lies beside the program when it runs from a folder or a stick; made by the portable installation."""
CLICKED_ENDINGS = (".ilppaket", ".ilppembaruan")
"""Of the files that Windows opens with this program."""
START_CHECK = "start-check"
SLOWEST_START = 90
"""Seconds after which a start is given up: Qt waits for ever in a message box when its platform plug-in is missing."""
_PARENT = -1


def main() -> int:
    """Runs the program; its exit code."""
    _give_output()
    arguments = sys.argv[1:]
    if arguments == [START_CHECK]:
        return _starts()
    portable = Path(sys.executable).resolve().parent / PORTABLE_FOLDER
    if _wants_window(arguments):
        data = ["--data", str(portable)] if portable.is_dir() else []
        arguments = ["open", *data, *arguments] if data or arguments else []
    from ilp_desktop.__main__ import main as run

    return run(arguments)


def _wants_window(arguments: list[str]) -> bool:
    """Nothing is asked, or Windows passes a file on that was clicked."""
    return not arguments or (len(arguments) == 1 and arguments[0].lower().endswith(CLICKED_ENDINGS))


def _starts() -> int:
    """What the installer asks before it gives up the old version; no failure may open a window that nobody closes."""
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(SLOWEST_START, exit=True, file=nowhere)
        try:
            _load_everything()
        except Exception:  # noqa: BLE001 - whatever it is, the answer is that this version does not start
            traceback.print_exc()
            return 1
        finally:
            faulthandler.cancel_dump_traceback_later()
    return 0


def _load_everything() -> None:
    """Every module, Qt with this system's windows, SQLCipher."""
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
