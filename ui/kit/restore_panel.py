"""Back from a backup: which file, and the password or the recovery code of that time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.indonesian_text import clock_time, short_date
from ilp_desktop.domain.problem import Fault, Problem
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.clock import Clock
from ui.kit.dialogs import choose_file_to_open
from ui.kit.icons import icon, pixmap
from ui.kit.indonesian import show_number
from ui.kit.labelled_field import LabelledField
from ui.kit.operation import Operation, show_failure
from ui.kit.password_field import PasswordField
from ui.kit.style import Type, colours, space, text_label

if TYPE_CHECKING:
    from ilp_desktop.services.backups import Backup
    from ilp_desktop.services.workplace import Workplace

_MEGABYTE = 1024 * 1024


class RestorePanel(QWidget):
    """``restored`` carries the ``Workplace``; nothing is changed before the backup was opened and found whole."""

    restored = Signal(object)
    back_wanted = Signal()

    def __init__(self, folder: Path, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder, self._clock = folder, clock
        self._backup: Backup | None = None
        self._by_code = False
        self._name = text_label("Belum ada berkas dipilih", Type.LARGE, strong=True, parent=self)
        self._detail = text_label(
            "Berkas bernama ilp-tanggal-jam.db, di stik atau penyimpanan lain.", muted=True, parent=self
        )
        self._username = self._line("restore_username")
        self._code = self._line("restore_code")
        self._password, self._again = PasswordField(self), PasswordField(self)
        self._password.setObjectName("restore_password")
        self._again.setObjectName("restore_password_again")
        self._fields = {
            "username": LabelledField("Nama pengguna", self._username, parent=self),
            "code": LabelledField(
                "Kode pemulihan", self._code, hint="25 huruf dan angka dari lembar dalam amplop", parent=self
            ),
            "password": LabelledField("Kata sandi", self._password, parent=self),
            "password_again": LabelledField("Ulangi kata sandi baru", self._again, parent=self),
        }
        self._switch = QPushButton(self)
        self._switch.setObjectName("restore_by_code")
        self._switch.setProperty("kind", "quiet")
        self._switch.setAutoDefault(False)
        self._switch.clicked.connect(lambda: self._show_way(by_code=not self._by_code))
        self._go = QPushButton(icon("undo-2", colours().on_accent), " Pulihkan", self)
        self._go.setObjectName("restore_go")
        self._go.setProperty("kind", "primary")
        self._go.clicked.connect(self.run)
        self._place()
        self._show_way(by_code=False)

    def show_backup(self, backup: Backup | None) -> None:
        """This is the backup to restore."""
        self._backup = backup
        self._go.setEnabled(backup is not None)
        if backup is not None:
            moment = f"{short_date(backup.made_at.date())} pukul {clock_time(backup.made_at)}"
            self._name.setText(f"Cadangan {moment}")
            self._detail.setText(f"{show_number(round(backup.size / _MEGABYTE, 1))} MB · {backup.path}")
            self._username.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self) -> None:
        """Ask for the file."""
        path = choose_file_to_open(self, "Pilih cadangan", "Cadangan ILP Desktop (ilp-*.db)")
        if path is None:
            return
        from ilp_desktop.services.backups import backup_at

        try:
            self.show_backup(backup_at(path))
        except Fault as fault:
            show_failure(self, fault)

    def run(self) -> None:
        """Restore what was chosen."""
        backup = self._backup
        if backup is None:
            return
        folder, clock = self._folder, self._clock
        username, password = self._username.text(), self._password.value()
        code, again, by_code = self._code.text(), self._again.value(), self._by_code

        def work() -> Answer[Workplace]:
            from ilp_desktop.services.backups import restore, restore_with_code

            if by_code:
                return Answer(restore_with_code(backup, folder, code, username, password, again, clock))
            return Answer(restore(backup, folder, username, password, clock))

        self._go.setEnabled(False)
        self._show_problems(())
        operation = Operation(self, work).on_success(self.restored.emit)
        operation.on_rejected(self._show_problems).on_failure(lambda: self._go.setEnabled(True)).run()

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        sentences = {problem.field: f"{problem.sentence} {problem.remedy}".strip() for problem in problems}
        if "password" in sentences and self._by_code and problems[0].code == "sign_in.wrong":
            sentences = {"code": "Kode atau nama pengguna tidak cocok. Periksa lagi lembarnya."}
        for name, field in self._fields.items():
            field.show_problem(sentences.get(name, ""))

    def _show_way(self, *, by_code: bool) -> None:
        self._by_code = by_code
        self._fields["code"].setVisible(by_code)
        self._fields["password_again"].setVisible(by_code)
        self._fields["password"].set_label("Kata sandi baru" if by_code else "Kata sandi")
        self._fields["password"].set_hint("" if by_code else "Yang berlaku saat cadangan itu dibuat")
        self._fields["username"].set_label("Nama pengguna administrator" if by_code else "Nama pengguna")
        self._switch.setText("Pakai kata sandi" if by_code else "Lupa kata sandi? Pakai kode pemulihan")
        self._show_problems(())

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setMaxLength(64)
        return line

    def _place(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self._file_card())
        column.addSpacing(space(2))
        for name in ("code", "username", "password", "password_again"):
            column.addWidget(self._fields[name])
        column.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        column.addLayout(self._build_buttons())
        self._go.setEnabled(False)
        holder = QWidget(self)
        holder.setLayout(column)
        holder.setMaximumWidth(680)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(holder, 1)
        row.addStretch(1)

    def _build_buttons(self) -> QHBoxLayout:
        back = QPushButton(icon("chevron-left"), "Kembali", self)
        back.setObjectName("restore_back")
        back.setAutoDefault(False)
        back.clicked.connect(self.back_wanted)
        buttons = QHBoxLayout()
        buttons.addWidget(back)
        buttons.addStretch(1)
        buttons.addWidget(self._go)
        return buttons

    def _file_card(self) -> QFrame:
        card = QFrame(self)
        card.setProperty("card", True)
        symbol = QLabel(card)
        symbol.setPixmap(pixmap("hard-drive", colours().accent, 28))
        self._detail.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._detail)
        button = QPushButton("Pilih berkas", card)
        button.setObjectName("restore_choose")
        button.setAutoDefault(False)
        button.clicked.connect(self.choose)
        row = QHBoxLayout(card)
        row.setContentsMargins(space(4), space(3), space(4), space(3))
        row.setSpacing(space(4))
        row.addWidget(symbol)
        row.addLayout(words, 1)
        row.addWidget(button)
        return card
