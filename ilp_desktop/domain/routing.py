"""The one-minute first screening at the counter, and the klaster it leads to (KMK HK.01.07/MENKES/2015/2023).

The program proposes with its reason; the clerk may decide otherwise.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from ilp_desktop.domain.age import LIFE_STAGE_LABELS, Age, LifeStage, life_stage
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.queue_number import PRIORITY_LABELS, QueueRules, priority_groups
from ilp_desktop.domain.uncertain import Sureness, uncertain
from ilp_desktop.domain.visit import Cluster


class Question(StrEnum):
    """What the counter asks or sees, in the order of asking."""

    UNCONSCIOUS = "unconscious"
    SEVERE_BREATHLESSNESS = "severe_breathlessness"
    SEIZURE = "seizure"
    BLEEDING = "bleeding"
    CHEST_PAIN = "chest_pain"
    SEVERE_WOUND = "severe_wound"
    IN_LABOUR = "in_labour"
    SICK_NEWBORN = "sick_newborn"
    COUGH_TWO_WEEKS = "cough_two_weeks"
    COUGHING_BLOOD = "coughing_blood"
    FEVER_WITH_RASH = "fever_with_rash"
    FEVER_WITH_COUGH = "fever_with_cough"
    TUBERCULOSIS_CONTACT = "tuberculosis_contact"
    MEASLES_OR_DIPHTHERIA_CONTACT = "measles_or_diphtheria_contact"
    SEVERE_DIARRHOEA = "severe_diarrhoea"
    PREGNANT = "pregnant"
    POSTPARTUM = "postpartum"
    FAMILY_PLANNING = "family_planning"
    MARRYING = "marrying"
    FELL_THIS_YEAR = "fell_this_year"
    NEEDS_WHEELCHAIR = "needs_wheelchair"
    DISABILITY = "disability"


QUESTION_LABELS: Mapping[Question, str] = MappingProxyType(
    {
        Question.UNCONSCIOUS: "Tidak sadar",
        Question.SEVERE_BREATHLESSNESS: "Sesak berat",
        Question.SEIZURE: "Kejang",
        Question.BLEEDING: "Perdarahan",
        Question.CHEST_PAIN: "Nyeri dada",
        Question.SEVERE_WOUND: "Luka berat",
        Question.IN_LABOUR: "Akan melahirkan",
        Question.SICK_NEWBORN: "Bayi tidak mau menyusu atau biru",
        Question.COUGH_TWO_WEEKS: "Batuk 2 minggu atau lebih",
        Question.COUGHING_BLOOD: "Batuk darah",
        Question.FEVER_WITH_RASH: "Demam dengan ruam",
        Question.FEVER_WITH_COUGH: "Demam dengan batuk kurang dari 10 hari",
        Question.TUBERCULOSIS_CONTACT: "Kontak dengan penderita TBC",
        Question.MEASLES_OR_DIPHTHERIA_CONTACT: "Kontak dengan penderita campak atau difteri",
        Question.SEVERE_DIARRHOEA: "Diare dengan muntah hebat",
        Question.PREGNANT: "Hamil",
        Question.POSTPARTUM: "Nifas",
        Question.FAMILY_PLANNING: "Mau KB",
        Question.MARRYING: "Calon pengantin",
        Question.FELL_THIS_YEAR: "Pernah jatuh dalam setahun ini",
        Question.NEEDS_WHEELCHAIR: "Perlu kursi roda",
        Question.DISABILITY: "Disabilitas",
    }
)

EMERGENCY_SIGNS = (
    Question.UNCONSCIOUS,
    Question.SEVERE_BREATHLESSNESS,
    Question.SEIZURE,
    Question.BLEEDING,
    Question.CHEST_PAIN,
    Question.SEVERE_WOUND,
    Question.IN_LABOUR,
    Question.SICK_NEWBORN,
)
TUBERCULOSIS_SIGNS = (Question.COUGH_TWO_WEEKS, Question.COUGHING_BLOOD, Question.TUBERCULOSIS_CONTACT)
OUTBREAK_SIGNS = (
    Question.FEVER_WITH_RASH,
    Question.FEVER_WITH_COUGH,
    Question.MEASLES_OR_DIPHTHERIA_CONTACT,
    Question.SEVERE_DIARRHOEA,
)


class Answer(StrEnum):
    """An answer; not asked is not the same as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class RequestedService(StrEnum):
    """What a person asks for by name at the counter."""

    CONSULTATION = "consultation"
    DENTAL = "dental"
    LABORATORY = "laboratory"
    HEALTH_CERTIFICATE = "health_certificate"
    IMMUNISATION = "immunisation"
    NUTRITION_COUNSELLING = "nutrition_counselling"
    SANITATION_COUNSELLING = "sanitation_counselling"


