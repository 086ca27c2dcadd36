"""What must hold for every form and every order of answers.

FP1  Serialise and load gives the same response.
FP2  The order in which answers are given does not matter.
FP3  A value never comes from an irrelevant question.
FP4  What this engine accepts, pyxform accepts: the form is what pyxform made of it.
FP5  Relevance and results are those of a second, naive evaluation that knows nothing of a graph.
FP6  However it came about, a response is the one that its own document opens: rows in rows, counts from elsewhere,
     relevance of rows and groups, filters.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.forms import Form, FormRefused, Kind, Response, State
from ilp_desktop.forms.excel import write_xlsx
from ilp_desktop.forms.workbook import SheetRow, workbook
from ilp_desktop.forms.xlsform import compile_workbook
from tests.forms.workbench import YES_NO, context, form, group, labelled, question, real_form, repeat

NUMBERS = [f"n{place}" for place in range(5)]
CHOICES = [f"c{place}" for place in range(3)]
ANSWERED = [*NUMBERS, *CHOICES]


@st.composite
def conditions(draw: st.DrawFn, names: Sequence[str]) -> str:
    if not names:
        return ""
    name = draw(st.sampled_from(names))
    if name.startswith("c"):
        return f"${{{name}}} = '{draw(st.sampled_from(['ya', 'tidak']))}'"
    operator = draw(st.sampled_from(["<", ">", "=", "!=", "<=", ">="]))
    return f"${{{name}}} {operator} {draw(st.integers(-3, 6))}"


@st.composite
def sums(draw: st.DrawFn, names: Sequence[str]) -> str:
    numbers = [name for name in names if not name.startswith("c")]
    if not numbers:
        return "1 + 1"
    parts = draw(st.lists(st.sampled_from(numbers), min_size=1, max_size=3))
    glue = draw(st.sampled_from([" + ", " - ", " * "]))
    return glue.join(f"coalesce(${{{part}}}, 0)" for part in parts)


@st.composite
def surveys(draw: st.DrawFn) -> list[SheetRow]:
    """Questions, some relevant by earlier ones, some in groups, and calculations anywhere that read earlier results."""
    rows: list[SheetRow] = []
    known: list[str] = []
    for name in draw(st.permutations(ANSWERED)):
        relevant = draw(st.one_of(st.just(""), conditions(known)))
        columns = {"relevant": relevant} if relevant else {}
        kind = "select_one yn" if name.startswith("c") else "integer"
        row = question(kind, name, **columns)
        if draw(st.booleans()):
            outer = draw(st.one_of(st.just(""), conditions(known)))
            rows += group(f"g{name}", row, label="G", **({"relevant": outer} if outer else {}))
        else:
            rows.append(row)
        known.append(name)
        if draw(st.booleans()):
            result = f"k{len(known)}"
            when = draw(st.one_of(st.just(""), conditions(known)))
            applies = {"relevant": when} if when else {}
            rows.append(question("calculate", result, calculation=draw(sums(known)), **applies))
            known.append(result)
    calculated = [row for row in rows if row["type"] == "calculate"]
    others = [row for row in rows if row["type"] != "calculate"]
    return [*calculated, *others] if draw(st.booleans()) else rows


GIVEN = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.integers(-3, 6).map(str) for name in NUMBERS},
        **{name: st.sampled_from(["ya", "tidak"]) for name in CHOICES},
    },
)


def filled(asked: Form, answers: Sequence[tuple[str, str]]) -> Response:
    made = Response(asked, context())
    for name, typed in answers:
        made.answer(name, typed)
    return made


def shown(found: Response) -> object:
    document = found.to_json()
    answers = document["answers"]
    assert isinstance(answers, dict)
    return {name: value for name, value in answers.items() if name != "meta"}, found.problems()


@settings(max_examples=60)
@given(surveys(), GIVEN, st.randoms(use_true_random=False))
def test_any_form_any_answers(rows: list[SheetRow], answers: dict[str, str], shuffler: Random) -> None:
    """FP1, FP2, FP3"""
    asked = form(*rows, choices=YES_NO)
    in_order = list(answers.items())
    shuffled = list(in_order)
    shuffler.shuffle(shuffled)
    first, second = filled(asked, in_order), filled(asked, shuffled)
    assert shown(first) == shown(second)
    again = Response.from_json(asked, first.to_json(), context())
    assert shown(again) == shown(first)
    for node in first.walk():
        if not node.relevant:
            assert not any(leaf.text or leaf.relevant for leaf in node.leaves())
    relevant = {node.address for node in first.walk() if node.relevant}
    assert {found.question for found in first.extract().observations} <= relevant


@dataclass(frozen=True)
class Asked:
    """One question of a chain: each may depend on those before it. ``result`` adds up numbers instead of asking."""

    name: str
    when: tuple[str, str, int] | None
    around: tuple[str, str, int] | None
    result: tuple[str, ...]


_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
}


@st.composite
def chains(draw: st.DrawFn) -> list[Asked]:
    found: list[Asked] = []
    for place in range(draw(st.integers(2, 8))):
        names = [one.name for one in found]
        condition = st.none() | (
            st.tuples(st.sampled_from(names), st.sampled_from(sorted(_COMPARE)), st.integers(-3, 6))
            if names
            else st.none()
        )
        result = draw(st.lists(st.sampled_from(names), max_size=3)) if names else []
        found.append(Asked(name=f"q{place}", when=draw(condition), around=draw(condition), result=tuple(result)))
    return found


def rows_of(chain: Sequence[Asked]) -> list[SheetRow]:
    rows: list[SheetRow] = []
    for one in chain:
        when = {} if one.when is None else {"relevant": "${{{}}} {} {}".format(*one.when)}
        if one.result:
            total = " + ".join(f"coalesce(${{{name}}}, 0)" for name in one.result)
            row = question("calculate", one.name, calculation=total, **when)
        else:
            row = question("integer", one.name, **when)
        outer = {} if one.around is None else {"relevant": "${{{}}} {} {}".format(*one.around)}
        rows += group(f"g{one.name}", row, label="G", **outer)
    return rows


def expected(chain: Sequence[Asked], typed: Mapping[str, int]) -> dict[str, int | None]:
    """From first to last, as the specification reads: nothing has no value, and no order but with ``!=``."""
    values: dict[str, int | None] = {}

    def holds(condition: tuple[str, str, int] | None) -> bool:
        if condition is None:
            return True
        name, sign, bound = condition
        value = values[name]
        return sign == "!=" if value is None else _COMPARE[sign](value, bound)

    for one in chain:
        applies = holds(one.around) and holds(one.when)
        value = sum(values[name] or 0 for name in one.result) if one.result else typed.get(one.name)
        values[one.name] = value if applies else None
    return values


@settings(max_examples=60)
@given(chains(), st.lists(st.tuples(st.integers(0, 7), st.integers(-3, 6)), max_size=12), st.booleans())
def test_results_are_those_of_a_naive_evaluation(
    chain: list[Asked], steps: list[tuple[int, int]], backwards: bool
) -> None:
    """FP2, FP3, FP5: after every single answer, however the questions stand in the form."""
    rows = rows_of(chain)
    made = Response(form(*(reversed_groups(rows) if backwards else rows)), context())
    typed: dict[str, int] = {}
    asked = {one.name for one in chain if not one.result}
    for place, number in [(-1, 0), *steps]:
        if f"q{place}" in asked:
            typed[f"q{place}"] = number
            made.answer(f"q{place}", str(number))
        found = {one.name: made.value(one.name) for one in chain}
        assert found == {name: "" if value is None else str(value) for name, value in expected(chain, typed).items()}


def reversed_groups(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """The groups from last to first; each is three rows."""
    return [row for start in range(len(rows) - 3, -1, -3) for row in rows[start : start + 3]]


TYPED = st.sampled_from(["", "1", "12", "25", "36,5", "100", "ya", "none", "hpht", "1/10/26", "x"])


@settings(max_examples=25)
@given(st.data())
def test_real_forms_settle_whatever_is_typed(data: st.DataObject) -> None:
    """FP1, FP2, FP3 on the forms of the repository."""
    name = data.draw(st.sampled_from(["antenatal_visit", "under_five_visit", "adult_ncd_screening", "tb_screening"]))
    asked = real_form(name)
    questions = [found for found in asked.questions() if found.visible and found.kind is not Kind.NOTE]
    typed: list[tuple[str, str]] = []
    for found in data.draw(st.lists(st.sampled_from(questions), max_size=25, unique_by=lambda found: found.path)):
        typed.append((found.name, data.draw(TYPED)))
    first, second = filled(asked, typed), filled(asked, typed[::-1])
    assert shown(first) == shown(second)
    again = Response.from_json(asked, first.to_json(), context())
    assert shown(again) == shown(first)
    assert [state.address for state in again.states()] == [state.address for state in first.states()]


@given(
    st.lists(st.tuples(st.sampled_from(["add", "remove", "answer"]), st.integers(1, 4), st.integers(0, 9)), max_size=20)
)
def test_repeats_stay_settled(steps: list[tuple[str, int, int]]) -> None:
    """FP1: after any additions, removals and answers the sums are those of what is there."""
    asked = repeat_form()
    made = Response(asked, context())
    values: list[int | None] = [None]
    for step, place, number in steps:
        if step == "add":
            made.add("r")
            values.append(None)
        elif place <= len(values) and step == "remove":
            made.remove(f"r[{place}]")
            del values[place - 1]
        elif place <= len(values):
            made.answer(f"r[{place}]/x", str(number))
            values[place - 1] = number
    assert made.value("n") == str(len(values))
    assert made.value("total") == str(sum(value or 0 for value in values))
    document = made.to_json()
    assert Response.from_json(asked, document, context()).to_json() == document


@lru_cache
def repeat_form() -> Form:
    return form(
        *repeat("r", question("integer", "x"), question("calculate", "y", calculation="${x} * 2"), label="R"),
        question("calculate", "n", calculation="count(${r})"),
        question("calculate", "total", calculation="sum(${r}/x[. != ''])"),
    )


SLIPS = st.tuples(
    st.integers(0, 30),
    st.sampled_from(["type", "name", "label", "relevant", "constraint", "calculation", "required", "default", "hint"]),
    st.sampled_from(
        [
            "",
            "text",
            "n1",
            "1n",
            "n 1",
            "yes",
            "select_one yn",
            "begin_group",
            "end_group",
            ". > 0",
            "${n1}",
            "${x}",
            "1 +",
        ]
    ),
)
"""One cell that somebody typed wrong, or only otherwise: row, column, content."""


@settings(max_examples=60)
@given(surveys(), st.none() | SLIPS)
def test_what_is_accepted_pyxform_accepts(rows: list[SheetRow], slip: tuple[int, str, str] | None) -> None:
    """FP4: as rows, and as the Excel file that goes out."""
    from pyxform.xls2xform import convert

    written = [labelled(row) for row in rows]
    if slip is not None:
        place, column, cell = slip
        written[place % len(written)] = {**written[place % len(written)], column: cell}
    book = workbook({"survey": written, "choices": YES_NO, "settings": [{"form_id": "uji", "version": "1"}]})
    try:
        asked = compile_workbook(book, "").form
    except FormRefused:
        return
    sheets = {
        "survey": [{column: cell for column, cell in row.items() if cell} for row in written],
        "survey_header": [{column: None for row in written for column in row}],
        "choices": YES_NO,
        "choices_header": [dict.fromkeys(YES_NO[0])],
        "sheet_names": ["survey", "choices"],
    }
    as_rows = convert(sheets, form_name="data").xform
    as_file = convert(xlsform=write_xlsx(book), file_type=".xlsx", form_name="data").xform
    for found in asked.questions():
        if "/meta/" not in found.path:
            assert f'nodeset="{found.path}"' in as_rows
            assert f'nodeset="{found.path}"' in as_file


@lru_cache
def family_form() -> Form:
    return form(
        question("integer", "n"),
        question("integer", "m"),
        question("integer", "show"),
        *group(
            "g",
            *repeat(
                "a",
                question("integer", "x"),
                question("calculate", "p", calculation="position(..)"),
                *repeat(
                    "b",
                    question("integer", "y", relevant="${x} > 1 or ${p} = 1"),
                    question("calculate", "z", calculation="coalesce(${y}, 0) + ${p}"),
                    repeat_count="${m}",
                ),
                question("select_one yn", "s", choice_filter="name = 'ya' or ${x} > 1"),
                relevant="${show} != 3",
            ),
            relevant="${show} > 0",
        ),
        *repeat("c", question("integer", "w", relevant="${n} > position(..)"), repeat_count="${n}"),
        question("calculate", "total", calculation="sum(${z}) + count-non-empty(${w})"),
        question("calculate", "chosen", calculation="join(',', ${s})"),
        choices=YES_NO,
    )


STEPS = st.tuples(st.sampled_from(["counts", "answer", "add", "remove"]), st.integers(0, 20), st.integers(0, 3))


@settings(max_examples=60)
@given(st.lists(STEPS, max_size=25))
def test_a_live_response_is_the_one_that_its_document_opens(steps: list[tuple[str, int, int]]) -> None:
    """FP6"""
    asked = family_form()
    rows = next(item for item in asked.items() if item.name == "a")
    made = Response(asked, context())
    for step, place, number in steps:
        present, shown_now = made.addresses(rows), [state.address for state in made.states()]
        if step == "counts":
            made.answer(("n", "m", "show")[place % 3], str(number))
        elif step == "answer" and shown_now:
            address = shown_now[place % len(shown_now)]
            made.answer(address, ("ya", "tidak", "", "ya")[number] if address.endswith("/s") else str(number))
        elif step == "add":
            made.add("g/a")
        elif step == "remove" and present:
            made.remove(present[place % len(present)])
    opened = Response.from_json(asked, made.to_json(), context())
    assert opened.to_json() == made.to_json()
    assert [shown_state(state) for state in opened.states()] == [shown_state(state) for state in made.states()]
    assert opened.problems() == made.problems()


def shown_state(state: State) -> tuple[str, str, str, object]:
    return state.address, state.label, state.value, state.problem
