"""Recognises predicates that an index can answer: ``column = value``, where the value does not depend on the row."""

from dataclasses import dataclass

from ilp_desktop.forms.expression import syntax

_PLACE_FUNCTIONS = frozenset({"position", "last"})
_NODE_FUNCTIONS_OF_CONTEXT = frozenset({"string", "number", "string-length", "normalize-space"})
"""Without an argument they speak of the row."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """Rows whose ``column`` equals ``value``; ``rest`` must hold too, when there is one."""

    column: str
    value: syntax.Expression
    rest: syntax.Expression | None


def lookup(predicate: syntax.Expression) -> Lookup | None:
    """The part of a predicate that an index can answer; None when there is none."""
    if isinstance(predicate, syntax.Binary) and predicate.operator == "and":
        found = lookup(predicate.left)
        if found is None or _speaks_of_place(predicate.right):
            return None
        rest = predicate.right if found.rest is None else syntax.Binary("and", found.rest, predicate.right)
        return Lookup(found.column, found.value, rest)
    if not isinstance(predicate, syntax.Binary) or predicate.operator != "=":
        return None
    for one, other in ((predicate.left, predicate.right), (predicate.right, predicate.left)):
        column = _column(one)
        if column and not _speaks_of_row(other):
            return Lookup(column, other, None)
    return None


def _column(tree: syntax.Expression) -> str:
    match tree:
        case syntax.Path(False, None, (), (syntax.Step("child", name, ()),)) if not name.endswith(("*", ")")):
            return name
    return ""


def _speaks_of_place(tree: syntax.Expression) -> bool:
    match tree:
        case syntax.Call(name, arguments):
            return name in _PLACE_FUNCTIONS or any(_speaks_of_place(argument) for argument in arguments)
        case syntax.Binary(_, left, right):
            return _speaks_of_place(left) or _speaks_of_place(right)
        case syntax.Negation(operand):
            return _speaks_of_place(operand)
    return False


def _speaks_of_row(tree: syntax.Expression) -> bool:
    match tree:
        case syntax.Number() | syntax.Literal():
            return False
        case syntax.Negation(operand):
            return _speaks_of_row(operand)
        case syntax.Binary(_, left, right):
            return _speaks_of_row(left) or _speaks_of_row(right)
        case syntax.Call(name, arguments):
            of_context = name in _PLACE_FUNCTIONS or (name in _NODE_FUNCTIONS_OF_CONTEXT and not arguments)
            return of_context or any(_speaks_of_row(argument) for argument in arguments)
        case syntax.Path(absolute, start, predicates, steps):
            inside = predicates or any(step.predicates for step in steps)
            from_elsewhere = absolute or (start is not None and not _speaks_of_row(start))
            return bool(inside) or not from_elsewhere
    return True
