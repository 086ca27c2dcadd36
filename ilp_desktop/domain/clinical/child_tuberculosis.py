"""The scoring system for tuberculosis of children, kept as a versioned instrument."""

from dataclasses import dataclass
from enum import StrEnum

CHILD_SCORE_VERSION = "2016"
"""The edition of the scoring; the newest national algorithm no longer relies on it."""


class Contact(StrEnum):
    """Contact with a case; the value is what a form calls it."""

    NONE = "none"
    UNCLEAR = "unclear"
    SMEAR_POSITIVE = "smear_positive"


class Nutrition(StrEnum):
    """What the score makes of weight and height."""

    NORMAL = "normal"
    UNDER = "under"
    SEVERE = "severe"


class ChildTuberculosis(StrEnum):
    """What a score leads to."""

    TUBERCULOSIS = "TBC klinis, mulai OAT"
    LATENT = "ILTB, terapi pencegahan (TPT)"
    REFER = "Meragukan, rujuk ke rumah sakit"
    NOT = "Bukan TBC menurut skor"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildScoreRules:
    """Points and millimetres. Source: KMK HK.01.07/MENKES/2015/2023; Permenkes 67/2016 (scoring)."""

    treat_from: int = 6
    doubtful: int = 5
    doubtful_before_years: int = 5
    tuberculin: float = 10
    tuberculin_weak_immunity: float = 5


CHILD_SCORE = ChildScoreRules()


def tuberculin_points(millimetres: float | None, weak_immunity: bool, rules: ChildScoreRules = CHILD_SCORE) -> int:
    """Mantoux: 3 points from 10 mm, from 5 mm with weak immunity; None: not done.

    Source: KMK HK.01.07/MENKES/2015/2023.
    """
    limit = rules.tuberculin_weak_immunity if weak_immunity else rules.tuberculin
    return 3 if millimetres is not None and millimetres >= limit else 0


def nutrition_of(weight_height_percent: float | None, weight_age_percent: float | None, severe: bool) -> Nutrition:
    """Nutrition for the score, in percent of the median: BB/TB below 90 or BB/U below 80; severe below 70 or 60.

    Source: KMK HK.01.07/MENKES/2015/2023.
    """
    below = _below(weight_height_percent, 70) or _below(weight_age_percent, 60)
    if severe or below:
        return Nutrition.SEVERE
    is_under = _below(weight_height_percent, 90) or _below(weight_age_percent, 80)
    return Nutrition.UNDER if is_under else Nutrition.NORMAL


def _below(value: float | None, limit: float) -> bool:
    return value is not None and value < limit


def child_score(contact: Contact, tuberculin: int, nutrition: Nutrition, single_findings: int) -> int:
    """The points: contact 0, 2 or 3; tuberculin 0 or 3; nutrition 0 to 2; one for each single finding.

    Single findings: fever of 2 weeks, cough of 2 weeks, glands, swollen joint, suggestive chest film.
    Source: KMK HK.01.07/MENKES/2015/2023.
    """
    contacts = {Contact.NONE: 0, Contact.UNCLEAR: 2, Contact.SMEAR_POSITIVE: 3}
    nutritions = {Nutrition.NORMAL: 0, Nutrition.UNDER: 1, Nutrition.SEVERE: 2}
    return contacts[contact] + tuberculin + nutritions[nutrition] + single_findings


def child_score_result(
    score: float, has_symptoms: bool, age_years: float, rules: ChildScoreRules = CHILD_SCORE
) -> ChildTuberculosis:
    """From 6 points tuberculosis; contact and tuberculin alone without symptoms is latent; 5 below 5 years: refer.

    ``has_symptoms``: any point from nutrition or a single finding.
    Source: KMK HK.01.07/MENKES/2015/2023.
    """
    if score >= rules.treat_from:
        return ChildTuberculosis.TUBERCULOSIS if has_symptoms else ChildTuberculosis.LATENT
    is_doubtful = score == rules.doubtful and age_years < rules.doubtful_before_years
    return ChildTuberculosis.REFER if is_doubtful else ChildTuberculosis.NOT
