"""Forms and the rules in force.

RF1 a figure that is set here decides the rule of a form at its own border, and the default no longer does
RF2 what a rule asks of the rules is passed through every function, never bound when the function was made
RF3 a response that was kept is computed by the rules of then, whatever was set since
RF4 a sentence of a form can name the figure in force
"""

import ast
import inspect
import re
from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from types import ModuleType

import pytest

from ilp_desktop.domain.clinical.immunisation_schedule import ImmunisationRules
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.settable_rules import settable_figures
from ilp_desktop.domain.uncertain import STANDARD_RULES, Rulebook, figures_of
from ilp_desktop.forms import Response
from ilp_desktop.forms.document import Json
from ilp_desktop.forms.expression.scope import Scope, Surroundings
from ilp_desktop.forms.expression.syntax import ExpressionRefused
from ilp_desktop.forms.expression.values import string
from ilp_desktop.forms.functions import FORM_RULES, FUNCTIONS, couples, growing_up, maternal, newborn, program
from tests.forms.test_functions import answers
from tests.forms.workbench import FORMS, NOW, TODAY, context, form, question

Borders = tuple[str, str]

BORDERS: dict[str, tuple[str, Borders, str, Borders]] = {
    "rules.trimester_bounds.first": ("ilp:trimester({})", ("12", "13"), "11", ("11", "12")),
    "rules.trimester_bounds.second": ("ilp:trimester({})", ("24", "25"), "27", ("27", "28")),
    "rules.redating.more_than_days": (
        "ilp:redating-advised('2026-01-01', '2026-03-12', 11, {})",
        ("0", "1"),
        "10",
        ("3", "4"),
    ),
    "rules.redating.last_week": (
        "ilp:redating-advised('2026-01-01', '2026-03-12', {}, 0)",
        ("13", "14"),
        "12",
        ("12", "13"),
    ),
    "roll_over_from": ("ilp:roll-over-positive({}, 60, '')", ("79", "80"), "15", ("74", "75")),
    "rules.preeclampsia.roll_over_first_week": ("ilp:roll-over-applies({})", ("27", "28"), "24", ("23", "24")),
    "rules.preeclampsia.roll_over_last_week": ("ilp:roll-over-applies({})", ("32", "33"), "34", ("34", "35")),
    "rules.kspr.second_half_from_weeks": ("ilp:kspr-column({})", ("32", "33"), "36", ("35", "36")),
    "rules.four_too.old_from": ("ilp:four-too({}, '', '')", ("34", "35"), "36", ("35", "36")),
    "rules.four_too.many_from": ("ilp:four-too('', '', {})", ("3", "4"), "5", ("4", "5")),
    "rules.gain.fast_weekly": ("ilp:weight-gain-fast({}, 7, 24)", ("1", "1.1"), "1,5", ("1.5", "1.6")),
    "rules.gain.fast_after_weeks": ("ilp:weight-gain-fast(2, 7, {})", ("20", "21"), "24", ("24", "25")),
    "rules.tetanus.days_before_birth": (
        "ilp:tetanus-near-birth('2026-11-22', {})",
        ("'2026-12-05'", "'2026-12-06'"),
        "28",
        ("'2026-12-19'", "'2026-12-20'"),
    ),
    "rules.labour.rupture_hours": ("ilp:rupture-long({})", ("11", "12"), "18", ("17", "18")),
    "rules.mood.epds_watch_from": ("ilp:epds-class({}, '')", ("9", "10"), "8", ("7", "8")),
    "epds_refer_from": ("ilp:epds-class({}, '')", ("12", "13"), "15", ("14", "15")),
    "rules.mood.srq_from": ("ilp:srq-follow-up({})", ("5", "6"), "7", ("6", "7")),
    "rules.thyroid.latest_days": ("ilp:newborn-sample-timing({})", ("359", "360"), "10", ("263", "264")),
    "rules.young_infant.late_jaundice_after_days": (
        "ilp:mtbm-jaundice(true(), '', {}, 1, false())",
        ("14", "15"),
        "13",
        ("13", "14"),
    ),
    "rules.stillbirth.weeks": ("ilp:stillbirth-class({}, '')", ("21", "22"), "28", ("27", "28")),
    "rules.stillbirth.grams": ("ilp:stillbirth-class('', {})", ("499", "500"), "1000", ("999", "1000")),
    "rules.sick_child.low_saturation": ("ilp:mtbs-cough(24, 30, false(), {})", ("92", "93"), "89", ("89", "90")),
    "rules.development.repeat_within_days": (
        "ilp:kpsp-refers('Meragukan', 'Meragukan', {})",
        ("60", "61"),
        "90",
        ("90", "91"),
    ),
    "rules.development.behaviour_refer": ("ilp:behaviour-result({})", ("1", "2"), "3", ("2", "3")),
    "rules.supplement.least_gap_days": ("ilp:vitamin-a-due(12, 8, {})", ("29", "30"), "60", ("59", "60")),
    "rules.supplement.deworming_gap_days": ("ilp:deworming-due(24, 8, {})", ("179", "180"), "365", ("364", "365")),
    "rules.care.faltering_food_days": ("ilp:extra-food-enough('faltering', {})", ("13", "14"), "21", ("20", "21")),
    "rules.care.moderate_food_days": ("ilp:extra-food-enough('moderate', {})", ("27", "28"), "35", ("34", "35")),
    "rules.stunting.short_mother": (
        "ilp:stunting-factors-mother('', '', '', '', {}, '', '', '', '')",
        ("149.9", "150"),
        "145",
        ("144.9", "145"),
    ),
    "rules.stunting.failures": (
        "ilp:stunting-factors-child('', '', '', '', '', '', {}, '', '', '', '')",
        ("1", "2"),
        "3",
        ("2", "3"),
    ),
    "rules.school_health.boys_of_six": (
        "ilp:school-blood-pressure('L', 6, {}, 50)",
        ("104", "105"),
        "100/66",
        ("99", "100"),
    ),
    "rules.school_health.girls_of_six": (
        "ilp:school-blood-pressure('P', 6, 90, {})",
        ("66", "67"),
        "105/70",
        ("69", "70"),
    ),
    "rules.premarital.youngest_man": ("ilp:elsimil('L', {}, 21, '', '', 'tidak')", ("24", "25"), "21", ("20", "21")),
}
"""A call with a place for a number, the numbers at the default's border, another value, and its border."""

