"""Forms and answers that mean ill, or that nobody thought of: what the engine makes of them.

HF1  Rows that a count takes away and gives back apply as the rows beside them do.
HF2  A stored answer that its question could never have taken is a problem at that question, wherever it came from.
HF3  A result takes the type of its question: day, time or moment, in the zone of the puskesmas.
HF4  Choices that are answers change with those answers.
HF5  A range may run downwards.
HF6  What is refused is refused at the row and column that the author sees, under names that they gave.
HF7  Large and deep forms answer at once.
"""

import time

import pytest

from ilp_desktop.forms import Response, limits
from ilp_desktop.forms.refusal import FormRefused
from ilp_desktop.forms.workbook import SheetRow, workbook
from ilp_desktop.forms.xlsform import compile_workbook
from tests.forms.workbench import YES_NO, context, form, group, question, repeat, response


def counted() -> Response:
    """Rows by count, in a group that may cease to apply."""
    filled = response(
        question("integer", "berapa"),
        question("integer", "ada"),
        *group(
            "keluarga",
            *repeat(
                "anak",
                question("text", "nama"),
                question("calculate", "dari", calculation="${berapa}"),
                repeat_count="${berapa}",
            ),
            relevant="${ada} = 1",
        ),
    )
    filled.answer("ada", "1")
    filled.answer("berapa", "2")
    filled.answer("keluarga/anak[2]/nama", "Wa Ode")
    return filled


def test_a_row_taken_away_while_hidden_applies_again_when_it_comes_back() -> None:
    """HF1"""
    filled = counted()
    filled.answer("ada", "0")
    filled.answer("berapa", "1")
    filled.answer("ada", "1")
    filled.answer("berapa", "2")
    assert filled.is_relevant("keluarga/anak[2]")
    assert filled.value("keluarga/anak[2]/nama") == "Wa Ode"
    assert filled.value("keluarga/anak[2]/dari") == "2"


def test_a_row_given_back_while_hidden_stays_hidden() -> None:
    """HF1"""
    filled = counted()
    filled.answer("berapa", "1")
    filled.answer("ada", "0")
    filled.answer("berapa", "2")
    assert not filled.is_relevant("keluarga/anak[2]")
    assert filled.value("keluarga/anak[2]/nama") == ""
    filled.answer("ada", "1")
    assert filled.value("keluarga/anak[2]/nama") == "Wa Ode"


@pytest.mark.parametrize("count", ["2", "${banyak}"])
def test_a_new_row_has_the_rows_that_are_counted_in_it(count: str) -> None:
    """HF1: also where the number does not stand in the row itself."""
    filled = response(
        question("integer", "banyak"),
        *repeat(
            "keluarga",
            *repeat("anak", question("calculate", "ke", calculation="position(..)"), repeat_count=count),
            question("calculate", "jumlah", calculation="sum(${ke})"),
        ),
    )
    filled.answer("banyak", "2")
    assert filled.add("keluarga") == "keluarga[2]"
    assert [filled.value(f"keluarga[{place}]/jumlah") for place in (1, 2)] == ["3", "3"]
    assert filled.is_relevant("keluarga[2]/anak[2]")


MISTYPED = [
    ("integer", "abc", "not_integer"),
    ("integer", "1.5", "not_integer"),
    ("integer", "99999999999999999999", "not_integer"),
    ("decimal", "1e5", "not_number"),
    ("decimal", "NaN", "not_number"),
    ("range", "lima", "not_integer"),
    ("date", "22 kemarin", "not_date"),
    ("date", "2026-02-30", "not_date"),
    ("time", "25:99", "not_time"),
    ("dateTime", "kemarin", "not_moment"),
    ("geopoint", "di sana", "not_place"),
    ("geopoint", "999 999 0 0", "not_place"),
    ("geopoint", "nan nan", "not_place"),
]


@pytest.mark.parametrize(("kind", "stored", "code"), MISTYPED)
def test_an_answer_of_the_wrong_type_is_a_problem(kind: str, stored: str, code: str) -> None:
    """HF2"""
    asked = form(question(kind, "jawab"))
    filled = Response.from_json(asked, {"form": "uji", "version": "1", "answers": {"jawab": stored}}, context())
    assert [problem.code for problem in filled.problems()] == [code]
    assert filled.state("jawab").entry == stored
    again = Response.from_json(asked, filled.to_json(), context())
    assert [problem.code for problem in again.problems()] == [code]
    again.answer("jawab", "")
    assert again.problems() == ()


