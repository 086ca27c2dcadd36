"""What somebody typed to find a person, and how well a person fits it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ilp_desktop.domain.person_name import beginnings, fold_word, search_terms
from ilp_desktop.domain.search_hit import SearchMatch

_NOT_IN_A_NUMBER = re.compile(r"[^0-9A-Za-z]")
_ASCII_NOT_IN_A_WORD = re.compile(r"[\x00-/:-@\[-`{-\x7f]")
_LONGEST_WORD = 64
_END = "w"
_MELTING = "ehijos"
"""Letters, folded, that a letter before them may take in: "rh", "oe", "sy", "dj", "oo", "dz"."""

_NO_WORDS: tuple[str, ...] = ()

EXACT, START, INSIDE, NOWHERE = range(4)
"""How a typed word lies in a word of a person, best first."""


MERGED_MARK = "+"
"""Stands before the numbers of a record that was merged into this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """The folded words of a text, what its last word may become, and the number in it.

    ``words`` takes each word as finished. ``endings`` are the beginnings that the last word has while it is being
    typed, its own first. ``keys`` are what a ``name_key`` begins with when the name begins with the text; ``blurred``
    says that folding across a blank took a letter away, so that the keys promise too much ("nur h": "nur").
    ``numbers`` are the forms that the number may be stored in; empty without a digit. ``name_words`` are the words
    beside the number, when the text has both ("aminah 0300142").
    """

    typed: str
    words: tuple[str, ...]
    endings: tuple[str, ...]
    keys: tuple[str, ...]
    blurred: bool
    numbers: tuple[str, ...]
    name_words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """What a person can be found by: words of the name, words of mother, head of household, village, former names.

    ``numbers`` are "kind:key", those of a record that was merged into this one behind ``MERGED_MARK``.
    """

    name: str
    name_key: str
    name_words: Sequence[str]
    other_words: Sequence[str]
    mother_name: str
    head_name: str
    village_name: str
    numbers: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well a person fits: the smaller ``score`` the better, and what the text was found in."""

    score: tuple[int, ...]
    matched: SearchMatch
    through_merged: bool = False


def read_query(text: str) -> SearchQuery:
    """The query that a text stands for; any text is one."""
    words = folded_words(text)
    tokens = text.split()
    numbers = [token for token in tokens if _is_number(token)]
    if len(numbers) in (0, len(tokens)):
        number, name_words = text, _NO_WORDS
    else:
        number = " ".join(numbers)
        name_words = folded_words(" ".join(token for token in tokens if token not in numbers))
    return _query(text, words, _endings(text, words), _typed_numbers(number), name_words)


def without_titles(query: SearchQuery) -> SearchQuery:
    """The query without titles and ``bin`` that stand where a name does not have them; itself when there are none."""
    kept = tuple(word for word in query.words if not _is_title(word))
    if not kept or kept == query.words:
        return query
    return _query(query.typed, kept, kept[-1:], (), ())


@lru_cache(maxsize=4096)
def folded_words(text: str) -> tuple[str, ...]:
    """The folded words of a name or place, free of every ASCII character that is no letter and no digit."""
    terms = search_terms(text.encode("utf-8", "replace").decode())
    clean = (_ASCII_NOT_IN_A_WORD.sub("", term)[:_LONGEST_WORD] for term in terms)
    return tuple(word for word in clean if word)


def name_key(words: Iterable[str]) -> str:
    """A folded name without blanks, so that "Nur Hayati" and "Nurhayati", "La Ode" and "Laode" are one."""
    # The last letter, which no rule touches, keeps what stands before it from being folded as the end of a word.
    return "".join(fold_word("".join(words) + _END))[: -len(_END)]


def inner_part(word: str) -> str:
    """What of a folded word is left of it inside a longer one: "hayati" is "aiati" within "nurhayati", folded."""
    return word[1:] if len(word) > 3 and word[0] in _MELTING else word


def number_key(number: str) -> str:
    """The letters and digits of a number, upper case: what is compared."""
    return _NOT_IN_A_NUMBER.sub("", number).upper()


def phone_key(number: str) -> str:
    """The digits of a telephone number with 0 for the country code of Indonesia."""
    digits = number_key(number)
    return "0" + digits[2:] if digits.startswith("628") else digits


def folder_key(medical_record_number: str) -> str:
    """A No. RM from its second part on, without leading zeros, as people call a folder: "14201" of "03-00142-01"."""
    _village, dash, folder = medical_record_number.partition("-")
    return number_key(folder).lstrip("0") if dash else ""


def fit(query: SearchQuery, person: Findable) -> Fit | None:
    """How well a person that an index proposes fits the query; None when the index promised too much."""
    by_number = _number_fit(query, person) if query.numbers else None
    if by_number is not None and not query.name_words:
        return by_number
    words = query.name_words or query.words
    grades = [_grade(word, person.name_words) for word in words]
    if grades[-1] == NOWHERE and any(_grade(ending, person.name_words) <= START for ending in query.endings):
        grades[-1] = INSIDE
    matched = SearchMatch.NAME
    if NOWHERE in grades:
        if _begins_joined(query, person, grades):
            grades = [min(grade, START) for grade in grades]
        else:
            others = [
                _other_fit(word, person) if grade == NOWHERE else None
                for word, grade in zip(words, grades, strict=True)
            ]
            matched = max((other[1] for other in others if other), key=_FIELDS.index)
            grades = [other[0] if other else grade for grade, other in zip(grades, others, strict=True)]
            if max(grades) >= 2 * NOWHERE:
                return None
    if by_number is not None:
        return Fit(score=(by_number.score[0], max(grades), sum(grades)), matched=by_number.matched)
    return Fit(score=(2, max(grades), sum(grades)), matched=matched)


def nearness(query: SearchQuery, person: Findable) -> tuple[int, int]:
    """Decides between people who fit equally: the whole name, its beginning, the spelling as typed."""
    key = query.keys[0] if query.keys else ""
    beginning = 0 if person.name_key == key else 1 if person.name_key.startswith(key) else 2
    return beginning, 0 if query.typed in person.name.lower() else 1


def _number_fit(query: SearchQuery, person: Findable) -> Fit | None:
    """Whole numbers before beginnings, the person's own before those of a merged record."""
    found = []
    for told in person.numbers:
        kind, _, number = told.partition(":")
        if number.startswith(query.numbers):
            merged = kind.startswith(MERGED_MARK)
            found.append((number not in query.numbers, merged, kind.removeprefix(MERGED_MARK)))
    if not found:
        return None
    part, merged, kind = min(found, key=lambda number: number[:2])
    return Fit(score=(int(part), int(merged)), matched=SearchMatch(kind), through_merged=merged)


