"""Importing a puskesmas's own patient list: first every row gets its fate, then the people are saved."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ilp_desktop.domain.duplicates import (
    Candidate,
    PersonFacts,
    blocking_keys,
    candidates,
    lookup_keys,
)
from ilp_desktop.domain.identifiers import HouseholdId, PatientId
from ilp_desktop.domain.import_reading import not_a_person, read_row
from ilp_desktop.domain.import_rows import (
    ImportPlan,
    PlannedRow,
    ReadColumn,
    ReadSheet,
    RowFate,
    column_letter,
)
from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.person_facts import facts_of_entry
from ilp_desktop.domain.problem import Cancelled, Problem, Rejected
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.domain.spreadsheet_header import SEARCHED_ROWS, Header, PersonColumn, find_header
from ilp_desktop.domain.spreadsheet_values import CellValue, cell_text
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.import_places import PlaceFinder
from ilp_desktop.services.people import keep_new_person
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import match_index, records
from ilp_desktop.storage.page_cache import grow_page_cache, restore_page_cache
from ilp_desktop.storage.transaction import Transaction

if TYPE_CHECKING:
    from ilp_desktop.exchange.spreadsheet import Sheet

PREVIEWED_ROWS = 200
_STEP_ROWS = 500
_SURE_FROM = 75
"""Points of likeness from which a row is not imported: same name and same birth date, or an identifier, or more."""

_SURE_WHEN_ESTIMATED = 55
"""The same where a birth date was only estimated from an age, which says another date at every import."""

_SAMPLES = 3
_MOST_ALIKE = 400
"""A key that more rows share than this says nothing."""

Mapped = Mapping[str, PersonColumn | None]
"""What the user says a column holds, by its letter or heading; None: nothing is taken from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleList:
    """An opened file."""

    path: Path
    sheets: tuple["Sheet", ...]


def open_list(path: Path, progress: Progress = silent) -> PeopleList:
    """Reads the file. Fault when it cannot be opened or is of a kind that is not known."""
    from ilp_desktop.exchange.spreadsheet import read_sheets

    return PeopleList(path=path, sheets=read_sheets(path, progress))


def plan_import(
    workplace: Workplace,
    people: PeopleList,
    mapping: Mapped | None = None,
    *,
    rows: int | None = None,
    progress: Progress = silent,
) -> ImportPlan:
    """What would become of each row (with ``rows``: of the first ones); nothing is saved.

    Rejected when no sheet has a heading that can be understood.
    """
    workplace.require(Role.REGISTRATION, Role.HEAD)
    sheets: list[ReadSheet] = []
    found: list[PlannedRow] = []
    planner = _Planner(workplace)
    for sheet in people.sheets:
        header = _header(sheet, mapping or {})
        data = () if isinstance(header, Problem) else sheet.rows[header.last_row + 1 :]
        filled = [place for place, row in enumerate(data) if any(cell_text(cell) for cell in row)]
        sheets.append(_read_sheet(sheet, header, rows=len(filled), blank=len(data) - len(filled)))
        if isinstance(header, Header):
            first = header.last_row + 2
            source = ((first + place, _cells(data[place], header)) for place in filled[: rows and rows - len(found)])
            found += planner.plan(sheet.name, source, len(filled), progress)
        if rows is not None and len(found) >= rows:
            break
    if all(sheet.problem for sheet in sheets):
        raise Rejected(*(sheet.problem for sheet in sheets[:1] if sheet.problem))
    return ImportPlan(file_name=people.path.name, sheets=tuple(sheets), rows=tuple(found))


def carry_out(workplace: Workplace, plan: ImportPlan, progress: Progress = silent) -> Answer[ImportPlan]:
    """Saves the people of the plan, step by step; gives the plan as it really went, with their numbers.

    When it is cancelled, what was saved stays, and the rows that were not reached are refused with that reason.
    """
    workplace.require(Role.REGISTRATION, Role.HEAD)
    keeper = _Keeper(workplace)
    done: list[PlannedRow] = []
    with workplace.database.read() as connection:
        usual = grow_page_cache(connection)
    try:
        for start in range(0, len(plan.rows), _STEP_ROWS):
            progress(Step(doing="Menyimpan orang", done=start, total=len(plan.rows)))
            done += keeper.keep(plan.rows[start : start + _STEP_ROWS])
        progress(Step(doing="Menyimpan orang", done=len(plan.rows), total=len(plan.rows)))
    except Cancelled:
        done += [_stopped(row) for row in plan.rows[len(done) :]]
    finally:
        with workplace.database.read() as connection:
            restore_page_cache(connection, usual)
    return Answer(replace(plan, rows=tuple(done)), frozenset(keeper.changes))


