"""The people who sign in: the list at the left, one of them or a new one at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ilp_desktop.domain.installation import Role, User
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.words import word
from ilp_desktop.services.users import UserCommand, add_user, change_user, list_users, set_aside_user
from ilp_desktop.services.workplace import Workplace
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.date_field import DateField
from ui.kit.dialogs import ButtonKind, DialogButton, Question, ask
from ui.kit.labelled_field import LabelledField
from ui.kit.operation import Operation, Query
from ui.kit.password_field import PasswordField
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.runtime import runtime
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.settings.section import Section


def _roles(user: User) -> str:
    return ", ".join(word(role) for role in Role if role in user.role_set)


def _line(user: User) -> ResultLine:
    return ResultLine(
        title=user.name,
        note=user.username,
        detail=_roles(user),
        state="" if user.active else "Nonaktif",
        tone=Tone.PLAIN if user.active else Tone.AMBER,
    )


class UsersSection(Section):
    """Nobody is deleted: what they recorded keeps their name. The administrator's own password is asked when a password
    is set, because it opens the data key for the other."""

    title = "Pengguna"
    explanation = "Setiap orang masuk dengan nama dan kata sandinya sendiri; catatan menyimpan siapa yang mengerjakan."

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._user: User | None = None
        self._wanted = ""
        self._query: Query[tuple[User, ...]] = Query(self, self._show)
        self._table: ResultList[User] = ResultList(_line, self)
        self._table.setObjectName("setting_users")
        self._table.current_changed.connect(self._show_user)
        self._new = self.button("user_new", "Pengguna baru")
        self._new.clicked.connect(self.begin_new)
        self._heading = text_label("", Type.LARGE, strong=True, parent=self)
        self._name = self.line("user_name", longest=1024)
        self._username = self.line("user_username", longest=64)
        self._roles = ChoiceRow([Choice(id=role.value, label=word(role)) for role in Role], multiple=True, parent=self)
        self._position = self.line("user_position", placeholder="misalnya Bidan")
        self._employee = self.line("user_employee_number", longest=30)
        self._licence = self.line("user_licence_number", longest=60)
        self._licence_until = DateField(lambda: self.workplace.today, parent=self)
        self._password, self._again, self._own = (PasswordField(self) for _ in range(3))
        for field, name in (
            (self._password, "user_password"),
            (self._again, "user_password_again"),
            (self._own, "user_own_password"),
        ):
            field.setObjectName(name)
        self._save = self.button("user_save", "Simpan   Ctrl+S", "primary")
        self._save.clicked.connect(self.save)
        self._aside = self.button("user_set_aside", "Nonaktifkan", "quiet")
        self._aside.clicked.connect(self._set_aside)
        self.fields = self._labelled()
        self._place()
        runtime().changes.listen(self, {"practitioner"}, self.refresh)

    def refresh(self) -> None:
        self._query.ask(lambda: list_users(self.workplace))

    def begin_new(self) -> None:
        """An empty form."""
        self._table.clearSelection()
        self._fill(None)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        user, command = self._user, self._command()
        if user is None:
            operation = Operation(self, lambda: add_user(self.workplace, command))
        else:
            operation = Operation(self, lambda: change_user(self.workplace, user.id, command))
        operation.on_success(self._saved).on_rejected(self._refused).run()

    def _command(self) -> UserCommand:
        until = self._licence_until.value()
        return UserCommand(
            username=self._username.text(),
            name=self._name.text(),
            roles=frozenset(Role(role) for role in self._roles.values()),
            password=self._password.value(),
            password_again=self._again.value(),
            administrator_password=self._own.value(),
            employee_number=self._employee.text(),
            licence_number=self._licence.text(),
            licence_until=None if until is None else until.day,
            position=self._position.text(),
        )

    def _saved(self, user: User) -> None:
        self._wanted = user.id
        self._clear_passwords()
        self.show_problems(())
        self.say(f"Pengguna {user.username} tersimpan.", "Perubahan peran berlaku saat ia masuk lagi.")

    def _refused(self, problems: Sequence[Problem]) -> None:
        own = {"sign_in.wrong", "sign_in.wait"}
        self.show_problems(
            tuple(
                Problem(
                    code=problem.code,
                    field="own_password" if problem.code in own else problem.field,
                    sentence="Kata sandi Anda tidak cocok." if problem.code == "sign_in.wrong" else problem.sentence,
                    remedy=problem.remedy,
                )
                for problem in problems
            )
        )

    def _set_aside(self) -> None:
        user = self._user
        if user is None:
            return
        question = Question(
            title=f"Nonaktifkan {user.name}?",
            text="Ia tidak dapat masuk lagi. Catatannya tetap tersimpan atas namanya, dan ia dapat diaktifkan kembali.",
            buttons=(
                DialogButton(id="aside", label="Nonaktifkan", kind=ButtonKind.DANGER),
                DialogButton(id="keep", label="Batal"),
            ),
        )
        if ask(self, question) == "aside":
            Operation(self, lambda: set_aside_user(self.workplace, user.id)).on_success(
                lambda changed: self.say(f"{changed.name} tidak dapat masuk lagi.")
            ).run()

    def _show(self, users: tuple[User, ...]) -> None:
        self._table.set_rows(users)
        wanted = self._wanted or (self._user.id if self._user else self.workplace.user.id)
        self._wanted = ""
        for number, user in enumerate(users):
            if user.id == wanted:
                self._table.setCurrentIndex(self._table.model().index(number, 0))
                self._show_user(user)

    def _show_user(self, user: User) -> None:
        self._fill(user)

    def _fill(self, user: User | None) -> None:
        self._user = user
        self.show_problems(())
        self._clear_passwords()
        self._heading.setText(user.name if user else "Pengguna baru")
        for line, text in (
            (self._name, user.name if user else ""),
            (self._username, user.username if user else ""),
            (self._position, user.position if user else ""),
            (self._employee, user.employee_number if user else ""),
            (self._licence, user.licence_number if user else ""),
        ):
            line.setText(text)
        self._licence_until.set_value(user.licence_until if user else None)
        self._username.setReadOnly(user is not None)
        self._roles.set_values([role.value for role in user.role_set] if user else [])
        inactive = user is not None and not user.active
        label = "Kata sandi" if user is None else "Kata sandi baru"
        self.fields["password"].set_label(label)
        hint = "Diperlukan untuk mengaktifkan kembali" if inactive else "Kosong: tidak berubah" if user else ""
        self.fields["password"].set_hint(hint)
        self._aside.setVisible(user is not None and user.active and user.id != self.workplace.user.id)

    def _clear_passwords(self) -> None:
        for field in (self._password, self._again, self._own):
            field.clear()

    def _labelled(self) -> dict[str, LabelledField]:
        return {
            "name": LabelledField("Nama lengkap dengan gelar", self._name, required=True, parent=self),
            "username": LabelledField("Nama pengguna", self._username, required=True, parent=self),
            "roles": LabelledField("Peran", self._roles, hint="Boleh lebih dari satu", required=True, parent=self),
            "position": LabelledField("Jabatan", self._position, parent=self),
            "employee_number": LabelledField("NIP", self._employee, parent=self),
            "licence_number": LabelledField("No. SIP atau STR", self._licence, parent=self),
            "licence_until": LabelledField("SIP berlaku sampai", self._licence_until, parent=self),
            "password": LabelledField("Kata sandi", self._password, parent=self),
            "password_again": LabelledField("Ulangi kata sandi", self._again, parent=self),
            "own_password": LabelledField(
                "Kata sandi Anda sendiri", self._own, hint="Hanya perlu bila kata sandi di atas diisi", parent=self
            ),
        }

    def _place(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(space(2))
        left.addWidget(self._table, 1)
        form = QWidget(self)
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, space(3), 0)
        grid.setHorizontalSpacing(space(4))
        grid.setVerticalSpacing(0)
        cells = (
            ("name", 0, 0, 2), ("username", 1, 0, 1), ("position", 1, 1, 1), ("roles", 2, 0, 2),
            ("employee_number", 3, 0, 2), ("licence_number", 4, 0, 1), ("licence_until", 4, 1, 1),
            ("password", 5, 0, 1), ("password_again", 5, 1, 1), ("own_password", 6, 0, 2),
        )  # fmt: skip
        for name, line, column, span in cells:
            grid.addWidget(self.fields[name], line, column, 1, span)
        grid.setRowStretch(7, 1)
        area = QScrollArea(self)
        area.setWidget(form)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self._aside)
        right = QVBoxLayout()
        right.setSpacing(space(2))
        right.addLayout(top)
        right.addWidget(area, 1)
        self.head.addWidget(self._new)
        self.head.addWidget(self._save)
        row = QHBoxLayout()
        row.setSpacing(space(6))
        row.addLayout(left, 6)
        row.addLayout(right, 7)
        self.column.addLayout(row, 1)
