"""Fields by keyboard: date, number, choices, and what stands below them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.date_field import DateField
from ui.kit.indonesian import TypedDate
from ui.kit.labelled_field import LabelledField
from ui.kit.number_field import NumberField
from ui.kit.style import Tone

Window = Callable[..., QWidget]
TODAY = date(2026, 11, 22)


def choices(*names: str) -> list[Choice]:
    return [Choice(id=name.casefold(), label=name) for name in names]


def press(qtbot: QtBot, row: ChoiceRow, key: str | Qt.Key) -> None:
    focused = row.window().focusWidget()
    assert focused is not None
    if isinstance(key, str):
        qtbot.keyClicks(focused, key)
    else:
        qtbot.keyClick(focused, key)


def test_a_typed_date_is_shown_in_full_once_the_field_is_left(window: Window, qtbot: QtBot) -> None:
    field, other = DateField(lambda: TODAY, past=True), QLineEdit()
    window(field, other)
    field.setFocus()
    with qtbot.waitSignal(field.changed):
        qtbot.keyClicks(field, "7/3/24")
    qtbot.keyClick(field, Qt.Key.Key_Tab)

    assert field.text() == "7 Mar 2024"
    assert field.value() == TypedDate(day=date(2024, 3, 7))
    assert other.hasFocus()


def test_an_estimated_date_says_so_and_stays_so(window: Window, qtbot: QtBot) -> None:
    field, other = DateField(lambda: TODAY, past=True, allow_estimated=True), QLineEdit()
    window(field, other)
    field.setFocus()
    qtbot.keyClicks(field, "2019")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    field.setFocus()
    other.setFocus()

    assert field.text() == "1 Jul 2019 (perkiraan)"
    assert field.value() == TypedDate(day=date(2019, 7, 1), estimated=True)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("kemaren", "Tanggal tidak dikenal. Ketik misalnya 7/3/24."),
        ("23/11/2026", "Tanggal paling akhir 22 Nov 2026. Periksa tahunnya."),
        ("31/12/1899", "Tanggal paling awal 1 Jan 1900. Periksa tahunnya."),
    ],
)
def test_a_wrong_date_is_told_below_the_field_and_what_was_typed_stays(
    window: Window, qtbot: QtBot, typed: str, sentence: str
) -> None:
    field = DateField(lambda: TODAY, past=True, earliest=date(1900, 1, 1))
    frame = LabelledField("Tanggal lahir", field, hint="Dari KTP")
    window(frame, QLineEdit())
    field.setFocus()
    qtbot.keyClicks(field, typed)
    assert frame.message() == "Dari KTP"
    qtbot.keyClick(field, Qt.Key.Key_Tab)

    assert frame.message() == sentence
    assert field.problem() == sentence
    assert field.value() is None
    assert field.accessibleDescription() == sentence

    field.setFocus()
    qtbot.keyClicks(field, "7/3/24")
    assert frame.message() == "Dari KTP"


def test_the_field_below_does_not_move_when_a_problem_appears(window: Window) -> None:
    frame, below = LabelledField("Nama", QLineEdit()), QLineEdit()
    page = window(frame, below)
    before = below.mapTo(page, below.rect().topLeft())

    frame.show_problem("Nama belum diisi.")
    page.layout().activate()  # type: ignore[union-attr]

    assert below.mapTo(page, below.rect().topLeft()) == before


def test_a_number_takes_comma_and_point_and_no_letters(window: Window, qtbot: QtBot) -> None:
    field = NumberField(unit="kg", decimals=1)
    window(field, QLineEdit())
    field.setFocus()
    qtbot.keyClicks(field, "4a6.55")
    qtbot.keyClick(field, Qt.Key.Key_Tab)

    assert field.text() == "46,5"
    assert field.value() == Decimal("46.5")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("39", "Paling sedikit 40 mmHg."), ("301", "Paling banyak 300 mmHg."), ("40", ""), ("300", "")],
)
def test_a_number_has_its_limits(window: Window, qtbot: QtBot, typed: str, sentence: str) -> None:
    field = NumberField(unit="mmHg", minimum=Decimal(40), maximum=Decimal(300))
    frame = LabelledField("Sistolik", field)
    window(frame, QLineEdit())
    field.setFocus()
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Tab)

    assert frame.message() == sentence
    assert (field.value() is None) == bool(sentence)


def test_a_value_can_be_set_and_emptied(window: Window) -> None:
    number, day = NumberField(), DateField(lambda: TODAY)
    window(number, day)
    number.set_value(7)
    day.set_value(date(2024, 3, 7))
    assert (number.text(), day.text()) == ("7", "7 Mar 2024")

    number.set_value(None)
    day.set_value(None)
    assert (number.text(), day.text(), number.value(), day.value()) == ("", "", None, None)


def test_choices_are_taken_by_number_and_by_first_letter(window: Window, qtbot: QtBot) -> None:
    row = ChoiceRow(choices("Ya", "Tidak", "Tahu"), numbered=True)
    window(row)
    row.setFocus()

    taken = []
    row.changed.connect(lambda: taken.append(row.value()))
    for key in ("2", "y", "t", "t", "t"):
        press(qtbot, row, key)

    assert taken == ["tidak", "ya", "tidak", "tahu", "tidak"]


def test_arrows_walk_enter_takes_and_backspace_clears(window: Window, qtbot: QtBot) -> None:
    row = ChoiceRow(choices("Sakit", "Sehat", "Surat"))
    window(row)
    row.setFocus()
    press(qtbot, row, Qt.Key.Key_Right)
    assert row.value() == ""
    press(qtbot, row, Qt.Key.Key_Return)
    assert row.value() == "sehat"
    press(qtbot, row, Qt.Key.Key_Backspace)
    assert row.value() == ""


def test_a_row_that_may_not_be_empty_stays_chosen(window: Window, qtbot: QtBot) -> None:
    row = ChoiceRow(choices("Ya", "Tidak"), clearable=False)
    window(row)
    row.set_value("ya")
    button = row.findChild(QPushButton, "choice_ya")
    assert isinstance(button, QPushButton)

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    press(qtbot, row, Qt.Key.Key_Delete)

    assert row.value() == "ya"


def test_several_can_be_taken(window: Window, qtbot: QtBot) -> None:
    row = ChoiceRow(choices("Batuk", "Demam", "Sesak"), multiple=True)
    window(row)
    row.setFocus()
    for key in ("3", "b", "d", "d"):
        press(qtbot, row, key)

    assert row.values() == ("batuk", "sesak")


def test_tab_comes_into_a_row_once(window: Window, qtbot: QtBot) -> None:
    before, row, after = QLineEdit(), ChoiceRow(choices("Ya", "Tidak", "Tidak tahu")), QLineEdit()
    page = window(before, row, after)
    row.set_value("tidak")
    before.setFocus()

    visited = []
    for _ in range(2):
        focused = page.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        now = page.focusWidget()
        assert now is not None
        visited.append(now)

    assert [visited[0].objectName(), visited[1]] == ["choice_tidak", after]


def test_other_choices_keep_what_is_still_offered(window: Window, qtbot: QtBot) -> None:
    row = ChoiceRow(choices("Ya", "Tidak"))
    window(row)
    row.set_value("tidak")
    row.set_choices(choices("Tidak", "Belum"))
    assert row.value() == "tidak"
    row.set_choices(choices("Belum"))
    assert row.value() == ""


def test_a_note_names_its_tone_in_the_words_given(window: Window) -> None:
    field = NumberField(unit="kg")
    frame = LabelledField("Berat badan", field, hint="0 sampai 200")
    window(frame)
    frame.show_note("IMT 17,8: kurus", Tone.AMBER)
    frame.set_hint("lain")
    assert frame.message() == "IMT 17,8: kurus"
    frame.show_problem("")
    assert frame.message() == "lain"
