"""Features of the standard that no clinic form uses yet.

FT1  Ranges, read-only rules, scanners, attachments and traces behave as ODK Collect does.
FT2  Expressions inside repeats see their own instance, also through absolute paths.
FT3  Large choice lists answer at once.
"""

import time

import pytest

from ilp_desktop.forms import Kind, Response
from ilp_desktop.forms.workbook import SheetRow, workbook
from ilp_desktop.forms.xlsform import compile_workbook
from tests.forms.workbench import YES_NO, context, form, group, question, repeat, response


def test_a_range_keeps_its_bounds() -> None:
    """FT1"""
    filled = response(question("range", "nyeri", parameters="start=0 end=10 step=1"))
    assert filled.state("nyeri").question.kind is Kind.RANGE
    filled.answer("nyeri", "11")
    assert [problem.code for problem in filled.problems()] == ["range"]
    filled.answer("nyeri", "2,5")
    assert [problem.code for problem in filled.problems()] == ["not_integer"]
    filled.answer("nyeri", "10")
    assert filled.problems() == ()


def test_a_range_keeps_its_steps() -> None:
    """FT1"""
    filled = response(question("range", "dosis", parameters="start=0.5 end=3 step=0.5"))
    filled.answer("dosis", "1,25")
    assert [problem.code for problem in filled.problems()] == ["range"]
    filled.answer("dosis", "1,5")
    assert filled.problems() == ()


def test_read_only_may_be_a_rule() -> None:
    """FT1"""
    filled = response(question("text", "a"), question("text", "b", read_only="${a} = 'kunci'"))
    assert not filled.state("b").read_only
    assert "b" in filled.answer("a", "kunci").addresses
    assert filled.state("b").read_only


def test_a_scanner_is_a_keyboard() -> None:
    """FT1"""
    filled = response(question("barcode", "kartu"))
    assert filled.state("kartu").question.kind is Kind.BARCODE
    filled.answer("kartu", "03-00142-01")
    assert filled.value("kartu") == "03-00142-01"


def test_attachments_are_named() -> None:
    """FT1"""
    filled = response(question("image", "foto"), question("file", "berkas"))
    assert filled.state("foto").question.kind is Kind.FILE
    filled.answer("foto", "luka.jpg")
    assert filled.value("foto") == "luka.jpg"


def test_traces_are_text() -> None:
    """FT1"""
    filled = response(
        question("geoshape", "lahan"), question("calculate", "luas", calculation="round(area(${lahan}), 0)")
    )
    filled.answer("lahan", "0 0 0 0;0 0.001 0 0;0.001 0.001 0 0;0.001 0 0 0;0 0 0 0")
    assert filled.value("luas") == "12392"


def test_absolute_paths_inside_a_repeat_mean_the_same_instance() -> None:
    """FT2"""
    filled = response(
        *repeat("r", question("integer", "x"), question("calculate", "y", calculation="/data/r/x + 1"), label="R"),
        question("calculate", "semua", calculation="sum(/data/r/x)"),
    )
    filled.add("r")
    filled.answer("r[1]/x", "1")
    filled.answer("r[2]/x", "10")
    assert [filled.value("r[1]/y"), filled.value("r[2]/y"), filled.value("semua")] == ["2", "11", "11"]


def test_a_running_total_reads_the_instance_before() -> None:
    """FT2"""
    filled = response(
        *repeat(
            "r",
            question("integer", "x"),
            question("calculate", "sampai", calculation="sum(../preceding-sibling::r/x) + ${x}"),
            label="R",
        )
    )
    for place, number in enumerate((5, 7, 9), 1):
        if place > 1:
            filled.add("r")
        filled.answer(f"r[{place}]/x", str(number))
    assert [filled.value(f"r[{place}]/sampai") for place in (1, 2, 3)] == ["5", "12", "21"]


