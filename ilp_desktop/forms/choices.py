"""The choices that a question offers now, after its filter, with their labels in the language in use."""

from collections.abc import Iterator
from dataclasses import dataclass

from ilp_desktop.forms.addresses import question_of
from ilp_desktop.forms.definition import ChoiceSource, Kind, Question
from ilp_desktop.forms.expression.evaluation import nodes_of
from ilp_desktop.forms.expression.node import Node
from ilp_desktop.forms.expression.scope import Scope
from ilp_desktop.forms.functions import program
from ilp_desktop.forms.instance import AnswerNode
from ilp_desktop.forms.live import LiveAnswers
from ilp_desktop.forms.rendering import render
from ilp_desktop.forms.styling import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that may be chosen."""

    value: str
    label: str


def choices_of(live: LiveAnswers, node: AnswerNode) -> Iterator[Choice]:
    """What may be chosen, in order; nothing for a question without choices."""
    source = question_of(node).choices
    if source is None:
        return
    for item, value in _rows(live, node, source):
        yield Choice(value=value, label=_label_of(live, item, source) or value)


def values_of(live: LiveAnswers, node: AnswerNode) -> Iterator[str]:
    """The values that may be chosen, without the work that their labels make."""
    source = question_of(node).choices
    return iter(()) if source is None else (value for _item, value in _rows(live, node, source))


def labels_of_chosen(live: LiveAnswers, node: AnswerNode) -> str:
    """The labels of what was chosen, with commas between; a value that is not on offer stands for itself."""
    labels = {choice.value: choice.label for choice in choices_of(live, node)}
    return ", ".join(labels.get(value, value) for value in node.text.split())


def choice_label(live: LiveAnswers, node: Node, value: str) -> str:
    """The label that a value has among the choices of the question at a node; empty when there is none."""
    if not isinstance(node, AnswerNode) or not isinstance(node.item, Question):
        return ""
    return next((choice.label for choice in choices_of(live, node) if choice.value == value), "")


def chosen_values(node: AnswerNode, stored: str) -> list[str]:
    """The single values in the stored text of a question with choices."""
    if question_of(node).kind is Kind.SELECT_ONE:
        return [stored] if stored else []
    return stored.split()


def all_offered(node: AnswerNode, stored: str) -> bool:
    """Is everything that was chosen among the choices that a filter leaves?"""
    if node.offered is None or not node.relevant:
        return True
    return all(value in node.offered for value in chosen_values(node, stored))


def _rows(live: LiveAnswers, node: AnswerNode, source: ChoiceSource) -> Iterator[tuple[Node, str]]:
    """The rows that the filter leaves, each with its value."""
    for item in nodes_of(program(source.nodes)(live.scope(node)), "choice_filter"):
        value = item.children.get(source.value)
        if value and value[0].text:
            yield item, value[0].text


def _label_of(live: LiveAnswers, item: Node, source: ChoiceSource) -> str:
    cells = item.children.get(source.label)
    if not cells:
        return ""
    if not source.translated:
        return plain(cells[0].text)
    return render(live.engine.form.texts.get(cells[0].text, {}), Scope(item, live.surroundings))
