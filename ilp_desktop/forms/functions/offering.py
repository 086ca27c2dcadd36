"""How a rule of ``domain/`` becomes a function of the namespace ``ilp:``: its arguments read, its result as ODK has it.

A call with an argument that is empty or cannot be read gives the empty text: no result rather than a wrong one.
A rule with a parameter whose default is a dataclass of rules gets those in force where the form is filled in.
"""

import inspect
import math
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import date
from enum import Enum

from ilp_desktop.forms.expression.function import Compile, Function, Program, eager
from ilp_desktop.forms.expression.scope import Scope
from ilp_desktop.forms.expression.values import Value, as_date, boolean, number, string

Argument = float | str | bool | date
Read = Callable[[Value], Argument | None]


def as_number(value: Value) -> float | None:
    """A finite number."""
    return known(number(value))


def as_number_if_known(value: Value) -> float:
    """A finite number, or NaN for what was not measured: the call goes on without it."""
    found = number(value)
    return found if math.isfinite(found) else math.nan


def known(found: float) -> float | None:
    """What ``as_number_if_known`` read, as rules take it."""
    return found if math.isfinite(found) else None


def as_day(value: Value) -> date | None:
    """A date, also the date of a dateTime."""
    return as_date(string(value)[:10])


def as_sex(value: Value) -> str | None:
    """L or P, as on the KTP."""
    text = string(value)
    return text if text in ("L", "P") else None


def as_text(value: Value) -> str | None:
    """A text that is not empty."""
    return string(value) or None


def as_text_if_any(value: Value) -> str:
    """A text that may be empty: the call goes on without it."""
    return string(value)


def means_yes(answer: str) -> bool:
    """Whether the stored text of an answer says yes; ``tidak``, ``no`` and nothing do not."""
    return answer.casefold() in ("ya", "yes", "y", "true", "1")


def yes_if_answered(answer: str) -> bool | None:
    """As ``means_yes``; None for what was not answered."""
    return means_yes(answer) if answer else None


def as_truth(value: Value) -> bool:
    """Answers of forms count too, as ``means_yes`` reads them."""
    return boolean(value) if isinstance(value, bool | float) else means_yes(string(value))


def described_by(rule: Callable[..., object]) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """The wrapper is described by the rule that it reads arguments for."""

    def described(wrapper: Callable[..., object]) -> Callable[..., object]:
        wrapper.__doc__ = rule.__doc__
        return wrapper

    return described


def _result(value: object) -> Value:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool | str | date):
        return value
    if isinstance(value, int | float):
        return float(value)
    return ""


def _rules_of(rule: Callable[..., object]) -> dict[str, type]:
    """The parameters that take rules, with the kind of each: those with a dataclass for a default."""
    parameters = inspect.signature(rule).parameters.values()
    return {one.name: type(one.default) for one in parameters if is_dataclass(type(one.default))}


def _with_rules(compute: Callable[..., Value], kinds: Mapping[str, type]) -> Compile:
    """A call that also needs the rules in force."""

    def compiled(arguments: tuple[Program, ...]) -> Program:
        def call(scope: Scope) -> Value:
            book = scope.surroundings.rules
            in_force: dict[str, object] = {parameter: book.of(kind) for parameter, kind in kinds.items()}
            return compute(*[argument(scope) for argument in arguments], **in_force)

        return call

    return compiled


def offered(name: str, rule: Callable[..., object], **arguments: Read) -> Function:
    """The rule under a name; the docstring of the rule is what the documents say about it."""

    kinds = _rules_of(rule)

    def compute(*values: Value, **rules: object) -> Value:
        read = [reader(value) for reader, value in zip(arguments.values(), values, strict=True)]
        if any(argument is None for argument in read):
            return ""
        try:
            return _result(rule(*read, **rules))
        except (ValueError, OverflowError, ZeroDivisionError, KeyError):
            return ""

    about = inspect.getdoc(rule) or ""
    summary, _mark, source = about.partition("Source: ")
    shown = ", ".join(argument.replace("_", "-") for argument in arguments)
    return Function(
        name=f"ilp:{name}",
        least=len(arguments),
        most=len(arguments),
        compile=_with_rules(compute, kinds) if kinds else eager(compute),
        rules=frozenset(kinds.values()),
        signature=f"ilp:{name}({shown})",
        summary=" ".join(summary.split()),
        source=" ".join(source.split()),
    )
