"""Hits, look-alikes and the banner as the parts of the kit draw them."""

from datetime import date

from ilp_desktop.domain.search_hit import SearchHit
from ilp_desktop.services.people import LookAlike
from ui.kit.banner import BannerText
from ui.kit.result_list import ResultLine
from ui.kit.style import Tone
from ui.screens.loket.state import DeskPerson
from ui.screens.loket.texts import (
    age_and_sex,
    age_text,
    allergy_words,
    due_words,
    person_facts,
    sex_word,
    where_and_with_whom,
    why_found,
)


def hit_line(hit: SearchHit, today: date) -> ResultLine:
    """A hit in two lines."""
    tone = Tone.RED if hit.is_deceased else Tone.AMBER if hit.has_moved else Tone.PLAIN
    return ResultLine(
        title=hit.name,
        note=age_and_sex(hit, today),
        detail=where_and_with_whom(hit),
        trailing=f"RM {hit.medical_record_number}",
        state=why_found(hit),
        tone=tone,
    )


def look_alike_line(found: LookAlike, today: date) -> ResultLine:
    """Somebody who may be the same person, with the reasons below."""
    patient = found.patient
    age = age_text(patient.birth_date, patient.birth_date_estimated, today)
    return ResultLine(title=patient.name, trailing=f"{age}  {patient.sex.value}", detail=found.candidate.sentence)


def family_line(hit: SearchHit, today: date) -> ResultLine:
    """Somebody whose family is looked for, in a narrow list."""
    return ResultLine(title=hit.name, trailing=age_and_sex(hit, today), detail=where_and_with_whom(hit))


def banner_text(person: DeskPerson, today: date) -> BannerText:
    """The person at hand."""
    patient = person.patient
    due = due_words(person)
    return BannerText(
        name=patient.name,
        sex=sex_word(patient.sex),
        age=age_text(patient.birth_date, patient.birth_date_estimated, today),
        record_number=patient.medical_record_number,
        allergy=allergy_words(patient),
        facts=person_facts(person),
        due=due,
        overdue=bool(due),
    )
