"""Importing a patient list: every row ends as imported, possible duplicate or refused, and nothing is silent."""

import random
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from ilp_desktop.domain.import_rows import ImportPlan, PlannedRow, RowFate
from ilp_desktop.domain.patient import Household, Patient, Sex
from ilp_desktop.domain.problem import Cancelled, Fault, FaultCode, Rejected
from ilp_desktop.domain.progress import Step
from ilp_desktop.domain.spreadsheet_header import PersonColumn
from ilp_desktop.services.import_people import carry_out, import_report, open_list, plan_import
from ilp_desktop.services.searching import search_people
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records

TITLE = ["UPTD PUSKESMAS MAWASANGKA TENGAH"]
HEADER = ["No", "No. RM", "Nama Pasien", "NIK", "Tgl Lahir", "JK", "Nama KK", "Desa", "Ket"]
PEOPLE: list[list[object]] = [
    [1, "01-00001-00", "La Ode Hasan", "7414030703850001", "7-3-1985", "L", "La Ode Hasan", "Lanto", ""],
    [2, "", "Wa Aminah", 7414034107880002, 32325, "P", "La Ode Hasan", "Lanto", "ikut suami"],
    [3, "", "Sitti", "-", "1990", "P", "", "Langkomu", ""],
    [4, "", "Tanpa Tanggal", "", "", "L", "", "Lanto", ""],
    [5, "", "Tanpa Kelamin", "", "2-2-2002", "", "", "Lanto", ""],
    [6, "", "Wa Aminah", "7414034107880002", "1/7/1988", "P", "La Ode Hasan", "Lanto", ""],
    [7, "", "Hanya NIK", "7414035203950003", "", "", "", "Lanto", ""],
    [8, "", "Nik Rusak", "7,41403E+15", "3-4-1977", "L", "", "Lanto", ""],
    ["", "Jumlah", 8, "", "", "", "", "", ""],
]


def save_xlsx(path: Path, *sheets: tuple[str, Sequence[Sequence[object]]]) -> Path:
    with Workbook(str(path)) as workbook:
        for name, rows in sheets:
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                for index, value in enumerate(row):
                    if value != "":
                        sheet.write(number, index, value)
    return path


@pytest.fixture
def patient_list(tmp_path: Path) -> Path:
    """A title, an empty row, a header, eight people and a total, as a puskesmas keeps it."""
    rows: list[Sequence[object]] = [TITLE, [], HEADER, *PEOPLE[:3], [], *PEOPLE[3:]]
    return save_xlsx(tmp_path / "daftar.xlsx", ("Data", rows), ("Catatan", [["bukan daftar"]]))


def planned(workplace: Workplace, path: Path) -> ImportPlan:
    return plan_import(workplace, open_list(path))


def imported(workplace: Workplace, path: Path) -> ImportPlan:
    return carry_out(workplace, planned(workplace, path)).value


def fates(plan: ImportPlan) -> list[tuple[int, RowFate]]:
    return [(row.number, row.fate) for row in plan.rows]


def row_of(plan: ImportPlan, number: int) -> PlannedRow:
    return next(row for row in plan.rows if row.number == number)


def everybody(workplace: Workplace) -> dict[str, Patient]:
    with workplace.database.read() as connection:
        return {one.name: one for one in records.find(connection, Patient)}


def test_every_row_of_a_dirty_list_has_its_fate_and_its_reason(workplace: Workplace, patient_list: Path) -> None:
    plan = imported(workplace, patient_list)
    assert fates(plan) == [
        (4, RowFate.IMPORTED),
        (5, RowFate.IMPORTED),
        (6, RowFate.IMPORTED),
        (8, RowFate.REFUSED),
        (9, RowFate.REFUSED),
        (10, RowFate.POSSIBLE_DUPLICATE),
        (11, RowFate.IMPORTED),
        (12, RowFate.IMPORTED),
        (13, RowFate.REFUSED),
    ]
    assert "Tanggal lahir belum diisi" in row_of(plan, 8).reason
    assert "Jenis kelamin belum dipilih" in row_of(plan, 9).reason
    assert "baris 5" in row_of(plan, 10).reason
    assert "dari NIK" in row_of(plan, 11).reason
    assert "angka belakangnya hilang" in row_of(plan, 12).reason
    assert "Baris jumlah" in row_of(plan, 13).reason
    data, remarks = plan.sheets
    assert (data.header_row, data.rows, data.blank_rows) == (3, 9, 1)
    assert remarks.problem is not None
    assert plan.unknown_columns == ("No", "Ket")


