"""Functions on texts."""

import base64
import binascii
import hashlib
import math
import re
import uuid
from collections.abc import Callable
from functools import lru_cache

from ilp_desktop.forms.expression.function import Compile, Function, Program, eager
from ilp_desktop.forms.expression.scope import Scope
from ilp_desktop.forms.expression.syntax import Expression, ExpressionRefused, Literal
from ilp_desktop.forms.expression.values import Value, number, string
from ilp_desktop.forms.functions.nodesets import texts_of

LONGEST_MATCHED_TEXT = 2_000
_NESTED_QUANTIFIER = re.compile(r"[*+}][^()\[\]]*\)\s*[*+{]")
_SPACE = re.compile(r"[ \t\r\n]+")
_UUID_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


_LETTERS = "A-Za-zªµºÀ-ÖØ-öø-ʯͰ-ϿЀ-ӿ؀-ۿऀ-ॿ"
_CLASSES = {
    "L": _LETTERS,
    "Alpha": "A-Za-z",
    "Lu": "A-ZÀ-ÖØ-Þ",
    "Upper": "A-Z",
    "Ll": "a-zß-öø-ÿ",
    "Lower": "a-z",
    "N": "0-9",
    "Nd": "0-9",
    "Digit": "0-9",
    "Alnum": "A-Za-z0-9",
    "P": r"!-/:-@\[-`{-~",
    "Punct": r"!-/:-@\[-`{-~",
    "Space": r"\s",
}
"""Classes that Java's patterns know by name, as ranges; Python's do not."""

_CLASS = re.compile(r"\\p\{(?:Is)?(\w+)\}")


def _without_names(text: str) -> str:
    """The pattern with Java's named classes written out, inside of brackets and alone."""
    found, depth, place = [], 0, 0
    while place < len(text):
        named = _CLASS.match(text, place)
        if named is not None and named[1] in _CLASSES:
            ranges = _CLASSES[named[1]]
            found.append(ranges if depth else f"[{ranges}]")
            place = named.end()
            continue
        step = 2 if text[place] == "\\" else 1
        depth += {"[": 1, "]": -1}.get(text[place], 0) if step == 1 else 0
        found.append(text[place : place + step])
        place += step
    return "".join(found)


@lru_cache(maxsize=512)
def _pattern(text: str) -> re.Pattern[str]:
    """Raises ``ExpressionRefused`` for a pattern that is wrong, or whose nested repetition could run for ever."""
    if _NESTED_QUANTIFIER.search(text):
        raise ExpressionRefused("regex_too_costly", "Pola regex mengulang di dalam ulangan; tulis lebih sederhana")
    try:
        return re.compile(_without_names(text))
    except (re.error, OverflowError, RecursionError):
        raise ExpressionRefused("regex_syntax", f"Pola regex '{text[:60]}' salah tulis") from None


def _regex(value: Value, pattern: Value) -> bool:
    text = string(value)
    try:
        return len(text) <= LONGEST_MATCHED_TEXT and _pattern(string(pattern)).fullmatch(text) is not None
    except ExpressionRefused:
        return False


def _check_pattern(arguments: tuple[Expression, ...]) -> None:
    if isinstance(arguments[1], Literal):
        _pattern(arguments[1].value)


def _substr(value: Value, start: Value, end: Value | None = None) -> str:
    """Counts from 0; a negative index counts from the end."""
    text = string(value)
    first = number(start)
    last = float(len(text)) if end is None else number(end)
    if first != first or last != last:
        return ""
    return text[_place(first, len(text)) : _place(last, len(text))]


def _place(index: float, length: int) -> int:
    whole = int(max(-length, min(index, length)))
    return whole + length if whole < 0 else whole


def _substring(value: Value, start: Value, count: Value | None = None) -> str:
    """XPath 1.0: counts from 1, bounds are rounded half up."""
    text = string(value)
    first, length = number(start), math.inf if count is None else number(count)
    if math.isinf(first):
        return text if first < 0 and count is None else ""
    if first != first or length != length or length == -math.inf:
        return ""
    begin = math.floor(first + 0.5)
    end = math.inf if length == math.inf else begin + math.floor(length + 0.5)
    return "".join(letter for place, letter in enumerate(text, 1) if begin <= place < end)


def _before(value: Value, mark: Value) -> str:
    head, found, _tail = string(value).partition(string(mark)) if string(mark) else ("", "", "")
    return head if found else ""


def _after(value: Value, mark: Value) -> str:
    if not string(mark):
        return string(value)
    return string(value).partition(string(mark))[2]


def _translate(value: Value, old: Value, new: Value) -> str:
    replacements = string(new)
    table: dict[int, str | None] = {}
    for place, letter in enumerate(string(old)):
        table.setdefault(ord(letter), replacements[place] if place < len(replacements) else None)
    return string(value).translate(table)


_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


def _digest(value: Value, algorithm: Value, encoding: Value = "base64") -> str:
    name = _DIGESTS.get(string(algorithm).upper())
    if name is None:
        return ""
    found = hashlib.new(name, string(value).encode(), usedforsecurity=False).digest()
    return found.hex() if string(encoding) == "hex" else base64.b64encode(found).decode()


