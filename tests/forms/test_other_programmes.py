"""Forms as other programmes write them, after public ones of WHO, CHT, Kobo, ODK and pyxform, shortened.

OP1  What they have in common with us is taken in and works; what is left out is said.
OP2  What we do not have is refused with row, column and what to do; nothing is ignored, nothing ends in another error.
OP3  The slips of people in Excel are named, with the way to mend them.
OP4  Files that are no forms say what they are.
"""

import io
import zipfile

import pytest

from ilp_desktop.forms import Examination, FormProblem, Response, examine_form, printable
from ilp_desktop.forms.standard_errors import explained
from tests.forms.test_excel import excel
from tests.forms.workbench import context

YES_NO = """
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""


def sheets(text: str) -> dict[str, list[list[object]]]:
    """Sheets as pyxform's own tests write them: a line with the name alone, then the rows."""
    found: dict[str, list[list[object]]] = {}
    rows: list[list[object]] = []
    for line in text.strip().splitlines():
        first, *cells = (cell.strip() for cell in line.strip().strip("|").split("|"))
        if first:
            rows = found[first] = []
        else:
            rows.append([cell or None for cell in cells])
    return found


def examined(text: str | dict[str, list[list[object]]], files: dict[str, bytes] | None = None) -> Examination:
    return examine_form(excel(sheets(text) if isinstance(text, str) else text), files or {})


def opened(text: str | dict[str, list[list[object]]], files: dict[str, bytes] | None = None) -> Response:
    """The form in use: shown, judged and printed once."""
    found = examined(text, files)
    assert found.form is not None, [str(problem) for problem in found.problems]
    response = Response(found.form, context())
    for state in response.states():
        response.choices(state.address)
    response.problems()
    printable(response)
    return response


def refused(text: str | dict[str, list[list[object]]]) -> FormProblem:
    found = examined(text)
    assert found.form is None
    assert all(problem.sentence and problem.remedy for problem in found.problems)
    return found.problems[0]


WHO_VERBAL_AUTOPSY = """
| survey |
| | type | name | label::English (en) | label::Français (fr) | relevant | constraint | calculation | media::image |
| | start | start | | | | | | |
| | today | today | | | | | | |
| | deviceid | deviceid | | | | | | |
| | select_one ynd | Id10020 | (Id10020) Is the date of birth known? | Connue? | | | | a.png |
| | date | Id10021 | (Id10021) When born? | Quand? | selected(${Id10020}, 'yes') | . <= today() | | |
| | date | Id10023 | Died? | Mort? | | string-length(${Id10021}) = 0 or . >= ${Id10021} | | |
| | calculate | born | | | | | int(decimal-date-time(date(${Id10021}))) | |
| | calculate | ageInDays | | | | | int(decimal-date-time(date(${Id10023}))) - ${born} | |
| | calculate | ageInYears | | | | | floor(${ageInDays} div 365.25) | |
| | calculate | isNeonatal | | | | | if(${ageInDays} != 'NaN' and ${ageInDays} < 28, '1', '0') | |
| | calculate | days | | | | | concat(${ageInDays}, ' days') | |
| | calculate | age | | | | | if(${ageInYears} > 0, concat(${ageInYears}, ' years'), ${days}) | |
| | note | shown | Age: ${age} | Âge: ${age} | ${isNeonatal} = 1 or ${ageInYears} >= 12 | | | |
| choices |
| | list_name | name | label::English (en) | label::Français (fr) |
| | ynd | yes | Yes | Oui |
| | ynd | no | No | Non |
| | ynd | dk | Doesn't know | Sais pas |
| settings |
| | form_title | form_id | version | default_language | allow_choice_duplicates | style |
| | VA | va_who | 1_5_3 | English (en) | yes | pages |
"""


def test_a_verbal_autopsy_of_who() -> None:
    """OP1"""
    response = opened(WHO_VERBAL_AUTOPSY)
    for name, typed in {"Id10020": "yes", "Id10021": "2026-11-01", "Id10023": "2026-11-20"}.items():
        response.answer(name, typed)
    assert (response.value("age"), response.value("isNeonatal")) == ("19 days", "1")
    assert response.label("shown") == "Age: 19 days"
    response.answer("Id10021", "1966-11-01")
    assert response.label("shown") == "Age: 60 years"
    response.speak("Français (fr)")
    assert [choice.label for choice in response.choices("Id10020")] == ["Oui", "Non", "Sais pas"]
    assert "media_left_out" in {notice.code for notice in examined(WHO_VERBAL_AUTOPSY).notices}


