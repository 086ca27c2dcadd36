"""Texts with the marks of styling of XLSForm.

- FS1 bold, italic, headings, links and HTML leave their words behind; what only looks like a mark stays
- FS2 labels, hints, choices and messages are plain, values inside them are not touched
- FS3 the form says that the styling is left out, with the place
"""

from time import perf_counter

import pytest

from ilp_desktop.forms import Response
from ilp_desktop.forms.library import examine_form
from ilp_desktop.forms.styling import plain, plain_template
from tests.forms.workbench import context, form, question, response


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**Penting** sekali", "Penting sekali"),
        ("__Penting__ sekali", "Penting sekali"),
        ("sangat *penting*, ya", "sangat penting, ya"),
        ("sangat _penting_.", "sangat penting."),
        ("**_dua_ kali**", "dua kali"),
        ('<span style="color:red">Merah</span> dan <b>tebal</b>', "Merah dan tebal"),
        ("satu<br/>dua", "satu\ndua"),
        ("# Judul\nisi", "Judul\nisi"),
        ("[pedoman](https://contoh.id/a)", "pedoman (https://contoh.id/a)"),
        ("[https://contoh.id](https://contoh.id)", "https://contoh.id"),
        (r"\*bukan\* miring, \#1", "*bukan* miring, #1"),
    ],
)
def test_marks_are_taken_away(written: str, shown: str) -> None:
    """FS1"""
    assert plain(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        "2 * 3 * 4 = 24",
        "5*3*2",
        "nama_ibu_kandung",
        "Nama: ______ umur: ____",
        "*) wajib bila hamil, lihat *) di bawah",
        "tanda (*) dan (*) sama",
        "TD < 90 dan > 60",
        "tes ke #1 dan #2",
        "[lihat] (hal. 3)",
        "a <- b -> c",
        r"C:\data",
        "* satu\n* dua",
    ],
)
def test_what_only_looks_like_a_mark_stays(written: str) -> None:
    """FS1"""
    assert plain(written) == written


def test_marks_around_a_value() -> None:
    """FS2"""
    assert plain_template(("Halo **", "${a}", "**, ", "${b}", "_x")) == ("Halo ", "${a}", ", ", "${b}", "_x")
    assert plain_template(("", "a", "_", "b", "_", "c", "")) == ("", "a", "_", "b", "_", "c", "")


def test_every_text_of_a_form_is_plain() -> None:
    """FS2"""
    filled = response(
        question("text", "nama", label="**Nama**", hint="_singkat_"),
        question("select_one l", "a", label="Apa **${nama}** setuju?"),
        question("integer", "n", label="N", constraint=". > 5", constraint_message="**Terlalu** kecil"),
        choices=[{"list_name": "l", "name": "ya", "label": "*Ya*"}, {"list_name": "l", "name": "t", "label": "Tidak"}],
    )
    filled.answer("nama", "*Wa* Ode")
    filled.answer("n", "3")
    assert (filled.state("nama").label, filled.state("nama").hint) == ("Nama", "singkat")
    assert filled.state("a").label == "Apa *Wa* Ode setuju?"
    assert [choice.label for choice in filled.choices("a")] == ["Ya", "Tidak"]
    problem = filled.state("n").problem
    assert problem is not None
    assert problem.sentence == "Terlalu kecil"


def test_translated_texts_are_plain_too() -> None:
    """FS2"""
    asked = form(
        {"type": "select_one l", "name": "a", "label::Indonesia (id)": "**Apa**", "label::English (en)": "What"},
        choices=[{"list_name": "l", "name": "y", "label::Indonesia (id)": "**Ya**", "label::English (en)": "Yes"}],
        settings={"default_language": "Indonesia (id)"},
    )
    filled = Response(asked, context())
    assert filled.state("a").label == "Apa"
    assert [choice.label for choice in filled.choices("a")] == ["Ya"]


def test_the_form_says_what_is_left_out() -> None:
    """FS3"""
    found = examine_form(b"survey: [{type: text, name: a, label: A}, {type: text, name: b, label: '**B**'}]")
    assert ("styling_left_out", 3, "label") in [
        (notice.code, notice.place.row, notice.place.column) for notice in found.notices
    ]


@pytest.mark.parametrize("mark", ["**a ", "[", "_a", "__a ", "*a", "<p ", "# ", "\\"])
def test_long_texts_of_marks_take_no_time(mark: str) -> None:
    """FS1"""
    began = perf_counter()
    plain(mark * 8_000)
    assert perf_counter() - began < 1.0
