"""What the immunisation page says: the rows of the table, the plan, the coverage, who is next. No Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.clinical.immunisation import IS_DONE, TO_GIVE, SlotState, SlotStatus, Timing
from ilp_desktop.domain.clinical.immunisation_counting import JudgedDose, Verdict
from ilp_desktop.domain.clinical.immunisation_coverage import Milestone
from ilp_desktop.domain.clinical.immunisation_schedule import SlotGroup
from ilp_desktop.domain.clinical.immunisation_tetanus import TD_PRODUCTS, TD_SITE, TD_SLOTS, TetanusStep
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.immunization_record import Immunization, ImmunizationSource
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.patient import Patient, Sex
from ilp_desktop.domain.search_hit import SearchHit
from ilp_desktop.domain.visit import Cluster
from ilp_desktop.domain.waiting import WaitingPerson
from ilp_desktop.domain.words import word
from ilp_desktop.services import queues
from ilp_desktop.services.immunisation_table import ImmunisationTable, immunisation_table, serious_reactions
from ilp_desktop.services.immunisations import Vial, vial_in_use
from ilp_desktop.services.searching import search_people
from ilp_desktop.services.workplace import Workplace
from ui.kit.indonesian import show_age

SCHOOL_MONTHS, WOMAN_YEARS, GROWN_YEARS = 60, 15, 18
_STATE_WORDS = {
    SlotState.BY_PRODUCT: "Dari heksavalen",
    SlotState.TAKEN_ELSEWHERE: "Di tempat lain",
    SlotState.DUE: "Jatuh tempo",
    SlotState.LATE: "Terlambat",
    SlotState.CATCH_UP: "Kejar",
    SlotState.NOT_YET: "Belum waktunya",
    SlotState.WAITING: "Menunggu",
    SlotState.NO_LONGER: "Lewat waktu",
    SlotState.NOT_APPLICABLE: "Tidak berlaku",
    SlotState.REFUSED: "Ditolak",
    SlotState.CONTRAINDICATED: "Kontraindikasi",
}
_TIMING_WORDS = {
    Timing.ON_TIME: "Diberikan",
    Timing.LATE: "Diberikan (terlambat)",
    Timing.CATCH_UP: "Diberikan (kejar)",
    Timing.AFTER: "Diberikan (lewat)",
}
_VERDICT_WORDS = {
    Verdict.BEFORE_BIRTH: "tanggal sebelum lahir",
    Verdict.TOO_YOUNG: "terlalu dini",
    Verdict.TOO_SOON: "terlalu dini",
    Verdict.TOO_NEAR_LIVE: "terlalu dekat vaksin hidup lain",
    Verdict.SAME_DAY: "tercatat dua kali",
    Verdict.BEYOND_SERIES: "melebihi seri",
    Verdict.UNKNOWN: "tidak ada dalam jadwal",
}


class Mood(StrEnum):
    """How a row looks, beside its word."""

    DONE = "done"
    NOW = "now"
    LATE = "late"
    STOPPED = "stopped"
    QUIET = "quiet"
    OVER = "over"


_MOODS = {
    SlotState.DUE: Mood.NOW,
    SlotState.LATE: Mood.LATE,
    SlotState.CATCH_UP: Mood.LATE,
    SlotState.REFUSED: Mood.LATE,
    SlotState.CONTRAINDICATED: Mood.STOPPED,
    SlotState.NO_LONGER: Mood.OVER,
    SlotState.NOT_APPLICABLE: Mood.OVER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseLine:
    """One row. ``may_give``: Enter records it today; ``record`` what is recorded, for correcting and KIPI.

    ``doubtful`` is a record that does not count beside it: the one to take back first.
    """

    slot: str
    label: str
    when: str
    given: str
    detail: str
    state: str
    mood: Mood
    product: str
    products: tuple[str, ...]
    may_give: bool
    explanation: str
    site: str = ""
    record: Immunization | None = None
    doubtful: Immunization | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A visit of the plan."""

    day: str
    doses: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageLine:
    """IDL and the like, with whether it is reached."""

    title: str
    text: str
    is_reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedPerson:
    """Everything of one person that the page shows; ``vials`` by product, as they stand today."""

    table: ImmunisationTable
    vials: tuple[tuple[str, Vial], ...]

    def vial(self, product: str) -> Vial:
        """The vial of a product in use today."""
        return dict(self.vials).get(product, Vial())


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody to open: from the queue of klaster 2, or found by searching."""

    patient_id: PatientId
    title: str
    detail: str
    waiting: WaitingPerson | None = None


def load_person(workplace: Workplace, patient_id: PatientId) -> LoadedPerson:
    """Reads a person with the vials in use; runs on the database thread."""
    table = immunisation_table(workplace, patient_id)
    products = sorted({line.product for line in dose_lines(table) if line.may_give})
    return LoadedPerson(
        table=table, vials=tuple((product, vial_in_use(workplace, product, workplace.today)) for product in products)
    )


def waiting_children(workplace: Workplace) -> tuple[Candidate, ...]:
    """Who waits for klaster 2, in the order of their tickets; runs on the database thread."""
    today = workplace.today
    return tuple(
        Candidate(
            patient_id=one.patient_id,
            title=f"{one.entry.ticket_number}  {one.name}",
            detail=" · ".join(part for part in (_age(one.birth_date, today), one.complaint) if part),
            waiting=one,
        )
        for one in queues.waiting_list(workplace, (Cluster.MOTHER_AND_CHILD,))
    )


def found_people(workplace: Workplace, typed: str) -> tuple[Candidate, ...]:
    """People by name or number; runs on the database thread."""
    return tuple(_found(hit, workplace.today) for hit in search_people(workplace, typed, 20))


def _found(hit: SearchHit, today: date) -> Candidate:
    detail = (_age(hit.birth_date, today), word(hit.sex), hit.village_name, f"RM {hit.medical_record_number}")
    return Candidate(patient_id=hit.patient_id, title=hit.name, detail=" · ".join(part for part in detail if part))


def dose_lines(table: ImmunisationTable) -> tuple[DoseLine, ...]:
    """The rows that matter at this age first: infant rows, BIAS rows of a pupil, Td rows of a woman."""
    months = age_on(_born(table.patient), table.course.day).months
    early = [one for one in table.course.slots if one.slot.group is not SlotGroup.SCHOOL]
    school = [one for one in table.course.slots if one.slot.group is SlotGroup.SCHOOL]
    of_slots = [*school, *early] if months >= SCHOOL_MONTHS else early
    lines = [_slot_line(table, one) for one in of_slots if _is_shown(one, months)]
    return (*_tetanus_lines(table), *lines) if is_woman(table) else tuple(lines)


def _is_shown(one: SlotStatus, months: int) -> bool:
    """Rows that say something: what was given, what may come, and what the chart of this age group has."""
    if one.state is SlotState.NOT_APPLICABLE:
        return bool(one.uncounted) or one.why.startswith(("cukup", "mulai"))
    is_over = one.state is SlotState.NO_LONGER and not one.uncounted
    is_of_age = months < GROWN_YEARS * 12 if one.slot.group is SlotGroup.SCHOOL else months < SCHOOL_MONTHS
    return is_of_age or not is_over


def _slot_line(table: ImmunisationTable, one: SlotStatus) -> DoseLine:
    record = None if one.dose is None else table.record(one.dose.id)
    given = "" if one.dose is None else short_date(one.dose.day) if one.dose.is_dated else "tanggal tidak diketahui"
    return DoseLine(
        slot=one.slot.code,
        label=one.slot.label,
        when=_when(one),
        given=given,
        detail=_detail(table, one, record),
        state=_state_word(one),
        mood=Mood.DONE
        if one.state in IS_DONE
        else Mood.STOPPED
        if _too_early(one)
        else _MOODS.get(one.state, Mood.QUIET),
        product=one.product or one.slot.products[0],
        products=one.slot.products,
        may_give=one.state in TO_GIVE or one.state in (SlotState.NOT_YET, SlotState.REFUSED),
        explanation=_explanation(table, one),
        site=one.slot.site,
        record=record if record is not None else _uncounted_record(table, one),
        doubtful=_uncounted_record(table, one),
    )


def _too_early(one: SlotStatus) -> bool:
    return bool(one.uncounted) and one.state not in TO_GIVE and one.uncounted[-1].verdict is not Verdict.SAME_DAY


def _uncounted_record(table: ImmunisationTable, one: SlotStatus) -> Immunization | None:
    return table.record(one.uncounted[-1].dose.id) if one.uncounted else None


def _state_word(one: SlotStatus) -> str:
    if one.state is SlotState.GIVEN:
        return _TIMING_WORDS[one.timing or Timing.ON_TIME]
    if one.state is SlotState.NO_LONGER and one.is_forbidden:
        return "Tidak boleh lagi"
    return "Terlalu dini" if _too_early(one) else _STATE_WORDS[one.state]


def _when(one: SlotStatus) -> str:
    if one.state in TO_GIVE and one.until is not None:
        return f"sampai {short_date(one.until)}"
    if one.next_day is not None and one.state not in IS_DONE:
        return f"mulai {short_date(one.next_day)}"
    return one.slot.recommended.text.removeprefix("umur ")


def _detail(table: ImmunisationTable, one: SlotStatus, record: Immunization | None) -> str:
    uncounted = [_uncounted_words(judged) for judged in one.uncounted]
    if record is not None:
        return " · ".join((*uncounted, record_detail(record, table)))
    if uncounted:
        return "; ".join(uncounted)
    decision = one.decision
    if decision is not None:
        reason = table.schedule.reason(decision.reason)
        return f"{reason.label if reason else 'tidak diberikan'}, {short_date(decision.day)}"
    return one.why


def _uncounted_words(judged: JudgedDose) -> str:
    return f"{short_date(judged.dose.day)} {_VERDICT_WORDS[judged.verdict]}, tidak dihitung"


def record_detail(record: Immunization, table: ImmunisationTable) -> str:
    """Batch, site, place and what came after: as the register has it."""
    product = table.schedule.products.get(record.product)
    usual = table.schedule.by_code.get(record.slot)
    is_unusual = product is not None and usual is not None and record.product != usual.products[0]
    parts = (
        product.label if product is not None and is_unusual else "",
        f"batch {record.batch}" if record.batch else "",
        record.site if record.source is ImmunizationSource.OWN else "",
        record.place,
        "dari kartu" if record.source is ImmunizationSource.CARD else "",
        "pindahan" if record.source is ImmunizationSource.MOVED_IN else "",
        f"KIPI{' serius' if record.reaction_serious else ''}: {reaction_words(record, table)}"
        if record.reaction
        else "",
    )
    return " · ".join(part for part in parts if part)


def reaction_words(record: Immunization, table: ImmunisationTable) -> str:
    """The adverse events in words."""
    labels = {one.code: one.label for one in table.schedule.reactions}
    return ", ".join(labels.get(code, code) for code in record.reaction.split(",") if code)


def _explanation(table: ImmunisationTable, one: SlotStatus) -> str:
    """The sentences at the side about the row under the cursor."""
    parts = []
    if one.state in TO_GIVE and one.next_day is not None:
        since = short_date(one.next_day)
        parts.append(f"Dapat diberikan hari ini ({one.why}, sejak {since}).")
    elif one.next_day is not None and one.state not in IS_DONE:
        parts.append(f"Berikutnya {short_date(one.next_day)}: {one.why}.")
    elif one.why and one.state not in IS_DONE:
        parts.append(f"{one.why[:1].upper()}{one.why[1:]}.")
    if one.state is SlotState.NO_LONGER:
        parts.append("Jendela waktunya sudah lewat; dosis ini dilewatkan.")
    if one.dose is not None and one.dose.slot != one.slot.code and one.state is SlotState.GIVEN:
        recorded = table.schedule.by_code[one.dose.slot].label
        parts.append(f"Tercatat sebagai {recorded}, dihitung sebagai {one.slot.label}.")
    parts += [f"Dosis {_uncounted_words(judged)}." for judged in one.uncounted]
    parts.append(f"{one.slot.dose}, {one.slot.route}{f', {one.slot.site}' if one.slot.site else ''}.")
    parts.append(f"Sumber: {one.slot.source}.")
    return " ".join(part for part in parts if part)


def _tetanus_lines(table: ImmunisationTable) -> Iterable[DoseLine]:
    """T1 to T5: every level with the dose that made it, and the next one with what came too early for it."""
    day = table.course.day
    for step in table.tetanus.steps:
        early = table.tetanus.uncounted if step.is_next else ()
        doubtful = table.record(early[-1].id) if early else None
        record = doubtful if step.dose is None else table.record(step.dose.id)
        yield DoseLine(
            slot=TD_SLOTS[step.level - 1],
            label=f"Td T{step.level}",
            when=_tetanus_when(step, day),
            given="" if step.dose is None else short_date(step.dose.day),
            detail="; ".join(f"{short_date(dose.day)} terlalu dini, tidak dihitung" for dose in early)
            or _tetanus_detail(table, step, record),
            state=_tetanus_state(step, day),
            mood=Mood.DONE if step.dose or step.is_stated else Mood.NOW if _is_possible(step, day) else Mood.QUIET,
            product=TD_PRODUCTS[0],
            products=TD_PRODUCTS,
            may_give=step.is_next,
            explanation=f"Status sekarang {table.tetanus.status.label}. "
            "Dihitung dari semua dosis: bayi, baduta, BIAS dan Td. Sumber: Pedoman Pelayanan Antenatal Terpadu 2020.",
            site=TD_SITE,
            record=record,
            doubtful=doubtful,
        )


def _tetanus_detail(table: ImmunisationTable, step: TetanusStep, record: Immunization | None) -> str:
    if record is None or step.dose is None:
        return "menurut formulir" if step.is_stated else ""
    slot = table.schedule.by_code.get(step.dose.slot)
    own = record_detail(record, table)
    return " · ".join(part for part in (slot.label if slot else "", own) if part)


def _is_possible(step: TetanusStep, day: date) -> bool:
    return step.is_next and (step.possible_from is None or step.possible_from <= day)


def _tetanus_when(step: TetanusStep, day: date) -> str:
    if step.protected_until is not None:
        return f"s.d. {short_date(step.protected_until)}"
    if step.possible_from is not None and step.possible_from > day:
        return f"mulai {short_date(step.possible_from)}"
    return ""


def _tetanus_state(step: TetanusStep, day: date) -> str:
    if step.dose is not None or step.is_stated:
        return "Sudah lengkap" if step.level == len(TD_SLOTS) else "Diberikan"
    if not step.is_next:
        return "Menunggu"
    return "Boleh hari ini" if _is_possible(step, day) else "Belum waktunya"


def first_line(lines: Sequence[DoseLine]) -> int:
    """Where the cursor begins: the first dose to give, else the first that is not given."""
    for moods in ((Mood.NOW, Mood.LATE), (Mood.QUIET, Mood.STOPPED)):
        for number, line in enumerate(lines):
            if line.mood in moods and line.may_give:
                return number
    return 0


def due_now(lines: Iterable[DoseLine]) -> tuple[DoseLine, ...]:
    """What can be given today, all at once."""
    return tuple(
        line
        for line in lines
        if line.may_give
        and line.mood in (Mood.NOW, Mood.LATE)
        and line.state != _STATE_WORDS[SlotState.REFUSED]
        and line.slot not in TD_SLOTS
    )


def due_text(table: ImmunisationTable, lines: Iterable[DoseLine]) -> str:
    """What the banner says: how many doses can be given, and a woman's Td status."""
    due = due_now(lines)
    parts = [f"{len(due)} dosis jatuh tempo" if due else "tidak ada yang jatuh tempo"]
    if is_woman(table):
        parts = [f"status {table.tetanus.status.label}", *(parts if due else ())]
    return ", ".join(parts)


