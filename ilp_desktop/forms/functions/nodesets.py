"""Functions over node-sets: counting, positions, repeats, choice tables."""

import hashlib
import math
import zlib

from ilp_desktop.forms.expression.evaluation import nodes_of, plain_names
from ilp_desktop.forms.expression.function import Function, Program, eager
from ilp_desktop.forms.expression.node import Node, TableRoot
from ilp_desktop.forms.expression.scope import Scope
from ilp_desktop.forms.expression.syntax import Expression, ExpressionRefused
from ilp_desktop.forms.expression.values import Value, is_nodes, number, string

_LEHMER_MODULUS = 2_147_483_647
_LEHMER_FACTOR = 16_807


def _position(arguments: tuple[Program, ...]) -> Program:
    if not arguments:
        return lambda scope: float(scope.position)
    (program,) = arguments

    def of_node(scope: Scope) -> float:
        found = nodes_of(program(scope), "position()")
        return float(found[0].position()) if found else 0.0

    return of_node


def _instance(arguments: tuple[Program, ...]) -> Program:
    (program,) = arguments

    def table(scope: Scope) -> list[Node]:
        root = scope.surroundings.instances.get(string(program(scope)))
        return [] if root is None else [root]

    return table


def _all_at(path: str, root: Node) -> list[Node]:
    found = [root]
    for name in path.split("/")[2:]:
        found = [child for node in found for child in node.children.get(name, ())]
    return found


def _indexed_repeat(arguments: tuple[Program, ...]) -> Program:
    if len(arguments) % 2 == 0:
        raise ExpressionRefused("function_arity", "indexed-repeat(): setiap repeat perlu satu nomor")
    target = arguments[0]
    pairs = list(zip(arguments[1::2], arguments[2::2], strict=True))

    def chosen(scope: Scope) -> list[Node]:
        root = scope.surroundings.root
        found = _everywhere(target(scope), root)
        within = root
        for group, index in pairs:
            groups = [node for node in _everywhere(group(scope), root) if _is_under(node, within)]
            wanted = number(index(scope))
            place = 1.0 if wanted != wanted else wanted
            if not 1 <= place <= len(groups):
                return []
            within = groups[int(place) - 1]
            found = [node for node in found if _is_under(node, within)]
        return found

    return chosen


def _everywhere(value: Value, root: Node) -> list[Node]:
    nodes = nodes_of(value, "indexed-repeat()")
    return _all_at(nodes[0].path, root) if nodes else []


def _is_under(node: Node, ancestor: Node) -> bool:
    return node is ancestor or any(found is ancestor for found in node.ancestors())


def _pulldata(arguments: tuple[Program, ...]) -> Program:
    def look_up(scope: Scope) -> str:
        table, wanted, key, value = (string(argument(scope)) for argument in arguments)
        root = scope.surroundings.instances.get(table.removesuffix(".csv"))
        if root is None:
            return ""
        for rows in root.children.get("root", ()):
            found = rows.rows_where("item", key, value) if isinstance(rows, TableRoot) else []
            if found:
                return _column(found[0], wanted)
        return ""

    return look_up


def _column(item: Node, name: str) -> str:
    cells = item.children.get(name)
    return cells[0].text if cells else ""


def _randomize(nodes: Value, seed: Value) -> list[Node]:
    """Inside-out Fisher-Yates on the Park-Miller generator: one seed gives the order that other ODK clients give."""
    start = _seed(seed)
    state = int(math.fmod(start, _LEHMER_MODULUS)) if math.isfinite(start) else 0
    state = state if state > 0 else state + _LEHMER_MODULUS - 1
    shuffled: list[Node] = []
    for place, node in enumerate(nodes_of(nodes, "randomize()")):
        state = state * _LEHMER_FACTOR % _LEHMER_MODULUS
        shuffled.append(node)
        other = int((state - 1) / (_LEHMER_MODULUS - 1) * (place + 1))
        shuffled[place], shuffled[other] = shuffled[other], node
    return shuffled


def _seed(value: Value) -> float:
    """A number; any other text gives one by its SHA-256, as in JavaRosa."""
    start, text = number(value), string(value)
    if start == start or not text or isinstance(value, float):
        return start
    return float(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True))


def _randomize_call(arguments: tuple[Program, ...]) -> Program:
    if len(arguments) == 2:
        return eager(_randomize)(arguments)
    (program,) = arguments
    return lambda scope: _randomize(program(scope), _own_seed(scope))


