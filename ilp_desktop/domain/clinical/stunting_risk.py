"""Risk of stunting, from the couple before marriage to the child: which known factors a person has, and whose they are.

There is no score. Each factor is named with its source, so that a family can be told what to mend.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.clinical.premarital import RULES as COUPLE_RULES
from ilp_desktop.domain.clinical.premarital import Candidate, Finding, PremaritalRules, elsimil_findings
from ilp_desktop.domain.uncertain import Sureness, uncertain

BKKBN = "Perpres 72/2021; Elsimil dan pendataan keluarga berisiko stunting (BKKBN)"
PNPK = "KMK HK.01.07/MENKES/1928/2022 (PNPK stunting)"


class Factor(StrEnum):
    """A factor of mother or child, in the words that lists and rooms show."""

    MOTHER_TOO_YOUNG = "Umur ibu kurang dari 20 tahun"
    MOTHER_TOO_OLD = "Umur ibu lebih dari 35 tahun"
    TOO_CLOSE = "Jarak kehamilan kurang dari 2 tahun"
    TOO_MANY = "Sudah melahirkan 3 kali atau lebih"
    THIN_ARM = "LILA ibu kurang dari 23,5 cm (KEK)"
    MOTHER_ANAEMIA = "Ibu anemia"
    SHORT_MOTHER = "Tinggi badan ibu kurang"
    LOW_GAIN = "Berat badan ibu hamil tidak naik sesuai anjuran"
    SMOKE = "Terpapar asap rokok"
    UNSAFE_WATER = "Air minum tidak layak"
    NO_TOILET = "Tidak punya jamban layak"
    LOW_BIRTH_WEIGHT = "Berat lahir kurang dari 2.500 gram"
    SHORT_AT_BIRTH = "Panjang lahir kurang dari 48 cm"
    PRETERM = "Lahir kurang dari 37 minggu"
    NOT_EXCLUSIVE = "Tidak ASI eksklusif"
    NO_COMPLEMENTARY_FOOD = "Belum diberi MP-ASI setelah 6 bulan"
    WEIGHT_NOT_RISEN = "Berat badan tidak naik berturut-turut"
    WASTED = "Gizi kurang atau gizi buruk"
    IMMUNISATION_BEHIND = "Imunisasi tidak lengkap menurut umur"
    OFTEN_ILL = "Sering sakit (diare, ISPA, TBC)"


SOURCES = {
    Factor.MOTHER_TOO_YOUNG: BKKBN,
    Factor.MOTHER_TOO_OLD: BKKBN,
    Factor.TOO_CLOSE: BKKBN,
    Factor.TOO_MANY: BKKBN,
    Factor.THIN_ARM: BKKBN,
    Factor.MOTHER_ANAEMIA: BKKBN,
    Factor.SHORT_MOTHER: PNPK,
    Factor.LOW_GAIN: PNPK,
    Factor.SMOKE: BKKBN,
    Factor.UNSAFE_WATER: BKKBN,
    Factor.NO_TOILET: BKKBN,
    Factor.LOW_BIRTH_WEIGHT: PNPK,
    Factor.SHORT_AT_BIRTH: PNPK,
    Factor.PRETERM: PNPK,
    Factor.NOT_EXCLUSIVE: PNPK,
    Factor.NO_COMPLEMENTARY_FOOD: PNPK,
    Factor.WEIGHT_NOT_RISEN: PNPK,
    Factor.WASTED: PNPK,
    Factor.IMMUNISATION_BEHIND: PNPK,
    Factor.OFTEN_ILL: PNPK,
}
"""Where each factor is named; that a factor is on the list is domain knowledge (medium) where no page was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StuntingRules:
    """Limits of the factors; ages in completed years, heights in cm, weights in gram.

    The mother's height of 150 cm is domain knowledge (medium: 145 and 150 are both in use); a length at birth below 48
    cm stands in the kohort of infants (2015, high).
    """

    youngest_mother: int = 20
    oldest_mother: int = 35
    close_months: int = 24
    many_births: int = 3
    upper_arm: float = 23.5
    short_mother: float = uncertain(
        150.0,
        "Risiko stunting: tinggi ibu di bawah",
        span=(140, 155),
        decimals=1,
        unit="cm",
        source="145 dan 150 cm sama-sama dipakai",
        sure=Sureness.MEDIUM,
    )
    birth_weight: float = 2500
    birth_length: float = 48.0
    full_term_weeks: float = 37
    complementary_months: int = 6
    failures: int = uncertain(
        2,
        "Risiko stunting: berat tidak naik berturut-turut mulai",
        span=(1, 3),
        unit="bulan",
        source="Halaman PNPK 2022 belum dilihat",
        sure=Sureness.UNMARKED,
    )


