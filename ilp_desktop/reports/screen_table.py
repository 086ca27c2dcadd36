"""The same register as a table for the screen, cell for cell what the paper says."""

from collections.abc import Iterable

from ilp_desktop.domain.screen_table import ScreenColumn, ScreenTable
from ilp_desktop.reports.cells import contribution, reader, writer
from ilp_desktop.reports.definition import RegisterDefinition, Total


def register_table(definition: RegisterDefinition, rows: Iterable[object]) -> ScreenTable:
    """The rows as texts under the columns of the definition, with the totals at the foot."""
    columns = definition.columns
    readers = [reader(column) if column.field else None for column in columns]
    writers = [writer(column) for column in columns]
    totals = [0.0] * len(columns)
    shown: list[tuple[str, ...]] = []
    for number, row in enumerate(rows, 1):
        values = [read(row) if read else str(number) for read in readers]
        for index, column in enumerate(columns):
            totals[index] += contribution(column, values[index])
        shown.append(tuple(write(value) for write, value in zip(writers, values, strict=True)))
    return ScreenTable(
        title=definition.title,
        columns=tuple(
            ScreenColumn(headings=column.headings, align=column.align, width=column.width) for column in columns
        ),
        rows=tuple(shown),
        totals=tuple(
            "" if column.total is Total.NONE else f"{totals[index]:.10g}" for index, column in enumerate(columns)
        )
        if definition.totals
        else (),
    )
