"""Every function that expressions may call, at its borders.

FF1  Each function gives what XPath 1.0, ODK and the cited regulations say.
FF2  No function is without a vector here.
FF3  Wrong arity, unknown names and dangerous patterns are refused when the form is loaded, not when it is filled.
FF4  Values that cannot be read give no result, never an error.
"""

import math

import pytest

from ilp_desktop.forms.expression.node import Node, TableRoot
from ilp_desktop.forms.expression.scope import Scope, Surroundings
from ilp_desktop.forms.expression.syntax import ExpressionRefused
from ilp_desktop.forms.expression.values import Value, is_nodes, string
from ilp_desktop.forms.functions import FUNCTIONS, program
from tests.forms import function_vectors
from tests.forms.workbench import NOW, TODAY

NAN = math.nan


def answers() -> tuple[Node, dict[str, Node]]:
    """Three repeat instances, a date, a multiple selection, and a table of choices."""
    root = Node("data", None, "/data")

    def leaf(parent: Node, name: str, text: str) -> Node:
        return parent.add(Node(name, parent, f"{parent.path}/{name}", text))

    for place, text in enumerate(("10", "20", "30"), 1):
        instance = root.add(Node("r", root, "/data/r"))
        leaf(instance, "x", text)
        leaf(instance, "blank", "" if place == 2 else "y")
    for name, text in (("d", "2026-11-20"), ("m", "a c"), ("n", "7"), ("empty", ""), ("t", "teks"), ("held", "lama")):
        leaf(root, name, text)
    table = Node("instance", None, "/instance")
    top = table.add(TableRoot(table))
    for key, value in (("A", "Alfa"), ("B", "Beta"), ("C", "Ceri"), ("D", "Duku"), ("E", "Enau"), ("F", "Fuli")):
        item = top.add(Node("item", top, "/instance/root/item"))
        leaf(item, "name", key)
        leaf(item, "label", value)
    return root, {"buah": table, "delapan": _letters()}


def _letters() -> Node:
    table = Node("instance", None, "/instance")
    top = table.add(TableRoot(table))
    for letter in "ABCDEFGH":
        item = top.add(Node("item", top, "/instance/root/item"))
        item.add(Node("name", item, "/instance/root/item/name", letter))
    return table


def evaluate(expression: str, at: str = "/data/t") -> Value:
    root, tables = answers()
    node = next(found for found in (root, *root.descendants()) if found.path == at)
    surroundings = Surroundings(
        root=root,
        today=TODAY,
        now=NOW,
        instances=tables,
        choice_label=lambda found, value: f"{found.name}:{value}",
        text=lambda reference: f"teks {reference}",
        properties={"username": "bidan"},
    )
    return program(expression)(Scope(node, surroundings))


SHAPE = (
    "7.9377 -11.5845 0 0;7.9324 -11.5902 0 0;7.927 -11.5857 0 0;7.925 -11.578 0 0;7.9267 -11.5722 0 0;"
    "7.9325 -11.5708 0 0;7.9372 -11.5737 0 0;7.9393 -11.579 0 0;7.9377 -11.5845 0 0"
)
TRACE = (
    "38.253094215699576 21.756382658677467;38.25021274773806 21.756382658677467;38.25007793942195 21.763892843919166;"
    "38.25290886154963 21.763935759263404;38.25146813817506 21.758421137528785"
)
"""Two places whose areas and lengths the public ODK suites agree on."""

