"""The summary of one pregnancy on paper, from its forms; what is confidential stays in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from ilp_desktop import reports
from ilp_desktop.domain.clinical.pregnancy import due_date
from ilp_desktop.domain.episode import EpisodeKind, EpisodeOfCare, EpisodeSpans, EpisodeStep, episode_for
from ilp_desktop.domain.identifiers import PatientId, VisitId
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.mother_summary import (
    FOR_THE_HOME,
    AntenatalLine,
    BabyLine,
    MotherSummary,
    Pairs,
    PostpartumLine,
    may_stand_at_home,
)
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.referral_content import PRIVATE_FLAGS
from ilp_desktop.domain.visit import Flag, QuestionnaireResponse, Visit
from ilp_desktop.forms import PrintedLine, Response, means_yes, printable
from ilp_desktop.services.episodes import episodes_of
from ilp_desktop.services.paper_values import letterhead, officer_signature, person_on_paper
from ilp_desktop.services.people import person_page
from ilp_desktop.services.print_log import print_stamp_of
from ilp_desktop.services.response_records import BABY_SEX, answers_of, day_in, leaves, responses_of
from ilp_desktop.services.responses import open_response
from ilp_desktop.services.rules_in_force import rules_in_force
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.person_records import of_person

REGISTRATION, ANTENATAL, DELIVERY, POSTPARTUM = (
    "pregnancy_registration",
    "antenatal_visit",
    "delivery",
    "postpartum_visit",
)
_SCORE, _PREECLAMPSIA = "poedji_rochjati", "preeclampsia_screening"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answers:
    """Answers by the name of their question: as people read them, and as they are stored."""

    shown: Mapping[str, str]
    stored: Mapping[str, str]

    def says(self, name: str, unit: str = "") -> str:
        """The answer as people read it; of what no form shows, as it is stored; nothing where there is none."""
        found = self.shown[name] if name in self.shown else self.stored.get(name, "")
        return f"{found}{unit}" if found else ""

    def unless(self, name: str, usual: str) -> str:
        """As ``says``, and nothing where what is stored is the usual answer, which goes without saying."""
        return "" if self.stored.get(name) == usual else self.says(name)

    def free(self, name: str) -> str:
        """A free text; nothing where it may name what is confidential."""
        text = self.says(name)
        return text if may_stand_at_home(text) else ""

    def affirms(self, name: str) -> bool:
        """Whether the answer is yes."""
        return means_yes(self.stored.get(name, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told(_Answers):
    """One kept form, of its day, with the rows of its repeats."""

    day: date
    authored_at: datetime
    rows: tuple[_Answers, ...] = ()


def pregnancy_of_visit(workplace: Workplace, visit: Visit) -> EpisodeOfCare | None:
    """The pregnancy that a visit belongs to, its puerperium included."""
    episodes = episodes_of(workplace, visit.patient_id)
    spans = rules_in_force(workplace).of(EpisodeSpans)
    return episode_for(episodes, EpisodeKind.PREGNANCY, EpisodeStep.CONTINUES, visit.visit_date, spans)


def mother_summary_pdf(workplace: Workplace, visit_id: VisitId) -> bytes:
    """The sheet for the KIA book of the woman of a visit. Rejected where no pregnancy is recorded."""
    with workplace.database.read() as connection:
        visit = records.get(connection, Visit, visit_id)
    pregnancy = pregnancy_of_visit(workplace, visit)
    if pregnancy is None:
        raise Rejected(
            Problem(
                code="mother_summary.no_pregnancy",
                field="",
                sentence="Belum ada kehamilan yang dicatat untuk orang ini.",
                remedy="Isi formulir pendaftaran ibu hamil atau kunjungan antenatal dulu.",
            )
        )
    summary = mother_summary(workplace, visit.patient_id, pregnancy)
    stamp = print_stamp_of(workplace, "mother_summary", pregnancy.id)
    return reports.mother_summary_pdf(summary, letterhead=letterhead(workplace), stamp=stamp)


def mother_summary(workplace: Workplace, patient_id: PatientId, pregnancy: EpisodeOfCare) -> MotherSummary:
    """What the sheet says."""
    page = person_page(workplace, patient_id)
    within = [one for one in responses_of(workplace, patient_id) if one.episode_id == pregnancy.id]
    told = {form_id: _told(workplace, within, form_id) for form_id in (REGISTRATION, ANTENATAL, DELIVERY, POSTPARTUM)}
    scores = {form_id: _told(workplace, within, form_id) for form_id in (_SCORE, _PREECLAMPSIA)}
    newest = _Newest(told[REGISTRATION], told[ANTENATAL])
    births = told[DELIVERY]
    return MotherSummary(
        patient=person_on_paper(page.patient, page.household, workplace.today),
        family=(
            ("Suami", newest("husband_name")),
            ("No. HP suami", newest("husband_phone")),
            ("Golongan darah ibu", newest("blood_group")),
        ),
        pregnancy=_pregnancy(newest),
        body=_body(newest),
        risks=_risks(newest, scores),
        plan=_plan(newest),
        findings=_findings(workplace, patient_id, within),
        visits=tuple(_visit(one) for one in told[ANTENATAL]),
        birth=_birth(births[-1]) if births else (),
        babies=tuple(_babies(births[-1])) if births else (),
        postpartum=tuple(_after(one) for one in told[POSTPARTUM]),
        officer=officer_signature(workplace, "Bidan/petugas"),
    )


def _told(workplace: Workplace, within: Iterable[QuestionnaireResponse], form_id: str) -> list[_Told]:
    found = sorted(
        (one for one in within if one.form_id == form_id), key=lambda one: (one.effective_date, one.authored_at)
    )
    return [_read(workplace, one) for one in found]


def _read(workplace: Workplace, record: QuestionnaireResponse) -> _Told:
    response = open_response(workplace, record.id).response
    shown: dict[str, str] = {}
    rows: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
    for section in printable(response).sections:
        for line in section.lines:
            if not line.value:
                continue
            place, _slash, name = line.address.rpartition("/")
            if place.endswith("]"):
                texts, values = rows.setdefault(place, ({}, {}))
                texts[name], values[name] = line.value, response.value(line.address)
            else:
                shown[name] = _for_the_home(response, line, name)
    return _Told(
        day=record.effective_date,
        authored_at=record.authored_at,
        shown=shown,
        stored=dict(leaves(answers_of(record))),
        rows=tuple(_Answers(shown=texts, stored=values) for texts, values in rows.values()),
    )


def _for_the_home(response: Response, line: PrintedLine, name: str) -> str:
    """The answer as people read it, without the choices that are confidential."""
    allowed = FOR_THE_HOME.get(name)
    if allowed is None:
        return line.value
    labels = {choice.value: choice.label for choice in response.choices(line.address)}
    return ", ".join(labels.get(one, one) for one in response.value(line.address).split() if one in allowed)


class _Newest:
    """The newest answer of each name, whichever of some forms gave it."""

    def __init__(self, *told: Iterable[_Told]) -> None:
        self._told = sorted(chain(*told), key=lambda one: (one.day, one.authored_at))[::-1]

    def __call__(self, name: str) -> str:
        """As people read it; nothing where it is not known."""
        return next((one.says(name) for one in self._told if one.stored.get(name)), "")

    def stored(self, name: str) -> str:
        """As it is stored."""
        return next((found for one in self._told if (found := one.stored.get(name, ""))), "")


def _pregnancy(newest: _Newest) -> Pairs:
    counted = (("G", newest("gravida")), ("P", newest("para")), ("A", newest("abortus")))
    return (
        ("Riwayat (GPA)", "".join(f"{letter}{number}" for letter, number in counted if number)),
        ("HPHT", newest("hpht")),
        ("Dasar usia hamil", newest("dating_basis").upper()),
        ("Taksiran lahir", _due_on(newest)),
        ("Imunisasi tetanus", newest("tetanus_after") or newest("tetanus_now")),
        ("Kunjungan K6", _k6(newest("k6_reached"))),
    )


def _due_on(newest: _Newest) -> str:
    """Of the HPHT beside it, as far as that counts: the Kartu Ibu may have been corrected after a visit reckoned it."""
    start = newest.stored("hpht") if newest.stored("dating_basis") == "hpht" else ""
    day = day_in(newest.stored("due_date"))
    if found := day_in(start):
        day = due_date(found)
    return short_date(day) if day else ""


def _k6(reached: str) -> str:
    if not reached:
        return ""
    return "lengkap" if means_yes(reached) else "belum lengkap"


def _body(newest: _Newest) -> Pairs:
    index = newest("bmi_before").replace(".", ",")
    return (
        ("Tinggi badan", _with(newest("height"), "cm")),
        ("BB sebelum hamil", _with(newest("weight_before"), "kg")),
        ("IMT pra-hamil", f"{index} ({newest('bmi_class')})" if index else ""),
        ("Anjuran naik BB", newest("gain_total")),
        ("LILA", _with(newest("upper_arm"), "cm")),
        ("Tablet diberikan", _with(newest("tablets_total"), "tablet")),
    )


def _risks(newest: _Newest, scores: Mapping[str, Sequence[_Told]]) -> Pairs:
    score, screening = _Newest(scores[_SCORE]), _Newest(scores[_PREECLAMPSIA])
    points = score("kspr_score")
    return (
        ("Poedji Rochjati", f"{points} ({score('kspr_class')})" if points else ""),
        ("Preeklampsia", screening("preeclampsia_result")),
        ("Penyulit yang lalu", newest("past_obstetric")),
        ("Penyakit ibu", newest("own_illness")),
    )


def _plan(newest: _Newest) -> Pairs:
    return (
        ("Penolong", newest("planned_attendant")),
        ("Tempat", newest("planned_place")),
        ("Pendamping", newest("planned_companion")),
        ("Transportasi", newest("planned_transport")),
        ("Donor darah", newest("blood_donors")),
        ("KB sesudahnya", newest("planned_contraception")),
    )


def _findings(workplace: Workplace, patient_id: PatientId, within: Sequence[QuestionnaireResponse]) -> Pairs:
    """What still stands of this pregnancy's findings, each with the day that found it, newest first.

    Nothing confidential is among them.
    """
    days = {one.id: one.effective_date for one in within}
    with workplace.database.read() as connection:
        flags = of_person(connection, Flag, patient_id)
    standing = [
        (days[one.response_id], one.text)
        for one in flags
        if one.ended is None and one.response_id in days and one.code not in PRIVATE_FLAGS
    ]
    newest_first = sorted(dict.fromkeys(standing), key=lambda one: one[0], reverse=True)
    return tuple((short_date(day), text) for day, text in newest_first)


def _visit(told: _Told) -> AntenatalLine:
    return AntenatalLine(
        day=told.day,
        contact=told.says("contact_label"),
        weeks=told.says("weeks", " mg"),
        weight=told.says("weight"),
        pressure=_pressure(told),
        fundus=told.says("fundal_height"),
        fetus=_joined(_labelled(("DJJ", told.says("fetal_heart"))), told.says("presentation")),
        laboratory=_labelled(
            ("Hb", told.says("haemoglobin")),
            ("protein", told.says("urine_protein")),
            ("GDS", told.says("glucose")),
            ("USG oleh", told.says("ultrasound_by")),
        ),
        given=_joined(
            "Td" if told.affirms("tetanus_given") else "",
            f"{told.says('supplement')} {told.says('tablets')}" if told.says("tablets") else "",
            "makanan tambahan" if told.affirms("food_given") else "",
        ),
        advice=_joined(
            _labelled(
                ("tanda bahaya:", told.unless("danger_signs", "none")),
                ("dirujuk ke", told.unless("referred_to", "none")),
            ),
            told.free("plan"),
            _labelled(("kembali", told.says("next_visit"))),
        ),
    )


def _birth(told: _Told) -> Pairs:
    place, facility = told.says("birth_place"), told.says("facility_name")
    return (
        ("Hasil", told.says("outcome")),
        ("Tanggal", _joined(told.says("delivered_on"), _labelled(("jam", told.says("delivered_time"))))),
        ("Usia kehamilan", told.says("birth_weeks", " minggu")),
        ("Cara", told.says("birth_mode")),
        ("Tempat", facility if place.casefold() in facility.casefold() else _joined(place, facility)),
        ("Penolong", told.says("attendant")),
        ("Keadaan ibu", told.says("mother_state")),
        ("Perdarahan", told.says("blood_loss", " ml")),
        ("Komplikasi", told.says("birth_complications")),
        ("Dirujuk ke", told.says("referred_to")),
        ("Vitamin A", "1 kapsul merah" if told.affirms("vitamin_a_first") else ""),
        ("KB sesudahnya", told.says("contraception")),
    )


_CARE = (
    ("early_breastfeeding", "IMD"),
    ("vitamin_k_given", "vitamin K"),
    ("eye_ointment_given", "salep mata"),
    ("hb0_given", "HB0"),
)


def _babies(told: _Told) -> Iterator[BabyLine]:
    for number, row in enumerate(told.rows, 1):
        scores = (row.says(name) for name in ("apgar_1", "apgar_5", "apgar_10"))
        yield BabyLine(
            number=number,
            state=row.says("born_alive"),
            sex=row.says(BABY_SEX),
            weight=row.says("birth_weight"),
            length=row.says("birth_length"),
            apgar="/".join(score for score in scores if score),
            care=_joined(
                *(words for name, words in _CARE if row.affirms(name)),
                _labelled(("dirujuk ke", row.unless("baby_referred_to", "none"))),
            ),
        )


def _after(told: _Told) -> PostpartumLine:
    capsules = told.unless("vitamin_a", "0")
    return PostpartumLine(
        day=told.day,
        contact=told.says("contact_label"),
        pressure=_pressure(told),
        temperature=told.says("temperature"),
        finding=_labelled(
            ("lokia", told.says("lochia")),
            ("perdarahan", told.says("bleeding")),
            ("jalan lahir", told.unless("birth_canal", "intact")),
            ("payudara", told.unless("breast", "normal")),
            ("Hb", told.says("haemoglobin")),
        ),
        given=_joined(
            f"vitamin A {capsules} kapsul" if capsules else "",
            _labelled(("TTD", told.unless("postpartum_tablets", "0")), ("KB", told.says("contraception"))),
        ),
        advice=_joined(
            _labelled(
                ("tanda bahaya:", told.unless("postpartum_danger_signs", "none")),
                ("dirujuk ke", told.unless("referred_to", "none")),
            ),
            told.free("plan"),
            _labelled(("kembali", told.says("next_visit"))),
        ),
    )


def _pressure(told: _Told) -> str:
    upper, lower = told.says("systolic"), told.says("diastolic")
    return f"{upper}/{lower}" if upper and lower else ""


def _with(value: str, unit: str) -> str:
    return f"{value} {unit}" if value else ""


def _labelled(*pairs: tuple[str, str]) -> str:
    return ", ".join(f"{label} {value}" for label, value in pairs if value)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
