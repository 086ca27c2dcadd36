"""How one question stands now: everything that a page shows of it."""

from dataclasses import dataclass

from ilp_desktop.domain.problem import Problem
from ilp_desktop.forms.addresses import question_of
from ilp_desktop.forms.definition import UNANSWERED, Question
from ilp_desktop.forms.entry import shown_entry
from ilp_desktop.forms.instance import AnswerNode
from ilp_desktop.forms.judgement import problem_of
from ilp_desktop.forms.live import LiveAnswers
from ilp_desktop.forms.rendering import render


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How one question stands now.

    ``value`` is the stored text (empty when not relevant), ``entry`` what the field shows: what was typed when it could
    not be read, otherwise the value as people write it. ``problem`` is what to mend here; a required question that is
    still empty has none until the response is completed. ``unconfirmed``: prefilled, and nobody has confirmed it.
    """

    address: str
    question: Question
    label: str
    hint: str
    guidance: str
    relevant: bool
    required: bool
    read_only: bool
    value: str
    entry: str
    problem: Problem | None
    unconfirmed: bool


def state_of(live: LiveAnswers, node: AnswerNode) -> State:
    """The state of the question at a node."""
    question = question_of(node)
    scope = live.scope(node)
    return State(
        address=node.address,
        question=question,
        label=render(question.label, scope),
        hint=render(question.hint, scope),
        guidance=render(question.guidance, scope),
        relevant=node.relevant,
        required=live.holds(question.binding.required, node),
        read_only=question.kind in UNANSWERED or _is_locked(live, node),
        value=node.text,
        entry=node.entry or shown_entry(question, node.text),
        problem=problem_of(live, node, final=False),
        unconfirmed=node.unconfirmed,
    )


def _is_locked(live: LiveAnswers, node: AnswerNode) -> bool:
    """A question cannot be written to when it or anything around it is read-only."""
    around = (node, *(above for above in node.ancestors() if isinstance(above, AnswerNode)))
    return any(live.holds(found.item.binding.read_only, found) for found in around)
