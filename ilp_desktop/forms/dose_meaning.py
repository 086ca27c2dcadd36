"""Reads the column ``bind::ilp:immunization``: which dose of a vaccine an answer records."""

import re
from dataclasses import dataclass

_SLOT = re.compile(r"[A-Z][A-Z0-9_]{0,19}\Z")
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,63}\Z")
_PARTS = frozenset({"when", "batch", "day"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseMeaning:
    """The dose of ``slot`` was given when the answer is one of ``when``.

    ``batch`` and ``day`` are the questions with the batch and the day; without ``day`` it is the day of the form.
    ``TD`` is the next Td of a woman.
    """

    slot: str
    when: frozenset[str]
    batch: str = ""
    day: str = ""


def read_dose(text: str) -> DoseMeaning | None:
    """``HB0; when=now already; batch=hb0_batch; day=hb0_day``; None when it cannot be read."""
    slot, *rest = (part.strip() for part in text.split(";"))
    pairs = [part.partition("=") for part in rest if part]
    said = {name.strip(): value.strip() for name, _sign, value in pairs}
    names = [said[name] for name in ("batch", "day") if name in said]
    is_whole = len(said) == len(pairs) and set(said) <= _PARTS and bool(said.get("when"))
    if not _SLOT.match(slot) or not is_whole or not all(_NAME.match(name) for name in names):
        return None
    return DoseMeaning(
        slot=slot, when=frozenset(said["when"].split()), batch=said.get("batch", ""), day=said.get("day", "")
    )
