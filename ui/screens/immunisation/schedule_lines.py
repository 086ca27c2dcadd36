"""The rows of the schedule: each slot with its state, its time and what was given, in words. No Qt."""

from ilp_desktop.domain.clinical.immunisation import IS_DONE, TO_GIVE, SlotState, SlotStatus, Timing
from ilp_desktop.domain.clinical.immunisation_counting import JudgedDose, Verdict
from ilp_desktop.domain.clinical.immunisation_schedule import SlotGroup
from ilp_desktop.domain.immunization_record import Immunization
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.services.immunisation_table import ImmunisationTable
from ui.screens.immunisation.dose_line import DoseLine, Mood, record_detail

SCHOOL_MONTHS, GROWN_MONTHS = 60, 216
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
_MOODS = {
    SlotState.DUE: Mood.NOW,
    SlotState.LATE: Mood.LATE,
    SlotState.CATCH_UP: Mood.LATE,
    SlotState.REFUSED: Mood.LATE,
    SlotState.CONTRAINDICATED: Mood.STOPPED,
    SlotState.NO_LONGER: Mood.OVER,
    SlotState.NOT_APPLICABLE: Mood.OVER,
}


def schedule_lines(table: ImmunisationTable) -> tuple[DoseLine, ...]:
    """The rows that matter at this age first: infant rows, BIAS rows of a pupil."""
    months = table.months
    early = [one for one in table.course.slots if one.slot.group is not SlotGroup.SCHOOL]
    school = [one for one in table.course.slots if one.slot.group is SlotGroup.SCHOOL]
    slots = [*school, *early] if months >= SCHOOL_MONTHS else early
    return tuple(_slot_line(table, one) for one in slots if _is_shown(one, months))


def _is_shown(one: SlotStatus, months: int) -> bool:
    """Rows that say something: what was given, what may come, and what the chart of this age group has."""
    if one.state is SlotState.NOT_APPLICABLE:
        return bool(one.uncounted) or one.why.startswith(("cukup", "mulai"))
    is_over = one.state is SlotState.NO_LONGER and not one.uncounted
    is_of_age = months < GROWN_MONTHS if one.slot.group is SlotGroup.SCHOOL else months < SCHOOL_MONTHS
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
        is_due=one.state in TO_GIVE,
        site=one.slot.site,
        record=record if record is not None else _uncounted_record(table, one),
        doubtful=_uncounted_record(table, one),
    )


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


def _too_early(one: SlotStatus) -> bool:
    return bool(one.uncounted) and one.state not in TO_GIVE and one.uncounted[-1].verdict is not Verdict.SAME_DAY


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


def _uncounted_record(table: ImmunisationTable, one: SlotStatus) -> Immunization | None:
    return table.record(one.uncounted[-1].dose.id) if one.uncounted else None


def _uncounted_words(judged: JudgedDose) -> str:
    return f"{short_date(judged.dose.day)} {_VERDICT_WORDS[judged.verdict]}, tidak dihitung"


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
