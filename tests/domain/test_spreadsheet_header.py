"""Headers of patient lists: synonyms, two-row headers, and rows that are no header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.spreadsheet_header import Header, PersonColumn, find_header, recognise_header
from ilp_desktop.domain.spreadsheet_values import CellValue

C = PersonColumn


@pytest.mark.parametrize(
    ("column", "headings"),
    [
        (C.NAME, ["Nama Pasien", "NAMA LENGKAP", "nama", "Nm. Pasien"]),
        (C.MEDICAL_RECORD_NUMBER, ["No RM", "No. RM", "NO. REKAM MEDIS", "Nomor Rekam Medik", "no_rm", "No.RM"]),
        (C.NIK, ["NIK", "No KTP", "No. NIK/KTP", "Nomor Induk Kependudukan", "NIK Pasien"]),
        (C.BIRTH_DATE, ["Tgl Lahir", "Tanggal Lahir", "TGL. LAHIR", "tgl_lahir", "Tgl Lahir (dd/mm/yyyy)"]),
        (C.BIRTH_PLACE_AND_DATE, ["Tempat/Tgl Lahir", "TTL", "Tempat, Tanggal Lahir"]),
        (C.BIRTH_PLACE, ["Tempat Lahir", "Tmp Lahir"]),
        (C.AGE, ["Umur", "USIA", "Umur (th)", "Umur Tahun"]),
        (C.AGE_IF_MALE, ["Umur L"]),
        (C.SEX, ["JK", "Jenis Kelamin", "L/P", "J.Kelamin", "Jenis Kelamin (L/P)", "Sex"]),
        (C.TICK_IF_FEMALE, ["P", "Jenis Kelamin P"]),
        (C.ADDRESS, ["Alamat", "ALAMAT LENGKAP", "Alamat KTP"]),
        (C.VILLAGE_NAME, ["Desa", "Kelurahan", "Desa/Kel", "Desa/Kelurahan", "Kel.", "Nama Desa"]),
        (C.HAMLET_NAME, ["Dusun", "Lingkungan"]),
        (C.NEIGHBOURHOOD_AND_COMMUNITY, ["RT/RW", "RT / RW"]),
        (C.NEIGHBOURHOOD, ["RT"]),
        (C.COMMUNITY, ["RW"]),
        (C.PHONE, ["No HP", "No. Telp", "Telepon", "No. HP/WA", "Nomor Telepon", "No. Handphone"]),
        (C.MOTHER_NAME, ["Nama Ibu", "Nama Ibu Kandung", "Ibu Kandung"]),
        (C.HEAD_NAME, ["Nama KK", "Kepala Keluarga", "Nama Kepala Keluarga"]),
        (C.FAMILY_CARD_NUMBER, ["No KK", "No. KK", "Nomor KK", "No. Kartu Keluarga", "no_kk"]),
        (
            C.INSURANCE_NUMBER,
            ["BPJS", "No BPJS", "No Kartu", "No. Kartu BPJS", "No JKN", "No. Peserta JKN", "Nomor KIS"],
        ),
        (C.RELIGION, ["Agama"]),
        (C.OCCUPATION, ["Pekerjaan"]),
        (C.EDUCATION, ["Pendidikan", "Pendidikan Terakhir"]),
        (C.MARITAL_STATUS, ["Status", "Status Perkawinan"]),
        (C.BLOOD_GROUP, ["Gol Darah", "Gol. Darah", "Golongan Darah"]),
        (C.PAYER, ["Cara Bayar", "Penjamin"]),
        (C.VISIT_DATE, ["Tgl Kunjungan", "Tanggal"]),
    ],
)
def test_synonyms(column: PersonColumn, headings: list[str]) -> None:
    assert [recognise_header(heading) for heading in headings] == [column] * len(headings)


@pytest.mark.parametrize("heading", ["", "No", "No.", "KK", "Keterangan", "Diagnosa", "Siti", "123", "()", "(-)"])
def test_headings_that_are_not_known(heading: str) -> None:
    assert recognise_header(heading) is None


def found(rows: list[list[CellValue]]) -> Header:
    header = find_header(rows)
    assert isinstance(header, Header)
    return header


def test_a_header_below_titles() -> None:
    header = found(
        [
            ["DAFTAR PASIEN PUSKESMAS MAWASANGKA TENGAH"],
            [None, None],
            ["No", "No. RM", "Nama Pasien", "NIK", "L/P", "Tgl Lahir", "Catatan"],
            [1, "03-00012-01", "Siti", "7404014107900002", "P", 33055, ""],
        ]
    )
    assert (header.last_row, header.columns[2], header.columns[5]) == (2, C.NAME, C.BIRTH_DATE)
    assert header.unknown == {0: "No", 6: "Catatan"}


def test_a_header_over_two_rows_with_merged_cells_and_numbered_columns() -> None:
    header = found(
        [
            ["No", "Nama", "Umur", None, "Alamat", None, "NIK"],
            [None, None, "L", "P", "Desa", "RT", None],
            ["1", "2", "3", "4", "5", "6", "7"],
            [1, "Siti", None, 34, "Lanto", "001", "7404014107900002"],
        ]
    )
    assert (header.first_row, header.last_row) == (0, 2)
    assert header.columns == {
        1: C.NAME,
        2: C.AGE_IF_MALE,
        3: C.AGE_IF_FEMALE,
        4: C.VILLAGE_NAME,
        5: C.NEIGHBOURHOOD,
        6: C.NIK,
    }


def test_the_first_row_of_people_is_not_taken_for_a_header() -> None:
    header = found([["Nama", "NIK", "JK"], ["Siti", "7404014107900002", "P"], ["Budi", "7404010107900002", "L"]])
    assert (header.first_row, header.last_row) == (0, 0)
    assert header.columns == {0: C.NAME, 1: C.NIK, 2: C.SEX}


def test_a_column_that_comes_twice_is_named_once() -> None:
    header = found([["Nama", "Alamat", "Alamat Domisili", "NIK"]])
    assert header.columns == {0: C.NAME, 1: C.ADDRESS, 3: C.NIK}
    assert header.unknown == {2: "Alamat Domisili"}


@pytest.mark.parametrize(
    "rows", [[], [[]], [["Nama"]], [["NIK", "Tgl Lahir"]], [["Siti", "P"], ["Budi", "L"]], [[None], [1.5], [True]]]
)
def test_a_sheet_without_header_is_a_problem(rows: list[list[CellValue]]) -> None:
    assert isinstance(find_header(rows), Problem)


@given(
    st.lists(st.lists(st.none() | st.text(max_size=5) | st.sampled_from(["Nama", "NIK", "L", "Umur"]) | st.floats()))
)
def test_any_sheet_has_a_header_or_a_problem(rows: list[list[CellValue]]) -> None:
    assert isinstance(find_header(rows), Header | Problem)
