"""What is wrong with the formulas of a form: they cannot run, read what is not there, or wait for each other."""

from collections.abc import Iterable, Iterator

from ilp_desktop.forms.advice import about_absent, about_formula
from ilp_desktop.forms.authorship import Authorship, Formula
from ilp_desktop.forms.definition import Form
from ilp_desktop.forms.expression.references import Reference, references
from ilp_desktop.forms.expression.syntax import Expression, ExpressionRefused, Literal, calls, parse
from ilp_desktop.forms.functions import FUNCTIONS, program
from ilp_desktop.forms.graph import Cycle, dependency_graph
from ilp_desktop.forms.refusal import FormProblem
from ilp_desktop.forms.workbook import Workbook


def logic_problems(source: Workbook, form: Form) -> Iterator[FormProblem]:
    """Everything that stands against the formulas of a form."""
    authors = Authorship(source, form)
    formulas = list(authors.formulas())
    unrunnable = list(_unrunnable(formulas))
    yield from unrunnable
    if unrunnable:
        return
    yield from _absent(formulas, form)
    yield from _self_references(formulas)
    yield from _circles(authors, form)


def _unrunnable(formulas: Iterable[Formula]) -> Iterator[FormProblem]:
    for one in formulas:
        try:
            program(one.text)
        except ExpressionRefused as error:
            remedy = about_formula(one.text, error.sentence, tuple(FUNCTIONS))
            yield one.problem(error.code, error.sentence, remedy)


def _absent(formulas: Iterable[Formula], form: Form) -> Iterator[FormProblem]:
    """Formulas that read a question or a table that is not there."""
    known = {form.root.path, *(item.path for item in form.items())}
    for one in formulas:
        tree = parse(one.text)
        for reference in references(tree, one.path):
            if reference.path and reference.path not in known:
                name = reference.path.rpartition("/")[2]
                sentence = f"Tidak ada pertanyaan {name} di tempat {reference.path}"
                yield one.problem("reference_unknown", sentence, about_absent(name, one.column))
        for table in _tables_read(tree):
            if table not in form.tables:
                sentence = f"Tidak ada daftar pilihan atau berkas {table}"
                remedy = "Letakkan berkas CSV di samping formulir, atau periksa namanya"
                yield one.problem("choice_file_missing", sentence, remedy)


def _tables_read(tree: Expression) -> Iterator[str]:
    for call in calls(tree):
        first = call.arguments[0] if call.arguments else None
        if call.name in ("instance", "pulldata") and isinstance(first, Literal):
            yield first.value.removesuffix(".csv") if call.name == "pulldata" else first.value


def _self_references(formulas: Iterable[Formula]) -> Iterator[FormProblem]:
    """ODK refuses a question whose ``required`` or ``read_only`` reads its own answer."""
    for one in formulas:
        if one.column in ("required", "read_only") and Reference(one.path) in references(parse(one.text), one.path):
            name = one.path.rpartition("/")[2]
            sentence = f"Rumus bergantung pada jawabannya sendiri: {name}"
            yield one.problem("cycle", sentence, "Pakai jawaban pertanyaan lain")


def _circles(authors: Authorship, form: Form) -> Iterator[FormProblem]:
    try:
        dependency_graph(form)
    except Cycle as cycle:
        first = cycle.paths[0]
        yield Formula(first, authors.column(first, cycle.column), authors.row(first), "").problem(
            "cycle",
            f"Rumus saling menunggu: {authors.line(cycle.paths)}",
            "Putuskan lingkaran itu: satu rumus tidak boleh bergantung pada hasilnya sendiri",
        )
