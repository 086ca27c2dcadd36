"""Health of school children and adolescents: blood pressure by age and sex, eyes, ears, mood, drugs, fitness, iron."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from ilp_desktop.domain.uncertain import Sureness, uncertain

PressureLimits = Mapping[int, tuple[float, float]]
"""Completed years of age to systolic and diastolic in mmHg."""


class SchoolPressure(StrEnum):
    """What one blood pressure of a child says; before 13 years there is only "to be measured again"."""

    NORMAL = "Normal"
    SCREENED_HIGH = "Di atas batas skrining"
    ELEVATED = "Tekanan darah meningkat"
    GRADE_1 = "Hipertensi derajat 1"
    GRADE_2 = "Hipertensi derajat 2"


class Vision(StrEnum):
    """Classes of visual acuity of one eye."""

    NORMAL = "Normal"
    MILD = "Gangguan penglihatan ringan"
    MODERATE = "Gangguan penglihatan sedang"
    SEVERE = "Gangguan penglihatan berat"
    BLIND = "Buta"


class Informant(StrEnum):
    """Who filled the SDQ in; the limits differ."""

    PARENT = "parent"
    TEACHER = "teacher"
    SELF = "self"


class Difficulties(StrEnum):
    """Classes of the total of the SDQ."""

    NORMAL = "Normal"
    BORDERLINE = "Borderline"
    ABNORMAL = "Abnormal"


class SubstanceRisk(StrEnum):
    """Classes of ASSIST."""

    LOW = "Risiko rendah"
    MODERATE = "Risiko sedang"
    HIGH = "Risiko tinggi"


class Fitness(StrEnum):
    """Classes of the single test."""

    VERY_GOOD = "Baik sekali"
    GOOD = "Baik"
    FAIR = "Cukup"
    POOR = "Kurang"
    VERY_POOR = "Kurang sekali"


_BOYS: PressureLimits = MappingProxyType(
    {
        7: (106, 68),
        8: (107, 69),
        9: (107, 70),
        10: (108, 72),
        11: (110, 74),
        12: (113, 75),
    }
)
_GIRLS: PressureLimits = MappingProxyType(
    {
        7: (106, 68),
        8: (107, 69),
        9: (108, 71),
        10: (109, 72),
        11: (111, 74),
        12: (114, 75),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolHealthRules:
    """Limits of the school screening.

    Blood pressure: KMK HK.01.07/MENKES/2015/2023 prints 7 to 12 years (high); 6 years, for children who start school
    early, from the table that it was taken from, Flynn et al. 2017 (AAP), table 6 (medium). A value on the limit is
    above it, as there. SDQ: Goodman 1997 (high). ASSIST and hearing: KMK 2015/2023 (high). Iron: an adolescent girl
    takes her tablets with 26 of 52 in a year (domain knowledge, medium). Fitness: seconds up to which each class holds;
    only the row of boys of 10 years has been seen in a source (KMK 2015/2023), so only it is here.
    """

    boys: PressureLimits = field(default_factory=lambda: _BOYS)
    girls: PressureLimits = field(default_factory=lambda: _GIRLS)
    boys_of_six: tuple[float, float] = uncertain(
        (105, 66),
        "Tekanan darah anak laki-laki 6 tahun diukur ulang mulai",
        spans=((95, 115), (55, 75)),
        unit="mmHg",
        source="Flynn 2017 (AAP) tabel 6; KMK 2015/2023 mulai 7 tahun",
        sure=Sureness.MEDIUM,
    )
    girls_of_six: tuple[float, float] = uncertain(
        (105, 67),
        "Tekanan darah anak perempuan 6 tahun diukur ulang mulai",
        spans=((95, 115), (55, 75)),
        unit="mmHg",
        source="Flynn 2017 (AAP) tabel 6; KMK 2015/2023 mulai 7 tahun",
        sure=Sureness.MEDIUM,
    )
    adolescent_from: int = 13
    elevated: float = 120
    grade_1: tuple[float, float] = (130, 80)
    grade_2: tuple[float, float] = (140, 90)
    sdq: Mapping[Informant, tuple[int, int]] = field(
        default_factory=lambda: MappingProxyType(
            {Informant.PARENT: (14, 17), Informant.TEACHER: (12, 16), Informant.SELF: (16, 20)}
        )
    )
    alcohol: tuple[int, int] = (11, 27)
    other_substances: tuple[int, int] = (4, 27)
    whisper_percent: float = 80
    iron_tablets: int = uncertain(
        26,
        "Remaja putri: tablet besi yang diminum paling sedikit setahun",
        span=(13, 52),
        unit="tablet",
        key="adolescent_iron_tablets",
        source="Umumnya 26 dari 52",
        sure=Sureness.MEDIUM,
    )
    fitness: Mapping[tuple[str, int], tuple[int, int, int, int]] = field(
        default_factory=lambda: MappingProxyType({("L", 10): (287, 349, 412, 473)})
    )


RULES = SchoolHealthRules()
SDQ_MOST, IRON_MOST = 40, 52
_YOUNGEST = 6


def school_blood_pressure(
    sex: str, years: int, systolic: float, diastolic: float, rules: SchoolHealthRules = RULES
) -> SchoolPressure:
    """The class of a blood pressure in mmHg by completed years. ValueError below 6 years.

    From 13 years: below 120/80 normal, 120 to 129 with a diastolic below 80 elevated, from 130 or 80 grade 1, from 140
    or 90 grade 2. One reading is no diagnosis.
    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP); Flynn et al. 2017 (AAP).
    """
    if years < rules.adolescent_from:
        most = pressure_limit(sex, years, rules)
        is_high = systolic >= most[0] or diastolic >= most[1]
        return SchoolPressure.SCREENED_HIGH if is_high else SchoolPressure.NORMAL
    if systolic >= rules.grade_2[0] or diastolic >= rules.grade_2[1]:
        return SchoolPressure.GRADE_2
    if systolic >= rules.grade_1[0] or diastolic >= rules.grade_1[1]:
        return SchoolPressure.GRADE_1
    return SchoolPressure.ELEVATED if systolic >= rules.elevated else SchoolPressure.NORMAL


def pressure_limit(sex: str, years: int, rules: SchoolHealthRules = RULES) -> tuple[float, float]:
    """Systolic and diastolic in mmHg from which a child is measured again. ValueError below 6 years.

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    if years >= rules.adolescent_from:
        return rules.elevated, rules.grade_1[1]
    if years == _YOUNGEST:
        return rules.boys_of_six if sex == "L" else rules.girls_of_six
    limits = rules.boys if sex == "L" else rules.girls
    if years not in limits:
        raise ValueError("no limit for this age")
    return limits[years]


