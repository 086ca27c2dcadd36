"""Couples before marriage: is a pregnancy advisable now, and what does Elsimil call the person?

Marriage is never in question; the classes speak of a pregnancy, and a health worker decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.uncertain import Sureness, uncertain


class Readiness(StrEnum):
    """Whether a woman should become pregnant now (KMK 2015/2023, couples of reproductive age)."""

    IDEAL = "Ideal untuk hamil"
    SUPERVISED = "Dapat hamil dengan pengawasan"
    POSTPONE = "Tunda kehamilan"
    UNKNOWN = "Belum dapat disimpulkan"


class Elsimil(StrEnum):
    """The two results of Elsimil (BKKBN)."""

    IDEAL = "Ideal"
    AT_RISK = "Berisiko"
    UNKNOWN = "Belum lengkap"


class Finding(StrEnum):
    """What keeps a person from "ideal", in the words that the room and the lists show."""

    TOO_YOUNG = "Terlalu muda (kurang dari 20 tahun)"
    TOO_OLD = "Terlalu tua (lebih dari 35 tahun)"
    TOO_CLOSE = "Jarak dari kehamilan terakhir kurang dari 2 tahun"
    TOO_MANY = "Sudah mempunyai 4 anak atau lebih"
    ANAEMIA = "Anemia"
    THIN_ARM = "LILA kurang dari 23,5 cm (KEK)"
    CHRONIC_DISEASE = "Penyakit kronis"
    INFECTION = "Infeksi menular seksual"
    BODY_MASS = "IMT di luar 18,5 sampai 24,9"
    MANY_CHILDREN = "Sudah mempunyai 3 anak"
    OBSTETRIC_HISTORY = "Riwayat masalah kehamilan atau persalinan"
    MAN_TOO_YOUNG = "Laki-laki di bawah umur ideal"
    SMOKES = "Merokok atau terpapar asap rokok"


class Missing(StrEnum):
    """What has to be known before a class can be given."""

    BODY_MASS = "berat dan tinggi badan"
    UPPER_ARM = "LILA"
    HAEMOGLOBIN = "Hb"
    SMOKING = "kebiasaan merokok"


POSTPONING = frozenset(
    {
        Finding.TOO_YOUNG,
        Finding.TOO_OLD,
        Finding.TOO_CLOSE,
        Finding.TOO_MANY,
        Finding.ANAEMIA,
        Finding.THIN_ARM,
        Finding.CHRONIC_DISEASE,
        Finding.INFECTION,
    }
)
"""4T and ALKI (anaemia, LILA, chronic disease, sexually transmitted infection)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PremaritalRules:
    """Limits for couples before marriage.

    Ages in completed years: the ideal is 20 to 35 for a woman (KMK 2015/2023, high; some write "from 35" for too old),
    from 25 for a man (domain knowledge, medium); ``marriage_age`` is the law's (UU 16/2019, high). Body mass index 18.5
    to 24.9 and upper arm from 23.5 cm (KMK 2015/2023, high). Haemoglobin from 12.0 g/dL for a woman (PPK, high;
    statements to the press say 11 or 11.5). Children and months since the last pregnancy: KMK 2015/2023 (high).
    """

    youngest_woman: int = 20
    oldest_woman: int = 35
    youngest_man: int = uncertain(
        25,
        "Calon pengantin laki-laki: umur ideal mulai",
        span=(19, 30),
        unit="tahun",
        source="Umumnya 25 tahun; tidak tertulis dalam KMK 2015/2023",
        sure=Sureness.MEDIUM,
    )
    marriage_age: int = 19
    thinnest: float = 18.5
    heaviest: float = 24.9
    upper_arm: float = 23.5
    haemoglobin_woman: float = 12.0
    many_children: int = 3
    too_many_children: int = 4
    close_months: int = 24


