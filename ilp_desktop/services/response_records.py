"""The kept answers of a person: which ones stand, and what they say by the name of the question."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.visit import QuestionnaireResponse
from ilp_desktop.forms import Json
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.person_records import of_person

BABY_SEX = "baby_sex"
"""The question in the rows of a delivery form that tells which row is which child."""


def responses_of(workplace: Workplace, patient_id: PatientId) -> tuple[QuestionnaireResponse, ...]:
    """Everything that was filled in about a person and stands."""
    with workplace.database.read() as connection:
        return standing(of_person(connection, QuestionnaireResponse, patient_id))


def standing(responses: Iterable[QuestionnaireResponse]) -> tuple[QuestionnaireResponse, ...]:
    """Those that no later response corrects."""
    known = tuple(responses)
    corrected = {response.amends for response in known}
    return tuple(response for response in known if response.id not in corrected)


def newest_answers(responses: Iterable[QuestionnaireResponse]) -> dict[str, str]:
    """The answers of several responses by name; of two with the same name the newer one, as far as it was answered."""
    found: dict[str, str] = {}
    for response in sorted(responses, key=lambda one: (one.effective_date, one.authored_at)):
        found |= {name: value for name, value in leaves(answers_of(response)) if value}
    return found


def answers_of(response: QuestionnaireResponse) -> Json:
    """The answers as they were kept."""
    document: dict[str, Json] = json.loads(response.answers)
    return document.get("answers")


def day_in(text: str) -> date | None:
    """The day with which an answer begins; None when it is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def leaves(answers: Json) -> Iterator[tuple[str, str]]:
    """The answers of a document by the name of their question, in order; the rows of repeats are left out."""
    for name, value in answers.items() if isinstance(answers, Mapping) else ():
        if isinstance(value, str):
            yield name, value
        else:
            yield from leaves(value)


def rows(answers: Json) -> Iterator[dict[str, str]]:
    """The answers of each row of each repeat by the name of their question."""
    for value in answers.values() if isinstance(answers, Mapping) else ():
        if isinstance(value, list):
            yield from (dict(leaves(row)) for row in value)
        elif not isinstance(value, str):
            yield from rows(value)
