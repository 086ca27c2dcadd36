"""NIK: what its sixteen digits say about a person, and what is wrong with them.

Structure PPKKCC DDMMYY SSSS (practice of the Ministry of Home Affairs): province, regency, district of first issue;
day of birth (a woman's plus 40), month, year; serial number.
"""

import re
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.indonesian_text import long_date
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.problem import Problem

LENGTH = 16

PROVINCE_CODES = frozenset(
    str(code)
    for island_group in (
        range(11, 20),
        range(21, 22),
        range(31, 37),
        range(51, 54),
        range(61, 66),
        range(71, 77),
        range(81, 83),
        range(91, 97),
    )
    for code in island_group
)
"""Kemendagri's thirty-eight provinces."""

_SEQUENCE = "1234567890123456"


@dataclass(frozen=True, slots=True, kw_only=True)
class NikFacts:
    """What a well-formed NIK says. The codes are of the place of first issue, never of today's address."""

    nik: str
    province_code: str
    regency_code: str
    district_code: str
    birth_date: date
    sex: Sex
    serial: str


def nik_digits(text: str) -> str:
    """The text without the blanks, dots and dashes that people put between the digits."""
    return re.sub(r"[\s.\-]", "", text)


def is_placeholder(text: str) -> bool:
    """Whether an old list wrote this where it had no NIK.

    Empty, dashes, one digit repeated, 1234567890123456, or eleven equal digits in a row ("7404000000000000").
    """
    digits = nik_digits(text)
    return len(set(digits)) <= 1 or digits == _SEQUENCE or bool(re.search(r"(\d)\1{10}", digits))


def read_nik(text: str, *, today: date) -> NikFacts | Problem:
    """The facts in a NIK, or the first thing that is wrong with it. There is no check digit.

    Two digits of the year mean 20YY when that day is not after ``today``, otherwise 19YY.
    """
    nik = nik_digits(text)
    shape = _shape_problem(nik)
    if shape:
        return shape[0]
    birth = _birth_date(nik, today)
    if isinstance(birth, Problem):
        return birth
    if nik[12:] == "0000":
        return _problem("nik_serial", "Empat angka terakhir NIK tidak boleh 0000.")
    return NikFacts(
        nik=nik,
        province_code=nik[:2],
        regency_code=nik[:4],
        district_code=nik[:6],
        birth_date=birth,
        sex=Sex.FEMALE if int(nik[6:8]) > 40 else Sex.MALE,
        serial=nik[12:],
    )


def _shape_problem(nik: str) -> tuple[Problem, ...]:
    if not re.fullmatch(r"[0-9]*", nik):
        return (_problem("nik_not_digits", "NIK hanya boleh berisi angka."),)
    if len(nik) != LENGTH:
        return (_problem("nik_length", f"NIK harus {LENGTH} angka; yang diketik {len(nik)} angka."),)
    if is_placeholder(nik):
        return (
            Problem(
                code="nik_placeholder",
                field="nik",
                sentence="Ini bukan NIK yang sebenarnya.",
                remedy='Kosongkan NIK dan pilih alasannya, misalnya "Belum punya" atau "Tidak bawa".',
            ),
        )
    if nik[:2] not in PROVINCE_CODES:
        return (_problem("nik_province", f"Dua angka pertama NIK ({nik[:2]}) bukan kode provinsi."),)
    if nik[2:4] == "00" or nik[4:6] == "00":
        return (_problem("nik_area", "Kode kabupaten dan kecamatan di dalam NIK tidak boleh 00."),)
    return ()


def _birth_date(nik: str, today: date) -> date | Problem:
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    day_of_month = day - 40 if day > 40 else day
    try:
        latest = date(2000 + year, month, day_of_month)
        return latest if latest <= today else date(1900 + year, month, day_of_month)
    except ValueError:
        return _problem("nik_birth_date", f"Angka ke-7 sampai ke-12 NIK ({nik[6:12]}) bukan tanggal lahir.")


def _problem(code: str, sentence: str) -> Problem:
    return Problem(code=code, field="nik", sentence=sentence, remedy="Periksa lagi angkanya pada KTP atau KK.")


def compare_with_entry(facts: NikFacts, *, birth_date: date | None, sex: Sex) -> tuple[Problem, ...]:
    """Warnings where the NIK and what was entered differ; what was not entered is not compared.

    They never block: a NIK is not issued anew when birth data are corrected.
    """
    warnings = []
    if birth_date is not None and birth_date != facts.birth_date:
        sentence = f"Menurut NIK lahir {long_date(facts.birth_date)}, yang diisi {long_date(birth_date)}."
        warnings.append(_warning("nik_birth_date_differs", "birth_date", sentence))
    if sex is not Sex.UNKNOWN and sex is not facts.sex:
        said, entered = _SEX_WORDS[facts.sex], _SEX_WORDS[sex]
        warnings.append(_warning("nik_sex_differs", "sex", f"Menurut NIK {said}, yang diisi {entered}."))
    return tuple(warnings)


_SEX_WORDS = {Sex.MALE: "laki-laki", Sex.FEMALE: "perempuan"}


def _warning(code: str, field: str, sentence: str) -> Problem:
    return Problem(
        code=code,
        field=field,
        sentence=sentence,
        remedy="Cocokkan dengan KTP atau KK. Boleh disimpan bila sudah benar.",
    )