VECTORS: list[tuple[str, object]] = [
    ("true()", True),
    ("false()", False),
    ("not('')", True),
    ("not(0)", True),
    ("not('false')", False),
    ("boolean('0')", True),
    ("boolean(0)", False),
    ("boolean-from-string('true')", True),
    ("boolean-from-string('1')", True),
    ("boolean-from-string(1.0001)", False),
    ("boolean-from-string('yes')", False),
    ("if('', 5, 'abc')", "abc"),
    ("if(6 > 5, 5, 'abc')", 5.0),
    ("if(true(), 1, 1 div 0)", 1.0),
    ("coalesce(/data/empty, /data/n)", "7"),
    ("coalesce(/data/n, 'x')", "7"),
    ("coalesce('', '')", ""),
    ("coalesce('', '', 'c')", "c"),
    ("once('baru')", "teks"),
    ("selected('apple baby crimson', '  baby  ')", True),
    ("selected('apple', 'app')", False),
    ("selected('', 'a')", False),
    ("selected-at('a b c', 1)", "b"),
    ("selected-at('a b c', 3)", ""),
    ("selected-at('a b c', -1)", ""),
    ("count-selected(/data/m)", 2.0),
    ("count-selected('')", 0.0),
    ("jr:choice-name('a', '/data/m')", "m:a"),
    ("jr:choice-name(/data/m, ' /data/m ')", "m:a, m:c"),
    ("jr:choice-name('', '/data/m')", ""),
    ("jr:choice-name('a', '/data/nothing')", ""),
    ("jr:itext('judul')", "teks judul"),
    ("checklist(-1, 2, 2 > 1)", True),
    ("checklist(-1, 2, 1=1, 2=2, 3=3)", False),
    ("checklist(1, 2, 1=1, 2=2, 3=3)", False),
    ("checklist(1, 1, true(), false(), false())", True),
    ("checklist(1, -1, false())", False),
    ("weighted-checklist(5, 9, true(), 4, false(), 7, true(), 2)", True),
    ("weighted-checklist(7, -1, true(), 4, true(), 2)", False),
    ("weighted-checklist(-1, -1)", True),
    ("position(/data/r[2])", 2.0),
    ("count(/data/r[position() = 3])", 1.0),
    ("count(/data/r[last()])", 1.0),
    ("string(current())", "teks"),
    ("string(current()/../n)", "7"),
    ("count(/data/r)", 3.0),
    ("count(/data/none)", 0.0),
    ("count-non-empty(/data/r/blank)", 2.0),
    ("count-non-empty(/data/r)", 3.0),
    ("count(instance('buah')/root/item)", 6.0),
    ("string(instance('buah')/root/item[name = 'B']/label)", "Beta"),
    ("count(instance('tidak-ada')/root/item)", 0.0),
    ("string(indexed-repeat(/data/r/x, /data/r, 2))", "20"),
    ("string(indexed-repeat(/data/r/x, /data/r, 9))", ""),
    ("string(indexed-repeat(/data/r/x, /data/r, /data/empty))", "10"),
    ("pulldata('buah', 'label', 'name', 'C')", "Ceri"),
    ("pulldata('buah.csv', 'label', 'name', 'Z')", ""),
    ("pulldata('lain', 'label', 'name', 'C')", ""),
    ("intersects('a b', /data/m)", True),
    ("intersects('b d', /data/m)", False),
    ("name(/data/r)", "r"),
    ("local-name(/data/*[1])", "r"),
    ("number('100.001')", 100.001),
    ("number(' -12345.6789  ')", -12345.6789),
    ("number('1.1e6')", NAN),
    ("number('')", NAN),
    ("number('2008-09-05')", 14127.0),
    ("number(/data/d)", 20777.0),
    ("number(true())", 1.0),
    ("int('2.51')", 2.0),
    ("int(-1.51)", -1.0),
    ("int('a')", NAN),
    ("int(1 div 47999799999)", 0.0),
    ("round('14.29123456789', 1)", 14.3),
    ("round('14.29123456789', 1.5)", 14.3),
    ("round('12345.12345', -1)", 12350.0),
    ("round('12350.12345', -2)", 12400.0),
    ("round('12345.15', 1)", 12345.2),
    ("round('-12345.15', 1)", -12345.1),
    ("round('14,6')", 15.0),
    ("round(14.5)", 15.0),
    ("round(-0.5)", 0.0),
    ("round(1.005, 2)", 1.01),
    ("round('1 div 0', 0)", NAN),
    ("floor(-1.5)", -2.0),
    ("ceiling(-1.5)", -1.0),
    ("sum(/data/r/x)", 60.0),
    ("sum(/data/none)", 0.0),
    ("sum(/data/r/x[. > 10])", 50.0),
    ("sum(/data/r/blank)", NAN),
    ("max(/data/r/x)", 30.0),
    ("max(1, 5, 3)", 5.0),
    ("max(/data/empty)", NAN),
    ("min(/data/r/x)", 10.0),
    ("min(-1, 2, 3)", -1.0),
    ("min(//none)", NAN),
    ("pow(2.5, 2)", 6.25),
    ("pow(-1, 3)", -1.0),
    ("pow(4, 0.5)", 2.0),
    ("pow(-1, 0.5)", NAN),
    ("pow(10, 400)", math.inf),
    ("abs(-3.5)", 3.5),
    ("sqrt(9)", 3.0),
    ("sqrt(-1)", NAN),
    ("exp(0)", 1.0),
    ("exp10(3)", 1000.0),
    ("log(1)", 0.0),
    ("log(0)", -math.inf),
    ("log10(1000)", 3.0),
    ("sin(0)", 0.0),
    ("cos(0)", 1.0),
    ("tan(0)", 0.0),
    ("asin(1)", math.pi / 2),
    ("asin(2)", NAN),
    ("acos(1)", 0.0),
    ("atan(1)", math.pi / 4),
    ("atan2(1, -1)", 3 * math.pi / 4),
    ("pi()", math.pi),
    ("random() >= 0 and random() < 1", True),
    ("string(1 div 3)", "0.3333333333333333"),
    ("string(0.00000000000000000123)", "0.00000000000000000123"),
    ("string-length('hello')", 5.0),
    ("string-length(.)", 4.0),
    ("string-length()", 4.0),
    ("normalize-space('  a  b ')", "a b"),
    ("concat()", ""),
    ("concat('ab', '', 1, false())", "ab1false"),
    ("concat(/data/r/x, '!')", "102030!"),
    ("join(', ', 'a', 'b')", "a, b"),
    ("join(' ', /data/r/x)", "10 20 30"),
    ("join('-')", ""),
    ("contains('abc', 'b')", True),
    ("starts-with('', '')", True),
    ("ends-with('abc', 'c')", True),
    ("ends-with('abc', 'a')", False),
    ("substr('hello', 1, 4)", "ell"),
    ("substr('hello', -2)", "lo"),
    ("substr('hello', 0, -1)", "hell"),
    ("substr('hello', 9)", ""),
    ("substr('hello', 3, 1)", ""),
    ("substring('12345', 2, 3)", "234"),
    ("substring('12345', 1.5, 2.6)", "234"),
    ("substring('12345', 0 div 0, 3)", ""),
    ("substring('12345', -42, 1 div 0)", "12345"),
    ("substring-before('hello', 'l')", "he"),
    ("substring-before('hello', '')", ""),
    ("substring-after('hello', 'l')", "lo"),
    ("substring-after('hello', '')", "hello"),
    ("translate('hello wor,ld', ' ,', ', ')", "hello,wor ld"),
    ("translate('aaa', 'aa', 'bc')", "bbb"),
    ("regex('12345', '[0-9]+')", True),
    ("regex('a12345', '[0-9]+')", False),
    ("regex('08123456789', '0[0-9]{9,12}')", True),
    ("digest('some text', 'MD5')", "VS4hzUzZkYZ448Gg30kbww=="),
    ("digest('some text', 'SHA-1', 'base64')", "N6pjx3OY2VRHMmLhoAV8HmMu2nc="),
    ("digest('some text', 'SHA-256')", "uU9vElx546X/qoJvWEwQ1SraZp5nYgUbgmtVd20FrtI="),
    ("digest('some text', 'MD5', 'hex')", "552e21cd4cd9918678e3c1a0df491bc3"),
    ("base64-decode('aGFsbw==')", "halo"),
    ("base64-decode('###')", ""),
    ("string-length(uuid())", 36.0),
    ("string-length(uuid(12))", 12.0),
    ("string(today())", "2026-11-22"),
    ("today() - /data/d", 2.0),
    ("/data/d < today()", True),
    ("/data/d = '2026-11-20'", True),
    ("/data/d > '2026-11-19'", True),
    ("/data/empty < today()", False),
    ("string(now())", "2026-11-22T08:14:00.000+08:00"),
    ("now() > today()", True),
    ("string(date('1970-01-02'))", "1970-01-02"),
    ("string(date(6.5))", "1970-01-07"),
    ("string(date(-1))", "1969-12-31"),
    ("string(date(/data/d + 1))", "2026-11-21"),
    ("string(date('2026-11-21T23:30:00.000Z'))", "2026-11-22"),
    ("string(date('1983-09-31'))", ""),
    ("string(date('bukan'))", ""),
    ("string(date(''))", ""),
    ("date('2008-09-08') - date('1983-10-06')", 9104.0),
    ("string(date-time('2026-11-22T00:14:00.000Z'))", "2026-11-22T08:14:00.000+08:00"),
    ("decimal-date-time('1970-01-02T00:00:00Z')", 1.0),
    ("decimal-date-time('1969-12-31T12:00:00.000Z')", -0.5),
    ("decimal-date-time('2026-11-20')", 20777.0),
    ("decimal-date-time('x')", NAN),
    ("decimal-time('06:00:00.000+08:00')", 0.25),
    ("decimal-time('06:00:00.000Z')", 14 / 24),
    ("decimal-time('18:00')", 0.75),
    ("decimal-time('24:00:00.000+08:00')", NAN),
    ("decimal-time('a')", NAN),
    ("format-date('2001-12-31', '%b %e, %Y')", "Dec 31, 2001"),
    ("format-date(/data/d, '%Y/%n | %y/%m | %d %a')", "2026/11 | 26/11 | 20 Fri"),
    ("format-date('', '%d')", ""),
    ("format-date-time('2018-01-02T10:20:30.123+08:00', '%Y-%m-%e %H:%M:%S.%3')", "2018-01-2 10:20:30.123"),
    ("format-date-time('2018-01-02T03:05:00.000Z', '%h:%M %%')", "11:05 %"),
    ("format-date-time('07:05:00.000+08:00', '%H.%M')", "07.05"),
    (f"area('{SHAPE}')", 2333220.77),
    (f"distance('{SHAPE}')", 5724.36),
    (f"area('{TRACE}')", 151451.76),
    (f"distance('{TRACE}')", 1800.69),
    ("area('0 0;0 1')", 0.0),
    ("area('')", NAN),
    ("area('a')", NAN),
    ("area('5000 5000; 5000 5000')", NAN),
    ("distance('0 0;0 90')", 10018696.05),
    ("distance('90 0;90 1')", 0.0),
    ("distance('0 0 0 0', '0 1 0 0')", 111318.85),
    ("distance('')", NAN),
    ("geofence('1 1 0 0', '0 0 0 0;0 2 0 0;2 2 0 0;2 0 0 0;0 0 0 0')", True),
    ("geofence('3 1 0 0', '0 0 0 0;0 2 0 0;2 2 0 0;2 0 0 0;0 0 0 0')", False),
    ("ilp:blood-pressure-class(139, 89)", "Normal tinggi"),
    ("ilp:blood-pressure-class(140, 89)", "Hipertensi sistolik terisolasi"),
    ("ilp:blood-pressure-class('', 89)", ""),
    ("ilp:blood-pressure-pregnancy(160, 80)", "Hipertensi berat"),
    ("ilp:mean-arterial-pressure(120, 75)", 90.0),
    ("ilp:bmi(50, 150)", 22.2),
    ("ilp:bmi(50, 0)", ""),
    ("ilp:bmi-class(25.0, 'kemenkes')", "Normal"),
    ("ilp:bmi-class(25.0, 'lain')", ""),
    ("ilp:central-obesity(80, 'P')", True),
    ("ilp:central-obesity(80, 'L')", False),
    ("ilp:central-obesity(80, '')", ""),
    ("ilp:random-glucose-class(200)", "Diabetes"),
    ("ilp:fasting-glucose-class(100)", "Prediabetes"),
    ("ilp:cholesterol-class(199)", "Normal"),
    ("ilp:gestational-age-days('2026-11-01', today())", 21.0),
    ("ilp:gestational-age-weeks('2026-11-01', today())", 3.0),
    ("ilp:gestational-age-text('2026-11-01', /data/d)", "2 minggu 5 hari"),
    ("string(ilp:due-date('2026-01-15'))", "2026-10-22"),
    ("ilp:trimester(13)", 2.0),
    ("ilp:kek(23.4)", True),
    ("ilp:kek(/data/empty)", ""),
    ("ilp:anaemia-pregnancy(10.4, 20)", "Anemia ringan"),
    ("ilp:fundal-height-expected(26, 29)", False),
    ("ilp:tb-child(1, 'tidak')", "Terduga TBC"),
    ("ilp:tb-adult(false(), true(), 0, 'ya', 'tidak')", "Terduga TBC"),
    ("ilp:zscore('BB/U', 'L', 0, 3.3464, 50, 'telentang')", 0.0),
    ("ilp:zscore('BB/U', 'X', 0, 3.3464, 50, 'telentang')", ""),
    ("ilp:zscore('BB/U', 'L', 9000, 3.3464, 50, 'telentang')", ""),
    ("ilp:zscore('IMT/U', 'L', 1857, 20, 112, 'berdiri')", ""),
    ("ilp:weight-zscore('P', 0, 3.2322)", 0.0),
    ("ilp:height-zscore('P', 0, 49.1477, 'telentang')", 0.0),
    ("ilp:head-zscore('L', 0, 34.4618)", 0.0),
    ("ilp:growth-category('TB/U', -2.01)", "Pendek"),
    ("ilp:growth-plausible('TB/U', -6.1)", False),
    ("ilp:upper-arm-category(12.4)", "Gizi kurang"),
    *function_vectors.ALL,
]  # fmt: skip


