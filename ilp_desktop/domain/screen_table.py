"""A register as the screen shows it: the columns and the same cell texts that the paper has."""

from dataclasses import dataclass
from enum import StrEnum


class CellAlign(StrEnum):
    """Where the text of a column stands."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenColumn:
    """One column: its headings from the outermost group to its own, and its width relative to the others."""

    headings: tuple[str, ...]
    align: CellAlign
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenTable:
    """A register ready to show; ``rows`` holds one tuple of cell texts a row, in the order of ``columns``."""

    title: str
    columns: tuple[ScreenColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] = ()
