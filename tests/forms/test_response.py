"""A response while it is filled.

FA1  What is not relevant has no value, in expressions, in the document and in what is extracted; a slip loses nothing.
FA2  Required, constraints, choices and unread entries become problems with the form's own words.
FA3  Calculations, dynamic defaults, triggers and repeats follow every answer.
FA4  Prefilled values are marked and must be confirmed.
FA5  The document loads to the same response; what does not fit is refused.
FA6  Extraction gives observations and flags by code.
FA7  Translations, outputs and choice filters.
"""

import pytest

from ilp_desktop.domain.observation import CodeSystem, DoseValue
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.forms import FormRefused, Response, printable
from tests.forms.workbench import YES_NO, context, form, group, question, repeat, response


def codes(found: Response) -> list[tuple[str, str]]:
    return [(problem.code, problem.field) for problem in found.problems()]


def test_what_is_not_relevant_has_no_value_but_is_not_lost() -> None:
    """FA1"""
    filled = response(
        question("select_one yn", "hamil"),
        question("integer", "minggu", relevant="${hamil} = 'ya'", ilp_observation="18185-9", ilp_unit="wk"),
        question("calculate", "lanjut", calculation="coalesce(${minggu}, 'kosong')"),
        choices=YES_NO,
    )
    filled.answer("hamil", "ya")
    filled.answer("minggu", "24")
    assert filled.value("lanjut") == "24"
    filled.answer("hamil", "tidak")
    assert filled.value("minggu") == ""
    assert filled.value("lanjut") == "kosong"
    assert "minggu" not in str(filled.to_json())
    assert filled.extract().observations == ()
    assert not filled.is_relevant("minggu")
    filled.answer("hamil", "ya")
    assert filled.value("minggu") == "24"


def test_a_group_takes_everything_in_it_along() -> None:
    """FA1"""
    filled = response(
        question("integer", "umur"),
        *group(
            "anak",
            question("integer", "bb"),
            *group("dalam", question("integer", "tb"), label="D"),
            label="A",
            relevant="${umur} < 5",
        ),
        question("calculate", "jumlah", calculation="coalesce(${bb}, 0) + coalesce(${tb}, 0)"),
    )
    filled.answer("umur", "3")
    filled.answer("anak/bb", "10")
    filled.answer("tb", "80")
    assert filled.value("jumlah") == "90"
    filled.answer("umur", "6")
    assert filled.value("jumlah") == "0"
    assert [state.address for state in filled.states()] == ["umur"]


def test_problems_use_the_words_of_the_form() -> None:
    """FA2"""
    filled = response(
        question(
            "integer",
            "sistol",
            required="yes",
            required_message="Ukur dulu",
            constraint=". >= 60",
            constraint_message="Terlalu rendah",
        ),
        question("select_one yn", "batuk", required="${sistol} > 100"),
        question("date", "lahir", constraint=". <= today()"),
        choices=YES_NO,
    )
    assert filled.state("sistol").problem is None
    assert [(problem.code, problem.sentence) for problem in filled.problems()] == [("required", "Ukur dulu")]
    filled.answer("sistol", "40")
    problem = filled.state("sistol").problem
    assert problem is not None
    assert (problem.code, problem.field, problem.sentence) == ("constraint", "sistol", "Terlalu rendah")
    filled.answer("sistol", "120")
    assert codes(filled) == [("required", "batuk")]
    filled.answer("batuk", "mungkin")
    filled.answer("lahir", "1/1/30")
    assert codes(filled) == [("choice_unknown", "batuk"), ("constraint", "lahir")]
    with pytest.raises(Rejected) as rejected:
        filled.complete()
    assert len(rejected.value.problems) == 2


def test_what_cannot_be_read_stays_as_typed() -> None:
    """FA2"""
    filled = response(question("decimal", "bb"), question("calculate", "dua", calculation="${bb} * 2"))
    filled.answer("bb", "12,5")
    assert (filled.state("bb").value, filled.state("bb").entry, filled.value("dua")) == ("12.5", "12,5", "25")
    filled.answer("bb", "dua belas")
    state = filled.state("bb")
    assert (state.value, state.entry, filled.value("dua")) == ("", "dua belas", "")
    assert codes(filled) == [("not_number", "bb")]
    again = Response.from_json(filled.form, filled.to_json(), context())
    assert again.state("bb").entry == "dua belas"
    filled.answer("bb", "")
    assert codes(filled) == []


