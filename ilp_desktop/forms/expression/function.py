"""What a function offered to expressions is: its name, its arity, what it does, and how a call of it is compiled."""

from collections.abc import Callable
from dataclasses import dataclass

from ilp_desktop.forms.expression.scope import Scope
from ilp_desktop.forms.expression.syntax import Expression
from ilp_desktop.forms.expression.values import Value

Program = Callable[[Scope], Value]
Compile = Callable[[tuple[Program, ...]], Program]


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One function. ``most`` is None when any number of arguments may follow the ``least``.

    ``node_arguments`` are the places, from 0, of arguments that must be paths; ``check`` looks at the arguments before
    any evaluation and raises ``ExpressionRefused``. ``signature`` and ``summary`` go to the documents; ``source`` names
    the regulation behind a clinical rule, ``rules`` are the kinds of rules that it reads.
    """

    name: str
    least: int
    most: int | None
    compile: Compile
    signature: str
    summary: str
    source: str = ""
    node_arguments: frozenset[int] = frozenset()
    check: Callable[[tuple[Expression, ...]], None] | None = None
    rules: frozenset[type] = frozenset()

    def takes(self, count: int) -> bool:
        """May it be called with so many arguments?"""
        return self.least <= count and (self.most is None or count <= self.most)


def eager(compute: Callable[..., Value]) -> Compile:
    """A call that needs the values of its arguments and nothing else."""

    def compiled(arguments: tuple[Program, ...]) -> Program:
        if len(arguments) == 1:
            only = arguments[0]
            return lambda scope: compute(only(scope))
        if len(arguments) == 2:
            first, second = arguments
            return lambda scope: compute(first(scope), second(scope))
        return lambda scope: compute(*[argument(scope) for argument in arguments])

    return compiled