RULES = StuntingRules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mother:
    """A pregnant woman or mother; None: not known, and so no factor."""

    years: int | None = None
    months_since_birth: int | None = None
    births: int | None = None
    upper_arm: float | None = None
    height: float | None = None
    is_anaemic: bool | None = None
    gains_enough: bool | None = None
    lives_with_smoke: bool | None = None
    has_safe_water: bool | None = None
    has_toilet: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child; None: not known, and so no factor. ``failures`` are the months in a row without enough gain."""

    birth_weight: float | None = None
    birth_length: float | None = None
    weeks: float | None = None
    age_months: int | None = None
    was_exclusive: bool | None = None
    has_complementary_food: bool | None = None
    failures: int | None = None
    is_wasted: bool | None = None
    is_immunised: bool | None = None
    is_often_ill: bool | None = None
    lives_with_smoke: bool | None = None


def couple_factors(person: Candidate, rules: PremaritalRules = COUPLE_RULES) -> tuple[Finding, ...]:
    """What of one of a couple is a risk of stunting for their child: what Elsimil asks.

    Source: Perpres 72/2021; Elsimil (BKKBN).
    """
    return elsimil_findings(person, rules)


def mother_factors(mother: Mother, rules: StuntingRules = RULES) -> tuple[Factor, ...]:
    """The factors that a pregnant woman or mother has, in the order of ``Factor``.

    Source: KMK HK.01.07/MENKES/1928/2022 (PNPK stunting); Perpres 72/2021; BKKBN.
    """
    return tuple(_of_mother(mother, rules))


def child_factors(child: Child, rules: StuntingRules = RULES) -> tuple[Factor, ...]:
    """The factors that a child has, in the order of ``Factor``.

    Source: KMK HK.01.07/MENKES/1928/2022 (PNPK stunting).
    """
    return tuple(_of_child(child, rules))


def _of_mother(mother: Mother, rules: StuntingRules) -> Iterator[Factor]:
    if mother.years is not None and mother.years < rules.youngest_mother:
        yield Factor.MOTHER_TOO_YOUNG
    if mother.years is not None and mother.years > rules.oldest_mother:
        yield Factor.MOTHER_TOO_OLD
    if _is_below(mother.months_since_birth, rules.close_months):
        yield Factor.TOO_CLOSE
    if mother.births is not None and mother.births >= rules.many_births:
        yield Factor.TOO_MANY
    if _is_below(mother.upper_arm, rules.upper_arm):
        yield Factor.THIN_ARM
    if mother.is_anaemic:
        yield Factor.MOTHER_ANAEMIA
    if _is_below(mother.height, rules.short_mother):
        yield Factor.SHORT_MOTHER
    for found, factor in (
        (mother.gains_enough is False, Factor.LOW_GAIN),
        (mother.lives_with_smoke is True, Factor.SMOKE),
        (mother.has_safe_water is False, Factor.UNSAFE_WATER),
        (mother.has_toilet is False, Factor.NO_TOILET),
    ):
        if found:
            yield factor


def _of_child(child: Child, rules: StuntingRules) -> Iterator[Factor]:
    if child.lives_with_smoke:
        yield Factor.SMOKE
    if _is_below(child.birth_weight, rules.birth_weight):
        yield Factor.LOW_BIRTH_WEIGHT
    if _is_below(child.birth_length, rules.birth_length):
        yield Factor.SHORT_AT_BIRTH
    if _is_below(child.weeks, rules.full_term_weeks):
        yield Factor.PRETERM
    if child.was_exclusive is False:
        yield Factor.NOT_EXCLUSIVE
    is_old_enough = child.age_months is not None and child.age_months >= rules.complementary_months
    if child.has_complementary_food is False and is_old_enough:
        yield Factor.NO_COMPLEMENTARY_FOOD
    if child.failures is not None and child.failures >= rules.failures:
        yield Factor.WEIGHT_NOT_RISEN
    for found, factor in (
        (child.is_wasted is True, Factor.WASTED),
        (child.is_immunised is False, Factor.IMMUNISATION_BEHIND),
        (child.is_often_ill is True, Factor.OFTEN_ILL),
    ):
        if found:
            yield factor


def _is_below(measured: float | None, limit: float) -> bool:
    return measured is not None and measured < limit
