"""Which findings about a mother belong in her child's record, and which are hers alone."""

FOLLOWS_THE_CHILD = frozenset(
    {
        "abnormal_liquor",
        "anaemia",
        "anaemia_severe",
        "birth_complication",
        "birth_not_at_term",
        "birth_outside_facility",
        "birth_without_health_worker",
        "gestational_diabetes",
        "grand_multipara",
        "high_risk_pregnancy",
        "illness_in_pregnancy",
        "kek",
        "malaria_in_pregnancy",
        "maternal_age_risk",
        "mother_died",
        "multiple_pregnancy",
        "needs_ppia",
        "pregnancy_hypertension",
        "pregnancy_hypertension_severe",
        "pregnancy_weight_gain_low",
        "prolonged_labour",
        "prolonged_rupture",
        "rhesus_conflict",
        "rhesus_negative",
        "short_birth_interval",
        "short_stature",
        "smoker",
        "stunting_risk",
        "tb_suspect",
        "thalassaemia_suspect",
        "underweight_before_pregnancy",
    }
)
"""Codes of flags that say something about the child's own risk (stunting, infection, growth, blood).

Everything else stays with the mother, above all violence, thoughts of self-harm and results of tests: a child's page is
open before the whole family.
"""
