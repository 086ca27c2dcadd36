"""What somebody typed to find a person, and how well a person fits it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ilp_desktop.domain.person_name import beginnings, search_terms
from ilp_desktop.domain.search_hit import SearchMatch

_NOT_IN_A_NUMBER = re.compile(r"[^0-9A-Za-z]")
_ASCII_NOT_IN_A_WORD = re.compile(r"[\x00-/:-@\[-`{-\x7f]")
_LONGEST_WORD = 64
_NO_WORDS: tuple[str, ...] = ()

EXACT, START, INSIDE, NOWHERE = range(4)
"""How a typed word lies in a word of a person, best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """The folded words of a text, what its last word may become, and the number in it.

    ``words`` takes each word as finished. ``endings`` are the beginnings that the last word has while it is being
    typed, its own first. ``numbers`` are the forms that the number may be stored in; empty without a digit.
    ``name_words`` are the words beside the number, when the text has both ("aminah 0300142").
    """

    typed: str
    words: tuple[str, ...]
    endings: tuple[str, ...]
    numbers: tuple[str, ...]
    name_words: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """What a whole name, without blanks, may begin with when it begins with the text."""
        head = "".join(self.words[:-1])
        return tuple(head + ending for ending in self.endings)

    @property
    def beginnings(self) -> tuple[tuple[str, ...], ...]:
        """For each word what it may begin with."""
        return (*((word,) for word in self.words[:-1]), self.endings) if self.words else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """What a person can be found by. ``name_key`` is the folded name without blanks.

    ``numbers`` are the kind and the key of each number; ``merged_numbers`` those of records merged into this one.
    """

    name: str
    name_key: str
    name_words: Sequence[str]
    mother_name: str
    head_name: str
    village_name: str
    numbers: Sequence[tuple[SearchMatch, str]]
    merged_numbers: Sequence[tuple[SearchMatch, str]]


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
    return SearchQuery(
        typed=" ".join(text.lower().split()),
        words=words,
        endings=_endings(text, words),
        numbers=_typed_numbers(number),
        name_words=name_words,
    )


def without_titles(query: SearchQuery) -> SearchQuery:
    """The query without titles and ``bin`` that stand where a name does not have them; itself when there are none."""
    kept = tuple(word for word in query.words if not _is_title(word))
    if not kept or kept == query.words:
        return query
    return SearchQuery(typed=query.typed, words=kept, endings=kept[-1:], numbers=(), name_words=())


def folded_words(text: str) -> tuple[str, ...]:
    """The folded words of a name or place, free of every ASCII character that is no letter and no digit."""
    terms = search_terms(text.encode("utf-8", "replace").decode())
    clean = (_ASCII_NOT_IN_A_WORD.sub("", term)[:_LONGEST_WORD] for term in terms)
    return tuple(word for word in clean if word)


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


def fit(query: SearchQuery, person: Findable) -> Fit:
    """How well a person that an index proposes fits the query."""
    by_number = _number_fit(query, person)
    if by_number is not None and not query.name_words:
        return by_number
    words = query.name_words or query.words
    if person.name_key.startswith(query.keys) and not query.name_words:
        grades = [min(_grade(word, person.name_words), START) for word in words]
        matched = SearchMatch.NAME
    else:
        grades, matched = _word_fit(words, query.endings, person)
    if by_number is not None:
        return Fit(score=(1, *by_number.score[:1], sum(grades)), matched=by_number.matched)
    return Fit(score=(2, max(grades, default=0), sum(grades)), matched=matched)


def nearness(query: SearchQuery, person: Findable) -> tuple[int, int]:
    """Decides between people who fit equally: the whole name, its beginning, the spelling as typed."""
    key = query.keys[0] if query.keys else ""
    beginning = 0 if person.name_key == key else 1 if person.name_key.startswith(key) else 2
    return beginning, 0 if query.typed in person.name.lower() else 1


def _number_fit(query: SearchQuery, person: Findable) -> Fit | None:
    for merged, numbers in ((False, person.numbers), (True, person.merged_numbers)):
        for kind, number in numbers:
            if number in query.numbers:
                return Fit(score=(0, int(merged)), matched=kind, through_merged=merged)
    if query.numbers:
        for merged, numbers in ((False, person.numbers), (True, person.merged_numbers)):
            for kind, number in numbers:
                if number.startswith(query.numbers):
                    return Fit(score=(1, int(merged)), matched=kind, through_merged=merged)
    return None


_FIELDS = (SearchMatch.MOTHER, SearchMatch.HOUSEHOLD_HEAD, SearchMatch.VILLAGE)


def _word_fit(words: Sequence[str], endings: Sequence[str], person: Findable) -> tuple[list[int], SearchMatch]:
    grades, matched = [], SearchMatch.NAME
    for position, word in enumerate(words):
        grade = _grade(word, person.name_words)
        if grade == NOWHERE and position == len(words) - 1:
            grade = START if any(_grade(ending, person.name_words) <= START for ending in endings) else NOWHERE
        if grade == NOWHERE:
            grade, matched = _other_fit(word, person)
        grades.append(grade)
    return grades, matched


def _other_fit(word: str, person: Findable) -> tuple[int, SearchMatch]:
    texts = (person.mother_name, person.head_name, person.village_name)
    found = [(_grade(word, folded_words(text)), match) for text, match in zip(texts, _FIELDS, strict=True)]
    grade, matched = min(found, key=lambda pair: pair[0])
    return NOWHERE + grade, SearchMatch.FORMER_NAME if grade == NOWHERE else matched


def _grade(word: str, words: Iterable[str]) -> int:
    best = NOWHERE
    for candidate in words:
        if candidate == word:
            return EXACT
        if candidate.startswith(word):
            best = START
        elif best == NOWHERE and word in candidate:
            best = INSIDE
    return best


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
    return digits >= 3 and digits * 2 >= len(number_key(token))


def _typed_numbers(text: str) -> tuple[str, ...]:
    key = number_key(text)
    if not any(character.isdigit() for character in key):
        return ()
    return tuple(dict.fromkeys((key, phone_key(key))))


def _is_title(word: str) -> bool:
    return search_terms(f"{word} aminah") == search_terms("aminah") or len(search_terms(f"siti {word} aminah")) == 2
