"""A live response: answers in, what they changed out; the one door to a form while it is filled."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from ilp_desktop.domain.observation import Extraction
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.forms.addresses import leaf_at, node_at, question_of, repeat_at
from ilp_desktop.forms.choices import Choice, all_offered, choice_label, choices_of
from ilp_desktop.forms.definition import Form, Item, Kind, Repeat
from ilp_desktop.forms.document import Json, plant, rules_then, written
from ilp_desktop.forms.engine import engine_of
from ilp_desktop.forms.entry import Answer, NotRead, read_entry, typed_text
from ilp_desktop.forms.expression.scope import Scope, Surroundings
from ilp_desktop.forms.extraction import extract
from ilp_desktop.forms.instance import AnswerNode, new_tree
from ilp_desktop.forms.judgement import Judgement
from ilp_desktop.forms.live import LiveAnswers
from ilp_desktop.forms.prefill import FormContext
from ilp_desktop.forms.question_state import State, state_of
from ilp_desktop.forms.rendering import render
from ilp_desktop.forms.self_filling import SelfFilling


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What one answer changed.

    ``addresses`` are the questions to show again; ``arrangement``: some began or ceased to apply; ``structure``:
    instances of a repeat came or went, so that addresses may mean other questions than before.
    """

    addresses: frozenset[str]
    arrangement: bool
    structure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletedResponse:
    """A response without problems: its document and what was extracted from it."""

    form_id: str
    form_version: str
    document: dict[str, Json]
    extraction: Extraction


