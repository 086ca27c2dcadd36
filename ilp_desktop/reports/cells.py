"""The value of a cell and its text, the same for paper, screen and workbook."""

from collections.abc import Callable
from datetime import date, datetime, time
from operator import attrgetter

from ilp_desktop.domain.indonesian_text import clock_time, decimal_number, typed_date, whole_number
from ilp_desktop.reports.definition import CellFormat, Column, Total

CellValue = str | int | float | date | time | None
"""None: the cell is empty. A mark is 1."""

MARK = "√"

Read = Callable[[object], CellValue]
Write = Callable[[CellValue], str]


def reader(column: Column) -> Read:
    """The function that takes a cell's value out of a row; a condition that does not hold gives None."""
    value_of: Callable[[object], CellValue] = attrgetter(column.field)
    if column.format is CellFormat.MARK and column.when is None:
        return lambda row: 1 if value_of(row) else None
    condition = column.when
    if condition is None:
        return _labelled(column, value_of)
    tested: Callable[[object], object] = attrgetter(condition.field)
    values = condition.values
    if column.format is CellFormat.MARK:
        return lambda row: 1 if tested(row) in values else None
    shown = _labelled(column, value_of)
    return lambda row: shown(row) if tested(row) in values else None


def _labelled(column: Column, value_of: Callable[[object], CellValue]) -> Read:
    labels = column.labels
    if labels is None:
        return value_of
    return lambda row: labels.get(str(value_of(row)), str(value_of(row)))


def writer(column: Column) -> Write:
    """The function that writes a cell's value as text."""
    match column.format:
        case CellFormat.MARK:
            return lambda value: MARK if value else ""
        case CellFormat.NUMBER:
            return lambda value: whole_number(int(value)) if isinstance(value, int | float) and value else ""
        case CellFormat.DECIMAL:
            return lambda value: decimal_number(value, 1) if isinstance(value, int | float) else ""
        case _:
            return _text


def _text(value: CellValue) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{typed_date(value)} {clock_time(value)}"
    if isinstance(value, date):
        return typed_date(value)
    if isinstance(value, time):
        return clock_time(value)
    return str(value)


def contribution(column: Column, value: CellValue) -> float:
    """What one cell adds to the total of its column."""
    if column.total is Total.NONE or value is None or value == "":
        return 0
    if column.total is Total.COUNT:
        return 1
    return value if isinstance(value, int | float) else 0
