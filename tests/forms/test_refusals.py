"""Forms that are refused: each says where and what to do.

FR1  Wrong structure, names, types and sheets are refused with sheet, row and column.
FR2  Expressions that cannot run, and cycles, are refused at load.
FR3  Damaged, huge and foreign content is refused with a sentence, never with another exception.
FR4  What is left out without harm is said in a notice.
"""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.forms import FormProblem, FormRefused, Response, examine_form, load_form
from ilp_desktop.forms.workbook import SheetRow, read_yaml, workbook
from ilp_desktop.forms.xlsform import compile_workbook
from tests.forms.workbench import YES_NO, context, form, group, question, repeat


def refusal(
    *survey: SheetRow, choices: list[SheetRow] | None = None, files: Mapping[str, bytes] | None = None
) -> FormProblem:
    with pytest.raises(FormRefused) as refused:
        form(*survey, choices=choices or [], files=files)
    for problem in refused.value.problems:
        assert problem.sentence
        assert problem.remedy
    return refused.value.problems[0]


@pytest.mark.parametrize(
    ("rows", "code", "row", "column"),
    [
        ([question("audio", "a")], "type_unsupported", 2, "type"),
        ([question("text", "a"), question("video", "b")], "type_unsupported", 3, "type"),
        ([question("audit", "audit")], "type_unsupported", 2, "type"),
        ([question("osm", "a")], "type_unsupported", 2, "type"),
        ([question("xml-external", "a")], "type_unsupported", 2, "type"),
        ([question("text", "a", save_to="x")], "column_unsupported", 2, "save_to"),
        ([question("text", "a", ilp_prefill="patient.name")], "prefill_unknown", 2, "bind::ilp:prefill"),
        ([question("text", "a", ilp_prefill="patient.sex nama")], "prefill_unknown", 2, "bind::ilp:prefill"),
        ([question("text", "a", ilp_prefill="partner:")], "prefill_unknown", 2, "bind::ilp:prefill"),
        ([question("text", "a", ilp_immunization="hb0")], "immunization_unknown", 2, "bind::ilp:immunization"),
        ([question("text", "a", ilp_immunization="HB0")], "immunization_unknown", 2, "bind::ilp:immunization"),
        ([question("text", "a", ilp_immunization="HB0; when=")], "immunization_unknown", 2, "bind::ilp:immunization"),
        (
            [question("text", "a", ilp_immunization="HB0; when=a; at=b")],
            "immunization_unknown",
            2,
            "bind::ilp:immunization",
        ),
        (
            [question("text", "a", ilp_immunization="HB0; when=a; day=B")],
            "immunization_unknown",
            2,
            "bind::ilp:immunization",
        ),
        ([question("note", "a", ilp_alert="merah")], "alert_unknown", 2, "bind::ilp:alert"),
        ([question("text", "a"), question("text", "a")], "xlsform_invalid", 3, "name"),
        ([question("text", "1a")], "xlsform_invalid", 2, "name"),
        ([question("select_one tidak_ada", "a")], "choice_list_missing", 2, "type"),
        ([question("rank", "a")], "choice_list_missing", 2, "type"),
        ([{"type": "begin_group", "name": "g", "label": "G"}, question("text", "a")], "xlsform_invalid", 2, ""),
        ([question("text", "a"), {"type": "end_group"}], "xlsform_invalid", 3, ""),
        ([question("text", "a", relevant="${tidak_ada} = 1")], "xlsform_invalid", 2, "relevant"),
        ([question("text", "a", relevant="${b = 1")], "xlsform_invalid", 2, "relevant"),
        ([question("select_one_from_file desa.csv", "a")], "choice_file_missing", 2, "type"),
        ([question("select_one_from_file desa.geojson", "a")], "choice_file_missing", 2, "type"),
        ([question("text", "a:b")], "name_unsupported", 2, "name"),
        ([question("csv-external", "desa"), question("text", "a")], "choice_file_missing", 2, "name"),
        ([question("text", "a", relevant="pulldata('d', 'x', 'y', 'z')")], "choice_file_missing", 2, "relevant"),
        ([question("text", "a", relevant="instance('d')/root/item")], "choice_file_missing", 2, "relevant"),
        ([question("calculate", "a", calculation="/data/b + 1")], "reference_unknown", 2, "calculation"),
        ([question("text", "a"), question("text", "b", relevant="../g/a != ''")], "reference_unknown", 3, "relevant"),
        ([question("text", "a", default="${last-saved#a}")], "last_saved_unsupported", 2, "default"),
    ],
)
def test_structure_is_refused_with_its_place(rows: list[SheetRow], code: str, row: int, column: str) -> None:
    """FR1"""
    problem = refusal(*rows)
    assert (problem.code, problem.place.sheet, problem.place.row, problem.place.column) == (code, "survey", row, column)


