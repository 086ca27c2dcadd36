"""How far an import has come: the file, what its columns hold, the fate of its rows, what was saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from ilp_desktop.domain.import_reading import COLUMN_LABELS
from ilp_desktop.domain.import_rows import FATE_LABELS, ImportPlan, PlannedRow, ReadColumn, RowFate
from ilp_desktop.domain.indonesian_text import short_date, whole_number
from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.domain.progress import Progress
from ilp_desktop.domain.spreadsheet_header import PersonColumn
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.import_people import (
    PREVIEWED_ROWS,
    PeopleList,
    carry_out,
    import_report,
    open_list,
    plan_import,
)
from ilp_desktop.services.workplace import Workplace

FILE_KINDS = "Daftar (*.xlsx *.xlsm *.xls *.ods *.csv *.txt *.tsv)"
NOT_USED = "Tidak dipakai"


class Stage(StrEnum):
    """What has been done with the file."""

    PREVIEWED = "previewed"
    CHECKED = "checked"
    SAVED = "saved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A file on its way into the data. ``mapping`` is what the user said otherwise, by the letter of a column."""

    people: PeopleList
    plan: ImportPlan
    stage: Stage
    mapping: Mapping[str, PersonColumn | None] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[ReadColumn, ...]:
        """The columns of the first sheet that is a list."""
        return next((sheet.columns for sheet in self.plan.sheets if sheet.problem is None), ())

    @property
    def importable(self) -> int:
        """How many people would be saved."""
        return self.plan.counts[RowFate.IMPORTED]

    @property
    def report_name(self) -> Path:
        """The suggested name of the report, beside the file."""
        return self.people.path.with_name(f"{self.people.path.stem}-laporan-impor.xlsx")

    @property
    def summary(self) -> str:
        """The state in one sentence."""
        counts = ", ".join(f"{FATE_LABELS[fate].lower()} {whole_number(n)}" for fate, n in self.plan.counts.items())
        match self.stage:
            case Stage.PREVIEWED:
                total = whole_number(sum(sheet.rows for sheet in self.plan.sheets if sheet.problem is None))
                return f"{len(self.plan.rows)} baris pertama dari {total}: {counts}. Belum disimpan."
            case Stage.CHECKED:
                return f"Semua {whole_number(len(self.plan.rows))} baris: {counts}. Belum disimpan."
            case Stage.SAVED:
                return f"Selesai: {counts}."


def preview(workplace: Workplace, path: Path, progress: Progress) -> Answer[Import]:
    """Opens a file and looks at its first rows."""
    people = open_list(path, progress)
    plan = plan_import(workplace, people, rows=PREVIEWED_ROWS, progress=progress)
    return Answer(Import(people=people, plan=plan, stage=Stage.PREVIEWED))


def remap(
    workplace: Workplace, state: Import, letter: str, column: PersonColumn | None, progress: Progress
) -> Answer[Import]:
    """Looks at the first rows again, with another meaning of one column."""
    mapping = {**state.mapping, letter: column}
    plan = plan_import(workplace, state.people, mapping, rows=PREVIEWED_ROWS, progress=progress)
    return Answer(replace(state, plan=plan, mapping=mapping, stage=Stage.PREVIEWED))


def check_all(workplace: Workplace, state: Import, progress: Progress) -> Answer[Import]:
    """Gives every row its fate; nothing is saved."""
    plan = plan_import(workplace, state.people, state.mapping, progress=progress)
    return Answer(replace(state, plan=plan, stage=Stage.CHECKED))


def save(workplace: Workplace, state: Import, progress: Progress) -> Answer[Import]:
    """Saves the people of the plan."""
    answer = carry_out(workplace, state.plan, progress)
    return Answer(replace(state, plan=answer.value, stage=Stage.SAVED), answer.changes)


def write_report(workplace: Workplace, state: Import, target: Path) -> Answer[Path]:
    """Writes the fate of every row beside the file, or where the user wants it."""
    content = import_report(workplace, state.plan, saved=state.stage is Stage.SAVED)
    try:
        target.write_bytes(content)
    except OSError as error:
        raise Fault(
            FaultCode.READ_ONLY,
            "Laporan tidak dapat ditulis. Data tetap aman.",
            "Tutup berkas itu bila sedang dibuka di Excel, atau pilih folder lain.",
        ) from error
    return Answer(target)


def choices() -> tuple[tuple[str, PersonColumn | None], ...]:
    """What a column may hold, in words."""
    return ((NOT_USED, None), *((label, column) for column, label in COLUMN_LABELS.items()))


def born(row: PlannedRow) -> str:
    """The birth date for the table."""
    day = row.entry.birth_date
    if day is None:
        return ""
    return f"± {day.year}" if row.entry.birth_date_estimated else short_date(day)
