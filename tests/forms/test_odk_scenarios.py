"""Forms as the ODK clients run them: the classes of scenarios of JavaRosa and ODK Web Forms, in XLSForm.

OS1  Instances of repeats: positions, sums and counts follow when instances come and go, also in nested repeats.
OS2  Cascades: what is no longer offered is no answer any more; it comes back with its choice.
OS3  Actions: dynamic defaults and triggers run once, in their own instance, whatever is read-only.
OS4  Relevance is inherited, hides values from everything, and asks for nothing.
OS5  Paths: relative, absolute inside repeats, several predicates, current() in filters.
"""

import pytest

from ilp_desktop.forms import Response
from ilp_desktop.forms.expression.syntax import ExpressionRefused
from ilp_desktop.forms.refusal import FormRefused
from ilp_desktop.forms.workbook import SheetRow
from tests.forms.workbench import YES_NO, context, form, group, question, repeat, response


def values(filled: Response, name: str, repeated: str, count: int) -> list[str]:
    return [filled.value(f"{repeated}[{place}]/{name}") for place in range(1, count + 1)]


def offered(filled: Response, address: str) -> list[str]:
    return [choice.value for choice in filled.choices(address)]


def grown(filled: Response, repeated: str, name: str, *texts: str) -> None:
    """Answers one question of as many instances as there are texts; the first is there already."""
    for place, text in enumerate(texts, 1):
        if place > 1:
            filled.add(repeated)
        filled.answer(f"{repeated}[{place}]/{name}", text)


def test_positions_follow_when_an_instance_goes() -> None:
    """OS1"""
    filled = response(
        *repeat(
            "rumah",
            question("calculate", "nomor", calculation="position(..)"),
            question("text", "nama"),
            question("calculate", "lengkap", calculation="concat(${nama}, ${nomor})"),
        ),
        question("calculate", "jumlah", calculation="sum(${nomor})"),
        question("calculate", "semua", calculation="concat(/data/rumah/nama)"),
        question("calculate", "berapa", calculation="count(${rumah})"),
    )
    grown(filled, "rumah", "nama", *"ABCDE")
    assert values(filled, "lengkap", "rumah", 5) == ["A1", "B2", "C3", "D4", "E5"]
    assert [filled.value(name) for name in ("jumlah", "semua", "berapa")] == ["15", "ABCDE", "5"]
    filled.remove("rumah[2]")
    assert values(filled, "lengkap", "rumah", 4) == ["A1", "C2", "D3", "E4"]
    assert [filled.value(name) for name in ("jumlah", "semua", "berapa")] == ["10", "ACDE", "4"]


def test_instances_see_those_before_and_after() -> None:
    """OS1"""
    filled = response(
        *repeat(
            "kunjungan",
            question("integer", "bb"),
            question(
                "calculate",
                "sebelum",
                calculation="/data/kunjungan[position() = position(current()/..) - 1]/bb",
            ),
            question("calculate", "sesudah", calculation="indexed-repeat(${bb}, ${kunjungan}, position(..) + 1)"),
            question("calculate", "banyak", calculation="count(../../kunjungan)"),
        ),
        question("calculate", "akhir", calculation="10 + /data/kunjungan[position() = count(/data/kunjungan)]/bb"),
    )
    grown(filled, "kunjungan", "bb", "11", "22", "33")
    assert values(filled, "sebelum", "kunjungan", 3) == ["", "11", "22"]
    assert values(filled, "sesudah", "kunjungan", 3) == ["22", "33", ""]
    assert values(filled, "banyak", "kunjungan", 3) == ["3", "3", "3"]
    assert filled.value("akhir") == "43"


def test_counts_in_counts() -> None:
    """OS1: a count with a fraction counts its whole part; an inner count is read in its own instance."""
    filled = response(
        question("decimal", "keluarga"),
        *repeat(
            "kk",
            question("integer", "anak"),
            *repeat("anak_ke", question("text", "nama"), repeat_count="${anak}"),
            repeat_count="${keluarga}",
        ),
    )
    filled.answer("keluarga", "2,5")
    filled.answer("kk[1]/anak", "3")
    filled.answer("kk[2]/anak", "2")
    assert filled.is_relevant("kk[1]/anak_ke[3]")
    assert filled.is_relevant("kk[2]/anak_ke[2]")
    for missing in ("kk[1]/anak_ke[4]", "kk[2]/anak_ke[3]", "kk[3]"):
        with pytest.raises(KeyError):
            filled.is_relevant(missing)