def test_calculations_follow_in_whatever_order_they_stand() -> None:
    """FA3"""
    filled = response(
        question("calculate", "d", calculation="${c} + 1"),
        question("calculate", "c", calculation="${b} + 1"),
        question("integer", "a"),
        question("calculate", "b", calculation="${a} + 1"),
    )
    filled.answer("a", "1")
    assert [filled.value(name) for name in "abcd"] == ["1", "2", "3", "4"]


def test_an_answer_says_what_to_show_again() -> None:
    """FA3"""
    filled = response(
        question("integer", "a"),
        question("note", "n", label="Nilai ${a}"),
        question("integer", "b", constraint=". > ${a}"),
        question("integer", "c"),
        question("calculate", "d", calculation="${a}"),
    )
    changes = filled.answer("a", "3")
    assert changes.addresses == {"a", "n", "b", "d"}
    assert not changes.structure
    assert filled.answer("c", "1").addresses == {"c"}


def test_dynamic_defaults_and_triggers() -> None:
    """FA3"""
    filled = response(
        question("date", "hari", default="today()"),
        question("text", "tetap", default="apa adanya"),
        question("integer", "a"),
        question("calculate", "kapan", calculation="concat(${a}, '!')", trigger="${a}"),
        question("date", "kontrol", calculation="${hari} + 28"),
        {"type": "start", "name": "mulai"},
        {"type": "username", "name": "oleh"},
    )
    assert filled.value("hari") == "2026-11-22"
    assert filled.value("tetap") == "apa adanya"
    assert filled.value("kontrol") == "2026-12-20"
    assert filled.value("mulai") == "2026-11-22T08:14:00.000+08:00"
    assert filled.value("oleh") == "bidan"
    assert filled.value("kapan") == ""
    filled.answer("a", "5")
    assert filled.value("kapan") == "5!"


def test_repeats_grow_shrink_and_count() -> None:
    """FA3"""
    filled = response(
        *repeat(
            "rtl",
            question("text", "kegiatan", default="baru"),
            question("integer", "biaya"),
            question("calculate", "nomor", calculation="position(..)"),
            question("calculate", "gema", calculation="concat(${kegiatan}, ${biaya})"),
            label="RTL",
        ),
        question("calculate", "n", calculation="count(${rtl})"),
        question("calculate", "total", calculation="sum(${biaya})"),
        question("calculate", "kedua", calculation="indexed-repeat(${kegiatan}, ${rtl}, 2)"),
    )
    assert filled.value("n") == "1"
    filled.answer("rtl[1]/biaya", "5")
    assert filled.add("rtl") == "rtl[2]"
    assert filled.value("rtl[2]/kegiatan") == "baru"
    filled.answer("rtl[2]/biaya", "7")
    filled.answer("rtl[2]/kegiatan", "kelas ibu")
    assert [filled.value(name) for name in ("n", "total", "kedua")] == ["2", "12", "kelas ibu"]
    assert filled.value("rtl[2]/gema") == "kelas ibu7"
    changes = filled.remove("rtl[1]")
    assert changes.structure
    assert [filled.value(name) for name in ("n", "total", "kedua")] == ["1", "7", ""]
    assert filled.value("rtl[1]/nomor") == "1"


def test_a_counted_repeat_keeps_what_a_slip_took_away() -> None:
    """FA3"""
    filled = response(
        question("integer", "anak"),
        *repeat("anak_ke", question("text", "nama"), label="Anak", repeat_count="${anak}"),
        question("calculate", "isi", calculation="count-non-empty(${nama})"),
    )
    filled.answer("anak", "2")
    filled.answer("anak_ke[1]/nama", "Ani")
    filled.answer("anak_ke[2]/nama", "Budi")
    filled.answer("anak", "1")
    assert filled.value("isi") == "1"
    with pytest.raises(KeyError):
        filled.value("anak_ke[2]/nama")
    filled.answer("anak", "2")
    assert filled.value("anak_ke[2]/nama") == "Budi"
    filled.answer("anak", "99999999")
    assert filled.addresses(filled.form.root.items[1])[-1] == "anak_ke[1000]"
    filled.answer("anak", "-3")
    assert filled.value("isi") == "0"


