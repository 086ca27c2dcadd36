"""Starts the desktop: looks, one window only, first run or sign-in, then the shell; nothing heavy before its time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ilp_desktop import __version__
from ilp_desktop.domain.problem import Cancelled
from ilp_desktop.services.clock import Clock, system_clock
from ilp_desktop.services.data_folder import is_installed
from ui.entrance import Entrance
from ui.kit import runtime
from ui.kit.icons import pixmap
from ui.kit.manual import open_manual
from ui.kit.scrolling_pages import ScrollingPages
from ui.kit.style import apply_style
from ui.preferences import keep_preferences, load_preferences

if TYPE_CHECKING:
    from ilp_desktop.services.workplace import Workplace
    from ui.idle_lock import IdleLock
    from ui.session import Session
    from ui.shell import Shell
    from ui.trust import Trust

_REPORTS = "laporan-galat"
_FIRST_PAGE = "hari-pertama"
"""Of the manual: what somebody reads who has not signed in yet."""
_DESIGN_SIZE = QSize(1366, 728)
_SMALLEST = QSize(880, 440)
"""A screen of 1366 x 768 at 150 %, without task bar and title."""
_FRAME = QSize(40, 40)
"""Room for the frame and the title bar that Windows draws around the window."""


class Desktop(QMainWindow):
    """The one window: first run, sign-in, or the shell.

    ``ui/screens/login/screen.py`` and ``ui/screens/first_run/screen.py`` give ``create(folder, clock)``, an
    ``Entrance``.
    """

    def __init__(self, data_folder: Path, clock: Clock = system_clock) -> None:
        super().__init__()
        self.setObjectName("desktop")
        self.setWindowTitle("ILP Desktop")
        self.setWindowIcon(QIcon(pixmap("app", size=64)))
        self.resize(_DESIGN_SIZE)
        self.setMinimumSize(_SMALLEST.boundedTo(self.screen().availableSize()))
        self._folder = data_folder
        self._clock = clock
        self._workplace: Workplace | None = None
        self._shell: Shell | None = None
        self._login: Entrance | None = None
        self._idle: IdleLock | None = None
        self._trust: Trust | None = None
        self._to_open: Path | None = None
        self._looked_over = False
        self._pages = ScrollingPages(self)
        self.setCentralWidget(self._pages)

    def appear(self) -> None:
        """Come up, over the whole screen when that is small; where even that is too small, the window scrolls."""
        room = self.screen().availableSize() - _FRAME
        if room.width() < _DESIGN_SIZE.width() or room.height() < _DESIGN_SIZE.height():
            self.showMaximized()
        else:
            self.show()

    def begin(self) -> None:
        """Show the first run when nothing is installed here, else the sign-in page."""
        if is_installed(self._folder):
            self.ask_to_sign_in(load_preferences(self._folder).last_username)
        else:
            self._pages.turn_to(self._entrance("first_run"))

    def ask_to_sign_in(self, username: str) -> None:
        """Show the sign-in page; what is open behind it stays as it is."""
        if self._login is None:
            self._login = self._entrance("login")
        self._pages.turn_to(self._login)
        self._login.ask_for(self._workplace, username)

    def lock(self) -> None:
        """Ask the same user for the password again."""
        if self._workplace is not None and self._pages.page() is self._shell:
            self.ask_to_sign_in(self._workplace.user.username)

    def come_to_front(self, opened: Path | None = None) -> None:
        """The program was started again: show the window that is already there, and in it the file that was clicked."""
        self.setWindowState((self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        self.show()
        self.raise_()
        self.activateWindow()
        self.open_file(opened)

    def open_file(self, file: Path | None) -> None:
        """Bring up the room for a file that was clicked; after the sign-in when nobody has signed in yet."""
        if file is not None:
            self._to_open = file
            self._open_waiting()

    def close_data(self) -> None:
        """Let what was submitted finish and close the database, on the thread that opened it."""
        if self._workplace is not None:
            runtime.runtime().thread.submit(self._workplace.database.close)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if self._idle is not None:
            self._idle.set_minutes(0)

    def _entrance(self, package: str) -> Entrance:
        made = import_module(f"ui.screens.{package}.screen").create(self._folder, self._clock)
        assert isinstance(made, Entrance)
        made.signed_in.connect(self._enter)
        manual = QShortcut(QKeySequence("F1"), made, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        manual.activated.connect(partial(open_manual, _FIRST_PAGE, made))
        self._pages.add_page(made)
        return made

    def _enter(self, workplace: Workplace) -> None:
        """Somebody has signed in: their rooms come up."""
        self._workplace = workplace
        keep_preferences(self._folder, last_username=workplace.user.username)
        shell = self._shell or self._open_shell()
        shell.show_user(lambda go_to: _session(workplace, go_to))
        from ui.finding import finder
        from ui.rooms import rooms

        shell.set_finder(finder(workplace, rooms(), shell.go_to))
        self._pages.turn_to(shell)
        self._open_waiting()
        self._watch_idleness(workplace)
        self._look_over_machine(workplace)
        if self._trust is None:
            from ui.trust import Trust

            self._trust = Trust(shell, workplace)
        self._trust.follow(workplace)

    def _open_shell(self) -> Shell:
        from ui.rooms import rooms
        from ui.shell import Shell

        shell = Shell(rooms(), self._clock)
        shell.lock_wanted.connect(self.lock)
        shell.switch_wanted.connect(lambda: self.ask_to_sign_in(""))
        self._pages.add_page(shell)
        self._shell = shell
        return shell

    def _open_waiting(self) -> None:
        file, shell = self._to_open, self._shell
        if file is not None and shell is not None and self._pages.page() is shell:
            from ui.opened_file import show_file

            self._to_open = None
            show_file(shell, file)

    def _look_over_machine(self, workplace: Workplace) -> None:
        """Once for each start: what may cost records is said, and the settings show the rest."""
        from ilp_desktop.services.machine_check import RISKY, Finding, findings
        from ui.kit.message_strip import Message
        from ui.kit.operation import Query
        from ui.kit.style import Tone

        shell = self._shell
        if self._looked_over or shell is None:
            return
        self._looked_over = True

        def warn(found: tuple[Finding, ...]) -> None:
            risks = [finding for finding in found if finding.part in RISKY]
            if risks:
                shell.strip.show_message(Message(text=risks[0].sentence, remedy=risks[0].remedy, tone=Tone.AMBER))

        looked: Query[tuple[Finding, ...]] = Query(self, warn)
        looked.ask(lambda: findings(workplace.folder, system_clock()))

    def _watch_idleness(self, workplace: Workplace) -> None:
        from ilp_desktop.services.settings import IDLE_MINUTES, setting
        from ui.idle_lock import IdleLock
        from ui.kit.operation import Query

        if self._idle is None:
            application = QGuiApplication.instance()
            assert isinstance(application, QGuiApplication)
            self._idle = IdleLock(application, self)
            self._idle.idle.connect(self.lock)
        minutes: Query[int] = Query(self, self._idle.set_minutes)
        minutes.ask(lambda: setting(workplace, IDLE_MINUTES))


def start(data_folder: Path, opened: Path | None = None) -> int:
    """Run the desktop on ``data_folder`` until its window is closed; the exit code. ``opened`` is shown in its room."""
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    application = QApplication(["ilp-desktop"])
    application.setApplicationName("ILP Desktop")
    application.setApplicationVersion(__version__)

    from ui.single_instance import SingleInstance

    instance = SingleInstance(data_folder, application)
    if not instance.claim(opened):
        return 0
    apply_style(application, high_contrast=load_preferences(data_folder).high_contrast)
    runtime.install(runtime.Runtime(version=__version__, report_folder=data_folder / _REPORTS))
    desktop = Desktop(data_folder)
    instance.called.connect(desktop.come_to_front)
    sys.excepthook = crash_hook(desktop)
    desktop.begin()
    desktop.open_file(opened)
    desktop.appear()
    try:
        return application.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        desktop.close_data()
        runtime.close()
        instance.release()


def _session(workplace: Workplace, go_to: Callable[[str, object], None]) -> Session:
    from ui.session import Session

    return Session(workplace=workplace, go_to=go_to)


def crash_hook(
    desktop: QWidget,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """For errors that no operation caught, in a slot or an event: reported the same way, once at a time."""
    showing = False

    def hook(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        nonlocal showing
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, traceback)
        elif not showing and not isinstance(error, Cancelled):
            from ui.kit.crash import show_crash

            showing = True
            try:
                show_crash(desktop, error)
            finally:
                showing = False

    return hook
