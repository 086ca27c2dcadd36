"""The first-run wizard: steps at the left, one page at the right, back and on by keys; written in one go at the end."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ilp_desktop.domain.problem import Problem
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.clock import Clock, system_clock
from ilp_desktop.services.first_run import NewInstallation, install
from ilp_desktop.services.machine_check import Finding, findings
from ilp_desktop.services.workplace import Workplace
from ui.entrance import Entrance
from ui.kit.icons import icon, pixmap
from ui.kit.machine_desk import desk_of
from ui.kit.message_strip import Message, MessageStrip
from ui.kit.operation import Operation, Query
from ui.kit.restore_panel import RestorePanel
from ui.kit.style import Tone, Type, colours, mark, space, text_label
from ui.screens.first_run.administrator_page import AdministratorPage
from ui.screens.first_run.area_page import AreaPage
from ui.screens.first_run.facility_page import FacilityPage
from ui.screens.first_run.letterhead_page import LetterheadPage
from ui.screens.first_run.page import WizardPage
from ui.screens.first_run.recovery_page import RecoveryPage
from ui.screens.first_run.start_page import StartPage
from ui.screens.first_run.state import STEP_TITLES, Step, WizardState

_RESTORE_HEADING = "Pulihkan dari cadangan"
_RESTORE_TEXT = "Semua orang, kunjungan, dan pengguna kembali seperti saat cadangan dibuat."


def create(folder: Path, clock: Clock) -> Entrance:
    """The wizard for an empty data folder."""
    return FirstRunScreen(folder, clock)


class FirstRunScreen(Entrance):
    """A failure keeps everything that was typed; nothing is written before the last step."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        super().__init__()
        self.setObjectName("first_run")
        self._folder, self._clock = folder, clock
        self.state = WizardState()
        self.step = Step.START
        self._made: NewInstallation | None = None
        start = StartPage(self.state, self)
        start.restore_wanted.connect(self._show_restore)
        self._recovery = RecoveryPage(self.state, self)
        self._recovery.card.confirmed_changed.connect(self._confirmed)
        self.pages: dict[Step, WizardPage] = {
            Step.START: start,
            Step.FACILITY: FacilityPage(self.state, self),
            Step.AREA: AreaPage(self.state, self),
            Step.LETTERHEAD: LetterheadPage(self.state, self),
            Step.ADMINISTRATOR: AdministratorPage(self.state, self),
            Step.RECOVERY: self._recovery,
        }
        self._restore = RestorePanel(folder, clock, self)
        self._restore.back_wanted.connect(partial(self.show_step, Step.START))
        self._restore.restored.connect(self._enter)
        self._stack = QStackedWidget(self)
        for page in (*self.pages.values(), self._restore):
            self._stack.addWidget(page)
        self._steps = _StepList(self)
        self._place()
        for keys, act in (("Alt+Right", self.go_on), ("Alt+Left", self.go_back)):
            QShortcut(QKeySequence(keys), self, act)
        for line in self.findChildren(QLineEdit):
            line.installEventFilter(self)
        self.show_step(Step.START)
        self._looked: Query[tuple[Finding, ...]] = Query(self, self._warn)
        QTimer.singleShot(0, self, self._look_over_machine)

    def show_step(self, step: Step) -> None:
        """Bring up one page."""
        self.step = step
        page = self.pages[step]
        self._show_heading(page.heading, page.explanation)
        self._stack.setCurrentWidget(page)
        self._steps.show_steps(self.state.steps(), step)
        steps = self.state.steps()
        self._buttons.show()
        self._back.setVisible(step not in (Step.START, Step.RECOVERY))
        last = steps.index(step) == len(steps) - 2
        self._next.setText("Pasang" if last else "Mulai bekerja" if step is Step.RECOVERY else "Lanjut")
        self._next.setEnabled(step is not Step.RECOVERY)
        self._keys.setVisible(step is not Step.RECOVERY)
        page.enter()

    def go_back(self) -> None:
        """To the page before; what is typed stays."""
        steps = self.state.steps()
        if self.step in (Step.START, Step.RECOVERY) or self._stack.currentWidget() is self._restore:
            return
        self.pages[self.step].collect()
        self.show_step(steps[steps.index(self.step) - 1])

    def go_on(self) -> None:
        """To the next page when this one is right; from the last one: install."""
        if self._stack.currentWidget() is self._restore or not self._next.isEnabled():
            return
        if self.step is Step.RECOVERY:
            self._finish()
            return
        page = self.pages[self.step]
        page.collect()
        problems = self.state.problems(self.step)
        page.show_problems(problems)
        if problems:
            return
        steps = self.state.steps()
        following = steps[steps.index(self.step) + 1]
        if following is Step.RECOVERY:
            self._install()
        else:
            self.show_step(following)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and plain and type(watched).__name__ in ("QLineEdit", "PasswordField"):
                self._entered(watched)
                return True
        return super().eventFilter(watched, event)

    def _look_over_machine(self) -> None:
        """Once, before anything is typed: a PC that is not fit is put right now or never."""
        folder, desk = self._folder, desk_of(self)
        self._looked.ask(lambda: findings(folder, system_clock(), desk))

    def _warn(self, found: tuple[Finding, ...]) -> None:
        if found:
            self._strip.show_message(
                Message(
                    text=" ".join(finding.sentence for finding in found),
                    remedy=" ".join(finding.remedy for finding in found),
                    tone=Tone.AMBER,
                )
            )

    def _entered(self, line: QLineEdit) -> None:
        """Enter goes to the next field, from the last one to the next page."""
        if self._stack.currentWidget() is self._restore:
            self._restore.run()
            return
        page = self.pages[self.step]
        order = [one for one in page.findChildren(QLineEdit) if one.isVisible() and one.isEnabled()]
        after = order[order.index(line) + 1 :]
        if after:
            after[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.go_on()

    def _install(self) -> None:
        command, folder, clock = self.state.command(), self._folder, self._clock
        self._next.setEnabled(False)
        self._next.setText("Memasang …")
        operation = Operation(self, lambda: Answer(install(folder, command, clock))).on_success(self._installed)
        operation.on_rejected(self._rejected).on_failure(self._ready_again).run()

    def _installed(self, made: NewInstallation) -> None:
        self._made = made
        self._strip.clear()
        self._recovery.show_installation(made)
        self.show_step(Step.RECOVERY)

    def _rejected(self, problems: Sequence[Problem]) -> None:
        step = next((found for problem in problems if (found := self.state.step_of(problem))), Step.ADMINISTRATOR)
        self.show_step(step)
        self.pages[step].show_problems(problems)

    def _ready_again(self) -> None:
        if self.step is Step.ADMINISTRATOR:
            self._next.setEnabled(True)
            self._next.setText("Pasang")

    def _confirmed(self, right: bool) -> None:
        if self.step is Step.RECOVERY:
            self._next.setEnabled(right)

    def _finish(self) -> None:
        if self._made is not None and self._recovery.card.is_confirmed():
            self._enter(self._made.workplace)

    def _enter(self, workplace: Workplace) -> None:
        self.signed_in.emit(workplace)

    def _show_restore(self) -> None:
        self._show_heading(_RESTORE_HEADING, _RESTORE_TEXT)
        self._stack.setCurrentWidget(self._restore)
        self._steps.show_steps((), Step.START)
        self._buttons.hide()

    def _show_heading(self, heading: str, explanation: str) -> None:
        self._heading.setText(heading)
        self._explanation.setText(explanation)

    def _place(self) -> None:
        self._heading = text_label("", Type.TITLE, strong=True, parent=self)
        self._heading.setObjectName("wizard_heading")
        self._explanation = text_label("", muted=True, parent=self)
        self._explanation.setWordWrap(True)
        self._strip = MessageStrip(self)
        right = QVBoxLayout()
        right.setContentsMargins(space(10), space(8), space(10), space(5))
        right.setSpacing(space(2))
        right.addWidget(self._strip)
        right.addWidget(self._heading)
        right.addWidget(self._explanation)
        right.addSpacing(space(4))
        area = QScrollArea(self)
        area.setWidget(self._stack)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right.addWidget(area, 1)
        right.addWidget(self._build_buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._steps)
        row.addLayout(right, 1)

    def _build_buttons(self) -> QWidget:
        self._buttons = QWidget(self)
        self._back = QPushButton(icon("chevron-left"), "Kembali", self._buttons)
        self._back.setObjectName("wizard_back")
        self._back.setAutoDefault(False)
        self._back.clicked.connect(self.go_back)
        self._next = QPushButton("Lanjut", self._buttons)
        self._next.setObjectName("wizard_next")
        self._next.setProperty("kind", "primary")
        self._next.setMinimumWidth(140)
        self._next.clicked.connect(self.go_on)
        self._keys = text_label("Alt+→ lanjut · Alt+← kembali", Type.SMALL, muted=True, parent=self._buttons)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, space(3), 0, 0)
        row.setSpacing(space(3))
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._keys)
        row.addWidget(self._next)
        return self._buttons


