"""Uncertain figures.

UF1 every figure that the rules mark says what it is, and its span holds its default
UF2 what is typed or kept comes back as it was; what is not permitted never comes into force
UF3 a book of rules changes what was set, and nothing else
UF4 keys under which older versions kept a value still count
"""

import importlib
import json
import pkgutil
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ilp_desktop.domain
from ilp_desktop.domain.clinical.immunisation_schedule import ImmunisationRules
from ilp_desktop.domain.clinical.preeclampsia import PreeclampsiaRules
from ilp_desktop.domain.problem import Problem
from ilp_desktop.domain.settable_rules import SETTABLE, settable_figures
from ilp_desktop.domain.uncertain import STANDARD_RULES, Figure, Rulebook, figures_of

FIGURES = [figure for _subject, figure in settable_figures()]
KINDS: dict[str, type[Any]] = {
    one.key: kind for _subject, kinds in SETTABLE for kind in kinds for one in figures_of(kind)
}
every_figure = pytest.mark.parametrize("figure", FIGURES, ids=[figure.key for figure in FIGURES])


def classes() -> list[type[Any]]:
    """Every dataclass of the domain."""
    package = ilp_desktop.domain
    names = [found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    found = [each for name in names for each in vars(importlib.import_module(name)).values()]
    return [each for each in dict.fromkeys(one for one in found if isinstance(one, type)) if is_dataclass(each)]


def permitted(figure: Figure) -> st.SearchStrategy[str]:
    """What may be typed for a figure."""
    about = figure.about
    if about.choices:
        return st.sampled_from([text for text, _shown in about.choices])
    parts = len(figure.default) if isinstance(figure.default, tuple) else 1
    spans = about.spans if len(about.spans) == parts else about.spans * parts
    step = 10**about.decimals
    numbers = [st.integers(round(low * step), round(high * step)).map(lambda n: n / step) for low, high in spans]
    return st.tuples(*numbers).map(lambda found: about.separator.join(figure.text(part) for part in found))


def test_every_class_with_an_uncertain_figure_is_settable() -> None:
    """UF1: one line beside the default is enough, as long as its class is on the list."""
    marked = {kind for kind in classes() if figures_of(kind)}

    assert marked == {kind for _subject, kinds in SETTABLE for kind in kinds}
    assert len(marked) == sum(len(kinds) for _subject, kinds in SETTABLE)


def test_no_two_figures_share_a_key_or_a_label() -> None:
    """UF1"""
    assert len({figure.key for figure in FIGURES}) == len(FIGURES) == len({figure.about.label for figure in FIGURES})


@every_figure
def test_a_figure_says_what_it_is(figure: Figure) -> None:
    """UF1"""
    about = figure.about
    assert about.label and not about.label.endswith(".")
    assert about.source and about.sure.words
    assert about.spans or about.choices
    assert all(low < high for low, high in about.spans)
    assert figure.read(figure.text(figure.default)) == figure.default
    assert figure.of_kept(figure.kept(figure.default)) == figure.default
    assert getattr(STANDARD_RULES.of(KINDS[figure.key]), figure.name) == figure.default


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("rules.trimester_bounds.first", "rules.trimester_bounds.second"),
        ("rules.preeclampsia.roll_over_first_week", "rules.preeclampsia.roll_over_last_week"),
        ("rules.mood.epds_watch_from", "epds_refer_from"),
    ],
)
def test_figures_in_an_order_cannot_cross(lower: str, upper: str) -> None:
    """UF1: there is no check between two figures, so their spans keep them apart."""
    spans = {figure.key: figure.about.spans[0] for figure in FIGURES if figure.about.spans}

    assert spans[lower][1] <= spans[upper][0]


@every_figure
def test_both_ends_of_a_span_are_permitted_and_nothing_beyond(figure: Figure) -> None:
    """UF2"""
    step = 10**-figure.about.decimals
    for low, high in figure.about.spans[:1]:
        rest = "".join(f"{figure.about.separator}{figure.text(part)}" for part in _rest(figure))
        for number, is_permitted in ((low, True), (high, True), (low - step, False), (high + step, False)):
            found = figure.read(figure.text(float(number)) + rest)
            assert isinstance(found, Problem) is not is_permitted
            if isinstance(found, Problem):
                assert found.field == figure.key
                assert figure.span_words in found.sentence