def import_report(workplace: Workplace, plan: ImportPlan, *, saved: bool) -> bytes:
    """The fate of every row as a workbook; ``saved`` tells whether the plan was carried out."""
    from ilp_desktop.reports.import_report import import_report_xlsx

    return import_report_xlsx(plan, saved=saved, made_at=workplace.clock(), facility=workplace.facility.name)


class _Planner:
    """Decides row by row; remembers the rows before, so that nobody is imported twice from one file."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._today = workplace.today
        self._places = PlaceFinder(workplace)
        self._rows: list[PlannedRow] = []
        self._facts: list[PersonFacts] = []
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        with workplace.database.read() as connection:
            self._anybody_there = records.count(connection, Patient) > 0

    def plan(
        self, sheet: str, source: Iterable[tuple[int, Mapping[PersonColumn, CellValue]]], total: int, progress: Progress
    ) -> list[PlannedRow]:
        """The rows of one sheet, each with its fate."""
        planned: list[PlannedRow] = []
        step: list[PlannedRow] = []
        for number, cells in source:
            step.append(self._read(sheet, number, cells))
            if len(step) == _STEP_ROWS:
                planned += self._compared(step)
                step = []
                progress(Step(doing="Memeriksa baris", done=len(planned), total=total))
        planned += self._compared(step)
        return planned

    def _read(self, sheet: str, number: int, cells: Mapping[PersonColumn, CellValue]) -> PlannedRow:
        nobody = not_a_person(cells)
        if nobody is not None:
            blank = PersonEntry(name=cell_text(cells.get(PersonColumn.NAME)))
            return _planned(sheet, number, RowFate.REFUSED, blank, [_told(nobody)])
        row = read_row(cells, today=self._today)
        entry, place_notes = self._places.placed(row.entry, cell_text(cells.get(PersonColumn.DISTRICT_NAME)))
        if row.problems:
            reasons = [*map(_told, row.problems), *row.notes]
            return _planned(sheet, number, RowFate.REFUSED, entry, reasons)
        return _planned(sheet, number, RowFate.IMPORTED, entry, [*row.notes, *place_notes])

    def _compared(self, rows: Sequence[PlannedRow]) -> list[PlannedRow]:
        facts = [facts_of_entry(row.entry) for row in rows]
        present: list[tuple[PersonFacts, ...]] = [()] * len(rows)
        if self._anybody_there:
            with self._workplace.database.read() as connection:
                present = match_index.plausible_for_many(connection, facts)
        return [
            self._judged(row, fact, there) if row.fate is RowFate.IMPORTED else row
            for row, fact, there in zip(rows, facts, present, strict=True)
        ]

    def _judged(self, row: PlannedRow, facts: PersonFacts, there: Sequence[PersonFacts]) -> PlannedRow:
        others = [*there, *self._earlier_rows(facts)]
        best = next(iter(candidates(facts, others)), None)
        if best is not None:
            row = self._marked(row, facts, best, {other.key: other for other in others}[best.key])
        if row.fate is RowFate.IMPORTED:
            place = len(self._rows)
            self._rows.append(row)
            self._facts.append(replace(facts, key=f"row:{place}"))
            for key in blocking_keys(facts):
                self._by_key[f"{key.kind.value}:{key.value}"].append(place)
        return row

    def _earlier_rows(self, facts: PersonFacts) -> Iterator[PersonFacts]:
        places: set[int] = set()
        for key in lookup_keys(facts):
            sharing = self._by_key.get(f"{key.kind.value}:{key.value}", ())
            if len(sharing) <= _MOST_ALIKE:
                places.update(sharing)
        return (self._facts[place] for place in sorted(places))

    def _marked(self, row: PlannedRow, facts: PersonFacts, best: Candidate, other: PersonFacts) -> PlannedRow:
        earlier = self._rows[int(best.key.removeprefix("row:"))] if best.key.startswith("row:") else None
        where = f"baris {earlier.number}" if earlier else "orang yang sudah terdaftar"
        estimated = facts.birth_date_estimated or other.birth_date_estimated
        sure = best.score >= (_SURE_WHEN_ESTIMATED if estimated else _SURE_FROM)
        if sure and not best.possible_twin:
            reasons = (f"Mungkin sama dengan {where}: {best.sentence}", *row.reasons)
            fate = RowFate.POSSIBLE_DUPLICATE
        else:
            reasons, fate = (*row.reasons, f"Mirip dengan {where}: {best.sentence} Periksa."), row.fate
        return replace(
            row,
            fate=fate,
            reasons=reasons,
            alike=None if earlier else PatientId(best.key),
            alike_row=earlier.number if earlier else None,
        )


class _Keeper:
    """Saves people as the counter would, with families kept together as the list has them."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._households: dict[tuple[str, ...], HouseholdId] = {}
        self.changes: set[str] = set()

    def keep(self, rows: Sequence[PlannedRow]) -> list[PlannedRow]:
        """Saves those of the rows that are to be imported, all or none of them."""
        with self._workplace.change("import_people") as transaction:
            kept = [self._kept(transaction, row) if row.fate is RowFate.IMPORTED else row for row in rows]
        self.changes |= transaction.changes
        return kept

    def _kept(self, transaction: Transaction, row: PlannedRow) -> PlannedRow:
        home = _home(row.entry)
        entry = replace(row.entry, household_id=self._households.get(home)) if home else row.entry
        notes: tuple[str, ...] = ()
        try:
            patient = keep_new_person(transaction, self._workplace, entry)
        except Rejected as refused:
            if refused.problems[0].code != "person.record_number_taken":
                reasons = (*map(_told, refused.problems), *row.reasons)
                return replace(row, fate=RowFate.REFUSED, reasons=reasons)
            notes = (f"No. RM {entry.medical_record_number} sudah dipakai orang lain, diberi nomor baru.",)
            patient = keep_new_person(transaction, self._workplace, replace(entry, medical_record_number=""))
        if home and patient.household_id is not None:
            self._households[home] = patient.household_id
        return replace(row, record_number=patient.medical_record_number, reasons=(*notes, *row.reasons))


