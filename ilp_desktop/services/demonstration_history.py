"""Visits of the years before the demonstration's clinic day, by the rules of real visits, for writing in bulk."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from ilp_desktop.domain.identifiers import ConditionId, ConsultationId, PatientId, QueueEntryId, VisitId
from ilp_desktop.domain.patient import Patient, PatientStatus, Sex
from ilp_desktop.domain.queue_number import QueueRules, queue_letter
from ilp_desktop.domain.routing import MaternalStage, Routing, screening_as_json
from ilp_desktop.domain.visit import Cluster, Condition, Consultation, QueueEntry, QueueStatus, Residence, Visit
from ilp_desktop.domain.visit_kind import EarlierCase, case_kind, visit_kind
from ilp_desktop.domain.vital_signs import VitalSignsTyped
from ilp_desktop.services.demonstration_answers import measure, years_old
from ilp_desktop.services.demonstration_cases import Case, Story
from ilp_desktop.services.rooms import case_rules
from ilp_desktop.services.visits import routing_on, routing_rules
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import icd10
from ilp_desktop.storage.transaction import new_id, utc

_SUNDAY = 6
_TRIES = 40


def past_visits(
    workplace: Workplace, patients: Sequence[Patient], story: Story, *, years: int, random: Random
) -> Iterator[object]:
    """About one visit a person and year, oldest first: visit, place in the queue, consultation, diagnoses."""
    active = [patient for patient in patients if patient.status is PatientStatus.ACTIVE]
    everyday = [case for case in story.cases if case.weight]
    days = range(365 * years, 1, -1)
    a_day = len(active) * years / max(1, len(days))
    owed = 0.0
    teller = _Teller(workplace, story, random)
    for days_ago in days:
        day = workplace.today - timedelta(days=days_ago)
        if day.weekday() == _SUNDAY:
            continue
        owed += a_day * 7 / 6
        number, owed = int(owed), owed % 1
        for place, case in enumerate(random.choices(everyday, [case.weight for case in everyday], k=number), 1):
            patient = _fitting(active, case, day, random)
            if patient is not None:
                yield from teller.visit(patient, case, day, place)


def _fitting(patients: Sequence[Patient], case: Case, day: date, random: Random) -> Patient | None:
    """Somebody of the age and sex of the case; nobody when chance does not find one soon."""
    for _ in range(_TRIES):
        patient = random.choice(patients)
        if fits(patient, case, day):
            return patient
    return None


def fits(patient: Patient, case: Case, day: date) -> bool:
    """Whether the case can be this person's on that day."""
    young, old = case.ages
    return young <= years_old(patient, day) < old and case.sex in (Sex.UNKNOWN, patient.sex)


class _Teller:
    """Remembers who came when and with what, so that new and old visits and cases are counted right."""

    def __init__(self, workplace: Workplace, story: Story, random: Random) -> None:
        self._workplace = workplace
        self._story = story
        self._random = random
        self._rules = routing_rules(workplace)
        self._case_rules = case_rules(workplace)
        self._visited: defaultdict[PatientId, list[date]] = defaultdict(list)
        self._had: defaultdict[PatientId, list[EarlierCase]] = defaultdict(list)

    def visit(self, patient: Patient, case: Case, day: date, place: int) -> Iterator[object]:
        """One visit with everything that hangs on it."""
        routing = routing_on(day, patient, case.first_screening, case.purpose, self._rules)
        opening = datetime.combine(day, time(7, 30), self._workplace.clock().tzinfo)
        arrived = utc(opening + timedelta(minutes=4 * place))
        visit = self._visit(patient, case, day, arrived, routing)
        entry = _done_entry(visit, arrived, place)
        signs = measure(patient, case, day, self._story, self._random)
        consultation = self._consultation(visit, entry, case, signs)
        yield from (visit, entry, consultation)
        yield from self._conditions(visit, consultation, case)
        self._visited[patient.id].append(day)

    def _visit(self, patient: Patient, case: Case, day: date, arrived: datetime, routing: Routing) -> Visit:
        return Visit(
            id=VisitId(new_id()),
            patient_id=patient.id,
            facility_id=self._workplace.facility.id,
            visit_date=day,
            registered_at=arrived,
            entered_at=arrived,
            purpose=case.purpose,
            payer=patient.payer,
            cluster=routing.cluster,
            proposed_cluster=routing.cluster,
            population_cluster=routing.population_cluster,
            routing_reason=routing.reason,
            kind=visit_kind(day, self._visited[patient.id]),
            residence=Residence.INSIDE,
            insurance_number=patient.insurance_number,
            complaint=case.complaint,
            screening=screening_as_json(case.first_screening),
            pregnant=routing.maternal_stage is MaternalStage.PREGNANT,
        )

    def _consultation(self, visit: Visit, entry: QueueEntry, case: Case, signs: VitalSignsTyped) -> Consultation:
        user = self._workplace.user
        return Consultation(
            id=ConsultationId(new_id()),
            visit_id=visit.id,
            patient_id=visit.patient_id,
            queue_entry_id=entry.id,
            cluster=visit.cluster,
            practitioner_id=user.id,
            practitioner_name=user.name,
            recorded_at=entry.done_at or visit.registered_at,
            anamnesis=case.anamnesis,
            examination=case.examination,
            systolic=signs.systolic,
            diastolic=signs.diastolic,
            pulse=signs.pulse,
            respiratory_rate=signs.respiratory_rate,
            temperature=signs.temperature,
            weight=signs.weight,
            height=signs.height,
            therapy=case.therapy,
            advice=case.advice,
            laboratory=case.result,
            service_kinds=",".join(kind.value for kind in case.kinds),
            next_steps=",".join(step.value for step in case.next),
            completed=True,
        )

    def _conditions(self, visit: Visit, consultation: Consultation, case: Case) -> Iterator[Condition]:
        for rank, code in enumerate(case.diagnoses, start=1):
            yield Condition(
                id=ConditionId(new_id()),
                visit_id=visit.id,
                consultation_id=consultation.id,
                patient_id=visit.patient_id,
                code=code,
                name=icd10.diagnosis(code).name,
                rank=rank,
                case_kind=case_kind(code, visit.visit_date, self._had[visit.patient_id], self._case_rules),
                recorded_date=visit.visit_date,
            )
            self._had[visit.patient_id].append(EarlierCase(code=code, day=visit.visit_date))


def _done_entry(visit: Visit, arrived: datetime, place: int) -> QueueEntry:
    called = arrived + timedelta(minutes=18)
    return QueueEntry(
        id=QueueEntryId(new_id()),
        visit_id=visit.id,
        patient_id=visit.patient_id,
        cluster=visit.cluster,
        queue_date=visit.visit_date,
        letter=queue_letter(Cluster(visit.cluster), priority=False, rules=QueueRules()),
        number=place,
        status=QueueStatus.DONE,
        taken_at=arrived,
        called_at=called,
        started_at=called + timedelta(minutes=1),
        done_at=called + timedelta(minutes=9),
    )