@pytest.mark.parametrize(
    "choice_filter", ["kec = ${kec}", "${kec} = kec", "kec = ${kec} and name != 'd5'", "kec=${kec} and kab='k'"]
)
def test_a_filter_over_many_choices_answers_at_once(choice_filter: str) -> None:
    """FT3: a whole province of villages."""
    lines = "".join(f"d{place},Desa {place},k{place % 500},k\n" for place in range(20_000))
    asked = form(
        question("text", "kec"),
        question("select_one_from_file desa.csv", "desa", choice_filter=choice_filter),
        files={"desa.csv": f"name,label,kec,kab\n{lines}".encode()},
    )
    filled = Response(asked, context())
    filled.answer("kec", "k5")
    first = filled.choices("desa")
    start = time.perf_counter()
    for number in range(20):
        filled.answer("kec", f"k{number}")
        filled.choices("desa")
    assert (time.perf_counter() - start) / 20 < 0.02
    expected = [
        f"d{place}" for place in range(20_000) if place % 500 == 5 and ("d5" not in choice_filter or place != 5)
    ]
    assert [choice.value for choice in first] == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("select one yn", Kind.SELECT_ONE),
        ("select1 yn", Kind.SELECT_ONE),
        ("select all that apply yn", Kind.SELECT_MULTIPLE),
        ("select_multiple  yn", Kind.SELECT_MULTIPLE),
        ("add text prompt", Kind.TEXT),
        ("q int", Kind.INTEGER),
        ("int", Kind.INTEGER),
        ("string", Kind.TEXT),
        ("date time", Kind.DATETIME),
        ("gps", Kind.GEOPOINT),
        ("photo", Kind.FILE),
        ("add note prompt", Kind.NOTE),
        ("percentage", Kind.INTEGER),
    ],
)
def test_types_have_other_names(kind: str, expected: Kind) -> None:
    """FT1: forms written for older tools."""
    filled = response(question(kind, "a"), choices=YES_NO)
    assert filled.state("a").question.kind is expected


@pytest.mark.parametrize(
    ("appearance", "typed", "stored", "shown"),
    [
        ("year", "2020", "2020-01-01", "2020"),
        ("year", "7/3/20", "2020-03-07", "2020"),
        ("month-year", "3/2020", "2020-03-01", "Mar 2020"),
        ("month-year", "agustus 2020", "2020-08-01", "Agu 2020"),
        ("month-year", "13/2020", "", "13/2020"),
        ("", "2020", "", "2020"),
    ],
)
def test_dates_may_be_a_month_or_a_year(appearance: str, typed: str, stored: str, shown: str) -> None:
    """FT1: the first day stands for it, as in Collect."""
    filled = response(question("date", "a", appearance=appearance))
    filled.answer("a", typed)
    assert (filled.value("a"), filled.state("a").entry) == (stored, shown)


def test_labels_above_a_table_are_not_asked() -> None:
    """FT1: appearance table-list"""
    rows = group(
        "g", question("select_one yn", "a"), question("select_one yn", "b", required="yes"), appearance="table-list"
    )
    filled = response(*rows, question("select_one yn", "c", appearance="label"), choices=YES_NO)
    asked = [state.address for state in filled.states() if state.question.kind is not Kind.NOTE]
    assert asked == ["g/a", "g/b"]
    assert [problem.field for problem in filled.problems()] == ["g/b"]


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        (r"\p{L}+", "Lá", True),
        (r"[\p{L} .]+", "Wa Ode Á.", True),
        (r"[\p{L} .]+", "Wa 2", False),
        (r"\p{Lu}\p{Ll}+", "Ani", True),
        (r"\p{Digit}{16}", "7414032004000001", True),
        (r"[^\p{Punct}]+", "a-b", False),
    ],
)
def test_named_classes_of_patterns(pattern: str, text: str, fits: bool) -> None:
    """FT2: those that Collect's patterns have and Python's do not."""
    filled = response(question("text", "a", constraint=f"regex(., '{pattern}')"))
    filled.answer("a", text)
    assert (filled.state("a").problem is None) is fits


def test_columns_have_other_names() -> None:
    """FT1"""
    sheets: dict[str, list[SheetRow]] = {
        "survey": [
            {"Type": "begin group", "Name": "g", "Label": "G"},
            {"Type": "select_one yn", "Name": "a", "Label": "A", "Relevance": "1 = 1"},
            {"Type": "end group"},
            {"Type": "integer", "Name": "b", "Label": "B", "Read only": "yes", "Constraint message": "x"},
        ],
        "choices": [{"List Name": "yn", "value": "ya", "label": "Ya"}],
    }
    made = compile_workbook(workbook(sheets), "x").form
    assert [found.name for found in made.questions() if found.visible] == ["a", "b"]
    assert Response(made, context()).choices("g/a")[0].value == "ya"


def test_what_is_not_relevant_is_not_counted() -> None:
    """FT2: paths do not lead to instances and answers that do not apply."""
    filled = response(
        *repeat(
            "r",
            question("integer", "x"),
            question("integer", "y", relevant="${x} > 1"),
            label="R",
            relevant="position(..) > 0",
        ),
        question("calculate", "jumlah", calculation="sum(${y})"),
        question("calculate", "banyak", calculation="count(${y})"),
    )
    filled.add("r")
    filled.add("r")
    for place, (x, y) in enumerate((("1", "100"), ("2", "20"), ("3", "3")), 1):
        filled.answer(f"r[{place}]/x", "9")
        filled.answer(f"r[{place}]/y", y)
        filled.answer(f"r[{place}]/x", x)
    assert [filled.value("jumlah"), filled.value("banyak")] == ["23", "2"]