def vision_class(visus: str) -> Vision:
    """The class of a visual acuity written "6/18", or "1/300", "1/~" and "0" for hand movements, light and nothing.

    6/12 or better normal, below to 6/18 mild, below to 6/60 moderate, below to 3/60 severe, below 3/60 blind.
    ValueError for another text.
    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP); 6/9 and 6/12 by ICD-11 (WHO).
    """
    acuity = _acuity(visus)
    for least, found in (
        (6 / 12, Vision.NORMAL),
        (6 / 18, Vision.MILD),
        (6 / 60, Vision.MODERATE),
        (3 / 60, Vision.SEVERE),
    ):
        if acuity >= least:
            return found
    return Vision.BLIND


def difficulties_class(total: int, informant: str, rules: SchoolHealthRules = RULES) -> Difficulties:
    """The class of the total of the SDQ (0 to 40) by who filled it in: "parent", "teacher" or "self".

    ValueError for a total that cannot be, or another informant.
    Source: Goodman 1997 (SDQ); KMK HK.01.07/MENKES/2015/2023 (SDQ to 18 years).
    """
    if not 0 <= total <= SDQ_MOST:
        raise ValueError("not an SDQ total")
    borderline, abnormal = rules.sdq[Informant(informant)]
    if total >= abnormal:
        return Difficulties.ABNORMAL
    return Difficulties.BORDERLINE if total >= borderline else Difficulties.NORMAL


def substance_risk(score: int, is_alcohol: bool, rules: SchoolHealthRules = RULES) -> SubstanceRisk:
    """The class of an ASSIST score of one substance: alcohol 0 to 10, 11 to 26, from 27; others 0 to 3, 4 to 26.

    ValueError below 0.
    Source: ASSIST (WHO); KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    if score < 0:
        raise ValueError("not an ASSIST score")
    moderate, high = rules.alcohol if is_alcohol else rules.other_substances
    if score >= high:
        return SubstanceRisk.HIGH
    return SubstanceRisk.MODERATE if score >= moderate else SubstanceRisk.LOW


def hears_whisper(right: int, asked: int, rules: SchoolHealthRules = RULES) -> bool:
    """Did the ear pass the modified whisper test: 80 % of the words? ValueError for counts that cannot be.

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    if not 0 <= right <= asked or not asked:
        raise ValueError("not a count of words")
    return right * 100 >= rules.whisper_percent * asked


def takes_iron_tablets(swallowed: int, rules: SchoolHealthRules = RULES) -> bool:
    """Does an adolescent girl count as one who takes her iron tablets: at least 26 of 52 a year? ValueError outside.

    Source: Juknis TTD rematri (Kemenkes); a puskesmas may set the least.
    """
    if not 0 <= swallowed <= IRON_MOST:
        raise ValueError("not a number of weekly tablets")
    return swallowed >= rules.iron_tablets


def fitness_class(sex: str, years: int, seconds: int, rules: SchoolHealthRules = RULES) -> Fitness:
    """The class of the single test (1000 m for 10 to 12 years, 1600 m for 13 to 19) by its time in seconds.

    ValueError where no row of the table is known.
    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP), the row of boys of 10 years.
    """
    row = rules.fitness.get((sex, years))
    if row is None or seconds <= 0:
        raise ValueError("no table for this age")
    return next(
        (found for most, found in zip(row, tuple(Fitness)[:-1], strict=True) if seconds <= most), Fitness.VERY_POOR
    )


def _acuity(visus: str) -> float:
    if visus == "0" or visus == "1/~":
        return 0.0
    distance, slash, letters = visus.partition("/")
    if not slash or not distance.isdigit() or not letters.isdigit() or int(letters) == 0:
        raise ValueError("not a visus")
    return int(distance) / int(letters)
