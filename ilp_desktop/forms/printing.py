"""A response as people read it: sections of labelled values, for paper and for views that only show."""

from dataclasses import dataclass

from ilp_desktop.forms.definition import CHOSEN, Alert, Kind, Question, Repeat
from ilp_desktop.forms.entry import shown_entry
from ilp_desktop.forms.instance import AnswerNode
from ilp_desktop.forms.limits import shown_unit
from ilp_desktop.forms.response import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """One answer or note; ``unit`` is what stands after the value, ``alert`` marks a note that warns."""

    address: str
    label: str
    value: str
    unit: str = ""
    alert: Alert | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSection:
    """One section or instance of a repeat; ``depth`` 0 is the top level, whose ungrouped questions have no title."""

    title: str
    depth: int
    lines: tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedResponse:
    """A whole response; sections in order, only what applies and was answered."""

    title: str
    form_id: str
    version: str
    source: str
    sections: tuple[PrintedSection, ...]


def shown_answer(response: Response, address: str) -> str:
    """The answer at an address as people read it: labels of choices, decimal comma, 22 Nov 2026."""
    state = response.state(address)
    if state.question.kind in CHOSEN:
        labels = {choice.value: choice.label for choice in response.choices(address)}
        return ", ".join(labels.get(value, value) for value in state.value.split())
    if state.question.kind is Kind.ACKNOWLEDGE:
        return "Ya" if state.value else ""
    return shown_entry(state.question, state.value)


def _line(response: Response, node: AnswerNode, question: Question) -> PrintedLine | None:
    if not question.visible or not node.relevant:
        return None
    label = response.label(node.address)
    if question.kind is Kind.NOTE:
        return PrintedLine(address=node.address, label=label, value="", alert=question.meaning.alert)
    if not node.text:
        return None
    shown = shown_answer(response, node.address)
    return PrintedLine(address=node.address, label=label, value=shown, unit=shown_unit(question.meaning.unit))


class _Printer:
    def __init__(self, response: Response) -> None:
        self.response = response
        self.sections: list[PrintedSection] = []

    def print(self, node: AnswerNode, title: str, depth: int) -> None:
        lines: list[PrintedLine] = []
        for child in node.answer_children():
            if isinstance(child.item, Question):
                line = _line(self.response, child, child.item)
                if line is not None:
                    lines.append(line)
            elif child.relevant and child.item.visible:
                self.flush(title, depth, lines)
                self.print(child, self.title(child), depth + 1)
        self.flush(title, depth, lines)

    def flush(self, title: str, depth: int, lines: list[PrintedLine]) -> None:
        if lines:
            self.sections.append(PrintedSection(title=title, depth=depth, lines=tuple(lines)))
            lines.clear()

    def title(self, node: AnswerNode) -> str:
        label = self.response.label(node.address)
        return f"{label} {node.position()}" if isinstance(node.item, Repeat) else label


def printable(response: Response) -> PrintedResponse:
    """What to print of a response."""
    printer = _Printer(response)
    root = next(response.walk())
    printer.print(root, "", 0)
    form = response.form
    return PrintedResponse(
        title=form.title,
        form_id=form.id,
        version=form.version,
        source=form.source,
        sections=tuple(printer.sections),
    )
