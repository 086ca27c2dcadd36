"""What speaks against recording a dose: what is impossible or forbidden, and what needs a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.clinical.immunisation import SlotState, immunisation_course
from ilp_desktop.domain.clinical.immunisation_counting import Decision, Dose, JudgedDose, Person, Verdict, judge_doses
from ilp_desktop.domain.clinical.immunisation_schedule import Schedule, Slot
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class VialFacts:
    """What is known of the vial."""

    expiry_date: date | None = None
    monitor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseCheck:
    """``stops`` refuse the record; ``warnings`` need a reason when the dose is given here."""

    stops: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def immunisation_problem(code: str, field: str, sentence: str, remedy: str) -> Problem:
    """A problem whose code says that it is about a dose."""
    return Problem(code=f"immunisation.{code}", field=field, sentence=sentence, remedy=remedy)


def check_dose(
    person: Person,
    doses: Iterable[Dose],
    decisions: Iterable[Decision],
    schedule: Schedule,
    dose: Dose,
    *,
    today: date,
    vial: VialFacts | None = None,
) -> DoseCheck:
    """What speaks against one more dose.

    Doses of a card or from elsewhere are only refused when they are impossible: what happened is recorded, and the
    table says whether it counts. A dose given here is refused in the cells "tidak boleh" of the chart.

    Source: Buku KIA 2023 (chart); KMK HK.01.07/MENKES/1098/2024 jo. 35/2025.
    """
    known, decided = tuple(doses), tuple(decisions)
    stops = _impossible(person, known, schedule, dose, today)
    slot = schedule.by_code.get(dose.slot)
    if stops or slot is None or dose.is_elsewhere:
        return DoseCheck(stops=stops)
    forbidden = _forbidden(person, schedule, slot, dose.day)
    if forbidden is not None:
        return DoseCheck(stops=(forbidden,))
    warnings = (
        *_schedule_warnings(person, known, decided, schedule, dose),
        *vial_warnings(schedule, dose.day, vial or VialFacts()),
    )
    return DoseCheck(warnings=tuple(warnings))


def vial_warnings(schedule: Schedule, day: date, vial: VialFacts) -> Iterable[Problem]:
    """What speaks against the vial: its expiry date and its monitor."""
    if vial.expiry_date is not None and vial.expiry_date < day:
        sentence = f"Vaksin kedaluwarsa {short_date(vial.expiry_date)}."
        yield immunisation_problem("expired", "expiry_date", sentence, "Jangan dipakai; ambil vial lain.")
    monitor = next((one for one in schedule.vial_monitors if one.code == vial.monitor), None)
    if monitor is not None and not monitor.is_usable:
        yield immunisation_problem(
            "vial_monitor", "vial_monitor", f"{monitor.label}.", "Jangan dipakai; ambil vial lain."
        )


def _impossible(
    person: Person, doses: tuple[Dose, ...], schedule: Schedule, dose: Dose, today: date
) -> tuple[Problem, ...]:
    slot, product = schedule.by_code.get(dose.slot), schedule.products.get(dose.product)
    problems = []
    if slot is None:
        problems.append(
            immunisation_problem("slot", "slot", "Dosis ini tidak ada dalam jadwal.", "Pilih dosis dari daftar.")
        )
    elif product is None or slot.series not in product.series:
        sentence = f"Vaksin ini bukan untuk {slot.label}."
        problems.append(immunisation_problem("product", "product", sentence, "Pilih vaksin dari daftar dosis ini."))
    if dose.day < person.birth_date:
        sentence = f"Tanggal dosis sebelum lahir ({short_date(person.birth_date)})."
        problems.append(
            immunisation_problem("before_birth", "day", sentence, "Periksa tanggal dosis dan tanggal lahir.")
        )
    if dose.day > today:
        problems.append(immunisation_problem("future", "day", "Tanggal dosis sesudah hari ini.", "Periksa tanggalnya."))
    if any(one.slot == dose.slot and one.day == dose.day and one.id != dose.id for one in doses):
        sentence = "Dosis ini sudah tercatat pada tanggal itu."
        problems.append(immunisation_problem("twice", "day", sentence, "Tidak perlu dicatat lagi."))
    return tuple(problems)


def _forbidden(person: Person, schedule: Schedule, slot: Slot, day: date) -> Problem | None:
    life = person.life(schedule.rules)
    before, after = slot.forbidden_before, slot.forbidden_from
    if before is not None and day < before.on(life):
        sentence = f"{slot.label} tidak boleh diberikan sebelum {before.text}."
        remedy = f"Jadwalkan mulai {short_date(before.on(life))}."
        return immunisation_problem("forbidden_age", "slot", sentence, remedy)
    if after is not None and day >= after.on(life):
        sentence = f"{slot.label} tidak boleh lagi diberikan mulai {after.text}."
        return immunisation_problem("forbidden_age", "slot", sentence, "Dosis ini dilewatkan.")
    return None


def _schedule_warnings(
    person: Person, doses: tuple[Dose, ...], decisions: tuple[Decision, ...], schedule: Schedule, dose: Dose
) -> Iterable[Problem]:
    others = tuple(one for one in doses if not one.id or one.id != dose.id)
    before = immunisation_course(person, others, decisions, schedule, dose.day).of(dose.slot)
    _tally, judged = judge_doses(person, (*others, dose), decisions, schedule)
    own = next(one for one in judged if one.dose is dose)
    if not own.counts:
        yield _uncounted(own)
    elif own.slot is not None and dose.day < own.slot.minimum.on(person.life(schedule.rules)):
        sentence = f"{own.slot.label} biasanya mulai {own.slot.minimum.text}."
        yield immunisation_problem("young", "day", sentence, "Beri alasan bila tetap diberikan.")
    if before.state is SlotState.CONTRAINDICATED:
        yield immunisation_problem("contraindicated", "slot", "Ada kontraindikasi yang tercatat.", "Tanyakan dokter.")
    elif before.state is SlotState.NO_LONGER and own.counts:
        yield immunisation_problem(
            "window", "slot", "Jendela waktu dosis ini sudah lewat.", "Beri alasan bila tetap diberikan."
        )
    elif before.state is SlotState.NOT_APPLICABLE:
        sentence = f"Dosis ini tidak berlaku untuk orang ini: {before.why}."
        yield immunisation_problem("not_applicable", "slot", sentence, "Beri alasan bila tetap diberikan.")


def _uncounted(judged: JudgedDose) -> Problem:
    earliest = short_date(judged.earliest) if judged.earliest else ""
    match judged.verdict:
        case Verdict.TOO_YOUNG | Verdict.TOO_SOON | Verdict.TOO_NEAR_LIVE:
            sentence = f"Terlalu dini: {judged.why}. Dosis hari itu tidak akan dihitung."
            return immunisation_problem("too_early", "day", sentence, f"Jadwalkan mulai {earliest}.")
        case Verdict.SAME_DAY:
            sentence = "Vaksin yang sama sudah tercatat pada hari itu."
            return immunisation_problem("same_day", "day", sentence, "Periksa apakah dosis ini dicatat dua kali.")
        case _:
            sentence = "Seri ini sudah lengkap; dosis tambahan tidak dihitung."
            return immunisation_problem("complete", "slot", sentence, "Periksa dosis yang dipilih.")
