"""Which paths of the form an expression reads, found without running it: the edges of the dependency graph."""

from dataclasses import dataclass

from ilp_desktop.forms.expression import syntax


@dataclass(frozen=True, slots=True)
class Reference:
    """A path of the definition; with ``below`` also everything under it (``*``, ``//``)."""

    path: str
    below: bool = False


FOREIGN = Reference("instance()")
"""A node of a choice table: it never changes."""

_DOWNWARD = frozenset({"descendant", "descendant-or-self"})


class _Collector:
    def __init__(self, context: str) -> None:
        self.found: set[Reference] = set()
        self.current = Reference(context)

    def collect(self, tree: syntax.Expression, context: Reference) -> set[Reference]:
        """Records what ``tree`` reads; returns where it points when it is a path."""
        match tree:
            case syntax.Path():
                return self.path(tree, context)
            case syntax.Binary(operator, left, right):
                both = self.collect(left, context) | self.collect(right, context)
                return both if operator == "|" else set()
            case syntax.Negation(operand):
                self.collect(operand, context)
            case syntax.Call():
                return self.call(tree, context)
        return set()

    def call(self, tree: syntax.Call, context: Reference) -> set[Reference]:
        for argument in tree.arguments:
            self.collect(argument, context)
        if tree.name == "current":
            return {self.current}
        return {FOREIGN} if tree.name in ("instance", "randomize") else set()

    def path(self, tree: syntax.Path, context: Reference) -> set[Reference]:
        if tree.absolute:
            places = {Reference("")}
        elif tree.start is None:
            places = {context}
        else:
            places = self.collect(tree.start, context)
        for predicate in tree.predicates:
            for place in places:
                self.collect(predicate, place)
        for step in tree.steps:
            places = {_after(place, step) for place in places}
            for predicate in step.predicates:
                for place in places:
                    self.collect(predicate, place)
        self.found |= places - {FOREIGN}
        return places


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _after(place: Reference, step: syntax.Step) -> Reference:
    if place is FOREIGN or place.below:
        return place
    name = step.test
    if step.axis in _DOWNWARD or (step.axis == "child" and name in ("*", "node()")):
        return Reference(place.path, below=True)
    return _stepped(place, step.axis, name)


def _stepped(place: Reference, axis: str, name: str) -> Reference:
    match axis:
        case "child":
            return place if name == "text()" else Reference(f"{place.path}/{name}")
        case "parent":
            return Reference(_parent(place.path))
        case "following-sibling" | "preceding-sibling" if not name.endswith(("*", ")")):
            return Reference(f"{_parent(place.path)}/{name}")
        case "ancestor" | "ancestor-or-self":
            return _ancestor(place.path, name)
    return place if axis in ("self", "attribute") else Reference("", below=True)


def _ancestor(path: str, name: str) -> Reference:
    parts = path.split("/")
    if name in parts:
        return Reference("/".join(parts[: len(parts) - parts[::-1].index(name)]))
    return Reference(_parent(path))


def references(tree: syntax.Expression, context: str) -> frozenset[Reference]:
    """What ``tree`` reads when it stands at the path ``context``."""
    collector = _Collector(context)
    collector.collect(tree, collector.current)
    return frozenset(collector.found)