@pytest.mark.parametrize(("expression", "expected"), VECTORS, ids=[expression for expression, _expected in VECTORS])
def test_function(expression: str, expected: object) -> None:
    """FF1, FF4"""
    found = evaluate(expression)
    if is_nodes(found):
        found = string(found)
    if isinstance(expected, float):
        assert isinstance(found, float)
        assert math.isnan(found) if math.isnan(expected) else found == pytest.approx(expected, rel=1e-9)
    else:
        assert found == expected
        assert type(found) is type(expected)


def test_every_function_has_a_vector() -> None:
    """FF2"""
    text = " ".join(expression for expression, _expected in VECTORS)
    assert [name for name in FUNCTIONS if f"{name}(" not in text and name != "randomize"] == []


@pytest.mark.parametrize(
    ("seed", "order"),
    [
        ("42", "AFCBDE"), ("'42'", "AFCBDE"), ("-42", "EDAFBC"), ("1", "BFEACD"), ("11111111", "ACDBFE"),
        ("1.1", "BFEACD"),
        ("0", "CBEAFD"), ("number('NaN')", "CBEAFD"), ("1 div 0", "CBEAFD"),
    ],
)  # fmt: skip
def test_randomize_shuffles_as_other_implementations_do(seed: str, order: str) -> None:
    """FF1: the orders that Enketo and ODK Web Forms give for these seeds."""
    assert evaluate(f"join('', randomize(instance('buah')/root/item, {seed})/name)") == order


