"""The recovery code, shown once: printed, put away, and a part typed back as the proof."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.kit.icons import icon
from ui.kit.labelled_field import LabelledField
from ui.kit.style import Tone, colours, space, text_label

_ORDINALS = {1: "pertama", 2: "kedua", 3: "ketiga", 4: "keempat", 5: "kelima"}


class RecoveryCodeCard(QWidget):
    """``print_wanted`` asks for the sheet; ``confirmed_changed`` tells whether the typed part is right.

    ``is_part_of(code, typed, group)`` decides that.
    """

    print_wanted = Signal()
    confirmed_changed = Signal(bool)

    def __init__(self, is_part_of: Callable[[str, str, int], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_part_of = is_part_of
        self._code = ""
        self._group = 3
        self._shown = text_label("", parent=self)
        self._shown.setObjectName("recovery_code")
        self._shown.setProperty("type", "code")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._typed = QLineEdit(self)
        self._typed.setObjectName("recovery_part")
        self._typed.setMaxLength(12)
        self._typed.textChanged.connect(self._check)
        self._field = LabelledField(
            "", self._typed, hint="Lima huruf atau angka dari lembar yang tercetak", parent=self
        )
        self._place()

    def show_code(self, code: str) -> None:
        """Show this code; nothing is typed yet."""
        self._code = code
        self._group = 1 + sum(code.encode()) % len(_ORDINALS)
        self._shown.setText("   ".join(code.split("-")))
        self._field.set_label(f"Bukti: ketik kelompok {_ORDINALS[self._group]} dari kode")
        self._typed.clear()

    def is_confirmed(self) -> bool:
        """Whether the asked part stands in the field."""
        return bool(self._code) and self._is_part_of(self._code, self._typed.text(), self._group)

    def _check(self) -> None:
        confirmed = self.is_confirmed()
        if confirmed:
            self._field.show_note("Benar. Simpan lembarnya dalam amplop tertutup.", Tone.GREEN)
        elif len("".join(self._typed.text().split())) >= len(self._code.split("-")[0]):
            self._field.show_problem("Belum cocok. Baca lagi dari lembar yang tercetak.")
        else:
            self._field.show_hint()
        self.confirmed_changed.emit(confirmed)

    def _place(self) -> None:
        card = QFrame(self)
        card.setProperty("card", True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(space(5), space(5), space(5), space(5))
        inside.setSpacing(space(4))
        inside.addWidget(self._shown)
        button = QPushButton(icon("printer", colours().text), " Cetak lembar kode", card)
        button.setObjectName("recovery_print")
        button.setAutoDefault(False)
        button.clicked.connect(self.print_wanted)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button)
        row.addStretch(1)
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(4))
        column.addWidget(card)
        rules = text_label(
            "1. Cetak lembarnya, atau salin kode dengan tangan.\n"
            "2. Masukkan ke amplop, tutup, simpan di lemari terkunci kepala puskesmas, jauh dari komputer ini.\n"
            "3. Jangan difoto dan jangan dikirim lewat pesan. Kode ini tidak pernah ditampilkan lagi.",
            parent=self,
        )
        rules.setWordWrap(True)
        column.addWidget(rules)
        self._typed.setMaximumWidth(220)
        column.addWidget(self._field)
