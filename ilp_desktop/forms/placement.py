"""What the settings of a form say of its place in care: klaster, since when, in which episode, when it is due."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ilp_desktop.domain.due_forms import read_due
from ilp_desktop.domain.episode import EpisodeKind, EpisodeStep
from ilp_desktop.forms.definition import EpisodeRole
from ilp_desktop.forms.refusal import FormProblem, FormRefused, Place

Read = TypeVar("Read")

SETTING = "attribute::ilp:"
"""How the columns of the settings sheet begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The place of a form, as the fields of the same names of ``Form`` say it."""

    source: str = ""
    effective_from: date | None = None
    cluster: int = 0
    subject: str = "person"
    due: str = ""
    episode: EpisodeRole | None = None


def read_placement(settings: Mapping[str, str]) -> Placement:
    """The place by names without ``SETTING``; raises ``FormRefused`` with every setting that cannot be read."""
    problems: list[FormProblem] = []

    def read(name: str, reader: Callable[[str], Read], empty: Read, remedy: str) -> Read:
        text = settings.get(name, "").strip()
        try:
            return reader(text) if text else empty
        except ValueError:
            problems.append(_unreadable(name, text, remedy))
            return empty

    kind = read("episode", EpisodeKind, None, f"Pakai {', '.join(EpisodeKind)}")
    step = read("episode_step", EpisodeStep, EpisodeStep.CONTINUES, f"Pakai {', '.join(EpisodeStep)}")
    day, outcome = settings.get("episode_day", "").strip(), settings.get("episode_outcome", "").strip()
    place = Placement(
        source=settings.get("source", ""),
        effective_from=read("effective_from", date.fromisoformat, None, "Tulis tanggal seperti 2026-11-22"),
        cluster=read("cluster", _cluster, 0, "Tulis 0 sampai 4; 0 untuk semua klaster"),
        subject=read("subject", _subject, "person", "Pakai person atau meeting"),
        due=read("due", _due, "", "Tulis misalnya: age=0..59 mo; every=month"),
        episode=EpisodeRole(kind=kind, step=step, day=day, outcome=outcome) if kind else None,
    )
    if problems:
        raise FormRefused(problems)
    return place


def placement_problems(settings: Mapping[str, str]) -> Iterator[FormProblem]:
    """What is wrong in a settings sheet, as ``read_placement`` would refuse it."""
    written = {name.removeprefix(SETTING): cell for name, cell in settings.items() if name.startswith(SETTING)}
    try:
        read_placement(written)
    except FormRefused as refusal:
        yield from refusal.problems


def _cluster(text: str) -> int:
    if text not in ("0", "1", "2", "3", "4"):
        raise ValueError(text)
    return int(text)


def _subject(text: str) -> str:
    if text not in ("person", "meeting"):
        raise ValueError(text)
    return text


def _due(text: str) -> str:
    read_due(text)
    return text


def _unreadable(name: str, text: str, remedy: str) -> FormProblem:
    return FormProblem(
        code="setting_unreadable",
        place=Place(sheet="settings", row=2, column=f"{SETTING}{name}"),
        sentence=f"Isi '{text}' tidak terbaca",
        remedy=remedy,
    )
