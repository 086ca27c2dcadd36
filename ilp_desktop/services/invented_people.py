"""Invents households and people for demonstrations and benchmarks: seeded, the same every time, nobody real.

Ages follow the population of Indonesia (BPS, projection 2020 to 2050); names are those of the region and of each
generation. Numbers have the right structure: a NIK carries the birth date, a woman's day plus forty; a family card its
day of issue; an insurance card thirteen digits.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import accumulate, count
from random import Random
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

import yaml

from ilp_desktop.domain.identifiers import HamletId, HouseholdId, PatientId, VillageCode
from ilp_desktop.domain.installation import Hamlet
from ilp_desktop.domain.patient import (
    AllergyStatus,
    Education,
    Household,
    MaritalStatus,
    NikStatus,
    Patient,
    PatientStatus,
    Payer,
    Relationship,
    Religion,
    Sex,
)
from ilp_desktop.domain.person_name import newborn_name
from ilp_desktop.resource_files import resource_path

Item = TypeVar("Item")
Pattern: TypeAlias = "tuple[Sequence[str], ...]"
"""For each word of a name the list that it is drawn from."""

_YEAR = 365.25
_FIRST_MOMENT = 1_735_689_600_000
_NEWBORN_DAYS = 28

_HEAD_AGES = (
    (19, 24, 5),
    (25, 29, 8),
    (30, 34, 11),
    (35, 39, 13),
    (40, 44, 14),
    (45, 49, 14),
    (50, 54, 13),
    (55, 59, 11),
    (60, 69, 10),
    (70, 84, 4),
)
"""Youngest, oldest and weight of the age bands of heads of households."""

_AT_HOME = ((17, 0.99), (20, 0.92), (24, 0.75), (29, 0.4), (99, 0.1))
"""The share of children who still live with their parents, up to an age in years."""

_CHILDREN = (0, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 5)
_PAYERS = (
    *(Payer.JKN_PBI_STATE,) * 46,
    *(Payer.JKN_PBI_REGION,) * 22,
    *(Payer.JKN_WORKER,) * 12,
    *(Payer.JKN_INDEPENDENT,) * 8,
    *(Payer.GENERAL,) * 12,
)
_MOBILE_OPENINGS = ("0811", "0812", "0813", "0821", "0822", "0823", "0851", "0852", "0853", "0895")
_ALLERGIES = ("amoksisilin", "sulfa", "ikan laut", "udang", "antalgin", "telur", "debu")
_BIRTH_PLACES = ("Baubau", "Raha", "Lakudo", "Mawasangka", "Kendari", "Wakatobi", "Ambon", "Makassar")
_NEIGHBOURS = ("741401", "741404", "740404", "740308", "747201", "747205", "737102", "810101")
"""Districts where those who moved in got their NIK."""

_RELIGIONS = {"bali": Religion.HINDU, "timor": Religion.CATHOLIC}
_PREVALENCE_OF_FIRST = 1.7
"""How much commoner the first names of a list are than the last; 1 would make all equally common."""

_MEN_WORK = ("Nelayan", "Petani", "Wiraswasta", "Buruh", "PNS", "Guru", "Tukang kayu", "Sopir", "Petani rumput laut")
_WOMEN_WORK = ("Ibu rumah tangga", "Ibu rumah tangga", "Petani", "Pedagang", "Penenun", "Guru", "PNS")

_OTHER_SPELLINGS = (
    ("muhammad", "muh."),
    ("muh.", "mohamad"),
    ("la ode", "laode"),
    ("wa ode", "waode"),
    ("sitti", "st."),
    ("siti", "sitti"),
    ("sy", "sj"),
    ("dj", "j"),
    ("oe", "u"),
    ("j", "dj"),
    ("ch", "kh"),
    ("f", "p"),
    ("z", "s"),
    ("y", "i"),
    ("u", "oe"),
    ("an", "ann"),
    ("as", "ass"),
)
"""How the next clerk writes the same name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedVillage:
    """A village to people: Kemendagri code, name, number in the No. RM, share of the people, hamlets."""

    code: VillageCode
    name: str
    number: int
    weight: int = 1
    hamlets: tuple[Hamlet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tradition:
    """How one people names its children. A pattern is a row of word lists; a fixed word is a list of one.

    ``noble`` patterns run in families: the children of a La Ode are La Ode and Wa Ode.
    """

    name: str
    religion: Religion
    common: Mapping[Sex, "Weighted[Pattern]"]
    noble: Mapping[Sex, "Weighted[Pattern]"]
    noble_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """What people are invented from: the villages, and the traditions of those who live there."""

    villages: "Weighted[InventedVillage]"
    traditions: "Weighted[Tradition]"


class Weighted(Generic[Item]):
    """Things of which some are drawn more often than others."""

    def __init__(self, items: Iterable[tuple[Item, float]]) -> None:
        pairs = list(items)
        self.items = tuple(item for item, _ in pairs)
        self._ends = tuple(accumulate(weight for _, weight in pairs))

    def draw(self, chance: float) -> Item:
        """The thing at ``chance`` (0 to below 1) of the way through the weights."""
        return self.items[bisect(self._ends, chance * self._ends[-1])]


def read_region(seed: int = 2026) -> Region:
    """Kecamatan Mawasangka Tengah, Buton Tengah, from ``resources/reference/invented_names.yaml``.

    The seed settles which names of a list are common. Raises Fault when the installation lost the file.
    """
    source = yaml.safe_load(resource_path("reference", "invented_names.yaml").read_text(encoding="utf-8"))
    random = Random(seed)
    lists = {name: tuple(random.sample(words, len(words))) for name, words in source["lists"].items()}
    traditions = (
        (_tradition(name, told, lists, random), told["weight"]) for name, told in source["traditions"].items()
    )
    area = source["area"]
    villages = (
        (_village(number, told, area["hamlets"]), told["weight"])
        for number, told in enumerate(area["villages"], start=1)
    )
    return Region(villages=Weighted(villages), traditions=Weighted(traditions))


def _village(number: int, told: Mapping[str, Any], hamlet_names: Sequence[str]) -> InventedVillage:
    code = VillageCode(told["code"])
    names = [hamlet_names[(3 * number + place) % len(hamlet_names)] for place in range(3)]
    return InventedVillage(
        code=code,
        name=told["name"],
        number=number,
        weight=told["weight"],
        hamlets=tuple(
            Hamlet(id=HamletId(f"{code}-{place}"), village_code=code, name=f"Dusun {name}")
            for place, name in enumerate(names, start=1)
        ),
    )


def _tradition(name: str, told: Mapping[str, Any], shared: Mapping[str, Pattern], random: Random) -> Tradition:
    own = {key: tuple(random.sample(words, len(words))) for key, words in told.get("lists", {}).items()}
    lists = {**shared, **own}
    common, noble = {}, {}
    weights: list[float] = [0, 0]
    for sex, key in ((Sex.MALE, "male"), (Sex.FEMALE, "female")):
        patterns = told[key]["patterns"].items()
        ordinary = [(pattern, weight) for pattern, weight in patterns if " Ode " not in pattern]
        titled = [(pattern, weight) for pattern, weight in patterns if " Ode " in pattern]
        common[sex] = Weighted((_pattern(pattern, lists), weight) for pattern, weight in ordinary)
        noble[sex] = Weighted((_pattern(pattern, lists), weight) for pattern, weight in titled or ordinary)
        weights = [weights[0] + sum(w for _, w in titled), weights[1] + sum(w for _, w in patterns)]
    return Tradition(
        name=name,
        religion=_RELIGIONS.get(name, Religion.ISLAM),
        common=common,
        noble=noble,
        noble_share=weights[0] / weights[1],
    )


def _pattern(pattern: str, lists: Mapping[str, Sequence[str]]) -> Pattern:
    return tuple(lists[word[1:-1]] if word.startswith("{") else (word,) for word in pattern.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedFamily:
    """One household and who lives in it, the head first; ``repeats`` tells of whom it is only a second record."""

    household: Household
    members: tuple[Patient, ...]
    repeats: PatientId | None = None


def invent_people(
    number: int,
    region: Region,
    *,
    today: date,
    seed: int = 2026,
    duplicates: float = 0.0,
) -> Iterator[InventedFamily]:
    """Families of together at least ``number`` people; the last family is whole, so it may be a few more.

    ``duplicates`` is the share of people (0.03: three of a hundred) of whom there is a second record in a folder of its
    own, under another spelling, without NIK or with another birth date, as a hurried clerk leaves it.
    """
    inventor = _Inventor(region=region, today=today, random=Random(seed))
    left = number
    while left > 0:
        family = inventor.family()
        left -= len(family.members)
        yield family
        for person in family.members:
            if duplicates and inventor.random.random() < duplicates:
                left -= 1
                yield inventor.second_record(person)


class _Role(NamedTuple):
    relationship: Relationship
    sex: Sex
    born: date
    mother: int | None = None


class _Home(NamedTuple):
    household_id: HouseholdId
    village: InventedVillage
    hamlet: Hamlet | None
    folder: int
    tradition: Tradition
    noble: bool
    payer: Payer
    neighbourhood: str


@dataclass(slots=True, kw_only=True)
class _Inventor:
    region: Region
    today: date
    random: Random
    moments: Iterator[int] = field(default_factory=lambda: count(_FIRST_MOMENT))
    insured: Iterator[int] = field(default_factory=lambda: count(1))
    serials: dict[str, int] = field(default_factory=dict)

    def family(self) -> InventedFamily:
        home = self._home()
        members: list[Patient] = []
        for role in self._roles():
            members.append(self._member(home, role, members))
        return InventedFamily(household=self._household(home, members[0]), members=tuple(members))

    def second_record(self, person: Patient) -> InventedFamily:
        """The same person again, alone in a new folder of the same village."""
        chance = self.random.random
        village = next(village for village in self.region.villages.items if village.code == person.village_code)
        home = self._home(village)
        born = person.birth_date or self.today
        keeps_nik = person.nik and chance() < 0.25
        estimated = person.birth_date_estimated or chance() < 0.5
        again = replace(
            person,
            id=PatientId(self._id()),
            household_id=home.household_id,
            medical_record_number=f"{village.number:02d}-{home.folder:05d}-00",
            name=self._other_spelling(person.name),
            nik=person.nik if keeps_nik else "",
            nik_status=NikStatus.PRESENT if keeps_nik else NikStatus.NOT_BROUGHT,
            birth_date=date(born.year, 7, 1) if estimated else born,
            birth_date_estimated=estimated,
            mother_name=self._other_spelling(person.mother_name) if chance() < 0.5 else "",
            phone="" if chance() < 0.6 else person.phone,
            insurance_number="" if chance() < 0.6 else person.insurance_number,
        )
        return InventedFamily(household=self._household(home, again), members=(again,), repeats=person.id)

    def _home(self, village: InventedVillage | None = None) -> _Home:
        chance = self.random.random
        village = village or self.region.villages.draw(chance())
        tradition = self.region.traditions.draw(chance())
        return _Home(
            household_id=HouseholdId(self._id()),
            village=village,
            hamlet=self._one_of(village.hamlets) if village.hamlets else None,
            folder=self._serial(village.code),
            tradition=tradition,
            noble=chance() < tradition.noble_share,
            payer=self._one_of(_PAYERS),
            neighbourhood=f"{1 + int(6 * chance()):03d}",
        )

    def _household(self, home: _Home, head: Patient) -> Household:
        issued = self.today - timedelta(days=200 + int(4000 * self.random.random()))
        opening = f"{home.village.code[:6]}{issued:%d%m%y}"
        return Household(
            id=home.household_id,
            family_card_number="" if self.random.random() < 0.04 else f"{opening}{self._serial('K' + opening):04d}",
            folder_number=f"{home.folder:05d}",
            head_name=head.name,
            neighbourhood=home.neighbourhood,
            community="001",
            hamlet_id=head.hamlet_id,
            hamlet_name=head.hamlet_name,
            village_code=home.village.code,
            village_name=home.village.name,
        )

    def _roles(self) -> list[_Role]:
        chance = self.random.random
        youngest, oldest, _ = self.random.choices(_HEAD_AGES, _HEAD_WEIGHTS)[0]
        head_age = youngest + (oldest + 1 - youngest) * chance()
        married = chance() < (0.9 if head_age < 60 else 0.66)
        man_leads = married or chance() < 0.4
        roles = [_Role(Relationship.HEAD, Sex.MALE if man_leads else Sex.FEMALE, self._born(head_age))]
        mother_age = head_age
        if married:
            mother_age = max(17.5, head_age - self.random.gauss(3, 3))
            roles.append(_Role(Relationship.WIFE, Sex.FEMALE, self._born(mother_age)))
        if married or not man_leads:
            roles += self._children(mother_age, mother=len(roles) - 1)
        if head_age < 60 and chance() < 0.2:
            sex = Sex.FEMALE if chance() < 0.68 else Sex.MALE
            roles.append(_Role(Relationship.PARENT, sex, self._born(min(head_age + 20 + 12 * chance(), 97))))
        if head_age > 47 and chance() < 0.25:
            for _ in range(1 + int(2 * chance())):
                roles.append(_Role(Relationship.GRANDCHILD, self._any_sex(), self._born(12 * chance())))
        if chance() < 0.07:
            roles.append(_Role(Relationship.OTHER_FAMILY, self._any_sex(), self._born(8 + 20 * chance())))
        return roles

    def _children(self, mother_age: float, *, mother: int) -> Iterator[_Role]:
        chance = self.random.random
        age = mother_age - max(17.0, self.random.gauss(22.5, 3.5))
        for _ in range(self._one_of(_CHILDREN)):
            if age < 0 or mother_age - age > 44:
                return
            if chance() < next(share for years, share in _AT_HOME if age <= years):
                yield _Role(Relationship.CHILD, self._any_sex(), self._born(age), mother)
            age -= 1.6 + 3.6 * chance()

    def _member(self, home: _Home, role: _Role, members: Sequence[Patient]) -> Patient:
        chance = self.random.random
        village, age = home.village, (self.today - role.born).days / _YEAR
        mother = members[role.mother] if role.mother is not None else None
        mother_name = mother.name if mother else self._name(Sex.FEMALE, home)
        newborn = (self.today - role.born).days <= _NEWBORN_DAYS and chance() < 0.6
        nik, nik_status = self._identity(village, role, age)
        estimated = age > 55 and chance() < 0.3
        hamlet_name = home.hamlet.name if home.hamlet else ""
        allergic, left = chance() < 0.035, chance()
        died = self.today - timedelta(days=int(900 * chance())) if age > 1 and left < 0.0004 * age else None
        status = PatientStatus.DECEASED if died else PatientStatus.MOVED if left > 0.98 else PatientStatus.ACTIVE
        return Patient(
            id=PatientId(self._id()),
            medical_record_number=f"{village.number:02d}-{home.folder:05d}-{len(members):02d}",
            name=newborn_name(mother_name) if newborn else self._name(role.sex, home),
            sex=role.sex,
            birth_date=date(role.born.year, 7, 1) if estimated else role.born,
            birth_date_estimated=estimated,
            birth_place=village.name if chance() < 0.6 else self._one_of(_BIRTH_PLACES),
            nik=nik,
            nik_status=nik_status,
            insurance_number="" if home.payer is Payer.GENERAL else self._insurance_number(),
            payer=home.payer,
            household_id=home.household_id,
            relationship=role.relationship,
            mother_name=mother_name,
            mother_id=mother.id if mother else None,
            neighbourhood=home.neighbourhood,
            community="001",
            hamlet_id=home.hamlet.id if home.hamlet else None,
            hamlet_name=hamlet_name,
            village_code=village.code,
            village_name=village.name,
            phone=self._phone() if age > 15 and chance() < 0.62 else "",
            religion=home.tradition.religion,
            education=_education(age, chance()),
            occupation=self._occupation(role.sex, age),
            marital_status=self._marital_status(role, age),
            allergy_status=AllergyStatus.PRESENT if allergic else AllergyStatus.NONE,
            allergies=self._one_of(_ALLERGIES) if allergic else "",
            status=status,
            deceased_date=died,
        )

    def _identity(self, village: InventedVillage, role: _Role, age: float) -> tuple[str, NikStatus]:
        chance = self.random.random()
        if age * _YEAR <= _NEWBORN_DAYS:
            return "", NikStatus.NEWBORN
        if chance < (0.25 if age < 2 else 0.03):
            return "", NikStatus.NOT_ISSUED
        if chance > 0.95:
            return "", NikStatus.NOT_BROUGHT
        day = role.born.day + (40 if role.sex is Sex.FEMALE else 0)
        issued_in = self._one_of(_NEIGHBOURS) if chance > 0.83 else village.code[:6]
        opening = f"{issued_in}{day:02d}{role.born:%m%y}"
        return f"{opening}{self._serial(opening):04d}", NikStatus.PRESENT

    def _name(self, sex: Sex, home: _Home) -> str:
        patterns = home.tradition.noble if home.noble else home.tradition.common
        words: list[str] = []
        for choices in patterns[sex].draw(self.random.random()):
            word = self._common(choices)
            while word in words:
                word = self._one_of(choices)
            words.append(word)
        return " ".join(words)

    def _other_spelling(self, name: str) -> str:
        lower = name.lower()
        found = [(old, new) for old, new in _OTHER_SPELLINGS if old in lower]
        if not found:
            return name.upper()
        old, new = self._one_of(found)
        return lower.replace(old, new, 1).title()

    def _phone(self) -> str:
        return f"{self._one_of(_MOBILE_OPENINGS)}{int(10**8 * self.random.random()):08d}"

    def _insurance_number(self) -> str:
        # A prime step visits every ten-digit number once, in an order that looks drawn.
        return f"000{next(self.insured) * 7_368_787_157 % 10**10:010d}"

    def _occupation(self, sex: Sex, age: float) -> str:
        if age < 6:
            return ""
        if age < 19:
            return "Pelajar"
        return self._one_of(_MEN_WORK if sex is Sex.MALE else _WOMEN_WORK)

    def _marital_status(self, role: _Role, age: float) -> MaritalStatus:
        if role.relationship is Relationship.WIFE or (role.relationship is Relationship.HEAD and role.sex is Sex.MALE):
            return MaritalStatus.MARRIED
        if role.relationship in (Relationship.HEAD, Relationship.PARENT):
            return MaritalStatus.WIDOWED
        return MaritalStatus.SINGLE if age < 35 else MaritalStatus.DIVORCED

    def _born(self, age: float) -> date:
        return self.today - timedelta(days=int(max(age, 0) * _YEAR))

    def _any_sex(self) -> Sex:
        return Sex.MALE if self.random.random() < 0.507 else Sex.FEMALE

    def _serial(self, series: str) -> int:
        number = self.serials[series] = self.serials.get(series, 0) + 1
        return number

    def _common(self, words: Sequence[str]) -> str:
        return words[int(len(words) * self.random.random() ** _PREVALENCE_OF_FIRST)]

    def _one_of(self, items: Sequence[Item]) -> Item:
        return items[int(len(items) * self.random.random())]

    def _id(self) -> str:
        moment, tail = f"{next(self.moments):012x}", f"{self.random.getrandbits(74):019x}"
        return f"{moment[:8]}-{moment[8:]}-7{tail[:3]}-8{tail[3:6]}-{tail[6:18]}"


_HEAD_WEIGHTS = tuple(weight for _, _, weight in _HEAD_AGES)


def _education(age: float, chance: float) -> Education:
    if age < 7:
        return Education.NONE
    steps = (Education.PRIMARY, Education.JUNIOR, Education.SENIOR, Education.DIPLOMA, Education.BACHELOR)
    reached = 1 if age < 13 else 2 if age < 16 else 3 if age < 20 else 5
    return steps[min(int(chance * 5), reached - 1)] if age < 55 else steps[int(chance * chance * 5)]
