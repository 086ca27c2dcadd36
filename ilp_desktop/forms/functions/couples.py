"""Rules for couples before marriage, contraception, thalassaemia and the risk of stunting, offered to forms."""

import math
from collections.abc import Callable
from datetime import date

from ilp_desktop.domain.clinical import family_planning, premarital, stunting_risk, thalassaemia
from ilp_desktop.domain.clinical.family_planning import FamilyPlanningRules, Method, User
from ilp_desktop.domain.clinical.premarital import Candidate, PremaritalRules
from ilp_desktop.domain.clinical.stunting_risk import Child, Mother, StuntingRules
from ilp_desktop.forms.expression.function import Function
from ilp_desktop.forms.functions.offering import (
    as_day,
    as_number,
    as_number_if_known,
    as_sex,
    as_text,
    as_text_if_any,
    as_truth,
    described_by,
    known,
    offered,
    yes_if_answered,
)

_SEPARATOR = "; "


def _count_if_known(found: float) -> int | None:
    return None if math.isnan(found) else int(found)


def _of_woman(rule: Callable[[Candidate, PremaritalRules], object]) -> Callable[..., object]:
    """The rule, asked about a woman."""

    @described_by(rule)
    def judged(
        age: float,
        bmi: float,
        upper_arm: float,
        haemoglobin: float,
        conditions: str,
        children: float,
        months_since_pregnancy: float,
        rules: PremaritalRules = premarital.RULES,
    ) -> object:
        found = conditions.split()
        return _in_words(
            rule(
                Candidate(
                    sex="P",
                    years=int(age),
                    body_mass=known(bmi),
                    upper_arm=known(upper_arm),
                    haemoglobin=known(haemoglobin),
                    chronic_disease="chronic" in found,
                    infection="infection" in found,
                    obstetric_history="obstetric" in found,
                    children=_count_if_known(children) or 0,
                    months_since_pregnancy=_count_if_known(months_since_pregnancy),
                ),
                rules,
            )
        )

    return judged


def _of_either(rule: Callable[[Candidate, PremaritalRules], object]) -> Callable[..., object]:
    """The rule, asked about one of the couple."""

    @described_by(rule)
    def judged(
        sex: str,
        age: float,
        bmi: float,
        upper_arm: float,
        haemoglobin: float,
        smoke: str,
        rules: PremaritalRules = premarital.RULES,
    ) -> object:
        return _in_words(
            rule(
                Candidate(
                    sex=sex,
                    years=int(age),
                    body_mass=known(bmi),
                    upper_arm=known(upper_arm),
                    haemoglobin=known(haemoglobin),
                    smokes=yes_if_answered(smoke),
                ),
                rules,
            )
        )

    return judged


def _in_words(found: object) -> object:
    return _SEPARATOR.join(str(each) for each in found) if isinstance(found, tuple) else found


@described_by(premarital.below_marriage_age)
def _below_marriage_age(age: float, rules: PremaritalRules = premarital.RULES) -> bool:
    return premarital.below_marriage_age(int(age), rules)


@described_by(premarital.rhesus_conflict)
def _rhesus_conflict(woman: str, man: str) -> bool:
    """Blood groups as forms keep them: A_neg, O_pos."""
    return premarital.rhesus_conflict(_rhesus(woman), _rhesus(man))


def _rhesus(group: str) -> str:
    return {"neg": "-", "pos": "+"}[group.rpartition("_")[2]]


@described_by(stunting_risk.mother_factors)
def _mother_factors(
    age: float,
    months_since_birth: float,
    births: float,
    upper_arm: float,
    height: float,
    anaemic: str,
    smoke: str,
    water: str,
    toilet: str,
    rules: StuntingRules = stunting_risk.RULES,
) -> str:
    mother = Mother(
        years=_count_if_known(age),
        months_since_birth=_count_if_known(months_since_birth),
        births=_count_if_known(births),
        upper_arm=known(upper_arm),
        height=known(height),
        is_anaemic=yes_if_answered(anaemic),
        lives_with_smoke=yes_if_answered(smoke),
        has_safe_water=yes_if_answered(water),
        has_toilet=yes_if_answered(toilet),
    )
    return _SEPARATOR.join(stunting_risk.mother_factors(mother, rules))


@described_by(stunting_risk.child_factors)
def _child_factors(
    birth_weight: float,
    birth_length: float,
    weeks: float,
    age_months: float,
    exclusive: str,
    complementary: str,
    failures: float,
    wasted: str,
    immunised: str,
    ill: str,
    smoke: str,
    rules: StuntingRules = stunting_risk.RULES,
) -> str:
    child = Child(
        birth_weight=known(birth_weight),
        birth_length=known(birth_length),
        weeks=known(weeks),
        age_months=_count_if_known(age_months),
        was_exclusive=yes_if_answered(exclusive),
        has_complementary_food=yes_if_answered(complementary),
        failures=_count_if_known(failures),
        is_wasted=yes_if_answered(wasted),
        is_immunised=yes_if_answered(immunised),
        is_often_ill=yes_if_answered(ill),
        lives_with_smoke=yes_if_answered(smoke),
    )
    return _SEPARATOR.join(stunting_risk.child_factors(child, rules))


