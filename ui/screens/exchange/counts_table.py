"""What packages carry or change, one line for each kind of record."""

from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.indonesian_text import whole_number
from ilp_desktop.domain.record_words import record_word
from ilp_desktop.services.package_counts import TableCount
from ui.kit.data_table import DataTable
from ui.kit.style import Tone
from ui.kit.table_model import Column

_WIDTH = 130


def counts_table(parent: QWidget, *, merged: bool) -> DataTable[TableCount]:
    """A table of counts; ``merged`` adds what was the same and what differs."""
    columns: list[Column[TableCount]] = [
        Column(title="Jenis data", text=lambda count: record_word(count.table)),
        Column(title="Baru", text=lambda count: _number(count.new), width=_WIDTH, is_number=True),
        Column(title="Diperbarui", text=lambda count: _number(count.updated), width=_WIDTH, is_number=True),
    ]
    if merged:
        columns += [
            Column(title="Sama", text=lambda count: _number(count.unchanged), width=_WIDTH, is_number=True),
            Column(
                title="Berbeda",
                text=lambda count: _number(count.conflicting),
                width=_WIDTH,
                is_number=True,
                tone=lambda count: Tone.AMBER if count.conflicting else Tone.PLAIN,
            ),
        ]
    table: DataTable[TableCount] = DataTable(columns, parent)
    table.setObjectName("counts")
    return table


def _number(count: int) -> str:
    return whole_number(count) if count else "–"
