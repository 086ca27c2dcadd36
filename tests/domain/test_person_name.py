"""Names: tidy for the screen, and one folded form for the spellings of one name."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.person_name import beginnings, display_name, newborn_name, search_terms

WORDS = """
    La Wa Ode Laode Waode LD. Wd Muh. Moh Mohammad Mochamad bin binti b. Bt alias Siti St. Sitti H. Hj. dr. drg Ny. By.
    An. Tn. S.Kep S. Kep Kepp A.Md.Keb SKM, ST , SE S.E. SH Hh Nyy Drr Abd. Abdul Soeharto Djoko Tjahjono Njoman Syarif
    Sjarif Khairul Chairul Achmad Yusuf Joesoef Fitri Pitri Vina Qomariah Aleks Alex Aziz Asis Nur'aini Fatimah Ph.D M m
    s k I Nn J Al Stevanus Abdillah
"""
NAME_LIKE = st.lists(st.sampled_from(WORDS.split()), max_size=6).map(" ".join)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Muh. Ali", "Moh. Ali", "Mohammad Ali", "Muhamad Ali", "MUHAMMAD ALI", "Mochamad Ali", "Moch. Ally"),
        ("La Ode Syarif", "Laode Sarif", "LA ODE SJARIF", "LD. Syarif"),
        ("Wa Ode Sitti", "Waode Siti", "WD. St.", "wa  ode\nsitti"),
        ("Soeharto", "Suharto"),
        ("Djoko Tjahjono", "Joko Cahyono"),
        ("Njoman Soenjoto", "Nyoman Sunyoto"),
        ("Chairul Achmad", "Khairul Ahmad", "Hairul Akhmad"),
        ("Fitri Vina", "Pitri Fina"),
        ("Alex Qomar", "Aleks Komar"),
        ("Aziz", "Asis", "Azis"),
        ("Yusuf", "Iusup", "Yusuph"),
        ("Fatimah", "Fatima", "Fathimah"),
        ("Christina", "Kristina"),
        ("Nur'aini", "Nuraini", "Nur’aini", "NURAINI"),
        ("Noor Hidayat", "Noer Hidayat", "Nur Hidayat"),
        ("Abd. Rahman", "Abdul Rahman", "Abdul Rachman"),
        ("Dzikri", "Zikri", "Sikri"),
        ("Ruth Wardhani", "Rut Wardani"),
        ("José Ñáñez", "Jose Nanes"),
        ("Ｓｉｔｉ Ａｍｉｎａｈ", "Siti Aminah"),
    ],
)
def test_spellings_of_one_name_have_one_form(spellings: tuple[str, ...]) -> None:
    assert len({search_terms(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        ("dr. Budi Santoso, Sp.A", ("budi", "santoso")),
        ("drg. Hj. Siti Aminah S.KM, M.Kes", ("siti", "amina")),
        ("Ns. Wa Ode Nur, S.Kep", ("wa", "ode", "nur")),
        ("Bdn. Asni A.Md.Keb", ("asni",)),
        ("Asni, A. Md. Keb", ("asni",)),
        ("Rina S.Kep., Ns., M.Kep.", ("rina",)),
        ("H. Abdul bin Saleh", ("abdul", "sale")),
        ("Wa Sina binti La Ode Muh. Ali", ("wa", "sina", "la", "ode", "muhamad", "ali")),
        ("Wa Sina Bt. La Ndibale", ("wa", "sina", "la", "ndibale")),
        ("By. Ny. Wa Ode Sitti", ("wa", "ode", "siti")),
        ("An. Rifki", ("ripki",)),
        ("Ann Maria", ("an", "maria")),
        ("Rusli, SE", ("rusli",)),
        ("Rusli S.T., M.M.", ("rusli",)),
        ("La Se", ("la", "se")),
        ("Tn. La Mane", ("la", "mane")),
        ("Ni Luh Ayu", ("ni", "luh", "aiu")),
        ("Supardi", ("supardi",)),
        ("Dr", ("dr",)),
        ("S.Kep", ("s", "kep")),
        ("An.", ("an",)),
        ("M.Nur", ("m", "nur")),
        ("L.M. Rusman", ("l", "m", "rusman")),
        ("Maria Goreti Siti 2", ("maria", "goreti", "siti", "2")),
        ("Αθηνά", ("αθηνα",)),
        ("王小明", ("王小明",)),
        ("", ()),
        (" .,-'_ ", ()),
    ],
)
def test_terms_of_names(name: str, terms: tuple[str, ...]) -> None:
    assert search_terms(name) == terms


def test_different_names_stay_different() -> None:
    for one, other in [("Siti", "Sari"), ("Rahman", "Rahmat"), ("La Ode", "Wa Ode"), ("Ali", "Alim"), ("Dewi", "Desi")]:
        assert search_terms(one) != search_terms(other)


@given(NAME_LIKE | st.text() | st.text(alphabet="abcdefhijknopqrstvxyz .'", max_size=12))
def test_terms_are_idempotent(name: str) -> None:
    terms = search_terms(name)
    assert search_terms(" ".join(terms)) == terms
    assert all(terms)


def test_every_character_of_every_plane_gives_idempotent_terms_and_a_tidy_name() -> None:
    for start in range(0, sys.maxunicode + 1, 64):
        text = " ".join(f"a{chr(point)}b" for point in range(start, start + 64))
        terms = search_terms(text)
        assert search_terms(" ".join(terms)) == terms
        name = display_name(text)
        assert display_name(name) == name
        name.encode("utf-8")


@given(st.text())
def test_every_letter_or_digit_leaves_a_term(name: str) -> None:
    plain = unicodedata.normalize("NFKD", name)
    if any(character.isascii() and character.isalnum() for character in plain):
        assert search_terms(name)


@given(NAME_LIKE, st.integers(1, 12))
def test_a_word_being_typed_always_finds_the_whole_word(name: str, length: int) -> None:
    for word in name.replace(".", " ").replace(",", " ").split():
        terms = search_terms(word)
        typed = word[:length]
        assert any(term.startswith(beginning) for term in terms[:1] for beginning in beginnings(typed)), (typed, terms)


def test_beginnings_of_common_openings() -> None:
    assert "ah" in beginnings("ac")
    assert "muhamad" in beginnings("moch")
    assert "siti" in beginnings("st")
    assert "la" in beginnings("laod")
    assert beginnings("wa ode sir") == ("sir",)
    assert beginnings("") == ()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Wa  Ode\tSitti ", "Wa Ode Sitti"),
        ("Wa Ode\r\nSitti\u2028Aminah", "Wa Ode Sitti Aminah"),
        ("Nur\u200baini", "Nuraini"),
        ("\u202eabc\u202c", "abc"),
        ("Jose\u0301", "José"),
        ("Siti\u00a0Aminah", "Siti Aminah"),
        ("a\x00b", "a b"),
        ("a\ud83db", "a\ufffdb"),
        ("𐍈 😀 𠀀", "𐍈 😀 𠀀"),
    ],
)
def test_a_pasted_name_is_tidied(typed: str, shown: str) -> None:
    assert display_name(typed) == shown


def test_a_newborn_is_named_after_the_mother() -> None:
    assert newborn_name("Wa Ode Sitti") == "By. Ny. Wa Ode Sitti"
    assert newborn_name("Ny. Wa Ode Sitti", 2) == "By. Ny. Wa Ode Sitti 2"
    assert newborn_name("NY  Nyoman") == "By. Ny. Nyoman"
