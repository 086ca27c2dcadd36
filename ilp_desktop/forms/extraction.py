"""Takes observations, flags and doses out of a response, by the columns ``bind::ilp:observation`` and its like."""

import re
from collections.abc import Iterator, Mapping

from ilp_desktop.domain.observation import CodeSystem, DoseValue, Extraction, FlagValue, ObservationValue
from ilp_desktop.forms.choices import labels_of_chosen
from ilp_desktop.forms.definition import CHOSEN, Kind, Question
from ilp_desktop.forms.dose_meaning import read_dose
from ilp_desktop.forms.entry import shown_entry
from ilp_desktop.forms.expression.values import string_to_number
from ilp_desktop.forms.instance import AnswerNode
from ilp_desktop.forms.live import LiveAnswers
from ilp_desktop.forms.rendering import render

_LOINC = re.compile(r"\d{1,7}-\d\Z")
_SNOMED = re.compile(r"sct:(\d+)\Z")
_UNRAISED = frozenset({"", "0", "false", "no", "tidak", "NaN"})


def extract(live: LiveAnswers) -> Extraction:
    """Everything that the relevant answers mean outside of the form."""
    asked = [(node, node.item) for node in live.leaves() if node.relevant and isinstance(node.item, Question)]
    answers = {question.name: node.text for node, question in asked}
    observations: list[ObservationValue] = []
    flags: list[FlagValue] = []
    doses: list[DoseValue] = []
    for node, question in asked:
        if question.meaning.observation and node.text:
            observations.append(_observation(live, node, question))
        if question.meaning.immunization:
            doses.extend(_dose(question, node.address, node.text, answers))
        if question.meaning.flag and (question.kind is Kind.NOTE or node.text not in _UNRAISED):
            flags.append(_flag(live, node, question))
    return Extraction(observations=tuple(observations), flags=tuple(flags), doses=tuple(doses))


def _flag(live: LiveAnswers, node: AnswerNode, question: Question) -> FlagValue:
    text = render(question.label, live.scope(node)) if question.kind is Kind.NOTE else node.text
    return FlagValue(code=question.meaning.flag, text=text, question=node.address)


def _dose(question: Question, address: str, answer: str, answers: Mapping[str, str]) -> Iterator[DoseValue]:
    meaning = read_dose(question.meaning.immunization)
    if meaning is not None and answer in meaning.when:
        yield DoseValue(
            slot=meaning.slot,
            question=address,
            day=answers.get(meaning.day, "")[:10],
            batch=answers.get(meaning.batch, "").strip(),
        )


def _system(written: str) -> tuple[str, CodeSystem]:
    snomed = _SNOMED.match(written)
    if snomed is not None:
        return snomed[1], CodeSystem.SNOMED
    return written, CodeSystem.LOINC if _LOINC.match(written) else CodeSystem.LOCAL


def _observation(live: LiveAnswers, node: AnswerNode, question: Question) -> ObservationValue:
    code, system = _system(question.meaning.observation)
    stored = node.text
    measured = string_to_number(stored)
    dated = question.data_type in ("date", "dateTime", "time")
    is_number = measured == measured and question.kind not in CHOSEN and not dated and "-" not in stored[1:]
    return ObservationValue(
        code=code,
        system=system,
        unit=question.meaning.unit if is_number else "",
        number=measured if is_number else None,
        text=None if is_number else stored,
        display=labels_of_chosen(live, node) if question.kind in CHOSEN else shown_entry(question, stored),
        question=node.address,
    )
