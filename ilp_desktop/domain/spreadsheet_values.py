"""Reading one cell of somebody's own spreadsheet: what it means, or why it cannot be read. Nothing is guessed."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from ilp_desktop.domain.age import estimated_birth_date
from ilp_desktop.domain.identifier_numbers import (
    FAMILY_CARD_LENGTH,
    INSURANCE_LENGTH,
    FamilyCard,
    read_family_card_number,
    read_insurance_number,
    read_phone,
)
from ilp_desktop.domain.indonesian_text import parse_date, parse_number
from ilp_desktop.domain.months import months_later
from ilp_desktop.domain.nik import LENGTH as NIK_LENGTH
from ilp_desktop.domain.nik import NikFacts, read_nik
from ilp_desktop.domain.patient import BloodGroup, Education, MaritalStatus, Payer, Relationship, Religion, Rhesus, Sex
from ilp_desktop.domain.problem import Problem

CellValue = str | int | float | bool | date | datetime | time | timedelta | None
"""What a reader of XLSX, XLS, ODS or CSV hands over for one cell."""

Choice = TypeVar("Choice", bound=StrEnum)

_BLANK_TEXTS = (
    "|-|--|---|–|—|.|?|0|#n/a|n/a|na|nan|nil|null|none|kosong|tidak ada|tdk ada|tidak tahu|tdk tahu|tidak diketahui|"
    "belum ada|blm ada|tidak punya"
)
_BLANK_WORDS = frozenset(_BLANK_TEXTS.split("|"))
_EXPONENT = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?e\+?[0-9]+", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LARGEST_EXACT_INTEGER = 2**53
_EXCEL_DIGITS = 15

_SEX_WORDS = {
    Sex.MALE: "l lk lk2 laki laki2 lakilaki lelaki pria cowok m male man 1",
    Sex.FEMALE: "p pr prp perp perem perempuan wanita w cewek f female woman 2",
}
_YES_WORDS = frozenset({"y", "ya", "yes", "iya", "1", "true", "benar", "v", "√", "✓", "✔", "ada", "sudah"})
_NO_WORDS = frozenset({"tidak", "tdk", "n", "no", "bukan", "0", "false", "salah", "belum", "blm", "tidakada", "tdkada"})
_RELIGION_WORDS = {
    Religion.ISLAM: "islam isl muslim moslem 1",
    Religion.PROTESTANT: "kristen protestan kristenprotestan protestant kr gpm gereja 2",
    Religion.CATHOLIC: "katolik katholik khatolik kristenkatolik catholic 3",
    Religion.HINDU: "hindu hindhu 4",
    Religion.BUDDHIST: "buddha budha budhis 5",
    Religion.CONFUCIAN: "konghucu khonghucu kongfucu 6",
    Religion.BELIEVER: "penghayat kepercayaan penghayatkepercayaan aliran alirankepercayaan 7",
    Religion.OTHER: "lain lainnya lainlain 8",
}
_EDUCATION_WORDS = {
    Education.NONE: "tidaksekolah tdksekolah belumsekolah blmsekolah tidakbelumsekolah tidakblmsekolah tidaktamatsd "
    "belumtamatsd belumtamatsdsederajat tidaktamatsdsederajat ts tk paud",
    Education.PRIMARY: "sd sdsederajat tamatsd tamatsdsederajat sr mi",
    Education.JUNIOR: "smp sltp smpsederajat sltpsederajat tamatsmp mts slp",
    Education.SENIOR: "sma slta smk smasederajat sltasederajat tamatsma stm smea spg ma sla smu spk",
    Education.DIPLOMA: "d1 d2 d3 di dii diii d1d3 d1d2d3 diploma diploma1 diploma2 diploma3 diplomai diplomaii "
    "diplomaiii akademi akademidiplomaiiisarjanamuda akademidiplomaiiismuda sarjanamuda",
    Education.DIPLOMA_4: "d4 div diploma4 diplomaiv",
    Education.BACHELOR: "s1 si sarjana strata1 diplomaivstratai stratai d4s1",
    Education.MASTER: "s2 sii magister strata2 strataii",
    Education.DOCTORATE: "s3 siii doktor strata3 strataiii",
}
_MARITAL_WORDS = {
    MaritalStatus.SINGLE: "belumkawin blmkawin belummenikah blmmenikah bk lajang single tidakkawin belumnikah s 1",
    MaritalStatus.MARRIED: "kawin menikah nikah k kawintercatat kawinbelumtercatat sudahkawin sudahmenikah m 2",
    MaritalStatus.DIVORCED: "ceraihidup cerai ch janda duda d 3",
    MaritalStatus.WIDOWED: "ceraimati cm jandamati dudamati w 4",
}
_RELATIONSHIP_WORDS = {
    Relationship.HEAD: "kepalakeluarga kk kepala kepalarumahtangga",
    Relationship.HUSBAND: "suami",
    Relationship.WIFE: "istri isteri",
    Relationship.CHILD: "anak anakkandung anakangkat anaktiri",
    Relationship.CHILD_IN_LAW: "menantu",
    Relationship.GRANDCHILD: "cucu",
    Relationship.PARENT: "orangtua ortu ayah ibu bapak",
    Relationship.PARENT_IN_LAW: "mertua",
    Relationship.OTHER_FAMILY: "famililain famili saudara kakak adik keponakan ponakan nenek kakek",
    Relationship.HOUSEHOLD_HELP: "pembantu art",
    Relationship.OTHER: "lain lainnya lainlain",
}
_PAYER_WORDS = {
    Payer.GENERAL: "umum bayar tunai bayarsendiri",
    Payer.JKN_PBI_STATE: "pbi pbiapbn jknpbi jknpbiapbn bpjspbi kis kispbi jamkesmas",
    Payer.JKN_PBI_REGION: "pbiapbd jknpbiapbd bpjsapbd pbpupemda pbpubppemda",
    Payer.JKN_WORKER: "ppu jknppu askes asn pns tni polri jamsostek",
    Payer.JKN_INDEPENDENT: "pbpu mandiri bpjsmandiri jknmandiri jknpbpu",
    Payer.JKN_NON_WORKER: "bp bukanpekerja jknbp",
    Payer.REGIONAL: "jamkesda sktm jamkesdasktm",
    Payer.FREE_PROGRAMME: "gratis program gratisprogram",
    Payer.TRAFFIC_ACCIDENT: "jasaraharja",
    Payer.WORK_ACCIDENT: "bpjstk bpjsketenagakerjaan",
    Payer.OTHER_INSURANCE: "asuransi asuransilain asuransilainnya",
}
_BLOOD = re.compile(r"(AB|A|B|O|0)[\s/,]*(?:RH(?:ESUS)?)?[\s/,(]*(\+|-|POSITIF|NEGATIF|POS|NEG)?\)?")
_AGE_PART = re.compile(r"([0-9]{1,4}(?:[.,][0-9]{1,2})?)\s*([a-z]*)")
_WHOLE_AGE = re.compile(rf"(?:[±+~]\s*)?(?:{_AGE_PART.pattern}\.?[\s,]*)+")
_AGE_UNITS = {
    "years": frozenset(["", "t", "th", "thn", "tahun", "y", "yr"]),
    "months": frozenset(["b", "bl", "bln", "bulan"]),
    "weeks": frozenset(["mg", "mgg", "minggu"]),
    "days": frozenset(["h", "hr", "hari", "d"]),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthDate:
    """A birth date that was read; ``estimated`` when the cell held only a year or an age."""

    day: date
    estimated: bool


def cell_text(cell: CellValue) -> str:
    """The cell as text, as its author saw it: no ".0" behind whole numbers, one space between words."""
    match cell:
        case None:
            return ""
        case bool():
            return "ya" if cell else "tidak"
        case float() if cell.is_integer() and abs(cell) < _LARGEST_EXACT_INTEGER:
            return str(int(cell))
        case datetime() if cell.time() == time(0):
            return cell.date().isoformat()
        case str():
            return " ".join(unicodedata.normalize("NFKC", cell).split()).removeprefix("'")
        case _:
            return str(cell)


def is_blank(cell: CellValue) -> bool:
    """Whether the cell says nothing: empty, a dash, "tidak ada", "#N/A", a lone 0."""
    return cell_text(cell).casefold() in _BLANK_WORDS


def read_date(cell: CellValue, *, today: date, years_ahead: int = 0) -> date | Problem:
    """The date in a cell: a real date, the serial number of one (Excel's 1900 system), or text as people type it.

    Excel believes in 29 February 1900, serial 60; that serial is a Problem and those below it are shifted back. A
    lone number from 1900 to 2099 is a year, Problem ``year_only``, since as a serial it would lie in 1905.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = cell_text(cell)
    if _YEAR.fullmatch(text):
        return Problem(
            code="year_only",
            field="",
            sentence=f"Hanya ada tahun {text}, tanpa tanggal dan bulan.",
            remedy="Lengkapi tanggal dan bulannya.",
        )
    if re.fullmatch(r"[0-9]{1,5}(\.[0-9]+)?", text):
        return _date_of_serial(int(text.partition(".")[0]))
    if re.fullmatch(r"[0-9]{7}", text):
        text = f"0{text}"
    return parse_date(text, today=today, years_ahead=years_ahead)


def _date_of_serial(serial: int) -> date | Problem:
    if serial == 60 or not 1 <= serial <= 73415:
        return Problem(
            code="date_serial",
            field="",
            sentence=f"Angka {serial} bukan tanggal.",
            remedy="Ubah isi sel menjadi tanggal, misalnya 7-3-2024.",
        )
    return date(1899, 12, 31 if serial < 60 else 30) + timedelta(days=serial)


def read_birth_date(cell: CellValue, *, today: date) -> BirthDate | Problem:
    """A birth date; a lone year such as 1985 means somewhere in that year (1 July, estimated)."""
    text = cell_text(cell)
    if _YEAR.fullmatch(text) and int(text) <= today.year:
        return BirthDate(day=min(date(int(text), 7, 1), today), estimated=True)
    found = read_date(cell, today=today)
    return found if isinstance(found, Problem) else BirthDate(day=found, estimated=False)


def read_birth_place_and_date(cell: CellValue, *, today: date) -> tuple[str, BirthDate | Problem]:
    """Place and date of a combined cell: "Lanto, 7-3-1985"; the place is empty when there is only a date."""
    text = cell_text(cell)
    found = re.fullmatch(r"([^0-9]*?)[\s,/.:;-]*([0-9].*)?", text)
    place, day = (found[1], found[2] or "") if found else ("", text)
    return place, read_birth_date(cell if not place else day, today=today)


def read_age(cell: CellValue, *, day: date) -> BirthDate | Problem:
    """The birth date estimated from an age on ``day``: 34, "34 th", "3 th 2 bl", "8 bln", "12 hr", "2,5"."""
    text = cell_text(cell).lower()
    parts = _AGE_PART.findall(text) if _WHOLE_AGE.fullmatch(text) else []
    amounts = {
        unit: sum((Decimal(amount.replace(",", ".")) for amount, word in parts if word in words), Decimal(0))
        for unit, words in _AGE_UNITS.items()
    }
    known = {word for words in _AGE_UNITS.values() for word in words}
    months = int(amounts["years"] * 12 + amounts["months"])
    days = int(amounts["weeks"] * 7 + amounts["days"])
    unclear = len(parts) > 1 and any(not word for _, word in parts)
    if not parts or unclear or any(word not in known for _, word in parts) or days > 1000:
        return _unreadable("age", "Umur", "34 th, 3 th 2 bl, atau 12 hr")
    born = estimated_birth_date(years=months // 12, months=months % 12, day=day)
    if isinstance(born, Problem):
        return born
    exact = days or not months
    return BirthDate(day=months_later(day, -months) - timedelta(days=days) if exact else born, estimated=True)


def read_digits(cell: CellValue, *, name: str, length: int) -> str | Problem:
    """The digits of a long number; leading zeros that the spreadsheet dropped come back up to ``length``.

    A number in exponent form, larger than 2**53, or of sixteen digits with a 0 at the end (Excel keeps fifteen and
    writes 0 for the rest) has lost digits: a Problem that says so. Text is never padded.
    """
    text = cell_text(cell)
    if isinstance(cell, str):
        if _EXPONENT.fullmatch(text):
            return _lost_digits(name, text)
        return re.sub(r"[\s.\-]", "", re.sub(r"(?<=[0-9]{10})[.,]0{1,2}$", "", text))
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not (cell >= 0 and cell % 1 == 0):
        return Problem(
            code="number_unreadable",
            field="",
            sentence=f"{name} bukan angka.",
            remedy="Isi kolom ini dengan angka sebagai teks.",
        )
    if cell >= _LARGEST_EXACT_INTEGER or (len(text) > _EXCEL_DIGITS and text.endswith("0")):
        return _lost_digits(name, text)
    return text.zfill(length) if length - 5 <= len(text) <= length else text


def _lost_digits(name: str, text: str) -> Problem:
    return Problem(
        code="digits_lost",
        field="",
        sentence=f"{name} ({text}) tersimpan sebagai bilangan sehingga angka belakangnya hilang.",
        remedy="Ketik ulang dari kartu; sebelum mengetik, jadikan format sel Teks.",
    )


def read_nik_cell(cell: CellValue, *, today: date) -> NikFacts | Problem:
    """The NIK in a cell; Problem ``nik_placeholder`` where the list has no real one."""
    digits = read_digits(cell, name="NIK", length=NIK_LENGTH)
    return digits if isinstance(digits, Problem) else read_nik(digits, today=today)


def read_family_card_cell(cell: CellValue) -> FamilyCard | Problem:
    """The No. KK in a cell."""
    digits = read_digits(cell, name="No. KK", length=FAMILY_CARD_LENGTH)
    return digits if isinstance(digits, Problem) else read_family_card_number(digits)


def read_insurance_cell(cell: CellValue) -> str | Problem:
    """The JKN number in a cell, with the leading zeros that a spreadsheet drops."""
    digits = read_digits(cell, name="No. kartu JKN", length=INSURANCE_LENGTH)
    return digits if isinstance(digits, Problem) else read_insurance_number(digits)


def read_phone_cell(cell: CellValue) -> str | Problem:
    """The first telephone number in a cell ("0812... / 0813...")."""
    numbers = [read_phone(part) for part in re.split(r"[/,;]|\batau\b", cell_text(cell))]
    return next((number for number in numbers if isinstance(number, str)), numbers[0])


def read_number(cell: CellValue) -> Decimal | Problem:
    """A measured or counted number."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        value = Decimal(str(cell))
        return value if value.is_finite() else _unreadable("number", "Angka", "36,5")
    return parse_number(cell_text(cell))


def read_sex(cell: CellValue) -> Sex | Problem:
    """L or P in all their words, 1 or 2; an empty cell is unknown."""
    return _read_choice(cell, _SEX_BY_WORD, Sex.UNKNOWN, code="sex", name="Jenis kelamin", example="L atau P")


def read_religion(cell: CellValue) -> Religion | Problem:
    """Agama; an empty cell is unknown."""
    return _read_choice(cell, _RELIGION_BY_WORD, Religion.UNKNOWN, code="religion", name="Agama", example="Islam")


def read_education(cell: CellValue) -> Education | Problem:
    """Pendidikan, in the words of the KTP or the counter; an empty cell is unknown."""
    unknown = Education.UNKNOWN
    return _read_choice(cell, _EDUCATION_BY_WORD, unknown, code="education", name="Pendidikan", example="SD atau SMA")


def read_marital_status(cell: CellValue) -> MaritalStatus | Problem:
    """Status perkawinan; an empty cell is unknown."""
    unknown = MaritalStatus.UNKNOWN
    return _read_choice(cell, _MARITAL_BY_WORD, unknown, code="marital_status", name="Status kawin", example="Kawin")


def read_relationship(cell: CellValue) -> Relationship | Problem:
    """Hubungan dalam keluarga; an empty cell is unknown."""
    unknown = Relationship.UNKNOWN
    return _read_choice(cell, _RELATIONSHIP_BY_WORD, unknown, code="relationship", name="Hubungan", example="Anak")


def read_payer(cell: CellValue) -> Payer | Problem:
    """Cara bayar; an empty cell is general. "BPJS" or "JKN" alone, without the kind of member, is a Problem."""
    example = "Umum, PBI APBN, PBI APBD, PPU, PBPU, atau Jamkesda"
    return _read_choice(cell, _PAYER_BY_WORD, Payer.GENERAL, code="payer", name="Cara bayar", example=example)


def read_yes_no(cell: CellValue) -> bool | Problem:
    """Ya or tidak in all their words and ticks; an empty cell is a Problem ``yes_no_empty``."""
    word = _bare(cell_text(cell)) or cell_text(cell)
    if word in _YES_WORDS:
        return True
    if word in _NO_WORDS:
        return False
    problem = _unreadable("yes_no", "Jawaban", "ya atau tidak")
    return (
        problem if word else Problem(code="yes_no_empty", field="", sentence="Jawaban kosong.", remedy=problem.remedy)
    )


def read_blood_group(cell: CellValue) -> tuple[BloodGroup, Rhesus] | Problem:
    """Golongan darah with or without rhesus: "A", "AB+", "O Rh -", "B positif"; an empty cell is unknown."""
    text = cell_text(cell).upper().replace("–", "-").replace("−", "-")
    if is_blank(cell) and text != "0":
        return BloodGroup.UNKNOWN, Rhesus.UNKNOWN
    found = _BLOOD.fullmatch(text)
    if not found:
        return _unreadable("blood_group", "Golongan darah", "A, B, AB, O, atau O+")
    group = BloodGroup(found[1].replace("0", "O"))
    return group, {"+": Rhesus.POSITIVE, "P": Rhesus.POSITIVE, "-": Rhesus.NEGATIVE, "N": Rhesus.NEGATIVE}.get(
        (found[2] or "?")[0], Rhesus.UNKNOWN
    )


def read_neighbourhood(cell: CellValue) -> tuple[str, str]:
    """RT and RW of a combined cell: "001/002", "RT 1 RW 2", "1-2"; missing parts are empty."""
    numbers = re.findall(r"[0-9]{1,3}", cell_text(cell))
    padded = [number.zfill(3) for number in numbers[:2]] + ["", ""]
    return padded[0], padded[1]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _by_word(words: Mapping[Choice, str]) -> dict[str, Choice]:
    return {word: choice for choice, listed in words.items() for word in listed.split()}


_SEX_BY_WORD = _by_word(_SEX_WORDS)
_RELIGION_BY_WORD = _by_word(_RELIGION_WORDS)
_EDUCATION_BY_WORD = _by_word(_EDUCATION_WORDS)
_MARITAL_BY_WORD = _by_word(_MARITAL_WORDS)
_RELATIONSHIP_BY_WORD = _by_word(_RELATIONSHIP_WORDS)
_PAYER_BY_WORD = _by_word(_PAYER_WORDS)


def _read_choice(
    cell: CellValue, by_word: Mapping[str, Choice], unknown: Choice, *, code: str, name: str, example: str
) -> Choice | Problem:
    if is_blank(cell):
        return unknown
    choice = by_word.get(_bare(cell_text(cell)))
    return _unreadable(code, name, example) if choice is None else choice


def _unreadable(code: str, name: str, example: str) -> Problem:
    return Problem(
        code=f"{code}_unreadable",
        field=code,
        sentence=f"{name} tidak dapat dibaca.",
        remedy=f"Contoh yang dapat dibaca: {example}.",
    )
