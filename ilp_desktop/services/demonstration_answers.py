"""What a room of the demonstration measures and answers in forms: plausible for age and case, the same for a seed."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from ilp_desktop.domain.patient import Patient, Sex
from ilp_desktop.domain.routing import Question
from ilp_desktop.domain.vital_signs import VitalSignsTyped
from ilp_desktop.forms import CHOSEN, NUMERIC, Kind, Response, State, limits
from ilp_desktop.services.demonstration_cases import Case, Story

_PRESSURE_FROM_YEARS = 15
_WOMAN_FROM_YEARS = 16
_WOMAN_IS_SMALLER_CM, _WOMAN_IS_LIGHTER_KG = 8, 4
_CLOCK = {Kind.TIME: "08:00", Kind.DATETIME: "{day}T08:00"}
_ROUNDS = 8
"""More than any form has questions that only appear after an answer, one behind the other."""


def years_old(patient: Patient, day: date) -> float:
    """The age in years with fractions; forty when it is not known."""
    return 40.0 if patient.birth_date is None else (day - patient.birth_date).days / 365.25


def measure(patient: Patient, case: Case, day: date, story: Story, random: Random) -> VitalSignsTyped:
    """Vital signs that fit the age and the case."""
    age = years_old(patient, day)
    weight, height = _body(age, patient.sex, story, Random(patient.medical_record_number))
    pregnant_kg = 8 if Question.PREGNANT in case.screening else 0
    temperature = round(random.uniform(*case.temperature), 1)
    child = age < _PRESSURE_FROM_YEARS
    systolic = None if child else round(random.uniform(*case.pressure))
    return VitalSignsTyped(
        systolic=systolic,
        diastolic=None if systolic is None else round(systolic * random.uniform(0.6, 0.66)),
        pulse=round(random.uniform(96, 124) if age < 5 else random.uniform(70, 94)),
        respiratory_rate=round(random.uniform(26, 36) if age < 5 else random.uniform(17, 21)),
        temperature=temperature,
        weight=round(weight + pregnant_kg, 1),
        height=round(height, 1),
    )


def fill_in(response: Response, signs: VitalSignsTyped, case: Case, day: date, story: Story, random: Random) -> None:
    """Answers what the form asks, as far as it is required or the story has an answer; the rest stays open."""
    known = _known_answers(signs, case, day) | dict(story.answers.get(response.form.id, {}))
    answer_form(response, dict(story.answers["common"]) | known, day, random)


def answer_form(response: Response, known: Mapping[str, object], day: date, random: Random) -> None:
    """Answers by the name of the question what is known, and what else is required with what is usual."""
    asked: set[str] = set()
    for _ in range(_ROUNDS):
        open_questions = [state for state in response.states() if state.address not in asked and _is_open(state)]
        if not open_questions:
            return
        for state in open_questions:
            asked.add(state.address)
            answer = _fitting(response, state, known.get(state.question.name))
            if answer is None and state.required and not state.value:
                answer = _usual_answer(response, state, day)
            if answer is not None and response.state(state.address).relevant:
                response.answer(state.address, _drawn(answer, random))
            elif state.unconfirmed:
                response.confirm(state.address)


def _fitting(response: Response, state: State, answer: object) -> object:
    """The story's answer, unless this form offers other choices under the same name."""
    if answer is None or state.question.kind not in CHOSEN:
        return answer
    offered = {choice.value for choice in response.choices(state.address)}
    return answer if set(str(answer).split()) <= offered else None


def _is_open(state: State) -> bool:
    return state.relevant and not state.read_only and state.question.kind is not Kind.NOTE


def _known_answers(signs: VitalSignsTyped, case: Case, day: date) -> dict[str, object]:
    weeks = 34 if "8 bulan" in case.complaint else 22
    return {
        "weight": signs.weight,
        "height": signs.height,
        "systolic": signs.systolic,
        "diastolic": signs.diastolic,
        "systolic_1": signs.systolic,
        "diastolic_1": signs.diastolic,
        "systolic_2": signs.systolic,
        "diastolic_2": signs.diastolic,
        "hpht": day - timedelta(weeks=weeks, days=3),
        "fundal_height": weeks,
        "fetal_heart": 142,
        "waist": 82 if signs.height and signs.height > 160 else 76,
        "next_visit": day + timedelta(days=case.return_days or 30),
    }


def _usual_answer(response: Response, state: State, day: date) -> object:
    """For a required question of which the story says nothing: no, none, the first choice, near 30, today, 8.00."""
    kind = state.question.kind
    if kind in CHOSEN:
        values = [choice.value for choice in response.choices(state.address)]
        return next((usual for usual in ("tidak", "none") if usual in values), values[0] if values else None)
    if kind in NUMERIC:
        bounds = limits(state.question)
        return min(max(30, bounds.low or 0), 30 if bounds.high is None else bounds.high)
    if kind in _CLOCK:
        return _CLOCK[kind].format(day=day.isoformat())
    return day if kind is Kind.DATE else "-"


def _drawn(answer: object, random: Random) -> str | int | float | date:
    match answer:
        case [int() | float() as low, int() | float() as high]:
            return round(random.uniform(low, high), 0 if isinstance(low, int) else 1)
        case str() | int() | float() | date():
            return answer
        case _:
            return str(answer)


def _body(age: float, sex: Sex, story: Story, random: Random) -> tuple[float, float]:
    """Weight and height of a person; ``random`` is the person's own, so that they stay as tall as they are."""
    ages = [row[0] for row in story.body]
    place = min(max(bisect_right(ages, age), 1), len(ages) - 1)
    (young, light, short), (old, heavy, tall) = list(pairwise(story.body))[place - 1]
    share = min(max((age - young) / (old - young), 0.0), 1.0)
    weight, height = light + share * (heavy - light), short + share * (tall - short)
    if sex is Sex.FEMALE and age >= _WOMAN_FROM_YEARS:
        weight, height = weight - _WOMAN_IS_LIGHTER_KG, height - _WOMAN_IS_SMALLER_CM
    spread = random.gauss(0, 1)
    return weight * (1 + 0.07 * max(-1.6, min(2.2, spread))), height * (1 + 0.018 * max(-2.0, min(2.0, spread)))