SERVICE_LABELS: Mapping[RequestedService, str] = MappingProxyType(
    {
        RequestedService.CONSULTATION: "Periksa",
        RequestedService.DENTAL: "Gigi",
        RequestedService.LABORATORY: "Laboratorium saja",
        RequestedService.HEALTH_CERTIFICATE: "Surat sehat",
        RequestedService.IMMUNISATION: "Imunisasi",
        RequestedService.NUTRITION_COUNSELLING: "Konseling gizi",
        RequestedService.SANITATION_COUNSELLING: "Konseling sanitasi",
    }
)

CLUSTER_LABELS: Mapping[Cluster, str] = MappingProxyType(
    {
        Cluster.EMERGENCY: "UGD",
        Cluster.MANAGEMENT: "Klaster 1 Manajemen",
        Cluster.MOTHER_AND_CHILD: "Klaster 2 Ibu dan Anak",
        Cluster.ADULT_AND_ELDERLY: "Klaster 3 Dewasa dan Lansia",
        Cluster.INFECTIOUS_DISEASE: "Klaster 4 Penyakit Menular",
        Cluster.DENTAL: "Ruang Gigi",
        Cluster.LABORATORY: "Laboratorium",
        Cluster.PHARMACY: "Farmasi",
        Cluster.CROSS_CLUSTER: "Lintas Klaster",
    }
)


class Need(StrEnum):
    """What the person needs on the way."""

    EMERGENCY = "emergency"
    MASK = "mask"
    INFECTIOUS_ROOM = "infectious_room"
    TUBERCULOSIS_FORM = "tuberculosis_form"
    NOTIFY_CLUSTER_4 = "notify_cluster_4"
    PRIORITY_QUEUE = "priority_queue"
    FALL_RISK = "fall_risk"
    WHEELCHAIR = "wheelchair"


NEED_LABELS: Mapping[Need, str] = MappingProxyType(
    {
        Need.EMERGENCY: "Gawat darurat: tangani dulu, daftar menyusul",
        Need.MASK: "Beri masker",
        Need.INFECTIOUS_ROOM: "Tunggu di ruang infeksi",
        Need.TUBERCULOSIS_FORM: "Isi skrining TBC",
        Need.NOTIFY_CLUSTER_4: "Beri tahu klaster 4 dalam 24 jam",
        Need.PRIORITY_QUEUE: "Antrean prioritas",
        Need.FALL_RISK: "Risiko jatuh: pita kuning",
        Need.WHEELCHAIR: "Siapkan kursi roda",
    }
)