KOBO = """
| survey |
| | type | name | label | required | $xpath | $autoname | $kuid | appearance | parameters | guidance_hint | hxl |
| | start | start | | | start | start | ab1 | | | | |
| | select_one dm3aq4 or_other | q | Agama | false | q | q | x1 | | | | |
| | select_one_from_file desa.csv | desa | Desa | true | | | | minimal | value=kode label=nama | | #adm4 |
| | range | skala | Skala | | | | | | start=0;end=10;step=1 | | |
| choices |
| | list_name | name | label | $kuid | $autovalue | filter |
| | dm3aq4 | 1 | Islam | a | 1 | x |
| | dm3aq4 | 2 | Kristen | b | 2 | |
| settings |
| | id_string | style | version | default_language |
| | kobo | theme-grid | 7 | null |
"""


def test_a_form_downloaded_from_kobo() -> None:
    """OP1: columns that begin with $ are Kobo's own; they made the compiled form damaged."""
    response = opened(KOBO, {"desa.csv": b"kode,nama\n1,Lanto\n"})
    assert (response.form.id, response.form.version) == ("kobo", "7")
    assert [choice.label for choice in response.choices("desa")] == ["Lanto"]
    said = {notice.place.column for notice in examined(KOBO, {"desa.csv": b"kode,nama\n1,Lanto\n"}).notices}
    assert said >= {"$xpath", "$autoname", "$kuid", "$autovalue", "hxl"}


ODK_WIDGETS = f"""
| survey |
| | type | name | label | appearance | parameters | trigger | calculation |
| | phonenumber | phone | | | | | |
| | simserial | sim | | | | | |
| | text | app | T | ex:org.example.app(a='b') | | | |
| | text | printer | T | printer:org.example | | | |
| | text | url | T | url | | | |
| | integer | thousands | I | thousands-sep | | | |
| | decimal | bearing | D | bearing | | | |
| | range | rating | R | rating | start=1 end=5 step=1 | | |
| | range | picker | R | picker | start=1.5 end=5.5 step=0.5 | | |
| | date | month | D | month-year | | | |
| | date | calendar | D | ethiopian | | | |
| | geopoint | map | G | placement-map | capture-accuracy=10 | | |
| | image | sign | I | signature | max-pixels=640 | | |
| | select_one yn | likert | S | likert | | | |
| | select_multiple yn | shuffled | S | autocomplete | randomize=true seed=42 | | |
| | rank yn | order | R | | | | |
| | acknowledge | agreed | A | | | | |
| | barcode | code | B | front | | | |
| | calculate | stamp | | | | ${{url}} | now() |
{YES_NO}
"""


def test_every_widget_of_odk_collect() -> None:
    """OP1"""
    response = opened(ODK_WIDGETS)
    response.answer("url", "https://contoh.id")
    assert response.value("stamp")
    assert {notice.code for notice in examined(ODK_WIDGETS).notices} >= {"other_program_left_out", "calendar_left_out"}


PYXFORM_CASES = """
| SURVEY |
| | TYPE | NAME | LABEL::English |
| | select_one yn | a | A |
| Choices |
| | LIST NAME | NAME | LABEL::English |
| | yn | yes | Yes |
| Settings |
| | FORM_ID | TITLE | VERSION |
| | besar | Besar | 3 |
"""


def test_names_in_capitals_are_the_same_names() -> None:
    """OP1: sheets and settings in capitals were not found."""
    response = opened(PYXFORM_CASES)
    assert (response.form.id, response.form.title, response.form.version) == ("besar", "Besar", "3")
    assert [choice.label for choice in response.choices("a")] == ["Yes"]


def test_the_first_names_of_the_standard_still_count() -> None:
    """OP1"""
    response = opened(
        f"""
        | survey |
        | | command | tag | Label |
        | | add select one prompt using yn | a | A |
        | | add text prompt | b | B |
        | | q date | c | C |
        | | select all that apply from yn | d | D |
        {YES_NO}
        """
    )
    assert [state.address for state in response.states()] == ["a", "b", "c", "d"]


