"""Numbers besides the NIK that name a person or a worker: JKN card, family card, telephone, NIP."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.nik import PROVINCE_CODES, is_placeholder
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.problem import Problem

INSURANCE_LENGTH = 13
FAMILY_CARD_LENGTH = 16
EMPLOYEE_LENGTH = 18

_SEPARATORS = re.compile(r"[\s.\-/()]")
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyCard:
    """What a No. KK says: where and when it was issued; ``issued_on`` is None where the digits are not a date."""

    number: str
    district_code: str
    issued_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployeeNumber:
    """What a NIP says. ``appointed`` is the first of the month of appointment, None for an NI PPPK, which has none."""

    number: str
    birth_date: date
    appointed: date | None
    sex: Sex


def _digits(text: str) -> str:
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))


def _digits_problem(digits: str, *, name: str, length: int, code: str, field: str) -> tuple[Problem, ...]:
    remedy = "Periksa lagi angkanya pada kartu."
    if digits and not _DIGITS.fullmatch(digits):
        sentence = f"{name} hanya boleh berisi angka."
        return (Problem(code=f"{code}_not_digits", field=field, sentence=sentence, remedy=remedy),)
    if len(digits) != length:
        sentence = f"{name} harus {length} angka; yang diketik {len(digits)} angka."
        return (Problem(code=f"{code}_length", field=field, sentence=sentence, remedy=remedy),)
    if is_placeholder(digits):
        sentence = f"Ini bukan {name} yang sebenarnya."
        return (
            Problem(code=f"{code}_placeholder", field=field, sentence=sentence, remedy="Kosongkan bila tidak ada."),
        )
    return ()


def read_insurance_number(text: str) -> str | Problem:
    """The thirteen digits of a JKN card, leading zeros kept."""
    digits = _digits(text)
    problems = _digits_problem(
        digits, name="No. kartu JKN", length=INSURANCE_LENGTH, code="insurance", field="insurance_number"
    )
    return problems[0] if problems else digits


def read_family_card_number(text: str) -> FamilyCard | Problem:
    """The facts in a No. KK: PPKKCC of issue, day (never plus 40), month and year of issue, serial number.

    A day of 41 or more, the mark of a woman's NIK, is a Problem; other digits that are no date are let through.
    """
    digits = _digits(text)
    field = "family_card_number"
    problems = _digits_problem(digits, name="No. KK", length=FAMILY_CARD_LENGTH, code="family_card", field=field)
    if problems:
        return problems[0]
    remedy = "Periksa lagi angkanya pada Kartu Keluarga."
    if digits[:2] not in PROVINCE_CODES:
        sentence = f"Dua angka pertama No. KK ({digits[:2]}) bukan kode provinsi."
        return Problem(code="family_card_province", field=field, sentence=sentence, remedy=remedy)
    if 41 <= int(digits[6:8]) <= 71:
        sentence = "Ini tampaknya NIK seorang perempuan, bukan No. KK."
        return Problem(code="family_card_is_nik", field=field, sentence=sentence, remedy=remedy)
    issued_on = _date_or_none(2000 + int(digits[10:12]), int(digits[8:10]), int(digits[6:8]))
    return FamilyCard(number=digits, district_code=digits[:6], issued_on=issued_on)


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_phone(text: str) -> str | Problem:
    """The telephone number beginning with 0: "+62 812-3456-7890", "62812..." and "812..." become "081234567890".

    Mobile numbers have 10 to 13 digits; a fixed line with its area code 9 to 12.
    """
    digits = re.sub(r"^(\+|00)?620?(?=[2-9])|^(?=8)", "0", _digits(text))
    if re.fullmatch(r"08[0-9]{8,11}|0[2-79][0-9]{7,10}", digits) and len(set(digits[2:])) > 1:
        return digits
    return Problem(
        code="phone",
        field="phone",
        sentence="Nomor HP harus 10 sampai 13 angka dan dimulai dengan 08 atau +62.",
        remedy='Periksa nomornya, atau kosongkan bila tidak ada. Contoh: "081234567890".',
    )


def read_employee_number(text: str, *, today: date) -> EmployeeNumber | Problem:
    """The facts in a NIP or NI PPPK: birth date YYYYMMDD, appointment YYYYMM, sex 1 or 2, serial of three."""
    digits = _digits(text)
    problems = _digits_problem(
        digits, name="NIP", length=EMPLOYEE_LENGTH, code="employee_number", field="employee_number"
    )
    if problems:
        return problems[0]
    birth_date = _date_or_none(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    sex = {"1": Sex.MALE, "2": Sex.FEMALE}.get(digits[14])
    if birth_date is None or not date(1900, 1, 1) <= birth_date <= today or sex is None:
        return Problem(
            code="employee_number_facts",
            field="employee_number",
            sentence="Angka NIP tidak cocok: 8 angka pertama tanggal lahir, angka ke-15 harus 1 atau 2.",
            remedy="Periksa lagi NIP pada kartu pegawai atau SK.",
        )
    appointed = _date_or_none(int(digits[8:12]), int(digits[12:14]), 1)
    return EmployeeNumber(number=digits, birth_date=birth_date, appointed=appointed, sex=sex)
