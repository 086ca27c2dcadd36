"""Mental screening of mothers: EPDS and SRQ-20."""

from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.uncertain import Sureness, uncertain


class MoodClass(StrEnum):
    """What a questionnaire says; it is no diagnosis."""

    CALM = "Tidak ada tanda"
    WATCH = "Waspada"
    REFER = "Rujuk dokter atau psikolog"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodRules:
    """Borders of EPDS (0 to 30) and SRQ-20 (0 to 20).

    EPDS: from 10 watch, from 13 refer (S, studies differ). SRQ-20: from 6 look further; the Juknis prints "more than
    6".
    """

    epds_watch_from: float = uncertain(
        10,
        "EPDS: skor yang diwaspadai mulai",
        span=(5, 10),
        source="Penelitian berbeda-beda; umumnya 10",
        sure=Sureness.MEDIUM,
    )
    epds_refer_from: float = uncertain(
        13,
        "EPDS: skor yang dirujuk mulai",
        span=(10, 20),
        key="epds_refer_from",
        source="Penelitian berbeda-beda; umumnya 13",
        sure=Sureness.MEDIUM,
    )
    srq_from: float = uncertain(
        6,
        "SRQ-20: skor yang ditelusuri lebih lanjut mulai",
        span=(5, 8),
        source="Umumnya 6; KMK 2015/2023 menulis lebih dari 6",
        sure=Sureness.MEDIUM,
    )


STANDARD_MOOD = MoodRules()


def epds_class(score: float, rules: MoodRules = STANDARD_MOOD) -> MoodClass:
    """The class of an EPDS total of 0 to 30: from 10 watch and repeat, from 13 refer.

    Source: Cox, Holden, Sagovsky 1987; cut-off to be confirmed by the dinas.
    """
    if score >= rules.epds_refer_from:
        return MoodClass.REFER
    return MoodClass.WATCH if score >= rules.epds_watch_from else MoodClass.CALM


def self_harm_thought(answer: float) -> bool:
    """Does EPDS question 10 (0 to 3) say that thoughts of self-harm occur at all? Then assess on the same day.

    Source: Cox, Holden, Sagovsky 1987.
    """
    return answer >= 1


def srq_needs_follow_up(score: float, rules: MoodRules = STANDARD_MOOD) -> bool:
    """Do the yes answers of the SRQ-20 (last 30 days) ask for a closer look: from 6?

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP); SRQ-20 (WHO).
    """
    return score >= rules.srq_from
