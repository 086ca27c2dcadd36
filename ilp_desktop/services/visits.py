"""Visits: where the first screening sends a person, registering, entering late, taking back."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.identifiers import PatientId, VillageCode, VisitId
from ilp_desktop.domain.patient import Patient, Payer
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.routing import (
    FirstScreening,
    MaternalStage,
    Need,
    RequestedService,
    Routing,
    RoutingRules,
    route,
    screening_as_json,
)
from ilp_desktop.domain.visit import (
    ArrivalMode,
    Cluster,
    QueueEntry,
    QueueStatus,
    Residence,
    Visit,
    VisitPurpose,
)
from ilp_desktop.domain.visit_kind import NewVisitRule, visit_kind
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.queues import new_entry
from ilp_desktop.services.rules_in_force import rules_in_force
from ilp_desktop.services.settings import NEW_VISIT_EVER, setting, working_villages
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records, visit_queries
from ilp_desktop.storage.transaction import Transaction, new_id, utc

_REQUESTED_BY_PURPOSE = {
    VisitPurpose.LETTER: RequestedService.HEALTH_CERTIFICATE,
    VisitPurpose.LABORATORY_ONLY: RequestedService.LABORATORY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCommand:
    """A registration as the counter fills it in.

    ``cluster`` is where the person goes; when it is not what the rules propose, ``overrule_reason`` says why. A
    ``visit_date`` before today is a late entry (power cut): the visit is kept with both days and takes no ticket.
    """

    patient_id: PatientId
    purpose: VisitPurpose
    payer: Payer
    screening: FirstScreening = field(default_factory=FirstScreening)
    insurance_number: str = ""
    arrival: ArrivalMode = ArrivalMode.ALONE
    complaint: str = ""
    cluster: Cluster | None = None
    overrule_reason: str = ""
    visit_date: date | None = None
    visit_time: time | None = None
    outside_building: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredVisit:
    """A visit that was registered, with its ticket (None for a late entry) and how many wait before it."""

    visit: Visit
    patient: Patient
    routing: Routing
    entry: QueueEntry | None
    ahead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTime:
    """What the counter pre-fills from the last visit, and shows so."""

    payer: Payer
    insurance_number: str
    visit: Visit | None


def routing_rules(workplace: Workplace) -> RoutingRules:
    """The rules of this puskesmas."""
    return rules_in_force(workplace).of(RoutingRules)


def routing_on(
    day: date, patient: Patient, screening: FirstScreening, purpose: VisitPurpose, rules: RoutingRules
) -> Routing:
    """Where the answers send this person on this day, with the reason.

    A purpose that names a service counts as asking for it.
    """
    requested = _REQUESTED_BY_PURPOSE.get(purpose)
    if requested is not None and screening.requested is RequestedService.CONSULTATION:
        screening = replace(screening, requested=requested)
    age = None if patient.birth_date is None else age_on(patient.birth_date, day)
    return route(screening, age=age, sex=patient.sex, rules=rules)


def last_time(workplace: Workplace, patient_id: PatientId) -> LastTime:
    """Payer and card of the last visit, or of the person's page when this is the first."""
    with workplace.database.read() as connection:
        patient = records.get(connection, Patient, patient_id)
        visit = visit_queries.last_visit(connection, patient_id)
    if visit is None:
        return LastTime(payer=patient.payer, insurance_number=patient.insurance_number, visit=None)
    number = visit.insurance_number or patient.insurance_number
    return LastTime(payer=visit.payer, insurance_number=number, visit=visit)


