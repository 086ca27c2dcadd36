"""The summary of one pregnancy on paper, from its forms; what is confidential stays in them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ilp_desktop import reports
from ilp_desktop.domain.episode import EpisodeKind, EpisodeOfCare, EpisodeStep, episode_for
from ilp_desktop.domain.identifiers import PatientId, VisitId
from ilp_desktop.domain.indonesian_text import typed_date
from ilp_desktop.domain.mother_summary import AntenatalLine, BabyLine, MotherSummary, Pairs, PostpartumLine
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.referral_content import PRIVATE_FLAGS
from ilp_desktop.domain.visit import Flag, QuestionnaireResponse, Visit
from ilp_desktop.forms import printable
from ilp_desktop.services.episodes import episodes_of
from ilp_desktop.services.letters import print_stamp_of
from ilp_desktop.services.paper_values import letterhead, officer_signature, person_on_paper
from ilp_desktop.services.people import person_page
from ilp_desktop.services.response_records import BABY_SEX, answers_of, leaves, responses_of
from ilp_desktop.services.responses import open_response
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
class _Told:
    """One kept form: its day, what people read by the name of the question, and what is stored."""

    day: date
    shown: Mapping[str, str]
    stored: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...] = ()

    def says(self, name: str, unit: str = "") -> str:
        """The answer as people read it; nothing where there is none."""
        found = self.shown.get(name) or self.stored.get(name, "")
        return f"{found}{unit}" if found else ""


def pregnancy_of_visit(workplace: Workplace, visit: Visit) -> EpisodeOfCare | None:
    """The pregnancy that a visit belongs to, its puerperium included."""
    episodes = episodes_of(workplace, visit.patient_id)
    return episode_for(episodes, EpisodeKind.PREGNANCY, EpisodeStep.CONTINUES, visit.visit_date)


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
    newest = _newest([*told[REGISTRATION], *told[ANTENATAL]])
    births = told[DELIVERY]
    return MotherSummary(
        patient=person_on_paper(page.patient, page.household, workplace.today),
        family=(
            ("Suami", newest("husband_name")),
            ("No. HP suami", newest("husband_phone")),
            ("Golongan darah", newest("blood_group")),
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
    shown: dict[str, str] = {}
    rows: dict[str, dict[str, str]] = {}
    for section in printable(open_response(workplace, record.id).response).sections:
        for line in section.lines:
            place, _slash, name = line.address.rpartition("/")
            within = rows.setdefault(place, {}) if place.endswith("]") else shown
            if line.value:
                within[name] = line.value
    return _Told(
        day=record.effective_date, shown=shown, stored=dict(leaves(answers_of(record))), rows=tuple(rows.values())
    )


def _newest(told: Sequence[_Told]) -> Callable[[str], str]:
    """The newest answer of that name that is known."""

    def says(name: str) -> str:
        return next((found for one in reversed(told) if (found := one.says(name))), "")

    return says


def _pregnancy(newest: Callable[[str], str]) -> Pairs:
    counted = (("G", newest("gravida")), ("P", newest("para")), ("A", newest("abortus")))
    history = newest("history_text") or "".join(f"{letter}{number}" for letter, number in counted if number)
    return (
        ("Riwayat (GPA)", history),
        ("HPHT", newest("hpht")),
        ("Dasar usia hamil", newest("dating_basis").upper()),
        ("Taksiran lahir", _typed(newest("due_date"))),
        ("Imunisasi tetanus", newest("tetanus_after") or newest("tetanus_now")),
        ("Kunjungan K6", {"ya": "lengkap", "tidak": "belum lengkap"}.get(newest("k6_reached"), "")),
    )


def _body(newest: Callable[[str], str]) -> Pairs:
    index = newest("bmi_before").replace(".", ",")
    return (
        ("Tinggi badan", _with(newest("height"), "cm")),
        ("BB sebelum hamil", _with(newest("weight_before"), "kg")),
        ("IMT pra-hamil", f"{index} ({newest('bmi_class')})" if index else ""),
        ("Anjuran naik BB", newest("gain_total")),
        ("LILA", _with(newest("upper_arm"), "cm")),
        ("Tablet diberikan", _with(newest("tablets_total"), "tablet")),
    )


def _risks(newest: Callable[[str], str], scores: Mapping[str, Sequence[_Told]]) -> Pairs:
    score, screening = _newest(scores[_SCORE]), _newest(scores[_PREECLAMPSIA])
    points = score("kspr_score")
    return (
        ("Poedji Rochjati", f"{points} ({score('kspr_class')})" if points else ""),
        ("Preeklampsia", screening("preeclampsia_result")),
        ("Penyulit yang lalu", newest("past_obstetric")),
        ("Penyakit ibu", newest("own_illness")),
    )


def _plan(newest: Callable[[str], str]) -> Pairs:
    return (
        ("Penolong", newest("planned_attendant")),
        ("Tempat", newest("planned_place")),
        ("Pendamping", newest("planned_companion")),
        ("Transportasi", newest("planned_transport")),
        ("Donor darah", newest("blood_donors")),
        ("KB sesudahnya", newest("planned_contraception")),
    )


def _findings(workplace: Workplace, patient_id: PatientId, within: Sequence[QuestionnaireResponse]) -> tuple[str, ...]:
    """What still stands of this pregnancy's findings, without what is confidential."""
    ids = {one.id for one in within}
    with workplace.database.read() as connection:
        flags = of_person(connection, Flag, patient_id)
    standing = (one for one in flags if one.ended is None and one.response_id in ids)
    return tuple(dict.fromkeys(one.text for one in standing if one.code not in PRIVATE_FLAGS))