@pytest.mark.parametrize(
    ("column", "expression", "code"),
    [
        ("relevant", "tidak-ada(1)", "function_unknown"),
        ("constraint", ". >", "expression_syntax"),
        ("calculation", "if(1, 2)", "function_arity"),
        ("required", "$x", "expression_variable"),
        ("constraint", "regex(., '(a+)+')", "regex_too_costly"),
        ("read_only", "count('a') > 0", "expression_type"),
        ("relevant", "((((" * 20 + "1" + "))))" * 20, "expression_too_deep"),
        ("relevant", "1 + " * 4000 + "1", "expression_too_long"),
    ],
)
def test_expressions_that_cannot_run_are_refused_with_their_place(column: str, expression: str, code: str) -> None:
    """FR2"""
    problem = refusal(question("text", "a"), *group("g", question("text", "b", **{column: expression}), label="G"))
    assert (problem.code, problem.place.sheet, problem.place.row, problem.place.column) == (code, "survey", 4, column)


@pytest.mark.parametrize(
    "rows",
    [
        [question("calculate", "a", calculation="${b} + 1"), question("calculate", "b", calculation="${a} + 1")],
        [question("calculate", "a", calculation="${a} + 1")],
        [question("text", "a", relevant="${a} = 1")],
        [question("text", "a", relevant="${b} = 1"), question("text", "b", relevant="${a} = 1")],
        [*group("g", question("text", "a"), label="G", relevant="${a} = 1")],
        [*repeat("r", question("calculate", "a", calculation="../a + 1"), label="R")],
        [
            *repeat("r", question("text", "a"), label="R", repeat_count="${c}"),
            question("calculate", "c", calculation="count(${r})"),
        ],
        [
            question("calculate", "a", calculation="${b}"),
            question("text", "b", relevant="${c} = 1"),
            question("calculate", "c", calculation="${a}"),
        ],
        [*group("g", question("integer", "a"), question("calculate", "s", calculation="sum(../*)"), label="G")],
    ],
)
def test_cycles_are_refused(rows: list[SheetRow]) -> None:
    """FR2"""
    problem = refusal(*rows)
    assert problem.code == "cycle"
    assert problem.place.row >= 2
    assert "→" in problem.sentence


@pytest.mark.parametrize("column", ["required", "read_only"])
def test_ODK_refuses_these_self_references_too(column: str) -> None:
    """FR2"""
    problem = refusal(question("integer", "a", **{column: "${a} > 10"}))
    assert (problem.code, problem.place.row, problem.place.column) == ("cycle", 2, column)