K6 = "ilp:antenatal-k6('2026-01-01', '2026-02-01 2026-04-20 2026-05-20 2026-07-10 2026-08-01 2026-09-01', '')"
OUTCOMES: dict[str, tuple[str, str, str, str]] = {
    "antenatal_k6": (K6, "true", "2-1-3", "false"),
    "johnson_numbers": ("ilp:fetal-weight(30, 'free', '')", "2635", "12/11/11", "2790"),
    "rules.kspr.age_beside_first_too_old": (
        "ilp:kspr-known(35, 1, 0, 0, '', '')",
        "first_too_old",
        "yes",
        "first_too_old age",
    ),
    "rules.gain.first_trimester_weeks": (
        "ilp:weight-gain-text(20, 12, false())",
        "0,5 sampai 1,8 kg",
        "12",
        "0,5 sampai 2,0 kg",
    ),
    "rules.tetanus.few_infant_doses_level": ("ilp:tetanus-childhood(2, false(), false(), false())", "1", "0", "0"),
    "rules.postpartum.second_from_hours": ("ilp:postpartum-contact(2, 59)", "KF2", "60", "Di luar jadwal KF"),
    "rules.newborn_visit.kn2_from_hours": ("ilp:newborn-visit(2, 59)", "KN2", "60", "Di luar jadwal KN"),
    "rules.development.behaviour_repeat_months": (
        "ilp:in-force('rules.development.behaviour_repeat_months')",
        "3",
        "6",
        "6",
    ),
    **{
        f"rules.family_planning.{name}": (
            f"ilp:contraception-next('{method}', '2026-01-01', 1, {is_new}())",
            before,
            text,
            after,
        )
        for name, method, is_new, before, text, after in (
            ("condom_days", "condom", "true", "2026-01-31", "60", "2026-03-02"),
            ("lactational_days", "lactational", "true", "2026-01-31", "60", "2026-03-02"),
            ("implant_first_days", "implant", "true", "2026-01-08", "14", "2026-01-15"),
            ("iud_first_days", "iud", "true", "2026-01-29", "7", "2026-01-08"),
            ("sterilisation_first_days", "tubectomy", "true", "2026-01-08", "10", "2026-01-11"),
            ("implant_control_days", "implant", "false", "2027-01-01", "90", "2026-04-01"),
            ("iud_control_days", "iud", "false", "2027-01-01", "90", "2026-04-01"),
            ("tubectomy_control_days", "tubectomy", "false", "2027-01-01", "90", "2026-04-01"),
            ("vasectomy_control_days", "vasectomy", "false", "2026-04-01", "30", "2026-01-31"),
        )
    },
}
"""For what has no border: a call, its outcome by default, another value, and the outcome then."""