def is_woman(table: ImmunisationTable) -> bool:
    """Whether she has rows of her own Td."""
    months = age_on(_born(table.patient), table.course.day).months
    return table.patient.sex is Sex.FEMALE and months >= WOMAN_YEARS * 12


def plan_lines(table: ImmunisationTable, most: int = 6) -> tuple[PlanLine, ...]:
    """The next visits with their doses, a woman's next Td first."""
    today = table.course.day
    td = [
        PlanLine(
            day="Hari ini" if _is_possible(step, today) else _day_text(step.possible_from), doses=f"Td T{step.level}"
        )
        for step in table.tetanus.steps
        if step.is_next and is_woman(table)
    ]
    visits = [
        PlanLine(
            day="Hari ini" if visit.day == today else short_date(visit.day),
            doses=", ".join(dose.slot.code.replace("_", " ") for dose in visit.doses),
        )
        for visit in table.course.plan[:most]
    ]
    return (*td, *visits)


def _day_text(day: date | None) -> str:
    return "" if day is None else short_date(day)


def coverage_lines(table: ImmunisationTable) -> tuple[CoverageLine, ...]:
    """IDL, IBL, new antigens, and what is wrong."""
    found, months = table.coverage, age_on(_born(table.patient), table.course.day).months
    if months >= GROWN_YEARS * 12:
        return ()
    lines = [_milestone_line("IDL", found.basic)]
    if months >= 12:
        lines.append(_milestone_line("IBL", found.booster))
    lines.append(_milestone_line("Antigen baru", found.new_antigens))
    if found.zero_dose:
        lines.append(CoverageLine(title="Zero dose", text="belum DPT-HB-Hib 1", is_reached=False))
    if found.drop_outs:
        text = ", ".join(one.replace("-", " ke ") for one in found.drop_outs)
        lines.append(CoverageLine(title="Putus (DO)", text=text, is_reached=False))
    return tuple(lines)