def test_a_limit_may_speak_of_its_own_answer() -> None:
    """FR2: a constraint, and a value that is found once, are no cycles."""
    assert form(
        question("integer", "a", constraint=". > 0 and . < ${b}"), question("integer", "b", constraint=". > ${a}")
    )
    assert form(question("calculate", "a", calculation="once(random())"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "yaml_shape"),
        (b"- a\n- b", "yaml_shape"),
        (b"survey: 5", "yaml_shape"),
        (b"survey: [5]", "yaml_shape"),
        (b"survey: [{type: [a]}]", "yaml_shape"),
        (b"survey: [{type: text, name: a, label: {x: y}}]", "yaml_shape"),
        (b"survey: [", "yaml_syntax"),
        (b"\xff\xfe\x00", "file_encoding"),
        (b"settings: {form_id: a}", "sheet_missing"),
        (b"survey: []", "sheet_missing"),
        (b"survey: [{}]", "sheet_missing"),
        (b"survey: [{type: text, name: a, label: A}]\nentities: [{list_name: a}]", "sheet_unsupported"),
        (b"survey: [{type: text, name: a, label: A}]\nexternal_choices: [{list_name: a}]", "sheet_unsupported"),
        (b"survey: [{type: text, name: a, label: " + b"x" * 40_000 + b"}]", "cell_too_long"),
        (b"x" * 10_000_001, "file_too_large"),
        (b"[" * 5000, "yaml_syntax"),
    ],
)
def test_foreign_content_is_refused(content: bytes, code: str) -> None:
    """FR3"""
    with pytest.raises(FormRefused) as refused:
        load_form(content)
    assert refused.value.problems[0].code == code


def test_oversized_sheets_are_refused() -> None:
    """FR3"""
    rows = [question("text", f"q{number}", label="x") for number in range(3_001)]
    with pytest.raises(FormRefused) as refused:
        workbook({"survey": rows})
    assert refused.value.problems[0].code == "sheet_too_long"
    with pytest.raises(FormRefused) as wide:
        workbook({"survey": [{f"c{number}": "x" for number in range(201)}]})
    assert wide.value.problems[0].code == "sheet_too_wide"


def test_groups_nest_only_so_deep() -> None:
    """FR3"""
    rows: list[SheetRow] = [question("text", "a")]
    for depth in range(25):
        rows = group(f"g{depth}", *rows, label="G")
    assert refusal(*rows).code == "group_too_deep"


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(content: bytes) -> None:
    """FR3"""
    with pytest.raises(FormRefused):
        read_yaml(content)


@given(
    st.recursive(
        st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=8,
    )
)
def test_any_shape_is_refused_or_read(shape: object) -> None:
    """FR3"""
    import yaml

    with pytest.raises(FormRefused):
        compile_workbook(read_yaml(yaml.safe_dump({"survey": shape}).encode()), "x")


CELLS = st.sampled_from(
    [
        "",
        "text",
        "a",
        "1",
        "select_one yn",
        "select_multiple",
        "begin_group",
        "end_group",
        "begin_repeat",
        "end",
        "${a}",
        "range",
        "rank yn",
        "calculate",
        ". > ",
        "${",
        "}",
        "start=1",
        "::",
        "x y",
        "\x00",
        "é",
        "select_one ${a}",
        "note",
    ]
)
COLUMNS = st.sampled_from(
    [
        "type",
        "name",
        "label",
        "hint",
        "relevant",
        "constraint",
        "calculation",
        "required",
        "default",
        "parameters",
        "trigger",
        "choice_filter",
        "repeat_count",
        "appearance",
        "bind::x",
        "body::y",
        "instance::z",
        "label::English (en)",
        "disabled",
    ]
)


@given(st.lists(st.dictionaries(COLUMNS, CELLS, min_size=1, max_size=6), min_size=1, max_size=6))
def test_any_rows_are_refused_or_become_a_form(rows: list[SheetRow]) -> None:
    """FR3: whatever stands in the sheets, the answer is a form or a refusal."""
    try:
        compile_workbook(workbook({"survey": rows, "choices": YES_NO}), "x")
    except FormRefused as refused:
        assert refused.problems


def test_a_search_that_would_halt_the_program_is_refused() -> None:
    """FR2: every row of a table against every row."""
    rows = "".join(f"d{place},{place}\n" for place in range(2_000))
    problem = refusal(
        question("select_one_from_file desa.csv", "a"),
        question(
            "calculate",
            "b",
            calculation="count(instance('desa')/root/item[count(instance('desa')/root/item[label > 5]) > 0])",
        ),
        files={"desa.csv": f"name,label\n{rows}".encode()},
    )
    assert problem.code == "expression_too_costly"


