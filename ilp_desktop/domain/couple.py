"""What the two of a couple share before they marry, and what stays with each of them."""

PARTNER_NIK = "partner_nik"
"""The question by which a form about one of a couple names the other."""

SHARED_BY_COUPLE = frozenset({"wedding_date", "office", "blood_group", "thalassaemia"})
"""Answers about one that the other's form may know: the wedding, and what concerns their children.

Everything else stays with the person, above all tests for infections, pregnancies before this one, and violence.
"""
