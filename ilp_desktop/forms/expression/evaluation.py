"""Turns a syntax tree into a closure, so that running an expression walks no tree and looks up no name."""

import math
from collections.abc import Callable, Iterable, Mapping

from ilp_desktop.forms.expression import syntax
from ilp_desktop.forms.expression.function import Function, Program
from ilp_desktop.forms.expression.lookup import Lookup, lookup
from ilp_desktop.forms.expression.node import Node, TableRoot
from ilp_desktop.forms.expression.scope import Scope
from ilp_desktop.forms.expression.values import Value, boolean, compare, is_nodes, number, numbers_alike

_NodeProgram = Callable[[Scope], list[Node]]
_Filter = Callable[[list[Node], Scope], list[Node]]
_StepWalk = Callable[[Node, Scope], list[Node]]


def nodes_of(value: Value, what: str) -> list[Node]:
    """The node-set; raises ``ExpressionRefused`` when the value is not one."""
    if not is_nodes(value):
        raise syntax.ExpressionRefused("expression_type", f"'{what}' harus berupa acuan ke pertanyaan")
    return value


def divide(dividend: float, divisor: float) -> float:
    """IEEE division: by zero it is infinite or not a number, never an error."""
    if divisor != 0:
        return dividend / divisor
    if dividend == 0 or dividend != dividend or divisor != divisor:
        return math.nan
    return math.copysign(math.inf, dividend) * math.copysign(1.0, divisor)


def remainder(dividend: float, divisor: float) -> float:
    """XPath ``mod``: the sign of the dividend."""
    if divisor == 0 or math.isinf(dividend) or dividend != dividend or divisor != divisor:
        return math.nan
    return math.fmod(dividend, divisor)


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "*": lambda left, right: left * right,
    "div": divide,
    "mod": remainder,
}


def _difference(left: float, right: float) -> float:
    return left - right


def in_document_order(found: Iterable[Node]) -> list[Node]:
    """Each node once, in the order of the form."""
    return sorted(dict.fromkeys(found), key=_document_key)


def _document_key(node: Node) -> tuple[tuple[int, int], ...]:
    steps: list[tuple[int, int]] = []
    while node.parent is not None:
        names = node.parent.children
        steps.append((list(names).index(node.name), names[node.name].index(node)))
        node = node.parent
    return tuple(reversed(steps))


def _following_siblings(node: Node) -> list[Node]:
    siblings = [] if node.parent is None else list(node.parent.elements())
    return siblings[siblings.index(node) + 1 :] if siblings else []


def _preceding_siblings(node: Node) -> list[Node]:
    siblings = [] if node.parent is None else list(node.parent.elements())
    return siblings[: siblings.index(node)][::-1] if siblings else []


def _following(node: Node) -> list[Node]:
    return [
        found
        for start in (node, *node.ancestors())
        for sibling in _following_siblings(start)
        for found in (sibling, *sibling.descendants())
    ]


def _preceding(node: Node) -> list[Node]:
    return [
        found
        for start in (node, *node.ancestors())
        for sibling in _preceding_siblings(start)
        for found in (*reversed(list(sibling.descendants())), sibling)
    ]


_AXES: dict[str, Callable[[Node], Iterable[Node]]] = {
    "child": Node.elements,
    "parent": lambda node: () if node.parent is None else (node.parent,),
    "self": lambda node: (node,),
    "attribute": lambda _node: (),
    "ancestor": Node.ancestors,
    "ancestor-or-self": lambda node: (node, *node.ancestors()),
    "descendant": Node.descendants,
    "descendant-or-self": lambda node: (node, *node.descendants()),
    "following-sibling": _following_siblings,
    "preceding-sibling": _preceding_siblings,
    "following": _following,
    "preceding": _preceding,
}


