"""What is wrong with the formulas of a form: they cannot run, read what is not there, or wait for each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ilp_desktop.forms.advice import about_formula
from ilp_desktop.forms.definition import Form, expressions
from ilp_desktop.forms.entry import NotRead, check_stored
from ilp_desktop.forms.expression.references import Reference, references
from ilp_desktop.forms.expression.syntax import Expression, ExpressionRefused, Literal, calls, parse
from ilp_desktop.forms.functions import FUNCTIONS, program
from ilp_desktop.forms.graph import Cycle, dependency_graph
from ilp_desktop.forms.refusal import FormProblem, Place
from ilp_desktop.forms.workbook import STRUCTURE, Workbook, written_type

_COUNT = "_count"
"""How pyxform names the hidden question in which it keeps a ``repeat_count`` that is a formula."""


@dataclass(frozen=True, slots=True)
class _Formula:
    """One formula: the path of its node, and where its author wrote it."""

    path: str
    column: str
    row: int
    text: str


def logic_problems(source: Workbook, form: Form) -> Iterator[FormProblem]:
    """Everything that stands against the formulas of a form."""
    authors = _Authors(source, form)
    formulas = list(authors.formulas())
    unrunnable = list(_unrunnable(formulas))
    yield from unrunnable
    if unrunnable:
        return
    yield from _absent(formulas, form)
    yield from _self_references(formulas)
    yield from _circles(authors, form)


def default_notices(source: Workbook, form: Form) -> Iterator[FormProblem]:
    """Written defaults that their questions can never hold; ODK Collect does not open such a form."""
    authors = _Authors(source, form)
    for question in form.questions():
        if not question.default or question.binding.calculate:
            continue
        try:
            check_stored(question, question.default)
        except NotRead as error:
            sentence = f"Isian awal '{question.default}' tidak cocok dengan jenis pertanyaannya: {error.sentence}"
            yield _problem("default_unfit", authors.row(question.path), "default", sentence, error.remedy)


class _Authors:
    """The places of a form in the words of its author: rows and columns of the workbook, and names they gave."""

    def __init__(self, source: Workbook, form: Form) -> None:
        self._form = form
        self._rows = _rows(source, form.root.path)
        self._counts = {f"{path}{_COUNT}": path for path in self._rows if f"{path}{_COUNT}" not in self._rows}

    def formulas(self) -> Iterator[_Formula]:
        """Every formula of the form."""
        for item in (self._form.root, *self._form.items()):
            for column, text in expressions(item):
                if text:
                    yield _Formula(item.path, self.column(item.path, column), self.row(item.path), text)
        for action in self._form.actions:
            if action.value:
                yield _Formula(action.target, "default", self.row(action.target), action.value)

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


def _unrunnable(formulas: Iterable[_Formula]) -> Iterator[FormProblem]:
    for one in formulas:
        try:
            program(one.text)
        except ExpressionRefused as error:
            remedy = about_formula(one.text, error.sentence, tuple(FUNCTIONS))
            yield _problem(error.code, one.row, one.column, error.sentence, remedy)


def _absent(formulas: Iterable[_Formula], form: Form) -> Iterator[FormProblem]:
    """Formulas that read a question or a table that is not there."""
    known = {form.root.path, *(item.path for item in form.items())}
    for one in formulas:
        tree = parse(one.text)
        for reference in references(tree, one.path):
            if reference.path and reference.path not in known:
                name = reference.path.rpartition("/")[2]
                sentence = f"Tidak ada pertanyaan {name} di tempat {reference.path}"
                remedy = "Periksa nama dan kelompoknya, atau pakai ${nama}"
                yield _problem("reference_unknown", one.row, one.column, sentence, remedy)
        for table in _tables_read(tree):
            if table not in form.tables:
                sentence = f"Tidak ada daftar pilihan atau berkas {table}"
                remedy = "Letakkan berkas CSV di samping formulir, atau periksa namanya"
                yield _problem("choice_file_missing", one.row, one.column, sentence, remedy)


def _tables_read(tree: Expression) -> Iterator[str]:
    for call in calls(tree):
        first = call.arguments[0] if call.arguments else None
        if call.name in ("instance", "pulldata") and isinstance(first, Literal):
            yield first.value.removesuffix(".csv") if call.name == "pulldata" else first.value


def _self_references(formulas: Iterable[_Formula]) -> Iterator[FormProblem]:
    """ODK refuses a question whose ``required`` or ``read_only`` reads its own answer."""
    for one in formulas:
        if one.column in ("required", "read_only") and Reference(one.path) in references(parse(one.text), one.path):
            name = one.path.rpartition("/")[2]
            sentence = f"Rumus bergantung pada jawabannya sendiri: {name}"
            yield _problem("cycle", one.row, one.column, sentence, "Pakai jawaban pertanyaan lain")


def _circles(authors: _Authors, form: Form) -> Iterator[FormProblem]:
    try:
        dependency_graph(form)
    except Cycle as cycle:
        first = cycle.paths[0]
        yield _problem(
            "cycle",
            authors.row(first),
            authors.column(first, cycle.column),
            f"Rumus saling menunggu: {authors.line(cycle.paths)}",
            "Putuskan lingkaran itu: satu rumus tidak boleh bergantung pada hasilnya sendiri",
        )


def _problem(code: str, row: int, column: str, sentence: str, remedy: str) -> FormProblem:
    return FormProblem(code=code, place=Place(sheet="survey", row=row, column=column), sentence=sentence, remedy=remedy)
