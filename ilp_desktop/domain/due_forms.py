"""Which forms are due for a person today, each with the reason that the room is shown (Juknis ILP 2023)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.clinical.pregnancy import gestational_age_weeks

ANTENATAL, UNDER_FIVE = "antenatal_visit", "under_five_visit"
ADULT_NCD, TUBERCULOSIS = "adult_ncd_screening", "tb_screening"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRules:
    """Who is due for what; ages in completed months and years, a pregnancy in days from HPHT.

    Defaults: KMK HK.01.07/MENKES/2015/2023 (under five 0 to 59 months, once a month; NCD screening from 15 years,
    once a calendar year); the longest pregnancy is 43 weeks.
    """

    under_five_months: int = 60
    screening_from_years: int = 15
    longest_pregnancy_days: int = 301


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFacts:
    """What is known of a person on the day of the visit.

    ``done`` is the latest day of each form by its id; ``last_period`` the HPHT of the latest antenatal visit;
    ``tuberculosis_signs`` whether the first screening of this visit found any.
    """

    today: date
    birth_date: date | None
    pregnant: bool
    tuberculosis_signs: bool
    last_period: date | None = None
    done: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueForm:
    """A form that is due and why."""

    form_id: str
    reason: str


def due_forms(facts: DueFacts, rules: DueRules | None = None) -> tuple[DueForm, ...]:
    """What is due, most urgent first; what was already filled today is not."""
    in_force = rules or DueRules()
    reasons = {
        TUBERCULOSIS: "gejala atau kontak TBC pada skrining awal" if facts.tuberculosis_signs else "",
        ANTENATAL: _antenatal(facts, in_force),
        UNDER_FIVE: _under_five(facts, in_force),
        ADULT_NCD: _screening(facts, in_force),
    }
    return tuple(
        DueForm(form_id=form_id, reason=reason)
        for form_id, reason in reasons.items()
        if reason and facts.done.get(form_id) != facts.today
    )


def _antenatal(facts: DueFacts, rules: DueRules) -> str:
    begun = facts.last_period
    if begun is not None and 0 <= (facts.today - begun).days <= rules.longest_pregnancy_days:
        return f"hamil {gestational_age_weeks(begun, facts.today)} minggu"
    return "hamil menurut skrining awal" if facts.pregnant else ""


def _under_five(facts: DueFacts, rules: DueRules) -> str:
    if facts.birth_date is None:
        return ""
    age = age_on(facts.birth_date, facts.today)
    if age.days < 0 or age.months >= rules.under_five_months:
        return ""
    last = facts.done.get(UNDER_FIVE)
    if last is not None and (last.year, last.month) == (facts.today.year, facts.today.month):
        return ""
    return f"balita {age.text}, bulan ini belum dipantau"


def _screening(facts: DueFacts, rules: DueRules) -> str:
    if facts.birth_date is None or age_on(facts.birth_date, facts.today).years < rules.screening_from_years:
        return ""
    last = facts.done.get(ADULT_NCD)
    if last is not None and last.year == facts.today.year:
        return ""
    return f"belum skrining PTM tahun {facts.today.year}"