class Response:
    """The answers to one form while it is filled.

    An *address* is the names from the top, with the number of the instance after a repeat: ``ibu/bb``,
    ``rtl[2]/kegiatan``; the bare name does for a question that is unique and not in a repeat. Unknown addresses raise
    ``KeyError``.
    """

    def __init__(
        self,
        form: Form,
        context: FormContext,
        language: str | None = None,
        document: Mapping[str, Json] | None = None,
        *,
        effort: float = math.inf,
    ) -> None:
        """A new response, filled from the context and the defaults; with a ``document``, the one that it holds.

        ``effort`` bounds how many nodes predicates may look at; beyond it ``ExpressionRefused`` is raised.
        """
        self.form = form
        if document is not None:
            context = replace(context, rules=rules_then(document, context.rules))
        self.context = context
        root = new_tree(form)
        if document is not None:
            plant(root, document)
        self._live = _live_answers(form, root, context, language, effort)
        self._filling = SelfFilling(self._live, context)
        self._judgement = Judgement(self._live)
        if document is None:
            self._filling.first_load()
        self._live.settle()
        self._live.born.clear()
        self._take_changes()

    @classmethod
    def from_json(
        cls, form: Form, document: Mapping[str, Json], context: FormContext, language: str | None = None
    ) -> "Response":
        """The response behind a document of this form.

        Nothing is prefilled or defaulted again; calculations are made again, so that a stored result cannot lie, by
        the rules that the document says were in force, else by those of the context.
        Raises ``FormRefused`` when the document holds something that the form does not have.
        """
        return cls(form, context, language, document)

    def answer(self, address: str, answer: Answer) -> Changes:
        """Takes what was typed or chosen; what cannot be read is kept as typed and becomes a problem."""
        node = leaf_at(self._live, address)
        stored, node.entry = self._read(node, typed_text(answer))
        node.unconfirmed = False
        self._live.touched.add(node)
        changed = self._live.hold(node, stored)
        self._filling.settle()
        if changed:
            self._filling.follow(node)
        return self._take_changes()

    def confirm(self, address: str) -> Changes:
        """The user says that the prefilled value is right."""
        node = leaf_at(self._live, address)
        node.unconfirmed = False
        self._live.touched.add(node)
        return self._take_changes()

    def add(self, address: str) -> str:
        """One more instance at the end of a repeat; returns its address. ``address`` is without a number."""
        parent, item = repeat_at(self._live, address)
        if not self._live.has_room(parent, item):
            raise Rejected(
                Problem(
                    code="too_many_instances",
                    field=address,
                    sentence="Formulir ini sudah berisi terlalu banyak baris",
                    remedy="Simpan lalu buat formulir baru",
                )
            )
        node = self._live.add_instance(parent, item)
        self._filling.welcome(node)
        self._filling.settle()
        self._take_changes()
        return node.address

    def remove(self, address: str) -> Changes:
        """Takes one instance of a repeat away: ``rtl[2]``."""
        node = node_at(self._live, address)
        if not isinstance(node.item, Repeat) or node.parent is None:
            raise KeyError(address)
        self._live.remove_instance(node)
        self._filling.settle()
        return self._take_changes()

    def speak(self, language: str) -> None:
        """Labels, hints and choices from now on in another of the form's languages."""
        self._live.surroundings.language = language
        self._judgement.forget_all()

    def state(self, address: str) -> State:
        """How a question stands."""
        return state_of(self._live, leaf_at(self._live, address))

    def states(self) -> Iterator[State]:
        """Every question that is on the page now, in order."""
        for node in self._live.leaves():
            if node.relevant and question_of(node).visible:
                yield state_of(self._live, node)

    def addresses(self, item: Item, within: str = "") -> list[str]:
        """Where an item stands now; ``within`` is the address of a repeat instance to look in."""
        prefix = f"{within}/" if within else ""
        return [
            node.address
            for node in self._live.nodes.get(item.path, ())
            if not prefix or node.address.startswith(prefix)
        ]

    def is_relevant(self, address: str) -> bool:
        """Does the question, group or repeat instance apply now?"""
        return node_at(self._live, address).relevant

    def label(self, address: str) -> str:
        """The label of a question, group or repeat instance, its outputs filled in."""
        node = node_at(self._live, address)
        return render(node.item.label, self._live.scope(node))

    def choices(self, address: str) -> tuple[Choice, ...]:
        """What may be chosen now, after the choice filter."""
        return tuple(choices_of(self._live, leaf_at(self._live, address)))

    def answered(self) -> tuple[str, ...]:
        """Addresses of the questions on the page that have an answer which nobody needs to confirm."""
        known = (node for node in self._live.leaves() if node.text and not node.unconfirmed)
        return tuple(
            node.address for node in known if question_of(node).visible and question_of(node).kind is not Kind.NOTE
        )

    def files(self) -> dict[str, str]:
        """The names of the files that relevant answers name, by address."""
        return {
            node.address: node.text for node in self._live.leaves() if node.text and question_of(node).kind is Kind.FILE
        }

    def problems(self) -> tuple[Problem, ...]:
        """All that stands against completing, in the order of the page."""
        found = (self._judgement.against(node) for node in self._live.leaves() if node.relevant)
        return tuple(problem for problem in found if problem is not None)

    def value(self, address: str) -> str:
        """The stored text of an answer; empty when there is none or it is not relevant."""
        return node_at(self._live, address).text

    def scope(self, address: str) -> Scope:
        """For the evaluation of an expression as if it stood at that address."""
        return self._live.scope(node_at(self._live, address))

    def walk(self) -> Iterator[AnswerNode]:
        """Every node, in order, for those that write the response in other shapes."""
        return self._live.root.all_nodes()

    def complete(self) -> CompletedResponse:
        """The finished response; raises ``Rejected`` with every problem."""
        problems = self.problems()
        if problems:
            raise Rejected(*problems)
        return CompletedResponse(
            form_id=self.form.id,
            form_version=self.form.version,
            document=self.to_json(),
            extraction=self.extract(),
        )

    def extract(self) -> Extraction:
        """What the answers mean outside of the form; only from what is relevant."""
        return extract(self._live)

    def to_json(self) -> dict[str, Json]:
        """One JSON document: form, version, relevant answers, and what is still unread or unconfirmed."""
        return written(self.form, self._live.root, self.context.rules)

    def _read(self, node: AnswerNode, typed: str) -> tuple[str, str]:
        """The stored text of what was typed; when it cannot be read or is not on offer, none, and what was typed."""
        try:
            stored = read_entry(question_of(node), typed, self.context.today, self.context.now.tzinfo)
        except NotRead:
            return "", typed
        return (stored, "") if all_offered(node, stored) else ("", typed)

    def _take_changes(self) -> Changes:
        """What changed since the last time; the judgement of all that reads it is forgotten."""
        live = self._live
        readers = {path for changed in {node.path for node in live.touched} for path in live.engine.readers(changed)}
        nodes = {*live.touched, *(node for path in readers for node in live.nodes.get(path, ()))}
        changes = Changes(
            addresses=frozenset(node.address for node in nodes),
            arrangement=live.rearranged or live.restructured,
            structure=live.restructured,
        )
        if live.restructured:
            self._judgement.forget_all()
        else:
            self._judgement.forget(nodes)
        live.touched.clear()
        live.rearranged = live.restructured = False
        return changes


def _live_answers(
    form: Form, root: AnswerNode, context: FormContext, language: str | None, effort: float
) -> LiveAnswers:
    """The answers with all that their expressions can see; choices and translated texts are found in them."""
    engine = engine_of(form)
    surroundings = Surroundings(
        root=root,
        today=context.today,
        now=context.now,
        language=form.default_language if language is None else language,
        instances=engine.tables,
        properties=context.properties,
        effort_left=effort,
        rules=context.rules,
    )
    live = LiveAnswers(engine, root, surroundings)
    surroundings.choice_label = partial(choice_label, live)
    surroundings.text = partial(_translated, live)
    return live


def _translated(live: LiveAnswers, reference: str) -> str:
    """The translated text with that id, its outputs read from the top of the form."""
    return render(live.engine.form.texts.get(reference, {}), live.scope(live.root))