def test_people_are_saved_as_the_counter_would_have(workplace: Workplace, patient_list: Path) -> None:
    imported(workplace, patient_list)
    people = everybody(workplace)
    assert set(people) == {"La Ode Hasan", "Wa Aminah", "Sitti", "Hanya NIK", "Nik Rusak"}
    hasan, aminah = people["La Ode Hasan"], people["Wa Aminah"]
    assert (hasan.medical_record_number, hasan.birth_date) == ("01-00001-00", date(1985, 3, 7))
    assert aminah.nik == "7414034107880002"
    assert aminah.birth_date == date(1988, 7, 1)
    assert aminah.household_id == hasan.household_id, "one head of household in one village is one family"
    assert aminah.village_code == hasan.village_code == "7414032004"
    assert people["Sitti"].birth_date_estimated
    assert (people["Hanya NIK"].sex, people["Hanya NIK"].birth_date) == (Sex.FEMALE, date(1995, 3, 12))
    assert people["Nik Rusak"].nik == ""
    assert {hit.name for hit in search_people(workplace, "aminah")} == {"Wa Aminah"}


def test_the_same_file_twice_imports_nobody_twice(workplace: Workplace, patient_list: Path) -> None:
    first = imported(workplace, patient_list)
    again = imported(workplace, patient_list)
    assert again.counts[RowFate.IMPORTED] == 0
    assert again.counts[RowFate.POSSIBLE_DUPLICATE] == 1 + first.counts[RowFate.IMPORTED]
    assert len(everybody(workplace)) == 5
    assert all(row.alike for row in again.rows if row.fate is RowFate.POSSIBLE_DUPLICATE)


