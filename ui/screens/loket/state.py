"""What the counter knows and decides, without Qt: the search, the person at hand, the visit being registered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from time import perf_counter

from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.bookkeeping import PatientMerge
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import Patient, Payer
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.routing import (
    EMERGENCY_SIGNS,
    OUTBREAK_SIGNS,
    TUBERCULOSIS_SIGNS,
    Answer,
    FirstScreening,
    Question,
    RequestedService,
    Routing,
    RoutingRules,
    questions_for,
)
from ilp_desktop.domain.search_hit import SearchHit
from ilp_desktop.domain.visit import ArrivalMode, Cluster, VisitPurpose
from ilp_desktop.domain.waiting import PersonSummary
from ilp_desktop.services.merging_people import merges_of
from ilp_desktop.services.people import PersonPage, person_page
from ilp_desktop.services.rooms import person_summary
from ilp_desktop.services.visits import LastTime, VisitCommand, last_time, routing_on, routing_rules
from ilp_desktop.services.workplace import Workplace

MOST_HITS = 50
_NIK_LENGTH = 16
_INSURANCE_LENGTH = 13

Find = Callable[[str, int], tuple[SearchHit, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer to one text, and how long the search took in milliseconds."""

    text: str = ""
    hits: tuple[SearchHit, ...] = ()
    milliseconds: float = 0.0


