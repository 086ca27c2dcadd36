"""One's own password; for administrators a new recovery code."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.problem import Problem
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.recovery import is_part_of, new_recovery_code, recovery_sheet_pdf
from ilp_desktop.services.sign_in import change_own_password
from ilp_desktop.services.workplace import Workplace
from ui.kit.labelled_field import LabelledField
from ui.kit.operation import Operation
from ui.kit.password_field import PasswordField
from ui.kit.pdf_dialog import PdfDialog
from ui.kit.recovery_code import RecoveryCodeCard
from ui.kit.style import Type, space, text_label
from ui.screens.settings.section import Section


class SecuritySection(Section):
    """Everybody changes their own password here."""

    title = "Kata sandi"
    explanation = "Kata sandi Anda membuka data; tidak ada yang dapat melihatnya, juga administrator tidak."

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._old, self._new, self._again, self._proof = (
            self._password(name) for name in ("old", "new", "again", "proof")
        )
        self.fields = {
            "old": LabelledField("Kata sandi sekarang", self._old, parent=self),
            "password": LabelledField(
                "Kata sandi baru", self._new, hint="Paling sedikit 8 huruf atau angka", parent=self
            ),
            "password_again": LabelledField("Ulangi kata sandi baru", self._again, parent=self),
            "proof": LabelledField("Kata sandi Anda", self._proof, parent=self),
        }
        change = self.button("password_change", "Ganti kata sandi   Ctrl+S", "primary")
        change.clicked.connect(self.save)
        for name in ("old", "password", "password_again"):
            self.fields[name].setMaximumWidth(420)
            self.column.addWidget(self.fields[name])
        self.column.addWidget(change)
        if Role.ADMINISTRATOR in workplace.user.role_set:
            self._add_recovery()
        else:
            self.fields["proof"].hide()
        self.column.addStretch(1)

    def refresh(self) -> None:
        for field in (self._old, self._new, self._again, self._proof):
            field.clear()
        self.show_problems(())

    def save(self) -> None:
        old, new, again = self._old.value(), self._new.value(), self._again.value()

        def work() -> Answer[None]:
            change_own_password(self.workplace, old, new, again)
            return Answer(None)

        operation = Operation(self, work).on_success(lambda _nothing: self._changed())
        operation.on_rejected(partial(self._refused, "old")).run()

    def _changed(self) -> None:
        self.refresh()
        self.say("Kata sandi Anda sudah diganti.", "Pakai yang baru mulai saat masuk berikutnya.")

    def _refused(self, field: str, problems: tuple[Problem, ...]) -> None:
        self.show_problems(
            tuple(
                Problem(code=problem.code, field=field, sentence=_about_old(problem), remedy="")
                if problem.code.startswith("sign_in.")
                else problem
                for problem in problems
            )
        )

    def _make_code(self) -> None:
        password = self._proof.value()
        operation = Operation(self, lambda: Answer(new_recovery_code(self.workplace, password)))
        operation.on_success(self._show_code).on_rejected(partial(self._refused, "proof")).run()

    def _show_code(self, code: str) -> None:
        self.refresh()
        RecoveryDialog(self.workplace, code, self).open()

    def _add_recovery(self) -> None:
        self.column.addSpacing(space(5))
        self.column.addWidget(text_label("Kode pemulihan", Type.LARGE, strong=True, parent=self))
        words = text_label(
            "Bila amplopnya pernah dibuka atau hilang, buat kode baru; yang lama tidak berlaku lagi. "
            "Cadangan yang sudah dibuat tetap memakai kode lamanya.",
            muted=True,
            parent=self,
        )
        words.setWordWrap(True)
        make = self.button("recovery_make", "Buat kode baru")
        make.clicked.connect(self._make_code)
        self.fields["proof"].setMaximumWidth(420)
        self.column.addWidget(words)
        self.column.addWidget(self.fields["proof"])
        self.column.addWidget(make)

    def _password(self, name: str) -> PasswordField:
        field = PasswordField(self)
        field.setObjectName(f"security_{name}")
        return field


def _about_old(problem: Problem) -> str:
    return "Kata sandi sekarang tidak cocok." if problem.code == "sign_in.wrong" else problem.sentence


class RecoveryDialog(QDialog):
    """Cannot be closed before a part of the new code was typed back: the old one is gone already."""

    def __init__(self, workplace: Workplace, code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recovery_dialog")
        self.setWindowTitle("Kode pemulihan baru")
        self._workplace, self._code = workplace, code
        self.card = RecoveryCodeCard(is_part_of, self)
        self.card.show_code(code)
        self.card.print_wanted.connect(self._print)
        done = QPushButton("Selesai", self)
        done.setObjectName("recovery_done")
        done.setProperty("kind", "primary")
        done.setEnabled(False)
        done.clicked.connect(self.accept)
        self.card.confirmed_changed.connect(done.setEnabled)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(6), space(6), space(5))
        column.setSpacing(space(4))
        column.addWidget(self.card)
        column.addLayout(row)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
        self.finished.connect(self.deleteLater)

    def reject(self) -> None:
        """Esc does not lose the code."""

    def _print(self) -> None:
        Operation(self, lambda: Answer(recovery_sheet_pdf(self._workplace, self._code))).on_success(
            self._show_sheet
        ).run()

    def _show_sheet(self, content: bytes) -> None:
        PdfDialog("Lembar kode pemulihan", content, Path("kode-pemulihan.pdf"), self).open()
