"""A row of a patient list as a person: whatever stands in the cells, it is read or refused, never a crash."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ilp_desktop.domain.import_reading import COLUMN_LABELS, not_a_person, read_row
from ilp_desktop.domain.import_rows import column_letter
from ilp_desktop.domain.patient import AllergyStatus, BloodGroup, Payer, Rhesus, Sex
from ilp_desktop.domain.person_entry import check_entry
from ilp_desktop.domain.spreadsheet_header import PersonColumn
from ilp_desktop.domain.spreadsheet_values import CellValue

TODAY = date(2026, 11, 22)
SOUND: dict[PersonColumn, CellValue] = {
    PersonColumn.NAME: "Wa Tuna",
    PersonColumn.SEX: "P",
    PersonColumn.BIRTH_DATE: "7-3-1985",
}
CELLS: st.SearchStrategy[CellValue] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(max_size=40),
    st.text(max_size=3).map(lambda text: text * 400),
    st.from_regex(r"[0-9A-Za-z/.,: +-]{0,24}", fullmatch=True),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@given(st.dictionaries(st.sampled_from(PersonColumn), CELLS))
def test_any_row_is_a_person_or_says_why_not(cells: dict[PersonColumn, CellValue]) -> None:
    if not_a_person(cells) is not None:
        return
    row = read_row(cells, today=TODAY)
    assert bool(row.problems) or not check_entry(row.entry, today=TODAY).problems
    assert all(problem.sentence for problem in row.problems)


@given(st.dictionaries(st.sampled_from(sorted(set(PersonColumn) - set(SOUND))), CELLS))
@example({PersonColumn.ALLERGIES: "\x1b"})
def test_no_other_cell_keeps_a_person_out(cells: dict[PersonColumn, CellValue]) -> None:
    row = read_row({**cells, **SOUND}, today=TODAY)
    assert not row.problems
    assert (row.entry.name, row.entry.sex, row.entry.birth_date) == ("Wa Tuna", Sex.FEMALE, date(1985, 3, 7))


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({PersonColumn.MEDICAL_RECORD_NUMBER: "JUMLAH", PersonColumn.NAME: 120}, "import.total"),
        ({PersonColumn.NAME: "Total pasien"}, "import.total"),
        ({PersonColumn.NAME: "Nama", PersonColumn.SEX: "L/P"}, "import.heading"),
        ({PersonColumn.NAME: "", PersonColumn.NIK: "7414034107880002"}, "import.name"),
        ({PersonColumn.NAME: "-"}, "import.name"),
        ({PersonColumn.NAME: 3}, "import.name"),
    ],
)
def test_rows_without_a_person_are_known(cells: dict[PersonColumn, CellValue], code: str) -> None:
    problem = not_a_person(cells)
    assert problem is not None
    assert problem.code == code


@pytest.mark.parametrize("name", ["Jumlahwati", "Totalia", "La Jumlah", "Nama Dewi"])
def test_people_whose_names_look_like_such_rows_are_people(name: str) -> None:
    assert not_a_person({**SOUND, PersonColumn.NAME: name}) is None


@pytest.mark.parametrize(
    ("column", "cell", "note"),
    [
        (PersonColumn.NIK, "7,41403E+15", "NIK tidak dipakai"),
        (PersonColumn.PHONE, "tidak tahu nomornya", "No. HP tidak dipakai"),
        (PersonColumn.PAYER, "BPJS", 'Cara bayar "BPJS" tidak dikenal'),
        (PersonColumn.RELIGION, "entahlah", "Agama"),
        (PersonColumn.RHESUS, "entah", "Rhesus"),
        (PersonColumn.MEDICAL_RECORD_NUMBER, "9" * 31, "No. RM terlalu panjang"),
        (PersonColumn.ADDRESS, "x" * 301, "Alamat dipotong"),
    ],
)
def test_what_is_left_out_is_said(column: PersonColumn, cell: CellValue, note: str) -> None:
    row = read_row({**SOUND, column: cell}, today=TODAY)
    assert not row.problems
    assert any(note in text for text in row.notes), row.notes


@pytest.mark.parametrize(
    ("text", "status", "allergies"),
    [
        ("", AllergyStatus.NOT_ASKED, ""),
        ("-", AllergyStatus.NOT_ASKED, ""),
        ("Tidak ada", AllergyStatus.NONE, ""),
        ("amoksisilin", AllergyStatus.PRESENT, "amoksisilin"),
    ],
)
def test_no_allergy_is_only_what_was_written(text: str, status: AllergyStatus, allergies: str) -> None:
    entry = read_row({**SOUND, PersonColumn.ALLERGIES: text}, today=TODAY).entry
    assert (entry.allergy_status, entry.allergies) == (status, allergies)


def test_blood_group_and_rhesus_may_stand_in_two_columns() -> None:
    entry = read_row({**SOUND, PersonColumn.BLOOD_GROUP: "AB", PersonColumn.RHESUS: "+"}, today=TODAY).entry
    assert (entry.blood_group, entry.rhesus, entry.payer) == (BloodGroup.AB, Rhesus.POSITIVE, Payer.GENERAL)


def test_an_age_is_counted_from_the_day_of_the_visit() -> None:
    cells: dict[PersonColumn, CellValue] = {
        PersonColumn.NAME: "Wa Tuna",
        PersonColumn.AGE_IF_FEMALE: "10 bln",
        PersonColumn.VISIT_DATE: datetime(2020, 11, 22),
    }
    entry = read_row(cells, today=TODAY).entry
    assert entry.birth_date is not None
    assert (entry.birth_date.year, entry.birth_date.month, entry.sex) == (2020, 1, Sex.FEMALE)


def test_every_column_has_a_word_and_every_place_a_letter() -> None:
    assert set(COLUMN_LABELS) == set(PersonColumn)
    assert [column_letter(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_times_and_spans_are_cells_too() -> None:
    row = read_row({**SOUND, PersonColumn.ADDRESS: time(7, 30), PersonColumn.OCCUPATION: timedelta(1)}, today=TODAY)
    assert not row.problems
