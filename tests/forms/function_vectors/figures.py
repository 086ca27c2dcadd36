"""Figures of rules, as sentences of forms name them."""

VECTORS: list[tuple[str, object]] = [
    ("ilp:in-force('rules.stillbirth.weeks')", 22.0),
    ("ilp:in-force('rules.gain.fast_weekly')", 1.0),
    ("ilp:in-force('antenatal_k6')", "1-2-3"),
    ("ilp:in-force('johnson_numbers')", "13/12/11"),
    ("ilp:in-force('immunisation_je')", "no"),
]