def test_parallel_repeats_and_indexes() -> None:
    """OS1"""
    filled = response(
        question("integer", "nomor"),
        *repeat("ibu", question("text", "nama")),
        *repeat("bayi", question("calculate", "milik", calculation="indexed-repeat(${nama}, ${ibu}, position(..))")),
        question("calculate", "terpilih", calculation="indexed-repeat(${nama}, ${ibu}, ${nomor})"),
    )
    grown(filled, "ibu", "nama", "Ani", "Budi")
    filled.add("bayi")
    assert values(filled, "milik", "bayi", 2) == ["Ani", "Budi"]
    filled.answer("nomor", "2")
    assert filled.value("terpilih") == "Budi"
    filled.answer("nomor", "1")
    assert filled.value("terpilih") == "Ani"


def test_an_index_outside_of_its_repeat_is_refused() -> None:
    """OS1"""
    with pytest.raises(FormRefused) as refused:
        form(
            question("text", "luar"),
            *repeat("dalam", question("text", "nama")),
            question("calculate", "salah", calculation="indexed-repeat(${luar}, ${dalam}, 1)"),
        )
    assert refused.value.problems[0].code == "indexed_repeat_outside"


CASCADE = [
    *({"list_name": "satu", "name": name, "label": name} for name in "abc"),
    *({"list_name": "dua", "name": f"{one}{two}", "label": two, "satu": one} for one in "abc" for two in "abc"),
    *(
        {"list_name": "tiga", "name": f"{one}{two}{three}", "label": three, "dua": f"{one}{two}"}
        for one in "abc"
        for two in "abc"
        for three in "ab"
    ),
]


def cascade(kind: str, test: str) -> Response:
    return response(
        question(f"{kind} satu", "satu"),
        question(f"{kind} dua", "dua", required="yes", choice_filter=test.format("satu")),
        question(f"{kind} tiga", "tiga", required="yes", choice_filter=test.format("dua")),
        question("calculate", "hasil", calculation="concat(${dua}, '/', ${tiga})"),
        choices=CASCADE,
    )


def test_a_cascade_of_single_choices() -> None:
    """OS2"""
    filled = cascade("select_one", "{0} = ${{{0}}}")
    assert offered(filled, "dua") == offered(filled, "tiga") == []
    filled.answer("satu", "a")
    assert offered(filled, "dua") == ["aa", "ab", "ac"]
    filled.answer("dua", "aa")
    filled.answer("tiga", "aab")
    assert filled.value("hasil") == "aa/aab"
    changes = filled.answer("satu", "b")
    assert (filled.value("dua"), filled.value("tiga"), filled.value("hasil")) == ("", "", "/")
    assert {"dua", "tiga"} <= changes.addresses
    assert [problem.code for problem in filled.problems()] == ["required", "required"]
    assert filled.to_json()["answers"] == {"satu": "b", "hasil": "/", "meta": filled.to_json()["answers"]["meta"]}  # type: ignore[index,call-overload]
    filled.answer("satu", "a")
    assert filled.value("hasil") == "aa/aab"
    filled.answer("dua", "")
    assert offered(filled, "tiga") == []
    assert filled.value("tiga") == ""


def test_a_cascade_of_multiple_choices() -> None:
    """OS2: what is still offered stays, in the order in which it was chosen."""
    filled = cascade("select_multiple", "selected(${{{0}}}, {0})")
    filled.answer("satu", "a b c")
    filled.answer("dua", "aa ba ca")
    filled.answer("tiga", "aab baa aaa")
    filled.answer("satu", "a c")
    assert filled.value("dua") == "aa ca"
    assert offered(filled, "tiga") == ["aaa", "aab", "caa", "cab"]
    assert filled.value("tiga") == "aab aaa"


def test_what_a_filter_does_not_offer_cannot_be_chosen() -> None:
    """OS2"""
    filled = cascade("select_one", "{0} = ${{{0}}}")
    filled.answer("satu", "a")
    filled.answer("dua", "bb")
    state = filled.state("dua")
    assert (state.value, state.entry) == ("", "bb")
    assert state.problem is not None
    assert state.problem.code == "choice_unknown"
    filled.answer("dua", "ab")
    assert (filled.value("dua"), filled.state("dua").problem) == ("ab", None)


def test_two_questions_may_exclude_each_other() -> None:
    """OS2: filters that read each other are no cycle."""
    three = [{"list_name": "t", "name": name, "label": name} for name in "xyz"]
    filled = response(
        question("select_one t", "a", choice_filter="name != ${b}"),
        question("select_one t", "b", choice_filter="name != ${a}"),
        choices=three,
    )
    filled.answer("a", "x")
    assert offered(filled, "b") == ["y", "z"]
    filled.answer("b", "y")
    assert offered(filled, "a") == ["x", "z"]
    assert (filled.value("a"), filled.value("b")) == ("x", "y")