RULES = PremaritalRules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is known of one of the two; None: not measured or not asked. Index in kg/m2, arm in cm, Hb in g/dL.

    ``sex`` is L or P; ``smokes`` is also true of who lives with smoke.
    """

    sex: str
    years: int
    body_mass: float | None = None
    upper_arm: float | None = None
    haemoglobin: float | None = None
    smokes: bool | None = None
    chronic_disease: bool = False
    infection: bool = False
    children: int = 0
    months_since_pregnancy: int | None = None
    obstetric_history: bool = False


def readiness_findings(person: Candidate, rules: PremaritalRules = RULES) -> tuple[Finding, ...]:
    """What speaks against a pregnancy now, or for supervision; those that postpone it (4T, ALKI) come first.

    Source: KMK HK.01.07/MENKES/2015/2023 (skrining layak hamil).
    """
    found = list(_readiness(person, rules))
    return tuple(sorted(found, key=lambda finding: finding not in POSTPONING))


def readiness(person: Candidate, rules: PremaritalRules = RULES) -> Readiness:
    """Ideal, with supervision, or to be postponed until 4T or ALKI is mended; unknown while a measure is missing.

    A finding that postpones is said even when other measures are missing. ValueError for a man.
    Source: KMK HK.01.07/MENKES/2015/2023 (skrining layak hamil).
    """
    if person.sex != "P":
        raise ValueError("readiness for pregnancy is a woman's")
    found = readiness_findings(person, rules)
    if POSTPONING & set(found):
        return Readiness.POSTPONE
    if readiness_missing(person):
        return Readiness.UNKNOWN
    return Readiness.SUPERVISED if found else Readiness.IDEAL


def readiness_missing(person: Candidate) -> tuple[Missing, ...]:
    """What has to be measured before ``readiness`` can say more than "postpone".

    Source: KMK HK.01.07/MENKES/2015/2023 (skrining layak hamil).
    """
    return tuple(missing for missing in _missing(person) if missing is not Missing.SMOKING)


def elsimil_findings(person: Candidate, rules: PremaritalRules = RULES) -> tuple[Finding, ...]:
    """What Elsimil calls a risk: age, body mass, smoke, and of the woman upper arm and haemoglobin.

    Source: Elsimil (BKKBN); Perpres 72/2021.
    """
    return tuple(_elsimil(person, rules))


def elsimil(person: Candidate, rules: PremaritalRules = RULES) -> Elsimil:
    """Ideal or at risk; incomplete while nothing is found and a measure is missing.

    Source: Elsimil (BKKBN); Perpres 72/2021.
    """
    if elsimil_findings(person, rules):
        return Elsimil.AT_RISK
    return Elsimil.UNKNOWN if any(_missing(person)) else Elsimil.IDEAL


def below_marriage_age(years: int, rules: PremaritalRules = RULES) -> bool:
    """Is somebody younger than the law's 19 years? Then a court's dispensation and counselling come first.

    Source: UU 16/2019.
    """
    return years < rules.marriage_age


def rhesus_conflict(woman: str, man: str) -> bool:
    """May the blood of mother and child clash? A rhesus-negative woman with a rhesus-positive man; each "+" or "-".

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    return woman == "-" and man == "+"


def _readiness(person: Candidate, rules: PremaritalRules) -> Iterator[Finding]:
    yield from _age(person, rules)
    since = person.months_since_pregnancy
    if since is not None and since < rules.close_months:
        yield Finding.TOO_CLOSE
    if person.children >= rules.too_many_children:
        yield Finding.TOO_MANY
    elif person.children >= rules.many_children:
        yield Finding.MANY_CHILDREN
    yield from _blood_and_arm(person, rules)
    if person.chronic_disease:
        yield Finding.CHRONIC_DISEASE
    if person.infection:
        yield Finding.INFECTION
    yield from _body_mass(person, rules)
    if person.obstetric_history:
        yield Finding.OBSTETRIC_HISTORY


def _elsimil(person: Candidate, rules: PremaritalRules) -> Iterator[Finding]:
    yield from _age(person, rules)
    yield from _body_mass(person, rules)
    yield from _blood_and_arm(person, rules)
    if person.smokes:
        yield Finding.SMOKES


def _age(person: Candidate, rules: PremaritalRules) -> Iterator[Finding]:
    if person.sex == "L":
        if person.years < rules.youngest_man:
            yield Finding.MAN_TOO_YOUNG
    elif person.years < rules.youngest_woman:
        yield Finding.TOO_YOUNG
    elif person.years > rules.oldest_woman:
        yield Finding.TOO_OLD


def _body_mass(person: Candidate, rules: PremaritalRules) -> Iterator[Finding]:
    if person.body_mass is not None and not rules.thinnest <= round(person.body_mass, 1) <= rules.heaviest:
        yield Finding.BODY_MASS


def _blood_and_arm(person: Candidate, rules: PremaritalRules) -> Iterator[Finding]:
    if person.sex == "P":
        if person.haemoglobin is not None and person.haemoglobin < rules.haemoglobin_woman:
            yield Finding.ANAEMIA
        if person.upper_arm is not None and person.upper_arm < rules.upper_arm:
            yield Finding.THIN_ARM


def _missing(person: Candidate) -> Iterator[Missing]:
    if person.body_mass is None:
        yield Missing.BODY_MASS
    if person.sex == "P" and person.upper_arm is None:
        yield Missing.UPPER_ARM
    if person.sex == "P" and person.haemoglobin is None:
        yield Missing.HAEMOGLOBIN
    if person.smokes is None:
        yield Missing.SMOKING
