"""What a sentence of a form needs of the rules: a figure as it is in force, so that it never names another."""

from ilp_desktop.domain.settable_rules import SETTABLE, VISITS
from ilp_desktop.domain.uncertain import Figure, Rulebook, figures_of
from ilp_desktop.forms.expression.function import Function, Program
from ilp_desktop.forms.expression.scope import Scope
from ilp_desktop.forms.expression.syntax import Expression, ExpressionRefused, Literal
from ilp_desktop.forms.expression.values import Value, string

_KINDS = frozenset(kind for subject, kinds in SETTABLE if subject != VISITS for kind in kinds)
_FIGURES: dict[str, Figure] = {figure.key: figure for kind in _KINDS for figure in figures_of(kind)}


def in_force(rules: Rulebook, key: str) -> Value:
    """The value of a figure; empty for a key that no figure has."""
    figure = _FIGURES.get(key)
    if figure is None:
        return ""
    set_here = rules.value(figure)
    value = figure.default if set_here is None else set_here
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else figure.text(value)


def _compiled(arguments: tuple[Program, ...]) -> Program:
    (key,) = arguments

    def call(scope: Scope) -> Value:
        return in_force(scope.surroundings.rules, string(key(scope)))

    return call


def _check_key(arguments: tuple[Expression, ...]) -> None:
    key = arguments[0]
    if isinstance(key, Literal) and key.value not in _FIGURES:
        raise ExpressionRefused("unknown_figure", f"Aturan '{key.value}' tidak dikenal")


FUNCTIONS = (
    Function(
        name="ilp:in-force",
        least=1,
        most=1,
        compile=_compiled,
        signature="ilp:in-force(key)",
        summary="The value in force of a figure that may be set (Pengaturan, Aturan), for sentences that name it.",
        source="What is set here, else the default of this program.",
        check=_check_key,
        rules=_KINDS,
    ),
)
