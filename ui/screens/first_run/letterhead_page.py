"""The kop surat, proposed from the answers before, and the head of the facility."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.letterhead_editor import LetterheadEditor, LetterheadValues
from ui.screens.first_run.page import WizardPage
from ui.screens.first_run.state import WizardState


class LetterheadPage(WizardPage):
    """Everything here may stay empty and be mended later."""

    heading = "Kop surat dan pimpinan"
    explanation = "Sudah diisi dari jawaban sebelumnya; ubah bila perlu. Semua ini dapat diganti nanti di Pengaturan."

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self._editor = LetterheadEditor(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._editor)

    def enter(self) -> None:
        state = self.state
        state.propose_letterhead()
        first, second, third, fourth = state.letterhead
        self._editor.set_values(
            LetterheadValues(
                lines=(first, second, third, fourth),
                contact=" · ".join(part for part in (state.phone.strip(), state.email.strip()) if part),
                left_logo=state.left_logo,
                right_logo=state.right_logo,
                prefix=state.head_prefix,
                head_name=state.head_name,
                head_rank=state.head_rank,
                head_number=state.head_number,
            )
        )
        self._editor.focus_first()

    def collect(self) -> None:
        state, values = self.state, self._editor.values()
        state.letterhead = list(values.lines)
        state.left_logo, state.right_logo = values.left_logo, values.right_logo
        state.head_prefix, state.head_name = values.prefix, values.head_name
        state.head_rank, state.head_number = values.head_rank, values.head_number