def _visit(told: _Told) -> AntenatalLine:
    fetus = _joined(_labelled(("DJJ", told.says("fetal_heart"))), told.says("presentation"))
    laboratory = _labelled(
        ("Hb", told.says("haemoglobin")), ("protein", told.says("urine_protein")), ("GDS", told.says("glucose"))
    )
    given = _joined(
        "Td" if told.stored.get("tetanus_given") == "ya" else "",
        f"{told.says('supplement')} {told.says('tablets')}" if told.says("tablets") else "",
        "makanan tambahan" if told.stored.get("food_given") == "ya" else "",
    )
    return AntenatalLine(
        day=told.day,
        contact=told.says("contact_label"),
        weeks=told.says("weeks", " mg"),
        weight=told.says("weight"),
        pressure=_pressure(told),
        fundus=told.says("fundal_height"),
        fetus=fetus,
        laboratory=laboratory,
        given=given,
        advice=_joined(told.says("plan"), _labelled(("kembali", told.says("next_visit")))),
    )


def _birth(told: _Told) -> Pairs:
    when = _joined(told.says("delivered_on"), _labelled(("jam", told.says("delivered_time"))))
    return (
        ("Hasil", told.says("outcome")),
        ("Tanggal", when),
        ("Usia kehamilan", told.says("birth_weeks", " minggu")),
        ("Cara", told.says("birth_mode")),
        ("Tempat", _joined(told.says("birth_place"), told.says("facility_name"))),
        ("Penolong", told.says("attendant")),
        ("Perdarahan", told.says("blood_loss", " ml")),
        ("Komplikasi", told.says("birth_complications")),
    )


_CARE = (
    ("early_breastfeeding", "IMD"),
    ("vitamin_k_given", "vitamin K"),
    ("eye_ointment_given", "salep mata"),
    ("hb0_given", "HB0"),
)


def _babies(told: _Told) -> Iterator[BabyLine]:
    for number, row in enumerate(told.rows, 1):
        scores = [row[name] for name in ("apgar_1", "apgar_5", "apgar_10") if row.get(name)]
        yield BabyLine(
            number=number,
            state=row.get("born_alive", ""),
            sex=row.get(BABY_SEX, ""),
            weight=row.get("birth_weight", ""),
            length=row.get("birth_length", ""),
            apgar="/".join(scores),
            care=", ".join(words for name, words in _CARE if row.get(name) == "Ya"),
        )


def _after(told: _Told) -> PostpartumLine:
    given = _joined(
        _labelled(("vitamin A", told.says("vitamin_a"))),
        _labelled(("TTD", told.says("postpartum_tablets"))),
        _labelled(("KB", told.says("contraception"))),
    )
    return PostpartumLine(
        day=told.day,
        contact=told.says("contact_label"),
        pressure=_pressure(told),
        temperature=told.says("temperature"),
        finding=_labelled(("lokia", told.says("lochia")), ("perdarahan", told.says("bleeding"))),
        given=given,
        advice=_joined(told.says("plan"), _labelled(("kembali", told.says("next_visit")))),
    )


def _pressure(told: _Told) -> str:
    upper, lower = told.says("systolic"), told.says("diastolic")
    return f"{upper}/{lower}" if upper and lower else ""


def _typed(day: str) -> str:
    return typed_date(date.fromisoformat(day)) if day else ""


def _with(value: str, unit: str) -> str:
    return f"{value} {unit}" if value else ""


def _labelled(*pairs: tuple[str, str]) -> str:
    return ", ".join(f"{label} {value}" for label, value in pairs if value)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
