"""What a puskesmas may set: every figure with what it decides, its default and its value here; setting it, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.settable_rules import VISITS, settable_figures
from ilp_desktop.domain.uncertain import Figure, Rulebook, Sureness, Uncertainty
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.rules_in_force import rules_in_force
from ilp_desktop.services.settings import (
    IDLE_MINUTES,
    MEDICAL_RECORD_PATTERN,
    NEW_VISIT_EVER,
    REFERRAL_VALID_DAYS,
    REGISTER_PAPER,
    TICKET_WIDTH,
    SettingKey,
    check_setting,
    keep_setting,
)
from ilp_desktop.services.workplace import Workplace

_PROGRAM = "Program dan kertas"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetting:
    """One figure as it stands here; ``changed``: this puskesmas has set it to something else than the default."""

    subject: str
    figure: Figure
    value: Any
    changed: bool

    @property
    def words(self) -> str:
        """The value in force, with its unit."""
        return self.figure.words(self.value)

    @property
    def default_words(self) -> str:
        """The default, with its unit."""
        return self.figure.words(self.figure.default)


def _of_program(
    key: SettingKey[Any], source: str, *, span: tuple[int, int] | None = None, unit: str = "", **choices: str
) -> Figure:
    named = choices or ({"yes": "Ya", "no": "Tidak"} if isinstance(key.default, bool) else {})
    about = Uncertainty(
        label=key.label,
        source=source,
        sure=Sureness.LOCAL,
        unit=unit,
        spans=() if span is None else (span,),
        choices=tuple((text.removeprefix("_"), shown) for text, shown in named.items()),
    )
    return Figure(key=key.key, default=key.default, about=about)


@cache
def _figures() -> tuple[tuple[str, Figure], ...]:
    return (
        *settable_figures(),
        (VISITS, _of_program(NEW_VISIT_EVER, "Tidak: kunjungan baru dihitung sekali setahun")),
        (VISITS, _of_program(REFERRAL_VALID_DAYS, "Umumnya 90 hari", span=(1, 365), unit="hari")),
        (VISITS, _of_program(MEDICAL_RECORD_PATTERN, "D desa, N nomor keluarga, A anggota; berlaku untuk orang baru")),
        (_PROGRAM, _of_program(IDLE_MINUTES, "0: tidak pernah; anjuran 5 sampai 10", span=(0, 120), unit="menit")),
        (_PROGRAM, _of_program(TICKET_WIDTH, "Menurut pencetak karcis", _58="58 mm", _80="80 mm")),
        (_PROGRAM, _of_program(REGISTER_PAPER, "Menurut kertas yang ada", F4="F4", A4="A4")),
    )


def rule_settings(workplace: Workplace) -> tuple[RuleSetting, ...]:
    """Everything that may be set here, by subject."""
    book = rules_in_force(workplace)
    return tuple(_standing(book, subject, figure) for subject, figure in _figures())


def programme_settings(workplace: Workplace) -> dict[str, str]:
    """The values in force, as forms read them with ``setting:KEY``."""
    found = ((one.figure.key, one.figure.kept(one.value)) for one in rule_settings(workplace))
    return {key: str(kept).lower() if isinstance(kept, bool) else str(kept) for key, kept in found}


def set_rules(workplace: Workplace, typed: Mapping[str, str]) -> Answer[tuple[RuleSetting, ...]]:
    """Puts what was typed in force, by key; the head and administrators only.

    What is typed is the figure's text: ``20``, ``10,5``, ``1-2-3``, ``yes``. Rejected with a sentence for each that is
    refused; then none is kept. What is typed as the default is taken back, so that a later default comes into force.
    """
    workplace.require(Role.HEAD)
    named = {figure.key: (subject, figure) for subject, figure in _figures()}
    read = [(*named[key], named[key][1].read(text)) for key, text in typed.items()]
    checks = [_problem(figure, value) for _subject, figure, value in read]
    problems = [problem for problem in checks if problem is not None]
    if problems:
        raise Rejected(*problems)
    with workplace.change("set_rules") as transaction:
        for _subject, figure, value in read:
            keep_setting(transaction, figure.key, None if value == figure.default else figure.kept(value))
    book = rules_in_force(workplace)
    standing = tuple(_standing(book, subject, figure) for subject, figure, _value in read)
    return Answer(standing, frozenset(transaction.changes))


def reset_rule(workplace: Workplace, key: str) -> Answer[tuple[RuleSetting, ...]]:
    """The default is in force again, also when a later version of the program has another one."""
    default = next(figure.text(figure.default) for _subject, figure in _figures() if figure.key == key)
    return set_rules(workplace, {key: default})


def _problem(figure: Figure, value: object) -> Problem | None:
    if isinstance(value, Problem):
        return value
    return check_setting(figure.key, str(value))


def _standing(book: Rulebook, subject: str, figure: Figure) -> RuleSetting:
    value = book.value(figure)
    changed = value is not None and value != figure.default
    return RuleSetting(
        subject=subject, figure=figure, value=figure.default if value is None else value, changed=changed
    )