def test_filters_that_never_agree_come_to_an_end() -> None:
    """OS2"""
    two = [{"list_name": "t", "name": name, "label": name} for name in "xy"]
    asked = form(
        question("select_one t", "a", choice_filter="name != ${b}"),
        question("select_one t", "b", choice_filter="name != ${c}"),
        question("select_one t", "c", choice_filter="name != ${a}"),
        choices=two,
    )
    document = Response(asked, context()).to_json()
    document["answers"] = {"a": "x", "b": "x", "c": "x"}
    assert Response.from_json(asked, document, context()).value("a") in ("", "x")


def test_a_rank_follows_what_is_chosen() -> None:
    """OS2"""
    four = [{"list_name": "t", "name": f"p{number}", "label": str(number)} for number in range(1, 6)]
    filled = response(
        question("select_multiple t", "pilihan"),
        question("rank t", "urutan", choice_filter="selected(${pilihan}, name)"),
        choices=four,
    )
    filled.answer("pilihan", "p1 p2 p3 p4")
    assert filled.value("urutan") == ""
    filled.answer("urutan", "p4 p1 p2 p3")
    filled.answer("pilihan", "")
    assert filled.value("urutan") == ""
    filled.answer("pilihan", "p1 p5")
    assert filled.value("urutan") == "p1 p5"
    filled.answer("urutan", "p5 p1")
    assert filled.value("urutan") == "p5 p1"


def test_choices_from_a_repeat_follow_the_repeat() -> None:
    """OS2"""
    filled = response(
        *repeat("orang", question("text", "nama")),
        question("text", "awal"),
        question("select_one ${nama}", "ketua", choice_filter="starts-with(${nama}, ${awal})"),
    )
    grown(filled, "orang", "nama", "Ani", "Budi")
    assert offered(filled, "ketua") == ["Ani", "Budi"]
    filled.answer("awal", "A")
    assert offered(filled, "ketua") == ["Ani"]
    filled.answer("awal", "")
    filled.answer("ketua", "Budi")
    filled.answer("orang[2]/nama", "Citra")
    assert (offered(filled, "ketua"), filled.value("ketua")) == (["Ani", "Citra"], "")
    filled.remove("orang[1]")
    assert offered(filled, "ketua") == ["Citra"]


def test_choices_in_a_repeat_are_filtered_for_each_instance() -> None:
    """OS2, OS5"""
    some = [{"list_name": "t", "name": name, "label": name} for name in ("a", "aa", "b", "bb")]
    filled = response(
        *repeat(
            "baris",
            question("text", "awal"),
            question("select_one t", "satu", choice_filter="starts-with(name, ${awal})"),
            question("select_one t", "dua", choice_filter="starts-with(name, current()/../awal)"),
        ),
        choices=some,
    )
    grown(filled, "baris", "awal", "a", "bb")
    for name in ("satu", "dua"):
        assert offered(filled, f"baris[1]/{name}") == ["a", "aa"]
        assert offered(filled, f"baris[2]/{name}") == ["bb"]


def test_a_default_reads_the_instance_before_once() -> None:
    """OS3"""
    filled = response(
        *repeat(
            "baris",
            question("integer", "nomor", default="/data/baris[position() = position(current()/..) - 1]/nomor"),
            question("text", "tempat", default="concat('dusun ', position(..))"),
        )
    )
    filled.answer("baris[1]/nomor", "7")
    filled.add("baris")
    assert filled.value("baris[2]/nomor") == "7"
    filled.answer("baris[2]/nomor", "8")
    filled.add("baris")
    assert values(filled, "nomor", "baris", 3) == ["7", "8", "8"]
    assert values(filled, "tempat", "baris", 3) == ["dusun 1", "dusun 2", "dusun 3"]
    filled.remove("baris[1]")
    assert values(filled, "tempat", "baris", 2) == ["dusun 2", "dusun 3"]


def test_a_trigger_acts_in_its_own_instance() -> None:
    """OS3"""
    filled = response(
        *repeat(
            "baris",
            question("integer", "sumber"),
            question("calculate", "tujuan", calculation="4 * ${sumber}", trigger="${sumber}"),
        )
    )
    filled.add("baris")
    filled.answer("baris[1]/sumber", "1")
    assert values(filled, "tujuan", "baris", 2) == ["4", ""]
    filled.answer("baris[2]/sumber", "2")
    assert values(filled, "tujuan", "baris", 2) == ["4", "8"]