def _own_seed(scope: Scope) -> float:
    """One order for each question of each response: choices must not move while one reads them."""
    return float(zlib.crc32(f"{scope.surroundings.shuffle_seed}{scope.current.path}".encode()) % _LEHMER_MODULUS)


def _intersects(first: Value, second: Value) -> bool:
    return not set(string(first).split()).isdisjoint(string(second).split())


def _count_non_empty(value: Value) -> float:
    return float(sum(bool(node.children or node.text) for node in nodes_of(value, "count-non-empty()")))


def texts_of(values: tuple[Value, ...]) -> list[str]:
    """The string of each value, and of each node of a node-set."""
    found: list[str] = []
    for value in values:
        found += [node.string() for node in value] if is_nodes(value) else [string(value)]
    return found


def _name(arguments: tuple[Program, ...]) -> Program:
    if not arguments:
        return lambda scope: scope.node.name
    (program,) = arguments

    def of_first(scope: Scope) -> str:
        found = nodes_of(program(scope), "name()")
        return found[0].name if found else ""

    return of_first


def _check_indexed(arguments: tuple[Expression, ...]) -> None:
    """The question must lie in each repeat, as far as both are written as plain paths."""
    target, *pairs = (plain_names(argument) for argument in arguments)
    for group in pairs[::2]:
        if target and group and target[: len(group)] != group:
            raise ExpressionRefused(
                "indexed_repeat_outside",
                f"indexed-repeat(): {target[-1]} bukan bagian dari {group[-1]}",
            )


FUNCTIONS = (
    Function(
        name="position",
        node_arguments=frozenset({0}),
        least=0,
        most=1,
        compile=_position,
        signature="position([node])",
        summary="The number, from 1, of a repeat instance; without an argument, of the node in a predicate.",
    ),
    Function(
        name="last",
        least=0,
        most=0,
        compile=lambda _arguments: lambda scope: float(scope.size),
        signature="last()",
        summary="How many nodes the predicate filters.",
    ),
    Function(
        name="current",
        least=0,
        most=0,
        compile=lambda _arguments: lambda scope: [scope.current],
        signature="current()",
        summary="The question whose expression this is.",
    ),
    Function(
        name="count",
        node_arguments=frozenset({0}),
        least=1,
        most=1,
        compile=eager(lambda value: float(len(nodes_of(value, "count()")))),
        signature="count(nodes)",
        summary="How many nodes.",
    ),
    Function(
        name="count-non-empty",
        node_arguments=frozenset({0}),
        least=1,
        most=1,
        compile=eager(_count_non_empty),
        signature="count-non-empty(nodes)",
        summary="How many nodes have a value, or nodes below them.",
    ),
    Function(
        name="instance",
        least=1,
        most=1,
        compile=_instance,
        signature="instance('id')",
        summary="A table of choices, or of a CSV file that travels with the form.",
    ),
    Function(
        name="indexed-repeat",
        node_arguments=frozenset({0, 1, 3, 5, 7, 9}),
        least=3,
        most=None,
        compile=_indexed_repeat,
        check=_check_indexed,
        signature="indexed-repeat(question, repeat, number, ...)",
        summary="The answer in the repeat instance with that number, from 1; without a number, in the first.",
    ),
    Function(
        name="pulldata",
        least=4,
        most=4,
        compile=_pulldata,
        signature="pulldata('file', 'column', 'key column', key)",
        summary="One cell of a CSV file that travels with the form; empty when no row has the key.",
    ),
    Function(
        name="randomize",
        node_arguments=frozenset({0}),
        least=1,
        most=2,
        compile=_randomize_call,
        signature="randomize(nodes[, seed])",
        summary="The nodes shuffled; one seed gives one order.",
    ),
    Function(
        name="intersects",
        least=2,
        most=2,
        compile=eager(_intersects),
        signature="intersects(answer, answer)",
        summary="Do two multiple selections share a choice?",
    ),
    Function(
        name="name",
        node_arguments=frozenset({0}),
        least=0,
        most=1,
        compile=_name,
        signature="name([node])",
        summary="The name of the first node.",
    ),
    Function(
        name="local-name",
        node_arguments=frozenset({0}),
        least=0,
        most=1,
        compile=_name,
        signature="local-name([node])",
        summary="The name of the first node, without prefix.",
    ),
)
