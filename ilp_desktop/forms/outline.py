"""What stands on the page of a response now, in order: headings, questions, and where a repeat may grow."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.forms.definition import Item, Question, Repeat
from ilp_desktop.forms.instance import AnswerNode
from ilp_desktop.forms.response import Response


class Part(StrEnum):
    """What kind of entry."""

    HEADING = "heading"
    INSTANCE = "instance"
    QUESTION = "question"
    ADD = "add"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """``address`` of the group, instance or question; for ``ADD`` that of the repeat, without a number.

    ``depth`` 0 is the top level. ``section`` is the name of the top-level item that the entry belongs to.
    """

    part: Part
    address: str
    depth: int
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled top-level item of the form, whether it applies now or not."""

    name: str
    title: str
    relevant: bool


def outline(response: Response) -> tuple[Entry, ...]:
    """Everything that is relevant and visible now."""
    root = next(response.walk())
    return tuple(_below(root, 0, ""))


def sections(response: Response) -> tuple[Section, ...]:
    """The titled sections of the form, in order."""
    found: list[Section] = []
    for item in response.form.sections:
        if isinstance(item, Question) or not item.label:
            continue
        addresses = response.addresses(item)
        relevant = any(response.is_relevant(address) for address in addresses) or isinstance(item, Repeat)
        title = response.label(addresses[0]) if addresses else "".join(next(iter(item.label.values())))
        found.append(Section(name=item.name, title=title, relevant=relevant))
    return tuple(found)


def _below(node: AnswerNode, depth: int, section: str) -> Iterator[Entry]:
    if isinstance(node.item, Question):
        return
    prefix = f"{node.address}/" if node.parent is not None else ""
    for item in node.item.items:
        if not item.visible:
            continue
        inside = section or item.name
        if isinstance(item, Repeat):
            yield from _repeat(node, item, prefix, depth, inside)
            continue
        child = node.children[item.name][0]
        if isinstance(child, AnswerNode) and child.relevant:
            yield from _entry(child, item, depth, inside)


def _entry(node: AnswerNode, item: Item, depth: int, section: str) -> Iterator[Entry]:
    if isinstance(item, Question):
        yield Entry(part=Part.QUESTION, address=node.address, depth=depth, section=section)
        return
    if item.label:
        yield Entry(part=Part.HEADING, address=node.address, depth=depth, section=section)
    yield from _below(node, depth + 1, section)


def _repeat(parent: AnswerNode, item: Repeat, prefix: str, depth: int, section: str) -> Iterator[Entry]:
    applies = parent.relevant
    for instance in parent.children[item.name]:
        assert isinstance(instance, AnswerNode)
        applies = instance.relevant
        if instance.relevant:
            yield Entry(part=Part.INSTANCE, address=instance.address, depth=depth, section=section)
            yield from _below(instance, depth + 1, section)
    if applies and not item.count:
        yield Entry(part=Part.ADD, address=f"{prefix}{item.name}", depth=depth, section=section)
