"""The files of one form on the screen: chosen and kept, or looked at again."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.attachments import attachment_content, choose_file
from ilp_desktop.services.workplace import Workplace
from ui.kit.attachment import FILE_KINDS, PictureDialog, name_for_answer, read_for_answer
from ui.kit.dialogs import DialogButton, Question, ask, choose_file_to_open
from ui.kit.form_view import FormView
from ui.kit.operation import Operation
from ui.kit.pdf_dialog import PdfDialog

_THERE_IS_ONE = Question(
    title="Berkas sudah ada",
    text="Pertanyaan ini sudah mempunyai berkas.",
    buttons=(
        DialogButton(id="look", label="Lihat"),
        DialogButton(id="replace", label="Ganti"),
        DialogButton(id="keep", label="Biarkan"),
    ),
)


class AnswerFiles(QObject):
    """Serves ``view``; a chosen file is kept with the draft of that id, and with the record once that is complete."""

    def __init__(self, view: FormView, workplace: Workplace, patient_id: PatientId | None, draft: str) -> None:
        super().__init__(view)
        self._view, self._workplace, self._patient_id, self._draft = view, workplace, patient_id, draft
        view.file_wanted.connect(self.want)

    def want(self, address: str) -> None:
        """A file for the question; the one that is there may be looked at first."""
        present = self._view.response.value(address)
        wish = ask(self._view, _THERE_IS_ONE) if present else "replace"
        if wish == "look":
            self._look(present)
        elif wish == "replace":
            self._choose(address)

    def _choose(self, address: str) -> None:
        path = choose_file_to_open(self._view, "Pilih gambar atau PDF", FILE_KINDS)
        if path is not None:
            workplace, draft = self._workplace, self._draft
            Operation(self._view, lambda: _kept(workplace, draft, path)).on_success(
                partial(self._view.type_answer, address)
            ).run()

    def _look(self, name: str) -> None:
        workplace, patient_id, draft = self._workplace, self._patient_id, self._draft
        Operation(self._view, lambda: Answer(attachment_content(workplace, patient_id, name, draft))).on_success(
            partial(_show, self._view, name)
        ).run()


def _kept(workplace: Workplace, draft: str, path: Path) -> Answer[str]:
    content = read_for_answer(path)
    return choose_file(workplace, draft, name_for_answer(path), content)


def _show(view: QWidget, name: str, content: bytes) -> None:
    if content.startswith(b"%PDF-"):
        PdfDialog(name, content, Path(name), view).open()
    else:
        PictureDialog(name, content, view).open()
