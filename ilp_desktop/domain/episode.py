"""Episodes of care: what belongs together over many visits, from its beginning to how it went out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ilp_desktop.domain.clinical.pregnancy import gestational_age_weeks
from ilp_desktop.domain.identifiers import EpisodeId, PatientId
from ilp_desktop.domain.uncertain import Sureness, uncertain


class EpisodeKind(StrEnum):
    """What an episode is about."""

    PREGNANCY = "pregnancy"
    CHILDHOOD = "childhood"
    FAMILY_PLANNING = "family_planning"
    COUPLE = "couple"


class EpisodeStep(StrEnum):
    """What a form does to its episode.

    ``BEGINS`` opens one when none is open, ``CONTINUES`` joins the open one, ``OUTCOME`` says how it went out (a
    delivery; what follows still belongs to it), ``ENDS`` closes it.
    """

    BEGINS = "begins"
    CONTINUES = "continues"
    OUTCOME = "outcome"
    ENDS = "ends"


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeOfCare:
    """One pregnancy with its puerperium, one childhood, one use of contraception, one couple before marriage.

    ``started`` is the beginning itself when ``dated`` (the HPHT, the birth), else the first contact. ``outcome`` is
    what the form said (``live_birth``, ``abortion``, ...), ``outcome_date`` its day. ``follows`` is the couple's
    episode before a pregnancy.
    """

    id: EpisodeId
    patient_id: PatientId
    kind: EpisodeKind
    started: date
    dated: bool = False
    outcome: str = ""
    outcome_date: date | None = None
    ended: date | None = None
    follows: EpisodeId | None = None
    voided_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeSpans:
    """How long an episode can last, in days.

    A pregnancy at most 43 weeks from HPHT; its puerperium 42 days (KMK HK.01.07/MENKES/2015/2023), with a week more for
    a late last visit; a childhood to the sixth birthday (prasekolah, 72 months).
    """

    pregnancy: int = uncertain(
        301,
        "Satu kehamilan paling lama, dihitung dari HPHT",
        span=(294, 322),
        unit="hari",
        source="Tidak tertulis; di sini 43 minggu",
        sure=Sureness.UNMARKED,
    )
    puerperium: int = uncertain(
        49,
        "Masa nifas untuk kunjungan yang terlambat",
        span=(42, 60),
        unit="hari",
        source="KMK 2015/2023: 42 hari; di sini seminggu lebih lama",
        sure=Sureness.LOW,
    )
    childhood: int = 2192


_OPEN_ENDED = {EpisodeKind.FAMILY_PLANNING, EpisodeKind.COUPLE}


def episode_for(
    episodes: Iterable[EpisodeOfCare],
    kind: EpisodeKind,
    step: EpisodeStep,
    day: date,
    spans: EpisodeSpans | None = None,
) -> EpisodeOfCare | None:
    """The episode to which a form of that day belongs; None when none fits. Of several the latest that had begun.

    A contact before ``started`` belongs to a pregnancy that was entered too late, when it can still be the same one.
    """
    lasting = spans or EpisodeSpans()
    fitting = [one for one in episodes if one.kind is kind and _covers(one, step, day, lasting)]
    begun = [one for one in fitting if one.started <= day]
    return max(begun, key=lambda one: one.started) if begun else min(fitting, key=lambda one: one.started, default=None)


def open_episode(
    episodes: Iterable[EpisodeOfCare], kind: EpisodeKind, day: date, spans: EpisodeSpans | None = None
) -> EpisodeOfCare | None:
    """The episode that is open on a day: for a pregnancy the one that has no outcome yet."""
    found = episode_for(episodes, kind, EpisodeStep.BEGINS, day, spans)
    return found if found is not None and found.started <= day else None


def puerperium(episodes: Iterable[EpisodeOfCare], day: date, spans: EpisodeSpans | None = None) -> EpisodeOfCare | None:
    """The pregnancy whose outcome a woman is recovering from on a day."""
    lasting = spans or EpisodeSpans()
    ended = [
        one
        for one in episodes
        if one.kind is EpisodeKind.PREGNANCY
        and not one.voided_reason
        and one.outcome_date is not None
        and 0 <= (day - one.outcome_date).days <= lasting.puerperium
    ]
    return max(ended, key=lambda one: one.started, default=None)


def maternal_text(episodes: Iterable[EpisodeOfCare], day: date, spans: EpisodeSpans | None = None) -> str:
    """ "hamil 24 minggu", "hamil" when its beginning is not known, "nifas hari ke-5"; empty when neither is known."""
    known = tuple(episodes)
    after_birth = puerperium(known, day, spans)
    if after_birth is not None and after_birth.outcome_date is not None:
        return f"nifas hari ke-{(day - after_birth.outcome_date).days}"
    pregnancy = open_episode(known, EpisodeKind.PREGNANCY, day, spans)
    if pregnancy is None:
        return ""
    return f"hamil {gestational_age_weeks(pregnancy.started, day)} minggu" if pregnancy.dated else "hamil"


def is_over(episode: EpisodeOfCare, day: date, spans: EpisodeSpans | None = None) -> bool:
    """Whether a pregnancy with its puerperium, or what was ended otherwise, lies before a day."""
    lasting = spans or EpisodeSpans()
    if episode.outcome_date is not None:
        return (day - episode.outcome_date).days > lasting.puerperium
    return episode.ended is not None and episode.ended < day


def birth_episode(episodes: Iterable[EpisodeOfCare], birth_date: date) -> EpisodeOfCare | None:
    """Of the mother's pregnancies the one in which a child of that birth date was born; None when it is not certain."""
    pregnancies = (one for one in episodes if one.kind is EpisodeKind.PREGNANCY and not one.voided_reason)
    near = [one for one in pregnancies if one.outcome_date is not None and is_same_birth(birth_date, one.outcome_date)]
    return near[0] if len(near) == 1 else None


def is_same_birth(birth_date: date, delivered: date) -> bool:
    """Whether a birth date and the day of a delivery can mean one birth: they lie within a day.

    A birth after midnight and a date typed from memory differ by one day; two pregnancies never do.
    """
    return abs((birth_date - delivered).days) <= 1


def _covers(episode: EpisodeOfCare, step: EpisodeStep, day: date, spans: EpisodeSpans) -> bool:
    if episode.voided_reason:
        return False
    first, last = _bounds(episode, step, spans)
    return first <= day <= last


def _bounds(episode: EpisodeOfCare, step: EpisodeStep, spans: EpisodeSpans) -> tuple[date, date]:
    if episode.kind is EpisodeKind.CHILDHOOD:
        return episode.started, episode.ended or episode.started + timedelta(days=spans.childhood)
    if episode.kind in _OPEN_ENDED:
        return episode.started, episode.ended or date.max
    first = episode.started - timedelta(days=spans.pregnancy)
    if episode.outcome_date is None:
        return first, episode.ended or episode.started + timedelta(days=spans.pregnancy)
    after = 0 if step is EpisodeStep.BEGINS else spans.puerperium
    return first, episode.outcome_date + timedelta(days=after)
