"""Functions on numbers."""

import math
from collections.abc import Callable
from datetime import datetime
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

from ilp_desktop.forms.expression.function import Function, Program, eager
from ilp_desktop.forms.expression.scope import Scope
from ilp_desktop.forms.expression.values import (
    Value,
    as_moment,
    days,
    is_nodes,
    number,
    string,
    string_to_number,
)


def _sum(*values: Value) -> float:
    return float(sum(_numbers(values)))


def _numbers(values: tuple[Value, ...]) -> list[float]:
    found: list[float] = []
    for value in values:
        found += [string_to_number(node.string()) for node in value] if is_nodes(value) else [number(value)]
    return found


def _extreme(choose: Callable[[list[float]], float]) -> Callable[..., float]:
    def extreme(*values: Value) -> float:
        found = _numbers(values)
        if not found or any(value != value for value in found):
            return math.nan
        return choose(found)

    return extreme


def _round(value: Value, places: Value = 0.0) -> float:
    """Half goes up, as XPath says: 2.5 to 3, -2.5 to -2. Decimal, so that 1.005 with two places is 1.01.

    As in JavaRosa a text may have a decimal comma.
    """
    subject = number(string(value).replace(",", ".")) if isinstance(value, str) else number(value)
    digits = number(places)
    if subject != subject or math.isinf(subject) or digits != digits or abs(digits) > 300:
        return subject
    exponent = Decimal(1).scaleb(-int(digits))
    half = ROUND_HALF_UP if subject >= 0 else ROUND_HALF_DOWN
    exact = Decimal(repr(subject))
    if exact.adjusted() - exponent.adjusted() > 25:
        return subject
    return float(exact.quantize(exponent, rounding=half)) + 0.0


def _integer(value: Value) -> float:
    subject = number(value)
    return subject if subject != subject or math.isinf(subject) else float(int(subject))


def _whole(choose: Callable[[float], int]) -> Callable[[Value], float]:
    def whole(value: Value) -> float:
        subject = number(value)
        return subject if subject != subject or math.isinf(subject) else float(choose(subject))

    return whole


def _guarded(compute: Callable[..., float]) -> Callable[..., float]:
    """Outside of its domain a function is not a number, never an error."""

    def guarded(*values: Value) -> float:
        try:
            return float(compute(*(number(value) for value in values)))
        except (ValueError, TypeError):
            return math.nan
        except OverflowError:
            return math.inf

    return guarded


def _power(base: float, exponent: float) -> float:
    if base == 0 and exponent < 0:
        return math.inf
    result = base**exponent
    return math.nan if isinstance(result, complex) else result


def _logarithm(compute: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: -math.inf if value == 0 else compute(value)


def _number(arguments: tuple[Program, ...]) -> Program:
    """Of a moment the whole days, in the zone of the puskesmas; ``decimal-date-time`` keeps the fraction."""
    if not arguments:
        return lambda scope: string_to_number(scope.node.string())
    (program,) = arguments

    def convert(scope: Scope) -> float:
        value = program(scope)
        found = number(value)
        moment = value if isinstance(value, datetime) else as_moment(string(value)) if found % 1 else None
        if moment is None:
            return found
        return days(moment.astimezone(scope.surroundings.now.tzinfo).date())

    return convert


def _random(_arguments: object) -> Callable[[Scope], float]:
    return lambda scope: scope.surroundings.random.random()


def _one(name: str, compute: Callable[..., float], summary: str) -> Function:
    return Function(
        name=name, least=1, most=1, compile=eager(_guarded(compute)), signature=f"{name}(number)", summary=summary
    )


FUNCTIONS = (
    Function(
        name="number",
        least=0,
        most=1,
        compile=_number,
        signature="number([value])",
        summary="The value as a number; an ISO date or dateTime gives whole days since 1970.",
    ),
    Function(
        name="int",
        least=1,
        most=1,
        compile=eager(_integer),
        signature="int(number)",
        summary="The number without its fraction.",
    ),
    Function(
        name="round",
        least=1,
        most=2,
        compile=eager(_round),
        signature="round(number[, places])",
        summary="Rounded, half up, to a number of decimal places (negative: tens, hundreds).",
    ),
    Function(
        name="floor",
        least=1,
        most=1,
        compile=eager(_whole(math.floor)),
        signature="floor(number)",
        summary="The largest whole number that is not larger.",
    ),
    Function(
        name="ceiling",
        least=1,
        most=1,
        compile=eager(_whole(math.ceil)),
        signature="ceiling(number)",
        summary="The smallest whole number that is not smaller.",
    ),
    Function(
        name="sum",
        least=1,
        most=None,
        compile=eager(_sum),
        signature="sum(nodes)",
        summary="The sum of the numbers; not a number when one of them is empty.",
    ),
    Function(
        name="max",
        least=1,
        most=None,
        compile=eager(_extreme(max)),
        signature="max(nodes) or max(a, b, ...)",
        summary="The largest; not a number when one of them is empty.",
    ),
    Function(
        name="min",
        least=1,
        most=None,
        compile=eager(_extreme(min)),
        signature="min(nodes) or min(a, b, ...)",
        summary="The smallest; not a number when one of them is empty.",
    ),
    Function(
        name="pow",
        least=2,
        most=2,
        compile=eager(_guarded(_power)),
        signature="pow(base, exponent)",
        summary="The power.",
    ),
    _one("abs", abs, "Without its sign."),
    _one("sqrt", math.sqrt, "Square root."),
    _one("exp", math.exp, "e to the power."),
    _one("exp10", lambda value: _power(10.0, value), "10 to the power."),
    _one("log", _logarithm(math.log), "Natural logarithm."),
    _one("log10", _logarithm(math.log10), "Logarithm to base 10."),
    _one("sin", math.sin, "Sine of radians."),
    _one("cos", math.cos, "Cosine of radians."),
    _one("tan", math.tan, "Tangent of radians."),
    _one("asin", math.asin, "Arc sine in radians."),
    _one("acos", math.acos, "Arc cosine in radians."),
    _one("atan", math.atan, "Arc tangent in radians."),
    Function(
        name="atan2",
        least=2,
        most=2,
        compile=eager(_guarded(math.atan2)),
        signature="atan2(y, x)",
        summary="Angle in radians of the point x, y.",
    ),
    Function(name="pi", least=0, most=0, compile=eager(lambda: math.pi), signature="pi()", summary="3.14159..."),
    Function(
        name="random",
        least=0,
        most=0,
        compile=_random,
        signature="random()",
        summary="A number from 0 to less than 1; new at each evaluation, so wrap it in once().",
    ),
)
