"""The first administrator: who may do everything and makes the other users."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.labelled_field import LabelledField
from ui.kit.password_field import PasswordField
from ui.kit.style import Tone, space, text_label
from ui.screens.first_run.page import WizardPage
from ui.screens.first_run.state import WizardState

_PASSWORD_HINT = "Paling sedikit 8 huruf. Beberapa kata yang mudah diingat lebih kuat daripada satu kata rumit."


class AdministratorPage(WizardPage):
    """The password opens the data, so nobody can look it up afterwards."""

    heading = "Administrator pertama"
    explanation = (
        "Pengguna lain (loket, klaster, kepala) ditambahkan nanti di Pengaturan, masing-masing dengan kata sandinya."
    )

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self._name = self.text_line("admin_name")
        self._username = self.text_line("admin_username", longest=64)
        self._password, self._again = PasswordField(self), PasswordField(self)
        self._password.setObjectName("admin_password")
        self._again.setObjectName("admin_password_again")
        self.fields = {
            "name": LabelledField(
                "Nama lengkap", self._name, hint="Tercetak pada surat dan register", required=True, parent=self
            ),
            "username": LabelledField(
                "Nama pengguna",
                self._username,
                hint="Pendek, untuk masuk setiap hari, misalnya siti",
                required=True,
                parent=self,
            ),
            "password": LabelledField("Kata sandi", self._password, hint=_PASSWORD_HINT, required=True, parent=self),
            "password_again": LabelledField("Ulangi kata sandi", self._again, required=True, parent=self),
        }
        for field in (self._password, self._again):
            field.caps_lock_changed.connect(self._caps_lock)
        self.clear_when_typed()
        self._place()

    def enter(self) -> None:
        self._name.setText(self.state.full_name)
        self._username.setText(self.state.username)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def collect(self) -> None:
        state = self.state
        state.full_name, state.username = self._name.text(), self._username.text()
        state.password, state.password_again = self._password.value(), self._again.value()

    def _caps_lock(self, on: bool) -> None:
        if on:
            self.fields["password"].show_note("Caps Lock menyala.", Tone.AMBER)
        else:
            self.fields["password"].show_hint()

    def _place(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        for field in self.fields.values():
            column.addWidget(field)
        notice = text_label(
            "Data disandikan dengan kata sandi ini. Bila lupa, hanya kode pemulihan di langkah berikut yang menolong.",
            muted=True,
            parent=self,
        )
        notice.setWordWrap(True)
        column.addWidget(notice)
        column.addStretch(1)
        holder = QWidget(self)
        holder.setLayout(column)
        holder.setMaximumWidth(560)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(holder, 1)
        row.addStretch(1)
