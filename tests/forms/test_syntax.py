"""The grammar of expressions.

FS1  XPath 1.0 expressions parse with its precedence and its rule for ``*`` and operator names.
FS2  What is not an expression is refused with a code, never with another exception.
FS3  Depth and length are bounded.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.forms.expression.syntax import (
    LONGEST_EXPRESSION,
    Binary,
    Call,
    ExpressionRefused,
    Literal,
    Negation,
    Number,
    Path,
    Step,
    parse,
)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1 + 2 * 3", Binary("+", Number(1), Binary("*", Number(2), Number(3)))),
        ("(1 + 2) * 3", Binary("*", Binary("+", Number(1), Number(2)), Number(3))),
        ("1 - 2 - 3", Binary("-", Binary("-", Number(1), Number(2)), Number(3))),
        ("--1", Negation(Negation(Number(1)))),
        (".5", Number(0.5)),
        ("1.", Number(1)),
        ("'a\"b'", Literal('a"b')),
        ("a-b", Path(False, None, (), (Step("child", "a-b"),))),
        ("/data/a", Path(True, None, (), (Step("child", "data"), Step("child", "a")))),
        ("/", Path(True, None, (), ())),
        ("..", Path(False, None, (), (Step("parent", "node()"),))),
        ("a[1]", Path(False, None, (), (Step("child", "a", (Number(1),)),))),
        ("jr:choice-name(1, 'x')", Call("jr:choice-name", (Number(1), Literal("x")))),
        (
            "div div mod",
            Binary(
                "div", Path(False, None, (), (Step("child", "div"),)), Path(False, None, (), (Step("child", "mod"),))
            ),
        ),
        (
            "* * *",
            Binary("*", Path(False, None, (), (Step("child", "*"),)), Path(False, None, (), (Step("child", "*"),))),
        ),
        ("a and b or c", Binary("or", Binary("and", parse("a"), parse("b")), parse("c"))),
        ("child::a", Path(False, None, (), (Step("child", "a"),))),
        ("@x", Path(False, None, (), (Step("attribute", "x"),))),
        ("true()", Call("true", ())),
        ("today() - 1", Binary("-", Call("today", ()), Number(1))),
    ],
)
def test_expressions_have_the_tree_of_xpath(text: str, tree: object) -> None:
    """FS1"""
    assert parse(text) == tree


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1 +",
        "(1",
        "1)",
        "a b",
        "f(",
        "f(,)",
        "[1]",
        "'open",
        "a[",
        "a]",
        "1 2",
        "/data/",
        "#",
        "nope::a",
        "a::",
    ],
)
def test_wrong_expressions_are_refused(text: str) -> None:
    """FS2"""
    with pytest.raises(ExpressionRefused) as refused:
        parse(text)
    assert refused.value.code == "expression_syntax"


@given(st.text(alphabet="ab1.()[]/@*+-=<>!|,'\"$: andormiv", max_size=40))
def test_any_text_parses_or_is_refused(text: str) -> None:
    """FS2"""
    try:
        parse(text)
    except ExpressionRefused as refused:
        assert refused.sentence


def test_depth_and_length_are_bounded() -> None:
    """FS3"""
    with pytest.raises(ExpressionRefused) as deep:
        parse("(" * 500 + "1" + ")" * 500)
    assert deep.value.code == "expression_too_deep"
    with pytest.raises(ExpressionRefused) as long:
        parse("1 + " * LONGEST_EXPRESSION + "1")
    assert long.value.code == "expression_too_long"
