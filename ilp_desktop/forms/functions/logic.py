"""Functions that choose, test and select: booleans, ``if``, ``coalesce``, ``once``, selections and checklists."""

from ilp_desktop.forms.expression.function import Function, Program, eager
from ilp_desktop.forms.expression.node import Node
from ilp_desktop.forms.expression.scope import Scope
from ilp_desktop.forms.expression.syntax import ExpressionRefused, Path, parse
from ilp_desktop.forms.expression.values import Value, boolean, is_nodes, number, string


def _if(arguments: tuple[Program, ...]) -> Program:
    test, then, otherwise = arguments
    return lambda scope: then(scope) if boolean(test(scope)) else otherwise(scope)


def _coalesce(arguments: tuple[Program, ...]) -> Program:
    def first_filled(scope: Scope) -> Value:
        for argument in arguments[:-1]:
            value = argument(scope)
            if string(value) not in ("", "NaN"):
                return value
        return arguments[-1](scope)

    return first_filled


def _once(arguments: tuple[Program, ...]) -> Program:
    (compute,) = arguments
    return lambda scope: scope.current.text or compute(scope)


def _chosen(value: Value) -> list[str]:
    return string(value).split()


def _selected(value: Value, choice: Value) -> bool:
    return string(choice).strip() in _chosen(value)


def _selected_at(value: Value, index: Value) -> str:
    chosen, place = _chosen(value), number(index)
    if place != place or not 0 <= place < len(chosen):
        return ""
    return chosen[int(place)]


def _true_count(values: list[Value]) -> int:
    count = 0
    for value in values:
        if is_nodes(value):
            count += sum(node.truth() and node.text != "false" for node in value)
        else:
            count += boolean(value)
    return count


def _within(least: Value, most: Value, found: float) -> bool:
    low, high = number(least), number(most)
    return (low < 0 or found >= low) and (high < 0 or found <= high)


def _checklist(least: Value, most: Value, *values: Value) -> bool:
    return _within(least, most, _true_count(list(values)))


def _weighted_checklist(least: Value, most: Value, *pairs: Value) -> bool:
    total = sum(number(weight) for value, weight in zip(pairs[::2], pairs[1::2], strict=True) if _counts(value))
    return _within(least, most, total)


def _counts(value: Value) -> bool:
    return _true_count([value]) > 0


def _weighted(arguments: tuple[Program, ...]) -> Program:
    if len(arguments) % 2:
        raise ExpressionRefused("function_arity", "weighted-checklist(): setiap nilai perlu satu bobot")
    return eager(_weighted_checklist)(arguments)


def _choice_name(arguments: tuple[Program, ...]) -> Program:
    value_of, path_of = arguments

    def label(scope: Scope) -> str:
        target = _node_at(string(path_of(scope)), scope)
        chosen = _chosen(value_of(scope))
        if target is None or not chosen:
            return ""
        name_of = scope.surroundings.choice_label
        return ", ".join(name_of(target, choice) for choice in chosen)

    return label


def _itext(arguments: tuple[Program, ...]) -> Program:
    (reference,) = arguments
    return lambda scope: scope.surroundings.text(string(reference(scope)))


def _node_at(text: str, scope: Scope) -> Node | None:
    tree = parse(text)
    if not isinstance(tree, Path) or any(step.axis not in ("child", "parent", "self") for step in tree.steps):
        return None
    node: Node | None = scope.current
    steps = list(tree.steps)
    if tree.absolute:
        line = [scope.current, *scope.current.ancestors()][::-1]
        node, steps = scope.surroundings.root, steps[1:]
        for depth, step in enumerate(steps, 1):
            ahead = line[depth] if depth < len(line) and line[depth - 1] is node else None
            if node is None:
                return None
            if ahead is not None and ahead.name == step.test:
                node = ahead
            else:
                node = next(iter(node.children.get(step.test, [])), None)
        return node
    for step in steps:
        if node is None:
            return None
        if step.axis == "parent":
            node = node.parent
        elif step.axis == "child":
            node = next(iter(node.children.get(step.test, [])), None)
    return node


FUNCTIONS = (
    Function(
        name="true", least=0, most=0, compile=eager(lambda: True), signature="true()", summary="The boolean true."
    ),
    Function(
        name="false", least=0, most=0, compile=eager(lambda: False), signature="false()", summary="The boolean false."
    ),
    Function(
        name="not",
        least=1,
        most=1,
        compile=eager(lambda value: not boolean(value)),
        signature="not(value)",
        summary="True when the value is false, zero, empty or not a number.",
    ),
    Function(
        name="boolean",
        least=1,
        most=1,
        compile=eager(boolean),
        signature="boolean(value)",
        summary="XPath 1.0 truth of a value.",
    ),
    Function(
        name="boolean-from-string",
        least=1,
        most=1,
        compile=eager(lambda value: string(value) in ("true", "1")),
        signature="boolean-from-string(text)",
        summary="True for the texts 'true' and '1'.",
    ),
    Function(
        name="if",
        least=3,
        most=3,
        compile=_if,
        signature="if(condition, then, otherwise)",
        summary="One of two values; only the one that applies is evaluated.",
    ),
    Function(
        name="coalesce",
        least=2,
        most=None,
        compile=_coalesce,
        signature="coalesce(a, b, ...)",
        summary="The first value that is not empty.",
    ),
    Function(
        name="once",
        least=1,
        most=1,
        compile=_once,
        signature="once(value)",
        summary="The question's own value when it has one, otherwise the given value.",
    ),
    Function(
        name="selected",
        least=2,
        most=2,
        compile=eager(_selected),
        signature="selected(answer, choice)",
        summary="Is the choice among those selected?",
    ),
    Function(
        name="selected-at",
        least=2,
        most=2,
        compile=eager(_selected_at),
        signature="selected-at(answer, index)",
        summary="The selected choice at an index from 0; empty outside.",
    ),
    Function(
        name="count-selected",
        least=1,
        most=1,
        compile=eager(lambda value: float(len(_chosen(value)))),
        signature="count-selected(answer)",
        summary="How many choices are selected.",
    ),
    Function(
        name="jr:choice-name",
        least=2,
        most=2,
        compile=_choice_name,
        signature="jr:choice-name(value, 'path of the question')",
        summary="The label of a choice in the language in use; several labels are joined with a comma.",
    ),
    Function(
        name="jr:itext",
        least=1,
        most=1,
        compile=_itext,
        signature="jr:itext(id)",
        summary="The text with that id in the language in use.",
    ),
    Function(
        name="checklist",
        least=2,
        most=None,
        compile=eager(_checklist),
        signature="checklist(least, most, value, ...)",
        summary="Is the number of true values between the bounds? -1 is no bound.",
    ),
    Function(
        name="weighted-checklist",
        least=2,
        most=None,
        compile=_weighted,
        signature="weighted-checklist(least, most, value, weight, ...)",
        summary="Is the sum of the weights of the true values between the bounds? -1 is no bound.",
    ),
)
