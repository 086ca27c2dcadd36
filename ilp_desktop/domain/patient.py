"""A person as the registration desk knows them, and their family folder (Permenkes 24/2022; KMK 1423/2022)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ilp_desktop.domain.identifiers import HamletId, HouseholdId, PatientId, VillageCode


class Sex(StrEnum):
    """Jenis kelamin; the counter writes L or P."""

    MALE = "L"
    FEMALE = "P"
    UNKNOWN = "?"


class NikStatus(StrEnum):
    """Why a NIK is there, or is not."""

    PRESENT = "present"
    NOT_ISSUED = "not_issued"
    NOT_BROUGHT = "not_brought"
    FOREIGNER = "foreigner"
    NEWBORN = "newborn"


class PatientStatus(StrEnum):
    """Whether the record is in use."""

    ACTIVE = "active"
    DECEASED = "deceased"
    MOVED = "moved"
    MERGED = "merged"


class Relationship(StrEnum):
    """Hubungan dalam keluarga, to the head of the household."""

    HEAD = "head"
    HUSBAND = "husband"
    WIFE = "wife"
    CHILD = "child"
    CHILD_IN_LAW = "child_in_law"
    GRANDCHILD = "grandchild"
    PARENT = "parent"
    PARENT_IN_LAW = "parent_in_law"
    OTHER_FAMILY = "other_family"
    HOUSEHOLD_HELP = "household_help"
    OTHER = "other"
    UNKNOWN = "unknown"


class Religion(StrEnum):
    """Agama."""

    ISLAM = "islam"
    PROTESTANT = "protestant"
    CATHOLIC = "catholic"
    HINDU = "hindu"
    BUDDHIST = "buddhist"
    CONFUCIAN = "confucian"
    BELIEVER = "believer"
    OTHER = "other"
    UNKNOWN = "unknown"


class Education(StrEnum):
    """Pendidikan (KMK 1423/2022)."""

    NONE = "none"
    PRIMARY = "primary"
    JUNIOR = "junior"
    SENIOR = "senior"
    DIPLOMA = "diploma"
    DIPLOMA_4 = "diploma_4"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTORATE = "doctorate"
    UNKNOWN = "unknown"


class MaritalStatus(StrEnum):
    """Status perkawinan; HL7 codes S, M, D, W."""

    SINGLE = "S"
    MARRIED = "M"
    DIVORCED = "D"
    WIDOWED = "W"
    UNKNOWN = "?"


class BloodGroup(StrEnum):
    """Golongan darah."""

    A = "A"
    B = "B"
    AB = "AB"
    O = "O"  # noqa: E741 - the blood group is called O
    UNKNOWN = "?"


class Rhesus(StrEnum):
    """Rhesus."""

    POSITIVE = "+"
    NEGATIVE = "-"
    UNKNOWN = "?"


class AllergyStatus(StrEnum):
    """Whether allergies were asked for; not asked is not the same as none."""

    NOT_ASKED = "not_asked"
    NONE = "none"
    PRESENT = "present"


class Payer(StrEnum):
    """Cara bayar."""

    GENERAL = "general"
    JKN_PBI_STATE = "jkn_pbi_state"
    JKN_PBI_REGION = "jkn_pbi_region"
    JKN_WORKER = "jkn_worker"
    JKN_INDEPENDENT = "jkn_independent"
    JKN_NON_WORKER = "jkn_non_worker"
    REGIONAL = "regional"
    FREE_PROGRAMME = "free_programme"
    TRAFFIC_ACCIDENT = "traffic_accident"
    WORK_ACCIDENT = "work_accident"
    OTHER_INSURANCE = "other_insurance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """One family (kartu keluarga) and where it lives; its folder number is the middle of the No. RM."""

    id: HouseholdId
    family_card_number: str = ""
    folder_number: str = ""
    head_name: str = ""
    address: str = ""
    neighbourhood: str = ""
    community: str = ""
    hamlet_id: HamletId | None = None
    hamlet_name: str = ""
    village_code: VillageCode | None = None
    village_name: str = ""
    postal_code: str = ""
    shelf: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """One person, one No. RM for life.

    Text that is not known is empty; a date that is not known is None. ``birth_date_estimated`` says that only the
    age or the year was known. ``village_code`` and the fields beside it are the domicile; ``identity_address`` is the
    address on the KTP where it differs. ``merged_into`` names the surviving record after a merge.
    """

    id: PatientId
    medical_record_number: str
    name: str
    sex: Sex
    birth_date: date | None
    birth_date_estimated: bool = False
    birth_place: str = ""
    nik: str = ""
    nik_status: NikStatus = NikStatus.NOT_BROUGHT
    passport_number: str = ""
    insurance_number: str = ""
    payer: Payer = Payer.GENERAL
    household_id: HouseholdId | None = None
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
    ihs_number: str = ""
    consent_date: date | None = None
    status: PatientStatus = PatientStatus.ACTIVE
    deceased_date: date | None = None
    merged_into: PatientId | None = None
