"""What a form fills in by itself, and when: prefills, preloads, defaults of the moment, triggers."""

import uuid
from collections.abc import Iterable, Mapping

from ilp_desktop.forms.addresses import question_of
from ilp_desktop.forms.definition import UNANSWERED, Action, Moment, Question, Repeat
from ilp_desktop.forms.expression.node import Node
from ilp_desktop.forms.expression.values import moment_text
from ilp_desktop.forms.functions import program
from ilp_desktop.forms.instance import AnswerNode
from ilp_desktop.forms.live import LiveAnswers
from ilp_desktop.forms.prefill import FormContext, prefilled


class SelfFilling:
    """Fills the answers of one response, and leaves them settled."""

    def __init__(self, live: LiveAnswers, context: FormContext) -> None:
        self._live = live
        self._context = context
        self._actions = live.engine.form.actions

    def first_load(self) -> None:
        """Prefills, then dynamic defaults; instances that a count makes meanwhile are as old as the form."""
        self._prefill(self._live.root.leaves())
        self._live.settle()
        while self._live.born:
            self._prefill(self._live.born.pop().leaves())
            self._live.settle()
        self._run_all(Moment.FIRST_LOAD, self._live.nodes)

    def settle(self) -> None:
        """Settles the answers, and gives the instances that a count has made their defaults."""
        self._live.settle()
        while self._live.born:
            self.welcome(self._live.born.pop(0))

    def welcome(self, instance: AnswerNode) -> None:
        """Gives a new instance of a repeat its prefills and defaults."""
        self._prefill(instance.leaves())
        self._live.settle()
        added: dict[str, list[AnswerNode]] = {}
        for below in instance.all_nodes():
            added.setdefault(below.path, []).append(below)
        self._run_all(Moment.NEW_REPEAT, added)

    def follow(self, node: AnswerNode) -> None:
        """Runs what a changed answer triggers, and what that triggers; each once for one answer, so circles end."""
        waiting, ran = [node], set[tuple[Action, AnswerNode]]()
        while waiting:
            source = waiting.pop(0)
            for action in self._actions:
                if action.trigger != source.path or Moment.VALUE_CHANGED not in action.moments:
                    continue
                for target in list(self._live.nodes.get(action.target, ())):
                    if _same_instance(source, target) and (action, target) not in ran:
                        ran.add((action, target))
                        if self._run(action, target):
                            waiting.append(target)
        self.settle()

    def _prefill(self, leaves: Iterable[AnswerNode]) -> None:
        for node in list(leaves):
            question = question_of(node)
            declared = question.meaning.prefill
            if declared:
                found = prefilled(declared, self._context)
                node.unconfirmed = bool(found) and question.kind not in UNANSWERED
                self._live.hold(node, found or node.held)
            elif question.preload[0]:
                self._live.hold(node, self._preloaded(question) or node.held)

    def _preloaded(self, question: Question) -> str:
        kind, parameter = question.preload
        match kind, parameter:
            case "timestamp", _:
                return moment_text(self._context.now)
            case "date", _:
                return self._context.today.isoformat()
            case "property", name:
                return self._context.properties.get(name, "")
            case "uid", _:
                return f"uuid:{uuid.uuid4()}"
        return ""

    def _run_all(self, moment: Moment, among: Mapping[str, Iterable[AnswerNode]]) -> None:
        for action in self._actions:
            if moment in action.moments:
                for node in list(among.get(action.target, ())):
                    self._run(action, node)

    def _run(self, action: Action, node: AnswerNode) -> bool:
        """Runs one action on one node; tells whether the value changed."""
        outcome = program(action.value)(self._live.scope(node)) if action.value else ""
        changed = self._live.hold(node, self._live.stored(outcome, node))
        self._live.settle()
        return changed


def _same_instance(one: AnswerNode, other: AnswerNode) -> bool:
    """Do two nodes share every repeat instance that both lie in?"""
    around = {node.path: node for node in one.ancestors() if _is_instance(node)}
    return all(around.get(node.path, node) is node for node in other.ancestors() if _is_instance(node))


def _is_instance(node: Node) -> bool:
    return isinstance(node, AnswerNode) and isinstance(node.item, Repeat)
