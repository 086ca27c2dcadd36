"""What the summary of a pregnancy says on paper, for the mother's KIA book: typed texts in, whatever draws them."""

import re
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.letters import PersonOnPaper, Signature

Pairs = tuple[tuple[str, str], ...]
"""Labels with their values; an unknown value is empty."""

FOR_THE_HOME = {
    "own_illness": frozenset(
        {
            "none",
            "hypertension",
            "diabetes",
            "heart",
            "kidney",
            "autoimmune",
            "asthma",
            "tuberculosis",
            "malaria",
            "epilepsy",
            "thyroid",
            "thalassaemia",
            "other",
        }
    )
}
"""Of these questions only these answers may stand on a sheet that the family reads; also of a form that adds some."""

_CONFIDENTIAL = re.compile(
    r"\b(?:(?:hiv|aids|odha|arv|art|b20|vct|pitc|cd4|ims|pms|rpr|vdrl|tpha|lues|hbig|kdrt|epds|srq|phq|odgj)\b"
    r"|viral load|antiretrovir|nevirapin|zidovudin|kotrimoksazol|sifilis|syphilis|raja singa|benzatin|penisilin|penicil"
    r"|gonor|klamidia|herpes genital|kutil kelamin|penyakit kelamin|menular seksual|hbsag|hepatitis"
    r"|kekerasan|aniaya|dianiaya|dipukul|perkosa|diperkosa|pelecehan"
    r"|jiwa|kejiwaan|depresi|psikolog|psikiat|psikosis|psikotik|skizofren|bipolar|bunuh diri|antidepres"
    r"|napza|narkoba|sabu|metadon|aborsi|gugurkan|menggugurkan)",
    re.IGNORECASE,
)


def may_stand_at_home(text: str) -> bool:
    """Whether a free text names nothing of HIV, syphilis, hepatitis B, violence, the mind, drugs or abortion.

    A net under the rule that such things are written in their own questions; it rather holds back too much.
    """
    return _CONFIDENTIAL.search(text) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class AntenatalLine:
    """One antenatal visit as a row."""

    day: date
    contact: str = ""
    weeks: str = ""
    weight: str = ""
    pressure: str = ""
    fundus: str = ""
    fetus: str = ""
    laboratory: str = ""
    given: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BabyLine:
    """One baby of the birth as a row."""

    number: int
    state: str = ""
    sex: str = ""
    weight: str = ""
    length: str = ""
    apgar: str = ""
    care: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostpartumLine:
    """One postpartum visit as a row."""

    day: date
    contact: str = ""
    pressure: str = ""
    temperature: str = ""
    finding: str = ""
    given: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MotherSummary:
    """Everything on the sheet. ``findings`` are what must not be forgotten, each with its day, newest first."""

    patient: PersonOnPaper
    family: Pairs
    pregnancy: Pairs
    body: Pairs
    risks: Pairs
    plan: Pairs
    findings: Pairs
    visits: tuple[AntenatalLine, ...]
    birth: Pairs
    babies: tuple[BabyLine, ...]
    postpartum: tuple[PostpartumLine, ...]
    officer: Signature