def test_a_trigger_in_a_repeat_counts_outside_of_it() -> None:
    """OS3: the same answer again is no change."""
    filled = response(
        *repeat("baris", question("integer", "sumber")),
        question("integer", "hitungan", calculation="coalesce(${hitungan}, 0) + 1", trigger="${sumber}"),
    )
    for typed, count in (("7", "1"), ("7", "1"), ("8", "2")):
        filled.answer("baris[1]/sumber", typed)
        assert filled.value("hitungan") == count


def test_a_trigger_sets_off_the_next() -> None:
    """OS3: what another action wrote is a change too."""
    filled = response(
        question("text", "a"),
        question("text", "b", calculation="concat(${a}, 'b')", trigger="${a}"),
        question("text", "c", calculation="concat(${b}, 'c')", trigger="${b}"),
    )
    filled.answer("a", "x")
    assert [filled.value(name) for name in "abc"] == ["x", "xb", "xbc"]
    filled.answer("b", "y")
    assert [filled.value(name) for name in "abc"] == ["x", "y", "yc"]


def test_triggers_in_a_circle_come_to_an_end() -> None:
    """OS3"""
    filled = response(
        question("integer", "a", calculation="${b} + 1", trigger="${b}"),
        question("integer", "b", calculation="${a} + 1", trigger="${a}"),
    )
    filled.answer("a", "1")
    assert [filled.value(name) for name in "ab"] == ["3", "2"]


def test_read_only_does_not_stop_calculations_and_actions() -> None:
    """OS3"""
    filled = response(
        question("integer", "a", read_only="yes", calculation="7 * 2"),
        question("integer", "b", read_only="yes", default="3 + 4"),
        question("text", "sumber"),
        question("integer", "c", read_only="yes", calculation="11", trigger="${sumber}"),
    )
    filled.answer("sumber", "ya")
    assert [filled.value(name) for name in "abc"] == ["14", "7", "11"]


def test_once_keeps_its_first_value() -> None:
    """OS3"""
    filled = response(
        question("text", "nama"),
        question("calculate", "pertama", calculation="once(${nama})"),
        question("calculate", "acak", calculation="once(random())"),
    )
    kept = filled.value("acak")
    for name in ("Ani", "Budi"):
        filled.answer("nama", name)
    assert filled.value("pertama") == "Ani"
    assert filled.value("acak") == kept != ""


def test_relevance_is_inherited_and_hides_values() -> None:
    """OS4"""
    filled = response(
        question("select_one yn", "luar"),
        question("select_one yn", "dalam"),
        *group(
            "kelompok",
            question("integer", "isi", relevant="${dalam} = 'ya'", required="yes", constraint=". > 5"),
            question("calculate", "ganda", calculation="${isi} * 2"),
            *repeat("baris", question("text", "wajib", required="yes")),
            relevant="${luar} = 'ya'",
        ),
        question("calculate", "hasil", calculation="if(${isi} != '', ${isi} + 33, 33)"),
        question("calculate", "baris_ada", calculation="count(${baris})"),
        choices=YES_NO,
    )
    assert filled.problems() == ()
    assert (filled.value("hasil"), filled.value("baris_ada")) == ("33", "0")
    filled.answer("luar", "ya")
    filled.answer("dalam", "ya")
    assert [problem.field for problem in filled.problems()] == ["kelompok/isi", "kelompok/baris[1]/wajib"]
    filled.answer("isi", "42")
    assert (filled.value("hasil"), filled.value("ganda"), filled.value("baris_ada")) == ("75", "84", "1")
    filled.answer("luar", "tidak")
    assert not filled.is_relevant("kelompok/isi")
    assert (filled.value("hasil"), filled.value("ganda"), filled.value("baris_ada")) == ("33", "", "0")
    assert filled.problems() == ()
    filled.answer("luar", "ya")
    assert filled.value("hasil") == "75"


def test_relevance_of_single_instances() -> None:
    """OS4: each instance by its own answers; those that do not apply are not counted."""
    filled = response(
        *repeat(
            "anak",
            question("integer", "umur"),
            *group("sekolah", question("text", "kelas", required="yes"), relevant="${umur} >= 6"),
        ),
        question("calculate", "murid", calculation="count-non-empty(${kelas})"),
        question("calculate", "bersekolah", calculation="count(${sekolah})"),
    )
    grown(filled, "anak", "umur", "4", "7", "12")
    assert [problem.field for problem in filled.problems()] == ["anak[2]/sekolah/kelas", "anak[3]/sekolah/kelas"]
    filled.answer("anak[2]/sekolah/kelas", "1")
    assert (filled.value("murid"), filled.value("bersekolah")) == ("1", "2")
    filled.answer("anak[2]/umur", "5")
    assert (filled.value("murid"), filled.value("bersekolah")) == ("0", "1")