class SearchState:
    """``look`` runs on whatever thread may wait for ``find``; ``show`` makes its answer the one on the screen."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self.found = Found()

    def look(self, text: str) -> Found:
        """The people that ``text`` may mean; nothing is searched for an empty text."""
        if not text.strip():
            return Found(text=text)
        started = perf_counter()
        hits = self._find(text, MOST_HITS)
        return Found(text=text, hits=hits, milliseconds=(perf_counter() - started) * 1000)

    def show(self, found: Found) -> tuple[SearchHit, ...]:
        """From now on this is what was found; gives the rows of the list."""
        self.found = found
        return found.hits

    @property
    def headline(self) -> str:
        """ "5 orang · 3 ms", and what to do when there is nobody."""
        found = self.found
        if not found.text.strip():
            return ""
        if not found.hits:
            return "Tidak ada yang cocok. Periksa ejaannya, atau tekan F2 untuk orang baru."
        count = (
            f"{MOST_HITS} teratas, ketik lebih banyak" if len(found.hits) >= MOST_HITS else f"{len(found.hits)} orang"
        )
        return f"{count} · {found.milliseconds:.0f} ms"


def entry_from_search(text: str) -> PersonEntry:
    """A new person's page that takes over what was typed into the search box, so that it is not typed twice."""
    digits = "".join(text.split())
    if digits.isdigit():
        match len(digits):
            case length if length == _NIK_LENGTH:
                return PersonEntry(name="", nik=digits)
            case length if length == _INSURANCE_LENGTH:
                return PersonEntry(name="", insurance_number=digits)
        return PersonEntry(name="")
    return PersonEntry(name="" if any(letter.isdigit() for letter in text) else " ".join(text.split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPerson:
    """Everything that the counter shows of the person at hand."""

    page: PersonPage
    summary: PersonSummary
    last: LastTime
    rules: RoutingRules
    merges: tuple[PatientMerge, ...]

    @property
    def patient(self) -> Patient:
        """The person."""
        return self.page.patient


def load_person(workplace: Workplace, patient_id: PatientId) -> DeskPerson:
    """Reads the person at hand; runs on the database thread."""
    return DeskPerson(
        page=person_page(workplace, patient_id),
        summary=person_summary(workplace, patient_id),
        last=last_time(workplace, patient_id),
        rules=routing_rules(workplace),
        merges=merges_of(workplace, patient_id),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionGroup:
    """One line of the first screening: what is always on offer, and what opens on demand under ``more``."""

    label: str
    shown: tuple[Question, ...]
    more: tuple[Question, ...] = ()
    more_label: str = ""


_GROUPS = (
    QuestionGroup(label="Bahaya", shown=(), more=EMERGENCY_SIGNS, more_label="Ada tanda bahaya …"),
    QuestionGroup(
        label="Menular",
        shown=(Question.COUGH_TWO_WEEKS, Question.FEVER_WITH_RASH, Question.FEVER_WITH_COUGH),
        more=tuple(
            question
            for question in (*TUBERCULOSIS_SIGNS, *OUTBREAK_SIGNS)
            if question not in (Question.COUGH_TWO_WEEKS, Question.FEVER_WITH_RASH, Question.FEVER_WITH_COUGH)
        ),
        more_label="Lainnya …",
    ),
    QuestionGroup(
        label="Ibu dan KB",
        shown=(Question.PREGNANT, Question.POSTPARTUM, Question.FAMILY_PLANNING, Question.MARRYING),
    ),
    QuestionGroup(label="Bantuan", shown=(Question.FELL_THIS_YEAR, Question.NEEDS_WHEELCHAIR, Question.DISABILITY)),
)

SHORT_LABELS = {
    Question.SICK_NEWBORN: "Bayi tak mau menyusu/biru",
    Question.COUGH_TWO_WEEKS: "Batuk ≥ 2 minggu",
    Question.FEVER_WITH_RASH: "Demam + ruam",
    Question.FEVER_WITH_COUGH: "Demam + batuk",
    Question.TUBERCULOSIS_CONTACT: "Kontak TBC",
    Question.MEASLES_OR_DIPHTHERIA_CONTACT: "Kontak campak/difteri",
    Question.SEVERE_DIARRHOEA: "Diare + muntah hebat",
    Question.FELL_THIS_YEAR: "Pernah jatuh",
    Question.NEEDS_WHEELCHAIR: "Kursi roda",
}
"""Shorter words for the chips of the counter; the whole question is in the tool tip."""


@dataclass(slots=True, kw_only=True)
class VisitState:
    """The visit as filled in so far. Everything has an answer from the start; what was not asked stays unknown."""

    person: DeskPerson
    today: date
    payer: Payer
    insurance_number: str
    purpose: VisitPurpose = VisitPurpose.SICK
    yes: set[Question] = field(default_factory=set)
    no: set[Question] = field(default_factory=set)
    requested: RequestedService = RequestedService.CONSULTATION
    arrival: ArrivalMode = ArrivalMode.ALONE
    complaint: str = ""
    chosen_cluster: Cluster | None = None
    overrule_reason: str = ""
    visit_date: date | None = None
    visit_time: time | None = None

    @classmethod
    def begin(cls, person: DeskPerson, today: date) -> "VisitState":
        """A visit with payer and card of last time."""
        return cls(person=person, today=today, payer=person.last.payer, insurance_number=person.last.insurance_number)

    @property
    def day(self) -> date:
        """The day of the visit: today unless it is entered late."""
        return self.visit_date or self.today

    @property
    def groups(self) -> tuple[QuestionGroup, ...]:
        """The lines of the screening with only the questions that make sense for this person."""
        patient = self.person.patient
        asked = set(questions_for(self._age(), patient.sex, self.person.rules))
        kept = (
            QuestionGroup(
                label=group.label,
                shown=tuple(question for question in group.shown if question in asked),
                more=tuple(question for question in group.more if question in asked),
                more_label=group.more_label,
            )
            for group in _GROUPS
        )
        return tuple(group for group in kept if group.shown or group.more)

    @property
    def screening(self) -> FirstScreening:
        """The answers so far."""
        return FirstScreening(yes=frozenset(self.yes), no=frozenset(self.no - self.yes), requested=self.requested)

    @property
    def routing(self) -> Routing:
        """Where the rules send this person, with the reasons."""
        return routing_on(self.day, self.person.patient, self.screening, self.purpose, self.person.rules)

    @property
    def cluster(self) -> Cluster:
        """Where the person goes: as the clerk chose, else as the rules propose."""
        return self.chosen_cluster or self.routing.cluster

    @property
    def is_overruled(self) -> bool:
        """Whether the clerk sends the person elsewhere than the rules propose."""
        return self.cluster is not self.routing.cluster

    def set_yes(self, group: QuestionGroup, yes: set[Question]) -> None:
        """The questions of a line that are answered with yes; taking one away makes it unknown again."""
        asked = {*group.shown, *group.more}
        self.yes = (self.yes - asked) | yes
        self.no -= yes

    def answer_rest_no(self) -> None:
        """Everything was asked: what is not yes is no."""
        asked = set(questions_for(self._age(), self.person.patient.sex, self.person.rules))
        self.no = asked - self.yes

    @property
    def asked_words(self) -> str:
        """How far the first screening went, in words."""
        unasked = sum(
            self.screening.answer(question) is Answer.UNKNOWN
            for group in self.groups
            for question in (*group.shown, *group.more)
        )
        if not unasked:
            return "semua sudah ditanya"
        return "belum ditanya" if not self.yes | self.no else f"{unasked} pertanyaan belum ditanya"

    @property
    def is_fully_asked(self) -> bool:
        """Whether every question has an answer."""
        return self.asked_words == "semua sudah ditanya"

    def command(self) -> VisitCommand:
        """What is registered."""
        return VisitCommand(
            patient_id=self.person.patient.id,
            purpose=self.purpose,
            payer=self.payer,
            screening=self.screening,
            insurance_number=self.insurance_number,
            arrival=self.arrival,
            complaint=self.complaint,
            cluster=self.chosen_cluster,
            overrule_reason=self.overrule_reason if self.is_overruled else "",
            visit_date=self.visit_date,
            visit_time=self.visit_time,
        )

    def _age(self) -> Age | None:
        born = self.person.patient.birth_date
        return None if born is None else age_on(born, self.day)