def _check_digest(arguments: tuple[Expression, ...]) -> None:
    algorithm = arguments[1]
    if isinstance(algorithm, Literal) and algorithm.value.upper() not in _DIGESTS:
        raise ExpressionRefused("digest_algorithm", f"digest(): cara '{algorithm.value}' tidak dikenal")


def _decoded(value: Value) -> str:
    try:
        return base64.b64decode(string(value), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _uuid(arguments: tuple[Program, ...]) -> Program:
    def made(scope: Scope) -> str:
        source = scope.surroundings.random
        if not arguments:
            return str(uuid.UUID(int=source.getrandbits(128), version=4))
        length = number(arguments[0](scope))
        return "".join(source.choice(_UUID_LETTERS) for _ in range(int(length) if 0 < length <= 1000 else 0))

    return made


def _of_node(compute: Callable[[str], Value]) -> Compile:
    """Without an argument: of the context node."""

    def compiled(arguments: tuple[Program, ...]) -> Program:
        if not arguments:
            return lambda scope: compute(scope.node.string())
        (only,) = arguments
        return lambda scope: compute(string(only(scope)))

    return compiled


FUNCTIONS = (
    Function(
        name="string",
        least=0,
        most=1,
        compile=_of_node(lambda text: text),
        signature="string([value])",
        summary="The value as text.",
    ),
    Function(
        name="string-length",
        least=0,
        most=1,
        compile=_of_node(lambda text: float(len(text))),
        signature="string-length([text])",
        summary="How many characters.",
    ),
    Function(
        name="normalize-space",
        least=0,
        most=1,
        compile=_of_node(lambda text: _SPACE.sub(" ", text).strip(" ")),
        signature="normalize-space([text])",
        summary="Without spaces at the ends, and one space between words.",
    ),
    Function(
        name="concat",
        least=0,
        most=None,
        compile=eager(lambda *values: "".join(texts_of(values))),
        signature="concat(a, b, ...)",
        summary="The texts one after the other; all nodes of a node-set.",
    ),
    Function(
        name="join",
        least=1,
        most=None,
        compile=eager(lambda separator, *values: string(separator).join(texts_of(values))),
        signature="join(separator, a, b, ...) or join(separator, nodes)",
        summary="The texts with a separator between.",
    ),
    Function(
        name="contains",
        least=2,
        most=2,
        compile=eager(lambda value, part: string(part) in string(value)),
        signature="contains(text, part)",
        summary="Does the text contain the part?",
    ),
    Function(
        name="starts-with",
        least=2,
        most=2,
        compile=eager(lambda value, part: string(value).startswith(string(part))),
        signature="starts-with(text, part)",
        summary="Does the text begin with the part?",
    ),
    Function(
        name="ends-with",
        least=2,
        most=2,
        compile=eager(lambda value, part: string(value).endswith(string(part))),
        signature="ends-with(text, part)",
        summary="Does the text end with the part?",
    ),
    Function(
        name="substr",
        least=2,
        most=3,
        compile=eager(_substr),
        signature="substr(text, start[, end])",
        summary="From index start to before index end, counted from 0, negative from the end.",
    ),
    Function(
        name="substring",
        least=2,
        most=3,
        compile=eager(_substring),
        signature="substring(text, start[, length])",
        summary="XPath 1.0: from the place start, counted from 1.",
    ),
    Function(
        name="substring-before",
        least=2,
        most=2,
        compile=eager(_before),
        signature="substring-before(text, mark)",
        summary="What stands before the mark; empty without it.",
    ),
    Function(
        name="substring-after",
        least=2,
        most=2,
        compile=eager(_after),
        signature="substring-after(text, mark)",
        summary="What stands after the mark; empty without it.",
    ),
    Function(
        name="translate",
        least=3,
        most=3,
        compile=eager(_translate),
        signature="translate(text, old, new)",
        summary="Replaces letter by letter; drops letters that have no counterpart.",
    ),
    Function(
        name="regex",
        least=2,
        most=2,
        compile=eager(_regex),
        check=_check_pattern,
        signature="regex(text, pattern)",
        summary="Does the whole text match the pattern?",
    ),
    Function(
        name="digest",
        check=_check_digest,
        least=2,
        most=3,
        compile=eager(_digest),
        signature="digest(text, 'SHA-256'[, 'hex'])",
        summary="MD5, SHA-1, SHA-256, SHA-384 or SHA-512, in base64 or hex.",
    ),
    Function(
        name="base64-decode",
        least=1,
        most=1,
        compile=eager(_decoded),
        signature="base64-decode(text)",
        summary="The UTF-8 text behind base64; empty when it is not that.",
    ),
    Function(
        name="uuid",
        least=0,
        most=1,
        compile=_uuid,
        signature="uuid([length])",
        summary="A random UUID, or so many random letters; wrap it in once().",
    ),
)
