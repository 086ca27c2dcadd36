"""The import of a patient list: what a row turned out to be, and what becomes of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.spreadsheet_header import PersonColumn


class RowFate(StrEnum):
    """How a row ends; there is no other way."""

    IMPORTED = "imported"
    POSSIBLE_DUPLICATE = "possible_duplicate"
    REFUSED = "refused"


FATE_LABELS: Mapping[RowFate, str] = MappingProxyType(
    {
        RowFate.IMPORTED: "Masuk",
        RowFate.POSSIBLE_DUPLICATE: "Mungkin sudah ada",
        RowFate.REFUSED: "Ditolak",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """What a row says of a person. ``problems`` keep it out; ``notes`` say what was left out or taken elsewhere."""

    entry: PersonEntry
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """One row with its fate and why. ``number`` is the row in the file, from 1.

    ``alike`` is the record that may be the same person, ``alike_row`` the earlier row of the file.
    """

    sheet: str
    number: int
    fate: RowFate
    entry: PersonEntry
    reasons: tuple[str, ...]
    alike: PatientId | None = None
    alike_row: int | None = None
    record_number: str = ""

    @property
    def reason(self) -> str:
        """All reasons and notes as one text."""
        return " ".join(self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadColumn:
    """One column of the list: its letter, its heading, what it holds (None: not known) and its first cells."""

    letter: str
    heading: str
    column: PersonColumn | None
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """One sheet as it was understood. ``problem`` says why it was left out; ``blank_rows`` held nothing at all."""

    name: str
    header_row: int
    columns: tuple[ReadColumn, ...]
    rows: int
    blank_rows: int
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would do, row by row; nothing has been saved."""

    file_name: str
    sheets: tuple[ReadSheet, ...]
    rows: tuple[PlannedRow, ...]

    @property
    def counts(self) -> Mapping[RowFate, int]:
        """How many rows end in which way."""
        return counted(self.rows)

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """Headings that nothing is taken from."""
        return tuple(dict.fromkeys(one.heading for sheet in self.sheets for one in sheet.columns if one.column is None))


def counted(rows: Iterable[PlannedRow]) -> Mapping[RowFate, int]:
    """How many rows end in which way; every way is named."""
    found = Counter(row.fate for row in rows)
    return {fate: found[fate] for fate in RowFate}


def column_letter(index: int) -> str:
    """The letter of a column from 0, as spreadsheets name it: A, B, ..., Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