def test_nested_counts_do_not_fill_the_memory() -> None:
    """FR3"""
    inner = repeat("c", question("text", "x"), label="C", repeat_count="1000")
    middle = repeat("b", *inner, label="B", repeat_count="1000")
    asked = form(*repeat("a", *middle, label="A", repeat_count="1000"))
    filled = Response(asked, context())
    assert sum(1 for _ in filled.walk()) < 60_000


def test_a_form_is_examined_before_it_is_taken_in() -> None:
    """FR1, FR4"""
    good = examine_form(b"survey: [{type: text, name: a, label: A}]")
    assert good.form is not None
    assert [notice.code for notice in good.notices] == ["version_missing"]
    bad = examine_form(b"survey: [{type: video, name: a, label: A}, {type: audio, name: b, label: B}]")
    assert bad.form is None
    assert [problem.place.row for problem in bad.problems] == [2, 3]


def test_what_is_left_out_is_said() -> None:
    """FR4"""
    rows: list[SheetRow] = [{"type": "select_one yn", "name": "a", "label": "A", "media::image": "a.png"}]
    compiled = compile_workbook(workbook({"survey": rows, "choices": YES_NO}), "x")
    assert [(notice.code, notice.place.sheet) for notice in compiled.notices] == [
        ("media_left_out", "survey"),
        ("version_missing", "settings"),
    ]


def test_a_file_that_is_no_table_is_refused_at_its_row() -> None:
    """FR1"""
    with pytest.raises(FormRefused) as refused:
        form(question("select_one_from_file desa.geojson", "a"), files={"desa.geojson": b'{"type":"x","y":["a", "b"]}'})
    assert {(found.code, found.place.row) for found in refused.value.problems} == {("choice_file_missing", 2)}


def test_a_search_in_another_file_is_refused() -> None:
    """FR1: it would offer the list that only stands for the file."""
    with pytest.raises(FormRefused) as refused:
        form(question("select_one yn", "a", appearance="minimal search('desa', 'matches')"), choices=YES_NO)
    assert refused.value.problems[0].code == "search_unsupported"
    form(question("select_one yn", "a", appearance="search"), choices=YES_NO)


def test_what_works_by_halves_is_said() -> None:
    """FR4"""
    rows: list[SheetRow] = [
        {"type": "text", "name": "a", "label": "A", "appearance": "ex:org.contoh(x='1')"},
        {"type": "date", "name": "b", "label": "B", "appearance": "ethiopian"},
    ]
    settings = [{"form_id": "f", "version": "1", "public_key": "abc", "auto_send": "true"}]
    compiled = compile_workbook(workbook({"survey": rows, "settings": settings}), "x")
    assert [(notice.code, notice.place.row, notice.place.column) for notice in compiled.notices] == [
        ("other_program_left_out", 2, "appearance"),
        ("calendar_left_out", 3, "appearance"),
        ("setting_left_out", 0, "public_key"),
        ("setting_left_out", 0, "auto_send"),
    ]


def test_the_rest_of_an_unquoted_text_is_said() -> None:
    """FR4: a comma ends a text in YAML."""
    found = examine_form(
        b"survey: [{type: integer, name: a, label: Berat, tinggi}]\n"
        b"choices: [{list_name: x, name: y, label: Lesu, diam}]\nsettings: {form_id: a, version: b}"
    )
    assert [(notice.code, notice.place.sheet, notice.place.column) for notice in found.notices] == [
        ("column_left_out", "survey", "tinggi"),
        ("column_left_out", "choices", "diam"),
    ]


def test_the_refusal_tells_the_user_where() -> None:
    """FR1"""
    with pytest.raises(FormRefused) as refused:
        form(question("text", "a", relevant="tidak-ada(1)"))
    assert refused.value.sentence == (
        "Formulir ditolak. lembar survey, baris 2, kolom relevant: Fungsi tidak-ada() tidak dikenal"
    )
    assert refused.value.remedy == "Periksa nama fungsinya, atau hapus rumus ini"
