"""Takes observations, flags and doses out of a response, by the columns ``bind::ilp:observation`` and its like."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ilp_desktop.domain.observation import CodeSystem, DoseValue, Extraction, FlagValue, ObservationValue
from ilp_desktop.forms.definition import CHOSEN, Kind, Question
from ilp_desktop.forms.dose_meaning import read_dose
from ilp_desktop.forms.entry import shown_entry
from ilp_desktop.forms.expression.values import string_to_number

if TYPE_CHECKING:
    from ilp_desktop.forms.response import Response

_LOINC = re.compile(r"\d{1,7}-\d\Z")
_SNOMED = re.compile(r"sct:(\d+)\Z")
_UNRAISED = frozenset({"", "0", "false", "no", "tidak", "NaN"})


def extract(response: "Response") -> Extraction:
    """Everything that the relevant answers mean outside of the form."""
    observations: list[ObservationValue] = []
    flags: list[FlagValue] = []
    doses: list[DoseValue] = []
    answers = {
        node.item.name: node.text for node in response.walk() if isinstance(node.item, Question) and node.relevant
    }
    for node in response.walk():
        item = node.item
        if not isinstance(item, Question) or not node.relevant:
            continue
        if item.meaning.observation and node.text:
            observations.append(_observation(response, node.address, item, node.text))
        if item.meaning.immunization:
            doses.extend(_dose(item, node.address, node.text, answers))
        raised = item.kind is Kind.NOTE or node.text not in _UNRAISED
        if item.meaning.flag and raised:
            flags.append(
                FlagValue(
                    code=item.meaning.flag,
                    text=response.label(node.address) if item.kind is Kind.NOTE else node.text,
                    question=node.address,
                )
            )
    return Extraction(observations=tuple(observations), flags=tuple(flags), doses=tuple(doses))


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


def _observation(response: "Response", address: str, question: Question, stored: str) -> ObservationValue:
    code, system = _system(question.meaning.observation)
    measured = string_to_number(stored)
    dated = question.data_type in ("date", "dateTime", "time")
    is_number = measured == measured and question.kind not in CHOSEN and not dated and "-" not in stored[1:]
    return ObservationValue(
        code=code,
        system=system,
        unit=question.meaning.unit if is_number else "",
        number=measured if is_number else None,
        text=None if is_number else stored,
        display=_display(response, address, question, stored),
        question=address,
    )


def _display(response: "Response", address: str, question: Question, stored: str) -> str:
    if question.kind in CHOSEN:
        labels = {choice.value: choice.label for choice in response.choices(address)}
        return ", ".join(labels.get(value, value) for value in stored.split())
    return shown_entry(question, stored)
