"""First screening: who goes where, at every border, and why."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.age import Age, LifeStage, age_on
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.queue_number import QueueRules
from ilp_desktop.domain.routing import (
    CLUSTER_LABELS,
    EMERGENCY_SIGNS,
    NEED_LABELS,
    OUTBREAK_SIGNS,
    QUESTION_LABELS,
    SERVICE_LABELS,
    TUBERCULOSIS_SIGNS,
    Answer,
    FirstScreening,
    MaternalStage,
    Need,
    Question,
    RequestedService,
    Routing,
    RoutingRules,
    questions_for,
    route,
    screening_as_json,
    screening_from_json,
)
from ilp_desktop.domain.visit import Cluster

RULES = RoutingRules()
TODAY = date(2026, 11, 22)
ADULT = age_on(date(1992, 3, 1), TODAY)
K2, K3, K4 = Cluster.MOTHER_AND_CHILD, Cluster.ADULT_AND_ELDERLY, Cluster.INFECTIOUS_DISEASE
MOTHER = frozenset({Question.PREGNANT, Question.POSTPARTUM, Question.IN_LABOUR})

screenings = st.builds(
    FirstScreening,
    yes=st.frozensets(st.sampled_from(Question), max_size=5),
    no=st.frozensets(st.sampled_from(Question), max_size=5),
    days_since_delivery=st.none() | st.integers(-5, 400),
    requested=st.sampled_from(RequestedService),
)
ages = st.none() | st.builds(age_on, st.dates(min_value=date(1906, 11, 23), max_value=TODAY), st.just(TODAY))


def routed(
    *yes: Question,
    age: Age | None = ADULT,
    sex: Sex = Sex.FEMALE,
    days: int | None = None,
    requested: RequestedService = RequestedService.CONSULTATION,
    rules: RoutingRules = RULES,
) -> Routing:
    screening = FirstScreening(yes=frozenset(yes), days_since_delivery=days, requested=requested)
    return route(screening, age=age, sex=sex, rules=rules)


@pytest.mark.parametrize(
    ("birth", "cluster", "stage"),
    [
        (date(2026, 11, 22), K2, LifeStage.NEWBORN),
        (date(2026, 10, 25), K2, LifeStage.NEWBORN),
        (date(2026, 10, 24), K2, LifeStage.INFANT),
        (date(2025, 11, 23), K2, LifeStage.INFANT),
        (date(2025, 11, 22), K2, LifeStage.TODDLER),
        (date(2021, 11, 23), K2, LifeStage.TODDLER),
        (date(2021, 11, 22), K2, LifeStage.PRESCHOOL),
        (date(2019, 11, 23), K2, LifeStage.PRESCHOOL),
        (date(2019, 11, 22), K2, LifeStage.SCHOOL_AGE_AND_YOUTH),
        (date(2008, 11, 23), K2, LifeStage.SCHOOL_AGE_AND_YOUTH),
        (date(2008, 11, 22), K3, LifeStage.ADULT),
        (date(1966, 11, 23), K3, LifeStage.ADULT),
        (date(1966, 11, 22), K3, LifeStage.ELDERLY),
        (date(1926, 1, 1), K3, LifeStage.ELDERLY),
    ],
)
def test_age_alone(birth: date, cluster: Cluster, stage: LifeStage) -> None:
    routing = routed(age=age_on(birth, TODAY), sex=Sex.MALE)
    assert (routing.cluster, routing.population_cluster, routing.life_stage) == (cluster, cluster, stage)


def test_seventeen_years_and_364_days() -> None:
    routing = routed(age=age_on(date(2008, 11, 23), TODAY))
    assert routing.reasons == ("Umur 17 th: Klaster 2 Ibu dan Anak (Anak usia sekolah dan remaja).",)
    assert routing.cluster is K2


def test_the_age_bound_is_a_setting() -> None:
    eighteen = age_on(date(2008, 1, 1), TODAY)
    assert routed(age=eighteen, rules=RoutingRules(adult_from_years=19)).cluster is K2
    assert routed(age=eighteen).cluster is K3
    sixty_two = age_on(date(1964, 1, 1), TODAY)
    later = RoutingRules(queue=QueueRules(elderly_from_years=65))
    assert routed(age=sixty_two, rules=later).life_stage is LifeStage.ADULT


def test_an_unknown_age_is_taken_for_adult_and_said() -> None:
    routing = routed(age=None)
    assert (routing.cluster, routing.life_stage) == (K3, None)
    assert "Umur belum diketahui" in routing.reason


@pytest.mark.parametrize("birth", [date(2011, 11, 22), date(2008, 11, 23), date(1992, 1, 1), date(1976, 1, 1)])
def test_a_pregnant_woman_of_any_age_is_klaster_2(birth: date) -> None:
    routing = routed(Question.PREGNANT, age=age_on(birth, TODAY))
    assert (routing.cluster, routing.population_cluster) == (K2, K2)
    assert routing.maternal_stage is MaternalStage.PREGNANT
    assert routing.reasons[0] == "Hamil: Klaster 2 Ibu dan Anak, berapa pun umurnya."
    assert Need.PRIORITY_QUEUE in routing.needs


@pytest.mark.parametrize(
    ("days", "cluster", "maternal"),
    [
        (0, K2, MaternalStage.POSTPARTUM),
        (42, K2, MaternalStage.POSTPARTUM),
        (43, K3, MaternalStage.NONE),
        (None, K2, MaternalStage.POSTPARTUM),
        (-1, K3, MaternalStage.NONE),
    ],
)
def test_postpartum_ends_after_day_42(days: int | None, cluster: Cluster, maternal: MaternalStage) -> None:
    routing = routed(Question.POSTPARTUM, days=days)
    assert (routing.cluster, routing.population_cluster, routing.maternal_stage) == (cluster, cluster, maternal)


def test_the_days_of_postpartum_are_a_setting() -> None:
    assert routed(Question.POSTPARTUM, days=43, rules=RoutingRules(postpartum_days=60)).cluster is K2


def test_a_man_is_never_pregnant_and_the_doubt_is_said() -> None:
    routing = routed(Question.PREGNANT, sex=Sex.MALE)
    assert (routing.cluster, routing.maternal_stage) == (K3, MaternalStage.NONE)
    assert "laki-laki" in routing.reason
    assert routed(Question.PREGNANT, sex=Sex.UNKNOWN).cluster is K2


@pytest.mark.parametrize("sign", EMERGENCY_SIGNS)
def test_danger_comes_before_everything(sign: Question) -> None:
    routing = routed(
        sign, Question.COUGH_TWO_WEEKS, Question.PREGNANT, Question.FAMILY_PLANNING, requested=RequestedService.DENTAL
    )
    assert (routing.cluster, routing.population_cluster) == (Cluster.EMERGENCY, K2)
    assert routing.needs[0] is Need.EMERGENCY
    assert {Need.MASK, Need.TUBERCULOSIS_FORM} <= set(routing.needs)
    assert routing.reasons[0].startswith("Tanda bahaya")


@pytest.mark.parametrize("sign", TUBERCULOSIS_SIGNS)
@pytest.mark.parametrize(("birth", "population"), [(date(2008, 11, 23), K2), (date(2008, 11, 22), K3)])
def test_a_tuberculosis_suspect_is_served_by_klaster_4_and_counted_by_age(
    sign: Question, birth: date, population: Cluster
) -> None:
    routing = routed(sign, age=age_on(birth, TODAY), sex=Sex.MALE)
    assert (routing.cluster, routing.population_cluster) == (K4, population)
    assert routing.needs == (Need.MASK, Need.INFECTIOUS_ROOM, Need.TUBERCULOSIS_FORM)


@pytest.mark.parametrize("sign", OUTBREAK_SIGNS)
def test_signs_of_an_outbreak_are_told_to_klaster_4(sign: Question) -> None:
    routing = routed(sign)
    assert (routing.cluster, routing.population_cluster) == (K4, K3)
    assert {Need.INFECTIOUS_ROOM, Need.NOTIFY_CLUSTER_4} <= set(routing.needs)
    assert Need.TUBERCULOSIS_FORM not in routing.needs
    assert (Need.MASK in routing.needs) is (sign is not Question.SEVERE_DIARRHOEA)


def test_infection_comes_before_motherhood_and_services() -> None:
    routing = routed(Question.FEVER_WITH_RASH, Question.PREGNANT, requested=RequestedService.LABORATORY)
    assert (routing.cluster, routing.population_cluster) == (K4, K2)


def test_infectious_patients_may_stay_with_their_own_klaster() -> None:
    rules = RoutingRules(infectious_cluster=None)
    assert routed(Question.COUGH_TWO_WEEKS, rules=rules).cluster is K3
    assert routed(Question.COUGH_TWO_WEEKS, Question.PREGNANT, rules=rules).cluster is K2
    assert Need.INFECTIOUS_ROOM in routed(Question.COUGH_TWO_WEEKS, rules=rules).needs


@pytest.mark.parametrize("question", [Question.FAMILY_PLANNING, Question.MARRYING])
def test_family_planning_and_marriage(question: Question) -> None:
    seventeen = age_on(date(2009, 1, 1), TODAY)
    routing = routed(question, age=seventeen)
    assert (routing.cluster, routing.population_cluster) == (K3, K2)
    rules = RoutingRules(family_planning_cluster=K2)
    assert routed(question, rules=rules).cluster is K2
    assert routed(question, rules=rules).population_cluster is K3
    assert routed(question, Question.PREGNANT).cluster is K2
    assert routed(question, requested=RequestedService.DENTAL).cluster is K3


@pytest.mark.parametrize(
    ("requested", "child", "adult"),
    [
        (RequestedService.CONSULTATION, K2, K3),
        (RequestedService.IMMUNISATION, K2, K3),
        (RequestedService.DENTAL, Cluster.DENTAL, Cluster.DENTAL),
        (RequestedService.LABORATORY, Cluster.LABORATORY, Cluster.LABORATORY),
        (RequestedService.HEALTH_CERTIFICATE, Cluster.CROSS_CLUSTER, Cluster.CROSS_CLUSTER),
        (RequestedService.NUTRITION_COUNSELLING, Cluster.CROSS_CLUSTER, Cluster.CROSS_CLUSTER),
        (RequestedService.SANITATION_COUNSELLING, Cluster.CROSS_CLUSTER, Cluster.CROSS_CLUSTER),
    ],
)
def test_services_asked_for_by_name(requested: RequestedService, child: Cluster, adult: Cluster) -> None:
    seven = age_on(date(2019, 1, 1), TODAY)
    assert routed(age=seven, requested=requested).cluster is child
    assert routed(age=seven, requested=requested).population_cluster is K2
    assert routed(requested=requested).cluster is adult
    assert routed(requested=requested).population_cluster is K3
    assert routed(Question.PREGNANT, requested=requested).cluster is K2


def test_needs_of_the_elderly_the_disabled_and_infants() -> None:
    sixty = age_on(date(1966, 11, 22), TODAY)
    routing = routed(Question.FELL_THIS_YEAR, Question.NEEDS_WHEELCHAIR, age=sixty, sex=Sex.MALE)
    assert routing.needs == (Need.PRIORITY_QUEUE, Need.FALL_RISK, Need.WHEELCHAIR)
    assert "Antrean prioritas: lansia, disabilitas." in routing.reasons
    assert routed(age=age_on(date(1966, 11, 23), TODAY)).needs == ()
    assert routed(age=age_on(date(2026, 1, 1), TODAY)).needs == (Need.PRIORITY_QUEUE,)
    assert routed(Question.DISABILITY).needs == (Need.PRIORITY_QUEUE,)


def test_a_question_that_was_not_asked_is_neither_yes_nor_no() -> None:
    screening = FirstScreening(yes=frozenset({Question.SEIZURE}), no=frozenset({Question.BLEEDING, Question.SEIZURE}))
    assert screening.answer(Question.SEIZURE) is Answer.YES
    assert screening.answer(Question.BLEEDING) is Answer.NO
    assert screening.answer(Question.CHEST_PAIN) is Answer.UNKNOWN
    unasked = route(screening, age=ADULT, sex=Sex.MALE, rules=RULES).unasked
    assert Question.CHEST_PAIN in unasked
    assert not {Question.SEIZURE, Question.BLEEDING, Question.IN_LABOUR, Question.SICK_NEWBORN} & set(unasked)


def test_only_sensible_questions_are_asked() -> None:
    def asked(birth: date, sex: Sex) -> set[Question]:
        return set(questions_for(age_on(birth, TODAY), sex, RULES))

    assert not MOTHER & asked(date(1992, 1, 1), Sex.MALE)
    assert asked(date(1992, 1, 1), Sex.FEMALE) >= MOTHER
    assert not MOTHER & asked(date(2016, 11, 23), Sex.FEMALE)
    assert asked(date(2016, 11, 22), Sex.FEMALE) >= MOTHER
    assert not MOTHER & asked(date(1966, 11, 22), Sex.FEMALE)
    assert Question.SICK_NEWBORN in asked(date(2026, 11, 1), Sex.MALE)
    assert Question.SICK_NEWBORN not in asked(date(2020, 11, 1), Sex.MALE)
    assert set(questions_for(None, Sex.UNKNOWN, RULES)) == set(Question)


def test_everything_has_a_label() -> None:
    assert set(QUESTION_LABELS) == set(Question)
    assert set(NEED_LABELS) == set(Need)
    assert set(SERVICE_LABELS) == set(RequestedService)
    assert set(CLUSTER_LABELS) == set(Cluster)


@given(screenings, ages, st.sampled_from(Sex))
def test_everybody_is_routed_with_a_reason(screening: FirstScreening, age: Age | None, sex: Sex) -> None:
    routing = route(screening, age=age, sex=sex, rules=RULES)
    assert routing.population_cluster in (K2, K3)
    assert routing.reason
    assert (routing.cluster is Cluster.EMERGENCY) == bool(screening.yes & set(EMERGENCY_SIGNS))
    if screening.yes & set(TUBERCULOSIS_SIGNS + OUTBREAK_SIGNS) and routing.cluster is not Cluster.EMERGENCY:
        assert routing.cluster is K4


@given(screenings)
def test_a_screening_is_kept_as_json(screening: FirstScreening) -> None:
    assert screening_from_json(screening_as_json(screening)) == screening


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"yes":"x","days_since_delivery":true}', '{"yes":["newer"]}'])
def test_a_foreign_document_is_an_empty_screening(text: str) -> None:
    assert screening_from_json(text) == FirstScreening()