class _StepList(QFrame):
    """Where the user is, what is done, what is still to come."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shell_rooms")
        self.setFixedWidth(248)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(space(1))
        sign = QLabel(self)
        sign.setPixmap(pixmap("app", size=40))
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5), space(8), space(5), space(5))
        column.setSpacing(space(2))
        column.addWidget(sign)
        column.addWidget(text_label("ILP Desktop", Type.LARGE, strong=True, parent=self))
        column.addSpacing(space(5))
        column.addLayout(self._rows)
        column.addStretch(1)
        safe = text_label("Data tersandi dan hanya ada di komputer ini.", Type.SMALL, muted=True, parent=self)
        safe.setWordWrap(True)
        column.addWidget(safe)

    def show_steps(self, steps: Sequence[Step], current: Step) -> None:
        """Show these steps; none for the way by backup."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        at = steps.index(current) if current in steps else -1
        for number, step in enumerate(steps):
            self._rows.addWidget(self._row(STEP_TITLES[step], done=number < at, current=number == at))

    def _row(self, title: str, *, done: bool, current: bool) -> QWidget:
        row = QWidget(self)
        symbol = QLabel(row)
        name = "circle-check" if done else "arrow-right" if current else "circle"
        symbol.setPixmap(pixmap(name, colours().accent if done or current else colours().control_line, 16))
        label = text_label(title, strong=current, muted=not current, parent=row)
        mark(label, tone="accent" if current else "plain")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, space(1), 0, space(1))
        line.setSpacing(space(2))
        line.addWidget(symbol)
        line.addWidget(label, 1)
        row.setAccessibleName(f"{title}, {'selesai' if done else 'sedang diisi' if current else 'nanti'}")
        return row