def test_randomize_without_a_seed_keeps_its_order_within_a_response() -> None:
    """FF1: choices do not move while one reads them."""
    root, tables = answers()
    surroundings = Surroundings(root=root, today=TODAY, now=NOW, instances=tables)
    shuffled = program("join('', randomize(instance('buah')/root/item)/name)")
    first = shuffled(Scope(root, surroundings))
    assert sorted(string(first)) == list("ABCDEF")
    assert shuffled(Scope(root, surroundings)) == first


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("tidak-ada()", "function_unknown"),
        ("ilp:tidak-ada(1)", "function_unknown"),
        ("true(5)", "function_arity"),
        ("string('too', 'many')", "function_arity"),
        ("if(1, 2)", "function_arity"),
        ("indexed-repeat(/data/r/x, /data/r, 1, /data/r)", "function_arity"),
        ("weighted-checklist(1, 2, true())", "function_arity"),
        ("$x + 1", "expression_variable"),
        ("ilp:kek(1, 2)", "function_arity"),
        ("count('a')", "expression_type"),
        ("count-non-empty(2)", "expression_type"),
        ("position('a')", "expression_type"),
        ("'a' | 'b'", "expression_type"),
        ("('a')/b", "expression_type"),
        ("digest('a', 'CRC')", "digest_algorithm"),
    ],
)
def test_wrong_calls_are_refused_at_load(expression: str, code: str) -> None:
    """FF3"""
    with pytest.raises(ExpressionRefused) as refused:
        program(expression)
    assert refused.value.code == code


@pytest.mark.parametrize("pattern", ["(a+)+", "(a*)*b", "([a-z]+)*", "(", "a{99999999999}"])
def test_dangerous_patterns_are_refused_at_load(pattern: str) -> None:
    """FF3: a pattern that could run for ever never reaches a keystroke."""
    with pytest.raises(ExpressionRefused):
        program(f"regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '{pattern}')")


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name.startswith("ilp:")])
def test_clinical_functions_say_what_they_give_and_why(name: str) -> None:
    """FF1: summary and, where a regulation decides, its name."""
    assert FUNCTIONS[name].summary.endswith((".", "?"))
    assert FUNCTIONS[name].source or name == "ilp:growth-plausible"
