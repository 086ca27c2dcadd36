"""Early detection of a child's development (SDIDTK): which instrument is due at which age, and what each one says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.months import months_completed_on
from ilp_desktop.domain.uncertain import Sureness, uncertain


class Instrument(StrEnum):
    """The instruments of SDIDTK; the value is how forms and observations name them."""

    KPSP = "kpsp"
    HEARING = "tdd"
    VISION = "tdl"
    BEHAVIOUR = "kmpe"
    AUTISM = "mchat"
    ATTENTION = "gpph"
    """On suspicion only, so never due by age."""
    HEAD = "lk"


class Development(StrEnum):
    """What KPSP says, in the words of SDIDTK (kohort: Ds, Dm, Dp)."""

    AS_EXPECTED = "Sesuai"
    DOUBTFUL = "Meragukan"
    DEVIATING = "Penyimpangan"


class HearingResult(StrEnum):
    """What the hearing test (TDD) says."""

    NORMAL = "Daya dengar baik"
    SUSPECT = "Kemungkinan gangguan pendengaran"


class VisionResult(StrEnum):
    """What the vision test (TDL, chart E) says."""

    NORMAL = "Daya lihat baik"
    SUSPECT = "Kemungkinan gangguan penglihatan"


class BehaviourResult(StrEnum):
    """What the questionnaire about behaviour and emotions (KMPE) says."""

    NORMAL = "Tidak ada masalah"
    POSSIBLE = "Kemungkinan masalah perilaku emosional"
    PROBLEM = "Masalah perilaku emosional"


class AutismRisk(StrEnum):
    """What M-CHAT-R says."""

    LOW = "Risiko rendah"
    MEDIUM = "Risiko sedang"
    HIGH = "Risiko tinggi"


class AttentionResult(StrEnum):
    """What the questionnaire about attention and hyperactivity (GPPH) says."""

    UNLIKELY = "Bukan GPPH"
    SUSPECT = "Kemungkinan GPPH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From which to which completed month an instrument is used, and how many months lie between two uses."""

    first: int
    last: int
    before_a_year: int
    later: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentSchedule:
    """When the instruments are due; ages in completed months unless said otherwise.

    ``kpsp_ages`` are the printed forms; from ``rounding_day`` days on, a month counts as full for KPSP. M-CHAT-R is due
    once from each of ``autism_ages`` on, inside of ``autism_months``.
    Source: Pedoman SDIDTK (Kemenkes 2022); KMK HK.01.07/MENKES/2015/2023. Confidence: high; that the first hearing test
    is due at 3 months is a reading of "every 3 months" (medium).
    """

    kpsp_ages: tuple[int, ...] = (3, 6, 9, 12, 15, 18, 21, 24, 30, 36, 42, 48, 54, 60, 66, 72)
    rounding_day: int = 16
    hearing: Interval = field(default=Interval(first=3, last=72, before_a_year=3, later=6))
    head: Interval = field(default=Interval(first=0, last=72, before_a_year=3, later=6))
    vision: Interval = field(default=Interval(first=36, last=72, before_a_year=6, later=6))
    behaviour: Interval = field(default=Interval(first=36, last=72, before_a_year=6, later=6))
    autism_ages: tuple[int, ...] = (18, 24)
    autism_months: tuple[int, int] = (16, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentRules:
    """Cut-offs and repeat times.

    Source: Pedoman SDIDTK (Kemenkes 2022). ``behaviour_refer`` and ``behaviour_repeat_months`` are domain knowledge
    (medium); ``repeat_within_days``, after which a second doubtful KPSP no longer counts as the repetition of the
    first, is a choice of this program (low).
    """

    kpsp_expected: int = 9
    kpsp_doubtful: int = 7
    kpsp_repeat_days: int = 14
    repeat_within_days: int = uncertain(
        60,
        "KPSP meragukan kedua dihitung sebagai ulangan sampai",
        span=(14, 180),
        unit="hari",
        source="Tidak tertulis dalam SDIDTK 2022",
        sure=Sureness.LOW,
    )
    vision_in_a_row: int = 3
    vision_of_five: int = 4
    behaviour_refer: int = uncertain(
        2,
        "KMPE dirujuk mulai jawaban Ya",
        span=(2, 4),
        source="SDIDTK 2022 menurut ingatan; halaman belum dilihat",
        sure=Sureness.MEDIUM,
    )
    behaviour_repeat_months: int = uncertain(
        3,
        "KMPE diulang sesudah",
        span=(1, 6),
        unit="bulan",
        source="SDIDTK 2022 menurut ingatan; halaman belum dilihat",
        sure=Sureness.MEDIUM,
    )
    autism_medium: int = 3
    autism_high: int = 8
    autism_follow_up_refer: int = 2
    attention_suspect: int = 13
    attention_repeat_months: int = 1


SCHEDULE = DevelopmentSchedule()
RULES = DevelopmentRules()
AUTISM_ITEMS = 20
AUTISM_REVERSED = frozenset({2, 5, 12})
"""Items of M-CHAT-R where "Ya" is the answer that counts; elsewhere it is "Tidak". Part of the instrument."""

_BEHAVIOUR_ITEMS, _ATTENTION_MOST, _MOST_KPSP_ITEMS = 14, 30, 10


def kpsp_age(born: date, day: date, schedule: DevelopmentSchedule = SCHEDULE) -> int:
    """The age in months as KPSP counts it: 16 days or more make a month (3 months 16 days are 4 months).

    ValueError before birth.
    Source: Pedoman SDIDTK (Kemenkes 2022).
    """
    if day < born:
        raise ValueError("before birth")
    months = age_on(born, day).months
    return months + ((day - months_completed_on(born, months)).days >= schedule.rounding_day)


def kpsp_form(born: date, day: date, schedule: DevelopmentSchedule = SCHEDULE) -> int:
    """The KPSP form to use, by its age in months; between two forms the younger one.

    ValueError where there is none: before 3 months, and when the age as KPSP counts it is above 72 months.
    Source: Pedoman SDIDTK (Kemenkes 2022).
    """
    age = kpsp_age(born, day, schedule)
    if not schedule.kpsp_ages[0] <= age <= schedule.kpsp_ages[-1]:
        raise ValueError("no KPSP form for this age")
    return max(form for form in schedule.kpsp_ages if form <= age)


def next_kpsp_day(born: date, day: date, schedule: DevelopmentSchedule = SCHEDULE) -> date:
    """The day on which the child reaches the age of its next KPSP form. ValueError when there is no further one.

    Source: Pedoman SDIDTK (Kemenkes 2022).
    """
    age = kpsp_age(born, day, schedule)
    following = next((form for form in schedule.kpsp_ages if form > age), None)
    if following is None:
        raise ValueError("no further KPSP form")
    return months_completed_on(born, following)


def instruments_due(
    born: date, day: date, done: Mapping[Instrument, date], schedule: DevelopmentSchedule = SCHEDULE
) -> tuple[Instrument, ...]:
    """What is due on a day; ``done`` holds the last day of each instrument. Nothing before birth.

    Source: Pedoman SDIDTK (Kemenkes 2022).
    """
    if day < born:
        return ()
    return tuple(each for each in Instrument if _is_due(each, born, day, done.get(each), schedule))


def kpsp_result(yes: int, items: int = 10, rules: DevelopmentRules = RULES) -> Development:
    """KPSP by the number of "Ya": 9 or 10 as expected, 7 or 8 doubtful, 6 or less deviating.

    A form of nine items has the same limits. ValueError for a count that the form cannot have.
    Source: Pedoman SDIDTK (Kemenkes 2022).
    """
    if items not in (_MOST_KPSP_ITEMS - 1, _MOST_KPSP_ITEMS) or not 0 <= yes <= items:
        raise ValueError("not a KPSP count")
    if yes >= rules.kpsp_expected:
        return Development.AS_EXPECTED
    return Development.DOUBTFUL if yes >= rules.kpsp_doubtful else Development.DEVIATING


def kpsp_refers(result: Development, before: Development | None, since: int, rules: DevelopmentRules = RULES) -> bool:
    """Is the child to be referred? Deviating: yes; doubtful: when the one before, ``since`` days ago, was doubtful too.

    The test before counts from 14 days (when it is to be repeated) to 60 days ago.
    Source: Pedoman SDIDTK (Kemenkes 2022); the 60 days are a choice of this program.
    """
    if result is Development.DEVIATING:
        return True
    is_repetition = rules.kpsp_repeat_days <= since <= rules.repeat_within_days
    return result is Development.DOUBTFUL and before is Development.DOUBTFUL and is_repetition


def kpsp_repeat_day(day: date, rules: DevelopmentRules = RULES) -> date:
    """When a doubtful KPSP is repeated: after two weeks of stimulation.

    Source: Pedoman SDIDTK (Kemenkes 2022).
    """
    return day + timedelta(days=rules.kpsp_repeat_days)


def hearing_result(failed: int) -> HearingResult:
    """TDD: one "Tidak" is enough to refer. ValueError below 0.

    Source: Juknis CKG (Kemenkes 2025); Pedoman SDIDTK (Kemenkes 2022).
    """
    if failed < 0:
        raise ValueError("not a count")
    return HearingResult.SUSPECT if failed else HearingResult.NORMAL


def vision_result(in_a_row: int, of_five: int, rules: DevelopmentRules = RULES) -> VisionResult:
    """TDL of one eye: good with three right in a row or four of five; otherwise refer. ValueError for other counts.

    Source: Juknis CKG (Kemenkes 2025).
    """
    if not (0 <= in_a_row <= of_five <= 5):
        raise ValueError("not a count of five")
    passed = in_a_row >= rules.vision_in_a_row or of_five >= rules.vision_of_five
    return VisionResult.NORMAL if passed else VisionResult.SUSPECT


def behaviour_result(yes: int, rules: DevelopmentRules = RULES) -> BehaviourResult:
    """KMPE of 14 questions: one "Ya" is counselling and a repetition after 3 months, from two on refer.

    ValueError for a count that the questionnaire cannot have.
    Source: Pedoman SDIDTK (Kemenkes 2022); the limits from domain knowledge.
    """
    if not 0 <= yes <= _BEHAVIOUR_ITEMS:
        raise ValueError("not a KMPE count")
    if yes >= rules.behaviour_refer:
        return BehaviourResult.PROBLEM
    return BehaviourResult.POSSIBLE if yes else BehaviourResult.NORMAL


def autism_score(answers: Sequence[bool]) -> int:
    """M-CHAT-R: the points of 20 answers, true for "Ya". Items 2, 5 and 12 count with "Ya", the others with "Tidak".

    ValueError for another number of answers.
    Source: M-CHAT-R (Robins, Fein, Barton 2009); Pedoman SDIDTK (Kemenkes 2022).
    """
    if len(answers) != AUTISM_ITEMS:
        raise ValueError("M-CHAT-R has 20 items")
    return sum(yes == (item in AUTISM_REVERSED) for item, yes in enumerate(answers, 1))


def autism_risk(score: int, rules: DevelopmentRules = RULES) -> AutismRisk:
    """M-CHAT-R: 0 to 2 low, 3 to 7 medium (follow-up interview), 8 to 20 high (refer). ValueError outside of 0 to 20.

    Source: M-CHAT-R (Robins, Fein, Barton 2009); Pedoman SDIDTK (Kemenkes 2022).
    """
    if not 0 <= score <= AUTISM_ITEMS:
        raise ValueError("not an M-CHAT-R score")
    if score >= rules.autism_high:
        return AutismRisk.HIGH
    return AutismRisk.MEDIUM if score >= rules.autism_medium else AutismRisk.LOW


def autism_follow_up_refers(failed: int, rules: DevelopmentRules = RULES) -> bool:
    """Is the child to be referred after the follow-up interview? From two items on that are still failed.

    Source: M-CHAT-R/F (Robins, Fein, Barton 2009).
    """
    return failed >= rules.autism_follow_up_refer


def attention_result(total: int, rules: DevelopmentRules = RULES) -> AttentionResult:
    """GPPH: the sum of ten items of 0 to 3; from 13 on refer. ValueError outside of 0 to 30.

    Source: Pedoman SDIDTK (Kemenkes 2022), Abbreviated Conners.
    """
    if not 0 <= total <= _ATTENTION_MOST:
        raise ValueError("not a GPPH total")
    return AttentionResult.SUSPECT if total >= rules.attention_suspect else AttentionResult.UNLIKELY


def _is_due(instrument: Instrument, born: date, day: date, last: date | None, schedule: DevelopmentSchedule) -> bool:
    if instrument is Instrument.KPSP:
        return _kpsp_is_due(born, day, last, schedule)
    if instrument is Instrument.AUTISM:
        return _autism_is_due(born, day, last, schedule)
    interval = {
        Instrument.HEARING: schedule.hearing,
        Instrument.HEAD: schedule.head,
        Instrument.VISION: schedule.vision,
        Instrument.BEHAVIOUR: schedule.behaviour,
    }.get(instrument)
    return interval is not None and _interval_is_over(interval, born, day, last)


def _kpsp_is_due(born: date, day: date, last: date | None, schedule: DevelopmentSchedule) -> bool:
    """Once for each form."""
    try:
        form = kpsp_form(born, day, schedule)
    except ValueError:
        return False
    return last is None or last < born or kpsp_age(born, last, schedule) < form


def _autism_is_due(born: date, day: date, last: date | None, schedule: DevelopmentSchedule) -> bool:
    months = age_on(born, day).months
    reached = [age for age in schedule.autism_ages if age <= months]
    if not reached or months > schedule.autism_months[1]:
        return False
    return last is None or last < months_completed_on(born, reached[-1])


def _interval_is_over(interval: Interval, born: date, day: date, last: date | None) -> bool:
    months = age_on(born, day).months
    if not interval.first <= months <= interval.last:
        return False
    apart = interval.before_a_year if months < 12 else interval.later
    return last is None or age_on(last, day).months >= apart
