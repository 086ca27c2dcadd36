"""How forms that landed before call a function that takes more today.

A response opens for ever in the version of its form with which it was made, and a form from outside may be older than
the program; so a way of calling that was offered once stays. ``tests/forms/test_landed_functions.py`` holds the list.
"""

from collections.abc import Iterable
from dataclasses import replace

from ilp_desktop.domain.clinical import pregnancy
from ilp_desktop.forms.expression.function import Function, Program
from ilp_desktop.forms.functions.offering import as_number, as_truth, offered


def _fetal_weight(height: float, engaged: bool) -> float:
    return pregnancy.johnson_fetal_weight(height, "engaged" if engaged else "free", pregnancy.JOHNSON_BY_STATION)


_EARLIER = (offered("fetal-weight", _fetal_weight, height=as_number, engaged=as_truth),)


def with_earlier(present: Iterable[Function]) -> dict[str, Function]:
    """The functions by name; those that were called otherwise once take that too."""
    functions = {function.name: function for function in present}
    for earlier in _EARLIER:
        functions[earlier.name] = _taking_both(functions[earlier.name], earlier)
    return functions


def _taking_both(present: Function, earlier: Function) -> Function:
    """Told apart by how many arguments there are; described as it is to be called today."""

    def compiled(arguments: tuple[Program, ...]) -> Program:
        return (earlier if earlier.takes(len(arguments)) else present).compile(arguments)

    return replace(present, least=min(present.least, earlier.least), compile=compiled)
