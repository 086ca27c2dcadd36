"""What of a form would stay silently empty: said, for the form may be of use without it."""

from collections.abc import Iterator, Mapping

from ilp_desktop.forms.authorship import Authorship, Formula
from ilp_desktop.forms.definition import ChoiceSource, Form
from ilp_desktop.forms.entry import NotRead, check_stored
from ilp_desktop.forms.expression.syntax import (
    Binary,
    Call,
    Expression,
    Literal,
    Negation,
    Path,
    Step,
    calls,
    parse,
)
from ilp_desktop.forms.refusal import FormProblem
from ilp_desktop.forms.workbook import Workbook

_ROW_STEPS = 2
"""``root/item``, the steps from a table to its rows."""


def silent_notices(source: Workbook, form: Form) -> Iterator[FormProblem]:
    """Defaults that no answer could be, and columns that their tables do not have."""
    authors = Authorship(source, form)
    yield from _unfit_defaults(authors, form)
    columns = {name: {column for row in rows for column in row.cells} for name, rows in form.tables.items() if rows}
    for formula in authors.formulas():
        yield from _absent_columns(formula, parse(formula.text), columns)
    for question in form.questions():
        if question.choices is not None:
            written = Formula(question.path, "type", authors.row(question.path), "")
            yield from _absent_choice_columns(written, question.choices, columns)


def _unfit_defaults(authors: Authorship, form: Form) -> Iterator[FormProblem]:
    """ODK Collect does not open a form with such a default; here the field shows it."""
    for question in form.questions():
        if not question.default or question.binding.calculate:
            continue
        try:
            check_stored(question, question.default)
        except NotRead as error:
            sentence = f"Isian awal '{question.default}' tidak cocok dengan jenis pertanyaannya: {error.sentence}"
            written = Formula(question.path, "default", authors.row(question.path), question.default)
            yield written.problem("default_unfit", sentence, error.remedy)


def _absent_columns(formula: Formula, tree: Expression, columns: Mapping[str, set[str]]) -> Iterator[FormProblem]:
    read = [*_looked_up(tree), *(found for path in _paths(tree) for found in _read_from(path))]
    for table, column in dict.fromkeys(read):
        if column not in columns.get(table, {column}):
            yield _absent(formula, table, column, columns[table])


def _absent_choice_columns(
    written: Formula, choices: ChoiceSource, columns: Mapping[str, set[str]]
) -> Iterator[FormProblem]:
    """The value and label of choices from a file; those of the sheet are pyxform's to check."""
    for path in _paths(parse(choices.values)):
        table = _table(path)
        if table in columns and choices.value not in columns[table]:
            yield _absent(written, table, choices.value, columns[table])


def _absent(written: Formula, table: str, column: str, present: set[str]) -> FormProblem:
    return written.problem(
        "column_absent",
        f"Daftar {table} tidak punya kolom {column}; yang ada: {', '.join(sorted(present))}",
        "Periksa nama kolomnya; berkas CSV harus memakai koma dan berjudul di baris 1",
    )


def _looked_up(tree: Expression) -> Iterator[tuple[str, str]]:
    """The columns that ``pulldata('table', 'column', 'key column', ...)`` names."""
    for call in calls(tree):
        names = [argument.value for argument in call.arguments[:3] if isinstance(argument, Literal)]
        if call.name == "pulldata" and len(names) == 3:
            yield from ((names[0].removesuffix(".csv"), column) for column in names[1:])


def _read_from(path: Path) -> Iterator[tuple[str, str]]:
    """The columns that a path into a table names: in the filter of its rows, and after them."""
    table = _table(path)
    if not table or len(path.steps) < _ROW_STEPS:
        return
    rows, *after = path.steps[_ROW_STEPS - 1 :]
    names = [_column(step) for step in after[:1]]
    for predicate in rows.predicates:
        names += [_column(found.steps[0]) for found in _paths(predicate) if _is_relative(found)]
    yield from ((table, name) for name in names if name)


def _table(path: Path) -> str:
    start = path.start
    while isinstance(start, Call) and start.name == "randomize" and isinstance(start.arguments[0], Path):
        start = start.arguments[0].start
    if isinstance(start, Call) and start.name == "instance" and isinstance(start.arguments[0], Literal):
        return start.arguments[0].value
    return ""


def _is_relative(path: Path) -> bool:
    return not path.absolute and path.start is None


def _column(step: Step) -> str:
    """The name of a child; empty for steps that go elsewhere."""
    return step.test if step.axis == "child" and step.test.isidentifier() else ""


def _paths(tree: Expression) -> Iterator[Path]:
    """The paths of an expression, not those in their predicates, where they stand elsewhere."""
    match tree:
        case Path(_, start, _, _):
            yield tree
            if start is not None:
                yield from _paths(start)
        case Negation(operand):
            yield from _paths(operand)
        case Binary(_, left, right):
            yield from _paths(left)
            yield from _paths(right)
        case Call(_, arguments):
            for argument in arguments:
                yield from _paths(argument)
