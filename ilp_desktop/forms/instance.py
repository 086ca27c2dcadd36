"""The tree of answers of one response, built from the form."""

from collections.abc import Iterator

from ilp_desktop.forms.definition import Form, Group, Item, Kind, Question, Repeat
from ilp_desktop.forms.expression.node import Node
from ilp_desktop.forms.expression.values import string_to_number

_NUMBERS = frozenset({"int", "integer", "decimal"})


class AnswerNode(Node):
    """One question, group or repeat instance of one response.

    ``held`` is the stored text, kept while the question is not relevant so that a slip of the finger loses nothing;
    ``text`` is what expressions see. ``entry`` is what was typed and could not be read. ``unconfirmed`` marks a
    prefilled value that nobody has confirmed. ``offered`` are the choices that a filter leaves now; None: no filter.
    """

    __slots__ = ("entry", "held", "item", "offered", "own_relevant", "unconfirmed")

    def __init__(self, item: Item, parent: "AnswerNode | None") -> None:
        super().__init__(item.name, parent, item.path)
        self.item = item
        self.held = item.default if isinstance(item, Question) else ""
        self.text = self.held
        self.entry = ""
        self.unconfirmed = False
        self.own_relevant = True
        self.offered: tuple[str, ...] | None = None

    def seen(self) -> str:
        """What expressions see of the held value: nothing that does not apply, no choice that is no longer offered."""
        if not self.relevant:
            return ""
        if self.offered is None or not self.held or not isinstance(self.item, Question):
            return self.held
        if self.item.kind is Kind.SELECT_ONE:
            return self.held if self.held in self.offered else ""
        kept = [value for value in self.held.split() if value in self.offered]
        if kept and self.item.kind is Kind.RANK:
            kept += [value for value in self.offered if value not in kept]
        return " ".join(kept)

    def truth(self) -> bool:
        """A number is true unless it is 0, other answers unless they are empty."""
        data_type = self.item.data_type if isinstance(self.item, Question) else ""
        if data_type in _NUMBERS and self.text:
            return string_to_number(self.text) != 0
        if data_type == "boolean":
            return self.text in ("true", "1")
        return super().truth()

    @property
    def address(self) -> str:
        """Names from the root, with the number of the instance after a repeat: ``rtl[2]/kegiatan``."""
        parts: list[str] = []
        node: Node = self
        while node.parent is not None:
            numbered = isinstance(node, AnswerNode) and isinstance(node.item, Repeat)
            parts.append(f"{node.name}[{node.position()}]" if numbered else node.name)
            node = node.parent
        return "/".join(reversed(parts))

    def answer_children(self) -> Iterator["AnswerNode"]:
        """The children, in order."""
        for child in self.elements():
            if isinstance(child, AnswerNode):
                yield child

    def leaves(self) -> Iterator["AnswerNode"]:
        """The questions at and below this node, in order."""
        if isinstance(self.item, Question):
            yield self
        for child in self.answer_children():
            yield from child.leaves()

    def all_nodes(self) -> Iterator["AnswerNode"]:
        """This node and all below, in order."""
        yield self
        for child in self.answer_children():
            yield from child.all_nodes()


def new_node(item: Group | Repeat | Question, parent: AnswerNode | None) -> AnswerNode:
    """A node and all below it, not yet hung on its parent; repeats get their first instances."""
    node = AnswerNode(item, parent)
    if not isinstance(item, Question):
        for child in item.items:
            hang(child, node)
    return node


def hang(item: Item, parent: AnswerNode) -> None:
    """Adds the node of an item under its parent."""
    if not isinstance(item, Repeat):
        parent.add(new_node(item, parent))
        return
    parent.children.setdefault(item.name, [])
    for _ in range(0 if item.count else item.instances):
        parent.add(new_node(item, parent))


def new_tree(form: Form) -> AnswerNode:
    """The empty answers of a form."""
    return new_node(form.root, None)
