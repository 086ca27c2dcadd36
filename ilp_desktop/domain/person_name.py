"""Names of people: tidy for the screen, folded for search and matching across Indonesian spellings and titles."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_LETTER_RULES = {
    "chr": "kr",
    "oe": "u",
    "oo": "u",
    "dj": "j",
    "tj": "c",
    "nj": "ni",
    "sj": "s",
    "hj": "hi",
    "ch": "h",
    "kh": "h",
    "sy": "s",
    "sh": "s",
    "ph": "p",
    "th": "t",
    "dh": "d",
    "bh": "b",
    "gh": "g",
    "rh": "r",
    "dz": "s",
    "y": "i",
    "f": "p",
    "v": "p",
    "q": "k",
    "x": "ks",
    "z": "s",
}
_LETTER_GROUP = re.compile("|".join(_LETTER_RULES) + r"|([a-z])\1+")

_MUHAMMAD = "muhamad"
_MUHAMMAD_FORMS = ("muh", "mohd", "muhd", "moh", "mohamad", "mohamed", "muhamed", "mohamat", "muhamat")
_FULL_FORMS = dict.fromkeys(_MUHAMMAD_FORMS, _MUHAMMAD) | {
    "abd": "abdul",
    "st": "siti",
    "ld": "la ode",
    "laode": "la ode",
    "wd": "wa ode",
    "waode": "wa ode",
}
_LEADING_TITLE_WORDS = """
    almarhum almarhumah alm almh apt bdn bidan dr dra drg drh drs h haji hajah hajjah hi hj ir nn nona ns ny nyonya pdt
    pendeta prof sdr sdri saudara saudari tn tuan ust ustad ustadz ustadzah
"""
_DEGREE_WORDS = """
    amak amd amdak amdfarm amdgz amdkeb amdkep amdkes amdkg amdkl amg amk amkeb amkg amkl apt bdn bsc dr drg drh mars mh
    mkeb mkep mkes mkm mm mpd mph msc msi ns phd sag sfarm sgz sh shum sip sked skep skg skm skom sos spb spd spdi spdsd
    spjp spkj spog spot spp sppd spsi ssi ssos sst sstkeb stkeb sthi strgz strkeb strkep strkes
