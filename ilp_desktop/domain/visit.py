"""A visit to the puskesmas: registration, queue, what each klaster did, and what happens next (section: Encounter)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ilp_desktop.domain.identifiers import (
    ConditionId,
    ConsultationId,
    EpisodeId,
    FacilityId,
    FlagId,
    HouseholdId,
    LetterId,
    PatientId,
    QueueEntryId,
    ReferralId,
    ResponseId,
    UserId,
    VisitId,
)
from ilp_desktop.domain.patient import Payer


class Cluster(StrEnum):
    """Klaster of KMK 2015/2023 and the services across them."""

    EMERGENCY = "emergency"
    MANAGEMENT = "cluster_1"
    MOTHER_AND_CHILD = "cluster_2"
    ADULT_AND_ELDERLY = "cluster_3"
    INFECTIOUS_DISEASE = "cluster_4"
    DENTAL = "dental"
    LABORATORY = "laboratory"
    PHARMACY = "pharmacy"
    CROSS_CLUSTER = "cross_cluster"


class VisitPurpose(StrEnum):
    """Keperluan at the counter."""

    SICK = "sick"
    HEALTHY = "healthy"
    LETTER = "letter"
    LABORATORY_ONLY = "laboratory_only"


class ArrivalMode(StrEnum):
    """Cara datang."""

    ALONE = "alone"
    ACCOMPANIED = "accompanied"
    FROM_POSYANDU = "from_posyandu"
    FROM_PUSTU = "from_pustu"
    FROM_SCHOOL = "from_school"
    FROM_FACILITY = "from_facility"
    AMBULANCE = "ambulance"


class VisitKind(StrEnum):
    """Kunjungan baru (first of this person this calendar year) or lama."""

    NEW = "B"
    REPEAT = "L"


class Residence(StrEnum):
    """Wilayah by domicile."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    OUTSIDE_REGENCY = "outside_regency"
    UNKNOWN = "unknown"


class QueueStatus(StrEnum):
    """Where a queue entry stands."""

    WAITING = "waiting"
    CALLED = "called"
    STARTED = "started"
    DONE = "done"
    ABSENT = "absent"
    CANCELLED = "cancelled"


class ServiceKind(StrEnum):
    """Kind of service of a contact (ILP: continuous along the life cycle)."""

    PROMOTIVE = "promotive"
    PREVENTIVE = "preventive"
    CURATIVE = "curative"
    REHABILITATIVE = "rehabilitative"
    PALLIATIVE = "palliative"


class NextStep(StrEnum):
    """What happens after a klaster is done."""

    HOME = "home"
    LABORATORY = "laboratory"
    PHARMACY = "pharmacy"
    OTHER_CLUSTER = "other_cluster"
    REFERRAL = "referral"


class CaseKind(StrEnum):
    """Kasus baru, lama, or kunjungan kasus lama."""

    NEW = "B"
    OLD = "L"
    OLD_VISIT = "KKL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit of one person; date of visit and date of entry are both kept (back-dated entry after a power cut).

    ``screening`` is the JSON of the first screening's answers; ``proposed_cluster`` is what the rules said with
    ``routing_reason``; ``overrule_reason`` is why the clerk chose another ``cluster``.
    """

    id: VisitId
    patient_id: PatientId
    facility_id: FacilityId
    visit_date: date
    registered_at: datetime
    entered_at: datetime
    purpose: VisitPurpose
    payer: Payer
    cluster: Cluster
    proposed_cluster: Cluster
    population_cluster: Cluster
    routing_reason: str
    kind: VisitKind
    residence: Residence
    insurance_number: str = ""
    arrival: ArrivalMode = ArrivalMode.ALONE
    complaint: str = ""
    screening: str = "{}"
    overrule_reason: str = ""
    priority: bool = False
    pregnant: bool = False
    outside_building: bool = False
    note: str = ""
    voided_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueEntry:
    """A place in the queue of one klaster or room, with its times; a hand-over makes the next entry."""

    id: QueueEntryId
    visit_id: VisitId
    patient_id: PatientId
    cluster: Cluster
    queue_date: date
    letter: str
    number: int
    status: QueueStatus
    taken_at: datetime
    called_at: datetime | None = None
    started_at: datetime | None = None
    done_at: datetime | None = None
    sent_by: QueueEntryId | None = None
    handover_note: str = ""

    @property
    def ticket_number(self) -> str:
        """The number on the ticket: "B-012"."""
        return f"{self.letter}-{self.number:03d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """What one klaster did in one visit. ``service_kinds`` and ``next_steps`` are comma-separated enum values."""

    id: ConsultationId
    visit_id: VisitId
    patient_id: PatientId
    queue_entry_id: QueueEntryId | None
    cluster: Cluster
    practitioner_id: UserId
    practitioner_name: str
    recorded_at: datetime
    anamnesis: str = ""
    examination: str = ""
    systolic: int | None = None
    diastolic: int | None = None
    pulse: int | None = None
    respiratory_rate: int | None = None
    temperature: float | None = None
    weight: float | None = None
    height: float | None = None
    therapy: str = ""
    advice: str = ""
    laboratory: str = ""
    service_kinds: str = ""
    next_steps: str = ""
    return_date: date | None = None
    completed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One diagnosis of a visit; rank 1 is the main one. Confirmed by a health worker, never computed."""

    id: ConditionId
    visit_id: VisitId
    consultation_id: ConsultationId
    patient_id: PatientId
    code: str
    name: str
    rank: int
    case_kind: CaseKind
    recorded_date: date
    resolved_date: date | None = None
    voided_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnaireResponse:
    """The answers of one form as one JSON document, with the form's id and version, kept readable for ever."""

    id: ResponseId
    form_id: str
    form_version: str
    patient_id: PatientId | None
    visit_id: VisitId | None
    author_id: UserId
    author_name: str
    authored_at: datetime
    effective_date: date
    answers: str
    amends: ResponseId | None = None
    amendment_reason: str = ""
    episode_id: EpisodeId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something that every room must see about a person: risk, hazard, programme."""

    id: FlagId
    patient_id: PatientId
    code: str
    text: str
    since: date
    response_id: ResponseId | None = None
    ended: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A referral slip to a hospital (Permenkes 16/2024); the other columns of the slip come from the visit."""

    id: ReferralId
    visit_id: VisitId
    consultation_id: ConsultationId | None
    patient_id: PatientId
    letter_number: str
    letter_date: date
    issued_at: datetime
    external_number: str
    planned_date: date
    valid_until: date
    destination: str
    destination_code: str
    polyclinic: str
    referral_kind: str
    care_kind: str
    diagnoses: str
    tacc: str
    tacc_reason: str
    reason: str
    anamnesis: str
    findings: str
    investigations: str
    treatment_given: str
    transport: str
    companion: str
    condition_on_departure: str
    hospital_confirmation: str
    practitioner_id: UserId
    practitioner_name: str
    practitioner_licence: str
    returned_date: date | None = None
    returned_diagnosis: str = ""
    returned_advice: str = ""
    voided_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A numbered letter that was issued (health certificate, hand-over note); ``content`` is its JSON."""

    id: LetterId
    kind: str
    letter_number: str
    letter_date: date
    patient_id: PatientId | None
    visit_id: VisitId | None
    content: str
    issued_by: UserId
    household_id: HouseholdId | None = None
