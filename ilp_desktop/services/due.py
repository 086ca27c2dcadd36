"""What is due for the person of a visit: the rules of the forms, read against what is known today."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from ilp_desktop.domain.due_forms import DueFacts, DueForm, DueWhen, State, due_forms
from ilp_desktop.domain.episode import EpisodeKind, EpisodeOfCare, EpisodeSpans, maternal_text, open_episode, puerperium
from ilp_desktop.domain.identifiers import VisitId
from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.routing import TUBERCULOSIS_SIGNS, Question, screening_from_json
from ilp_desktop.domain.visit import QuestionnaireResponse, Visit, VisitPurpose
from ilp_desktop.services.episodes import episodes_of, standing_flags
from ilp_desktop.services.form_library import due_rules
from ilp_desktop.services.response_records import newest_answers, responses_of
from ilp_desktop.services.rules_in_force import rules_in_force
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records

_ASKED = {
    State.POSTPARTUM: Question.POSTPARTUM,
    State.MARRYING: Question.MARRYING,
    State.FAMILY_PLANNING: Question.FAMILY_PLANNING,
}


def due_today(workplace: Workplace, visit_id: VisitId) -> tuple[DueForm, ...]:
    """What is due for the person of a visit, most urgent first, each with its reason."""
    with workplace.database.read() as connection:
        visit = records.get(connection, Visit, visit_id)
        patient = records.get(connection, Patient, visit.patient_id)
    episodes = episodes_of(workplace, patient.id)
    rules = due_rules(workplace)
    spans = rules_in_force(workplace).of(EpisodeSpans)
    facts = _facts(visit, patient, episodes, responses_of(workplace, patient.id), rules, spans)
    flags = standing_flags(workplace, patient.id, visit.visit_date)
    return due_forms(rules, replace(facts, flagged={flag.code: flag.since for flag in flags}))


def _facts(
    visit: Visit,
    patient: Patient,
    episodes: tuple[EpisodeOfCare, ...],
    responses: Iterable[QuestionnaireResponse],
    rules: Mapping[str, DueWhen],
    spans: EpisodeSpans,
) -> DueFacts:
    day = visit.visit_date
    pregnancy = open_episode(episodes, EpisodeKind.PREGNANCY, day, spans)
    after_birth = puerperium(episodes, day, spans)
    current = {one.id for one in (pregnancy, after_birth) if one is not None}
    current |= {found.id for kind in EpisodeKind if (found := open_episode(episodes, kind, day, spans)) is not None}
    done: dict[str, list[date]] = {}
    counted: dict[str, list[tuple[date, str]]] = {}
    within: set[str] = set()
    for response in responses:
        done.setdefault(response.form_id, []).append(response.effective_date)
        rule = rules.get(response.form_id)
        if rule is not None and rule.counted:
            label = newest_answers([response]).get(rule.counted, "")
            counted.setdefault(response.form_id, []).append((response.effective_date, label))
        if response.episode_id in current:
            within.add(response.form_id)
    return DueFacts(
        today=day,
        birth_date=patient.birth_date,
        sex=patient.sex.value,
        states=_states(visit, pregnancy, after_birth),
        maternal=maternal_text(episodes, day, spans),
        delivered=after_birth.outcome_date if after_birth else None,
        done=done,
        counted=counted,
        done_in_episode=within,
    )


def _states(visit: Visit, pregnancy: EpisodeOfCare | None, after_birth: EpisodeOfCare | None) -> frozenset[State]:
    yes = screening_from_json(visit.screening).yes
    found = {state for state, question in _ASKED.items() if question in yes}
    if after_birth is not None:
        found.add(State.POSTPARTUM)
    elif visit.pregnant or pregnancy is not None:
        found.add(State.PREGNANT)
    if yes & frozenset(TUBERCULOSIS_SIGNS):
        found.add(State.TUBERCULOSIS)
    if visit.purpose is VisitPurpose.SICK:
        found.add(State.SICK)
    return frozenset(found)