"""
_LEADING_TITLES = frozenset(_LEADING_TITLE_WORDS.split())
_DEGREES = frozenset(_DEGREE_WORDS.split())
_DEGREES_THAT_ARE_NAMES_TOO = frozenset({"ba", "ma", "se", "sp", "spa", "spi", "st"})
_TITLE_BEFORE_POINT = re.compile(r"(?:^|(?<=[\s,]))(?:an|by|bpk|ibu|sdr|kel)\.")
_JOINED_BY_POINTS = re.compile(r"[a-z]+(?:\.[a-z]+)+\.?")
_DEGREE_AFTER_COMMA = re.compile(rf",\s*(?:{'|'.join(sorted(_DEGREES_THAT_ARE_NAMES_TOO))})(?![a-z])")
_BETWEEN_NAMES = frozenset({"al", "als", "alias", "b", "bin", "binti", "bt", "bte", "bti"})
_APOSTROPHE = re.compile(r"['’‘`ʼʻ´]")
_NOT_A_LETTER = re.compile(r"[\W_]+")

_INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_SHOWN_CATEGORIES = {"Cc": " ", "Zl": " ", "Zp": " ", "Cs": "\ufffd"}


def display_name(text: str) -> str:
    """The name as it is kept and shown: composed Unicode, one space between words, no line breaks or controls.

    Upper and lower case stay as typed. Halves of characters that a paste broke become U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    shown = (_SHOWN_CATEGORIES.get(unicodedata.category(c), c) for c in text if c not in _INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", "".join(shown)).split())


def newborn_name(mother_name: str, birth_order: int | None = None) -> str:
    """What a baby is called until named: "By. Ny. Wa Ode Sitti"; of twins "By. Ny. Wa Ode Sitti 2"."""
    mother = re.sub(r"^ny\b\.?\s*", "", display_name(mother_name), flags=re.IGNORECASE)
    return f"By. Ny. {mother}" if birth_order is None else f"By. Ny. {mother} {birth_order}"


@lru_cache(maxsize=16384)
def search_terms(name: str) -> tuple[str, ...]:
    """The words of a name, in their order, folded so that one spelling stands for all.

    Left out: titles and degrees, ``bin`` and ``binti``, case, accents, punctuation. One form for: Muh./Mohammad, La
    Ode/Laode/LD., ``dj/j``, ``tj/c``, ``nj/ny``, ``oe/u``, ``sy/s``, ``ch/kh/h``, ``y/i``, ``f/v/p``, ``q/k``,
    ``x/ks``, ``z/s``, ``th/t``, doubled letters, an ``h`` at the end. Idempotent: the terms of the terms, joined
    with spaces, are the same terms. Empty only when the text has no letter and no digit.
    """
    words = [term for word in _without_titles(_plain_words(name)) for term in fold_word(word)]
    if not _BETWEEN_NAMES.isdisjoint(words):
        words = words[:1] + [word for word in words[1:] if word not in _BETWEEN_NAMES]
    return tuple(_without_titles(words))


def _plain_words(name: str) -> list[str]:
    name = name.lower() if name.isascii() else _without_accents(name)
    if name.replace(" ", "").isalnum():
        return name.split()
    name = _APOSTROPHE.sub("", name)
    if "." in name or "," in name:
        untitled = _JOINED_BY_POINTS.sub(_without_points, _TITLE_BEFORE_POINT.sub(" ", name))
        untitled = _DEGREE_AFTER_COMMA.sub(" ", untitled)
        name = untitled if _NOT_A_LETTER.sub("", untitled) else name
    return _NOT_A_LETTER.sub(" ", name).split()


def _without_points(found: re.Match[str]) -> str:
    joined = found[0].replace(".", "")
    return " " if joined in _DEGREES or joined in _DEGREES_THAT_ARE_NAMES_TOO else found[0]


def _without_accents(name: str) -> str:
    # One pass settles nearly everything; a few ligatures and compatibility characters need another.
    for _ in range(3):
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
        plain = "".join(character for character in decomposed if not unicodedata.combining(character))
        if plain == name:
            break
        name = plain
    return name


def _without_titles(words: list[str]) -> list[str]:
    while len(words) > 1 and words[0] in _LEADING_TITLES:
        words = words[1:]
    while degree := next((n for n in (1, 2, 3) if len(words) > n and "".join(words[-n:]) in _DEGREES), 0):
        words = words[:-degree]
    return words


@lru_cache(maxsize=65536)
def fold_word(word: str) -> tuple[str, ...]:
    """One lower-case word in the spelling that stands for all its spellings; two words for "laode"."""
    letters = _fold_letters(word)
    return tuple(_FULL_FORMS.get(letters, letters).split())


def _fold_letters(word: str) -> str:
    # Each pass shortens the word or spends a letter that no rule gives back, so the passes end.
    before = ""
    while word != before:
        before = word
        word = _LETTER_GROUP.sub(_folded_letters, word)
        if len(word) > 3 and word[-1] == "h":
            word = word[:-1]
    return word


def _folded_letters(found: re.Match[str]) -> str:
    return found[1] or _LETTER_RULES[found[0]]


def beginnings(typed: str) -> tuple[str, ...]:
    """What the folded form of a word may begin with when only its first letters, ``typed``, are there yet.

    "ac" may become "achmad", whose folded form begins with "ah"; "mo" may become "mohammad", folded "muhamad".
    A search as one types takes the last word's beginnings, any of them, in place of its folded form.
    """
    words = _plain_words(typed)
    if not words:
        return ()
    word = words[-1]
    letters = dict.fromkeys((_fold_letters(word), *(_fold_letters(opened) for opened in _opened(word))))
    full = (
        form.split()[0]
        for short, form in _FULL_FORMS.items()
        if any(len(start) > 1 and short.startswith(start) for start in letters)
    )
    return tuple(dict.fromkeys((fold_word(word)[0], *letters, *full)))


def _opened(word: str) -> Iterator[str]:
    """The word with its last letter or two grown into each group of letters that they may be the opening of."""
    for length in (1, 2):
        tail = word[-length:]
        for group in _LETTER_RULES:
            if len(group) > length == len(tail) and group.startswith(tail):
                yield word[:-length] + group
