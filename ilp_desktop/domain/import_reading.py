"""Reads one row of a patient list as a person: what cannot be read is said, what must be known is not invented."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from ilp_desktop.domain.import_rows import ReadRow
from ilp_desktop.domain.nik import NikFacts
from ilp_desktop.domain.patient import (
    AllergyStatus,
    BloodGroup,
    Education,
    MaritalStatus,
    Payer,
    Relationship,
    Religion,
    Rhesus,
    Sex,
)
from ilp_desktop.domain.person_entry import LONGEST_NAME, PersonEntry, check_entry
from ilp_desktop.domain.person_name import display_name
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.spreadsheet_header import PersonColumn, recognise_header
from ilp_desktop.domain.spreadsheet_values import (
    BirthDate,
    CellValue,
    cell_text,
    is_blank,
    read_age,
    read_birth_date,
    read_birth_place_and_date,
    read_blood_group,
    read_date,
    read_education,
    read_family_card_cell,
    read_insurance_cell,
    read_marital_status,
    read_neighbourhood,
    read_nik_cell,
    read_payer,
    read_phone_cell,
    read_relationship,
    read_religion,
    read_sex,
)

Found = TypeVar("Found")
Cells = Mapping[PersonColumn, CellValue]

_TOTAL = re.compile(r"(sub\s*)?(jumlah|total|jml|rata-?rata)\b.*", re.IGNORECASE)
_LONGEST_TEXT = 300
_LONGEST_RECORD_NUMBER = 30
_NO_ALLERGY = frozenset({"tidak", "tdk", "tidak ada", "tdk ada", "tidak ada alergi", "tidak alergi", "negatif"})
_TEXT_COLUMNS = (
    PersonColumn.BIRTH_PLACE,
    PersonColumn.MOTHER_NAME,
    PersonColumn.HEAD_NAME,
    PersonColumn.ADDRESS,
    PersonColumn.HAMLET_NAME,
    PersonColumn.VILLAGE_NAME,
    PersonColumn.OCCUPATION,
    PersonColumn.DISABILITY,
    PersonColumn.ETHNIC_GROUP,
    PersonColumn.GUARDIAN_NAME,
    PersonColumn.MEDICAL_RECORD_NUMBER,
)
_AGE_COLUMNS = (PersonColumn.AGE, PersonColumn.AGE_IF_MALE, PersonColumn.AGE_IF_FEMALE)


def not_a_person(cells: Cells) -> Problem | None:
    """Why a row that is not empty holds nobody: a total, a repeated heading, or no name."""
    name = cell_text(cells.get(PersonColumn.NAME))
    texts = [text for cell in cells.values() if (text := cell_text(cell))]
    if any(_TOTAL.fullmatch(text) for text in texts[:2]):
        return Problem(code="import.total", field="name", sentence="Baris jumlah, bukan orang.")
    if sum(recognise_header(cell_text(cell)) is column for column, cell in cells.items()) >= 2:
        return Problem(code="import.heading", field="name", sentence="Judul kolom yang berulang, bukan orang.")
    if is_blank(cells.get(PersonColumn.NAME)):
        return Problem(code="import.name", field="name", sentence="Nama kosong.", remedy="Isi nama, lalu impor lagi.")
    if not any(character.isalpha() for character in name):
        return Problem(
            code="import.name", field="name", sentence="Nama tidak berisi huruf.", remedy="Periksa kolom nama."
        )
    return None


def read_row(cells: Cells, *, today: date) -> ReadRow:
    """The person in a row.

    Name, sex and birth date must be known; sex and birth date are taken from a sound NIK where their cells are empty,
    with a note. Any other cell that cannot be read is left out, with a note.
    """
    return _RowReader(cells, today).read()


class _RowReader:
    """Collects what a row says, with the notes on what it does not."""

    def __init__(self, cells: Cells, today: date) -> None:
        self._cells = cells
        self._today = today
        self._notes: list[str] = []
        self._problems: list[Problem] = []

    def read(self) -> ReadRow:
        nik = self._number(PersonColumn.NIK, lambda cell: read_nik_cell(cell, today=self._today))
        facts = nik if isinstance(nik, NikFacts) else None
        place, born = self._birth(facts)
        entry = replace(
            self._texts(),
            name=cell_text(self._cells.get(PersonColumn.NAME)),
            sex=self._sex(facts),
            birth_date=born.day if born else None,
            birth_date_estimated=born.estimated if born else False,
            nik=facts.nik if facts else "",
        )
        entry = self._with_choices(self._with_numbers(entry))
        if place and not entry.birth_place:
            entry = replace(entry, birth_place=place)
        checked = check_entry(entry, today=self._today)
        problems = {problem.field: problem for problem in (*checked.problems, *self._problems)}
        doubts = tuple(f"{warning.sentence}" for warning in checked.warnings if warning.field == "nik")
        return ReadRow(entry=checked.entry, problems=tuple(problems.values()), notes=(*self._notes, *doubts))

    def _texts(self) -> PersonEntry:
        texts: dict[str, str] = {}
        for column in _TEXT_COLUMNS:
            cell = self._cells.get(column)
            text = "" if is_blank(cell) else cell_text(cell)
            if len(text) > _LONGEST_TEXT:
                self._notes.append(f"{_label(column)} dipotong pada {_LONGEST_TEXT} huruf.")
            texts[column.value] = text[:_LONGEST_TEXT]
        if len(texts["medical_record_number"]) > _LONGEST_RECORD_NUMBER:
            self._notes.append("No. RM terlalu panjang, diberi nomor baru.")
            texts["medical_record_number"] = ""
        for column in (PersonColumn.MOTHER_NAME, PersonColumn.HEAD_NAME, PersonColumn.GUARDIAN_NAME):
            texts[column.value] = texts[column.value][:LONGEST_NAME]
        return PersonEntry(name="", **texts)  # type: ignore[arg-type]

    def _with_numbers(self, entry: PersonEntry) -> PersonEntry:
        card = self._number(PersonColumn.FAMILY_CARD_NUMBER, read_family_card_cell)
        neighbourhood, community = read_neighbourhood(self._cells.get(PersonColumn.NEIGHBOURHOOD_AND_COMMUNITY))
        return replace(
            entry,
            family_card_number=card.number if card else "",
            insurance_number=self._number(PersonColumn.INSURANCE_NUMBER, read_insurance_cell) or "",
            phone=self._number(PersonColumn.PHONE, read_phone_cell) or "",
            neighbourhood=read_neighbourhood(self._cells.get(PersonColumn.NEIGHBOURHOOD))[0] or neighbourhood,
            community=read_neighbourhood(self._cells.get(PersonColumn.COMMUNITY))[0] or community,
        )

    def _with_choices(self, entry: PersonEntry) -> PersonEntry:
        unknown_blood: tuple[BloodGroup, Rhesus] = (BloodGroup.UNKNOWN, Rhesus.UNKNOWN)
        blood, rhesus = self._choice(PersonColumn.BLOOD_GROUP, read_blood_group, unknown_blood)
        rhesus = self._rhesus() if rhesus is Rhesus.UNKNOWN else rhesus
        status, allergies = _read_allergies(cell_text(self._cells.get(PersonColumn.ALLERGIES)))
        return replace(
            entry,
            payer=self._choice(PersonColumn.PAYER, read_payer, Payer.GENERAL),
            religion=self._choice(PersonColumn.RELIGION, read_religion, Religion.UNKNOWN),
            education=self._choice(PersonColumn.EDUCATION, read_education, Education.UNKNOWN),
            marital_status=self._choice(PersonColumn.MARITAL_STATUS, read_marital_status, MaritalStatus.UNKNOWN),
            relationship=self._choice(PersonColumn.RELATIONSHIP, read_relationship, Relationship.UNKNOWN),
            blood_group=blood,
            rhesus=rhesus,
            allergy_status=status,
            allergies=allergies,
        )

    def _rhesus(self) -> Rhesus:
        cell = self._cells.get(PersonColumn.RHESUS)
        found = None if is_blank(cell) else read_blood_group(f"O{cell_text(cell)}")
        if isinstance(found, Problem):
            self._notes.append(f'Rhesus "{cell_text(cell)[:40]}" tidak dikenal, dikosongkan.')
        return found[1] if isinstance(found, tuple) else Rhesus.UNKNOWN

    def _sex(self, facts: NikFacts | None) -> Sex:
        found = read_sex(self._cells.get(PersonColumn.SEX))
        if isinstance(found, Problem):
            self._problems.append(replace(found, field="sex"))
            return Sex.UNKNOWN
        if found is Sex.UNKNOWN:
            found = self._ticked_sex()
        if found is Sex.UNKNOWN and facts is not None:
            self._notes.append("Jenis kelamin diambil dari NIK.")
            return facts.sex
        return found

    def _ticked_sex(self) -> Sex:
        male = (PersonColumn.TICK_IF_MALE, PersonColumn.AGE_IF_MALE)
        female = (PersonColumn.TICK_IF_FEMALE, PersonColumn.AGE_IF_FEMALE)
        is_male = any(not is_blank(self._cells.get(column)) for column in male)
        is_female = any(not is_blank(self._cells.get(column)) for column in female)
        if is_male is is_female:
            return Sex.UNKNOWN
        return Sex.MALE if is_male else Sex.FEMALE

    def _birth(self, facts: NikFacts | None) -> tuple[str, BirthDate | None]:
        place, read = "", self._dated(self._cells.get(PersonColumn.BIRTH_DATE))
        both = self._cells.get(PersonColumn.BIRTH_PLACE_AND_DATE)
        if read is None and not is_blank(both):
            place, read = read_birth_place_and_date(both, today=self._today)
        read = read if read is not None and not isinstance(read, Problem) else self._from_age() or read
        if isinstance(read, BirthDate):
            return place, read
        if facts is not None:
            self._notes.append("Tanggal lahir diambil dari NIK.")
            return place, BirthDate(day=facts.birth_date, estimated=False)
        if read is not None:
            self._problems.append(replace(read, field="birth_date"))
        return place, None

    def _dated(self, cell: CellValue) -> BirthDate | Problem | None:
        return None if is_blank(cell) else read_birth_date(cell, today=self._today)

    def _from_age(self) -> BirthDate | None:
        day = read_date(self._cells.get(PersonColumn.VISIT_DATE), today=self._today)
        counted_on = self._today if isinstance(day, Problem) or day > self._today else day
        for column in _AGE_COLUMNS:
            cell = self._cells.get(column)
            if cell_text(cell) in ("", "-"):
                continue
            found = read_age(cell, day=counted_on)
            if isinstance(found, BirthDate):
                self._notes.append("Tanggal lahir diperkirakan dari umur.")
                return found
        return None

    def _number(self, column: PersonColumn, read: Callable[[CellValue], Found | Problem]) -> Found | None:
        cell = self._cells.get(column)
        if is_blank(cell):
            return None
        found = read(cell)
        if isinstance(found, Problem):
            self._notes.append(f"{_label(column)} tidak dipakai: {found.sentence}")
            return None
        return found

    def _choice(self, column: PersonColumn, read: Callable[[CellValue], Found | Problem], unknown: Found) -> Found:
        found = read(self._cells.get(column))
        if isinstance(found, Problem):
            self._notes.append(
                f'{_label(column)} "{cell_text(self._cells.get(column))[:40]}" tidak dikenal, dikosongkan.'
            )
            return unknown
        return found


COLUMN_LABELS: Mapping[PersonColumn, str] = {
    PersonColumn.MEDICAL_RECORD_NUMBER: "No. RM",
    PersonColumn.NAME: "Nama",
    PersonColumn.NIK: "NIK",
    PersonColumn.BIRTH_PLACE: "Tempat lahir",
    PersonColumn.BIRTH_DATE: "Tanggal lahir",
    PersonColumn.BIRTH_PLACE_AND_DATE: "Tempat dan tanggal lahir",
    PersonColumn.AGE: "Umur",
    PersonColumn.AGE_IF_MALE: "Umur (laki-laki)",
    PersonColumn.AGE_IF_FEMALE: "Umur (perempuan)",
    PersonColumn.SEX: "Jenis kelamin",
    PersonColumn.TICK_IF_MALE: "Tanda laki-laki",
    PersonColumn.TICK_IF_FEMALE: "Tanda perempuan",
    PersonColumn.MOTHER_NAME: "Nama ibu",
    PersonColumn.HEAD_NAME: "Nama kepala keluarga",
    PersonColumn.FAMILY_CARD_NUMBER: "No. KK",
    PersonColumn.RELATIONSHIP: "Hubungan keluarga",
    PersonColumn.ADDRESS: "Alamat",
    PersonColumn.NEIGHBOURHOOD_AND_COMMUNITY: "RT/RW",
    PersonColumn.NEIGHBOURHOOD: "RT",
    PersonColumn.COMMUNITY: "RW",
    PersonColumn.HAMLET_NAME: "Dusun",
    PersonColumn.VILLAGE_NAME: "Desa/kelurahan",
    PersonColumn.DISTRICT_NAME: "Kecamatan",
    PersonColumn.PHONE: "No. HP",
    PersonColumn.INSURANCE_NUMBER: "No. JKN",
    PersonColumn.PAYER: "Cara bayar",
    PersonColumn.RELIGION: "Agama",
    PersonColumn.EDUCATION: "Pendidikan",
    PersonColumn.OCCUPATION: "Pekerjaan",
    PersonColumn.MARITAL_STATUS: "Status kawin",
    PersonColumn.BLOOD_GROUP: "Golongan darah",
    PersonColumn.RHESUS: "Rhesus",
    PersonColumn.ALLERGIES: "Alergi",
    PersonColumn.DISABILITY: "Disabilitas",
    PersonColumn.ETHNIC_GROUP: "Suku",
    PersonColumn.GUARDIAN_NAME: "Penanggung jawab",
    PersonColumn.VISIT_DATE: "Tanggal kunjungan",
}


def _read_allergies(text: str) -> tuple[AllergyStatus, str]:
    """No allergy is only what somebody wrote as such; an empty cell, a dash or a control character says nothing."""
    text = display_name(text)
    if text.casefold() in _NO_ALLERGY:
        return AllergyStatus.NONE, ""
    if is_blank(text):
        return AllergyStatus.NOT_ASKED, ""
    return AllergyStatus.PRESENT, text[:_LONGEST_TEXT]


def _label(column: PersonColumn) -> str:
    return COLUMN_LABELS[column]