WELL_TYPED = [
    ("integer", "-3"),
    ("decimal", "0.5"),
    ("decimal", "12"),
    ("date", "2026-02-28"),
    ("time", "08:30:00.000+08:00"),
    ("time", "08:30"),
    ("dateTime", "2026-11-22T08:30:00.000Z"),
    ("dateTime", "2026-11-22T08:30:00.000+0800"),
    ("geopoint", "-5.123456789012345 122.6 0 4.5"),
]


@pytest.mark.parametrize(("kind", "stored"), WELL_TYPED)
def test_an_answer_as_phones_write_it_is_none(kind: str, stored: str) -> None:
    """HF2"""
    asked = form(question(kind, "jawab"))
    filled = Response.from_json(asked, {"form": "uji", "version": "1", "answers": {"jawab": stored}}, context())
    assert filled.problems() == ()
    assert filled.value("jawab") == stored


@pytest.mark.parametrize("typed", ["nan nan", "inf 5", "1_0 5", "1e1 5"])
def test_a_place_is_two_plain_numbers(typed: str) -> None:
    """HF2"""
    filled = response(question("geopoint", "rumah"))
    filled.answer("rumah", typed)
    assert [problem.code for problem in filled.problems()] == ["not_place"]


@pytest.mark.parametrize(
    ("kind", "default", "stored"),
    [
        ("time", "now()", "08:14:00.000+08:00"),
        ("dateTime", "now()", "2026-11-22T08:14:00.000+08:00"),
        ("dateTime", "today()", "2026-11-22T00:00:00.000+08:00"),
        ("dateTime", "today() + 1", "2026-11-23T00:00:00.000+08:00"),
        ("dateTime", "now() + 0.5", "2026-11-22T20:14:00.000+08:00"),
        ("date", "now()", "2026-11-22"),
        ("date", "today() + 0.9", "2026-11-22"),
        ("date", "once('2026-11-22T23:30:00.000Z')", "2026-11-23"),
        ("time", "once('2026-11-22T23:30:00.000Z')", "07:30:00.000+08:00"),
        ("date", "once('segera')", "segera"),
    ],
)
def test_a_result_takes_the_type_of_its_question(kind: str, default: str, stored: str) -> None:
    """HF3"""
    assert response(question(kind, "kapan", default=default)).value("kapan") == stored


@pytest.mark.parametrize("choice_filter", ["", "${umur} > 17"])
def test_a_renamed_person_is_no_longer_the_chosen_one(choice_filter: str) -> None:
    """HF4"""
    filled = response(
        *repeat("orang", question("text", "nama"), question("integer", "umur")),
        question("select_one ${nama}", "kepala", choice_filter=choice_filter),
    )
    filled.answer("orang[1]/nama", "Ani")
    filled.answer("orang[1]/umur", "30")
    filled.answer("kepala", "Ani")
    changed = filled.answer("orang[1]/nama", "Ani Sri")
    assert "kepala" in changed.addresses
    assert filled.value("kepala") == ""
    filled.answer("orang[1]/nama", "Ani")
    assert filled.value("kepala") == "Ani"


def test_a_range_may_run_downwards() -> None:
    """HF5: pyxform measures the width of a range without its sign."""
    filled = response({**question("range", "nyeri"), "parameters": "start=10 end=0 step=-2"})
    filled.answer("nyeri", "4")
    assert filled.problems() == ()
    for typed in ("3", "12", "-2"):
        filled.answer("nyeri", typed)
        (problem,) = filled.problems()
        assert problem.sentence == "Harus 0 sampai 10, tiap 2"
    bounds = limits(filled.state("nyeri").question)
    assert (bounds.low, bounds.high) == (0, 10)


def refusal(*rows: SheetRow, choices: list[SheetRow] | None = None) -> str:
    with pytest.raises(FormRefused) as refused:
        form(*rows, choices=choices or ())
    return str(refused.value.problems[0])


def test_a_count_that_counts_its_own_rows_is_refused_at_the_repeat() -> None:
    """HF6: pyxform hides the count in a question of its own; the author knows only the column."""
    said = refusal(question("text", "a"), *repeat("anak", question("integer", "umur"), repeat_count="sum(${umur})"))
    assert said.startswith("lembar survey, baris 3, kolom repeat_count: Rumus saling menunggu: anak → anak")
    assert "_count" not in said.replace("repeat_count", "")


def test_a_formula_in_a_count_is_refused_at_the_repeat() -> None:
    """HF6"""
    said = refusal(*repeat("anak", question("integer", "umur"), repeat_count="jumlahkan(${umur})"))
    assert said.startswith("lembar survey, baris 2, kolom repeat_count: Fungsi jumlahkan() tidak dikenal")


def notices(*rows: SheetRow, files: dict[str, bytes] | None = None) -> list[str]:
    sheets = {"survey": [{"label": "x", **row} for row in rows], "choices": YES_NO, "settings": [{"version": "1"}]}
    return [str(one) for one in compile_workbook(workbook(sheets, files), "digest").notices]


