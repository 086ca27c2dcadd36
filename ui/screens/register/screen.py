"""The room of the registers: the table of the paper on the screen, what is missing in it, preview, print, Excel."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.register_gap import RegisterGap
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.busy import Skeleton
from ui.kit.dialogs import choose_file_to_save
from ui.kit.empty_state import EmptyState
from ui.kit.icons import icon
from ui.kit.message_strip import Message, show_in_strip
from ui.kit.operation import LongOperation, Query
from ui.kit.page_stack import PageStack
from ui.kit.pdf_preview import PdfPreview
from ui.kit.runtime import runtime
from ui.kit.style import Tone, Type, space, text_label
from ui.screens.register.filters import Filters
from ui.screens.register.gap_list import GapList
from ui.screens.register.register_table import RegisterTable
from ui.screens.register.state import (
    Opening,
    Shown,
    Wanted,
    draw,
    load,
    may_mend,
    open_room,
    room_that_mends,
    summary,
    who_mends,
    write_workbook,
)
from ui.session import Handler, Session

_LISTENED = {"visit", "consultation", "condition", "patient", "referral", "queue_entry", "immunization"}


class RegisterRoom(QWidget):
    """The register in front; its paper comes over it and goes back with Esc."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("register_room")
        self._session = session
        workplace = session.workplace
        self._opened: Query[Opening] = Query(self, self._begin)
        self._loaded: Query[Shown] = Query(self, self._show)
        self.filters = Filters(lambda: workplace.today, self)
        self.table = RegisterTable(self)
        self.gaps = GapList(self)
        self.preview = PdfPreview(self)
        self._count = text_label("", muted=True, parent=self)
        self._count.setObjectName("register_count")
        self._body = QStackedWidget(self)
        self._nobody = EmptyState(
            "notebook-text",
            "Belum ada isinya",
            "Tidak ada kunjungan pada hari, desa dan klaster ini. Pilih hari lain, atau semua desa dan semua klaster.",
            parent=self,
        )
        for part in (Skeleton(parent=self), self.table, self._nobody):
            self._body.addWidget(part)
        self._pages = PageStack(self)
        self._pages.addWidget(self._build_register())
        self._pages.addWidget(self._build_paper())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.filters.changed.connect(self.refresh)
        self.gaps.opened.connect(self._mend)
        runtime().changes.listen(self, _LISTENED, self.refresh)
        self._opened.ask(lambda: open_room(workplace))

    def handlers(self) -> dict[str, Handler]:
        """What the keys do on the page in front."""
        if self._pages.currentIndex() == 1:
            return {"print": self.preview.print_document, "preview": self.close_paper, "save": self.preview.save}
        return {
            "preview": self.open_paper,
            "print": partial(self.open_paper, print_it=True),
            "excel": self.save_workbook,
        }

    def came_to_front(self) -> None:
        """A register may be chosen by its name at once."""
        if self._pages.currentIndex() == 0:
            self.filters.focus_choice()
            self.refresh()

    def refresh(self) -> None:
        """Load what is wanted now."""
        wanted, workplace = self.filters.wanted(), self._session.workplace
        if wanted is not None:
            self._loaded.ask(lambda: load(workplace, wanted))

    def open_paper(self, *, print_it: bool = False) -> None:
        """Draw the register as it will lie on the table."""
        wanted, workplace = self.filters.wanted(), self._session.workplace
        if wanted is None:
            return
        operation = LongOperation(self, lambda progress: draw(workplace, wanted, progress), "Menyusun register")
        operation.on_success(partial(self._show_paper, wanted, print_it)).run()

    def close_paper(self) -> None:
        """Back to the table."""
        self.preview.close_document()
        self._pages.setCurrentIndex(0)
        self.table.setFocus()

    def save_workbook(self) -> None:
        """Ask where, and write the Excel file there."""
        wanted, workplace = self.filters.wanted(), self._session.workplace
        if wanted is None:
            return
        target = choose_file_to_save(self, "Simpan ke Excel", Path(f"{wanted.file_stem}.xlsx"), "Excel (*.xlsx)")
        if target is None:
            return
        operation = LongOperation(
            self, lambda progress: write_workbook(workplace, wanted, target, progress), "Menyusun berkas Excel"
        )
        operation.on_success(self._say_saved).run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pages.currentIndex() == 1:
            self.close_paper()
        else:
            super().keyPressEvent(event)

    def _begin(self, opening: Opening) -> None:
        self.filters.begin(opening)
        self.refresh()

    def _show(self, shown: Shown) -> None:
        self.table.show_table(shown.table)
        self._body.setCurrentWidget(self.table if shown.table.rows else self._nobody)
        self._count.setText(summary(shown))
        self.gaps.show_gaps(shown.gaps)

    def _show_paper(self, wanted: Wanted, print_it: bool, content: bytes) -> None:
        self._pages.setCurrentIndex(1)
        self.preview.show_pdf(content, Path(f"{wanted.file_stem}.pdf"))
        self.preview.setFocus()
        if print_it:
            self.preview.print_document()

    def _say_saved(self, target: Path) -> None:
        show_in_strip(self, Message(text=f"Disimpan: {target.name}", tone=Tone.GREEN))

    def _mend(self, gap: RegisterGap) -> None:
        if may_mend(self._session.workplace, gap):
            self._session.go_to(room_that_mends(gap), gap.patient_id)
            return
        show_in_strip(
            self,
            Message(
                text=f"Ini dilengkapi oleh petugas {who_mends(gap)}: {gap.sentence}",
                remedy=f"Sampaikan No. RM {gap.medical_record_number} kepadanya.",
                tone=Tone.AMBER,
            ),
        )

    def _build_register(self) -> QWidget:
        page = QWidget(self)
        head = QHBoxLayout()
        head.setSpacing(space(2))
        label = text_label("Register", Type.LARGE, strong=True, parent=page)
        label.setBuddy(self.filters.choice)
        head.addWidget(label)
        head.addWidget(self.filters.choice, 1)
        head.addWidget(self._count)
        head.addSpacing(space(2))
        for action_id, kind, symbol, act in (
            ("preview", "plain", "eye", self.open_paper),
            ("excel", "plain", "file-spreadsheet", self.save_workbook),
            ("print", "primary", "printer", partial(self.open_paper, print_it=True)),
        ):
            title = {"preview": "Lihat", "excel": "Excel"}.get(action_id, "")
            button = ActionButton(action(action_id), title=title, kind=kind, icon_name=symbol, parent=page)
            button.clicked.connect(lambda _checked, act=act: act())
            head.addWidget(button)
        middle = QHBoxLayout()
        middle.setSpacing(space(3))
        middle.addWidget(self._body, 1)
        middle.addWidget(self.gaps)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addLayout(head)
        column.addWidget(self.filters)
        column.addSpacing(space(1))
        column.addLayout(middle, 1)
        return page

    def _build_paper(self) -> QWidget:
        page = QWidget(self)
        back = QPushButton(icon("chevron-left"), "Kembali ke register   Esc", page)
        back.setObjectName("paper_back")
        back.setProperty("kind", "quiet")
        back.clicked.connect(self.close_paper)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.preview, 1)
        return page


def create(session: Session, _room_id: str) -> RegisterRoom:
    """The room."""
    return RegisterRoom(session)
