"""Looks the whole database over: every page, and every link of the change log, which nobody can alter unnoticed."""

from collections.abc import Iterator
from dataclasses import dataclass

from ilp_desktop.domain.change import Change
from ilp_desktop.domain.change_chain import ChainBroken, verify_chain
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import change_queries

_BETWEEN_STEPS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck:
    """``entries`` is how many entries of the change log were looked at."""

    pages_are_sound: bool
    log_is_sound: bool
    entries: int


def self_check(workplace: Workplace, progress: Progress = silent) -> SelfCheck:
    """Reads everything; takes a minute for a large database and can be cancelled while the log is read."""
    progress(Step(doing="Memeriksa berkas data", done=0, total=0))
    pages = workplace.database.is_sound()
    with workplace.database.read() as connection:
        total = change_queries.count_after(connection, {})
        try:
            verify_chain(_told(change_queries.changes_after(connection, {}), total, progress), {})
        except ChainBroken:
            return SelfCheck(pages_are_sound=pages, log_is_sound=False, entries=total)
    return SelfCheck(pages_are_sound=pages, log_is_sound=True, entries=total)


def _told(changes: Iterator[Change], total: int, progress: Progress) -> Iterator[Change]:
    for number, change in enumerate(changes):
        if number % _BETWEEN_STEPS == 0:
            progress(Step(doing="Memeriksa catatan perubahan", done=number, total=total))
        yield change