def test_spaces_that_look_like_others_do_no_harm() -> None:
    """OP3: Excel and web pages leave no-break spaces in copied cells."""
    response = opened(
        {
            "survey": [["type\xa0", "name ", "label"], ["text\xa0", "a\u200b", "A"], ["select_one\xa0yn", "b", "B"]],
            "choices": [["list_name", "name", "label"], ["yn ", "yes", "Yes"]],
        }
    )
    assert [choice.value for choice in response.choices("b")] == ["yes"]


def test_cells_under_no_heading_are_said() -> None:
    """OP3: they were left out without a word."""
    found = examined({"survey": [["type", "name", "label", ""], ["text", "a", "A"], ["text", "b", "B", "catatan"]]})
    assert found.form is not None
    places = [notice.place for notice in found.notices if notice.code == "column_left_out"]
    assert [(place.sheet, place.row, place.column) for place in places] == [("survey", 3, "D")]


@pytest.mark.parametrize(
    ("survey", "code", "place", "remedy"),
    [
        ([["db:person", "_id", "Siapa"]], "type_unsupported", (2, "type"), "hapus baris ini"),
        ([["tel", "a", "A"]], "type_unsupported", (2, "type"), "appearance numbers"),
        ([["text", "a", "A"], ["begin_score", "b", "B"]], "type_unsupported", (3, "type"), "select_one"),
        ([["begin_rank", "b", "B"]], "type_unsupported", (2, "type"), "Pakai rank"),
        ([["begin_kobomatrix", "b", "B"]], "type_unsupported", (2, "type"), "kelompok"),
        ([["begin loop over yn", "b", "B"]], "type_unsupported", (2, "type"), "begin_repeat"),
        ([["include", "b", "B"]], "type_unsupported", (2, "type"), "Salin"),
        ([["cascading_select lga", "b", "B"]], "type_unsupported", (2, "type"), "choice_filter"),
        ([["audit", "audit", None]], "type_unsupported", (2, "type"), "sudah dicatat"),
        ([["text", "a", "A", "z-score('wfa', ${a}, 1, 2) > 1"]], "function_unknown", (2, "relevant"), "ilp:zscore"),
        ([["date", "a", "A", "add-date(today(), 1)"]], "function_unknown", (2, "relevant"), "decimal-date-time"),
        ([["date", "a", "A", "difference-in-weeks(today(), today())"]], "function_unknown", (2, "relevant"), "div 7"),
        ([["date", "a", "A", "cht:extension-lib('a.js')"]], "function_unknown", (2, "relevant"), "CHT"),
        ([["text", "a", "A", "selecetd(${a}, 'x')"]], "function_unknown", (2, "relevant"), "selected("),
        ([["text", "a", "A", "len('x') > 1"]], "function_unknown", (2, "relevant"), "string-length"),
        ([["text", "a", "A"], ["text", "b", "B", "${a} == 'x'"]], "expression_syntax", (3, "relevant"), "satu kali"),
        ([["text", "a", "A"], ["text", "b", "B", "${a} <> 'x'"]], "expression_syntax", (3, "relevant"), "!="),
        ([["text", "a", "A"], ["text", "b", "B", "${a}=1 && ${a}=2"]], "expression_syntax", (3, "relevant"), "and"),
        ([["text", "a", "A"], ["text", "b", "B", "${a}=1 AND ${a}=2"]], "expression_syntax", (3, "relevant"), "kecil"),
        ([["integer", "a", "A"], ["text", "b", "B", "${a} ≥ 5"]], "expression_syntax", (3, "relevant"), ">="),
        ([["text", "a", "A"], ["text", "b", "B", "${a} = ´x´"]], "expression_syntax", (3, "relevant"), "petik lurus"),
        ([["integer", "Umur", "A"], ["text", "b", "B", "${umur} = 1"]], "xlsform_invalid", (3, "relevant"), "ejaan"),
        ([["text", None, "A"]], "xlsform_invalid", (2, "name"), "Isi kolom name"),
        ([["text", "berat badan", "A"]], "xlsform_invalid", (2, "name"), "garis bawah"),
        ([["text", "#NAME?", "A"]], "xlsform_invalid", (2, "name"), "garis bawah"),
        ([["text", "a", "A"], ["text", "a", "B"]], "xlsform_invalid", (3, "name"), "nama lain"),
        ([["text", "a", "A"], ["text", "b", None]], "xlsform_invalid", (3, "label"), "hidden"),
        ([["calculate", "a", "A"]], "xlsform_invalid", (2, "calculation"), "Isi kolom calculation"),
        ([["begin repeat", "a", "A"], ["text", "b", "B"], ["end group"]], "xlsform_invalid", (4, ""), "begin"),
        ([["begin group", "a", "A"], ["text", "b", "B"]], "xlsform_invalid", (2, ""), "end_group"),
        ([["text", "a", "A\x0bB"]], "cell_unreadable", (2, "label"), "Ketik ulang"),
    ],
)  # fmt: skip
def test_what_is_not_ours_is_refused_with_its_remedy(
    survey: list[list[object]], code: str, place: tuple[int, str], remedy: str
) -> None:
    """OP2, OP3"""
    problem = refused({"survey": [["type", "name", "label", "relevant"], *survey]})
    assert (problem.code, problem.place.sheet) == (code, "survey")
    assert (problem.place.row, problem.place.column) == place
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("choices", "row", "remedy"),
    [
        ([["yn", "yes", "Ya"], ["yn", "yes", "Iya"]], 3, "allow_choice_duplicates"),
        ([["yn", "tidak tahu", "Tidak tahu"]], 2, "garis bawah"),
        ([["yn", None, "Ya"], ["yn", "no", "Tidak"]], 2, "Isi kolom name"),
    ],
)
def test_choices_are_refused_with_their_row(choices: list[list[object]], row: int, remedy: str) -> None:
    """OP3"""
    survey: list[list[object]] = [["type", "name", "label"], ["select_multiple yn", "a", "A"]]
    problem = refused({"survey": survey, "choices": [["list_name", "name", "label"], *choices]})
    assert (problem.place.sheet, problem.place.row, problem.place.column) == ("choices", row, "name")
    assert remedy in problem.remedy