_FIELDS = (SearchMatch.MOTHER, SearchMatch.HOUSEHOLD_HEAD, SearchMatch.VILLAGE, SearchMatch.FORMER_NAME)


def _begins_joined(query: SearchQuery, person: Findable, grades: Sequence[int]) -> bool:
    """Whether the name begins with the text when blanks do not count."""
    if query.name_words or not person.name_key.startswith(query.keys):
        return False
    return not (query.blurred and EXACT in grades)


def _other_fit(word: str, person: Findable) -> tuple[int, SearchMatch]:
    texts = (person.mother_name, person.head_name, person.village_name)
    found = [(_grade(word, folded_words(text)), match) for text, match in zip(texts, _FIELDS, strict=False)]
    found.append((_grade(word, person.other_words), SearchMatch.FORMER_NAME))
    grade, matched = min(found, key=lambda pair: pair[0])
    return NOWHERE + grade, matched


def _grade(word: str, words: Iterable[str]) -> int:
    best = NOWHERE
    for candidate in words:
        if candidate == word:
            return EXACT
        if candidate.startswith(word):
            best = START
        elif best == NOWHERE and inner_part(word) in candidate:
            best = INSIDE
    return best


def _query(
    text: str,
    words: tuple[str, ...],
    endings: tuple[str, ...],
    numbers: tuple[str, ...],
    name_words: tuple[str, ...],
) -> SearchQuery:
    head = "".join(words[:-1])
    return SearchQuery(
        typed=" ".join(text.lower().split()),
        words=words,
        endings=endings,
        keys=tuple(name_key((head, ending)) for ending in endings),
        blurred=len(words) > 1 and name_key(words) != "".join(words),
        numbers=numbers,
        name_words=name_words,
    )


def _endings(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    last = text.split()[-1:]
    if not words:
        return ()
    if folded_words("".join(last))[-1:] != words[-1:]:
        return words[-1:]
    open_word = beginnings("".join(last).encode("utf-8", "replace").decode())
    clean = (_ASCII_NOT_IN_A_WORD.sub("", beginning)[:_LONGEST_WORD] for beginning in open_word)
    return tuple(dict.fromkeys((words[-1], *(beginning for beginning in clean if beginning))))


def _is_number(token: str) -> bool:
    digits = sum(character.isascii() and character.isdigit() for character in token)
    return digits > 0 and digits * 2 >= len(number_key(token))


def _typed_numbers(text: str) -> tuple[str, ...]:
    key = number_key(text)
    if not any(character.isdigit() for character in key):
        return ()
    return tuple(dict.fromkeys((key, phone_key(key))))


def _is_title(word: str) -> bool:
    return any(len(search_terms(text)) == 1 for text in (f"{word} aminah", f"aminah {word}")) or (
        len(search_terms(f"siti {word} aminah")) == 2
    )
