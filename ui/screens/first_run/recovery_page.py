"""The last page: everything is written, and the recovery code is shown this once."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.services.answer import Answer
from ilp_desktop.services.first_run import NewInstallation
from ilp_desktop.services.recovery import is_part_of, recovery_sheet_pdf
from ui.kit.operation import Operation
from ui.kit.pdf_dialog import PdfDialog
from ui.kit.recovery_code import RecoveryCodeCard
from ui.screens.first_run.page import WizardPage
from ui.screens.first_run.state import WizardState


class RecoveryPage(WizardPage):
    """The user may begin to work once a part of the code was typed back."""

    heading = "Kode pemulihan"
    explanation = "Pemasangan selesai. Kode ini membuka data bila semua kata sandi terlupa; tanpa itu data hilang."

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self._made: NewInstallation | None = None
        self.card = RecoveryCodeCard(is_part_of, self)
        self.card.print_wanted.connect(self._print)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)
        holder = QWidget(self)
        holder.setLayout(column)
        holder.setMaximumWidth(680)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(holder, 1)
        row.addStretch(1)

    def show_installation(self, made: NewInstallation) -> None:
        """The installation that was just made."""
        self._made = made
        self.card.show_code(made.recovery_code)

    def _print(self) -> None:
        made = self._made
        if made is not None:
            Operation(self, lambda: Answer(recovery_sheet_pdf(made.workplace, made.recovery_code))).on_success(
                self._show_sheet
            ).run()

    def _show_sheet(self, content: bytes) -> None:
        PdfDialog("Lembar kode pemulihan", content, Path("kode-pemulihan.pdf"), self).open()