def _walk(step: syntax.Step) -> Callable[[Node], list[Node]]:
    name = step.test.rpartition(":")[2]
    axis = _AXES[step.axis]
    if name == "text()":
        return lambda node: [node] if step.axis in ("child", "self") and node.text else []
    if name in ("*", "node()"):
        return lambda node: list(axis(node))
    if step.axis == "child":
        return lambda node: node.children.get(name, [])
    return lambda node: [found for found in axis(node) if found.name == name]


def _contextual(names: tuple[str, ...]) -> _NodeProgram:
    """An absolute path of plain names. Inside a repeat it means the same instance of that repeat, as in JavaRosa."""
    first, last = names[0], len(names) - 1

    def walk(scope: Scope) -> list[Node]:
        root = scope.surroundings.root
        if root.name != first:
            return []
        line = [scope.current, *scope.current.ancestors()][::-1]
        found = [root]
        shared = line[0] is root
        for depth in range(1, last + 1):
            name = names[depth]
            shared = shared and depth < last and depth < len(line) and line[depth].name == name
            if shared:
                found = [line[depth]]
            elif len(found) == 1:
                found = found[0].children.get(name, [])
            else:
                found = [child for node in found for child in node.children.get(name, ())]
        return _relevant(found)

    return walk


def _relevant(found: list[Node]) -> list[Node]:
    if all(node.relevant for node in found):
        return found
    return [node for node in found if node.relevant]


def plain_names(tree: syntax.Expression) -> tuple[str, ...]:
    """The names of an absolute path that has nothing but names; otherwise nothing."""
    if not isinstance(tree, syntax.Path):
        return ()
    plain = all(step.axis == "child" and not step.predicates and step.test[-1] not in "*)" for step in tree.steps)
    return tuple(step.test for step in tree.steps) if tree.absolute and plain else ()


def _document(scope: Scope) -> Node:
    root = scope.surroundings.root
    document = Node("", None, "")
    document.children[root.name] = [root]
    return document


def _require_nodes(tree: syntax.Expression, what: str) -> None:
    if not syntax.gives_nodes(tree):
        raise syntax.ExpressionRefused("expression_type", f"'{what}' harus diberi acuan ke pertanyaan")


