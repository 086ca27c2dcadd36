"""The people: register, correct, newborns, family folders; look-alikes are shown before anything is saved."""

from dataclasses import dataclass, replace
from datetime import date

from ilp_desktop.domain.duplicates import Candidate, candidates
from ilp_desktop.domain.identifiers import HouseholdId, PatientId
from ilp_desktop.domain.medical_record_number import (
    RecordNumber,
    RecordNumberPattern,
    format_number,
    leading_text,
    next_number,
    parse_pattern,
    read_number,
)
from ilp_desktop.domain.merging import Winner
from ilp_desktop.domain.patient import Household, NikStatus, Patient, PatientStatus, Relationship, Sex
from ilp_desktop.domain.person_correction import corrected
from ilp_desktop.domain.person_entry import CheckedEntry, PersonEntry, check_entry, entry_of, with_entry
from ilp_desktop.domain.person_facts import facts_of_entry, facts_of_patient
from ilp_desktop.domain.person_name import newborn_name
from ilp_desktop.domain.problem import Conflict, Problem, Rejected
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.settings import MEDICAL_RECORD_PATTERN, setting, working_villages
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import match_index, patient_queries, records
from ilp_desktop.storage.transaction import Transaction, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAlike:
    """Somebody who may be the same person, with the reasons, best first."""

    patient: Patient
    candidate: Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """A registered person as the page shows them, with the family they live in."""

    patient: Patient
    household: Household | None
    family: tuple[Patient, ...]

    @property
    def entry(self) -> PersonEntry:
        """The page filled with what is known."""
        home = self.household
        return entry_of(
            self.patient,
            family_card_number=home.family_card_number if home else "",
            head_name=home.head_name if home else "",
        )


def person_page(workplace: Workplace, patient_id: PatientId) -> PersonPage:
    """A person with their family."""
    with workplace.database.read() as connection:
        patient = records.get(connection, Patient, patient_id)
        if patient.household_id is None:
            return PersonPage(patient=patient, household=None, family=())
        household = records.get(connection, Household, patient.household_id)
        return PersonPage(
            patient=patient, household=household, family=patient_queries.members(connection, household.id)
        )


def check_person(workplace: Workplace, entry: PersonEntry) -> CheckedEntry:
    """What is wrong or doubtful with a page, without saving anything."""
    return check_entry(_with_village_code(workplace, entry), today=workplace.today)


def look_alikes(workplace: Workplace, entry: PersonEntry, own_id: PatientId | None = None) -> tuple[LookAlike, ...]:
    """People who may be the one on the page, with reasons; asked while the page is typed and before it is saved."""
    checked = check_entry(entry, today=workplace.today).entry
    with workplace.database.read() as connection:
        found = match_index.plausible(connection, facts_of_entry(checked))
    others = {one.id: (one, card) for one, card in found if one.id != own_id}
    facts = (facts_of_patient(one, card) for one, card in others.values())
    return tuple(
        LookAlike(patient=others[PatientId(candidate.key)][0], candidate=candidate)
        for candidate in candidates(facts_of_entry(checked), facts)
    )


def register_person(workplace: Workplace, entry: PersonEntry, *, look_alikes_seen: bool = False) -> Answer[Patient]:
    """Gives a new person a No. RM and keeps them.

    Rejected with the field of each problem, or with ``person.look_alike`` while somebody alike has not been looked at.
    """
    checked = check_person(workplace, entry)
    if checked.problems:
        raise Rejected(*checked.problems)
    if not look_alikes_seen and look_alikes(workplace, checked.entry):
        raise Rejected(
            Problem(
                code="person.look_alike",
                field="name",
                sentence="Ada orang yang mungkin sama.",
                remedy="Lihat daftar di kanan: pilih orangnya, atau tekan Simpan lagi bila memang orang lain.",
            )
        )
    with workplace.change("register_person") as transaction:
        patient = keep_new_person(transaction, workplace, checked.entry)
    return Answer(patient, frozenset(transaction.changes))


