"""The sign-in page: one card in the middle; nothing heavy is imported before the user presses Masuk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.progress import Progress
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.clock import Clock
from ui.entrance import Entrance
from ui.kit.icons import pixmap
from ui.kit.labelled_field import LabelledField
from ui.kit.message_strip import MessageStrip
from ui.kit.operation import LongOperation, Query
from ui.kit.password_field import PasswordField
from ui.kit.restore_panel import RestorePanel
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.login.state import LoginState, Way, sentence_of, waiting_sentence

if TYPE_CHECKING:
    from ilp_desktop.services.workplace import Workplace

_CARD_WIDTH = 440
_TICK = 500
_HEADINGS = {
    Way.SIGN_IN: ("Masuk", "Ketik nama pengguna dan kata sandi Anda."),
    Way.UNLOCK: ("Layar terkunci", "Pekerjaan yang terbuka tetap menunggu."),
    Way.RECOVER: ("Masuk dengan kode pemulihan", "Kode ada di lembar dalam amplop. Sekalian buat kata sandi baru."),
}


def create(folder: Path, clock: Clock) -> Entrance:
    """The sign-in page for the data in a folder."""
    return LoginScreen(folder, clock)


class LoginScreen(Entrance):
    """Signs in, unlocks, changes the user; by recovery code when the password is forgotten."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        super().__init__()
        self.setObjectName("login")
        self._folder, self._clock = folder, clock
        self._workplace: Workplace | None = None
        self._busy = False
        self.state = LoginState()
        self._username = QLineEdit(self)
        self._username.setObjectName("login_username")
        self._username.setMaxLength(64)
        self._code = QLineEdit(self)
        self._code.setObjectName("login_code")
        self._code.setMaxLength(64)
        self._code.setPlaceholderText("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        self._password, self._again = PasswordField(self), PasswordField(self)
        self._password.setObjectName("login_password")
        self._again.setObjectName("login_password_again")
        self._username_field = LabelledField("Nama pengguna", self._username, parent=self)
        self._code_field = LabelledField("Kode pemulihan", self._code, parent=self)
        self._password_field = LabelledField("Kata sandi", self._password, parent=self)
        self._again_field = LabelledField("Ulangi kata sandi baru", self._again, parent=self)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK)
        self._ticker.timeout.connect(self._count_down)
        self._waiting: Query[int] = Query(self, self._show_waiting)
        self._build()
        for field in (self._password, self._again):
            field.caps_lock_changed.connect(self._show_caps_lock)
        for line in (self._username, self._code, self._password, self._again):
            line.returnPressed.connect(self._entered)
            line.textEdited.connect(self._mended)

    def ask_for(self, workplace: Workplace | None, username: str) -> None:
        self._workplace = workplace
        unlocking = workplace is not None and username == workplace.user.username
        self.state.full_name = workplace.user.name if workplace is not None and unlocking else ""
        self._username.setText(username)
        self._strip.clear()
        self.state.wait_until = None
        self._restore_link.setVisible(workplace is None)
        self._pages.setCurrentWidget(self._entering)
        self._show_way(Way.UNLOCK if unlocking else Way.SIGN_IN)
        self._ask_how_long()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.state.wait_until is not None:
            self._ticker.start()
        self._focus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticker.stop()
        for field in (self._password, self._again, self._code):
            field.clear()

    def submit(self) -> None:
        """Try to come in with what is typed."""
        if self._busy or self.state.seconds_left(self._clock()):
            return
        username, password = self._username.text().strip(), self._password.value()
        if not username or not password:
            field = self._username_field if not username else self._password_field
            field.show_problem("Masih kosong. Isi dahulu.")
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        work = (
            self._by_code(username, password)
            if self.state.way is Way.RECOVER
            else self._by_password(username, password)
        )
        self._show_busy(True)
        operation = LongOperation(self, work, "Membuka data").on_success(self._come_in).on_rejected(self._refuse)
        operation.on_failure(lambda: self._show_busy(False)).run()

    def _by_password(self, username: str, password: str) -> Callable[[Progress], Answer[Workplace]]:
        folder, clock, workplace = self._folder, self._clock, self._workplace

        def work(progress: Progress) -> Answer[Workplace]:
            from ilp_desktop.services.sign_in import sign_in, switch_user

            if workplace is None:
                return Answer(sign_in(folder, username, password, clock, progress))
            return Answer(switch_user(workplace, username, password))

        return work

    def _by_code(self, username: str, password: str) -> Callable[[Progress], Answer[Workplace]]:
        folder, clock, workplace = self._folder, self._clock, self._workplace
        code, again = self._code.text(), self._again.value()

        def work(progress: Progress) -> Answer[Workplace]:
            from ilp_desktop.services.sign_in import recover, recover_open

            if workplace is None:
                return Answer(recover(folder, code, username, password, again, clock, progress))
            return Answer(recover_open(workplace, code, username, password, again))

        return work

    def _come_in(self, workplace: Workplace) -> None:
        self._show_busy(False)
        self.state.wait_until = None
        self.signed_in.emit(workplace)

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        self._password_field.show_problem("")
        at_again = [problem for problem in problems if problem.field == "password_again"]
        if at_again:
            self._again_field.show_problem(sentence_of(tuple(at_again), self.state.way))
        field = self._code_field if self._is_about_code(problems) else self._password_field
        rest = tuple(problem for problem in problems if problem not in at_again)
        if rest:
            field.show_problem(sentence_of(rest, self.state.way))
        editor = field.editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(editor, QLineEdit):
            editor.selectAll()
        self._ask_how_long()

    def _is_about_code(self, problems: tuple[Problem, ...]) -> bool:
        return self.state.way is Way.RECOVER and any(problem.code == "sign_in.wrong" for problem in problems)

    def _ask_how_long(self) -> None:
        folder, clock = self._folder, self._clock

        def ask() -> int:
            from ilp_desktop.services.sign_in import seconds_to_wait

            return seconds_to_wait(folder, clock())

        self._waiting.ask(ask)

    def _show_waiting(self, seconds: int) -> None:
        self.state.wait_for(seconds, self._clock())
        if seconds:
            self._count_down()
            if self.isVisible():
                self._ticker.start()

    def _count_down(self) -> None:
        left = self.state.seconds_left(self._clock())
        self._enter.setEnabled(not left and not self._busy)
        if left:
            self._password_field.show_note(waiting_sentence(left), Tone.AMBER)
        else:
            self._ticker.stop()
            self._password_field.show_note("Sekarang boleh dicoba lagi.", Tone.PLAIN)

    def _show_busy(self, busy: bool) -> None:
        self._busy = busy
        self._enter.setEnabled(not busy and not self.state.seconds_left(self._clock()))
        self._enter.setText("Membuka data …" if busy else "Buka kunci" if self.state.way is Way.UNLOCK else "Masuk")

    def _show_caps_lock(self, on: bool) -> None:
        if on:
            self._password_field.show_note("Caps Lock menyala: huruf besar dan kecil dibedakan.", Tone.AMBER)
        elif not self.state.seconds_left(self._clock()):
            self._password_field.show_hint()

    def _mended(self) -> None:
        if not self.state.seconds_left(self._clock()):
            self._password_field.show_hint()
        for field in (self._username_field, self._code_field, self._again_field):
            field.show_hint()

    def _entered(self) -> None:
        """Enter goes to the next empty field, from the last one in."""
        lines = [line for line in (self._code, self._username, self._password, self._again) if line.isVisible()]
        empty = next((line for line in lines if not line.text()), None)
        if empty is not None and empty is not self.focusWidget():
            empty.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submit()

    def _show_way(self, way: Way) -> None:
        self.state.way = way
        heading, explanation = _HEADINGS[way]
        self._heading.setText(heading)
        unlocking, recovering = way is Way.UNLOCK, way is Way.RECOVER
        self._explanation.setText(f"{self.state.full_name}. {explanation}" if unlocking else explanation)
        self._username_field.setVisible(not unlocking)
        self._code_field.setVisible(recovering)
        self._again_field.setVisible(recovering)
        self._username_field.set_label("Nama pengguna administrator" if recovering else "Nama pengguna")
        self._password_field.set_label("Kata sandi baru" if recovering else "Kata sandi")
        self._forgot.setVisible(not recovering)
        self._back.setVisible(recovering)
        self._other.setVisible(unlocking)
        for field in (self._username_field, self._code_field, self._password_field, self._again_field):
            field.show_hint()
        for line in (self._code, self._password, self._again):
            line.clear()
        self._show_busy(False)
        if self.state.wait_until is not None:
            self._count_down()
        self._focus()

    def _focus(self) -> None:
        lines = (self._code, self._username, self._password)
        target = next(
            (line for line in lines if not line.isHidden() and self._stands(line) and not line.text()), self._password
        )
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stands(self, line: QLineEdit) -> bool:
        parent = line.parentWidget()
        return parent is not None and not parent.isHidden()

    def _build(self) -> None:
        sign = QLabel(self)
        sign.setPixmap(pixmap("app", size=48))
        self._heading = text_label("", Type.TITLE, strong=True, parent=self)
        self._heading.setObjectName("login_heading")
        self._explanation = text_label("", muted=True, parent=self)
        self._explanation.setWordWrap(True)
        self._enter = QPushButton("Masuk", self)
        self._enter.setObjectName("login_enter")
        self._enter.setProperty("kind", "primary")
        self._enter.clicked.connect(self.submit)
        self._forgot = self._quiet("login_forgot", "Lupa kata sandi?", lambda: self._show_way(Way.RECOVER))
        self._back = self._quiet("login_back", "Kembali", self._back_from_code)
        self._other = self._quiet("login_other", "Ganti pengguna", lambda: self.ask_for(self._workplace, ""))
        card = QFrame(self)
        card.setProperty("card", True)
        card.setFixedWidth(_CARD_WIDTH)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(space(8), space(7), space(8), space(6))
        inside.setSpacing(space(1))
        inside.addWidget(self._heading)
        inside.addWidget(self._explanation)
        inside.addSpacing(space(4))
        for field in (self._code_field, self._username_field, self._password_field, self._again_field):
            inside.addWidget(field)
        inside.addSpacing(space(2))
        inside.addWidget(self._enter)
        links = QHBoxLayout()
        for button in (self._forgot, self._back, self._other):
            links.addWidget(button)
        inside.addLayout(links)
        self._strip = MessageStrip(self)
        self._strip.setFixedWidth(_CARD_WIDTH + space(40))
        title = QHBoxLayout()
        title.setSpacing(space(3))
        title.addStretch(1)
        title.addWidget(sign)
        title.addWidget(text_label("ILP Desktop", Type.TITLE, strong=True, parent=self))
        title.addStretch(1)
        self._entering = QWidget(self)
        column = QVBoxLayout(self._entering)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(5))
        column.addStretch(2)
        column.addLayout(title)
        column.addLayout(_centred(card))
        column.addStretch(3)
        column.addLayout(self._build_foot())
        self._restoring = self._build_restore()
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._entering)
        self._pages.addWidget(self._restoring)
        page = QVBoxLayout(self)
        page.setContentsMargins(space(6), space(6), space(6), space(4))
        page.addLayout(_centred(self._strip))
        page.addWidget(self._pages, 1)

    def _build_restore(self) -> QWidget:
        holder = QWidget(self)
        panel = RestorePanel(self._folder, self._clock, holder)
        panel.back_wanted.connect(self._leave_restore)
        panel.restored.connect(self.signed_in.emit)
        panel.setFixedWidth(680)
        column = QVBoxLayout(holder)
        column.setSpacing(space(3))
        column.addLayout(_centred(text_label("Pulihkan dari cadangan", Type.TITLE, strong=True, parent=holder)))
        words = "Data yang sekarang ada di komputer ini disimpan di sampingnya, tidak dihapus."
        column.addLayout(_centred(text_label(words, muted=True, parent=holder)))
        column.addSpacing(space(4))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(panel)
        row.addStretch(1)
        column.addLayout(row, 1)
        return holder

    def _build_foot(self) -> QHBoxLayout:
        self._restore_link = self._quiet("login_restore", "Pulihkan dari cadangan …", self._show_restore)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(text_label(f"Data di komputer ini: {self._folder}", Type.SMALL, muted=True, parent=self))
        row.addWidget(self._restore_link)
        row.addStretch(1)
        return row

    def _show_restore(self) -> None:
        """When the data on this PC is missing or damaged."""
        self._strip.clear()
        self._pages.setCurrentWidget(self._restoring)

    def _leave_restore(self) -> None:
        self._pages.setCurrentWidget(self._entering)
        self._focus()

    def _back_from_code(self) -> None:
        self._show_way(Way.UNLOCK if self.state.full_name else Way.SIGN_IN)

    def _quiet(self, name: str, label: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(label, self)
        button.setObjectName(name)
        button.setProperty("kind", "quiet")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return button


def _centred(widget: QWidget) -> QHBoxLayout:
    """In the middle of a row, as high as its words need (an alignment flag would cut wrapped text off)."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row
