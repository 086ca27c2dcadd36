"""A diagnosis as the doctor picks it: an ICD-10 code with an Indonesian name."""

from dataclasses import dataclass

_CATEGORY_LENGTH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """One ICD-10 code.

    ``name`` is Indonesian, or English where there is no Indonesian one yet. ``is_primary_care``: on the list of
    144 that primary care settles itself, so a referral needs a TACC reason. ``is_chronic``: the first contact of
    a new year counts as an old case.
    """

    code: str
    name: str
    english: str
    everyday_words: tuple[str, ...]
    is_primary_care: bool
    is_chronic: bool


def tidy_code(text: str) -> str:
    """An ICD-10 code as printed, from what was typed: ``a090`` and ``A09.0`` give ``A09.0``."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    category, rest = signs[:_CATEGORY_LENGTH], signs[_CATEGORY_LENGTH:]
    return f"{category}.{rest}" if rest else category
