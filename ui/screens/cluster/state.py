"""What a klaster room says: waiting list, banner, due forms, history and measurements as words. No Qt."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.clinical.blood_pressure import PressureClass, blood_pressure_class
from ilp_desktop.domain.due_forms import DueForm
from ilp_desktop.domain.identifiers import ReferralId, ResponseId, VisitId
from ilp_desktop.domain.indonesian_text import decimal_number, short_date
from ilp_desktop.domain.patient import AllergyStatus, Patient, Sex
from ilp_desktop.domain.referral_content import PRIVATE_FLAGS
from ilp_desktop.domain.visit import (
    CaseKind,
    Cluster,
    Condition,
    Consultation,
    Flag,
    QuestionnaireResponse,
    QueueStatus,
)
from ilp_desktop.domain.waiting import PastVisit, PersonSummary, WaitingPerson
from ilp_desktop.domain.words import word
from ilp_desktop.services.form_library import FormListing
from ilp_desktop.services.immunisation_table import DueDose
from ilp_desktop.services.measurements import DIASTOLIC, HAEMOGLOBIN, SYSTOLIC, WEIGHT, Measured, course
from ui.kit.indonesian import show_age

ROOM_CLUSTERS: Mapping[str, tuple[Cluster, ...]] = {
    "cluster_2": (Cluster.MOTHER_AND_CHILD,),
    "cluster_3": (Cluster.ADULT_AND_ELDERLY,),
    "cluster_4": (Cluster.INFECTIOUS_DISEASE,),
    "cross_cluster": (
        Cluster.LABORATORY,
        Cluster.PHARMACY,
        Cluster.EMERGENCY,
        Cluster.DENTAL,
        Cluster.CROSS_CLUSTER,
    ),
}
"""Whose queues stand in which room."""

_WORD = re.compile(r"\w+")

WORKSHOPS = frozenset({Cluster.LABORATORY, Cluster.PHARMACY})
"""Rooms that are asked for something and give it, instead of examining."""

DUE_DOSES = "immunisation"
"""Stands in the list of what is due for the doses of the schedule, which have a page of their own."""

UPPER_ARM = "56072-2"
GRAVIDA, PARA, ABORTUS = "11996-6", "11977-6", "11612-9"
"""LOINC codes that the forms measure."""

ADULT_YEARS = 18
NORMAL_SYSTOLIC = (90.0, 139.0)
_LONG_WAIT = 60
_USUAL_PRESSURES = frozenset({PressureClass.OPTIMAL, PressureClass.NORMAL, PressureClass.HIGH_NORMAL})
"""One reading beyond these is called high, not yet hypertension."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """One line of the waiting list; ``is_urgent`` for what must not be overlooked."""

    title: str
    waited: str
    detail: str
    state: str
    is_urgent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One past visit: when and where, what was found, and what can be opened from it."""

    title: str
    detail: str
    trailing: str
    responses: tuple[ResponseId, ...] = ()
    referrals: tuple[ReferralId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """A due form with the number key that opens it."""

    number: int
    form_id: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """A measurement over the last visits: name, the last value in words, the values, what is normal."""

    name: str
    last: str
    values: tuple[float, ...]
    normal: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The column "Ringkas": what another room wrote, courses, and problems with their codes."""

    note: str
    courses: tuple[CourseLine, ...]
    problems: tuple[str, ...]
    flags: tuple[Flag, ...] = ()
    from_birth: tuple[str, ...] = ()


def waiting_line(person: WaitingPerson, now: datetime) -> WaitingLine:
    """How somebody who waits reads."""
    minutes = person.minutes_waiting(now)
    marks = []
    if person.entry.status is not QueueStatus.WAITING:
        marks.append(word(person.entry.status))
    if person.pregnant:
        marks.append("Hamil")
    if person.priority:
        marks.append("Prioritas")
    if person.has_allergy:
        marks.append("Alergi")
    who = " ".join(part for part in (_sex_letter(person.sex), _age(person.birth_date, now.date())) if part)
    detail = person.entry.handover_note.replace("\n", " ") or person.complaint or person.routing_reason
    return WaitingLine(
        title=f"{person.entry.ticket_number}  {person.name}",
        waited=f"{minutes} mnt",
        detail=" · ".join(part for part in (who, detail) if part),
        state=", ".join(marks),
        is_urgent=person.priority or person.has_allergy or minutes >= _LONG_WAIT,
    )


def next_to_call(people: Sequence[WaitingPerson]) -> WaitingPerson | None:
    """The first who waits and was not called yet; None when nobody does."""
    return next((person for person in people if person.entry.status is QueueStatus.WAITING), None)


def allergy_text(patient: Patient) -> str:
    """What to beware of; empty when none is known."""
    if patient.allergy_status is not AllergyStatus.PRESENT:
        return ""
    return patient.allergies or "ada, belum disebut obatnya"


def pregnancy_text(values: Sequence[Measured], *, maternal: str, pregnant: bool) -> str:
    """hamil 24 minggu, G3P2A0, or nifas hari ke-5: as far as it is known; empty for somebody who is neither."""
    if not maternal and not pregnant:
        return ""
    last = {one.code: one for one in values}
    counts = [last[code].number for code in (GRAVIDA, PARA, ABORTUS) if code in last]
    known = [f"{letter}{number:.0f}" for letter, number in zip("GPA", counts, strict=False) if number is not None]
    return f"{maternal or 'hamil'} {''.join(known) if len(known) == len('GPA') else ''}".strip()


def banner_facts(summary: PersonSummary, pregnancy: str, complaint: str) -> tuple[str, ...]:
    """The short facts of the banner's second line."""
    asked = summary.patient.allergy_status is not AllergyStatus.NOT_ASKED
    facts = (
        pregnancy,
        f"keluhan: {complaint}" if complaint else "",
        f"KK {summary.household_head}" if summary.household_head else "",
        summary.patient.village_name,
        "" if asked else "alergi belum ditanyakan",
    )
    return tuple(fact for fact in facts if fact)


def due_lines(
    due: Iterable[DueForm], listings: Iterable[FormListing], doses: Sequence[DueDose] = ()
) -> tuple[DueLine, ...]:
    """Doses that are due as one line, then due forms, the most urgent first, numbered from 1.

    What this room cannot fill in is left out.
    """
    titles = {listing.form_id: listing.title for listing in listings}
    found = [(one.form_id, titles[one.form_id], one.reason) for one in due if one.form_id in titles]
    if doses:
        found.insert(0, (DUE_DOSES, "Imunisasi", ", ".join(one.label for one in doses)))
    return tuple(
        DueLine(number=number, form_id=form_id, title=title, reason=reason)
        for number, (form_id, title, reason) in enumerate(found, start=1)
    )


def matching_forms(listings: Iterable[FormListing], typed: str) -> tuple[FormListing, ...]:
    """Forms whose title has a word beginning with each typed word; brackets, commas and the like do not count."""
    words = _WORD.findall(typed.casefold())
    return tuple(
        listing
        for listing in listings
        if all(any(part.startswith(one) for part in _WORD.findall(listing.title.casefold())) for one in words)
    )


def history_lines(
    history: Iterable[PastVisit], titles: Mapping[str, str], values: Sequence[Measured], today: VisitId
) -> tuple[HistoryLine, ...]:
    """Visits, newest first, each with what was found; of the visit of today only what is recorded already."""
    return tuple(
        _history_line(past, titles, values)
        for past in history
        if past.visit.id != today or past.consultations or past.responses or past.referrals
    )


def glance(summary: PersonSummary, values: Sequence[Measured], note: str = "") -> Glance:
    """What a room wants to know at a glance."""
    courses = (
        _pressure(values),
        _course(values, "BB", WEIGHT, "kg", None),
        _course(values, "Hb", HAEMOGLOBIN, "g/dL", None),
    )
    return Glance(
        note=note,
        courses=tuple(one for one in courses if one is not None),
        problems=tuple(f"{one.name} ({one.code})" for one in summary.open_conditions),
        flags=summary.flags,
        from_birth=tuple({one.code: one.text for one in summary.from_birth if one.code not in PRIVATE_FLAGS}.values()),
    )


def asked_lines(
    waiting: WaitingPerson, consultation: Consultation, conditions: Sequence[Condition]
) -> tuple[tuple[str, str], ...]:
    """What a laboratory or pharmacy is told: title and text, only what was said."""
    is_laboratory = waiting.entry.cluster is Cluster.LABORATORY
    lines = (
        ("Dari", f"{word(consultation.cluster)}, {consultation.practitioner_name}"),
        ("Pemeriksaan yang diminta" if is_laboratory else "Resep", _order(consultation, is_laboratory)),
        ("Catatan serah terima", waiting.entry.handover_note),
        ("Diagnosis", ", ".join(f"{one.name} ({one.code})" for one in conditions)),
        ("Anamnesis", consultation.anamnesis),
        ("Tanda vital", signs_text(consultation)),
    )
    return tuple((title, text) for title, text in lines if text)


def _order(consultation: Consultation, is_laboratory: bool) -> str:
    asked = consultation.laboratory if is_laboratory else consultation.therapy
    return asked or "tidak ditulis; tanyakan ke ruang pengirim"


def signs_text(consultation: Consultation) -> str:
    """TD 118/76 · N 80 · S 36,5 · BB 54: what was measured."""
    parts = []
    if consultation.systolic is not None and consultation.diastolic is not None:
        parts.append(f"TD {consultation.systolic}/{consultation.diastolic}")
    for label, value, places in (
        ("N", consultation.pulse, 0),
        ("R", consultation.respiratory_rate, 0),
        ("S", consultation.temperature, 1),
        ("BB", consultation.weight, 1),
        ("TB", consultation.height, 1),
    ):
        if value is not None:
            parts.append(f"{label} {decimal_number(value, places).removesuffix(',0')}")
    return " · ".join(parts)


def is_adult(patient: Patient, today: date) -> bool:
    """Whether adults' usual ranges of vital signs apply."""
    return patient.birth_date is not None and age_on(patient.birth_date, today).years >= ADULT_YEARS


def age_text(patient: Patient, today: date) -> str:
    """The age in words, with a mark when the birth date is estimated."""
    if patient.birth_date is None:
        return "umur tidak diketahui"
    return show_age(patient.birth_date, today, estimated=patient.birth_date_estimated)


def _history_line(past: PastVisit, titles: Mapping[str, str], values: Sequence[Measured]) -> HistoryLine:
    standing = _standing(past.responses)
    found = [signs_text(one) for one in past.consultations]
    if standing:
        found.append(_measured_text([one for one in values if one.day == past.visit.visit_date]))
    found += [titles.get(one.form_id, one.form_id) for one in standing]
    found += [one.therapy for one in past.consultations]
    found += [f"dirujuk ke {one.destination}" for one in past.referrals]
    case = {CaseKind.NEW: "B", CaseKind.OLD: "L", CaseKind.OLD_VISIT: "KKL"}
    diagnoses = ", ".join(f"{one.name} ({case[one.case_kind]})" for one in past.conditions)
    practitioner = next((one.practitioner_name for one in past.consultations), "")
    return HistoryLine(
        title=f"{short_date(past.visit.visit_date)}  {diagnoses or word(past.visit.cluster)}",
        detail=" · ".join(part.replace("\n", ", ") for part in found if part) or past.visit.complaint or "belum diisi",
        trailing=practitioner,
        responses=tuple(one.id for one in standing),
        referrals=tuple(one.id for one in past.referrals),
    )


def _measured_text(values: Sequence[Measured]) -> str:
    """TD 118/76 · BB 54 · LILA 23 · Hb 11,2: what forms measured on one day."""
    numbers = {one.code: one.number for one in values if one.number is not None}
    parts = []
    if SYSTOLIC in numbers and DIASTOLIC in numbers:
        parts.append(f"TD {numbers[SYSTOLIC]:.0f}/{numbers[DIASTOLIC]:.0f}")
    for label, code in (("BB", WEIGHT), ("LILA", UPPER_ARM), ("Hb", HAEMOGLOBIN)):
        if code in numbers:
            parts.append(f"{label} {decimal_number(numbers[code], 1).removesuffix(',0')}")
    return " · ".join(parts)


def _standing(responses: Sequence[QuestionnaireResponse]) -> list[QuestionnaireResponse]:
    corrected = {one.amends for one in responses}
    return [one for one in responses if one.id not in corrected]


def _pressure(values: Sequence[Measured]) -> CourseLine | None:
    systolic, diastolic = course(values, SYSTOLIC), {one.day: one.number for one in course(values, DIASTOLIC)}
    numbers = tuple(one.number for one in systolic if one.number is not None)
    if not numbers:
        return None
    below = diastolic.get(systolic[-1].day)
    last = decimal_number(numbers[-1], 0)
    if below is not None:
        is_usual = blood_pressure_class(numbers[-1], below) in _USUAL_PRESSURES
        last = f"{last}/{decimal_number(below, 0)} mmHg{'' if is_usual else ', tinggi'}"
    return CourseLine(name="TD", last=last, values=numbers, normal=NORMAL_SYSTOLIC)


def _course(
    values: Sequence[Measured], name: str, code: str, unit: str, normal: tuple[float, float] | None
) -> CourseLine | None:
    found = course(values, code)
    numbers = tuple(one.number for one in found if one.number is not None)
    if not numbers:
        return None
    last = f"{decimal_number(numbers[-1], 1).removesuffix(',0')} {unit} · {short_date(found[-1].day)}"
    return CourseLine(name=name, last=last, values=numbers, normal=normal)


def _sex_letter(sex: Sex) -> str:
    return "" if sex is Sex.UNKNOWN else sex.value


def _age(birth_date: date | None, today: date) -> str:
    return "" if birth_date is None else age_on(birth_date, today).text