def test_repeats_nest() -> None:
    """FA3"""
    filled = response(
        *repeat(
            "rumah",
            question("text", "alamat"),
            *repeat(
                "orang",
                question("text", "nama"),
                question("calculate", "di", calculation="concat(${nama}, ' di ', ${alamat})"),
                label="O",
            ),
            question("calculate", "jiwa", calculation="count(${orang})"),
            label="R",
        ),
        question("calculate", "semua", calculation="count(${nama})"),
    )
    filled.add("rumah")
    filled.add("rumah[2]/orang")
    filled.answer("rumah[2]/alamat", "Lanto")
    filled.answer("rumah[2]/orang[2]/nama", "Wa Ode")
    assert filled.value("rumah[2]/orang[2]/di") == "Wa Ode di Lanto"
    assert filled.value("rumah[2]/jiwa") == "2"
    assert filled.value("rumah[1]/jiwa") == "1"
    assert filled.value("semua") == "3"
    document = filled.to_json()
    assert Response.from_json(filled.form, document, context()).to_json() == document


def test_prefilled_values_must_be_confirmed() -> None:
    """FA4"""
    asked = form(
        question("hidden", "jk", ilp_prefill="patient.sex"),
        question("hidden", "umur", ilp_prefill="patient.age_years"),
        question("decimal", "tb", ilp_prefill="observation:8302-2"),
        question("date", "hpht", ilp_prefill="episode:hpht"),
        question("text", "lain", ilp_prefill="episode:tidak_ada"),
        question("hidden", "diukur", ilp_prefill="observation-date:8302-2"),
    )
    filled = Response(asked, context(last={"8302-2": "151"}, episode={"hpht": "2026-06-01"}))
    assert [filled.value(name) for name in ("jk", "umur", "tb", "hpht", "lain")] == ["P", "34", "151", "2026-06-01", ""]
    assert filled.value("diukur") == "2026-10-23"
    assert filled.state("tb").unconfirmed
    assert codes(filled) == [("unconfirmed", "tb"), ("unconfirmed", "hpht")]
    filled.confirm("tb")
    again = Response.from_json(asked, filled.to_json(), context())
    assert codes(again) == [("unconfirmed", "hpht")]
    filled.answer("hpht", "2/6/26")
    assert codes(filled) == []


@pytest.mark.parametrize(
    ("episode", "last", "taken"),
    [({"bb": "3100"}, {"x": "9"}, "3100"), ({}, {"x": "9"}, "9"), ({}, {}, "")],
)
def test_the_first_known_of_several_names_is_taken(episode: dict[str, str], last: dict[str, str], taken: str) -> None:
    """FA4"""
    asked = form(question("decimal", "bb", ilp_prefill="episode:bb observation:x"))
    filled = Response(asked, context(episode=episode, last=last))
    assert filled.value("bb") == taken
    assert filled.state("bb").unconfirmed is bool(taken)


def test_the_document_loads_to_the_same_response() -> None:
    """FA5"""
    filled = response(
        *group("g", question("text", "a"), label="G"),
        *repeat("r", question("integer", "b", default="4"), label="R"),
        question("calculate", "c", calculation="${a}"),
    )
    filled.answer("a", "halo")
    filled.add("r")
    filled.remove("r[1]")
    document = filled.to_json()
    again = Response.from_json(filled.form, document, context())
    assert again.to_json() == document
    assert [state.entry for state in again.states()] == [state.entry for state in filled.states()]


