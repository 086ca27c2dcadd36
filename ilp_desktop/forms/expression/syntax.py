"""Parses ODK XPath (the XPath 1.0 grammar) into a frozen syntax tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST_EXPRESSION = 8_192
DEEPEST_EXPRESSION = 64


class ExpressionRefused(Exception):
    """The text is not an expression that this program can run; the sentence is Indonesian, ``code`` is stable."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Number:
    """A numeric literal."""

    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    """A string literal."""

    value: str


@dataclass(frozen=True, slots=True)
class Variable:
    """``$name``; parsed so that it can be refused with a sentence."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function call."""

    name: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """Unary minus."""

    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator with two operands: or and = != < <= > >= + - * div mod |."""

    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Step:
    """One location step. ``test`` is a name, ``*``, ``node()`` or ``text()``."""

    axis: str
    test: str
    predicates: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A location path from the root, from the context node, or from the nodes that ``start`` gives.

    ``predicates`` filter the nodes of ``start`` before the steps are taken.
    """

    absolute: bool
    start: "Expression | None"
    predicates: tuple["Expression", ...]
    steps: tuple[Step, ...]


Expression = Number | Literal | Variable | Call | Negation | Binary | Path

AXES = frozenset(
    {
        "child", "parent", "self", "attribute", "ancestor", "ancestor-or-self", "descendant", "descendant-or-self",
        "following", "following-sibling", "preceding", "preceding-sibling",
    }
)  # fmt: skip
NODE_TESTS = frozenset({"node", "text", "comment", "processing-instruction"})
OPERATOR_NAMES = frozenset({"and", "or", "div", "mod"})
PRECEDENCE = {
    operator: level
    for level, operators in enumerate(
        (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
    )
    for operator in operators
}

NODE_FUNCTIONS = frozenset({"current", "instance", "randomize", "indexed-repeat"})
"""Functions that give nodes."""

_NAME = r"[^\W\d][\w.\-·]*"
_TOKEN = re.compile(
    rf"""\s*(?:(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<literal>"[^"]*"|'[^']*')
    |(?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
    |(?P<symbol>\.\.|::|//|<=|>=|!=|[-()\[\].@,/|+=<>*$])
    )""",
    re.VERBOSE,
)
_JOINED_OPERATOR = re.compile(r"(?:and|or|div|mod)(?=[\d.])")
"""``1mod2``: no name can stand after an operand, so that it is an operator with its operand."""

_BEFORE_OPERAND = frozenset(["@", "::", "(", "[", ",", "/", "//", "|", "+", "-", "=", "!=", "<", "<=", ">", ">=", "$"])

_Token = tuple[str, str]
_END: _Token = ("end", "")


def _tokens(text: str) -> list[_Token]:
    """Kinds: number, literal, name, symbol, operator (``*``, ``and``, ... where an operand has just ended)."""
    found: list[_Token] = []
    position = 0
    end = len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            raise ExpressionRefused("expression_syntax", f"Tanda '{text[position:].strip()[:1]}' tidak dikenal")
        kind = match.lastgroup or ""
        value = match.group(kind)
        operand_ended = bool(found) and found[-1][0] != "operator" and found[-1][1] not in _BEFORE_OPERAND
        joined = _JOINED_OPERATOR.match(value) if operand_ended and kind == "name" else None
        if joined is not None:
            match_end, kind, value = match.start(kind) + joined.end(), "operator", joined[0]
        else:
            match_end = match.end()
        if operand_ended and (value == "*" or (kind == "name" and value in OPERATOR_NAMES)):
            kind = "operator"
        found.append((kind, value))
        position = match_end
    return found


class _Parser:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.index = 0
        self.depth = 0

    def peek(self, ahead: int = 0) -> _Token:
        place = self.index + ahead
        return self.tokens[place] if place < len(self.tokens) else _END

    def take(self) -> _Token:
        token = self.peek()
        self.index += 1
        return token

    def accept(self, value: str) -> bool:
        kind, found = self.peek()
        if kind in ("symbol", "operator") and found == value:
            self.index += 1
            return True
        return False

    def expect(self, value: str) -> None:
        if not self.accept(value):
            raise self.refusal(f"diharapkan '{value}'")

    def refusal(self, expected: str) -> ExpressionRefused:
        found = self.peek()[1]
        after = f"di dekat '{found}'" if found else "di akhir rumus"
        return ExpressionRefused("expression_syntax", f"Rumus salah tulis {after}: {expected}")

    def nested(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST_EXPRESSION:
            raise ExpressionRefused("expression_too_deep", "Rumus bersarang terlalu dalam")
        inner = self.expression()
        self.depth -= 1
        return inner

    def expression(self, lowest: int = 0) -> Expression:
        left = self.unary()
        while self.peek()[0] in ("symbol", "operator"):
            level = PRECEDENCE.get(self.peek()[1], -1)
            if level < lowest:
                break
            operator = self.take()[1]
            left = Binary(operator, left, self.expression(level + 1))
        return left

    def unary(self) -> Expression:
        minuses = 0
        while self.accept("-"):
            minuses += 1
        operand = self.union()
        for _ in range(minuses):
            operand = Negation(operand)
        return operand

    def union(self) -> Expression:
        left = self.path()
        while self.accept("|"):
            left = Binary("|", left, self.path())
        return left

    def path(self) -> Expression:
        kind, value = self.peek()
        if kind == "symbol" and value in ("/", "//"):
            self.take()
            if value == "/" and not self.step_follows():
                return Path(True, None, (), ())
            steps = [Step("descendant-or-self", "node()")] if value == "//" else []
            return Path(True, None, (), (*steps, *self.steps()))
        if self.primary_follows():
            return self.filtered()
        if self.step_follows():
            return Path(False, None, (), self.steps())
        raise self.refusal("diharapkan nilai, nama, atau fungsi")

    def primary_follows(self) -> bool:
        kind, value = self.peek()
        if kind in ("number", "literal") or value in ("(", "$"):
            return True
        return kind == "name" and self.peek(1) == ("symbol", "(") and value not in NODE_TESTS

    def step_follows(self) -> bool:
        kind, value = self.peek()
        return kind == "name" or (kind == "symbol" and value in (".", "..", "@", "*"))

    def filtered(self) -> Expression:
        primary = self.primary()
        predicates = self.predicates()
        steps: list[Step] = []
        while self.peek()[1] in ("/", "//") and self.peek()[0] == "symbol":
            if self.take()[1] == "//":
                steps.append(Step("descendant-or-self", "node()"))
            steps.append(self.step())
        if not predicates and not steps:
            return primary
        return Path(False, primary, predicates, tuple(steps))

    def primary(self) -> Expression:
        kind, value = self.take()
        if kind == "number":
            return Number(float(value))
        if kind == "literal":
            return Literal(value[1:-1])
        if value == "$":
            return Variable(self.take()[1])
        if value == "(":
            inner = self.nested()
            self.expect(")")
            return inner
        self.expect("(")
        arguments: list[Expression] = []
        if not self.accept(")"):
            arguments.append(self.nested())
            while self.accept(","):
                arguments.append(self.nested())
            self.expect(")")
        return Call(value, tuple(arguments))

    def steps(self) -> tuple[Step, ...]:
        found = [self.step()]
        while self.peek()[0] == "symbol" and self.peek()[1] in ("/", "//"):
            if self.take()[1] == "//":
                found.append(Step("descendant-or-self", "node()"))
            found.append(self.step())
        return tuple(found)

    def step(self) -> Step:
        if self.accept(".."):
            return Step("parent", "node()", self.predicates())
        if self.accept("."):
            return Step("self", "node()", self.predicates())
        axis = "child"
        if self.accept("@"):
            axis = "attribute"
        elif self.peek(1) == ("symbol", "::"):
            axis = self.take()[1]
            self.take()
            if axis not in AXES:
                raise ExpressionRefused("expression_syntax", f"Sumbu '{axis}' tidak dikenal")
        return Step(axis, self.node_test(), self.predicates())

    def node_test(self) -> str:
        kind, value = self.take()
        if value == "*":
            return "*"
        if kind not in ("name", "operator") or value in ("=", "!="):
            self.index -= 1
            raise self.refusal("diharapkan nama")
        if value in NODE_TESTS and self.accept("("):
            self.expect(")")
            return f"{value}()"
        return value

    def predicates(self) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while self.accept("["):
            found.append(self.nested())
            self.expect("]")
        return tuple(found)


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """The syntax tree of an expression; raises ``ExpressionRefused``."""
    if len(text) > LONGEST_EXPRESSION:
        raise ExpressionRefused("expression_too_long", f"Rumus lebih panjang dari {LONGEST_EXPRESSION} huruf")
    parser = _Parser(text)
    tree = parser.expression()
    if parser.index < len(parser.tokens):
        raise parser.refusal("diharapkan akhir rumus")
    return tree


def calls(tree: Expression) -> Iterator[Call]:
    """Every function call in an expression, from outside in."""
    inside: tuple[Expression, ...] = ()
    match tree:
        case Call():
            yield tree
            inside = tree.arguments
        case Negation(operand):
            inside = (operand,)
        case Binary(_, left, right):
            inside = (left, right)
        case Path(_, start, predicates, steps):
            inside = (*((start,) if start else ()), *predicates, *(one for step in steps for one in step.predicates))
    for part in inside:
        yield from calls(part)


def gives_nodes(tree: Expression) -> bool:
    """Does an expression always give a node-set?"""
    match tree:
        case Path():
            return True
        case Binary(operator, left, right):
            return operator == "|" and gives_nodes(left) and gives_nodes(right)
        case Call(name):
            return name in NODE_FUNCTIONS
    return False
