"""The list of rules as the page shows it: what a search finds, under which subject, and how a rule is told. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ilp_desktop.services.programme_settings import RuleSetting

CHANGED, TYPED = "diubah", "belum disimpan"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectGroup:
    """The rules of one subject, with how many of them this puskesmas has changed."""

    subject: str
    rules: tuple[RuleSetting, ...]
    changed: int

    @property
    def title(self) -> str:
        """``Ibu hamil (18)``."""
        return f"{self.subject} ({len(self.rules)})"

    @property
    def mark(self) -> str:
        """``1 diubah``."""
        return f"{self.changed} diubah" if self.changed else ""


def grouped(rules: Sequence[RuleSetting], search: str) -> tuple[SubjectGroup, ...]:
    """The rules that have every word of the search in their label, subject or source; ``diubah`` finds the changed."""
    words = search.casefold().split()
    found = [rule for rule in rules if all(word in _text(rule) for word in words)]
    subjects = dict.fromkeys(rule.subject for rule in found)
    return tuple(_group(subject, [rule for rule in found if rule.subject == subject]) for subject in subjects)


def mark_of(rule: RuleSetting, typed: Mapping[str, str]) -> str:
    """What is said beside a rule: typed and not saved, changed here, or nothing."""
    if rule.figure.key in typed:
        return TYPED
    return CHANGED if rule.changed else ""


def facts(rule: RuleSetting) -> tuple[tuple[str, str], ...]:
    """What the page says of a rule, name and text, in order."""
    about = rule.figure.about
    told = (
        ("Bawaan", rule.default_words),
        ("Yang boleh", rule.figure.span_words),
        ("Dasar", about.source),
        ("Kepastian", about.sure.words),
    )
    return tuple((name, text) for name, text in told if text)


def _group(subject: str, rules: Sequence[RuleSetting]) -> SubjectGroup:
    return SubjectGroup(subject=subject, rules=tuple(rules), changed=sum(rule.changed for rule in rules))


def _text(rule: RuleSetting) -> str:
    about = rule.figure.about
    mark = CHANGED if rule.changed else ""
    return f"{rule.subject} {about.label} {about.unit} {about.source} {mark}".casefold()
