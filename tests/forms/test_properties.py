"""What must hold for every form and every order of answers.

FP1  Serialise and load gives the same response.
FP2  The order in which answers are given does not matter.
FP3  A value never comes from an irrelevant question.
FP4  What this engine accepts, pyxform accepts: the form is what pyxform made of it.
"""

from collections.abc import Sequence
from functools import lru_cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.forms import Form, FormRefused, Kind, Response
from ilp_desktop.forms.workbook import SheetRow
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
            rows.append(question("calculate", result, calculation=draw(sums(known))))
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


@settings(max_examples=30)
@given(surveys())
def test_what_is_accepted_pyxform_accepts(rows: list[SheetRow]) -> None:
    """FP4"""
    from pyxform.xls2xform import convert

    try:
        asked = form(*rows, choices=YES_NO)
    except FormRefused:
        return
    headings = [{column: None for row in rows for column in labelled(row)}]
    sheets = {
        "survey": [labelled(row) for row in rows],
        "survey_header": headings,
        "choices": YES_NO,
        "choices_header": [dict.fromkeys(YES_NO[0])],
        "sheet_names": ["survey", "choices"],
    }
    made = convert(sheets, form_name="data")
    assert all(f'nodeset="{found.path}"' in made.xform for found in asked.questions() if "/meta/" not in found.path)
