"""The bounds of a number, read from its constraint, so that the page can show them before anything is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass

from ilp_desktop.forms.definition import NUMERIC, Kind, Question
from ilp_desktop.forms.expression.syntax import Binary, Expression, ExpressionRefused, Number, Path, Step, parse
from ilp_desktop.forms.expression.values import number_text

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_SELF = Path(False, None, (), (Step("self", "node()"),))

_UNITS = {
    "mm[Hg]": "mmHg",
    "Cel": "°C",
    "/min": "x/mnt",
    "/d": "sehari",
    "wk": "minggu",
    "mo": "bulan",
    "a": "tahun",
    "d": "hari",
    "h": "jam",
    "min": "menit",
    "u[IU]/mL": "µIU/mL",
    "kg/m2": "kg/m²",
    "s": "detik",
    "g/kg/d": "g/kg/hari",
    "10*6/uL": "juta/µL",
    "[ppm]": "ppm",
    "{Zscore}": "SD",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Lowest and highest number that the constraint accepts; None: no bound was found."""

    low: float | None
    high: float | None

    @property
    def text(self) -> str:
        """``0,5–40``, ``mulai 0``, ``sampai 12``, or nothing."""
        low = "" if self.low is None else number_text(self.low).replace(".", ",")
        high = "" if self.high is None else number_text(self.high).replace(".", ",")
        if low and high:
            return f"{low}–{high}"
        if low:
            return f"mulai {low}"
        return f"sampai {high}" if high else ""


def _conjuncts(tree: Expression) -> Iterator[Expression]:
    if isinstance(tree, Binary) and tree.operator == "and":
        yield from _conjuncts(tree.left)
        yield from _conjuncts(tree.right)
    else:
        yield tree


def _bound(tree: Expression) -> tuple[str, float] | None:
    if not isinstance(tree, Binary) or tree.operator not in _MIRRORED:
        return None
    if tree.left == _SELF and isinstance(tree.right, Number):
        return tree.operator, tree.right.value
    if tree.right == _SELF and isinstance(tree.left, Number):
        return _MIRRORED[tree.operator], tree.left.value
    return None


def limits(question: Question) -> Limits:
    """The bounds of a numeric question."""
    if question.kind is Kind.RANGE:
        low, high = question.bounds
        return Limits(low=low, high=high)
    if question.kind not in NUMERIC or not question.binding.constraint:
        return Limits(low=None, high=None)
    try:
        bounds = [bound for part in _conjuncts(parse(question.binding.constraint)) if (bound := _bound(part))]
    except ExpressionRefused:
        bounds = []
    return Limits(
        low=max((value for operator, value in bounds if operator[0] == ">"), default=None),
        high=min((value for operator, value in bounds if operator[0] == "<"), default=None),
    )


def shown_unit(unit: str) -> str:
    """A UCUM unit as people write it; annotations lose their braces."""
    return _UNITS.get(unit, unit.strip("{}"))