ASKED_THROUGH_THE_FORM = {"adolescent_iron_tablets", "kek_food_days"}
"""The forms fill these in (``setting:KEY``) and call the rule with them; see ``tests/services/test_rules.py``."""

FIGURES = {figure.key: figure for _subject, figure in settable_figures()}
OF_FORMS = {figure.key for kind in FORM_RULES - {ImmunisationRules} for figure in figures_of(kind)}
"""The table of immunisation asks its own; see ``tests/services/test_rules.py``."""


def outcome(expression: str, set_here: Mapping[str, str] | None = None) -> str:
    """What an expression gives where some figures are set."""
    kept = {}
    for key, text in (set_here or {}).items():
        value = FIGURES[key].read(text)
        assert not isinstance(value, Problem)
        kept[key] = FIGURES[key].kept(value)
    root, _tables = answers()
    surroundings = Surroundings(root=root, today=TODAY, now=NOW, rules=Rulebook(kept))
    return string(program(expression)(Scope(root, surroundings)))


def test_every_figure_that_forms_read_is_tested_here() -> None:
    """RF1"""
    assert set(BORDERS) | set(OUTCOMES) | ASKED_THROUGH_THE_FORM == OF_FORMS
    assert not set(BORDERS) & set(OUTCOMES)


@pytest.mark.parametrize("key", BORDERS)
def test_what_is_set_moves_the_border(key: str) -> None:
    """RF1: both sides of the default's border, and both sides of the one that is set."""
    expression, (below, at), text, (new_below, new_at) = BORDERS[key]

    def given(number: str, set_here: Mapping[str, str] | None = None) -> str:
        return outcome(expression.format(number), set_here)

    assert given(below) != given(at)
    assert given(new_below) == given(new_at)
    assert given(new_below, {key: text}) != given(new_at, {key: text})
    assert given(below, {key: text}) == given(at, {key: text})


@pytest.mark.parametrize("key", OUTCOMES)
def test_what_is_set_gives_another_outcome(key: str) -> None:
    """RF1"""
    expression, before, text, after = OUTCOMES[key]

    assert outcome(expression) == before
    assert outcome(expression, {key: text}) == after
    assert outcome(expression) == before


@pytest.mark.parametrize("module", [couples, growing_up, maternal, newborn], ids=lambda module: module.__name__)
def test_no_function_of_forms_forgets_to_pass_the_rules(module: ModuleType) -> None:
    """RF2: where the rule of the domain takes rules, its caller hands them on."""
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Call)]
    forgotten = [
        f"{ast.unparse(call)}: {parameter}"
        for call in calls
        for parameter in _rules_of(module, call.func)
        if parameter
        not in {name.id for each in _arguments(call) for name in ast.walk(each) if isinstance(name, ast.Name)}
    ]

    assert forgotten == []


