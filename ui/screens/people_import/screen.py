"""Impor daftar orang: choose a file, see what it is taken for, check every row, save, keep the report."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.import_rows import FATE_LABELS, PlannedRow, RowFate
from ilp_desktop.domain.indonesian_text import whole_number
from ilp_desktop.domain.spreadsheet_header import PersonColumn
from ui.kit.data_table import DataTable
from ui.kit.dialogs import choose_file_to_open, choose_file_to_save
from ui.kit.elided_label import ElidedLabel
from ui.kit.empty_state import EmptyState
from ui.kit.icons import icon
from ui.kit.message_strip import Message, show_in_strip
from ui.kit.operation import LongOperation, Operation
from ui.kit.style import Tone, Type, colours, space, text_label
from ui.kit.table_model import Column
from ui.screens.people_import.column_list import ColumnList
from ui.screens.people_import.state import (
    FILE_KINDS,
    Import,
    Stage,
    born,
    check_all,
    preview,
    remap,
    save,
    write_report,
)
from ui.session import Handler, Session

_TONES = {RowFate.IMPORTED: Tone.GREEN, RowFate.POSSIBLE_DUPLICATE: Tone.AMBER, RowFate.REFUSED: Tone.RED}


class ImportScreen(QWidget):
    """Nothing is saved before the button that says how many people it saves."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("people_import")
        self._session = session
        self._state: Import | None = None
        self.columns = ColumnList(self)
        self.columns.changed.connect(self._remap)
        self._reason = text_label("", parent=self)
        self._reason.setWordWrap(True)
        self._reason.setMinimumHeight(space(11))
        self._reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.rows: DataTable[PlannedRow] = DataTable(_row_columns(), self)
        self.rows.setObjectName("import_rows")
        self.rows.current_changed.connect(lambda row: self._reason.setText(row.reason))
        self._file = ElidedLabel(Type.LARGE, self)
        self._summary = ElidedLabel(Type.BASE, self, muted=True)
        self._summary.setObjectName("import_summary")
        self._report = self._button("import_report", "Simpan laporan", "plain", "save", self.save_report)
        self._go_on = self._button("import_go_on", "", "primary", "check", self._continue)
        self._pages = QStackedWidget(self)
        start = EmptyState(
            "file-spreadsheet",
            "Masukkan daftar pasien yang sudah ada",
            "Pilih berkas Excel atau CSV dengan judul kolom sendiri. Yang tampil dulu hanya percobaan; "
            "tidak ada yang disimpan sebelum Anda setuju.",
            "Pilih berkas",
            self,
        )
        start.acted.connect(self.choose_file)
        self._start = start.findChild(QPushButton, "empty_action") or start
        self._pages.addWidget(start)
        self._pages.addWidget(self._build_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def handlers(self) -> dict[str, Handler]:
        """What the keys do here."""
        return {"save": self._continue, "excel": self.save_report}

    def came_to_front(self) -> None:
        """Where the work starts: the button that asks for a file, or the rows."""
        if self._state is None:
            self._start.setFocus()
        else:
            self.rows.setFocus()

    def choose_file(self) -> None:
        """Ask which file, and look at its first rows."""
        path = choose_file_to_open(self, "Pilih daftar pasien", FILE_KINDS)
        if path is not None:
            workplace = self._session.workplace
            operation = LongOperation(self, lambda progress: preview(workplace, path, progress), "Membaca berkas")
            operation.on_success(self._show).run()

    def save_report(self) -> None:
        """Ask where, and write the fate of every row."""
        state, workplace = self._state, self._session.workplace
        if state is None:
            return
        target = choose_file_to_save(self, "Simpan laporan impor", state.report_name, "Excel (*.xlsx)")
        if target is not None:
            Operation(self, lambda: write_report(workplace, state, target)).on_success(self._say_saved).run()

    def _continue(self) -> None:
        state, workplace = self._state, self._session.workplace
        if state is None or (state.stage is Stage.CHECKED and not state.importable):
            return
        if state.stage is Stage.SAVED:
            self.save_report()
            return
        act, doing = (check_all, "Memeriksa baris") if state.stage is Stage.PREVIEWED else (save, "Menyimpan orang")
        operation = LongOperation(self, lambda progress: act(workplace, state, progress), doing)
        operation.on_success(self._show).run()

    def _remap(self, letter: str, column: PersonColumn | None) -> None:
        state, workplace = self._state, self._session.workplace
        if state is not None:
            operation = LongOperation(
                self, lambda progress: remap(workplace, state, letter, column, progress), "Memeriksa baris"
            )
            operation.on_success(self._show).on_failure(partial(self._show, state)).run()

    def _show(self, state: Import) -> None:
        self._state = state
        self._pages.setCurrentIndex(1)
        self._file.show_text(state.people.path.name)
        self._summary.show_text(state.summary)
        self.columns.show_columns(state.columns)
        self.columns.setEnabled(state.stage is not Stage.SAVED)
        self._reason.setText("")
        self.rows.set_rows(state.plan.rows)
        self._report.setVisible(state.stage is not Stage.SAVED)
        self._go_on.setText(f" {_next_step(state)}")
        self._go_on.setEnabled(state.stage is not Stage.CHECKED or state.importable > 0)
        self.rows.setFocus()

    def _say_saved(self, target: Path) -> None:
        show_in_strip(self, Message(text=f"Laporan disimpan: {target.name}", tone=Tone.GREEN))

    def _button(self, name: str, text: str, kind: str, symbol: str, act: Handler) -> QPushButton:
        colour = colours().on_accent if kind == "primary" else colours().text
        button = QPushButton(icon(symbol, colour), f" {text}", self)
        button.setObjectName(name)
        button.setProperty("kind", kind)
        button.clicked.connect(lambda _checked: act())
        return button

    def _build_page(self) -> QWidget:
        page = QWidget(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._file)
        words.addWidget(self._summary)
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addLayout(words, 1)
        head.addWidget(self._button("import_other", "Berkas lain", "plain", "file-spreadsheet", self.choose_file))
        head.addWidget(self._report)
        head.addWidget(self._go_on)
        left = QVBoxLayout()
        left.setSpacing(space(2))
        left.addWidget(text_label("Arti kolom", strong=True, parent=page))
        left.addWidget(self.columns, 1)
        right = QVBoxLayout()
        right.setSpacing(space(2))
        right.addWidget(text_label("Nasib tiap baris", strong=True, parent=page))
        right.addWidget(self.rows, 1)
        right.addWidget(self._reason)
        middle = QHBoxLayout()
        middle.setSpacing(space(4))
        middle.addLayout(left)
        middle.addLayout(right, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        column.addLayout(head)
        column.addLayout(middle, 1)
        return page


def _next_step(state: Import) -> str:
    match state.stage:
        case Stage.PREVIEWED:
            return "Periksa semua baris"
        case Stage.CHECKED:
            return f"Masukkan {whole_number(state.importable)} orang"
        case Stage.SAVED:
            return "Simpan laporan"


def _row_columns() -> tuple[Column[PlannedRow], ...]:
    return (
        Column(
            title="Baris", text=lambda row: str(row.number), width=60, is_number=True, sort_key=lambda row: row.number
        ),
        Column(
            title="Hasil",
            text=lambda row: FATE_LABELS[row.fate],
            width=148,
            sort_key=lambda row: tuple(RowFate).index(row.fate),
            tone=lambda row: _TONES[row.fate],
        ),
        Column(title="Nama", text=lambda row: row.entry.name, width=160),
        Column(title="Lahir", text=born, width=108),
        Column(title="L/P", text=lambda row: row.entry.sex.value, width=44),
        Column(title="Alasan dan catatan", text=lambda row: row.reason),
    )


def create(session: Session, _room_id: str) -> ImportScreen:
    """The screen."""
    return ImportScreen(session)