def _home(entry: PersonEntry) -> tuple[str, ...]:
    """What tells one family of the list from another; empty when the list does not say."""
    if entry.family_card_number:
        return ("card", entry.family_card_number)
    if not entry.head_name or not entry.village_name:
        return ()
    place = (entry.village_name, entry.hamlet_name, entry.neighbourhood, entry.community, entry.address)
    return ("head", entry.head_name.casefold(), *(part.casefold() for part in place))


def _header(sheet: "Sheet", mapping: Mapped) -> Header | Problem:
    header = find_header(sheet.rows[: SEARCHED_ROWS + 2])
    if isinstance(header, Problem) or not mapping:
        return header
    wanted = {key.casefold(): column for key, column in mapping.items()}
    columns = dict(header.columns)
    unknown = dict(header.unknown)
    for index in range(max(map(len, sheet.rows[: header.last_row + 2]), default=0)):
        heading = _heading(sheet, header, index)
        key = next((key for key in (column_letter(index).casefold(), heading.casefold()) if key in wanted), None)
        if key is None:
            continue
        column = wanted[key]
        columns.pop(index, None)
        unknown.pop(index, None)
        if column is None:
            unknown[index] = heading
        else:
            columns = {place: one for place, one in columns.items() if one is not column} | {index: column}
    return replace(header, columns=columns, unknown=unknown)


def _heading(sheet: "Sheet", header: Header, index: int) -> str:
    lines = sheet.rows[header.first_row : header.last_row + 1]
    texts = (cell_text(line[index]) for line in lines if index < len(line))
    return " ".join(text for text in texts if text and not text.strip("()").isdecimal())


def _read_sheet(sheet: "Sheet", header: Header | Problem, *, rows: int, blank: int) -> ReadSheet:
    if isinstance(header, Problem):
        return ReadSheet(name=sheet.name, header_row=0, columns=(), rows=len(sheet.rows), blank_rows=0, problem=header)
    data = sheet.rows[header.last_row + 1 : header.last_row + 1 + SEARCHED_ROWS]
    indexes = sorted({*header.columns, *header.unknown})
    columns = tuple(
        ReadColumn(
            letter=column_letter(index),
            heading=_heading(sheet, header, index),
            column=header.columns.get(index),
            samples=_samples(data, index),
        )
        for index in indexes
    )
    return ReadSheet(name=sheet.name, header_row=header.last_row + 1, columns=columns, rows=rows, blank_rows=blank)


def _samples(data: Sequence[Sequence[CellValue]], index: int) -> tuple[str, ...]:
    texts = (cell_text(row[index]) for row in data if index < len(row))
    return tuple(text[:60] for text in texts if text)[:_SAMPLES]


def _cells(row: Sequence[CellValue], header: Header) -> Mapping[PersonColumn, CellValue]:
    return {column: row[index] for index, column in header.columns.items() if index < len(row)}


def _planned(sheet: str, number: int, fate: RowFate, entry: PersonEntry, reasons: Sequence[str]) -> PlannedRow:
    return PlannedRow(sheet=sheet, number=number, fate=fate, entry=entry, reasons=tuple(reasons))


def _stopped(row: PlannedRow) -> PlannedRow:
    if row.fate is not RowFate.IMPORTED:
        return row
    return replace(row, fate=RowFate.REFUSED, reasons=("Impor dihentikan sebelum baris ini; impor lagi berkasnya.",))


def _told(problem: Problem) -> str:
    return f"{problem.sentence} {problem.remedy}".strip()
