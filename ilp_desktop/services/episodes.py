"""Episodes of care: what a completed form does to them, what is known inside one, what follows a child from birth."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ilp_desktop.domain.carried_risk import FOLLOWS_THE_CHILD, PASSES_WITH_PREGNANCY
from ilp_desktop.domain.episode import (
    EpisodeKind,
    EpisodeOfCare,
    EpisodeSpans,
    EpisodeStep,
    birth_episode,
    episode_for,
    is_over,
    open_episode,
)
from ilp_desktop.domain.identifiers import EpisodeId, PatientId
from ilp_desktop.domain.patient import Patient, PatientStatus
from ilp_desktop.domain.visit import Flag, QuestionnaireResponse
from ilp_desktop.forms import EpisodeRole
from ilp_desktop.services.response_records import BABY_SEX, answers_of, day_in, newest_answers, responses_of, rows
from ilp_desktop.services.rules_in_force import rules_in_force
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.person_records import of_person
from ilp_desktop.storage.transaction import Transaction, new_id

_BORN, _STILL = "born_alive", "still"
"""The question that tells who was born alive, and how the answers for a stillborn begin, who has no record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthStory:
    """The pregnancy in which a child was born: its answers, with the child's own row, and what it means for the child.

    ``flags`` were raised in the pregnancy or before the marriage that it followed.
    """

    answers: Mapping[str, str]
    flags: tuple[Flag, ...]


def episodes_of(workplace: Workplace, patient_id: PatientId) -> tuple[EpisodeOfCare, ...]:
    """Every episode of a person."""
    with workplace.database.read() as connection:
        return of_person(connection, EpisodeOfCare, patient_id)


def answers_in_episode(
    workplace: Workplace, patient_id: PatientId, role: EpisodeRole | None, day: date
) -> dict[str, str]:
    """What is known already in the episode to which a form of that day will belong, by the name of the question."""
    if role is None:
        return {}
    spans = rules_in_force(workplace).of(EpisodeSpans)
    found = episode_for(episodes_of(workplace, patient_id), role.kind, role.step, day, spans)
    if found is None:
        return {}
    within = [
        one for one in responses_of(workplace, patient_id) if one.episode_id == found.id and one.effective_date <= day
    ]
    return newest_answers(within) | _days_of_forms(within)


def _days_of_forms(responses: Iterable[QuestionnaireResponse]) -> dict[str, str]:
    """The days on which each form was filled, oldest first, under ``FORM.days``: a form can count its own visits."""
    days: dict[str, set[str]] = {}
    for one in responses:
        days.setdefault(f"{one.form_id}.days", set()).add(one.effective_date.isoformat())
    return {name: " ".join(sorted(found)) for name, found in days.items()}


def join_episode(
    transaction: Transaction,
    spans: EpisodeSpans,
    role: EpisodeRole,
    patient_id: PatientId,
    day: date,
    answers: Mapping[str, str],
    known: EpisodeId | None = None,
) -> EpisodeId | None:
    """Finds, opens, dates or closes the episode of a form that is being kept; None when it belongs to none.

    ``known`` is the episode of the answers that are being corrected.
    """
    episodes = of_person(transaction.connection, EpisodeOfCare, patient_id)
    kept = {one.id: one for one in episodes}
    found = kept.get(known) if known else episode_for(episodes, role.kind, role.step, day, spans)
    said = day_in(answers.get(role.day, ""))
    before = found or _begun(transaction, role, patient_id, said or day, episodes)
    if before is None:
        return None
    after = _after(before, role, day, said, answers.get(role.outcome, ""))
    if found is None:
        transaction.insert(after)
    elif after != before:
        transaction.save(before, after)
    return after.id