class Compiler:
    """Compiles trees against one table of functions."""

    def __init__(self, functions: Mapping[str, Function]) -> None:
        self.functions = functions

    def compile(self, tree: syntax.Expression) -> Program:
        """The closure that evaluates a tree; raises ``ExpressionRefused`` for an unknown function or variable."""
        match tree:
            case syntax.Number(value) | syntax.Literal(value):
                constant: Value = value
                return lambda _scope: constant
            case syntax.Negation(operand):
                negated = self.compile(operand)
                return lambda scope: -number(negated(scope))
            case syntax.Binary():
                return self._binary(tree)
            case syntax.Path():
                return self._path(tree)
            case syntax.Call():
                return self._call(tree)
            case syntax.Variable(name):
                raise syntax.ExpressionRefused("expression_variable", f"Variabel ${name} tidak didukung")

    def _binary(self, tree: syntax.Binary) -> Program:
        left, right, operator = self.compile(tree.left), self.compile(tree.right), tree.operator
        if operator == "|":
            _require_nodes(tree.left, operator)
            _require_nodes(tree.right, operator)
        match operator:
            case "and":
                return lambda scope: boolean(left(scope)) and boolean(right(scope))
            case "or":
                return lambda scope: boolean(left(scope)) or boolean(right(scope))
            case "|":
                return lambda scope: in_document_order(nodes_of(left(scope), "|") + nodes_of(right(scope), "|"))
            case "-":
                return lambda scope: _difference(*numbers_alike(left(scope), right(scope)))
        arithmetic = _ARITHMETIC.get(operator)
        if arithmetic is None:
            return lambda scope: compare(operator, left(scope), right(scope))
        return lambda scope: arithmetic(number(left(scope)), number(right(scope)))

    def _call(self, tree: syntax.Call) -> Program:
        function = self.functions.get(tree.name)
        if function is None:
            raise syntax.ExpressionRefused("function_unknown", f"Fungsi {tree.name}() tidak dikenal")
        if not function.takes(len(tree.arguments)):
            raise syntax.ExpressionRefused(
                "function_arity",
                f"{tree.name}() diberi {len(tree.arguments)} nilai; bentuknya {function.signature}",
            )
        for place in function.node_arguments:
            if place < len(tree.arguments):
                _require_nodes(tree.arguments[place], f"{tree.name}()")
        if function.check is not None:
            function.check(tree.arguments)
        return function.compile(tuple(self.compile(argument) for argument in tree.arguments))

    def _path(self, tree: syntax.Path) -> Program:
        names = plain_names(tree)
        if names:
            return _contextual(names)
        steps = [self._step(step) for step in tree.steps]
        start = self._start(tree)

        def walk(scope: Scope) -> list[Node]:
            found = start(scope)
            for step in steps:
                if len(found) == 1:
                    found = step(found[0], scope)
                else:
                    found = list(dict.fromkeys(node for one in found for node in step(one, scope)))
            return _relevant(found)

        if any(step.axis.startswith(("ancestor", "preceding")) for step in tree.steps):
            return lambda scope: in_document_order(walk(scope))
        return walk

    def _start(self, tree: syntax.Path) -> _NodeProgram:
        if tree.absolute:
            return lambda scope: [_document(scope)]
        if tree.start is None:
            return lambda scope: [scope.node]
        _require_nodes(tree.start, "/")
        program = self.compile(tree.start)
        filters = [self._filter(predicate) for predicate in tree.predicates]

        def begin(scope: Scope) -> list[Node]:
            found = nodes_of(program(scope), "/")
            for keep in filters:
                found = keep(found, scope)
            return found

        return begin

    def _step(self, step: syntax.Step) -> _StepWalk:
        filters = [self._filter(predicate) for predicate in step.predicates]
        walk = _walk(step)
        if not filters:
            return lambda node, _scope: walk(node)
        found_by_index = lookup(step.predicates[0]) if step.axis == "child" else None
        if found_by_index is not None:
            return self._indexed(step, found_by_index, filters)

        def filtered(node: Node, scope: Scope) -> list[Node]:
            found = walk(node)
            for keep in filters:
                found = keep(found, scope)
            return found

        return filtered

    def _indexed(self, step: syntax.Step, wanted: Lookup, filters: list[_Filter]) -> _StepWalk:
        """In a choice table the first predicate is answered by an index; elsewhere as always."""
        walk = _walk(step)
        value = self.compile(wanted.value)
        after = [*([] if wanted.rest is None else [self._filter(wanted.rest)]), *filters[1:]]

        def rows(node: Node, scope: Scope) -> list[Node]:
            sought = value(Scope(node, scope.surroundings, 1, 1, scope.current)) if isinstance(node, TableRoot) else 0.0
            if not isinstance(node, TableRoot) or not isinstance(sought, str | list):
                found, keeps = walk(node), filters
            else:
                texts = [sought] if isinstance(sought, str) else list(dict.fromkeys(one.string() for one in sought))
                found = [row for text in texts for row in node.rows_where(step.test, wanted.column, text)]
                found = found if len(texts) == 1 else in_document_order(found)
                keeps = after
            for keep in keeps:
                found = keep(found, scope)
            return found

        return rows

    def _filter(self, tree: syntax.Expression) -> _Filter:
        program = self.compile(tree)

        def keep(found: list[Node], outer: Scope) -> list[Node]:
            outer.surroundings.effort_left -= len(found)
            if outer.surroundings.effort_left < 0:
                raise syntax.ExpressionRefused("expression_too_costly", "Rumus mencari terlalu lama")
            kept: list[Node] = []
            inner = Scope(outer.node, outer.surroundings, 1, len(found), outer.current)
            for position, node in enumerate(found, 1):
                inner.node, inner.position = node, position
                outcome = program(inner)
                if outcome == position if type(outcome) is float else boolean(outcome):
                    kept.append(node)
            return kept

        return keep
