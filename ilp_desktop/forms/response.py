"""A live response: answers in, relevance, limits, calculations, alerts and problems out."""

import math
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from ilp_desktop.domain.observation import Extraction
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.forms.definition import (
    CHOSEN,
    UNANSWERED,
    Action,
    ChoiceSource,
    Form,
    Item,
    Kind,
    Moment,
    Question,
    Repeat,
)
from ilp_desktop.forms.document import Json, answers, plant
from ilp_desktop.forms.engine import engine_of, render, shown_value
from ilp_desktop.forms.entry import NotRead, read_entry, shown_entry
from ilp_desktop.forms.expression.evaluation import nodes_of
from ilp_desktop.forms.expression.node import Node
from ilp_desktop.forms.expression.scope import Scope, Surroundings
from ilp_desktop.forms.expression.values import boolean, moment_text, number, string
from ilp_desktop.forms.functions import program
from ilp_desktop.forms.instance import AnswerNode, new_tree
from ilp_desktop.forms.live import MOST_INSTANCES, MOST_NODES, LiveAnswers, stored_text
from ilp_desktop.forms.prefill import FormContext, prefilled
from ilp_desktop.forms.styling import plain

Answer = str | int | float | Decimal | bool | date | datetime | time | Iterable[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that may be chosen."""

    value: str
    label: str


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
        self.context = context
        self._judged: dict[AnswerNode, Problem | None] = {}
        self._engine = engine_of(form)
        root = new_tree(form)
        if document is not None:
            plant(root, document)
        self._live = LiveAnswers(
            self._engine,
            root,
            Surroundings(
                root=root,
                today=context.today,
                now=context.now,
                language=form.default_language if language is None else language,
                instances=self._engine.tables,
                choice_label=self._choice_label,
                text=self._text,
                properties=context.properties,
                effort_left=effort,
            ),
        )
        if document is None:
            self._first_load()
        self._live.settle()
        self._live.born.clear()
        self._take_changes()

    @classmethod
    def from_json(
        cls, form: Form, document: Mapping[str, Json], context: FormContext, language: str | None = None
    ) -> "Response":
        """The response behind a document of this form.

        Nothing is prefilled or defaulted again; calculations are made again, so that a stored result cannot lie.
        Raises ``FormRefused`` when the document holds something that the form does not have.
        """
        return cls(form, context, language, document)

    def answer(self, address: str, answer: Answer) -> Changes:
        """Takes what was typed or chosen; what cannot be read is kept as typed and becomes a problem."""
        node = self._leaf(address)
        question = _question(node)
        typed = typed_text(answer)
        try:
            stored = read_entry(question, typed, self.context.today, self.context.now.tzinfo)
            node.entry = ""
        except NotRead:
            stored, node.entry = "", typed
        if not self._all_offered(node, stored):
            stored, node.entry = "", typed
        node.unconfirmed = False
        self._live.touched.add(node)
        changed = self._live.hold(node, stored)
        self._settle()
        if changed:
            self._run_triggered(node)
        return self._take_changes()

    def confirm(self, address: str) -> Changes:
        """The user says that the prefilled value is right."""
        node = self._leaf(address)
        node.unconfirmed = False
        self._live.touched.add(node)
        return self._take_changes()

    def add(self, address: str) -> str:
        """One more instance at the end of a repeat; returns its address. ``address`` is without a number."""
        parent, item = self._repeat(address)
        if len(parent.children[item.name]) >= MOST_INSTANCES or self._live.size >= MOST_NODES:
            raise Rejected(
                Problem(
                    code="too_many_instances",
                    field=address,
                    sentence="Formulir ini sudah berisi terlalu banyak baris",
                    remedy="Simpan lalu buat formulir baru",
                )
            )
        node = self._live.add_instance(parent, item)
        self._welcome(node)
        self._settle()
        self._take_changes()
        return node.address

    def remove(self, address: str) -> Changes:
        """Takes one instance of a repeat away: ``rtl[2]``."""
        node = self._node(address)
        if not isinstance(node.item, Repeat) or node.parent is None:
            raise KeyError(address)
        self._live.remove_instance(node)
        self._settle()
        return self._take_changes()

    def speak(self, language: str) -> None:
        """Labels, hints and choices from now on in another of the form's languages."""
        self._live.surroundings.language = language
        self._judged.clear()

    def state(self, address: str) -> State:
        """How a question stands."""
        return self._state(self._leaf(address))

    def states(self) -> Iterator[State]:
        """Every question that is on the page now, in order."""
        for node in self._live.leaves():
            if node.relevant and _question(node).visible:
                yield self._state(node)

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
        return self._node(address).relevant

    def label(self, address: str) -> str:
        """The label of a question, group or repeat instance, its outputs filled in."""
        node = self._node(address)
        return render(node.item.label, self._live.scope(node))

    def choices(self, address: str) -> tuple[Choice, ...]:
        """What may be chosen now, after the choice filter."""
        return tuple(self._choices(self._leaf(address)))

    def answered(self) -> tuple[str, ...]:
        """Addresses of the questions on the page that have an answer which nobody needs to confirm."""
        return tuple(
            node.address
            for node in self._live.leaves()
            if node.text and not node.unconfirmed and _question(node).visible and _question(node).kind is not Kind.NOTE
        )

    def files(self) -> dict[str, str]:
        """The names of the files that relevant answers name, by address."""
        return {
            node.address: node.text for node in self._live.leaves() if node.text and _question(node).kind is Kind.FILE
        }

    def problems(self) -> tuple[Problem, ...]:
        """All that stands against completing, in the order of the page."""
        found = (self._judge(node) for node in self._live.leaves() if node.relevant)
        return tuple(problem for problem in found if problem is not None)

    def value(self, address: str) -> str:
        """The stored text of an answer; empty when there is none or it is not relevant."""
        return self._node(address).text

    def scope(self, address: str) -> Scope:
        """For the evaluation of an expression as if it stood at that address."""
        return self._live.scope(self._node(address))

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
        from ilp_desktop.forms.extraction import extract

        return extract(self)

    def to_json(self) -> dict[str, Json]:
        """One JSON document: form, version, relevant answers, and what is still unread or unconfirmed."""
        document: dict[str, Json] = {
            "form": self.form.id,
            "version": self.form.version,
            "answers": answers(self._live.root),
        }
        entries: dict[str, Json] = {
            node.address: node.entry for node in self._live.leaves() if node.entry and node.relevant
        }
        unconfirmed: list[Json] = [node.address for node in self._live.leaves() if node.unconfirmed and node.relevant]
        if entries:
            document["entries"] = entries
        if unconfirmed:
            document["unconfirmed"] = unconfirmed
        return document

    def _first_load(self) -> None:
        """Prefills, then dynamic defaults; instances that a count makes meanwhile are as old as the form."""
        self._begin(list(self._live.root.leaves()))
        self._live.settle()
        while self._live.born:
            self._begin(list(self._live.born.pop().leaves()))
            self._live.settle()
        self._run_all(Moment.FIRST_LOAD, self._live.nodes)

    def _settle(self) -> None:
        """Settles, and gives the instances that a count has made their defaults."""
        self._live.settle()
        while self._live.born:
            self._welcome(self._live.born.pop(0))

    def _welcome(self, instance: AnswerNode) -> None:
        self._begin(list(instance.leaves()))
        self._live.settle()
        added: dict[str, list[AnswerNode]] = {}
        for below in instance.all_nodes():
            added.setdefault(below.path, []).append(below)
        self._run_all(Moment.NEW_REPEAT, added)

    def _begin(self, leaves: list[AnswerNode]) -> None:
        for node in leaves:
            question = _question(node)
            declared = question.meaning.prefill
            if declared:
                found = prefilled(declared, self.context)
                node.unconfirmed = bool(found) and question.kind not in UNANSWERED
                self._live.hold(node, found or node.held)
            elif question.preload[0]:
                self._live.hold(node, self._preloaded(question) or node.held)

    def _preloaded(self, question: Question) -> str:
        kind, parameter = question.preload
        match kind, parameter:
            case "timestamp", _:
                return moment_text(self.context.now)
            case "date", _:
                return self.context.today.isoformat()
            case "property", name:
                return self.context.properties.get(name, "")
            case "uid", _:
                return f"uuid:{uuid.uuid4()}"
        return ""

    def _run_all(self, moment: Moment, among: Mapping[str, Sequence[AnswerNode]]) -> None:
        for action in self.form.actions:
            if moment in action.moments:
                for node in list(among.get(action.target, ())):
                    self._run(action, node)

    def _run(self, action: Action, node: AnswerNode) -> bool:
        outcome = program(action.value)(self._live.scope(node)) if action.value else ""
        changed = self._live.hold(node, stored_text(outcome, node.item))
        self._live.settle()
        return changed

    def _run_triggered(self, node: AnswerNode) -> None:
        """What an action changes sets off further actions; each once for one answer, so that circles end."""
        waiting, ran = [node], set[tuple[Action, AnswerNode]]()
        while waiting:
            source = waiting.pop(0)
            for action in self.form.actions:
                if action.trigger != source.path or Moment.VALUE_CHANGED not in action.moments:
                    continue
                for target in list(self._live.nodes.get(action.target, ())):
                    if _same_instance(source, target) and (action, target) not in ran:
                        ran.add((action, target))
                        if self._run(action, target):
                            waiting.append(target)
        self._settle()

    def _take_changes(self) -> Changes:
        live = self._live
        readers = {path for changed in {node.path for node in live.touched} for path in self._engine.readers(changed)}
        nodes = {*live.touched, *(node for path in readers for node in live.nodes.get(path, ()))}
        changes = Changes(
            addresses=frozenset(node.address for node in nodes),
            arrangement=live.rearranged or live.restructured,
            structure=live.restructured,
        )
        self._forget(nodes, everything=live.restructured)
        live.touched.clear()
        live.rearranged = live.restructured = False
        return changes

    def _forget(self, nodes: Iterable[AnswerNode], *, everything: bool) -> None:
        if everything:
            self._judged.clear()
        for node in nodes:
            self._judged.pop(node, None)

    def _judge(self, node: AnswerNode) -> Problem | None:
        """The problem that stands against completing; found again only after something that it reads has changed."""
        if node not in self._judged:
            self._judged[node] = self._problem(node, final=True)
        return self._judged[node]

    def _node(self, address: str) -> AnswerNode:
        path = self._engine.by_name.get(address)
        if path is not None and len(self._live.nodes.get(path, ())) == 1:
            return self._live.nodes[path][0]
        node = self._live.root
        for part in address.split("/") if address else ():
            name, _bracket, place = part.partition("[")
            siblings = node.children.get(name, [])
            index = int(place[:-1]) - 1 if place else 0
            if not 0 <= index < len(siblings):
                raise KeyError(address)
            found = siblings[index]
            assert isinstance(found, AnswerNode)
            node = found
        return node

    def _leaf(self, address: str) -> AnswerNode:
        node = self._node(address)
        _question(node)
        return node

    def _repeat(self, address: str) -> tuple[AnswerNode, Repeat]:
        outer, _slash, name = address.rpartition("/")
        if not outer and name in self._engine.by_name:
            outer_path = self._engine.by_name[name].rpartition("/")[0]
            parents = self._live.nodes.get(outer_path, [])
            parent = parents[0] if len(parents) == 1 else self._node(outer)
        else:
            parent = self._node(outer)
        item = self._engine.items.get(f"{parent.path}/{name}")
        if not isinstance(item, Repeat):
            raise KeyError(address)
        return parent, item

    def _state(self, node: AnswerNode) -> State:
        question = _question(node)
        scope = self._live.scope(node)
        binding = question.binding
        return State(
            address=node.address,
            question=question,
            label=render(question.label, scope),
            hint=render(question.hint, scope),
            guidance=render(question.guidance, scope),
            relevant=node.relevant,
            required=holds(binding.required, scope),
            read_only=question.kind in UNANSWERED or self._is_locked(node),
            value=node.text,
            entry=node.entry or shown_entry(question, node.text),
            problem=self._problem(node, final=False),
            unconfirmed=node.unconfirmed,
        )

    def _is_locked(self, node: AnswerNode) -> bool:
        """A question cannot be written to when it or anything around it is read-only."""
        around = (node, *(above for above in node.ancestors() if isinstance(above, AnswerNode)))
        return any(holds(found.item.binding.read_only, self._live.scope(found)) for found in around)

    def _problem(self, node: AnswerNode, *, final: bool) -> Problem | None:
        question = _question(node)
        if not node.relevant or not question.visible:
            return None
        if node.entry:
            return self._unread(node)
        if not node.text:
            return self._missing(node) if final else None
        refused = self._outside(node) or self._not_a_choice(node)
        if refused is None and final and node.unconfirmed:
            return Problem(
                code="unconfirmed",
                field=node.address,
                sentence="Isian dari data sebelumnya belum dipastikan",
                remedy="Tekan Enter bila benar, atau ganti",
            )
        return refused

    def _all_offered(self, node: AnswerNode, stored: str) -> bool:
        """Is everything that was chosen among the choices that a filter leaves?"""
        if node.offered is None or not node.relevant:
            return True
        chosen = [stored] if _question(node).kind is Kind.SELECT_ONE and stored else stored.split()
        return all(choice in node.offered for choice in chosen)

    def _unread(self, node: AnswerNode) -> Problem | None:
        if _question(node).kind in CHOSEN:
            return _unknown_choice(node)
        try:
            read_entry(_question(node), node.entry, self.context.today, self.context.now.tzinfo)
        except NotRead as error:
            return error.problem(node.address)
        return None

    def _missing(self, node: AnswerNode) -> Problem | None:
        question = _question(node)
        scope = self._live.scope(node)
        if question.kind in UNANSWERED or not holds(question.binding.required, scope):
            return None
        message = render(question.binding.required_message, scope)
        return Problem(
            code="required", field=node.address, sentence=message or "Wajib diisi", remedy="Isi pertanyaan ini"
        )

    def _outside(self, node: AnswerNode) -> Problem | None:
        question = _question(node)
        scope = self._live.scope(node)
        if question.kind is Kind.RANGE and not _in_range(question, number(node.text)):
            low, high, step = (shown_value(bound) for bound in (question.start, question.end, question.step))
            sentence = f"Harus {low} sampai {high}, tiap {step}"
            return Problem(code="range", field=node.address, sentence=sentence, remedy="Periksa angkanya")
        if not question.binding.constraint or holds(question.binding.constraint, scope):
            return None
        message = render(question.binding.constraint_message, scope)
        return Problem(
            code="constraint",
            field=node.address,
            sentence=message or "Nilai ini tidak dapat diterima",
            remedy="Periksa lalu perbaiki",
        )

    def _not_a_choice(self, node: AnswerNode) -> Problem | None:
        question = _question(node)
        if question.kind not in CHOSEN or question.choices is None:
            return None
        offered = {choice.value for choice in self._choices(node)}
        chosen = [node.text] if question.kind is Kind.SELECT_ONE else node.text.split()
        return None if all(choice in offered for choice in chosen) else _unknown_choice(node)

    def _choices(self, node: AnswerNode) -> Iterator[Choice]:
        source = _question(node).choices
        if source is None:
            return
        scope = self._live.scope(node)
        for item in nodes_of(program(source.nodes)(scope), "choice_filter"):
            value = item.children.get(source.value)
            if value and value[0].text:
                yield Choice(value=value[0].text, label=self._label_of(item, source))

    def _label_of(self, item: Node, source: ChoiceSource) -> str:
        cells = item.children.get(source.label)
        if not cells:
            return ""
        if not source.translated:
            return plain(cells[0].text)
        return render(self.form.texts.get(cells[0].text, {}), Scope(item, self._live.surroundings))

    def _text(self, reference: str) -> str:
        return render(self.form.texts.get(reference, {}), self._live.scope(self._live.root))

    def _choice_label(self, node: Node, value: str) -> str:
        if not isinstance(node, AnswerNode) or not isinstance(node.item, Question):
            return ""
        return next((choice.label for choice in self._choices(node) if choice.value == value), "")


def holds(expression: str, scope: Scope) -> bool:
    """Is there an expression, and is it true?"""
    if expression in ("", "false()"):
        return False
    return expression == "true()" or boolean(program(expression)(scope))


def _unknown_choice(node: AnswerNode) -> Problem:
    return Problem(
        code="choice_unknown",
        field=node.address,
        sentence="Jawaban ini tidak ada dalam pilihan",
        remedy="Pilih lagi",
    )


def _in_range(question: Question, measured: float) -> bool:
    steps = (measured - question.start) / question.step if question.step else 0.0
    return question.start <= measured <= question.end and abs(steps - round(steps)) < 1e-9


def _same_instance(one: AnswerNode, other: AnswerNode) -> bool:
    """Do two nodes share every repeat instance that both lie in?"""
    around = {node.path: node for node in one.ancestors() if _is_instance(node)}
    return all(around.get(node.path, node) is node for node in other.ancestors() if _is_instance(node))


def _is_instance(node: Node) -> bool:
    return isinstance(node, AnswerNode) and isinstance(node.item, Repeat)


def typed_text(answer: Answer) -> str:
    """An answer given as a Python value, in the text that a person could have typed."""
    match answer:
        case None | False:
            return ""
        case True:
            return "OK"
        case str():
            return answer
        case int() | Decimal():
            return format(answer, "f") if isinstance(answer, Decimal) else str(answer)
        case float() | datetime() | date() | time():
            return string(answer)
    return " ".join(answer)


def _question(node: AnswerNode) -> Question:
    if not isinstance(node.item, Question):
        raise KeyError(node.address)
    return node.item