VILLAGES = {"desa.csv": b"kode,nama\n1,Lanto\n"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            question("select_one yn", "a", choice_filter="daerah = 'x'"),
            "choice_filter: Daftar yn tidak punya kolom daerah",
        ),
        (
            question("calculate", "a", calculation="pulldata('desa', 'nm', 'kode', '1')"),
            "calculation: Daftar desa tidak punya kolom nm",
        ),
        (
            question("calculate", "a", calculation="pulldata('desa', 'nama', 'id', '1')"),
            "calculation: Daftar desa tidak punya kolom id",
        ),
        (
            question("calculate", "a", calculation="instance('desa')/root/item[kode = '1']/nm"),
            "calculation: Daftar desa tidak punya kolom nm; yang ada: kode, nama",
        ),
        (question("select_one_from_file desa.csv", "a"), "type: Daftar desa tidak punya kolom name"),
    ],
)
def test_a_column_that_no_table_has_is_said(row: SheetRow, said: str) -> None:
    """HF6: its choices, or its result, would be empty for ever."""
    (notice,) = notices({"type": "csv-external", "name": "desa"}, row, files=VILLAGES)
    assert notice.startswith(f"lembar survey, baris 3, kolom {said}")


def test_columns_that_are_there_are_not_spoken_of() -> None:
    """HF6"""
    chosen = {**question("select_one_from_file desa.csv", "a"), "parameters": "value=kode label=nama randomize=true"}
    row = "instance('desa')/root/item[kode = ${a} and ../item[1]/nama = 'Lanto']/nama"
    assert notices(chosen, question("calculate", "b", calculation=row), files=VILLAGES) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({**question("image", "a"), "parameters": "max-pixels=besar"}, "parameters: max-pixels bukan angka bulat"),
        ({**question("select_one yn", "a"), "parameters": "randomize=true seed=x"}, "parameters: seed bukan angka"),
        (question("text", "berat😀"), "name: Nama berisi gambar atau tanda yang bukan huruf"),
        (question("text", "a", trigger="${x}", calculation="jumlahkan(1)"), "calculation: Fungsi jumlahkan()"),
    ],
)
def test_slips_are_refused_where_they_were_made(row: SheetRow, said: str) -> None:
    """HF6"""
    assert refusal(question("text", "x"), row, choices=YES_NO).startswith(f"lembar survey, baris 3, kolom {said}")


def test_several_answers_from_a_repeat_are_refused() -> None:
    """HF6: pyxform stumbles over them without a word."""
    said = refusal(*repeat("orang", question("text", "nama")), question("select_multiple ${nama}", "siapa"))
    assert said.startswith("lembar survey, baris 5, kolom type: Beberapa jawaban")
    assert "select_one ${nama}" in said


def test_a_bare_word_is_told_from_a_question() -> None:
    """HF6"""
    asked = question("text", "a")
    unquoted = refusal(asked, question("text", "b", relevant="${a} = ya"))
    assert "pakai ${ya}; bila itu teks, tulis di antara tanda kutip: 'ya'" in unquoted
    assert "Tulis yes" in refusal(asked, question("text", "b", required="ya"))


def test_a_choice_without_a_label_shows_its_name() -> None:
    """HF6"""
    filled = response(question("select_one x", "a"), choices=[{"list_name": "x", "name": "biru"}])
    assert [choice.label for choice in filled.choices("a")] == ["biru"]


@pytest.mark.parametrize(
    ("kind", "default"), [("integer", "abc"), ("date", "22/11/2026"), ("decimal", "1,5"), ("time", "8.30")]
)
def test_a_default_that_no_answer_could_be_is_said(kind: str, default: str) -> None:
    """HF6: ODK Collect would not open the form; here the field shows it."""
    rows = [question("text", "a", label="a"), question(kind, "b", label="b", default=default)]
    notices = compile_workbook(workbook({"survey": rows, "settings": [{"version": "1"}]}), "digest").notices
    assert [(one.code, one.place.row, one.place.column) for one in notices] == [("default_unfit", 3, "default")]
    assert default in str(notices[0])
    (problem,) = response(*rows).problems()
    assert problem.field == "b"


def test_only_once_may_read_its_own_result() -> None:
    """HF6: not every formula in which the letters of once stand."""
    rows = [question("integer", "x"), question("calculate", "a", calculation="if('x' = 'nonce', 1, . + ${x})")]
    assert "Rumus saling menunggu: a → a" in refusal(*rows)


