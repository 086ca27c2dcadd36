"""What letters say, whatever draws them, and what they share with every paper: kop surat, signatures, the person.

Unknown text is empty and an unknown date None; the paper then shows a dash or a dotted blank to fill in by
hand.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ilp_desktop.domain.patient import Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Kop surat: four lines between two logos (PNG or JPEG bytes, empty: none) above a double line.

    ``government`` "PEMERINTAH KABUPATEN ...", ``office`` "DINAS KESEHATAN", ``unit`` "UPTD PUSKESMAS ...",
    ``address`` street, kecamatan, postal code; ``contact`` telephone and e-mail, printed under the address.
    """

    government: str
    office: str
    unit: str
    address: str
    contact: str = ""
    left_logo: bytes = b""
    right_logo: bytes = b""


class Capacity(StrEnum):
    """In which capacity somebody signs."""

    IN_OFFICE = "in_office"
    ACTING = "acting"
    DAILY_ACTING = "daily_acting"
    ON_BEHALF = "on_behalf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One place to sign.

    ``title`` is the office ("Kepala UPTD Puskesmas Mawasangka Tengah"); ``capacity`` puts "Plt.", "Plh." or
    "a.n." before it, and with "a.n." ``own_title`` is the office of the one who signs. ``opening`` stands
    above ("Mengetahui,"); ``place`` and ``signed_on`` make the line "Lanto, 22 November 2026". ``number`` is
    printed as "NIP ...", or with ``number_label`` "SIP" for a doctor's licence. An empty name leaves a dotted
    line.
    """

    title: str
    name: str = ""
    rank: str = ""
    number: str = ""
    number_label: str = "NIP"
    opening: str = ""
    place: str = ""
    signed_on: date | None = None
    capacity: Capacity = Capacity.IN_OFFICE
    own_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintStamp:
    """Who printed when; ``copy`` counts reprints of the same paper (1: the first)."""

    printed_at: datetime
    printed_by: str
    copy: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOnPaper:
    """A patient as letters name them; ``age`` and ``membership`` ("JKN PBI", "Umum") are as printed."""

    name: str
    medical_record_number: str
    sex: Sex
    age: str
    birth_date: date | None
    birth_date_estimated: bool = False
    birth_place: str = ""
    nik: str = ""
    address: str = ""
    occupation: str = ""
    phone: str = ""
    household_head: str = ""
    insurance_number: str = ""
    membership: str = ""
    membership_status: str = ""
    guardian_name: str = ""
    guardian_relationship: str = ""
    guardian_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VitalSigns:
    """mmHg, beats and breaths a minute, degrees Celsius, percent, kilogram, centimetre.

    None: not measured.
    """

    systolic: int | None = None
    diastolic: int | None = None
    pulse: int | None = None
    respiratory_rate: int | None = None
    temperature: float | None = None
    oxygen_saturation: int | None = None
    weight: float | None = None
    height: float | None = None
    waist: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedDiagnosis:
    """A diagnosis with its ICD-10 code and Indonesian name.

    ``primary_care`` marks the 144 of primary care.
    """

    code: str
    name: str
    primary_care: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyTransfer:
    """What an emergency referral adds: how the person travels and what the hospital answered."""

    transport: str = ""
    companion: str = ""
    condition: str = ""
    infusion_and_oxygen: str = ""
    departed_at: datetime | None = None
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralSlip:
    """Surat rujukan FKTP to FKRTL (Permenkes 16/2024; fields of P-Care and SATUSEHAT Rujukan).

    ``external_number`` is the P-Care or SATUSEHAT number, "menunggu" while offline. ``kind`` Vertikal,
    Horizontal, Spesimen, Penunjang; ``care_kind`` Rawat jalan, IGD, Inap. ``tacc`` is "Time", "Age",
    "Complication", "Comorbidity" or empty. ``valid_until`` is computed by the caller (90 days by default, a
    setting).
    """

    letter_number: str
    external_number: str
    letter_date: date
    planned_date: date | None
    valid_until: date | None
    facility: str
    facility_code: str
    facility_address: str
    facility_phone: str
    regency: str
    destination: str
    destination_code: str
    polyclinic: str
    patient: PersonOnPaper
    diagnoses: tuple[CodedDiagnosis, ...]
    doctor: Signature
    issued_at: datetime | None = None
    equipment: str = ""
    special_case: str = ""
    practice_schedule: str = ""
    kind: str = "Vertikal"
    care_kind: str = "Rawat jalan"
    anamnesis: str = ""
    allergies: str = ""
    vital_signs: VitalSigns = field(default_factory=VitalSigns)
    examination: str = ""
    investigations: str = ""
    tacc: str = ""
    tacc_reason: str = ""
    reason: str = ""
    treatment_given: str = ""
    note: str = ""
    emergency: EmergencyTransfer | None = None
    consent_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverNote:
    """Rujukan internal between two klaster.

    With the three times of the hand-over and the answer that came back.
    """

    letter_number: str
    written_on: date
    patient: PersonOnPaper
    from_cluster: str
    to_cluster: str
    problem: str
    sender: Signature
    receiver: Signature
    place: str = ""
    allergies: str = ""
    findings: str = ""
    action_taken: str = ""
    request: str = ""
    sent_at: datetime | None = None
    accepted_at: datetime | None = None
    done_at: datetime | None = None
    answer_diagnosis: str = ""
    answer_result: str = ""
    answer_advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCertificate:
    """Surat keterangan sehat; ``finding`` is the conclusion in the doctor's words ("sehat")."""

    letter_number: str
    letter_date: date
    patient: PersonOnPaper
    purpose: str
    finding: str
    doctor: Signature
    vital_signs: VitalSigns = field(default_factory=VitalSigns)
    blood_group: str = ""
    colour_vision: str = ""
    note: str = ""
    valid_until: date | None = None
    examiner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLetter:
    """A letter that a completed form gives, with everything filled in: sections of label and value under a heading.

    ``fill_in`` are lines that stay dotted, for a laboratory or an office to write on.
    """

    title: str
    letter_number: str
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    right: Signature
    left: Signature | None = None
    opening: str = ""
    closing: str = ""
    fill_in: tuple[str, ...] = ()
