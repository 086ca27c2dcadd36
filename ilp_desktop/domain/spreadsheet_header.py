"""Finding the header of somebody's own patient list and what each of its columns means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.spreadsheet_values import CellValue, cell_text

SEARCHED_ROWS = 30


class PersonColumn(StrEnum):
    """What a column of a patient list holds. The values are the attributes of ``PersonEntry`` where there is one."""

    MEDICAL_RECORD_NUMBER = "medical_record_number"
    NAME = "name"
    NIK = "nik"
    BIRTH_PLACE = "birth_place"
    BIRTH_DATE = "birth_date"
    BIRTH_PLACE_AND_DATE = "birth_place_and_date"
    AGE = "age"
    AGE_IF_MALE = "age_if_male"
    AGE_IF_FEMALE = "age_if_female"
    SEX = "sex"
    TICK_IF_MALE = "tick_if_male"
    TICK_IF_FEMALE = "tick_if_female"
    MOTHER_NAME = "mother_name"
    HEAD_NAME = "head_name"
    FAMILY_CARD_NUMBER = "family_card_number"
    RELATIONSHIP = "relationship"
    ADDRESS = "address"
    NEIGHBOURHOOD_AND_COMMUNITY = "neighbourhood_and_community"
    NEIGHBOURHOOD = "neighbourhood"
    COMMUNITY = "community"
    HAMLET_NAME = "hamlet_name"
    VILLAGE_NAME = "village_name"
    DISTRICT_NAME = "district_name"
    PHONE = "phone"
    INSURANCE_NUMBER = "insurance_number"
    PAYER = "payer"
    RELIGION = "religion"
    EDUCATION = "education"
    OCCUPATION = "occupation"
    MARITAL_STATUS = "marital_status"
    BLOOD_GROUP = "blood_group"
    RHESUS = "rhesus"
    ALLERGIES = "allergies"
    DISABILITY = "disability"
    ETHNIC_GROUP = "ethnic_group"
    GUARDIAN_NAME = "guardian_name"
    VISIT_DATE = "visit_date"


_SYNONYMS: Mapping[PersonColumn, str] = {
    PersonColumn.MEDICAL_RECORD_NUMBER: "rm|rekam medis|rekam medik|medrec|mr|cm|kib|indeks",
    PersonColumn.NAME: "nama|nama lengkap|nama pasien|nama penduduk|pasien|nama anggota keluarga",
    PersonColumn.NIK: "nik|ktp|nik ktp|induk kependudukan|e ktp|kartu tanda penduduk|nik pasien",
    PersonColumn.BIRTH_PLACE: "tempat lahir|tmp lahir|tpt lahir|kota lahir",
    PersonColumn.BIRTH_DATE: "tanggal lahir|lahir|tgllahir|tanggal kelahiran|dob|birth date",
    PersonColumn.BIRTH_PLACE_AND_DATE: "tempat tanggal lahir|ttl|tempat dan tanggal lahir",
    PersonColumn.AGE: "umur|usia|umur tahun|usia tahun|umur th|usia th|age",
    PersonColumn.AGE_IF_MALE: "umur l|umur laki laki|usia l|umur lk|usia laki laki",
    PersonColumn.AGE_IF_FEMALE: "umur p|umur perempuan|usia p|umur pr|usia perempuan",
    PersonColumn.SEX: "jenis kelamin|jk|kelamin|l p|lp|sex|gender|jns kelamin|j kelamin",
    PersonColumn.TICK_IF_MALE: "l|laki laki|jenis kelamin l|jk l|jenis kelamin laki laki|lk",
    PersonColumn.TICK_IF_FEMALE: "p|perempuan|jenis kelamin p|jk p|jenis kelamin perempuan|pr",
    PersonColumn.MOTHER_NAME: "nama ibu|ibu|nama ibu kandung|ibu kandung|nama orang tua ibu",
    PersonColumn.HEAD_NAME: "nama kk|kepala keluarga|nama kepala keluarga|nama kep keluarga|kep keluarga",
    PersonColumn.FAMILY_CARD_NUMBER: "kartu keluarga|nomor kk|no kk|nokk",
    PersonColumn.RELATIONSHIP: "hubungan|hubungan keluarga|hub keluarga|shdk|status hubungan|status keluarga|"
    "status hubungan dalam keluarga|hubungan dalam keluarga",
    PersonColumn.ADDRESS: "alamat|alamat lengkap|alamat rumah|alamat domisili|alamat ktp|jalan|alamat pasien",
    PersonColumn.NEIGHBOURHOOD_AND_COMMUNITY: "rt rw|rtrw",
    PersonColumn.NEIGHBOURHOOD: "rt",
    PersonColumn.COMMUNITY: "rw",
    PersonColumn.HAMLET_NAME: "dusun|lingkungan|nama dusun|kampung|dusun lingkungan",
    PersonColumn.VILLAGE_NAME: "desa|kelurahan|desa kelurahan|kel desa|desa kel|kelurahan desa|nama desa|alamat desa",
    PersonColumn.DISTRICT_NAME: "kecamatan|kec",
    PersonColumn.PHONE: "hp|telepon|telp|tlp|telpon|wa|handphone|hp wa|telp hp|hp telp|kontak|whatsapp|ponsel|"
    "telepon hp",
    PersonColumn.INSURANCE_NUMBER: "bpjs|jkn|kartu|kartu bpjs|kartu jkn|bpjs kesehatan|kis|jkn kis|peserta bpjs|"
    "peserta jkn|kartu peserta|asuransi|jkn bpjs|bpjs jkn|kartu kis",
    PersonColumn.PAYER: "cara bayar|penjamin|pembayaran|jenis bayar|jaminan|jenis peserta|jenis pasien",
    PersonColumn.RELIGION: "agama",
    PersonColumn.EDUCATION: "pendidikan|pendidikan terakhir|pddk",
    PersonColumn.OCCUPATION: "pekerjaan|kerja|jenis pekerjaan",
    PersonColumn.MARITAL_STATUS: "status|status kawin|status perkawinan|status pernikahan|status nikah|perkawinan",
    PersonColumn.BLOOD_GROUP: "gol darah|golongan darah|goldar|gol drh|gd",
    PersonColumn.RHESUS: "rhesus|rh",
    PersonColumn.ALLERGIES: "alergi|riwayat alergi|alergi obat",
    PersonColumn.DISABILITY: "disabilitas|difabel|cacat",
    PersonColumn.ETHNIC_GROUP: "suku|etnis|suku bangsa",
    PersonColumn.GUARDIAN_NAME: "penanggung jawab|nama penanggung jawab|pj|wali|nama wali",
    PersonColumn.VISIT_DATE: "tanggal kunjungan|tanggal berobat|tanggal daftar|tanggal periksa|kunjungan terakhir|"
    "tanggal kunjungan terakhir|tanggal",
}
_LONG_FORMS = {
    "tgl": "tanggal",
    "tggl": "tanggal",
    "tg": "tanggal",
    "nm": "nama",
    "alamt": "alamat",
    "kel": "kelurahan",
}
_NUMBER_WORDS = frozenset({"no", "nomor", "nomer", "nmr"})
_BY_WORDS = {words: column for column, synonyms in _SYNONYMS.items() for words in synonyms.split("|")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where the header stands (rows from 0, both included), what each column (from 0) means, and what is not known."""

    first_row: int
    last_row: int
    columns: Mapping[int, PersonColumn]
    unknown: Mapping[int, str]


