"""The functions that expressions may call: XPath 1.0's, ODK's, and the clinical ones of this program."""

from functools import lru_cache

from ilp_desktop.forms.expression.evaluation import Compiler
from ilp_desktop.forms.expression.function import Function, Program
from ilp_desktop.forms.expression.syntax import parse
from ilp_desktop.forms.functions import (
    clinical,
    couples,
    dates,
    earlier,
    figures,
    geography,
    growing_up,
    logic,
    maternal,
    newborn,
    nodesets,
    numbers,
    texts,
)

_TABLES = (
    logic,
    nodesets,
    numbers,
    texts,
    dates,
    geography,
    clinical,
    maternal,
    growing_up,
    couples,
    newborn,
    figures,
)

FUNCTIONS: dict[str, Function] = earlier.with_earlier(function for table in _TABLES for function in table.FUNCTIONS)
"""Every function by name."""

FORM_RULES: frozenset[type] = frozenset[type]().union(*(function.rules for function in FUNCTIONS.values()))
"""The kinds of rules on which answers of forms depend."""


@lru_cache(maxsize=4096)
def program(expression: str) -> Program:
    """The closure of an expression; raises ``ExpressionRefused``."""
    return Compiler(FUNCTIONS).compile(parse(expression))
