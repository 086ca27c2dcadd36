"""Possible duplicates of a person, with the reasons, for a clerk to judge. Nothing is ever merged by itself."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from ilp_desktop.domain.nik import LENGTH as NIK_LENGTH
from ilp_desktop.domain.nik import is_placeholder, nik_digits
from ilp_desktop.domain.patient import Sex
from ilp_desktop.domain.person_name import search_terms

SHOWN_FROM = 55
SIMILAR_FROM = 0.75
ESTIMATED_YEARS = 3
"""How many years an estimated birth date may be off and still be near."""

_FREQUENT_TERMS = frozenset(
    ["la", "wa", "ode", "siti", "muhamad", "abdul", "nur", "ni", "i", "made", "putu", "maria", "sri", "al"]
)
_NEWBORN = re.compile(r"^\s*by\b\.?\s*", re.IGNORECASE)


class DuplicateReason(StrEnum):
    """What speaks for two records being one person."""

    SAME_NIK = "same_nik"
    SAME_INSURANCE_NUMBER = "same_insurance_number"
    NIK_MISTYPED = "nik_mistyped"
    SAME_NAME = "same_name"
    SIMILAR_NAME = "similar_name"
    NEWBORN_NOW_NAMED = "newborn_now_named"
    SAME_BIRTH_DATE = "same_birth_date"
    DAY_AND_MONTH_SWAPPED = "day_and_month_swapped"
    BIRTH_YEAR_NEAR = "birth_year_near"
    SAME_FAMILY_CARD = "same_family_card"
    SAME_MOTHER = "same_mother"
    SAME_VILLAGE = "same_village"
    SAME_PHONE = "same_phone"


REASON_LABELS: Mapping[DuplicateReason, str] = MappingProxyType(
    {
        DuplicateReason.SAME_NIK: "NIK sama",
        DuplicateReason.SAME_INSURANCE_NUMBER: "No. JKN sama",
        DuplicateReason.NIK_MISTYPED: "NIK hampir sama",
        DuplicateReason.SAME_NAME: "nama sama",
        DuplicateReason.SIMILAR_NAME: "nama mirip",
        DuplicateReason.NEWBORN_NOW_NAMED: "dulu bayi tanpa nama dari ibu ini",
        DuplicateReason.SAME_BIRTH_DATE: "tanggal lahir sama",
        DuplicateReason.DAY_AND_MONTH_SWAPPED: "tanggal dan bulan lahir tertukar",
        DuplicateReason.BIRTH_YEAR_NEAR: "tahun lahir hampir sama",
        DuplicateReason.SAME_FAMILY_CARD: "satu KK",
        DuplicateReason.SAME_MOTHER: "ibu sama",
        DuplicateReason.SAME_VILLAGE: "satu desa",
        DuplicateReason.SAME_PHONE: "No. HP sama",
    }
)

_POINTS: Mapping[DuplicateReason, int] = MappingProxyType(
    {
        DuplicateReason.SAME_NIK: 100,
        DuplicateReason.SAME_INSURANCE_NUMBER: 90,
        DuplicateReason.NIK_MISTYPED: 40,
        DuplicateReason.SAME_NAME: 40,
        DuplicateReason.SIMILAR_NAME: 30,
        DuplicateReason.NEWBORN_NOW_NAMED: 30,
        DuplicateReason.SAME_BIRTH_DATE: 35,
        DuplicateReason.DAY_AND_MONTH_SWAPPED: 28,
        DuplicateReason.BIRTH_YEAR_NEAR: 15,
        DuplicateReason.SAME_FAMILY_CARD: 15,
        DuplicateReason.SAME_MOTHER: 15,
        DuplicateReason.SAME_VILLAGE: 15,
        DuplicateReason.SAME_PHONE: 10,
    }
)
_IDENTIFIERS = frozenset({DuplicateReason.SAME_NIK, DuplicateReason.SAME_INSURANCE_NUMBER})
_NAME_REASONS = frozenset({DuplicateReason.SAME_NAME, DuplicateReason.SIMILAR_NAME, DuplicateReason.NEWBORN_NOW_NAMED})
_OTHER_NIK_COST = 30
_OTHER_SEX_COST = 25
_OTHER_BIRTH_COST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What is compared of a person. ``key`` is the record's id, empty for a person not saved yet; unknown is empty."""

    key: str = ""
    name: str
    sex: Sex = Sex.UNKNOWN
    birth_date: date | None = None
    birth_date_estimated: bool = False
    nik: str = ""
    insurance_number: str = ""
    family_card_number: str = ""
    mother_name: str = ""
    birth_order: int | None = None
    phone: str = ""
    village_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One record that may be the same person. ``score`` is 55 to 100; 90 and more: an identifier is the same."""

    key: str
    score: int
    reasons: tuple[DuplicateReason, ...]
    possible_twin: bool

    @property
    def sentence(self) -> str:
        """The reasons for the screen: "Nama mirip, tanggal lahir sama, satu desa."."""
        text = ", ".join(REASON_LABELS[reason] for reason in self.reasons)
        twin = " Mungkin saudara kembar." if self.possible_twin else ""
        return f"{text[:1].upper()}{text[1:]}.{twin}"


class BlockingKind(StrEnum):
    """Which index a blocking key belongs to."""

    NIK = "nik"
    INSURANCE_NUMBER = "insurance_number"
    FAMILY_CARD = "family_card"
    PHONE = "phone"
    NAME_AND_YEAR = "name_and_year"
    NAME_AND_VILLAGE = "name_and_village"
    BIRTH_DATE = "birth_date"
    MOTHER_AND_BIRTH = "mother_and_birth"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class BlockingKey:
    """Two people who share a key are worth comparing."""

    kind: BlockingKind
    value: str


@lru_cache(maxsize=65536)
def edit_distance(one: str, other: str) -> int:
    """Letters to insert, leave out, replace or swap with their neighbour to make one word of the other."""
    previous: list[int] = []
    current = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        before, previous, current = previous, current, [row]
        for column, wanted in enumerate(other, 1):
            cost = min(
                previous[column] + 1,
                current[column - 1] + 1,
                previous[column - 1] + (letter != wanted),
            )
            if row > 1 < column and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
    return current[-1]


def _terms_alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if short.isdecimal() or long.isdecimal() or short in _FREQUENT_TERMS:
        return 0.0
    if len(short) == 1:
        return 0.8 if long.startswith(short) else 0.0
    allowed = 0 if len(short) < 4 else 1 if len(long) < 8 else 2
    if len(long) - len(short) > allowed or edit_distance(one, other) > allowed:
        return 0.0
    return 0.85


def _weight(term: str) -> float:
    return 0.5 if len(term) == 1 or term in _FREQUENT_TERMS else 1.0


def name_similarity(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """0.0 to 1.0 for two names as ``search_terms`` gives them; the order of the words does not matter.

    1.0 means the same words. La against Wa, and different numbers (twins not named yet), speak against.
    """
    if sorted(one) == sorted(other):
        return 1.0 if one else 0.0
    left = list(other)
    matched = 0.0
    for term in sorted(one, key=len, reverse=True):
        alike, best = max(((_terms_alike(term, candidate), candidate) for candidate in left), default=(0.0, ""))
        if alike:
            left.remove(best)
            matched += alike * (_weight(term) + _weight(best))
    similarity = matched / sum(map(_weight, one + other))
    numbers = {term for term in one if term.isdecimal()}, {term for term in other if term.isdecimal()}
    opposed = {one[:1], other[:1]} == {("la",), ("wa",)} or (all(numbers) and numbers[0] != numbers[1])
    return similarity / 2 if opposed else similarity


def candidates(new: PersonFacts, existing: Iterable[PersonFacts]) -> tuple[Candidate, ...]:
    """The records among ``existing`` that may be the person ``new``, most alike first.

    Twins (same family or mother, same birth date, and another sex, NIK, order of birth or clearly another name) and
    parents with the name of their child are not candidates.
    """
    found = (_compare(new, other) for other in existing if not new.key or other.key != new.key)
    return tuple(
        sorted((candidate for match in found for candidate in match), key=lambda match: (-match.score, match.key))
    )


def _compare(new: PersonFacts, other: PersonFacts) -> tuple[Candidate, ...]:
    reasons = [*_identifier_reasons(new, other), *_name_reasons(new, other)]
    if not reasons:
        return ()
    reasons += [*_birth_reasons(new, other), *_family_reasons(new, other)]
    same_identifier = not _IDENTIFIERS.isdisjoint(reasons)
    twin = _could_be_twins(reasons)
    if not same_identifier and (_NAME_REASONS.isdisjoint(reasons) or (twin and _are_distinct(new, other))):
        return ()
    score = sum(_POINTS[reason] for reason in reasons)
    if not same_identifier:
        score -= _costs(new, other, reasons)
    if score < SHOWN_FROM:
        return ()
    possible_twin = twin and not same_identifier and DuplicateReason.SAME_NAME not in reasons
    return (Candidate(key=other.key, score=min(score, 100), reasons=tuple(reasons), possible_twin=possible_twin),)


def _identifier_reasons(new: PersonFacts, other: PersonFacts) -> list[DuplicateReason]:
    reasons = []
    one_nik, other_nik = _usable_nik(new), _usable_nik(other)
    if one_nik and one_nik == other_nik:
        reasons.append(DuplicateReason.SAME_NIK)
    elif one_nik and other_nik and one_nik[-4:] == other_nik[-4:] and _one_slip(one_nik, other_nik):
        reasons.append(DuplicateReason.NIK_MISTYPED)
    if _same(new.insurance_number, other.insurance_number) and not is_placeholder(new.insurance_number):
        reasons.append(DuplicateReason.SAME_INSURANCE_NUMBER)
    return reasons


def _one_slip(one: str, other: str) -> bool:
    """Whether two numbers of one length are one wrong digit, or two swapped neighbours, apart."""
    places = [place for place, (digit, wanted) in enumerate(zip(one, other, strict=True)) if digit != wanted]
    if len(places) == 2:
        first, second = places
        return second == first + 1 and (one[first], one[second]) == (other[second], other[first])
    return len(places) == 1


def _usable_nik(person: PersonFacts) -> str:
    nik = nik_digits(person.nik)
    return nik if len(nik) == NIK_LENGTH and not is_placeholder(nik) else ""


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other


def _name_reasons(new: PersonFacts, other: PersonFacts) -> list[DuplicateReason]:
    new_is_newborn, other_is_newborn = bool(_NEWBORN.match(new.name)), bool(_NEWBORN.match(other.name))
    if new_is_newborn is not other_is_newborn:
        unnamed, named = (new, other) if new_is_newborn else (other, new)
        mother = tuple(term for term in search_terms(unnamed.name) if not term.isdecimal())
        same_mother = name_similarity(mother, search_terms(named.mother_name)) >= SIMILAR_FROM
        born_together = new.birth_date is not None and new.birth_date == other.birth_date
        return [DuplicateReason.NEWBORN_NOW_NAMED] if same_mother and born_together else []
    similarity = name_similarity(search_terms(new.name), search_terms(other.name))
    if similarity >= 1.0:
        return [DuplicateReason.SAME_NAME]
    return [DuplicateReason.SIMILAR_NAME] if similarity >= SIMILAR_FROM else []


def _birth_reasons(new: PersonFacts, other: PersonFacts) -> list[DuplicateReason]:
    one, two = new.birth_date, other.birth_date
    if one is None or two is None:
        return []
    if one == two:
        return [DuplicateReason.SAME_BIRTH_DATE]
    if (one.year, one.month, one.day) == (two.year, two.day, two.month):
        return [DuplicateReason.DAY_AND_MONTH_SWAPPED]
    near = ESTIMATED_YEARS if new.birth_date_estimated or other.birth_date_estimated else 1
    return [DuplicateReason.BIRTH_YEAR_NEAR] if abs(one.year - two.year) <= near else []


def _family_reasons(new: PersonFacts, other: PersonFacts) -> list[DuplicateReason]:
    mothers = search_terms(new.mother_name), search_terms(other.mother_name)
    claims = (
        (DuplicateReason.SAME_FAMILY_CARD, _same(new.family_card_number, other.family_card_number)),
        (DuplicateReason.SAME_MOTHER, all(mothers) and name_similarity(*mothers) >= SIMILAR_FROM),
        (DuplicateReason.SAME_VILLAGE, _same(new.village_code, other.village_code)),
        (DuplicateReason.SAME_PHONE, _same(new.phone, other.phone)),
    )
    return [reason for reason, holds in claims if holds]


def _could_be_twins(reasons: list[DuplicateReason]) -> bool:
    one_family = {DuplicateReason.SAME_FAMILY_CARD, DuplicateReason.SAME_MOTHER} & set(reasons)
    return bool(one_family) and DuplicateReason.SAME_BIRTH_DATE in reasons


def _are_distinct(new: PersonFacts, other: PersonFacts) -> bool:
    """Whether two people born together into one family are two by sex, NIK or order of birth."""
    sexes = {new.sex, other.sex} == {Sex.MALE, Sex.FEMALE}
    niks = bool(_usable_nik(new)) and bool(_usable_nik(other)) and _usable_nik(new) != _usable_nik(other)
    orders = new.birth_order is not None is not other.birth_order and new.birth_order != other.birth_order
    return sexes or niks or orders


def _costs(new: PersonFacts, other: PersonFacts, reasons: list[DuplicateReason]) -> int:
    one_nik, other_nik = _usable_nik(new), _usable_nik(other)
    other_nik_known = bool(one_nik) and bool(other_nik) and DuplicateReason.NIK_MISTYPED not in reasons
    birth_known = new.birth_date is not None is not other.birth_date
    births = {
        DuplicateReason.SAME_BIRTH_DATE,
        DuplicateReason.DAY_AND_MONTH_SWAPPED,
        DuplicateReason.BIRTH_YEAR_NEAR,
    }
    return (
        _OTHER_NIK_COST * other_nik_known
        + _OTHER_SEX_COST * ({new.sex, other.sex} == {Sex.MALE, Sex.FEMALE})
        + _OTHER_BIRTH_COST * (birth_known and births.isdisjoint(reasons))
    )


def blocking_keys(person: PersonFacts) -> frozenset[BlockingKey]:
    """The keys under which storage keeps a person, so that a lookup fetches only people worth comparing."""
    year = str(person.birth_date.year) if person.birth_date else "?"
    return _identity_keys(person) | _name_keys(person, (year,))


def lookup_keys(person: PersonFacts) -> frozenset[BlockingKey]:
    """The keys to look up for a person: their own, those of the years near the birth year, day and month swapped.

    Not found this way are people whose name begins otherwise and whose birth date differs too.
    """
    born = person.birth_date
    if born is None:
        return _identity_keys(person) | _name_keys(person, ("?",))
    near = ESTIMATED_YEARS if person.birth_date_estimated else 1
    years = range(born.year - near, born.year + near + 1)
    swapped = {BlockingKey(kind=BlockingKind.BIRTH_DATE, value=f"{born.year:04d}-{born.day:02d}-{born.month:02d}")}
    return _identity_keys(person) | _name_keys(person, ("?", *map(str, years))) | swapped


def _identity_keys(person: PersonFacts) -> frozenset[BlockingKey]:
    values = {
        BlockingKind.NIK: _usable_nik(person),
        BlockingKind.INSURANCE_NUMBER: person.insurance_number,
        BlockingKind.FAMILY_CARD: person.family_card_number,
        BlockingKind.PHONE: person.phone,
        BlockingKind.BIRTH_DATE: person.birth_date.isoformat() if person.birth_date else "",
    }
    return frozenset(BlockingKey(kind=kind, value=value) for kind, value in values.items() if value)


def _name_keys(person: PersonFacts, years: tuple[str, ...]) -> frozenset[BlockingKey]:
    keys = set()
    for skeleton in _skeletons(search_terms(person.name)):
        keys |= {BlockingKey(kind=BlockingKind.NAME_AND_YEAR, value=f"{skeleton}:{year}") for year in years}
        if person.village_code:
            keys.add(BlockingKey(kind=BlockingKind.NAME_AND_VILLAGE, value=f"{skeleton}:{person.village_code}"))
    if person.birth_date:
        mother = person.name if _NEWBORN.match(person.name) else person.mother_name
        keys |= {
            BlockingKey(kind=BlockingKind.MOTHER_AND_BIRTH, value=f"{skeleton}:{person.birth_date.isoformat()}")
            for skeleton in _skeletons(search_terms(mother))
        }
    return frozenset(keys)


def _skeletons(terms: tuple[str, ...]) -> frozenset[str]:
    """First letter and next two consonants of each telling word: what vowels and endings leave untouched."""
    telling = [term for term in terms if len(term) > 1 and term not in _FREQUENT_TERMS and not term.isdecimal()]
    return frozenset((term[0] + re.sub("[aeiou]", "", term[1:]))[:3] for term in telling or terms)
