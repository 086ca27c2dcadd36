"""Where the author of a form wrote what: rows and columns of the workbook, and the names they gave."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ilp_desktop.forms.definition import Form, expressions
from ilp_desktop.forms.refusal import FormProblem, Place
from ilp_desktop.forms.workbook import STRUCTURE, Workbook, written_type

_COUNT = "_count"
"""How pyxform names the hidden question in which it keeps a ``repeat_count`` that is a formula."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, or what else stands in a cell: the path of its node, and where it was written."""

    path: str
    column: str
    row: int
    text: str

    def problem(self, code: str, sentence: str, remedy: str) -> FormProblem:
        """What is wrong with it."""
        place = Place(sheet="survey", row=self.row, column=self.column)
        return FormProblem(code=code, place=place, sentence=sentence, remedy=remedy)


class Authorship:
    """Asked by path, also for what pyxform adds."""

    def __init__(self, source: Workbook, form: Form) -> None:
        self._form = form
        self._rows = _rows(source, form.root.path)
        self._counts = {f"{path}{_COUNT}": path for path in self._rows if f"{path}{_COUNT}" not in self._rows}

    def formulas(self) -> Iterator[Formula]:
        """Every formula of the form."""
        for item in (self._form.root, *self._form.items()):
            for column, text in expressions(item):
                if text:
                    yield Formula(item.path, self.column(item.path, column), self.row(item.path), text)
        for action in self._form.actions:
            if action.value:
                column = "calculation" if action.trigger else "default"
                yield Formula(action.target, column, self.row(action.target), action.value)

    def row(self, path: str) -> int:
        """The row of a node; 0 for one that nobody wrote."""
        return self._rows.get(self._written(path), 0)

    def column(self, path: str, column: str) -> str:
        """The column in which the formula of a node was written."""
        return "repeat_count" if path in self._counts else column

    def line(self, paths: Iterable[str]) -> str:
        """The names of nodes that wait for each other, each once in a row."""
        names = [name for name, _same in groupby(self._written(path).rpartition("/")[2] for path in paths)]
        return " → ".join(names if len(names) > 1 else names * 2)

    def _written(self, path: str) -> str:
        return self._counts.get(path, path)


def _rows(source: Workbook, root: str) -> dict[str, int]:
    """The row of each path."""
    places: dict[str, int] = {}
    line = [root]
    for number, row in enumerate(source.survey, 2):
        match = STRUCTURE.match(written_type(row))
        path = f"{line[-1]}/{(row.get('name') or '').strip()}"
        if match is not None and match[1] == "end":
            line = line[:-1] or line
            continue
        places.setdefault(path, number)
        if match is not None:
            line.append(path)
    return places