def change_person(
    workplace: Workplace,
    patient_id: PatientId,
    entry: PersonEntry,
    *,
    opened: PersonEntry | None = None,
    winner: Winner | None = None,
) -> Answer[Patient]:
    """Corrects a person; the earlier values stay in the change log. Rejected with the field of each problem.

    With the page as it was ``opened``, what others changed since then stays; raises Conflict with what both changed,
    until ``winner`` decides it.
    """
    checked = check_person(workplace, entry)
    if checked.problems:
        raise Rejected(*checked.problems)
    with workplace.change("change_person") as transaction:
        before = records.get(transaction.connection, Patient, patient_id)
        entry = checked.entry
        if opened is not None:
            correction = corrected(opened, entry, _stored_entry(transaction, before), winner)
            if correction.conflicts:
                raise Conflict("Data orang ini sudah diubah sejak halaman ini dibuka.", correction.conflicts)
            entry = correction.entry
        household_id = entry.household_id or before.household_id
        if household_id is not None:
            home = records.get(transaction.connection, Household, household_id)
            transaction.change(
                home,
                family_card_number=entry.family_card_number or home.family_card_number,
                head_name=entry.head_name or home.head_name,
            )
        after = transaction.save(before, with_entry(before, replace(entry, household_id=household_id)))
    return Answer(after, frozenset(transaction.changes))


def newborn_entry(workplace: Workplace, mother_id: PatientId, sex: Sex, born: date, order: int = 1) -> PersonEntry:
    """The page of a newborn filled from the mother: family, address, "By. Ny. ...", no NIK yet."""
    page = person_page(workplace, mother_id)
    mother = page.patient
    return PersonEntry(
        name=newborn_name(mother.name, order if order > 1 else None),
        sex=sex,
        birth_date=born,
        nik_status=NikStatus.NEWBORN,
        payer=mother.payer,
        household_id=mother.household_id,
        family_card_number=page.household.family_card_number if page.household else "",
        head_name=page.household.head_name if page.household else "",
        relationship=Relationship.CHILD,
        mother_name=mother.name,
        mother_id=mother.id,
        birth_order=order,
        address=mother.address,
        neighbourhood=mother.neighbourhood,
        community=mother.community,
        hamlet_id=mother.hamlet_id,
        hamlet_name=mother.hamlet_name,
        village_code=mother.village_code,
        village_name=mother.village_name,
        phone=mother.phone,
        guardian_name=mother.name,
        guardian_relationship="Ibu",
        guardian_phone=mother.phone,
    )


def mark_deceased(workplace: Workplace, patient_id: PatientId, day: date) -> Answer[Patient]:
    """The person died on this day; the record stays and is shown so. Rejected for a day before birth or after today."""
    with workplace.change("mark_deceased") as transaction:
        patient = records.get(transaction.connection, Patient, patient_id)
        if day > workplace.today or (patient.birth_date is not None and day < patient.birth_date):
            raise Rejected(
                Problem(
                    code="person.deceased_date",
                    field="deceased_date",
                    sentence="Tanggal meninggal harus antara tanggal lahir dan hari ini.",
                    remedy="Periksa tanggalnya.",
                )
            )
        changed = transaction.change(patient, status=PatientStatus.DECEASED, deceased_date=day)
    return Answer(changed, frozenset(transaction.changes))


def keep_new_person(transaction: Transaction, workplace: Workplace, entry: PersonEntry) -> Patient:
    """Keeps a checked new person inside a transaction: the family folder, the No. RM, the record."""
    present = _present_household(transaction, entry)
    household = present or _new_household(entry)
    number = _record_number(transaction, workplace, entry, household)
    if present is None:
        transaction.insert(replace(household, folder_number=_folder_of(number, workplace)))
    blank = Patient(
        id=PatientId(new_id()), medical_record_number=number, name=entry.name, sex=entry.sex, birth_date=None
    )
    patient = with_entry(blank, replace(entry, household_id=household.id))
    transaction.insert(patient)
    return patient