def _milestone_line(title: str, found: Milestone) -> CoverageLine:
    if found.reached_on is not None:
        return CoverageLine(title=title, text=f"tercapai {short_date(found.reached_on)}", is_reached=True)
    if found.completed_on is not None:
        return CoverageLine(
            title=title, text=f"lengkap {short_date(found.completed_on)}, di luar umur", is_reached=False
        )
    lacking = [*found.missing, *(f"{code} (tanggal)" for code in found.undated)]
    return CoverageLine(
        title=title, text=f"kurang {', '.join(lacking)}" if lacking else "tidak berlaku", is_reached=False
    )


def age_text(patient: Patient, today: date) -> str:
    """The age in words, with a mark when the birth date is estimated."""
    if patient.birth_date is None:
        return "umur tidak diketahui"
    return show_age(patient.birth_date, today, estimated=patient.birth_date_estimated)


def birth_text(patient: Patient) -> str:
    """When they were born, and whether that is known or estimated."""
    born = "" if patient.birth_date is None else f"lahir {short_date(patient.birth_date)}"
    return f"{born} (perkiraan)" if patient.birth_date_estimated else born


def reaction_text(table: ImmunisationTable) -> str:
    """The last serious adverse event, which whoever gives the next dose must know."""
    found = serious_reactions(table.records, table.schedule)
    if not found:
        return ""
    last = max(found, key=lambda one: one.effective_date)
    return f"KIPI serius {short_date(last.effective_date)}: {reaction_words(last, table)}"


def next_waiting(people: Sequence[Candidate], at_hand: PatientId | None) -> Candidate | None:
    """The one after the person at hand in the queue, else the first."""
    others = [one for one in people if one.patient_id != at_hand]
    places = [number for number, one in enumerate(people) if one.patient_id == at_hand]
    after = people[places[0] + 1 :] if places else ()
    return next(iter(after), others[0] if others and not places else None)


def _age(birth_date: date | None, today: date) -> str:
    return "" if birth_date is None else age_on(birth_date, today).text


def _born(patient: Patient) -> date:
    """A table is only there for somebody whose birth date is known."""
    assert patient.birth_date is not None
    return patient.birth_date