def test_nothing_is_saved_by_looking(workplace: Workplace, patient_list: Path) -> None:
    plan = plan_import(workplace, open_list(patient_list), rows=3)
    assert [row.number for row in plan.rows] == [4, 5, 6]
    assert not everybody(workplace)


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", "\t"), ("utf-16-le", ";")],
)
def test_text_files_are_read_in_whatever_shape(
    workplace: Workplace, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    lines = [["Nama", "Tanggal Lahir", "L/P", "Alamat"], ['"Siti\nNur’aini"', "7/3/1985", "P", f'"Jl. A{delimiter} B"']]
    path = tmp_path / "daftar.csv"
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    plan = imported(workplace, path)
    assert fates(plan) == [(3, RowFate.IMPORTED)], "the quoted name runs over two lines; the row ends on line 3"
    (person,) = everybody(workplace).values()
    assert (person.name, person.address) == ("Siti Nur’aini", " ".join(f"Jl. A{delimiter} B".split()))


def test_a_header_over_two_merged_rows_and_age_instead_of_a_date(workplace: Workplace, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["No", "Nama", "Umur", "", "Alamat", "Tanggal"],
        ["", "", "L", "P", "", ""],
        [1, 2, 3, 4, 5, 6],
        [1, "La Dule", "34 th", "", "Dusun 1 Desa Lanto", datetime(2026, 1, 5)],
        [2, "Wa Tuna", "", "8 bln", "Langkomu", datetime(2026, 1, 5)],
    ]
    path = tmp_path / "register.xlsx"
    with Workbook(str(path), {"default_date_format": "dd-mm-yyyy"}) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(rows):
            for index, value in enumerate(row):
                if value != "":
                    sheet.write(number, index, value)
        sheet.merge_range(0, 2, 0, 3, "Umur")
    plan = imported(workplace, path)
    assert plan.counts[RowFate.IMPORTED] == 2
    people = everybody(workplace)
    assert (people["La Dule"].sex, people["Wa Tuna"].sex) == (Sex.MALE, Sex.FEMALE)
    assert people["La Dule"].birth_date_estimated
    assert people["La Dule"].village_name == "Lanto"
    assert imported(workplace, path).counts[RowFate.IMPORTED] == 0, "an estimated date is no reason to import again"


def test_a_number_that_somebody_has_already_is_given_anew(workplace: Workplace, tmp_path: Path) -> None:
    rows = [
        ["No RM", "Nama", "Tgl Lahir", "JK"],
        ["123", "Abdul Karim", "1-2-1980", "L"],
        ["123", "Rosmini", "5-6-1991", "P"],
    ]
    plan = imported(workplace, save_xlsx(tmp_path / "ganda.xlsx", ("A", rows)))
    assert plan.rows[0].record_number == "123"
    assert plan.rows[1].record_number not in ("", "123")
    assert "sudah dipakai" in plan.rows[1].reason


def test_the_user_may_say_what_a_column_holds(workplace: Workplace, tmp_path: Path) -> None:
    rows = [
        ["Nama", "JK", "Kode", "Lahir tgl", "Alamat"],
        ["Hasnia", "P", "7414034107880002", "1 Juli 1988", "rumah"],
    ]
    people = open_list(save_xlsx(tmp_path / "a.xlsx", ("A", rows)))
    plain = plan_import(workplace, people)
    assert plain.rows[0].fate is RowFate.REFUSED
    assert plain.unknown_columns == ("Kode", "Lahir tgl")
    mapped = plan_import(
        workplace, people, {"C": PersonColumn.NIK, "lahir tgl": PersonColumn.BIRTH_DATE, "Alamat": None}
    )
    assert mapped.rows[0].fate is RowFate.IMPORTED
    assert mapped.rows[0].entry.nik == "7414034107880002"
    assert mapped.rows[0].entry.address == ""
    assert mapped.unknown_columns == ("Alamat",)


def test_twins_and_a_child_named_like_the_parent_are_two_people(workplace: Workplace, tmp_path: Path) -> None:
    rows = [
        ["Nama", "NIK", "Tgl Lahir", "JK", "No KK", "Desa"],
        ["La Hasan", "7414030703200001", "7-3-2020", "L", "7414030101200001", "Lanto"],
        ["La Husen", "7414030703200002", "7-3-2020", "L", "7414030101200001", "Lanto"],
        ["Wa Tima", "", "7-3-1950", "P", "", "Lanto"],
        ["Wa Tima", "", "9-8-1985", "P", "", "Lanto"],
    ]
    plan = imported(workplace, save_xlsx(tmp_path / "a.xlsx", ("A", rows)))
    assert plan.counts[RowFate.IMPORTED] == 4


def test_the_report_names_every_row_and_no_text_becomes_a_formula(workplace: Workplace, tmp_path: Path) -> None:
    rows = [["Nama", "Tgl Lahir", "JK", "=1+1"], ["=HYPERLINK(1)", "1-1-1990", "P", "x"], ["B", "", "", ""]]
    path = save_xlsx(tmp_path / "a.xlsx", ("A", []))
    with Workbook(str(path), {"strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet("A")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    plan = imported(workplace, path)
    content = import_report(workplace, plan, saved=True)
    with CalamineWorkbook.from_filelike(BytesIO(content)) as report:
        lines = report.get_sheet_by_name("Baris").to_python()
        summary = report.get_sheet_by_name("Ringkasan").to_python()
    assert [(line[1], line[2]) for line in lines[1:]] == [(2, "Masuk"), (3, "Ditolak")]
    assert lines[1][5] == "=HYPERLINK(1)"
    assert ["Kolom D: =1+1", "tidak dipakai"] in summary


def test_cancelling_keeps_what_was_saved_and_says_where_it_stopped(workplace: Workplace, tmp_path: Path) -> None:
    names = ("Ani", "Budi", "Cici", "Dodo", "Erna", "Fitri", "Gani", "Hadi", "Ika", "Joko")
    rows: list[list[object]] = [["Nama", "Tgl Lahir", "JK"]]
    for number in range(1200):
        text = "".join(names[int(digit)] for digit in str(number))
        rows.append([text, f"{number % 28 + 1}-{number % 12 + 1}-{1950 + number % 60}", "L"])
    plan = planned(workplace, save_xlsx(tmp_path / "a.xlsx", ("A", rows)))

    def cancel_after_the_first_step(step: Step) -> None:
        if step.done:
            raise Cancelled

    went = carry_out(workplace, plan, cancel_after_the_first_step).value
    saved = [row for row in went.rows if row.fate is RowFate.IMPORTED]
    assert len(everybody(workplace)) == len(saved)
    assert 0 < len(saved) <= 500
    assert "dihentikan" in went.rows[-1].reason
    assert (
        imported(workplace, tmp_path / "a.xlsx").counts[RowFate.IMPORTED] + len(saved) == plan.counts[RowFate.IMPORTED]
    )


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:700])


def _something_else(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(4000))


@pytest.mark.parametrize("spoil", [_cut_short, _something_else, Path.unlink])
def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = save_xlsx(tmp_path / "a.xlsx", ("A", [HEADER]))
    spoil(path)
    with pytest.raises(Fault) as fault:
        open_list(path)
    assert fault.value.code is FaultCode.FILE_UNREADABLE


def test_a_file_of_another_kind_and_one_without_a_header(workplace: Workplace, tmp_path: Path) -> None:
    letter = tmp_path / "surat.docx"
    letter.write_bytes(b"x")
    with pytest.raises(Fault):
        open_list(letter)
    empty = save_xlsx(tmp_path / "kosong.xlsx", ("A", [["satu"], ["dua"]]))
    with pytest.raises(Rejected) as refused:
        plan_import(workplace, open_list(empty))
    assert refused.value.problems[0].code == "header_missing"


def test_families_by_card_share_a_folder(workplace: Workplace, tmp_path: Path) -> None:
    card = "7414030101200001"
    rows = [
        ["Nama", "Tgl Lahir", "JK", "No KK", "Desa"],
        ["La Rasa", "1-1-1970", "L", card, "Lanto"],
        ["Wa Sani", "2-2-1975", "P", card, "Lanto"],
        ["Jufri", "3-3-2000", "L", "", "Lanto"],
    ]
    imported(workplace, save_xlsx(tmp_path / "a.xlsx", ("A", rows)))
    people = everybody(workplace)
    with workplace.database.read() as connection:
        assert records.count(connection, Household) == 2
    assert people["La Rasa"].medical_record_number == "01-00001-00"
    assert people["Wa Sani"].medical_record_number == "01-00001-01"
    assert people["Jufri"].medical_record_number == "01-00002-00"