@pytest.mark.parametrize(
    "answers",
    [
        {"tidak_ada": "1"},
        {"a": {"x": "1"}},
        {"a": 5},
        {"g": "1"},
        {"r": {"b": "1"}},
        {"r": ["b"]},
        {"r": [{}] * 1001},
        "teks",
        None,
    ],
)
def test_a_document_of_another_form_is_refused(answers: object) -> None:
    """FA5"""
    asked = form(
        question("text", "a"),
        *group("g", question("text", "x"), label="G"),
        *repeat("r", question("text", "b"), label="R"),
    )
    with pytest.raises(FormRefused) as refused:
        Response.from_json(asked, {"answers": answers}, context())  # type: ignore[dict-item]
    assert refused.value.problems[0].code == "document_misfit"


def test_a_stored_result_cannot_lie() -> None:
    """FA5"""
    asked = form(question("integer", "a"), question("calculate", "b", calculation="${a} * 2"))
    again = Response.from_json(asked, {"answers": {"a": "4", "b": "999"}}, context())
    assert again.value("b") == "8"


def test_observations_and_flags() -> None:
    """FA6"""
    filled = response(
        question("decimal", "bb", ilp_observation="29463-7", ilp_unit="kg"),
        question("decimal", "lp", ilp_observation="sct:276361009", ilp_unit="cm"),
        question("select_one yn", "rokok", ilp_observation="rokok", ilp_flag="perokok"),
        question("date", "kontrol", ilp_observation="kontrol"),
        question(
            "calculate", "imt", calculation="round(${bb} div 2.25, 1)", ilp_observation="39156-5", ilp_unit="kg/m2"
        ),
        question(
            "note", "kurus", label="IMT ${imt}: kurus", relevant="${imt} < 18.5", ilp_alert="danger", ilp_flag="kurus"
        ),
        choices=YES_NO,
    )
    for name, typed in {"bb": "40,5", "lp": "70", "rokok": "tidak", "kontrol": "1/12/26"}.items():
        filled.answer(name, typed)
    found = filled.complete().extraction
    assert [(one.code, one.system, one.unit, one.number, one.text, one.display) for one in found.observations] == [
        ("29463-7", CodeSystem.LOINC, "kg", 40.5, None, "40,5"),
        ("276361009", CodeSystem.SNOMED, "cm", 70.0, None, "70"),
        ("rokok", CodeSystem.LOCAL, "", None, "tidak", "Tidak"),
        ("kontrol", CodeSystem.LOCAL, "", None, "2026-12-01", "1 Des 2026"),
        ("39156-5", CodeSystem.LOINC, "kg/m2", 18.0, None, "18"),
    ]
    assert [(flag.code, flag.text) for flag in found.flags] == [("kurus", "IMT 18: kurus")]


@pytest.mark.parametrize(
    ("answer", "typed_day", "expected"),
    [
        ("now", "", [DoseValue(slot="HB0", question="hb0", batch="B7")]),
        ("before", "1/12/26", [DoseValue(slot="HB0", question="hb0", day="2026-12-01", batch="B7")]),
        ("no", "", []),
    ],
)
def test_doses(answer: str, typed_day: str, expected: list[DoseValue]) -> None:
    """FA6"""
    filled = response(
        question("select_one when", "hb0", ilp_immunization="HB0; when=now before; batch=batch; day=day"),
        question("text", "batch"),
        question("date", "day", relevant="${hb0} = 'before'"),
        choices=[{"list_name": "when", "name": name, "label": name} for name in ("now", "before", "no")],
    )
    filled.answer("hb0", answer)
    filled.answer("batch", " B7 ")
    if typed_day:
        filled.answer("day", typed_day)
    assert list(filled.complete().extraction.doses) == expected


