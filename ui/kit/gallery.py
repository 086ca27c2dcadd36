"""A developer's page that shows every part in all its states: ``python -m ui.kit.gallery [--contrast] [FOLDER]``."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ilp_desktop.domain.problem import Conflict, FieldConflict
from ilp_desktop.domain.progress import Step
from ui.actions import ACTIONS, action
from ui.kit.action_button import ActionButton
from ui.kit.badge import Badge, Notice
from ui.kit.banner import BannerText, PersonBanner
from ui.kit.busy import Skeleton
from ui.kit.chart import Bar, BarChart
from ui.kit.choice_row import Choice, ChoiceRow
from ui.kit.data_table import DataTable
from ui.kit.date_field import DateField
from ui.kit.dialogs import ButtonKind, DialogButton, Question, conflict_dialog, question_dialog
from ui.kit.empty_state import EmptyState
from ui.kit.key_sheet import KeySheet
from ui.kit.labelled_field import LabelledField
from ui.kit.message_strip import Message, MessageStrip
from ui.kit.number_field import NumberField
from ui.kit.result_list import ResultLine, ResultList
from ui.kit.search_box import SearchBox
from ui.kit.sparkline import Sparkline
from ui.kit.style import Tone, Type, apply_style, space, text_label
from ui.kit.table_model import Column

_TODAY = date(2026, 11, 22)

_PEOPLE = (
    ResultLine(
        title="WA AMINAH", note="P  34 th", detail="Lanto, Dusun 2 · KK La Ode Hasan", trailing="RM 03-00142-01",
        state="K3 jatuh tempo", tone=Tone.AMBER,
    ),
    ResultLine(title="AMINAH", note="P  61 th", detail="Gundu-Gundu · KK La Taimu", trailing="RM 07-00021-00"),
    ResultLine(
        title="SITTI AMINAH", note="P  8 th", detail="Morikana · ibu Wa Ode Rahma", trailing="RM 05-00310-03",
        state="Alergi amoksisilin", tone=Tone.RED,
    ),
    ResultLine(
        title="AMINAH BINTI LA ODE MUHAMMAD SALEH TAMBURAKA BIN LA ODE HASANUDDIN", note="P  2 bl",
        detail="Katukobari, Dusun 1 · KK La Ode Muhammad Saleh Tamburaka", trailing="RM 01-01001-02",
        state="Imunisasi lengkap", tone=Tone.GREEN,
    ),
)  # fmt: skip

_ROWS = tuple(
    (number, name, village, 22.5 + number, state)
    for number, (name, village, state) in enumerate(
        (
            ("WA AMINAH", "Lanto", "KEK"),
            ("LA ODE SAFARUDIN", "Gundu-Gundu", "normal"),
            ("SITTI", "Morikana", "normal"),
            ("NURHAYATI BINTI LA TAIMU", "Katukobari", "kurus"),
        )
        * 3,
        start=1,
    )
)
_TableRow = tuple[int, str, str, float, str]
_COLUMNS: tuple[Column[_TableRow], ...] = (
    Column(title="No", text=lambda row: str(row[0]), width=56, is_number=True, sort_key=lambda row: row[0]),
    Column(title="Nama", text=lambda row: row[1], sort_key=lambda row: row[1]),
    Column(title="Desa", text=lambda row: row[2], width=140, sort_key=lambda row: row[2]),
    Column(title="LILA (cm)", text=lambda row: f"{row[3]:.1f}".replace(".", ","), width=110, is_number=True),
    Column(
        title="Keadaan",
        text=lambda row: row[4],
        width=110,
        tone=lambda row: Tone.PLAIN if row[4] == "normal" else Tone.AMBER,
    ),
)


def _column(*parts: QWidget, stretch: bool = True) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(space(3))
    for part in parts:
        column.addWidget(part)
    if stretch:
        column.addStretch(1)
    return page


def _row(*parts: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(space(2))
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return line


def _button(label: str, kind: str = "plain", *, enabled: bool = True) -> QPushButton:
    button = QPushButton(label)
    button.setProperty("kind", kind)
    button.setEnabled(enabled)
    return button


def _page(title: str, *columns: QWidget) -> QWidget:
    page = QWidget()
    page.setProperty("ground", "window")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    grid = QGridLayout(page)
    grid.setContentsMargins(space(6), space(5), space(6), space(5))
    grid.setHorizontalSpacing(space(8))
    grid.setVerticalSpacing(space(4))
    grid.addWidget(text_label(title, Type.TITLE, strong=True), 0, 0, 1, len(columns))
    for number, column in enumerate(columns):
        grid.addWidget(column, 1, number)
        grid.setColumnStretch(number, 1)
    grid.setRowStretch(1, 1)
    return page


def fields_page() -> QWidget:
    """Type, buttons, choices and fields in their states."""
    born = DateField(lambda: _TODAY, past=True, allow_estimated=True)
    born.set_value(date(1992, 3, 7))
    wrong = NumberField(unit="mmHg", maximum=Decimal(300))
    wrong_field = LabelledField("Tekanan darah sistolik", wrong, hint="40 sampai 300")
    wrong.setText("400")
    wrong_field.show_problem("Paling banyak 300 mmHg.")
    weight = NumberField(unit="kg", decimals=1)
    weight.set_value(Decimal("46.5"))
    weight_field = LabelledField("Berat badan", weight)
    weight_field.show_note("IMT 17,8: kurus", Tone.AMBER)
    shut = QLineEdit("7403012203920001")
    shut.setEnabled(False)
    purpose = ChoiceRow(
        [Choice(id=name, label=name) for name in ("Sakit", "Sehat atau kontrol", "Surat", "Lab saja")], numbered=True
    )
    purpose.set_value("Sakit")
    several = ChoiceRow([Choice(id=name, label=name) for name in ("Batuk", "Demam", "Sesak", "Diare")], multiple=True)
    several.set_values(("Batuk", "Demam"))
    combo = QComboBox()
    combo.addItems(["JKN PBI", "JKN non-PBI", "Umum"])
    note = QPlainTextEdit()
    note.setPlaceholderText("Catatan untuk ruang berikutnya")
    note.setMaximumHeight(84)
    checked = QCheckBox("batuk 2 minggu atau lebih")
    checked.setChecked(True)
    radio = QRadioButton("rawat jalan")
    radio.setChecked(True)
    left = _column(
        text_label("Judul 18 pt, Angka 0123456789", Type.TITLE, strong=True),
        text_label("Bagian 13,5 pt: Skrining", Type.LARGE, strong=True),
        text_label("Isi 10,5 pt. WA AMINAH binti LA ODE HASAN, 34 th 2 bl. Il1 O0 rn m", Type.BASE),
        text_label("Keterangan 9 pt: boleh hanya tahun bila tidak tahu", Type.SMALL, muted=True),
        _row(_button("Simpan", "primary"), _button("Cetak"), _button("Batal", "quiet"), _button("Hapus", "danger")),
        _row(_button("Simpan", "primary", enabled=False), _button("Cetak", enabled=False)),
        _row(ActionButton(action("register"), kind="primary"), ActionButton(action("new_person"))),
        LabelledField("Keperluan", purpose, required=True),
        LabelledField("Keluhan", several, hint="Boleh lebih dari satu"),
        _row(QCheckBox("tanda bahaya"), checked, radio),
    )
    right = _column(
        LabelledField("Nama", QLineEdit("WA AMINAH"), hint="Seperti di KTP; satu kata boleh", required=True),
        LabelledField("Tanggal lahir", born, hint="Boleh hanya tahun bila tidak tahu"),
        wrong_field,
        weight_field,
        LabelledField("Penjamin", combo, hint="Sama seperti terakhir"),
        LabelledField("NIK", shut, hint="Dari KTP, tidak dapat diubah di sini"),
        LabelledField("Catatan", note),
    )
    return _page("Isian", left, right)


def lists_page() -> QWidget:
    """Search, results, tables, banner, charts."""
    results: ResultList[ResultLine] = ResultList(lambda line: line)
    results.set_rows(_PEOPLE)
    results.setMinimumHeight(236)
    box = SearchBox("Nama, NIK, RM, JKN, telepon", results)
    box.setText("aminah")
    table: DataTable[_TableRow] = DataTable(_COLUMNS)
    table.set_rows(_ROWS)
    table.selectRow(1)
    line = Sparkline("Tekanan darah")
    line.show_values((118, 121, 119, 128, 134, 142), (90, 139))
    chart = BarChart("%")
    chart.show_bars(
        [Bar(name=name, value=value) for name, value in (("Lanto", 92.3), ("Morikana", 71.0), ("Katukobari", 64.5))],
        target=90,
    )
    skeleton = Skeleton()
    skeleton.setFixedHeight(100)
    left = _column(box, results, skeleton, _row(text_label("TD sistolik"), line), chart)
    empty = QFrame()
    empty.setProperty("card", True)
    inside = QVBoxLayout(empty)
    inside.addWidget(
        EmptyState("users", "Belum ada yang menunggu", "Orang yang didaftarkan di loket muncul di sini.", "Segarkan")
    )
    right = _column(table, empty, stretch=False)
    return _page("Daftar", left, right)


def messages_page() -> QWidget:
    """The strip in every tone, banner, badges, notices."""
    strips = []
    for tone, text, remedy in (
        (Tone.GREEN, "WA AMINAH terdaftar di Klaster 2, nomor B-012.", ""),
        (Tone.ACCENT, "Paket dari Pustu Lanto sudah pernah diterima.", "Tidak ada yang berubah."),
        (Tone.AMBER, "NIK sudah dipakai AMINAH, RM 07-00021-00.", "Periksa kartunya, atau buka orang itu."),
        (Tone.RED, "Stik penuh. Perlu 3 MB lagi.", "Data tetap aman di komputer ini. Kosongkan stik, lalu Ulangi."),
    ):
        strip = MessageStrip()
        action_word = "Ulangi" if tone is Tone.RED else ""
        strip.show_message(Message(text=text, remedy=remedy, tone=tone, action=action_word))
        strips.append(strip)
    progress = MessageStrip()
    progress.show_progress(Step(doing="Menulis ke stik", done=1240, total=3000), lambda: None)
    banner = PersonBanner()
    banner.show_person(
        BannerText(
            name="WA AMINAH binti LA ODE HASAN",
            sex="Perempuan",
            age="34 th 2 bl",
            record_number="03-00142-01",
            klaster="Klaster 2",
            allergy="amoksisilin",
            facts=("Hamil 24 minggu G3P2A0", "JKN PBI 0001234567890", "Lanto, Dusun 2"),
            due="K3 jatuh tempo 20 Nov 2026",
            overdue=True,
        )
    )
    banner.buttons.addWidget(ActionButton(action("call")))
    banner.buttons.addWidget(ActionButton(action("finish"), kind="primary"))
    badges = _row(*(Badge(word, tone) for word, tone in zip(("Menunggu 7", "Baru", "Selesai", "Terlambat", "Gawat"), Tone, strict=True)))  # noqa: E501  # fmt: skip
    notices = _row(Notice("Kunjungan terakhir 3 Okt 2026", Tone.PLAIN), Notice("Tensi tinggi", Tone.AMBER))
    return _page("Pesan", _column(banner, *strips, progress, badges, notices))


def question_page() -> QWidget:
    """A question that cannot be undone."""
    return question_dialog(
        Question(
            title="Gabungkan dua orang ini?",
            text="Semua kunjungan AMINAH pindah ke WA AMINAH. Gabungan dapat dibatalkan dari riwayat WA AMINAH.",
            buttons=(
                DialogButton(id="merge", label="Gabungkan", kind=ButtonKind.PRIMARY),
                DialogButton(id="keep", label="Biarkan terpisah"),
            ),
        )
    )


def conflict_page() -> QWidget:
    """Two versions side by side."""
    conflict = Conflict(
        "Data ini baru saja diubah di komputer lain.",
        (
            FieldConflict(field="Telepon", ours="0812 3456 7890", theirs="0852 1111 2222"),
            FieldConflict(field="Dusun", ours="Dusun 2", theirs=""),
        ),
    )
    return conflict_dialog(conflict, may_decide=True)


def keys_page() -> QWidget:
    """The F1 sheet."""
    here = [known for known in ACTIONS if known.works_in("registration") and known.rooms]
    return KeySheet([("Loket", here), ("Di semua ruang", [known for known in ACTIONS if not known.rooms])])


PAGES: dict[str, Callable[[], QWidget]] = {
    "fields": fields_page,
    "lists": lists_page,
    "messages": messages_page,
    "question": question_page,
    "conflict": conflict_page,
    "keys": keys_page,
}


def main(arguments: Sequence[str]) -> int:
    """Show the pages, or write one picture of each into a folder."""
    application = QApplication([])
    apply_style(application, high_contrast="--contrast" in arguments)
    folders = [Path(argument) for argument in arguments if not argument.startswith("-")]
    pages = {name: make() for name, make in PAGES.items()}
    for name, page in pages.items():
        page.setWindowTitle(name)
        if not name.startswith(("question", "conflict", "keys")):
            page.resize(1366, 728)
        page.show()
        QCoreApplication.processEvents()
        for folder in folders:
            page.grab().save(str(folder / f"{name}.png"))
    return 0 if folders else application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