def test_rules_reach_the_functions_that_are_offered_as_they_are() -> None:
    """RF2: the parameter is found by its default, also behind a function without a wrapper."""
    with_rules = {name for name, function in FUNCTIONS.items() if function.rules}

    assert all(kind() is not None for kind in FORM_RULES)
    assert {
        "ilp:map-raised",
        "ilp:trimester",
        "ilp:anaemia-pregnancy",
        "ilp:newborn-tsh",
        "ilp:kspr-known",
    } <= with_rules
    assert "ilp:due-date" not in with_rules


SATURATION = [
    question("integer", "beda"),
    {"type": "calculate", "name": "rot", "calculation": "string(ilp:roll-over-positive(60 + ${beda}, 60, ''))"},
    {"type": "calculate", "name": "batas", "calculation": "ilp:in-force('roll_over_from')"},
]


def test_a_kept_response_is_computed_by_the_rules_of_then() -> None:
    """RF3: opened again where something else is set, or nothing any more; and by the defaults when nothing was set."""
    asked = form(*SATURATION)
    strict, loose = (replace(context(), rules=Rulebook({"roll_over_from": set_here})) for set_here in (15, 25))
    kept = []
    for about in (strict, context()):
        filled = Response(asked, about)
        filled.answer("beda", "18")
        kept.append(filled.complete().document)

    assert kept[0]["rules"] == {"roll_over_from": 15}
    assert "rules" not in kept[1]
    for document, result, border in ((kept[0], "true", "15"), (kept[1], "false", "20")):
        standard = replace(loose, rules=STANDARD_RULES)
        opened = Response.from_json(asked, document, standard)
        assert (opened.value("rot"), opened.value("batas")) == (result, border)
        assert opened.complete().document == document


def test_what_a_document_says_of_its_rules_is_not_believed_blindly() -> None:
    """RF3: a document from outside cannot put in force what is not permitted."""
    asked = form(*SATURATION)
    rules: dict[str, Json] = {"roll_over_from": -5, "x": [], "rules.gain.fast_weekly": "a"}
    document: dict[str, Json] = {"answers": {"beda": "18"}, "rules": rules}
    opened = Response.from_json(asked, document, context())

    assert opened.value("rot") == "false"


def test_two_responses_of_one_form_have_rules_of_their_own() -> None:
    """RF2: the compiled form and its cached expressions hold no figure."""
    asked = form(*SATURATION)
    strict = Response(asked, replace(context(), rules=Rulebook({"roll_over_from": 15})))
    standard = Response(asked, context())
    for response in (strict, standard, strict):
        response.answer("beda", "17")

    assert (strict.value("rot"), standard.value("rot")) == ("true", "false")


def test_a_figure_that_is_not_there_is_refused_when_the_form_is_read() -> None:
    """RF4"""
    with pytest.raises(ExpressionRefused) as refused:
        program("ilp:in-force('rules.gain.slow')")
    assert refused.value.code == "unknown_figure"


def test_every_figure_that_a_form_names_is_kept_with_its_answers() -> None:
    """RF4: else a sentence would speak of a figure that the results were not computed with."""
    texts = [path.read_text("utf-8") for path in FORMS.glob("*.yaml")]
    named = {key for text in texts for key in re.findall(r"ilp:in-force\('([^']+)'\)", text)}

    assert named
    assert named <= OF_FORMS


def _rules_of(module: ModuleType, called: ast.expr) -> list[str]:
    """The parameters with rules of a function of the domain."""
    if not isinstance(called, ast.Attribute) or not isinstance(called.value, ast.Name):
        return []
    rule = getattr(getattr(module, called.value.id, None), called.attr, None)
    if not inspect.isfunction(rule):
        return []
    parameters = inspect.signature(rule).parameters.values()
    return [one.name for one in parameters if is_dataclass(type(one.default)) and figures_of(type(one.default))]


def _arguments(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]
