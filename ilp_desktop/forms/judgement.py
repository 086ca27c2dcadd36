"""What stands against an answer: unread, missing, outside of its limits, not on offer, or never confirmed."""

from collections.abc import Iterable

from ilp_desktop.domain.problem import Problem
from ilp_desktop.forms.addresses import question_of
from ilp_desktop.forms.choices import chosen_values, values_of
from ilp_desktop.forms.definition import CHOSEN, UNANSWERED, Kind, Question
from ilp_desktop.forms.entry import NotRead, check_stored, read_entry
from ilp_desktop.forms.expression.values import number
from ilp_desktop.forms.instance import AnswerNode
from ilp_desktop.forms.live import LiveAnswers
from ilp_desktop.forms.rendering import render, shown_value


class Judgement:
    """The problems that stand against completing, remembered until something that they read has changed."""

    def __init__(self, live: LiveAnswers) -> None:
        self._live = live
        self._found: dict[AnswerNode, Problem | None] = {}

    def against(self, node: AnswerNode) -> Problem | None:
        """The problem of one question, if the response were completed now."""
        if node not in self._found:
            self._found[node] = problem_of(self._live, node, final=True)
        return self._found[node]

    def forget(self, nodes: Iterable[AnswerNode]) -> None:
        """To be found again: these read something that changed."""
        for node in nodes:
            self._found.pop(node, None)

    def forget_all(self) -> None:
        """To be found again, all of them."""
        self._found.clear()


def problem_of(live: LiveAnswers, node: AnswerNode, *, final: bool) -> Problem | None:
    """The problem of one question; what is missing or unconfirmed is one only in the ``final`` judgement."""
    question = question_of(node)
    if not node.relevant or not question.visible:
        return None
    if node.entry:
        return _unread(live, node, question)
    if not node.text:
        return _missing(live, node, question) if final else None
    refused = _unfit(node, question) or _outside(live, node, question) or _not_a_choice(live, node, question)
    if refused is None and final and node.unconfirmed:
        return Problem(
            code="unconfirmed",
            field=node.address,
            sentence="Isian dari data sebelumnya belum dipastikan",
            remedy="Tekan Enter bila benar, atau ganti",
        )
    return refused


def _unread(live: LiveAnswers, node: AnswerNode, question: Question) -> Problem | None:
    if question.kind in CHOSEN:
        return _unknown_choice(node)
    try:
        read_entry(question, node.entry, live.surroundings.today, live.surroundings.now.tzinfo)
    except NotRead as error:
        return error.problem(node.address)
    return None


def _missing(live: LiveAnswers, node: AnswerNode, question: Question) -> Problem | None:
    if question.kind in UNANSWERED or not live.holds(question.binding.required, node):
        return None
    message = render(question.binding.required_message, live.scope(node))
    return Problem(code="required", field=node.address, sentence=message or "Wajib diisi", remedy="Isi pertanyaan ini")


def _unfit(node: AnswerNode, question: Question) -> Problem | None:
    """An answer that was never typed here, of a type that its question does not take."""
    if question.binding.calculate:
        return None
    try:
        check_stored(question, node.text)
    except NotRead as error:
        return error.problem(node.address)
    return None


def _outside(live: LiveAnswers, node: AnswerNode, question: Question) -> Problem | None:
    if question.kind is Kind.RANGE and not _in_range(question, number(node.text)):
        low, high, step = (shown_value(bound) for bound in (*question.bounds, abs(question.step)))
        sentence = f"Harus {low} sampai {high}, tiap {step}"
        return Problem(code="range", field=node.address, sentence=sentence, remedy="Periksa angkanya")
    if not question.binding.constraint or live.holds(question.binding.constraint, node):
        return None
    message = render(question.binding.constraint_message, live.scope(node))
    return Problem(
        code="constraint",
        field=node.address,
        sentence=message or "Nilai ini tidak dapat diterima",
        remedy="Periksa lalu perbaiki",
    )


def _in_range(question: Question, measured: float) -> bool:
    low, high = question.bounds
    steps = (measured - question.start) / question.step if question.step else 0.0
    return low <= measured <= high and abs(steps - round(steps)) < 1e-9


def _not_a_choice(live: LiveAnswers, node: AnswerNode, question: Question) -> Problem | None:
    if question.kind not in CHOSEN or question.choices is None:
        return None
    chosen = set(chosen_values(node, node.text))
    return None if chosen.issubset(values_of(live, node)) else _unknown_choice(node)


def _unknown_choice(node: AnswerNode) -> Problem:
    return Problem(
        code="choice_unknown",
        field=node.address,
        sentence="Jawaban ini tidak ada dalam pilihan",
        remedy="Pilih lagi",
    )
