"""The rows of the printed registers: one frozen value a line, whatever paper, workbook or screen shows it."""

from dataclasses import dataclass
from datetime import date, time

from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.visit import CaseKind, Residence, VisitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRegisterRow:
    """One registration of the register kunjungan.

    ``age`` is as printed for the day of the visit ("34 th", "8 bl", "12 hr"); ``address`` holds desa, RT/RW;
    ``room`` is the name of the klaster or room. Text that is not known is empty, never invented.
    """

    visit_date: date
    queue_number: str
    medical_record_number: str
    nik: str
    name: str
    household_head: str
    sex: Sex
    age: str
    address: str
    residence: Residence
    kind: VisitKind
    payer: Payer
    insurance_number: str
    room: str
    registered_at: time | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterDiagnosis:
    """One diagnosis of a visit as the register writes it."""

    code: str
    name: str
    case_kind: CaseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OutpatientRegisterRow:
    """One consultation of the register rawat jalan of a klaster.

    Units: mmHg, beats and breaths a minute, degrees Celsius, kilogram, centimetre; None: not measured. The
    main diagnosis comes first.
    """

    visit_date: date
    medical_record_number: str
    name: str
    sex: Sex
    age: str
    address: str
    payer: Payer
    diagnoses: tuple[RegisterDiagnosis, ...] = ()
    systolic: int | None = None
    diastolic: int | None = None
    pulse: int | None = None
    respiratory_rate: int | None = None
    temperature: float | None = None
    weight: float | None = None
    height: float | None = None
    anamnesis: str = ""
    examination: str = ""
    therapy: str = ""
    laboratory: str = ""
    went_home: bool = False
    referred: bool = False
    return_date: date | None = None
    practitioner: str = ""

    @property
    def blood_pressure(self) -> str:
        """Systolic over diastolic ("120/80").

        A side that was not measured is a dash; empty when neither was.
        """
        if self.systolic is None and self.diastolic is None:
            return ""
        upper = "-" if self.systolic is None else self.systolic
        lower = "-" if self.diastolic is None else self.diastolic
        return f"{upper}/{lower}"

    @property
    def diagnosis_names(self) -> str:
        """The diagnoses, one a line."""
        return "\n".join(diagnosis.name for diagnosis in self.diagnoses)

    @property
    def diagnosis_codes(self) -> str:
        """The ICD-10 codes, one a line."""
        return "\n".join(diagnosis.code for diagnosis in self.diagnoses)

    @property
    def new_cases(self) -> int:
        """How many of the diagnoses are kasus baru."""
        return self._count(CaseKind.NEW)

    @property
    def old_cases(self) -> int:
        """How many of the diagnoses are kasus lama."""
        return self._count(CaseKind.OLD)

    @property
    def old_visits(self) -> int:
        """How many of the diagnoses are kunjungan kasus lama."""
        return self._count(CaseKind.OLD_VISIT)

    def _count(self, kind: CaseKind) -> int:
        return sum(diagnosis.case_kind is kind for diagnosis in self.diagnoses)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImmunisationRegisterRow:
    """One child of the register imunisasi: the day of each dose that counts, None where it is not given.

    HB0 stands in one of two columns: of the day of birth, or up to seven days later. ``basic_on`` and ``booster_on``
    are the days on which IDL and IBL were reached in time.
    """

    medical_record_number: str
    nik: str
    name: str
    sex: Sex
    birth_date: date
    parent: str
    address: str
    hb0_first_day: date | None = None
    hb0_later: date | None = None
    bcg: date | None = None
    opv1: date | None = None
    dpt1: date | None = None
    opv2: date | None = None
    pcv1: date | None = None
    rv1: date | None = None
    dpt2: date | None = None
    opv3: date | None = None
    pcv2: date | None = None
    rv2: date | None = None
    dpt3: date | None = None
    opv4: date | None = None
    ipv1: date | None = None
    rv3: date | None = None
    mr1: date | None = None
    ipv2: date | None = None
    je1: date | None = None
    basic_on: date | None = None
    pcv3: date | None = None
    dpt4: date | None = None
    mr2: date | None = None
    booster_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TetanusRegisterRow:
    """One woman of the register Td: her status and the day of each level, None where it is not known."""

    medical_record_number: str
    nik: str
    name: str
    age: str
    address: str
    pregnant: bool
    status: str
    t1: date | None = None
    t2: date | None = None
    t3: date | None = None
    t4: date | None = None
    t5: date | None = None
    batch: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRegisterRow:
    """One pupil of the register BIAS: the day of each dose of school age, and why one was not given.

    ``grade`` is the class by age, None outside the classes of BIAS; ``due`` are the doses that are still to be given.
    """

    medical_record_number: str
    nik: str
    name: str
    sex: Sex
    birth_date: date
    parent: str
    address: str
    grade: int | None = None
    due: str = ""
    mr: date | None = None
    dt: date | None = None
    td2: date | None = None
    td5: date | None = None
    hpv: date | None = None
    sick: str = ""
    postponed: str = ""
    refused: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionRegisterRow:
    """One adverse event after immunisation (KIPI) of the register KIPI."""

    reaction_date: date
    medical_record_number: str
    name: str
    sex: Sex
    age: str
    address: str
    vaccine: str
    batch: str
    given_on: date
    place: str
    symptoms: str
    serious: bool
    follow_up: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRegisterRow:
    """One referral slip of the register rujukan keluar.

    The three last dates and texts come back from the hospital.
    """

    letter_date: date
    letter_number: str
    external_number: str
    medical_record_number: str
    name: str
    sex: Sex
    age: str
    address: str
    payer: Payer
    origin: str
    diagnosis_names: str
    diagnosis_codes: str
    tacc: str
    reason: str
    destination: str
    polyclinic: str
    practitioner: str
    valid_until: date | None
    returned_date: date | None = None
    returned_diagnosis: str = ""
    returned_advice: str = ""
    note: str = ""
