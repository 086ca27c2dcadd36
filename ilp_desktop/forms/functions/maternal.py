"""Rules of pregnancy, birth and the weeks after, offered to forms."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from ilp_desktop.domain.clinical import (
    antenatal_contacts,
    birth,
    gestational_glucose,
    gestational_weight,
    labour,
    mental_screening,
    obstetric_history,
    poedji_rochjati,
    postpartum,
    preeclampsia,
    pregnancy,
    tetanus,
)
from ilp_desktop.domain.clinical.antenatal_contacts import STANDARD_CONTACTS, ContactRules
from ilp_desktop.domain.clinical.pregnancy import (
    JOHNSON_BY_STATION,
    PROGRAMME_TRIMESTERS,
    JohnsonRules,
    TrimesterBounds,
)
from ilp_desktop.domain.clinical.tetanus import STANDARD_TETANUS, TetanusRules
from ilp_desktop.domain.months import completed_months
from ilp_desktop.forms.functions.offering import (
    as_day,
    as_number,
    as_number_if_known,
    as_text,
    as_text_if_any,
    as_truth,
    described_by,
    known,
    offered,
)


@described_by(preeclampsia.known_moderate_factors)
def _preeclampsia_known(
    age: float,
    gravida: float,
    para: float,
    months_since_birth: float,
    bmi: float,
    mean_pressure: float,
    rules: preeclampsia.PreeclampsiaRules = preeclampsia.STANDARD_SCREENING,
) -> str:
    return " ".join(
        preeclampsia.known_moderate_factors(
            age_years=known(age),
            gravida=known(gravida),
            para=known(para),
            months_since_birth=known(months_since_birth),
            index_before=known(bmi),
            mean_pressure=known(mean_pressure),
            rules=rules,
        )
    )


@described_by(poedji_rochjati.known_items)
def _kspr_known(
    age: float,
    gravida: float,
    para: float,
    abortus: float,
    months_since_birth: float,
    height: float,
    rules: poedji_rochjati.KsprRules = poedji_rochjati.STANDARD_CARD,
) -> str:
    return " ".join(
        poedji_rochjati.known_items(
            age_years=known(age),
            gravida=known(gravida),
            para=known(para),
            abortus=known(abortus),
            months_since_birth=known(months_since_birth),
            height=known(height),
            rules=rules,
        )
    )


@described_by(poedji_rochjati.kspr_score)
def _kspr_score(items: str) -> int:
    return poedji_rochjati.kspr_score(item for item in items.split() if item != "none")


@described_by(obstetric_history.four_too)
def _four_too(
    age: float,
    months_since_birth: float,
    living: float,
    rules: obstetric_history.FourTooRules = obstetric_history.STANDARD_FOUR_TOO,
) -> str:
    return ", ".join(
        obstetric_history.four_too(
            age_years=known(age),
            months_since_birth=known(months_since_birth),
            living_children=known(living),
            rules=rules,
        )
    )


@described_by(gestational_glucose.tolerance_test)
def _tolerance_test(
    fasting: float,
    one_hour: float,
    two_hours: float,
    rules: gestational_glucose.GlucoseRules = gestational_glucose.STANDARD_GLUCOSE,
) -> object:
    return gestational_glucose.tolerance_test(known(fasting), known(one_hour), known(two_hours), rules)


@described_by(postpartum.postpartum_contact)
def _postpartum_contact(
    days: float, hours: float, rules: postpartum.PostpartumRules = postpartum.STANDARD_WINDOWS
) -> str:
    return postpartum.postpartum_contact(days, known(hours), rules)


@described_by(postpartum.contacts_on)
def _contacts_on(delivered: date, days: str, rules: postpartum.PostpartumRules = postpartum.STANDARD_WINDOWS) -> str:
    return " ".join(postpartum.contacts_on(((day - delivered).days for day in _days_in(days)), rules))


@described_by(postpartum.contacts_complete)
def _contacts_complete(labels: str) -> bool:
    return postpartum.contacts_complete(labels.split())


def _days_in(texts: str) -> list[date]:
    """The days of a text with ISO dates between spaces; ValueError for anything else."""
    return [date.fromisoformat(text[:10]) for text in texts.split()]


def _childhood(level: str) -> int:
    return int(level.removeprefix("T") or 0)


@described_by(tetanus.tetanus_status)
def _tetanus_status(childhood: str, doses: str, rules: TetanusRules = STANDARD_TETANUS) -> str:
    return tetanus.tetanus_status(_days_in(doses), _childhood(childhood), rules).label


def _tetanus_last_dose(childhood: str, doses: str, rules: TetanusRules = STANDARD_TETANUS) -> date | None:
    """The day of the newest dated dose that counts; nothing when no dated one does.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    return tetanus.tetanus_status(_days_in(doses), _childhood(childhood), rules).last_dose