def standing_flags(workplace: Workplace, patient_id: PatientId, day: date) -> tuple[Flag, ...]:
    """The flags of a person that nobody ended, without those of a pregnancy that is over."""
    spans = rules_in_force(workplace).of(EpisodeSpans)
    over = {one.id for one in episodes_of(workplace, patient_id) if is_over(one, day, spans)}
    with workplace.database.read() as connection:
        flags = of_person(connection, Flag, patient_id, ended=None)
    if not over:
        return flags
    passed = {one.id for one in responses_of(workplace, patient_id) if one.episode_id in over}
    return tuple(flag for flag in flags if flag.code not in PASSES_WITH_PREGNANCY or flag.response_id not in passed)


def birth_story(workplace: Workplace, child: Patient) -> BirthStory:
    """What the mother's pregnancy says about a child; empty when mother, birth date or pregnancy is not known."""
    nothing = BirthStory(answers={}, flags=())
    if child.mother_id is None or child.birth_date is None:
        return nothing
    pregnancy = birth_episode(episodes_of(workplace, child.mother_id), child.birth_date)
    if pregnancy is None:
        return nothing
    known = responses_of(workplace, child.mother_id)
    within = [one for one in known if one.episode_id == pregnancy.id]
    ids = {one.id for one in known if one.episode_id in (pregnancy.id, pregnancy.follows or pregnancy.id)}
    with workplace.database.read() as connection:
        flags = of_person(connection, Flag, child.mother_id)
        born = records.find(connection, Patient, mother_id=child.mother_id, birth_date=child.birth_date)
    return BirthStory(
        answers=newest_answers(within) | _own_row(within, child, born),
        flags=tuple(flag for flag in flags if flag.response_id in ids and flag.code in FOLLOWS_THE_CHILD),
    )


def _begun(
    transaction: Transaction,
    role: EpisodeRole,
    patient_id: PatientId,
    day: date,
    episodes: Iterable[EpisodeOfCare],
) -> EpisodeOfCare | None:
    """A new episode; None where a form only goes on with one, or closes it. A childhood began at birth."""
    is_child = role.kind is EpisodeKind.CHILDHOOD
    started = records.get(transaction.connection, Patient, patient_id).birth_date if is_child else day
    if started is None or (not is_child and role.step in (EpisodeStep.CONTINUES, EpisodeStep.ENDS)):
        return None
    couple = open_episode(episodes, EpisodeKind.COUPLE, day) if role.kind is EpisodeKind.PREGNANCY else None
    return EpisodeOfCare(
        id=EpisodeId(new_id()),
        patient_id=patient_id,
        kind=role.kind,
        started=started,
        dated=is_child,
        follows=couple.id if couple else None,
    )


def _after(episode: EpisodeOfCare, role: EpisodeRole, day: date, said: date | None, outcome: str) -> EpisodeOfCare:
    match role.step:
        case EpisodeStep.BEGINS if said is not None and role.kind is not EpisodeKind.CHILDHOOD:
            return replace(episode, started=said, dated=True)
        case EpisodeStep.OUTCOME if said is not None or not role.day:
            return replace(episode, outcome=outcome or episode.outcome, outcome_date=said or day)
        case EpisodeStep.ENDS:
            return replace(episode, outcome=outcome or episode.outcome, ended=said or day)
    return episode


def _own_row(responses: Iterable[QuestionnaireResponse], child: Patient, born: Iterable[Patient]) -> dict[str, str]:
    """The row of a delivery that is this child: the only one born alive, or of that sex, or of twins alike by order.

    ``born`` are the mother's children of that day. The rows stand in the order of birth; only when every child alike is
    registered with an order of its own is it certain which is which, otherwise none is.
    """
    found = [row for response in responses for row in rows(answers_of(response)) if BABY_SEX in row]
    found = [row for row in found if not row.get(_BORN, "").startswith(_STILL)] or found
    if len(found) > 1:
        found = [row for row in found if row[BABY_SEX] == child.sex.value]
    if len(found) == 1:
        return found[0]
    alike = [one for one in born if one.sex is child.sex and one.status is not PatientStatus.MERGED]
    orders = sorted({one.birth_order for one in alike if one.birth_order is not None})
    order = child.birth_order
    if order is None or order not in orders or not len(found) == len(alike) == len(orders):
        return {}
    return found[orders.index(order)]
