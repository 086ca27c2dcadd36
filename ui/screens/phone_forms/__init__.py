"""Ponsel (ODK): forms and people to the phones of kader, filled forms back, matched to people, completed."""