def test_sheets_are_refused_by_their_name() -> None:
    """OP2, OP3"""
    survey: list[list[object]] = [["type", "name", "label"], ["text", "a", "A"]]
    for sheet in ("entities", "external_choices", "Osm"):
        assert refused({"survey": survey, sheet: [["list_name"], ["x"]]}).code == "sheet_unsupported"
    assert refused({"survei": survey}).code == "sheet_missing"
    assert refused({"survey": [["Judul"], *survey]}).remedy.startswith("Judul kolom harus di baris 1")
    two = refused({"survey": survey, "settings": [["form_id"], ["a"], ["b"]]})
    assert (two.place.sheet, two.place.row, two.remedy) == ("settings", 3, "Hapus baris sesudahnya")
    assert examined({"survey": survey, "catatan": survey}).notices[0].place.sheet == "catatan"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<h:html xmlns:h='http://www.w3.org/1999/xhtml'/>", "xform_instead"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><data/>", "xform_instead"),
        (b"%PDF-1.7 x", "file_kind"),
        (b"\x00\x01\x02", "file_kind"),
        (b"type,name,label\ntext,a,A\n", "file_kind"),
        ("survey: [{type: text, name: a, label: Ä}]".encode("latin-1"), "file_encoding"),
        (b"", "yaml_shape"),
        (b"survey: 3", "yaml_shape"),
        (b"- 1", "yaml_shape"),
        (b"a: &a [x,x]\nb: &b [*a,*a,*a]\nsurvey: [*b]", "yaml_shape"),
    ],
)
def test_files_that_are_no_forms_say_so(content: bytes, code: str) -> None:
    """OP4"""
    (problem,) = examine_form(content).problems
    assert problem.code == code
    assert problem.remedy


def test_another_document_in_a_zip_is_no_workbook() -> None:
    """OP4"""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    (problem,) = examine_form(target.getvalue()).problems
    assert problem.code == "excel_damaged"
    assert "bukan Excel" in problem.sentence


def test_a_message_that_nobody_knows_is_kept() -> None:
    """OP2"""
    found = explained("[row : 7] On the 'choices' sheet, the 'label' value is new.")
    assert (found.sheet, found.row, found.column) == ("choices", 7, "label")
    assert "is new" in found.sentence


def test_every_message_of_the_standard_has_a_sentence_of_ours() -> None:
    """OP2: those about entities never come, the sheet is refused before."""
    from pyxform.errors import ErrorCode

    strangers = [
        code.name
        for code in ErrorCode
        if not code.name.startswith(("ENTITY", "INTERNAL", "LABEL"))
        and "entit" not in code.value.name.casefold()
        and explained(code.value.format(row=2, sheet="survey", column="name")).sentence.startswith("Tidak sah")
    ]
    assert strangers == []
