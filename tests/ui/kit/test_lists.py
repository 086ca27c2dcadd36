"""Lists and tables: quick with many rows, walked and opened by keyboard."""

import time
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.kit.data_table import DataTable
from ui.kit.result_list import ResultLine, ResultList, ResultModel
from ui.kit.search_box import SearchBox
from ui.kit.style import Tone
from ui.kit.table_model import ROW_ROLE, Column, TableModel

Window = Callable[..., QWidget]
Row = tuple[int, str]

COLUMNS: tuple[Column[Row], ...] = (
    Column(title="No", text=lambda row: str(row[0]), width=60, is_number=True, sort_key=lambda row: row[0]),
    Column(title="Nama", text=lambda row: row[1], sort_key=lambda row: row[1]),
    Column(title="Keadaan", text=lambda row: "kurus", tone=lambda row: Tone.AMBER),
)
ROWS: tuple[Row, ...] = tuple((number, f"ORANG {999 - number:03}") for number in range(5))


def describe(row: Row) -> ResultLine:
    return ResultLine(title=row[1], note="P", detail="Lanto", trailing=f"RM {row[0]}", state="lewat", tone=Tone.AMBER)


def test_the_models_keep_the_rules_of_qt(styled: object, qtmodeltester: ModelTester) -> None:
    model = TableModel(COLUMNS, ROWS)
    qtmodeltester.check(model)
    results: ResultModel[Row] = ResultModel(describe)
    results.set_rows(ROWS)
    qtmodeltester.check(results)


def test_a_cell_says_its_text_its_side_and_its_row(styled: object) -> None:
    model = TableModel(COLUMNS, ROWS)

    assert model.data(model.index(2, 1)) == "ORANG 997"
    assert model.data(model.index(2, 1), ROW_ROLE) == ROWS[2]
    side = model.data(model.index(0, 0), Qt.ItemDataRole.TextAlignmentRole)
    assert side == Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Nama"
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 5


def test_a_heading_sorts_by_its_key_and_one_without_does_not(styled: object) -> None:
    model = TableModel(COLUMNS, ROWS)
    model.sort(1)
    assert [row[0] for row in model.rows()] == [4, 3, 2, 1, 0]
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert [row[0] for row in model.rows()] == [4, 3, 2, 1, 0]
    model.sort(2)
    model.sort(-1)
    assert model.rows()[0] == (4, "ORANG 995")


def test_new_rows_cost_less_than_a_millisecond(window: Window) -> None:
    table: DataTable[Row] = DataTable(COLUMNS)
    results: ResultList[Row] = ResultList(describe)
    window(table, results)
    fifty = tuple((number, f"ORANG {number}") for number in range(50))

    for show in (table.set_rows, results.set_rows):
        best = min(_seconds(lambda show=show: show(fifty)) for _ in range(20))  # type: ignore[misc]
        assert best < 0.001


def test_a_hundred_thousand_rows_are_shown_at_once(window: Window) -> None:
    table: DataTable[Row] = DataTable(COLUMNS)
    page = window(table)
    many = tuple((number, f"ORANG {number}") for number in range(100_000))

    def show() -> None:
        table.set_rows(many)
        page.grab()

    assert _seconds(show) < 0.5


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def test_a_table_is_walked_and_opened_by_keyboard(window: Window, qtbot: QtBot) -> None:
    table: DataTable[Row] = DataTable(COLUMNS)
    window(table)
    table.set_rows(ROWS)
    opened: list[Row] = []
    walked: list[Row] = []
    table.opened.connect(opened.append)
    table.current_changed.connect(walked.append)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == [] or table.current_row() == opened[0]
    opened.clear()

    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == [ROWS[1]]
    assert walked[-1] == ROWS[1]
    assert table.current_row() == ROWS[1]

    table.set_rows(ROWS[:1])
    assert table.current_row() == ROWS[0]
    table.set_rows(())
    assert table.current_row() is None


def test_tab_leaves_a_table(window: Window, qtbot: QtBot) -> None:
    table: DataTable[Row] = DataTable(COLUMNS)
    after = QLineEdit()
    window(table, after)
    table.set_rows(ROWS)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Tab)

    assert after.hasFocus()


def test_results_are_walked_from_the_search_box(window: Window, qtbot: QtBot) -> None:
    results: ResultList[Row] = ResultList(describe)
    box = SearchBox("Cari", results)
    window(box, results)
    box.setFocus()
    qtbot.keyClicks(box, "orang")
    results.set_rows(ROWS)
    box.answered("orang")
    opened: list[Row] = []
    results.opened.connect(opened.append)
    box.accepted.connect(lambda _text: results.open_current())

    assert results.current_row() == ROWS[0]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(box, key)
    assert opened == [ROWS[1]]
    qtbot.keyClick(box, Qt.Key.Key_PageDown)
    assert results.current_row() == ROWS[4]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert box.hasFocus()


def test_a_scanner_that_is_quicker_than_the_search_still_opens_the_right_person(window: Window, qtbot: QtBot) -> None:
    results: ResultList[Row] = ResultList(describe)
    box = SearchBox("Cari", results)
    window(box, results)
    accepted: list[str] = []
    box.accepted.connect(accepted.append)
    box.setFocus()
    qtbot.keyClicks(box, "03-00142-01")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    box.answered("03-00142-0")
    assert accepted == []
    box.answered("03-00142-01")
    assert accepted == ["03-00142-01"]

    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClicks(box, "2")
    box.answered("03-00142-02")
    assert accepted == ["03-00142-01"]


def test_a_result_is_drawn_with_a_name_of_any_length(window: Window) -> None:
    results: ResultList[Row] = ResultList(describe)
    page = window(results)
    results.set_rows(((1, "A" * 300), (2, "\U0001f468\u200d\U0001f469 مرحبا \u202eabc 漢字")))

    assert not page.grab().isNull()
    assert "RM 1" in str(results.model().index(0, 0).data())
