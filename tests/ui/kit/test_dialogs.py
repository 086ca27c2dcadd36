"""Questions: buttons by name, the harmless answer with Esc, and answers given beforehand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.problem import Conflict, FieldConflict
from ui.kit.dialogs import (
    ButtonKind,
    ConflictChoice,
    DialogButton,
    Question,
    ask,
    choose_file_to_open,
    choose_file_to_save,
    choose_folder,
    decide_conflict,
    rehearsed,
)

MERGE = Question(
    title="Gabungkan dua orang ini?",
    text="Semua kunjungan pindah. <b>bukan tebal</b>",
    buttons=(
        DialogButton(id="merge", label="Gabungkan", kind=ButtonKind.PRIMARY),
        DialogButton(id="keep", label="Biarkan terpisah"),
    ),
)
VOID = Question(
    title="Batalkan kunjungan?",
    text="Kunjungan tetap tersimpan sebagai batal.",
    buttons=(
        DialogButton(id="void", label="Batalkan kunjungan", kind=ButtonKind.DANGER),
        DialogButton(id="keep", label="Biarkan"),
    ),
)


def when_shown(act: Callable[[QDialog], object]) -> None:
    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            act(dialog)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def test_a_button_gives_its_answer(styled: QApplication, qtbot: QtBot) -> None:
    def press(dialog: QDialog) -> None:
        button = dialog.findChild(QPushButton, "answer_merge")
        assert isinstance(button, QPushButton)
        button.click()

    when_shown(press)
    assert ask(None, MERGE) == "merge"


@pytest.mark.parametrize(
    ("question", "key", "answer"),
    [
        (MERGE, Qt.Key.Key_Escape, "keep"),
        (MERGE, Qt.Key.Key_Return, "merge"),
        (VOID, Qt.Key.Key_Return, "keep"),
        (VOID, Qt.Key.Key_Escape, "keep"),
    ],
)
def test_keys_answer_and_enter_never_takes_what_is_dangerous(
    styled: QApplication, qtbot: QtBot, question: Question, key: Qt.Key, answer: str
) -> None:
    def press(dialog: QDialog) -> None:
        dialog.activateWindow()
        qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
        qtbot.keyClick(dialog.focusWidget(), key)

    when_shown(press)
    assert ask(None, question) == answer


def test_a_conflict_lets_a_person_choose(styled: QApplication, qtbot: QtBot) -> None:
    conflict = Conflict("Data ini baru saja diubah.", (FieldConflict(field="Dusun", ours="1", theirs=""),))

    def press(dialog: QDialog) -> None:
        button = dialog.findChild(QPushButton, "answer_ours")
        assert isinstance(button, QPushButton)
        button.click()

    when_shown(press)
    assert decide_conflict(None, conflict, may_decide=True) is ConflictChoice.OURS


def test_answers_can_be_given_beforehand() -> None:
    with rehearsed("merge", None, Path("a.xlsx"), None, Path("stick")) as rehearsal:
        assert ask(None, MERGE) == "merge"
        assert ask(None, MERGE) == "keep"
        assert choose_file_to_open(None, "Buka", "Excel (*.xlsx)") == Path("a.xlsx")
        assert choose_file_to_save(None, "Simpan", Path("x.pdf"), "PDF (*.pdf)") is None
        assert choose_folder(None, "Pilih stik") == Path("stick")
        with pytest.raises(AssertionError, match="Nobody prepared an answer"):
            ask(None, MERGE)

    assert rehearsal.asked[0] == "Gabungkan dua orang ini?"