def recognise_header(text: str) -> PersonColumn | None:
    """What a column with this heading holds, in whatever words; None when it is not known."""
    words = re.sub(r"[\W_]+", " ", re.sub(r"\([^)]*\)", " ", text.casefold())).split() or re.findall(
        r"\w+", text.casefold()
    )
    spelled = [_LONG_FORMS.get(word, word) for word in words]
    plain = [word for word in spelled if word not in _NUMBER_WORDS]
    readings = (words, spelled, plain, [word for word in plain if word != "pasien"])
    return next((found for reading in readings if (found := _BY_WORDS.get(" ".join(reading)))), None)


def find_header(rows: Sequence[Sequence[CellValue]]) -> Header | Problem:
    """The header among the first rows of a sheet, over one row or two (a group such as Umur above L and P).

    It is the place where most columns are known; a column for the name and one more must be among them.
    """
    best: Header | None = None
    for first_row in range(min(len(rows), SEARCHED_ROWS)):
        for last_row in range(first_row, min(first_row + 2, len(rows))):
            header = _header_at(rows, first_row, last_row)
            if PersonColumn.NAME in header.columns.values() and len(header.columns) > (
                len(best.columns) if best else 1
            ):
                best = header
    if best is None:
        return Problem(
            code="header_missing",
            field="",
            sentence="Judul kolom tidak ditemukan.",
            remedy='Beri satu baris judul dengan kolom "Nama" dan kolom lain, misalnya "NIK" atau "Tanggal lahir".',
        )
    return replace(best, last_row=best.last_row + _has_numbering_below(rows, best))


def _has_numbering_below(rows: Sequence[Sequence[CellValue]], header: Header) -> bool:
    """Whether the row below numbers the columns (1, 2, 3 ...), as printed registers do."""
    below = rows[header.last_row + 1] if header.last_row + 1 < len(rows) else ()
    numbers = [text for cell in below if (text := cell_text(cell).strip("()"))]
    first = int(numbers[0]) if numbers and numbers[0].isdecimal() else 0
    return len(numbers) > 2 and numbers == [str(number) for number in range(first, first + len(numbers))]


def _header_at(rows: Sequence[Sequence[CellValue]], first_row: int, last_row: int) -> Header:
    headings = [cell_text(cell) for cell in rows[first_row]]
    if last_row > first_row:
        headings = _joined(headings, [cell_text(cell) for cell in rows[last_row]])
    columns: dict[int, PersonColumn] = {}
    unknown: dict[int, str] = {}
    for index, heading in enumerate(headings):
        column = recognise_header(heading)
        if column is not None and column not in columns.values():
            columns[index] = column
        elif heading:
            unknown[index] = heading
    return Header(first_row=first_row, last_row=last_row, columns=columns, unknown=unknown)


def _joined(groups: list[str], headings: list[str]) -> list[str]:
    """Each heading with the group above it, which a merged cell leaves empty beyond its first column."""
    width = max(len(groups), len(headings))
    groups, headings = (line + [""] * (width - len(line)) for line in (groups, headings))
    joined, group = [], ""
    for above, below in zip(groups, headings, strict=True):
        group = above or (group if below else "")
        both = f"{group} {below}".strip()
        joined.append(both if recognise_header(both) or not recognise_header(below) else below)
    return joined
