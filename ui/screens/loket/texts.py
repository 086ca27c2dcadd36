"""How people, visits and hits read at the counter, without Qt."""

from datetime import date, datetime

from ilp_desktop.domain.indonesian_text import clock_time, short_date
from ilp_desktop.domain.patient import AllergyStatus, Patient, PatientStatus, Sex
from ilp_desktop.domain.referral_content import PRIVATE_FLAGS
from ilp_desktop.domain.routing import CLUSTER_LABELS
from ilp_desktop.domain.search_hit import SearchHit, SearchMatch
from ilp_desktop.domain.visit import Cluster
from ilp_desktop.domain.waiting import PastVisit, PersonSummary
from ilp_desktop.domain.words import word
from ui.kit.indonesian import show_age
from ui.screens.loket.state import DeskPerson, VisitState

_MATCH_WORDS = {
    SearchMatch.NIK: "NIK cocok",
    SearchMatch.INSURANCE: "No. JKN cocok",
    SearchMatch.MEDICAL_RECORD: "No. RM cocok",
    SearchMatch.FAMILY_CARD: "No. KK cocok",
    SearchMatch.PHONE: "No. HP cocok",
    SearchMatch.HOUSEHOLD_HEAD: "nama KK cocok",
    SearchMatch.VILLAGE: "desa cocok",
    SearchMatch.FORMER_NAME: "nama lama cocok",
}

_CLUSTER_WORDS = {
    Cluster.MANAGEMENT: "Klaster 1",
    Cluster.MOTHER_AND_CHILD: "Klaster 2",
    Cluster.ADULT_AND_ELDERLY: "Klaster 3",
    Cluster.INFECTIOUS_DISEASE: "Klaster 4",
}


def cluster_word(cluster: Cluster) -> str:
    """The short word for a room: "Klaster 3", "Laboratorium"."""
    return _CLUSTER_WORDS.get(cluster, CLUSTER_LABELS[cluster])


def age_text(birth_date: date | None, estimated: bool, today: date) -> str:
    """The age, "umur ?" when nothing is known of it."""
    return "umur ?" if birth_date is None else show_age(birth_date, today, estimated=estimated)


def age_and_sex(hit: SearchHit, today: date) -> str:
    """ "34 th P"."""
    return f"{age_text(hit.birth_date, hit.birth_date_estimated, today)}  {hit.sex.value}"


def where_and_with_whom(hit: SearchHit) -> str:
    """The second line of a hit: village, dusun, head of the family."""
    place = ", ".join(part for part in (hit.village_name or "desa belum diisi", hit.hamlet_name) if part)
    family = f"KK {hit.head_name}" if hit.head_name else ""
    mother = f"ibu {hit.mother_name}" if hit.mother_name else ""
    told = mother if hit.matched is SearchMatch.MOTHER else family or mother
    return " · ".join(part for part in (place, told) if part)


def why_found(hit: SearchHit) -> str:
    """What to notice of a hit: that the person died or moved, else by what they were found when not by name."""
    if hit.is_deceased or hit.has_moved:
        return word(hit.status)
    if hit.matched is SearchMatch.MOTHER:
        return "nama ibu cocok"
    return _MATCH_WORDS.get(hit.matched, "data gabungan" if hit.through_merged else "")


def sex_word(sex: Sex) -> str:
    """The word, or that it is not known."""
    return "jenis kelamin ?" if sex is Sex.UNKNOWN else word(sex)


def allergy_words(patient: Patient) -> str:
    """The substances; empty when none are recorded."""
    return (patient.allergies or "tidak disebut apa") if patient.allergy_status is AllergyStatus.PRESENT else ""


def person_facts(person: DeskPerson) -> tuple[str, ...]:
    """The banner's second line."""
    patient = person.patient
    place = ", ".join(part for part in (patient.village_name or "desa belum diisi", patient.hamlet_name) if part)
    head = person.summary.household_head
    facts = [place, f"KK {head}" if head and head != patient.name else "", f"NIK {patient.nik}" if patient.nik else ""]
    if patient.allergy_status is AllergyStatus.NOT_ASKED:
        facts.append("alergi belum ditanya")
    if patient.allergy_status is AllergyStatus.NONE:
        facts.append("tidak ada alergi")
    if person.summary.other_numbers:
        facts.append(f"digabung dari RM {', '.join(person.summary.other_numbers)}")
    return tuple(fact for fact in facts if fact)


def due_words(person: DeskPerson) -> str:
    """What every room must see: death, flags, open problems; private findings only in the room, not at the counter."""
    patient = person.patient
    if patient.status is PatientStatus.DECEASED:
        day = f" {short_date(patient.deceased_date)}" if patient.deceased_date else ""
        return f"Meninggal{day}"
    flags = [flag.text for flag in person.summary.flags if flag.code not in PRIVATE_FLAGS]
    problems = [condition.name for condition in person.summary.open_conditions]
    return " · ".join((*flags, *problems))


def visit_line(past: PastVisit) -> str:
    """ "3 Okt 2026  Klaster 2  Hipertensi esensial  Bidan Rahma"."""
    visit = past.visit
    parts = [short_date(visit.visit_date), cluster_word(visit.cluster)]
    found = ", ".join(condition.name for condition in past.conditions)
    parts.append(found or visit.complaint or word(visit.purpose))
    parts.extend({consultation.practitioner_name for consultation in past.consultations[-1:]})
    return " · ".join(part for part in parts if part)


def already_words(summary: PersonSummary, now: datetime) -> str:
    """That the person was registered before today, and where; empty when not."""
    for past in summary.history:
        visit = past.visit
        if visit.visit_date == now.date():
            at = clock_time(visit.registered_at.astimezone(now.tzinfo))
            return f"Sudah terdaftar hari ini pukul {at}, {cluster_word(visit.cluster)}."
    return ""


def payer_note(state: VisitState) -> str:
    """Where the pre-filled payer comes from."""
    last = state.person.last
    if state.payer is not last.payer:
        return "diubah untuk kunjungan ini"
    return f"sama seperti {short_date(last.visit.visit_date)}" if last.visit else "dari data orang ini"


def pregnancy_note(state: VisitState) -> str:
    """A pregnancy of the last visit is asked for again, never taken over."""
    visit = state.person.last.visit
    if visit is None or not visit.pregnant or state.yes | state.no:
        return ""
    return f"hamil pada {short_date(visit.visit_date)}: tanyakan lagi"
