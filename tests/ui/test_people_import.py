"""The import screen: a file is looked at, a column corrected, every row checked, people saved, the report kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from xlsxwriter import Workbook

from ilp_desktop.domain.import_rows import RowFate
from ilp_desktop.domain.patient import Patient
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ui.kit.dialogs import rehearsed
from ui.kit.message_strip import MessageStrip
from ui.kit.runtime import Runtime
from ui.screens.people_import.column_list import MeaningBox
from ui.screens.people_import.screen import ImportScreen, create
from ui.session import Session

pytestmark = pytest.mark.qt

ROWS = [
    ["UPTD PUSKESMAS"],
    ["No", "Nama Pasien", "Kode", "Tgl Lahir", "JK", "Desa"],
    [1, "Wa Tuna", "7414034107880002", "1-7-1988", "P", "Lanto"],
    [2, "La Jufri", "", "", "L", "Lanto"],
    [3, "La Rasa", "", "2-3-1970", "L", "Langkomu"],
]


@pytest.fixture
def patient_list(tmp_path: Path) -> Path:
    """Three people, one without a birth date, and a column whose heading says nothing."""
    path = tmp_path / "daftar.xlsx"
    with Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("Data")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
    return path


@pytest.fixture
def screen(here: Runtime, workplace: Workplace, window: Callable[..., QWidget], qtbot: QtBot) -> ImportScreen:
    """The screen, nothing chosen yet."""
    shown = create(Session(workplace=workplace, go_to=lambda _room, _target: None), "people_import")
    window(shown)
    return shown


def press(screen: ImportScreen, name: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(screen.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def summary(screen: ImportScreen) -> str:
    return str(screen.findChild(QWidget, "import_summary").text())  # type: ignore[union-attr]


def open_file(screen: ImportScreen, path: Path, qtbot: QtBot) -> None:
    with rehearsed(path):
        press(screen, "empty_action", qtbot)
    qtbot.waitUntil(lambda: "baris pertama" in summary(screen))


def saved_people(workplace: Workplace) -> set[str]:
    with workplace.database.read() as connection:
        return {one.name for one in records.find(connection, Patient)}


def test_a_list_goes_in_only_after_it_was_checked_and_agreed(
    screen: ImportScreen, workplace: Workplace, patient_list: Path, qtbot: QtBot
) -> None:
    open_file(screen, patient_list, qtbot)
    assert [row.fate for row in screen.rows.rows_model.rows()] == [
        RowFate.IMPORTED,
        RowFate.REFUSED,
        RowFate.IMPORTED,
    ]
    press(screen, "import_go_on", qtbot)
    qtbot.waitUntil(lambda: summary(screen).startswith("Semua 3 baris"))
    assert not saved_people(workplace)
    assert "Masukkan 2 orang" in screen.findChild(QPushButton, "import_go_on").text()  # type: ignore[union-attr]
    press(screen, "import_go_on", qtbot)
    qtbot.waitUntil(lambda: summary(screen).startswith("Selesai"))
    assert saved_people(workplace) == {"Wa Tuna", "La Rasa"}
    report = patient_list.with_name("laporan.xlsx")
    with rehearsed(report):
        press(screen, "import_go_on", qtbot)
    qtbot.waitUntil(report.exists)
    strip = screen.window().findChild(MessageStrip)
    assert isinstance(strip, MessageStrip)
    qtbot.waitUntil(lambda: strip.message() is not None)


def test_the_user_says_what_a_column_holds(
    screen: ImportScreen, workplace: Workplace, patient_list: Path, qtbot: QtBot
) -> None:
    open_file(screen, patient_list, qtbot)
    assert screen.rows.rows_model.rows()[0].entry.nik == ""
    box = screen.findChild(MeaningBox, "import_column_C")
    assert isinstance(box, MeaningBox)
    assert box.currentText() == "Tidak dipakai"
    box.setCurrentIndex(box.findText("NIK"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: screen.rows.rows_model.rows()[0].entry.nik == "7414034107880002")


def test_a_file_that_is_no_list_is_said_in_the_strip(screen: ImportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    letter = tmp_path / "surat.csv"
    letter.write_text("Kepada Yth.\nKepala Dinas\n", encoding="utf-8")
    with rehearsed(letter):
        press(screen, "empty_action", qtbot)
    strip = screen.window().findChild(MessageStrip)
    assert isinstance(strip, MessageStrip)
    qtbot.waitUntil(lambda: strip.message() is not None)
    message = strip.message()
    assert message is not None
    assert "Judul kolom tidak ditemukan" in message.text