def record_pattern(workplace: Workplace) -> RecordNumberPattern:
    """How this puskesmas writes a No. RM. Rejected when the setting cannot be read."""
    pattern = parse_pattern(setting(workplace, MEDICAL_RECORD_PATTERN))
    if isinstance(pattern, Problem):
        raise Rejected(pattern)
    return pattern


def _stored_entry(transaction: Transaction, patient: Patient) -> PersonEntry:
    if patient.household_id is None:
        return entry_of(patient)
    home = records.get(transaction.connection, Household, patient.household_id)
    return entry_of(patient, family_card_number=home.family_card_number, head_name=home.head_name)


def _present_household(transaction: Transaction, entry: PersonEntry) -> Household | None:
    if entry.household_id is not None:
        return records.get(transaction.connection, Household, entry.household_id)
    if not entry.family_card_number:
        return None
    same = records.find(transaction.connection, Household, family_card_number=entry.family_card_number)
    return same[0] if same else None


def _new_household(entry: PersonEntry) -> Household:
    return Household(
        id=HouseholdId(new_id()),
        family_card_number=entry.family_card_number,
        head_name=entry.head_name or (entry.name if entry.relationship is Relationship.HEAD else ""),
        address=entry.address,
        neighbourhood=entry.neighbourhood,
        community=entry.community,
        hamlet_id=entry.hamlet_id,
        hamlet_name=entry.hamlet_name,
        village_code=entry.village_code,
        village_name=entry.village_name,
    )


def _record_number(transaction: Transaction, workplace: Workplace, entry: PersonEntry, household: Household) -> str:
    if entry.medical_record_number:
        return _brought_along(transaction, workplace, entry.medical_record_number)
    pattern = record_pattern(workplace)
    village = _village_number(workplace, household)
    outside = village is None
    folder = int(household.folder_number) if household.folder_number.isdigit() and pattern.member_width else None
    prefix = leading_text(pattern, village=village, outside=outside)
    if folder is not None:
        prefix += f"{folder:0{pattern.folder_width}d}"
    used = patient_queries.highest_record_numbers(transaction.connection, prefix)
    number = next_number(pattern, used=used, outside=outside, village=village, folder=folder)
    if isinstance(number, Problem):
        raise Rejected(number)
    return format_number(number, pattern)


def _brought_along(transaction: Transaction, workplace: Workplace, typed: str) -> str:
    pattern = record_pattern(workplace)
    read = read_number(typed, pattern)
    number = typed if isinstance(read, Problem) else format_number(read, pattern)
    if patient_queries.record_number_is_used(transaction.connection, number):
        raise Rejected(
            Problem(
                code="person.record_number_taken",
                field="medical_record_number",
                sentence=f"No. RM {number} sudah dipakai orang lain.",
                remedy="Periksa nomornya, atau kosongkan supaya diberi nomor baru.",
            )
        )
    return number


def _folder_of(number: str, workplace: Workplace) -> str:
    read = read_number(number, record_pattern(workplace))
    return str(read.folder) if isinstance(read, RecordNumber) else ""


def _with_village_code(workplace: Workplace, entry: PersonEntry) -> PersonEntry:
    """A village of the working area that was named but not chosen from the list is that village."""
    if entry.village_code is not None or not entry.village_name:
        return entry
    named = entry.village_name.casefold()
    codes = [village.code for village in working_villages(workplace) if village.name.casefold() == named]
    return replace(entry, village_code=codes[0]) if len(codes) == 1 else entry


def _village_number(workplace: Workplace, household: Household) -> int | None:
    numbers = {village.code: village.number for village in working_villages(workplace)}
    return None if household.village_code is None else numbers.get(household.village_code)
