"""What of the XLSForm standard is supported, with its proof: the source of ``docs/form-conformance.md``.

``python -m tests.forms.conformance`` writes the document; a test fails when it lags.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ilp_desktop.forms.functions import FUNCTIONS

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "form-conformance.md"


class Standing(StrEnum):
    """What becomes of a feature."""

    SUPPORTED = "supported"
    NOTICE = "left out, with a notice"
    REFUSED = "refused, with the place and the remedy"


@dataclass(frozen=True, slots=True)
class Feature:
    """One row; ``proof`` is ``module::test`` under ``tests/``."""

    name: str
    standing: Standing
    proof: str
    remark: str = ""


_YES, _NOTICE, _NO = Standing.SUPPORTED, Standing.NOTICE, Standing.REFUSED
_ENTRY = "forms/test_entry.py::test_entries_are_read_as_people_write_them"
_STRUCTURE = "forms/test_refusals.py::test_structure_is_refused_with_its_place"
_VIEW_SEVERAL = "ui/test_form_view.py::test_several_choices_and_ranks"
_VIEW_KEYS = "ui/test_form_view.py::test_a_form_is_filled_with_the_keyboard_alone"

FEATURES: dict[str, tuple[Feature, ...]] = {
    "Question types": (
        Feature("text; appearance multiline, numbers, masked", _YES, _VIEW_KEYS),
        Feature("integer, decimal", _YES, _ENTRY, "comma or point"),
        Feature("range (start, end, step)", _YES, "forms/test_features.py::test_a_range_keeps_its_bounds"),
        Feature("range that runs downwards", _YES, "forms/test_hostile_forms.py::test_a_range_may_run_downwards"),
        Feature("date, time, dateTime", _YES, _ENTRY, "7/3/24, 070324, 7 Mar 2024, ISO; 8.30, 0830"),
        Feature("select_one", _YES, "forms/test_response.py::test_problems_use_the_words_of_the_form"),
        Feature("select_multiple", _YES, _VIEW_SEVERAL),
        Feature("select_one, select_multiple … or_other", _YES, "forms/test_response.py::test_or_other_asks_which"),
        Feature("rank", _YES, _VIEW_SEVERAL, "Alt+Up, Alt+Down"),
        Feature(
            "appearance minimal, autocomplete, search",
            _YES,
            "ui/test_form_view.py::test_long_lists_are_searched",
            "also every list of more than nine",
        ),
        Feature("appearance likert, columns, quick", _YES, _VIEW_SEVERAL, "shown as buttons that flow"),
        Feature("appearance year, month-year", _YES, "forms/test_features.py::test_dates_may_be_a_month_or_a_year"),
        Feature(
            "appearance table-list, label, list-nolabel",
            _YES,
            "forms/test_features.py::test_labels_above_a_table_are_not_asked",
            "each question with its own choices",
        ),
        Feature(
            "appearance ex:…, printer:…, other calendars",
            _NOTICE,
            "forms/test_refusals.py::test_what_works_by_halves_is_said",
            "typed by hand",
        ),
        Feature(
            "appearance search(…)",
            _NO,
            "forms/test_refusals.py::test_a_search_in_another_file_is_refused",
            "use select_one_from_file",
        ),
        Feature("note", _YES, "ui/test_form_view.py::test_a_rule_and_its_source_unfold"),
        Feature(
            "calculate, hidden", _YES, "forms/test_response.py::test_calculations_follow_in_whatever_order_they_stand"
        ),
        Feature("acknowledge, trigger", _YES, _VIEW_SEVERAL),
        Feature(
            "image, photo, file",
            _YES,
            "forms/test_features.py::test_attachments_are_named",
            "the answer is the file's name; the file is stored by the program",
        ),
        Feature("barcode", _YES, "forms/test_features.py::test_a_scanner_is_a_keyboard", "the scanner types it"),
        Feature("geopoint", _YES, _ENTRY, "typed by hand"),
        Feature(
            "geotrace, geoshape", _YES, "forms/test_features.py::test_traces_are_text", "typed or pasted as ODK text"
        ),
        Feature(
            "start, end, today, deviceid, username, email, phonenumber",
            _YES,
            "forms/test_response.py::test_dynamic_defaults_and_triggers",
        ),
        Feature("csv-external", _YES, "forms/test_response.py::test_choices_from_a_file_and_pulldata"),
        Feature(
            "audio, video, background-audio, background-geopoint, audit, osm, xml-external, start-geopoint",
            _NO,
            _STRUCTURE,
        ),
    ),
    "Structure": (
        Feature(
            "begin_group, end_group, field-list, nested groups",
            _YES,
            "forms/test_response.py::test_a_group_takes_everything_in_it_along",
        ),
        Feature("begin_repeat, end_repeat", _YES, "forms/test_response.py::test_repeats_grow_shrink_and_count"),
        Feature("nested repeats", _YES, "forms/test_response.py::test_repeats_nest"),
        Feature(
            "repeat_count",
            _YES,
            "forms/test_response.py::test_a_counted_repeat_keeps_what_a_slip_took_away",
            "at most 1,000 instances",
        ),
        Feature("groups deeper than 20", _NO, "forms/test_refusals.py::test_groups_nest_only_so_deep"),
    ),
    "Logic": (
        Feature("${last-saved#…}", _NO, _STRUCTURE, "use bind::ilp:prefill"),
        Feature("questions and tables that are not there", _NO, _STRUCTURE),
        Feature("relevant", _YES, "forms/test_response.py::test_what_is_not_relevant_has_no_value_but_is_not_lost"),
        Feature(
            "constraint, constraint_message, required, required_message",
            _YES,
            "forms/test_response.py::test_problems_use_the_words_of_the_form",
        ),
        Feature("read_only", _YES, "forms/test_features.py::test_read_only_may_be_a_rule"),
        Feature("calculation", _YES, "forms/test_response.py::test_calculations_follow_in_whatever_order_they_stand"),
        Feature("default, dynamic default", _YES, "forms/test_response.py::test_dynamic_defaults_and_triggers"),
        Feature(
            "a default that its question cannot hold",
            _NOTICE,
            "forms/test_hostile_forms.py::test_a_default_that_no_answer_could_be_is_said",
            "the field says so too",
        ),
        Feature(
            "columns that a choice list or a CSV does not have",
            _NOTICE,
            "forms/test_hostile_forms.py::test_a_column_that_no_table_has_is_said",
            "filters, pulldata, instance(), value and label of choices from a file",
        ),
        Feature(
            "results of the type of their question (date, time, dateTime)",
            _YES,
            "forms/test_hostile_forms.py::test_a_result_takes_the_type_of_its_question",
        ),
        Feature("trigger", _YES, "forms/test_response.py::test_dynamic_defaults_and_triggers"),
        Feature(
            "once() and constraints that speak of their own answer",
            _YES,
            "forms/test_refusals.py::test_a_limit_may_speak_of_its_own_answer",
        ),
        Feature("cycles", _NO, "forms/test_refusals.py::test_cycles_are_refused"),
        Feature(
            "unknown functions, wrong number of arguments, variables",
            _NO,
            "forms/test_refusals.py::test_expressions_that_cannot_run_are_refused_with_their_place",
        ),
        Feature(
            "patterns whose nested repetition could run for ever",
            _NO,
            "forms/test_functions.py::test_dangerous_patterns_are_refused_at_load",
        ),
        Feature(
            "expressions deeper than 64 or longer than 8,192 characters",
            _NO,
            "forms/test_syntax.py::test_depth_and_length_are_bounded",
        ),
    ),
    "Choices": (
        Feature("choice_filter, cascades", _YES, "forms/test_response.py::test_translations_and_choice_filters"),
        Feature(
            "select_one_from_file, select_multiple_from_file (CSV)",
            _YES,
            "forms/test_response.py::test_choices_from_a_file_and_pulldata",
        ),
        Feature("select_one_from_file (GeoJSON, XML)", _NO, _STRUCTURE),
        Feature(
            "select from the answers of a repeat", _YES, "forms/test_response.py::test_choices_from_answers_of_a_repeat"
        ),
        Feature(
            "select_multiple from the answers of a repeat",
            _NO,
            "forms/test_hostile_forms.py::test_several_answers_from_a_repeat_are_refused",
            "pyxform has none",
        ),
        Feature(
            "answers that a filter no longer offers",
            _YES,
            "forms/test_odk_scenarios.py::test_a_cascade_of_single_choices",
            "no value until their choice comes back",
        ),
        Feature(
            "randomize, seed", _YES, "forms/test_functions.py::test_randomize_shuffles_as_other_implementations_do"
        ),
        Feature(
            "external_choices sheet (select_one_external)",
            _NO,
            "forms/test_refusals.py::test_foreign_content_is_refused",
            "use select_one_from_file",
        ),
    ),
    "Texts": (
        Feature(
            "label, hint, guidance_hint, ${…} inside texts",
            _YES,
            "ui/test_form_view.py::test_a_rule_and_its_source_unfold",
        ),
        Feature("translations, default_language", _YES, "forms/test_response.py::test_translations_and_choice_filters"),
        Feature(
            "styling of texts: Markdown, span, links",
            _NOTICE,
            "forms/test_styling.py::test_marks_are_taken_away",
            "shown as plain sentences",
        ),
        Feature(
            "media::image, media::audio, media::video, big-image",
            _NOTICE,
            "forms/test_refusals.py::test_what_is_left_out_is_said",
        ),
    ),
    "Settings and workbook": (
        Feature(
            "form_title, form_id, version, default_language, namespaces, attribute::…",
            _YES,
            "forms/test_real_forms.py::test_each_form_stands",
        ),
        Feature("a form without a version", _NOTICE, "forms/test_refusals.py::test_what_is_left_out_is_said"),
        Feature(
            "public_key, submission_url, auto_send, auto_delete",
            _NOTICE,
            "forms/test_refusals.py::test_what_works_by_halves_is_said",
        ),
        Feature(
            "sheets that are not of the standard",
            _NOTICE,
            "forms/test_excel.py::test_a_stranger_sheet_is_left_out_with_a_notice",
        ),
        Feature(
            "columns that are not of the standard",
            _NOTICE,
            "forms/test_refusals.py::test_the_rest_of_an_unquoted_text_is_said",
        ),
        Feature("entities, save_to", _NO, "forms/test_refusals.py::test_foreign_content_is_refused"),
        Feature(".xlsx in and out", _YES, "forms/test_excel.py::test_a_written_form_is_the_same_form"),
        Feature(
            ".xls, locked, macros, links to other files, damaged, too large",
            _NO,
            "forms/test_excel.py::test_bad_files_are_refused",
        ),
        Feature("ODK submissions in and out", _YES, "forms/test_submission.py::test_what_we_send_is_read_again"),
        Feature(
            "the edition for phones: who it is about, also strangers",
            _YES,
            "forms/test_submission.py::test_on_the_phone_somebody_new_is_described",
            "docs/odk.md",
        ),
        Feature(
            "submissions from zips, KoboCollect, Briefcase",
            _YES,
            "services/test_submissions.py::test_a_form_from_kobo_is_known_by_its_questions",
        ),
        Feature(
            "exports of ODK Central",
            _YES,
            "services/test_submissions.py::test_the_export_of_odk_central_is_read",
        ),
        Feature(
            "answers of the wrong type from outside",
            _YES,
            "forms/test_hostile_forms.py::test_an_answer_of_the_wrong_type_is_a_problem",
            "a problem at the question",
        ),
        Feature(
            "corrected editions (deprecatedID)",
            _YES,
            "services/test_submissions.py::test_a_corrected_edition_is_an_amendment",
        ),
        Feature(
            "columns of Kobo ($kuid, $xpath, ...), cells under no heading",
            _NOTICE,
            "forms/test_other_programmes.py::test_a_form_downloaded_from_kobo",
        ),
        Feature(
            "XForms instead of XLSForms",
            _NO,
            "forms/test_other_programmes.py::test_files_that_are_no_forms_say_so",
            "a workbook can be edited and its mistakes have a row",
        ),
        Feature("encrypted ODK submissions", _NO, "forms/test_submission.py::test_bad_submissions_are_refused"),
    ),
    "This program's own columns": (
        Feature(
            "bind::ilp:observation, bind::ilp:unit, bind::ilp:flag",
            _YES,
            "forms/test_response.py::test_observations_and_flags",
        ),
        Feature("bind::ilp:immunization", _YES, "forms/test_response.py::test_doses"),
        Feature("bind::ilp:prefill", _YES, "forms/test_response.py::test_prefilled_values_must_be_confirmed"),
        Feature(
            "bind::ilp:alert (danger, warning, good, info) on a note",
            _YES,
            "ui/test_form_view.py::test_a_form_is_filled_with_the_keyboard_alone",
        ),
        Feature(
            "attribute::ilp:source, effective_from, cluster, subject",
            _YES,
            "forms/test_real_forms.py::test_each_form_stands",
        ),
        Feature("an unknown prefill or alert", _NO, _STRUCTURE),
    ),
}


def document() -> str:
    """The whole document."""
    lines = [
        "# What of the XLSForm standard is supported",
        "",
        "Generated by `python -m tests.forms.conformance`; a test fails when it lags.",
        "Each row names the test that proves it.",
    ]
    for title, features in FEATURES.items():
        lines += ["", f"## {title}", "", "| feature | standing | proof | remark |", "|---|---|---|---|"]
        lines += [f"| {row.name} | {row.standing} | `{row.proof}` | {row.remark} |" for row in features]
    lines += [
        "",
        "## Functions",
        "",
        "Every function is proved by `forms/test_functions.py::test_function`,",
        "XPath 1.0 itself by `forms/test_xpath_oracle.py`, what the ODK clients do by",
        "`forms/test_odk_expressions.py` and `forms/test_odk_scenarios.py`.",
        "Any other function is refused when the form is loaded.",
        "",
        "| function | what it gives | source |",
        "|---|---|---|",
    ]
    lines += [
        f"| `{function.signature}` | {function.summary} | {function.source} |"
        for function in sorted(FUNCTIONS.values(), key=lambda function: (":" in function.name, function.name))
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(document(), "utf-8")
