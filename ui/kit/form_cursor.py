"""Where the cursor stands in a form, and how it goes from question to question and from section to section."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ilp_desktop.forms import Part
from ui.kit.fields_row import QuestionRow
from ui.kit.form_column import FormColumn


class FormCursor(QObject):
    """``moved`` when another question has the cursor, with the one before; ``address`` has, or last had, it."""

    moved = Signal(str)

    def __init__(self, column: FormColumn, at: str) -> None:
        super().__init__(column)
        self._column = column
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        if at:
            column.finish_building()
        self.address = at if at in column.rows() else next(iter(column.rows()), "")

    def row(self) -> QuestionRow | None:
        """The question with the cursor."""
        return self._column.rows().get(self.address)

    def go_to(self, address: str) -> None:
        """To a question."""
        if address not in self._column.rows():
            self._column.finish_building()
        row = self._column.rows().get(address)
        if row is not None:
            self.stand_on(row)

    def stand_on(self, widget: QWidget) -> None:
        """To a question, or to a button that adds a row."""
        if isinstance(widget, QuestionRow):
            widget.take_focus()
        else:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
        self._column.bring_up(widget)

    def step(self, by: int) -> bool:
        """To the next or previous place where it can stand; tells whether there is one."""
        entries = self._column.entries
        place = self._place_of(QApplication.focusWidget()) + by
        while 0 <= place < len(entries):
            entry = entries[place]
            if entry.part in (Part.QUESTION, Part.ADD):
                widget = self._column.find_or_make(entry)
                if isinstance(widget, QPushButton) or (isinstance(widget, QuestionRow) and widget.editor.isEnabled()):
                    self.stand_on(widget)
                    return True
            place += by
        return False

    def enter_section(self, name: str) -> None:
        """To the first question of a section."""
        self._column.finish_building()
        self.go_to(next((address for address in self._column.rows() if section_of(address) == name), ""))

    def step_section(self, by: int) -> None:
        """To the first question of the next or previous section."""
        self._column.finish_building()
        names = list(dict.fromkeys(section_of(address) for address in self._column.rows()))
        here = section_of(self.address)
        place = names.index(here) + by if here in names else 0
        if 0 <= place < len(names):
            self.enter_section(names[place])

    def _place_of(self, focused: QWidget | None) -> int:
        entries = self._column.entries
        for place, entry in enumerate(entries):
            widget = self._column.made(entry)
            if widget is not None and _holds(widget, focused):
                return place
        addresses = [entry.address for entry in entries]
        return addresses.index(self.address) if self.address in addresses else -1

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self._column.isAncestorOf(new):
            return
        found = next((address for address, row in self._column.rows().items() if _holds(row, new)), "")
        if found:
            before, self.address = self.address, found
            self.moved.emit(before)


def section_of(address: str) -> str:
    """The name of the section in which a question stands."""
    return address.partition("/")[0].partition("[")[0]


def _holds(widget: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (widget is focused or widget.isAncestorOf(focused))
