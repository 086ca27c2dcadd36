"""Takes the pictures of README and manual: the real window on the demonstration data, room by room, off-screen."""

import argparse
import tempfile
from pathlib import Path

from installer.offscreen import open_desktop, press, rest, sign_in, type_text  # first: it chooses the platform

from PySide6.QtWidgets import QApplication, QWidget  # isort: skip

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.services.clock import system_clock
from ilp_desktop.services.demonstration import demonstrate
from ilp_desktop.services.demonstration_setup import Size
from ui.kit.style import apply_style
from ui.rooms import ROOM_IDS
from ui.shell import Shell

_KEYS = {"cluster_2": ("F5",), "cluster_3": ("F5",), "registers": ("F7",)}


def main() -> None:
    """Writes one PNG for each screen into the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=Size().people)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    now = system_clock().replace(hour=8, minute=14)
    with tempfile.TemporaryDirectory() as work:
        made = demonstrate(Path(work) / "contoh", now=now, size=Size(people=options.people))
        apply_style(QApplication(["ilp-desktop"]))
        with open_desktop(Path(work) / "baru", lambda: now) as desktop:
            _shoot(desktop, options.folder / "first-run.png")
        with open_desktop(made.data, lambda: now) as desktop:
            _shoot(desktop, options.folder / "sign-in.png")
            shell = sign_in(desktop, made.username, made.password)
            for room in ROOM_IDS:
                shell.go_to(room, None)
                rest()
                if room == "registration":
                    type_text("wa ode")
                    press("Return")
                for key in _KEYS.get(room, ()):
                    press(key)
                _shoot(desktop, options.folder / f"{room.replace('_', '-')}.png")
            _show_rules(desktop, shell, options.folder)
            _follow_child(desktop, shell, made.family.child.id, options.folder)


def _show_rules(desktop: QWidget, shell: Shell, folder: Path) -> None:
    """The rules of a subject, one of them chosen."""
    shell.go_to("settings", "rules")
    rest()
    search = desktop.findChild(QWidget, "rules_search")
    assert search is not None
    search.setFocus()
    for key in ("Down", "Return", *["Down"] * 6, "Return"):
        press(key)
    _shoot(desktop, folder / "rules.png")


def _follow_child(desktop: QWidget, shell: Shell, child: PatientId, folder: Path) -> None:
    """The child of the demonstration's family in the klaster room, page by page."""
    shell.go_to("cluster_2", child)
    rest()
    _shoot(desktop, folder / "child.png")
    for name, *keys in (("child-form", "3"), ("growth", "Escape", "Alt+G"), ("immunisation", "Escape", "Alt+I")):
        for key in keys:
            press(key)
        rest()
        _shoot(desktop, folder / f"{name}.png")


def _shoot(window: QWidget, path: Path) -> None:
    window.grab().save(str(path))


if __name__ == "__main__":
    main()
