"""A person as typed at the counter: checked and tidied before anything is saved (Permenkes 24/2022; KMK 1423/2022)."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from ilp_desktop.domain.age import age_on, check_birth_date
from ilp_desktop.domain.identifier_numbers import (
    read_family_card_number,
    read_insurance_number,
    read_phone,
)
from ilp_desktop.domain.identifiers import HamletId, HouseholdId, PatientId, VillageCode
from ilp_desktop.domain.nik import compare_with_entry, read_nik
from ilp_desktop.domain.patient import (
    AllergyStatus,
    BloodGroup,
    Education,
    MaritalStatus,
    NikStatus,
    Patient,
    Payer,
    Relationship,
    Religion,
    Rhesus,
    Sex,
)
from ilp_desktop.domain.person_name import display_name
from ilp_desktop.domain.problem import Problem

LONGEST_NAME = 100
_MOTHER_NEEDED_BELOW_YEARS = 6
_GUARDIAN_NEEDED_BELOW_YEARS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """Everything that the page of a person asks; the names are those of ``Patient``.

    ``household_id`` names an existing family folder; without it a new one is made from ``family_card_number`` and
    ``head_name``. ``medical_record_number`` is filled only to bring an old paper number along.
    """

    name: str
    sex: Sex = Sex.UNKNOWN
    birth_date: date | None = None
    birth_date_estimated: bool = False
    birth_place: str = ""
    nik: str = ""
    nik_status: NikStatus = NikStatus.NOT_BROUGHT
    passport_number: str = ""
    insurance_number: str = ""
    payer: Payer = Payer.GENERAL
    medical_record_number: str = ""
    household_id: HouseholdId | None = None
    family_card_number: str = ""
    head_name: str = ""
    relationship: Relationship = Relationship.UNKNOWN
    mother_name: str = ""
    mother_id: PatientId | None = None
    birth_order: int | None = None
    address: str = ""
    neighbourhood: str = ""
    community: str = ""
    hamlet_id: HamletId | None = None
    hamlet_name: str = ""
    village_code: VillageCode | None = None
    village_name: str = ""
    identity_address: str = ""
    phone: str = ""
    religion: Religion = Religion.UNKNOWN
    education: Education = Education.UNKNOWN
    occupation: str = ""
    marital_status: MaritalStatus = MaritalStatus.UNKNOWN
    blood_group: BloodGroup = BloodGroup.UNKNOWN
    rhesus: Rhesus = Rhesus.UNKNOWN
    allergy_status: AllergyStatus = AllergyStatus.NOT_ASKED
    allergies: str = ""
    disability: str = ""
    language: str = ""
    ethnic_group: str = ""
    guardian_name: str = ""
    guardian_relationship: str = ""
    guardian_phone: str = ""
    consent_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedEntry:
    """The tidied entry with the problems that keep it from being saved and the warnings that do not."""

    entry: PersonEntry
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


_SHARED_FIELDS = tuple(
    field.name for field in fields(PersonEntry) if field.name not in {"family_card_number", "head_name"}
)


def entry_of(patient: Patient, *, family_card_number: str = "", head_name: str = "") -> PersonEntry:
    """The page of a person who is already registered."""
    values = {name: getattr(patient, name) for name in _SHARED_FIELDS}
    return PersonEntry(**values, family_card_number=family_card_number, head_name=head_name)


def with_entry(patient: Patient, entry: PersonEntry) -> Patient:
    """The registered person with what the page now says; the No. RM stays."""
    values = {name: getattr(entry, name) for name in _SHARED_FIELDS if name != "medical_record_number"}
    return replace(patient, **values)


def check_entry(entry: PersonEntry, *, today: date) -> CheckedEntry:
    """Tidies spaces and numbers and says what is wrong, field by field, and what is only doubtful."""
    entry = _tidied(entry)
    problems: list[Problem] = []
    warnings: list[Problem] = []
    problems.extend(_name_problems(entry))
    entry = _read_numbers(entry, problems, warnings, today)
    if entry.sex is Sex.UNKNOWN:
        problems.append(_missing("sex", "Jenis kelamin belum dipilih."))
    if entry.birth_date is None:
        problems.append(
            _missing("birth_date", "Tanggal lahir belum diisi.", "Bila tidak tahu, isi umurnya sebagai perkiraan.")
        )
    else:
        problems.extend(check_birth_date(entry.birth_date, today=today))
        warnings.extend(_warnings_by_age(entry, entry.birth_date, today))
    if entry.allergy_status is AllergyStatus.PRESENT and not entry.allergies:
        problems.append(_missing("allergies", "Alergi dipilih ada, tetapi belum disebut apa."))
    return CheckedEntry(entry=entry, problems=tuple(problems), warnings=tuple(warnings))


def _tidied(entry: PersonEntry) -> PersonEntry:
    values: dict[str, Any] = {
        field.name: display_name(value)
        for field in fields(entry)
        if isinstance(value := getattr(entry, field.name), str) and type(value) is str
    }
    return replace(entry, **values)


def _read_numbers(entry: PersonEntry, problems: list[Problem], warnings: list[Problem], today: date) -> PersonEntry:
    def read(typed: str, reader: Callable[[str], str | Problem]) -> str:
        found = reader(typed) if typed else ""
        if isinstance(found, Problem):
            problems.append(found)
            return typed
        return found

    def read_identity(typed: str) -> str | Problem:
        facts = read_nik(typed, today=today)
        if isinstance(facts, Problem):
            return facts
        warnings.extend(compare_with_entry(facts, birth_date=entry.birth_date, sex=entry.sex))
        return facts.nik

    without_nik = NikStatus.NOT_BROUGHT if entry.nik_status is NikStatus.PRESENT else entry.nik_status
    return replace(
        entry,
        nik=read(entry.nik, read_identity),
        nik_status=NikStatus.PRESENT if entry.nik else without_nik,
        insurance_number=read(entry.insurance_number, read_insurance_number),
        family_card_number=read(entry.family_card_number, _family_card),
        phone=read(entry.phone, read_phone),
    )


def _family_card(typed: str) -> str | Problem:
    card = read_family_card_number(typed)
    return card if isinstance(card, Problem) else card.number


def _name_problems(entry: PersonEntry) -> tuple[Problem, ...]:
    if len(entry.name) < 2:
        return (_missing("name", "Nama belum diisi, atau hanya satu huruf."),)
    if len(entry.name) > LONGEST_NAME:
        return (
            Problem(
                code="person.name_long",
                field="name",
                sentence=f"Nama paling panjang {LONGEST_NAME} huruf; yang diisi {len(entry.name)}.",
                remedy="Tulis seperti pada KTP, tanpa gelar.",
            ),
        )
    return ()


def _warnings_by_age(entry: PersonEntry, birth_date: date, today: date) -> tuple[Problem, ...]:
    years = age_on(birth_date, today).years
    warnings = []
    if years < _MOTHER_NEEDED_BELOW_YEARS and not entry.mother_name:
        warnings.append(
            _missing("mother_name", "Nama ibu kandung belum diisi.", "Untuk anak di bawah 6 tahun sebaiknya diisi.")
        )
    if years < _GUARDIAN_NEEDED_BELOW_YEARS and not entry.guardian_name and not entry.mother_name:
        warnings.append(_missing("guardian_name", "Penanggung jawab belum diisi.", "Isi untuk yang belum 18 tahun."))
    return tuple(warnings)


def _missing(field: str, sentence: str, remedy: str = "Isi, lalu simpan lagi.") -> Problem:
    return Problem(code=f"person.{field}", field=field, sentence=sentence, remedy=remedy)