def test_a_limit_does_not_look_at_nothing() -> None:
    """OS4: an empty answer keeps every constraint; a changed one is judged again."""
    filled = response(
        question("select_one yn", "boleh"), question("text", "isi", constraint="${boleh} = 'ya'"), choices=YES_NO
    )
    filled.answer("boleh", "tidak")
    assert filled.problems() == ()
    filled.answer("boleh", "ya")
    filled.answer("isi", "kelapa")
    assert filled.problems() == ()
    filled.answer("boleh", "tidak")
    assert [problem.code for problem in filled.problems()] == ["constraint"]


def test_moments_are_compared_to_the_minute() -> None:
    """OS4"""
    filled = response(
        question("dateTime", "acuan"),
        question("dateTime", "mulai", constraint=". <= ${acuan}"),
        question("dateTime", "kini", constraint=". <= now()"),
        question("date", "hari", constraint=". <= now() and . >= today()"),
    )
    filled.answer("acuan", "15/6/21 12.00")
    for typed, fits in (("15/6/21 11.59", True), ("15/6/21 12.00", True), ("15/6/21 12.01", False)):
        filled.answer("mulai", typed)
        assert (filled.state("mulai").problem is None) is fits
    filled.answer("kini", "22/11/26 8.15")
    assert filled.state("kini").problem is not None
    filled.answer("hari", "22/11/26")
    assert filled.state("hari").problem is None


TABLE = [
    {"list_name": "t", "name": "A2", "label": "x", "jenis": "A", "jumlah": "2"},
    {"list_name": "t", "name": "A3", "label": "y", "jenis": "A", "jumlah": "3"},
    {"list_name": "t", "name": "B2", "label": "z", "jenis": "B", "jumlah": "2"},
]


def test_several_predicates() -> None:
    """OS5"""
    filled = response(
        question("text", "cari"),
        question("calculate", "temu", calculation="instance('t')/root/item[jenis = 'A'][jumlah = ${cari}]/name"),
        question("calculate", "kedua", calculation="instance('t')/root/item[jenis = 'A'][2]/name"),
        question("calculate", "banyak", calculation="count(instance('t')/root/item[jumlah < 3])"),
        question("select_one t", "pakai"),
        choices=TABLE,
    )
    for typed, found in (("3", "A3"), ("2", "A2"), ("7", "")):
        filled.answer("cari", typed)
        assert filled.value("temu") == found
    assert (filled.value("kedua"), filled.value("banyak")) == ("A3", "2")


def test_translated_texts_in_calculations() -> None:
    """OS5: jr:itext follows the language of the form."""
    asked = form(
        {"type": "select_one kota", "name": "kota", "label::Indonesia (id)": "Kota", "label::English (en)": "City"},
        question("calculate", "nama", calculation="jr:itext(instance('kota')/root/item[name = ${kota}]/itextId)"),
        choices=[
            {
                "list_name": "kota",
                "name": "k",
                "label::Indonesia (id)": "Kendari",
                "label::English (en)": "K. City",
            }
        ],
        settings={"default_language": "Indonesia (id)"},
    )
    for language, name in (("Indonesia (id)", "Kendari"), ("English (en)", "K. City")):
        filled = Response(asked, context(), language)
        filled.answer("kota", "k")
        assert filled.value("nama") == name


@pytest.mark.parametrize(
    "rows",
    [
        [question("calculate", "a", calculation="${a} + 1")],
        [
            question("calculate", "a", calculation="${b} + 1"),
            question("calculate", "b", calculation="${c} + 1"),
            question("calculate", "c", calculation="${a} + 1"),
        ],
        [question("integer", "a", relevant="${a} > 0")],
        repeat("r", question("calculate", "a", calculation="${b} + 1"), question("calculate", "b", calculation="../a")),
        [
            *repeat("r", question("calculate", "a", calculation="/data/b + 1")),
            question("calculate", "b", calculation="/data/r[1]/a"),
        ],
    ],
)
def test_cycles_are_refused(rows: list[SheetRow]) -> None:
    """OS5"""
    with pytest.raises((FormRefused, ExpressionRefused)) as refused:
        form(*rows)
    assert isinstance(refused.value, FormRefused)
    assert refused.value.problems[0].code == "cycle"
