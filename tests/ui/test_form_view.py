"""Any form as a page.

UF1  A form is filled from the first question to the last with the keyboard alone.
UF2  Comma or point, 7/3/24, first letters and numbers are understood where they are typed.
UF3  What applies appears and disappears; notes and results follow; nothing else moves.
UF4  Problems stand at their question in words; F2 goes from one to the next.
UF5  A draft is given out after answers and at each change of section, and resumes at the same question.
UF6  Prefilled values say so until Enter confirms them.
UF7  Repeats grow from the keyboard.
UF8  Completed forms are read, not typed into.
UF9  Going past a question with Enter answers nothing.
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.forms import Response, printable
from tests.forms.workbench import YES_NO, context, form, group, question, real_form, repeat, response
from ui.kit.fields import ChoiceButtons, ChoiceSearch, EntryField, LongTextField, RankField
from ui.kit.fields_printed import PrintedForm
from ui.kit.fields_row import NoteRow, QuestionRow
from ui.kit.form_view import FormView

Window = Callable[..., QWidget]


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(focused(), key, modifier)
        QApplication.processEvents()


def type_text(text: str) -> None:
    for letter in text:
        QTest.keyClicks(focused(), letter)
    QApplication.processEvents()


def enter(text: str) -> None:
    type_text(text)
    press(Qt.Key.Key_Return)


def opened(window: Window, shown: Response, at: str = "") -> FormView:
    view = FormView(shown, at)
    window(view)
    view.setFocus()
    QTest.qWaitForWindowActive(view.window())
    return view


def notes(view: FormView) -> list[str]:
    return [row.text() for row in view.findChildren(NoteRow) if row.isVisible()]


def row_of(view: FormView, address: str) -> QuestionRow:
    return next(row for row in view.findChildren(QuestionRow) if row.address == address)


def visit() -> Response:
    return response(
        *group(
            "ukur",
            question(
                "decimal",
                "bb",
                label="Berat",
                required="yes",
                constraint=". > 0 and . < 200",
                constraint_message="Tidak mungkin",
                ilp_unit="kg",
            ),
            question(
                "note",
                "berat",
                label="Berat ${bb} kg, lebih dari 100",
                relevant="${bb} > 100",
                ilp_alert="warning",
                guidance_hint="Aturan contoh",
            ),
            question("date", "lahir", label="Lahir"),
            label="Pengukuran",
        ),
        *group(
            "tanya",
            question("select_one yn", "batuk", label="Batuk", required="yes"),
            question("integer", "lama", label="Lama batuk", relevant="${batuk} = 'ya'"),
            question("text", "catatan", label="Catatan", appearance="multiline"),
            label="Pertanyaan",
        ),
        choices=YES_NO,
    )


def test_a_form_is_filled_with_the_keyboard_alone(window: Window, qtbot: QtBot) -> None:
    """UF1, UF2, UF3"""
    shown = visit()
    view = opened(window, shown)
    ended: list[bool] = []
    view.end_reached.connect(lambda: ended.append(True))
    assert isinstance(focused(), EntryField)
    enter("120,5")
    assert shown.value("bb") == "120.5"
    assert notes(view) == ["Berat 120,5 kg, lebih dari 100"]
    assert view.current_address() == "ukur/lahir"
    enter("7/3/24")
    assert shown.value("lahir") == "2024-03-07"
    assert view.current_address() == "tanya/batuk"
    type_text("y")
    assert shown.value("batuk") == "ya"
    assert view.current_address() == "tanya/lama"
    enter("3")
    assert isinstance(focused(), LongTextField)
    type_text("malam hari")
    press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert shown.value("catatan") == "malam hari"
    assert ended == [True]
    assert shown.problems() == ()
    view.commit()


def test_what_does_not_apply_is_not_there(window: Window) -> None:
    """UF3"""
    shown = visit()
    view = opened(window, shown)
    assert [row.address for row in view.findChildren(QuestionRow)] == [
        "ukur/bb",
        "ukur/lahir",
        "tanya/batuk",
        "tanya/catatan",
    ]
    kept = row_of(view, "ukur/lahir")
    view.go_to("tanya/batuk")
    type_text("1")
    assert row_of(view, "tanya/lama").isVisible()
    view.go_to("tanya/batuk")
    type_text("2")
    assert "tanya/lama" not in [row.address for row in view.findChildren(QuestionRow) if row.isVisible()]
    assert row_of(view, "ukur/lahir") is kept
    view.commit()


def test_a_pause_counts_as_an_answer(window: Window, qtbot: QtBot) -> None:
    """UF2"""
    shown = visit()
    opened(window, shown)
    type_text("12")
    assert shown.value("bb") == ""
    qtbot.waitUntil(lambda: shown.value("bb") == "12")


def test_problems_stand_at_their_question(window: Window) -> None:
    """UF4"""
    shown = visit()
    view = opened(window, shown)
    enter("400")
    assert row_of(view, "ukur/bb").has_problem
    texts = [label.text() for label in row_of(view, "ukur/bb").findChildren(QLabel)]
    assert "Tidak mungkin. Periksa lalu perbaiki." in texts
    assert not row_of(view, "tanya/batuk").has_problem
    press(Qt.Key.Key_F2)
    assert view.current_address() == "tanya/batuk"
    assert row_of(view, "tanya/batuk").has_problem
    press(Qt.Key.Key_F2)
    assert view.current_address() == "ukur/bb"
    enter("50")
    assert not row_of(view, "ukur/bb").has_problem
    assert view.show_problems()
    assert view.current_address() == "tanya/batuk"
    type_text("t")
    assert not view.show_problems()
    view.commit()


def test_sections_show_how_far_one_is(window: Window) -> None:
    """UF4"""
    shown = visit()
    view = opened(window, shown)
    marks = view.findChild(QListWidget, "form_sections")
    assert isinstance(marks, QListWidget)

    def words() -> list[tuple[str, str]]:
        return [(marks.item(row).text(), marks.item(row).toolTip()) for row in range(marks.count())]

    assert words() == [("Pengukuran", "belum lengkap"), ("Pertanyaan", "belum lengkap")]
    enter("50")
    assert words()[0] == ("Pengukuran", "lengkap")
    view.next_problem()
    assert words()[1] == ("Pertanyaan", "ada masalah")
    press(Qt.Key.Key_PageUp, modifier=Qt.KeyboardModifier.ControlModifier)
    assert view.current_address() == "ukur/bb"
    press(Qt.Key.Key_PageDown, modifier=Qt.KeyboardModifier.ControlModifier)
    assert view.current_address() == "tanya/batuk"
    view.commit()


def test_a_draft_resumes_where_one_was(window: Window, qtbot: QtBot) -> None:
    """UF5"""
    shown = visit()
    view = opened(window, shown)
    drafts: list[dict[str, object]] = []
    view.draft_changed.connect(drafts.append)
    enter("50")
    enter("1/2/20")
    assert drafts[-1]["at"] == "tanya/batuk"
    assert drafts[-1]["answers"] == {**shown.to_json()["answers"]}  # type: ignore[dict-item]
    again = Response(shown.form, context(), document=drafts[-1])  # type: ignore[arg-type]
    resumed = FormView(again, at=str(drafts[-1]["at"]))
    window(resumed)
    resumed.setFocus()
    assert resumed.current_address() == "tanya/batuk"
    assert isinstance(focused().parent(), ChoiceButtons)
    assert row_of(resumed, "ukur/bb").editor.value() == "50"
    for each in (view, resumed):
        each.commit()


def test_prefilled_values_wait_for_enter(window: Window) -> None:
    """UF6"""
    shown = Response(
        form(question("decimal", "tb", ilp_prefill="observation:8302-2"), question("text", "x")),
        context(last={"8302-2": "151,5".replace(",", ".")}),
    )
    view = opened(window, shown)
    texts = [label.text() for label in row_of(view, "tb").findChildren(QLabel)]
    assert "Dari data sebelumnya. Tekan Enter bila benar." in texts
    assert shown.state("tb").unconfirmed
    press(Qt.Key.Key_Return)
    assert not shown.state("tb").unconfirmed
    assert view.current_address() == "x"
    view.commit()


def test_repeats_grow_from_the_keyboard(window: Window) -> None:
    """UF7"""
    shown = response(*repeat("hadir", question("text", "nama"), label="Hadir"), question("text", "akhir"))
    view = opened(window, shown)
    enter("Ani")
    assert isinstance(focused(), QPushButton)
    press(Qt.Key.Key_Space)
    assert view.current_address() == "hadir[2]/nama"
    enter("Budi")
    press(Qt.Key.Key_Tab)
    assert view.current_address() == "akhir"
    press(Qt.Key.Key_Backtab)
    press(Qt.Key.Key_Backtab)
    assert view.current_address() == "hadir[2]/nama"
    remove = view.findChild(QPushButton, "remove_hadir[1]")
    assert isinstance(remove, QPushButton)
    remove.click()
    assert shown.to_json()["answers"] == {"hadir": [{"nama": "Budi"}], "meta": shown.to_json()["answers"]["meta"]}  # type: ignore[index,call-overload]
    assert row_of(view, "hadir[1]/nama").editor.value() == "Budi"
    view.commit()


def test_rows_are_taken_away_with_a_key(window: Window) -> None:
    """UF7"""
    shown = response(
        *repeat("hadir", question("text", "nama"), question("text", "jabatan"), label="Hadir"),
        question("text", "akhir"),
    )
    view = opened(window, shown)
    for name in ("Ani", "Budi", "Citra"):
        enter(name)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Return)
    assert view.current_address() == "hadir[4]/nama"
    press(Qt.Key.Key_Minus, modifier=Qt.KeyboardModifier.ControlModifier)
    assert view.current_address() == "hadir[3]/nama"
    view.go_to("hadir[2]/jabatan")
    press(Qt.Key.Key_Minus, modifier=Qt.KeyboardModifier.ControlModifier)
    assert [shown.value(f"hadir[{place}]/nama") for place in (1, 2)] == ["Ani", "Citra"]
    assert view.current_address() == "hadir[1]/nama"
    for _row in range(2):
        press(Qt.Key.Key_Minus, modifier=Qt.KeyboardModifier.ControlModifier)
    assert shown.addresses(shown.form.root.items[0]) == []
    assert focused().objectName() == "add_hadir"
    press(Qt.Key.Key_Return)
    assert view.current_address() == "hadir[1]/nama"
    view.go_to("akhir")
    press(Qt.Key.Key_Minus, modifier=Qt.KeyboardModifier.ControlModifier)
    assert view.current_address() == "akhir"
    view.commit()


def test_rows_that_a_count_makes_stay(window: Window) -> None:
    """UF7"""
    shown = response(*repeat("anak", question("text", "nama"), label="Anak", repeat_count="2"))
    view = opened(window, shown)
    press(Qt.Key.Key_Minus, modifier=Qt.KeyboardModifier.ControlModifier)
    assert [row.address for row in view.findChildren(QuestionRow)] == ["anak[1]/nama", "anak[2]/nama"]
    assert view.findChild(QPushButton, "remove_anak[1]") is None
    view.commit()


def test_enter_on_an_unanswered_choice_answers_nothing(window: Window) -> None:
    """UF9"""
    shown = response(question("select_one yn", "a"), question("select_one yn", "b"), choices=YES_NO)
    view = opened(window, shown)
    press(Qt.Key.Key_Return)
    assert shown.value("a") == ""
    assert view.current_address() == "b"
    press(Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert shown.value("b") == "tidak"
    view.go_to("b")
    press(Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert shown.value("b") == "ya"
    view.commit()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_long_lists_are_searched(window: Window) -> None:
    """UF2"""
    names = [
        "Lanto",
        "Morikana",
        "Gundu-gundu",
        "Kancebungi",
        "Napa",
        "Polindu",
        "Terapung",
        "Wasilomata",
        "Balobone",
        "Banga",
        "Dariango",
    ]
    many = [{"list_name": "desa", "name": f"d{place}", "label": name} for place, name in enumerate(names)]
    shown = response(question("select_one desa", "desa"), choices=many)
    view = opened(window, shown)
    assert isinstance(focused(), ChoiceSearch)
    enter("waSI")
    assert shown.value("desa") == "d7"
    assert row_of(view, "desa").editor.text() == "Wasilomata"  # type: ignore[union-attr]
    view.commit()


def test_several_choices_and_ranks(window: Window) -> None:
    """UF2"""
    shown = response(
        question("select_multiple yn", "a"), question("rank yn", "b"), question("acknowledge", "c"), choices=YES_NO
    )
    view = opened(window, shown)
    type_text("12")
    assert shown.value("a") == "ya tidak"
    type_text("1")
    assert shown.value("a") == "tidak"
    press(Qt.Key.Key_Return)
    rank = focused()
    assert isinstance(rank, RankField)
    rank.setCurrentRow(1)
    press(Qt.Key.Key_Up, modifier=Qt.KeyboardModifier.AltModifier)
    assert shown.value("b") == "tidak ya"
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Space)
    assert shown.value("c") == "OK"
    view.commit()


def test_an_answer_may_make_another_question_required(window: Window) -> None:
    """UF3"""
    view = opened(window, response(question("integer", "a"), question("text", "b", required="${a} > 3")))

    def said() -> list[str]:
        return [label.text() for label in row_of(view, "b").findChildren(QLabel) if label.isVisible() and label.text()]

    assert said() == ["b"]
    enter("5")
    assert said() == ["b", "wajib"]
    press(Qt.Key.Key_Tab, modifier=Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    enter("2")
    assert said() == ["b"]


def test_limits_are_shown_before_anything_is_wrong(window: Window) -> None:
    """UF4"""
    shown = response(
        question("decimal", "tb", hint="Tanpa alas kaki", constraint=". >= 45.5 and . <= 120", ilp_unit="cm")
    )
    view = opened(window, shown)
    texts = [label.text() for label in row_of(view, "tb").findChildren(QLabel)]
    assert "Tanpa alas kaki · 45,5–120 cm" in texts
    assert "cm" in texts


def test_a_rule_and_its_source_unfold(window: Window) -> None:
    """UF3"""
    view = opened(window, visit())
    enter("120")
    note = next(row for row in view.findChildren(NoteRow) if row.isVisible())
    source = next(label for label in note.findChildren(QLabel) if label.text() == "Aturan contoh")
    assert not source.isVisible()
    QTest.mouseClick(note, Qt.MouseButton.LeftButton)
    assert source.isVisible()
    press(Qt.Key.Key_F4)
    assert not source.isVisible()
    press(Qt.Key.Key_F4)
    assert source.isVisible()
    view.commit()


@pytest.mark.parametrize(
    "name", ["antenatal_visit", "under_five_visit", "adult_ncd_screening", "tb_screening", "monthly_workshop_minutes"]
)
def test_every_real_form_opens_and_every_question_can_be_reached(name: str, window: Window) -> None:
    """UF1"""
    view = opened(window, Response(real_form(name), context()))
    view.show_problems()
    reached = {view.current_address()}
    view.go_to(next(iter(state.address for state in view.response.states() if not state.read_only)))
    for _ in range(200):
        press(Qt.Key.Key_Tab)
        if view.current_address() in reached and isinstance(focused(), QPushButton) is False:
            reached.add(view.current_address())
        reached.add(view.current_address())
    wanted = {state.address for state in view.response.states() if not state.read_only}
    assert wanted <= reached
    view.commit()


def test_completed_forms_are_read(window: Window) -> None:
    """UF8"""
    shown = visit()
    for address, typed in {"bb": "120,5", "batuk": "tidak"}.items():
        shown.answer(address, typed)
    page = PrintedForm(printable(shown))
    window(page)
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert "120,5 kg" in texts
    assert "Berat 120,5 kg, lebih dari 100" in texts
    assert page.findChildren(EntryField) == []


def test_files_are_asked_for_and_secrets_are_masked(window: Window) -> None:
    """UF2"""
    shown = response(question("image", "foto"), question("text", "sandi", appearance="masked"))
    view = opened(window, shown)
    wanted: list[str] = []
    view.file_wanted.connect(wanted.append)
    press(Qt.Key.Key_Space)
    assert wanted == ["foto"]
    view.type_answer("foto", "luka.jpg")
    assert row_of(view, "foto").editor.text() == "luka.jpg"  # type: ignore[union-attr]
    press(Qt.Key.Key_Delete)
    assert shown.value("foto") == ""
    press(Qt.Key.Key_Return)
    assert view.current_address() == "sandi"
    secret = row_of(view, "sandi").editor
    assert isinstance(secret, EntryField)
    assert secret.echoMode() is EntryField.EchoMode.Password
    view.commit()