def test_twenty_groups_deep() -> None:
    """HF7"""
    rows = [question("text", "dasar")]
    for level in range(20):
        rows = group(f"g{level}", *rows, relevant="${pintu} = 1" if level == 19 else "")
    filled = response(question("integer", "pintu"), *rows, question("calculate", "gema", calculation="${dasar}"))
    filled.answer("dasar", "ada")
    assert filled.value("gema") == ""
    filled.answer("pintu", "1")
    assert filled.value("gema") == "ada"


def test_fifteen_hundred_questions_in_one_chain() -> None:
    """HF7"""
    rows = [question("integer", "q0"), question("calculate", "c0", calculation="${q0}")]
    for place in range(1, 750):
        before = place - 1
        rows.append(question("integer", f"q{place}", relevant=f"${{q{before}}} != 13"))
        rows.append(question("calculate", f"c{place}", calculation=f"${{c{before}}} + coalesce(${{q{place}}}, 0)"))
    filled = response(*rows)
    filled.answer("q749", "7")
    begun = time.perf_counter()
    filled.answer("q0", "5")
    assert time.perf_counter() - begun < 0.5
    assert filled.value("c749") == "12"
    filled.answer("q748", "13")
    assert filled.value("c749") == "18"


def test_a_cascade_of_ten_thousand_choices_in_every_row() -> None:
    """HF7"""
    places: list[SheetRow] = [
        {"list_name": "kab", "name": f"k{number}", "label": f"Kab {number}"} for number in range(10)
    ]
    places += [
        {"list_name": "desa", "name": f"d{number}", "label": f"Desa {number}", "kab": f"k{number % 10}"}
        for number in range(10_000)
    ]
    filled = response(
        *repeat(
            "rumah",
            question("select_one kab", "kab"),
            question("select_one desa", "desa", choice_filter="kab = ${kab}"),
            question("calculate", "nama", calculation="jr:choice-name(${desa}, '${desa}')"),
        ),
        choices=places,
    )
    for _ in range(19):
        filled.add("rumah")
    filled.answer("rumah[20]/kab", "k3")
    begun = time.perf_counter()
    filled.answer("rumah[20]/desa", "d13")
    filled.problems()
    assert time.perf_counter() - begun < 0.5
    assert filled.value("rumah[20]/nama") == "Desa 13"
    filled.answer("rumah[20]/kab", "k4")
    assert (filled.value("rumah[20]/desa"), filled.value("rumah[20]/nama")) == ("", "")


def test_rows_by_the_thousand_come_and_go_at_once() -> None:
    """HF7: a slip of the finger in a count, and its correction."""
    rows = repeat("luar", *repeat("dalam", question("text", "isi"), repeat_count="${n}"), repeat_count="${n}")
    filled = response(question("integer", "n"), *rows)
    for typed in ("1000", "0"):
        begun = time.perf_counter()
        filled.answer("n", typed)
        assert time.perf_counter() - begun < 2.5


def test_letters_beyond_the_first_plane_and_from_right_to_left() -> None:
    """HF7"""
    filled = response(
        {**question("text", "nama"), "label": "😀 اسم"},
        question("calculate", "huruf", calculation="string-length(${nama})"),
        question("calculate", "awal", calculation="substr(${nama}, 0, 1)"),
        question("select_one tanda", "pilih"),
        choices=[
            {"list_name": "tanda", "name": "😀", "label": "👍🏽"},
            {"list_name": "tanda", "name": "اسم", "label": "اسم"},
        ],
    )
    filled.answer("nama", "😀سلام")
    filled.answer("pilih", "😀")
    assert filled.label("nama") == "😀 اسم"
    assert (filled.value("huruf"), filled.value("awal"), filled.value("pilih")) == ("5", "😀", "😀")
    assert filled.problems() == ()
    again = Response.from_json(filled.form, filled.to_json(), context())
    assert again.to_json() == filled.to_json()


def test_selections_keep_the_order_of_choosing() -> None:
    """HF7"""
    filled = response(
        question("select_multiple yn", "m"),
        question("calculate", "banyak", calculation="count-selected(${m})"),
        question("calculate", "pertama", calculation="selected-at(${m}, 0)"),
        question("calculate", "kedua", calculation="jr:choice-name(selected-at(${m}, 1), '${m}')"),
        question("calculate", "mana", calculation="coalesce(${pertama}, ${kedua}, 'tidak satu pun')"),
        choices=YES_NO,
    )
    assert [filled.value(name) for name in ("banyak", "pertama", "kedua", "mana")] == ["0", "", "", "tidak satu pun"]
    filled.answer("m", "tidak  ya tidak")
    assert [filled.value(name) for name in ("m", "banyak", "pertama", "kedua")] == ["tidak ya", "2", "tidak", "Ya"]
