"""Use cases run in the background, and each kind of failure is shown once, in one way."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFrame, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.problem import (
    Cancelled,
    Conflict,
    Fault,
    FaultCode,
    FieldConflict,
    Problem,
    Rejected,
)
from ilp_desktop.domain.progress import Progress, Step
from ilp_desktop.services.answer import Answer
from ui.kit.dialogs import ConflictChoice, rehearsed
from ui.kit.message_strip import MessageStrip
from ui.kit.operation import LongOperation, Operation, Query
from ui.kit.runtime import Runtime
from ui.kit.style import Tone

Window = Callable[..., QWidget]

CANARY = "WA AMINAH 7403012203920001"


def strip_in(page: QWidget) -> MessageStrip:
    found = page.findChild(MessageStrip)
    assert isinstance(found, MessageStrip)
    return found


def shows_progress(page: QWidget) -> bool:
    frame = page.findChild(QFrame, "progress_frame")
    return isinstance(frame, QFrame) and frame.isVisible()


def settle(qtbot: QtBot, here: Runtime) -> None:
    """Wait until everything that was submitted has been delivered."""
    done: list[bool] = []
    here.thread.submit(lambda: here.thread.deliver(lambda: done.append(True)))
    qtbot.waitUntil(lambda: bool(done))


def raising(error: Exception) -> Callable[[], Answer[None]]:
    def work() -> Answer[None]:
        raise error

    return work


def test_the_work_runs_on_the_database_thread_and_the_answer_comes_back_to_the_window(
    window: Window, qtbot: QtBot, here: Runtime
) -> None:
    page = window()
    order: list[object] = []
    here.changes.listen(page, {"visit"}, lambda: order.append("lists refresh"))
    here.changes.listen(page, {"patient"}, lambda: order.append("not concerned"))
    here.changes.listen(page, (), lambda: order.append("foot refreshes"))

    Operation(page, lambda: Answer(threading.current_thread().name, frozenset({"visit"}))).on_success(
        lambda name: order.extend([name, threading.current_thread() is threading.main_thread()])
    ).run()
    settle(qtbot, here)

    assert order == ["database", True, "lists refresh", "foot refreshes"]


def test_jobs_keep_their_order_on_one_thread(window: Window, qtbot: QtBot, here: Runtime) -> None:
    page = window()
    seen: list[tuple[int, int]] = []

    def make(number: int) -> Callable[[], Answer[int]]:
        return [
            lambda: Answer(number),
            lambda: Answer(number * 10),
        ][number % 2]

    for number in range(2):
        Operation(page, make(number)).on_success(lambda value: seen.append((value, threading.get_ident()))).run()
    settle(qtbot, here)

    assert [value for value, _ in seen] == [0, 10]


def test_the_same_key_pressed_twice_saves_once(window: Window, qtbot: QtBot, here: Runtime) -> None:
    page = window()
    gate, saved = threading.Event(), []

    def press() -> None:
        def save() -> Answer[None]:
            gate.wait(2)
            saved.append(1)
            return Answer(None)

        Operation(page, save).run()

    press()
    press()
    gate.set()
    settle(qtbot, here)
    assert saved == [1]

    press()
    settle(qtbot, here)
    assert saved == [1, 1]


def test_problems_go_to_the_fields(window: Window, qtbot: QtBot, here: Runtime) -> None:
    page = window()
    told: list[tuple[Problem, ...]] = []
    problem = Problem(code="name.empty", field="name", sentence="Nama belum diisi.", remedy="Isi namanya.")

    failed: list[bool] = []
    Operation(page, raising(Rejected(problem))).on_rejected(told.append).on_failure(lambda: failed.append(True)).run()
    settle(qtbot, here)

    assert told == [(problem,)]
    assert failed == [True]
    assert strip_in(page).message() is None


def test_problems_that_no_field_takes_are_said_in_the_strip(window: Window, qtbot: QtBot, here: Runtime) -> None:
    page = window()
    problem = Problem(code="role.missing", field="", sentence="Bukan untuk peran Anda.", remedy="Ganti pengguna.")

    Operation(page, raising(Rejected(problem))).run()
    settle(qtbot, here)

    message = strip_in(page).message()
    assert message is not None
    assert (message.text, message.remedy, message.tone) == ("Bukan untuk peran Anda.", "Ganti pengguna.", Tone.AMBER)


def test_a_fault_says_what_to_do_and_can_be_tried_again(window: Window, qtbot: QtBot, here: Runtime) -> None:
    page = window()
    tries: list[str] = []

    def work() -> Answer[str]:
        tries.append("try")
        if len(tries) == 1:
            raise Fault(FaultCode.DRIVE_FULL, "Stik penuh.", "Kosongkan stik, lalu tekan Ulangi.")
        return Answer("ditulis")

    done: list[str] = []
    Operation(page, work).on_success(done.append).run()
    settle(qtbot, here)
    message = strip_in(page).message()
    assert message is not None
    assert (message.text, message.tone) == ("Stik penuh.", Tone.RED)

    again = page.findChild(QPushButton, "message_action")
    assert isinstance(again, QPushButton)
    again.click()
    settle(qtbot, here)

    assert done == ["ditulis"]
    assert strip_in(page).message() is None


def test_cancelled_work_says_nothing(window: Window, qtbot: QtBot, here: Runtime) -> None:
    page = window()

    Operation(page, raising(Cancelled())).run()
    settle(qtbot, here)

    assert strip_in(page).message() is None


@pytest.mark.parametrize("decides", [True, False])
def test_a_conflict_is_shown_side_by_side(window: Window, qtbot: QtBot, here: Runtime, decides: bool) -> None:
    page = window()
    conflict = Conflict("Data ini baru saja diubah.", (FieldConflict(field="Dusun", ours="1", theirs="2"),))
    chosen: list[ConflictChoice] = []
    operation = Operation(page, raising(conflict))
    if decides:
        operation.on_conflict(chosen.append)

    with rehearsed("theirs" if decides else None) as rehearsal:
        operation.run()
        settle(qtbot, here)

    assert rehearsal.asked == ["Data ini baru saja diubah."]
    assert chosen == ([ConflictChoice.THEIRS] if decides else [])


def test_a_fault_of_ours_is_reported_without_patient_data_and_work_goes_on(
    window: Window, qtbot: QtBot, here: Runtime, tmp_path: Path
) -> None:
    page = window()
    here.report_folder = tmp_path / "reports"
    stick = tmp_path / "stick"
    stick.mkdir()

    def work() -> Answer[None]:
        patient = CANARY
        try:
            raise KeyError(patient)
        except KeyError as error:
            raise ValueError(f"cannot save {patient}") from error

    with rehearsed("copy", stick) as rehearsal:
        Operation(page, work).run()
        settle(qtbot, here)

    assert rehearsal.asked == ["Ada kesalahan di dalam program", "Pilih stik untuk laporan"]
    reports = [*(tmp_path / "reports").iterdir(), *stick.iterdir()]
    assert len(reports) == 2
    text = reports[0].read_text()
    assert text == reports[1].read_text()
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "tests/ui/kit/test_operation.py:" in text
    assert "work" in text
    assert "WA AMINAH" not in text + reports[0].name
    assert "7403" not in text

    done: list[str] = []
    Operation(page, lambda: Answer("jalan terus")).on_success(done.append).run()
    settle(qtbot, here)
    assert done == ["jalan terus"]


def test_a_report_that_cannot_be_copied_is_said_in_words(
    window: Window, qtbot: QtBot, here: Runtime, tmp_path: Path
) -> None:
    page = window()
    gone = tmp_path / "file"
    gone.write_text("not a folder")

    with rehearsed("copy", gone / "stick", "ok") as rehearsal:
        Operation(page, raising(ZeroDivisionError())).run()
        settle(qtbot, here)

    assert rehearsal.asked[-1] == "Laporan tidak dapat ditulis"


def test_long_work_shows_how_far_it_is_and_can_be_cancelled(window: Window, qtbot: QtBot, here: Runtime) -> None:
    page = window()
    seen = threading.Event()

    def work(progress: Progress) -> Answer[None]:
        for done in range(2_000_000):
            progress(Step(doing="Menulis ke stik", done=done, total=2_000_000))
            if seen.is_set() and done % 50 == 0:
                seen.wait(0.001)
        return Answer(None)

    ended: list[str] = []
    operation = LongOperation(page, work, "Menyiapkan").on_success(lambda _: ended.append("finished"))
    operation.on_failure(lambda: ended.append("stopped")).run()
    assert not shows_progress(page)
    qtbot.waitUntil(lambda: shows_progress(page))
    seen.set()

    cancel = page.findChild(QPushButton, "progress_cancel")
    assert isinstance(cancel, QPushButton)
    cancel.click()
    qtbot.waitUntil(lambda: bool(ended))

    assert ended == ["stopped"]
    assert not shows_progress(page)
    assert strip_in(page).message() is None


def test_quick_work_shows_no_progress(window: Window, qtbot: QtBot, here: Runtime) -> None:
    page = window()
    shown: list[bool] = []
    Operation(page, lambda: Answer(1)).on_success(lambda _: shown.append(shows_progress(page))).run()
    settle(qtbot, here)

    assert shown == [False]


def test_an_answer_for_a_page_that_is_gone_still_refreshes_the_lists(
    window: Window, qtbot: QtBot, here: Runtime
) -> None:
    page, gate = window(), threading.Event()
    screen = QWidget(page)
    refreshed: list[bool] = []
    called: list[object] = []
    here.changes.listen(page, {"visit"}, lambda: refreshed.append(True))

    def work() -> Answer[str]:
        gate.wait(2)
        return Answer("late", frozenset({"visit"}))

    Operation(screen, work).on_success(called.append).run()
    screen.setParent(None)
    with qtbot.waitSignal(screen.destroyed):
        screen.deleteLater()
    gate.set()
    settle(qtbot, here)

    assert refreshed == [True]
    assert called == []


def test_only_the_answer_to_the_latest_question_counts(window: Window, qtbot: QtBot, here: Runtime) -> None:
    page, gate = window(), threading.Event()
    ran: list[str] = []
    answers: list[str] = []
    query: Query[str] = Query(page, answers.append)

    def search(text: str) -> Callable[[], str]:
        def work() -> str:
            gate.wait(2)
            ran.append(text)
            return text

        return work

    for text in ("a", "am", "ami", "amin"):
        query.ask(search(text))
    gate.set()
    settle(qtbot, here)

    assert answers == ["amin"]
    assert len(ran) <= 2


def test_a_question_that_is_forgotten_gets_no_answer(window: Window, qtbot: QtBot, here: Runtime) -> None:
    page = window()
    answers: list[str] = []
    query: Query[str] = Query(page, answers.append)
    query.ask(lambda: "late")
    query.forget()
    settle(qtbot, here)

    assert answers == []


def test_a_failing_question_is_told_like_any_failure(window: Window, qtbot: QtBot, here: Runtime) -> None:
    page = window()
    query: Query[str] = Query(page, lambda _: None)

    def work() -> str:
        raise Fault(FaultCode.DATABASE_LOCKED, "Data sedang dipakai.", "Tunggu sebentar, lalu Ulangi.")

    query.ask(work)
    settle(qtbot, here)

    message = strip_in(page).message()
    assert message is not None
    assert message.action == "Ulangi"


def test_without_a_strip_a_failure_becomes_a_dialog(styled: object, qtbot: QtBot, here: Runtime) -> None:
    page = QWidget()
    qtbot.addWidget(page)

    with rehearsed("ok") as rehearsal:
        Operation(page, raising(Fault(FaultCode.DATABASE_DAMAGED, "Berkas rusak.", "Pulihkan cadangan."))).run()
        settle(qtbot, here)

    assert rehearsal.asked == ["Berkas rusak."]
