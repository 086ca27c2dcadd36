"""Plays a clinic day through the use cases that the screens call, with the clock moving from opening to closing."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random

from ilp_desktop.domain.due_forms import ADULT_NCD
from ilp_desktop.domain.identifiers import ConsultationId, VisitId
from ilp_desktop.domain.patient import Patient, PatientStatus, Sex
from ilp_desktop.domain.person_entry import PersonEntry, entry_of
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.domain.visit import (
    Cluster,
    Letter,
    NextStep,
    QuestionnaireResponse,
    QueueEntry,
    QueueStatus,
    Referral,
    Visit,
    VisitPurpose,
)
from ilp_desktop.domain.waiting import WaitingPerson
from ilp_desktop.services import queues
from ilp_desktop.services.demonstration_answers import fill_in, measure
from ilp_desktop.services.demonstration_cases import Case, Story
from ilp_desktop.services.demonstration_history import fits
from ilp_desktop.services.demonstration_setup import MovingClock
from ilp_desktop.services.diagnoses import diagnosis_of
from ilp_desktop.services.due import due_today
from ilp_desktop.services.health_certificates import CertificateCommand, issue_health_certificate
from ilp_desktop.services.invented_people import InventedFamily
from ilp_desktop.services.people import look_alikes, newborn_entry, person_page, register_person
from ilp_desktop.services.referrals import ReferralCommand, issue_referral
from ilp_desktop.services.responses import AboutWhom, complete_response, start_response
from ilp_desktop.services.rooms import ConsultationCommand, DiagnosisChoice, SavedConsultation, save_consultation
from ilp_desktop.services.searching import search_people
from ilp_desktop.services.visits import RegisteredVisit, VisitCommand, last_time, register_visit
from ilp_desktop.services.workplace import Workplace

_OPENING = time(7, 30)
_DESK_MINUTES = (2.2, 4.6)
_NEW_PERSON_EVERY = 8


@dataclass(slots=True, kw_only=True)
class PlayedDay:
    """What came of the day: everybody registered, and one of each thing that a paper is made of."""

    registered: list[RegisteredVisit] = field(default_factory=list)
    newcomers: list[Patient] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    certificates: list[Letter] = field(default_factory=list)
    responses: list[QuestionnaireResponse] = field(default_factory=list)
    handovers: list[QueueEntry] = field(default_factory=list)


class ClinicDay:
    """The desk and the rooms of one day. ``staff`` are signed in by username; ``families`` are people not on record."""

    def __init__(
        self,
        staff: Mapping[str, Workplace],
        clock: MovingClock,
        story: Story,
        people: Sequence[Patient],
        families: Iterable[InventedFamily],
        random: Random,
    ) -> None:
        self.played = PlayedDay()
        self._staff = staff
        self._desk = staff["loket"]
        self._clock = clock
        self._story = story
        self._people = [one for one in people if one.status is PatientStatus.ACTIVE]
        self._newcomers = _members(families)
        self._random = random
        self._agenda: list[tuple[datetime, int, Callable[[], None]]] = []
        self._planned = 0
        self._free: defaultdict[Cluster, list[Workplace]] = defaultdict(list)
        self._visits: dict[VisitId, tuple[Visit, Case]] = {}

    def play(self, day: date, cases: Sequence[Case], progress: Progress = silent) -> PlayedDay:
        """Everybody comes, is registered, seen, and goes on to laboratory, pharmacy, hospital or home."""
        arrival = datetime.combine(day, _OPENING, self._clock.now.tzinfo)
        for room, told in self._story.rooms.items():
            self._free[room] = [self._staff[name] for name in told.by]
        for number, case in enumerate(cases, 1):
            self._at(arrival, partial(self._serve_at_the_desk, case, number))
            arrival += timedelta(minutes=self._random.uniform(*_DESK_MINUTES))
        while self._agenda:
            moment, _, act = heapq.heappop(self._agenda)
            self._clock.move_to(moment)
            act()
            progress(Step(doing="Memainkan hari pelayanan", done=len(self.played.registered), total=len(cases)))
        return self.played

    def gather(self, cases: Sequence[Case], now: datetime) -> None:
        """This morning: people are at the desk and wait; the first of each room has been called."""
        start = now - timedelta(minutes=5 * len(cases))
        self._clock.move_to(max(start, now.replace(hour=0, minute=0, second=0, microsecond=0)))
        for number, case in enumerate(cases, 1):
            self._arrive(case, number)
            self._clock.move_to(start + timedelta(minutes=5 * number))
        for room in (Cluster.MOTHER_AND_CHILD, Cluster.ADULT_AND_ELDERLY):
            for person in self._waiting(self._desk, room)[:1]:
                queues.call(self._desk, person.entry.id)

    def _at(self, moment: datetime, act: Callable[[], None]) -> None:
        self._planned += 1
        heapq.heappush(self._agenda, (moment, self._planned, act))

    def _in_minutes(self, minutes: float, act: Callable[[], None]) -> None:
        self._at(self._clock.now + timedelta(minutes=minutes), act)

    def _serve_at_the_desk(self, case: Case, number: int) -> None:
        registered = self._arrive(case, number)
        self.played.registered.append(registered)
        if registered.entry is None:
            self._see(self._staff["dokter"], registered.visit, None)
        else:
            self._wake(registered.entry.cluster)

    def _arrive(self, case: Case, number: int) -> RegisteredVisit:
        patient = self._person_at_the_desk(case, number)
        usual = last_time(self._desk, patient.id)
        today = self._desk.today
        registered = register_visit(
            self._desk,
            VisitCommand(
                patient_id=patient.id,
                purpose=case.purpose,
                payer=usual.payer,
                screening=case.first_screening,
                insurance_number=usual.insurance_number,
                complaint=case.complaint,
                cluster=case.overrule.cluster if case.overrule else None,
                overrule_reason=case.overrule.reason if case.overrule else "",
                visit_date=today - timedelta(days=1) if case.late else None,
                visit_time=time(10, 15) if case.late else None,
                note="Listrik padam, disalin dari buku" if case.late else "",
            ),
        ).value
        self._visits[registered.visit.id] = (registered.visit, case)
        return registered

    def _person_at_the_desk(self, case: Case, number: int) -> Patient:
        if case.newborn:
            return self._new_born(case)
        if number % _NEW_PERSON_EVERY == 0:
            newcomer = self._new_person(case)
            if newcomer is not None:
                return newcomer
        known = self._choose(case)
        hits = search_people(self._desk, known.name)
        if known.id not in {hit.patient_id for hit in hits}:
            hits = search_people(self._desk, known.medical_record_number)
        return person_page(self._desk, next(hit.patient_id for hit in hits if hit.patient_id == known.id)).patient

    def _choose(self, case: Case) -> Patient:
        fitting = [one for one in self._people if fits(one, case, self._desk.today)]
        chosen = self._random.choice(fitting)
        self._people.remove(chosen)
        return chosen

    def _new_born(self, case: Case) -> Patient:
        mother = self._choose(case)
        sex = self._random.choice((Sex.MALE, Sex.FEMALE))
        entry = newborn_entry(self._desk, mother.id, sex, self._desk.today - timedelta(days=1))
        return self._register(entry)

    def _new_person(self, case: Case) -> Patient | None:
        for member, family in self._newcomers:
            if not fits(member, case, self._desk.today) or member.status is not PatientStatus.ACTIVE:
                continue
            home = family.household
            known = entry_of(member, family_card_number=home.family_card_number, head_name=home.head_name)
            entry = replace(known, medical_record_number="", household_id=None, mother_id=None)
            if not look_alikes(self._desk, entry):
                return self._register(entry)
        return None

    def _register(self, entry: PersonEntry) -> Patient:
        patient = register_person(self._desk, entry, look_alikes_seen=True).value
        self.played.newcomers.append(patient)
        return patient

    def _wake(self, room: Cluster) -> None:
        if self._free[room]:
            worker = self._free[room].pop(0)
            self._in_minutes(0, partial(self._next_person, room, worker))

    def _waiting(self, worker: Workplace, room: Cluster) -> list[WaitingPerson]:
        found = queues.waiting_list(worker, [room])
        return [person for person in found if person.entry.status is QueueStatus.WAITING]

    def _next_person(self, room: Cluster, worker: Workplace) -> None:
        waiting = self._waiting(worker, room)
        if not waiting:
            self._free[room].append(worker)
            return
        entry = queues.call(worker, waiting[0].entry.id).value
        minutes = self._random.uniform(*self._story.rooms[room].minutes)
        self._in_minutes(1, partial(self._start, worker, entry))
        self._in_minutes(1 + minutes, partial(self._finish, worker, entry))

    def _start(self, worker: Workplace, entry: QueueEntry) -> None:
        queues.start(worker, entry.id)

    def _finish(self, worker: Workplace, entry: QueueEntry) -> None:
        visit, _case = self._visits[entry.visit_id]
        if entry.cluster is Cluster.PHARMACY:
            queues.finish(worker, entry.id)
        elif entry.cluster is Cluster.LABORATORY:
            self._examine_sample(worker, visit, entry)
        else:
            self._see(worker, visit, entry)
        self._next_person(entry.cluster, worker)

    def _examine_sample(self, worker: Workplace, visit: Visit, entry: QueueEntry) -> None:
        case = self._visits[visit.id][1]
        onward = NextStep.PHARMACY if NextStep.PHARMACY in case.next else NextStep.HOME
        self._save(worker, visit, entry, case, next_steps=(onward,), laboratory=case.result)

    def _see(self, worker: Workplace, visit: Visit, entry: QueueEntry | None) -> None:
        case = self._visits[visit.id][1]
        worker = self._staff[case.by] if case.by else worker
        steps = (NextStep.LABORATORY,) if NextStep.LABORATORY in case.next else case.next
        saved = self._save(worker, visit, entry, case, next_steps=steps, laboratory=case.order)
        consultation_id = saved.consultation.id
        if case.referral is not None:
            self._refer(visit, consultation_id, case)
        if case.certificate is not None:
            self._certify(visit, consultation_id, case)

    def _save(
        self,
        worker: Workplace,
        visit: Visit,
        entry: QueueEntry | None,
        case: Case,
        *,
        next_steps: tuple[NextStep, ...],
        laboratory: str,
    ) -> SavedConsultation:
        here = entry.cluster if entry else visit.cluster
        in_laboratory = here is Cluster.LABORATORY
        patient = person_page(worker, visit.patient_id).patient
        command = ConsultationCommand(
            visit_id=visit.id,
            queue_entry_id=entry.id if entry else None,
            cluster=here,
            vital_signs=measure(patient, case, visit.visit_date, self._story, self._random),
            laboratory=laboratory,
            service_kinds=case.kinds,
            next_steps=next_steps,
            completed=True,
        )
        if in_laboratory:
            command = replace(command, vital_signs=replace(command.vital_signs, **_NOTHING_MEASURED))
        else:
            self._answer_forms(worker, visit, case, command)
            command = replace(
                command,
                anamnesis=case.anamnesis,
                examination=case.examination,
                diagnoses=tuple(DiagnosisChoice(code=code, name=diagnosis_of(code).name) for code in case.diagnoses),
                therapy=case.therapy,
                advice=case.advice,
                handover_note=case.order,
                return_date=None if case.return_days is None else worker.today + timedelta(days=case.return_days),
            )
        saved = save_consultation(worker, command).value
        for following in saved.next_entries:
            self.played.handovers.append(following)
            self._wake(following.cluster)
        return saved

    def _answer_forms(self, worker: Workplace, visit: Visit, case: Case, command: ConsultationCommand) -> None:
        for due in due_today(worker, visit.id):
            if due.form_id not in self._story.answers:
                continue
            if due.form_id == ADULT_NCD and case.purpose is not VisitPurpose.HEALTHY:
                continue
            about = AboutWhom(form_id=due.form_id, patient_id=visit.patient_id, visit_id=visit.id)
            response = start_response(worker, about)
            fill_in(response, command.vital_signs, case, visit.visit_date, self._story, self._random)
            self.played.responses.append(complete_response(worker, response, about).value)

    def _refer(self, visit: Visit, consultation_id: ConsultationId, case: Case) -> None:
        told = case.referral
        assert told is not None
        doctor = self._staff["dokter"]
        command = ReferralCommand(
            visit_id=visit.id,
            consultation_id=consultation_id,
            destination=told.destination,
            polyclinic=told.polyclinic,
            diagnosis_codes=case.diagnoses,
            reason=told.reason,
            planned_date=doctor.today + timedelta(days=0 if told.care_kind == "IGD" else 3),
            care_kind=told.care_kind,
            anamnesis=case.anamnesis,
            findings=told.findings,
            investigations=told.investigations,
            treatment_given=told.treatment,
            transport=told.transport,
            companion=told.companion,
            condition_on_departure=told.condition,
            hospital_confirmation=told.confirmation,
        )
        self.played.referrals.append(issue_referral(doctor, command).value)

    def _certify(self, visit: Visit, consultation_id: ConsultationId, case: Case) -> None:
        told = case.certificate
        assert told is not None
        command = CertificateCommand(
            visit_id=visit.id,
            consultation_id=consultation_id,
            purpose=told.purpose,
            finding=told.finding,
            colour_vision=told.colour_vision,
        )
        self.played.certificates.append(issue_health_certificate(self._staff["dokter"], command).value)


_NOTHING_MEASURED = dict.fromkeys(
    ("systolic", "diastolic", "pulse", "respiratory_rate", "temperature", "weight", "height")
)


def _members(families: Iterable[InventedFamily]) -> Iterator[tuple[Patient, InventedFamily]]:
    for family in families:
        for member in family.members:
            yield member, family