@described_by(family_planning.objections)
def _objections(
    method: str,
    age: float,
    days_since_birth: float,
    breastfeeding_months: float,
    systolic: float,
    diastolic: float,
    conditions: str,
    rules: FamilyPlanningRules = family_planning.RULES,
) -> str:
    """``conditions``: pregnant exclusive menstruates smoker vessels migraine liver cancer bleeding infection womb."""
    found = conditions.split()
    user = User(
        years=_count_if_known(age),
        may_be_pregnant="pregnant" in found,
        days_since_birth=_count_if_known(days_since_birth),
        breastfeeding_months=_count_if_known(breastfeeding_months),
        exclusively="exclusive" in found,
        menstruates="menstruates" in found,
        systolic=known(systolic),
        diastolic=known(diastolic),
        smokes="smoker" in found,
        vessels="vessels" in found,
        migraine="migraine" in found,
        liver="liver" in found,
        breast_cancer="cancer" in found,
        bleeding="bleeding" in found,
        pelvic_infection="infection" in found,
        womb="womb" in found,
    )
    return _SEPARATOR.join(family_planning.objections(Method(method), user, rules))


@described_by(family_planning.next_visit)
def _next_visit(
    method: str, day: date, packs: float, is_new: bool, rules: FamilyPlanningRules = family_planning.RULES
) -> date:
    return family_planning.next_visit(
        Method(method), day, 1 if math.isnan(packs) else int(packs), is_new=is_new, rules=rules
    )


@described_by(family_planning.lasts_until)
def _lasts_until(method: str, inserted: date, rules: FamilyPlanningRules = family_planning.RULES) -> date | None:
    return family_planning.lasts_until(Method(method), inserted, rules)


@described_by(premarital.readiness_missing)
def _readiness_missing(person: Candidate, _rules: PremaritalRules) -> object:
    return premarital.readiness_missing(person)


_WOMAN = {
    "age": as_number,
    "bmi": as_number_if_known,
    "upper_arm": as_number_if_known,
    "haemoglobin": as_number_if_known,
    "conditions": as_text_if_any,
    "children": as_number_if_known,
    "months_since_pregnancy": as_number_if_known,
}
_CANDIDATE = {
    "sex": as_sex,
    "age": as_number,
    "bmi": as_number_if_known,
    "upper_arm": as_number_if_known,
    "haemoglobin": as_number_if_known,
    "smoke": as_text_if_any,
}

FUNCTIONS: tuple[Function, ...] = (
    offered("pregnancy-readiness", _of_woman(premarital.readiness), **_WOMAN),
    offered("pregnancy-readiness-findings", _of_woman(premarital.readiness_findings), **_WOMAN),
    offered("pregnancy-readiness-missing", _of_woman(_readiness_missing), **_WOMAN),
    offered("elsimil", _of_either(premarital.elsimil), **_CANDIDATE),
    offered("stunting-factors-couple", _of_either(stunting_risk.couple_factors), **_CANDIDATE),
    offered(
        "stunting-factors-mother",
        _mother_factors,
        age=as_number_if_known,
        months_since_birth=as_number_if_known,
        births=as_number_if_known,
        upper_arm=as_number_if_known,
        height=as_number_if_known,
        anaemic=as_text_if_any,
        smoke=as_text_if_any,
        water=as_text_if_any,
        toilet=as_text_if_any,
    ),
    offered(
        "stunting-factors-child",
        _child_factors,
        birth_weight=as_number_if_known,
        birth_length=as_number_if_known,
        weeks=as_number_if_known,
        age_months=as_number_if_known,
        exclusive=as_text_if_any,
        complementary=as_text_if_any,
        failures=as_number_if_known,
        wasted=as_text_if_any,
        immunised=as_text_if_any,
        ill=as_text_if_any,
        smoke=as_text_if_any,
    ),
    offered("below-marriage-age", _below_marriage_age, age=as_number),
    offered("rhesus-conflict", _rhesus_conflict, woman=as_text, man=as_text),
    offered("mentzer-index", thalassaemia.mentzer_index, mcv=as_number, red_cells=as_number),
    offered("mentzer-suspects", thalassaemia.mentzer_suspects, index=as_number),
    offered(
        "thalassaemia-screening",
        thalassaemia.thalassaemia_screening,
        haemoglobin=as_number,
        mcv=as_number,
        mch=as_number,
    ),
    offered(
        "contraception-objections",
        _objections,
        method=as_text,
        age=as_number_if_known,
        days_since_birth=as_number_if_known,
        breastfeeding_months=as_number_if_known,
        systolic=as_number_if_known,
        diastolic=as_number_if_known,
        conditions=as_text_if_any,
    ),
    offered("contraception-next", _next_visit, method=as_text, day=as_day, packs=as_number_if_known, new=as_truth),
    offered("contraception-until", _lasts_until, method=as_text, inserted=as_day),
)