def test_an_answer_that_does_not_apply_is_empty_in_comparisons() -> None:
    """FT2"""
    filled = response(
        question("integer", "a"),
        question("integer", "b", relevant="${a} = 1", default="42"),
        question("calculate", "c", calculation="if(${b} != '', ${b} + 33, 33)"),
        question("calculate", "d", calculation="concat('nilai ', ${a})", relevant="${a} = 1"),
        question("calculate", "e", calculation="${d}"),
    )
    assert [filled.value(name) for name in "bce"] == ["", "33", ""]
    filled.answer("a", "1")
    assert [filled.value(name) for name in "bce"] == ["42", "75", "nilai 1"]


@pytest.mark.parametrize(("typed", "relevant"), [("", False), ("0", False), ("2", True)])
def test_a_reference_is_true_when_it_has_a_value(typed: str, relevant: bool) -> None:
    """FT2: ODK's truth of a reference."""
    filled = response(
        question("integer", "a"), question("text", "b", relevant="${a}"), question("text", "c", relevant="not(${a})")
    )
    filled.answer("a", typed)
    assert filled.is_relevant("b") is relevant
    assert filled.is_relevant("c") is not relevant


def test_arithmetic_with_nothing_is_nothing() -> None:
    """FT2"""
    filled = response(
        question("integer", "a"),
        question("integer", "b"),
        question("calculate", "c", calculation="${a} + ${b}"),
        question("calculate", "d", calculation="${c} * 2"),
    )
    filled.answer("a", "7")
    assert [filled.value("c"), filled.value("d")] == ["", ""]
    filled.answer("b", "3")
    assert [filled.value("c"), filled.value("d")] == ["10", "20"]


def test_read_only_is_inherited() -> None:
    """FT1"""
    filled = response(
        question("text", "kunci"),
        {"type": "begin_group", "name": "luar", "label": "L", "read_only": "${kunci} = 'ya'"},
        {"type": "begin_group", "name": "dalam", "label": "D"},
        question("text", "isi"),
        {"type": "end_group"},
        {"type": "end_group"},
    )
    assert not filled.state("isi").read_only
    assert "luar/dalam/isi" in filled.answer("kunci", "ya").addresses
    assert filled.state("isi").read_only


def test_instances_refer_to_the_one_before() -> None:
    """FT2"""
    filled = response(
        *repeat(
            "r",
            question("integer", "n"),
            question("calculate", "lalu", calculation="/data/r[position() = (position(current()/..) - 1)]/n"),
            question("calculate", "semua", calculation="count(../../r)"),
            label="R",
        )
    )
    filled.add("r")
    filled.add("r")
    for place, number in enumerate((11, 22, 33), 1):
        filled.answer(f"r[{place}]/n", str(number))
    assert [filled.value(f"r[{place}]/lalu") for place in (1, 2, 3)] == ["", "11", "22"]
    assert [filled.value(f"r[{place}]/semua") for place in (1, 2, 3)] == ["3", "3", "3"]
    filled.remove("r[2]")
    assert [filled.value(f"r[{place}]/lalu") for place in (1, 2)] == ["", "11"]
    assert filled.value("r[1]/semua") == "2"


def test_a_trigger_fires_only_when_the_answer_changes() -> None:
    """FT1"""
    filled = response(question("integer", "a"), question("calculate", "acak", calculation="random()", trigger="${a}"))
    filled.answer("a", "22")
    first = filled.value("acak")
    assert first
    filled.answer("a", "22")
    assert filled.value("acak") == first
    filled.answer("a", "23")
    assert filled.value("acak") != first


def test_instances_that_a_count_makes_get_their_defaults() -> None:
    """FT1"""
    filled = response(
        question("integer", "anak", default="1"),
        *repeat(
            "a",
            question("text", "nama", default="belum"),
            question("date", "hari", default="today()"),
            question("hidden", "jk", ilp_prefill="patient.sex"),
            label="A",
            repeat_count="${anak}",
        ),
    )
    assert filled.value("a[1]/hari") == "2026-11-22"
    filled.answer("a[1]/nama", "Ani")
    filled.answer("anak", "3")
    assert [filled.value(f"a[{place}]/nama") for place in (1, 2, 3)] == ["Ani", "belum", "belum"]
    assert filled.value("a[3]/hari") == "2026-11-22"
    assert filled.value("a[3]/jk") == "P"
    again = Response.from_json(filled.form, filled.to_json(), context())
    assert again.to_json() == filled.to_json()


def test_problems_are_current_after_every_change() -> None:
    """FT2"""
    filled = response(
        *repeat("r", question("text", "nama"), label="R"),
        question("integer", "jumlah", constraint=". = count(${r})", default="1"),
    )
    assert filled.problems() == ()
    filled.add("r")
    assert [problem.field for problem in filled.problems()] == ["jumlah"]
    filled.remove("r[2]")
    assert filled.problems() == ()