def test_translations_and_choice_filters() -> None:
    """FA7"""
    asked = form(
        {
            "type": "select_one prov",
            "name": "prov",
            "label::Indonesia (id)": "Provinsi",
            "label::English (en)": "Province",
        },
        {
            "type": "select_one kab",
            "name": "kab",
            "label::Indonesia (id)": "Kabupaten ${prov}",
            "label::English (en)": "District",
            "choice_filter": "prov = ${prov}",
        },
        {"type": "calculate", "name": "nama", "calculation": "jr:choice-name(${kab}, '${kab}')"},
        {"type": "calculate", "name": "bulan", "calculation": "format-date('2026-12-01', '%b')"},
        choices=[
            {
                "list_name": "prov",
                "name": "74",
                "label::Indonesia (id)": "Sultra",
                "label::English (en)": "SE Sulawesi",
            },
            {"list_name": "prov", "name": "53", "label::Indonesia (id)": "NTT", "label::English (en)": "ENT"},
            {
                "list_name": "kab",
                "name": "7414",
                "label::Indonesia (id)": "Buton Tengah",
                "label::English (en)": "Central Buton",
                "prov": "74",
            },
            {
                "list_name": "kab",
                "name": "5303",
                "label::Indonesia (id)": "TTU",
                "label::English (en)": "North C. Timor",
                "prov": "53",
            },
        ],
        settings={"default_language": "Indonesia (id)"},
    )
    filled = Response(asked, context())
    assert filled.choices("kab") == ()
    filled.answer("prov", "74")
    assert [choice.label for choice in filled.choices("kab")] == ["Buton Tengah"]
    filled.answer("kab", "7414")
    assert (filled.label("kab"), filled.value("nama"), filled.value("bulan")) == ("Kabupaten 74", "Buton Tengah", "Des")
    filled.answer("prov", "53")
    assert (filled.value("kab"), filled.value("nama")) == ("", "")
    english = Response(asked, context(), language="English (en)")
    assert english.label("prov") == "Province"
    assert english.value("bulan") == "Dec"


def test_choices_from_a_file_and_pulldata() -> None:
    """FA7"""
    files = {"desa.csv": "name,label,kec\nd1,Lanto,k1\nd2,Morikana,k1\nd3,Gundu,k2\n".encode("utf-8-sig")}
    asked = form(
        question("text", "kec"),
        question("select_one_from_file desa.csv", "desa", choice_filter="kec = ${kec}"),
        question("calculate", "nama", calculation="pulldata('desa', 'label', 'name', ${desa})"),
        files=files,
    )
    filled = Response(asked, context())
    filled.answer("kec", "k1")
    assert [choice.label for choice in filled.choices("desa")] == ["Lanto", "Morikana"]
    filled.answer("desa", "d2")
    assert filled.value("nama") == "Morikana"


def test_choices_from_answers_of_a_repeat() -> None:
    """FA7"""
    filled = response(
        *repeat("orang", question("text", "nama"), label="O"),
        question("select_one ${nama}", "ketua", choice_filter="${nama} != ''"),
    )
    filled.answer("orang[1]/nama", "Ani")
    filled.add("orang")
    assert [choice.value for choice in filled.choices("ketua")] == ["Ani"]


def test_or_other_asks_which() -> None:
    """FA7"""
    filled = response(question("select_one yn or_other", "a"), choices=YES_NO)
    filled.answer("a", "other")
    assert filled.is_relevant("a_other")


def test_the_printed_form_holds_what_applies() -> None:
    """FA1, FA7"""
    filled = response(
        *group("g", question("decimal", "bb", label="Berat", ilp_unit="kg"), question("text", "kosong"), label="Ukur"),
        *repeat("r", question("text", "nama", label="Nama"), label="Hadir"),
        question("note", "n", label="Berat ${bb} kg", relevant="${bb} > 1", ilp_alert="good"),
    )
    filled.answer("bb", "40.5")
    filled.answer("r[1]/nama", "Ani")
    printed = printable(filled)
    found = [
        (section.title, [(line.label, line.value, line.unit) for line in section.lines]) for section in printed.sections
    ]
    assert found == [
        ("Ukur", [("Berat", "40,5", "kg")]),
        ("Hadir 1", [("Nama", "Ani", "")]),
        ("", [("Berat 40,5 kg", "", "")]),
    ]


@pytest.mark.parametrize("address", ["tidak_ada", "g", "r[9]/b", "r[0]/b", "g/x/y"])
def test_unknown_addresses_are_our_bug(address: str) -> None:
    """FA5"""
    filled = response(*group("g", question("text", "x"), label="G"), *repeat("r", question("text", "b"), label="R"))
    with pytest.raises(KeyError):
        filled.answer(address, "1")