class MaternalStage(StrEnum):
    """Whether the person is counted as mother, whatever her age."""

    NONE = "none"
    PREGNANT = "pregnant"
    POSTPARTUM = "postpartum"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstScreening:
    """The answers of one person at the counter; a question that is in neither set was not answered.

    ``days_since_delivery`` belongs to POSTPARTUM and may be unknown.
    """

    yes: frozenset[Question] = frozenset()
    no: frozenset[Question] = frozenset()
    days_since_delivery: int | None = None
    requested: RequestedService = RequestedService.CONSULTATION

    def answer(self, question: Question) -> Answer:
        """The answer to one question; yes wins when both were ticked."""
        if question in self.yes:
            return Answer.YES
        return Answer.NO if question in self.no else Answer.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingRules:
    """Settings of the puskesmas, with the day from which they hold and their legal basis.

    ``infectious_cluster`` None: people with signs of infection stay with the klaster of their age, in its own
    infectious room. Services without an entry in ``service_clusters`` are given by the klaster of age.
    """

    in_force_from: date = date(2023, 9, 1)
    legal_basis: str = "KMK HK.01.07/MENKES/2015/2023"
    adult_from_years: int = uncertain(
        18,
        "Klaster 3 mulai umur",
        span=(18, 21),
        unit="tahun",
        source="KMK 2015/2023: 18 tahun; murid SMA yang sudah 18 tetap dilayani UKS",
        sure=Sureness.MEDIUM,
    )
    postpartum_days: int = 42
    fertile_from_years: int = 10
    fertile_below_years: int = 60
    family_planning_cluster: Cluster = uncertain(  # noqa: RUF009 - a field specifier
        Cluster.ADULT_AND_ELDERLY,
        "Klaster untuk KB dan calon pengantin",
        choices={"cluster_2": "Klaster 2", "cluster_3": "Klaster 3"},
        key="family_planning_cluster",
        source="KMK 2015/2023: klaster 3; sebagian puskesmas klaster 2",
        sure=Sureness.LOCAL,
    )
    infectious_cluster: Cluster | None = Cluster.INFECTIOUS_DISEASE
    service_clusters: Mapping[RequestedService, Cluster] = field(
        default_factory=lambda: MappingProxyType(
            {
                RequestedService.DENTAL: Cluster.DENTAL,
                RequestedService.LABORATORY: Cluster.LABORATORY,
                RequestedService.HEALTH_CERTIFICATE: Cluster.CROSS_CLUSTER,
                RequestedService.NUTRITION_COUNSELLING: Cluster.CROSS_CLUSTER,
                RequestedService.SANITATION_COUNSELLING: Cluster.CROSS_CLUSTER,
            }
        )
    )
    queue: QueueRules = field(default_factory=QueueRules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """Where a person goes and why.

    ``cluster`` gives the service; ``population_cluster`` is the one that counts the person for SPM (a TB suspect
    keeps the klaster of age). ``life_stage`` is None while the age is not known. ``reasons`` are Indonesian
    sentences, the deciding one first. ``unasked`` are the questions on danger and infection without an answer.
    """

    cluster: Cluster
    population_cluster: Cluster
    life_stage: LifeStage | None
    maternal_stage: MaternalStage
    needs: tuple[Need, ...]
    reasons: tuple[str, ...]
    unasked: tuple[Question, ...]

    @property
    def reason(self) -> str:
        """All reasons as one text."""
        return " ".join(self.reasons)


def questions_for(age: Age | None, sex: Sex, rules: RoutingRules) -> tuple[Question, ...]:
    """The questions that make sense for this person, in the order of asking."""
    fertile = age is None or rules.fertile_from_years <= age.years < rules.fertile_below_years
    left_out = {Question.FAMILY_PLANNING, Question.MARRYING} if not fertile else set()
    if not fertile or sex is Sex.MALE:
        left_out |= {Question.IN_LABOUR, Question.PREGNANT, Question.POSTPARTUM}
    if age is not None and age.months >= rules.queue.infant_below_months:
        left_out.add(Question.SICK_NEWBORN)
    return tuple(question for question in Question if question not in left_out)


def route(screening: FirstScreening, *, age: Age | None, sex: Sex, rules: RoutingRules) -> Routing:
    """The klaster for a person: the first that applies of danger, infection, motherhood, KB or marriage, a service
    asked for by name, age.
    """
    maternal = _maternal_stage(screening, sex, rules)
    stage = None
    if age is not None:
        elderly_from = rules.queue.elderly_from_years
        stage = life_stage(age, adult_from_years=rules.adult_from_years, elderly_from_years=elderly_from)
    population = _population_cluster(maternal, stage)
    cluster, deciding_reason = _service_cluster(screening, maternal, population, rules)
    groups = priority_groups(
        age,
        pregnant=maternal is MaternalStage.PREGNANT,
        disability=bool(screening.yes & {Question.DISABILITY, Question.NEEDS_WHEELCHAIR}),
        rules=rules.queue,
    )
    reasons = [deciding_reason, _population_reason(maternal, stage, age, population)]
    if groups:
        reasons.append(f"Antrean prioritas: {', '.join(PRIORITY_LABELS[group] for group in groups)}.")
    if sex is Sex.MALE and screening.yes & {Question.PREGNANT, Question.POSTPARTUM}:
        reasons.append("Jawaban hamil atau nifas tidak dipakai karena jenis kelaminnya laki-laki.")
    to_ask = questions_for(age, sex, rules)
    return Routing(
        cluster=cluster,
        population_cluster=population,
        life_stage=stage,
        maternal_stage=maternal,
        needs=_needs(screening, has_priority=bool(groups)),
        reasons=tuple(reason for reason in reasons if reason),
        unasked=tuple(
            question
            for question in (*EMERGENCY_SIGNS, *TUBERCULOSIS_SIGNS, *OUTBREAK_SIGNS)
            if question in to_ask and screening.answer(question) is Answer.UNKNOWN
        ),
    )


def _maternal_stage(screening: FirstScreening, sex: Sex, rules: RoutingRules) -> MaternalStage:
    if sex is Sex.MALE:
        return MaternalStage.NONE
    if screening.yes & {Question.PREGNANT, Question.IN_LABOUR}:
        return MaternalStage.PREGNANT
    days = screening.days_since_delivery
    in_puerperium = days is None or 0 <= days <= rules.postpartum_days
    return MaternalStage.POSTPARTUM if Question.POSTPARTUM in screening.yes and in_puerperium else MaternalStage.NONE


def _population_cluster(maternal: MaternalStage, stage: LifeStage | None) -> Cluster:
    if maternal is MaternalStage.NONE and stage in (None, LifeStage.ADULT, LifeStage.ELDERLY):
        return Cluster.ADULT_AND_ELDERLY
    return Cluster.MOTHER_AND_CHILD


def _population_reason(maternal: MaternalStage, stage: LifeStage | None, age: Age | None, population: Cluster) -> str:
    label = CLUSTER_LABELS[population]
    if maternal is MaternalStage.PREGNANT:
        return f"Hamil: {label}, berapa pun umurnya."
    if maternal is MaternalStage.POSTPARTUM:
        return f"Nifas: {label}, berapa pun umurnya."
    if stage is None or age is None:
        return f"Umur belum diketahui, dianggap dewasa: {label}."
    return f"Umur {age.text}: {label} ({LIFE_STAGE_LABELS[stage]})."


def _service_cluster(
    screening: FirstScreening, maternal: MaternalStage, population: Cluster, rules: RoutingRules
) -> tuple[Cluster, str]:
    danger = _named(screening, EMERGENCY_SIGNS)
    if danger:
        return Cluster.EMERGENCY, f"Tanda bahaya ({danger}): langsung ke UGD, daftar menyusul."
    infection = _named(screening, TUBERCULOSIS_SIGNS + OUTBREAK_SIGNS)
    if infection:
        cluster = rules.infectious_cluster or population
        return cluster, f"Tanda penyakit menular ({infection}): ruang infeksi, {CLUSTER_LABELS[cluster]}."
    asked = _named(screening, (Question.FAMILY_PLANNING, Question.MARRYING))
    if asked and maternal is MaternalStage.NONE:
        return rules.family_planning_cluster, f"{asked}: {CLUSTER_LABELS[rules.family_planning_cluster]}."
    room = rules.service_clusters.get(screening.requested)
    if room is None:
        return population, ""
    service = SERVICE_LABELS[screening.requested]
    if maternal is MaternalStage.NONE:
        return room, f"Minta {service}: {CLUSTER_LABELS[room]}."
    return population, f"Minta {service}: diteruskan dari {CLUSTER_LABELS[population]} ke {CLUSTER_LABELS[room]}."


def _named(screening: FirstScreening, questions: tuple[Question, ...]) -> str:
    return ", ".join(QUESTION_LABELS[question].lower() for question in questions if question in screening.yes)


def _needs(screening: FirstScreening, *, has_priority: bool) -> tuple[Need, ...]:
    yes = screening.yes
    outbreak = yes & set(OUTBREAK_SIGNS)
    tuberculosis = yes & set(TUBERCULOSIS_SIGNS)
    claims = (
        (Need.EMERGENCY, yes & set(EMERGENCY_SIGNS)),
        (Need.MASK, (outbreak | tuberculosis) - {Question.SEVERE_DIARRHOEA}),
        (Need.INFECTIOUS_ROOM, outbreak | tuberculosis),
        (Need.TUBERCULOSIS_FORM, tuberculosis),
        (Need.NOTIFY_CLUSTER_4, outbreak),
        (Need.PRIORITY_QUEUE, has_priority),
        (Need.FALL_RISK, Question.FELL_THIS_YEAR in yes),
        (Need.WHEELCHAIR, Question.NEEDS_WHEELCHAIR in yes),
    )
    return tuple(need for need, claimed in claims if claimed)


def screening_as_json(screening: FirstScreening) -> str:
    """The answers as they are kept with the visit."""
    document = {
        "yes": sorted(screening.yes),
        "no": sorted(screening.no),
        "days_since_delivery": screening.days_since_delivery,
        "requested": screening.requested,
    }
    return json.dumps(document, separators=(",", ":"))


def screening_from_json(text: str) -> FirstScreening:
    """The answers that ``screening_as_json`` wrote; what a newer or damaged document says otherwise is left out."""
    try:
        document = json.loads(text)
    except ValueError:
        document = {}
    if not isinstance(document, dict):
        document = {}
    days = document.get("days_since_delivery")
    requested = document.get("requested")
    return FirstScreening(
        yes=_known_questions(document.get("yes")),
        no=_known_questions(document.get("no")),
        days_since_delivery=days if isinstance(days, int) and not isinstance(days, bool) else None,
        requested=next(
            (service for service in RequestedService if service == requested), RequestedService.CONSULTATION
        ),
    )


def _known_questions(answers: object) -> frozenset[Question]:
    listed = answers if isinstance(answers, list) else []
    return frozenset(question for question in Question if question in listed)