def register_visit(workplace: Workplace, command: VisitCommand) -> Answer[RegisteredVisit]:
    """Keeps a visit and takes its ticket. Rejected when the day cannot be or an overruling has no reason."""
    day = command.visit_date or workplace.today
    with workplace.change("register_visit") as transaction:
        rules = routing_rules(workplace)
        new_visit_rule = NewVisitRule.FIRST_EVER if setting(workplace, NEW_VISIT_EVER) else NewVisitRule.CALENDAR_YEAR
        patient = records.get(transaction.connection, Patient, command.patient_id)
        routing = routing_on(day, patient, command.screening, command.purpose, rules)
        cluster = command.cluster or routing.cluster
        _check(command, patient, day, workplace.today, overruled=cluster is not routing.cluster)
        earlier = visit_queries.visit_dates(transaction.connection, patient.id)
        visit = Visit(
            id=VisitId(new_id()),
            patient_id=patient.id,
            facility_id=workplace.facility.id,
            visit_date=day,
            registered_at=_registered_at(command, day, transaction.now),
            entered_at=utc(transaction.now),
            purpose=command.purpose,
            payer=command.payer,
            cluster=cluster,
            proposed_cluster=routing.cluster,
            population_cluster=routing.population_cluster,
            routing_reason=routing.reason,
            kind=visit_kind(day, earlier, new_visit_rule),
            residence=_residence(workplace, patient),
            insurance_number=command.insurance_number.strip(),
            arrival=command.arrival,
            complaint=command.complaint.strip(),
            screening=screening_as_json(command.screening),
            overrule_reason=command.overrule_reason.strip(),
            priority=Need.PRIORITY_QUEUE in routing.needs,
            pregnant=routing.maternal_stage is MaternalStage.PREGNANT,
            outside_building=command.outside_building,
            note=command.note.strip(),
        )
        transaction.insert(visit)
        entry = _ticket(transaction, workplace, visit) if day == workplace.today else None
        waiting = visit_queries.waiting_counts(transaction.connection, day).get(cluster, 0)
    registered = RegisteredVisit(
        visit=visit, patient=patient, routing=routing, entry=entry, ahead=max(0, waiting - 1) if entry else 0
    )
    return Answer(registered, frozenset(transaction.changes))


def take_back_visit(workplace: Workplace, visit_id: VisitId, reason: str) -> Answer[Visit]:
    """The visit was registered by mistake: it stays in the log with the reason and leaves every list and register."""
    if not reason.strip():
        raise Rejected(
            Problem(
                code="visit.void_reason",
                field="reason",
                sentence="Alasan pembatalan belum diisi.",
                remedy="Tulis singkat mengapa kunjungan ini dibatalkan.",
            )
        )
    with workplace.change("take_back_visit") as transaction:
        visit = records.get(transaction.connection, Visit, visit_id)
        changed = transaction.change(visit, voided_reason=reason.strip())
        for entry in records.find(transaction.connection, QueueEntry, visit_id=visit_id):
            transaction.change(entry, status=QueueStatus.CANCELLED)
    return Answer(changed, frozenset(transaction.changes))


def _check(command: VisitCommand, patient: Patient, day: date, today: date, *, overruled: bool) -> None:
    problems = []
    if day > today:
        problems.append(
            Problem(
                code="visit.future",
                field="visit_date",
                sentence="Tanggal kunjungan sesudah hari ini.",
                remedy="Isi tanggal hari ini atau sebelumnya.",
            )
        )
    if patient.birth_date is not None and day < patient.birth_date:
        problems.append(
            Problem(
                code="visit.before_birth",
                field="visit_date",
                sentence="Tanggal kunjungan sebelum tanggal lahir.",
                remedy="Periksa tanggal kunjungan, atau tanggal lahir orang ini.",
            )
        )
    if patient.deceased_date is not None and day > patient.deceased_date:
        problems.append(
            Problem(
                code="visit.deceased",
                field="",
                sentence="Orang ini tercatat sudah meninggal.",
                remedy="Periksa apakah orangnya benar; bila salah catat, perbaiki dulu datanya.",
            )
        )
    if overruled and not command.overrule_reason.strip():
        problems.append(
            Problem(
                code="visit.overrule_reason",
                field="overrule_reason",
                sentence="Klaster diubah, tetapi alasannya belum diisi.",
                remedy="Tulis singkat alasannya.",
            )
        )
    if problems:
        raise Rejected(*problems)


def _ticket(transaction: Transaction, workplace: Workplace, visit: Visit) -> QueueEntry:
    return new_entry(
        transaction,
        workplace,
        visit_id=visit.id,
        patient_id=visit.patient_id,
        cluster=visit.cluster,
        priority=visit.priority,
    )


def _registered_at(command: VisitCommand, day: date, now: datetime) -> datetime:
    if command.visit_date is None and command.visit_time is None:
        return utc(now)
    return utc(datetime.combine(day, command.visit_time or now.time(), now.tzinfo))


def _residence(workplace: Workplace, patient: Patient) -> Residence:
    if patient.village_code is None:
        return Residence.UNKNOWN
    codes = {village.code for village in working_villages(workplace)}
    if patient.village_code in codes:
        return Residence.INSIDE
    return Residence.OUTSIDE if _regency(patient.village_code) in map(_regency, codes) else Residence.OUTSIDE_REGENCY


def _regency(code: VillageCode) -> str:
    return code[:4]