def _day_if_any(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


@described_by(tetanus.with_dose)
def _tetanus_after(status: str, last_dose: str, given: date, rules: TetanusRules = STANDARD_TETANUS) -> str:
    before = tetanus.TetanusStatus(level=_childhood(status), last_dose=_day_if_any(last_dose))
    return tetanus.with_dose(before, given, rules).label


@described_by(tetanus.next_possible)
def _tetanus_next(status: str, last_dose: str, rules: TetanusRules = STANDARD_TETANUS) -> date | None:
    return tetanus.next_possible(_childhood(status), _day_if_any(last_dose), rules)


@described_by(tetanus.dose_due)
def _tetanus_due(status: str, last_dose: str, day: date, rules: TetanusRules = STANDARD_TETANUS) -> bool:
    return tetanus.dose_due(_childhood(status), _day_if_any(last_dose), day, rules)


@described_by(tetanus.protected_until)
def _tetanus_protected(status: str, last_dose: str, rules: TetanusRules = STANDARD_TETANUS) -> date | None:
    return tetanus.protected_until(_childhood(status), _day_if_any(last_dose), rules)


def _progress(
    last_period: date, days: str, rules: ContactRules, bounds: TrimesterBounds, doctor_in: Collection[int] = ()
) -> antenatal_contacts.AntenatalProgress:
    weeks = [pregnancy.gestational_age_weeks(last_period, day) for day in sorted(set(_days_in(days)))]
    contacts = [
        antenatal_contacts.AntenatalContact(weeks=one, doctor_ultrasound=pregnancy.trimester(one, bounds) in doctor_in)
        for one in weeks
    ]
    return antenatal_contacts.antenatal_progress(contacts, replace(rules, bounds=bounds))


def _k6_rules(rule: str, rules: ContactRules) -> ContactRules:
    """The rule of K6 that a form was given, else the one in force."""
    return ContactRules.read(rule) if rule else rules


def _antenatal_label(
    last_period: date,
    days: str,
    day: date,
    rule: str,
    rules: ContactRules = STANDARD_CONTACTS,
    bounds: TrimesterBounds = PROGRAMME_TRIMESTERS,
) -> str:
    """The label of the contact of one day among all days of contact: K1 murni, K1 akses, K2 to K6, Tambahan.

    The rule is that of K6, the one in force when it is empty.

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    until = " ".join(one.isoformat() for one in {*_days_in(days), day} if one <= day)
    return _progress(last_period, until, _k6_rules(rule, rules), bounds).labels[-1]


def _antenatal_count(
    last_period: date,
    days: str,
    trimester: float,
    rules: ContactRules = STANDARD_CONTACTS,
    bounds: TrimesterBounds = PROGRAMME_TRIMESTERS,
) -> int:
    """How many contacts were in a trimester of the programme (1, 2 or 3).

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    return _progress(last_period, days, rules, bounds).by_trimester[int(trimester) - 1]


def _k4_reached(
    last_period: date,
    days: str,
    rules: ContactRules = STANDARD_CONTACTS,
    bounds: TrimesterBounds = PROGRAMME_TRIMESTERS,
) -> bool:
    """Is K4 reached by the contacts on these days: one, one and two in the three trimesters?

    Source: Pedoman PWS KIA (Kemenkes).
    """
    return _progress(last_period, days, rules, bounds).k4


def _k6_reached(
    last_period: date,
    days: str,
    rule: str,
    rules: ContactRules = STANDARD_CONTACTS,
    bounds: TrimesterBounds = PROGRAMME_TRIMESTERS,
) -> bool:
    """Is K6 reached by the contacts on these days: by the rule, or one, two and three in the three trimesters?

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    return _progress(last_period, days, _k6_rules(rule, rules), bounds).k6


def _k6_with_doctor(
    last_period: date,
    days: str,
    rule: str,
    doctor_first: bool,
    doctor_third: bool,
    rules: ContactRules = STANDARD_CONTACTS,
    bounds: TrimesterBounds = PROGRAMME_TRIMESTERS,
) -> bool:
    """Is K6 reached by the rule, with a doctor's ultrasound in the first and in the third trimester?

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    doctor_in = [number for number, came in ((1, doctor_first), (3, doctor_third)) if came]
    return _progress(last_period, days, _k6_rules(rule, rules), bounds, doctor_in).k6_with_doctor


@described_by(pregnancy.johnson_fetal_weight)
def _fetal_weight(height: float, station: str, numbers: str, rules: JohnsonRules = JOHNSON_BY_STATION) -> float:
    return pregnancy.johnson_fetal_weight(height, station, JohnsonRules.read(numbers) if numbers else rules)


@described_by(preeclampsia.roll_over_positive)
def _roll_over_positive(
    supine: float,
    left: float,
    from_difference: float,
    rules: preeclampsia.PreeclampsiaRules = preeclampsia.STANDARD_SCREENING,
) -> bool:
    border = known(from_difference)
    return preeclampsia.roll_over_positive(
        supine, left, rules if border is None else replace(rules, roll_over_from=border)
    )


@described_by(mental_screening.epds_class)
def _epds_class(
    score: float, refer_from: float, rules: mental_screening.MoodRules = mental_screening.STANDARD_MOOD
) -> object:
    border = known(refer_from)
    return mental_screening.epds_class(score, rules if border is None else replace(rules, epds_refer_from=border))


@described_by(antenatal_contacts.services_missing)
def _services_missing(label: str, done: str) -> str:
    return ", ".join(antenatal_contacts.services_missing(label, done.split()))


def _completed_months(begun: date, day: date) -> int:
    """Completed months from a day to a later one, as between two births; negative when it is the later.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    return completed_months(begun, day)


FUNCTIONS = (
    offered("completed-months", _completed_months, begun=as_day, day=as_day),
    offered("pregnancy-start", pregnancy.last_period_from_age, weeks=as_number, days=as_number, examined=as_day),
    offered(
        "redating-advised", pregnancy.redating_advised, hpht=as_day, examined=as_day, weeks=as_number, days=as_number
    ),
    offered("gestational-term", birth.gestational_term, weeks=as_number),
    offered(
        "weight-gain-class",
        gestational_weight.gain_class,
        gain=as_number,
        bmi=as_number,
        weeks=as_number,
        multiple=as_truth,
    ),
    offered("weight-gain-text", gestational_weight.gain_text, bmi=as_number, weeks=as_number, multiple=as_truth),
    offered("weight-gain-fast", gestational_weight.gain_too_fast, gain=as_number, days=as_number, weeks=as_number),
    offered("map-raised", preeclampsia.mean_pressure_raised, mean_pressure=as_number),
    offered("roll-over-applies", preeclampsia.roll_over_applies, weeks=as_number),
    offered(
        "roll-over-positive",
        _roll_over_positive,
        supine=as_number,
        left=as_number,
        from_difference=as_number_if_known,
    ),
    offered("fetal-weight", _fetal_weight, height=as_number, station=as_text, numbers=as_text_if_any),
    offered(
        "preeclampsia-known",
        _preeclampsia_known,
        age=as_number_if_known,
        gravida=as_number_if_known,
        para=as_number_if_known,
        months_since_birth=as_number_if_known,
        bmi=as_number_if_known,
        mean_pressure=as_number_if_known,
    ),
    offered("preeclampsia-screening", preeclampsia.preeclampsia_screening, moderate=as_number, high=as_number),
    offered(
        "tetanus-childhood",
        tetanus.childhood_level,
        infant_doses=as_number,
        booster=as_truth,
        school_1=as_truth,
        school_2=as_truth,
    ),
    offered("tetanus-status", _tetanus_status, childhood=as_text_if_any, doses=as_text_if_any),
    offered("tetanus-last-dose", _tetanus_last_dose, childhood=as_text_if_any, doses=as_text_if_any),
    offered("tetanus-after", _tetanus_after, status=as_text, last_dose=as_text_if_any, given=as_day),
    offered("tetanus-next", _tetanus_next, status=as_text, last_dose=as_text_if_any),
    offered("tetanus-due", _tetanus_due, status=as_text, last_dose=as_text_if_any, day=as_day),
    offered("tetanus-protected-until", _tetanus_protected, status=as_text, last_dose=as_text_if_any),
    offered("tetanus-near-birth", tetanus.too_near_birth, day=as_day, due=as_day),
    offered(
        "kspr-known",
        _kspr_known,
        age=as_number_if_known,
        gravida=as_number_if_known,
        para=as_number_if_known,
        abortus=as_number_if_known,
        months_since_birth=as_number_if_known,
        height=as_number_if_known,
    ),
    offered("kspr-score", _kspr_score, items=as_text_if_any),
    offered("kspr-class", poedji_rochjati.kspr_class, score=as_number),
    offered("kspr-column", poedji_rochjati.kspr_column, weeks=as_number),
    offered("antenatal-label", _antenatal_label, hpht=as_day, days=as_text_if_any, day=as_day, k6_rule=as_text_if_any),
    offered("antenatal-count", _antenatal_count, hpht=as_day, days=as_text, trimester=as_number),
    offered("antenatal-k4", _k4_reached, hpht=as_day, days=as_text),
    offered("antenatal-k6", _k6_reached, hpht=as_day, days=as_text, k6_rule=as_text_if_any),
    offered(
        "antenatal-k6-doctor",
        _k6_with_doctor,
        hpht=as_day,
        days=as_text,
        k6_rule=as_text_if_any,
        doctor_first=as_truth,
        doctor_third=as_truth,
    ),
    offered("antenatal-missing", _services_missing, label=as_text, done=as_text_if_any),
    offered("history-agrees", obstetric_history.history_agrees, gravida=as_number, para=as_number, abortus=as_number),
    offered("children-agree", obstetric_history.children_agree, para=as_number, living=as_number, still_born=as_number),
    offered(
        "four-too",
        _four_too,
        age=as_number_if_known,
        months_since_birth=as_number_if_known,
        living_children=as_number_if_known,
    ),
    offered("epds-class", _epds_class, score=as_number, refer_from=as_number_if_known),
    offered("self-harm-thought", mental_screening.self_harm_thought, answer=as_number),
    offered("srq-follow-up", mental_screening.srq_needs_follow_up, score=as_number),
    offered(
        "tolerance-test",
        _tolerance_test,
        fasting=as_number_if_known,
        one_hour=as_number_if_known,
        two_hours=as_number_if_known,
    ),
    offered("glucose-pregnancy-high", gestational_glucose.random_glucose_needs_doctor, glucose=as_number),
    offered("birth-weight-class", birth.birth_weight_class, grams=as_number),
    offered("low-birth-weight", birth.low_birth_weight, grams=as_number),
    offered("refer-for-birth-weight", birth.refer_for_birth_weight, grams=as_number),
    offered("apgar-class", birth.apgar_class, score=as_number),
    offered("short-at-birth", birth.short_at_birth, length=as_number),
    offered("postpartum-haemorrhage", labour.postpartum_haemorrhage, millilitres=as_number, caesarean=as_truth),
    offered("second-stage-long", labour.second_stage_long, minutes=as_number, first_birth=as_truth),
    offered("placenta-retained", labour.placenta_retained, minutes=as_number),
    offered("rupture-long", labour.rupture_long, hours=as_number),
    offered("postpartum-contact", _postpartum_contact, days=as_number, hours=as_number_if_known),
    offered("postpartum-contacts", _contacts_on, delivered=as_day, days=as_text_if_any),
    offered("kf-complete", _contacts_complete, labels=as_text),
    offered("kbpp", postpartum.counts_as_postpartum_contraception, method=as_text, days=as_number),
    offered("contraception-unsuitable", postpartum.contraception_unsuitable, method=as_text, breastfeeding=as_truth),
    offered("second-vitamin-a", postpartum.second_vitamin_a_possible, hours=as_number),
    offered(
        "maternal-death",
        postpartum.counts_as_maternal_death,
        phase=as_text,
        days_after=as_number,
        incidental=as_truth,
    ),
)