@every_figure
@pytest.mark.parametrize("typed", ["", "abc", "1e3", "nan", "5 5 5 5", "--", "½", "9" * 400, "0x10"])
def test_what_is_no_value_is_refused_with_a_sentence(figure: Figure, typed: str) -> None:
    """UF2"""
    found = figure.read(typed)

    assert isinstance(found, Problem)
    assert found.sentence.endswith(".")


@given(st.data())
def test_what_is_set_comes_back_and_changes_nothing_else(data: st.DataObject) -> None:
    """UF2, UF3: typed, kept as JSON, and read into the rules."""
    figure = data.draw(st.sampled_from(FIGURES))
    value = figure.read(data.draw(permitted(figure)))
    assert not isinstance(value, Problem)
    assert figure.read(figure.text(value)) == value

    kept = json.loads(json.dumps(figure.kept(value)))
    kind = KINDS[figure.key]
    rules, standard = Rulebook({figure.key: kept}).of(kind), kind()

    assert getattr(rules, figure.name) == value
    assert type(getattr(rules, figure.name)) is type(figure.default)
    others = [one.name for one in fields(kind) if one.name != figure.name]
    assert [getattr(rules, name) for name in others] == [getattr(standard, name) for name in others]


@given(st.data())
def test_whatever_stands_in_a_setting_never_breaks_the_rules(data: st.DataObject) -> None:
    """UF2: a damaged or foreign value leaves the default, and a typed text is a permitted value or a problem."""
    figure = data.draw(st.sampled_from(FIGURES))
    kept = data.draw(st.text() | st.integers() | st.floats() | st.booleans())
    in_force = getattr(Rulebook({figure.key: kept}).of(KINDS[figure.key]), figure.name)
    assert not isinstance(figure.read(figure.text(in_force)), Problem)

    found = figure.read(data.draw(st.text()))
    assert isinstance(found, Problem) or not isinstance(figure.read(figure.text(found)), Problem)


def test_a_book_knows_nothing_of_another() -> None:
    """UF3: no state is shared between two that were set differently."""
    strict, loose = Rulebook({"roll_over_from": 15}), Rulebook({"roll_over_from": 25})

    assert [book.of(PreeclampsiaRules).roll_over_from for book in (strict, loose, STANDARD_RULES)] == [15, 25, 20]
    assert strict.limited_to([ImmunisationRules]).kept == {}
    assert strict.limited_to([PreeclampsiaRules]).of(PreeclampsiaRules).roll_over_from == 15


def test_rules_from_a_dated_file_are_set_over() -> None:
    """UF3: what is not set stays as the file has it."""
    of_file = ImmunisationRules(month_days=30, school_entry_age=6)

    over = Rulebook({"rules.immunisation.school_entry_age": 7}).over(of_file)

    assert (over.month_days, over.school_entry_age) == (30, 7)
    assert STANDARD_RULES.over(of_file) is of_file


@pytest.mark.parametrize(
    ("key", "kept", "value"),
    [
        ("roll_over_from", 15, 15.0),
        ("johnson_numbers", "12/11/11", (12, 11, 11)),
        ("antenatal_k6", "2-1-3", (2, 1, 3)),
        ("epds_refer_from", 12, 12.0),
        ("kek_food_days", 120, 120),
        ("adolescent_iron_tablets", 52, 52),
        ("episode_gap_days", 1, 1),
        ("family_planning_cluster", "cluster_2", "cluster_2"),
        ("immunisation_month_days", 31, 31),
        ("immunisation_idl_with_ipv2", True, True),
        ("immunisation_je", True, True),
    ],
)
def test_keys_of_older_versions_still_count(key: str, kept: Any, value: object) -> None:
    """UF4"""
    figure = next(one for one in FIGURES if one.key == key)

    assert getattr(Rulebook({key: kept}).of(KINDS[key]), figure.name) == value


def _rest(figure: Figure) -> tuple[Any, ...]:
    return figure.default[1:] if isinstance(figure.default, tuple) else ()
