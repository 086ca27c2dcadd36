"""Backups: one now, what there is, a second folder, a check, and back to one of them."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.indonesian_text import clock_time, short_date
from ilp_desktop.domain.installation import Role
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.backups import (
    Backup,
    BackupOutcome,
    back_up_twice,
    backup_folder,
    check_backup,
    is_stale,
    list_backups,
    restore_here,
    second_folder,
)
from ilp_desktop.services.settings import BACKUP_FOLDER, change_setting
from ilp_desktop.services.workplace import Workplace
from ui.kit.badge import Notice
from ui.kit.data_table import DataTable
from ui.kit.dialogs import choose_folder, tell
from ui.kit.icons import icon
from ui.kit.indonesian import show_number
from ui.kit.labelled_field import LabelledField
from ui.kit.operation import Operation, Query, SpareOperation
from ui.kit.password_field import PasswordField
from ui.kit.style import Tone, Type, colours, space, text_label
from ui.kit.table_model import Column
from ui.screens.settings.section import Section

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRow:
    """A backup and where it lies."""

    backup: Backup
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupList:
    """Everything that the section shows."""

    rows: tuple[BackupRow, ...]
    newest: Backup | None
    second: Path | None


def moment_words(moment: datetime) -> str:
    """ "22 Nov 2026, 15.02"."""
    return f"{short_date(moment.date())}, {clock_time(moment)}"


_COLUMNS: tuple[Column[BackupRow], ...] = (
    Column(title="Dibuat", text=lambda row: moment_words(row.backup.made_at), width=200),
    Column(
        title="Ukuran",
        text=lambda row: f"{show_number(round(row.backup.size / _MEGABYTE, 1))} MB",
        width=110,
        is_number=True,
    ),
    Column(title="Tempat", text=lambda row: row.place),
)


class BackupsSection(Section):
    """The program makes one by itself every day; a copy belongs on another disk."""

    title = "Cadangan"
    explanation = "Setiap hari dibuat satu cadangan tersandi di komputer ini; 14 yang terbaru disimpan."

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._query: Query[BackupList] = Query(self, self._show)
        self._notice = Notice(parent=self)
        self._notice.setObjectName("backup_notice")
        self._now = QPushButton(icon("save", colours().on_accent), " Cadangkan sekarang", self)
        self._now.setObjectName("backup_now")
        self._now.setProperty("kind", "primary")
        self._now.clicked.connect(self.back_up)
        self._second = text_label("", parent=self)
        self._second.setObjectName("backup_second")
        self._second.setWordWrap(True)
        self._choose = self.button("backup_choose", "Pilih folder")
        self._choose.clicked.connect(self._choose_folder)
        self._forget = self.button("backup_forget", "Jangan pakai", "quiet")
        self._forget.clicked.connect(lambda: self._keep_folder(""))
        self._table: DataTable[BackupRow] = DataTable(_COLUMNS, self)
        self._table.setObjectName("backup_list")
        self._check = self.button("backup_check", "Periksa keutuhan")
        self._check.clicked.connect(self._check_current)
        self._restore = self.button("backup_restore", "Pulihkan …", "quiet")
        self._restore.clicked.connect(self._restore_current)
        self._restore.setVisible(Role.ADMINISTRATOR in workplace.user.role_set)
        self._place()

    def refresh(self) -> None:
        self._query.ask(lambda: _load(self.workplace))

    def back_up(self) -> None:
        """A backup now, here and in the second folder."""
        work = partial(back_up_twice, self.workplace)
        SpareOperation(self, lambda: Answer(work())).on_success(self._backed_up).run()

    def _backed_up(self, outcome: BackupOutcome) -> None:
        fault = outcome.second_fault
        if fault is not None:
            self.say(fault.sentence, fault.remedy, Tone.AMBER)
        else:
            places = "di komputer ini dan di folder kedua" if outcome.second else "di komputer ini"
            self.say(f"Cadangan dibuat {places}, lalu dibaca kembali: utuh.")
        self.refresh()

    def _choose_folder(self) -> None:
        folder = choose_folder(self, "Folder cadangan kedua")
        if folder is not None:
            self._keep_folder(str(folder))

    def _keep_folder(self, folder: str) -> None:
        operation = Operation(self, lambda: change_setting(self.workplace, BACKUP_FOLDER, folder))
        operation.on_success(lambda _folder: self.refresh()).run()

    def _check_current(self) -> None:
        row = self._table.current_row()
        if row is not None:
            work = partial(check_backup, self.workplace, row.backup)
            SpareOperation(self, lambda: Answer(work())).on_success(partial(self._checked, row.backup)).run()

    def _checked(self, backup: Backup, sound: bool) -> None:
        when = moment_words(backup.made_at)
        if sound:
            self.say(f"Cadangan {when} utuh dan dapat dibuka.")
        else:
            self.say(f"Cadangan {when} rusak atau dari pemasangan lain.", "Jangan andalkan; buat yang baru.", Tone.RED)

    def _restore_current(self) -> None:
        row = self._table.current_row()
        if row is not None:
            dialog = RestoreDialog(self.workplace, row.backup, self)
            dialog.restored.connect(_end_program)
            dialog.open()

    def _show(self, found: BackupList) -> None:
        self._table.set_rows(found.rows)
        if found.rows and self._table.current_row() is None:
            self._table.selectRow(0)
        for button in (self._check, self._restore):
            button.setEnabled(bool(found.rows))
        newest = found.newest
        stale = is_stale(newest, self.workplace.today)
        words = f"Cadangan terakhir {moment_words(newest.made_at)}" if newest else "Belum ada cadangan"
        self._notice.say(words, Tone.AMBER if stale else Tone.GREEN)
        self._second.setText(str(found.second) if found.second else "Belum dipilih. Pakai stik atau penyimpanan lain.")
        self._forget.setVisible(found.second is not None)

    def _place(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._notice, 1)
        top.addWidget(self._now)
        card = QFrame(self)
        card.setProperty("card", True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text_label("Folder cadangan kedua", strong=True, parent=card))
        words.addWidget(self._second)
        row = QHBoxLayout(card)
        row.setContentsMargins(space(4), space(3), space(4), space(3))
        row.addLayout(words, 1)
        row.addWidget(self._forget)
        row.addWidget(self._choose)
        foot = QHBoxLayout()
        foot.addWidget(self._check)
        foot.addStretch(1)
        foot.addWidget(self._restore)
        self.column.addLayout(top)
        self.column.addWidget(card)
        self.column.addWidget(self._table, 1)
        self.column.addLayout(foot)


def _load(workplace: Workplace) -> BackupList:
    second = second_folder(workplace)
    first_rows = [BackupRow(backup=one, place="Komputer ini") for one in list_backups(backup_folder(workplace))]
    second_rows = [BackupRow(backup=one, place=str(second)) for one in list_backups(second)] if second else []
    rows = sorted([*first_rows, *second_rows], key=lambda row: row.backup.made_at, reverse=True)
    return BackupList(rows=tuple(rows), newest=rows[0].backup if rows else None, second=second)


def _end_program() -> None:
    """The open screens show data that is no longer there: the next start signs in to what was restored."""
    tell(None, "Data dipulihkan", "Program ditutup sekarang. Buka lagi, lalu masuk seperti biasa.", Tone.GREEN)
    application = QCoreApplication.instance()
    if application is not None:
        application.quit()


class RestoreDialog(QDialog):
    """Asks for the password of the time of the backup. ``restored`` follows ``accepted``."""

    def __init__(self, workplace: Workplace, backup: Backup, parent: QWidget) -> None:
        super().__init__(parent)
        self.restored = self.accepted
        self._workplace, self._backup = workplace, backup
        self.setObjectName("restore_dialog")
        self.setWindowTitle("Pulihkan cadangan")
        self.setMinimumWidth(520)
        self._username = QLineEdit(workplace.user.username, self)
        self._username.setObjectName("restore_username")
        self._password = PasswordField(self)
        self._password.setObjectName("restore_password")
        self._field = LabelledField(
            "Kata sandi", self._password, hint="Yang berlaku saat cadangan itu dibuat", parent=self
        )
        self._user_field = LabelledField("Nama pengguna administrator", self._username, parent=self)
        words = text_label(
            "Semua yang dicatat setelah saat itu hilang dari program, kecuali yang sudah dikirim ke mitra. "
            "Data yang sekarang disimpan di folder data dengan nama lain. Program ditutup sesudahnya.",
            parent=self,
        )
        words.setWordWrap(True)
        self._go = QPushButton("Pulihkan", self)
        self._go.setObjectName("restore_go")
        self._go.setProperty("kind", "danger")
        self._go.clicked.connect(self.run)
        cancel = QPushButton("Batal", self)
        cancel.setObjectName("restore_cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._go)
        buttons.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(6), space(6), space(5))
        column.setSpacing(space(3))
        title = f"Kembali ke cadangan {moment_words(backup.made_at)}?"
        column.addWidget(text_label(title, Type.LARGE, strong=True, parent=self))
        column.addWidget(words)
        column.addWidget(self._user_field)
        column.addWidget(self._field)
        column.addLayout(buttons)
        self.finished.connect(self.deleteLater)

    def run(self) -> None:
        """Restore, if the password opens the backup."""
        username, password = self._username.text(), self._password.value()
        self._go.setEnabled(False)

        def work() -> Answer[None]:
            restore_here(self._workplace, self._backup, username, password)
            return Answer(None)

        operation = Operation(self, work).on_success(lambda _nothing: self.accept())
        operation.on_rejected(
            lambda problems: self._field.show_problem(" ".join(problem.sentence for problem in problems))
        )
        operation.on_failure(lambda: self._go.setEnabled(True)).run()
